//! Pages about an entity: which of them is linked to, and what is the same page.

use proptest::prelude::*;
use sidelight_engine::article::Entity;
use sidelight_engine::entity::{Identity, Site, WikipediaPage, site_links};

fn strings(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|&text| text.to_owned()).collect()
}

#[test]
fn pages_of_wikipedia_are_read() {
    let cases = [
        ("https://en.wikipedia.org/wiki/Raj_Reddy", Some(("en", "Raj_Reddy"))),
        ("http://en.wikipedia.org/wiki/Raj_Reddy#Life", Some(("en", "Raj_Reddy"))),
        ("//de.wikipedia.org/wiki/Licht", Some(("de", "Licht"))),
        ("HTTPS://EN.Wikipedia.org/wiki/Light", Some(("en", "Light"))),
        ("https://en.m.wikipedia.org/wiki/Light", Some(("en", "Light"))),
        ("https://zh.wikipedia.org/wiki/胡適", Some(("zh", "胡適"))),
        ("https://zh.wikipedia.org/wiki/%E8%83%A1%E9%81%A9", Some(("zh", "胡適"))),
        ("https://zh.wikipedia.org/zh-cn/胡適", Some(("zh", "胡適"))),
        ("https://zh.wikipedia.org/zh-hant/胡適?x=1", Some(("zh", "胡適"))),
        ("https://zh.wikipedia.org/zh/胡適", Some(("zh", "胡適"))),
        ("https://zh-yue.wikipedia.org/wiki/光", Some(("zh-yue", "光"))),
        ("https://en.wikipedia.org/w/index.php?title=Open_source&oldid=5", Some(("en", "Open_source"))),
        ("https://en.wikipedia.org/w/index.php?oldid=5&title=Open+source", Some(("en", "Open_source"))),
        ("https://en.wikipedia.org/?title=Light", Some(("en", "Light"))),
        ("https://en.wikipedia.org/wiki/Open%20source_", Some(("en", "Open_source"))),
        ("https://en.wikipedia.org/wiki/TCP/IP", Some(("en", "TCP/IP"))),
        ("https://en.wikipedia.org/wiki/100%", Some(("en", "100%"))),
        ("https://en.wikipedia.org/wiki/...And_Justice", Some(("en", "...And_Justice"))),
        ("https://en.wikipedia.org/wiki/", None),
        ("https://en.wikipedia.org/wiki", None),
        ("https://en.wikipedia.org/", None),
        ("https://en.wikipedia.org/de-at/Licht", None),
        ("https://en.wikipedia.org/api/rest_v1", None),
        ("https://en.wikipedia.org/wiki/..", None),
        ("https://en.wikipedia.org/wiki/%2E%2e", None),
        ("https://en.wikipedia.org/wiki/a%00b", None),
        ("https://en.wikipedia.org/wiki/a%7Cb", None),
        ("https://en.wikipedia.org/wiki/%FF", None),
        ("https://www.wikipedia.org/wiki/Light", None),
        ("https://wikipedia.org/wiki/Light", None),
        ("https://m.wikipedia.org/wiki/Light", None),
        ("https://en.wikipedia.org.evil.example/wiki/Light", None),
        ("https://evil.example/en.wikipedia.org/wiki/Light", None),
        ("https://x@en.wikipedia.org/wiki/Light", None),
        ("https://en.wikipedia.org:8080/wiki/Light", None),
        ("ftp://en.wikipedia.org/wiki/Light", None),
        ("en.wikipedia.org/wiki/Light", None),
        ("", None),
    ];
    for (address, expected) in cases {
        let page = WikipediaPage::parse(address);
        let found = page.as_ref().map(|page| (page.language.as_str(), page.title.as_str()));
        assert_eq!(found, expected, "{address}");
    }
    let long = format!("https://en.wikipedia.org/wiki/{}", "a".repeat(255));
    assert!(WikipediaPage::parse(&long).is_some() && WikipediaPage::parse(&format!("{long}a")).is_none());
}

