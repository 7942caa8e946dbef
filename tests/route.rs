//! The address bar, both ways, in a browser.

#![cfg(target_arch = "wasm32")]

use sidelight::route::{ReaderUrl, Theme, passage_in};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn an_address_is_read_and_written_again() {
    let cases = [
        "",
        "?src=articles/a.json",
        "?src=https://example.org/a.json&q=open+source&q=GPU",
        "?q=%E5%BC%80%E6%BA%90&entity=deepseek&theme=dark",
        "?q=a%26b%3Dc%23d&theme=sepia",
        "?src=articles/a.json&q=AI&case=1&word=1&accents=1&script=1&regex=1&theme=dark",
        "?q=a.c&regex=1",
    ];
    for search in cases {
        assert_eq!(ReaderUrl::from_search(search).to_search(), search);
    }
}

#[wasm_bindgen_test]
fn what_is_unknown_or_empty_is_left_out() {
    assert_eq!(ReaderUrl::from_search("?src=&q=&theme=neon&utm_source=x&entity="), ReaderUrl::default());
    assert_eq!(ReaderUrl::from_search("?case=0&word=yes&regex="), ReaderUrl::default());
    let url = ReaderUrl::from_search("?q=one&q=&q=two&theme=light");
    assert_eq!(url.keywords, ["one", "two"]);
    assert_eq!(url.theme, Theme::Light);
}

#[wasm_bindgen_test]
fn text_directives_are_told_from_other_fragments() {
    for (address, passage) in [
        ("https://a.example/?src=a#:~:text=one,two", Some(":~:text=one,two")),
        ("https://a.example/#part-3:~:text=one", Some("part-3:~:text=one")),
        ("https://a.example/#part-3", None),
        ("https://a.example/?q=:~:text=one", None),
    ] {
        assert_eq!(passage_in(address).as_deref(), passage, "{address}");
    }
}
