//! The blocks of an HTML document.

use std::collections::HashSet;

use super::super::address::Use;
use super::runs::{Line, MAX_REPEATED, address_of, is_unseen, line};
use super::{Child, Context, Element, cards, media, table, wordpress};
use crate::article::{Block, BlockKind, Definition, Footnote, Inline, Text, is_language_tag};

/// Blocks hold blocks this deep; those of what lies deeper stand in the deepest.
const MAX_DEPTH: usize = 16;

/// The blocks of an element, such as the document.
pub(in crate::decode) fn blocks(element: Element<'_>, context: Context<'_>) -> Vec<Block> {
    let notes = notes(element);
    let mut flow = Flow::new(context, &notes, 0);
    flow.children(element);
    flow.finish()
}

/// Whether an element of this name stands in a line of its own.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "" | "html"
            | "body"
            | "p"
            | "div"
            | "section"
            | "article"
            | "main"
            | "header"
            | "footer"
            | "aside"
            | "address"
            | "center"
            | "hgroup"
            | "fieldset"
            | "legend"
            | "form"
            | "figure"
            | "figcaption"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "blockquote"
            | "ul"
            | "ol"
            | "menu"
            | "li"
            | "dl"
            | "dt"
            | "dd"
            | "pre"
            | "listing"
            | "xmp"
            | "plaintext"
            | "table"
            | "caption"
            | "thead"
            | "tbody"
            | "tfoot"
            | "tr"
            | "td"
            | "th"
            | "hr"
            | "details"
            | "summary"
            | "dialog"
            | "noscript"
            | "iframe"
            | "video"
            | "audio"
            | "embed"
            | "object"
    )
}

/// Whether a list is that of the footnotes, as WordPress, Pandoc and Markdown write it.
fn is_notes(element: Element<'_>) -> bool {
    let is_named = |element: Element<'_>| {
        ["wp-block-footnotes", "footnotes", "footnotes-list"]
            .into_iter()
            .any(|class| element.has_class(class))
            || element.attribute("role") == Some("doc-endnotes")
    };
    matches!(element.name(), "ol" | "ul" | "section" | "div" | "aside") && is_named(element)
}

/// The ids of all footnotes, which stand behind the numbers that refer to them.
fn notes(element: Element<'_>) -> HashSet<&str> {
    let lists = element.descendants().filter(|element| is_notes(*element));
    let items = lists.flat_map(|list| list.descendants().filter(|item| matches!(item.name(), "li" | "div")));
    items.filter_map(|item| item.attribute("id")).collect()
}

/// Blocks that grow, and the paragraph that may follow them.
pub(super) struct Flow<'a> {
    pub(super) context: Context<'a>,
    notes: &'a HashSet<&'a str>,
    depth: usize,
    pub(super) blocks: Vec<Block>,
    pub(super) line: Line<'a>,
    /// Elements that have a place of their own, and are passed over.
    without: Vec<Element<'a>>,
    /// The id of the block that comes next.
    id: Option<&'a str>,
    /// The language of the blocks that come next.
    lang: Option<&'a str>,
}

impl<'a> Flow<'a> {
    fn new(context: Context<'a>, notes: &'a HashSet<&'a str>, depth: usize) -> Self {
        Self {
            context,
            notes,
            depth,
            blocks: Vec::new(),
            line: Line::new(context, notes),
            without: Vec::new(),
            id: None,
            lang: None,
        }
    }

    /// Blocks within a block, in the link that this one is in.
    fn inner(&self) -> Self {
        let mut flow = Self::new(self.context, self.notes, self.depth + 1);
        flow.line = self.line.inner();
        flow
    }

    fn finish(mut self) -> Vec<Block> {
        self.flush();
        self.blocks
    }

    /// Ends the paragraph; pictures that stand in it follow it.
    pub(super) fn flush(&mut self) {
        let text = self.line.take();
        if !text.is_empty() {
            self.push(BlockKind::Paragraph(text));
        }
        for picture in std::mem::take(&mut self.line.pictures) {
            let figure = media::picture(picture, self.context);
            // A picture that is loaded late stands there twice.
            let before = match self.blocks.last() {
                Some(Block { kind: BlockKind::Figure(before), .. }) => Some(&before.url),
                _ => None,
            };
            if let Some(figure) = figure.filter(|figure| before != Some(&figure.url)) {
                self.push(BlockKind::Figure(figure));
            }
        }
    }

