//! Names for the viewer's files that change whenever their bytes do.
//!
//! Trunk takes the hash in a name from what cargo made. What wasm-bindgen and
//! wasm-opt then make of it differs with their versions, and a cache that
//! keeps files for ever would mix old and new.

use super::{read, wasm_stem, write};
use anyhow::{Context, Result, ensure};
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::Path;

/// Renames the JavaScript and the wasm in `dist`, and the references to them.
///
/// They get one hash together: the JavaScript names the wasm, and none works
/// with another version of the others.
pub fn give(dist: &Path) -> Result<()> {
    let page_path = dist.join("index.html");
    let page = read(&page_path)?;
    let old = wasm_stem(dist)?;
    let script_path = dist.join(format!("{old}.js"));
    let script = read(&script_path)?;

    let mut hasher = DefaultHasher::new();
    // Without the old name, which would make a new one of the same bytes.
    script.replace(&old, "").hash(&mut hasher);
    let modules = modules(dist, &old)?;
    for module in &modules {
        let path = dist.join(format!("{old}{module}"));
        fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?.hash(&mut hasher);
    }
    let (name, _) = old.rsplit_once('-').with_context(|| format!("{old} has no hash in its name"))?;
    let new = format!("{name}-{:016x}", hasher.finish());

    ensure!(page.contains(&old), "{} does not name {old}", page_path.display());
    write(&dist.join(format!("{new}.js")), &script.replace(&old, &new))?;
    write(&page_path, &page.replace(&old, &new))?;
    if new != old {
        for module in &modules {
            let path = dist.join(format!("{old}{module}"));
            fs::rename(&path, dist.join(format!("{new}{module}")))
                .with_context(|| format!("cannot rename {}", path.display()))?;
        }
        fs::remove_file(&script_path).with_context(|| format!("cannot remove {}", script_path.display()))?;
    }
    Ok(())
}

/// How the names of the wasm modules end, sorted.
fn modules(dist: &Path, stem: &str) -> Result<Vec<String>> {
    let files = fs::read_dir(dist).with_context(|| format!("cannot read {}", dist.display()))?;
    let names = files.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let ends = names.filter_map(|name| Some(name.strip_prefix(stem)?.to_owned()));
    let mut modules: Vec<String> = ends.filter(|end| end.ends_with(".wasm")).collect();
    modules.sort();
    Ok(modules)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names in a folder after `give`, given the bytes of two modules.
    fn names_after(folder: &str, wasm: &[u8], later: &[u8]) -> Vec<String> {
        let dist = std::env::temp_dir().join(format!("sidelight-{folder}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&dist);
        fs::create_dir_all(&dist).expect("a folder");
        let put = |name: &str, bytes: &[u8]| fs::write(dist.join(name), bytes).expect("a file");
        put("index.html", b"import './sidelight-0123.js' './sidelight-0123_bg.wasm'");
        put("sidelight-0123.js", b"fetch('sidelight-0123_bg.wasm'), fetch('sidelight-0123_later.wasm')");
        put("sidelight-0123_bg.wasm", wasm);
        put("sidelight-0123_later.wasm", later);
        give(&dist).expect("new names");
        let first = names(&dist);
        give(&dist).expect("the same names");
        assert_eq!(names(&dist), first, "a second run changes nothing");
        for text in ["index.html", &first[1]] {
            let text = fs::read_to_string(dist.join(text)).expect("a text");
            assert!(text.contains(&first[2]), "{text} names {}", first[2]);
        }
        let script = fs::read_to_string(dist.join(&first[1])).expect("a text");
        assert!(script.contains(&first[3]), "{script} names {}", first[3]);
        fs::remove_dir_all(&dist).expect("the folder goes");
        first
    }

    fn names(folder: &Path) -> Vec<String> {
        let mut names: Vec<String> = fs::read_dir(folder)
            .expect("a folder")
            .flatten()
            .map(|entry| entry.file_name().to_string_lossy().into_owned())
            .collect();
        // The page first, then the script, then the first module and the second.
        names.sort_by_key(|name| {
            (!name.starts_with("index"), name.ends_with("wasm"), name.ends_with("_later.wasm"))
        });
        names
    }

    #[test]
    fn names_follow_the_bytes() {
        let one = names_after("one", b"one", b"later");
        let two = names_after("two", b"two", b"later");
        let three = names_after("three", b"one", b"another");
        let again = names_after("again", b"one", b"later");
        assert_eq!(one, again);
        for (one, other) in [(&one, &two), (&one, &three), (&two, &three)] {
            assert!((1..4).all(|file| one[file] != other[file]), "{one:?} {other:?}");
        }
        assert_eq!(one.len(), 4);
    }
}
