//! Sets of characters.

use crate::highlight::fold::is_mark;

/// A set of characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Class {
    /// One bit for each ASCII character, as most characters of many texts are of ASCII.
    ascii: u128,
    /// First and last character.
    ranges: Vec<(char, char)>,
    /// With whether it is all but the set.
    sets: Vec<(Set, bool)>,
    negated: bool,
}

/// A set with a name.
#[derive(Clone, Copy, Debug)]
pub(super) enum Set {
    Digit,
    Word,
    Space,
    Letter,
    Number,
    Script(&'static [(char, char)]),
}

impl Class {
    /// Adds the characters from one to another; none where the last is before the first.
    pub fn add_range(&mut self, first: char, last: char) {
        self.ranges.push((first, last));
    }

    /// Adds a set, or all that is not in it.
    pub fn add_set(&mut self, set: Set, negated: bool) {
        self.sets.push((set, negated));
    }

    /// The class when all is added; `negated` for all characters that were not.
    pub fn finish(mut self, negated: bool) -> Self {
        self.negated = negated;
        for c in '\0'..='\x7F' {
            self.ascii |= u128::from(self.look_up(c)) << c as u32;
        }
        self
    }

    /// Whether the character is in the class.
    pub fn contains(&self, c: char) -> bool {
        if c.is_ascii() { self.ascii >> c as u32 & 1 == 1 } else { self.look_up(c) }
    }

    fn look_up(&self, c: char) -> bool {
        let listed = is_in(&self.ranges, c) || self.sets.iter().any(|(set, not)| set.contains(c) != *not);
        listed != self.negated
    }

    /// Marks the bytes with which the characters of the class begin in UTF-8, and perhaps others.
    pub fn mark_first_bytes(&self, first: &mut [bool; 256]) {
        for c in '\0'..='\x7F' {
            first[c as usize] |= self.contains(c);
        }
        if self.negated || !self.sets.is_empty() {
            first[0x80..].fill(true);
        }
        for (low, high) in self.ranges.iter().filter(|(low, high)| low <= high && !high.is_ascii()) {
            first[first_byte((*low).max('\u{80}'))..=first_byte(*high)].fill(true);
        }
    }
}

impl Set {
    /// The set of Unicode's property or script, by its name in `\p{…}`.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name.strip_prefix("Script=").or_else(|| name.strip_prefix("sc=")).unwrap_or(name) {
            "L" | "Letter" => Self::Letter,
            "N" | "Number" => Self::Number,
            "Han" => Self::Script(HAN),
            "Hiragana" => Self::Script(HIRAGANA),
            "Katakana" => Self::Script(KATAKANA),
            "Latin" => Self::Script(LATIN),
            "Greek" => Self::Script(GREEK),
            "Cyrillic" => Self::Script(CYRILLIC),
            _ => return None,
        })
    }

    fn contains(self, c: char) -> bool {
        match self {
            Self::Digit => c.is_ascii_digit(),
            Self::Word => is_word(c),
            Self::Space => c.is_whitespace(),
            Self::Letter => c.is_alphabetic(),
            Self::Number => c.is_numeric(),
            Self::Script(ranges) => is_in(ranges, c),
        }
    }
}

/// Whether a character is part of a word.
pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || is_mark(c)
}

/// The byte with which a character begins in UTF-8.
pub(super) fn first_byte(c: char) -> usize {
    c.encode_utf8(&mut [0; 4]).as_bytes()[0].into()
}

fn is_in(ranges: &[(char, char)], c: char) -> bool {
    ranges.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

// The blocks of the scripts in Unicode 16.0 that today's texts are written in, without the signs in them
// that belong to no script or to another. Historic letters, phonetic ones and numerals are left out
// where they lie in blocks of their own.

const HAN: &[(char, char)] = &[
    ('\u{4E00}', '\u{9FFF}'),
    ('\u{3400}', '\u{4DBF}'),
    ('々', '々'),
    ('〇', '〇'),
    ('\u{3021}', '\u{3029}'),
    ('\u{3038}', '\u{303B}'),
    ('\u{2E80}', '\u{2FD5}'),
    ('\u{F900}', '\u{FAD9}'),
    ('\u{20000}', '\u{323AF}'),
];
const HIRAGANA: &[(char, char)] = &[('\u{3041}', '\u{3096}'), ('\u{309D}', '\u{309F}')];
const KATAKANA: &[(char, char)] = &[
    ('\u{30A1}', '\u{30FA}'),
    ('\u{30FD}', '\u{30FF}'),
    ('\u{31F0}', '\u{31FF}'),
    ('\u{FF66}', '\u{FF6F}'),
    ('\u{FF71}', '\u{FF9D}'),
];
const LATIN: &[(char, char)] = &[
    ('a', 'z'),
    ('A', 'Z'),
    ('ª', 'ª'),
    ('º', 'º'),
    ('À', 'Ö'),
    ('Ø', 'ö'),
    ('ø', '\u{2B8}'),
    ('\u{1E00}', '\u{1EFF}'),
    ('\u{2C60}', '\u{2C7F}'),
    ('\u{A722}', '\u{A787}'),
    ('\u{FB00}', '\u{FB06}'),
    ('Ａ', 'Ｚ'),
    ('ａ', 'ｚ'),
];
const GREEK: &[(char, char)] = &[
    ('\u{370}', '\u{373}'),
    ('\u{376}', '\u{377}'),
    ('\u{37A}', '\u{37D}'),
    ('\u{37F}', '\u{37F}'),
    ('\u{386}', '\u{386}'),
    ('\u{388}', '\u{3E1}'),
    ('\u{3F0}', '\u{3FF}'),
    ('\u{1F00}', '\u{1FFE}'),
];
const CYRILLIC: &[(char, char)] = &[('\u{400}', '\u{484}'), ('\u{487}', '\u{52F}'), ('\u{1C80}', '\u{1C8A}')];
