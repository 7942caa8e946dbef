//! What the script of a text tells of its language.

/// Whether this sign is written without spaces between words: Han, kana, and their iteration marks.
pub(crate) fn is_unspaced(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}

/// Words of spaced scripts, and signs of unspaced ones.
pub(super) fn count_words(text: &str) -> (usize, usize) {
    let mut words = 0;
    let mut signs = 0;
    let mut in_word = false;
    for c in text.chars() {
        let spaced = c.is_alphanumeric() && !is_unspaced(c);
        words += usize::from(spaced && !in_word);
        signs += usize::from(is_unspaced(c));
        in_word = spaced || (in_word && matches!(c, '\'' | '’' | '-' | '.' | ','));
    }
    (words, signs)
}

/// Frequent signs whose Simplified and Traditional forms differ, in pairs.
const SIMPLIFIED: &str =
    "这个们来时国说会为发对开关实现业东车长门问间见让还进过难头学习战样当亚欧华动机气书买卖几万亿";
const TRADITIONAL: &str =
    "這個們來時國說會為發對開關實現業東車長門問間見讓還進過難頭學習戰樣當亞歐華動機氣書買賣幾萬億";

/// A BCP 47 tag for what the script makes plain: `zh-Hans`, `zh-Hant`, `ja`, `ko`; none for scripts
/// that many languages share.
///
/// ```
/// use sidelight_engine::article::guess_language;
/// assert_eq!(guess_language("开源模型让人们受益。"), Some("zh-Hans"));
/// assert_eq!(guess_language("Open models"), None);
/// ```
pub fn guess_language(text: &str) -> Option<&'static str> {
    let (mut kana, mut hangul, mut han, mut other) = (0, 0, 0, 0);
    let (mut simplified, mut traditional) = (0, 0);
    for c in text.chars() {
        match c {
            '\u{3040}'..='\u{30FF}' if c != '・' => kana += 1,
            '\u{AC00}'..='\u{D7AF}' => hangul += 1,
            _ if is_unspaced(c) => han += 1,
            _ if c.is_alphabetic() => other += 1,
            _ => {}
        }
        simplified += usize::from(SIMPLIFIED.contains(c));
        traditional += usize::from(TRADITIONAL.contains(c) && !SIMPLIFIED.contains(c));
    }
    // A letter of a word stands for less than a sign of Han, hence the factor.
    if (kana + hangul + han) * 4 < other {
        return None;
    }
    match () {
        () if hangul > han + kana => Some("ko"),
        () if kana * 10 > han && kana > 0 => Some("ja"),
        () if han == 0 => None,
        () if traditional > simplified => Some("zh-Hant"),
        () => Some("zh-Hans"),
    }
}

/// Whether this has the form of a BCP 47 tag.
pub(crate) fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    parts
        .next()
        .is_some_and(|first| (2..=8).contains(&first.len()) && first.bytes().all(|b| b.is_ascii_alphabetic()))
        && parts.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric()))
}
