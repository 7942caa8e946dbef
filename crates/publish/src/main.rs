//! The program `sidelight`: articles from files and to files.
//!
//! Exit codes: 0 done, 1 the input is at fault, 2 the command line is.

mod cast;
mod check;
mod files;
mod import;
mod input;
mod mentions;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Turns pages into articles for the Sidelight viewer, finds what is wrong with them, and lists who they
/// mention.
#[derive(Parser)]
#[command(name = "sidelight", version, arg_required_else_help = true)]
#[command(after_help = "Exit codes: 0 done, 1 the input is at fault, 2 the command line is.")]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Import(import::Import),
    Check(check::Check),
    Mentions(mentions::Mentions),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Import(import) => import.run(),
        Command::Check(check) => check.run(),
        Command::Mentions(mentions) => mentions.run(),
    };
    match done {
        Ok(code) => code,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}
