//! A document to search in, and what to search for: what `cargo xtask bench` made.

use anyhow::{Context, Result};
use serde_json::Value;
use std::path::Path;

/// An article whose body is plain paragraphs.
pub struct Document {
    /// The name of its file, without the extension.
    pub name: String,
    /// Bytes of text, in UTF-8.
    pub bytes: usize,
    /// The article as the viewer reads it.
    pub article: Value,
    /// A keyword with some ten matches close together.
    pub rare: Value,
    /// The letter that there is most of.
    pub frequent: Value,
    keywords: Value,
}

impl Document {
    pub fn read(path: &Path) -> Result<Self> {
        let json = std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut document: Value = serde_json::from_slice(&json)
            .with_context(|| format!("{} is not JSON; remove it to have it made anew", path.display()))?;
        let mut take = |key: &str| document[key].take();
        let article = take("article");
        let paragraphs = paragraphs(&article);
        Ok(Self {
            name: path.file_stem().unwrap_or_default().to_string_lossy().into_owned(),
            bytes: paragraphs.map(str::len).sum(),
            article,
            rare: take("rare"),
            frequent: take("frequent"),
            keywords: take("keywords"),
        })
    }

    /// The texts of its paragraphs.
    pub fn paragraphs(&self) -> impl Iterator<Item = &str> {
        paragraphs(&self.article)
    }

    /// So many keywords of mixed frequency.
    pub fn keywords(&self, count: usize) -> &Value {
        &self.keywords[count.to_string()]
    }
}

fn paragraphs(article: &Value) -> impl Iterator<Item = &str> {
    article["body"].as_array().into_iter().flatten().filter_map(Value::as_str)
}
