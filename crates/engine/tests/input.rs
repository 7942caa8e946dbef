//! Files as bytes: how text is written in them, and how much of it is read.

use std::fmt::Write as _;

use expect_test::expect;
use serde_json::json;
use sidelight_engine::article::Block;
use sidelight_engine::decode::{
    DecodeError, MAX_BLOCKS, MAX_BYTES, MAX_ENTITIES, MAX_VALUES, decode, decode_annotations,
    decode_entities, decode_library,
};

/// Every way in which a text may be written: with a mark and without, in UTF-8 and in both orders of UTF-16.
fn encodings(text: &str) -> [(&'static str, Vec<u8>); 6] {
    let units = |mark: &'static str, to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        [mark, text].concat().encode_utf16().flat_map(to_bytes).collect()
    };
    let mark = "\u{FEFF}";
    [
        ("UTF-8", text.into()),
        ("UTF-8 with a mark", [mark, text].concat().into()),
        ("UTF-16, low byte first", units("", u16::to_le_bytes)),
        ("UTF-16, low byte first, with a mark", units(mark, u16::to_le_bytes)),
        ("UTF-16, high byte first", units("", u16::to_be_bytes)),
        ("UTF-16, high byte first, with a mark", units(mark, u16::to_be_bytes)),
    ]
}

#[test]
fn an_article_is_the_same_in_every_encoding() {
    let json = r#"
        { "headline": "一问一答 😀", "body": ["\u4e00é", { "type": "quote", "content": 1e3 }], "mentions": [{ "name": "𠮷野家" }] }"#;
    let page = "一一一一\n\n一个 😀 段落。\r\nA second one.\n";
    let mac = "Title\r\rText.\r";
    for text in [json, page, mac] {
        let expected = decode(text.as_bytes());
        assert!(text == mac || expected.is_ok());
        for (name, bytes) in encodings(text) {
            assert_eq!(decode(&bytes), expected, "{name}: {text}");
        }
    }
}

#[test]
fn what_goes_with_an_article_is_the_same_in_every_encoding() {
    let dictionary = r#"[{ "name": "谷歌" }, { "name": "Meta", "alternateName": "元" }, 3]"#;
    let annotations = r#"{ "body": { "purpose": "identifying", "source": "https://a.example/" }, "target": { "selector": { "type": "TextQuoteSelector", "exact": "谷歌" } } }"#;
    let library =
        r#"{ "version": "https://jsonfeed.org/version/1.1", "title": "文库", "items": [{ "title": "一" }] }"#;
    for (name, bytes) in encodings(dictionary) {
        assert_eq!(decode_entities(&bytes, None), decode_entities(dictionary.as_bytes(), None), "{name}");
    }
    for (name, bytes) in encodings(annotations) {
        assert_eq!(decode_annotations(&bytes), decode_annotations(annotations.as_bytes()), "{name}");
    }
    for (name, bytes) in encodings(library) {
        assert_eq!(decode_library(&bytes), decode_library(library.as_bytes()), "{name}");
    }
}

