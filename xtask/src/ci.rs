//! `cargo xtask ci`.

use crate::run::{cargo, run};
use crate::setup::{self, Need};
use crate::test;
use anyhow::Result;

/// What CI runs. The cheapest checks come first.
pub fn ci() -> Result<()> {
    run(cargo().args(["fmt", "--all", "--check"]))?;
    run(cargo().args(["clippy", "--workspace", "--all-targets"]).args(["--", "--deny", "warnings"]))?;
    let tools = setup::prepare(Need::Build)?;
    run(tools
        .command("cargo")
        .args(["clippy", "--package", "sidelight", "--all-targets"])
        .args(["--target", "wasm32-unknown-unknown"])
        .args(["--", "--deny", "warnings"]))?;
    test::test(&test::Options::default())
}
