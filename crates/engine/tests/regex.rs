//! Regular expressions: what they match, what is wrong with them, and how long they take.

use std::time::{Duration, Instant};

use proptest::prelude::*;
use sidelight_engine::highlight::RegexErrorKind::{self, *};
use sidelight_engine::highlight::{Regex, RegexError, fold};

/// As the engine folds texts.
fn folded(pattern: &str) -> Result<Regex, RegexError> {
    Regex::new(pattern, &|c, write| fold(c.encode_utf8(&mut [0; 4])).chars().for_each(write))
}

fn unfolded(pattern: &str) -> Result<Regex, RegexError> {
    Regex::new(pattern, &|c, write| write(c))
}

fn spans(regex: &Regex, haystack: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    regex.find_all(haystack, &mut |start, end| found.push((start, end)));
    found
}

#[track_caller]
fn check(regex: Result<Regex, RegexError>, pattern: &str, haystack: &str, expected: &[&str]) {
    let regex = regex.unwrap_or_else(|error| panic!("{pattern}: {error} ({error:?})"));
    let found: Vec<_> =
        spans(&regex, haystack).into_iter().map(|(start, end)| &haystack[start..end]).collect();
    assert_eq!(found, expected, "{pattern} in {haystack:?}");
}

#[test]
fn what_matches() {
    let table: &[(&str, &str, &[&str])] = &[
        // Literals and alternatives, of which the first counts.
        ("abc", "abcabxabc", &["abc", "abc"]),
        ("开源", "开源的开，源开源", &["开源", "开源"]),
        ("😀", "a😀😁😀", &["😀", "😀"]),
        ("a|ab", "abab", &["a", "a"]),
        ("ab|a", "aba", &["ab", "a"]),
        ("|a", "aa", &[]),
        ("a|", "ba", &["a"]),
        ("", "abc", &[]),
        ("x|(?:b|c)d|", "bd xd cd", &["bd", "x", "cd"]),
        // Repetitions.
        ("ab*", "a ab abb", &["a", "ab", "abb"]),
        ("ab+?", "abb", &["ab"]),
        ("ab??c?", "abc ac", &["a", "ac"]),
        ("a{2}", "aaaaa", &["aa", "aa"]),
        ("a{2,}", "a aa aaa", &["aa", "aaa"]),
        ("a{1,2}", "aaa", &["aa", "a"]),
        ("a{1,2}?", "aaa", &["a", "a", "a"]),
        ("a{0}b", "aab", &["b"]),
        ("(ab){2}", "ababab", &["abab"]),
        ("(a*)*", "baab", &["aa"]),
        ("(a|b*)*", "cabbac", &["abba"]),
        ("(|a)+", "aaa", &[]),
        ("(|a){3}b", "aaab", &["aaab"]),
        ("a*?", "aaa", &[]),
        ("(?:){1000}a", "a", &["a"]),
        (".*", "ab\n\ncd", &["ab", "cd"]),
        ("中{2,3}", "中中中中中", &["中中中", "中中"]),
        // Classes.
        ("[abc]+", "xabcx", &["abc"]),
        ("[^a-c ]+", "abcd 中a", &["d", "中"]),
        ("[一-龥]+", "ab开源cd", &["开源"]),
        ("[😀-😅]", "😀😂😎", &["😀", "😂"]),
        ("[a-]+", "b-a-", &["-a-"]),
        ("[-a]+", "b-a-", &["-a-"]),
        (r"[\]\\^]+", r"a]\^", &[r"]\^"]),
        ("[a^]+", "^a", &["^a"]),
        ("[[a]+", "[a]", &["[a"]),
        (r"[\d-]+", "12-34", &["12-34"]),
        (r"[^\d\s]+", "12 ab", &["ab"]),
        (r"[\D]+", "1a2", &["a"]),
        (r"\d+", "a12b3", &["12", "3"]),
        (r"\w+", "naïve_1 开源，ok", &["naïve_1", "开源", "ok"]),
        (r"\W+", "a, 中。", &[", ", "。"]),
        (r"\s+", "a \u{3000}b\nc", &[" \u{3000}"]),
        (r"\S+", "a b", &["a", "b"]),
        (r"\p{Han}+", "GPT 是一种々模型 です", &["是一种々模型"]),
        (r"\P{Han}+", "是ab是", &["ab"]),
        (r"[\p{Hiragana}\p{Katakana}]+", "日本のコード", &["のコ", "ド"]),
        (r"\p{Script=Greek}+|\p{sc=Cyrillic}+", "aλόγοςяёb", &["λόγος", "яё"]),
        (r"[^\p{Latin}]+", "éa1b", &["1"]),
        (r"\p{L}+\p{N}", "Größe5½", &["Größe5"]),
        // Places.
        ("^a", "a\naa ba", &["a", "a"]),
        ("a$", "aa\nba", &["a", "a"]),
        (r"\bab\b", "ab abc ab 中ab", &["ab", "ab"]),
        (r"\Ba", "aab", &["a"]),
        (r"\b", "ab", &[]),
        ("(^|,)a", "a,a b", &["a", ",a"]),
        ("^*a", "ba", &["a"]),
        // The start of a line was asked for at the end of the line before.
        (r"[^b\s]?^a", "aa\na", &["a", "a"]),
        // Line feeds are matched by nothing.
        ("a\nb|a", "a\nb", &["a"]),
        (r"a\nb|\n", "a\nb", &[]),
        (r"[\n]|[^x]|\W|\D", "\n", &[]),
        // Escapes and signs.
        (r"\.\*\/\-\ \}", "x.*/- }", &[".*/- }"]),
        ("a}]", "a}]", &["a}]"]),
        (r"\x41\u4E2D\u{1F600}\x{42}", "A中😀B", &["A中😀B"]),
        (r"[\x41-\u0043]+", "ABCD", &["ABC"]),
        ("(?<year>a)(?P<n_1>b)", "ab", &["ab"]),
    ];
    for (pattern, haystack, expected) in table {
        check(unfolded(pattern), pattern, haystack, expected);
    }
}

