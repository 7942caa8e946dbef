//! The definition of folding in terms of the Unicode Character Database, as the crates that follow the standard
//! have it: slow, and without a table of our own.

use icu_casemap::CaseMapper;
use icu_properties::props::{
    BidiControl, EmojiModifier, GeneralCategory, Script, VariationSelector, WhiteSpace,
};
use icu_properties::{CodePointMapData, CodePointSetData};
use sidelight_engine::highlight::Folding;
use std::collections::BTreeMap;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::compose;

/// The definition, with the data files that it needs.
pub struct Definition {
    simplified: BTreeMap<char, char>,
    radicals: BTreeMap<char, char>,
}

impl Definition {
    pub fn new() -> Self {
        let simplified = lines(include_str!("../../data/opencc/TSCharacters.txt"))
            .map(|line| line.split(['\t', ' ']).map(|c| c.parse().expect("one character")))
            .map(|mut chars| (chars.next().expect("Traditional"), chars.next().expect("Simplified")))
            .collect();
        let mut radicals = BTreeMap::new();
        for line in lines(include_str!("../../data/unicode/EquivalentUnifiedIdeograph.txt")) {
            let mut points = line.split([';', '.', ' ']).filter(|number| !number.is_empty()).map(|number| {
                char::from_u32(u32::from_str_radix(number, 16).expect("a number")).expect("a character")
            });
            let (first, to) = (points.next().expect("a radical"), points.next_back().expect("an ideograph"));
            radicals.extend((first..=points.next().unwrap_or(first)).map(|c| (c, to)));
        }
        radicals.retain(|c, _| ('\u{2E80}'..='\u{2EFF}').contains(c));
        Self { simplified, radicals }
    }

    /// The folded form of one character; for kana and Hangul composed.
    pub fn fold(&self, c: char, folding: Folding) -> String {
        let mut folded = String::new();
        for c in compatible(c).into_iter().filter(|&c| !is_dropped(c, folding)) {
            let c = self.radicals.get(&c).copied().unwrap_or(c);
            if let Some(sign) = sign(c) {
                folded.push(sign);
                continue;
            }
            match c {
                '\u{3041}'..='\u{3096}' | '\u{309D}' | '\u{309E}' => {
                    folded.extend(char::from_u32(c as u32 + 0x60));
                }
                'æ' | 'Æ' | 'œ' | 'Œ' | 'þ' | 'Þ' | 'ð' | 'Ð' if folding.accents => {
                    let letters = match c {
                        'æ' | 'Æ' => "ae",
                        'œ' | 'Œ' => "oe",
                        'þ' | 'Þ' => "th",
                        _ => "d",
                    };
                    let capital = c.is_uppercase() && !folding.case;
                    folded += &if capital { letters.to_uppercase() } else { letters.to_owned() };
                }
                _ => {
                    let c = if folding.script { self.simplify(c) } else { c };
                    let c = if folding.accents { without_stroke(c) } else { c };
                    if folding.case && c != '\u{345}' { folded += &lower(c) } else { folded.push(c) }
                }
            }
        }
        order(composed(&folded))
    }

    fn simplify(&self, mut c: char) -> char {
        while let Some(&simplified) = self.simplified.get(&c).filter(|&&simplified| simplified != c) {
            c = simplified;
        }
        c
    }
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().map(|line| line.split('#').next().unwrap_or_default().trim()).filter(|line| !line.is_empty())
}

/// NFKD, but for Hangul, and for signs that are more than the accent that they would become.
fn compatible(c: char) -> Vec<char> {
    let decomposed = |c: char| [c].into_iter().nfkd().collect::<Vec<_>>();
    match c {
        _ if sign(c).is_some() => vec![c],
        '\u{AC00}'..='\u{D7A3}' | '\u{3131}'..='\u{318E}' => vec![c],
        '\u{FFA0}'..='\u{FFDC}' => ('\u{3131}'..='\u{3164}')
            .find(|&wide| decomposed(wide) == decomposed(c))
            .map_or_else(|| vec![c], |wide| vec![wide]),
        _ => decomposed(c),
    }
}