#[test]
fn the_page_in_the_best_language_is_chosen() {
    let (en, zh, de) = (
        "https://en.wikipedia.org/wiki/Light",
        "https://zh.wikipedia.org/wiki/光",
        "https://de.wikipedia.org/wiki/Licht",
    );
    let cases: &[(&[&str], &[&str], Option<&str>)] = &[
        (&[en, zh], &["zh-Hans", "en", "en"], Some("光")),
        (&[en, zh], &["en", "zh-Hant", "en"], Some("Light")),
        (&[de, en, zh], &["fr", "zh-Hant", "en"], Some("光")),
        (&[de, en], &["zh-Hans", "fr", "en"], Some("Light")),
        (&[de], &["zh-Hans", "fr", "en"], Some("Licht")),
        (&[de, en], &[], Some("Licht")),
        (&["https://www.wikidata.org/wiki/Q9128", "https://light.example/"], &["en"], None),
        (&[], &["en"], None),
    ];
    for (pages, languages, expected) in cases {
        let title = WikipediaPage::choose(&strings(pages), languages).map(|page| page.title);
        assert_eq!(title.as_deref(), *expected, "{pages:?} for {languages:?}");
    }
}

#[test]
fn chinese_is_asked_for_in_a_script() {
    let cases: &[(&str, &[&str], Option<&str>)] = &[
        ("zh", &["en-GB", "zh-TW", "zh-CN"], Some("zh-tw")),
        ("zh", &["zh-Hant-HK"], Some("zh-hk")),
        ("zh", &["zh", "zh-Hans"], Some("zh-hans")),
        ("zh", &["zh-Hant-US"], Some("zh-hant")),
        ("zh", &["ZH-cn"], Some("zh-cn")),
        ("zh", &["zh", "en", "ja-Hant", "zh-\r\nX: y", "-tw", ""], None),
        ("zh", &[], None),
        ("en", &["zh-TW", "en-GB"], None),
    ];
    for (language, tags, expected) in cases {
        let page = WikipediaPage { language: (*language).to_owned(), title: "A".to_owned() };
        assert_eq!(page.variant(&strings(tags)), *expected, "{tags:?}");
    }
}

#[test]
fn nothing_of_a_title_leaves_its_place_in_an_address() {
    let cases = [
        ("https://en.wikipedia.org/wiki/TCP/IP", "https://en.example/TCP%2FIP?redirect=true"),
        ("https://zh.wikipedia.org/wiki/光", "https://zh.example/%E5%85%89?redirect=true"),
        (
            "https://en.wikipedia.org/wiki/a/../b%3Fc=d&e%25",
            "https://en.example/a%2F..%2Fb%3Fc%3Dd%26e%25?redirect=true",
        ),
        ("https://en.wikipedia.org/wiki/language", "https://en.example/language?redirect=true"),
    ];
    for (address, expected) in cases {
        let page = WikipediaPage::parse(address).expect("a page");
        assert_eq!(page.fill("https://{language}.example/{title}?redirect=true"), expected);
    }
}

