//! Blocks: paragraphs and what stands between them.

use super::{Inline, Text};

/// A block of the text with what any block may have.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Block {
    /// The fragment that links to it.
    pub id: Option<String>,
    /// Language, where it differs from the article's; BCP 47.
    pub lang: Option<String>,
    /// What it is.
    pub kind: BlockKind,
}

/// What a block is.
#[derive(Clone, Debug, PartialEq)]
pub enum BlockKind {
    /// A paragraph.
    Paragraph(Text),
    /// A heading within the article.
    Heading {
        /// 2 to 6.
        level: u8,
        /// The heading.
        content: Text,
    },
    /// Somebody else's words, at length.
    Quote {
        /// The words.
        content: Vec<Block>,
        /// Whose words; may be empty.
        cite: Text,
        /// Where they were said.
        url: Option<String>,
    },
    /// A line of the article, repeated large.
    PullQuote {
        /// The line.
        content: Text,
        /// Whose words; may be empty.
        cite: Text,
    },
    /// A list.
    List {
        /// Numbered, or with bullets.
        ordered: bool,
        /// Number of the first item.
        start: i64,
        /// Each item is blocks.
        items: Vec<Vec<Block>>,
    },
    /// A picture with its caption.
    Figure(Figure),
    /// A listing.
    Code {
        /// Name of the programming language.
        language: Option<String>,
        /// The listing, line feeds as written.
        text: Text,
    },
    /// A table.
    Table {
        /// What the table shows; may be empty.
        caption: Text,
        /// Rows of the head.
        head: Vec<Vec<Cell>>,
        /// Rows of the body.
        rows: Vec<Vec<Cell>>,
    },
    /// Terms with their meaning.
    Definitions(Vec<Definition>),
    /// The notes that [`Inline::FootnoteRef`] points to.
    Footnotes(Vec<Footnote>),
    /// A break in thought.
    Rule,
    /// A card that links to something elsewhere.
    Embed {
        /// Its address.
        url: String,
        /// Title; the address is shown where it is absent.
        title: Option<String>,
        /// A sentence about it.
        description: Option<String>,
        /// Who offers it.
        provider: Option<String>,
    },
    /// A question and its answer.
    QuestionAnswer {
        /// The question.
        question: Text,
        /// The answer.
        answer: Vec<Block>,
    },
    /// An aside of the editors.
    Note {
        /// Its title; may be empty.
        title: Text,
        /// The aside.
        content: Vec<Block>,
    },
    /// A block of a type that the format does not know; its text is kept.
    Unknown {
        /// The type as the source names it.
        name: String,
        /// All text found in it.
        text: Text,
    },
}

impl Default for BlockKind {
    fn default() -> Self {
        Self::Paragraph(Text::default())
    }
}

impl From<BlockKind> for Block {
    fn from(kind: BlockKind) -> Self {
        Self { id: None, lang: None, kind }
    }
}

impl Block {
    /// A paragraph of one plain run.
    pub fn paragraph(text: impl Into<String>) -> Self {
        BlockKind::Paragraph(Text::new(vec![Inline::Text(text.into())])).into()
    }
}

impl Block {
    /// The text of the first paragraph in it, in one line.
    pub(crate) fn first_line(&self) -> Option<String> {
        match &self.kind {
            BlockKind::Paragraph(text) => {
                Some(text.to_plain().replace('\u{2028}', " ")).filter(|line| !line.is_empty())
            }
            BlockKind::Quote { content, .. } | BlockKind::Note { content, .. } => {
                content.iter().find_map(Self::first_line)
            }
            _ => None,
        }
    }
}

/// A picture.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Figure {
    /// Address of the picture; only `http:`, `https:`, `data:image/` and relative ones.
    pub url: String,
    /// What it shows, for who cannot see it.
    pub alt: String,
    /// The caption; may be empty.
    pub caption: Text,
    /// Who made it; may be empty.
    pub credit: Text,
    /// CSS pixels.
    pub width: Option<u32>,
    /// CSS pixels.
    pub height: Option<u32>,
}

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Cell {
    /// What it says.
    pub content: Text,
    /// Whether it heads its row or column.
    pub header: bool,
    /// Alignment across the line.
    pub align: CellAlign,
    /// 1 to 1,000.
    pub colspan: u16,
    /// 1 to 1,000.
    pub rowspan: u16,
}

impl Default for Cell {
    fn default() -> Self {
        Self { content: Text::default(), header: false, align: CellAlign::Start, colspan: 1, rowspan: 1 }
    }
}

/// Alignment of a cell's text across the line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum CellAlign {
    /// At the start of the line.
    #[default]
    Start,
    /// In the middle.
    Center,
    /// At the end, as numbers stand.
    End,
}

/// A term and what it means.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Definition {
    /// The term.
    pub term: Text,
    /// The meaning.
    pub definition: Vec<Block>,
}

/// A footnote.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Footnote {
    /// What [`Inline::FootnoteRef`] names.
    pub id: String,
    /// The note.
    pub content: Vec<Block>,
}
