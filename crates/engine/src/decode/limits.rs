//! How much is read. What is more is an error of its own, before it can exhaust the memory of a browser's tab.

use super::{DecodeError, Decoded};
use crate::article::{Block, BlockKind};

/// The largest input that is read, in bytes: 64 MB, some twenty times the text of a thick book.
pub const MAX_BYTES: usize = 64_000_000;

/// Arrays and objects of JSON may lie in others this deep, so that hostile input cannot exhaust the stack.
pub const MAX_DEPTH: usize = 128;

/// The most values that are read of one JSON text: enough for the blocks and entities of the largest article with
/// twenty values each. A value takes two bytes of the input, and some twenty times as many in memory.
pub const MAX_VALUES: usize = 4_000_000;

/// The most blocks of an article. Blocks within others count, and so do the cells of tables.
pub const MAX_BLOCKS: usize = 100_000;

/// The most entities of an article, and of a dictionary.
pub const MAX_ENTITIES: usize = 100_000;

/// The most diagnostics of one input; behind them, one says that there are more.
pub(super) const MAX_DIAGNOSTICS: usize = 10_000;

/// Passes on what is within the limits, its text blocks numbered.
pub(super) fn within_limits(mut decoded: Decoded) -> Result<Decoded, DecodeError> {
    let article = &mut decoded.article;
    let blocks = [&article.standfirst, &article.body, &article.disclosure].map(|blocks| count(blocks));
    let count = blocks.iter().sum::<usize>() + article.corrections.len();
    if count > MAX_BLOCKS {
        return Err(DecodeError::TooManyBlocks);
    }
    if article.entities.len() > MAX_ENTITIES {
        return Err(DecodeError::TooManyEntities);
    }
    article.number_blocks();
    Ok(decoded)
}

/// How many blocks these are, with those within them.
fn count(blocks: &[Block]) -> usize {
    let within = |block: &Block| match &block.kind {
        BlockKind::Quote { content, .. }
        | BlockKind::Note { content, .. }
        | BlockKind::QuestionAnswer { answer: content, .. } => count(content),
        BlockKind::List { items, .. } => items.iter().map(|item| count(item)).sum(),
        BlockKind::Definitions(items) => items.iter().map(|item| 1 + count(&item.definition)).sum(),
        BlockKind::Footnotes(items) => items.iter().map(|item| count(&item.content)).sum(),
        BlockKind::Table { head, rows, .. } => head.iter().chain(rows).map(Vec::len).sum(),
        _ => 0,
    };
    blocks.iter().map(|block| 1 + within(block)).sum()
}
