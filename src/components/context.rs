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
        Some(Self {
            before: end_of(text.get(..range.start)?, letters),
            after: beginning_of(text.get(range.end..)?, letters),
            found: text.get(range)?.to_owned(),
        })
    }
}

/// Two stretches of one text block, with what stands around and between them.
pub struct Meeting {
    /// The end of what stands before them.
    pub before: String,
    /// The two as written, in the order of the text.
    pub found: [String; 2],
    /// What stands between them; where that is long, its beginning and its end.
    pub between: String,
    /// The beginning of what stands behind them.
    pub after: String,
}

impl Meeting {
    /// Two spans that do not overlap, with so many letters on each side; none where the texts are others.
    pub fn of(block: BlockIndex, mut spans: [Span; 2], texts: &[BlockText], letters: usize) -> Option<Self> {
        let text = texts.get(block.get())?.as_str();
        spans.sort_unstable();
        let [first, second] = spans.map(Span::range);
        let between = text.get(first.end..second.start)?;
        let (beginning, end) = (beginning_of(between, letters), end_of(between, letters));
        let is_short = beginning.len() + end.len() >= between.len();
        Some(Self {
            before: end_of(text.get(..first.start)?, letters),
            after: beginning_of(text.get(second.end..)?, letters),
            between: if is_short { between.to_owned() } else { beginning + &end },
            found: [text.get(first)?.to_owned(), text.get(second)?.to_owned()],
        })
    }
}

/// The last letters of a text.
fn end_of(text: &str, letters: usize) -> String {
    let start =
        text.char_indices().rev().scan(0, |width, (at, c)| fits(width, c, letters).then_some(at)).last();
    match start.unwrap_or(text.len()) {
        0 => text.to_owned(),
        start => format!("…{}", &text[start..]),
    }
}

/// The first letters of a text.
fn beginning_of(text: &str, letters: usize) -> String {
    let ends =
        text.char_indices().scan(0, |width, (at, c)| fits(width, c, letters).then_some(at + c.len_utf8()));
    match ends.last().unwrap_or(0) {
        end if end == text.len() => text.to_owned(),
        end => format!("{}…", &text[..end]),
    }
}

/// Whether one more character fits into the width.
fn fits(width: &mut usize, c: char, letters: usize) -> bool {
    *width += if ('\u{2E80}'..'\u{FF60}').contains(&c) { 2 } else { 1 };
    *width <= letters
}
