//! Elements that show or lead to something: pictures, films, posts, links, other stories.

use super::super::document;
use super::super::json::{Node, Value};
use super::elements::Elements;
use crate::article::{Block, BlockKind, Figure, Inline, Text};

/// What a card says.
#[derive(Default)]
struct Card {
    url: Option<String>,
    title: Option<String>,
    description: Option<String>,
    provider: Option<String>,
}

impl Card {
    /// The card; the words in it where it leads nowhere.
    fn blocks(self, node: &Node<'_>) -> Vec<Block> {
        let Self { url, title, description, provider } = self;
        if let Some(url) = url {
            return vec![BlockKind::Embed { url, title, description, provider }.into()];
        }
        node.fault("no address to lead to; its text is kept");
        [title, description].into_iter().flatten().map(Block::paragraph).collect()
    }
}

impl Elements<'_> {
    fn line(&self, node: &Node<'_>, key: &str) -> Option<String> {
        let part = node.get(key)?;
        // It may be an element of text.
        if part.is_object() { self.reader.line(&part.get("content")?) } else { self.reader.line(&part) }
    }

    /// One of the texts that have variants.
    fn basic(&self, node: &Node<'_>, key: &str) -> Option<String> {
        self.reader.line(&node.get(key)?.get("basic")?)
    }

    /// A picture; its caption where it cannot be shown.
    pub(super) fn image(&self, node: &Node<'_>) -> Vec<Block> {
        if let Some(figure) = self.picture(node) {
            return vec![BlockKind::Figure(figure).into()];
        }
        let caption = self.caption(node).to_plain().replace('\u{2028}', "\n");
        if caption.is_empty() {
            return vec![];
        }
        vec![BlockKind::Unknown { name: "image".to_owned(), text: Text::plain(caption) }.into()]
    }

    /// A picture with its caption, and who made it.
    pub(super) fn picture(&self, node: &Node<'_>) -> Option<Figure> {
        let mut figure = document::picture(node, self.base)?;
        figure.alt = self.line(node, "alt_text").unwrap_or_default();
        figure.caption = self.caption(node);
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

    /// Some sites write the caption into the one member, some into the other.
    fn caption(&self, node: &Node<'_>) -> Text {
        let captions = ["caption", "subtitle"].map(|key| self.text(node, key));
        captions.into_iter().find(|caption| !caption.is_empty()).unwrap_or_default()
    }

    /// Pictures, under the headline that they have in common.
    pub(super) fn gallery(&self, node: &Node<'_>) -> Vec<Block> {
        let title = self.basic(node, "headlines").map(Text::plain);
        let title = title.map(|content| BlockKind::Heading { level: 3, content }.into());
        let description = self.basic(node, "description").map(Block::paragraph);
        let pictures = node.get("content_elements");
        let pictures = pictures.iter().flat_map(|list| list.items()).flat_map(|image| self.image(&image));
        title.into_iter().chain(description).chain(pictures).collect()
    }

    /// A film or a sound.
    pub(super) fn film(&self, node: &Node<'_>) -> Vec<Block> {
        let streams = node.get("streams");
        let streams = || streams.iter().flat_map(|list| list.items());
        // A file, before a playlist that few browsers play.
        let is_file =
            |stream: &Node<'_>| stream.value.get("stream_type").and_then(Value::as_str) == Some("mp4");
        let stream = || {
            let stream = streams().find(is_file).or_else(|| streams().next())?;
            self.address(&stream, &["url"])
        };
        let url = self.address(node, &["canonical_url", "embed_url", "url"]).or_else(stream);
        let [title, description] = ["headlines", "description"].map(|key| self.basic(node, key));
        Card { url, title, description, provider: None }.blocks(node)
    }

    /// What another site offers to be embedded: a card, or what its HTML says where no address is known.
    pub(super) fn post(&self, node: &Node<'_>) -> Vec<Block> {
        let raw = node.get("raw_oembed");
        let raw = raw.as_ref();
        let of = |key: &str| raw.and_then(|raw| self.line(raw, key));
        let url = raw.and_then(|raw| self.address(raw, &["url", "_id"]));
        let url = url.or_else(|| self.address(node, &["referent_url"]));
        if let (None, Some(html)) = (&url, raw.and_then(|raw| raw.get("html"))) {
            return self.reader.blocks(&html, self.base);
        }
        let title = of("title").or_else(|| of("author_name"));
        Card { url, title, description: of("description"), provider: of("provider_name") }.blocks(node)
    }

    /// A link that stands between the paragraphs.
    pub(super) fn link(&self, node: &Node<'_>) -> Vec<Block> {
        let [title, description] = ["content", "description"].map(|key| self.line(node, key));
        Card { url: self.address(node, &["url"]), title, description, provider: None }.blocks(node)
    }

    /// Another story.
    pub(super) fn story(&self, node: &Node<'_>) -> Vec<Block> {
        let [title, description] = ["headlines", "description"].map(|key| self.basic(node, key));
        Card { url: super::url(node), title, description, provider: None }.blocks(node)
    }

    /// Links, under a title.
    pub(super) fn links(&self, node: &Node<'_>) -> Vec<Block> {
        let list = node.get("items");
        let item = |item: Node<'_>| {
            let content = vec![Inline::Text(self.line(&item, "content")?)];
            let inlines = match self.address(&item, &["url"]) {
                Some(url) => vec![Inline::Link { url, content }],
                None => content,
            };
            let description = self.line(&item, "description").map(Block::paragraph);
            Some([BlockKind::Paragraph(Text::new(inlines)).into()].into_iter().chain(description).collect())
        };
        let items: Vec<Vec<Block>> = list.iter().flat_map(|items| items.items()).filter_map(item).collect();
        let title = self.line(node, "title").map(Block::paragraph);
        let list = (!items.is_empty()).then(|| BlockKind::List { ordered: false, start: 1, items }.into());
        title.into_iter().chain(list).collect()
    }
}
