//! Markdown to HTML, which the converter of HTML makes blocks of.
//!
//! Two dialects with one reader: the subset of [Apple News Format][apple], and [CommonMark](https://spec.commonmark.org/)
//! as far as articles use it, with the tables and the strikethrough that many systems add. Not read are link references,
//! footnotes and HTML blocks with empty lines in them.
//!
//! What opens and closes emphasis is only asked for white space on its inner side, not for punctuation as CommonMark
//! does, since Chinese text has no spaces around it: **“如此”**他说.
//!
//! [apple]: https://developer.apple.com/documentation/applenews/using-markdown-with-apple-news-format

mod inline;
mod lines;
mod link;
mod table;

use inline::push_inlines;
use lines::{dedent, fence, heading, is_indented, is_rule, is_tag, is_text, marker};

/// Quotes and lists may lie in others this deep; what lies deeper is text.
const MAX_DEPTH: usize = 12;

/// What is read as what.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Dialect {
    /// Emphasis may begin and end within words, three hyphens are a rule even below text, a numbered list begins
    /// with 1, and a tag is text.
    Apple,
    /// Tags are passed on.
    CommonMark,
}

/// Turns Markdown into HTML.
pub(super) fn to_html(markdown: &str, dialect: Dialect) -> String {
    let lines: Vec<&str> = markdown.lines().collect();
    let mut html = String::with_capacity(markdown.len() + markdown.len() / 8);
    Writer { dialect, html: &mut html }.blocks(&lines, 0);
    html
}

/// Turns the Markdown of a single line of text into HTML, without paragraphs.
pub(super) fn line_to_html(markdown: &str, dialect: Dialect) -> String {
    let mut html = String::new();
    push_inlines(markdown, dialect, &mut html);
    html
}

struct Writer<'a> {
    dialect: Dialect,
    html: &'a mut String,
}

