//! What was measured.

use crate::Library;
use crate::document::Document;
use serde_json::{Value, json};

/// All that one run measured. Times are medians in milliseconds.
#[derive(Default)]
pub struct Results {
    pub facts: Facts,
    pub prepared: Vec<Prepared>,
    pub searches: Vec<Search>,
    pub moves: Vec<Moves>,
    pub dictionaries: Vec<Dictionary>,
}

/// What the run was made with.
#[derive(Default)]
pub struct Facts {
    pub date: String,
    pub browser: String,
    pub cores: u64,
    pub libraries: Vec<String>,
}

/// Making the text of a document searchable.
pub struct Prepared {
    pub document: String,
    pub contender: String,
    pub time: f64,
}

/// One highlighter on one document with so many keywords.
pub struct Search {
    pub document: String,
    pub bytes: usize,
    pub keywords: usize,
    pub contender: String,
    /// None where it would have taken too long.
    pub times: Option<Times>,
    /// What the times are the medians of.
    samples: Value,
}

/// The times of a search, from the input on.
#[derive(Default)]
pub struct Times {
    /// None where nobody said.
    pub matches: Option<u64>,
    /// Spent on searching alone; none where a library does not tell.
    pub search: Option<f64>,
    /// Until the number of matches was known.
    pub known: f64,
    /// Until the first matches were painted.
    pub paint: f64,
    /// The longest task of all runs; 0 if none took 50 ms.
    pub longest_task: f64,
}

/// What a reader does on a page with so many matches.
pub struct Moves {
    pub matches: u64,
    /// To the next match; none where there is none.
    pub next: Option<f64>,
    /// Between two frames while scrolling: the median, and what 95 of 100 stay under.
    pub scroll: (f64, f64),
    pub resize: f64,
}

/// Finding the names of a dictionary in a document.
pub struct Dictionary {
    pub document: String,
    pub entries: usize,
    /// Links in the text.
    pub mentions: u64,
    /// Making the names searchable.
    pub build: f64,
    /// Finding them.
    pub search: f64,
    /// How long after the article's first paint the names were begun with.
    pub after_paint: f64,
}

impl Results {
    /// Notes how long a document took to be made searchable, where that is known.
    pub fn prepared(&mut self, document: &Document, contender: &str, time: Option<f64>) {
        let entry =
            |time| Prepared { document: document.name.clone(), contender: contender.to_owned(), time };
        self.prepared.extend(time.map(entry));
    }

    /// The times of one highlighter.
    pub fn times(&self, document: &str, keywords: usize, contender: &str) -> Option<&Times> {
        self.searches
            .iter()
            .find(|search| {
                search.document == document && search.keywords == keywords && search.contender == contender
            })?
            .times
            .as_ref()
    }

    /// How long a document took to be made searchable.
    pub fn prepared_in(&self, document: &str, contender: &str) -> Option<f64> {
        let is_it = |entry: &&Prepared| entry.document == document && entry.contender == contender;
        Some(self.prepared.iter().find(is_it)?.time)
    }

    /// The documents in the order in which they were measured.
    pub fn documents(&self) -> Vec<&str> {
        let mut names: Vec<&str> = self.searches.iter().map(|search| search.document.as_str()).collect();
        names.dedup();
        names
    }

    /// All of it.
    pub fn to_json(&self) -> Value {
        let searches = self.searches.iter().map(|search| {
            let times = search.times.as_ref().map(|times| {
                json!({
                    "matches": times.matches,
                    "search": times.search,
                    "known": times.known,
                    "paint": times.paint,
                    "longestTask": times.longest_task,
                })
            });
            json!({
                "document": search.document,
                "bytes": search.bytes,
                "keywords": search.keywords,
                "highlighter": search.contender,
                "times": times,
                "samples": search.samples,
            })
        });
        let prepared = self.prepared.iter().map(
            |entry| json!({ "document": entry.document, "highlighter": entry.contender, "time": entry.time }),
        );
        let moves = self.moves.iter().map(|moves| {
            json!({
                "matches": moves.matches,
                "next": moves.next,
                "scrollMedian": moves.scroll.0,
                "scroll95": moves.scroll.1,
                "resize": moves.resize,
            })
        });
        let dictionaries = self.dictionaries.iter().map(|names| {
            json!({
                "document": names.document,
                "entries": names.entries,
                "mentions": names.mentions,
                "build": names.build,
                "search": names.search,
                "afterPaint": names.after_paint,
            })
        });
        json!({
            "unit": "ms",
            "date": self.facts.date,
            "browser": self.facts.browser,
            "cores": self.facts.cores,
            "libraries": self.facts.libraries,
            "searches": searches.collect::<Vec<_>>(),
            "searchableText": prepared.collect::<Vec<_>>(),
            "moves": moves.collect::<Vec<_>>(),
            "dictionaries": dictionaries.collect::<Vec<_>>(),
        })
    }
}

