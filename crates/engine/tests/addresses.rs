//! Addresses in any field: what a browser would make of those that are let through.

use proptest::prelude::*;
use serde_json::{Value, json};
use sidelight_engine::annotation::annotated;
use sidelight_engine::decode::{decode, decode_annotations, decode_library, decode_summary};

/// The scheme that a browser finds in an address, as the [URL standard](https://url.spec.whatwg.org/#url-parsing) has it:
/// control characters and spaces around it are dropped, and tabs and ends of lines everywhere.
fn browsers_scheme(address: &str) -> Option<String> {
    let address = address.trim_matches(|c| c <= ' ').replace(['\t', '\n', '\r'], "");
    let (scheme, _) = address.split_once(':')?;
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
    is_scheme.then(|| scheme.to_ascii_lowercase())
}

/// The type that a browser finds in a `data:` address.
fn data_type(address: &str) -> Option<String> {
    let (_, rest) = address.split_once(':')?;
    let end = rest.find([';', ',']).unwrap_or(rest.len());
    Some(rest[..end].trim().to_ascii_lowercase())
}

/// What an address is for, by the member that it stands in.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Use {
    Link,
    Picture,
    File,
}

fn is_harmless(address: &str, purpose: Use) -> bool {
    match browsers_scheme(address).as_deref() {
        None | Some("http" | "https") => true,
        Some("mailto") => purpose == Use::Link,
        Some("data") => {
            const PIXELS: [&str; 9] =
                ["avif", "bmp", "gif", "jpeg", "jpg", "png", "webp", "x-icon", "vnd.microsoft.icon"];
            let kind = data_type(address).unwrap_or_default();
            purpose == Use::Picture && PIXELS.iter().any(|known| kind.strip_prefix("image/") == Some(known))
        }
        Some(_) => false,
    }
}

/// Every address of an article that has this one in every field, with what it is for.
fn let_through(url: &str) -> Vec<(String, Use)> {
    let article = json!({
        "headline": "H", "url": url, "image": { "url": url }, "license": url,
        "author": { "name": "A", "url": url, "image": url }, "publisher": { "name": "P", "url": url },
        "body": [
            { "content": [{ "type": "link", "url": url, "content": "kept" }] }, { "type": "figure", "url": url },
            { "type": "quote", "content": "kept", "url": url }, { "type": "embed", "url": url, "title": "kept" },
        ],
        "mentions": [{ "name": "E", "sameAs": [url], "image": url,
            "facts": [{ "label": "L", "value": "V", "source": { "name": "S", "url": url } }] }],
        "isBasedOn": { "name": "B", "url": url }, "dictionary": url, "annotations": [url],
        "related": [{ "headline": "R", "url": url }], "trending": [{ "headline": "T", "url": url }],
    });
    let decoded = decode(article.to_string().as_bytes()).expect("an article");
    let json = serde_json::to_value(&decoded.article).expect("JSON");
    let mut found = Vec::new();
    collect(&json, Use::Link, &mut found);
    let feed = json!({ "items": [
        { "title": "T", "_sidelight": { "src": url } }, { "title": "T", "image": url, "_sidelight": { "src": "own" } },
    ] });
    let (library, _) = decode_library(feed.to_string().as_bytes()).expect("a feed");
    let sources = library.items.iter().filter(|item| item.src != "own");
    found.extend(sources.map(|item| (item.src.clone(), Use::File)));
    let images = library.items.iter().filter_map(|item| item.image.clone());
    found.extend(images.map(|image| (image, Use::Picture)));
    found
}

/// The addresses of pages that summaries and annotations with this one give; only whole addresses of the web are read there.
fn pages(url: &str) -> Vec<String> {
    let summary = json!({ "extract": "A.", "content_urls": { "desktop": { "page": url } } });
    let summary = decode_summary(summary.to_string().as_bytes()).expect("a summary");
    let mut found = Vec::from_iter(summary.page);
    let annotation = json!({ "body": { "purpose": "identifying", "source": url },
        "target": { "selector": { "type": "TextQuoteSelector", "exact": "kept" } } });
    if let Ok((annotations, _)) = decode_annotations(annotation.to_string().as_bytes()) {
        let article = decode(br#"{ "headline": "H", "body": "kept" }"#).expect("an article").article;
        let mut entities = Vec::new();
        annotated(&annotations, None, &article.block_texts(), &mut entities);
        found.extend(entities.into_iter().flat_map(|entity| entity.same_as));
    }
    found
}

/// The strings of members that hold addresses.
fn collect(value: &Value, purpose: Use, found: &mut Vec<(String, Use)>) {
    match value {
        Value::Object(members) => {
            let is_figure = members.get("type").is_some_and(|kind| kind == "figure");
            for (key, value) in members {
                let purpose = match key.as_str() {
                    "image" => Use::Picture,
                    "url" if is_figure || purpose == Use::Picture => Use::Picture,
                    "dictionary" | "annotations" => Use::File,
                    _ => Use::Link,
                };
                let holds_addresses =
                    ["url", "image", "sameAs", "dictionary", "annotations"].contains(&&**key);
                match value {
                    Value::String(text) if holds_addresses => found.push((text.clone(), purpose)),
                    Value::Array(items) if holds_addresses => {
                        found.extend(
                            items.iter().filter_map(|item| Some((item.as_str()?.to_owned(), purpose))),
                        );
                        items
                            .iter()
                            .filter(|item| !item.is_string())
                            .for_each(|item| collect(item, purpose, found));
                    }
                    other => collect(other, purpose, found),
                }
            }
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, purpose, found)),
        _ => {}
    }
}