    pub(super) fn push(&mut self, kind: BlockKind) {
        let id = self.id.take();
        let lang = self.lang.filter(|tag| is_language_tag(tag));
        self.blocks.push(Block { id: id.map(str::to_owned), lang: lang.map(str::to_owned), kind });
    }

    /// What an element holds, one level deeper.
    pub(super) fn nested(&self, element: Element<'a>) -> Vec<Block> {
        self.nested_without(element, None)
    }

    /// The content of one text block, and the pictures in it behind the blocks that there are.
    pub(super) fn text(&mut self, element: Element<'a>) -> Text {
        let mut line = self.line.inner();
        line.children(element);
        self.line.pictures.append(&mut line.pictures);
        line.take()
    }

    /// What an element holds but for some elements in it.
    pub(super) fn children_without(
        &mut self,
        element: Element<'a>,
        parts: impl IntoIterator<Item = Element<'a>>,
    ) {
        let around = std::mem::replace(&mut self.without, parts.into_iter().collect());
        self.children(element);
        self.without = around;
    }

    pub(super) fn children(&mut self, element: Element<'a>) {
        let mut breaks = 0;
        let mut before: Option<Element<'a>> = None;
        for child in element.children() {
            match child {
                Child::Text(text) => {
                    if !text.trim_ascii().is_empty() {
                        breaks = 0;
                    }
                    self.line.text(text);
                }
                Child::Element(element) if self.without.iter().any(|part| part.is(element)) => {
                    before = Some(element);
                }
                Child::Element(element) => {
                    breaks = if element.name() == "br" { breaks + 1 } else { 0 };
                    // What takes a picture's place where there are no scripts is the picture again.
                    let is_again = element.name() == "noscript"
                        && before.is_some_and(|it| matches!(it.name(), "img" | "iframe"));
                    match breaks {
                        // An empty line ends a paragraph.
                        2 => self.flush(),
                        _ if is_again => {}
                        _ => self.element(element),
                    }
                    before = Some(element);
                }
            }
        }
    }

    pub(super) fn element(&mut self, element: Element<'a>) {
        let name = element.name();
        if is_unseen(element) {
            return;
        }
        if !is_block(name) {
            // Marks go on in the paragraphs that lie in them.
            match element.descendants().any(|inner| is_block(inner.name())) {
                true => {
                    let marks = self.line.marks(element);
                    let count = marks.len();
                    marks.into_iter().for_each(|mark| self.line.begin(mark));
                    self.children(element);
                    (0..count).for_each(|_| self.line.end());
                }
                false => self.line.element(element),
            }
            return;
        }
        self.flush();
        let (count, id, lang) = (self.blocks.len(), self.id, self.lang);
        self.id = element.attribute("id").filter(|id| !id.is_empty()).or(id);
        // The language of a document is that of the article.
        self.lang = element.attribute("lang").filter(|_| !matches!(name, "html" | "body")).or(lang);
        self.lang = self.lang.filter(|tag| tag.len() <= MAX_REPEATED);
        self.block(element);
        self.flush();
        self.id = id.filter(|_| self.blocks.len() == count);
        self.lang = lang;
    }

