//! Texts of articles on a terminal, to which some characters are orders.

use std::borrow::Cow;
use std::fmt::Write as _;

/// Whether a character moves the cursor, ends the line, or turns around what stands beside it.
fn is_order(c: char) -> bool {
    c.is_control() || is_direction(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// The [controls of direction](https://www.unicode.org/reports/tr9/) that reach across what follows them. The marks of
/// direction (U+200E, U+200F, U+061C) do not.
fn is_direction(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// A text in one line, with a space for each order.
pub fn one_line(text: &str) -> Cow<'_, str> {
    escaped(text, is_order, |_, line| line.push(' '))
}

/// What is said of a text, in one line, in which orders can be seen: as `\u{1b}`.
pub fn message(text: &str) -> Cow<'_, str> {
    escaped(text, is_order, |c, line| {
        let _ = write!(line, "{}", c.escape_unicode());
    })
}

/// JSON, in whose strings orders are escaped. Other than in them, only line feeds can stand in JSON.
pub fn json(text: &str) -> Cow<'_, str> {
    // None of these is beyond what four digits can say.
    escaped(
        text,
        |c| c != '\n' && is_order(c),
        |c, json| {
            let _ = write!(json, "\\u{:04x}", u32::from(c));
        },
    )
}

fn escaped(text: &str, is_order: impl Fn(char) -> bool, write: impl Fn(char, &mut String)) -> Cow<'_, str> {
    if !text.contains(&is_order) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if is_order(c) { write(c, &mut escaped) } else { escaped.push(c) }
    }
    Cow::Owned(escaped)
}