#[test]
fn the_place_of_an_error_is_a_byte_of_the_file() {
    let mut lines = String::new();
    for text in ["{\n\"é中😀\": x}", "{\"headline\": \"\\ud800\"}"] {
        for (name, bytes) in encodings(text) {
            let said = match decode(&bytes) {
                Ok(decoded) => decoded.diagnostics[0].to_string(),
                Err(error) => error.to_string(),
            };
            let _ = writeln!(lines, "{name}: {said}");
        }
    }
    expect![[r#"
        UTF-8: The JSON is broken at line 2, column 14 (byte 15, in é中😀): a value is expected.
        UTF-8 with a mark: The JSON is broken at line 2, column 14 (byte 18, in é中😀): a value is expected.
        UTF-16, low byte first: The JSON is broken at line 2, column 14 (byte 20, in é中😀): a value is expected.
        UTF-16, low byte first, with a mark: The JSON is broken at line 2, column 14 (byte 22, in é中😀): a value is expected.
        UTF-16, high byte first: The JSON is broken at line 2, column 14 (byte 20, in é中😀): a value is expected.
        UTF-16, high byte first, with a mark: The JSON is broken at line 2, column 14 (byte 22, in é中😀): a value is expected.
        UTF-8: headline: half a surrogate pair (byte 14); U+FFFD stands in its place
        UTF-8 with a mark: headline: half a surrogate pair (byte 17); U+FFFD stands in its place
        UTF-16, low byte first: headline: half a surrogate pair (byte 28); U+FFFD stands in its place
        UTF-16, low byte first, with a mark: headline: half a surrogate pair (byte 30); U+FFFD stands in its place
        UTF-16, high byte first: headline: half a surrogate pair (byte 28); U+FFFD stands in its place
        UTF-16, high byte first, with a mark: headline: half a surrogate pair (byte 30); U+FFFD stands in its place
    "#]].assert_eq(&lines);
}

#[test]
fn bytes_that_are_no_text() {
    let table: &[(&str, &[u8])] = &[
        ("a byte that UTF-8 never has", b"{\"headline\": \"a\xFFb\"}"),
        ("Latin-1", b"{\"headline\": \"caf\xE9\"}"),
        ("GB 18030", b"\xB1\xEA\xCC\xE2\n\n\xD5\xFD\xCE\xC4"),
        ("half a surrogate pair in three bytes", b"{\"headline\": \"\xED\xA0\x80\"}"),
        ("a pair in six bytes", b"{\"headline\": \"\xED\xA0\xBD\xED\xB8\x80\"}"),
        ("a slash in two bytes", b"{\"headline\": \"\xC0\xAF\"}"),
        ("a sign cut off", b"{\"headline\": \"\xE4\xB8"),
        ("beyond the last sign", b"{\"headline\": \"\xF4\x90\x80\x80\"}"),
        ("a zero", b"{\"headline\": \"a\0b\"}"),
        ("a zero at the end", b"{\"headline\": \"a\"}\0"),
        ("a picture", b"\x89PNG\r\n\x1A\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01"),
        ("a compressed file", b"PK\x03\x04\x14\0\0\0\x08\0"),
        ("UTF-16 with half a unit", b"\xFF\xFE{\0}\0\n"),
        ("UTF-16 with half a pair", b"\xFE\xFF\0{\xD8\x3D\0}"),
        ("UTF-16 with half a pair at the end", b"{\0\"\0\x3D\xD8"),
        ("UTF-16 with a zero", b"\xFE\xFF\0{\0\0\0}"),
        ("UTF-32", b"\xFF\xFE\0\0{\0\0\0"),
        ("UTF-32 without a mark", b"\0\0\0{\0\0\0}"),
    ];
    let mut lines = String::new();
    for (name, bytes) in table {
        let _ = writeln!(lines, "{name}: {}", decode(bytes).expect_err("no article"));
    }
    expect![[r#"
        a byte that UTF-8 never has: The file is not UTF-8 text (byte 15). Save it as UTF-8.
        Latin-1: The file is not UTF-8 text (byte 17). Save it as UTF-8.
        GB 18030: The file is not UTF-8 text (byte 0). Save it as UTF-8.
        half a surrogate pair in three bytes: The file is not UTF-8 text (byte 14). Save it as UTF-8.
        a pair in six bytes: The file is not UTF-8 text (byte 14). Save it as UTF-8.
        a slash in two bytes: The file is not UTF-8 text (byte 14). Save it as UTF-8.
        a sign cut off: The file is not UTF-8 text (byte 14). Save it as UTF-8.
        beyond the last sign: The file is not UTF-8 text (byte 14). Save it as UTF-8.
        a zero: The file is not UTF-8 text (byte 15). Save it as UTF-8.
        a zero at the end: The file is not UTF-8 text (byte 17). Save it as UTF-8.
        a picture: The file is not UTF-8 text (byte 0). Save it as UTF-8.
        a compressed file: The file is not UTF-8 text (byte 5). Save it as UTF-8.
        UTF-16 with half a unit: The file is broken UTF-16 text (byte 6). Save it as UTF-8.
        UTF-16 with half a pair: The file is broken UTF-16 text (byte 4). Save it as UTF-8.
        UTF-16 with half a pair at the end: The file is not UTF-8 text (byte 5). Save it as UTF-8.
        UTF-16 with a zero: The file is broken UTF-16 text (byte 4). Save it as UTF-8.
        UTF-32: The file is broken UTF-16 text (byte 2). Save it as UTF-8.
        UTF-32 without a mark: The file is not UTF-8 text (byte 0). Save it as UTF-8.
    "#]]
    .assert_eq(&lines);
}

#[test]
fn names_that_mean_something_elsewhere_mean_nothing() {
    let json = br#"{
        "__proto__": { "headline": "polluted" }, "constructor": { "prototype": { "body": "polluted" } },
        "headline": "H", "toString": 1, "body": ["a", { "__proto__": { "type": "rule" }, "content": "b" },
            { "content": { "type": "mention", "entity": "__proto__", "content": "c" } }],
        "mentions": [{ "id": "__proto__", "name": "c" }, { "id": "constructor", "name": "b" }]
    }"#;
    let decoded = decode(json).expect("an article");
    assert_eq!(decoded.diagnostics, []);
    let json = serde_json::to_value(&decoded.article).expect("JSON");
    assert_eq!(json["headline"], "H");
    let mention = json!({ "type": "paragraph", "content": [{ "type": "mention", "entity": "__proto__", "content": "c" }] });
    assert_eq!(json["body"], json!(["a", "b", mention]));
    assert_eq!(
        (&json["mentions"][0]["id"], &json["mentions"][1]["id"]),
        (&json!("__proto__"), &json!("constructor"))
    );
}

#[test]
fn of_members_with_one_name_the_last_one_counts() {
    let json = br#"{ "headline": "A", "body": "x", "headline": "B", "body": ["y", { "content": "z", "content": "u" }] }"#;
    let article = decode(json).expect("an article").article;
    let other: serde_json::Value = serde_json::from_slice(json).expect("JSON");
    assert_eq!(article.headline.to_plain(), other["headline"].as_str().expect("a headline"));
    assert_eq!(serde_json::to_value(&article.body).expect("JSON"), json!(["y", "u"]));
}

#[test]
fn blocks_are_counted_with_those_within_them() {
    let paragraphs = |count: usize| vec![json!("x"); count];
    let articles = |count: usize| {
        [
            json!({ "body": paragraphs(count) }),
            json!({ "body": paragraphs(count - 2), "standfirst": "x", "disclosure": "x" }),
            json!({ "body": paragraphs(count - 1), "correction": "x" }),
            json!({ "body": [{ "type": "quote", "content": paragraphs(count - 1) }] }),
            json!({ "body": [{ "type": "note", "content": { "type": "qa", "question": "Q", "answer": paragraphs(count - 2) } }] }),
            json!({ "body": { "type": "list", "items": paragraphs(count - 1) } }),
            json!({ "body": { "type": "table", "head": [["a"]], "rows": [paragraphs(count - 2)] } }),
            json!({ "body": { "type": "definitions", "items": [{ "term": "t", "definition": paragraphs(count - 2) }] } }),
            json!({ "body": { "type": "footnotes", "items": [{ "id": "n", "content": paragraphs(count - 1) }] } }),
            json!({ "body": vec![json!({ "type": "rule" }); count] }),
        ]
    };
    // All of them would take a minute.
    for article in articles(MAX_BLOCKS).into_iter().step_by(3) {
        let decoded = decode(article.to_string().as_bytes());
        assert!(decoded.is_ok(), "{:.60}: {:?}", article.to_string(), decoded.err());
    }
    for article in articles(MAX_BLOCKS + 1) {
        let error = decode(article.to_string().as_bytes()).expect_err("too large");
        assert_eq!(error, DecodeError::TooManyBlocks, "{:.60}", article.to_string());
    }
    // What shows nothing is none.
    let mut body = vec![json!(null); MAX_BLOCKS + 1];
    body.extend([json!(" "), json!("x")]);
    let article = decode(json!({ "body": body }).to_string().as_bytes()).expect("an article").article;
    assert_eq!(article.body, [Block::paragraph("x")]);
    let page = |lines: usize| format!("Title\n\n{}", "x\n".repeat(lines));
    assert!(decode(page(MAX_BLOCKS).as_bytes()).is_ok());
    let error = decode(page(MAX_BLOCKS + 1).as_bytes()).expect_err("too large");
    expect!["The article has more than 100000 blocks. Split it in parts."].assert_eq(&error.to_string());
}

#[test]
fn entities_are_counted() {
    let entities =
        |count: usize| (0..count).map(|number| json!({ "name": format!("e{number}") })).collect::<Vec<_>>();
    let article =
        |count: usize| json!({ "headline": "H", "body": "x", "mentions": entities(count), "about": "a" });
    let error = decode(article(MAX_ENTITIES).to_string().as_bytes()).expect_err("too many");
    expect!["There are more than 100000 entities. Leave out those that no text mentions."]
        .assert_eq(&error.to_string());
    let dictionary = |count: usize| json!(entities(count)).to_string();
    let (read, _) = decode_entities(dictionary(MAX_ENTITIES).as_bytes(), None).expect("a dictionary");
    assert_eq!(read.len(), MAX_ENTITIES);
    let error = decode_entities(dictionary(MAX_ENTITIES + 1).as_bytes(), None);
    assert_eq!(error.map(|_| ()), Err(DecodeError::TooManyEntities));
}

#[test]
fn values_are_counted_before_they_fill_the_memory() {
    let json = ["{\"x\":[", &"0,".repeat(MAX_VALUES), "0]}"].concat();
    let error = decode(json.as_bytes()).expect_err("too many");
    expect!["The JSON has more than 4000000 values, the next at line 1, column 8000003 (byte 8000002, in x[3999998]). Split the file in parts."].assert_eq(&error.to_string());
}

#[test]
fn what_is_said_of_one_file_has_an_end() {
    let json = format!(r#"{{"headline":"H","body":"x","related":[{}1]}}"#, "{},".repeat(200_000));
    let decoded = decode(json.as_bytes()).expect("an article");
    assert_eq!(decoded.diagnostics.len(), 10_001);
    expect!["there is more to say of this file; the rest is left out"]
        .assert_eq(&decoded.diagnostics[10_000].to_string());
}

#[test]
fn the_largest_file_is_read() {
    let json = |length: usize| {
        let (start, end) = (r#"{"headline":"H","body":""#, r#""}"#);
        [start, &"x".repeat(length - start.len() - end.len()), end].concat()
    };
    assert!(decode(json(MAX_BYTES).as_bytes()).is_ok());
    let error = decode(json(MAX_BYTES + 1).as_bytes()).expect_err("too large");
    expect!["The file is larger than 64 MB. Split the article in parts."].assert_eq(&error.to_string());
}
