//! Names for the viewer's files that change whenever their bytes do.
//!
//! Trunk takes the hash in a name from what cargo made. What wasm-bindgen and
//! wasm-opt then make of it differs with their versions, and a cache that
//! keeps files for ever would mix old and new.

use super::{read, write};
use anyhow::{Context, Result, ensure};
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;

/// Renames the JavaScript and the wasm in `dist`, and the references to them.
///
/// They get one hash together: the JavaScript names the wasm, and neither
/// works with another version of the other.
pub fn give(dist: &Path) -> Result<()> {
    let page_path = dist.join("index.html");
    let page = read(&page_path)?;
    let old = wasm_stem(dist)?;
    let script_path = dist.join(format!("{old}.js"));
    let wasm_path = dist.join(format!("{old}_bg.wasm"));
    let script = read(&script_path)?;
    let wasm = fs::read(&wasm_path).with_context(|| format!("cannot read {}", wasm_path.display()))?;

    let mut hasher = DefaultHasher::new();
    // Without the old name, which would make a new one of the same bytes.
    script.replace(&old, "").hash(&mut hasher);
    wasm.hash(&mut hasher);
    let (name, _) = old.rsplit_once('-').with_context(|| format!("{old} has no hash in its name"))?;
    let new = format!("{name}-{:016x}", hasher.finish());

    ensure!(page.contains(&old), "{} does not name {old}", page_path.display());
    write(&dist.join(format!("{new}.js")), &script.replace(&old, &new))?;
    write(&page_path, &page.replace(&old, &new))?;
    if new != old {
        fs::rename(&wasm_path, dist.join(format!("{new}_bg.wasm")))
            .with_context(|| format!("cannot rename {}", wasm_path.display()))?;
        fs::remove_file(&script_path).with_context(|| format!("cannot remove {}", script_path.display()))?;
    }
    Ok(())
}

/// The name of the one wasm file, without `_bg.wasm`.
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The names in a folder after `give`, given the bytes of the wasm.
    fn names_after(folder: &str, wasm: &[u8]) -> Vec<String> {
        let dist = std::env::temp_dir().join(format!("sidelight-{folder}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dist);
        fs::create_dir_all(&dist).expect("a folder");
        let put = |name: &str, bytes: &[u8]| fs::write(dist.join(name), bytes).expect("a file");
        put("index.html", b"import './sidelight-0123.js' './sidelight-0123_bg.wasm'");
        put("sidelight-0123.js", b"fetch('sidelight-0123_bg.wasm')");
        put("sidelight-0123_bg.wasm", wasm);
        give(&dist).expect("new names");
        let first = names(&dist);
        give(&dist).expect("the same names");
        assert_eq!(names(&dist), first, "a second run changes nothing");
        for text in ["index.html", &first[1]] {
            let text = fs::read_to_string(dist.join(text)).expect("a text");
            assert!(text.contains(&first[2]), "{text} names {}", first[2]);
        }
        fs::remove_dir_all(&dist).expect("the folder goes");
        first
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("a folder")
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        // The page first, then the script, then the wasm.
        names.sort_by_key(|name| (!name.starts_with("index"), name.ends_with("wasm")));
        names
    }

    #[test]
    fn names_follow_the_bytes() {
        let one = names_after("one", b"one");
        let two = names_after("two", b"two");
        let again = names_after("again", b"one");
        assert_eq!(one, again);
        assert_ne!(one, two);
        assert_eq!(one.len(), 3);
    }
}
