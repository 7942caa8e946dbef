//! Excerpts: an editor's introduction, or the first words of the text.

use crate::article::{Block, BlockKind, Text};

/// Signs that WordPress and its themes leave at least of a text that they cut short.
const SHORTEST: usize = 15;

/// The excerpt where an editor wrote it. WordPress makes one of the first words of the text where nobody did.
pub(super) fn introduction(excerpt: Vec<Block>, body: &[Block]) -> Vec<Block> {
    let mut text = String::new();
    words(&excerpt, usize::MAX, &mut text);
    // Behind the mark of what was cut stands a link to the rest, in any language.
    let end = ["[…]", "[...]", "…", "..."].into_iter().find_map(|mark| text.rfind(mark));
    let cut = end.map(|end| &text[..end]).filter(|cut| cut.chars().count() >= SHORTEST);
    let first = cut.unwrap_or(&text);
    let mut start = String::new();
    words(body, first.len(), &mut start);
    if start.starts_with(first) { Vec::new() } else { excerpt }
}

/// The words of the first blocks without what is between them, until there are `length` bytes of them. WordPress takes none
/// from captions.
fn words(blocks: &[Block], length: usize, found: &mut String) {
    let add = |text: &Text, found: &mut String| {
        found.extend(text.to_plain().chars().filter(|c| !c.is_whitespace()));
    };
    for block in blocks {
        if found.len() >= length {
            return;
        }
        match &block.kind {
            BlockKind::Paragraph(text)
            | BlockKind::Heading { content: text, .. }
            | BlockKind::Code { text, .. } => add(text, found),
            BlockKind::Quote { content, cite, .. } => {
                words(content, length, found);
                add(cite, found);
            }
            BlockKind::PullQuote { content, cite } => {
                add(content, found);
                add(cite, found);
            }
            BlockKind::List { items, .. } => items.iter().for_each(|item| words(item, length, found)),
            _ => {}
        }
    }
}
