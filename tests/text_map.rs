//! From offsets in a text block to places in the DOM, in a browser.

#![cfg(target_arch = "wasm32")]

use sidelight::paint::TextMap;
use sidelight_engine::decode::decode;
use sidelight_engine::text::BlockText;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlElement};

wasm_bindgen_test_configure!(run_in_browser);

fn document() -> web_sys::Document {
    web_sys::window().and_then(|window| window.document()).expect("a page")
}

/// An element with this markup, which the test writes itself.
fn block(markup: &str) -> Element {
    let element = document().create_element("p").expect("an element");
    element.set_inner_html(markup);
    element
}

/// What the range of these UTF-16 units holds, line breaks and annotations left out as the DOM does it.
#[track_caller]
fn check(markup: &str, units: std::ops::Range<u32>, expected: Option<&str>) {
    let found = TextMap::new(&block(markup)).range(units).map(|range| String::from(range.to_string()));
    assert_eq!(found.as_deref(), expected, "in {markup}");
}

#[wasm_bindgen_test]
fn ranges_reach_across_inline_elements() {
    check("open <em>source</em> models", 0..4, Some("open"));
    check("open <em>source</em> models", 5..11, Some("source"));
    check("open <em>source</em> models", 3..13, Some("n source m"));
    check("<b>Open</b><i>AI</i>", 0..6, Some("OpenAI"));
    check("Open<!-- a marker of Leptos -->AI", 0..6, Some("OpenAI"));
    check("ex<wbr>port", 0..6, Some("export"));
}

#[wasm_bindgen_test]
fn units_are_those_of_utf16() {
    check("开源😀模型", 2..4, Some("😀"));
    check("开源😀模型", 4..6, Some("模型"));
    check("<i>😀</i>模型", 0..3, Some("😀模"));
}

#[wasm_bindgen_test]
fn what_is_no_text_is_skipped() {
    check("<ruby>句<rt>ㄐㄩˋ</rt></ruby>讀", 1..2, Some("讀"));
    check("word<sup data-no-text><a>1</a></sup> next", 5..9, Some("next"));
    // A line break is one unit, and no text node of its own.
    check("one<br>two", 4..7, Some("two"));
}

#[wasm_bindgen_test]
fn a_range_starts_in_the_later_node_and_ends_in_the_earlier() {
    let block = block("ab<i>cd</i>ef");
    let range = TextMap::new(&block).range(2..4).expect("a range");
    let text = block.query_selector("i").expect("a selector").expect("an element").first_child();
    assert_eq!(range.start_container().ok(), text);
    assert_eq!(range.end_container().ok(), text);
}

#[wasm_bindgen_test]
fn what_is_not_there_has_no_range() {
    check("short", 0..6, None);
    check("short", 2..2, None);
    check("", 0..1, None);
    check("<!-- nothing -->", 0..1, None);
}

/// The articles of the demo library, which between them have every block and run.
const ARTICLES: [&str; 5] = [
    include_str!("../public/articles/open-source-ai.zh.json"),
    include_str!("../public/articles/open-weights.en.json"),
    include_str!("../public/articles/corrections.en.json"),
    include_str!("../public/articles/punctuation.zh-Hant.json"),
    include_str!("../public/articles/side-light.zh.json"),
];

#[wasm_bindgen_test]
async fn every_text_block_is_found_again_on_the_page() {
    for json in ARTICLES {
        let container: HtmlElement = document().create_element("div").expect("an element").unchecked_into();
        document().body().expect("a body").append_child(&container).expect("a place");
        let address = format!("data:application/json,{}", js_sys::encode_uri_component(json));
        let handle = sidelight::attach::attach(
            container.clone(),
            sidelight::attach::ViewerOptions {
                url: sidelight::route::ReaderUrl { src: Some(address), ..Default::default() },
                ..Default::default()
            },
        );
        until(|| container.get_attribute("data-state").as_deref() == Some("article")).await;

        let article = decode(json.as_bytes()).expect("an article").article;
        for (number, (_, text)) in article.texts().into_iter().enumerate() {
            let text = BlockText::new(text);
            if text.as_str().is_empty() {
                continue;
            }
            let selector = format!("[data-block=\"{number}\"]");
            let shown = container.query_selector(&selector).expect("a selector");
            let shown = shown.unwrap_or_else(|| panic!("no block {number}: {}", text.as_str()));
            let map = TextMap::new(&shown);
            let units = text.as_str().encode_utf16().count() as u32;
            assert_eq!(map.length(), units, "in block {number}: {}", text.as_str());
            // The range takes annotations along, so its text is compared where there are none.
            if shown.query_selector("rt, br, [data-no-text]").expect("a selector").is_none() {
                let range = map.range(0..units).expect("a range");
                assert_eq!(String::from(range.to_string()), text.as_str());
            }
        }
        drop(handle);
        assert_eq!(container.child_element_count(), 0, "dropping the handle takes the viewer out");
        container.remove();
    }
}

/// Waits, frame by frame, until something holds; the test runner's own limit ends a wait in vain.
async fn until(holds: impl Fn() -> bool) {
    while !holds() {
        let frame = js_sys::Promise::new(&mut |resolve, _| {
            let window = web_sys::window().expect("a page");
            window.request_animation_frame(&resolve).expect("a frame");
        });
        JsFuture::from(frame).await.expect("a frame");
    }
}