#[test]
fn links_are_few_and_in_order() {
    let q = "https://www.wikidata.org/wiki/Q95";
    let (en, zh) = ("https://en.wikipedia.org/wiki/Google", "https://zh.wikipedia.org/zh-cn/谷歌");
    let cases: &[(&[&str], &[&str], &[&str])] = &[
        (&[], &["en"], &[]),
        (
            &[q, "https://about.google/"],
            &["zh-Hans", "en"],
            &[
                "about.google https://about.google/",
                "Wikipedia https://www.wikidata.org/wiki/Special:GoToLinkedPage/zhwiki/Q95",
                "Wikidata https://www.wikidata.org/wiki/Q95",
            ],
        ),
        (
            &[en, "https://www.google.com/a", q, zh],
            &["zh-Hans", "en"],
            &[
                "google.com https://www.google.com/a",
                "Wikipedia https://zh.wikipedia.org/zh-cn/谷歌",
                "Wikidata https://www.wikidata.org/wiki/Q95",
            ],
        ),
        (&[zh], &["en"], &["Wikipedia https://zh.wikipedia.org/zh-cn/谷歌"]),
        (
            &["http://www.wikidata.org/entity/Q95", q],
            &["en-GB"],
            &[
                "Wikipedia https://www.wikidata.org/wiki/Special:GoToLinkedPage/enwiki/Q95",
                "Wikidata http://www.wikidata.org/entity/Q95",
            ],
        ),
        (&[q], &[], &["Wikidata https://www.wikidata.org/wiki/Q95"]),
        (
            &["https://a.example/", "http://www.a.example", "https://a.example/b", "c.html"],
            &["en"],
            &["a.example https://a.example/", "a.example https://a.example/b", "c.html c.html"],
        ),
        (&["https://www.wikipedia.org/"], &["en"], &["wikipedia.org https://www.wikipedia.org/"]),
        (
            &["https://www.wikidata.org/wiki/Property:P31", "https://www.wikidata.org/wiki/Q"],
            &["en"],
            &[
                "wikidata.org https://www.wikidata.org/wiki/Property:P31",
                "wikidata.org https://www.wikidata.org/wiki/Q",
            ],
        ),
    ];
    for (pages, languages, expected) in cases {
        let links = site_links(&strings(pages), languages).into_iter().map(|link| {
            let site = match link.site {
                Site::Wikipedia => "Wikipedia".to_owned(),
                Site::Wikidata => "Wikidata".to_owned(),
                Site::Other(host) => host,
            };
            format!("{site} {}", link.address)
        });
        assert_eq!(links.collect::<Vec<_>>(), *expected, "{pages:?} for {languages:?}");
    }
}

#[test]
fn the_same_thing_is_known_by_its_id_and_its_pages() {
    let same_as = strings(&[
        "https://www.wikidata.org/wiki/Q95",
        "https://en.wikipedia.org/wiki/Google",
        "https://About.google/us/?hl=en",
    ]);
    let google = Identity::of(&Entity { id: "google".to_owned(), same_as, ..Entity::default() });
    for name in [
        "google",
        "http://wikidata.org/entity/Q95",
        "//m.wikidata.org/wiki/Q95#sitelinks",
        "https://en.m.wikipedia.org/w/index.php?title=Google",
        "http://www.about.google/us/?hl=en",
    ] {
        assert!(google.matches(name), "{name}");
    }
    for name in [
        "Google",
        "Q95",
        "",
        "https://www.wikidata.org/wiki/Q951",
        "https://zh.wikipedia.org/wiki/Google",
        "https://about.google/",
        "https://about.google/us/?hl=de",
        "https://google",
    ] {
        assert!(!google.matches(name), "{name}");
    }
    let nothing = Identity::of(&Entity::default());
    assert!(!nothing.matches("https://a.example/"));
}

proptest! {
    /// A title that was read says the same when it is written and read again.
    #[test]
    fn titles_survive_being_written(title in "\\PC{1,40}", language in "[a-z]{2,3}") {
        let address = format!("https://{language}.wikipedia.org/wiki/{title}");
        if let Some(page) = WikipediaPage::parse(&address) {
            let written = page.fill("https://{language}.m.wikipedia.org/wiki/{title}");
            prop_assert!(written.is_ascii());
            prop_assert_eq!(WikipediaPage::parse(&written), Some(page));
        }
    }

    #[test]
    fn no_address_is_too_odd(parts in prop::collection::vec(prop::sample::select(vec![
        "https:", "//", "/", "en.", "m.", "wikipedia.org", "wikidata.org", "www.", "wiki", "Q", "1", "?", "title=", "&", "#", "%", "%E5",
        "光", "\u{0}", "-", "@", ":", "\\", "entity", " ",
    ]), 0..12)) {
        let address = parts.concat();
        let entity = Entity { same_as: vec![address.clone()], ..Entity::default() };
        let links = site_links(&entity.same_as, &["zh-Hans", "en"]);
        prop_assert!(!links.is_empty());
        if let Some(page) = WikipediaPage::parse(&address) {
            prop_assert!(!page.title.is_empty() && page.title.len() <= 255);
        }
        prop_assert!(!address.starts_with("https://a") || Identity::of(&entity).matches(&address));
    }
}
