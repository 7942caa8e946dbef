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
mod table;

use inline::push_inlines;

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
        let mut text = &lines[..length];
        let mut behind = &lines[length..];
        let mut tag = "p";
        if self.dialect == Dialect::CommonMark {
            // A line of hyphens or equals signs makes a heading of what stands above it.
            let underlined = |line: &str, sign: char| {
                let line = line.trim();
                !line.is_empty() && line.chars().all(|c| c == sign)
            };
            if let Some((line, above)) = text.split_last()
                && underlined(line, '=')
                && !above.is_empty()
            {
                (tag, text) = ("h1", above);
            } else if let Some((line, below)) = behind.split_first()
                && underlined(line, '-')
            {
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
            while let Some((line, behind)) = rest.split_first() {
                let belongs = match line.trim() {
                    // An empty line belongs to the item where what follows does.
                    "" => behind
                        .iter()
                        .find(|line| !line.trim().is_empty())
                        .is_some_and(|next| is_indented(next)),
                    _ if is_indented(line) => true,
                    _ => is_text(line) && item.last().is_some_and(|last| is_text(last)),
                };
                if !belongs {
                    break;
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

/// The level of a heading, 1 to 6, and its text.
fn heading(line: &str) -> Option<(usize, &str)> {
    let line = line.trim();
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    let is_heading = (1..=6).contains(&level) && (text.is_empty() || text.starts_with([' ', '\t']));
    // Signs at the end are closing ones, if a space stands before them.
    let closed = text.trim_end_matches('#');
    let text = if closed.ends_with([' ', '\t']) { closed } else { text };
    is_heading.then_some((level, text.trim()))
}

/// The signs that open a listing.
fn fence(line: &str) -> Option<&str> {
    let line = line.trim();
    let sign = line.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(sign).len();
    (length >= 3 && !line[length..].contains('`')).then_some(&line[..length])
}

fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let sign = line.chars().next().unwrap_or(' ');
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    matches!(sign, '-' | '*' | '_') && signs.clone().count() >= 3 && signs.all(|c| c == sign)
}

/// Whether a tag or a comment begins here.
fn is_tag(text: &str) -> bool {
    let Some(name) = text.strip_prefix('<') else { return false };
    let is_address = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .is_some_and(|word| name[word.len()..].starts_with([':', '@']));
    !is_address && name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

/// Whether a line is nothing but text, which may go on in the next one.
fn is_text(line: &str) -> bool {
    let line = line.trim_start();
    !line.is_empty()
        && !line.starts_with('>')
        && heading(line).is_none()
        && fence(line).is_none()
        && !is_rule(line)
        && marker(line).is_none()
}

/// What an item of a list begins with.
struct Marker<'a> {
    /// The number of an item of a numbered list.
    number: Option<u32>,
    /// The columns before the text.
    width: usize,
    text: &'a str,
}

fn marker(line: &str) -> Option<Marker<'_>> {
    let inner = line.trim_start();
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let (number, behind) = match digits {
        0 => (None, inner.strip_prefix(['-', '*', '+'])?),
        1..=9 => (inner[..digits].parse().ok(), inner[digits..].strip_prefix(['.', ')'])?),
        _ => return None,
    };
    let text = behind.strip_prefix([' ', '\t']).or_else(|| behind.is_empty().then_some(""))?;
    Some(Marker { number, width: line.len() - text.len(), text })
}

fn is_indented(line: &str) -> bool {
    line.starts_with("  ") || line.starts_with('\t')
}

/// The line without the white space before it, up to so many columns; a tab counts as four.
fn dedent(line: &str, columns: usize) -> &str {
    let mut taken = 0;
    let end = line.find(|c| {
        taken += match c {
            ' ' => 1,
            '\t' => 4,
            _ => return true,
        };
        taken > columns
    });
    &line[end.unwrap_or(line.len())..]
}
