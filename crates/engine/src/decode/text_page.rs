//! A text page: what copying an article's page gives.
//!
//! Title, channel, time and comment count on the first lines; an introduction that a line such as
//! 以下是文章全文 ends; the text; a line with the source; a related and a trending list. Every part but
//! the title may be missing, and no line is ever dropped: what fits nowhere is a paragraph.

use super::{DecodeError, Decoded, Diagnostic, MAX_BLOCKS};
use crate::article::{Article, Block, Date, Person, Source, Teaser, Text, guess_language};

/// Lines that end the introduction, without their colon.
const TEXT_FOLLOWS: [&str; 7] = [
    "以下是文章全文",
    "以下为文章全文",
    "以下是全文",
    "以下为全文",
    "以下為文章全文",
    "以下是文章全文內容",
    "the full text follows",
];

/// What a line with the source starts with, before its colon.
const SOURCE: [&str; 4] = ["来源", "來源", "文章来源", "source"];

/// What a line with the author starts with, before its colon.
const AUTHOR: [&str; 3] = ["作者", "文", "author"];

/// Lines that head the list of related articles.
const RELATED: [&str; 6] = ["相关内容", "相关阅读", "相关文章", "相關內容", "相關閱讀", "related"];

/// Lines that head the trending list.
const TRENDING: [&str; 6] = ["热门资讯", "热门文章", "热门推荐", "熱門資訊", "熱門文章", "trending"];

/// What marks an entry of the trending list as original work.
const ORIGINAL: [&str; 2] = ["原创", "原創"];

/// A line that is not blank, trimmed, with its number from 1.
#[derive(Clone, Copy)]
struct Line<'a> {
    number: usize,
    text: &'a str,
    /// Whether a blank line stands before it.
    after_blank: bool,
}

pub(super) fn decode(text: &str) -> Result<Decoded, DecodeError> {
    let lines = lines(text);
    let Some((title, rest)) = lines.split_first() else { return Err(DecodeError::Empty) };
    if rest.len() > MAX_BLOCKS {
        return Err(DecodeError::TooManyBlocks);
    }
    if rest.is_empty() {
        return Err(DecodeError::NotAnArticle { found: "a single line of text" });
    }
    let mut article = Article { headline: Text::plain(title.text), ..Article::default() };
    let mut diagnostics = Vec::new();

    let (rest, trending) = split_at_heading(rest, &TRENDING);
    let (rest, related) = split_at_heading(rest, &RELATED);
    // Some pages have the lists the other way round.
    let (trending, later) = split_at_heading(trending, &RELATED);
    let related = [related, later].concat();
    let rest = read_head(rest, &mut article);
    read_text(rest, &mut article);
    let related = related_list(&related);
    article.trending = trending.iter().map(|line| trending_entry(line.text)).collect();

    for (line, teaser) in &related {
        if related.len() > 1 && teaser.published.is_none() {
            let message = format!("the related article “{}” has no time", teaser.headline);
            diagnostics.push(Diagnostic { path: format!("line {line}"), message });
        }
    }
    article.related = related.into_iter().map(|(_, teaser)| teaser).collect();
    article.language = guess_language(text).map(str::to_owned);
    Ok(Decoded { article, diagnostics })
}

/// The lines of a text; not many more than an article may have.
fn lines(text: &str) -> Vec<Line<'_>> {
    let mut after_blank = true;
    let mut lines = Vec::new();
    for (index, text) in text.lines().enumerate() {
        let text = text.trim();
        if text.is_empty() {
            after_blank = true;
        } else if lines.len() < MAX_BLOCKS + 2 {
            lines.push(Line { number: index + 1, text, after_blank });
            after_blank = false;
        }
    }
    lines
}

/// What stands before and after the last line that is one of these headings.
fn split_at_heading<'a, 'b>(lines: &'b [Line<'a>], headings: &[&str]) -> (&'b [Line<'a>], &'b [Line<'a>]) {
    let is_heading = |line: &Line<'_>| is_one_of(line.text, headings);
    match lines.iter().rposition(is_heading) {
        Some(place) => (&lines[..place], &lines[place + 1..]),
        None => (lines, &[]),
    }
}

/// Whether a line is one of these phrases, a colon behind it or not, in capitals or not.
fn is_one_of(line: &str, phrases: &[&str]) -> bool {
    let line = line.trim_end_matches([':', '：']).trim_end();
    phrases.iter().any(|phrase| line.eq_ignore_ascii_case(phrase))
}

