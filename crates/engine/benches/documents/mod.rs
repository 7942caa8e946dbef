//! Real text that `cargo xtask bench` made, for numbers that can be compared with those of the browser.

use std::path::{Path, PathBuf};

use serde_json::Value;
use sidelight_engine::article::Article;
use sidelight_engine::decode::decode;

/// An article, and keywords to find in it.
pub struct Document {
    pub name: String,
    pub article: Article,
    /// 1, 10 and 100 of them.
    pub keywords: Vec<Vec<String>>,
}

impl Document {
    /// All that there are; none where they were not made.
    pub fn all() -> Vec<Self> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/bench/documents");
        let entries = std::fs::read_dir(folder).into_iter().flatten().flatten();
        let mut paths: Vec<PathBuf> = entries.map(|entry| entry.path()).collect();
        paths.sort();
        paths.iter().map(|path| Self::read(path)).collect()
    }

    fn read(path: &Path) -> Self {
        let json = std::fs::read(path).expect("a file");
        let document: Value =
            serde_json::from_slice(&json).expect("JSON, else remove it to have it made anew");
        let keywords = |count: &str| {
            let list = document["keywords"][count].as_array().into_iter().flatten();
            list.filter_map(Value::as_str).map(str::to_owned).collect()
        };
        Self {
            name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            article: decode(document["article"].to_string().as_bytes()).expect("an article").article,
            keywords: ["1", "10", "100"].map(keywords).into(),
        }
    }
}
