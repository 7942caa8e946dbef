//! What highlighting is meant to reach, and what it does.

use crate::native;
use crate::report::{ratio, shown};
use crate::results::{Dictionary, Results};
use crate::table::Table;

/// Milliseconds after which the browser calls a task long.
const LONG_TASK: f64 = 50.0;

/// A step or a frame among many matches may take so many times as long as among few: what two runs differ by.
const AS_FAST: f64 = 1.2;

/// Each aim that the documents of the run tell something about.
pub fn table(results: &Results) -> Table {
    let mut table = Table::new(1, &["aim", "at most", "measured", "met"]);
    let mut row = |aim: &str, limit: f64, measured: Option<f64>, shown: fn(f64) -> String| {
        if let Some(measured) = measured {
            let is_met = if measured <= limit { "yes" } else { "no" };
            table.row([aim.to_owned(), shown(limit), shown(measured), is_met.to_owned()]);
        }
    };
    let paint = |document, keywords| {
        let paint = |contender| Some(results.times(document, keywords, contender)?.paint);
        Some(paint("sidelight")? / paint("optimum")?)
    };
    row("paint, 4 MB and 100 keywords, to the optimum's", 0.1, paint("english-4m", 100), ratio);
    row("paint, 1 MB and 10 keywords, to the optimum's", 0.6, paint("english-1m", 10), ratio);
    let known = |keywords| {
        worst(results, |document| {
            let optimum = results.times(document, keywords, "optimum")?.search?;
            Some(results.times(document, keywords, "sidelight")?.known / optimum)
        })
    };
    row("all counts, 10 keywords, to the optimum's search", 1.0, known(10), ratio);
    row("all counts, 100 keywords, to the optimum's search", 0.5, known(100), ratio);
    let longest = results.searches.iter().filter(|search| search.contender == "sidelight");
    let longest = longest.filter_map(|search| Some(search.times.as_ref()?.longest_task)).reduce(f64::max);
    row("longest task, ms", LONG_TASK, longest, shown);
    // The searching alone: what else a key press costs is the same for both, and more than this.
    let letter = worst(results, |document| {
        let search = |contender| results.times(document, 10, contender)?.search;
        Some(search("… one more letter")? / search("sidelight")?)
    });
    row("searching for one more letter, 10 keywords, to a fresh search", 0.25, letter, ratio);
    if let [none, few, many] = &results.moves[..] {
        let next = few.next.zip(many.next).map(|(few, many)| many / few);
        row("next of all matches, to that of ten", AS_FAST, next, ratio);
        row(
            "scrolling with all matches, 95th percentile, to none",
            AS_FAST,
            Some(many.scroll.1 / none.scroll.1),
            ratio,
        );
        row("resizing with all matches, to none", AS_FAST, Some(many.resize / none.resize), ratio);
    }
    let names = |time: fn(&Dictionary) -> f64| results.dictionaries.iter().map(time).reduce(f64::max);
    row("finding 10,000 entities in 1 MB, ms", 50.0, names(|names| names.search), shown);
    row("making their names searchable, ms", 100.0, names(|names| names.build), shown);
    row("the same before the first paint, ms", 0.0, names(|names| (-names.after_paint).max(0.0)), shown);
    row("making 1 MB searchable, ms", 30.0, results.prepared_in("english-1m", "sidelight"), shown);
    row("decoding 1 MB natively, to parsing its JSON", 3.0, native::decoding(), ratio);
    table
}

/// The largest of the documents' numbers; small ones tell about the clock only.
fn worst(results: &Results, number: impl Fn(&str) -> Option<f64>) -> Option<f64> {
    let documents = results.documents().into_iter().filter(|name| !name.ends_with('k'));
    documents.filter_map(number).reduce(f64::max)
}
