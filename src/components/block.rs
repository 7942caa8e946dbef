//! Blocks.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::Arc;

use super::element::{
    Children, Element, a, aside, blockquote, caption, cite, code, dd, div, dl, dt, dynamic, figcaption,
    figure, footer, fragment, h2, h3, h4, h5, h6, hr, li, link, ol, p, picture, pre, section, span, table,
    tbody, td, th, thead, tr, ul,
};
use leptos::ev;
use leptos::prelude::*;
use sidelight_engine::article::{Block, BlockKind, Cell, CellAlign, Definition, Figure, Footnote, Text};

use super::icon::{Icon, icon};
use super::inline::leaf;
use crate::cast::{Cast, Casting};
use crate::messages::Messages;
use crate::reactive::{Memo, Signal};
use crate::state::{OpenArticle, ReaderState};

/// What all parts of an article's view need.
#[derive(Clone)]
pub struct Rendering {
    /// The article.
    pub open: Arc<OpenArticle>,
    /// The interface's phrases.
    pub messages: &'static Messages,
    /// The cast, whose mentions are links.
    pub cast: Arc<Cast>,
    casting: Casting,
    footnotes: Arc<HashMap<String, usize>>,
}

impl Rendering {
    pub fn new(state: ReaderState, messages: &'static Messages) -> Self {
        let open = state.article();
        let mut footnotes = HashMap::new();
        for block in &open.article.body {
            if let BlockKind::Footnotes(notes) = &block.kind {
                for note in notes {
                    let number = footnotes.len() + 1;
                    footnotes.entry(note.id.clone()).or_insert(number);
                }
            }
        }
        Self { open, messages, cast: state.cast(), casting: state.casting, footnotes: Arc::new(footnotes) }
    }

    /// A part of the article, which is shown anew when the mentions in its text blocks are others.
    pub fn part<C: Children>(
        &self,
        texts: Range<u32>,
        mut view: impl FnMut(&Self) -> C + Send + 'static,
    ) -> AnyView {
        let casting = self.casting;
        let mentions =
            Memo::new(move || casting.cast.with(|cast| cast.index.in_blocks(texts.clone()).to_vec()));
        let mut rendering = self.clone();
        dynamic(move || {
            mentions.track();
            rendering.cast = casting.cast.get_untracked();
            view(&rendering)
        })
    }

    /// The number of a footnote, from 1 in the order of the notes.
    pub fn footnote_number(&self, id: &str) -> usize {
        self.footnotes.get(id).copied().unwrap_or_default()
    }
}

/// A row of blocks.
pub fn blocks(blocks: &[Block], rendering: &Rendering) -> Vec<AnyView> {
    blocks.iter().map(|block| block_view(block, rendering)).collect()
}

/// The fragment by which a heading is linked to: its own id, or one from its number.
pub fn heading_id(block: &Block, content: &Text) -> String {
    block.id.clone().unwrap_or_else(|| format!("part-{}", content.index.0))
}