/// The haystacks of this table are folded, as those are that the engine searches.
#[test]
fn patterns_are_folded_as_texts_are() {
    let table: &[(&str, &str, &[&str])] = &[
        ("GPT", "gpt", &["gpt"]),
        ("ＡＩ", "ai", &["ai"]),
        ("Straße+", "strassee", &["strassee"]),
        ("ß+", "ssss", &["ssss"]),
        ("ß{2}", "sss ssss", &["ssss"]),
        ("a\u{301}+b", "ab", &["ab"]),
        ("\u{301}", "abc", &[]),
        ("[A-Z]+", "quick", &["quick"]),
        ("[A-C]+", "abcd", &["abc"]),
        ("[^A-Z]+", "a1b", &["1"]),
        ("[Ａ-Ｃ]+", "abcd", &["abc"]),
        ("[GPT]+", "gpt", &["gpt"]),
        ("[ß]", "ss", &[]),
        ("[А-Я]+", "привет", &["привет"]),
        (r"“\w+”", "\"ok\"", &["\"ok\""]),
        (r"a\tb", "a b", &["a b"]),
        (r"a\nb", "a b", &[]),
        (r"[\n]", " ", &[]),
        (r"\u0041\x42", "ab", &["ab"]),
    ];
    for (pattern, haystack, expected) in table {
        check(folded(pattern), pattern, haystack, expected);
    }
}

#[test]
fn what_lies_before_the_start_is_seen() {
    let regex = unfolded(r"\ba|^b").expect("a pattern");
    assert_eq!(regex.find_at("aa a", 1), Some((3, 4)));
    assert_eq!(regex.find_at("ab\nb", 1), Some((3, 4)));
    assert_eq!(regex.find_at("ab", 2), None);
    assert_eq!(regex.find_at("ab", 3), None);
    assert_eq!(unfolded("中").expect("a pattern").find_at("中中", 3), Some((3, 6)));
}

#[test]
fn a_start_within_a_character_is_taken_up_to_the_next() {
    for pattern in [".", "a", "[^b]", r"\W|a"] {
        assert_eq!(unfolded(pattern).expect("a pattern").find_at("中a", 1), Some((3, 4)), "{pattern}");
    }
}

