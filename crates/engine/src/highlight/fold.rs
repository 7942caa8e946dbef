//! Folding: writing alike what a reader takes for the same.
//!
//! Case, full and half width of Latin, kinds of space, quote, hyphen and middle dot are folded; soft
//! hyphens, zero-width characters and combining accents are dropped. Folding goes character by
//! character and keeps positions, so that what is found can be shown in the text as written.

use crate::text::Span;

/// A folded text, and the way back to the text as written.
#[derive(Clone, Debug, Default)]
pub struct Haystack {
    folded: String,
    /// Where folded and original offsets drift apart; sorted by `folded`. Text whose characters keep
    /// their length, as plain English, has none.
    drifts: Vec<Drift>,
}

/// From byte `folded` on, an original offset is `original` plus the distance.
#[derive(Clone, Copy, Debug)]
struct Drift {
    folded: u32,
    original: u32,
    /// Up to the next drift all bytes stand for one stretch of the original, which is not divided.
    whole: bool,
}

impl Haystack {
    /// Folds a text.
    pub fn new(text: &str) -> Self {
        let mut haystack = Self { folded: String::with_capacity(text.len()), drifts: Vec::new() };
        for (original, c) in text.char_indices() {
            haystack.push(original, c);
        }
        haystack
    }

    fn push(&mut self, original: usize, c: char) {
        let folded = self.folded.len();
        let mut count = 0;
        fold_char(c, &mut |c| {
            self.folded.push(c);
            count += 1;
        });
        let length = self.folded.len() - folded;
        // The two bytes of ß are those of ss, but there is no boundary between them.
        if count == 1 && length == c.len_utf8() {
            return;
        }
        if length > 0 {
            self.drift(folded, original, true);
        }
        self.drift(folded + length, original + c.len_utf8(), false);
    }

    fn drift(&mut self, folded: usize, original: usize, whole: bool) {
        let drift = Drift { folded: folded as u32, original: original as u32, whole };
        match self.drifts.last_mut() {
            // Nothing was written since the last one, so nothing lies between the two.
            Some(last) if last.folded == drift.folded => *last = drift,
            _ => self.drifts.push(drift),
        }
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.folded
    }

    /// The stretch of the original text that a stretch of the folded one stands for: whole characters,
    /// with the accents and other signs that were dropped behind them.
    ///
    /// `start < end`, both on boundaries of characters of the folded text.
    pub fn to_original(&self, start: usize, end: usize) -> Span {
        let original = |offset: u32, round_up: bool| {
            let next = self.drifts.partition_point(|drift| drift.folded <= offset);
            let Some(drift) = next.checked_sub(1).map(|at| self.drifts[at]) else { return offset };
            match drift.whole && offset > drift.folded {
                false => drift.original + (offset - drift.folded),
                true if round_up => self.drifts[next].original,
                true => drift.original,
            }
        };
        Span { start: original(start as u32, false), end: original(end as u32, true) }
    }
}

/// The folded form of a keyword or a name.
///
/// ```
/// use sidelight_engine::highlight::fold;
/// assert_eq!(fold("ＤeepSeek"), "deepseek");
/// assert_eq!(fold("Straße"), fold("STRASSE"));
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, &mut |c| folded.push(c));
    }
    folded
}

/// Writes the folded form of one character: none, one, or several.
fn fold_char(c: char, write: &mut impl FnMut(char)) {
    if c.is_ascii() {
        return write(match c {
            '\t' | '\n' | '\r' | '\x0B' | '\x0C' => ' ',
            c => c.to_ascii_lowercase(),
        });
    }
    match c {
        // Soft hyphen, combining accents, joiners, direction marks, variation selectors, byte order mark.
        '\u{AD}'
        | '\u{300}'..='\u{36F}'
        | '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FE00}'..='\u{FE0F}'
        | '\u{FEFF}' => {}
        '\u{A0}' | '\u{2000}'..='\u{200A}' | '\u{202F}' | '\u{205F}' | '\u{3000}' => write(' '),
        '‘' | '’' | '‚' | '‛' | '′' | '＇' => write('\''),
        '“' | '”' | '„' | '‟' | '″' | '＂' => write('"'),
        '‐' | '‑' | '‒' | '–' | '—' | '−' => write('-'),
        '•' | '‧' | '∙' | '⋅' | '・' | '･' => write('·'),
        // Full-width forms of ASCII.
        '！'..='～' => {
            let narrow = char::from_u32(c as u32 - 0xFEE0).unwrap_or(c);
            write(narrow.to_ascii_lowercase());
        }
        'ß' | 'ẞ' => {
            write('s');
            write('s');
        }
        'ς' => write('σ'),
        'ı' | 'İ' => write('i'),
        // The blocks in which nothing has a case, and most of a Chinese text.
        '\u{2E80}'..='\u{A63F}' | '\u{AC00}'..='\u{FAFF}' => write(c),
        _ => c.to_lowercase().for_each(write),
    }
}
