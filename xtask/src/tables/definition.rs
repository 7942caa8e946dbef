//! What the tables say, in terms of the Unicode Character Database.

use anyhow::{Context, Result};
use icu_casemap::CaseMapper;
use icu_properties::props::{
    BidiControl, GeneralCategory, GraphemeClusterBreak, VariationSelector, WhiteSpace,
};
use icu_properties::{CodePointMapData, CodePointSetData};
use std::collections::BTreeMap;
use std::ops::RangeInclusive;
use unicode_normalization::char::{compose, decompose_compatible};

/// The maps and sets that folding needs. What the engine's code computes by itself is not in them: ASCII,
/// full-width ASCII, hiragana, Hangul syllables, the supplementary variation selectors.
pub struct Definition {
    /// What is written in place of a character whatever is ignored; no ideographs.
    pub compatibility: BTreeMap<char, String>,
    /// Unified ideographs for radicals and compatibility ideographs, Simplified for Traditional ones.
    pub ideographs: BTreeMap<char, char>,
    /// Case folding to one character, of characters that have no decomposition.
    pub cases: BTreeMap<char, char>,
    /// The ASCII letter of small Latin letters with a stroke, a hook, or the like.
    pub letters: BTreeMap<char, char>,
    /// What never starts a grapheme cluster, in ascending order.
    pub marks: Vec<RangeInclusive<u32>>,
}

impl Definition {
    /// From the text of OpenCC's `TSCharacters.txt` and Unicode's `EquivalentUnifiedIdeograph.txt`.
    pub fn new(simplified: &str, radicals: &str) -> Result<Self> {
        let mut compatibility = BTreeMap::new();
        let mut cases = BTreeMap::new();
        let mut letters = BTreeMap::new();
        for c in ('\u{80}'..=char::MAX).filter(|&c| !is_ideographic(c) && !is_computed(c)) {
            let folded = compatible(c);
            if folded != c.to_string() {
                compatibility.insert(c, folded);
                continue;
            }
            if let Some(lower) = case(c) {
                cases.insert(c, lower);
            }
            if let Some(letter) = letter(c) {
                letters.insert(c, letter);
            }
        }
        let ideographs = ideographs(simplified, radicals)?;
        Ok(Self { compatibility, ideographs, cases, letters, marks: marks() })
    }
}

fn is_ideographic(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{2FDF}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_computed(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{309D}' | '\u{309E}' | '\u{AC00}'..='\u{D7A3}'
        | '\u{FF01}'..='\u{FF5E}' | '\u{E0100}'..='\u{E01EF}')
}

/// The compatibility decomposition with spaces, quotes, dashes and dots made one of each kind.
fn compatible(c: char) -> String {
    if let Some(sign) = sign(c) {
        return sign.to_owned();
    }
    // Kana keep their voicing marks, and the jamo that stand alone are no syllables in the making.
    if matches!(c, '\u{30A1}'..='\u{30FE}' | '\u{3131}'..='\u{318E}') {
        return c.to_string();
    }
    let decomposed = decomposition(c);
    if ('\u{FFA0}'..='\u{FFDC}').contains(&c) {
        let wide = ('\u{3131}'..='\u{3164}').find(|&wide| decomposition(wide) == decomposed);
        return wide.map_or(decomposed, String::from);
    }
    let mut folded = String::new();
    for c in decomposed.chars() {
        match (sign(c), c) {
            (Some(sign), _) => folded.push_str(sign),
            (None, '\u{3041}'..='\u{3096}') => {
                folded.extend(char::from_u32(u32::from(c) + 0x60));
            }
            (None, '\u{3099}' | '\u{309A}' | '\u{1161}'..='\u{1175}' | '\u{11A8}'..='\u{11C2}') => {
                let last = folded.pop();
                match last.and_then(|last| compose(last, c)) {
                    Some(composed) => folded.push(composed),
                    None => folded.extend(last.into_iter().chain([c])),
                }
            }
            _ => folded.push(c),
        }
    }
    folded
}

fn decomposition(c: char) -> String {
    let mut decomposed = String::new();
    decompose_compatible(c, |c| decomposed.push(c));
    decomposed
}

