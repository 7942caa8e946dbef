//! The formats of other systems. Each `fixtures/NAME.json` is a file as such a system writes it, and
//! `fixtures/NAME.article.json` what becomes of it.

mod agencies;
mod apple_news;
mod documents;
mod markdown;
mod mobiledoc;
mod pages;
mod sites;

use std::fs;
use std::path::{Path, PathBuf};

use expect_test::expect_file;
use serde_json::{Value, json};
use sidelight_engine::decode::{DecodeError, Decoded, Formats, decode as native};
use sidelight_publish::Html5ever;

/// Decodes a file of any format.
fn decode(bytes: &[u8]) -> Result<Decoded, DecodeError> {
    decode_item(bytes, None)
}

/// Decodes the chosen article of a file of several.
fn decode_item(bytes: &[u8], item: Option<&str>) -> Result<Decoded, DecodeError> {
    Formats { html: &Html5ever, item }.decode(bytes)
}

/// Decodes what is an article, and gives its JSON with what was wrong.
#[track_caller]
fn decoded(file: &Value) -> (Value, Vec<String>) {
    let Decoded { article, diagnostics } = decode(file.to_string().as_bytes()).expect("an article");
    (json!(article), diagnostics.iter().map(ToString::to_string).collect())
}

/// What is read of a JSON text, for short tables: the headline, the blocks and what was wrong, a line each.
fn brief(json: &str) -> String {
    match decode(json.as_bytes()) {
        Ok(Decoded { article, diagnostics }) => {
            let blocks = article.body.iter().map(|block| json!(block).to_string());
            let lines = [article.headline.to_plain()].into_iter().chain(blocks);
            let faults = diagnostics.iter().map(|fault| format!("! {fault}"));
            lines.chain(faults).map(|line| line + "\n").collect()
        }
        Err(error) => format!("{error}\n"),
    }
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

/// An article with what was wrong, as it is kept. What is written of it is read as the same article.
fn shown(decoded: Result<Decoded, DecodeError>) -> Value {
    let Decoded { article, diagnostics } = decoded.expect("an article");
    let json = json!(article);
    let again = native(json.to_string().as_bytes()).expect("an article");
    assert_eq!(again.article, article, "another article when it is written and read");
    let diagnostics: Vec<_> = diagnostics.iter().map(ToString::to_string).collect();
    json!({ "article": json, "diagnostics": diagnostics })
}

#[test]
fn each_fixture_is_the_article_that_was_read() {
    for path in fixtures() {
        let bytes = fs::read(&path).expect("a file");
        let shown = match decode(&bytes) {
            Err(DecodeError::Several { count }) => {
                let items = (1..=count).map(|number| shown(decode_item(&bytes, Some(&number.to_string()))));
                items.collect()
            }
            decoded => shown(decoded),
        };
        let shown = serde_json::to_string_pretty(&shown).expect("JSON") + "\n";
        expect_file![path.with_extension("article.json")].assert_eq(&shown);
    }
}

#[test]
fn no_part_of_a_fixture_breaks_the_decoder() {
    for path in fixtures() {
        let bytes = fs::read(&path).expect("a file");
        for end in (0..bytes.len()).step_by(97) {
            let _ = decode_item(&bytes[..end], Some("1"));
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
            let _ = decode_item(file.to_string().as_bytes(), Some("1"));
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
