//! The corpus of HTML through the parser of the program. The viewer's tests put it through the browser's, and want the
//! same blocks.

#[path = "fixtures/html/corpus.rs"]
mod corpus;
#[path = "../../../src/formats/nesting.rs"]
mod nesting;

use std::borrow::Cow;
use std::collections::HashSet;
use std::time::{Duration, Instant};

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

/// What the viewer does before it gives HTML to the browser's parser.
#[test]
fn what_bounds_the_depth_takes_nothing_from_an_article() {
    let mut bounded = 0;
    for case in corpus::cases() {
        let html = nesting::bounded(&case.html);
        bounded += usize::from(matches!(html, Cow::Owned(_)));
        let of = |html: &str| decode_html(html, Some(corpus::BASE), &Html5ever).0;
        assert_eq!(of(&html), of(&case.html), "{}", case.name);
    }
    assert!(bounded < 10, "{bounded} cases of the corpus are taken for deep");
}

#[test]
fn no_disguise_hides_how_deep_a_tag_lies() {
    for html in [
        "<div>",
        "<DIV\n>",
        "<b><p>",
        "<ul><li>",
        "<table><tr><td>",
        "<rt>",
        "<div/>",
        "<div title='</div>'>",
        "<div =\">",
        "<div x = </div>",
        "<div><!--</div>-->",
        "<div></ div>",
        "<div></span>",
        "<div><style></div></style>",
        "<b><div></b>",
        "<span><h1></span>",
        "<div><table><tr><td></div>",
        "<svg><tr>",
        "<svg><title><div></title>",
        "<svg><g><![CDATA[></g>]]>",
        "<p<>",
        "<<div>div>",
    ] {
        let name = html.to_lowercase().replace('<', " <").split_whitespace().find_map(|tag| {
            let name = tag.strip_prefix('<')?.split(['>', '/']).next()?;
            (!name.is_empty()).then(|| format!("<{name}"))
        });
        let first = &*name.expect("a tag");
        let deep = html.repeat(100_000) + "text";
        let start = Instant::now();
        let bounded = nesting::bounded(&deep);
        assert!(start.elapsed() < Duration::from_secs(2), "{html}: {:?}", start.elapsed());
        let left = bounded.to_lowercase().matches(first).count();
        assert!(left <= 1024, "{html}: {left} of {first} are left");
        assert!(bounded.ends_with("text"), "{html}");
    }
    for flat in ["<div></div>", "<p>x", "<li>x", "<br>", "<a name=x>", "<img alt='<div>'>", "<!-- <div> -->"]
    {
        let flat = flat.repeat(10_000);
        assert!(matches!(nesting::bounded(&flat), Cow::Borrowed(_)), "{}", &flat[..12]);
    }
}
