//! The tables on the terminal, in `target/bench/results.json` and in `docs/benchmarks.md`.

use crate::aims;
use crate::native;
use crate::results::{Dictionary, Moves, Results, Search};
use crate::table::Table;
use anyhow::{Context, Result};
use sidelight_e2e::paths;
use std::fmt::Write;

/// Prints the results and keeps them; a run of everything becomes the report in the documentation.
pub fn write(results: &Results, is_whole: bool) -> Result<()> {
    let tables = tables(results);
    print!("{tables}");
    keep("target/bench/results.json", &format!("{:#}\n", results.to_json()))?;
    if is_whole {
        keep("docs/benchmarks.md", &document(results, &tables))?;
    }
    Ok(())
}

fn keep(path: &str, text: &str) -> Result<()> {
    let path = paths::workspace(path);
    std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))
}

fn document(results: &Results, tables: &str) -> String {
    let facts = &results.facts;
    format!(
        "# Benchmarks

`cargo xtask bench` measures in headless Chromium and writes this page; `cargo xtask bench native` measures the engine
alone. The run: {}, {}, {} cores, against {}. Times are medians in milliseconds.

## What is measured

Each highlighter searches the same text in the same page, laid out by the same style sheets: the viewer through its
search field, the others on a copy of its article that stands in its place.

- **optimum**: the best that plain JavaScript does: one regular expression of all keywords (`giu`) over the joined text, static
  ranges and the CSS Custom Highlight API. It folds case and nothing else.
- **mark.js**, **advanced-mark.js**: across elements, not word by word, diacritics as by default; the latter with all keywords
  in one expression. They are run once. A dash stands where a run with fewer keywords had taken more than two
  seconds; `cargo xtask bench --full` waits for those, up to hours.
- **search**: the searching alone. **known**: from the input event until the number of matches is known. **paint**: from the
  input event until the first frame with matches has been painted. **ratio**: of that to the optimum's.
- **longest task**: of all runs, from the input until two frames after the paint; the browser reports none under 50 ms.
- **… one more letter**: all keywords but the last letter of the last one are there, and the letter is typed.
- Every search but that starts from nothing: what the viewer remembers of earlier keywords is displaced before it.
- **matches** differ where keywords overlap: one expression for all finds but one of two, the viewer both.

- **Names of a dictionary**: 10,000 entities of three names each, half of which stand in the text, opened with the article by
  `?entities=`. The dictionary is fetched and its names are made searchable after the article is on the page.

The texts are the King James Bible, in the public domain, from Debian's package `bible-kjv-text`, and the Chinese manual pages
of `manpages-zh`. Keywords are words of the text, in Chinese pairs of characters, at ranks that grow geometrically from the most
frequent to the rare.

{tables}",
        facts.date,
        facts.browser,
        facts.cores,
        facts.libraries.join(" and ")
    )
}

fn tables(results: &Results) -> String {
    let mut text = String::new();
    let mut section = |title: &str, table: Table| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{}## {title}\n\n{table}", if text.is_empty() { "" } else { "\n" });
    };
    section("Aims", aims::table(results));
    section("From the input to the paint", searches(results));
    section("Making the text searchable", prepared(results));
    if !results.moves.is_empty() {
        section("Moving about in 4 MB", moves(&results.moves));
    }
    if !results.dictionaries.is_empty() {
        section("Finding the names of a dictionary", dictionaries(&results.dictionaries));
    }
    if let Some(table) = native::table(results) {
        section("The engine natively and in wasm, in GB/s", table);
    }
    text
}

fn searches(results: &Results) -> Table {
    let mut table = Table::new(
        2,
        &[
            "document",
            "highlighter",
            "keywords",
            "matches",
            "search",
            "known",
            "paint",
            "ratio",
            "longest task",
        ],
    );
    for document in results.documents() {
        for keywords in crate::KEYWORDS {
            let optimum = results.times(document, keywords, "optimum").map(|times| times.paint);
            let rows = results.searches.iter();
            for search in rows.filter(|search| search.document == document && search.keywords == keywords) {
                table.row(row(search, optimum));
            }
        }
    }
    table
}

fn row(search: &Search, optimum: Option<f64>) -> [String; 9] {
    let name = [search.document.clone(), search.contender.clone(), search.keywords.to_string()];
    let numbers = match &search.times {
        None => Default::default(),
        Some(times) => [
            times.matches.map(|matches| matches.to_string()),
            times.search.map(shown),
            Some(shown(times.known)),
            Some(shown(times.paint)),
            optimum.map(|optimum| ratio(times.paint / optimum)),
            Some(if times.longest_task < 50.0 { "< 50".to_owned() } else { shown(times.longest_task) }),
        ],
    };
    let mut cells = name.into_iter().chain(numbers.map(|cell| cell.unwrap_or_else(|| "–".to_owned())));
    std::array::from_fn(|_| cells.next().unwrap_or_default())
}

fn prepared(results: &Results) -> Table {
    let mut table = Table::new(1, &["document", "sidelight", "optimum"]);
    for document in results.documents() {
        let time = |contender| results.prepared_in(document, contender).map_or("–".to_owned(), shown);
        table.row([document.to_owned(), time("sidelight"), time("optimum")]);
    }
    table
}

fn moves(moves: &[Moves]) -> Table {
    let mut table =
        Table::new(0, &["matches", "next match", "frame of a scroll", "95th percentile", "resize"]);
    for moves in moves {
        table.row([
            moves.matches.to_string(),
            moves.next.map_or("–".to_owned(), shown),
            shown(moves.scroll.0),
            shown(moves.scroll.1),
            shown(moves.resize),
        ]);
    }
    table
}

fn dictionaries(dictionaries: &[Dictionary]) -> Table {
    let mut table = Table::new(
        1,
        &["document", "entries", "mentions", "names made searchable", "found", "begun after the paint"],
    );
    for names in dictionaries {
        table.row([
            names.document.clone(),
            names.entries.to_string(),
            names.mentions.to_string(),
            shown(names.build),
            shown(names.search),
            shown(names.after_paint),
        ]);
    }
    table
}

/// A time of which no more is said than was measured.
pub fn shown(milliseconds: f64) -> String {
    if milliseconds < 100.0 { format!("{milliseconds:.1}") } else { format!("{milliseconds:.0}") }
}

/// How many times as long.
pub fn ratio(ratio: f64) -> String {
    if ratio < 10.0 { format!("{ratio:.2}") } else { format!("{ratio:.0}") }
}
