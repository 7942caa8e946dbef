//! Texts to tokens: words of scripts with spaces, and single Han characters.

use super::common;
use super::sort;
use crate::highlight::fold;

/// The longest term of Han characters.
pub(super) const MAX_HAN: usize = 6;
/// The longest term of words.
pub(super) const MAX_WORDS: usize = 3;

/// The longest word. What is longer is no word, or of a script without spaces.
const MAX_LETTERS: usize = 40;

/// The pieces that a text is cut into when it is sampled, in bytes.
const PIECE: usize = 4096;

/// Symbols from here on are words; those below are Han characters, except 0.
const FIRST_WORD: u32 = char::MAX as u32 + 1;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Han,
    Word,
}

impl Kind {
    pub(super) fn of(symbol: u32) -> Self {
        if symbol < FIRST_WORD { Self::Han } else { Self::Word }
    }
}

/// The tokens of some texts, in order.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    /// What the tokens are: alike for what counts as the same. 0 is a boundary: no term reaches across.
    pub(super) symbols: Vec<u32>,
    /// Where they are.
    pub(super) spans: Vec<TokenSpan>,
    /// How many tokens each text has.
    pub(super) lengths: Vec<u32>,
    /// The folded words, with the place of each.
    words: Vec<(u32, String)>,
}

/// Where a token is.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TokenSpan {
    /// Which text.
    pub(super) text: u32,
    /// First byte in it.
    pub(super) start: u32,
    /// One past the last.
    pub(super) end: u32,
    /// Whether it has a capital, where not every word would have one.
    pub(super) name: bool,
}

impl Tokens {
    /// The tokens of the texts, or of pieces that lie evenly apart, `sample` bytes in all.
    pub(super) fn new(texts: &[&str], sample: usize) -> Self {
        let mut tokens = Self::default();
        let total: usize = texts.iter().map(|text| text.len()).sum();
        let piece = if total > sample { PIECE } else { usize::MAX };
        let (mut seen, mut taken) = (0.0, 0.0);
        for (number, text) in texts.iter().enumerate() {
            tokens.lengths.push(0);
            let mut start = 0;
            while start < text.len() {
                let end = text.floor_char_boundary(start.saturating_add(piece));
                if taken * total as f64 <= seen * sample as f64 {
                    tokens.read(number as u32, text, start, end);
                    taken += (end - start) as f64;
                }
                seen += (end - start) as f64;
                start = end;
            }
        }
        tokens.number_words(texts);
        tokens
    }

    fn read(&mut self, text: u32, whole: &str, start: usize, end: usize) {
        self.push_break();
        let mut at = start;
        // Whether a word that begins here begins a sentence.
        let mut opening = true;
        while let Some(c) = whole[at..end].chars().next() {
            let next = at + c.len_utf8();
            if is_han(c) {
                self.push(c as u32, TokenSpan { text, start: at as u32, end: next as u32, name: false });
                at = next;
                opening = false;
            } else if is_letter(c) {
                let length = word_length(&whole[at..end]);
                self.push_word(text, at, &whole[at..at + length], opening);
                at += length;
                opening = false;
            } else {
                let gap = matches!(c, ' ' | '\u{A0}' | '-' | '\u{2010}' | '\u{2011}')
                    && whole[..at].chars().next_back().is_some_and(is_letter);
                if !gap && !is_dropped(c) {
                    self.push_break();
                }
                opening |= matches!(c, '.' | '!' | '?' | ':' | '\n' | '…' | '“' | '"' | '«' | '„' | '。');
                at = next;
            }
        }
        self.push_break();
    }

    fn push_word(&mut self, text: u32, start: usize, word: &str, opening: bool) {
        // The particles of the object end no Korean noun.
        let word = word.strip_suffix(['을', '를']).unwrap_or(word);
        let folded = fold(word);
        let upper = word.chars().filter(|&c| !c.to_lowercase().eq([c])).count();
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let first = word.chars().next().unwrap_or_default();
        let least = match first {
            '\u{30A0}'..='\u{30FF}' | '\u{AC00}'..='\u{D7A3}' => 2,
            // AI, GPU, R1.
            _ if upper == letters && upper > 0 && word.chars().count() > 1 => 1,
            '\0'..='\u{24F}' => 3,
            _ => 5,
        };
        if letters < least || letters > MAX_LETTERS {
            return self.push_break();
        }
        let span = TokenSpan {
            text,
            start: start as u32,
            end: (start + word.len()) as u32,
            name: upper > 1 || upper == 1 && !opening,
        };
        self.words.push((self.symbols.len() as u32, folded));
        self.push(FIRST_WORD, span);
    }

    fn push_break(&mut self) {
        if self.symbols.last().is_some_and(|&symbol| symbol != 0) {
            self.push(0, TokenSpan::default());
        }
    }

    fn push(&mut self, symbol: u32, span: TokenSpan) {
        if symbol != 0 {
            self.lengths[span.text as usize] += 1;
        }
        self.symbols.push(symbol);
        self.spans.push(span);
    }

    /// Gives equal words equal symbols, also a plural and its singular.
    fn number_words(&mut self, texts: &[&str]) {
        let words = std::mem::take(&mut self.words);
        let word = |at: u32| words[at as usize].1.as_str();
        let mut order: Vec<u32> = (0..words.len() as u32).collect();
        sort(&mut order, &|a, b| word(a).cmp(word(b)));
        let groups: Vec<&[u32]> = order.chunk_by(|&a, &b| word(a) == word(b)).collect();
        let find = |sought: &str| groups.binary_search_by(|group| word(group[0]).cmp(sought)).ok();
        for (number, group) in groups.iter().enumerate() {
            let folded = word(group[0]);
            if common::is_stop_word(folded) {
                for &at in *group {
                    self.symbols[words[at as usize].0 as usize] = 0;
                }
                continue;
            }
            let base = common::singular(folded, &find);
            let stem = common::particle(folded).filter(|stem| find(stem).is_some());
            let number = base.or(stem.and_then(&find)).unwrap_or(number);
            for &at in *group {
                let place = words[at as usize].0 as usize;
                self.symbols[place] = FIRST_WORD + number as u32;
                let span = &mut self.spans[place];
                let written = &texts[span.text as usize][span.start as usize..span.end as usize];
                if let Some(stem) = stem.filter(|stem| written.starts_with(stem)) {
                    span.end = span.start + stem.len() as u32;
                }
            }
        }
    }
}

/// The bytes of the word that a text begins with: letters, digits, and a hyphen before a digit, as in
/// GPT-4.
fn word_length(text: &str) -> usize {
    let katakana = |c: char| matches!(c, '\u{30A0}'..='\u{30FF}');
    let mut chars = text.char_indices().peekable();
    let first = text.chars().next().unwrap_or_default();
    while let Some((at, c)) = chars.next() {
        let hyphen = c == '-' && chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let inside = is_letter(c) && katakana(c) == katakana(first) || is_dropped(c) || hyphen;
        if !inside {
            return at;
        }
    }
    text.len()
}

/// What is dropped by folding and so does not end a word: a soft hyphen, a combining accent.
fn is_dropped(c: char) -> bool {
    !c.is_ascii() && fold(c.encode_utf8(&mut [0; 4])).is_empty()
}

/// Letters and digits of words. Hiragana is left out: in Japanese it is mostly grammar.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric() && !is_han(c) && !matches!(c, '\u{3040}'..='\u{309F}')
}

fn is_han(c: char) -> bool {
    matches!(c,
        '々' | '〇' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{20000}'..='\u{3FFFF}')
}
