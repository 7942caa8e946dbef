//! The compiler's target `wasm32-unknown-unknown`.

use super::{debian_rust, log, system};
use crate::progress::{Step, crates_built};
use crate::run;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The target's name.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// What compiles to wasm on this machine.
pub enum WasmToolchain {
    /// The toolchain that compiles everything else too.
    Same,
    /// Debian's compiler, with a standard library that we built.
    Debian(debian_rust::DebianRust),
}

impl WasmToolchain {
    /// Folders to put before all others in the PATH.
    pub fn folders(&self) -> Vec<PathBuf> {
        match self {
            WasmToolchain::Same => Vec::new(),
            WasmToolchain::Debian(rust) => vec![rust.programs()],
        }
    }

    /// Makes a command, and the cargo that it may start, use this toolchain.
    pub fn select_for(&self, command: &mut Command) {
        if let WasmToolchain::Debian(rust) = self {
            rust.select_for(command);
        }
    }
}

/// Finds a toolchain that has the target, or installs one.
pub fn prepare() -> Result<WasmToolchain> {
    if has_target() {
        return Ok(WasmToolchain::Same);
    }
    if let Some(rust) = debian_rust::installed() {
        return Ok(WasmToolchain::Debian(rust));
    }
    let failure = match add_by_rustup() {
        Ok(()) if has_target() => return Ok(WasmToolchain::Same),
        Ok(()) => "rustup reported success, but the target is not there".to_owned(),
        Err(error) => format!("{error:#}"),
    };
    eprintln!("{failure}");
    if system::is_debian() {
        eprintln!("rustup could not add the target {TARGET}; using Debian's compiler for it.");
        return Ok(WasmToolchain::Debian(debian_rust::install()?));
    }
    bail!(
        "the Rust target {TARGET} is missing and rustup could not add it. \
         Install it with `rustup target add {TARGET}`, or with your system's \
         package of the standard library for wasm, then run this again"
    )
}

/// Whether the compiler has a standard library for the target.
fn has_target() -> bool {
    let compiler = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let folder = run::output(Command::new(compiler).args(["--print", "target-libdir", "--target", TARGET]));
    folder.is_some_and(|folder| has_standard_library(Path::new(&folder)))
}

/// Whether a folder holds the compiled standard library.
pub fn has_standard_library(folder: &Path) -> bool {
    std::fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        name.starts_with("libstd-") && name.ends_with(".rlib")
    })
}

fn add_by_rustup() -> Result<()> {
    Step { label: "Adding the wasm target by rustup", log: log("rustup"), progress: crates_built }
        .run(Command::new("rustup").args(["target", "add", TARGET]))
}
