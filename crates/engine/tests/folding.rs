//! What folding makes alike, and what it leaves apart.

#[path = "folding/definition.rs"]
mod definition;

use definition::Definition;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use sidelight_engine::highlight::{Folding, fold, fold_as};
use unicode_normalization::UnicodeNormalization;

const EXACT: Folding = Folding { case: false, accents: false, script: false };
const CASE: Folding = Folding { case: true, ..EXACT };
const ACCENTS: Folding = Folding { accents: true, ..EXACT };
const SCRIPT: Folding = Folding { script: true, ..EXACT };

fn foldings() -> impl Iterator<Item = Folding> {
    (0..8).map(|bits| Folding { case: bits & 1 != 0, accents: bits & 2 != 0, script: bits & 4 != 0 })
}

/// Checks that each line folds to the first of it, and that this folds to itself.
macro_rules! same {
    ($name:ident, $folding:expr, $($folded:literal: $($text:literal)+);+ $(;)?) => {
        #[test]
        fn $name() {
            for folding in $folding {
                $(for text in [$folded, $($text),+] {
                    assert_eq!(fold_as(text, folding), $folded, "{text:?} with {folding:?}");
                })+
            }
        }
    };
}

/// Checks that the texts of each line all differ.
macro_rules! apart {
    ($name:ident, $folding:expr, $($($text:literal)+);+ $(;)?) => {
        #[test]
        fn $name() {
            for folding in $folding {
                for texts in [$(&[$($text),+][..]),+] {
                    for (at, text) in texts.iter().enumerate() {
                        for other in &texts[..at] {
                            let (one, other) = (fold_as(text, folding), fold_as(other, folding));
                            assert_ne!(one, other, "{text:?} with {folding:?}");
                        }
                    }
                }
            }
        }
    };
}

same!(case, [Folding::ALL, CASE, Folding { script: true, ..CASE }],
    "abc": "ABC" "Abc";
    "strasse": "Straße" "STRASSE" "STRAẞE";
    "σασ": "ΣΑΣ" "σας";
    "дом": "ДОМ" "Дом";
    "i": "I" "ı";
    "'n": "ŉ" "ʼN";
    "dz": "ǲ" "Ǳ" "ǳ";
    "lj": "ǈ" "Ǉ" "ǉ";
    "ꮳꮃꭹ": "ᏣᎳᎩ";
    "თბილისი": "ᲗᲑᲘᲚᲘᲡᲘ";
    "հայ": "ՀԱՅ";
    "եւ": "և" "ԵՒ";
    "θ": "Θ" "ϑ" "ϴ";
    "k": "K" "\u{212A}";
    "ⴰⲁ": "ⴰⲀ";
    "𐐨": "𐐀";
    "ff": "ﬀ" "FF";
);

apart!(case_that_tells, [EXACT, ACCENTS],
    "a" "A";
    "ß" "ss" "ẞ" "SS";
    "ς" "σ" "Σ";
    "i" "ı" "I";
    "æ" "Æ";
    "ø" "Ø";
    "þ" "Þ";
);

same!(accents, [Folding::ALL],
    "dz": "ǆ" "ǅ" "Ǆ" "dž" "DŽ";
    "i": "İ" "I" "ı" "i\u{307}";
    "e": "é" "É" "e\u{301}" "ệ" "e\u{323}\u{302}" "ê\u{323}" "ɇ" "ĕ";
    "angstrom": "Ångström" "A\u{30A}ngstro\u{308}m" "Ångström";
    "lodz": "Łódź";
    "dordevic": "Đorđević";
    "malta hal": "Malta Ħal";
    "oresund": "Øresund" "ØRESUND";
    "aether oeuvre": "Æther Œuvre" "æther œuvre";
    "ae": "ǣ" "ǽ" "Ǣ";
    "thordur": "Þorður" "ÞÓRÐUR";
    "bidtz": "ƀɨđŧƶ" "ɃƗÐŦƵ";
    "ωα": "ᾠᾳ" "ΏΆ" "ώά" "ὦᾶ";
    "иеи": "йёи" "ЙЁѝ" "и\u{306}е\u{308}й";
    "שלום": "שָׁלוֹם" "שלום";
    "محمد": "مُحَمَّد" "محـــمد";
    "هذا": "هٰذا";
    "👍": "👍🏽" "👍🏿";
    "1": "1\u{FE0F}\u{20E3}" "1\u{20E3}";
);

