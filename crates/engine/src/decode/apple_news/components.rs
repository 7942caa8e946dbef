//! Components, in the order in which they stand.

use super::super::json::Node;
use super::text::Texts;
use super::{media, table};
use crate::article::{Block, BlockKind, Figure, Inline, Text};

/// Components may hold components this deep; what lies deeper is kept as plain text.
const MAX_DEPTH: usize = 16;

/// What is found on the way through the components.
pub(super) struct Reading<'a> {
    pub(super) texts: Texts<'a>,
    /// The first title.
    pub(super) headline: Option<Text>,
    /// Introductions before the text.
    pub(super) standfirst: Vec<Block>,
    /// Names, those of the metadata or of the components of authors.
    pub(super) authors: Vec<String>,
    /// Who made the pictures, where it stands before them all.
    pub(super) credit: Option<Text>,
    /// Whether the metadata names the authors.
    are_known: bool,
    /// Whether the text has begun.
    in_text: bool,
}

impl<'a> Reading<'a> {
    pub(super) fn new(texts: Texts<'a>, authors: Vec<String>) -> Self {
        let are_known = !authors.is_empty();
        Self {
            texts,
            headline: None,
            standfirst: Vec::new(),
            authors,
            credit: None,
            are_known,
            in_text: false,
        }
    }

    /// Reads an array of components.
    pub(super) fn components(&mut self, node: &Node<'_>, body: &mut Vec<Block>, depth: usize) {
        if depth > MAX_DEPTH {
            node.fault("nested too deep; its text is kept");
            body.push(Block::paragraph(media::words_of(node.value)));
            return;
        }
        for component in node.items() {
            if !component.is_object() {
                component.expected("a component");
                continue;
            }
            // What conditions may show again on some device is hidden on others.
            if component.get("hidden").is_some_and(|hidden| hidden.truth()) {
                continue;
            }
            let first = body.len();
            self.component(&component, body, depth);
            if let (Some(block), Some(id)) =
                (body.get_mut(first), component.get("identifier").and_then(|node| node.line()))
            {
                block.id.get_or_insert(id);
            }
        }
    }

    fn component(&mut self, node: &Node<'_>, body: &mut Vec<Block>, depth: usize) {
        let role = node.get("role").and_then(|role| role.line()).unwrap_or_default();
        let texts = self.texts;
        let is_in_text = self.in_text;
        match role.as_str() {
            "title" => {
                let title = texts.line(node);
                match self.headline {
                    None if !title.is_empty() => self.headline = Some(title),
                    _ => heading(2, title, body),
                }
            }
            "intro" if !is_in_text => self.standfirst.append(&mut texts.blocks(node)),
            "author" | "byline" => self.byline(&role, texts.line(node), body),
            "illustrator" | "photographer" => self.credit(texts.line(node), body),
            "caption" => caption(texts.line(node), body),
            "image" | "photo" | "figure" | "portrait" | "logo" => {
                body.extend(media::picture(node, &role, &texts))
            }
            "gallery" | "mosaic" => media::gallery(node, &role, &texts, body),
            "container" | "section" | "chapter" | "header" | "article_link" | "aside" => {
                self.container(node, &role, body, depth);
            }
            "banner_advertisement"
            | "medium_rectangle_advertisement"
            | "replica_advertisement"
            | "flexible_spacer"
            | "article_thumbnail" => {}
            _ => {
                self.in_text = true;
                match role.as_str() {
                    "heading" | "heading1" | "heading2" => heading(2, texts.line(node), body),
                    "heading3" => heading(3, texts.line(node), body),
                    "heading4" => heading(4, texts.line(node), body),
                    "heading5" => heading(5, texts.line(node), body),
                    "heading6" => heading(6, texts.line(node), body),
                    "body" | "intro" | "article_title" => body.extend(texts.blocks(node)),
                    "quote" => {
                        let content = texts.blocks(node);
                        if !content.is_empty() {
                            body.push(BlockKind::Quote { content, cite: Text::default(), url: None }.into());
                        }
                    }
                    "pullquote" => {
                        let content = texts.line(node);
                        if !content.is_empty() {
                            body.push(BlockKind::PullQuote { content, cite: Text::default() }.into());
                        }
                    }
                    "divider" => body.push(BlockKind::Rule.into()),
                    "datatable" => body.extend(table::table(node, &texts)),
                    "htmltable" => match node.get("html") {
                        Some(html) => body.append(&mut texts.reader.blocks(&html, texts.base)),
                        None => node.fault("a table wants its HTML in “html”"),
                    },
                    "link_button" => body.extend(button(node, &texts)),
                    "map" | "place" => body.extend(media::map(node, &texts)),
                    role => match media::provider(role) {
                        Some(provider) => body.extend(media::embed(node, role, provider, &texts)),
                        None => self.unknown(node, role, body, depth),
                    },
                }
            }
        }
    }

