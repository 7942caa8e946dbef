//! A place in the text with what stands around it.

use sidelight_engine::article::BlockIndex;
use sidelight_engine::text::{BlockText, Span};

/// Letters on each side in a list.
pub const LINE: usize = 44;

/// A stretch of text in its line of context.
pub struct Context {
    /// The end of what stands before it.
    pub before: String,
    /// The stretch as written.
    pub found: String,
    /// The beginning of what stands behind it.
    pub after: String,
}

impl Context {
    /// A span with so many letters on each side, or half as many signs of Han, which are twice as wide; none where the
    /// texts are others.
    pub fn of(block: BlockIndex, span: Span, texts: &[BlockText], letters: usize) -> Option<Self> {
        let text = texts.get(block.get())?.as_str();
        let range = span.range();
        let (before, after) = (text.get(..range.start)?, text.get(range.end..)?);
        let fits = |width: &mut usize, c: char| {
            *width += if ('\u{2E80}'..'\u{FF60}').contains(&c) { 2 } else { 1 };
            *width <= letters
        };
        let start = before.char_indices().rev().scan(0, |width, (at, c)| fits(width, c).then_some(at)).last();
        let end =
            after.char_indices().scan(0, |width, (at, c)| fits(width, c).then_some(at + c.len_utf8())).last();
        let (start, end) = (start.unwrap_or(before.len()), end.unwrap_or(0));
        let dots = |is_cut: bool| if is_cut { "…" } else { "" };
        Some(Self {
            before: format!("{}{}", dots(start > 0), &before[start..]),
            found: text.get(range)?.to_owned(),
            after: format!("{}{}", &after[..end], dots(end < after.len())),
        })
    }
}
