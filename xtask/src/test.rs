//! `cargo xtask test`: every test, or one part of them.

use crate::run::{output, run};
use crate::setup::{self, Need, Toolbox};
use crate::{build, run as programs, size, workspace};
use anyhow::{Context, Error, Result, bail, ensure};
use std::time::{Duration, Instant};

#[derive(clap::Args, Default)]
pub struct Options {
    #[command(subcommand)]
    part: Option<Part>,
}

#[derive(clap::Subcommand)]
enum Part {
    /// What needs no browser
    Native(Filter),
    /// The viewer's own tests, in a browser
    Wasm(Filter),
    /// The release build against budget.toml
    Size,
    /// The release build in real browsers
    E2e(E2eOptions),
}

#[derive(clap::Args, Default)]
struct Filter {
    /// Run only the tests whose name contains this
    filter: Option<String>,
}

#[derive(clap::Args, Default)]
struct E2eOptions {
    #[command(flatten)]
    filter: Filter,
    /// Run only in this browser: chromium, firefox or webkit
    #[arg(long)]
    engine: Option<String>,
    /// Test dist/ as it is
    #[arg(long)]
    no_build: bool,
}

pub fn test(options: &Options) -> Result<()> {
    match &options.part {
        None => all(),
        Some(Part::Native(filter)) => native(&setup::prepare(Need::Serve)?, filter),
        Some(Part::Wasm(filter)) => wasm(&setup::prepare(Need::Test)?, filter),
        Some(Part::Size) => {
            build::build(&setup::prepare(Need::Build)?)?;
            size::check()
        }
        Some(Part::E2e(options)) => {
            let tools = setup::prepare(Need::Test)?;
            if !options.no_build {
                build::build(&tools)?;
            }
            e2e(&tools, options)
        }
    }
}

/// Every part, in the order in which a failure shows soonest. A failure does
/// not keep the parts after it from being run, unless they need what failed.
fn all() -> Result<()> {
    let mut stages = Stages::default();
    if let Some(tools) = stages.run("set-up", || setup::prepare(Need::Test)) {
        stages.run("native", || native(&tools, &Filter::default()));
        stages.run("wasm", || wasm(&tools, &Filter::default()));
        if stages.run("build", || build::build(&tools)).is_some() {
            stages.run("size", size::check);
            stages.run("e2e", || e2e(&tools, &E2eOptions::default()));
        }
    }
    stages.report()
}

fn native(tools: &Toolbox, filter: &Filter) -> Result<()> {
    check_engine_is_pure()?;
    let packages = ["sidelight", "sidelight-automaton", "sidelight-engine", "sidelight-publish", "xtask"];
    let mut command = tools.native_cargo();
    command.arg("test");
    for package in packages {
        command.args(["--package", package]);
    }
    run(command.args(&filter.filter))
}

/// The engine runs where there is no browser, so nothing of one may get in.
fn check_engine_is_pure() -> Result<()> {
    let mut tree = programs::cargo();
    tree.args(["tree", "--package", "sidelight-engine", "--prefix", "none"]).args([
        "--edges",
        "normal,build",
        "--target",
        "all",
    ]);
    let Some(tree) = output(&mut tree) else {
        bail!("`cargo tree --package sidelight-engine` failed; run it to see why");
    };
    for forbidden in ["web-sys", "js-sys", "wasm-bindgen", "leptos"] {
        if tree.lines().any(|line| line.split(' ').next() == Some(forbidden)) {
            bail!(
                "the engine depends on {forbidden}, and must not: `cargo tree --package \
                 sidelight-engine --invert {forbidden}` shows by which way"
            );
        }
    }
    Ok(())
}

fn wasm(tools: &Toolbox, filter: &Filter) -> Result<()> {
    let mut command = tools.command("cargo");
    command
        .args(["test", "--target", "wasm32-unknown-unknown"])
        .args(["--package", "sidelight", "--tests"])
        .args(&filter.filter)
        .env("CHROMEDRIVER", "chromedriver")
        .env("WASM_BINDGEN_TEST_ONLY_WEB", "1")
        // Seconds; the runner's own patience ends on a machine that is busy.
        .env("WASM_BINDGEN_TEST_DRIVER_TIMEOUT", "30")
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120")
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", workspace::path("xtask/webdriver.json"));
    // The runner leaves folders of its browser behind.
    let scratch = std::env::temp_dir().join(format!("sidelight-wasm-{}", std::process::id()));
    std::fs::create_dir_all(&scratch).with_context(|| format!("cannot create {}", scratch.display()))?;
    let result = run(command.env("TMPDIR", &scratch));
    let _ = std::fs::remove_dir_all(&scratch);
    result
}

fn e2e(tools: &Toolbox, options: &E2eOptions) -> Result<()> {
    let mut command = tools.native_cargo();
    command.args(["test", "--package", "sidelight-e2e"]);
    let (name, version, script) = AXE;
    let modules =
        setup::npm_package(name, version, format!("{name}/{script}"), "the tests of accessibility")?;
    command.env("SIDELIGHT_AXE", modules.join(name).join(script));
    if let Some(engine) = &options.engine {
        command.env("SIDELIGHT_ENGINE", engine);
    }
    run(command.args(&options.filter.filter))
}

/// The rules of accessibility, from npm, and the script that a page loads.
const AXE: (&str, &str, &str) = ("axe-core", "4.14.1", "axe.min.js");

/// The stages that were run: name, time, and what went wrong.
#[derive(Default)]
struct Stages(Vec<(&'static str, Duration, Option<Error>)>);

impl Stages {
    /// Runs a stage under its name; nothing comes of one that fails.
    fn run<T>(&mut self, name: &'static str, stage: impl FnOnce() -> Result<T>) -> Option<T> {
        println!("\n== {name}");
        let start = Instant::now();
        let (value, error) = match stage() {
            Ok(value) => (Some(value), None),
            Err(error) => (None, Some(error)),
        };
        self.0.push((name, start.elapsed(), error));
        value
    }

    /// One line a stage; fails if one of them did.
    fn report(self) -> Result<()> {
        println!();
        let mut failed = Vec::new();
        for (name, time, error) in self.0 {
            let outcome = if error.is_none() { "ok" } else { "FAILED" };
            println!("{name:<10} {:>6.1} s  {outcome}", time.as_secs_f64());
            failed.extend(error.map(|error| format!("{name}: {error:#}")));
        }
        ensure!(failed.is_empty(), "{}", failed.join("\n\n"));
        Ok(())
    }
}
