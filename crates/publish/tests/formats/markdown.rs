//! Markdown, as cards of Ghost and components of Apple News have it.

use serde_json::{Value, json};

use super::decoded;

/// The blocks of the Markdown of a card.
fn card(markdown: &str) -> Value {
    let (article, _) = decoded(&json!({
        "version": "0.3.1", "atoms": [], "markups": [],
        "cards": [["markdown", { "markdown": markdown }]],
        "sections": [[10, 0]],
    }));
    article["body"].clone()
}

/// The blocks of the Markdown of a component.
fn component(markdown: &str) -> Value {
    let (article, _) = decoded(&json!({
        "version": "1.7", "identifier": "x", "title": "T",
        "components": [{ "role": "body", "format": "markdown", "text": markdown }],
    }));
    article["body"].clone()
}

fn em(content: Value) -> Value {
    json!({ "type": "emphasis", "content": content })
}

fn strong(content: Value) -> Value {
    json!({ "type": "strong", "content": content })
}

fn p(content: Value) -> Value {
    json!([{ "type": "paragraph", "content": content }])
}

#[test]
fn both_dialects() {
    for (markdown, expected) in [
        ("", json!([])),
        ("one\ntwo\n\nthree", json!(["one two", "three"])),
        ("一\n二", json!(["一二"])),
        ("*a* _b_", p(json!([em(json!("a")), " ", em(json!("b"))]))),
        ("**a** __b__", p(json!([strong(json!("a")), " ", strong(json!("b"))]))),
        ("**“如此”**他说", p(json!([strong(json!("“如此”")), "他说"]))),
        (
            "_**a**_ **_b_** __*c*__",
            p(json!([
                em(json!([strong(json!("a"))])),
                " ",
                strong(json!([em(json!("b"))])),
                " ",
                strong(json!([em(json!("c"))])),
            ])),
        ),
        ("***a***", p(json!([strong(json!([em(json!("a"))]))]))),
        ("**a *b***", p(json!([strong(json!(["a ", em(json!("b"))]))]))),
        ("*a **b***", p(json!([em(json!(["a ", strong(json!("b"))]))]))),
        ("2 * 3 * 4 and *x", json!(["2 * 3 * 4 and *x"])),
        ("**a*", json!(["**a*"])),
        ("****", json!([{ "type": "rule" }])),
        ("a ****", json!(["a ****"])),
        ("~~gone~~ ~here~", json!(["gone ~here~"])),
        ("\\*a\\* \\_b\\_ 1\\. \\a \\\\", json!(["*a* _b_ 1. \\a \\"])),
        (
            "`a *b* <c>` ``d`e``",
            p(json!([
                { "type": "code", "content": "a *b* <c>" }, " ", { "type": "code", "content": "d`e" },
            ])),
        ),
        ("`a", json!(["`a"])),
        (
            "[a *b*](https://e.org/c)",
            p(json!([
                { "type": "link", "url": "https://e.org/c", "content": ["a ", em(json!("b"))] },
            ])),
        ),
        (
            "[a](https://e.org/b_(c)) d",
            p(json!([
                { "type": "link", "url": "https://e.org/b_(c)", "content": "a" }, " d",
            ])),
        ),
        (
            "[a](<https://e.org> 'title')",
            p(json!([{ "type": "link", "url": "https://e.org", "content": "a" }])),
        ),
        (
            "[a](javascript:alert(1)) [b](\"onclick=x)",
            p(json!(["a ", { "type": "link", "url": "\"onclick=x", "content": "b" }])),
        ),
        ("[a] [b](c", json!(["[a] [b](c"])),
        (
            "*a [b* c](https://e.org)",
            p(json!(["*a ", { "type": "link", "url": "https://e.org", "content": "b* c" }])),
        ),
        (
            "# a #\n## b\n####### c\n#d",
            json!([
                { "type": "heading", "level": 2, "content": "a" },
                { "type": "heading", "level": 2, "content": "b" },
                "####### c #d",
            ]),
        ),
        ("a\n***\nb", json!(["a", { "type": "rule" }, "b"])),
        (
            "- a\n- b\n  c\n\n- d",
            json!([{ "type": "list", "ordered": false, "items": [["a"], ["b c"], ["d"]] }]),
        ),
        (
            "* a\n  * b\n    * c\n* d",
            json!([{ "type": "list", "ordered": false, "items": [
            ["a", { "type": "list", "ordered": false, "items": [
                ["b", { "type": "list", "ordered": false, "items": [["c"]] }],
            ] }],
            ["d"],
        ] }]),
        ),
        ("1. a\n\n   b\n2. c", json!([{ "type": "list", "ordered": true, "items": [["a", "b"], ["c"]] }])),
        ("- a\n\n\n\n  b\n\nc", json!([{ "type": "list", "ordered": false, "items": [["a", "b"]] }, "c"])),
        ("- a\n\nb", json!([{ "type": "list", "ordered": false, "items": [["a"]] }, "b"])),
        (
            "> a\nb\n> > c",
            json!([
                { "type": "quote", "content": ["a b", { "type": "quote", "content": "c" }] },
            ]),
        ),
        ("a\u{2028}b  \nc", p(json!(["a", { "type": "break" }, "b", { "type": "break" }, "c"]))),
        ("&amp; &#20013; & AT&T;", json!(["& 中 & AT&T;"])),
    ] {
        assert_eq!(card(markdown), expected, "card: {markdown:?}");
        assert_eq!(component(markdown), expected, "component: {markdown:?}");
    }
}

