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
        r#"{ "title": "T", "content": "{ \"type\": \"doc\", \"content\": [{ \"type\": \"paragraph\", \"content\": [{ \"type\": \"text\", \"text\": \"a\" }] }] }" }"#,
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

#[test]
fn pictures_of_a_line_follow_it() {
    check(
        r#"{ "type": "doc", "content": [
            { "type": "paragraph", "content": [{ "type": "text", "text": "See " },
                { "type": "image", "attrs": { "src": "https://e.org/a.png", "alt": "A" } }, { "type": "text", "text": "there" }] },
            { "type": "table", "content": [{ "type": "tableRow", "content": [{ "type": "tableCell", "content": [
                { "type": "paragraph", "content": [{ "type": "text", "text": "b" }] },
                { "type": "image", "attrs": { "src": "https://e.org/b.png" } }] }] }] }] }"#,
        expect![[r#"

            "See there"
            {"alt":"A","type":"figure","url":"https://e.org/a.png"}
            {"rows":[["b"]],"type":"table"}
            {"alt":"","type":"figure","url":"https://e.org/b.png"}
            ! no title; the article is shown without one
        "#]],
    );
}

#[test]
fn what_is_marked_alike_goes_on() {
    check(
        r#"{ "type": "doc", "content": [{ "type": "paragraph", "content": [
            { "type": "text", "marks": [{ "type": "link", "attrs": { "href": "https://e.org/" } }], "text": "a " },
            { "type": "text", "marks": [{ "type": "link", "attrs": { "href": "https://e.org/" } }, { "type": "bold" }], "text": "b" },
            { "type": "text", "marks": [{ "type": "link", "attrs": { "href": "https://e.org/" } }, { "type": "bold" },
                { "type": "italic" }], "text": "c" },
            { "type": "text", "marks": [{ "type": "link", "attrs": { "href": "https://e.org/2" } }], "text": "d" }] }] }"#,
        expect![[r#"

            {"content":[{"content":["a ",{"content":["b",{"content":"c","type":"emphasis"}],"type":"strong"}],"type":"link","url":"https://e.org/"},{"content":"d","type":"link","url":"https://e.org/2"}],"type":"paragraph"}
            ! no title; the article is shown without one
        "#]],
    );
}

#[test]
fn runs_that_are_unknown_keep_their_text() {
    check(
        r#"{ "type": "doc", "content": [{ "type": "paragraph", "content": [
            { "type": "text", "text": "a" },
            { "type": "spoiler", "content": [{ "type": "text", "text": "b" }, { "type": "text", "marks": [{ "type": "em" }], "text": "c" }] },
            { "type": "inlineMath", "attrs": { "latex": "x^2" } }, { "type": "ticker" }] }] }"#,
        expect![[r#"

            {"content":["ab",{"content":"c","type":"emphasis"},"x^2"],"type":"paragraph"}
            ! content[0].content[1]: unknown run "spoiler"; its text is kept
            ! content[0].content[2]: unknown run "inlinemath"; its text is kept
            ! content[0].content[3]: unknown run "ticker"; its text is kept
            ! no title; the article is shown without one
        "#]],
    );
}

#[test]
fn lines_of_lexical_lose_nothing() {
    check(
        r#"{ "root": { "children": [{ "type": "paragraph", "format": "start", "children": [
            { "type": "text", "text": "a ", "format": 1 }, { "type": "text", "text": "b", "format": 3 },
            { "type": "image", "src": "https://e.org/a.png", "altText": "A", "caption": { "editorState": { "root": { "children": [
                { "type": "paragraph", "children": [{ "type": "text", "text": "Cap" }] }] } } } },
            { "type": "spoiler", "children": [{ "type": "text", "text": " hidden" }] },
            { "type": "equation", "equation": "x^2", "inline": true },
            { "type": "link", "fields": { "linkType": "internal", "doc": { "value": "p" } },
                "children": [{ "type": "text", "text": " inner" }] }] }] } }"#,
        expect![[r#"

            {"content":[{"content":["a ",{"content":"b","type":"emphasis"}],"type":"strong"}," hiddenx^2 inner"],"type":"paragraph"}
            {"alt":"A","caption":"Cap","type":"figure","url":"https://e.org/a.png"}
            ! root.children[0].children[3]: unknown run "spoiler"; its text is kept
            ! root.children[0].children[4]: unknown run "equation"; its text is kept
            ! root.children[0].children[5]: a link without an address, such as one to another document; its text is kept
            ! no title; the article is shown without one
        "#]],
    );
}

#[test]
fn cells_of_lexical_lose_nothing() {
    check(
        r#"{ "root": { "children": [{ "type": "table", "children": [{ "type": "tablerow", "children": [
            { "type": "tablecell", "headerState": 0, "children": [
                { "type": "paragraph", "children": [{ "type": "text", "text": "a" },
                    { "type": "image", "src": "https://e.org/a.png", "altText": "A" }] },
                { "type": "list", "listType": "bullet", "children": [
                    { "type": "listitem", "children": [{ "type": "text", "text": "one" }] },
                    { "type": "listitem", "children": [{ "type": "text", "text": "two" }] }] }] }] }] }] } }"#,
        expect![[r#"

            {"rows":[[["a",{"type":"break"},"one two"]]],"type":"table"}
            {"alt":"A","type":"figure","url":"https://e.org/a.png"}
            ! no title; the article is shown without one
        "#]],
    );
}
