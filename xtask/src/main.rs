//! The project's set-up, builds and tests: `cargo xtask --help`.
//!
//! Every command installs what it lacks, so a fresh clone needs nothing done
//! by hand. What it installs goes to `target/tools`, except for the packages
//! that only a system's own package manager can install.

mod bench;
mod build;
mod ci;
mod progress;
mod run;
mod screenshots;
mod serve;
mod setup;
mod size;
mod tables;
mod test;
mod workspace;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "xtask", bin_name = "cargo xtask", about = "Set-up, builds and tests of Sidelight")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Build the viewer and serve it with live reload
    Serve(serve::Options),
    /// Run every test, or one part of them
    Test(test::Options),
    /// Build for release: the viewer into dist/, the program into target/release/
    Build,
    /// Measure highlighting: the viewer beside other highlighters, or the engine alone
    Bench(bench::Options),
    /// What CI runs: formatting, clippy with warnings as errors, every test
    Ci,
    /// Install what the other commands need, and nothing else
    Setup,
    /// Write pictures of pages to target/screenshots/
    Screenshots(screenshots::Options),
    /// Make the tables of character folding anew from the Unicode data
    Tables,
}

fn main() -> ExitCode {
    match dispatch(Arguments::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\nerror: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(command: Command) -> Result<()> {
    match command {
        Command::Serve(options) => serve::serve(&options),
        Command::Test(options) => test::test(&options),
        Command::Build => build::build(&setup::prepare(setup::Need::Build)?),
        Command::Bench(options) => bench::bench(&options),
        Command::Ci => ci::ci(),
        Command::Setup => setup::prepare(setup::Need::Test).map(drop),
        Command::Screenshots(options) => screenshots::screenshots(&options),
        Command::Tables => tables::tables(),
    }
}
