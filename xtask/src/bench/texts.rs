//! Texts from Debian's packages, unpacked into `target/tools`: nothing is installed.

use crate::progress::{Step, packages_unpacked};
use crate::{setup, workspace};
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The folder with what a package holds.
pub fn package(name: &str) -> Result<PathBuf> {
    let folder = workspace::path("target/tools").join(name);
    if folder.exists() {
        return Ok(folder);
    }
    if !setup::is_debian() {
        bail!("the benchmark's texts are in packages of Debian, such as {name}, and apt-get is not here");
    }
    let partial = folder.with_extension("partial");
    let _ = fs::remove_dir_all(&partial);
    let unpacked = partial.join("unpacked");
    fs::create_dir_all(&unpacked).with_context(|| format!("cannot create {}", unpacked.display()))?;
    Step {
        label: &format!("Fetching Debian's package {name}"),
        log: setup::log(name),
        progress: packages_unpacked,
    }
    .run(Command::new("apt-get").args(["download", name]).current_dir(&partial))
    .context("`apt-get update`, as root, may help")?;
    let archive = fs::read_dir(&partial)
        .with_context(|| format!("cannot read {}", partial.display()))?
        .flatten()
        .map(|entry| entry.path())
        .find(|path| path.extension().is_some_and(|extension| extension == "deb"))
        .with_context(|| format!("apt-get left no package in {}", partial.display()))?;
    crate::run::run(Command::new("dpkg-deb").arg("--extract").arg(&archive).arg(&unpacked))?;
    fs::rename(&unpacked, &folder).with_context(|| format!("cannot rename {}", unpacked.display()))?;
    let _ = fs::remove_dir_all(&partial);
    Ok(folder)
}

/// What files that gzip compressed hold, one after the other.
pub fn unzip_files(paths: &[PathBuf]) -> Result<String> {
    let output = Command::new("gzip").arg("-dc").args(paths).output().context("cannot start gzip")?;
    ensure!(output.status.success(), "gzip failed: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What these bytes, compressed by gzip or compress, were before.
pub fn unzip(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut gzip = Command::new("gzip")
        .arg("-dc")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot start gzip")?;
    let mut input = gzip.stdin.take().context("gzip has no input")?;
    let output = std::thread::scope(|scope| {
        // Reading and writing go on together: either pipe may be full.
        scope.spawn(move || input.write_all(bytes));
        gzip.wait_with_output()
    })
    .context("cannot read from gzip")?;
    ensure!(output.status.success(), "gzip cannot unpack the text");
    Ok(output.stdout)
}

pub fn read(path: &Path) -> Result<Vec<u8>> {
    fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}