    /// A block; one that lacks what its kind is nothing without is what it holds.
    fn block(&mut self, element: Element<'a>) {
        let is_deepest = self.depth == MAX_DEPTH;
        if let Some(card) = cards::card(self, element).filter(|_| !is_deepest) {
            return self.push(card);
        }
        if wordpress::block(self, element) {
            return;
        }
        match element.name() {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = element.name().as_bytes()[1] - b'0';
                let content = self.text(element);
                if !content.is_empty() {
                    self.push(BlockKind::Heading { level: level.max(2), content });
                }
            }
            "hr" => self.push(BlockKind::Rule),
            "pre" | "listing" | "xmp" | "plaintext" => self.code(element),
            "table" => table::table(self, element),
            "figure" => media::figure(self, element),
            "iframe" | "video" | "audio" | "embed" | "object" => media::embed(self, element, None),
            _ if is_deepest => self.children(element),
            "blockquote" => self.quote(element, None),
            _ if is_notes(element) => self.footnotes(element),
            "ul" | "ol" | "menu" => self.list(element),
            "dl" => self.definitions(element),
            "details" | "aside" => self.note(element),
            _ => self.children(element),
        }
    }

    /// What an element holds but for one part, one level deeper.
    fn nested_without(&self, element: Element<'a>, part: Option<Element<'a>>) -> Vec<Block> {
        let mut flow = self.inner();
        flow.children_without(element, part);
        flow.finish()
    }

    /// Somebody else's words; whose they are stands in `cite`, in a `footer`, or in the caption of the figure around them.
    pub(super) fn quote(&mut self, element: Element<'a>, around: Option<(Element<'a>, Option<Element<'a>>)>) {
        let said = element.elements().filter(|inner| matches!(inner.name(), "cite" | "footer")).last();
        let caption = around.and_then(|(_, caption)| caption);
        let mut cite = said.or(caption).map(|element| self.text(element)).unwrap_or_default();
        // The viewer sets a dash before it itself.
        if let Some(Inline::Text(first)) = cite.inlines.first_mut() {
            *first = first.trim_start_matches(['—', '–', '-', '―', ' ']).to_owned();
            cite.retain(&|_| true);
        }
        let content = self.nested_without(element, said);
        let url = element.attribute("cite").and_then(|url| address_of(url, Use::Link, self.context));
        let is_pull =
            |element: Element<'_>| element.has_class("wp-block-pullquote") || element.has_class("pullquote");
        match content.as_slice() {
            [] if cite.is_empty() => {}
            [] => self.push(BlockKind::Paragraph(cite)),
            [Block { kind: BlockKind::Paragraph(line), .. }]
                if is_pull(element) || around.is_some_and(|(figure, _)| is_pull(figure)) =>
            {
                self.push(BlockKind::PullQuote { content: line.clone(), cite });
            }
            _ => self.push(BlockKind::Quote { content, cite, url }),
        }
    }

    fn list(&mut self, element: Element<'a>) {
        let mut items: Vec<Vec<Block>> = Vec::new();
        for child in element.children() {
            let content = match child {
                Child::Text(text) if text.trim().is_empty() => continue,
                Child::Text(text) => vec![Block::paragraph(text.trim())],
                Child::Element(item) if is_unseen(item) => continue,
                Child::Element(item) => match item.name() {
                    // A list that lies between the items belongs to the one before it.
                    "ul" | "ol" => {
                        let mut flow = self.inner();
                        flow.element(item);
                        let content = flow.finish();
                        match items.last_mut() {
                            Some(last) => {
                                last.extend(content);
                                continue;
                            }
                            None => content,
                        }
                    }
                    _ => self.item(item),
                },
            };
            if !content.is_empty() {
                items.push(content);
            }
        }
        let start =
            element.attribute("start").and_then(|start| start.trim().parse::<i32>().ok()).unwrap_or(1);
        if !items.is_empty() {
            self.push(BlockKind::List { ordered: element.name() == "ol", start: start.into(), items });
        }
    }

    /// An item of a list; a box to tick is a sign before it.
    fn item(&self, element: Element<'a>) -> Vec<Block> {
        let mut content = self.nested(element);
        let boxes = element.find(&["input"]).filter(|input| input.attribute("type") == Some("checkbox"));
        if let (Some(ticked), Some(Block { kind: BlockKind::Paragraph(text), .. })) =
            (boxes, content.first_mut())
        {
            let sign = if ticked.attribute("checked").is_some() { "☑ " } else { "☐ " };
            let mut inlines = vec![Inline::Text(sign.to_owned())];
            inlines.append(&mut text.inlines);
            *text = Text::new(inlines);
        }
        content
    }

    fn definitions(&mut self, element: Element<'a>) {
        // Terms and meanings may stand in groups.
        let parts = element.elements().flat_map(|part| {
            let inner: Vec<_> = if part.name() == "div" { part.elements().collect() } else { vec![part] };
            inner
        });
        let mut list: Vec<Definition> = Vec::new();
        for part in parts {
            match (part.name(), list.last_mut()) {
                ("dt", _) => list.push(Definition { term: self.text(part), definition: vec![] }),
                (_, Some(last)) => last.definition.extend(self.nested(part)),
                (_, None) => list.push(Definition { term: Text::default(), definition: self.nested(part) }),
            }
        }
        if !list.is_empty() {
            self.push(BlockKind::Definitions(list));
        }
    }

    /// An aside, under its `summary`.
    fn note(&mut self, element: Element<'a>) {
        let summary = element.elements().find(|inner| inner.name() == "summary");
        let title = summary.map(|summary| self.text(summary)).unwrap_or_default();
        let content = self.nested_without(element, summary);
        match content.is_empty() {
            true if title.is_empty() => {}
            true => self.push(BlockKind::Paragraph(title)),
            false => self.push(BlockKind::Note { title, content }),
        }
    }

    fn footnotes(&mut self, element: Element<'a>) {
        let items = element
            .descendants()
            .filter(|item| item.attribute("id").is_some_and(|id| self.notes.contains(id)));
        let items: Vec<_> = items.collect();
        let note = |item: &Element<'a>| {
            let content = self.nested(*item).into_iter().filter_map(without_way_back).collect();
            Footnote { id: item.attribute("id").unwrap_or_default().to_owned(), content }
        };
        let notes: Vec<_> = items.iter().map(note).filter(|note| !note.content.is_empty()).collect();
        match notes.is_empty() {
            true => self.children(element),
            false => self.push(BlockKind::Footnotes(notes)),
        }
    }

    /// A listing, as it is written.
    pub(super) fn code(&mut self, element: Element<'a>) {
        let code = element.find(&["code"]).unwrap_or(element);
        let classes = [code, element].into_iter().filter_map(|element| element.attribute("class"));
        let mut words = classes.flat_map(str::split_ascii_whitespace);
        let language =
            words.find_map(|word| word.strip_prefix("language-").or_else(|| word.strip_prefix("lang-")));
        let mut text = String::new();
        written(element, &mut text);
        let text = text.trim_end_matches(['\n', '\r', ' ']);
        if !text.trim().is_empty() {
            self.push(BlockKind::Code { language: language.map(str::to_owned), text: Text::plain(text) });
        }
    }
}