fn block_view(block: &Block, rendering: &Rendering) -> AnyView {
    let id = block.id.clone();
    let lang = block.lang.clone();
    match &block.kind {
        BlockKind::Paragraph(text) => {
            leaf!(p().attr("id", id).attr("lang", lang), text, rendering).into_any()
        }
        BlockKind::Heading { level, content } => {
            heading(*level, heading_id(block, content), lang, content, rendering)
        }
        BlockKind::Quote { content, cite, url } => {
            let source = caption_line(cite, rendering).map(|cite| {
                footer().child(match url {
                    Some(url) => link(rendering.open.resolve(url)).child(cite).into_any(),
                    None => cite.into_any(),
                })
            });
            blockquote()
                .attr("id", id)
                .attr("lang", lang)
                .child((blocks(content, rendering), source))
                .into_any()
        }
        BlockKind::PullQuote { content, cite } => aside()
            .class("pullquote")
            .attr("id", id)
            .attr("lang", lang)
            .child((
                leaf!(p(), content, rendering),
                caption_line(cite, rendering).map(|cite| footer().child(cite)),
            ))
            .into_any(),
        BlockKind::List { ordered, start, items } => {
            let items: Vec<_> = items.iter().map(|item| list_item(item, rendering)).collect();
            match ordered {
                true => ol()
                    .attr("id", id)
                    .attr("lang", lang)
                    .attr("start", start.to_string())
                    .child(items)
                    .into_any(),
                false => ul().attr("id", id).attr("lang", lang).child(items).into_any(),
            }
        }
        BlockKind::Figure(picture) => div()
            .class("wide")
            .attr("id", id)
            .attr("lang", lang)
            .child(figure_view(picture, rendering, false))
            .into_any(),
        BlockKind::Code { language, text } => pre()
            .attr("id", id)
            .attr("tabindex", "0")
            .attr("dir", "ltr")
            .child(leaf!(
                code().attr("data-language", language.clone()).attr("translate", "no"),
                text,
                rendering
            ))
            .into_any(),
        BlockKind::Table { caption: title, head, rows } => {
            let title = (!title.is_empty()).then(|| leaf!(caption(), title, rendering));
            let head = (!head.is_empty()).then(|| thead().child(table_rows(head, true, rendering)));
            // A wide table scrolls in its own box, which has to be reachable by key.
            div()
                .class("table wide")
                .attr("id", id)
                .attr("lang", lang)
                .attr("tabindex", "0")
                .child(table().child((title, head, tbody().child(table_rows(rows, false, rendering)))))
                .into_any()
        }
        BlockKind::Definitions(items) => {
            let items: Vec<_> = items.iter().map(|item| definition(item, rendering)).collect();
            dl().attr("id", id).attr("lang", lang).child(items).into_any()
        }
        BlockKind::Footnotes(notes) => {
            let notes: Vec<_> = notes.iter().map(|note| footnote(note, rendering)).collect();
            section()
                .class("footnotes")
                .attr("id", id)
                .attr("aria-label", rendering.messages.footnotes)
                .child(ol().child(notes))
                .into_any()
        }
        BlockKind::Rule => hr().attr("id", id).into_any(),
        BlockKind::Embed { url, title, description, provider } => {
            let address = rendering.open.resolve(url);
            let name = title.clone().unwrap_or_else(|| url.clone());
            div()
                .class("embed")
                .attr("id", id)
                .attr("lang", lang)
                .child(link(address).child((
                    provider.clone().map(|provider| span().class("embed-provider").child(provider)),
                    span().class("embed-title").child(name),
                    description.clone().map(|text| span().class("embed-description").child(text)),
                    icon(Icon::LINK),
                )))
                .into_any()
        }
        BlockKind::QuestionAnswer { question, answer } => section()
            .class("qa")
            .attr("id", id)
            .attr("lang", lang)
            .child((
                leaf!(p().class("question"), question, rendering),
                div().class("answer").child(blocks(answer, rendering)),
            ))
            .into_any(),
        BlockKind::Note { title, content } => {
            let title = (!title.is_empty()).then(|| leaf!(p().class("note-title"), title, rendering));
            aside()
                .class("note")
                .attr("id", id)
                .attr("lang", lang)
                .child((title, blocks(content, rendering)))
                .into_any()
        }
        BlockKind::Unknown { name, text } => div()
            .class("unknown")
            .attr("id", id)
            .attr("lang", lang)
            .attr("data-unknown", name.clone())
            .child((
                p().class("label")
                    .attr("part", "notice")
                    .attr("lang", rendering.messages.language)
                    .child(format!("{} ({name}).", rendering.messages.unknown_block)),
                leaf!(p().class("unknown-text"), text, rendering),
            ))
            .into_any(),
    }
}

fn heading(level: u8, id: String, lang: Option<String>, content: &Text, rendering: &Rendering) -> AnyView {
    macro_rules! heading {
        ($element:ident) => {
            leaf!($element().attr("id", id).attr("lang", lang), content, rendering).into_any()
        };
    }
    match level {
        0..=2 => heading!(h2),
        3 => heading!(h3),
        4 => heading!(h4),
        5 => heading!(h5),
        _ => heading!(h6),
    }
}

