//! The formats that other systems write, each known by its shape.

use super::html::{Context, HtmlTree, ParseHtml, blocks, inlines, line};
use super::json::{self, Node, Sink, Value};
use super::limits::within_limits;
use super::sound::make_sound;
use super::source::Source;
use super::{DecodeError, Decoded, Diagnostic, Library, LibraryItem, library, native};
use super::{
    ans, apple_news, editorjs, ghost, json_feed, json_ld, lexical, mobiledoc, ninjs, portable_text,
    prosemirror, wordpress,
};
use crate::article::{Article, Block, Inline, Text};
use crate::text::{percent_decode, percent_encode};

/// What is done with each article of a file.
pub(super) type Visit<'a> = &'a mut dyn FnMut(&Node<'_>);

/// A format.
pub(super) struct Format {
    /// Whether the root of a JSON text is of this format.
    pub(super) is: fn(&Value<'_>) -> bool,
    /// Calls the function with each article of a file, in order; most files are one.
    pub(super) articles: fn(&Node<'_>, Visit<'_>),
    /// Reads an article.
    pub(super) decode: fn(&Node<'_>, &Reader<'_>) -> Article,
}

/// In the order in which they are tried. Where two have members of one name, the one that asks for more comes first.
const FORMATS: [&Format; 12] = [
    &apple_news::FORMAT,
    &ninjs::FORMAT,
    &ans::FORMAT,
    &wordpress::FORMAT,
    &ghost::FORMAT,
    &json_feed::FORMAT,
    &mobiledoc::FORMAT,
    &lexical::FORMAT,
    &prosemirror::FORMAT,
    &editorjs::FORMAT,
    &portable_text::FORMAT,
    &json_ld::FORMAT,
];

/// The only article of a file, which is its root.
pub(super) fn the_root(root: &Node<'_>, visit: Visit<'_>) {
    visit(root);
}

/// What a decoder needs beside the JSON.
pub(super) struct Reader<'a> {
    html: &'a dyn ParseHtml,
}

impl Reader<'_> {
    /// The blocks of the HTML that a string is. Relative addresses start from `base`, where there is one.
    pub(super) fn blocks(&self, node: &Node<'_>, base: Option<&str>) -> Vec<Block> {
        node.string().map(|html| self.blocks_of(&html, node, base)).unwrap_or_default()
    }

    /// The blocks of HTML, whose faults are reported at `node`.
    pub(super) fn blocks_of(&self, html: &str, node: &Node<'_>, base: Option<&str>) -> Vec<Block> {
        blocks(self.tree(html).root(), Context { node, base })
    }

    /// The runs of the HTML that a string is, as those of one text block.
    pub(super) fn inlines(&self, node: &Node<'_>, base: Option<&str>) -> Vec<Inline> {
        node.string().map(|html| self.inlines_of(&html, node, base)).unwrap_or_default()
    }

    /// The runs of HTML, whose faults are reported at `node`.
    pub(super) fn inlines_of(&self, html: &str, node: &Node<'_>, base: Option<&str>) -> Vec<Inline> {
        inlines(self.tree(html).root(), Context { node, base })
    }

    /// The text of the HTML that a string is, in one line; none where it is blank.
    pub(super) fn line(&self, node: &Node<'_>) -> Option<String> {
        let html = node.string()?;
        let text =
            if html.contains(['<', '&']) { line(self.tree(&html).root()) } else { html.trim().to_owned() };
        Some(text).filter(|text| !text.is_empty())
    }

    /// The document that HTML is.
    pub(super) fn tree(&self, html: &str) -> HtmlTree {
        // Parsers do not agree on what becomes of it.
        if html.contains('\0') {
            return self.html.parse(&html.replace('\0', ""));
        }
        self.html.parse(html)
    }
}

