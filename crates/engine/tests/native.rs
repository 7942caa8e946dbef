//! The native format: what is read of it, and what is said of what cannot be.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use sidelight_engine::decode::{DecodeError, Decoded, MAX_BYTES, MAX_DEPTH, decode, decode_entities};

/// The body of an article, a line for each block in its JSON form, then the diagnostics.
#[track_caller]
fn body(body: &str, expected: Expect) {
    let json = format!(
        r#"{{ "headline": "H", "body": {body}, "mentions": [{{ "id": "deepseek", "name": "DeepSeek" }}] }}"#
    );
    let Decoded { article, diagnostics } = decode(json.as_bytes()).expect("an article");
    let blocks = article.body.iter().map(|block| serde_json::to_string(block).expect("JSON"));
    let diagnostics = diagnostics.iter().map(|diagnostic| format!("! {diagnostic}"));
    expected.assert_eq(&blocks.chain(diagnostics).map(|line| line + "\n").collect::<String>());
}

/// The article without headline and body in its JSON form, then the diagnostics.
fn fields(members: &str) -> String {
    let json = format!(r#"{{ "headline": "H", "body": "x", {members} }}"#);
    let Decoded { article, diagnostics } = decode(json.as_bytes()).expect("an article");
    let json = serde_json::to_string(&article).expect("JSON");
    let (head, rest) = json.split_once(r#""headline":"H""#).expect("a headline");
    let rest = rest.replacen(r#","body":["x"]"#, "", 1);
    let url = head.split_once(r#""url":"#).map(|(_, url)| format!("url:{url}")).unwrap_or_default();
    let diagnostics: Vec<_> = diagnostics.iter().map(|diagnostic| format!(" ! {diagnostic}")).collect();
    let rest = rest.trim_start_matches(',').strip_suffix('}').expect("an object");
    format!("{url}{rest}{}", diagnostics.concat())
}

#[test]
fn the_smallest_article() {
    body(
        r#"["One paragraph.", "And another."]"#,
        expect![[r#"
        "One paragraph."
        "And another."
    "#]],
    );
    body(
        r#""Only one.""#,
        expect![[r#"
        "Only one."
    "#]],
    );
}

#[test]
fn every_block() {
    body(
        r#"[
        { "type": "paragraph", "content": "Plain." },
        { "content": "Without a type.", "id": "p1", "lang": "en-GB" },
        { "type": "heading", "content": "Level 2" },
        { "type": "heading", "level": 6, "content": ["Level ", { "type": "strong", "content": "6" }] },
        { "type": "quote", "content": "Words.", "cite": ["By ", "her"], "url": "https://a.example/" },
        { "type": "quote", "content": ["One.", { "type": "rule" }, "Two."] },
        { "type": "pullquote", "content": "A line.", "cite": "Somebody" },
        { "type": "list", "items": ["one", ["two", "three"], [{ "type": "code", "text": "4" }]] },
        { "type": "list", "ordered": true, "start": 7, "items": ["seven"] },
        { "type": "figure", "url": "a.png", "alt": "A", "caption": "B", "credit": "C", "width": 4, "height": 3 },
        { "type": "code", "language": "rust", "text": "fn main() {}\n" },
        { "type": "table", "caption": "T", "head": [["a", "b"]], "rows": [
            ["1", ["2", { "type": "sup", "content": "nd" }]],
            [{ "content": "3", "header": true, "align": "end", "colspan": 2, "rowspan": 3 }, { "type": "emphasis", "content": "4" }],
            []
        ] },
        { "type": "definitions", "items": [{ "term": "t", "definition": ["d", "e"] }] },
        { "type": "footnotes", "items": [{ "id": "n1", "content": "Note." }] },
        { "type": "rule" },
        { "type": "embed", "url": "https://v.example/1", "title": "T", "description": "D", "provider": "P" },
        { "type": "qa", "question": "Q?", "answer": "A." },
        { "type": "note", "title": "N", "content": "Aside." },
        { "type": "hologram", "depth": 3, "content": ["kept"], "more": { "text": "as well" } }
    ]"#,
        expect![[r#"
            "Plain."
            {"type":"paragraph","id":"p1","lang":"en-GB","content":"Without a type."}
            {"type":"heading","level":2,"content":"Level 2"}
            {"type":"heading","level":6,"content":["Level ",{"type":"strong","content":"6"}]}
            {"type":"quote","content":"Words.","cite":"By her","url":"https://a.example/"}
            {"type":"quote","content":["One.",{"type":"rule"},"Two."]}
            {"type":"pullquote","content":"A line.","cite":"Somebody"}
            {"type":"list","ordered":false,"items":[["one"],["two","three"],[{"type":"code","text":"4"}]]}
            {"type":"list","ordered":true,"start":7,"items":[["seven"]]}
            {"type":"figure","url":"a.png","alt":"A","caption":"B","credit":"C","width":4,"height":3}
            {"type":"code","language":"rust","text":"fn main() {}\n"}
            {"type":"table","caption":"T","head":[["a","b"]],"rows":[["1",["2",{"type":"sup","content":"nd"}]],[{"content":"3","header":true,"align":"end","colspan":2,"rowspan":3},[{"type":"emphasis","content":"4"}]],[]]}
            {"type":"definitions","items":[{"term":"t","definition":["d","e"]}]}
            {"type":"footnotes","items":[{"id":"n1","content":"Note."}]}
            {"type":"rule"}
            {"type":"embed","url":"https://v.example/1","title":"T","description":"D","provider":"P"}
            {"type":"qa","question":"Q?","answer":"A."}
            {"type":"note","title":"N","content":"Aside."}
            {"type":"hologram","content":"kept\nas well"}
            ! body[18]: unknown block "hologram"; its text is kept
        "#]],
    );
}

#[test]
fn every_run() {
    body(
        r#"[{ "content": [
        "a",
        { "type": "emphasis", "content": "b" },
        { "type": "strong", "content": ["c", "d", { "type": "sub", "content": "e" }] },
        { "type": "sup", "content": "f" },
        { "type": "code", "content": "g()" },
        { "type": "link", "url": "https://a.example/?b#c", "content": "h" },
        { "type": "link", "url": "mailto:a@b.example", "content": "h" },
        { "type": "link", "url": "../d/e.html", "content": "h" },
        { "type": "link", "url": "\u0023part", "content": "h" },
        { "type": "mention", "entity": "deepseek", "content": "i" },
        { "type": "ruby", "base": "漢字", "annotation": "かんじ" },
        { "type": "phrase", "lang": "fr", "content": "déjà vu" },
        { "type": "break" },
        { "type": "footnote", "ref": "n1" },
        { "type": "blink", "content": ["k", { "type": "strong", "content": "l" }] },
        { "type": "blink", "text": "m" },
        { "type": "blink", "inner": { "content": "n" } }
    ] }, { "type": "footnotes", "items": [{ "id": "n1", "content": "Note." }] }]"#,
        expect![[r##"
            {"type":"paragraph","content":["a",{"type":"emphasis","content":"b"},{"type":"strong","content":["cd",{"type":"sub","content":"e"}]},{"type":"sup","content":"f"},{"type":"code","content":"g()"},{"type":"link","url":"https://a.example/?b#c","content":"h"},{"type":"link","url":"mailto:a@b.example","content":"h"},{"type":"link","url":"../d/e.html","content":"h"},{"type":"link","url":"#part","content":"h"},{"type":"mention","entity":"deepseek","content":"i"},{"type":"ruby","base":"漢字","annotation":"かんじ"},{"type":"phrase","lang":"fr","content":"déjà vu"},{"type":"break"},{"type":"footnote","ref":"n1"},"k",{"type":"strong","content":"l"},"mn"]}
            {"type":"footnotes","items":[{"id":"n1","content":"Note."}]}
            ! body[0].content[14]: unknown run "blink"; its text is kept
            ! body[0].content[15]: unknown run "blink"; its text is kept
            ! body[0].content[16]: unknown run "blink"; its text is kept
        "##]],
    );
}

#[test]
fn runs_that_cannot_keep_their_mark_keep_their_text() {
    body(
        r#"[{ "content": [
        "a", null, 5, true, ["b", ["c"]],
        { "type": "emphasis" }, { "type": "emphasis", "content": "" }, { "type": "emphasis", "content": {} },
        { "type": "code" }, { "type": "code", "content": ["x"] },
        { "type": "link", "content": "d" }, { "type": "link", "url": 5, "content": "e" }, { "type": "link", "url": "https://x.example/" },
        { "type": "mention", "content": "f" }, { "type": "mention", "entity": "openai", "content": "g" },
        { "type": "mention", "entity": ["deepseek"], "content": "h" }, { "type": "mention", "entity": "deepseek", "content": "" },
        { "type": "ruby", "base": "i" }, { "type": "ruby", "annotation": "j" }, { "type": "ruby", "base": ["k"], "annotation": "l" },
        { "type": "phrase", "content": "m" }, { "type": "phrase", "lang": "no tag", "content": "n" },
        { "type": "footnote" }, { "type": "footnote", "ref": "n9" },
        { "type": 7, "content": "o" }, { "type": ["strong"], "content": "p" }, { "content": "q" }
    ] }]"#,
        expect![[r#"
            {"type":"paragraph","content":["a5truebcxd",{"type":"link","url":"5","content":"e"},"fghijk\nlmnopq"]}
            ! body[0].content[1]: expected text or a run, found null
            ! body[0].content[5]: no content
            ! body[0].content[7].content: unknown run ""; its text is kept
            ! body[0].content[8]: no content
            ! body[0].content[9].content: expected a string, found an array
            ! body[0].content[10]: a link wants an address in “url”
            ! body[0].content[12]: no content
            ! body[0].content[13]: a mention wants the id of an entity in “entity”
            ! body[0].content[14].entity: no entity "openai"
            ! body[0].content[15].entity: expected a string, found an array
            ! body[0].content[17]: a ruby run wants base and annotation
            ! body[0].content[18]: a ruby run wants base and annotation
            ! body[0].content[19].base: expected a string, found an array
            ! body[0].content[19]: a ruby run wants base and annotation
            ! body[0].content[20]: a phrase wants a language tag in “lang”
            ! body[0].content[21]: a phrase wants a language tag in “lang”
            ! body[0].content[22]: a footnote run wants the id of a footnote in “ref”
            ! body[0].content[23].ref: no footnote "n9"
            ! body[0].content[24]: unknown run "7"; its text is kept
            ! body[0].content[25].type: expected a string, found an array
            ! body[0].content[25]: unknown run ""; its text is kept
            ! body[0].content[26]: unknown run ""; its text is kept
        "#]],
    );
}

#[test]
fn blocks_that_lack_what_they_are_made_of_are_left_out() {
    body(
        r#"["x", null, 5, true, "", "  ", [], ["a", { "type": "strong", "content": "b" }], {},
        { "type": "paragraph" }, { "type": "paragraph", "content": [] }, { "type": "paragraph", "content": null },
        { "type": "heading", "level": 1 }, { "type": "heading", "level": 1, "content": "high" }, { "type": "heading", "level": 9, "content": "low" },
        { "type": "heading", "level": "three", "content": "odd" }, { "type": "heading", "level": "3", "content": "well" },
        { "type": "quote" }, { "type": "quote", "content": [], "cite": "nobody" }, { "type": "quote", "content": 5, "url": {} },
        { "type": "pullquote", "cite": "x" },
        { "type": "list" }, { "type": "list", "items": [] }, { "type": "list", "items": "x" }, { "type": "list", "items": [null, []] },
        { "type": "list", "items": ["x"], "ordered": "yes", "start": 1.5 },
        { "type": "figure" }, { "type": "figure", "url": "" }, { "type": "figure", "url": "a.png", "alt": [], "width": -4, "height": "3px" },
        { "type": "code" }, { "type": "code", "text": "" }, { "type": "code", "content": "by another name", "language": " " },
        { "type": "table" }, { "type": "table", "rows": [] }, { "type": "table", "rows": "x" }, { "type": "table", "rows": ["x", 3] },
        { "type": "table", "rows": [["x", null, 5, { "content": "c", "align": "left", "colspan": 0, "rowspan": 70000, "header": 1 }]], "head": {} },
        { "type": "definitions" }, { "type": "definitions", "items": ["x"] },
        { "type": "footnotes" }, { "type": "footnotes", "items": [{ "content": "no id" }] },
        { "type": "embed" }, { "type": "embed", "url": "javascript:1" },
        { "type": "qa", "answer": "A." }, { "type": "qa", "question": "Q?" },
        { "type": "note", "title": "empty" },
        { "type": 5 }, { "type": "x", "id": 5, "lang": "not a tag" }
    ]"#,
        expect![[r#"
            "x"
            "5"
            "true"
            {"type":"paragraph","content":["a",{"type":"strong","content":"b"}]}
            {"type":"heading","level":2,"content":"high"}
            {"type":"heading","level":6,"content":"low"}
            {"type":"heading","level":2,"content":"odd"}
            {"type":"heading","level":3,"content":"well"}
            "nobody"
            {"type":"quote","content":"5"}
            "x"
            "x"
            {"type":"list","ordered":false,"items":[["x"]]}
            {"type":"figure","url":"a.png","alt":""}
            {"type":"code","text":"by another name"}
            "x"
            {"type":"table","rows":[["x"],["3"]]}
            {"type":"table","rows":[["x","","5",{"content":"c","rowspan":1000}]]}
            {"type":"definitions","items":[{"term":"x"}]}
            {"type":"footnotes","items":[{"id":"note-1","content":"no id"}]}
            "A."
            {"type":"qa","question":"Q?"}
            "empty"
            {"type":"5","content":""}
            {"type":"x","id":"5","content":""}
            ! body[1]: expected a block, found null
            ! body[6]: an array where a block is expected; its text is kept
            ! body[7]: an array where a block is expected; its text is kept
            ! body[8]: no content; the block is left out
            ! body[9]: no content; the block is left out
            ! body[10]: no content; the block is left out
            ! body[11]: no content; the block is left out
            ! body[12]: heading level 1 is outside 2 to 6
            ! body[12]: no content; the block is left out
            ! body[13]: heading level 1 is outside 2 to 6
            ! body[14]: heading level 9 is outside 2 to 6
            ! body[15].level: expected a whole number from 1, found "three"
            ! body[17]: no content; the block is left out
            ! body[18]: no content; its text is kept
            ! body[19].url: expected a string, found an object
            ! body[20]: no content; its text is kept
            ! body[21]: no items; the block is left out
            ! body[22]: no items; the block is left out
            ! body[23].items: expected an array, found "x"
            ! body[23]: no items; its text is kept
            ! body[24].items[0]: expected a block, found null
            ! body[24]: no items; the block is left out
            ! body[25].ordered: expected true or false, found "yes"
            ! body[25].start: expected a whole number from -2147483648, found 1.5
            ! body[26]: a figure wants the address of a picture in “url”
            ! body[27]: a figure wants the address of a picture in “url”
            ! body[28].alt: expected a string, found an array
            ! body[28].width: expected a whole number from 1, found -4
            ! body[28].height: expected a whole number from 1, found "3px"
            ! body[29]: no text; the block is left out
            ! body[30]: no text; the block is left out
            ! body[32]: no rows; the block is left out
            ! body[33]: no rows; the block is left out
            ! body[34].rows: expected an array, found "x"
            ! body[34]: no rows; its text is kept
            ! body[35].rows[0]: expected an array, found "x"
            ! body[35].rows[1]: expected an array, found 3
            ! body[36].head: expected an array, found an object
            ! body[36].rows[0][1]: expected text or a run, found null
            ! body[36].rows[0][3]: align is start, center or end
            ! body[36].rows[0][3].header: expected true or false, found 1
            ! body[36].rows[0][3].colspan: expected a whole number from 1, found 0
            ! body[37]: no items; the block is left out
            ! body[38].items[0]: expected an object, found "x"
            ! body[39]: no items; the block is left out
            ! body[40]: footnote 1 has no id, so that nothing can refer to it
            ! body[41]: no address in “url”; the block is left out
            ! body[42].url: an address that starts with "javascript:" is not followed
            ! body[42]: no address in “url”; the block is left out
            ! body[43]: no question; its text is kept
            ! body[45]: no content; its text is kept
            ! body[46]: unknown block "5"; its text is kept
            ! body[47]: unknown block "x"; its text is kept
            ! body[47]: "not a tag" is not a language tag
        "#]],
    );
}

#[test]
fn a_body_of_another_type() {
    for other in ["5", "true", "{}", "[]", "null", r#"{ "type": "paragraph", "content": "x" }"#] {
        let json = format!(r#"{{ "headline": "H", "body": {other} }}"#);
        decode(json.as_bytes()).expect("an article");
    }
    body(
        "5",
        expect![[r#"
        "5"
    "#]],
    );
    body(
        "{}",
        expect![[r#"
        ! body: no content; the block is left out
        ! no text; “body” is missing or empty
    "#]],
    );
    body(
        r#"{ "type": "rule" }"#,
        expect![[r#"
        {"type":"rule"}
    "#]],
    );
}

#[test]
fn every_field() {
    let table = [
        r#""url": "https://a.example/b""#,
        r#""inLanguage": "zh-Hans""#,
        r#""articleSection": "Opinion""#,
        r#""articleSection": ["Opinion", "Technology"]"#,
        r#""alternativeHeadline": "Second""#,
        r#""standfirst": "Introduction""#,
        r#""standfirst": ["One.", "Two."]"#,
        r#""author": "A. Writer""#,
        r#""author": [{ "name": "A", "jobTitle": "Editor", "url": "a.html", "image": "a.jpg", "description": "Writes." }, "B"]"#,
        r#""author": { "name": "A", "image": { "url": "a.jpg" } }"#,
        r#""publisher": "Paper""#,
        r#""publisher": { "name": "Paper", "url": "https://paper.example/" }"#,
        r#""datePublished": "2025-12-09", "dateModified": "2025-12-09T18:15:10.250+08:00""#,
        r#""commentCount": 0"#,
        r#""commentCount": "1042""#,
        r#""keywords": ["a", "b", "a"]"#,
        r#""keywords": "a, b，c、d,,""#,
        r#""image": "lead.jpg""#,
        r#""image": { "url": "lead.jpg", "alt": "A", "caption": ["B"], "credit": "C", "width": 1600, "height": 900 }"#,
        r#""image": [{ "url": "first.jpg" }, { "url": "second.jpg" }]"#,
        r#""isBasedOn": "A book", "sourceOrganization": { "name": "Wire", "url": "https://wire.example/" }"#,
        r#""disclosure": ["The author", "holds shares."]"#,
        r#""correction": "Was wrong.""#,
        r#""correction": [{ "text": "Was wrong.", "datePublished": "2025-12-10" }, "Again."]"#,
        r#""license": "CC BY 4.0""#,
        r#""about": { "name": "Open Source" }"#,
        r#""mentions": [{ "@type": "Corporation", "@id": "x", "name": "X", "alternateName": ["Y", "X", "Y"], "description": "D", "sameAs": "https://x.example/", "image": "x.svg" }]"#,
        r#""about": [{ "name": "A" }], "mentions": [{ "name": "A" }, { "name": "B" }]"#,
        r#""mentions": { "@type": "Person", "name": "Xi Li", "familyName": "Xi", "find": "first", "except": ["Xi Li Street", "xi li"] }"#,
        r#""mentions": { "name": "X", "find": "all", "except": "x ray" }"#,
        r#""dictionary": "site.json", "annotations": ["https://a.example/a.json", "b.json"]"#,
        r#""related": [{ "headline": "R", "url": "r.html", "description": "D", "datePublished": "2025-12-10" }, "S"]"#,
        r#""trending": [{ "headline": "T", "original": true }, { "name": "U", "original": false }]"#,
    ];
    let lines: Vec<_> = table.iter().map(|members| format!("{members}\n  {}\n", fields(members))).collect();
    expect![[r#"
        "url": "https://a.example/b"
          url:"https://a.example/b",
        "inLanguage": "zh-Hans"
          "inLanguage":"zh-Hans"
        "articleSection": "Opinion"
          "articleSection":"Opinion"
        "articleSection": ["Opinion", "Technology"]
          "articleSection":"Opinion · Technology"
        "alternativeHeadline": "Second"
          "alternativeHeadline":"Second"
        "standfirst": "Introduction"
          "standfirst":"Introduction"
        "standfirst": ["One.", "Two."]
          "standfirst":["One.","Two."]
        "author": "A. Writer"
          "author":[{"name":"A. Writer"}]
        "author": [{ "name": "A", "jobTitle": "Editor", "url": "a.html", "image": "a.jpg", "description": "Writes." }, "B"]
          "author":[{"name":"A","jobTitle":"Editor","url":"a.html","image":"a.jpg","description":"Writes."},{"name":"B"}]
        "author": { "name": "A", "image": { "url": "a.jpg" } }
          "author":[{"name":"A","image":"a.jpg"}]
        "publisher": "Paper"
          "publisher":{"name":"Paper"}
        "publisher": { "name": "Paper", "url": "https://paper.example/" }
          "publisher":{"name":"Paper","url":"https://paper.example/"}
        "datePublished": "2025-12-09", "dateModified": "2025-12-09T18:15:10.250+08:00"
          "datePublished":"2025-12-09","dateModified":"2025-12-09T18:15:10+08:00"
        "commentCount": 0
          "commentCount":0
        "commentCount": "1042"
          "commentCount":1042
        "keywords": ["a", "b", "a"]
          "keywords":["a","b"]
        "keywords": "a, b，c、d,,"
          "keywords":["a","b","c","d"]
        "image": "lead.jpg"
          "image":{"url":"lead.jpg","alt":""}
        "image": { "url": "lead.jpg", "alt": "A", "caption": ["B"], "credit": "C", "width": 1600, "height": 900 }
          "image":{"url":"lead.jpg","alt":"A","caption":"B","credit":"C","width":1600,"height":900}
        "image": [{ "url": "first.jpg" }, { "url": "second.jpg" }]
          "image":{"url":"first.jpg","alt":""}
        "isBasedOn": "A book", "sourceOrganization": { "name": "Wire", "url": "https://wire.example/" }
          "sourceOrganization":[{"name":"A book"},{"name":"Wire","url":"https://wire.example/"}]
        "disclosure": ["The author", "holds shares."]
          "disclosure":["The author","holds shares."]
        "correction": "Was wrong."
          "correction":[{"text":"Was wrong."}]
        "correction": [{ "text": "Was wrong.", "datePublished": "2025-12-10" }, "Again."]
          "correction":[{"text":"Was wrong.","datePublished":"2025-12-10"},{"text":"Again."}]
        "license": "CC BY 4.0"
          "license":"CC BY 4.0"
        "about": { "name": "Open Source" }
          "about":[{"@type":"DefinedTerm","id":"open-source","name":"Open Source"}]
        "mentions": [{ "@type": "Corporation", "@id": "x", "name": "X", "alternateName": ["Y", "X", "Y"], "description": "D", "sameAs": "https://x.example/", "image": "x.svg" }]
          "mentions":[{"@type":"Corporation","id":"x","name":"X","alternateName":["Y"],"description":"D","sameAs":["https://x.example/"],"image":{"url":"x.svg","alt":""}}]
        "about": [{ "name": "A" }], "mentions": [{ "name": "A" }, { "name": "B" }]
          "about":[{"@type":"DefinedTerm","id":"a","name":"A"}],"mentions":[{"@type":"DefinedTerm","id":"b","name":"B"}]
        "mentions": { "@type": "Person", "name": "Xi Li", "familyName": "Xi", "find": "first", "except": ["Xi Li Street", "xi li"] }
          "mentions":[{"@type":"Person","id":"xi-li","name":"Xi Li","familyName":"Xi","find":"first","except":["Xi Li Street","xi li"]}]
        "mentions": { "name": "X", "find": "all", "except": "x ray" }
          "mentions":[{"@type":"DefinedTerm","id":"x","name":"X","except":["x ray"]}]
        "dictionary": "site.json", "annotations": ["https://a.example/a.json", "b.json"]
          "dictionary":["site.json"],"annotations":["https://a.example/a.json","b.json"]
        "related": [{ "headline": "R", "url": "r.html", "description": "D", "datePublished": "2025-12-10" }, "S"]
          "related":[{"headline":"R","url":"r.html","description":"D","datePublished":"2025-12-10"},{"headline":"S"}]
        "trending": [{ "headline": "T", "original": true }, { "name": "U", "original": false }]
          "trending":[{"headline":"T","original":true},{"headline":"U"}]
    "#]].assert_eq(&lines.concat());
}

/// Each field with values it does not expect: whatever can be read is kept, and the rest is said.
#[test]
fn every_field_of_another_type() {
    let names = [
        "url",
        "inLanguage",
        "articleSection",
        "alternativeHeadline",
        "standfirst",
        "author",
        "publisher",
        "datePublished",
        "dateModified",
        "commentCount",
        "keywords",
        "image",
        "isBasedOn",
        "sourceOrganization",
        "disclosure",
        "correction",
        "license",
        "about",
        "mentions",
        "dictionary",
        "annotations",
        "related",
        "trending",
    ];
    let values = ["null", "true", "-1.5", r#""""#, r#"" x ""#, "[]", "[[5]]", "{}", r#"{ "name": {} }"#];
    let mut table = String::new();
    for name in names {
        for value in values {
            let line = format!("{name} = {value:16} {}", fields(&format!(r#""{name}": {value}"#)));
            table += &(line.trim_end().to_owned() + "\n");
        }
    }
    expect![[r#"
        url = null
        url = true             url:"true",
        url = -1.5             url:"-1.5",
        url = ""
        url = " x "            url:"x",
        url = []                ! url: expected a string, found an array
        url = [[5]]             ! url: expected a string, found an array
        url = {}                ! url: expected a string, found an object
        url = { "name": {} }    ! url: expected a string, found an object
        inLanguage = null
        inLanguage = true             "inLanguage":"true"
        inLanguage = -1.5              ! inLanguage: "-1.5" is not a language tag; write it as en or zh-Hans
        inLanguage = ""
        inLanguage = " x "             ! inLanguage: "x" is not a language tag; write it as en or zh-Hans
        inLanguage = []                ! inLanguage: expected a string, found an array
        inLanguage = [[5]]             ! inLanguage: expected a string, found an array
        inLanguage = {}                ! inLanguage: expected a string, found an object
        inLanguage = { "name": {} }    ! inLanguage: expected a string, found an object
        articleSection = null
        articleSection = true             "articleSection":"true"
        articleSection = -1.5             "articleSection":"-1.5"
        articleSection = ""
        articleSection = " x "            "articleSection":"x"
        articleSection = []
        articleSection = [[5]]             ! articleSection[0]: expected a string, found an array
        articleSection = {}                ! articleSection: expected a string, found an object
        articleSection = { "name": {} }    ! articleSection: expected a string, found an object
        alternativeHeadline = null
        alternativeHeadline = true             "alternativeHeadline":"true"
        alternativeHeadline = -1.5             "alternativeHeadline":"-1.5"
        alternativeHeadline = ""
        alternativeHeadline = " x "            "alternativeHeadline":"x"
        alternativeHeadline = []                ! alternativeHeadline: expected a string, found an array
        alternativeHeadline = [[5]]             ! alternativeHeadline: expected a string, found an array
        alternativeHeadline = {}                ! alternativeHeadline: expected a string, found an object
        alternativeHeadline = { "name": {} }    ! alternativeHeadline: expected a string, found an object
        standfirst = null
        standfirst = true             "standfirst":"true"
        standfirst = -1.5             "standfirst":"-1.5"
        standfirst = ""
        standfirst = " x "            "standfirst":" x "
        standfirst = []
        standfirst = [[5]]            "standfirst":"5" ! standfirst[0]: an array where a block is expected; its text is kept
        standfirst = {}                ! standfirst: no content; the block is left out
        standfirst = { "name": {} }    ! standfirst: no content; the block is left out
        author = null
        author = true             "author":[{"name":"true"}]
        author = -1.5             "author":[{"name":"-1.5"}]
        author = ""
        author = " x "            "author":[{"name":"x"}]
        author = []
        author = [[5]]             ! author[0]: expected a string, found an array
        author = {}                ! author: no name; it is left out
        author = { "name": {} }    ! author.name: expected a string, found an object ! author: no name; it is left out
        publisher = null
        publisher = true             "publisher":{"name":"true"}
        publisher = -1.5             "publisher":{"name":"-1.5"}
        publisher = ""
        publisher = " x "            "publisher":{"name":"x"}
        publisher = []
        publisher = [[5]]             ! publisher[0]: expected a string, found an array
        publisher = {}                ! publisher: no name; it is left out
        publisher = { "name": {} }    ! publisher.name: expected a string, found an object ! publisher: no name; it is left out
        datePublished = null
        datePublished = true              ! datePublished: "true" is not a date; write it as 2025-12-09 or 2025-12-09T18:15:00+08:00
        datePublished = -1.5              ! datePublished: "-1.5" is not a date; write it as 2025-12-09 or 2025-12-09T18:15:00+08:00
        datePublished = ""
        datePublished = " x "             ! datePublished: "x" is not a date; write it as 2025-12-09 or 2025-12-09T18:15:00+08:00
        datePublished = []                ! datePublished: expected a string, found an array
        datePublished = [[5]]             ! datePublished: expected a string, found an array
        datePublished = {}                ! datePublished: expected a string, found an object
        datePublished = { "name": {} }    ! datePublished: expected a string, found an object
        dateModified = null
        dateModified = true              ! dateModified: "true" is not a date; write it as 2025-12-09 or 2025-12-09T18:15:00+08:00
        dateModified = -1.5              ! dateModified: "-1.5" is not a date; write it as 2025-12-09 or 2025-12-09T18:15:00+08:00
        dateModified = ""
        dateModified = " x "             ! dateModified: "x" is not a date; write it as 2025-12-09 or 2025-12-09T18:15:00+08:00
        dateModified = []                ! dateModified: expected a string, found an array
        dateModified = [[5]]             ! dateModified: expected a string, found an array
        dateModified = {}                ! dateModified: expected a string, found an object
        dateModified = { "name": {} }    ! dateModified: expected a string, found an object
        commentCount = null
        commentCount = true              ! commentCount: expected a whole number from 0, found true
        commentCount = -1.5              ! commentCount: expected a whole number from 0, found -1.5
        commentCount = ""                ! commentCount: expected a whole number from 0, found ""
        commentCount = " x "             ! commentCount: expected a whole number from 0, found " x "
        commentCount = []                ! commentCount: expected a whole number from 0, found an array
        commentCount = [[5]]             ! commentCount: expected a whole number from 0, found an array
        commentCount = {}                ! commentCount: expected a whole number from 0, found an object
        commentCount = { "name": {} }    ! commentCount: expected a whole number from 0, found an object
        keywords = null
        keywords = true             "keywords":["true"]
        keywords = -1.5             "keywords":["-1.5"]
        keywords = ""
        keywords = " x "            "keywords":["x"]
        keywords = []
        keywords = [[5]]             ! keywords[0]: expected a string, found an array
        keywords = {}                ! keywords: expected a string, found an object
        keywords = { "name": {} }    ! keywords: expected a string, found an object
        image = null
        image = true             "image":{"url":"true","alt":""}
        image = -1.5             "image":{"url":"-1.5","alt":""}
        image = ""
        image = " x "            "image":{"url":"x","alt":""}
        image = []
        image = [[5]]             ! image[0]: expected a string, found an array
        image = {}                ! image: a figure wants the address of a picture in “url”
        image = { "name": {} }    ! image: a figure wants the address of a picture in “url”
        isBasedOn = null
        isBasedOn = true             "sourceOrganization":[{"name":"true"}]
        isBasedOn = -1.5             "sourceOrganization":[{"name":"-1.5"}]
        isBasedOn = ""
        isBasedOn = " x "            "sourceOrganization":[{"name":"x"}]
        isBasedOn = []
        isBasedOn = [[5]]             ! isBasedOn[0]: expected a string, found an array
        isBasedOn = {}                ! isBasedOn: no name; it is left out
        isBasedOn = { "name": {} }    ! isBasedOn.name: expected a string, found an object ! isBasedOn: no name; it is left out
        sourceOrganization = null
        sourceOrganization = true             "sourceOrganization":[{"name":"true"}]
        sourceOrganization = -1.5             "sourceOrganization":[{"name":"-1.5"}]
        sourceOrganization = ""
        sourceOrganization = " x "            "sourceOrganization":[{"name":"x"}]
        sourceOrganization = []
        sourceOrganization = [[5]]             ! sourceOrganization[0]: expected a string, found an array
        sourceOrganization = {}                ! sourceOrganization: no name; it is left out
        sourceOrganization = { "name": {} }    ! sourceOrganization.name: expected a string, found an object ! sourceOrganization: no name; it is left out
        disclosure = null
        disclosure = true             "disclosure":"true"
        disclosure = -1.5             "disclosure":"-1.5"
        disclosure = ""
        disclosure = " x "            "disclosure":" x "
        disclosure = []
        disclosure = [[5]]            "disclosure":"5" ! disclosure[0]: an array where a block is expected; its text is kept
        disclosure = {}                ! disclosure: no content; the block is left out
        disclosure = { "name": {} }    ! disclosure: no content; the block is left out
        correction = null
        correction = true             "correction":[{"text":"true"}]
        correction = -1.5             "correction":[{"text":"-1.5"}]
        correction = ""                ! correction: no text; the correction is left out
        correction = " x "            "correction":[{"text":"x"}]
        correction = []
        correction = [[5]]             ! correction[0]: expected a string, found an array ! correction[0]: no text; the correction is left out
        correction = {}                ! correction: no text; the correction is left out
        correction = { "name": {} }    ! correction: no text; the correction is left out
        license = null
        license = true             "license":"true"
        license = -1.5             "license":"-1.5"
        license = ""
        license = " x "            "license":"x"
        license = []                ! license: expected a string, found an array
        license = [[5]]             ! license: expected a string, found an array
        license = {}                ! license: expected a string, found an object
        license = { "name": {} }    ! license: expected a string, found an object
        about = null
        about = true             "about":[{"@type":"DefinedTerm","id":"true","name":"true"}]
        about = -1.5             "about":[{"@type":"DefinedTerm","id":"1-5","name":"-1.5"}]
        about = ""
        about = " x "            "about":[{"@type":"DefinedTerm","id":"x","name":"x"}]
        about = []
        about = [[5]]             ! about[0]: expected a string, found an array
        about = {}                ! about: no name; it is left out
        about = { "name": {} }    ! about.name: expected a string, found an object ! about: no name; it is left out
        mentions = null
        mentions = true             "mentions":[{"@type":"DefinedTerm","id":"true","name":"true"}]
        mentions = -1.5             "mentions":[{"@type":"DefinedTerm","id":"1-5","name":"-1.5"}]
        mentions = ""
        mentions = " x "            "mentions":[{"@type":"DefinedTerm","id":"x","name":"x"}]
        mentions = []
        mentions = [[5]]             ! mentions[0]: expected a string, found an array
        mentions = {}                ! mentions: no name; it is left out
        mentions = { "name": {} }    ! mentions.name: expected a string, found an object ! mentions: no name; it is left out
        dictionary = null
        dictionary = true             "dictionary":["true"]
        dictionary = -1.5             "dictionary":["-1.5"]
        dictionary = ""
        dictionary = " x "            "dictionary":["x"]
        dictionary = []
        dictionary = [[5]]             ! dictionary[0]: expected a string, found an array
        dictionary = {}                ! dictionary: expected a string, found an object
        dictionary = { "name": {} }    ! dictionary: expected a string, found an object
        annotations = null
        annotations = true             "annotations":["true"]
        annotations = -1.5             "annotations":["-1.5"]
        annotations = ""
        annotations = " x "            "annotations":["x"]
        annotations = []
        annotations = [[5]]             ! annotations[0]: expected a string, found an array
        annotations = {}                ! annotations: expected a string, found an object
        annotations = { "name": {} }    ! annotations: expected a string, found an object
        related = null
        related = true             "related":[{"headline":"true"}]
        related = -1.5             "related":[{"headline":"-1.5"}]
        related = ""
        related = " x "            "related":[{"headline":"x"}]
        related = []
        related = [[5]]             ! related[0]: expected a string, found an array
        related = {}                ! related: no headline; the entry is left out
        related = { "name": {} }    ! related.name: expected a string, found an object ! related: no headline; the entry is left out
        trending = null
        trending = true             "trending":[{"headline":"true"}]
        trending = -1.5             "trending":[{"headline":"-1.5"}]
        trending = ""
        trending = " x "            "trending":[{"headline":"x"}]
        trending = []
        trending = [[5]]             ! trending[0]: expected a string, found an array
        trending = {}                ! trending: no headline; the entry is left out
        trending = { "name": {} }    ! trending.name: expected a string, found an object ! trending: no headline; the entry is left out
    "#]].assert_eq(&table);
}

#[test]
fn a_headline_of_another_type() {
    let headline = |value: &str| {
        let json = format!(r#"{{ "headline": {value}, "body": "x" }}"#);
        let Decoded { article, diagnostics } = decode(json.as_bytes()).expect("an article");
        let said: Vec<_> = diagnostics.iter().map(|diagnostic| format!(" ! {diagnostic}")).collect();
        format!("{value} {:?}{}\n", article.headline.to_plain(), said.concat())
    };
    let table = [r#""H""#, r#""  H ""#, "5", "null", "[]", "{}", r#""""#].map(headline).concat();
    expect![[r#"
        "H" "H"
        "  H " "H"
        5 "5"
        null "" ! no headline; the article is shown without one
        [] "" ! headline: expected a string, found an array ! no headline; the article is shown without one
        {} "" ! headline: expected a string, found an object ! no headline; the article is shown without one
        "" "" ! no headline; the article is shown without one
    "#]]
    .assert_eq(&table);
}

#[test]
fn entity_types_have_a_kind() {
    let kind = |name: &str| {
        let json = json!({ "headline": "H", "body": "x", "mentions": { "name": "N", "@type": name } });
        let decoded = decode(json.to_string().as_bytes()).expect("an article");
        format!("{name} {}\n", decoded.article.entities[0].kind.name())
    };
    let table = [
        "Person",
        "Organization",
        "Corporation",
        "NewsMediaOrganization",
        "CollegeOrUniversity",
        "Product",
        "SoftwareApplication",
        "MobileApplication",
        "Vehicle",
        "Place",
        "Country",
        "City",
        "AdministrativeArea",
        "CreativeWork",
        "Book",
        "Movie",
        "Article",
        "Legislation",
        "Event",
        "SportsEvent",
        "DefinedTerm",
        "Thing",
        "https://schema.org/Person",
        "schema:City",
        "person",
        "Nonsense",
    ];
    expect![[r#"
        Person person
        Organization organization
        Corporation organization
        NewsMediaOrganization organization
        CollegeOrUniversity organization
        Product product
        SoftwareApplication product
        MobileApplication product
        Vehicle product
        Place place
        Country place
        City place
        AdministrativeArea place
        CreativeWork work
        Book work
        Movie work
        Article work
        Legislation work
        Event event
        SportsEvent event
        DefinedTerm concept
        Thing concept
        https://schema.org/Person person
        schema:City place
        person concept
        Nonsense concept
    "#]]
    .assert_eq(&table.map(kind).concat());
}

#[test]
fn ids_are_made_from_names_and_are_unique() {
    let json = r#"[
        { "name": "Hugging Face" }, { "name": "月之暗面" }, { "name": "GPT-5 (2025)" }, { "name": "!?" },
        { "name": "hugging-face" }, { "name": "X", "id": "月之暗面" }, { "name": "  " }, {}, "Bare name", 5, null
    ]"#;
    let (entities, diagnostics) = decode_entities(json.as_bytes(), None).expect("a dictionary");
    let ids: Vec<_> = entities.iter().map(|entity| format!("{} = {}", entity.id, entity.name)).collect();
    let said: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.to_string()).collect();
    expect![[r#"
        hugging-face = Hugging Face
        月之暗面 = 月之暗面
        gpt-5-2025 = GPT-5 (2025)
        !? = !?
        bare-name = Bare name
        5 = 5
        [4]: the id "hugging-face" is taken by "Hugging Face"; the second is left out
        [5]: the id "月之暗面" is taken by "月之暗面"; the second is left out
        [6]: no name; it is left out
        [7]: no name; it is left out
        [10]: expected a string, found null
    "#]]
    .assert_eq(&(ids.join("\n") + "\n" + &said.join("\n") + "\n"));
}

#[test]
fn dictionaries_speak_the_language_of_the_article() {
    let dictionary = r#"[{
        "name": "Nvidia", "alternateName": ["NVDA", "英伟达"], "description": "Makes chips.",
        "in": {
            "zh": { "name": "英伟达", "description": "设计芯片。" },
            "zh-Hant": { "name": "輝達" },
            "fr": { "description": 5 }
        }
    }]"#;
    let read = |language: Option<&str>| {
        let (entities, diagnostics) = decode_entities(dictionary.as_bytes(), language).expect("a dictionary");
        let [nvidia] = &entities[..] else { panic!("one entity") };
        format!(
            "{language:?}: {} = {} {:?} {:?} {diagnostics:?}\n",
            nvidia.id, nvidia.name, nvidia.alternate_names, nvidia.description
        )
    };
    let languages =
        [None, Some("en"), Some("zh"), Some("zh-Hans-CN"), Some("zh-Hant-TW"), Some("fr"), Some("z")];
    expect![[r#"
        None: nvidia = Nvidia ["NVDA", "英伟达"] Some("Makes chips.") []
        Some("en"): nvidia = Nvidia ["NVDA", "英伟达"] Some("Makes chips.") []
        Some("zh"): nvidia = 英伟达 ["Nvidia", "NVDA"] Some("设计芯片。") []
        Some("zh-Hans-CN"): nvidia = 英伟达 ["Nvidia", "NVDA"] Some("设计芯片。") []
        Some("zh-Hant-TW"): nvidia = 輝達 ["Nvidia", "NVDA", "英伟达"] Some("设计芯片。") []
        Some("fr"): nvidia = Nvidia ["NVDA", "英伟达"] Some("5") []
        Some("z"): nvidia = Nvidia ["NVDA", "英伟达"] Some("Makes chips.") []
    "#]]
    .assert_eq(&languages.map(read).concat());
}

/// Facts are those of one language; a fault is one only where its language is asked for.
#[test]
fn dictionaries_have_facts_and_other_names_in_languages() {
    let dictionary = r#"[{
        "@type": "Person", "name": "Jensen Huang", "alternateName": "Jen-Hsun Huang", "familyName": "Huang",
        "facts": [{ "label": "Born", "value": 1963 }, { "label": "Firm", "value": "Nvidia" }],
        "in": {
            "zh": { "name": "黄仁勋", "alternateName": ["老黄"], "familyName": "黄", "facts": { "label": "生于", "value": "1963 年" } },
            "zh-Hant": { "alternateName": "黃仁勳", "facts": [] },
            "fr": { "alternateName": {}, "facts": 5 },
            "de": 5
        }
    }]"#;
    let read = |language: Option<&str>| {
        let (entities, diagnostics) = decode_entities(dictionary.as_bytes(), language).expect("a dictionary");
        let json = serde_json::to_string(&entities[0]).expect("JSON");
        let said: String = diagnostics.iter().map(|diagnostic| format!("  ! {diagnostic}\n")).collect();
        format!("{language:?}: {json}\n{said}")
    };
    let languages = [None, Some("en"), Some("zh-Hans"), Some("zh-Hant-TW"), Some("fr"), Some("de")];
    expect![[r#"
        None: {"@type":"Person","id":"jensen-huang","name":"Jensen Huang","alternateName":["Jen-Hsun Huang"],"familyName":"Huang","facts":[{"label":"Born","value":"1963"},{"label":"Firm","value":"Nvidia"}]}
        Some("en"): {"@type":"Person","id":"jensen-huang","name":"Jensen Huang","alternateName":["Jen-Hsun Huang"],"familyName":"Huang","facts":[{"label":"Born","value":"1963"},{"label":"Firm","value":"Nvidia"}]}
        Some("zh-Hans"): {"@type":"Person","id":"jensen-huang","name":"黄仁勋","alternateName":["Jensen Huang","老黄","Jen-Hsun Huang"],"familyName":"黄","facts":[{"label":"生于","value":"1963 年"}]}
        Some("zh-Hant-TW"): {"@type":"Person","id":"jensen-huang","name":"黄仁勋","alternateName":["Jensen Huang","黃仁勳","Jen-Hsun Huang"],"familyName":"黄","facts":[{"label":"生于","value":"1963 年"}]}
        Some("fr"): {"@type":"Person","id":"jensen-huang","name":"Jensen Huang","alternateName":["Jen-Hsun Huang"],"familyName":"Huang","facts":[{"label":"Born","value":"1963"},{"label":"Firm","value":"Nvidia"}]}
          ! [0].in.fr.alternateName: expected a string, found an object
          ! [0].in.fr.facts: a fact wants a “label” and a “value”; it is left out
        Some("de"): {"@type":"Person","id":"jensen-huang","name":"Jensen Huang","alternateName":["Jen-Hsun Huang"],"familyName":"Huang","facts":[{"label":"Born","value":"1963"},{"label":"Firm","value":"Nvidia"}]}
    "#]].assert_eq(&languages.map(read).concat());
    let long = "zh".to_owned() + &"-a".repeat(100_000);
    assert_eq!(
        decode_entities(dictionary.as_bytes(), Some(&long)).expect("a dictionary").0[0].name,
        "Jensen Huang"
    );
}

#[test]
fn facts() {
    let table = [
        r#"{ "label": "Founded", "value": "17 July 2023" }"#,
        r#"{ "label": " Founded ", "value": 2023, "source": "The register", "asOf": "2025-12-09" }"#,
        r#"[{ "label": "a", "value": true, "source": { "name": "S", "url": "s.html" } }, { "label": "b", "value": "c" }]"#,
        r#"{ "name": "Employees", "value": 160, "unitText": "people" }"#,
        r#"[{ "label": "a", "value": "b", "asOf": "lately" }, { "label": "a", "value": "b", "source": 5, "asOf": 5 }]"#,
        r#"[{ "label": "a", "value": "b", "source": {} }, { "label": "a", "value": "b", "source": [] }]"#,
        r#"[{ "label": "a" }, { "value": "b" }, { "label": "", "value": "b" }, { "label": "a", "value": {} }]"#,
        r#"[null, 5, "Founded: 2023", [], {}]"#,
        r#"{ "Founded": "2023" }"#,
        r#"[]"#,
        r#"null"#,
        r#""x""#,
    ];
    let line = |fact: &str| {
        let json =
            format!(r#"{{ "headline": "H", "body": "x", "about": {{ "name": "E", "facts": {fact} }} }}"#);
        let Decoded { article, diagnostics } = decode(json.as_bytes()).expect("an article");
        let facts = serde_json::to_string(&article.entities[0].facts).expect("JSON");
        let said: String = diagnostics.iter().map(|diagnostic| format!("  ! {diagnostic}\n")).collect();
        format!("{fact}\n  {facts}\n{said}")
    };
    expect![[r#"
        { "label": "Founded", "value": "17 July 2023" }
          [{"label":"Founded","value":"17 July 2023"}]
        { "label": " Founded ", "value": 2023, "source": "The register", "asOf": "2025-12-09" }
          [{"label":"Founded","value":"2023","source":{"name":"The register"},"asOf":"2025-12-09"}]
        [{ "label": "a", "value": true, "source": { "name": "S", "url": "s.html" } }, { "label": "b", "value": "c" }]
          [{"label":"a","value":"true","source":{"name":"S","url":"s.html"}},{"label":"b","value":"c"}]
        { "name": "Employees", "value": 160, "unitText": "people" }
          [{"label":"Employees","value":"160 people"}]
        [{ "label": "a", "value": "b", "asOf": "lately" }, { "label": "a", "value": "b", "source": 5, "asOf": 5 }]
          [{"label":"a","value":"b"},{"label":"a","value":"b","source":{"name":"5"}}]
          ! about.facts[0].asOf: "lately" is not a date; write it as 2025-12-09 or 2025-12-09T18:15:00+08:00
          ! about.facts[1].asOf: "5" is not a date; write it as 2025-12-09 or 2025-12-09T18:15:00+08:00
        [{ "label": "a", "value": "b", "source": {} }, { "label": "a", "value": "b", "source": [] }]
          [{"label":"a","value":"b"},{"label":"a","value":"b"}]
          ! about.facts[0].source: no name; it is left out
          ! about.facts[1].source: expected a string, found an array
        [{ "label": "a" }, { "value": "b" }, { "label": "", "value": "b" }, { "label": "a", "value": {} }]
          []
          ! about.facts[0]: a fact wants a “label” and a “value”; it is left out
          ! about.facts[1]: a fact wants a “label” and a “value”; it is left out
          ! about.facts[2]: a fact wants a “label” and a “value”; it is left out
          ! about.facts[3].value: expected a string, found an object
          ! about.facts[3]: a fact wants a “label” and a “value”; it is left out
        [null, 5, "Founded: 2023", [], {}]
          []
          ! about.facts[0]: a fact wants a “label” and a “value”; it is left out
          ! about.facts[1]: a fact wants a “label” and a “value”; it is left out
          ! about.facts[2]: a fact wants a “label” and a “value”; it is left out
          ! about.facts[3]: a fact wants a “label” and a “value”; it is left out
          ! about.facts[4]: a fact wants a “label” and a “value”; it is left out
        { "Founded": "2023" }
          []
          ! about.facts: a fact wants a “label” and a “value”; it is left out
        []
          []
        null
          []
        "x"
          []
          ! about.facts: a fact wants a “label” and a “value”; it is left out
    "#]].assert_eq(&table.map(line).concat());
}

#[test]
fn properties_of_schema_org_are_facts_behind_the_others() {
    let json = r#"[{
        "name": "E", "facts": { "label": "a", "value": "1" },
        "additionalProperty": [{ "@type": "PropertyValue", "name": "b", "value": 2.5, "unitText": "km" },
                               { "@type": "PropertyValue", "propertyID": "c", "value": "3" }]
    }]"#;
    let (entities, diagnostics) = decode_entities(json.as_bytes(), None).expect("a dictionary");
    let facts: Vec<_> =
        entities[0].facts.iter().map(|fact| format!("{} {}", fact.label, fact.value)).collect();
    assert_eq!(facts, ["a 1", "b 2.5 km"]);
    let said: Vec<_> = diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(said, ["[0].additionalProperty[1]: a fact wants a “label” and a “value”; it is left out"]);
}

#[test]
fn how_an_entity_is_found_of_another_type() {
    let values = ["null", "true", "-1", r#""""#, r#"" first ""#, r#""First""#, "[]", r#"["none"]"#, "{}"];
    let mut table = String::new();
    for name in ["familyName", "find", "except"] {
        for value in values {
            let line = fields(&format!(r#""mentions": {{ "id": "e", "name": "E", "{name}": {value} }}"#));
            let line = line.replace(r#""mentions":[{"@type":"DefinedTerm","id":"e","name":"E""#, "[{");
            table += &format!("{name} = {value:9} {line}\n");
        }
    }
    expect![[r#"
        familyName = null      [{}]
        familyName = true      [{,"familyName":"true"}]
        familyName = -1        [{,"familyName":"-1"}]
        familyName = ""        [{}]
        familyName = " first " [{,"familyName":"first"}]
        familyName = "First"   [{,"familyName":"First"}]
        familyName = []        [{}] ! mentions.familyName: expected a string, found an array
        familyName = ["none"]  [{}] ! mentions.familyName: expected a string, found an array
        familyName = {}        [{}] ! mentions.familyName: expected a string, found an object
        find = null      [{}]
        find = true      [{}] ! mentions.find: "true" is not known; write all, first or none
        find = -1        [{}] ! mentions.find: "-1" is not known; write all, first or none
        find = ""        [{}]
        find = " first " [{,"find":"first"}]
        find = "First"   [{}] ! mentions.find: "First" is not known; write all, first or none
        find = []        [{}] ! mentions.find: expected a string, found an array
        find = ["none"]  [{}] ! mentions.find: expected a string, found an array
        find = {}        [{}] ! mentions.find: expected a string, found an object
        except = null      [{}]
        except = true      [{,"except":["true"]}]
        except = -1        [{,"except":["-1"]}]
        except = ""        [{}]
        except = " first " [{,"except":["first"]}]
        except = "First"   [{,"except":["First"]}]
        except = []        [{}]
        except = ["none"]  [{,"except":["none"]}]
        except = {}        [{}] ! mentions.except: expected a string, found an object
    "#]]
    .assert_eq(&table);
}

#[test]
fn files_beside_an_article_are_few() {
    let names: Vec<_> = (0..17).map(|number| format!("{number}.json")).collect();
    let read = |names: &[String]| {
        let json = json!({ "headline": "H", "body": "x", "dictionary": names, "annotations": names });
        decode(json.to_string().as_bytes()).expect("an article")
    };
    let Decoded { article, diagnostics } = read(&["mailto:a@b.example".to_owned()]);
    assert_eq!((article.dictionaries, article.annotations, diagnostics.len()), (vec![], vec![], 2));
    let Decoded { article, diagnostics } = read(&names[..16]);
    assert_eq!(
        (article.dictionaries, article.annotations, diagnostics),
        (names[..16].to_vec(), names[..16].to_vec(), vec![])
    );
    let Decoded { article, diagnostics } = read(&names);
    assert_eq!((&article.dictionaries[..], &article.annotations[..]), (&names[..16], &names[..16]));
    let said: Vec<_> = diagnostics.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "dictionary: more than 16 addresses; the others are left out",
            "annotations: more than 16 addresses; the others are left out"
        ]
    );
}

/// What is said of an entity that is left out does not repeat all of the one that is there.
#[test]
fn what_is_said_of_many_entities_is_short() {
    let mut entities = vec![json!({ "id": "a", "name": "长".repeat(10_000) })];
    entities.extend(vec![json!({ "id": "a", "name": "b" }); 1_000]);
    let (_, diagnostics) =
        decode_entities(json!(entities).to_string().as_bytes(), None).expect("a dictionary");
    assert_eq!(diagnostics.len(), 1_000);
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.message.len() < 400));
}

#[test]
fn hostile_addresses_are_not_followed_and_keep_their_text() {
    let hostile = [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:alert(1)",
        "java\r\nscript:alert(1)",
        "\u{1}javascript:alert(1)",
        "javascript\t:alert(1)",
        "javascript:alert(1)//https://a.example/",
        "\u{0}\u{1f}javascript:alert(1)",
        "\u{7f}javascript:alert(1)",
        "\u{85}javascript:alert(1)",
        "vbscript:x",
        "data:text/html,<script>alert(1)</script>",
        "DATA:text/html;base64,PHNjcmlwdD4=",
        "data:image/svg+xml,<svg onload=alert(1)>",
        "blob:https://a.example/1",
        "file:///etc/passwd",
        "view-source:https://a.example/",
        "filesystem:https://a.example/",
        "about:blank",
        "ftp://a.example/",
        "tel:123",
        "intent://scan/#Intent;end",
        "javascript&colon;alert(1):x",
    ];
    for url in hostile {
        let article = json!({
            "headline": "H",
            "url": url,
            "author": { "name": "A", "url": url },
            "publisher": { "name": "P", "url": url },
            "body": [
                { "content": [{ "type": "link", "url": url, "content": "kept" }] },
                { "type": "quote", "content": "kept", "url": url },
                { "type": "embed", "url": url, "title": "kept" },
            ],
            "mentions": [{ "name": "E", "sameAs": [url],
                "facts": [{ "label": "L", "value": "V", "source": { "name": "S", "url": url } }] }],
            "dictionary": url,
            "annotations": [url],
            "related": [{ "headline": "R", "url": url }],
        });
        let decoded = decode(article.to_string().as_bytes()).expect("an article");
        assert_eq!(decoded.diagnostics.len(), 12, "{url:?}: {:?}", decoded.diagnostics);
        let json = serde_json::to_value(&decoded.article).expect("JSON");
        assert_eq!(addresses(&json), Vec::<String>::new(), "{url:?}");
        assert_eq!(json["body"], json!(["kept", { "type": "quote", "content": "kept" }, "kept"]), "{url:?}");
    }
}

#[test]
fn pictures_come_from_the_web_or_from_picture_data() {
    let picture = |url: &str| {
        let json = json!({ "headline": "H", "body": "x", "image": url });
        decode(json.to_string().as_bytes()).expect("an article").article.image.map(|figure| figure.url)
    };
    for url in [
        "a.png",
        "https://a.example/a.png",
        "//a.example/a.png",
        "data:image/png;base64,AA",
        "DATA:IMAGE/gif,x",
    ] {
        assert_eq!(picture(url).as_deref(), Some(url));
    }
    for url in
        ["javascript:1", "data:text/html,x", "data:,x", "data:imagery/x", "mailto:a@b.example", "blob:x", ""]
    {
        assert_eq!(picture(url), None, "{url}");
    }
}

#[test]
fn addresses_lose_what_browsers_drop() {
    let url = |url: &str| {
        let json = json!({ "headline": "H", "body": "x", "url": url });
        decode(json.to_string().as_bytes()).expect("an article").article.url
    };
    assert_eq!(url(" https://a.example/\tb\n").as_deref(), Some("https://a.example/b"));
    assert_eq!(url("HTTPS://a.example/").as_deref(), Some("HTTPS://a.example/"));
    assert_eq!(url("a/b:c").as_deref(), Some("a/b:c"));
    assert_eq!(url("?a=b:c").as_deref(), Some("?a=b:c"));
    assert_eq!(url("\u{1}"), None);
}

#[test]
fn blocks_nested_too_deep_are_kept_as_text() {
    for depth in [1, 15, 16, 17, 40] {
        let nested =
            (0..depth).fold(json!("innermost"), |inner, _| json!({ "type": "quote", "content": [inner] }));
        let json = json!({ "headline": "H", "body": [nested] });
        let decoded = decode(json.to_string().as_bytes()).expect("an article");
        assert_eq!(decoded.diagnostics.len(), usize::from(depth > 16), "{depth}: {:?}", decoded.diagnostics);
        let texts: Vec<_> = decoded.article.texts().iter().map(|(_, text)| text.to_plain()).collect();
        assert!(texts.iter().any(|text| text == "innermost"), "{depth}");
    }
    // What holds no blocks is none too deep.
    let nested = (0..16).fold(
        json!({ "type": "code", "text": "x" }),
        |inner, _| json!({ "type": "note", "content": [inner] }),
    );
    let json = json!({ "headline": "H", "body": [nested] });
    let decoded = decode(json.to_string().as_bytes()).expect("an article");
    assert_eq!(decoded.diagnostics, []);
    assert!(serde_json::to_string(&decoded.article).expect("JSON").contains(r#"{"type":"code","text":"x"}"#));
}

#[test]
fn runs_nested_too_deep_are_kept_as_text() {
    for depth in [1, 15, 16, 17, 40] {
        let nested =
            (0..depth).fold(json!("innermost"), |inner, _| json!({ "type": "strong", "content": inner }));
        let json = json!({ "headline": "H", "body": [{ "content": nested }] });
        let decoded = decode(json.to_string().as_bytes()).expect("an article");
        assert_eq!(decoded.diagnostics.len(), usize::from(depth > 16), "{depth}: {:?}", decoded.diagnostics);
        assert_eq!(decoded.article.texts()[1].1.to_plain(), "innermost", "{depth}");
    }
}

#[test]
fn json_nested_too_deep_is_an_error() {
    for (open, close, levels) in [("[", "]", 1), (r#"{"a":"#, "}", 1), (r#"{"body":["#, "]}", 2)] {
        let nested = |times: usize| {
            let json = format!(r#"{{"headline":"H","body":{}1{}}}"#, open.repeat(times), close.repeat(times));
            decode(json.as_bytes())
        };
        for times in [(MAX_DEPTH - 1) / levels + 1, 100_000] {
            let Err(DecodeError::TooDeep { place }) = nested(times) else { panic!("{open}") };
            // The root is a level, and the last `open` lies behind the others.
            let levels_before = (MAX_DEPTH - 1) / levels * open.len();
            let inside = if levels == 2 { r#"{"body":"#.len() } else { 0 };
            assert_eq!(place.offset, r#"{"headline":"H","body":"#.len() + levels_before + inside, "{open}");
            assert!(place.path.starts_with("body") && place.path.len() < 250, "{}", place.path);
        }
        assert!(nested((MAX_DEPTH - 1) / levels).is_ok(), "{open}");
    }
}

#[test]
fn long_arrays_are_read() {
    let many = |item: Value| Value::Array(vec![item; 100_000]);
    let blocks = |item: Value| Value::Array(vec![item; 49_000]);
    let article = json!({
        "headline": "H",
        "body": [many(json!("a")), { "content": many(json!("b")) }, { "type": "list", "items": blocks(json!("c")) },
            { "type": "table", "rows": [blocks(json!("d"))] }, { "content": many(json!({ "type": "strong", "content": "e" })) }],
        "author": many(json!("f")),
        "keywords": (0..100_000).map(|number| number.to_string()).collect::<Vec<_>>(),
        "mentions": (0..99_999).map(|number| json!({ "name": format!("g {number}") })).collect::<Vec<_>>(),
        "about": { "name": "h", "facts": many(json!({ "label": "i", "value": "j" })), "except": many(json!("k")), "alternateName": (0..100_000).map(|number| number.to_string()).collect::<Vec<_>>() },
        "related": many(json!(null)),
    });
    let decoded = decode(article.to_string().as_bytes()).expect("an article");
    assert_eq!(decoded.article.body.len(), 5);
    assert_eq!(decoded.article.authors.len(), 100_000);
    assert_eq!(decoded.article.keywords.len(), 100_000);
    assert_eq!(decoded.article.entities.len(), 100_000);
    assert_eq!(decoded.article.entities[0].alternate_names.len(), 100_000);
    assert_eq!(decoded.article.entities[0].facts.len(), 100_000);
    assert_eq!(decoded.article.entities[0].except.len(), 100_000);
    assert_eq!(decoded.article.related, []);
}

#[test]
fn footnotes_may_stand_anywhere() {
    let footnotes = json!({ "type": "footnotes", "items": [{ "id": "n1", "content": "Note." }] });
    let reference = json!({ "content": ["x", { "type": "footnote", "ref": "n1" }] });
    for place in [
        json!([reference, footnotes]),
        json!([footnotes, reference]),
        json!([reference, { "type": "note", "content": [footnotes] }]),
        json!([{ "type": "qa", "question": "Q", "answer": [footnotes, reference] }]),
    ] {
        let json = json!({ "headline": "H", "body": place });
        let decoded = decode(json.to_string().as_bytes()).expect("an article");
        assert_eq!(decoded.diagnostics, [], "{json}");
    }
    let json = json!({ "headline": "H", "body": "x", "standfirst": [reference], "disclosure": [footnotes] });
    assert_eq!(decode(json.to_string().as_bytes()).expect("an article").diagnostics, []);
}

#[test]
fn errors() {
    let table: [&[u8]; 21] = [
        b"",
        b" \n\t ",
        b"\xEF\xBB\xBF",
        b"{",
        b"{}",
        b"{\"headline\": \"H\",\n \"body\": [\"x\",]}",
        b"{\"headline\": \"H\", \"body\": [\"x\", {\"content\": [\"\\u12\"]}]}",
        b"{\"headline\": \"H\"} trailing",
        b"[]",
        b"[{\"headline\": \"H\"}]",
        b"\"a string\"",
        b"{\"name\": \"N\"}",
        b"{\"headline\": null}",
        b"<html>",
        b"  <!doctype html>",
        b"One line",
        b"42",
        b"ab\xFFcd\n\nx",
        b"\xEF\xBB\xBF{\"headline\": \"\xC3\"}",
        b"\xFF\xFEH\0i\0",
        b"H\0\n\0",
    ];
    let lines = table.map(|bytes| {
        let error = decode(bytes).expect_err("no article");
        format!("{:?}\n  {error}\n", String::from_utf8_lossy(bytes))
    });
    expect![[r#"
        ""
          The file is empty. Give it an article as JSON or as a text page.
        " \n\t "
          The file is empty. Give it an article as JSON or as a text page.
        "\u{feff}"
          The file is empty. Give it an article as JSON or as a text page.
        "{"
          The JSON is broken at line 1, column 1 (byte 1): the file ends within an object.
        "{}"
          This is an object without headline and body, not an article. An article is an object with “headline” and “body”.
        "{\"headline\": \"H\",\n \"body\": [\"x\",]}"
          The JSON is broken at line 2, column 15 (byte 32, in body): a comma stands before the end.
        "{\"headline\": \"H\", \"body\": [\"x\", {\"content\": [\"\\u12\"]}]}"
          The JSON is broken at line 1, column 51 (byte 50, in body[1].content[0]): four hexadecimal digits are expected behind \u.
        "{\"headline\": \"H\"} trailing"
          The JSON is broken at line 1, column 19 (byte 18): something follows the end.
        "[]"
          This is an array, not an article. An article is an object with “headline” and “body”.
        "[{\"headline\": \"H\"}]"
          This is an array, not an article. An article is an object with “headline” and “body”.
        "\"a string\""
          This is a string, not an article. An article is an object with “headline” and “body”.
        "{\"name\": \"N\"}"
          This is an object without headline and body, not an article. An article is an object with “headline” and “body”.
        "{\"headline\": null}"
          This is an object without headline and body, not an article. An article is an object with “headline” and “body”.
        "<html>"
          This is a web page, not an article. Check the address: a server may send an error page in the article’s place.
        "  <!doctype html>"
          This is a web page, not an article. Check the address: a server may send an error page in the article’s place.
        "One line"
          This is a single line of text, not an article. An article is an object with “headline” and “body”.
        "42"
          This is a single line of text, not an article. An article is an object with “headline” and “body”.
        "ab�cd\n\nx"
          The file is not UTF-8 text (byte 2). Save it as UTF-8.
        "\u{feff}{\"headline\": \"�\"}"
          The file is not UTF-8 text (byte 17). Save it as UTF-8.
        "��H\0i\0"
          This is a single line of text, not an article. An article is an object with “headline” and “body”.
        "H\0\n\0"
          This is a single line of text, not an article. An article is an object with “headline” and “body”.
    "#]].assert_eq(&lines.concat());
    let error = decode(&vec![b' '; MAX_BYTES + 1]).expect_err("too large");
    expect!["The file is larger than 64 MB. Split the article in parts."].assert_eq(&error.to_string());
    let error = decode_entities(b"{}", None).expect_err("no array");
    expect!["This is an object, not a dictionary. A dictionary is an array of entities."]
        .assert_eq(&error.to_string());
}

#[test]
fn a_byte_order_mark_is_no_part_of_the_text() {
    let decoded = decode("\u{FEFF}{ \"headline\": \"H\", \"body\": \"x\" }".as_bytes()).expect("an article");
    assert_eq!(decoded.article.headline.to_plain(), "H");
}

/// The values of all members that hold addresses.
fn addresses(json: &Value) -> Vec<String> {
    match json {
        Value::Object(members) => members
            .iter()
            .flat_map(|(key, value)| match (key.as_str(), value) {
                ("url" | "sameAs" | "dictionary" | "annotations", Value::String(url)) => vec![url.clone()],
                ("@context", _) => vec![],
                (_, value) => addresses(value),
            })
            .collect(),
        Value::Array(items) => items.iter().flat_map(addresses).collect(),
        _ => vec![],
    }
}
