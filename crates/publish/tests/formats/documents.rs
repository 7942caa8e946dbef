//! Documents of rich text editors, and what content management systems say of them.

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use super::{brief, decoded};

#[track_caller]
fn check(json: &str, expected: Expect) {
    expected.assert_eq(&brief(json));
}

/// A document of one paragraph.
fn doc(text: &str) -> Value {
    json!({ "type": "doc", "content": [{ "type": "paragraph", "content": [{ "type": "text", "text": text }] }] })
}

#[test]
fn what_systems_say_of_a_document() {
    let rows = [
        (json!({ "headline": "T" }), "headline", json!("T")),
        (json!({ "name": "T" }), "headline", json!("T")),
        (json!({ "locale": "en_US" }), "inLanguage", json!("en-US")),
        (json!({ "language": "zh-Hant" }), "inLanguage", json!("zh-Hant")),
        (json!({ "language": "?" }), "inLanguage", Value::Null),
        (json!({ "tags": "tea, glass,tea" }), "keywords", json!(["tea", "glass"])),
        (json!({ "tags": [{ "title": "茶" }, "水"] }), "keywords", json!(["茶", "水"])),
        (json!({ "author": "Wu Lan" }), "author", json!([{ "name": "Wu Lan" }])),
        (
            json!({ "author": { "firstName": "Wu", "lastName": "Lan" } }),
            "author",
            json!([{ "name": "Wu Lan" }]),
        ),
        (json!({ "authors": ["A", { "name": "B" }] }), "author", json!([{ "name": "A" }, { "name": "B" }])),
        (json!({ "publishedAt": "2025-03-04T05:06:07Z" }), "datePublished", json!("2025-03-04T05:06:07Z")),
        (json!({ "excerpt": "Short" }), "standfirst", json!("Short")),
        (json!({ "excerpt": doc("Short") }), "standfirst", json!("Short")),
        (json!({ "cover": "/a.png", "url": "https://e.org/b/" }), "image", json!("https://e.org/a.png")),
    ];
    for (mut file, field, expected) in rows {
        file["content"] = doc("Long");
        let (article, _) = decoded(&file);
        assert_eq!(article["body"], json!(["Long"]), "{file}");
        let found = &article[field];
        let found = found.get("url").filter(|_| field == "image").unwrap_or(found);
        assert_eq!(*found, expected, "{file}");
    }
}

#[test]
fn a_document_may_be_written_within_a_string() {
    check(
        r#"{ "title": "T", "body": "{\"root\":{\"children\":[{\"type\":\"paragraph\",\"children\":[{\"type\":\"text\",\"text\":\"a\"}]}]}}" }"#,
        expect![[r#"
            T
            "a"
        "#]],
    );
    check(
        r#"{ "title": "T", "body": "{ \"root\": { \"children\": [" }"#,
        expect![[r#"
            T
            ! body: The JSON is broken at line 1, column 25 (byte 25, in root.children): the file ends within an array.
        "#]],
    );
}

#[test]
fn levels_of_headings_are_those_within_an_article() {
    check(
        r#"{ "type": "doc", "content": [
            { "type": "heading", "attrs": { "level": 1 }, "content": [{ "type": "text", "text": "T" }] },
            { "type": "heading", "attrs": { "level": 1 }, "content": [{ "type": "text", "text": "a" }] },
            { "type": "blockquote", "content": [
                { "type": "heading", "attrs": { "level": 9 }, "content": [{ "type": "text", "text": "b" }] }] }] }"#,
        expect![[r#"
            T
            {"content":"a","level":2,"type":"heading"}
            {"content":[{"content":"b","level":6,"type":"heading"}],"type":"quote"}
        "#]],
    );
    check(
        r#"[{ "_type": "block", "listItem": "bullet", "style": "h1", "children": [{ "_type": "span", "text": "a" }] }]"#,
        expect![[r#"

            {"items":[[{"content":"a","level":2,"type":"heading"}]],"ordered":false,"type":"list"}
            ! no title; the article is shown without one
        "#]],
    );
}
