//! How fast the engine is, in bytes of text a second: `cargo xtask bench native`.

mod articles;
mod documents;

use std::hint::black_box;
use std::time::{Duration, Instant};

use articles::Language;
use criterion::{BatchSize, BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
use documents::Document;
use sidelight_engine::article::{Article, BlockIndex};
use sidelight_engine::decode::decode;
use sidelight_engine::entity::{EntityIndex, Finder};
use sidelight_engine::highlight::{Options, Query, Search, WordBreaks};
use sidelight_engine::text::BlockText;

fn main() {
    // Enough for what takes milliseconds, and a run is over in a minute.
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    let documents = Document::all();
    for language in Language::ALL {
        let mut group = criterion.benchmark_group(language.name());
        let article = language.article(&language.names(500));
        decoding(&mut group, "", &article);
        decoding(&mut group, " marked", &articles::marked(&article));
        let texts = folding(&mut group, &article);
        // Real text tells more, where it is there.
        for count in [1, 10, 100].into_iter().filter(|_| documents.is_empty()) {
            finding(&mut group, &language.keywords(count), &texts);
        }
        group.bench_function("mentions of 500 names", |bencher| {
            bencher.iter(|| EntityIndex::new(black_box(&article), &texts));
        });
        group.finish();
        naming(criterion.benchmark_group(format!("{} names", language.name())), &texts);
    }
    for document in documents {
        let mut group = criterion.benchmark_group(&document.name);
        let texts = folding(&mut group, &document.article);
        for keywords in &document.keywords {
            finding(&mut group, keywords, &texts);
        }
        group.finish();
    }
    criterion.final_summary();
}

/// Decoding may take so many times as long as another parser takes for the JSON alone.
const AS_LONG_AS_PARSING: f64 = 3.0;

/// Decoding, beside what parsing its JSON alone takes.
fn decoding(group: &mut BenchmarkGroup<'_, WallTime>, form: &str, article: &Article) {
    let json = serde_json::to_vec(article).expect("JSON");
    let parse = || serde_json::from_slice::<serde_json::Value>(black_box(&json)).expect("JSON");
    let decode = || decode(black_box(&json)).expect("an article");
    group.throughput(Throughput::Bytes(json.len() as u64));
    group.bench_function(format!("parse{form}"), |bencher| bencher.iter(parse));
    group.bench_function(format!("decode{form}"), |bencher| bencher.iter(decode));
    // In turn, so that whatever else the machine does falls on both.
    let (mut parsing, mut decoding) = (Vec::new(), Vec::new());
    for _ in 0..RUNS {
        parsing.push(time(parse));
        decoding.push(time(decode));
    }
    let ratio = median(decoding) / median(parsing);
    let is_met = if ratio <= AS_LONG_AS_PARSING { "met" } else { "NOT MET" };
    println!(
        "decode{form}, {} KB: {ratio:.2} of what parsing takes; at most {AS_LONG_AS_PARSING}: {is_met}\n",
        json.len() / 1000
    );
}

const RUNS: usize = 25;

/// Seconds that something takes, without dropping what it gives.
fn time<T>(work: impl Fn() -> T) -> f64 {
    let start = Instant::now();
    let result = black_box(work());
    let seconds = start.elapsed().as_secs_f64();
    drop(result);
    seconds
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds[seconds.len() / 2]
}

/// Making the text searchable. What follows in the group is measured in bytes of that text.
fn folding(group: &mut BenchmarkGroup<'_, WallTime>, article: &Article) -> Vec<BlockText> {
    let texts = article.block_texts();
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.as_str().len() as u64).sum()));
    group.bench_function("fold", |bencher| bencher.iter(|| folded(black_box(&texts))));
    texts
}

/// Finding the mentions of a large dictionary.
fn naming(mut group: BenchmarkGroup<'_, WallTime>, texts: &[BlockText]) {
    let entities = articles::dictionary(10_000);
    group.bench_function("read 10,000 entities", |bencher| {
        bencher.iter_with_large_drop(|| Finder::new(black_box(&entities), 0));
    });
    group.throughput(Throughput::Bytes(texts.iter().map(|text| text.as_str().len() as u64).sum()));
    let find = |mut finder: Finder| {
        for (block, text) in (0..).map(BlockIndex).zip(texts) {
            finder.read(block, text);
        }
        finder.finish(&[])
    };
    group.bench_function("find 10,000 entities", |bencher| {
        bencher.iter_batched(|| Finder::new(&entities, 0), find, BatchSize::LargeInput);
    });
    group.finish();
}

fn folded(texts: &[BlockText]) -> Search {
    let mut search = Search::new(texts);
    while search.fold(texts) {}
    search
}

fn finding<S: AsRef<str>>(group: &mut BenchmarkGroup<'_, WallTime>, keywords: &[S], texts: &[BlockText]) {
    let query = Query::new(keywords, Options::default());
    assert_eq!(query.keywords().len(), keywords.len(), "no keyword twice");
    let folded = folded(texts);
    let find = |mut search: Search| {
        search.set_query(black_box(&query));
        while search.advance(texts, &Anywhere) {}
        search
    };
    group.bench_function(format!("find {}", keywords.len()), |bencher| {
        bencher.iter_batched(|| folded.clone(), find, BatchSize::LargeInput);
    });
}

/// Words are not asked for.
struct Anywhere;

impl WordBreaks for Anywhere {
    fn is_break(&self, _: usize, _: &BlockText, _: usize) -> bool {
        true
    }
}