#[test]
fn the_dialect_of_apple() {
    for (markdown, expected) in [
        ("in_volved_.", p(json!(["in", em(json!("volved")), "."]))),
        (
            "This __sentence__'s in__volved__",
            p(json!(["This ", strong(json!("sentence")), "'s in", strong(json!("volved")),])),
        ),
        ("*in__volved__*", p(json!([em(json!(["in", strong(json!("volved"))]))]))),
        ("a\n---\nb", json!(["a", { "type": "rule" }, "b"])),
        ("5. a\n6. b", json!([{ "type": "list", "ordered": true, "items": [["a"], ["b"]] }])),
        ("<b>a</b> <script>", json!(["<b>a</b> <script>"])),
        ("the [Aurora]{ship} *sails*", p(json!(["the Aurora ", em(json!("sails"))]))),
        (
            "[a page] (https://e.org)",
            p(json!([{ "type": "link", "url": "https://e.org", "content": "a page" }])),
        ),
        ("[a] (see b)", json!(["[a] (see b)"])),
    ] {
        assert_eq!(component(markdown), expected, "{markdown:?}");
    }
}

#[test]
fn the_dialect_of_ghost() {
    for (markdown, expected) in [
        ("snake_case_name", json!(["snake_case_name"])),
        (
            "a\n---\nb\nc\n===\nd",
            json!([
                { "type": "heading", "level": 2, "content": "a" },
                { "type": "heading", "level": 2, "content": "b c" },
                "d",
            ]),
        ),
        (
            "a\n---\nb\n===",
            json!([
                { "type": "heading", "level": 2, "content": "a" },
                { "type": "heading", "level": 2, "content": "b" },
            ]),
        ),
        ("5. a\n6. b", json!([{ "type": "list", "ordered": true, "start": 5, "items": [["a"], ["b"]] }])),
        ("In\n1872. it was", json!(["In 1872. it was"])),
        ("a <b>c</b> <script>alert(1)</script> < d", p(json!(["a ", strong(json!("c")), " < d"]))),
        ("<div>\n*a*\n</div>\n\nb", json!(["*a*", "b"])),
        (
            "<https://e.org/?a&b> <x@y>",
            p(json!([
                { "type": "link", "url": "https://e.org/?a&b", "content": "https://e.org/?a&b" }, " <x@y>",
            ])),
        ),
        (
            "```js x\na\n\n  b\n```\nc",
            json!([
                { "type": "code", "language": "js", "text": "a\n\n  b" }, "c",
            ]),
        ),
        ("    a\n      b\n\nc", json!([{ "type": "code", "text": "a\n  b" }, "c"])),
        (
            "| a | b |\n|---|:-:|\n| *c* | d\\|e | f |\n\ng",
            json!([
                { "type": "table",
                  "head": [[{ "content": "a", "header": true }, { "content": "b", "header": true, "align": "center" }]],
                  "rows": [[[em(json!("c"))], { "content": "d|e", "align": "center" }]] },
                "g",
            ]),
        ),
        (
            "![a *b*](https://e.org/c.png)",
            json!([{ "type": "figure", "url": "https://e.org/c.png", "alt": "a b" }]),
        ),
    ] {
        assert_eq!(card(markdown), expected, "{markdown:?}");
    }
}

/// What would take quadratic time, or the stack, if something looked or went too far.
#[test]
fn hostile_text_ends() {
    for part in [
        "*",
        "_a",
        "**a ",
        "[",
        "![",
        "[a](",
        "[](a",
        "[a](b ",
        "`",
        "``a`",
        "<",
        "<a",
        "> ",
        "- ",
        "  ",
        "1. a\n",
        "&",
        "\\",
        "|a|\n|-|\n",
        "*a [",
        "](",
    ] {
        let growing: String = (1..80).map(|length| part.repeat(length) + "\n").collect();
        for text in [part.repeat(3_000), growing] {
            card(&text);
            component(&text);
        }
    }
}

#[test]
fn quotes_and_lists_lie_in_others_only_so_deep() {
    for part in ["> ", "1. ", "+ ", "> * "] {
        card(&part.repeat(50_000));
        component(&part.repeat(50_000));
    }
}
