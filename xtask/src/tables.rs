//! `cargo xtask tables`: the tables of character folding, from the Unicode data and the dictionary in
//! `crates/engine/data`.
//!
//! The tables are in the repository, and the engine's tests hold them against the Unicode data. So the command is
//! there for new versions of Unicode alone, and what it needs is compiled only for it.

#[cfg(feature = "tables")]
mod definition;
#[cfg(feature = "tables")]
mod encoding;

use crate::run::{cargo, run};
use anyhow::Result;

/// Runs the command again with what it needs.
#[cfg(not(feature = "tables"))]
pub fn tables() -> Result<()> {
    run(cargo().args(["run", "--quiet", "--package", "xtask", "--features", "tables", "--", "tables"]))
}

/// Writes the tables and prints what each adds to a download.
#[cfg(feature = "tables")]
pub fn tables() -> Result<()> {
    use crate::{size, workspace};
    use anyhow::Context;
    use std::fs;

    let data = |file: &str| {
        let path = workspace::path("crates/engine/data").join(file);
        fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
    };
    let definition = definition::Definition::new(
        &data("opencc/TSCharacters.txt")?,
        &data("unicode/EquivalentUnifiedIdeograph.txt")?,
    )?;
    let tables = encoding::encode(&definition)?;

    println!("{:>10} {:>10}", "bytes", "brotli");
    let mut all = Vec::new();
    for (name, bytes) in &tables.parts {
        println!("{:>10} {:>10}  {name}", bytes.len(), size::brotli_size(bytes)?);
        all.extend(bytes);
    }
    println!("{:>10} {:>10}  in all", all.len(), size::brotli_size(&all)?);

    let folder = workspace::path("crates/engine/src/highlight/fold");
    for (file, text) in [("tables.rs", &tables.source), ("compatibility.txt", &tables.compatibility)] {
        let path = folder.join(file);
        fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    run(cargo().args(["fmt", "--package", "sidelight-engine"]))
}
