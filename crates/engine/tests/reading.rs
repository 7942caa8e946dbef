//! What the engine tells of a whole article: its blocks, its language, how long it takes to read.

use expect_test::expect;
use sidelight_engine::article::{Article, Block, BlockIndex, BlockKind, Region, Text, guess_language};
use sidelight_engine::decode::decode;

#[test]
fn text_blocks_are_numbered_in_document_order() {
    let json = r#"{
        "headline": "headline", "alternativeHeadline": "second headline",
        "standfirst": ["introduction"],
        "image": { "url": "a.png", "caption": "lead caption", "credit": "lead credit" },
        "body": [
            "paragraph",
            { "type": "heading", "content": "heading" },
            { "type": "quote", "content": ["quoted"], "cite": "quote cite" },
            { "type": "pullquote", "content": "pulled", "cite": "pull cite" },
            { "type": "list", "items": ["item", ["item one", { "type": "list", "items": ["item two"] }]] },
            { "type": "figure", "url": "b.png", "caption": "caption", "credit": "credit", "alt": "not searched" },
            { "type": "code", "text": "code" },
            { "type": "table", "caption": "table caption", "head": [["head"]], "rows": [["cell", "cell two"], ["cell three"]] },
            { "type": "definitions", "items": [{ "term": "term", "definition": ["definition"] }] },
            { "type": "rule" },
            { "type": "embed", "url": "https://a.example/", "title": "not searched" },
            { "type": "qa", "question": "question", "answer": "answer" },
            { "type": "note", "title": "note title", "content": "note" },
            { "type": "figure", "url": "c.png" },
            { "type": "hologram", "content": "unknown" },
            { "type": "footnotes", "items": [{ "id": "n", "content": ["footnote"] }] }
        ],
        "disclosure": "disclosure", "correction": ["correction"],
        "author": "not searched", "related": ["not searched"], "keywords": "not searched"
    }"#;
    let mut article = decode(json.as_bytes()).expect("an article").article;
    let line =
        |(region, text): (Region, &Text)| format!("{:2} {region:?} {}\n", text.index.0, text.to_plain());
    let lines: String = article.texts().into_iter().map(line).collect();
    expect![[r#"
         0 Headline headline
         1 Headline second headline
         2 Standfirst introduction
         3 Lead lead caption
         4 Lead lead credit
         5 Body paragraph
         6 Body heading
         7 Body quoted
         8 Body quote cite
         9 Body pulled
        10 Body pull cite
        11 Body item
        12 Body item one
        13 Body item two
        14 Body caption
        15 Body credit
        16 Body code
        17 Body table caption
        18 Body head
        19 Body cell
        20 Body cell two
        21 Body cell three
        22 Body term
        23 Body definition
        24 Body question
        25 Body answer
        26 Body note title
        27 Body note
        28 Body 
        29 Body 
        30 Body unknown
        31 Body footnote
        32 Colophon disclosure
        33 Colophon correction
    "#]]
    .assert_eq(&lines);

    let texts: Vec<_> = article.block_texts().iter().map(|text| text.as_str().to_owned()).collect();
    let plain: Vec<_> = article.texts().iter().map(|(_, text)| text.to_plain()).collect();
    assert_eq!(texts, plain);
    let places: Vec<_> = article.texts_mut().into_iter().map(|(region, text)| (region, text.index)).collect();
    let same: Vec<_> = article.texts().into_iter().map(|(region, text)| (region, text.index)).collect();
    assert_eq!(places, same, "both walks go the same way");
    assert!(same.iter().enumerate().all(|(place, (_, index))| index.get() == place));
}

#[test]
fn blocks_are_numbered_again_after_a_change() {
    let mut article =
        Article { body: vec![Block::paragraph("a"), Block::paragraph("b")], ..Article::default() };
    article.body.insert(0, Block::paragraph("new"));
    article.number_blocks();
    let BlockKind::Paragraph(last) = &article.body[2].kind else { panic!("a paragraph") };
    assert_eq!(last.index, BlockIndex(3));
}

#[test]
fn equal_texts_are_equal_wherever_they_stand() {
    let mut other = Text::plain("a");
    other.index = BlockIndex(7);
    assert_eq!(Text::plain("a"), other);
    assert_ne!(Text::plain("a"), Text::plain("b"));
}

#[test]
fn languages_are_guessed_where_the_script_tells() {
    let table = [
        ("", None),
        ("12345 !?", None),
        ("Open models", None),
        ("Модели", None),
        ("开源模型让人们受益。", Some("zh-Hans")),
        ("開源模型讓人們受益。", Some("zh-Hant")),
        ("中文", Some("zh-Hans")),
        ("DeepSeek 发布 R1 大语言模型后，OpenAI 与 Google 回应", Some("zh-Hans")),
        ("オープンソースのモデル", Some("ja")),
        ("人工知能の開発競争が激しい", Some("ja")),
        ("오픈 소스 모델", Some("ko")),
        ("The word 开源 means open source, and is written with two signs.", None),
        ("拉吉・雷迪（Raj Reddy）教授说", Some("zh-Hans")),
        ("國會議員討論科技發展，以及它對經濟的影響", Some("zh-Hant")),
    ];
    for (text, expected) in table {
        assert_eq!(guess_language(text), expected, "{text}");
    }
}

#[test]
fn an_article_says_its_language_or_has_it_guessed() {
    let language = |json: &str| decode(json.as_bytes()).expect("an article").article.language_or_guess();
    assert_eq!(
        language(r#"{ "headline": "开源", "body": "开源模型", "inLanguage": "ja" }"#).as_deref(),
        Some("ja")
    );
    assert_eq!(
        language(r#"{ "headline": "Models", "body": "开源模型让人们受益" }"#).as_deref(),
        Some("zh-Hans")
    );
    assert_eq!(language(r#"{ "headline": "Models", "body": "Open models" }"#), None);
}

#[test]
fn reading_takes_minutes() {
    let minutes = |paragraph: String| {
        Article { body: vec![Block::paragraph(paragraph)], ..Article::default() }.reading_minutes()
    };
    let table = [
        ("".to_owned(), 0),
        ("…—!".to_owned(), 0),
        ("word".to_owned(), 1),
        ("字".to_owned(), 1),
        ("word ".repeat(238), 1),
        ("word ".repeat(239), 2),
        ("字".repeat(400), 1),
        ("字".repeat(401), 2),
        ("字word ".repeat(200), 2),
        ("don't ".repeat(238), 1),
        ("state-of-the-art ".repeat(238), 1),
        ("3.14 ".repeat(238), 1),
        ("word, ".repeat(2380), 10),
        ("字，".repeat(4000), 10),
    ];
    for (text, expected) in table {
        assert_eq!(minutes(text.clone()), expected, "{}", &text.chars().take(12).collect::<String>());
    }
}

#[test]
fn only_introduction_and_body_are_read() {
    let article = Article {
        headline: Text::plain("word ".repeat(300)),
        standfirst: vec![Block::paragraph("word ".repeat(119))],
        body: vec![Block::paragraph("word ".repeat(119))],
        disclosure: vec![Block::paragraph("word ".repeat(300))],
        ..Article::default()
    };
    assert_eq!(article.reading_minutes(), 1);
}
