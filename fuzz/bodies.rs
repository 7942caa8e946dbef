//! What must hold for any bytes: for the fuzz targets, and for a short run of the same among the tests.

#![allow(dead_code, reason = "a target calls one of them")]

use sidelight_engine::annotation::annotated;
use sidelight_engine::article::{Article, Block, BlockKind};
use sidelight_engine::decode::{self, Decoded, Formats, decode_html};
use sidelight_engine::entity::EntityIndex;
use sidelight_engine::highlight::{Match, Options, Query, Search, Typed, WordBreaks, suggest};
use sidelight_engine::text::{BlockText, Span};
use sidelight_publish::Html5ever;

/// A file is an article, a dictionary, a list, a summary, or an error; and an article that had to be mended is sound then.
pub fn decode(bytes: &[u8]) {
    check(decode::decode(bytes));
    for item in [None, Some("1")] {
        let formats = Formats { html: &Html5ever, item };
        check(formats.decode(bytes));
        let _ = formats.decode_library(bytes);
    }
    let _ = decode::decode_entities(bytes, Some("zh-Hant-TW"));
    let _ = decode::decode_library(bytes);
    let _ = decode::decode_summary(bytes);
    decode::repeated_names(bytes);
}

fn check(decoded: Result<Decoded, decode::DecodeError>) {
    match decoded {
        Err(error) => assert!(error.to_string().len() < 1000, "{error}"),
        Ok(Decoded { article, diagnostics }) => {
            assert!(diagnostics.len() <= 10_001);
            settles(&article);
            let texts = article.block_texts();
            let index = EntityIndex::new(&article, &texts);
            in_order(index.mentions().iter().map(|mention| (mention.block.get(), mention.span)), &texts);
        }
    }
}

/// What is written of an article is read as the same article.
fn settles(article: &Article) {
    for (number, (_, text)) in article.texts().into_iter().enumerate() {
        assert_eq!(text.index.get(), number);
    }
    let json = serde_json::to_string(article).expect("an article is strings, numbers and lists");
    // What is neither said nor shown is no article any more.
    if let Ok(Decoded { article: again, .. }) = decode::decode(json.as_bytes()) {
        let written = serde_json::to_string(&again).expect("as before");
        let at = json.bytes().zip(written.bytes()).take_while(|(one, other)| one == other).count();
        let from = |text: &str| {
            text.chars()
                .skip(text[..text.floor_char_boundary(at)].chars().count().saturating_sub(80))
                .take(200)
                .collect::<String>()
        };
        assert!(&again == article, "written: {}\nread: {}", from(&json), from(&written));
    }
}

/// HTML becomes blocks that an article can hold.
pub fn html(bytes: &[u8]) {
    let html = String::from_utf8_lossy(bytes);
    for base in [None, Some("https://a.example/b/c?d#e")] {
        let (body, _) = decode_html(&html, base, &Html5ever);
        assert!(depth(&body) <= 18, "blocks lie {} deep", depth(&body));
        let mut article = Article { body, ..Article::default() };
        article.number_blocks();
        settles(&article);
    }
}

/// How deep blocks lie in one another.
fn depth(blocks: &[Block]) -> usize {
    let within = |block: &Block| match &block.kind {
        BlockKind::Quote { content, .. }
        | BlockKind::Note { content, .. }
        | BlockKind::QuestionAnswer { answer: content, .. } => depth(content),
        BlockKind::List { items, .. } => items.iter().map(|item| depth(item)).max().unwrap_or_default(),
        BlockKind::Definitions(items) => {
            items.iter().map(|item| depth(&item.definition)).max().unwrap_or_default()
        }
        BlockKind::Footnotes(items) => {
            items.iter().map(|item| depth(&item.content)).max().unwrap_or_default()
        }
        _ => 0,
    };
    blocks.iter().map(|block| 1 + within(block)).max().unwrap_or_default()
}

/// The first byte is the options, the first line the keywords, and each other line a text block.
pub fn matcher(bytes: &[u8]) {
    let (options, rest) = bytes.split_first().unwrap_or((&0, &[]));
    let is_on = |bit: u8| options & 1 << bit != 0;
    let options =
        Options { case: is_on(0), word: is_on(1), accents: is_on(2), script: is_on(3), regex: is_on(4) };
    let text = String::from_utf8_lossy(rest);
    let (typed, text) = text.split_once('\n').unwrap_or((&text, ""));
    let texts: Vec<_> = text.lines().map(|line| BlockText::from_plain(line.to_owned())).collect();
    let query = Query::new(Typed::new(typed, options).into_keywords(options), options);
    let found = Search::find(&query, &texts, &BeforeSpaces);
    for keyword in 0..query.keywords().len() {
        let of_keyword = found.iter().filter(|found| usize::from(found.keyword) == keyword);
        in_order(of_keyword.map(|found| (found.block.get(), found.span)), &texts);
        assert!(
            query.error(keyword).is_none()
                || !found.iter().any(|found| usize::from(found.keyword) == keyword)
        );
    }
    assert!(found.is_sorted());
    assert_eq!(letter_by_letter(typed, options, &texts), found);
    suggest(&texts.iter().map(BlockText::as_str).collect::<Vec<_>>(), 10);
}

/// What is found when a query was another one before, as while it is typed.
fn letter_by_letter(typed: &str, options: Options, texts: &[BlockText]) -> Vec<Match> {
    let mut search = Search::new(texts);
    let ends = typed.char_indices().map(|(at, _)| at).skip(1).take(16).chain([typed.len()]);
    for end in ends {
        search.set_query(&Query::new(Typed::new(&typed[..end], options).into_keywords(options), options));
        while search.advance(texts, &BeforeSpaces) {}
    }
    search.matches(0..search.len())
}

/// Words end where spaces begin and end.
struct BeforeSpaces;

impl WordBreaks for BeforeSpaces {
    fn is_break(&self, _: usize, text: &BlockText, byte: usize) -> bool {
        let (before, behind) = text.as_str().split_at(byte);
        before.ends_with(char::is_whitespace) != behind.starts_with(char::is_whitespace)
    }
}

/// Annotations of a text that has something of everything make mentions of it.
pub fn annotations(bytes: &[u8]) {
    let Ok((annotations, _)) = decode::decode_annotations(bytes) else { return };
    let texts = ["Ada Quill drew it.", "", "谷歌与 Google，1️⃣ naïve 😀\u{2028}Quill", "a a a a"];
    let texts = texts.map(|text| BlockText::from_plain(text.to_owned()));
    let mut entities = Vec::new();
    let page = Some("https://a.example/page");
    let (mentions, _) = annotated(&annotations, page, &texts, &mut entities);
    assert!(mentions.iter().all(|mention| (mention.entity as usize) < entities.len()));
    in_order(mentions.iter().map(|mention| (mention.block.get(), mention.span)), &texts);
}

/// Spans are of whole characters that are there, one behind the other.
fn in_order(spans: impl Iterator<Item = (usize, Span)>, texts: &[BlockText]) {
    let mut behind = (0, 0);
    for (block, span) in spans {
        let text = texts[block].as_str();
        assert!(span.start < span.end && text.get(span.range()).is_some(), "{span:?} of {text:?}");
        assert!((block, span.start) >= behind, "{span:?} of block {block} behind {behind:?}");
        behind = (block, span.end);
    }
}
