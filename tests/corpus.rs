//! The corpus of HTML through the browser's parser: the same blocks as through the program's.

#![cfg(target_arch = "wasm32")]

#[path = "../crates/publish/tests/fixtures/html/corpus.rs"]
mod corpus;

use sidelight::formats::InertDocument;
use sidelight_engine::decode::decode_html;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn both_parsers_give_the_same_blocks() {
    let expected = include_str!("../crates/publish/tests/fixtures/html/corpus.blocks");
    let mut expected = expected.split("\n\n").map(str::trim_end);
    let mut differences = String::new();
    for case in corpus::cases() {
        let (blocks, diagnostics) = decode_html(&case.html, Some(corpus::BASE), &InertDocument);
        let shown = corpus::shown(case.name, &blocks, &diagnostics);
        let by_program = expected.next().unwrap_or_default();
        if shown.trim_end() != by_program {
            differences += &format!("by the program:\n{by_program}\nby the browser:\n{shown}\n");
        }
    }
    assert!(differences.is_empty(), "{differences}");
}
