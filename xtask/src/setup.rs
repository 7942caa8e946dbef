//! Installs what a command needs, and says so while it does.
//!
//! Whether something is there is seen by looking for it, not by a stamp, so a
//! half-finished installation is simply done again.

mod debian_rust;
mod system;
mod tools;
mod wasm_target;

use crate::{progress, run, workspace};
use anyhow::{Context, Result};
use std::ffi::OsString;
use std::path::PathBuf;
use std::process::Command;
use wasm_target::WasmToolchain;

pub use system::is_debian;
pub use tools::npm_package;

/// What a command is going to do.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Build for development.
    Serve,
    /// Build for release.
    Build,
    /// Run browsers as well.
    Test,
}

/// The programs that the set-up found or installed.
pub struct Toolbox {
    path: OsString,
    toolchain: WasmToolchain,
}

impl Toolbox {
    /// A program that may need the tools, or compile to wasm.
    pub fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.current_dir(workspace::root()).env("PATH", &self.path);
        self.toolchain.select_for(&mut command);
        command
    }

    /// A program that needs the tools, but has nothing to do with wasm.
    pub fn native_cargo(&self) -> Command {
        let mut command = run::cargo();
        command.env("PATH", &self.path);
        command
    }
}

/// Sees to everything that `need` calls for. Takes a moment when all is there.
pub fn prepare(need: Need) -> Result<Toolbox> {
    let toolchain = wasm_target::prepare()?;
    fetch_crates()?;
    let mut folders = toolchain.folders();
    folders.extend(tools::prepare(need)?);
    if need >= Need::Test {
        system::prepare()?;
    }
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    folders.extend(std::env::split_paths(&inherited));
    let path = std::env::join_paths(folders)
        .context("the path of the project's folder has a character that PATH cannot hold")?;
    Ok(Toolbox { path, toolchain })
}

/// Fetches the sources of all crates, since Trunk is run offline: it would
/// otherwise fetch tools of its own choice as well.
fn fetch_crates() -> Result<()> {
    if run::output(run::cargo().args(["fetch", "--quiet", "--offline"])).is_some() {
        return Ok(());
    }
    progress::Step {
        label: "Fetching the sources of the crates",
        log: log("cargo-fetch"),
        progress: progress::crates_built,
    }
    .run(run::cargo().arg("fetch").envs(progress::CARGO_BAR))
}

/// A file below `target/tools/log`.
pub fn log(name: &str) -> PathBuf {
    workspace::path(format!("target/tools/log/{name}.log"))
}
