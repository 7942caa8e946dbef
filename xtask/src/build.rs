//! `cargo xtask build`: what is published.

mod final_names;
mod shorter;

use crate::run::run;
use crate::setup::Toolbox;
use crate::workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// Builds the viewer into `dist/` and the program into `target/release/`.
pub fn build(tools: &Toolbox) -> Result<()> {
    run(trunk(tools).args(["build", "--release"]))?;
    let dist = workspace::path("dist");
    shorter::make(&dist, tools)?;
    final_names::give(&dist)?;
    run(tools.native_cargo().args(["build", "--release", "--package", "sidelight-publish"]))
}

/// Trunk, kept from fetching tools of its own choice.
pub fn trunk(tools: &Toolbox) -> std::process::Command {
    let mut command = tools.command("trunk");
    command
        .env("TRUNK_OFFLINE", "true")
        // Its own stack traces tell nothing about our sources.
        .env("RUST_BACKTRACE", "0");
    if std::env::var_os("NO_COLOR").is_some() {
        // Trunk takes any other value for a mistake.
        command.env("NO_COLOR", "true");
    }
    command
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
