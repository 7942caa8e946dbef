//! Summaries of pages of Wikipedia, as its REST interface gives them.

use proptest::prelude::*;
use sidelight_engine::decode::{DecodeError, Summary, decode_summary};

#[test]
fn a_summary_is_read() {
    let answer = r#"{
        "type": "standard", "title": "Raj Reddy", "lang": "en", "dir": "ltr",
        "thumbnail": { "source": "https://upload.wikimedia.org/a.jpg" },
        "content_urls": { "desktop": { "page": "https://en.wikipedia.org/wiki/Raj_Reddy" } },
        "extract": " Dabbala <b>Reddy</b> is a scientist.\n", "extract_html": "<p><img src=x onerror=alert(1)></p>"
    }"#;
    let summary = Summary {
        text: "Dabbala <b>Reddy</b> is a scientist.".to_owned(),
        page: Some("https://en.wikipedia.org/wiki/Raj_Reddy".to_owned()),
        language: Some("en".to_owned()),
        direction: "ltr",
    };
    assert_eq!(decode_summary(answer.as_bytes()), Ok(summary));
}

#[test]
fn what_is_missing_or_odd_is_left_out() {
    for answer in [
        r#"{ "extract": "A." }"#,
        r#"{ "extract": "A.", "dir": "sideways", "lang": 5, "content_urls": "https://a.example/" }"#,
        r#"{ "extract": "A.", "dir": null, "lang": " ", "content_urls": { "desktop": { "page": "javascript:alert(1)" } } }"#,
        r#"{ "extract": "A.", "content_urls": { "desktop": { "page": "http://en.wikipedia.org/wiki/A" } } }"#,
    ] {
        let plain = Summary { text: "A.".to_owned(), page: None, language: None, direction: "auto" };
        assert_eq!(decode_summary(answer.as_bytes()), Ok(plain), "{answer}");
    }
    let arabic = decode_summary(r#"{ "extract": "ضوء", "dir": "rtl" }"#.as_bytes()).expect("a summary");
    assert_eq!(arabic.direction, "rtl");
}

#[test]
fn what_is_no_summary_is_an_error() {
    for answer in [
        r#"{ "type": "disambiguation", "extract": "Mercury may be:" }"#,
        r#"{ "type": "no-extract", "extract": "A." }"#,
        r#"{ "type": "mainpage", "extract": "A." }"#,
        r#"{ "type": 5, "extract": "A." }"#,
        r#"{ "type": "standard" }"#,
        r#"{ "extract": " \n" }"#,
        r#"{ "extract": ["A."] }"#,
        r#"{ "extract_html": "<p>A.</p>" }"#,
        r#"{ "type": "Internal error", "title": "Not found." }"#,
        "[]",
        "5",
    ] {
        assert_eq!(decode_summary(answer.as_bytes()), Err(DecodeError::NotASummary), "{answer}");
    }
    assert!(matches!(decode_summary(b"<!doctype html><p>No."), Err(DecodeError::Json { .. })));
    assert!(matches!(decode_summary(b""), Err(DecodeError::Json { .. })));
    assert!(matches!(decode_summary(b"\xFF"), Err(DecodeError::NotUtf8 { .. })));
}

proptest! {
    #[test]
    fn a_long_text_is_cut_between_characters(sign in prop::sample::select(vec!["a", "é", "光", "😀"]), length in 4090usize..4110) {
        let text = sign.repeat(length / sign.len() + 1);
        let answer = format!("{{ \"extract\": \"{text}\" }}");
        let kept = decode_summary(answer.as_bytes()).expect("a summary").text;
        if text.len() <= 4096 {
            prop_assert_eq!(kept, text);
        } else {
            let cut = kept.strip_suffix('…').expect("an ellipsis");
            prop_assert!(text.starts_with(cut) && cut.len() <= 4096 && cut.len() > 4092);
        }
    }
}
