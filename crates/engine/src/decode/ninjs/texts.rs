//! The headlines, bodies and descriptions of an item, of each of which there may be several.

use super::super::formats::Reader;
use super::super::html;
use super::super::json::{Node, Value};
use super::super::markdown::{self, Dialect};
use crate::article::{Block, BlockKind};

/// The texts of an item.
pub(super) struct Texts<'a> {
    pub(super) reader: &'a Reader<'a>,
    pub(super) item: &'a Node<'a>,
    /// The item's own address.
    pub(super) base: Option<&'a str>,
}

/// How a text is written, the best first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Form {
    Xhtml,
    Html,
    Markdown,
    Plain,
    /// NITF and other XML, of which elements that HTML has are read.
    Xml,
}

impl Form {
    /// The form that a media type names, or the end of a name such as `body_xhtml`. Where nothing is said, the text tells.
    fn new(name: &str, text: &str) -> Self {
        let name = name.to_ascii_lowercase();
        let has = |word: &str| name.contains(word);
        match () {
            () if has("xhtml") => Self::Xhtml,
            () if has("html") => Self::Html,
            () if has("markdown") => Self::Markdown,
            () if has("xml") || has("nitf") => Self::Xml,
            () if has("plain") => Self::Plain,
            () if text.contains("</") || text.contains("<br") => Self::Html,
            () => Self::Plain,
        }
    }
}

/// What the second headline and the introduction are called.
const SECOND: [&str; 6] = ["sub", "second", "deck", "dek", "alternat", "short"];

impl Texts<'_> {
    /// The headline.
    pub(super) fn headline(&self) -> Option<String> {
        let own = || self.item.first_of(&["headline", "title"]).and_then(|node| self.reader.line(&node));
        self.line("headlines", &|role| !is_any(role, &SECOND)).or_else(own)
    }

    /// A headline below the first.
    pub(super) fn second_headline(&self) -> Option<String> {
        self.line("headlines", &|role| is_any(role, &SECOND))
    }

    /// The first text of a list in the item's language whose role is wanted, as a line.
    fn line(&self, list: &str, is_wanted: &dyn Fn(&str) -> bool) -> Option<String> {
        let language = member(self.item, "language");
        let list = self.item.get(list)?;
        let texts = list.one_or_many().filter(|text| is_wanted(&role(text)));
        // The main one before others, and those of another language last.
        let text = texts.min_by_key(|text| {
            let other = member(text, "language");
            let is_other = !other.is_empty() && other != language;
            (is_other, !is_any(&role(text), &["main", "headline"]))
        })?;
        if !text.is_object() {
            return self.reader.line(&text);
        }
        let value = text.get("value")?;
        match media_type(&text).to_ascii_lowercase().contains("plain") {
            true => value.line(),
            false => self.reader.line(&value),
        }
    }

    /// The text.
    pub(super) fn body(&self) -> Vec<Block> {
        // Other bodies are shorter ones, and those for editors.
        let rank =
            |role: &str| !(role.is_empty() || is_any(role, &["main", "body", "full", "story", "article"]));
        let mut offers = Vec::new();
        let list = self.item.get("bodies");
        let texts: Vec<_> = list.iter().flat_map(Node::one_or_many).collect();
        for text in &texts {
            let value = if text.is_object() { text.get("value") } else { Some(*text) };
            let is_blank = |value: &Node<'_>| value.value.as_str().is_some_and(|text| text.trim().is_empty());
            if let Some(value) = value.filter(|value| !is_blank(value)) {
                let language = member(text, "language");
                let is_other = !language.is_empty() && language != member(self.item, "language");
                offers.push(((is_other, rank(&role(text)), form(text)), value));
            }
        }
        for (name, text) in self.item.members() {
            if let (Some(name), Some(value)) = (name.strip_prefix("body_"), text.value.as_str())
                && !value.trim().is_empty()
            {
                // A picture's text says what it shows.
                let is_text = !matches!(super::kind(self.item), "picture" | "graphic");
                let name = if name == "text" { "plain" } else { name };
                if is_text {
                    offers.push(((false, false, Form::new(name, value)), text));
                }
            }
        }
        let best = offers.iter().min_by_key(|(rank, _)| *rank);
        best.map(|((_, _, form), text)| self.blocks(text, *form)).unwrap_or_default()
    }

    /// The introduction, unless the text begins with it.
    pub(super) fn standfirst(&self, body: &[Block]) -> Vec<Block> {
        let Some(text) = self.description() else { return vec![] };
        let words = text.iter().find_map(Block::first_line).unwrap_or_default();
        let words = words.trim_end_matches(['.', '…', ' ']);
        let is_said = body.iter().find_map(Block::first_line).is_some_and(|first| first.starts_with(words));
        if is_said { vec![] } else { text }
    }

    /// What an item says of itself, or of its picture.
    pub(super) fn description(&self) -> Option<Vec<Block>> {
        if let Some(list) = self.item.get("descriptions") {
            let is_shown = |text: &Node<'_>| !is_any(&role(text), &["alt", "note", "instruction", "keyword"]);
            let text = list.one_or_many().find(is_shown)?;
            return match text.is_object() {
                true => Some(self.blocks(&text.get("value")?, form(&text))),
                false => Some(self.blocks(&text, Form::Plain)),
            };
        }
        let names = ["description_xhtml", "description_html", "description_text", "description_caption"];
        let name = names.into_iter().find(|name| self.item.value.get(name).is_some_and(is_filled))?;
        let text = self.item.get(name)?;
        Some(self.blocks(&text, Form::new(name, text.value.as_str().unwrap_or_default())))
    }

    /// The blocks of a text.
    fn blocks(&self, text: &Node<'_>, form: Form) -> Vec<Block> {
        let Some(written) = text.string() else { return vec![] };
        match form {
            Form::Plain => paragraphs(&written),
            Form::Html => self.reader.blocks_of(&written, text, self.base),
            Form::Xhtml => self.reader.blocks_of(&with_ends(&written), text, self.base),
            Form::Xml => {
                // NITF has a name of its own for the headings of a text.
                let html = with_ends(&written).replace("<hl2", "<h2").replace("</hl2", "</h2");
                self.reader.blocks_of(&html, text, self.base)
            }
            Form::Markdown => {
                let html = markdown::to_html(&written, Dialect::CommonMark);
                self.reader.blocks_of(&html, text, self.base)
            }
        }
    }
}

