//! Takes the viewer's wasm apart: into what a page needs before it shows something, what it loads then, and what few
//! articles need.
//!
//! Trunk knows no such step between cargo and wasm-bindgen, so what it makes of the wasm is made again here from what
//! cargo made. See ARCHITECTURE.md, “Size”.

use super::{REPEATED_KEYS, wasm_stem};
use crate::run::run;
use crate::setup::Toolbox;
use crate::workspace;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::Path;

/// The program. Its modules call each other's files by this name, whatever their names in `dist` are.
const NAME: &str = "sidelight-viewer";

/// What cargo made, by the feature `split`.
const LINKED: &str = "target/wasm32-unknown-unknown/viewer/sidelight-viewer.wasm";

/// How the splitter's script makes a further module, and how it is made where a server does not know wasm's type as well.
const STREAMING: &str = "WebAssembly.instantiateStreaming(src, imports)";
const FROM_ANY_SERVER: &str = r#"src.then((response) =>
    response.headers.get("content-type") === "application/wasm"
        ? WebAssembly.instantiateStreaming(response, imports)
        : response.arrayBuffer().then((bytes) => WebAssembly.instantiate(bytes, imports)))"#;

/// Small, until nothing more changes. Loads are never made where the program makes none (`--ignore-implicit-traps` does so, and the
/// address may be none by then). Inlining functions of one caller whatever their length would cost more than it saves, and
/// sorting by name brings alike functions together.
const OPTIMIZE: [&str; 5] = ["-Oz", "--converge", "-ocimfs=30", "-lmu", "--reorder-functions-by-name"];

/// Puts the modules, and JavaScript that loads each but the first when it is asked to, in the place of Trunk's one in `dist`.
pub fn make(dist: &Path, tools: &Toolbox) -> Result<()> {
    let stem = wasm_stem(dist)?;
    let parts = workspace::path("target/split");
    // What an earlier build left would be taken for this one's.
    let _ = fs::remove_dir_all(&parts);
    let bound = parts.join("bound");
    let mut splitting = tools.command("wasm-split-cli");
    run(splitting.arg(LINKED).arg(&parts).args(["--out-name", NAME]))?;
    let mut binding = tools.command("wasm-bindgen");
    binding
        .arg(parts.join(format!("{NAME}.wasm")))
        // The others are given what the first exports.
        .args(["--target=web", "--no-typescript", "--keep-lld-exports", "--out-name", NAME, "--out-dir"])
        .arg(&bound);
    run(&mut binding)?;

    let optimize = |from: &Path, to: &str| {
        run(tools.command("wasm-opt").args(OPTIMIZE).arg(from).arg("--output").arg(dist.join(to)))
    };
    optimize(&bound.join(format!("{NAME}_bg.wasm")), &format!("{stem}_bg.wasm"))?;
    // The script that loads the other modules and the one of wasm-bindgen import each other: they become one.
    let mut loading =
        fs::read_to_string(parts.join("__wasm_split.js")).context("the splitter wrote no script")?;
    for file in others(&parts)? {
        let named = format!("{stem}_{}", file.trim_start_matches("split_"));
        ensure!(loading.contains(&file), "the splitter's script does not load {file}");
        loading = loading.replace(&file, &named);
        optimize(&parts.join(&file), &named)?;
    }
    ensure!(loading.contains(STREAMING), "the splitter's script makes a module in a way that is not known");
    fs::write(bound.join("__wasm_split.js"), loading.replace(STREAMING, FROM_ANY_SERVER))?;
    let mut bundling = tools.command("esbuild");
    bundling
        .arg(bound.join(format!("{NAME}.js")))
        .args(["--bundle", "--format=esm", "--log-level=warning", REPEATED_KEYS, "--allow-overwrite"])
        .arg(format!("--outfile={}", dist.join(format!("{stem}.js")).display()));
    run(&mut bundling)
}

/// The files of the modules but the first: `split_` and the name that the source gives them, and `chunk_` and a number for
/// what two of them share.
fn others(parts: &Path) -> Result<Vec<String>> {
    let names = fs::read_dir(parts)?.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let is_other = |name: &String| name.ends_with(".wasm") && *name != format!("{NAME}.wasm");
    let mut others: Vec<String> = names.filter(is_other).collect();
    others.sort();
    Ok(others)
}
