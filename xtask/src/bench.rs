//! `cargo xtask bench`: how fast highlighting is, in the browser and natively.

mod documents;
mod keywords;
mod king_james;
mod man_pages;
mod texts;

use crate::build;
use crate::run::{cargo, run};
use crate::setup::{self, Need};
use anyhow::Result;

/// What the viewer is compared with, and the script of each that a page loads.
const LIBRARIES: &[(&str, &str, &str)] =
    &[("mark.js", "8.11.1", "dist/mark.es6.min.js"), ("advanced-mark.js", "2.7.1", "dist/mark.es6.min.js")];

#[derive(clap::Args)]
#[command(args_conflicts_with_subcommands = true)]
pub struct Options {
    #[command(subcommand)]
    part: Option<Part>,
    #[command(flatten)]
    browser: BrowserOptions,
}

#[derive(clap::Subcommand)]
enum Part {
    /// The engine alone, by Criterion
    Native {
        /// Run only the benchmarks whose name contains this
        filter: Option<String>,
    },
}

#[derive(clap::Args)]
struct BrowserOptions {
    /// Only documents whose name contains this; the report in docs/ is then left as it is
    #[arg(long)]
    document: Option<String>,
    /// Also what takes minutes, such as mark.js with 100 keywords on 4 MB
    #[arg(long)]
    full: bool,
    /// Measure dist/ as it is
    #[arg(long)]
    no_build: bool,
}

/// Measures the viewer beside other highlighters in Chromium, or the engine natively.
pub fn bench(options: &Options) -> Result<()> {
    match &options.part {
        None => browser(&options.browser),
        Some(Part::Native { filter }) => native(filter.as_deref()),
    }
}

fn browser(options: &BrowserOptions) -> Result<()> {
    let tools = setup::prepare(Need::Test)?;
    let mut command = tools.native_cargo();
    command.args(["run", "--quiet", "--package", "sidelight-e2e", "--bin", "bench", "--"]);
    for (name, version, script) in LIBRARIES {
        let modules = setup::npm_package(name, version, format!("{name}/{script}"), "the benchmark")?;
        command.arg("--library").arg(modules.join(name));
    }
    command.arg("--documents").arg(documents::make()?);
    if let Some(name) = &options.document {
        command.args(["--only", name]);
    }
    if !options.no_build {
        build::build(&tools)?;
    }
    run(command.args(options.full.then_some("--full")))
}

fn native(filter: Option<&str>) -> Result<()> {
    if let Err(error) = documents::make() {
        eprintln!("{error:#}. The engine is measured on generated text instead.");
    }
    run(cargo().args(["bench", "--package", "sidelight-engine"]).args(filter))
}
