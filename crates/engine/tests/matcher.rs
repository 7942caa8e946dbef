//! Keywords and what they find.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use sidelight_engine::article::BlockIndex;
use sidelight_engine::highlight::{COLOURS, Haystack, Match, MatchSet, Matcher, Query, fold};
use sidelight_engine::text::{BlockText, Span};

/// Checks what a keyword finds in a text: the matches are those in brackets.
macro_rules! t {
    ($name:ident, $($keyword:expr, $marked:expr);+ $(;)?) => {
        #[test]
        fn $name() {
            $(
                let text = $marked.replace(['[', ']'], "");
                assert_eq!(marked($keyword, &text), $marked, "{:?} in {text:?}", $keyword);
            )+
        }
    };
}

fn marked(keyword: &str, text: &str) -> String {
    let mut marked = String::new();
    let mut done = 0;
    for span in spans(keyword, text) {
        marked += &format!("{}[{}]", &text[done..span.start as usize], &text[span.range()]);
        done = span.end as usize;
    }
    marked + &text[done..]
}

fn spans(keyword: &str, text: &str) -> Vec<Span> {
    let haystack = Haystack::new(text);
    Matcher::new(keyword).map(|matcher| matcher.find_all(&haystack).collect()).unwrap_or_default()
}

t!(plain,
    "a", "b[a]n[a]n[a]";
    "ana", "b[ana]na";
    "aa", "[aa][aa]a";
    "open source", "[open source], [Open Source]";
    "x", "nothing";
    "long", "lo";
    "a", "";
);

t!(case,
    "deepseek", "[DeepSeek] and [DEEPSEEK]";
    "DeepSeek", "[deepseek]";
    "ÉCOLE", "[école]";
    "Σίσυφος", "[ΣΊΣΥΦΟΣ]";
    "σας", "[ΣΑΣ] [σας] [σασ]";
    "дом", "[Дом] [ДОМ]";
    "istanbul", "[İstanbul] [ISTANBUL] [ıstanbul]";
    "ǆ", "[ǅ] [Ǆ]";
);

t!(sharp_s,
    "Straße", "[STRASSE] [Straße] [strasse] [STRAẞE]";
    "strasse", "Die [Straße].";
    "ss", "Stra[ß]e, na[ss], [ẞ]";
    // Half of a letter is no match of its own, so the whole letter is.
    "s", "[S]tra[ß]e [s]o";
    "as", "Str[aß]e";
    "se", "Stra[ße]";
    "asse", "Str[aße], Str[asse]";
    "sss", "[ßs] [sß]s";
);

t!(width,
    "ai", "[ＡＩ] [AI] [ａｉ]";
    "ＡＩ", "[ai]";
    "2025", "[２０２５]年";
    "a b", "[a\u{3000}b] [a\u{A0}b] [a\nb] [a\tb] [a\u{2009}b]";
    "(ai)", "[（ＡＩ）]";
    "!", "好[！]";
);

t!(signs,
    "it's", "[It’s] [it‘s] [it's] [it＇s]";
    "\"so\"", "[“so”] [„so“] [\"so\"]";
    "co-op", "[co‐op] [co‑op] [co–op] [co—op] [co−op]";
    "拉吉·雷迪", "[拉吉・雷迪] [拉吉•雷迪] [拉吉‧雷迪] [拉吉･雷迪]";
);

t!(signs_that_are_dropped,
    "cooperate", "[co\u{AD}oper\u{AD}ate]";
    "开源", "[开\u{200B}源] [\u{5F00}\u{FEFF}源]";
    "co\u{AD}op", "[coop]";
    "e", "caf[e\u{301}]";
    "café", "[café]";
    "cafe\u{301}", "[cafe\u{301}] [cafe]";
    "x", "[x\u{FE0F}]\u{5F00}";
    "b", "a\u{301}[b]";
    "\u{301}", "a\u{301}";
    "\u{AD}\u{200B}", "a\u{AD}\u{200B}";
    "a", "\u{FEFF}\u{301}[a]";
);

t!(han,
    "千问", "阿里巴巴[千问]与[千问]";
    "开源", "[开源]开[开源]";
    "开", "[开]源[开]源";
    "𠮷野", "[𠮷野]家";
);

t!(what_stands_outside_the_basic_plane,
    "😀", "a[😀]b[😀]";
    "👩", "[👩\u{200D}]💻";
    "𝄞a", "𝄞[𝄞a]";
);

t!(special_signs_are_plain,
    ".", "a[.]b";
    "a.c", "abc [a.c]";
    "*", "[*]";
    "\\", "a[\\]b";
    "$(", "[$(]";
);

#[test]
fn nothing_finds_nothing() {
    for keyword in ["", "\u{AD}", "\u{301}\u{200B}"] {
        assert!(Matcher::new(keyword).is_none(), "{keyword:?}");
    }
    assert!(Matcher::new(" ").is_some(), "a space is found in a text, though no query holds one alone");
}