impl Facts {
    /// What the page says of itself.
    pub fn new(facts: &Value, libraries: &[Library]) -> Self {
        let text = |key: &str| facts[key].as_str().unwrap_or_default().to_owned();
        Self {
            date: text("date"),
            browser: text("browser"),
            cores: facts["cores"].as_u64().unwrap_or_default(),
            libraries: libraries
                .iter()
                .map(|library| format!("{} {}", library.name, library.version))
                .collect(),
        }
    }
}

impl Search {
    /// The medians of the page's samples.
    pub fn new(document: &Document, keywords: usize, contender: &str, samples: &Value) -> Self {
        let time = |key: &str| milliseconds(samples, key).unwrap_or(f64::NAN);
        let times = Times {
            matches: samples[0]["matches"].as_u64(),
            search: milliseconds(samples, "search"),
            known: time("known"),
            paint: time("paint"),
            longest_task: numbers(samples, "longest_task").into_iter().fold(0.0, f64::max),
        };
        Self::with_times(document, keywords, contender, Some(times), samples.clone())
    }

    /// A search that would have taken too long.
    pub fn left_out(document: &Document, keywords: usize, contender: &str) -> Self {
        Self::with_times(document, keywords, contender, None, Value::Null)
    }

    fn with_times(
        document: &Document,
        keywords: usize,
        contender: &str,
        times: Option<Times>,
        samples: Value,
    ) -> Self {
        let (document, bytes) = (document.name.clone(), document.bytes);
        Self { document, bytes, keywords, contender: contender.to_owned(), times, samples }
    }
}

impl Moves {
    /// The medians of the page's samples.
    pub fn new(samples: &Value) -> Self {
        let of = |key: &str, part| quantile(plain_numbers(&samples[key]), part);
        Self {
            matches: samples["matches"].as_u64().unwrap_or_default(),
            next: of("next", 0.5),
            scroll: (of("scroll", 0.5).unwrap_or(f64::NAN), of("scroll", 0.95).unwrap_or(f64::NAN)),
            resize: of("resize", 0.5).unwrap_or(f64::NAN),
        }
    }
}

/// The median of one of the samples' numbers.
pub fn milliseconds(samples: &Value, key: &str) -> Option<f64> {
    quantile(numbers(samples, key), 0.5)
}

fn numbers(samples: &Value, key: &str) -> Vec<f64> {
    samples.as_array().into_iter().flatten().filter_map(|sample| sample[key].as_f64()).collect()
}

fn plain_numbers(values: &Value) -> Vec<f64> {
    values.as_array().into_iter().flatten().filter_map(Value::as_f64).collect()
}

/// What so large a part of the numbers does not exceed.
fn quantile(mut numbers: Vec<f64>, part: f64) -> Option<f64> {
    numbers.sort_by(f64::total_cmp);
    let last = numbers.len().checked_sub(1)?;
    Some(numbers[(last as f64 * part).round() as usize])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_median() {
        let samples = json!([{ "paint": 3 }, { "paint": 1 }, { "paint": 2.5 }, { "other": 9 }]);
        assert_eq!(milliseconds(&samples, "paint"), Some(2.5));
        assert_eq!(milliseconds(&samples, "known"), None);
        assert_eq!(quantile((0..=100).map(f64::from).collect(), 0.95), Some(95.0));
    }
}
