//! Feeds that list articles.

use expect_test::expect;
use sidelight_engine::decode::{DecodeError, decode, decode_library};
use sidelight_engine::entity::EntityIndex;

#[test]
fn a_feed_lists_articles() {
    let feed = r#"{
        "version": "https://jsonfeed.org/version/1.1", "title": "Library", "description": "All of it.",
        "items": [
            { "id": "1", "title": "One", "summary": "First.", "image": "one.svg", "date_published": "2025-12-09",
              "authors": [{ "name": "A" }, { "url": "b" }], "language": "en", "tags": ["x", "y"],
              "_sidelight": { "src": "one.json", "entities": ["google", "https://www.wikidata.org/wiki/Q95", " ", 5, {}] } },
            { "title": "Two", "_sidelight": { "src": "two.json" } },
            { "title": "No address" },
            { "_sidelight": { "src": "untitled.json" } },
            { "title": "Odd", "_sidelight": { "src": "odd.json", "entities": "google" }, "authors": "A", "tags": { }, "date_published": "soon" },
            5
        ]
    }"#;
    let (library, diagnostics) = decode_library(feed.as_bytes()).expect("a feed");
    assert_eq!(
        (library.title.as_deref(), library.description.as_deref()),
        (Some("Library"), Some("All of it."))
    );
    let items: Vec<_> = library.items.iter().map(|item| format!("{item:?}")).collect();
    let said: Vec<_> = diagnostics.iter().map(|diagnostic| format!("! {diagnostic}")).collect();
    expect![[r#"
        LibraryItem { src: "one.json", title: "One", summary: Some("First."), image: Some("one.svg"), published: Some(Date { year: 2025, month: 12, day: 9, clock: None }), authors: ["A"], language: Some("en"), tags: ["x", "y"], entities: ["google", "https://www.wikidata.org/wiki/Q95", "5"] }
        LibraryItem { src: "two.json", title: "Two", summary: None, image: None, published: None, authors: [], language: None, tags: [], entities: [] }
        LibraryItem { src: "odd.json", title: "Odd", summary: None, image: None, published: None, authors: [], language: None, tags: [], entities: [] }
        ! items[0]._sidelight.entities[4]: expected a string, found an object
        ! items[2]: an item wants a title and the address of its article in “_sidelight.src”; it is left out
        ! items[3]: an item wants a title and the address of its article in “_sidelight.src”; it is left out
        ! items[4].authors: expected an array, found "A"
        ! items[4].tags: expected an array, found an object
        ! items[4]._sidelight.entities: expected an array, found "google"
        ! items[5]: an item wants a title and the address of its article in “_sidelight.src”; it is left out"#]].assert_eq(&[items, said].concat().join("\n"));
}

#[test]
fn what_is_no_feed_is_an_error() {
    for json in ["[]", "{}", r#"{ "items": {} }"#, r#"{ "headline": "H", "body": [] }"#, "5"] {
        assert!(matches!(decode_library(json.as_bytes()), Err(DecodeError::NotAnArticle { .. })), "{json}");
    }
    assert!(matches!(decode_library(b"{"), Err(DecodeError::Json { .. })));
    assert!(matches!(decode_library(b"\xFF"), Err(DecodeError::NotUtf8 { offset: 0 })));
}

/// The viewer shows in which other articles of the library an entity is mentioned, by what the feed says.
#[test]
fn the_demo_feed_says_whom_its_articles_mention() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/articles/");
    let read = |name: &str| {
        std::fs::read(format!("{folder}{name}")).unwrap_or_else(|error| panic!("{name}: {error}"))
    };
    let (library, diagnostics) = decode_library(&read("feed.json")).expect("a feed");
    assert_eq!(diagnostics, []);
    assert!(!library.items.is_empty());
    for item in &library.items {
        let article = decode(&read(&item.src)).expect("an article").article;
        let index = EntityIndex::new(&article, &article.block_texts());
        let mentioned: Vec<_> = (0..)
            .zip(&article.entities)
            .filter(|(place, _)| index.count(*place) > 0)
            .map(|(_, entity)| entity.id.as_str())
            .collect();
        assert_eq!(
            item.entities,
            mentioned,
            "feed.json is not what {src} says; let its “_sidelight” be\n{{ \"src\": \"{src}\", \"entities\": {mentioned:?} }}\n",
            src = item.src
        );
    }
}
