//! What `sidelight check` suggests.

mod folder;

use std::time::{SystemTime, UNIX_EPOCH};

use expect_test::{Expect, expect};
use serde_json::{Value, json};

use folder::{Folder, Run};

/// What is suggested for an article, without the file's name. Nothing is wrong with it.
#[track_caller]
fn suggested(article: &Value) -> String {
    let folder = Folder::with(&[("a.json", &article.to_string())]);
    let run = folder.run(&["check", "a.json"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{}", run.stdout);
    run.stdout.lines().map(|line| line.strip_prefix("a.json: ").unwrap_or(line).to_owned() + "\n").collect()
}

/// Suggestions for an article whose other fields give no cause for any.
#[track_caller]
fn check(fields: Value, expected: Expect) {
    let mut article = json!({ "headline": "Tea", "body": ["A paragraph."] });
    article.as_object_mut().expect("an object").extend(fields.as_object().expect("an object").clone());
    expected.assert_eq(&suggested(&article));
}

/// A text that is long enough for an article.
fn words() -> String {
    "Tea is drunk in the morning and in the afternoon. ".repeat(8)
}

fn figure(fields: Value) -> Value {
    let mut figure = json!({ "type": "figure", "url": "https://tea.example/pot.jpg", "alt": "A pot.", "credit": "Ann Lee" });
    figure.as_object_mut().expect("an object").extend(fields.as_object().expect("an object").clone());
    figure
}

#[test]
fn entities_that_are_mentioned_nowhere() {
    check(
        json!({
            "body": ["Assam and Mercury.", { "content": ["The ", { "type": "mention", "entity": "pot", "content": "vessel" }] }],
            "about": [{ "id": "assam", "name": "Assam" }, { "id": "oolong", "name": "Oolong" }],
            "mentions": [{ "id": "pot", "name": "Teapot" }, { "id": "cup", "name": "Cup", "alternateName": "Beaker" },
                         { "id": "ceylon", "name": "Ceylon", "find": "none" }]
        }),
        expect![[r#"
            about[1]: suggestion: "oolong" (“Oolong”) is mentioned nowhere in the text; add the name that the text has to its “alternateName”, mark a place with a mention run, or take it out
            mentions[1]: suggestion: "cup" (“Cup”) is mentioned nowhere in the text; add the name that the text has to its “alternateName”, mark a place with a mention run, or take it out
            mentions[2]: suggestion: "ceylon" (“Ceylon”) is mentioned nowhere in the text; add the name that the text has to its “alternateName”, mark a place with a mention run, or take it out
        "#]],
    );
}

#[test]
fn a_name_that_is_shared_is_wrong_and_not_a_name_that_is_missing() {
    let article = json!({ "headline": "H", "body": ["Mercury."],
        "mentions": [{ "id": "planet", "name": "Mercury" }, { "id": "metal", "name": "mercury" }] });
    let folder = Folder::with(&[("a.json", &article.to_string())]);
    let run = folder.run(&["check", "a.json"]);
    assert_eq!(run.code, 1);
    assert!(!run.stdout.contains("suggestion"), "{}", run.stdout);
}

#[test]
fn entities_of_dictionaries_need_not_be_mentioned() {
    let article = json!({ "headline": "H", "body": ["Tea."], "dictionary": "d.json" });
    let folder = Folder::with(&[("a.json", &article.to_string()), ("d.json", r#"[{ "name": "Coffee" }]"#)]);
    assert_eq!(folder.run(&["check", "a.json"]), Run::silent(0));
}

#[test]
fn figures_without_alternative_text_or_credit() {
    check(
        json!({
            "image": { "url": "https://tea.example/field.jpg", "caption": "A field." },
            "body": [words(), figure(json!({ "alt": " " })), figure(json!({ "credit": "" })), figure(json!({})),
                     { "type": "list", "items": ["One", ["Two", figure(json!({ "alt": "" }))]] },
                     { "type": "note", "content": [figure(json!({ "credit": "", "caption": "Photograph by Ann Lee" })),
                                                   figure(json!({ "credit": "", "caption": "茶园。图源：新华社" }))] }]
        }),
        expect![[r#"
            image: suggestion: the figure has neither alternative text nor credit; say what it shows in “alt”, for those who cannot see it, and who made it in “credit”
            body[1]: suggestion: the figure has no alternative text; say what it shows in “alt”, for those who cannot see it
            body[2]: suggestion: the figure has no credit; say who made it in “credit”
            body[4].items[1][1]: suggestion: the figure has no alternative text; say what it shows in “alt”, for those who cannot see it
        "#]],
    );
}

#[test]
fn levels_of_headings_that_are_skipped() {
    let headings = |levels: &[u8]| {
        let heading =
            |level| json!({ "type": "heading", "level": level, "content": format!("Of level {level}") });
        json!({ "body": levels.iter().map(heading).collect::<Vec<_>>() })
    };
    for levels in [&[2][..], &[2, 3, 4, 2, 3, 4], &[2, 3, 2, 2]] {
        check(headings(levels), expect![""]);
    }
    check(
        headings(&[3, 3, 4, 2, 4, 6]),
        expect![[r#"
            body[0]: suggestion: the heading “Of level 3” has level 3, and the one before it is the headline; make it level 2
            body[4]: suggestion: the heading “Of level 4” has level 4, and the one before it is one of level 2; make it level 3
            body[5]: suggestion: the heading “Of level 6” has level 6, and the one before it is one of level 4; make it level 5
        "#]],
    );
}

#[test]
fn dates_of_publication_that_cannot_be() {
    let fired = |field: &str, date: &str| {
        let said = suggested(&json!({ "headline": "Tea", "body": ["A paragraph."], field: date }));
        assert!(said.lines().all(|line| line.starts_with(&format!("{field}: suggestion: {date}"))), "{said}");
        !said.is_empty()
    };
    for field in ["datePublished", "dateModified"] {
        for date in
            ["1605-07-01", "1970-01-01", "1970-01-02T00:00:00Z", "1970-01-01T08:15:00Z", &days_ahead(30)]
        {
            assert!(!fired(field, date), "{field} {date}");
        }
        for date in ["1599-12-31", "0001-01-01", "1970-01-01T00:00:00Z", "2999-01-01", &days_ahead(34)] {
            assert!(fired(field, date), "{field} {date}");
        }
    }
}

#[test]
fn changes_and_corrections_before_the_publication() {
    let table = [
        ("2025-03-01", "2025-03-01", false),
        ("2025-03-01", "2025-02-28", true),
        ("2025-03-01T09:00:00", "2025-03-01", false),
        ("2025-03-01T09:00:00", "2025-02-28", true),
        ("2025-03-01T09:00:00", "2025-03-01T08:59:00", true),
        ("2025-03-01T09:00:00", "2025-03-01T09:00:00", false),
        ("2025-03-01T09:00:00+08:00", "2025-03-01T01:00:00Z", false),
        ("2025-03-01T09:00:00+08:00", "2025-03-01T00:59:00Z", true),
        // Of whatever zone the second may be.
        ("2025-03-01T09:00:00Z", "2025-02-28T21:00:00", false),
        ("2025-03-01T09:00:00Z", "2025-02-28T20:59:00", true),
        ("2025-03-01T09:00:00", "2025-02-28T19:00:00Z", false),
        ("2025-03-01T09:00:00", "2025-02-28T18:59:00Z", true),
        ("2025-03-01T00:00:00Z", "2025-02-28", false),
        ("2025-03-01T00:00:00Z", "2025-02-27", true),
        ("2024-03-01T00:00:00Z", "2024-02-29T23:59:00Z", true),
        ("2024-03-01T00:30:00+01:00", "2024-02-29T23:30:00Z", false),
        ("2025-01-01T00:00:00", "2024-12-31T23:59:00", true),
    ];
    for (published, later, is_told) in table {
        let base = json!({ "headline": "Tea", "body": ["A paragraph."], "datePublished": published });
        let (mut modified, mut corrected) = (base.clone(), base);
        modified["dateModified"] = json!(later);
        corrected["correction"] = json!({ "text": "It was coffee.", "datePublished": later });
        for (article, path) in [(modified, "dateModified"), (corrected, "correction[0].datePublished")] {
            let said = suggested(&article);
            let told = said.starts_with(&format!("{path}: suggestion: {later}"))
                && said.contains("is before the publication, ");
            assert_eq!((told, said.is_empty()), (is_told, !is_told), "{published} {later}: {said}");
        }
    }
}

#[test]
fn dates_of_facts_and_of_other_articles() {
    let fact = |date: &str| json!({ "label": "Age", "value": "5", "asOf": date });
    check(
        json!({
            "body": ["Assam."],
            "related": [{ "headline": "One", "datePublished": "2025-01-01" }, { "headline": "Two", "datePublished": "2999-01-01" }],
            "mentions": [{ "name": "Assam", "facts": [fact("0999-01-01"), fact("1970-01-01"), fact(&days_ahead(0)), fact("2999-12-31")] }]
        }),
        expect![[r#"
            related[1].datePublished: suggestion: 2999-01-01 is more than a month from now; check the year
            mentions[0].facts[3].asOf: suggestion: 2999-12-31 is in the future; write the day on which “Age” was looked up
        "#]],
    );
    let said = suggested(
        &json!({ "headline": "H", "body": ["Assam."], "mentions": [{ "name": "Assam", "facts": [fact(&days_ahead(3))] }] }),
    );
    assert!(said.contains("is in the future"), "{said}");
}

#[test]
fn references_that_lead_nowhere() {
    let link = |url: &str| json!({ "content": ["See ", { "type": "link", "url": url, "content": "there" }] });
    check(
        json!({
            "body": [
                { "id": "leaf", "content": "A leaf." }, { "id": "茶", "content": "Assam." },
                { "type": "note", "id": "leaf", "content": "Another." },
                link("#leaf"), link("#%E8%8C%B6"), link("#top"), link("#"), link("#entity-assam"), link("#note-n1"),
                link("#:~:text=leaf"), link("#leaf:~:text=leaf"), link("https://tea.example/#gone"), link("other.html#gone"),
                link("#gone"), link("#n2"), link("#assam"), link("#note-n9"), link("#entity-none"),
                { "content": ["Noted", { "type": "footnote", "ref": "n2" }] },
                { "type": "footnotes", "items": [{ "id": "n1", "content": "One" }, { "id": "n2", "content": [link("#Leaf")] },
                                                 { "id": "n3", "content": "Three" }, { "id": "n2", "content": "Four" }] }
            ],
            "mentions": [{ "id": "assam", "name": "Assam" }]
        }),
        expect![[r##"
            body[2]: suggestion: the id "leaf" is that of body[0] already; give each its own
            body[19].items[3]: suggestion: the id "n2" is that of body[19].items[1] already; give each its own
            body[13]: suggestion: the link “there” leads to "#gone", which is nowhere; give this id to the block that is meant, or correct the link
            body[14]: suggestion: the link “there” leads to "#n2", which is nowhere; the note is at "#note-n2"
            body[15]: suggestion: the link “there” leads to "#assam", which is nowhere; the entity is at "#entity-assam"
            body[16]: suggestion: the link “there” leads to "#note-n9", which is nowhere; give this id to the block that is meant, or correct the link
            body[17]: suggestion: the link “there” leads to "#entity-none", which is nowhere; give this id to the block that is meant, or correct the link
            body[19].items[1].content[0]: suggestion: the link “there” leads to "#Leaf", which is nowhere; give this id to the block that is meant, or correct the link
            body[19].items[2]: suggestion: nothing refers to the note "n3"; put a footnote run where it belongs, or take it out
        "##]],
    );
}

#[test]
fn texts_that_are_pictures() {
    let named = |name: &str| figure(json!({ "url": format!("https://tea.example/2025/{name}") }));
    let long = "A pot on a table. ".repeat(10);
    check(
        json!({ "body": [
            words(), named("Screenshot%202025-03-01.png"), named("Screen Shot 1.png?w=500"), named("letter_scan-2.jpg"), named("微信截图_1.png"),
            named("scandal.jpg"), named("pot.jpg?name=scan"), named("scan/pot.jpg"), named("landscape.webp"),
            figure(json!({ "url": "https://tea.example/scan.png", "alt": long })),
            figure(json!({ "url": "https://tea.example/scan.png", "caption": long })),
            figure(json!({ "alt": long.repeat(2) })), figure(json!({ "alt": long.repeat(3) })), figure(json!({ "alt": "茶".repeat(250) })),
            figure(json!({ "alt": "茶".repeat(251) }))
        ] }),
        expect![[r#"
            body[1]: suggestion: "Screenshot 2025-03-01.png" seems to be a picture of a text; write the text into the body, or what it says into “alt”
            body[2]: suggestion: "Screen Shot 1.png" seems to be a picture of a text; write the text into the body, or what it says into “alt”
            body[3]: suggestion: "letter_scan-2.jpg" seems to be a picture of a text; write the text into the body, or what it says into “alt”
            body[4]: suggestion: "微信截图_1.png" seems to be a picture of a text; write the text into the body, or what it says into “alt”
            body[12]: suggestion: the alternative text is 540 characters long; put the text of a picture into the body, where it can be searched and copied, and a description into the caption
            body[14]: suggestion: the alternative text is 251 characters long; put the text of a picture into the body, where it can be searched and copied, and a description into the caption
        "#]],
    );
}

#[test]
fn articles_of_pictures_alone() {
    for body in [
        json!([figure(json!({}))]),
        json!(["Tea.", figure(json!({})), figure(json!({}))]),
        json!(["茶".repeat(100), figure(json!({}))]),
    ] {
        assert!(
            suggested(&json!({ "headline": "Tea", "body": body }))
                .starts_with("body: suggestion: there is hardly"),
            "{body}"
        );
    }
    let told = |fields| figure(fields);
    for body in [
        json!(["Tea."]),
        json!([words(), figure(json!({}))]),
        json!(["茶".repeat(130), figure(json!({}))]),
        json!([told(json!({ "caption": words() }))]),
        json!([told(json!({ "alt": words() }))]),
        json!([{ "type": "list", "items": [words()] }, figure(json!({}))]),
        json!([{ "type": "table", "rows": [[words()]] }, figure(json!({}))]),
        json!([{ "type": "embed", "url": "https://tea.example/" }]),
    ] {
        check(json!({ "body": body, "image": figure(json!({})) }), expect![""]);
    }
}

#[test]
fn suggestions_count_when_they_are_to() {
    let article = json!({ "headline": "H", "body": [words(), figure(json!({ "credit": "" }))] }).to_string();
    let broken =
        json!({ "headline": "H", "body": [words(), figure(json!({ "credit": "" })), ["x"]] }).to_string();
    let folder = Folder::with(&[
        ("a.json", &article),
        ("b.json", &broken),
        ("good.json", r#"{ "headline": "H", "body": "x" }"#),
    ]);
    let run = folder.run(&["check", "a.json", "good.json"]);
    expect![[r#"
        a.json: body[1]: suggestion: the figure has no credit; say who made it in “credit”
    "#]]
    .assert_eq(&run.stdout);
    let strict = folder.run(&["check", "a.json", "good.json", "--strict"]);
    assert_eq!((run.code, strict.code), (0, 1));
    assert_eq!(strict.stdout, run.stdout);
    assert_eq!(folder.run(&["check", "good.json", "--strict"]), Run::silent(0));
    let run = folder.run(&["check", "b.json"]);
    assert_eq!(run.code, 1);
    expect![[r#"
        b.json: body[2]: an array where a block is expected; its text is kept
        b.json: body[1]: suggestion: the figure has no credit; say who made it in “credit”
    "#]]
    .assert_eq(&run.stdout);
}

/// A day from today, in UTC.
fn days_ahead(days: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).expect("a clock").as_secs();
    let mut left = now / 86_400 + days;
    let is_leap =
        |year: u64| year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let mut year = 1970;
    while left >= 365 + u64::from(is_leap(year)) {
        left -= 365 + u64::from(is_leap(year));
        year += 1;
    }
    let lengths = [31, 28 + u64::from(is_leap(year)), 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let mut month = 0;
    while left >= lengths[month] {
        left -= lengths[month];
        month += 1;
    }
    format!("{year:04}-{:02}-{:02}", month + 1, left + 1)
}
