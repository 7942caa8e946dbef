//! Where things are in the workspace.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// A path below the workspace's folder.
pub fn workspace(relative: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).join(relative)
}

/// What the release build made.
pub fn dist() -> PathBuf {
    workspace("dist")
}

/// The names of the library's articles in `dist/`.
pub fn articles() -> Result<Vec<String>> {
    let folder = dist().join("articles");
    let mut names: Vec<String> = std::fs::read_dir(&folder)
        .with_context(|| format!("cannot read {}; `cargo xtask build` makes it", folder.display()))?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        // The feed lists the articles, and is none itself.
        .filter(|name| name.ends_with(".json") && name != "feed.json")
        .collect();
    names.sort();
    Ok(names)
}

/// A file for what a run leaves behind: logs, and pictures of failures.
pub(crate) fn output(name: &str) -> Result<PathBuf> {
    let folder = workspace("target/e2e");
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    Ok(folder.join(name))
}

/// Removes the pictures of failures that an earlier run left.
pub(crate) fn forget_pictures() -> Result<()> {
    let folder = workspace("target/e2e");
    for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "png") {
            std::fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
        }
    }
    Ok(())
}
