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

/// Scripts of which each has a way to write a name.
#[derive(PartialEq, Eq)]
enum Script {
    /// And all that is none of the others.
    Latin,
    Greek,
    Cyrillic,
    Kana,
    Han,
}

/// The family name in a name that is made of given names and one family name, with the byte where it starts: a name of
/// several words in a script with case, as Latin, Greek or Cyrillic, or a transliteration in Han or kana with a middle
/// dot. Names in Han without a dot are not taken apart.
pub(super) fn family_name(name: &str) -> Option<(usize, &str)> {
    if name.contains(MIDDLE_DOT) { transliterated_family_name(name) } else { spaced_family_name(name) }
}

fn spaced_family_name(name: &str) -> Option<(usize, &str)> {
    // What stands behind a comma is a title, or the given name.
    let mut name = name.split(',').next()?.trim_end();
    let is_part = |c: char| c.is_lowercase() || matches!(c, ' ' | '-' | '\'' | '.');
    if !name.chars().all(is_part) {
        return None;
    }
    let (mut given, mut last) = name.rsplit_once(' ')?;
    while SUFFIXES.contains(&last.trim_end_matches('.')) {
        name = given;
        (given, last) = name.rsplit_once(' ')?;
    }
    // A full stop tells that this is an initial.
    if last.contains('.') || !is_long_enough(last) {
        return None;
    }
    while let Some((before, word)) = given.rsplit_once(' ')
        && PARTICLES.contains(&word)
    {
        given = before;
    }
    let start = given.len() + 1;
    Some((start, &name[start..]))
}

fn transliterated_family_name(name: &str) -> Option<(usize, &str)> {
    let (given, family) = name.rsplit_once(MIDDLE_DOT)?;
    let family = family.trim_start();
    let is_family = family.chars().all(|c| is_unspaced(c) || c == '-') && is_long_enough(family);
    (is_family && !given.is_empty()).then_some((name.len() - family.len(), family))
}

/// Whether two family names are of one script, so that one of them is that of a nickname.
pub(super) fn are_of_one_script(left: &str, right: &str) -> bool {
    Script::of(left) == Script::of(right)
}

impl Script {
    fn of(family: &str) -> Self {
        match family.chars().find(|c| c.is_alphabetic()) {
            Some('\u{370}'..='\u{3FF}') => Self::Greek,
            Some('\u{400}'..='\u{52F}') => Self::Cyrillic,
            Some('\u{3040}'..='\u{30FF}') => Self::Kana,
            Some(c) if is_unspaced(c) => Self::Han,
            _ => Self::Latin,
        }
    }
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
