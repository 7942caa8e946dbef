//! Plain text with ranges of it that have a style or lead somewhere.

use super::super::json::{Node, Value};
use super::text::Texts;
use crate::article::{Inline, Text};
use crate::text::Utf16Index;

/// Ranges that are read in one text.
const MAX_RANGES: usize = 500;

/// A text, and its ranges.
pub(super) struct Ranges {
    text: String,
    ranges: Vec<Range>,
    links: Vec<String>,
}

/// A part of a text, in bytes, on the boundaries of characters.
struct Range {
    start: usize,
    end: usize,
    marks: Marks,
}

/// The marks of a part.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
struct Marks {
    /// Place of its address among the links.
    link: Option<usize>,
    strong: bool,
    emphasis: bool,
    sub: bool,
    sup: bool,
}

impl Ranges {
    pub(super) fn new(text: String) -> Self {
        Self { text, ranges: Vec::new(), links: Vec::new() }
    }

    /// Reads the ranges of a component.
    pub(super) fn read(&mut self, node: &Node<'_>, texts: &Texts<'_>) {
        let index = Utf16Index::new(&self.text);
        let additions = node.get("additions");
        for addition in additions.iter().flat_map(|additions| additions.items()) {
            if self.is_full(&addition) {
                return;
            }
            // Others add to the calendar.
            let is_link = addition.value.get("type").is_none_or(|kind| kind.as_str() == Some("link"));
            if let Some(url) = addition.get("URL").filter(|_| is_link).and_then(|url| texts.link(&url)) {
                self.links.push(url);
                self.push(&index, &addition, Marks { link: Some(self.links.len() - 1), ..Marks::default() });
            }
        }
        let styles = node.get("inlineTextStyles");
        for item in styles.iter().flat_map(|styles| styles.items()) {
            if self.is_full(&item) {
                return;
            }
            let Some(style) = item.get("textStyle") else { continue };
            let marks = match style.value {
                Value::String(name) => match texts.root.value.get("textStyles").and_then(|all| all.get(name))
                {
                    Some(style) => marks(style),
                    None => {
                        style.fault(format_args!("no text style \"{name}\""));
                        Marks::default()
                    }
                },
                style => marks(style),
            };
            if marks != Marks::default() {
                self.push(&index, &item, marks);
            }
        }
    }

    /// Whether no more ranges are read; reported.
    fn is_full(&self, node: &Node<'_>) -> bool {
        let is_full = self.ranges.len() == MAX_RANGES;
        if is_full {
            node.fault("too many ranges; the text is kept, the marks of the others are not");
        }
        is_full
    }

    /// Adds the range that an object has, in UTF-16 code units, as the strings of the format's platform count.
    fn push(&mut self, index: &Utf16Index, node: &Node<'_>, marks: Marks) {
        let number = |key: &str| node.get(key)?.whole(0)?.try_into().ok();
        let (Some(start), Some(length)) = (number("rangeStart"), number("rangeLength")) else {
            return node
                .fault("a range wants “rangeStart” and “rangeLength”; the text is kept, its mark is not");
        };
        let end = index.to_byte(&self.text, usize::saturating_add(start, length));
        let start = index.to_byte(&self.text, start);
        if start < end {
            self.ranges.push(Range { start, end, marks });
        } else {
            node.fault("the range is outside the text");
        }
    }

    /// All of it as one text block; the lines are broken as they are.
    pub(super) fn line(&self) -> Text {
        let end = self.text.trim_end().len();
        self.part(self.text.len() - self.text.trim_start().len(), end)
    }

    /// Each line that is not blank.
    pub(super) fn paragraphs(&self) -> impl Iterator<Item = Text> {
        let lines = self.text.split_inclusive('\n').scan(0, |at, line| {
            let start = *at;
            *at += line.len();
            Some((start + line.len() - line.trim_start().len(), start + line.trim_end().len()))
        });
        lines.filter(|(start, end)| start < end).map(|(start, end)| self.part(start, end))
    }