/// How files of any format are read: `docs/formats.md`.
#[derive(Clone, Copy)]
pub struct Formats<'a> {
    /// The parser of the HTML within them.
    pub html: &'a dyn ParseHtml,
    /// Which article of a file that holds several: its id, its address, or its number from 1.
    pub item: Option<&'a str>,
}

impl Formats<'_> {
    /// Decodes an article in any format, the native one and text pages among them.
    ///
    /// # Errors
    /// As [`super::decode`]; and [`DecodeError::Several`] where the file holds several articles and none is chosen,
    /// [`DecodeError::NoSuchItem`] where it does not hold the one that is.
    pub fn decode(&self, bytes: &[u8]) -> Result<Decoded, DecodeError> {
        let source = Source::new(bytes)?;
        let text = source.text();
        let reader = Reader { html: self.html };
        let mut decoded = match text.trim_start().as_bytes().first() {
            Some(b'{' | b'[') => {
                let sink = Sink::default();
                self.decode_json(&json::read(&source, &sink)?, &reader, sink)?
            }
            Some(b'<') => json_ld::decode_page(reader.tree(text).root(), &reader)?,
            _ => return super::decode(bytes),
        };
        make_sound(&mut decoded.article, &mut decoded.diagnostics);
        within_limits(decoded)
    }

    /// The article of a JSON text.
    fn decode_json(
        &self,
        value: &Value<'_>,
        reader: &Reader<'_>,
        sink: Sink,
    ) -> Result<Decoded, DecodeError> {
        let Some(format) = format_of(value) else { return native::decode(value, sink) };
        let root = Node::root(value, &sink);
        let mut count = 0;
        (format.articles)(&root, &mut |_| count += 1);
        let mut article = None;
        let mut number = 0;
        (format.articles)(&root, &mut |node| {
            number += 1;
            let is_chosen = match self.item {
                None => count == 1,
                Some(item) => is_named(node, item) || item.parse() == Ok(number),
            };
            if is_chosen && article.is_none() {
                article = Some(read(format, node, reader));
            }
        });
        match (article, self.item) {
            (Some(article), _) => Ok(Decoded { article, diagnostics: sink.into_inner() }),
            (None, None) if count == 0 => Err(DecodeError::NotAnArticle { found: "a list of no articles" }),
            (None, None) => Err(DecodeError::Several { count }),
            (None, Some(item)) => Err(DecodeError::NoSuchItem { item: item.to_owned() }),
        }
    }

    /// Decodes all articles of a file, in order, whatever [`Formats::item`] is. What is wrong is that of the whole file.
    ///
    /// # Errors
    /// As [`super::decode`].
    pub fn decode_all(&self, bytes: &[u8]) -> Result<(Vec<Article>, Vec<Diagnostic>), DecodeError> {
        let (source, sink) = (Source::new(bytes)?, Sink::default());
        if source.text().trim_start().starts_with(['{', '[']) {
            let value = json::read(&source, &sink)?;
            if let Some(format) = format_of(&value) {
                let reader = Reader { html: self.html };
                let mut articles = Vec::new();
                (format.articles)(&Node::root(&value, &sink), &mut |node| {
                    let (article, diagnostics) = (read(format, node, &reader), Vec::new());
                    articles.push(within_limits(Decoded { article, diagnostics }));
                });
                let articles =
                    articles.into_iter().map(|decoded| Ok(decoded?.article)).collect::<Result<_, _>>()?;
                return Ok((articles, sink.into_inner()));
            }
        }
        let Decoded { article, diagnostics } = self.decode(bytes)?;
        Ok((vec![article], diagnostics))
    }

    /// Decodes a file of several articles as the list to choose from. The address of each is a fragment, which
    /// [`item_of`] makes the [`Formats::item`] again.
    ///
    /// # Errors
    /// As [`super::decode`].
    pub fn decode_library(&self, bytes: &[u8]) -> Result<(Library, Vec<Diagnostic>), DecodeError> {
        let (source, sink) = (Source::new(bytes)?, Sink::default());
        let value = json::read(&source, &sink)?;
        let Some(format) = format_of(&value) else { return library::decode(&value, sink) };
        let root = Node::root(&value, &sink);
        let line = |key: &str| root.get(key).and_then(|node| node.line());
        let is_feed = root.get("items").is_some();
        let mut library = Library {
            title: if is_feed { line("title") } else { None },
            description: if is_feed { line("description") } else { None },
            items: Vec::new(),
        };
        let reader = Reader { html: self.html };
        (format.articles)(&root, &mut |node| {
            let item = item((format.decode)(node, &reader), node, library.items.len() + 1);
            library.items.push(item);
        });
        Ok((library, sink.into_inner()))
    }
}

