//! The viewer in real browsers: `cargo xtask test e2e`.

mod accessibility;
mod article;
mod cards;
mod dictionary;
mod elsewhere;
mod entities;
mod failures;
mod fixture;
mod formats;
mod harness;
mod keywords;
mod later;
mod library;
mod own_texts;
mod painting;
mod panel;
mod passages;
mod sample;
mod search;
mod sheet;
mod theme;

use sidelight_e2e::suite;
use std::process::ExitCode;

fn main() -> ExitCode {
    let tests: Vec<suite::Test> = [
        harness::TESTS,
        library::TESTS,
        article::TESTS,
        search::TESTS,
        keywords::TESTS,
        painting::TESTS,
        passages::TESTS,
        entities::TESTS,
        accessibility::TESTS,
        cards::TESTS,
        panel::TESTS,
        dictionary::TESTS,
        elsewhere::TESTS,
        sheet::TESTS,
        failures::TESTS,
        later::TESTS,
        own_texts::TESTS,
        formats::TESTS,
        theme::TESTS,
        sample::TESTS,
    ]
    .concat();
    match suite::run(&tests) {
        Ok(conclusion) => conclusion.exit_code(),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