#[test]
fn what_is_let_through() {
    // In as many places as an address may be written in: of links, of pictures, of files.
    let (links, pictures, files) = (11, 5, 3);
    let all = links + pictures + files;
    let table = [
        ("https://a.example/", all),
        ("Http:/A.EXAMPLE/", all),
        ("//a.example/x", all),
        ("\\\\a.example\\x", all),
        ("/\\a.example", all),
        ("a/b", all),
        ("./a:b", all),
        ("?q=javascript:1", all),
        ("#javascript:1", all),
        // Relative to the page, and nothing worse.
        ("http:evil", all),
        ("https:/evil", all),
        ("&#106;avascript&colon;alert(1)", all),
        ("%6Aavascript%3Aalert(1)", all),
        ("java%0Ascript%3Aalert(1)", all),
        ("mailto:a@b.example", links),
        ("MAILTO:a@b.example?subject=javascript:1", links),
        ("data:image/png;base64,AA", pictures),
        ("DATA:image/JPEG,x", pictures),
        ("data:image/gif;a=image/svg+xml,x", pictures),
        ("data:image/svg+xml,x", 0),
        ("data:image/svg+xml;base64,AA", 0),
        ("data:image/SVG+XML;charset=utf-8,x", 0),
        ("data:image/png\t/../svg+xml,x", 0),
        ("data:image/,x", 0),
        ("data:image/*,x", 0),
        ("data:,image/png", 0),
        ("data:text/html,image/png", 0),
        ("data:application/xhtml+xml,x", 0),
        ("data:image/xml,x", 0),
        ("javascript:alert(1)", 0),
        ("java\nscript:alert(1)", 0),
        ("j\ta\tv\ta\ts\tc\tr\ti\tp\tt:alert(1)", 0),
        ("\u{1}javascript:alert(1)", 0),
        ("\u{feff}javascript:alert(1)", 0),
        ("\u{a0}javascript:alert(1)", 0),
        ("\u{200b}javascript:alert(1)", 0),
        ("\u{202e}javascript:alert(1)", 0),
        ("java\u{ad}script:alert(1)", 0),
        ("JAVASCRIPT:alert(1)", 0),
        ("ｊavascript:alert(1)", 0),
        ("javascript:/https://a.example/", 0),
        ("javascript:https://a.example/", 0),
        ("vbscript:x", 0),
        ("livescript:x", 0),
        ("blob:https://a.example/1", 0),
        ("filesystem:https://a.example/temporary/x", 0),
        ("view-source:javascript:1", 0),
        ("jar:https://a.example!/", 0),
        ("feed:javascript:1", 0),
        ("ws://a.example/", 0),
        ("chrome://settings/", 0),
        ("ms-msdt:/id", 0),
        ("x:y", 0),
        (":javascript:1", 0),
        ("", 0),
        (" \u{1f} ", 0),
    ];
    for (url, places) in table {
        let found = let_through(url);
        let count = |purpose: Use| found.iter().filter(|(_, other)| *other == purpose).count();
        let by_use = [Use::Link, Use::Picture, Use::File].map(count);
        let expected = match places {
            _ if places == all => [links, pictures, files],
            _ if places == links => [links, 0, 0],
            _ if places == pictures => [0, pictures, 0],
            _ => [0, 0, 0],
        };
        assert_eq!(by_use, expected, "{url:?}: {found:?}");
        let is_whole = url.get(..8).is_some_and(|start| start.eq_ignore_ascii_case("https://"));
        assert_eq!(pages(url).len(), if is_whole { 2 } else { 0 }, "{url:?}");
        for (address, purpose) in found {
            assert!(is_harmless(&address, purpose), "{address:?} of {url:?} as {purpose:?}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn no_disguise_helps(
        parts in prop::collection::vec(prop::sample::select(vec![
            "javascript", "JavaScript", "java", "script", "data", "image/png", "image/svg+xml", "text/html", "vbscript", "blob", "http", "https",
            "mailto", "file", "a.example", "alert(1)", ":", ":", ":", "/", "//", "\\", "?", "#", ";", ",", ".", "+", "-", "%3A", "&colon;", "&#58;",
            "\t", "\n", "\r", " ", "\u{0}", "\u{1}", "\u{1f}", "\u{7f}", "\u{85}", "\u{a0}", "\u{ad}", "\u{200b}", "\u{2028}", "\u{202e}",
            "\u{feff}", "：", "ｊ",
        ]), 1..7),
    ) {
        let url = parts.concat();
        let pages = pages(&url).into_iter().map(|page| (page, Use::Link));
        for (address, purpose) in let_through(&url).into_iter().chain(pages) {
            prop_assert!(is_harmless(&address, purpose), "{:?} of {:?} as {:?}", address, url, purpose);
        }
    }
}
