//! Why a pattern is no regular expression.

use std::fmt;

use super::parse::{MAX_COUNT, MAX_DEPTH};

/// What is wrong with a pattern, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegexError {
    /// Byte of the pattern at which the faulty part starts; the length of the pattern where something is
    /// missing at its end.
    pub offset: usize,
    /// What is wrong.
    pub kind: RegexErrorKind,
}

/// What can be wrong with a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RegexErrorKind {
    /// `(` without `)`.
    UnclosedGroup,
    /// `)` without `(`.
    UnopenedGroup,
    /// `(?` and something that is not known.
    UnknownGroup,
    /// `(?=x)`, `(?!x)`, `(?<=x)` or `(?<!x)`.
    LookAround,
    /// `\1` or `\k<name>`.
    BackReference,
    /// `[` without `]`.
    UnclosedClass,
    /// `[]` or `[^]`.
    EmptyClass,
    /// `[z-a]` or `[a-\d]`.
    InvalidRange,
    /// `*`, `+`, `?` or `{` with nothing before it that it could repeat.
    NothingToRepeat,
    /// `{` and something that is no count, or a count whose end is below its start.
    InvalidCount,
    /// A count above 1000.
    CountTooLarge,
    /// `\` at the end.
    UnfinishedEscape,
    /// `\` and a letter without a meaning.
    UnknownEscape,
    /// `\x` or `\u` without the code of a character.
    InvalidCode,
    /// `\p` without the name of a known property.
    UnknownProperty,
    /// Too many groups in one another.
    TooDeep,
    /// Too many steps, mostly from counts in one another.
    TooLarge,
}

impl fmt::Display for RegexError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        use RegexErrorKind::*;
        f.write_str(match self.kind {
            UnclosedGroup => "This group is not closed; add a ), or write \\( for the sign itself.",
            UnopenedGroup => "This ) closes no group; write \\) for the sign itself.",
            UnknownGroup => "Groups are written (…), (?:…) or (?<name>…).",
            LookAround => "Look-around is not supported, since it cannot be searched for in linear time.",
            BackReference => "Back-references are not supported, since they cannot be searched for in linear time.",
            UnclosedClass => "This class is not closed; add a ], or write \\[ for the sign itself.",
            EmptyClass => "This class is empty; write \\] for a ] within it.",
            InvalidRange => "A range goes from a character to one that is not before it; write \\- for the sign itself.",
            NothingToRepeat => "There is nothing to repeat here; write \\ before the sign for the sign itself.",
            InvalidCount => "Counts are written {2}, {2,} or {2,4}; write \\{ for the sign itself.",
            CountTooLarge => const { assert!(MAX_COUNT == 1000); "At most 1000 repetitions can be asked for." },
            UnfinishedEscape => "Something has to follow a \\; write \\\\ for the sign itself.",
            UnknownEscape => "A \\ has no meaning before this character.",
            InvalidCode => "Codes of characters are written \\x41, \\u4E2D or \\u{1F600}.",
            UnknownProperty => {
                "The known properties are \\p{L}, \\p{N}, \\p{Han}, \\p{Hiragana}, \\p{Katakana}, \\p{Latin}, \\p{Greek} and \\p{Cyrillic}."
            }
            TooDeep => const { assert!(MAX_DEPTH == 100); "Groups can be nested up to 100 deep." },
            TooLarge => "The pattern becomes too large when its repetitions are written out; use smaller counts.",
        })
    }
}

impl std::error::Error for RegexError {}