/// What follows the colon of a line such as `来源:凤凰网`.
fn labelled<'a>(line: &'a str, labels: &[&str]) -> Option<&'a str> {
    let (label, value) = line.split_once([':', '：'])?;
    let value = value.trim();
    (is_one_of(label.trim(), labels) && !value.is_empty()).then_some(value)
}

/// Reads channel, time, comment count and author from the lines that follow the title, and passes on
/// the rest. Only where a time stands among them: other pages have no such head.
fn read_head<'a, 'b>(lines: &'b [Line<'a>], article: &mut Article) -> &'b [Line<'a>] {
    let length = lines.iter().take(6).position(|line| line.after_blank).unwrap_or(lines.len().min(6));
    let (head, rest) = lines.split_at(length);
    if !head.iter().any(|line| Date::parse(line.text).is_some()) {
        return lines;
    }
    for line in head {
        let text = line.text;
        if let Some(date) = Date::parse(text).filter(|_| article.published.is_none()) {
            article.published = Some(date);
        } else if let Some(count) = text.parse().ok().filter(|_| article.comment_count.is_none()) {
            article.comment_count = Some(count);
        } else if let Some(name) = author(text) {
            article.authors.push(Person { name: name.to_owned(), ..Person::default() });
        } else if article.section.is_none() {
            article.section = Some(text.to_owned());
        } else {
            article.standfirst.push(Block::paragraph(text));
        }
    }
    rest
}

fn author(line: &str) -> Option<&str> {
    labelled(line, &AUTHOR).or_else(|| line.strip_prefix("By ")).map(str::trim)
}

/// Reads introduction, text and the line with the source.
fn read_text(lines: &[Line<'_>], article: &mut Article) {
    let mut text = lines;
    if let Some(place) = lines.iter().position(|line| is_one_of(line.text, &TEXT_FOLLOWS)) {
        // The line that announces the text is the editor's as well.
        let (introduction, rest) = lines.split_at(place + 1);
        article.standfirst.extend(introduction.iter().map(|line| Block::paragraph(line.text)));
        text = rest;
    }
    if let Some((last, rest)) = text.split_last()
        && let Some(name) = labelled(last.text, &SOURCE)
    {
        article.attribution.push(Source { name: name.to_owned(), url: None });
        text = rest;
    }
    article.body = text.iter().map(|line| Block::paragraph(line.text)).collect();
}

/// Entries of title, excerpt and time, with the number of the title's line; the time ends an entry.
fn related_list(lines: &[Line<'_>]) -> Vec<(usize, Teaser)> {
    let mut entries = Vec::new();
    let mut open: Option<(usize, Teaser)> = None;
    for line in lines {
        // Without a time, a blank line ends an entry that has its excerpt.
        if line.after_blank && open.as_ref().is_some_and(|(_, entry)| entry.description.is_some()) {
            entries.extend(open.take());
        }
        match (&mut open, Date::parse(line.text)) {
            (Some((_, entry)), Some(date)) => {
                entry.published = Some(date);
                entries.extend(open.take());
            }
            (Some((_, entry)), None) => match &mut entry.description {
                Some(description) => {
                    description.push('\n');
                    description.push_str(line.text);
                }
                None => entry.description = Some(line.text.to_owned()),
            },
            (None, _) => {
                open = Some((line.number, Teaser { headline: line.text.to_owned(), ..Teaser::default() }));
            }
        }
    }
    entries.extend(open);
    entries
}

/// One line: a mark for original work, a title that may be cut short, an excerpt.
fn trending_entry(line: &str) -> Teaser {
    let unmarked = ORIGINAL
        .iter()
        .find_map(|mark| line.strip_prefix(mark)?.strip_prefix(char::is_whitespace))
        .map(str::trim_start);
    let text = unmarked.unwrap_or(line);
    let (headline, excerpt) = split_title(text);
    Teaser {
        headline: headline.to_owned(),
        description: excerpt.map(str::to_owned),
        original: unmarked.is_some(),
        ..Teaser::default()
    }
}

/// A title of a trending list is at most about this long, in signs.
const LONGEST_TITLE: usize = 40;

/// A cut title ends in an ellipsis; a whole one in Han at the first space. Another has no excerpt.
fn split_title(text: &str) -> (&str, Option<&str>) {
    let spaces = || text.char_indices().take(LONGEST_TITLE).filter(|(_, c)| c.is_whitespace());
    let cut = spaces().find(|(at, _)| text[..*at].ends_with("...") || text[..*at].ends_with('…'));
    let whole = || spaces().find(|(at, _)| text[..*at].ends_with(crate::article::is_unspaced));
    match cut.or_else(whole) {
        Some((at, _)) => (&text[..at], Some(text[at..].trim_start())),
        None => (text, None),
    }
}
