//! How fast the engine is, in bytes of text a second: `cargo bench -p sidelight-engine`.

mod articles;

use std::hint::black_box;
use std::time::Duration;

use articles::Language;
use criterion::{BatchSize, BenchmarkGroup, Criterion, Throughput, measurement::WallTime};
use sidelight_engine::article::Article;
use sidelight_engine::decode::decode;
use sidelight_engine::entity::EntityIndex;
use sidelight_engine::highlight::{Options, Query, Search, WordBreaks};
use sidelight_engine::text::BlockText;

fn main() {
    // Enough for what takes milliseconds, and a run is over in a minute.
    let mut criterion = Criterion::default()
        .sample_size(20)
        .warm_up_time(Duration::from_millis(500))
        .measurement_time(Duration::from_secs(2))
        .configure_from_args();
    for language in Language::ALL {
        let mut group = criterion.benchmark_group(language.name());
        let article = language.article(&language.names(500));
        decoding(&mut group, &article);
        let texts = article.block_texts();
        group.throughput(Throughput::Bytes(bytes(&texts)));
        group.bench_function("fold", |bencher| {
            bencher.iter(|| {
                let mut search = Search::new(black_box(&texts));
                while search.fold(&texts) {}
                search
            });
        });
        finding(&mut group, language, &texts);
        group.bench_function("mentions of 500 names", |bencher| {
            bencher.iter(|| EntityIndex::new(black_box(&article), &texts));
        });
        group.finish();
    }
    criterion.final_summary();
}

/// Decoding, beside what parsing its JSON alone takes.
fn decoding(group: &mut BenchmarkGroup<'_, WallTime>, article: &Article) {
    let json = serde_json::to_vec(article).expect("JSON");
    group.throughput(Throughput::Bytes(json.len() as u64));
    group.bench_function("parse", |bencher| {
        bencher.iter(|| serde_json::from_slice::<serde_json::Value>(black_box(&json)).expect("JSON"));
    });
    group.bench_function("decode", |bencher| {
        bencher.iter(|| decode(black_box(&json)).expect("an article"));
    });
}

fn finding(group: &mut BenchmarkGroup<'_, WallTime>, language: Language, texts: &[BlockText]) {
    for count in [1, 10, 100] {
        let query = Query::new(language.keywords(count), Options::default());
        assert_eq!(query.keywords().len(), count, "no keyword twice");
        let mut folded = Search::new(texts);
        while folded.fold(texts) {}
        group.bench_function(format!("find {count}"), |bencher| {
            bencher.iter_batched(
                || folded.clone(),
                |mut search| {
                    search.set_query(black_box(&query));
                    while search.advance(texts, &Anywhere) {}
                    search
                },
                BatchSize::LargeInput,
            );
        });
    }
}

/// Words are not asked for.
struct Anywhere;

impl WordBreaks for Anywhere {
    fn is_break(&self, _: usize, _: &BlockText, _: usize) -> bool {
        true
    }
}

fn bytes(texts: &[BlockText]) -> u64 {
    texts.iter().map(|text| text.as_str().len() as u64).sum()
}