/// A line below something, such as whose words a quotation is; nothing where it is empty.
fn caption_line(text: &Text, rendering: &Rendering) -> Option<AnyView> {
    (!text.is_empty()).then(|| leaf!(cite(), text, rendering).into_any())
}

/// An item of one paragraph stands without a paragraph's distance.
fn list_item(item: &[Block], rendering: &Rendering) -> AnyView {
    match item {
        [Block { id: None, lang: None, kind: BlockKind::Paragraph(text) }] => {
            leaf!(li(), text, rendering).into_any()
        }
        item => li().child(blocks(item, rendering)).into_any(),
    }
}

/// The picture of a figure, in its size where that is known.
pub fn figure_image(figure: &Figure, open: &OpenArticle) -> Element {
    picture(open.resolve(&figure.url))
        .attr("alt", figure.alt.clone())
        .attr("width", figure.width.map(|width| width.to_string()))
        .attr("height", figure.height.map(|height| height.to_string()))
}

/// A picture with caption and credit; where it cannot be loaded, a sentence says so beside its description.
pub fn figure_view(shown: &Figure, rendering: &Rendering, is_lead: bool) -> AnyView {
    let is_missing = Signal::new(false);
    let messages = rendering.messages;
    let image = figure_image(shown, &rendering.open);
    // The first picture is seen at once, and is not to wait for the layout.
    let image = if is_lead { image.attr("loading", "eager") } else { image };
    let image = image.on(ev::error, move |_| is_missing.set(true));
    let missing = move || {
        is_missing
            .get()
            .then(|| p().class("label").attr("lang", messages.language).child(messages.image_missing))
    };
    let caption =
        (!shown.caption.is_empty()).then(|| leaf!(span().class("caption"), &shown.caption, rendering));
    let credit = (!shown.credit.is_empty()).then(|| leaf!(span().class("credit"), &shown.credit, rendering));
    let has_caption = caption.is_some() || credit.is_some();
    figure()
        .class_when("is-missing", move || is_missing.get())
        .child((image, dynamic(missing), has_caption.then(|| figcaption().child((caption, " ", credit)))))
        .into_any()
}

fn table_rows(rows: &[Vec<Cell>], is_head: bool, rendering: &Rendering) -> Vec<AnyView> {
    rows.iter()
        .map(|row| {
            tr().child(row.iter().map(|cell| table_cell(cell, is_head, rendering)).collect::<Vec<_>>())
                .into_any()
        })
        .collect()
}

fn table_cell(cell: &Cell, is_head: bool, rendering: &Rendering) -> AnyView {
    let align = match cell.align {
        CellAlign::Start => None,
        CellAlign::Center => Some("center"),
        CellAlign::End => Some("end"),
    };
    let span = |span: u16| (span > 1).then(|| span.to_string());
    macro_rules! cell {
        ($element:expr) => {
            leaf!(
                $element
                    .attr("colspan", span(cell.colspan))
                    .attr("rowspan", span(cell.rowspan))
                    .attr("data-align", align),
                &cell.content,
                rendering
            )
            .into_any()
        };
    }
    // A corner without text heads nothing.
    match (is_head || cell.header) && !cell.content.is_empty() {
        true => cell!(th().attr("scope", if is_head { "col" } else { "row" })),
        false => cell!(td()),
    }
}

fn definition(item: &Definition, rendering: &Rendering) -> AnyView {
    fragment((leaf!(dt(), &item.term, rendering), dd().child(blocks(&item.definition, rendering))))
}

fn footnote(note: &Footnote, rendering: &Rendering) -> AnyView {
    li().attr("id", format!("note-{}", note.id))
        .child((
            blocks(&note.content, rendering),
            a().class("footnote-back")
                .attr("href", format!("#ref-{}", note.id))
                .attr("aria-label", rendering.messages.text_of_note)
                .child("↩"),
        ))
        .into_any()
}