same!(accents_that_tell, [EXACT, SCRIPT],
    "e\u{301}": "é" "e\u{301}";
    "e\u{302}\u{323}": "ệ" "e\u{323}\u{302}" "e\u{302}\u{323}" "ê\u{323}" "ẹ\u{302}";
    "и\u{306}": "й";
);

apart!(accents_that_tell_apart, [EXACT, SCRIPT, CASE],
    "e" "é" "è" "ê" "ệ";
    "o" "ø" "ö";
    "ae" "æ" "ä";
    "oe" "œ";
    "d" "ð" "đ";
    "th" "þ";
    "и" "й";
    "محمد" "مُحَمَّد" "محـــمد";
    "שלום" "שָׁלוֹם";
    "👍" "👍🏽";
);

apart!(marks_that_are_letters, foldings(),
    "क" "कि" "का" "क्";
    "ก" "กิ" "ก่";
    "ລ" "ລີ";
    "ཀ" "ཀི";
    "က" "ကိ";
    "ខ" "ខិ";
    "க" "கி";
    "は" "ば" "ぱ";
);

same!(width, foldings(),
    "12a, !": "１２a，　！" "１２a，\u{A0}！";
    "カ": "ｶ" "か";
    "ガパヴ": "ｶﾞﾊﾟｳﾞ" "がぱゔ" "か\u{3099}は\u{309A}う\u{3099}" "カ\u{3099}ﾊ\u{309A}ウﾞ";
    "ヷヺ": "ワ\u{3099}ヲ\u{3099}" "わ\u{3099}をﾞ";
    "アパート": "㌀" "ｱﾊﾟｰﾄ" "あぱーと";
    "カタカナ": "かたかな" "ｶﾀｶﾅ";
    "ヽヾ": "ゝゞ" "ゝゝ\u{3099}";
    "コトヨリ": "ヿゟ";
    "kg": "㎏" "ｋｇ" "𝐤𝐠" "𝓴𝓰" "ⓚⓖ" "ᵏᵍ";
    "株式会社": "㍿";
    "12": "①②" "¹²" "₁₂" "１２" "𝟏𝟐" "⑫";
    "xiv": "ⅹⅳ" "ⅹⅰⅴ";
    "(一)": "㈠" "（一）";
    "fi": "ﬁ";
    "سلام": "ﺳﻼﻡ" "سلام";
    "한글": "한글" "한글" "\u{1112}\u{1161}\u{11AB}\u{1100}\u{1173}\u{11AF}";
    "ㄱㅏ": "ﾡￂ";
    "(가)": "㈎";
);

same!(ideographs, foldings(),
    "一人": "⼀⼈";
    "更": "\u{F901}";
);

same!(script, [Folding::ALL, SCRIPT],
    "汉语": "漢語";
    "龙马": "龍馬" "⿓⾺" "龙馬";
    "后": "後";
    "发": "發" "髮";
    "台湾": "臺灣";
    "讠": "訁" "⻈";
    "车": "車" "\u{F902}" "⾞";
    "简体中文": "簡體中文";
);

apart!(script_that_tells, [EXACT, CASE, ACCENTS],
    "漢" "汉";
    "後" "后";
    "發" "髮" "发";
);

same!(signs, foldings(),
    "      ": "\t\n\r\u{B}\u{C}\u{85}" "\u{A0}\u{2003}\u{2028}\u{2029}\u{3000}\u{1680}";
    "''''": "‘’‚‛" "′`´ʻ" "ʼ‹›『" "』＇｀'";
    "\"\"\"\"": "“”„‟" "″«»「" "」〝〞〟" "＂｢｣\"";
    "-----": "‐‑‒–—" "―−⁃﹣－" "⸺⸻᠆־֊";
    "·····": "•‧∙⋅・" "･·\u{387}··";
    "〜〰": "〜〰";
    "...": "…";
);

same!(dropped, foldings(),
    "ab": "a\u{AD}b" "a\u{200B}b" "a\u{200C}b" "a\u{200D}b" "\u{200E}a\u{200F}b" "\u{202A}a\u{202E}b"
        "\u{2066}a\u{2069}b" "a\u{2060}\u{2064}b" "\u{FEFF}ab" "a\u{180E}\u{34F}b" "a\u{FE0F}b\u{E0100}";
    "葛": "葛\u{E0101}";
    "": "\u{AD}\u{200B}\u{200D}\u{FE0F}";
    "क्ष": "क्\u{200D}ष";
);

