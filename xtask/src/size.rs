//! What a page loads before it shows something, after, and for articles of other forms, against the budgets in
//! `budget.toml`.

use crate::workspace;
use anyhow::{Context, Result, bail, ensure};
use std::fs;
use std::path::{Path, PathBuf};

const BROTLI_QUALITY: u32 = 11;
const BROTLI_WINDOW: u32 = 22;

/// The parts of the budget, with what is in the names of their files. What two modules share is loaded with the second.
const PARTS: [(&str, &[&str]); 3] =
    [("page", &[]), ("later", &["_later.wasm", "_chunk_"]), ("formats", &["_formats.wasm"])];

/// Prints the size of each file that a page loads, and fails over a budget.
pub fn check() -> Result<()> {
    let dist = workspace::path("dist");
    let mut files = Vec::new();
    collect(&dist, &mut files)
        .with_context(|| format!("cannot read {}; `cargo xtask build` makes it", dist.display()))?;
    files.sort();
    ensure!(
        files.iter().any(|file| has_extension(file, "wasm")),
        "{} holds no wasm; `cargo xtask build` makes it",
        dist.display()
    );
    println!("{:>10} {:>10}", "bytes", "brotli");
    let mut sums = PARTS.map(|(part, _)| (part, 0, 0));
    for file in files {
        let bytes = fs::read(&file).with_context(|| format!("cannot read {}", file.display()))?;
        let size = brotli_size(&bytes)?;
        let name = file.strip_prefix(&dist).unwrap_or(&file).to_string_lossy();
        println!("{:>10} {size:>10}  {name}", bytes.len());
        let is_of = |(_, marks): &(&str, &[&str])| marks.iter().any(|mark| name.contains(mark));
        // What is no part of another is the page's.
        let (_, raw, compressed) = &mut sums[PARTS.iter().position(is_of).unwrap_or_default()];
        *raw += bytes.len();
        *compressed += size;
    }
    let mut surpluses = Vec::new();
    for (part, raw, compressed) in sums {
        let budget = budget(part)?;
        println!("{raw:>10} {compressed:>10}  {part}; the budget is {budget}");
        if compressed > budget {
            surpluses.push(format!("{} of `{part}`", compressed - budget));
        }
    }
    if !surpluses.is_empty() {
        bail!(
            "over the budget of budget.toml by bytes: {}. Make it smaller, or raise the budget with a reason \
             in ARCHITECTURE.md",
            surpluses.join(", ")
        );
    }
    Ok(())
}

/// The budget of one part.
fn budget(part: &str) -> Result<usize> {
    let path = workspace::path("budget.toml");
    let table: toml::Table = fs::read_to_string(&path)
        .with_context(|| format!("cannot read {}", path.display()))?
        .parse()
        .with_context(|| format!("{} is not TOML", path.display()))?;
    table
        .get(part)
        .and_then(toml::Value::as_integer)
        .and_then(|bytes| usize::try_from(bytes).ok())
        .with_context(|| format!("{} has no number of bytes `{part}`", path.display()))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else if ["html", "css", "js", "wasm"].iter().any(|extension| has_extension(&path, extension)) {
            files.push(path);
        }
    }
    Ok(())
}

fn has_extension(path: &Path, extension: &str) -> bool {
    path.extension().is_some_and(|found| found == extension)
}

/// The size of bytes as a server sends them.
pub fn brotli_size(bytes: &[u8]) -> Result<usize> {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 64 * 1024, BROTLI_QUALITY, BROTLI_WINDOW);
    std::io::Write::write_all(&mut writer, bytes).context("cannot compress")?;
    drop(writer);
    Ok(compressed.len())
}
