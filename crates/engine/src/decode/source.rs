//! A file as text: UTF-8, or UTF-16 in either byte order.

use std::borrow::Cow;

use super::{DecodeError, MAX_BYTES};

/// The text of a file, without its byte order mark.
pub(super) struct Source<'a> {
    text: Cow<'a, str>,
    /// The bytes of the mark.
    mark: usize,
    is_utf16: bool,
}

impl<'a> Source<'a> {
    /// # Errors
    /// Where the bytes are too many, or no text.
    pub(super) fn new(bytes: &'a [u8]) -> Result<Self, DecodeError> {
        if bytes.len() > MAX_BYTES {
            return Err(DecodeError::TooLarge { limit: MAX_BYTES });
        }
        if let Some(rest) = bytes.strip_prefix(b"\xFF\xFE") {
            return utf16(rest, 2, u16::from_le_bytes);
        }
        if let Some(rest) = bytes.strip_prefix(b"\xFE\xFF") {
            return utf16(rest, 2, u16::from_be_bytes);
        }
        // No text holds a zero, but UTF-16 and binary files do, some of which are well-formed UTF-8.
        let zero = memchr::memchr(0, bytes);
        if zero.is_some()
            && let Some(unit) = byte_order(bytes)
            && let Ok(source) = utf16(bytes, 0, unit)
        {
            return Ok(source);
        }
        match (std::str::from_utf8(bytes), zero) {
            (Ok(text), None) => Ok(Self::of(text)),
            (Ok(_), Some(offset)) => Err(DecodeError::NotUtf8 { offset }),
            (Err(error), _) => Err(DecodeError::NotUtf8 { offset: error.valid_up_to() }),
        }
    }

    /// A text, which may begin with a mark that says nothing in UTF-8.
    pub(super) fn of(text: &'a str) -> Self {
        let behind = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        Self { text: Cow::Borrowed(behind), mark: text.len() - behind.len(), is_utf16: false }
    }

    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The byte of the file at which a byte of the text is.
    pub(super) fn offset(&self, at: usize) -> usize {
        if !self.is_utf16 {
            return self.mark + at;
        }
        // A character is one unit, and two where UTF-8 writes it in four bytes.
        let before = &self.text.as_bytes()[..at.min(self.text.len())];
        let units = |byte: &u8| usize::from(*byte & 0xC0 != 0x80) + usize::from(*byte >= 0xF0);
        self.mark + 2 * before.iter().map(units).sum::<usize>()
    }
}

/// The text behind a mark of `mark` bytes.
fn utf16(bytes: &[u8], mark: usize, unit: fn([u8; 2]) -> u16) -> Result<Source<'static>, DecodeError> {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    let mut text = String::with_capacity(bytes.len() / 2);
    let mut offset = mark;
    for character in char::decode_utf16(units) {
        match character {
            Ok(character) if character != '\0' => {
                text.push(character);
                offset += 2 * character.len_utf16();
            }
            // Half a surrogate pair, or no text.
            _ => return Err(DecodeError::NotUtf16 { offset }),
        }
    }
    // Half a unit.
    if bytes.len() % 2 == 1 {
        return Err(DecodeError::NotUtf16 { offset });
    }
    Ok(Source { text: Cow::Owned(text), mark, is_utf16: true })
}

/// How UTF-16 without a mark is read; none where that is not told by the first sign that begins JSON or ends a line, as every
/// article has one. In the other order they are rare signs or none at all.
fn byte_order(bytes: &[u8]) -> Option<fn([u8; 2]) -> u16> {
    bytes.chunks_exact(2).find_map(|pair| match pair {
        [b'{' | b'[' | b'\n' | b'\r', 0] => Some(u16::from_le_bytes as fn([u8; 2]) -> u16),
        [0, b'{' | b'[' | b'\n' | b'\r'] => Some(u16::from_be_bytes),
        _ => None,
    })
}
