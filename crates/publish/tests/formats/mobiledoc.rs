//! Mobiledoc in its variants.

use serde_json::{Value, json};

use super::decoded;

#[track_caller]
fn check(file: Value, body: Value, faults: &[&str]) {
    let (article, said) = decoded(&file);
    assert_eq!(article["body"], body);
    let said: Vec<_> = said.iter().filter(|fault| !fault.contains("no title")).collect();
    assert_eq!(said, faults.iter().collect::<Vec<_>>());
}

#[test]
fn the_older_form_has_its_parts_in_one_list() {
    check(
        json!({
            "version": "0.2.0",
            "sections": [
                [["B"], ["A", ["href", "https://e.org/"]]],
                [
                    [1, "P", [[[], 0, "a "], [[0], 1, "b"], [[1, 0], 2, "c"]]],
                    [2, "https://e.org/a.png"],
                    [3, "ol", [[[[], 0, "one"]]]],
                    [10, "image", { "src": "https://e.org/b.png" }],
                    [10, "plain-card"],
                ],
            ],
        }),
        json!([
            { "type": "paragraph", "content": [
                "a ",
                { "type": "strong", "content": "b" },
                { "type": "link", "url": "https://e.org/", "content": [{ "type": "strong", "content": "c" }] },
            ] },
            { "type": "figure", "url": "https://e.org/a.png", "alt": "" },
            { "type": "list", "ordered": true, "items": [["one"]] },
            { "type": "figure", "url": "https://e.org/b.png", "alt": "" },
            { "type": "plain-card", "content": "plain-card" },
        ]),
        &["sections[1][4][1]: unknown card \"plain-card\"; its text is kept"],
    );
}

#[test]
fn an_atom_may_stand_before_its_marks() {
    check(
        json!({
            "version": "0.3.0", "markups": [["em"]], "cards": [], "atoms": [["mention", "@bob", {}]],
            "sections": [[1, "p", [[1, 0, [0], 1], [1, [], 0, 0]]]],
        }),
        json!([{ "type": "paragraph", "content": [{ "type": "emphasis", "content": "@bob" }, "@bob"] }]),
        &[],
    );
}

#[test]
fn marks_go_on_until_they_are_closed() {
    check(
        json!({
            "version": "0.3.1", "markups": [["i"], ["b"]], "cards": [], "atoms": [],
            "sections": [
                [1, "p", [[0, [0], 0, "a"], [0, [1], 1, "b"], [0, [], 0, "c"]]],
                [1, "p", [[0, [], 0, "d"]]],
            ],
        }),
        json!([
            { "type": "paragraph", "content": [
                { "type": "emphasis", "content": ["a", { "type": "strong", "content": "b" }, "c"] },
            ] },
            "d",
        ]),
        &[],
    );
}

#[test]
fn marks_lie_in_others_only_so_deep() {
    let opened: Vec<_> = vec![0; 50_000];
    let (article, _) = decoded(&json!({
        "version": "0.3.1", "markups": [["b"]], "cards": [], "atoms": [],
        "sections": [[1, "p", [[0, opened, 50_000, "deep"]]]],
    }));
    let mut run = &article["body"][0];
    let mut depth = 0;
    while let Some(content) = run.get("content") {
        run = content.get(0).unwrap_or(content);
        depth += 1;
    }
    assert_eq!((run, depth), (&json!("deep"), 17));
}
