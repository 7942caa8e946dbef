//! Plain text: a title in the first line, and paragraphs that empty lines part, whose own lines are broken somewhere.
//!
//! In a text page, which the engine reads, each line is a paragraph. A text is one of lines that are broken if it has
//! nothing of a text page but its title, and its lines look broken.

use sidelight_engine::article::{Article, Block};
use sidelight_engine::decode::{DecodeError, Decoded, decode as text_page};

/// Lines are broken at some width between these, in columns.
const WIDTHS: std::ops::RangeInclusive<usize> = 40..=100;

pub fn decode(text: &str) -> Result<Decoded, DecodeError> {
    let decoded = text_page(text.as_bytes())?;
    let paragraphs = paragraphs(text);
    if !has_only_text(&decoded.article) || !is_broken(&paragraphs) {
        return Ok(decoded);
    }
    let mut article = decoded.article;
    article.body = paragraphs[1..].iter().flat_map(|lines| joined(lines)).map(Block::paragraph).collect();
    article.number_blocks();
    Ok(Decoded { article, ..decoded })
}

/// The lines of each paragraph.
fn paragraphs(text: &str) -> Vec<Vec<&str>> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.trim_start_matches('\u{FEFF}').lines().map(str::trim) {
        match paragraphs.last_mut() {
            Some(last) if !line.is_empty() => last.push(line),
            Some(last) if last.is_empty() => {}
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.retain(|lines| !lines.is_empty());
    paragraphs
}

/// Whether a text page has no parts but a title and a text.
fn has_only_text(article: &Article) -> bool {
    article.published.is_none()
        && article.standfirst.is_empty()
        && article.attribution.is_empty()
        && article.related.is_empty()
        && article.trending.is_empty()
}

/// Whether the lines of the paragraphs behind the title end where there was no more room, and not where a sentence ends.
fn is_broken(paragraphs: &[Vec<&str>]) -> bool {
    let Some(([title], texts)) = paragraphs.split_first().map(|(first, texts)| (first.as_slice(), texts))
    else {
        return false;
    };
    let ends_sentence =
        |line: &&&str| line.ends_with(['.', '!', '?', ':', '…', '"', '”', '。', '！', '？', '：', '」']);
    let lines = texts.iter().filter_map(|lines| lines.split_last()).flat_map(|(_, lines)| lines);
    let lines: Vec<_> = lines.collect();
    !title.is_empty()
        && !lines.is_empty()
        && lines.iter().all(|line| WIDTHS.contains(&columns(line)))
        && lines.iter().copied().filter(|line| ends_sentence(line)).count() * 3 <= lines.len()
}

/// The lines of a paragraph as one. Those of a list stay lines.
fn joined(lines: &[&str]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for line in lines {
        match joined.last_mut() {
            Some(before) if !begins_item(line) => {
                if !joins_closely(before, line) {
                    before.push(' ');
                }
                before.push_str(line);
            }
            _ => joined.push((*line).to_owned()),
        }
    }
    joined
}

/// Whether two lines of a paragraph are joined by nothing, as those of Han and kana are, and not by a space.
fn joins_closely(before: &str, behind: &str) -> bool {
    let is_wide =
        |c| matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FF60}');
    before.ends_with(is_wide) && behind.starts_with(is_wide)
}

/// Whether a line begins as an item of a list: `- `, `* `, `• `, `1. `, `2) `.
fn begins_item(line: &str) -> bool {
    let behind = line.strip_prefix(['-', '*', '•', '–']).or_else(|| {
        line.trim_start_matches(|c: char| c.is_ascii_digit())
            .strip_prefix(['.', ')'])
            .filter(|_| line.starts_with(|c: char| c.is_ascii_digit()))
    });
    behind.is_some_and(|behind| behind.starts_with(' '))
}

/// The width of a line in columns: two for signs of East Asia.
fn columns(line: &str) -> usize {
    line.chars()
        .map(|c| {
            if matches!(c, '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{FF00}'..='\u{FF60}') {
                2
            } else {
                1
            }
        })
        .sum()
}
