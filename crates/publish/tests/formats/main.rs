//! Foreign formats: each fixture, a file as another system writes it, with the article that is read from it.

mod sites;

use std::fs;
use std::path::PathBuf;

use expect_test::expect_file;
use sidelight_engine::decode::{DecodeError, Decoded, Formats, decode};
use sidelight_publish::Html5ever;

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

/// The bytes of a fixture.
fn fixture(name: &str) -> Vec<u8> {
    fs::read(fixtures().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

/// Reads a file of any format; `item` is the article to take from several.
fn read(bytes: &[u8], item: Option<&str>) -> Result<Decoded, DecodeError> {
    Formats { html: &Html5ever, item }.decode(bytes)
}

/// Checks what is read from `NAME.json` against `NAME.article.json`: the article in the native format, and behind it what
/// was wrong, a line each.
fn check(name: &str) {
    check_item(name, None, name);
}

/// Checks the chosen article of a file of several.
fn check_item(name: &str, item: Option<&str>, expected: &str) {
    let decoded =
        read(&fixture(&format!("{name}.json")), item).unwrap_or_else(|error| panic!("{name}: {error}"));
    let json = serde_json::to_string_pretty(&decoded.article).expect("an article is JSON");
    // What is written is read back as it was.
    let again = decode(json.as_bytes()).unwrap_or_else(|error| panic!("{name}: {error}"));
    assert_eq!(again.article, decoded.article, "{name} is another article when it is written and read");
    let faults = decoded.diagnostics.iter().map(|fault| format!("! {}: {}\n", fault.path, fault.message));
    let shown = json + "\n" + &faults.collect::<String>();
    expect_file![fixtures().join(format!("{expected}.article.json"))].assert_eq(&shown);
}

/// What is read of a JSON text: headline and first paragraph, for short tables.
fn brief(json: &str) -> String {
    match read(json.as_bytes(), None) {
        Ok(Decoded { article, diagnostics }) => {
            let blocks: Vec<_> = article
                .body
                .iter()
                .map(|block| serde_json::to_string(block).expect("a block is JSON"))
                .collect();
            let faults = diagnostics.iter().map(|fault| format!("! {}: {}", fault.path, fault.message));
            let lines = [article.headline.to_plain()].into_iter().chain(blocks).chain(faults);
            lines.map(|line| line + "\n").collect()
        }
        Err(error) => format!("{error}\n"),
    }
}

/// A file cut off anywhere, or with a part of it gone, gives an article or an error, and never a panic.
#[test]
fn broken_files_are_an_article_or_an_error() {
    let mut count = 0;
    for entry in fs::read_dir(fixtures()).expect("the fixtures").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if !name.ends_with(".json") || name.ends_with(".article.json") {
            continue;
        }
        count += 1;
        let text = String::from_utf8(fixture(&name)).expect("UTF-8");
        let value: serde_json::Value = serde_json::from_str(&text).expect("JSON");
        for step in 0..60 {
            let _ = read(&text.as_bytes()[..text.len() * step / 60], Some("1"));
            for other in [
                serde_json::json!(null),
                serde_json::json!([]),
                serde_json::json!({}),
                serde_json::json!("<p>&"),
            ] {
                let mut changed = value.clone();
                let mut places = places(&value);
                let place = places.swap_remove(step * 7919 % places.len());
                *changed.pointer_mut(&place).expect("a place") = other;
                let _ = read(changed.to_string().as_bytes(), Some("1"));
            }
        }
    }
    assert!(count > 0);
}

/// The JSON pointers of all values within a value.
fn places(value: &serde_json::Value) -> Vec<String> {
    let mut places = vec![String::new()];
    let mut add = |key: &str, inner| {
        places.extend(self::places(inner).into_iter().map(|rest| format!("/{key}{rest}")));
    };
    match value {
        serde_json::Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| add(&at.to_string(), item))
        }
        serde_json::Value::Object(members) => {
            members.iter().for_each(|(key, member)| add(&key.replace('~', "~0").replace('/', "~1"), member))
        }
        _ => {}
    }
    places
}