fn sign(c: char) -> Option<char> {
    Some(match c {
        '〜' | '〰' => return None,
        '\u{2212}' | '\u{2043}' => '-',
        _ if general_category(c) == GeneralCategory::DashPunctuation => '-',
        _ if CodePointSetData::new::<WhiteSpace>().contains(c) => ' ',
        _ if "‘’‚‛′`´ʻʼ׳‹›『』＇".contains(c) => '\'',
        _ if "“”„‟″«»״「」〝〞〟＂".contains(c) => '"',
        _ if "•‧∙⋅・･·\u{387}".contains(c) => '·',
        _ => return None,
    })
}

fn is_dropped(c: char, folding: Folding) -> bool {
    let always = matches!(c, '\u{AD}' | '\u{34F}' | '\u{180E}' | '\u{200B}'..='\u{200D}' | '\u{2060}'..='\u{2064}' | '\u{FEFF}')
        || CodePointSetData::new::<BidiControl>().contains(c)
        || CodePointSetData::new::<VariationSelector>().contains(c);
    let stretched = c == '\u{640}' || CodePointSetData::new::<EmojiModifier>().contains(c);
    always || folding.accents && (stretched || is_accent(c))
}

fn is_accent(c: char) -> bool {
    let mark =
        matches!(general_category(c), GeneralCategory::NonspacingMark | GeneralCategory::EnclosingMark);
    mark && match CodePointMapData::<Script>::new().get(c) {
        Script::Latin | Script::Greek | Script::Cyrillic | Script::Hebrew | Script::Arabic => true,
        // Combining marks by their blocks, those of Cyrillic and Arabic that other scripts share.
        Script::Inherited => matches!(c as u32,
            0x300..=0x36F | 0x485..=0x486 | 0x64B..=0x655 | 0x670 | 0x1AB0..=0x1AFF | 0x1DC0..=0x1DFF
            | 0x20D0..=0x20FF | 0xFE20..=0xFE2F),
        _ => false,
    }
}

fn general_category(c: char) -> GeneralCategory {
    CodePointMapData::<GeneralCategory>::new().get(c)
}

/// Full case folding, in small letters for Cherokee too, and with ı for i.
fn lower(c: char) -> String {
    match c {
        'ı' => "i".to_owned(),
        _ => CaseMapper::new().fold_string(c.encode_utf8(&mut [0; 4])).to_lowercase(),
    }
}

/// The letter X of a `LATIN SMALL LETTER X WITH …` in ASCII. A capital may have another name than its small letter.
fn without_stroke(c: char) -> char {
    if c.is_ascii() || CodePointMapData::<Script>::new().get(c) != Script::Latin {
        return c;
    }
    let small = CaseMapper::new().simple_lowercase(c);
    let name = unicode_names2::name(small).map(|name| name.to_string()).unwrap_or_default();
    let letter = name.strip_prefix("LATIN SMALL LETTER ").and_then(|rest| rest.split_once(" WITH "));
    match letter.and_then(|(letter, _)| letter.parse::<char>().ok()).filter(char::is_ascii_uppercase) {
        Some(letter) if small == c => letter.to_ascii_lowercase(),
        Some(letter) => letter,
        None => c,
    }
}

fn composed(text: &str) -> Vec<char> {
    let mut composed_text: Vec<char> = Vec::new();
    for c in text.chars() {
        let composable =
            matches!(c, '\u{3099}' | '\u{309A}' | '\u{1161}'..='\u{1175}' | '\u{11A8}'..='\u{11C2}');
        match composed_text.last_mut() {
            Some(last) if composable && compose(*last, c).is_some() => *last = compose(*last, c).unwrap_or(c),
            _ => composed_text.push(c),
        }
    }
    composed_text
}

/// Accents by their code points.
fn order(mut text: Vec<char>) -> String {
    text.chunk_by_mut(|&one, &other| is_accent(one) && is_accent(other)).for_each(<[char]>::sort_unstable);
    text.into_iter().collect()
}
