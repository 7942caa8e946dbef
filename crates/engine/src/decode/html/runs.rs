//! The runs of a line: what stands in a paragraph, a heading, a cell.

use std::collections::HashSet;

use super::super::address::{self, Use};
use super::super::mark::{MAX_MARKS, Mark};
use super::{Child, Context, Element, wordpress};
use crate::article::{Inline, Text, is_language_tag, is_unspaced};

/// Links and languages that go on in several blocks have names of this many bytes at most.
pub(super) const MAX_REPEATED: usize = 1_024;

/// The runs of one text block.
pub(in crate::decode) fn inlines(element: Element<'_>, context: Context<'_>) -> Vec<Inline> {
    let notes = HashSet::new();
    let mut line = Line::new(context, &notes);
    line.children(element);
    line.take().inlines
}

/// A text without markup as a browser shows it, in one line.
pub(in crate::decode) fn plain(text: &str) -> Text {
    tidy(Text::plain(text))
}

/// All text of an element in one line, without marks.
pub(in crate::decode) fn line(element: Element<'_>) -> String {
    let text = element.text();
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// A line that grows.
pub(super) struct Line<'a> {
    context: Context<'a>,
    /// The ids of the footnotes of the text.
    notes: &'a HashSet<&'a str>,
    /// What stands in the marks that are open, the whole line first.
    open: Vec<(Mark, Vec<Inline>)>,
    /// The pictures that stand in it.
    pub(super) pictures: Vec<Element<'a>>,
}

impl<'a> Line<'a> {
    pub(super) fn new(context: Context<'a>, notes: &'a HashSet<&'a str>) -> Self {
        Self { context, notes, open: vec![(Mark::Plain, Vec::new())], pictures: Vec::new() }
    }

    pub(super) fn push(&mut self, inline: Inline) {
        if let Some((_, content)) = self.open.last_mut() {
            content.push(inline);
        }
    }

    pub(super) fn text(&mut self, text: &str) {
        self.push(Inline::Text(text.to_owned()));
    }

    pub(super) fn begin(&mut self, mark: Mark) {
        // A page cannot hold a link within a link.
        let is_again =
            matches!(mark, Mark::Link(_)) && self.open.iter().any(|(mark, _)| matches!(mark, Mark::Link(_)));
        let mark = if is_again || self.open.len() > MAX_MARKS { Mark::Plain } else { mark };
        self.open.push((mark, Vec::new()));
    }

    pub(super) fn end(&mut self) {
        let Some((mark, content)) = self.open.pop() else { return };
        let content = Text::new(content).inlines;
        match self.open.last_mut() {
            Some((_, around)) => around.extend(mark.on(content)),
            None => self.open.push((mark, content)),
        }
    }

    /// A line within this one, such as a heading's, in the link and the languages that this one is in.
    pub(super) fn inner(&self) -> Self {
        let mut line = Self::new(self.context, self.notes);
        let marks = self.open.iter().map(|(mark, _)| mark);
        marks
            .filter(|mark| matches!(mark, Mark::Link(_) | Mark::Phrase(_)) && goes_on(mark))
            .for_each(|mark| line.begin(mark.clone()));
        line
    }

    /// Takes the line, tidied; the marks that are open stay so.
    pub(super) fn take(&mut self) -> Text {
        let marks: Vec<Mark> = self.open.iter().skip(1).map(|(mark, _)| mark.clone()).collect();
        marks.iter().for_each(|_| self.end());
        let content = self.open.pop().map(|(_, content)| content).unwrap_or_default();
        self.open.push((Mark::Plain, Vec::new()));
        for mark in marks {
            let mark = if goes_on(&mark) { mark } else { Mark::Plain };
            self.open.push((mark, Vec::new()));
        }
        tidy(Text::new(content))
    }

    /// What an element of a line holds.
    pub(super) fn children(&mut self, element: Element<'a>) {
        for child in element.children() {
            match child {
                Child::Text(text) => self.text(text),
                Child::Element(element) => self.element(element),
            }
        }
    }

