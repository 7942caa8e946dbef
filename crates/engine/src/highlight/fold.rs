//! Folding: writing alike what a reader takes for the same.
//!
//! Width and form, kinds of space, quote, dash and middle dot, hiragana and katakana are always written alike.
//! Case, accents, and Simplified and Traditional Chinese are if [`Folding`] says so. What has no width, as soft
//! hyphens and marks of direction, is dropped.
//!
//! Unicode's normalization form KD (UAX #15) tells what is the same character in another form, its case folding
//! what is the same letter, and OpenCC's dictionary what is the same ideograph. By them й is и with an accent, so
//! that whoever looks for и finds й too. The marks of Indic and South-East Asian scripts are letters to their
//! readers and stay, as Hangul syllables do.

mod table;
mod tables;

use tables::{CASES, COMPATIBILITY, IDEOGRAPHS, LETTERS, MARKS};

/// Which differences are ignored.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Folding {
    /// Capital and small letters, and what their folding makes alike: ß and ss, ς and σ.
    pub case: bool,
    /// Accents, strokes through Latin letters, Hebrew points, Arabic vowel signs, tatweel, the skin tones of emoji; æ and
    /// ae, œ and oe, þ and th, ð and d.
    pub accents: bool,
    /// Simplified and Traditional Chinese, ideograph by ideograph.
    pub script: bool,
}

impl Folding {
    /// Ignores everything.
    pub const ALL: Self = Self { case: true, accents: true, script: true };
}

impl Default for Folding {
    fn default() -> Self {
        Self::ALL
    }
}

/// The folded form of a keyword or a name, with all differences ignored.
///
/// ```
/// use sidelight_engine::highlight::fold;
/// assert_eq!(fold("ＤeepSeek"), "deepseek");
/// assert_eq!(fold("Straße"), fold("STRASSE"));
/// assert_eq!(fold("Łódź"), "lodz");
/// assert_eq!(fold("漢語"), fold("汉语"));
/// ```
pub fn fold(text: &str) -> String {
    fold_as(text, Folding::ALL)
}

/// The folded form of a text, which folds to itself. Where accents tell, those of a letter stand in the order of
/// their code points, however they were written.
///
/// ```
/// use sidelight_engine::highlight::{Folding, fold_as};
/// let exact = Folding { accents: false, ..Folding::ALL };
/// assert_eq!(fold_as("É", exact), fold_as("e\u{301}", exact));
/// assert_ne!(fold_as("É", exact), "e");
/// ```
pub fn fold_as(text: &str, folding: Folding) -> String {
    let mut folded = String::with_capacity(text.len());
    for c in text.chars() {
        fold_char(c, folding, &mut |c| append(&mut folded, c));
    }
    folded
}

fn append(folded: &mut String, c: char) {
    if c.is_ascii() {
        return folded.push(c);
    }
    let last = folded.chars().next_back();
    if c == JOINER && !last.is_some_and(is_pictographic) {
        return;
    }
    if let Some(composed) = last.and_then(|last| compose(last, c)) {
        folded.pop();
        return folded.push(composed);
    }
    if !is_accent(c) {
        return folded.push(c);
    }
    let before = folded.trim_end_matches(|last| is_accent(last) && last > c).len();
    folded.insert(before, c);
}

/// Joins emoji into one. Between others it shows nothing.
pub(super) const JOINER: char = '\u{200D}';

/// Writes the folded form of one character: none, one, or several.
///
/// What depends on the neighbours is left to the caller: [`compose`], the order of accents, and that a zero width
/// joiner is dropped except behind what [`is_pictographic`].
pub(super) fn fold_char(c: char, folding: Folding, write: &mut impl FnMut(char)) {
    match c {
        '\0'..='\x7F' => write(fold_ascii(c, folding)),
        '\u{4E00}'..='\u{9FFF}' => write(fold_ideograph(c, folding)),
        '\u{AC00}'..='\u{D7A3}' => write(c),
        // Hiragana, of which katakana are a copy.
        '\u{3041}'..='\u{3096}' | '\u{309D}' | '\u{309E}' => write(shifted(c, 0x60)),
        // Full-width forms of ASCII.
        '！'..='～' => write(fold_ascii(shifted(c, -0xFEE0), folding)),
        // Variation selectors.
        '\u{E0100}'..='\u{E01EF}' => {}
        _ => match COMPATIBILITY.get(c) {
            Some(string) => string.chars().for_each(|c| fold_decomposed(c, folding, write)),
            None => fold_decomposed(c, folding, write),
        },
    }
}

