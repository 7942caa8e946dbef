//! schema.org's articles, in files and in pages.

use expect_test::expect;

use super::{brief, decode};

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
