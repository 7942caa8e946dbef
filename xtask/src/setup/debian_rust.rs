//! Debian's own Rust, for machines that reach Debian's packages but not the
//! server of rustup.
//!
//! Debian packages the compiler and the sources of its standard library, but
//! not the library for `wasm32-unknown-unknown`, so we compile that. It goes
//! to a sysroot inside `target/tools`: `/usr` stays as the packages left it.

use super::wasm_target::{TARGET, has_standard_library};
use super::{log, system};
use crate::progress::{CARGO_BAR, Step, crates_built};
use crate::{run, workspace};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

/// `lld-22` is what the package's `rust-lld` links to.
const PACKAGES: &[&str] =
    &["rustc-web", "cargo-web", "rust-web-src", "rust-web-llvm", "rust-web-clippy", "lld-22"];

/// Where the packages put their programs.
const USR_BIN: &str = "/usr/bin";

/// The programs that cargo starts by name.
const PROGRAMS: &[&str] = &["cargo", "cargo-clippy", "clippy-driver", "rustc", "rustdoc"];

/// Debian's compiler with our build of its standard library for wasm.
pub struct DebianRust {
    folder: PathBuf,
}

impl DebianRust {
    /// A folder with links to this toolchain's programs, and to no others.
    pub fn programs(&self) -> PathBuf {
        self.folder.join("bin")
    }

    /// The folder that takes the place of `/usr` when compiling to wasm.
    fn sysroot(&self) -> PathBuf {
        self.folder.join("sysroot")
    }

    fn library(&self) -> PathBuf {
        self.sysroot().join("lib/rustlib").join(TARGET).join("lib")
    }

    /// Makes a command, and the cargo that it may start, use this toolchain.
    pub fn select_for(&self, command: &mut Command) {
        command
            .env("CARGO", self.programs().join("cargo"))
            // Both were set, by rustup and cargo, for the toolchain that runs us.
            .env_remove("RUSTUP_TOOLCHAIN")
            .env_remove("LD_LIBRARY_PATH")
            .env(
                "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
                format!("--sysroot={}", self.sysroot().display()),
            );
    }
}

/// What an earlier run installed, if it is whole.
pub fn installed() -> Option<DebianRust> {
    let rust = DebianRust { folder: folder(&compiler_version()?) };
    has_standard_library(&rust.library()).then_some(rust)
}

/// Installs the packages and builds the standard library.
pub fn install() -> Result<DebianRust> {
    system::install_packages(PACKAGES, "Debian's Rust")?;
    let version = compiler_version()
        .with_context(|| format!("Debian's rustc is installed, but {USR_BIN}/rustc does not run"))?;
    let rust = DebianRust { folder: folder(&version) };
    link_programs(&rust)?;
    link_host_library(&rust)?;
    build_standard_library(&rust, &version)?;
    Ok(rust)
}

/// One folder a version: a library fits only the compiler that made it.
fn folder(version: &str) -> PathBuf {
    workspace::path(format!("target/tools/debian-rust-{version}"))
}

/// `1.96.0`, from `rustc 1.96.0 (… from a source tarball)`.
fn compiler_version() -> Option<String> {
    let text = run::output(usr_bin("rustc").arg("--version"))?;
    text.split_whitespace().nth(1).map(str::to_owned)
}

/// A program of Debian's toolchain, free of what rustup set for its own.
fn usr_bin(program: &str) -> Command {
    let mut command = Command::new(Path::new(USR_BIN).join(program));
    command.env_remove("LD_LIBRARY_PATH");
    command
}

fn link_programs(rust: &DebianRust) -> Result<()> {
    let folder = rust.programs();
    for program in PROGRAMS {
        link(&Path::new(USR_BIN).join(program), &folder.join(program))?;
    }
    Ok(())
}

/// With a sysroot of its own, the compiler looks there for the linker too.
fn link_host_library(rust: &DebianRust) -> Result<()> {
    let verbose = run::output(usr_bin("rustc").arg("-vV")).unwrap_or_default();
    let host = verbose
        .lines()
        .find_map(|line| line.strip_prefix("host: "))
        .context("Debian's rustc does not tell its host")?;
    let library = run::output(usr_bin("rustc").args(["--print", "sysroot"]))
        .context("Debian's rustc does not tell its sysroot")?;
    link(&Path::new(&library).join("lib/rustlib").join(host), &rust.sysroot().join("lib/rustlib").join(host))
}

fn link(original: &Path, link: &Path) -> Result<()> {
    if let Some(folder) = link.parent() {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    let _ = fs::remove_file(link);
    symlink(original, link).with_context(|| format!("cannot create {}", link.display()))
}

/// Builds an empty crate together with the standard library, and keeps the
/// libraries that it was linked with.
fn build_standard_library(rust: &DebianRust, version: &str) -> Result<()> {
    let folder = rust.folder.join("build");
    let _ = fs::remove_dir_all(&folder);
    let write = |name: &str, text: &str| -> Result<()> {
        let path = folder.join(name);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
    };
    write(
        "Cargo.toml",
        // Its own workspace: it lies inside ours.
        "[package]\nname = \"empty\"\nedition = \"2024\"\n\n[workspace]\n",
    )?;
    write("src/lib.rs", "#![no_std]\n")?;

    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = [rust.programs()].into_iter().chain(std::env::split_paths(&path));
    let mut command = usr_bin("cargo");
    command
        .args(["build", "--release", "--target", TARGET])
        .arg("-Zbuild-std=std,panic_abort,test")
        .current_dir(&folder)
        .envs(CARGO_BAR)
        .env("PATH", std::env::join_paths(folders)?)
        .env("CARGO_TARGET_DIR", folder.join("target"))
        // Building the standard library counts as unstable everywhere.
        .env("RUSTC_BOOTSTRAP", "1")
        // Link-time optimisation of the viewer needs the bitcode.
        .env("RUSTFLAGS", "-Cembed-bitcode=yes");
    Step {
        label: &format!("Compiling the standard library of Rust {version} for wasm"),
        log: log("debian-rust-std"),
        progress: crates_built,
    }
    .run(&mut command)?;

    let built = folder.join("target").join(TARGET).join("release/deps");
    let library = rust.library();
    fs::create_dir_all(&library).with_context(|| format!("cannot create {}", library.display()))?;
    // The standard library itself comes last, since it stands for the whole.
    let mut files: Vec<PathBuf> = fs::read_dir(&built)
        .with_context(|| format!("cannot read {}", built.display()))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "rlib"))
        .collect();
    files.sort_by_key(|path| {
        path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("libstd-"))
    });
    for file in files {
        if let Some(name) = file.file_name().filter(|name| !name.to_string_lossy().starts_with("libempty-")) {
            fs::copy(&file, library.join(name)).with_context(|| format!("cannot copy {}", file.display()))?;
        }
    }
    ensure!(has_standard_library(&library), "cargo built no standard library in {}", built.display());
    fs::remove_dir_all(&folder).with_context(|| format!("cannot remove {}", folder.display()))
}