#[test]
fn folding() {
    for (text, folded) in [
        ("", ""),
        ("AbC", "abc"),
        ("ＡＢＣ，ａ", "abc,a"),
        ("ß ẞ", "ss ss"),
        ("Σς", "σσ"),
        ("İıI", "iii"),
        ("É", "é"),
        ("e\u{301}", "e"),
        ("a\u{AD}b\u{200B}c\u{FEFF}", "abc"),
        ("a\n\t\r\u{3000}b", "a    b"),
        ("“‘—・", "\"'-·"),
        ("开源", "开源"),
        ("カタカナ", "カタカナ"),
        ("한국", "한국"),
    ] {
        assert_eq!(fold(text), folded, "{text:?}");
        assert_eq!(fold(folded), folded, "folding twice changes nothing");
    }
}

proptest! {
    #[test]
    fn finds_what_a_naive_matcher_finds(keyword in text(0..4), text in text(0..24)) {
        prop_assert_eq!(spans(&keyword, &text), naive(&keyword, &text));
    }

    #[test]
    fn finds_any_stretch_of_the_text_itself(text in text(1..24), start in any::<usize>(), length in 1usize..6) {
        let chars: Vec<_> = text.chars().collect();
        let keyword: String = chars[start % chars.len()..].iter().take(length).collect();
        prop_assume!(!fold(&keyword).is_empty());
        prop_assert!(!spans(&keyword, &text).is_empty(), "{:?} in {:?}", keyword, text);
    }

    #[test]
    fn matches_are_whole_characters_in_order(keyword in text(1..3), text in text(0..24)) {
        let mut end = 0;
        for span in spans(&keyword, &text) {
            prop_assert!(end <= span.start && span.start < span.end);
            prop_assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
            prop_assert!(fold(&text[span.range()]).contains(&fold(&keyword)));
            end = span.end;
        }
    }

    #[test]
    fn a_match_set_holds_the_matches_of_each_keyword(
        keywords in vec(text(1..3), 0..12),
        blocks in vec(text(0..16), 0..6),
        row in (0u32..7, 0u32..7),
        place in (0u32..7, 0u32..20),
    ) {
        let query = Query::new(&keywords);
        let texts: Vec<_> = blocks.iter().cloned().map(BlockText::from_plain).collect();
        let set = MatchSet::find(&query, &texts);

        let mut expected = Vec::new();
        for (keyword, wanted) in query.keywords().iter().enumerate() {
            for (block, text) in blocks.iter().enumerate() {
                expected.extend(naive(&wanted.text, text).into_iter().map(|span| Match {
                    block: BlockIndex(block as u32),
                    span,
                    keyword: keyword as u16,
                }));
            }
            let count = expected.iter().filter(|found| usize::from(found.keyword) == keyword).count();
            prop_assert_eq!(set.counts()[keyword] as usize, count);
        }
        expected.sort();
        prop_assert_eq!(set.matches(), &expected[..]);
        prop_assert_eq!((set.len(), set.is_empty()), (expected.len(), expected.is_empty()));

        let in_row: Vec<_> = expected.iter().filter(|m| (row.0..row.1).contains(&m.block.0)).copied().collect();
        prop_assert_eq!(set.in_blocks(row.0..row.1), &in_row[..]);
        let from = expected.iter().position(|m| (m.block.0, m.span.start) >= place);
        prop_assert_eq!(set.first_from(BlockIndex(place.0), place.1), from);
    }
}

/// Text of few signs, so that keywords are found, with all that folding changes.
fn text(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    const SIGNS: &[&str] = &[
        "a", "a", "A", "b", "B", "s", "S", "ss", "ß", "ẞ", "ａ", "Ｂ", "İ", "ı", "i", "é", "É", "\u{301}",
        "\u{AD}", "\u{200B}", " ", "\u{3000}", "\n", "开", "源", "😀", "𠮷", "’", "'", "—", "-",
    ];
    vec(select(SIGNS), length).prop_map(|signs| signs.concat())
}

/// Folds sign by sign, compares at each place, and maps back by remembering where each came from.
fn naive(keyword: &str, text: &str) -> Vec<Span> {
    let needle: Vec<char> = fold(keyword).chars().collect();
    let mut folded: Vec<(char, usize, usize)> = Vec::new();
    for (start, c) in text.char_indices() {
        let end = start + c.len_utf8();
        let signs = fold(c.encode_utf8(&mut [0; 4]));
        if signs.is_empty() {
            // What is dropped belongs to the sign before it.
            let last = folded.last().map(|last| last.1);
            folded.iter_mut().filter(|sign| Some(sign.1) == last).for_each(|sign| sign.2 = end);
        }
        folded.extend(signs.chars().map(|sign| (sign, start, end)));
    }
    let mut spans: Vec<Span> = Vec::new();
    let mut at = 0;
    while !needle.is_empty() && at + needle.len() <= folded.len() {
        let here = &folded[at..at + needle.len()];
        if here.iter().map(|sign| sign.0).ne(needle.iter().copied()) {
            at += 1;
            continue;
        }
        let span = Span::new(here[0].1, here[needle.len() - 1].2);
        if spans.last().is_none_or(|last| last.end <= span.start) {
            spans.push(span);
        }
        at += needle.len();
    }
    spans
}

