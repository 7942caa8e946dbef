//! The parts of an article that advice is about, with their paths.

use sidelight_engine::article::{Article, Block, BlockKind, Figure, Inline, Text};

/// A part of an article.
pub struct Part<'a> {
    /// Its path in the article's JSON, as `import` writes it: `body[3].items[0][1]`.
    pub path: String,
    content: Content<'a>,
}

enum Content<'a> {
    Block(&'a Block),
    /// The lead figure.
    Figure(&'a Figure),
    /// The text of a correction.
    Text(&'a Text),
}

impl<'a> Part<'a> {
    /// All parts of an article in document order. A block comes before those within it.
    pub fn all_of(article: &'a Article) -> Vec<Self> {
        let mut parts = Vec::new();
        add("standfirst", &article.standfirst, &mut parts);
        parts.extend(
            article
                .image
                .iter()
                .map(|figure| Self { path: "image".to_owned(), content: Content::Figure(figure) }),
        );
        add("body", &article.body, &mut parts);
        add("disclosure", &article.disclosure, &mut parts);
        parts.extend(article.corrections.iter().enumerate().map(|(index, correction)| Self {
            path: format!("correction[{index}].text"),
            content: Content::Text(&correction.text),
        }));
        parts
    }

    /// The block that it is.
    pub fn block(&self) -> Option<&'a Block> {
        if let Content::Block(block) = self.content { Some(block) } else { None }
    }

    /// The figure that it is.
    pub fn figure(&self) -> Option<&'a Figure> {
        match self.content {
            Content::Figure(figure) | Content::Block(Block { kind: BlockKind::Figure(figure), .. }) => {
                Some(figure)
            }
            _ => None,
        }
    }

    /// Whether it belongs to the article's text.
    pub fn is_in_body(&self) -> bool {
        self.path.starts_with("body")
    }

    /// Its texts, but for those of the blocks within it.
    pub fn texts(&self) -> Vec<&'a Text> {
        match self.content {
            Content::Figure(figure) => vec![&figure.caption, &figure.credit],
            Content::Text(text) => vec![text],
            Content::Block(block) => match &block.kind {
                BlockKind::Paragraph(text)
                | BlockKind::Heading { content: text, .. }
                | BlockKind::Code { text, .. }
                | BlockKind::Unknown { text, .. }
                | BlockKind::Quote { cite: text, .. }
                | BlockKind::QuestionAnswer { question: text, .. }
                | BlockKind::Note { title: text, .. } => vec![text],
                BlockKind::PullQuote { content, cite } => vec![content, cite],
                BlockKind::Figure(figure) => vec![&figure.caption, &figure.credit],
                BlockKind::Table { caption, head, rows } => {
                    let cells = head.iter().chain(rows).flatten().map(|cell| &cell.content);
                    std::iter::once(caption).chain(cells).collect()
                }
                BlockKind::Definitions(items) => items.iter().map(|item| &item.term).collect(),
                BlockKind::List { .. }
                | BlockKind::Footnotes(_)
                | BlockKind::Rule
                | BlockKind::Embed { .. } => vec![],
            },
        }
    }

    /// Calls the function with each run of its texts, and with those within runs.
    pub fn each_run(&self, visit: &mut dyn FnMut(&'a Inline)) {
        fn each<'a>(runs: &'a [Inline], visit: &mut dyn FnMut(&'a Inline)) {
            for run in runs {
                visit(run);
                each(run.content(), visit);
            }
        }
        self.texts().into_iter().for_each(|text| each(&text.inlines, visit));
    }
}

fn add<'a>(path: &str, blocks: &'a [Block], parts: &mut Vec<Part<'a>>) {
    for (index, block) in blocks.iter().enumerate() {
        let path = format!("{path}[{index}]");
        parts.push(Part { path: path.clone(), content: Content::Block(block) });
        match &block.kind {
            BlockKind::Quote { content, .. } | BlockKind::Note { content, .. } => {
                add(&format!("{path}.content"), content, parts);
            }
            BlockKind::QuestionAnswer { answer, .. } => add(&format!("{path}.answer"), answer, parts),
            BlockKind::List { items, .. } => {
                for (index, item) in items.iter().enumerate() {
                    add(&format!("{path}.items[{index}]"), item, parts);
                }
            }
            BlockKind::Definitions(items) => {
                for (index, item) in items.iter().enumerate() {
                    add(&format!("{path}.items[{index}].definition"), &item.definition, parts);
                }
            }
            BlockKind::Footnotes(items) => {
                for (index, item) in items.iter().enumerate() {
                    add(&format!("{path}.items[{index}].content"), &item.content, parts);
                }
            }
            _ => {}
        }
    }
}
