//! Inline content: the runs of one block of text.

use super::BlockIndex;

/// The content of one text block: a paragraph, a heading, a table cell, a caption.
///
/// Two texts are equal when their runs are; the number is not part of the content.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// The runs in order; adjacent plain strings are joined, empty ones dropped.
    pub inlines: Vec<Inline>,
    /// Which text block of the article this is; set by [`super::Article::number_blocks`].
    pub index: BlockIndex,
}

impl PartialEq for Text {
    fn eq(&self, other: &Self) -> bool {
        self.inlines == other.inlines
    }
}

/// A run of text, or a marked stretch of runs.
#[derive(Clone, Debug, PartialEq)]
pub enum Inline {
    /// Plain text, never empty.
    Text(String),
    /// Stressed; shown as italics, in Han as emphasis dots.
    Emphasis(Vec<Inline>),
    /// Strong; shown bold.
    Strong(Vec<Inline>),
    /// Subscript.
    Sub(Vec<Inline>),
    /// Superscript.
    Sup(Vec<Inline>),
    /// Fixed-width text.
    Code(String),
    /// A link.
    Link {
        /// An `http:`, `https:` or `mailto:` address, a relative one, or a fragment.
        url: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// A mention of an entity of the article.
    Mention {
        /// The entity's id.
        entity: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// Base text with its reading.
    Ruby {
        /// The text; this is what is searched.
        base: String,
        /// The reading above it.
        annotation: String,
    },
    /// Text in another language than its surroundings.
    Phrase {
        /// BCP 47 tag.
        lang: String,
        /// What is shown.
        content: Vec<Inline>,
    },
    /// A line break.
    Break,
    /// The number of a footnote, a link to it.
    FootnoteRef {
        /// The footnote's id.
        id: String,
    },
}

impl Inline {
    /// The runs inside this one, empty for a run that holds none.
    pub fn content(&self) -> &[Inline] {
        match self {
            Self::Emphasis(content)
            | Self::Strong(content)
            | Self::Sub(content)
            | Self::Sup(content)
            | Self::Link { content, .. }
            | Self::Mention { content, .. }
            | Self::Phrase { content, .. } => content,
            _ => &[],
        }
    }

    /// The text of this run itself, without the runs inside it: what counts in searches and offsets.
    ///
    /// A line break is U+2028, so that nothing joins or matches across it (a line feed is only where a line of
    /// the source ends); a ruby annotation and a footnote's number are no text.
    pub fn own_text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Code(text) | Self::Ruby { base: text, .. } => text,
            Self::Break => "\u{2028}",
            _ => "",
        }
    }
}

impl Text {
    /// A text of one plain run.
    pub fn plain(text: impl Into<String>) -> Self {
        Self::new(vec![Inline::Text(text.into())])
    }

    /// A text of these runs; joins adjacent plain ones and drops the empty ones, which a browser
    /// could not find again in a prerendered page.
    pub fn new(inlines: Vec<Inline>) -> Self {
        Self { inlines: tidy(inlines), index: BlockIndex::default() }
    }

    /// Whether there is nothing to show.
    pub fn is_empty(&self) -> bool {
        self.inlines.is_empty()
    }

    /// Leaves out the runs for which this does not hold, also within others, and then marks on nothing.
    pub(crate) fn retain(&mut self, keep: &dyn Fn(&Inline) -> bool) {
        self.inlines = retained(std::mem::take(&mut self.inlines), keep);
    }

    /// The text without marks, as it is searched: see [`Inline::own_text`].
    pub fn to_plain(&self) -> String {
        let mut plain = String::new();
        push_plain(&self.inlines, &mut plain);
        plain
    }
}

fn push_plain(inlines: &[Inline], plain: &mut String) {
    for inline in inlines {
        plain.push_str(inline.own_text());
        push_plain(inline.content(), plain);
    }
}

fn retained(inlines: Vec<Inline>, keep: &dyn Fn(&Inline) -> bool) -> Vec<Inline> {
    let within = |mut inline: Inline| {
        if let Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Sub(content)
        | Inline::Sup(content)
        | Inline::Link { content, .. }
        | Inline::Mention { content, .. }
        | Inline::Phrase { content, .. } = &mut inline
        {
            *content = retained(std::mem::take(content), keep);
            if content.is_empty() {
                return None;
            }
        }
        Some(inline)
    };
    tidy(inlines.into_iter().filter(keep).filter_map(within).collect())
}

fn tidy(inlines: Vec<Inline>) -> Vec<Inline> {
    let mut tidied: Vec<Inline> = Vec::with_capacity(inlines.len());
    for inline in inlines {
        match (tidied.last_mut(), inline) {
            (_, Inline::Text(text) | Inline::Code(text)) if text.is_empty() => {}
            (Some(Inline::Text(before)), Inline::Text(text)) => before.push_str(&text),
            (_, inline) => tidied.push(inline),
        }
    }
    tidied
}
