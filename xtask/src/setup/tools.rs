//! Programs from the registries of crates and of npm, at pinned versions,
//! each in `target/tools/NAME-VERSION`.

use super::{Need, log};
use crate::progress::{CARGO_BAR, Step, crates_built};
use crate::{run, workspace};
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// 0.22 wants a newer compiler than ours.
const TRUNK: &str = "0.21.14";
/// Reads what the `wasm_split_helpers` of Leptos leave in the program.
const WASM_SPLIT: &str = "0.2.4";
const GECKODRIVER: &str = "0.37.1";
/// The npm package that has `wasm-opt`.
const BINARYEN: &str = "132.0.0";
/// Makes JavaScript and style sheets shorter; Trunk's own minifier breaks them.
const ESBUILD: &str = "0.28.2";

/// Installs the tools that `need` calls for, and returns their folders.
pub fn prepare(need: Need) -> Result<Vec<PathBuf>> {
    let mut crates = vec![wasm_bindgen()?, trunk()];
    let mut folders = Vec::new();
    if need >= Need::Build {
        crates.push(wasm_split());
        folders.push(npm_tool("binaryen", BINARYEN, "wasm-opt")?);
        folders.push(npm_tool("esbuild", ESBUILD, "esbuild")?);
    }
    if need >= Need::Test {
        crates.push(geckodriver());
    }
    let missing = crates.iter().filter(|tool| !tool.is_installed()).count();
    if missing > 1 {
        eprintln!("{missing} tools are compiled now, once; this takes some minutes.");
    }
    for tool in crates {
        tool.install()?;
        folders.push(tool.folder().join("bin"));
    }
    if missing > 0 {
        // Hundreds of megabytes that nothing needs any more.
        let _ = fs::remove_dir_all(build_folder());
    }
    Ok(folders)
}

/// A program that cargo compiles from the registry.
struct CrateTool {
    /// The crate.
    name: &'static str,
    version: String,
    /// What is called `target/tools/HERE-VERSION`.
    folder: &'static str,
    /// One of its programs, by which it is recognised.
    program: &'static str,
    arguments: &'static [&'static str],
    /// Optimising takes longer than most of the tools ever run.
    opt_level: &'static str,
}

/// Must be of the very version that the viewer links to, and brings the
/// runner of the wasm tests. Not `--locked`: its lock file has named versions
/// that a registry did not have yet.
fn wasm_bindgen() -> Result<CrateTool> {
    Ok(CrateTool {
        name: "wasm-bindgen-cli",
        version: workspace::locked_version("wasm-bindgen")?,
        folder: "wasm-bindgen",
        program: "wasm-bindgen",
        arguments: &[],
        // It reads megabytes of wasm at each build.
        opt_level: "1",
    })
}

/// Without its features: those are for looking whether there is a newer Trunk
/// and for fetching tools, and we want neither.
fn trunk() -> CrateTool {
    CrateTool {
        name: "trunk",
        version: TRUNK.to_owned(),
        folder: "trunk",
        program: "trunk",
        arguments: &["--locked", "--no-default-features"],
        opt_level: "0",
    }
}

/// Takes the viewer's wasm apart.
fn wasm_split() -> CrateTool {
    CrateTool {
        name: "wasm_split_cli_support",
        version: WASM_SPLIT.to_owned(),
        folder: "wasm-split",
        program: "wasm-split-cli",
        arguments: &["--locked", "--features", "build-binary"],
        opt_level: "1",
    }
}

/// Firefox's side of WebDriver.
fn geckodriver() -> CrateTool {
    CrateTool {
        name: "geckodriver",
        version: GECKODRIVER.to_owned(),
        folder: "geckodriver",
        program: "geckodriver",
        arguments: &["--locked"],
        opt_level: "0",
    }
}

impl CrateTool {
    fn folder(&self) -> PathBuf {
        tool_folder(self.folder, &self.version)
    }

    fn is_installed(&self) -> bool {
        let program = self.folder().join("bin").join(self.program);
        program.with_extension(std::env::consts::EXE_EXTENSION).is_file()
    }

    fn install(&self) -> Result<()> {
        if self.is_installed() {
            return Ok(());
        }
        let mut command = run::cargo();
        command
            .args(["install", self.name, "--version", &self.version])
            .args(self.arguments)
            .arg("--root")
            .arg(self.folder())
            .env("CARGO_TARGET_DIR", build_folder())
            .envs(CARGO_BAR)
            .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", self.opt_level)
            .env("CARGO_PROFILE_RELEASE_LTO", "off")
            .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16");
        Step {
            label: &format!("Installing {} {}", self.name, self.version),
            log: log(self.name),
            progress: crates_built,
        }
        .run(&mut command)
    }
}

/// A program that a package of npm brings along.
///
/// `wasm-opt` is one: the crate of that name compiles Binaryen's C++, which takes far longer.
fn npm_tool(package: &str, version: &str, program: &str) -> Result<PathBuf> {
    let programs = Path::new(".bin");
    Ok(npm_package(package, version, programs.join(program), program)?.join(programs))
}

/// The folder `node_modules` with a package of npm, which is recognised by one of its files.
pub fn npm_package(package: &str, version: &str, file: impl AsRef<Path>, purpose: &str) -> Result<PathBuf> {
    let folder = tool_folder(package, version);
    let modules = folder.join("node_modules");
    if modules.join(file).exists() {
        return Ok(modules);
    }
    // npm may leave half of it behind, so it works in a folder of another name.
    let partial = tool_folder(package, "partial");
    let _ = fs::remove_dir_all(&partial);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&partial).with_context(|| format!("cannot create {}", partial.display()))?;
    let mut command = Command::new("npm");
    command
        .arg("install")
        .arg(format!("{package}@{version}"))
        .args(["--no-save", "--no-package-lock", "--no-audit", "--no-fund"])
        .arg("--prefix")
        .arg(&partial);
    Step {
        label: &format!("Installing {package} {version} for {purpose}"),
        log: log(package),
        progress: |_| None,
    }
    .run(&mut command)
    .with_context(|| format!("{package} comes from npm, which comes with Node.js"))?;
    fs::rename(&partial, &folder).with_context(|| format!("cannot rename {}", partial.display()))?;
    Ok(modules)
}

fn tool_folder(name: &str, version: &str) -> PathBuf {
    workspace::path(Path::new("target/tools").join(format!("{name}-{version}")))
}

/// Shared, so that what two tools have in common is compiled once.
fn build_folder() -> PathBuf {
    workspace::path("target/tools/build")
}