fn shifted(c: char, distance: i32) -> char {
    char::from_u32((c as u32).wrapping_add_signed(distance)).unwrap_or(c)
}

/// Folds what has no other form.
fn fold_decomposed(c: char, folding: Folding, write: &mut impl FnMut(char)) {
    match c {
        '\0'..='\x7F' => return write(fold_ascii(c, folding)),
        'ß' | 'ẞ' if folding.case => {
            write('s');
            return write('s');
        }
        '\u{2E80}'..='\u{2FDF}'
        | '\u{3400}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}' => return write(fold_ideograph(c, folding)),
        _ => {}
    }
    let lower = CASES.get(c).unwrap_or(c);
    let c = if folding.case { lower } else { c };
    if !folding.accents {
        return write(c);
    }
    let (first, second) = match lower {
        // Tatweel, which only stretches a word, and the skin tones.
        '\u{640}' | '\u{1F3FB}'..='\u{1F3FF}' => return,
        _ if is_accent(lower) => return,
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'þ' => ('t', Some('h')),
        'ð' => ('d', None),
        _ => match LETTERS.get(lower) {
            Some(letter) => (letter, None),
            None => return write(c),
        },
    };
    for letter in [Some(first), second].into_iter().flatten() {
        write(if c == lower { letter } else { letter.to_ascii_uppercase() });
    }
}

fn fold_ascii(c: char, folding: Folding) -> char {
    match c {
        '\t'..='\r' => ' ',
        '`' => '\'',
        'A'..='Z' if folding.case => c.to_ascii_lowercase(),
        _ => c,
    }
}

/// Radicals and compatibility ideographs stand for a unified one whatever is ignored; among unified ones the
/// table has the Traditional.
pub(super) fn fold_ideograph(c: char, folding: Folding) -> char {
    let unified = match c {
        '\u{2E80}'..='\u{2FDF}' | '\u{F900}'..='\u{FAFF}' | '\u{2F800}'..='\u{2FA1F}' => {
            IDEOGRAPHS.get(c).unwrap_or(c)
        }
        _ => c,
    };
    if folding.script { IDEOGRAPHS.get(unified).unwrap_or(unified) } else { unified }
}

/// What two neighbouring folded characters become together: kana and a voicing mark, conjoining Hangul jamo.
///
/// Both as the Unicode Standard composes them (section 3.12 for Hangul).
pub(super) fn compose(before: char, c: char) -> Option<char> {
    const SYLLABLES: u32 = 0xAC00;
    let distance = match (c, before) {
        // Voiced kana come after their plain ones, those of h with a third form behind.
        ('\u{3099}', 'カ' | 'キ' | 'ク' | 'ケ' | 'コ' | 'サ' | 'シ' | 'ス' | 'セ' | 'ソ') => 1,
        ('\u{3099}', 'タ' | 'チ' | 'ツ' | 'テ' | 'ト' | 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ' | 'ヽ') => {
            1
        }
        ('\u{3099}', 'ワ'..='ヲ') => 8,
        ('\u{3099}', 'ウ') => 0x4E,
        ('\u{309A}', 'ハ' | 'ヒ' | 'フ' | 'ヘ' | 'ホ') => 2,
        ('\u{1161}'..='\u{1175}', '\u{1100}'..='\u{1112}') => {
            let (lead, vowel) = (before as u32 - 0x1100, c as u32 - 0x1161);
            return char::from_u32(SYLLABLES + (lead * 21 + vowel) * 28);
        }
        ('\u{11A8}'..='\u{11C2}', '\u{AC00}'..='\u{D7A3}')
            if (before as u32 - SYLLABLES).is_multiple_of(28) =>
        {
            c as i32 - 0x11A7
        }
        _ => return None,
    };
    Some(shifted(before, distance))
}