    /// An element within a line; one that is none is taken for its content, in a line of its own.
    pub(super) fn element(&mut self, element: Element<'a>) {
        if is_unseen(element) {
            return;
        }
        match element.name() {
            "br" => self.push(Inline::Break),
            "wbr" | "rp" => {}
            // What it holds is the source of what browsers without frames show.
            "iframe" => {}
            "img" => self.picture(element),
            "code" | "kbd" | "samp" | "tt" => {
                let text = line(element);
                self.push(Inline::Code(text));
            }
            "ruby" => self.ruby(element),
            "q" => {
                let [open, close] = if self.is_chinese() { ["「", "」"] } else { ["“", "”"] };
                self.text(open);
                self.marked(element);
                self.text(close);
            }
            name if super::blocks::is_block(name) => {
                self.push(Inline::Break);
                self.children(element);
                self.push(Inline::Break);
            }
            _ => self.marked(element),
        }
    }

    /// What an element holds, in the marks that the element gives it.
    pub(super) fn marked(&mut self, element: Element<'a>) {
        if let Some(id) = self.note(element) {
            self.push(Inline::FootnoteRef { id });
            return;
        }
        let marks = self.marks(element);
        let count = marks.len();
        marks.into_iter().for_each(|mark| self.begin(mark));
        self.children(element);
        (0..count).for_each(|_| self.end());
    }

    /// The marks that an element gives what it holds.
    pub(super) fn marks(&self, element: Element<'a>) -> Vec<Mark> {
        let style = |name: &str| style(element, name);
        let is_bold = |weight: &str| {
            weight.starts_with("bold") || weight.parse::<u16>().is_ok_and(|weight| weight >= 600)
        };
        let is_italic = |style: &str| style.starts_with("italic") || style.starts_with("oblique");
        let mark = match element.name() {
            // Pasted text lies in a `b` of ordinary weight, and its marks are those of styles.
            "b" | "strong" if style("font-weight").is_some_and(|weight| !is_bold(weight)) => None,
            "i" | "em" if style("font-style").is_some_and(|style| !is_italic(style)) => None,
            "em" | "i" | "cite" | "dfn" | "var" => Some(Mark::Emphasis),
            "strong" | "b" => Some(Mark::Strong),
            "sub" => Some(Mark::Sub),
            "sup" => Some(Mark::Sup),
            "a" => element.attribute("href").and_then(|href| self.link(href)).map(Mark::Link),
            "span" => style("font-weight").filter(|weight| is_bold(weight)).map(|_| Mark::Strong),
            _ => None,
        };
        let slant = match element.name() {
            "span" => style("font-style").filter(|style| is_italic(style)).map(|_| Mark::Emphasis),
            _ => None,
        };
        let language = element.attribute("lang").filter(|tag| is_language_tag(tag));
        language.map(|tag| Mark::Phrase(tag.to_owned())).into_iter().chain(mark).chain(slant).collect()
    }

    /// The address of a link, from where the article lies.
    fn link(&self, href: &str) -> Option<String> {
        address_of(href, Use::Link, self.context)
    }

    /// The footnote that an element is the number of.
    fn note(&self, element: Element<'a>) -> Option<String> {
        let link = match element.name() {
            "a" => element,
            "sup" => {
                // A number in parentheses may stand around the link, and nothing else.
                let link = element.find(&["a"])?;
                let around = element.text().replace(&link.text(), "");
                around.chars().all(|c| c.is_whitespace() || "[]()".contains(c)).then_some(link)?
            }
            _ => return None,
        };
        let id = link.attribute("href")?.strip_prefix('#')?;
        self.notes.get(id).map(|id| (*id).to_owned())
    }

    /// A picture in a line stands behind it; one of a sign is the sign.
    fn picture(&mut self, element: Element<'a>) {
        let alt = element.attribute("alt").unwrap_or_default();
        let is_sign = ["emoji", "wp-smiley", "twemoji"].into_iter().any(|class| element.has_class(class));
        if is_sign {
            self.text(alt);
        } else {
            self.pictures.push(element);
        }
    }

