//! schema.org's articles, in files and in pages.

use expect_test::expect;
use serde_json::json;

use super::{brief, decode, decoded};

#[test]
fn authors_and_texts_are_written_in_many_ways() {
    let shown = [
        r#"{ "@context": "https://schema.org", "@type": "Article", "headline": "H", "articleBody": "One" }"#,
        r#"{ "@type": "https://schema.org/BlogPosting", "headline": "H", "articleBody": "A&nbsp;B <x> & C" }"#,
        r#"{ "@context": "http://schema.org/", "@type": "WebPage", "mainEntity": { "@type": "NewsArticle", "headline": "Main", "articleBody": "1\n2" } }"#,
        r#"{ "@context": "https://schema.org", "@type": "NewsArticle", "headline": "Only a headline", "author": [[], {}, null, 7] }"#,
        r#"{ "@context": "https://schema.org", "@graph": [{ "@type": "NewsArticle", "headline": "No text" }, { "@type": "Article", "headline": "Text", "articleBody": "x" }] }"#,
        r#"[{ "@type": "NewsArticle", "headline": "1", "articleBody": "x" }, { "@type": "NewsArticle", "headline": "2", "articleBody": "y" }]"#,
        r#"{ "@context": "https://schema.org", "@type": "Recipe", "name": "No article" }"#,
    ];
    expect![[r#"
        H
        "One"

        H
        "A B <x> & C"

        Main
        "1"
        "2"

        Only a headline
        ! no text; “articleBody” is missing or empty
        ! author[0]: expected a string, found an array
        ! author[0]: an author without a name; it is left out
        ! author[1]: an author without a name; it is left out
        ! author[2]: expected a string, found null
        ! author[2]: an author without a name; it is left out

        Text
        "x"

        The file holds 2 articles. Choose one of them.

        This is an object without headline and body, not an article. An article is an object with “headline” and “body”.
    "#]].assert_eq(&shown.map(brief).join("\n"));
}

#[test]
fn a_page_holds_its_article_as_json_ld() {
    let decoded = decode(include_bytes!("../fixtures/page.html")).expect("an article");
    assert_eq!(decoded.article.headline.to_plain(), "La marée des papiers");
    assert_eq!(decoded.article.language.as_deref(), Some("fr"));
    assert_eq!(decoded.article.body.len(), 2);
    assert_eq!(decoded.article.authors[0].name, "Zoé Martin");
    expect!["This is a web page, not an article. Check the address: a server may send an error page in the article’s place.\n"]
        .assert_eq(&brief("<!doctype html><title>404</title><h1>Not found</h1>"));
}

/// What is in the script elements of a page, as an article.
fn page(scripts: &[&str]) -> String {
    let scripts = scripts.iter().map(|json| format!("<script type=application/ld+json>{json}</script>"));
    let head = "<html lang=en><link rel=canonical href=https://e.org/a/>";
    brief(&[head, &scripts.collect::<String>()].concat())
}

#[test]
fn the_json_ld_of_a_page_is_one_graph() {
    let article = r##"{ "@type": "NewsArticle", "headline": "H", "author": { "@id": "#p" }, "articleBody": "A text." }"##;
    let shown = [
        page(&[article, r##"{ "@graph": [{ "@id": "#p", "@type": "Person", "name": "Ada Quist" }] }"##]),
        page(&[
            r#"{ "@type": "Article", "headline": "Short", "articleBody": "x" }"#,
            r#"{ "@type": "Article", "headline": "Long", "articleBody": "xyz" }"#,
        ]),
        page(&[
            "//<![CDATA[\n{ \"@type\": \"Article\", \"headline\": \"H\", \"articleBody\": \"Two\nlines\" };\n//]]>",
        ]),
        page(&["<!-- [{ \"@type\": \"Article\", \"headline\": \"H\", \"articleBody\": \"x\" }] -->"]),
        page(&[
            "{ broken",
            r#"{ "@type": "Article", "headline": "H", "articleBody": "<p>A <a href=b>b</a>" }"#,
        ]),
        page(&[r#"{ "@type": "Article", "headline": "No text" }"#]),
        page(&[""]),
    ];
    expect![[r#"
        H
        "A text."

        Long
        "xyz"

        H
        "Two lines"

        H
        "x"

        H
        {"content":["A ",{"content":"b","type":"link","url":"https://e.org/a/b"}],"type":"paragraph"}
        ! script 1 of the page’s JSON-LD is left out: The JSON is broken at line 1, column 0 (byte 0): the file ends where a value is expected.

        This is a web page, not an article. Check the address: a server may send an error page in the article’s place.

        This is a web page, not an article. Check the address: a server may send an error page in the article’s place.
    "#]].assert_eq(&shown.join("\n"));
}

#[test]
fn what_may_be_said_in_many_ways() {
    let article = |members: serde_json::Value| {
        let mut file = json!({ "@context": "https://schema.org", "@type": "NewsArticle", "headline": "H", "articleBody": "x" });
        file.as_object_mut().expect("an object").extend(members.as_object().expect("an object").clone());
        decoded(&file)
    };
    for (members, key, expected) in [
        (json!({ "headline": { "@value": "A &amp; B", "@language": "en" } }), "headline", json!("A & B")),
        (json!({ "headline": ["A", "B"] }), "headline", json!("A")),
        (
            json!({ "inLanguage": { "@type": "Language", "name": "Spanish", "alternateName": "es" } }),
            "inLanguage",
            json!("es"),
        ),
        (json!({ "inLanguage": "zh_Hans_CN" }), "inLanguage", json!("zh-Hans-CN")),
        (json!({ "articleSection": ["A", { "name": "B" }] }), "articleSection", json!("A · B")),
        (json!({ "dateCreated": "2025-01-02" }), "datePublished", json!("2025-01-02")),
        (json!({ "abstract": "In short." }), "standfirst", json!("In short.")),
        (json!({ "description": "x" }), "standfirst", json!(null)),
        (
            json!({ "thumbnailUrl": "https://e.org/t.png" }),
            "image",
            json!({ "url": "https://e.org/t.png", "alt": "" }),
        ),
        (json!({ "backstory": "We were there." }), "disclosure", json!("We were there.")),
        (
            json!({ "correction": ["A was B.", { "@type": "CorrectionComment", "text": "C was D.", "datePublished": "2025-01-03" }, {}] }),
            "correction",
            json!([{ "text": "A was B." }, { "text": "C was D.", "datePublished": "2025-01-03" }]),
        ),
        (
            json!({ "mentions": [{ "@type": "Article", "headline": "Before", "url": "https://e.org/b" }, { "@type": "Thing", "@id": "http://www.wikidata.org/entity/Q5", "name": "Human" }] }),
            "related",
            json!([{ "headline": "Before", "url": "https://e.org/b" }]),
        ),
        (
            json!({ "mentions": { "@type": "Person", "@id": "http://www.wikidata.org/entity/Q42", "name": "Ada" } }),
            "mentions",
            json!([{ "@type": "Person", "id": "http://www.wikidata.org/entity/Q42", "name": "Ada", "sameAs": ["http://www.wikidata.org/entity/Q42"] }]),
        ),
        (
            json!({ "video": { "@type": "VideoObject", "name": "V", "contentUrl": "https://e.org/v.mp4" }, "audio": { "name": "Kept" } }),
            "body",
            json!(["x", { "type": "embed", "url": "https://e.org/v.mp4", "title": "V" }, "Kept"]),
        ),
        (
            json!({ "articleBody": "&lt;p&gt;One &amp;amp; two&lt;/p&gt;&lt;p&gt;Three&lt;/p&gt;" }),
            "body",
            json!(["One & two", "Three"]),
        ),
        (
            json!({ "articleBody": "The tag &lt;p&gt; begins a paragraph." }),
            "body",
            json!(["The tag <p> begins a paragraph."]),
        ),
        (
            json!({ "liveBlogUpdate": [{ "@type": "BlogPosting", "headline": "At noon", "articleBody": "y" }, 7] }),
            "body",
            json!(["x", { "type": "heading", "level": 2, "content": "At noon" }, "y"]),
        ),
    ] {
        let (article, _) = article(members.clone());
        assert_eq!(article[key], expected, "{members}");
    }
    let (_, faults) = article(json!({ "articleBody": "", "isAccessibleForFree": "False" }));
    assert_eq!(
        faults,
        ["no text; “articleBody” is missing or empty, as its publisher does not give it out for free"]
    );
}