/// A search remembers at one place in 64 bytes what came to nothing; here the next one jumps over that
/// place and must not take another for it.
#[test]
fn what_is_remembered_belongs_to_its_place() {
    let haystack = format!("a{}\nay", "z".repeat(70));
    check(unfolded("(?:a.*)+y|a"), "(?:a.*)+y|a", &haystack, &["a", "ay"]);
}

/// A sample of the characters of each script, and that no character of another is taken for its own.
#[test]
fn scripts_have_their_characters_and_no_others() {
    // Unassigned characters are in no script; a later Unicode may assign them.
    let assigned = regex::Regex::new(r"^\P{Cn}$").expect("a pattern");
    for (script, theirs) in [
        ("Han", "一龥㐀䶿々〇〡豈𠀀⺀⼀"),
        ("Hiragana", "ぁあんゔゝゟ"),
        ("Katakana", "ァアンヴヽヿㇰｦｱﾝ"),
        ("Latin", "azAZªºÀÿĀſƀʸẀỹⱠꜢﬁＡｚ"),
        ("Greek", "ΑΩαωςάΐͰϿἀῼ"),
        ("Cyrillic", "АЯаяЁёҐӀԀԯ"),
    ] {
        let pattern = format!(r"^\p{{{script}}}$");
        let ours = unfolded(&pattern).expect("a pattern");
        let reference = regex::RegexBuilder::new(&pattern).build().expect("a pattern");
        for c in theirs.chars() {
            assert!(ours.find_at(&c.to_string(), 0).is_some(), "{script} has {c}");
        }
        for c in ('\0'..=char::MAX).map(|c| c.to_string()).filter(|c| ours.find_at(c, 0).is_some()) {
            assert!(reference.is_match(&c) || !assigned.is_match(&c), "{script} has not {c:?}");
        }
    }
}

#[test]
fn what_is_wrong_and_where() {
    let nested = |depth: usize| "(".repeat(depth) + "a" + &")".repeat(depth);
    let table: &[(&str, usize, RegexErrorKind)] = &[
        ("a(b", 1, UnclosedGroup),
        ("((a)", 0, UnclosedGroup),
        ("开(?:源", 3, UnclosedGroup),
        ("ab)", 2, UnopenedGroup),
        ("(a))b", 3, UnopenedGroup),
        ("a(?i)b", 1, UnknownGroup),
        ("(?", 0, UnknownGroup),
        ("(?<>a)", 0, UnknownGroup),
        ("(?<a b>c)", 0, UnknownGroup),
        ("😀(?=a)", 4, LookAround),
        ("(?!a)", 0, LookAround),
        ("a(?<=a)", 1, LookAround),
        ("a(?<!a)", 1, LookAround),
        (r"(a)\1", 3, BackReference),
        (r"(?<n>a)\k<n>", 7, BackReference),
        (r"[\1]", 1, BackReference),
        ("a[bc", 1, UnclosedClass),
        ("[a-", 0, UnclosedClass),
        (r"[\]", 0, UnclosedClass),
        ("[^", 0, UnclosedClass),
        ("a[]b]", 1, EmptyClass),
        ("[^]", 0, EmptyClass),
        ("[az-a]", 2, InvalidRange),
        (r"[a-\d]", 1, InvalidRange),
        ("*a", 0, NothingToRepeat),
        ("a|+", 2, NothingToRepeat),
        ("(?:?)", 3, NothingToRepeat),
        ("a**", 2, NothingToRepeat),
        ("a+?+", 3, NothingToRepeat),
        ("{2}", 0, NothingToRepeat),
        ("a{", 1, InvalidCount),
        ("a{,2}", 1, InvalidCount),
        ("a{2", 1, InvalidCount),
        ("a{x}", 1, InvalidCount),
        ("a{3,2}", 1, InvalidCount),
        ("a{1001}", 2, CountTooLarge),
        ("a{1,99999999999999999999}", 4, CountTooLarge),
        ("a\\", 1, UnfinishedEscape),
        ("[\\", 1, UnfinishedEscape),
        (r"a\q", 1, UnknownEscape),
        (r"\中", 0, UnknownEscape),
        (r"[\b]", 1, UnknownEscape),
        (r"a\x4", 1, InvalidCode),
        (r"\xx1", 0, InvalidCode),
        (r"\x+1", 0, InvalidCode),
        (r"\uD83D", 0, InvalidCode),
        (r"\u12中", 0, InvalidCode),
        (r"\u{110000}", 0, InvalidCode),
        (r"\u{}", 0, InvalidCode),
        (r"\u{41", 0, InvalidCode),
        (r"a\p{Elvish}", 1, UnknownProperty),
        (r"\pL", 0, UnknownProperty),
        (&nested(101), 100, TooDeep),
        (&nested(100_000), 100, TooDeep),
        ("a(b{1000}){1000}", 3, TooLarge),
        (&"a".repeat(1000), 0, TooLarge),
    ];
    for (pattern, offset, kind) in table {
        let error = unfolded(pattern).expect_err(pattern);
        assert_eq!((error.offset, error.kind), (*offset, *kind), "{pattern}");
        assert!(error.to_string().ends_with('.'));
    }
    assert!(unfolded(&nested(100)).is_ok());
    assert!(unfolded(&"a".repeat(999)).is_ok());
}