    /// Bases with their readings, in pairs.
    fn ruby(&mut self, element: Element<'a>) {
        let mut base = String::new();
        for child in element.children() {
            match child {
                Child::Text(text) => base.push_str(text),
                Child::Element(part) => match part.name() {
                    "rp" => {}
                    "rt" | "rtc" => {
                        let (text, annotation) = (base.trim().to_owned(), line(part));
                        base.clear();
                        match text.is_empty() || annotation.is_empty() {
                            true => self.text(&[text, annotation].concat()),
                            false => self.push(Inline::Ruby { base: text, annotation }),
                        }
                    }
                    _ => base.push_str(&part.text()),
                },
            }
        }
        self.text(&base);
    }

    /// Whether what stands last is Han.
    fn is_chinese(&self) -> bool {
        let content = self.open.iter().rev().find_map(|(_, content)| content.last());
        content.and_then(|inline| inline.own_text().chars().next_back()).is_some_and(is_unspaced)
    }
}

/// Whether a mark goes on in further blocks: each of them has a copy of the address, so that a long one could exhaust the
/// memory.
fn goes_on(mark: &Mark) -> bool {
    !matches!(mark, Mark::Link(name) | Mark::Phrase(name) if name.len() > MAX_REPEATED)
}

/// The value of a property that an element's own style declares.
fn style<'a>(element: Element<'a>, name: &str) -> Option<&'a str> {
    let declarations =
        element.attribute("style")?.split(';').filter_map(|declaration| declaration.split_once(':'));
    declarations.filter(|(property, _)| property.trim() == name).map(|(_, value)| value.trim()).next_back()
}

/// An address, from where the article lies; none where it may not be used for this, with a diagnostic.
pub(super) fn address_of(text: &str, purpose: Use, context: Context<'_>) -> Option<String> {
    match address::allowed(text, purpose) {
        Ok(address) => address.map(|address| match context.base {
            Some(base) => address::resolve(base, &address),
            None => address.into_owned(),
        }),
        Err(scheme) => {
            address::refuse(context.node, &scheme);
            None
        }
    }
}

/// Whether an element is nothing that is read: programs, styles, forms, what is hidden or said to screen readers only, and
/// buttons to share it with.
pub(super) fn is_unseen(element: Element<'_>) -> bool {
    let is_hidden = || {
        element.attribute("hidden").is_some()
            || ["screen-reader-text", "sr-only", "visually-hidden"]
                .into_iter()
                .any(|class| element.has_class(class))
            || wordpress::is_behind(element)
    };
    matches!(
        element.name(),
        "script"
            | "style"
            | "template"
            | "head"
            | "title"
            | "meta"
            | "link"
            | "base"
            | "svg"
            | "canvas"
            | "button"
            | "input"
            | "select"
            | "datalist"
            | "textarea"
            | "progress"
            | "meter"
            | "noframes"
            | "noembed"
            | "nav"
    ) || (element.name() == "dialog" && element.attribute("open").is_none())
        || is_hidden()
}

/// Collapses white space as a browser does, and takes it from both ends and from around line breaks.
fn tidy(text: Text) -> Text {
    let mut inlines = text.inlines;
    let mut space = Space { is_behind: true, before: None };
    collapse(&mut inlines, &mut space);
    trim(&mut inlines);
    let mut text = Text::new(inlines);
    // Marks on nothing are nothing.
    text.retain(&|_| true);
    if text.to_plain().trim().is_empty() && !has_number(&text.inlines) { Text::default() } else { text }
}

fn has_number(inlines: &[Inline]) -> bool {
    inlines.iter().any(|inline| matches!(inline, Inline::FootnoteRef { .. }) || has_number(inline.content()))
}

/// What white space meets on its way along a line.
struct Space {
    /// White space that follows shows nothing.
    is_behind: bool,
    /// The last character that is none.
    before: Option<char>,
}