fn is_filled(value: &Value<'_>) -> bool {
    value.as_str().is_some_and(|text| !text.trim().is_empty())
}

fn member<'a>(node: &'a Node<'_>, key: &str) -> &'a str {
    node.value.get(key).and_then(Value::as_str).unwrap_or_default()
}

/// The role of a text, in lower case.
pub(super) fn role(text: &Node<'_>) -> String {
    member(text, "role").to_ascii_lowercase()
}

fn is_any(role: &str, words: &[&str]) -> bool {
    words.iter().any(|word| role.contains(word))
}

/// The media type that a text names; empty where it names none.
fn media_type<'a>(text: &'a Node<'_>) -> &'a str {
    let names = ["contenttype", "contentType"].map(|key| member(text, key));
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

fn form(text: &Node<'_>) -> Form {
    Form::new(media_type(text), member(text, "value"))
}

/// The paragraphs of a plain text: what stands between empty lines, or each line where there are none.
fn paragraphs(text: &str) -> Vec<Block> {
    let text = text.trim();
    let has_gaps = text.lines().any(|line| line.trim().is_empty());
    let mut paragraphs = vec![String::new()];
    for line in text.lines() {
        if line.trim().is_empty() || !has_gaps {
            paragraphs.push(String::new());
        }
        if let Some(last) = paragraphs.last_mut() {
            last.push_str(line);
            last.push('\n');
        }
    }
    let texts = paragraphs.iter().map(|text| html::plain(text)).filter(|text| !text.is_empty());
    texts.map(|text| BlockKind::Paragraph(text).into()).collect()
}

/// Elements that have no end in HTML either.
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// XHTML with an end for each element that is closed where it begins. In HTML `<iframe/>` would take the rest of the text in.
fn with_ends(xhtml: &str) -> String {
    let mut html = String::with_capacity(xhtml.len());
    let mut rest = xhtml;
    while let Some(start) = rest.find('<') {
        html.push_str(&rest[..start]);
        rest = &rest[start..];
        let name_end = rest[1..].find(|c: char| !c.is_ascii_alphanumeric()).map_or(rest.len(), |end| end + 1);
        let name = &rest[1..name_end];
        if name.is_empty() {
            html.push('<');
            rest = &rest[1..];
            continue;
        }
        let Some(end) = end_of_tag(rest) else { break };
        let tag = &rest[..end];
        match tag.strip_suffix("/>").filter(|_| !VOID.iter().any(|void| name.eq_ignore_ascii_case(void))) {
            Some(tag) => html.extend([tag, "></", name, ">"]),
            None => html.push_str(tag),
        }
        rest = &rest[end..];
    }
    html.push_str(rest);
    html
}

/// Behind the sign that ends a tag, which may stand within the quotes of an attribute before.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, byte) in text.bytes().enumerate() {
        match (byte, quote) {
            (b'>', None) => return Some(at + 1),
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            _ => {}
        }
    }
    None
}
