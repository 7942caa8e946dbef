//! `cargo xtask ci` and `cargo xtask bench`.

use crate::run::{cargo, run};
use crate::setup::{self, Need};
use crate::test;
use anyhow::Result;

#[derive(clap::Args)]
pub struct BenchOptions {
    /// Run only the benchmarks whose name contains this
    filter: Option<String>,
}

/// Measures the engine.
pub fn bench(options: &BenchOptions) -> Result<()> {
    run(cargo().args(["bench", "--package", "sidelight-engine"]).args(&options.filter))
}

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
