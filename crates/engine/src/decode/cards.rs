//! Cards of Ghost: what stands between the paragraphs of its posts, in [Mobiledoc](super::mobiledoc) and in Lexical
//! alike, each with a name and members of its own.
//!
//! Ghost describes them by its [renderers](https://github.com/TryGhost/Koenig) only. Members with words in them are
//! HTML, but for titles of files and labels of buttons.

use super::address;
use super::formats::Reader;
use super::json::{Node, Value};
use super::markdown::{self, Dialect};
use super::words::words;
use crate::article::{Block, BlockKind, Figure, Inline, Text};

/// What a card is read with.
pub(super) struct Card<'a> {
    pub(super) reader: &'a Reader<'a>,
    /// The article's own address.
    pub(super) base: Option<&'a str>,
    /// What the card holds.
    pub(super) node: &'a Node<'a>,
}

impl Card<'_> {
    /// The blocks of the card of this name. One that is unknown keeps its text, with a diagnostic.
    pub(super) fn blocks(&self, name: &str) -> Vec<Block> {
        match name {
            "image" | "image-card" => self.picture(self.node).into_iter().map(Block::from).collect(),
            "gallery" => {
                let images = self.node.get("images");
                let pictures = images.iter().flat_map(|images| images.items());
                let pictures = pictures.filter_map(|image| self.picture(&image)).map(Block::from);
                pictures.chain(self.caption()).collect()
            }
            "html" => self.html("html"),
            "markdown" | "card-markdown" => match self.node.get("markdown") {
                Some(node) => {
                    let html = markdown::to_html(&node.string().unwrap_or_default(), Dialect::CommonMark);
                    self.reader.blocks_of(&html, &node, self.base)
                }
                None => vec![],
            },
            "code" | "codeblock" => {
                let code = self.node.get("code").and_then(|code| code.string()).unwrap_or_default();
                let language = self.line("language");
                let code = BlockKind::Code { language, text: Text::plain(code.trim_end_matches('\n')) };
                std::iter::once(code.into()).chain(self.caption()).collect()
            }
            "hr" | "horizontalrule" => vec![BlockKind::Rule.into()],
            "embed" => match self.embed("url", self.meta("title"), self.meta("description"), "provider_name")
            {
                Some(embed) => std::iter::once(embed).chain(self.caption()).collect(),
                None => self.html("html"),
            },
            "bookmark" => {
                let embed = self.embed("url", self.meta("title"), self.meta("description"), "publisher");
                embed.into_iter().chain(self.caption()).collect()
            }
            "audio" => self
                .embed("src", self.line("title").or_else(|| self.line("fileName")), None, "")
                .into_iter()
                .collect(),
            "video" => {
                let embed = self.embed("src", self.line("title").or_else(|| self.line("fileName")), None, "");
                embed.into_iter().chain(self.caption()).collect()
            }
            "file" => {
                let title = self.line("fileTitle").or_else(|| self.line("fileName"));
                self.embed("src", title, self.line("fileCaption"), "").into_iter().collect()
            }
            "button" => self.button("buttonText", "buttonUrl").into_iter().collect(),
            "callout" => {
                let mut content = self.html("calloutText");
                // As in the HTML that Ghost makes of it, the sign stands before the text.
                match (self.line("calloutEmoji"), content.first_mut()) {
                    (Some(sign), Some(Block { kind: BlockKind::Paragraph(text), .. })) => {
                        let inlines = std::mem::take(&mut text.inlines);
                        let sign = Inline::Text(sign + " ");
                        *text = Text::new(std::iter::once(sign).chain(inlines).collect());
                    }
                    (Some(sign), _) => content.insert(0, Block::paragraph(sign)),
                    (None, _) => {}
                }
                self.note(Text::default(), content)
            }
            "toggle" => self.note(self.text("heading"), self.html("content")),
            "product" => {
                let picture = self.figure(self.node.get("productImageSrc"), self.node);
                let mut content: Vec<Block> = picture.into_iter().map(Block::from).collect();
                content.extend(self.html("productDescription"));
                content.extend(self.button("productButton", "productUrl"));
                self.note(self.text("productTitle"), content)
            }
            "header" => {
                let either = |one: &str, other: &str| {
                    let text = self.text(one);
                    if text.is_empty() { self.text(other) } else { text }
                };
                let (heading, below) = (either("heading", "header"), either("subheading", "subheader"));
                let heading =
                    (!heading.is_empty()).then(|| BlockKind::Heading { level: 2, content: heading }.into());
                let below = (!below.is_empty()).then(|| BlockKind::Paragraph(below).into());
                heading.into_iter().chain(below).chain(self.button("buttonText", "buttonUrl")).collect()
            }
            // What is sent by mail only, and what asks for a subscription.
            "email" | "email-cta" | "signup" | "paywall" => vec![],
            name => {
                self.node.fault(format_args!("unknown card \"{name}\"; its text is kept"));
                let text = Text::plain(words_of(self.node.value));
                vec![BlockKind::Unknown { name: name.to_owned(), text }.into()]
            }
        }
    }

    fn line(&self, key: &str) -> Option<String> {
        self.node.get(key)?.line()
    }

    /// A line of what is known of a page that a card leads to.
    fn meta(&self, key: &str) -> Option<String> {
        self.node.get("metadata")?.get(key)?.line()
    }

    fn html(&self, key: &str) -> Vec<Block> {
        self.node.get(key).map(|html| self.reader.blocks(&html, self.base)).unwrap_or_default()
    }

    fn text(&self, key: &str) -> Text {
        Text::new(self.node.get(key).map(|html| self.reader.inlines(&html, self.base)).unwrap_or_default())
    }

    /// The caption of something that has no room for one, as the paragraph below it.
    fn caption(&self) -> Option<Block> {
        let caption = self.text("caption");
        (!caption.is_empty()).then(|| BlockKind::Paragraph(caption).into())
    }

    fn picture(&self, node: &Node<'_>) -> Option<BlockKind> {
        let source = node.get("src");
        if source.is_none() {
            node.fault("a picture wants its address in “src”");
        }
        self.figure(source, node)
    }

    fn figure(&self, source: Option<Node<'_>>, node: &Node<'_>) -> Option<BlockKind> {
        let url = address::picture(&source?)?;
        let pixels =
            |key: &str| node.get(key).and_then(|node| node.whole(1)).and_then(|n| u32::try_from(n).ok());
        let caption =
            node.get("caption").map(|html| self.reader.inlines(&html, self.base)).unwrap_or_default();
        Some(BlockKind::Figure(Figure {
            url: self.resolve(url),
            alt: node.get("alt").and_then(|alt| alt.line()).unwrap_or_default(),
            caption: Text::new(caption),
            width: pixels("width"),
            height: pixels("height"),
            ..Figure::default()
        }))
    }

    /// A card that leads to the address in `key`; none where there is no such address.
    fn embed(
        &self,
        key: &str,
        title: Option<String>,
        description: Option<String>,
        provider: &str,
    ) -> Option<Block> {
        let url = self.resolve(address::file(&self.node.get(key)?)?);
        Some(BlockKind::Embed { url, title, description, provider: self.meta(provider) }.into())
    }

    /// A link in a paragraph of its own.
    fn button(&self, label: &str, address: &str) -> Option<Block> {
        let content = vec![Inline::Text(self.line(label)?)];
        let inlines = match self.node.get(address).and_then(|url| address::link(&url)) {
            Some(url) => vec![Inline::Link { url: self.resolve(url), content }],
            None => content,
        };
        Some(BlockKind::Paragraph(Text::new(inlines)).into())
    }

    fn note(&self, title: Text, content: Vec<Block>) -> Vec<Block> {
        match content.is_empty() {
            true if title.is_empty() => vec![],
            true => vec![BlockKind::Paragraph(title).into()],
            false => vec![BlockKind::Note { title, content }.into()],
        }
    }

    fn resolve(&self, url: String) -> String {
        match self.base {
            Some(base) => address::resolve(base, &url),
            None => url,
        }
    }
}

/// All words in a card, one a line; neither names nor addresses.
pub(super) fn words_of(value: &Value<'_>) -> String {
    words(value, |key| {
        !matches!(key, "type" | "id" | "src" | "url" | "href" | "name" | "style" | "language" | "lang")
    })
}
