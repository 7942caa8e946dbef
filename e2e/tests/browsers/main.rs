//! The viewer in real browsers: `cargo xtask test e2e`.

mod harness;

use sidelight_e2e::suite;
use std::process::ExitCode;

fn main() -> ExitCode {
    let tests: Vec<suite::Test> = [harness::TESTS].concat();
    match suite::run(&tests) {
        Ok(conclusion) => conclusion.exit_code(),
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