/// Makes one space of each white space; none at the beginning, behind a break, and where the line of the source ends
/// between signs of a script without spaces (CSS Text 4, “Segment Break Transformation”).
fn collapse(inlines: &mut Vec<Inline>, space: &mut Space) {
    for inline in inlines.iter_mut() {
        match inline {
            Inline::Text(text) => {
                let mut collapsed = String::with_capacity(text.len());
                let mut rest = text.as_str();
                while let Some(c) = rest.chars().next() {
                    if !c.is_ascii_whitespace() {
                        let end = rest.find(|c: char| c.is_ascii_whitespace()).unwrap_or(rest.len());
                        collapsed.push_str(&rest[..end]);
                        *space = Space { is_behind: false, before: rest[..end].chars().next_back() };
                        rest = &rest[end..];
                        continue;
                    }
                    let end = rest.find(|c: char| !c.is_ascii_whitespace()).unwrap_or(rest.len());
                    let (white, behind) = rest.split_at(end);
                    let joins = |c: Option<char>| c.is_some_and(|c| is_unspaced(c) || is_wide_mark(c));
                    let is_end_of_line =
                        white.contains('\n') && joins(space.before) && joins(behind.chars().next());
                    if !space.is_behind && !is_end_of_line {
                        collapsed.push(' ');
                        space.is_behind = true;
                    }
                    rest = behind;
                }
                *text = collapsed;
            }
            Inline::Break => *space = Space { is_behind: true, before: None },
            Inline::Code(text) | Inline::Ruby { base: text, .. } => {
                *space = Space { is_behind: false, before: text.chars().next_back() };
            }
            Inline::FootnoteRef { .. } => space.is_behind = false,
            Inline::Emphasis(content)
            | Inline::Strong(content)
            | Inline::Sub(content)
            | Inline::Sup(content)
            | Inline::Link { content, .. }
            | Inline::Mention { content, .. }
            | Inline::Phrase { content, .. } => collapse(content, space),
        }
    }
    inlines.retain(|inline| !is_nothing(inline));
    *inlines = Text::new(std::mem::take(inlines)).inlines;
}

/// Whether a run is an empty text, or a mark on nothing.
fn is_nothing(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) | Inline::Code(text) => text.is_empty(),
        Inline::Ruby { .. } | Inline::Break | Inline::FootnoteRef { .. } => false,
        marked => marked.content().is_empty(),
    }
}

/// Whether this is a mark of East Asian scripts, as wide as a sign.
fn is_wide_mark(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{303F}' | '\u{FF01}'..='\u{FF65}')
}

/// Takes breaks from both ends, all but one of several, and the space before them and at the end.
fn trim(inlines: &mut Vec<Inline>) {
    let mut is_end = true;
    let mut kept: Vec<bool> = inlines
        .iter_mut()
        .rev()
        .map(|inline| match inline {
            Inline::Break => !std::mem::replace(&mut is_end, true),
            inline => {
                is_end = is_end && is_blank_at_end(inline);
                !is_end
            }
        })
        .collect();
    // What is left at the beginning is one break at most.
    let first = kept.iter_mut().zip(inlines.iter().rev()).rev().find(|(kept, _)| **kept);
    if let Some((kept, Inline::Break)) = first {
        *kept = false;
    }
    inlines.retain(|_| kept.pop() == Some(true));
}

/// Takes the space and the breaks from the end of a run. Says whether nothing of it is left.
fn is_blank_at_end(inline: &mut Inline) -> bool {
    match inline {
        Inline::Text(text) => {
            text.truncate(text.trim_end_matches(' ').len());
            text.is_empty()
        }
        Inline::Break => true,
        Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Sub(content)
        | Inline::Sup(content)
        | Inline::Link { content, .. }
        | Inline::Mention { content, .. }
        | Inline::Phrase { content, .. } => {
            while content.last_mut().is_some_and(is_blank_at_end) {
                content.pop();
            }
            content.is_empty()
        }
        _ => false,
    }
}