same!(joined_emoji, [Folding::ALL],
    "👩\u{200D}💻": "👩🏽\u{200D}💻" "👩\u{200D}\u{FE0F}💻";
    "❤\u{200D}🔥": "❤\u{FE0F}\u{200D}🔥";
);

#[test]
fn emoji_stay_joined_whatever_their_skin() {
    for folding in foldings() {
        assert!(fold_as("👩🏽\u{200D}💻", folding).contains('\u{200D}'));
    }
}

#[test]
fn kana_and_hangul_compose_as_unicode_says() {
    use unicode_normalization::char::compose;
    for before in ('\u{30A1}'..='\u{30FE}').filter(|&c| c != '・') {
        for mark in ['\u{3099}', '\u{309A}'] {
            let expected = compose(before, mark).map_or(format!("{before}{mark}"), String::from);
            assert_eq!(fold(&format!("{before}{mark}")), expected);
        }
    }
    for syllable in '\u{AC00}'..='\u{D7A3}' {
        let jamo: String = syllable.nfd().collect();
        assert_eq!(fold(&jamo), syllable.to_string());
    }
    // Old jamo and a third part where there is one make no syllable.
    for apart in ["\u{1113}\u{1161}", "각\u{11A8}", "\u{1100}\u{1176}", "가\u{11A7}"] {
        assert_eq!(fold(apart), apart);
    }
}

/// What keeps the tables true. Beyond plane 3 little is assigned, so one folding goes there.
#[test]
fn every_character_folds_as_defined() {
    let definition = Definition::new();
    for (folding, last) in [
        (Folding::ALL, char::MAX),
        (EXACT, '\u{3FFFF}'),
        (CASE, '\u{3FFFF}'),
        (ACCENTS, '\u{3FFFF}'),
        (SCRIPT, '\u{3FFFF}'),
    ] {
        for c in '\0'..=last {
            let expected = definition.fold(c, folding);
            let folded = fold_as(c.encode_utf8(&mut [0; 4]), folding);
            assert_eq!(folded, expected, "U+{:04X} with {folding:?}", c as u32);
            assert_eq!(fold_as(&folded, folding), folded, "U+{:04X} with {folding:?}, twice", c as u32);
        }
    }
}

#[test]
fn a_folding_ignores_everything_by_default() {
    assert_eq!(Folding::default(), Folding::ALL);
}

fn text() -> impl Strategy<Value = String> {
    const SIGNS: &[&str] = &[
        "a", "E", "é", "ệ", "ŉ", "ß", "İ", "ǆ", "\u{301}", "\u{302}", "\u{323}", "\u{345}", "ᾴ", "й", "ø",
        "Æ", "م", "\u{64E}", "\u{651}", "\u{640}", "ש", "\u{5C1}", "か", "ガ", "ｶ", "ﾞ", "\u{3099}",
        "\u{309A}", "は", "한", "\u{1100}", "\u{1161}", "\u{11A8}", "ﾡ", "漢", "\u{F902}", "⾞", "👩", "🏽",
        "\u{200D}", "\u{FE0F}", "\u{34F}", "\u{AD}", "㎏", "㌀", "…", "\u{3000}", "\u{20E3}",
    ];
    prop_oneof![vec(select(SIGNS), 0..12).prop_map(|signs| signs.concat()), any::<String>()]
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(text in text()) {
        for folding in foldings() {
            let folded = fold_as(&text, folding);
            prop_assert_eq!(fold_as(&folded, folding), folded);
        }
    }

    #[test]
    fn what_ignores_more_tells_less(text in text()) {
        for folding in foldings() {
            prop_assert_eq!(fold(&fold_as(&text, folding)), fold(&text));
        }
    }

    /// Other marks than accents stay in the order in which they were written.
    #[test]
    fn canonical_equivalents_fold_alike(
        signs in vec(select(&["a", "é", "ệ", "ǘ", "ᾴ", "й", "م", "\u{301}", "\u{302}", "\u{323}", "\u{308}", "\u{345}",
            "\u{64E}", "\u{651}", "が", "한", "\u{11A8}", "\u{F902}"][..]), 0..12),
    ) {
        let text = signs.concat();
        let (composed, decomposed): (String, String) = (text.nfc().collect(), text.nfd().collect());
        for folding in foldings() {
            prop_assert_eq!(fold_as(&composed, folding), fold_as(&decomposed, folding));
        }
    }
}