#[test]
fn a_match_set_is_in_document_order() {
    let texts = ["ab ab", "", "b a"].map(|text| BlockText::from_plain(text.to_owned()));
    let set = MatchSet::find(&Query::new(["b", "ab", "a", "x"]), &texts);
    let found: Vec<_> =
        set.matches().iter().map(|m| (m.block.0, m.span.start, m.span.end, m.keyword)).collect();
    assert_eq!(
        found,
        [
            (0, 0, 1, 2),
            (0, 0, 2, 1),
            (0, 1, 2, 0),
            (0, 3, 4, 2),
            (0, 3, 5, 1),
            (0, 4, 5, 0),
            (2, 0, 1, 0),
            (2, 2, 3, 2)
        ]
    );
    assert_eq!(set.counts(), [3, 2, 3, 0]);
    assert_eq!(set.len(), 8);

    assert_eq!(set.in_blocks(0..1).len(), 6);
    assert_eq!(set.in_blocks(1..2), []);
    assert_eq!(set.in_blocks(1..9).len(), 2);
    #[expect(
        clippy::reversed_empty_ranges,
        reason = "it is asked for by a window that has not been measured"
    )]
    let reversed = set.in_blocks(2..0);
    assert_eq!(reversed, []);

    assert_eq!(set.first_from(BlockIndex(0), 0), Some(0));
    assert_eq!(set.first_from(BlockIndex(0), 1), Some(2));
    assert_eq!(set.first_from(BlockIndex(0), 99), Some(6));
    assert_eq!(set.first_from(BlockIndex(1), 0), Some(6));
    assert_eq!(set.first_from(BlockIndex(2), 1), Some(7));
    assert_eq!(set.first_from(BlockIndex(2), 3), None);
    assert_eq!(MatchSet::default().first_from(BlockIndex(0), 0), None);
    assert!(MatchSet::find(&Query::default(), &texts).is_empty());
}

#[test]
fn queries_are_parsed() {
    let table: &[(&str, &[&str])] = &[
        ("", &[]),
        (" , ;，", &[]),
        ("open source", &["open source"]),
        ("  open , source ", &["open", "source"]),
        ("a;b；c，d、e\nf", &["a", "b", "c", "d", "e", "f"]),
        ("\"rock, paper\", scissors", &["rock, paper", "scissors"]),
        ("“剪刀、石头”、布", &["剪刀、石头", "布"]),
        ("5\" disk, 3\" disk", &["5\" disk", "3\" disk"]),
        ("\"not closed, so far", &["not closed, so far"]),
        ("\"a\" b", &["a b"]),
        ("\"\", \" \"", &[]),
        ("a, A, ａ, b", &["a", "b"]),
        ("Straße, STRASSE", &["Straße"]),
        ("\u{AD}, \u{200B}", &[]),
    ];
    for (input, expected) in table {
        let query = Query::parse(input);
        let texts: Vec<_> = query.keywords().iter().map(|keyword| keyword.text.as_str()).collect();
        assert_eq!(texts, *expected, "{input:?}");
        assert_eq!(query.is_empty(), expected.is_empty());
        assert_eq!(Query::new(*expected), query, "{input:?}");
    }
}

#[test]
fn keywords_are_added_once() {
    let mut query = Query::default();
    assert!(query.push(" GPU "));
    assert!(!query.push("gpu"));
    assert!(!query.push("ＧＰＵ"));
    assert!(!query.push("  "));
    assert!(!query.push("\u{AD}"));
    assert!(query.push("GPUs"));
    assert_eq!(
        query.keywords().iter().map(|keyword| keyword.text.as_str()).collect::<Vec<_>>(),
        ["GPU", "GPUs"]
    );
}

#[test]
fn keywords_keep_their_colours() {
    let colours = |query: &Query| query.keywords().iter().map(|keyword| keyword.colour).collect::<Vec<_>>();
    let mut query = Query::new(["a", "b", "c"]);
    assert_eq!(colours(&query), [0, 1, 2]);
    query.remove(1);
    assert_eq!(colours(&query), [0, 2], "the others keep theirs");
    query.push("d");
    assert_eq!(colours(&query), [0, 2, 1], "the free one is taken");
    query.remove(9);
    assert_eq!(query.keywords().len(), 3);

    let many = Query::new((0..20).map(|number| format!("word {number}")));
    let round: Vec<_> = (0..20).map(|number| (number % COLOURS) as u8).collect();
    assert_eq!(colours(&many), round);
}