/// The text of a listing, with a line feed where a browser begins a line.
fn written(element: Element<'_>, text: &mut String) {
    let end_line = |text: &mut String| {
        if !text.is_empty() && !text.ends_with('\n') {
            text.push('\n');
        }
    };
    for child in element.children() {
        match child {
            Child::Text(own) => text.push_str(own),
            Child::Element(inner) if is_unseen(inner) => {}
            Child::Element(inner) if inner.name() == "br" => text.push('\n'),
            Child::Element(inner) if is_block(inner.name()) => {
                end_line(text);
                written(inner, text);
                end_line(text);
            }
            Child::Element(inner) => written(inner, text),
        }
    }
}

/// A block of a footnote without the arrow that leads back to its number, which the viewer makes itself.
fn without_way_back(mut block: Block) -> Option<Block> {
    if let BlockKind::Paragraph(text) = &mut block.kind {
        let is_arrow =
            |content: &[Inline]| matches!(content, [Inline::Text(sign)] if sign.starts_with(['↩', '↑', '^']));
        text.inlines.retain(|inline| !matches!(inline, Inline::Link { content, .. } if is_arrow(content)));
        if let Some(Inline::Text(last)) = text.inlines.last_mut() {
            last.truncate(last.trim_end().len());
        }
        *text = Text::new(std::mem::take(&mut text.inlines));
        if text.is_empty() {
            return None;
        }
    }
    Some(block)
}

/// All text of a caption in one line.
pub(super) fn plain(element: Element<'_>) -> Option<String> {
    Some(line(element)).filter(|text| !text.is_empty())
}
