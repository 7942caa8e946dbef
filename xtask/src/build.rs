//! `cargo xtask build`: what is published.

mod final_names;
mod shorter;
mod split;

use crate::run::run;
use crate::setup::Toolbox;
use crate::workspace;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// Has esbuild accept that wasm-bindgen names the splitter's script once for each module that is split off.
const REPEATED_KEYS: &str = "--log-override:duplicate-object-key=silent";

/// Builds the viewer into `dist/` and the program into `target/release/`.
pub fn build(tools: &Toolbox) -> Result<()> {
    run(trunk(tools).args(["build", "--release", "--features", "split"]))?;
    let dist = workspace::path("dist");
    split::make(&dist, tools)?;
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

/// The name of the one wasm file that Trunk made, without `_bg.wasm`.
fn wasm_stem(dist: &Path) -> Result<String> {
    let mut stems: Vec<String> = fs::read_dir(dist)
        .with_context(|| format!("cannot read {}", dist.display()))?
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name();
            name.to_str()?.strip_suffix("_bg.wasm").map(str::to_owned)
        })
        .collect();
    ensure!(stems.len() == 1, "{} holds {} wasm files, not one", dist.display(), stems.len());
    Ok(stems.remove(0))
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))
}
