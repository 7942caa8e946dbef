//! Documents of rich text editors, and what content management systems say of them.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use sidelight_engine::decode::DecodeError;

use super::{brief, decode, decode_item, decoded};

#[track_caller]
fn check(json: &str, expected: Expect) {
    expected.assert_eq(&brief(json));
    if let Ok(decoded) = decode(json.as_bytes()) {
        super::shown(Ok(decoded));
    }
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

#[test]
fn portable_text_keeps_code_pictures_and_captions() {
    check(
        r#"[{ "_type": "code", "code": "  if x:\n    y\n" },
            { "_type": "block", "markDefs": [{ "_key": "n", "_type": "internalLink", "reference": { "_ref": "p" } },
                { "_key": "l", "_type": "link", "href": "/q" }],
              "children": [{ "_type": "span", "marks": ["l"], "text": "a " }, { "_type": "span", "marks": ["strong", "l"], "text": "b" },
                { "_type": "span", "marks": ["n"], "text": " c" },
                { "_type": "image", "alt": "In line", "asset": { "url": "https://e.org/a.png" } }] },
            { "_type": "image", "asset": { "url": "https://e.org/b.png" },
              "caption": [{ "_type": "block", "children": [{ "_type": "span", "text": "Cap" }] }] }]"#,
        expect![[r#"

            {"text":"  if x:\n    y","type":"code"}
            {"content":[{"content":["a ",{"content":"b","type":"strong"}],"type":"link","url":"/q"}," c"],"type":"paragraph"}
            {"alt":"In line","type":"figure","url":"https://e.org/a.png"}
            {"alt":"","caption":"Cap","type":"figure","url":"https://e.org/b.png"}
            ! [1].markDefs[0]: "internalLink" without an address is no mark; what it marks is kept
            ! no title; the article is shown without one
        "#]],
    );
}

#[test]
fn levels_of_portable_lists_nest() {
    // Levels of the items, and how they lie then; numbered lists are below zero.
    for (levels, expected) in [
        (&[1, 2, 3, 1][..], "*1(*2(*3))1"),
        (&[2, 2, 1], "*221"),
        (&[3, 2, 1], "*321"),
        (&[1, 3, 2, 1], "*1(*32)1"),
        (&[1, -2, -2, 2, 1], "*1(#22)(*2)1"),
        (&[1, -1], "*1 #1"),
        (&[-1, 99], "#1(*99)"),
    ] {
        let items = levels.iter().map(|level: &i64| {
            json!({
                "_type": "block",
                "level": level.abs(),
                "listItem": if *level < 0 { "number" } else { "bullet" },
                "children": [{ "_type": "span", "text": level.abs().to_string() }],
            })
        });
        let (article, faults) = decoded(&items.collect());
        let lists = article["body"].as_array().expect("blocks");
        assert_eq!(lists.iter().map(outline).collect::<Vec<_>>().join(" "), expected);
        assert_eq!(faults.len(), 1, "no title: {faults:?}");
    }
}

/// A list in short: its kind, the text of its items, and the lists in them in parentheses.
fn outline(list: &Value) -> String {
    let items =
        list["items"].as_array().expect("items").iter().flat_map(|item| item.as_array().expect("blocks"));
    let parts = items.map(|part| part.as_str().map_or_else(|| format!("({})", outline(part)), str::to_owned));
    let kind = if list["ordered"] == true { "#" } else { "*" };
    [kind.to_owned()].into_iter().chain(parts).collect()
}

#[test]
fn blocks_of_editor_js_that_lack_something() {
    let blocks = [
        r#"{ "type": "quote", "data": { "text": "", "caption": "Her" } }"#,
        r#"{ "type": "attaches", "data": { "file": { "url": "https://e.org/a.pdf", "name": "a.pdf" } } }"#,
        r#"{ "type": "attaches", "data": { "file": { "url": "file:///etc/passwd" }, "title": "Plan" } }"#,
        r#"{ "type": "poll", "data": { "question": "<b>Who?</b> A &amp; B", "options": ["C", "D"] } }"#,
        r#"{ "type": "image", "data": { "url": "https://e.org/a.png", "caption": "C", "file": null } }"#,
        r#"{ "type": "personality", "data": { "name": "Wu Lan", "link": "javascript:x" } }"#,
        r#"{ "type": "header", "data": { "text": "H", "level": "3" } }"#,
        r#"{ "type": "code", "data": { "code": "  x\n" } }"#,
        r#"{ "type": "list", "data": { "style": "checklist", "items": [{ "content": "a", "meta": { "checked": true }, "items": [] }] } }"#,
        r#"{ "type": "list", "data": { "style": "ordered", "meta": { "start": 4 }, "items": ["a", { "content": "b", "items": ["c"] }] } }"#,
    ];
    check(
        &format!(r#"{{ "title": "T", "blocks": [{}] }}"#, blocks.join(",")),
        expect![[r#"
        T
        "Her"
        {"title":"a.pdf","type":"embed","url":"https://e.org/a.pdf"}
        "Plan"
        {"content":"Who? A & B\nC\nD","type":"poll"}
        {"alt":"","caption":"C","type":"figure","url":"https://e.org/a.png"}
        "Wu Lan"
        {"content":"H","level":3,"type":"heading"}
        {"text":"  x","type":"code"}
        {"items":[["☑ a"]],"ordered":false,"type":"list"}
        {"items":[["a"],["b",{"items":[["c"]],"ordered":true,"type":"list"}]],"ordered":true,"start":4,"type":"list"}
        ! blocks[2].data.file.url: an address that starts with "file:" is not followed
        ! blocks[3]: unknown block "poll"; its text is kept
        ! blocks[5].data.link: an address that starts with "javascript:" is not followed
    "#]],
    );
}

/// What cannot be shown or followed leaves what is said of it.
#[test]
fn words_outlive_their_addresses() {
    let lexical = r#"{ "root": { "children": [
        { "type": "image", "src": "data:image/svg+xml,x", "caption": "Drawn <b>by hand</b>" },
        { "type": "upload", "relationTo": "media", "value": "6f1", "fields": { "caption": "渡口" } },
        { "type": "upload", "value": { "url": "https://e.org/a.jpg", "alt": "A" }, "fields": { "caption": "Ferry" } }] } }"#;
    let portable = r#"[{ "_type": "block", "children": [{ "_type": "span", "text": "a" }] },
        { "_type": "image", "asset": { "_ref": "image-a1-800x600-jpg" },
          "caption": [{ "_type": "block", "children": [{ "_type": "span", "text": "岸" }] }] },
        { "_type": "youtube", "url": "javascript:x", "title": "The crossing" },
        { "_type": "table", "rows": [{ "cells": ["x", { "_type": "cell", "content": [
            { "_type": "block", "children": [{ "_type": "span", "text": "y" }] }] }] }] },
        { "_type": "table", "cells": ["z"] }]"#;
    let prosemirror = r#"{ "type": "doc", "content": [
        { "type": "figure", "content": [
            { "type": "table", "content": [{ "type": "tableRow", "content": [{ "type": "tableCell", "content": [
                { "type": "paragraph", "content": [{ "type": "text", "text": "1" }] }] }] }] },
            { "type": "figcaption", "content": [{ "type": "text", "text": "One cell" }] }] },
        { "type": "figure", "attrs": { "src": "https://e.org/b.png" }, "content": [{ "type": "text", "text": "Below" }] },
        { "type": "iframe", "attrs": { "src": "vbscript:x", "title": "Map" } },
        { "type": "text", "text": "No " }, { "type": "text", "marks": [{ "type": "bold" }], "text": "paragraph" }] }"#;
    let editorjs = r#"{ "blocks": [{ "type": "linkTool", "data": { "link": "file:///x",
        "meta": { "title": "Tide &amp; time", "description": "A table" } } }] }"#;
    let shown = [lexical, portable, prosemirror, editorjs].map(brief).join("");
    expect![[r#"

        {"content":["Drawn ",{"content":"by hand","type":"strong"}],"type":"paragraph"}
        "渡口"
        {"alt":"A","caption":"Ferry","type":"figure","url":"https://e.org/a.jpg"}
        ! root.children[0].src: an address that starts with "data:" is not followed
        ! root.children[1]: the picture has no address, such as a reference that is not resolved; it is left out
        ! no title; the article is shown without one

        "a"
        "岸"
        "The crossing"
        {"rows":[["x","y"]],"type":"table"}
        {"content":"z","type":"table"}
        ! [1]: the picture has no address, such as a reference that is not resolved; it is left out
        ! [2].url: an address that starts with "javascript:" is not followed
        ! [4]: unknown block "table"; its text is kept
        ! no title; the article is shown without one

        {"rows":[["1"]],"type":"table"}
        "One cell"
        {"alt":"","caption":"Below","type":"figure","url":"https://e.org/b.png"}
        "Map"
        {"content":["No ",{"content":"paragraph","type":"strong"}],"type":"paragraph"}
        ! content[2].attrs.src: an address that starts with "vbscript:" is not followed
        ! no title; the article is shown without one

        "Tide & time"
        "A table"
        ! blocks[0].data.link: an address that starts with "file:" is not followed
        ! no title; the article is shown without one
    "#]].assert_eq(&shown);
}

#[test]
fn other_documents_are_not_taken_for_these() {
    let draft = r#"{ "blocks": [{ "key": "a", "text": "Draft", "type": "unstyled", "depth": 0, "data": {} }], "entityMap": {} }"#;
    check(
        draft,
        expect![[r#"
        This is an object without headline and body, not an article. An article is an object with “headline” and “body”.
    "#]],
    );
    check(
        r#"{ "headline": "T", "body": "{ no document" }"#,
        expect![[r#"
        T
        "{ no document"
    "#]],
    );
    check(
        r#"{ "headline": "T", "content": "a" }"#,
        expect![[r#"
        T
        ! no text; “body” is missing or empty
    "#]],
    );
}

#[test]
fn lists_of_documents_are_several_articles() {
    let item = |title: &str| json!({ "title": title, "content": doc(title) });
    for file in [
        json!({ "docs": [item("a"), item("b")], "totalDocs": 2 }),
        json!({ "result": [item("a"), item("b")] }),
        json!({ "data": [{ "id": 1, "attributes": item("a") }, { "id": 2, "attributes": item("b") }] }),
        json!({ "data": [item("a"), item("b")] }),
    ] {
        let bytes = file.to_string();
        assert!(matches!(decode(bytes.as_bytes()), Err(DecodeError::Several { count: 2 })), "{file}");
        let second = decode_item(bytes.as_bytes(), Some("2")).expect("an article");
        assert_eq!(second.article.headline.to_plain(), "b", "{file}");
    }
}

#[test]
fn many_marks_and_definitions_take_no_time() {
    let many = |count: usize, item: &dyn Fn(usize) -> Value| (0..count).map(item).collect::<Value>();
    let file = json!([
        {
            "_type": "block",
            "markDefs": many(6_000, &|n| json!({ "_key": n.to_string(), "href": "https://e.org/" })),
            "children": many(6_000, &|n| json!({ "text": "a", "marks": [format!("x{n}")] })),
        },
        { "_type": "block", "children": [{ "text": "a\n".repeat(6_000), "marks": many(6_000, &|_| json!("em")) }] },
    ]);
    let tags = many(20_000, &|n| json!(n.to_string()));
    let (article, _) = decoded(&json!({ "title": "T", "tags": tags, "body": file }));
    assert_eq!(article["keywords"].as_array().map(Vec::len), Some(20_000));
}