/// Whether a character never starts a character as a reader sees it, so that a match neither starts nor ends
/// before it: the values Extend and SpacingMark of Grapheme_Cluster_Break (UAX #29).
pub(super) fn is_mark(c: char) -> bool {
    // The table is read from its start, so what most texts are made of does not get there.
    !matches!(c, '\0'..='\u{2FF}' | '\u{30A0}'..='\u{A66E}' | '\u{AC00}'..='\u{FAFF}') && MARKS.contains(c)
}

/// Whether a character shows nothing and belongs to no other, as a mark of direction: it folds to nothing, and is no
/// mark on the one before it.
pub(crate) fn is_invisible(c: char) -> bool {
    // Ideographs and Hangul are seen, and are nearly all that is asked for.
    !matches!(c, '\0'..='\x7F' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}')
        && !is_mark(c)
        && fold(c.encode_utf8(&mut [0; 4])).is_empty()
}

/// Whether a zero width joiner behind a character joins an emoji: the blocks of symbols that hold the
/// Extended_Pictographic characters of UTS #51 and the skin tones behind them.
pub(super) fn is_pictographic(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}')
}

/// A regional indicator, two of which are a flag.
pub(super) fn is_regional(c: char) -> bool {
    ('\u{1F1E6}'..='\u{1F1FF}').contains(&c)
}

/// Whether a character is dropped where accents are ignored: the nonspacing and enclosing marks of Latin, Greek,
/// Cyrillic, Hebrew and Arabic, and those for all of them.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36F}'
        | '\u{483}'..='\u{489}'
        | '\u{591}'..='\u{5BD}'
        | '\u{5BF}'
        | '\u{5C1}'..='\u{5C2}'
        | '\u{5C4}'..='\u{5C5}'
        | '\u{5C7}'..='\u{5C9}'
        | '\u{610}'..='\u{61A}'
        | '\u{64B}'..='\u{65F}'
        | '\u{670}'
        | '\u{6D6}'..='\u{6DC}'
        | '\u{6DF}'..='\u{6E4}'
        | '\u{6E7}'..='\u{6E8}'
        | '\u{6EA}'..='\u{6ED}'
        | '\u{897}'..='\u{89F}'
        | '\u{8CA}'..='\u{8E1}'
        | '\u{8E3}'..='\u{8FF}'
        | '\u{1AB0}'..='\u{1AF0}'
        | '\u{1DC0}'..='\u{1DFF}'
        | '\u{20D0}'..='\u{20F0}'
        | '\u{2DE0}'..='\u{2DFF}'
        | '\u{A66F}'..='\u{A672}'
        | '\u{A674}'..='\u{A67D}'
        | '\u{A69E}'..='\u{A69F}'
        | '\u{FB1E}'
        | '\u{FE20}'..='\u{FE2F}'
        | '\u{10ECB}'..='\u{10ECF}'
        | '\u{10EF0}'..='\u{10EFF}'
        | '\u{1D242}'..='\u{1D244}'
        | '\u{1E08F}')
}

#[cfg(test)]
mod tests {
    use super::is_mark;
    use icu_properties::CodePointMapData;
    use icu_properties::props::GraphemeClusterBreak;

    #[test]
    fn marks_are_those_of_unicode() {
        let breaks = CodePointMapData::<GraphemeClusterBreak>::new();
        // The planes between have no marks.
        for c in ('\0'..='\u{1FFFF}').chain('\u{E0000}'..='\u{E0FFF}') {
            let value = breaks.get(c);
            let mark = [GraphemeClusterBreak::Extend, GraphemeClusterBreak::SpacingMark].contains(&value);
            assert_eq!(is_mark(c), mark, "U+{:04X}", c as u32);
        }
    }
}
