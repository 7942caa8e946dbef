//! The corpus of HTML through the parser of the program. The viewer's tests put it through the browser's, and want the
//! same blocks.

#[path = "fixtures/html/corpus.rs"]
mod corpus;

use std::collections::HashSet;

use expect_test::expect_file;
use sidelight_engine::decode::decode_html;
use sidelight_publish::Html5ever;

#[test]
fn corpus() {
    let mut snapshot = String::new();
    let mut names = HashSet::new();
    for case in corpus::cases() {
        assert!(names.insert(case.name), "two cases are called {:?}", case.name);
        let (blocks, diagnostics) = decode_html(&case.html, Some(corpus::BASE), &Html5ever);
        snapshot += &corpus::shown(case.name, &blocks, &diagnostics);
    }
    expect_file!["fixtures/html/corpus.blocks"].assert_eq(&snapshot);
}