    fn container(&mut self, node: &Node<'_>, role: &str, body: &mut Vec<Block>, depth: usize) {
        let Some(components) = node.get("components") else { return };
        if !matches!(role, "aside" | "article_link") {
            return self.components(&components, body, depth + 1);
        }
        let mut content = Vec::new();
        self.in_text = true;
        self.components(&components, &mut content, depth + 1);
        if !content.is_empty() {
            body.push(BlockKind::Note { title: Text::default(), content }.into());
        }
    }

    /// Who wrote it. What says nothing but the names that the metadata has is shown by them.
    fn byline(&mut self, role: &str, text: Text, body: &mut Vec<Block>) {
        if text.is_empty() {
            return;
        }
        let words = text.to_plain();
        if !self.are_known && role == "author" {
            let name = without_by(&words);
            if !name.is_empty() {
                return self.authors.push(name.to_owned());
            }
        }
        let rest = self.authors.iter().fold(words, |rest, name| rest.replace(name.as_str(), " "));
        let is_said = rest.split(|c: char| !c.is_alphanumeric()).all(|word| {
            matches!(word, "" | "By" | "by" | "BY" | "and" | "And" | "作者" | "文" | "撰文" | "和")
        });
        if !is_said {
            body.push(BlockKind::Paragraph(text).into());
        }
    }

    /// Who made the picture before it, or the one that the article begins with.
    fn credit(&mut self, text: Text, body: &mut Vec<Block>) {
        match last_figure(body) {
            _ if text.is_empty() => {}
            Some(figure) if figure.credit.is_empty() => figure.credit = text,
            _ if !self.in_text && self.credit.is_none() => self.credit = Some(text),
            _ => body.push(BlockKind::Paragraph(text).into()),
        }
    }

    /// A component of another role: its text with its components, or all words in it.
    fn unknown(&mut self, node: &Node<'_>, role: &str, body: &mut Vec<Block>, depth: usize) {
        let name = if role.is_empty() { "component" } else { role };
        if role.is_empty() {
            node.fault("a component wants a “role”; its text is kept");
        } else {
            node.fault(format_args!("unknown component \"{role}\"; its text is kept"));
        }
        let components = node.get("components");
        let text = match (node.get("text"), &components) {
            (Some(_), _) => self.texts.line(node),
            (None, Some(_)) => Text::default(),
            (None, None) => Text::plain(media::words_of(node.value)),
        };
        if !text.is_empty() || components.is_none() {
            body.push(
                BlockKind::Unknown { name: name.to_owned(), text: Text::plain(text.to_plain()) }.into(),
            );
        }
        if let Some(components) = components {
            self.components(&components, body, depth + 1);
        }
    }
}

fn heading(level: u8, content: Text, body: &mut Vec<Block>) {
    if !content.is_empty() {
        body.push(BlockKind::Heading { level, content }.into());
    }
}

/// A text below the picture before it; a paragraph where there is none.
fn caption(text: Text, body: &mut Vec<Block>) {
    match last_figure(body) {
        _ if text.is_empty() => {}
        Some(figure) if figure.caption.is_empty() => figure.caption = text,
        _ => body.push(BlockKind::Paragraph(text).into()),
    }
}

fn last_figure(body: &mut [Block]) -> Option<&mut Figure> {
    match body.last_mut() {
        Some(Block { kind: BlockKind::Figure(figure), .. }) => Some(figure),
        _ => None,
    }
}

/// A button that leads somewhere, as a link in a paragraph of its own.
fn button(node: &Node<'_>, texts: &Texts<'_>) -> Option<Block> {
    let label = node.get("text").or_else(|| node.get("accessibilityLabel"))?.line()?;
    let content = vec![Inline::Text(label)];
    let url = node.get("URL").and_then(|url| texts.link(&url));
    let inlines = match url {
        Some(url) => vec![Inline::Link { url, content }],
        None => content,
    };
    Some(BlockKind::Paragraph(Text::new(inlines)).into())
}

/// The name in “By A. Writer”.
fn without_by(words: &str) -> &str {
    const BEFORE: [&str; 7] = ["By ", "by ", "BY ", "作者：", "作者:", "文／", "文/"];
    let words = words.trim();
    BEFORE.iter().find_map(|before| words.strip_prefix(before)).unwrap_or(words).trim()
}
