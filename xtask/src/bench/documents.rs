//! The documents to search in: real text, cut to size, with the keywords to search for.
//!
//! Each is a file `target/bench/documents/NAME.json`, for the browser's bench and the engine's own: the `article` as the
//! viewer reads it, `keywords` by their number, one `rare` keyword and a `frequent` letter.

use super::keywords::Words;
use super::{king_james, man_pages};
use crate::workspace;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// How many keywords there are in a search.
const KEYWORDS: [usize; 3] = [1, 10, 100];

struct Document {
    name: &'static str,
    headline: &'static str,
    language: &'static str,
    /// UTF-8, about.
    bytes: usize,
    paragraphs: fn() -> Result<Vec<String>>,
}

const DOCUMENTS: &[Document] = &[
    english("english-100k", 100_000),
    english("english-1m", 1_000_000),
    english("english-4m", 4_000_000),
    Document {
        name: "chinese-1m",
        headline: "手册页",
        language: "zh",
        bytes: 1_000_000,
        paragraphs: man_pages::paragraphs,
    },
];

const fn english(name: &'static str, bytes: usize) -> Document {
    Document { name, headline: "King James Bible", language: "en", bytes, paragraphs: king_james::paragraphs }
}

/// Makes the documents that are not there yet, and returns their folder.
pub fn make() -> Result<PathBuf> {
    let folder = workspace::path("target/bench/documents");
    fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    for document in DOCUMENTS {
        document.write(&folder.join(document.name).with_extension("json"))?;
    }
    Ok(folder)
}

impl Document {
    fn write(&self, path: &Path) -> Result<()> {
        if path.exists() {
            return Ok(());
        }
        let paragraphs = (self.paragraphs)()?;
        let mut length = 0;
        let body: Vec<&str> = paragraphs
            .iter()
            // A text that is shorter than asked for comes again.
            .cycle()
            .map(String::as_str)
            .take_while(|paragraph| {
                let goes_on = length < self.bytes;
                length += paragraph.len();
                goes_on
            })
            .collect();
        let words = Words::of(&body.join("\n"));
        let keywords: Vec<String> = KEYWORDS
            .iter()
            .map(|&count| {
                let words =
                    if count == 1 { words.middling().into_iter().collect() } else { words.mixed(count) };
                format!("\"{count}\":{}", json_list(&words, ","))
            })
            .collect();
        let json = format!(
            "{{\"article\":{{\"headline\":{},\"inLanguage\":{},\"body\":{}}},\n\
             \"keywords\":{{{}}},\n\"rare\":{},\"frequent\":{}}}\n",
            json_string(self.headline),
            json_string(self.language),
            json_list(&body, ",\n"),
            keywords.join(","),
            json_string(words.rare().unwrap_or_default()),
            json_string(&words.letter().map(String::from).unwrap_or_default()),
        );
        fs::write(path, json).with_context(|| format!("cannot write {}", path.display()))
    }
}

fn json_list(texts: &[&str], separator: &str) -> String {
    let texts: Vec<String> = texts.iter().map(|text| json_string(text)).collect();
    format!("[{}]", texts.join(separator))
}

fn json_string(text: &str) -> String {
    let mut json = String::from("\"");
    for character in text.chars() {
        match character {
            '"' | '\\' => json.extend(['\\', character]),
            // None of these tells a word.
            character if character.is_control() => json.push(' '),
            character => json.push(character),
        }
    }
    json.push('"');
    json
}
