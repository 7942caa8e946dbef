//! Marks on stretches of a text block.

use crate::article::{Inline, Text};

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

/// A text of runs that stand each with all their marks, as most editors keep them: what is marked alike goes on in the run
/// behind it, so that a link with a strong word in it stays one link.
pub(super) fn text(runs: Vec<Inline>) -> Text {
    let mut joined: Vec<Inline> = Vec::with_capacity(runs.len());
    for run in runs {
        match (joined.last_mut(), run) {
            (Some(Inline::Emphasis(before)), Inline::Emphasis(content))
            | (Some(Inline::Strong(before)), Inline::Strong(content)) => before.extend(content),
            (Some(Inline::Link { url, content: before }), Inline::Link { url: same, content })
                if *url == same =>
            {
                before.extend(content);
            }
            (_, run) => joined.push(run),
        }
    }
    for run in &mut joined {
        if let Inline::Emphasis(content) | Inline::Strong(content) | Inline::Link { content, .. } = run {
            *content = text(std::mem::take(content)).inlines;
        }
    }
    Text::new(joined)
}