impl Writer<'_> {
    fn blocks(&mut self, lines: &[&str], depth: usize) {
        let mut rest = lines;
        while let Some((line, behind)) = rest.split_first() {
            rest = if line.trim().is_empty() {
                behind
            } else if let Some((level, text)) = heading(line) {
                self.element(HEADINGS[level - 1], text);
                behind
            } else if let Some(fence) = fence(line) {
                self.fenced(fence, line.trim(), behind)
            } else if is_rule(line) {
                self.html.push_str("<hr>");
                behind
            } else if depth < MAX_DEPTH && line.trim_start().starts_with('>') {
                self.quote(rest, depth)
            } else if depth < MAX_DEPTH && marker(line).is_some() {
                self.list(rest, depth)
            } else if self.dialect == Dialect::CommonMark
                && (line.starts_with("    ") || line.starts_with('\t'))
            {
                self.indented(rest)
            } else if self.dialect == Dialect::CommonMark && is_tag(line.trim_start()) {
                self.passed_on(rest)
            } else if let Some(length) = table::length(rest, self.dialect) {
                table::push(&rest[..length], self.html);
                &rest[length..]
            } else {
                self.paragraph(rest, depth)
            };
        }
    }

    fn element(&mut self, tag: &str, text: &str) {
        self.html.push('<');
        self.html.push_str(tag);
        self.html.push('>');
        push_inlines(text, self.dialect, self.html);
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push('>');
    }

    fn paragraph<'l, 'a>(&mut self, lines: &'l [&'a str], depth: usize) -> &'l [&'a str] {
        let continues = |line: &&&str| {
            let marked = marker(line).is_some_and(|marker| {
                // Only a list that begins with 1 ends a paragraph, as a year at the start of a line is none.
                self.dialect == Dialect::Apple || marker.number.is_none_or(|number| number == 1)
            });
            let begins_another = line.trim().is_empty()
                || heading(line).is_some()
                || fence(line).is_some()
                || is_rule(line)
                || depth < MAX_DEPTH && (line.trim_start().starts_with('>') || marked);
            !begins_another
        };
        let length = 1 + lines[1..].iter().take_while(continues).count();
        let (mut text, mut behind) = lines.split_at(length);
        let mut tag = "p";
        if self.dialect == Dialect::CommonMark {
            // A line of equals signs or hyphens makes a heading of what stands above it.
            let is_line = |line: &str, sign: char| {
                let line = line.trim();
                !line.is_empty() && line.chars().all(|c| c == sign)
            };
            if let Some(above) = text.iter().skip(1).position(|line| is_line(line, '=')) {
                (tag, text, behind) = ("h1", &text[..=above], &lines[above + 2..]);
            } else if let Some((_, below)) = behind.split_first().filter(|(line, _)| is_line(line, '-')) {
                (tag, behind) = ("h2", below);
            }
        }
        self.element(tag, &join(text));
        behind
    }

    fn quote<'l, 'a>(&mut self, lines: &'l [&'a str], depth: usize) -> &'l [&'a str] {
        let mut inner = Vec::new();
        let mut rest = lines;
        while let Some((line, behind)) = rest.split_first() {
            match line.trim_start().strip_prefix('>') {
                Some(text) => inner.push(text.strip_prefix(' ').unwrap_or(text)),
                // A paragraph may go on without the sign.
                None if inner.last().is_some_and(|last| is_text(last)) && is_text(line) => inner.push(line),
                None => break,
            }
            rest = behind;
        }
        self.html.push_str("<blockquote>");
        self.blocks(&inner, depth + 1);
        self.html.push_str("</blockquote>");
        rest
    }

    fn list<'l, 'a>(&mut self, lines: &'l [&'a str], depth: usize) -> &'l [&'a str] {
        let first = lines.first().and_then(|line| marker(line));
        let ordered = first.as_ref().is_some_and(|marker| marker.number.is_some());
        let start = first.and_then(|marker| marker.number).filter(|_| self.dialect == Dialect::CommonMark);
        match start {
            Some(start) if start != 1 => {
                self.html.push_str("<ol start=\"");
                self.html.push_str(&start.to_string());
                self.html.push_str("\">");
            }
            _ => self.html.push_str(if ordered { "<ol>" } else { "<ul>" }),
        }
        let mut rest = lines;
        while let Some((line, behind)) = rest.split_first()
            && let Some(marker) =
                marker(line).filter(|marker| marker.number.is_some() == ordered && !is_rule(line))
        {
            let mut item = vec![marker.text];
            rest = behind;
            while !rest.is_empty() {
                let blank = rest.iter().take_while(|line| line.trim().is_empty()).count();
                let Some((line, behind)) = rest[blank..].split_first() else { break };
                let goes_on = || is_text(line) && item.last().is_some_and(|last| is_text(last));
                // Behind an empty line, only what is indented belongs to the item.
                if !is_indented(line) && (blank > 0 || !goes_on()) {
                    break;
                }
                if blank > 0 {
                    item.push("");
                }
                item.push(dedent(line, marker.width));
                rest = behind;
            }
            self.html.push_str("<li>");
            self.blocks(&item, depth + 1);
            self.html.push_str("</li>");
            // Items may stand apart.
            let blank = rest.iter().take_while(|line| line.trim().is_empty()).count();
            if rest.get(blank).is_some_and(|line| self::marker(line).is_some()) {
                rest = &rest[blank..];
            }
        }
        self.html.push_str(if ordered { "</ol>" } else { "</ul>" });
        rest
    }

    /// A listing between two fences, or to the end.
    fn fenced<'l, 'a>(&mut self, fence: &str, opening: &str, lines: &'l [&'a str]) -> &'l [&'a str] {
        let length = lines.iter().take_while(|line| !line.trim().starts_with(fence)).count();
        let language = opening[fence.len()..].split_whitespace().next();
        self.html.push_str("<pre><code");
        if let Some(language) = language {
            self.html.push_str(" class=\"language-");
            inline::push_escaped(language, self.html);
            self.html.push('"');
        }
        self.html.push('>');
        self.listing(lines[..length].iter().copied());
        lines.get(length + 1..).unwrap_or_default()
    }

    fn indented<'l, 'a>(&mut self, lines: &'l [&'a str]) -> &'l [&'a str] {
        let belongs =
            |line: &&&str| line.starts_with("    ") || line.starts_with('\t') || line.trim().is_empty();
        let mut length = lines.iter().take_while(belongs).count();
        while length > 1 && lines[length - 1].trim().is_empty() {
            length -= 1;
        }
        self.html.push_str("<pre><code>");
        self.listing(lines[..length].iter().map(|line| dedent(line, 4)));
        &lines[length..]
    }

    fn listing<'a>(&mut self, lines: impl Iterator<Item = &'a str>) {
        for (number, line) in lines.enumerate() {
            // The parser of HTML drops a line feed at the beginning.
            if number > 0 || line.is_empty() {
                self.html.push('\n');
            }
            inline::push_escaped(line, self.html);
        }
        self.html.push_str("</code></pre>");
    }

    /// HTML up to the next empty line.
    fn passed_on<'l, 'a>(&mut self, lines: &'l [&'a str]) -> &'l [&'a str] {
        let length = lines.iter().take_while(|line| !line.trim().is_empty()).count();
        self.html.push_str(&join(&lines[..length]));
        &lines[length..]
    }
}

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

fn join(lines: &[&str]) -> String {
    lines.join("\n")
}
