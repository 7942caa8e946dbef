//! What the family name of a person is, by the shape of the full name.
//!
//! All names here are folded.

use super::names::joins;
use crate::article::is_unspaced;

/// Words that belong to the family name behind them, as in van Gogh.
const PARTICLES: [&str; 32] = [
    "af", "al", "av", "bin", "bint", "da", "das", "de", "del", "della", "den", "der", "des", "di", "do",
    "dos", "du", "el", "ibn", "la", "las", "le", "lo", "los", "ten", "ter", "van", "vom", "von", "zu", "zum",
    "zur",
];

/// Words that stand behind a family name and are none.
const SUFFIXES: [&str; 5] = ["jr", "sr", "ii", "iii", "iv"];

/// As folding writes the dots between the parts of a transliteration.
const MIDDLE_DOT: char = '·';

/// The family name in a name that is made of given names and one family name: a Latin name of several words, or a
/// transliteration in Han or kana with a middle dot. Names in Han without a dot are not taken apart.
pub(super) fn family_name(name: &str) -> Option<&str> {
    if name.is_ascii() { latin_family_name(name) } else { transliterated_family_name(name) }
}

fn latin_family_name(name: &str) -> Option<&str> {
    let is_part = |byte: u8| matches!(byte, b'a'..=b'z' | b' ' | b'-' | b'\'' | b'.' | b',');
    let mut name = name.bytes().all(is_part).then_some(name)?;
    let (mut given, mut last) = name.rsplit_once(' ')?;
    while SUFFIXES.contains(&last.trim_end_matches('.')) {
        name = given.trim_end_matches([',', ' ']);
        (given, last) = name.rsplit_once(' ')?;
    }
    // A comma tells that the family name comes first, a full stop that this is an initial.
    if name.contains(',') || last.contains('.') || !is_long_enough(last) {
        return None;
    }
    while let Some((before, word)) = given.rsplit_once(' ')
        && PARTICLES.contains(&word)
    {
        given = before;
    }
    Some(&name[given.len() + 1..])
}

fn transliterated_family_name(name: &str) -> Option<&str> {
    let (given, family) = name.rsplit_once(MIDDLE_DOT)?;
    let family = family.trim_start();
    let is_family = family.chars().all(|c| is_unspaced(c) || c == '-') && is_long_enough(family);
    (is_family && !given.is_empty()).then_some(family)
}

/// Whether this is more than a letter or a sign, which would be found everywhere.
pub(super) fn is_long_enough(family: &str) -> bool {
    family.chars().filter(|c| c.is_alphabetic()).nth(1).is_some()
}

/// Whether a name holds a family name, as a whole word in scripts with spaces.
pub(super) fn holds(name: &str, family: &str) -> bool {
    let is_word = |at: usize| {
        let (before, rest) = name.split_at(at);
        let (word, behind) = rest.split_at(family.len());
        !joins(before, word) && !joins(word, behind)
    };
    name.match_indices(family).any(|(at, _)| is_word(at))
}