/// Hostile patterns and texts. Each would take hours or a stack overflow if it were searched for naively;
/// the bound is generous, as tests run unoptimised and beside one another.
#[test]
fn nothing_takes_long() {
    let counts = |inner: &str, count: &str| "(".repeat(90) + inner + &format!("){{{count}}}").repeat(90);
    for pattern in
        [counts("a", "100"), counts("a", "0,100"), counts("a{100}", "2,"), "a{1000}".repeat(100_000)]
    {
        let started = Instant::now();
        assert_eq!(unfolded(&pattern).expect_err("too large").kind, TooLarge);
        assert!(started.elapsed() < Duration::from_secs(2));
    }
    let line = "a".repeat(20_000);
    for (pattern, matches) in [
        (counts("", "1000"), 0),
        (counts("", "0,1").replace("(", "(?:"), 0),
        ("(a*)*b".into(), 0),
        ("(a|a)*b".into(), 0),
        ("(a+)+$|b".into(), 1),
        (".*.*.*b".into(), 0),
        ("a?".repeat(30) + &"a".repeat(30), 20_000 / 60),
        // The first way is always tried to the end of the line.
        ("a.*b|a".into(), 20_000),
        ("a[^b]*b|a[^b]*c|a".into(), 20_000),
        ("(.*b)?a".into(), 20_000),
    ] {
        let regex = unfolded(&pattern).expect("a pattern");
        let started = Instant::now();
        assert_eq!(spans(&regex, &line).len(), matches, "{pattern}");
        assert!(started.elapsed() < Duration::from_secs(5), "{pattern}: {:?}", started.elapsed());
    }
}

/// A pattern as ours and, with line feeds taken out of its classes, as the regex crate's.
#[derive(Clone, Debug)]
struct Pair {
    ours: String,
    reference: String,
    /// Whether it may match the empty text.
    empty: bool,
    /// Whether some loop in it is lazy.
    lazy: bool,
}

impl Pair {
    fn join(parts: Vec<Self>, sign: &str, empty: bool) -> Self {
        let joined = |side: fn(&Self) -> &str| {
            format!("(?:{})", parts.iter().map(side).collect::<Vec<_>>().join(sign))
        };
        let lazy = parts.iter().any(|part| part.lazy);
        Self { ours: joined(|part| &part.ours), reference: joined(|part| &part.reference), empty, lazy }
    }

    /// Engines differ where a loop is lazy in a loop whose body may be empty, so this one is bounded.
    fn repeat(self, count: &str, lazy: bool) -> Self {
        let unbounded = ["*", "+", "{2,}"].contains(&count);
        let count = if self.empty && self.lazy && unbounded { "{0,3}" } else { count };
        let mark = if lazy { "?" } else { "" };
        Self {
            ours: format!("({}){count}{mark}", self.ours),
            reference: format!("({}){count}{mark}", self.reference),
            empty: self.empty || count.starts_with(['*', '?']) || count.starts_with("{0"),
            lazy: self.lazy || lazy,
        }
    }
}

