//! The formats of other systems. Each `fixtures/NAME.json` is a file as such a system writes it, and
//! `fixtures/NAME.article.json` what becomes of it.

#[path = "formats/apple_news.rs"]
mod apple_news;
#[path = "formats/markdown.rs"]
mod markdown;
#[path = "formats/mobiledoc.rs"]
mod mobiledoc;

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use serde_json::{Value, json};
use sidelight_engine::decode::{DecodeError, Decoded, Formats};
use sidelight_publish::Html5ever;

/// Decodes a file of any format.
pub fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    Formats { html: &Html5ever, item: None }.decode(bytes)
}

/// Decodes what is an article, and gives its JSON with what was wrong.
#[track_caller]
pub fn decoded(file: &Value) -> (Value, Vec<String>) {
    let Decoded { article, diagnostics } = decode(file.to_string().as_bytes()).expect("an article");
    (json!(article), diagnostics.iter().map(ToString::to_string).collect())
}

/// The files, but for what becomes of them.
fn fixtures() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures");
    let files = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("a file").path());
    let is_input = |path: &PathBuf| {
        path.to_string_lossy().strip_suffix(".json").is_some_and(|name| !name.ends_with(".article"))
    };
    let mut files: Vec<_> = files.filter(is_input).collect();
    files.sort();
    files
}

#[test]
fn each_fixture_is_the_article_that_was_read() {
    for path in fixtures() {
        let bytes = fs::read(&path).expect("a file");
        let Decoded { article, diagnostics } = decode(&bytes).expect("an article");
        let diagnostics: Vec<_> = diagnostics.iter().map(ToString::to_string).collect();
        let shown = json!({ "article": article, "diagnostics": diagnostics });
        let shown = serde_json::to_string_pretty(&shown).expect("JSON") + "\n";
        expect_file![path.with_extension("article.json")].assert_eq(&shown);
    }
}

#[test]
fn no_part_of_a_fixture_breaks_the_decoder() {
    for path in fixtures() {
        let bytes = fs::read(&path).expect("a file");
        for end in (0..bytes.len()).step_by(97) {
            let _ = decode(&bytes[..end]);
        }
    }
}

#[test]
fn no_value_of_another_type_breaks_the_decoder() {
    let others = [
        json!(null),
        json!(true),
        json!(-1),
        json!(""),
        json!("<b>x"),
        json!([]),
        json!([[{}]]),
        json!({ "a": [1] }),
    ];
    for path in fixtures() {
        let file: Value = serde_json::from_slice(&fs::read(&path).expect("a file")).expect("JSON");
        // One of them at each place, another at the next.
        for (place, other) in places(&file).iter().zip(others.iter().cycle()) {
            let mut file = file.clone();
            *file.pointer_mut(place).expect("a place") = other.clone();
            let _ = decode(file.to_string().as_bytes());
        }
    }
}

/// JSON Pointers to all values of a file.
fn places(value: &Value) -> Vec<String> {
    let mut places = vec![String::new()];
    let inner: Vec<(String, &Value)> = match value {
        Value::Array(items) => {
            items.iter().enumerate().map(|(index, item)| (index.to_string(), item)).collect()
        }
        Value::Object(members) => members.iter().map(|(key, member)| (key.clone(), member)).collect(),
        _ => vec![],
    };
    for (step, value) in inner {
        let step = step.replace('~', "~0").replace('/', "~1");
        places.extend(self::places(value).into_iter().map(|rest| format!("/{step}{rest}")));
    }
    places
}
