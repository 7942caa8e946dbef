//! What Criterion measured of the same engine on the same text, to compare wasm with.

use crate::results::Results;
use crate::table::Table;
use serde_json::Value;
use sidelight_e2e::paths;

/// Milliseconds of the shortest search that is compared.
const SHORTEST: f64 = 0.5;

/// The throughput natively and in wasm; none where `cargo xtask bench native` was not run.
pub fn table(results: &Results) -> Option<Table> {
    let mut table = Table::new(1, &["document", "keywords", "native", "wasm", "ratio"]);
    let mut is_empty = true;
    for search in results.searches.iter().filter(|search| search.contender == "sidelight") {
        let native = median(&search.document, &format!("find {}", search.keywords));
        let wasm = search.times.as_ref().and_then(|times| times.search);
        let Some((native, wasm)) = native.zip(wasm) else { continue };
        // Of less, the browser's clock tells nothing.
        if wasm < SHORTEST {
            continue;
        }
        // Bytes a nanosecond are gigabytes a second.
        let rate = |nanoseconds: f64| format!("{:.3}", search.bytes as f64 / nanoseconds);
        let wasm = wasm * 1e6;
        is_empty = false;
        table.row([
            search.document.clone(),
            search.keywords.to_string(),
            rate(native),
            rate(wasm),
            format!("{:.1}", wasm / native),
        ]);
    }
    (!is_empty).then_some(table)
}

/// What decoding 1 MB takes, to what another parser takes for its JSON alone; the largest of all texts. None where
/// `cargo xtask bench native` was not run.
pub fn decoding() -> Option<f64> {
    let forms =
        ["english", "chinese"].into_iter().flat_map(|group| ["", " marked"].map(|form| (group, form)));
    let ratio = |(group, form)| {
        Some(median(group, &format!("decode{form}"))? / median(group, &format!("parse{form}"))?)
    };
    forms.map(ratio).collect::<Option<Vec<_>>>()?.into_iter().reduce(f64::max)
}

/// Nanoseconds, from what Criterion left behind.
fn median(group: &str, name: &str) -> Option<f64> {
    let path = paths::workspace("target/criterion").join(group).join(name).join("new/estimates.json");
    let estimates: Value = serde_json::from_slice(&std::fs::read(path).ok()?).ok()?;
    estimates["median"]["point_estimate"].as_f64()
}