fn patterns() -> impl Strategy<Value = Pair> {
    let leaf = |weight: u32, empty: bool, table: &'static [(&str, &str)]| {
        let pairs = prop::sample::select(table).prop_map(move |(ours, reference)| Pair {
            ours: ours.into(),
            reference: reference.into(),
            empty,
            lazy: false,
        });
        (weight, pairs)
    };
    let literals = leaf(5, false, &[("a", "a"), ("b", "b"), ("é", "é"), ("中", "中"), (" ", " ")]);
    let sets = leaf(
        3,
        false,
        &[
            (".", "."),
            ("[ab]", "[ab]"),
            ("[a-中]", "[a-中]"),
            (r"\w", r"\w"),
            (r"[\w ]", r"[\w ]"),
            (r"\W", r"[^\w\n]"),
            (r"\s", r"[\s--\n]"),
            ("[^a]", r"[^a\n]"),
            (r"[^b\s]", r"[^b\s\n]"),
            (r"[\Wa]", r"[[^\w\n]a]"),
        ],
    );
    let places = leaf(2, true, &[("^", "^"), ("$", "$"), (r"\b", r"\b"), (r"\B", r"\B"), ("", "")]);
    prop::strategy::Union::new_weighted(vec![literals, sets, places]).prop_recursive(6, 40, 4, |inner| {
        let counts =
            prop::sample::select(vec!["*", "*", "+", "+", "?", "{2}", "{0,2}", "{1,3}", "{2,}", "{0}"]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 1..4).prop_map(|parts| {
                let empty = parts.iter().all(|part| part.empty);
                Pair::join(parts, "", empty)
            }),
            prop::collection::vec(inner.clone(), 2..4).prop_map(|parts| {
                let empty = parts.iter().any(|part| part.empty);
                Pair::join(parts, "|", empty)
            }),
            (inner, counts, prop::bool::ANY).prop_map(|(pair, count, lazy)| pair.repeat(count, lazy)),
        ]
    })
}

/// The matches of the regex crate that are not empty, each search starting at the end of the match before.
fn reference_spans(regex: &regex::Regex, haystack: &str) -> Vec<(usize, usize)> {
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(next) = regex.find_at(haystack, from) {
        match haystack[next.start()..].chars().next() {
            _ if !next.is_empty() => {
                found.push((next.start(), next.end()));
                from = next.end();
            }
            Some(c) => from = next.start() + c.len_utf8(),
            None => break,
        }
    }
    found
}

fn haystacks() -> impl Strategy<Value = String> {
    // Long enough that failures are remembered and used.
    let signs = prop::sample::select(vec!['a', 'a', 'a', 'b', 'é', '中', ' ', '\n', '\n']);
    let long = prop::sample::select(vec!['a', 'a', 'a', 'a', 'a', '中', 'b']);
    prop_oneof![
        prop::collection::vec(signs, 0..24).prop_map(String::from_iter),
        prop::collection::vec(long, 0..400).prop_map(String::from_iter),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn finds_what_the_regex_crate_finds(pair in patterns(), haystack in haystacks()) {
        let Pair { ours, reference, .. } = pair;
        let regex = unfolded(&ours).expect("a pattern");
        let reference = regex::RegexBuilder::new(&reference).multi_line(true).build().expect("a pattern");
        let expected = reference_spans(&reference, &haystack);
        prop_assert_eq!(spans(&regex, &haystack), expected.clone(), "{}", ours);
        // Each by itself, without what is remembered of the searches before.
        let mut from = 0;
        for span in expected {
            prop_assert_eq!(regex.find_at(&haystack, from), Some(span), "{} from {}", ours, from);
            from = span.1;
        }
        prop_assert_eq!(regex.find_at(&haystack, from), None);
    }

    #[test]
    fn no_pattern_panics(pattern in r"[ab\\(){}\[\]|*+?.,:<>^$=!1-30dwskpxu\-中😀]{0,30}", haystack in "[ab中 \n]{0,20}") {
        match folded(&pattern) {
            Ok(regex) => for (start, end) in spans(&regex, &haystack) {
                prop_assert!(start < end && !haystack[start..end].contains('\n'));
            },
            Err(error) => prop_assert!(pattern.is_char_boundary(error.offset)),
        }
    }
}