/// What stands for all signs of a kind; nothing for what is dropped.
fn sign(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{AD}'
        | '\u{34F}'
        | '\u{180E}'
        | '\u{200B}'
        | '\u{200C}'
        | '\u{2060}'..='\u{2064}'
        | '\u{FEFF}' => "",
        '‘' | '’' | '‚' | '‛' | '′' | '`' | '´' | 'ʻ' | 'ʼ' | '׳' | '‹' | '›' | '『' | '』' => {
            "'"
        }
        '“' | '”' | '„' | '‟' | '″' | '«' | '»' | '「' | '」' | '〝' | '〞' | '〟' | '״' => {
            "\""
        }
        '•' | '‧' | '∙' | '⋅' | '・' => "·",
        '\u{2212}' | '\u{2043}' => "-",
        // The wavy dashes.
        '\u{301C}' | '\u{3030}' => return None,
        _ if CodePointSetData::new::<BidiControl>().contains(c) => "",
        _ if CodePointSetData::new::<VariationSelector>().contains(c) => "",
        _ if CodePointSetData::new::<WhiteSpace>().contains(c) => " ",
        _ if general_category(c) == GeneralCategory::DashPunctuation => "-",
        _ => return None,
    })
}

fn general_category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

/// Simple case folding, to small letters in every script: Unicode folds Cherokee to capitals.
fn case(c: char) -> Option<char> {
    // The iota below is an accent, which has no case.
    if c == '\u{345}' {
        return None;
    }
    let folded = match c {
        'ı' => 'i',
        _ => CaseMapper::new().simple_fold(c),
    };
    let lower = CaseMapper::new().simple_lowercase(folded);
    (lower != c && c != 'ẞ').then_some(lower)
}

/// The letter X of a `LATIN SMALL LETTER X WITH …`.
fn letter(c: char) -> Option<char> {
    let name = unicode_names2::name(c)?.to_string();
    let (letter, _) = name.strip_prefix("LATIN SMALL LETTER ")?.split_once(" WITH ")?;
    let letter: char = letter.parse().ok()?;
    letter.is_ascii_uppercase().then_some(letter.to_ascii_lowercase())
}

fn ideographs(simplified: &str, radicals: &str) -> Result<BTreeMap<char, char>> {
    let mut ideographs = BTreeMap::new();
    for line in lines(simplified) {
        let (traditional, candidates) =
            line.split_once('\t').with_context(|| format!("no tab in {line:?}"))?;
        let candidate = candidates.split(' ').next().unwrap_or_default();
        if let (Ok(from), Ok(to)) = (traditional.parse::<char>(), candidate.parse::<char>())
            && from != to
        {
            ideographs.insert(from, to);
        }
    }
    let links = ideographs.clone();
    for (from, to) in &mut ideographs {
        while let Some(next) = links.get(to) {
            anyhow::ensure!(next != from, "{from} is simplified to itself");
            *to = *next;
        }
    }
    for c in ('\u{F900}'..='\u{FAFF}').chain('\u{2F800}'..='\u{2FA1F}').chain('\u{2E80}'..='\u{2FDF}') {
        let mut decomposed = decomposition(c).chars().collect::<Vec<_>>();
        if decomposed != [c] {
            ideographs.extend(decomposed.pop().map(|unified| (c, unified)));
        }
    }
    for line in lines(radicals) {
        let (from, to) = line.split_once(';').with_context(|| format!("no semicolon in {line:?}"))?;
        let to = code_point(to)?;
        let (first, last) = from.split_once("..").unwrap_or((from, from));
        for c in code_point(first)?..=code_point(last)? {
            if ('\u{2E80}'..='\u{2EFF}').contains(&c) {
                ideographs.insert(c, to);
            }
        }
    }
    Ok(ideographs)
}

/// The lines of a data file without its comments.
fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).filter(|line| !line.is_empty())
}

fn code_point(hexadecimal: &str) -> Result<char> {
    let number = u32::from_str_radix(hexadecimal.trim(), 16)
        .with_context(|| format!("{hexadecimal:?} is no hexadecimal number"))?;
    char::from_u32(number).with_context(|| format!("U+{number:X} is no character"))
}

/// Grapheme clusters begin with none of these (UAX #29).
fn marks() -> Vec<RangeInclusive<u32>> {
    let breaks = CodePointMapData::<GraphemeClusterBreak>::new();
    let mut marks: Vec<_> = [GraphemeClusterBreak::Extend, GraphemeClusterBreak::SpacingMark]
        .into_iter()
        .flat_map(|kind| breaks.iter_ranges_for_value(kind))
        .collect();
    marks.sort_by_key(|range| *range.start());
    let mut joined: Vec<RangeInclusive<u32>> = Vec::new();
    for range in marks {
        match joined.last_mut() {
            Some(last) if last.end() + 1 == *range.start() => *last = *last.start()..=*range.end(),
            _ => joined.push(range),
        }
    }
    joined
}