    fn part(&self, start: usize, end: usize) -> Text {
        if start >= end {
            return Text::default();
        }
        let ranges: Vec<_> =
            self.ranges.iter().filter(|range| range.start < end && start < range.end).collect();
        let mut cuts: Vec<usize> = ranges.iter().flat_map(|range| [range.start, range.end]).collect();
        cuts.push(end);
        cuts.sort_unstable();
        let mut pieces: Vec<Piece<'_>> = Vec::new();
        let mut at = start;
        for cut in cuts.into_iter().filter(|cut| (start..=end).contains(cut)) {
            if cut == at {
                continue;
            }
            let over = ranges.iter().filter(|range| range.start <= at && cut <= range.end);
            let marks = over.fold(Marks::default(), |marks, range| marks.and(range.marks));
            pieces.push(Piece { text: &self.text[at..cut], marks });
            at = cut;
        }
        Text::new(self.group(&pieces, 0))
    }

    /// Runs with the marks from a level on, as few as can be: links, strong, emphasis, sub, sup.
    fn group(&self, pieces: &[Piece<'_>], level: usize) -> Vec<Inline> {
        if level == 5 {
            return pieces.iter().flat_map(|piece| leaf(piece.text)).collect();
        }
        let mut runs = Vec::new();
        for alike in pieces.chunk_by(|one, other| one.marks.at(level) == other.marks.at(level)) {
            let content = self.group(alike, level + 1);
            let mark = alike.first().and_then(|first| first.marks.at(level));
            let content = if mark.is_some() { Text::new(content).inlines } else { content };
            runs.extend(match (level, mark) {
                (_, None) => content,
                (0, Some(link)) => match self.links.get(link) {
                    Some(url) => vec![Inline::Link { url: url.clone(), content }],
                    None => content,
                },
                (1, _) => vec![Inline::Strong(content)],
                (2, _) => vec![Inline::Emphasis(content)],
                (3, _) => vec![Inline::Sub(content)],
                _ => vec![Inline::Sup(content)],
            });
        }
        runs
    }
}

struct Piece<'a> {
    text: &'a str,
    marks: Marks,
}

/// A piece without marks. It breaks where a line does.
fn leaf(text: &str) -> Vec<Inline> {
    let mut runs = Vec::new();
    for (number, line) in text.split(['\n', '\u{2028}']).enumerate() {
        if number > 0 {
            runs.push(Inline::Break);
        }
        runs.push(Inline::Text(line.trim_matches('\r').to_owned()));
    }
    runs
}

impl Marks {
    fn and(self, other: Self) -> Self {
        Self {
            link: self.link.or(other.link),
            strong: self.strong || other.strong,
            emphasis: self.emphasis || other.emphasis,
            sub: self.sub || other.sub,
            sup: self.sup || other.sup,
        }
    }

    /// The mark of a level, as [`Ranges::group`] has them.
    fn at(&self, level: usize) -> Option<usize> {
        let is = |set: bool| set.then_some(0);
        match level {
            0 => self.link,
            1 => is(self.strong),
            2 => is(self.emphasis),
            3 => is(self.sub),
            _ => is(self.sup),
        }
    }
}

/// What a text style means beside how it looks.
fn marks(style: &Value<'_>) -> Marks {
    let word = |key: &str| match style.get(key) {
        Some(Value::String(text)) => text.to_ascii_lowercase(),
        Some(Value::Number(number)) => (*number).to_owned(),
        _ => String::new(),
    };
    let (font, weight, slope, place) =
        (word("fontName"), word("fontWeight"), word("fontStyle"), word("verticalAlignment"));
    let is_any = |text: &str, words: &[&str]| words.iter().any(|word| text.contains(word));
    Marks {
        link: None,
        strong: is_any(&weight, &["bold", "black", "heavy", "600", "700", "800", "900"])
            || is_any(&font, &["bold", "black", "heavy"]),
        emphasis: is_any(&slope, &["italic", "oblique"]) || is_any(&font, &["italic", "oblique"]),
        sub: place == "subscript",
        sup: place == "superscript",
    }
}