/// The format of a JSON text; none for the native one, and for what is no article.
fn format_of(value: &Value<'_>) -> Option<&'static Format> {
    FORMATS.into_iter().find(|format| !native::is(value) && (format.is)(value))
}

/// Reads an article of a file.
fn read(format: &Format, node: &Node<'_>, reader: &Reader<'_>) -> Article {
    let mut article = (format.decode)(node, reader);
    // Headlines have no marks in the article's own form.
    article.headline = Text::plain(article.headline.to_plain());
    article.alternative_headline = article.alternative_headline.map(|text| Text::plain(text.to_plain()));
    article
}

/// The item that the fragment of a file's address names; see [`Formats::decode_library`].
///
/// ```
/// use sidelight_engine::decode::item_of;
/// assert_eq!(item_of("https://example.org/feed.json#caf%C3%A9").as_deref(), Some("café"));
/// assert_eq!(item_of("https://example.org/feed.json"), None);
/// ```
pub fn item_of(address: &str) -> Option<String> {
    let (_, fragment) = address.split_once('#')?;
    percent_decode(fragment).filter(|item| !item.is_empty())
}

/// What an article of a list may be called by, the surest first.
const NAMES: [&str; 6] = ["id", "_id", "uri", "slug", "url", "link"];

fn names<'a>(node: &'a Node<'_>) -> impl Iterator<Item = &'a str> {
    NAMES.iter().filter_map(|key| match node.value.get(key)? {
        Value::String(text) => Some(text.as_ref()),
        Value::Number(number) => Some(*number),
        _ => None,
    })
}

fn is_named(node: &Node<'_>, item: &str) -> bool {
    names(node).any(|name| name == item)
}

fn item(article: Article, node: &Node<'_>, number: usize) -> LibraryItem {
    let number = number.to_string();
    let mut src = "#".to_owned();
    percent_encode(names(node).find(|name| !name.is_empty()).unwrap_or(&number), &mut src);
    let summary = article.standfirst.iter().chain(&article.body).find_map(|block| block.first_line());
    let headline = article.headline.to_plain();
    LibraryItem {
        src,
        title: if headline.is_empty() { summary.clone().unwrap_or(number) } else { headline },
        summary,
        image: article.image.map(|figure| figure.url),
        published: article.published,
        authors: article.authors.into_iter().map(|author| author.name).collect(),
        language: article.language,
        tags: article.section.into_iter().chain(article.keywords).collect(),
        entities: article.entities.into_iter().map(|entity| entity.id).collect(),
    }
}

/// Decodes HTML, such as that of a page's text, as blocks. Relative addresses start from `base`.
///
/// ```ignore
/// let (blocks, _) = decode_html("<h2>Tea</h2><p>Green.", None, &parser);
/// ```
pub fn decode_html(html: &str, base: Option<&str>, parser: &dyn ParseHtml) -> (Vec<Block>, Vec<Diagnostic>) {
    let sink = Sink::default();
    let nothing = Value::Null;
    let node = Node::root(&nothing, &sink);
    let blocks = Reader { html: parser }.blocks_of(html, &node, base);
    (blocks, sink.into_inner())
}
