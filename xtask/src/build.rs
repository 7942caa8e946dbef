//! `cargo xtask build`: what is published.

mod final_names;

use crate::run::run;
use crate::setup::Toolbox;
use crate::workspace;
use anyhow::Result;

/// Builds the viewer into `dist/` and the program into `target/release/`.
pub fn build(tools: &Toolbox) -> Result<()> {
    run(trunk(tools).args(["build", "--release"]))?;
    final_names::give(&workspace::path("dist"))?;
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
