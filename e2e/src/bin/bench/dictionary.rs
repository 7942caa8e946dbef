//! Finding the names of a large dictionary in a large article.

use crate::document::Document;
use crate::results::{Dictionary, milliseconds};
use anyhow::{Context, Result};
use serde_json::{Value, json};
use sidelight_e2e::{Browser, Reply};
use std::collections::HashSet;

/// Entries of the dictionary.
const ENTRIES: usize = 10_000;

/// Times that the page is opened, for the median.
const RUNS: usize = 5;

/// Measures in the page, once the names are found. The paint comes first, then the names.
const MEASURES: &str = "(() => { \
    const measure = (name) => performance.getEntriesByName(`sidelight:${name}`)[0]; \
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0; \
    return { build: measure('names').duration, search: measure('entities').duration, \
        after: measure('names').startTime - paint, mentions: document.querySelectorAll('a.mention').length }; })()";

/// Opens the document with the dictionary.
pub fn measure(browser: &mut Browser, document: &Document) -> Result<Dictionary> {
    let entries = entries(document);
    let mut samples = Vec::new();
    for _ in 0..RUNS {
        let page = browser.page()?;
        page.server.route("/document.json", Reply::json(document.article.to_string()));
        page.server.route("/names.json", Reply::json(Value::from(entries.clone()).to_string()));
        page.open("/?src=document.json&entities=names.json")?;
        page.wait_state("article").with_context(|| format!("{} does not open", document.name))?;
        page.wait_until("document.querySelector('[part~=entity]') !== null")?;
        page.settle()?;
        samples.push(page.eval(MEASURES)?);
    }
    let mentions = samples[0]["mentions"].as_u64().unwrap_or_default();
    let samples = Value::from(samples);
    let time = |key: &str| milliseconds(&samples, key).unwrap_or(f64::NAN);
    Ok(Dictionary {
        document: document.name.clone(),
        entries: entries.len(),
        mentions,
        build: time("build"),
        search: time("search"),
        after_paint: time("after"),
    })
}

/// Entities of three names each: every second one has names that stand in the text, pairs of words or of signs, spread
/// evenly over it; the others have names that hardly do, made of such a pair and a number.
fn entries(document: &Document) -> Vec<Value> {
    let text: String = document.paragraphs().collect::<Vec<_>>().join("\n");
    let is_han = |c: char| ('\u{4E00}'..='\u{9FFF}').contains(&c);
    let mut pieces: Vec<String> = Vec::new();
    let mut known = HashSet::new();
    let words: Vec<&str> =
        text.split(|c: char| !c.is_alphabetic()).filter(|word| word.chars().count() > 2).collect();
    for pair in words.windows(2) {
        let piece = match pair[0].chars().all(is_han) {
            true => pair[0].chars().take(4).collect(),
            false => pair.join(" "),
        };
        if known.insert(piece.clone()) {
            pieces.push(piece);
        }
    }
    let step = (pieces.len() / (3 * ENTRIES)).max(1);
    let mut pieces = pieces.iter().step_by(step).cycle();
    let mut name = |place: usize| {
        let piece = pieces.next().map(String::as_str).unwrap_or_default();
        if place.is_multiple_of(2) { piece.to_owned() } else { format!("{piece} {place}") }
    };
    let mut entry = |place: usize| {
        let names = [name(place), name(place), name(place)];
        json!({ "id": format!("e{place}"), "name": names[0], "alternateName": names[1..] })
    };
    (0..ENTRIES).map(&mut entry).collect()
}
