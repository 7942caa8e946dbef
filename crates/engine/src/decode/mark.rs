//! Marks on stretches of a text block.

use crate::article::Inline;

/// Marks lie in others this deep; what is marked deeper is kept without.
pub(super) const MAX_MARKS: usize = 16;

/// A mark.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    Emphasis,
    Strong,
    Sub,
    Sup,
    Link(String),
    Phrase(String),
    /// None that can be kept.
    Plain,
}

impl Mark {
    /// The runs with this mark on them.
    pub(super) fn on(self, content: Vec<Inline>) -> Vec<Inline> {
        if content.is_empty() {
            return content;
        }
        vec![match self {
            Self::Emphasis => Inline::Emphasis(content),
            Self::Strong => Inline::Strong(content),
            Self::Sub => Inline::Sub(content),
            Self::Sup => Inline::Sup(content),
            Self::Link(url) => Inline::Link { url, content },
            Self::Phrase(lang) => Inline::Phrase { lang, content },
            Self::Plain => return content,
        }]
    }
}

/// A text with marks on it, the outermost first.
pub(super) fn marked(text: String, is_code: bool, marks: Vec<Mark>) -> Vec<Inline> {
    let run = if is_code { Inline::Code(text) } else { Inline::Text(text) };
    marks.into_iter().take(MAX_MARKS).rev().fold(vec![run], |content, mark| mark.on(content))
}
