//! Apple News Format in its variants.

use serde_json::{Value, json};

use super::{decode, decoded};

/// The article of these components, with a metadata that names nobody.
#[track_caller]
fn article(components: Value) -> (Value, Vec<String>) {
    decoded(&json!({ "version": "1.7", "identifier": "x", "title": "T", "components": components }))
}

#[track_caller]
fn check_body(component: Value, expected: Value) {
    let (article, _) = article(json!([component]));
    assert_eq!(article["body"], expected, "{component}");
}

#[test]
fn texts_are_html_markdown_or_plain() {
    for (component, expected) in [
        (json!({ "role": "body", "text": "a <b>b</b> *c*" }), json!(["a <b>b</b> *c*"])),
        (json!({ "role": "body", "text": "a\n\n b \nc" }), json!(["a", "b", "c"])),
        (
            json!({ "role": "body", "text": "a <b>b</b> *c*", "format": "html" }),
            json!([{ "type": "paragraph", "content": ["a ", { "type": "strong", "content": "b" }, " *c*"] }]),
        ),
        (
            json!({ "role": "body", "text": "a <b>b</b> *c*", "format": "markdown" }),
            json!([{ "type": "paragraph", "content": ["a <b>b</b> ", { "type": "emphasis", "content": "c" }] }]),
        ),
        (json!({ "role": "body", "text": "a", "format": "rtf" }), json!(["a"])),
        (
            json!({ "role": "heading1", "text": "<i>a</i>", "format": "html" }),
            json!([{ "type": "heading", "level": 2, "content": [{ "type": "emphasis", "content": "a" }] }]),
        ),
        (
            json!({ "role": "heading6", "text": " a " }),
            json!([{ "type": "heading", "level": 6, "content": "a" }]),
        ),
    ] {
        check_body(component, expected);
    }
}

#[test]
fn ranges_overlap_and_count_utf16() {
    let style = |start: u32, length: u32, style: Value| json!({ "rangeStart": start, "rangeLength": length, "textStyle": style });
    check_body(
        json!({
            "role": "body",
            "text": "😀abcdef\ngh",
            "inlineTextStyles": [
                style(2, 3, json!({ "fontWeight": "bold" })),
                style(4, 7, json!({ "fontStyle": "italic" })),
                style(0, 0, json!({ "fontWeight": "bold" })),
                style(9, 1, json!({ "fontWeight": "regular" })),
            ],
            "additions": [{ "type": "link", "URL": "https://e.org/", "rangeStart": 3, "rangeLength": 3 }],
        }),
        json!([
            { "type": "paragraph", "content": [
                "😀",
                { "type": "strong", "content": "a" },
                { "type": "link", "url": "https://e.org/", "content": [
                    { "type": "strong", "content": ["b", { "type": "emphasis", "content": "c" }] },
                    { "type": "emphasis", "content": "d" },
                ] },
                { "type": "emphasis", "content": "ef" },
            ] },
            { "type": "paragraph", "content": [{ "type": "emphasis", "content": "gh" }] },
        ]),
    );
}

#[test]
fn authors_are_named_once() {
    let (named, _) = article(json!([
        { "role": "author", "text": "By Mara Lindqvist" },
        { "role": "body", "text": "Text." },
    ]));
    assert_eq!(named["author"], json!([{ "name": "Mara Lindqvist" }]));
    assert_eq!(named["body"], json!(["Text."]));

    let (article, _) = decoded(&json!({
        "version": "1.7", "identifier": "x", "title": "T",
        "metadata": { "authors": ["Mara Lindqvist"] },
        "components": [
            { "role": "byline", "text": "By Mara Lindqvist" },
            { "role": "byline", "text": "By Mara Lindqvist, in Gothenburg" },
        ],
    }));
    assert_eq!(article["author"], json!([{ "name": "Mara Lindqvist" }]));
    assert_eq!(article["body"], json!(["By Mara Lindqvist, in Gothenburg"]));
}

#[test]
fn the_introduction_is_the_standfirst_where_it_comes_first() {
    let intro = json!({ "role": "intro", "text": "Once." });
    let body = json!({ "role": "body", "text": "Text." });
    let (first, _) = article(json!([intro, body]));
    assert_eq!((&first["standfirst"], &first["body"]), (&json!("Once."), &json!(["Text."])));
    let (second, _) = article(json!([body, intro]));
    assert_eq!((&second["standfirst"], &second["body"]), (&Value::Null, &json!(["Text.", "Once."])));
}

#[test]
fn an_excerpt_that_the_text_begins_with_is_not_said_twice() {
    for (excerpt, standfirst) in [("The text be…", Value::Null), ("Of a text.", json!("Of a text."))] {
        let (article, _) = decoded(&json!({
            "version": "1.7", "identifier": "x", "title": "T", "metadata": { "excerpt": excerpt },
            "components": [{ "role": "body", "text": "The text begins." }],
        }));
        assert_eq!(article["standfirst"], standfirst, "{excerpt}");
    }
}

#[test]
fn what_is_in_the_bundle_is_said() {
    let (article, faults) = article(json!([
        { "role": "body", "text": "Text." },
        { "role": "photo", "URL": "Bundle://a.jpg", "caption": "What it shows" },
        { "role": "photo", "URL": "bundle://b.jpg" },
    ]));
    assert_eq!(
        article["body"],
        json!(["Text.", { "type": "photo", "content": "What it shows" }]),
        "the caption stays, with a notice"
    );
    let said = "a file of the article’s bundle, which is not in the JSON and cannot be loaded";
    assert_eq!(faults, [format!("components[1].URL: {said}"), format!("components[2].URL: {said}")]);
}

#[test]
fn containers_lie_in_others_only_so_deep() {
    let mut component = json!({ "role": "body", "text": "Deep." });
    for _ in 0..40 {
        component = json!({ "role": "container", "components": [component] });
    }
    let (article, faults) = article(json!([component]));
    assert_eq!(article["body"], json!(["Deep."]));
    assert_eq!(faults.len(), 1, "{faults:?}");
}

#[test]
fn only_documents_of_components_are_of_this_format() {
    for file in [
        json!({ "components": [] }),
        json!({ "components": [{ "name": "x" }], "version": 1 }),
        json!({ "headline": "Native", "body": ["x"] }),
    ] {
        let is_other =
            decode(file.to_string().as_bytes()).is_ok_and(|decoded| decoded.article.body.len() == 1);
        assert_eq!(is_other, file.get("headline").is_some(), "{file}");
    }
}
