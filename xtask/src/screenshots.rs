//! `cargo xtask screenshots`: pictures of pages, to look at the design.

use crate::build;
use crate::run::run;
use crate::setup::{self, Need};
use anyhow::Result;

#[derive(clap::Args)]
pub struct Options {
    /// What follows the viewer's address, such as `?src=articles/NAME.json`
    /// [default: the library and each of its articles]
    addresses: Vec<String>,
    /// The browser: chromium, firefox or webkit
    #[arg(long, default_value = "chromium")]
    engine: String,
    /// The page as far down as a window can reach, not only its beginning
    #[arg(long)]
    full: bool,
    /// Show dist/ as it is
    #[arg(long)]
    no_build: bool,
}

pub fn screenshots(options: &Options) -> Result<()> {
    let tools = setup::prepare(Need::Test)?;
    if !options.no_build {
        build::build(&tools)?;
    }
    run(tools
        .native_cargo()
        .args(["run", "--quiet", "--package", "sidelight-e2e", "--bin", "screenshots"])
        .args(["--", "--engine", &options.engine])
        .args(options.full.then_some("--full"))
        .args(&options.addresses))
}
