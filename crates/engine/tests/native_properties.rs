//! What holds of the native format whatever is in it.

mod articles;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};
use sidelight_engine::article::Article;
use sidelight_engine::decode::{Decoded, decode, decode_entities, decode_library};
use sidelight_engine::entity::EntityIndex;
use sidelight_engine::highlight::{Options, Query, Search, WordBreaks};
use sidelight_engine::text::BlockText;

/// Words begin and end anywhere.
struct Anywhere;

impl WordBreaks for Anywhere {
    fn is_break(&self, _: usize, _: &BlockText, _: usize) -> bool {
        true
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(article in articles::article()) {
        let json = serde_json::to_string(&article).expect("JSON");
        let Decoded { article: again, diagnostics } = decode(json.as_bytes()).expect("an article");
        prop_assert_eq!(diagnostics, vec![]);
        prop_assert_eq!(numbers(&again), (0..again.texts().len() as u32).collect::<Vec<_>>());
        prop_assert_eq!(again, article);
    }

    #[test]
    fn any_bytes_are_survived(bytes in vec(any::<u8>(), 0..200), text in any::<String>()) {
        for bytes in [&bytes[..], text.as_bytes()] {
            let _ = decode(bytes);
            let _ = decode_entities(bytes, Some("zh-Hant-TW"));
            let _ = decode_library(bytes);
        }
    }

    #[test]
    fn any_article_is_survived_and_settles(value in any_article()) {
        let json = value.to_string();
        let _ = decode_entities(json.as_bytes(), Some("zh"));
        let _ = decode_library(json.as_bytes());
        let Ok(Decoded { mut article, .. }) = decode(json.as_bytes()) else { return Ok(()) };
        // What had to be mended once is sound from then on.
        let mended = serde_json::to_string(&article).expect("JSON");
        let again = decode(mended.as_bytes()).expect("an article").article;
        prop_assert_eq!(&again, &article);

        let texts = article.block_texts();
        let query = Query::new(["x", "y z", "链接"], Options::default());
        Search::find(&query, &texts, &Anywhere);
        EntityIndex::new(&article, &texts).link(&mut article);
        article.reading_minutes();
    }

    #[test]
    fn no_text_of_the_body_is_lost(mut body in any_body()) {
        let mut count = 0;
        number(&mut body, &mut count);
        let json = json!({ "headline": "H", "body": body, "mentions": [{ "id": "e", "name": "E" }] });
        let article = decode(json.to_string().as_bytes()).expect("an article").article;
        let texts: Vec<_> = article.texts().iter().map(|(_, text)| text.to_plain()).collect();
        for number in 0..count {
            let mark = format!("<{number}>");
            prop_assert!(texts.iter().any(|text| text.contains(&mark)), "{} is lost of {}", mark, body);
        }
    }
}

fn numbers(article: &Article) -> Vec<u32> {
    article.texts().iter().map(|(_, text)| text.index.0).collect()
}

/// Any JSON, but with a bias to what the format knows.
fn any_article() -> impl Strategy<Value = Value> {
    const KEYS: &[&str] = &[
        "@context",
        "@type",
        "type",
        "url",
        "headline",
        "alternativeHeadline",
        "inLanguage",
        "articleSection",
        "standfirst",
        "author",
        "publisher",
        "datePublished",
        "dateModified",
        "commentCount",
        "keywords",
        "image",
        "body",
        "isBasedOn",
        "sourceOrganization",
        "disclosure",
        "correction",
        "license",
        "mentions",
        "about",
        "related",
        "trending",
        "id",
        "@id",
        "name",
        "alternateName",
        "description",
        "sameAs",
        "jobTitle",
        "content",
        "cite",
        "level",
        "items",
        "ordered",
        "start",
        "alt",
        "caption",
        "credit",
        "width",
        "height",
        "language",
        "text",
        "head",
        "rows",
        "term",
        "definition",
        "title",
        "question",
        "answer",
        "base",
        "annotation",
        "lang",
        "entity",
        "in",
        "zh",
        "familyName",
        "facts",
        "additionalProperty",
        "label",
        "value",
        "unitText",
        "source",
        "asOf",
        "find",
        "except",
        "dictionary",
        "annotations",
    ];
    const STRINGS: &[&str] = &[
        "",
        " ",
        "x",
        " x ",
        "y z",
        "链接",
        "paragraph",
        "heading",
        "quote",
        "pullquote",
        "list",
        "figure",
        "code",
        "table",
        "definitions",
        "rule",
        "embed",
        "qa",
        "note",
        "emphasis",
        "strong",
        "link",
        "mention",
        "ruby",
        "phrase",
        "break",
        "unknown",
        "2025-12-09",
        "https://a.example/",
        "javascript:x",
        "zh",
        "en-GB",
        "\u{0}\u{7}",
        "center",
        "first",
    ];
    let leaf = prop_oneof![
        6 => select(STRINGS).prop_map(Value::from),
        1 => any::<String>().prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => (-3..9).prop_map(Value::from),
        1 => any::<f64>().prop_map(Value::from),
        1 => any::<bool>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    let value = leaf.prop_recursive(6, 60, 6, |value| {
        prop_oneof![vec(value.clone(), 0..6).prop_map(Value::from), object(vec((select(KEYS), value), 0..6)),]
    });
    let members = vec((select(KEYS), value.clone()), 0..12);
    (object(members), value).prop_map(|(mut article, body)| {
        article["headline"] = "H".into();
        article["body"] = body;
        article
    })
}

fn object(members: impl Strategy<Value = Vec<(&'static str, Value)>>) -> impl Strategy<Value = Value> {
    members.prop_map(|members| {
        Value::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
    })
}

/// What is replaced by marks that are looked for.
const MARK: &str = "<>";

/// A body of marks in paragraphs and runs that are right, or wrong in some way.
fn any_body() -> impl Strategy<Value = Value> {
    let junk = || {
        select(vec![
            json!(null),
            json!(7),
            json!([]),
            json!({}),
            json!({ "url": "javascript:x" }),
            json!({ "entity": "nobody", "lang": "?", "ref": "n" }),
            json!({ "entity": "e", "url": "https://a.example/", "lang": "en" }),
            json!({ "level": -1, "id": [], "lang": 5, "cite": {}, "base": [], "start": "x" }),
        ])
    };
    let of_type = move |types: &'static [&'static str], content: BoxedStrategy<Value>| {
        (select(types), content, junk()).prop_map(|(name, content, junk)| {
            let mut object = json!({ "content": content });
            if let (Value::Object(object), Value::Object(junk)) = (&mut object, junk) {
                object.extend(junk);
            }
            if !name.is_empty() {
                object["type"] = name.into();
            }
            object
        })
    };
    let run = Just(json!(MARK)).prop_recursive(20, 40, 4, move |run| {
        let content =
            prop_oneof![run.clone(), vec(prop_oneof![4 => run, 1 => junk()], 0..4).prop_map(Value::from)];
        of_type(
            &[
                "emphasis", "strong", "sub", "sup", "code", "link", "mention", "phrase", "blink", "", "ruby",
                "5",
            ],
            content.boxed(),
        )
    });
    let content = prop_oneof![run.clone(), vec(run, 0..4).prop_map(Value::from)].boxed();
    let paragraph = of_type(
        &[
            "paragraph",
            "",
            "heading",
            "pullquote",
            "quote",
            "note",
            "code",
            "hologram",
            "list",
            "table",
            "qa",
            "definitions",
            "footnotes",
        ],
        content.clone(),
    );
    let block = prop_oneof![Just(json!(MARK)), paragraph, content].prop_recursive(20, 40, 3, move |block| {
        let content =
            prop_oneof![block.clone(), vec(prop_oneof![4 => block, 1 => junk()], 0..4).prop_map(Value::from)];
        of_type(&["quote", "note", "hologram"], content.boxed())
    });
    prop_oneof![block.clone(), vec(block, 0..5).prop_map(Value::from)]
}

fn number(value: &mut Value, count: &mut usize) {
    match value {
        Value::String(text) if text == MARK => {
            *text = format!("<{count}>");
            *count += 1;
        }
        Value::Array(items) => items.iter_mut().for_each(|item| number(item, count)),
        Value::Object(members) => members.values_mut().for_each(|member| number(member, count)),
        _ => {}
    }
}
