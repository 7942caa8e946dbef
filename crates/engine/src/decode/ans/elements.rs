//! The elements of a story's text.

use super::super::formats::Reader;
use super::super::json::{Node, Value};
use super::super::words::words;
use super::super::{address, document};
use crate::article::{Block, BlockKind, Cell, Correction, Figure, Inline, Text};

/// Elements hold elements this deep; of what lies deeper the text is kept.
const MAX_DEPTH: usize = 16;

/// What a correction is until it is taken out of the text.
const CORRECTION: &str = "correction";

pub(super) struct Elements<'a> {
    pub(super) reader: &'a Reader<'a>,
    /// The story's own address.
    pub(super) base: Option<&'a str>,
}

/// The strings in what is not known that are words.
fn text_of(node: &Node<'_>) -> String {
    words(node.value, |key| {
        !key.starts_with('_')
            && !matches!(
                key,
                "type"
                    | "subtype"
                    | "url"
                    | "version"
                    | "id"
                    | "additional_properties"
                    | "channels"
                    | "alignment"
            )
    })
}

impl Elements<'_> {
    pub(super) fn blocks(&self, list: &Node<'_>) -> Vec<Block> {
        self.nested(list, 0)
    }

    fn nested(&self, list: &Node<'_>, depth: usize) -> Vec<Block> {
        list.items().flat_map(|element| self.block(&element, depth)).collect()
    }

    /// Takes the corrections out of a text.
    pub(super) fn take_corrections(body: &mut Vec<Block>) -> Vec<Correction> {
        let mut corrections = Vec::new();
        body.retain(|block| match &block.kind {
            BlockKind::Unknown { name, text } if name == CORRECTION => {
                corrections.push(Correction { text: text.clone(), published: None });
                false
            }
            _ => true,
        });
        corrections
    }

    pub(super) fn block(&self, node: &Node<'_>, depth: usize) -> Vec<Block> {
        let name = node.value.get("type").and_then(Value::as_str).unwrap_or_default();
        let line = |key: &str| {
            node.get(key).filter(|node| !node.is_object()).and_then(|node| self.reader.line(&node))
        };
        let html = |key: &str| {
            Text::new(node.get(key).map(|html| self.reader.inlines(&html, self.base)).unwrap_or_default())
        };
        let basic = |key: &str| node.get(key).and_then(|texts| self.reader.line(&texts.get("basic")?));
        let embed = |url: Option<String>,
                     title: Option<String>,
                     description: Option<String>,
                     provider: Option<String>| {
            url.map(|url| BlockKind::Embed { url, title, description, provider })
        };
        if depth > MAX_DEPTH {
            node.fault("nested too deep; its text is kept");
            return vec![Block::paragraph(text_of(node))];
        }
        let kind = match name {
            // A text may hold several paragraphs, divided as HTML divides them.
            "text" => {
                return node
                    .get("content")
                    .map(|html| self.reader.blocks(&html, self.base))
                    .unwrap_or_default();
            }
            "raw_html" => {
                return node
                    .get("content")
                    .map(|html| self.reader.blocks(&html, self.base))
                    .unwrap_or_default();
            }
            "header" => {
                let level = node.get("level").and_then(|level| level.whole(1)).unwrap_or(2);
                Some(BlockKind::Heading { level: level.clamp(2, 6) as u8, content: html("content") })
            }
            "list" => Some(self.list(node, depth)),
            "image" => self.picture(node).map(BlockKind::Figure),
            "gallery" => {
                let pictures = node.get("content_elements");
                let pictures = pictures.iter().flat_map(|list| list.items());
                return pictures
                    .filter_map(|image| self.picture(&image))
                    .map(|it| BlockKind::Figure(it).into())
                    .collect();
            }
            "video" | "audio" => {
                let url = self.address(node, &["canonical_url", "embed_url", "url"]);
                let stream = || {
                    node.get("streams")
                        .and_then(|list| list.items().find_map(|it| self.address(&it, &["url"])))
                };
                embed(url.or_else(stream), basic("headlines"), basic("description"), None)
            }
            "quote" => Some(self.quote(node, depth)),
            "table" => Some(self.table(node)),
            "code" => {
                let code = node.get("content").and_then(|code| code.string()).unwrap_or_default();
                Some(BlockKind::Code { language: line("language"), text: Text::plain(code.trim_end()) })
            }
            "oembed_response" => {
                let raw = node.get("raw_oembed");
                let raw = raw.as_ref();
                let of = |key: &str| raw.and_then(|raw| raw.get(key)).and_then(|it| self.reader.line(&it));
                let url = raw.and_then(|raw| self.address(raw, &["url", "_id"]));
                let url = url.or_else(|| self.address(node, &["referent_url"]));
                embed(url, of("title").or_else(|| of("author_name")), None, of("provider_name"))
            }
            "interstitial_link" => embed(self.address(node, &["url"]), line("content"), None, None),
            "link_list" => {
                let items = node.get("items");
                let items: Vec<Vec<Block>> = items
                    .iter()
                    .flat_map(|items| items.items())
                    .filter_map(|item| {
                        let content = vec![Inline::Text(self.reader.line(&item.get("content")?)?)];
                        let inline = match self.address(&item, &["url"]) {
                            Some(url) => vec![Inline::Link { url, content }],
                            None => content,
                        };
                        Some(vec![BlockKind::Paragraph(Text::new(inline)).into()])
                    })
                    .collect();
                let title = line("title").map(|title| BlockKind::Paragraph(Text::plain(title)).into());
                let list =
                    (!items.is_empty()).then(|| BlockKind::List { ordered: false, start: 1, items }.into());
                return title.into_iter().chain(list).collect();
            }
            "divider" => Some(BlockKind::Rule),
            "numeric_rating" => {
                let of = |key: &str| node.get(key).and_then(|node| node.string());
                let units = of("units").map(|units| [" ", &units].concat()).unwrap_or_default();
                of("numeric_rating").map(|rating| {
                    let most = of("max").map(|most| ["/", &most].concat()).unwrap_or_default();
                    BlockKind::Paragraph(Text::plain([rating, most, units].concat()))
                })
            }
            "endorsement" => line("endorsement").map(|text| BlockKind::Paragraph(Text::plain(text))),
            "correction" => Some(BlockKind::Unknown { name: CORRECTION.to_owned(), text: html("text") }),
            "story" => embed(super::url(node), basic("headlines"), basic("description"), None),
            "element_group" => {
                return node
                    .get("content_elements")
                    .map(|list| self.nested(&list, depth + 1))
                    .unwrap_or_default();
            }
            "reference" => {
                let referent = node.get("referent").and_then(|it| it.get("type")?.line()).unwrap_or_default();
                node.fault(format_args!(
                    "a reference to \"{referent}\" that is not resolved; it is left out"
                ));
                None
            }
            _ => {
                let subtype = node.value.get("subtype").and_then(Value::as_str);
                let shown = subtype.filter(|_| name == "custom_embed").unwrap_or(name);
                node.fault(format_args!("unknown element \"{shown}\"; its text is kept"));
                Some(BlockKind::Unknown { name: shown.to_owned(), text: Text::plain(text_of(node)) })
            }
        };
        let is_full = |kind: &BlockKind| match kind {
            BlockKind::Heading { content: text, .. }
            | BlockKind::Paragraph(text)
            | BlockKind::Code { text, .. }
            | BlockKind::Unknown { text, .. } => !text.is_empty(),
            BlockKind::List { items, .. } => !items.is_empty(),
            BlockKind::Quote { content, .. } => !content.is_empty(),
            BlockKind::Table { rows, .. } => !rows.is_empty(),
            _ => true,
        };
        kind.filter(is_full).map(Block::from).into_iter().collect()
    }

    fn list(&self, node: &Node<'_>, depth: usize) -> BlockKind {
        let ordered = node.value.get("list_type").and_then(Value::as_str) == Some("ordered");
        let mut items: Vec<Vec<Block>> = Vec::new();
        let list = node.get("items");
        for item in list.iter().flat_map(|list| list.items()) {
            let is_list = item.value.get("type").and_then(Value::as_str) == Some("list");
            let content = self.block(&item, depth + 1);
            match items.last_mut() {
                // A list that lies between the items belongs to the one before it.
                Some(last) if is_list => last.extend(content),
                _ if content.is_empty() => {}
                _ => items.push(content),
            }
        }
        BlockKind::List { ordered, start: 1, items }
    }

    fn quote(&self, node: &Node<'_>, depth: usize) -> BlockKind {
        let mut content =
            node.get("content_elements").map(|list| self.nested(&list, depth + 1)).unwrap_or_default();
        if content.is_empty() {
            content =
                node.get("content").map(|html| self.reader.blocks(&html, self.base)).unwrap_or_default();
        }
        let cite = node.get("citation").map(|citation| match citation.is_object() {
            true => {
                citation.get("content").map(|html| self.reader.inlines(&html, self.base)).unwrap_or_default()
            }
            false => self.reader.inlines(&citation, self.base),
        });
        let cite = Text::new(cite.unwrap_or_default());
        let is_pull = node.value.get("subtype").and_then(Value::as_str) == Some("pullquote");
        match content.as_slice() {
            [Block { kind: BlockKind::Paragraph(text), .. }] if is_pull => {
                BlockKind::PullQuote { content: text.clone(), cite }
            }
            _ => BlockKind::Quote { content, cite, url: None },
        }
    }

    fn table(&self, node: &Node<'_>) -> BlockKind {
        let cell = |node: &Node<'_>, header: bool| {
            // A cell is an element of text, or a text.
            let html = node.get("content");
            let html = html.as_ref().unwrap_or(node);
            let inlines = if html.is_object() { vec![] } else { self.reader.inlines(html, self.base) };
            Cell { content: Text::new(inlines), header, ..Cell::default() }
        };
        let row =
            |node: &Node<'_>, header| node.one_or_many().map(|node| cell(&node, header)).collect::<Vec<_>>();
        let head = node.get("header").map(|head| row(&head, true)).filter(|row| !row.is_empty());
        let rows = node.get("rows");
        BlockKind::Table {
            caption: Text::default(),
            head: head.into_iter().collect(),
            rows: rows
                .iter()
                .flat_map(|rows| rows.items())
                .map(|it| row(&it, false))
                .filter(|it| !it.is_empty())
                .collect(),
        }
    }

    /// A picture with its caption, and who made it.
    pub(super) fn picture(&self, node: &Node<'_>) -> Option<Figure> {
        let line = |key: &str| node.get(key).and_then(|text| self.reader.line(&text));
        let mut figure = document::picture(node, self.base)?;
        figure.alt = line("alt_text").unwrap_or_default();
        // Some sites write the caption into the one, some into the other.
        let captions = ["caption", "subtitle"].into_iter().filter_map(|key| node.get(key));
        let mut captions = captions.map(|html| self.reader.inlines(&html, self.base));
        figure.caption = Text::new(captions.find(|caption| !caption.is_empty()).unwrap_or_default());
        let credits = node.get("credits");
        let names = |key: &str| -> Vec<String> {
            let list = credits.as_ref().and_then(|credits| credits.get(key));
            let names = list.iter().flat_map(|list| list.items());
            names.filter_map(|by| self.reader.line(&by.first_of(&["name", "byline"])?)).collect()
        };
        let names = [names("by"), names("affiliation")].concat();
        figure.credit = if names.is_empty() { Text::default() } else { Text::plain(names.join(", ")) };
        Some(figure)
    }

    fn address(&self, node: &Node<'_>, keys: &[&str]) -> Option<String> {
        let url = address::file(&node.first_of(keys)?)?;
        Some(match self.base {
            Some(base) => address::resolve(base, &url),
            None => url,
        })
    }
}
