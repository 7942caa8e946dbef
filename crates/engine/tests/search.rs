//! Searching a row of text blocks: in any order, by many keywords, and one letter after the other.

mod matching;

use matching::{UnicodeWords, find, texts};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use sidelight_engine::article::BlockIndex;
use sidelight_engine::highlight::{COLOURS, MOST_KEYWORDS, Match, Options, Query, Search, Typed, fold};
use sidelight_engine::text::{BlockText, Span};

fn query<S: AsRef<str>>(keywords: impl IntoIterator<Item = S>) -> Query {
    Query::new(keywords, Options::default())
}

#[test]
fn matches_are_in_the_order_of_the_article() {
    let texts = texts(&["ab ab", "", "b a"]);
    let mut search = Search::new(&texts);
    search.set_query(&query(["b", "ab", "a", "x"]));
    assert!(!search.is_complete(), "nothing is searched before it is asked for");
    while search.advance(&texts, &UnicodeWords) {}
    assert!(search.is_complete());
    let found: Vec<_> = search
        .matches(0..search.len())
        .iter()
        .map(|found| (found.block.0, found.span.start, found.span.end, found.keyword))
        .collect();
    let expected = [
        (0, 0, 1, 2),
        (0, 0, 2, 1),
        (0, 1, 2, 0),
        (0, 3, 4, 2),
        (0, 3, 5, 1),
        (0, 4, 5, 0),
        (2, 0, 1, 0),
        (2, 2, 3, 2),
    ];
    assert_eq!(found, expected);
    assert_eq!(search.counts(), [3, 2, 3, 0]);
    assert_eq!(search.matches(6..99).len(), 2);
    for (block, byte, place) in
        [(0, 0, Some(0)), (0, 1, Some(2)), (0, 99, Some(6)), (1, 0, Some(6)), (2, 1, Some(7)), (2, 3, None)]
    {
        assert_eq!(search.first_from(BlockIndex(block), byte), place, "from {block}, {byte}");
    }
}

#[test]
fn hidden_keywords_are_counted_and_not_shown() {
    let texts = texts(&["one two one"]);
    let mut query = query(["one", "two"]);
    query.hide(0, true);
    let mut search = Search::new(&texts);
    search.set_query(&query);
    while search.advance(&texts, &UnicodeWords) {}
    assert_eq!((search.len(), search.counts()), (1, vec![2, 1]));
    assert_eq!(search.matches(0..9)[0].keyword, 1, "places in the query stay as they are");
}

#[test]
fn nothing_is_found_by_nothing() {
    for keywords in [&[][..], &[""], &[" ", "\u{AD}"], &["\u{301}"]] {
        assert_eq!(find(&query(keywords), &texts(&["a\u{301} b\u{AD}"])), []);
    }
    assert_eq!(find(&query(["a"]), &[]), []);
}

/// A faulty expression is no match, and does not keep the others from theirs.
#[test]
fn a_faulty_expression_finds_nothing() {
    let query = Query::new(["a(", "b+"], Options { regex: true, ..Options::default() });
    let error = query.error(0).expect("an error");
    assert_eq!(error.offset, 1);
    assert!(query.error(1).is_none());
    let found = find(&query, &texts(&["a( bbb"]));
    assert_eq!(found.iter().map(|found| found.span).collect::<Vec<_>>(), [Span::new(3, 6)]);
}

#[test]
fn density_counts_by_place() {
    let blocks: Vec<_> = (0..100).map(|block| if block < 25 { "x yy" } else { "zz y" }).collect();
    let texts = texts(&blocks);
    let mut search = Search::new(&texts);
    search.set_query(&query(["x", "y", "nothing"]));
    while search.advance(&texts, &UnicodeWords) {}
    assert_eq!(search.density(0, 4), [25, 0, 0, 0]);
    assert_eq!(search.density(1, 4), [50, 25, 25, 25]);
    assert_eq!(search.density(2, 4), [0; 4]);
    assert_eq!(search.density(9, 4), [0; 4]);
}

/// Text of few signs, so that keywords are found, with all that folding changes.
fn text(length: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    const SIGNS: &[&str] = &[
        "a", "a", "A", "b", "B", "s", "S", "ss", "ß", "ａ", "İ", "i", "é", "e", "\u{301}", "\u{AD}", " ",
        "\u{3000}", "\n", "\u{2028}", "开", "開", "源", "😀", "𠮷", "ガ", "ｶ", "ﾞ", "か", "…", ".", "👩",
        "\u{200D}", "💻", "🇩", "🇪",
    ];
    vec(select(SIGNS), length).prop_map(|signs| signs.concat())
}

/// Blocks of ordinary length between ones that fill a piece of the search by themselves.
fn blocks() -> impl Strategy<Value = Vec<String>> {
    let long = text(1..20).prop_map(|text| text.repeat(1 + 34_000 / text.len()));
    vec(prop_oneof![9 => text(0..24), 1 => long], 0..8)
}

fn options() -> impl Strategy<Value = Options> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(case, accents, script)| Options {
        case,
        accents,
        script,
        ..Options::default()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    /// A match is a stretch of whole characters that folds to what the keyword does, and more only where a
    /// character folds to several.
    #[test]
    fn matches_hold_the_keyword(keyword in text(1..4), text in text(0..30)) {
        let mut end = 0;
        for found in find(&query([&keyword]), &texts(&[&text])) {
            let span = found.span;
            prop_assert!(end <= span.start && span.start < span.end, "in order, none overlapping another");
            prop_assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
            let one_space = |text: &str| fold(text).split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ");
            let (whole, part) = (one_space(&text[span.range()]), one_space(&keyword));
            prop_assert!(whole.contains(&part), "{whole:?} holds {part:?}");
            prop_assert!(!text[span.range()].contains('\u{2028}'), "no match across a line break that is meant as one");
            end = span.end;
        }
    }

    /// What a reader has typed so far is found as it would be at once, letter after letter and back.
    #[test]
    fn typing_finds_what_a_fresh_search_finds(
        keywords in vec(text(1..6), 1..6), blocks in blocks(), options in options(), steps in vec(0usize..40, 0..12)
    ) {
        let texts = texts(&blocks);
        let mut search = Search::new(&texts);
        let kept: Vec<_> = keywords[1..].to_vec();
        let signs: Vec<_> = keywords[0].char_indices().map(|(at, _)| at).skip(1).chain([keywords[0].len()]).collect();
        let ends = signs.iter().copied().chain(signs.iter().rev().copied()).chain(steps.iter().map(|step| signs[step % signs.len()]));
        for (number, end) in ends.enumerate() {
            let query = Query::new(kept.iter().map(String::as_str).chain([&keywords[0][..end]]), options);
            search.set_query(&query);
            // Some searches are not finished before the next key is pressed.
            let pieces = if number % 3 == 0 { 1 } else { usize::MAX };
            for _ in 0..pieces {
                if !search.advance(&texts, &UnicodeWords) {
                    break;
                }
            }
            if search.is_complete() {
                let fresh = find(&query, &texts);
                prop_assert!(search.matches(0..search.len()) == fresh, "{:?}", query);
            }
        }
    }

    /// One pass for many keywords finds what each finds alone.
    #[test]
    fn many_keywords_find_what_each_finds(keywords in vec(text(1..4), 0..14), blocks in blocks(), options in options()) {
        let texts = texts(&blocks);
        let query = Query::new(&keywords, options);
        let mut expected = Vec::new();
        for (place, keyword) in query.keywords().iter().enumerate() {
            let alone = find(&Query::new([&keyword.text], options), &texts);
            expected.extend(alone.into_iter().map(|found| Match { keyword: place as u16, ..found }));
        }
        expected.sort();
        let mut found = find(&query, &texts);
        found.sort();
        prop_assert!(found == expected);
    }

    /// What is asked for by place, by position or piece by piece is the same.
    #[test]
    fn every_way_to_the_matches_is_the_same(
        keywords in vec(text(1..3), 1..5), blocks in blocks(), from in (0u32..9, 0u32..30), to in (0u32..9, 0u32..30)
    ) {
        let texts = texts(&blocks);
        let query = query(&keywords);
        let all = find(&query, &texts);
        let mut search = Search::new(&texts);
        search.set_query(&query);
        search.advance_in(from.0.min(to.0)..to.0.max(from.0), &texts, &UnicodeWords);
        let (from, to) = ((BlockIndex(from.0), from.1), (BlockIndex(to.0), to.1));
        let (from, to) = (from.min(to), from.max(to));
        let is_between = |found: &&Match| (found.block, found.span.end) > from && (found.block, found.span.start) < to;
        if from.0 < to.0 {
            let near: Vec<_> = all.iter().filter(is_between).filter(|found| found.block < to.0).copied().collect();
            let early = search.matches_between(from, (to.0, 0));
            prop_assert_eq!(&early, &near, "the blocks that were asked for are searched first");
        }
        while search.advance(&texts, &UnicodeWords) {}
        let between: Vec<_> = all.iter().filter(is_between).copied().collect();
        prop_assert!(search.matches_between(from, to) == between);
        prop_assert_eq!(search.len(), all.len());
        for (place, found) in all.iter().enumerate().step_by(1 + all.len() / 5) {
            prop_assert_eq!(search.place_of(found), Some(place));
        }
        prop_assert_eq!(search.matches(1..3), all.get(1..3.min(all.len())).unwrap_or_default());
        // Of a position within a character, the character counts.
        let first = all.iter().position(|found| (found.block, found.span.end) > from);
        let place = search.first_from(from.0, from.1);
        prop_assert!(place >= first || place.is_none(), "{place:?} after {first:?}");
        if let Some(found) = place.and_then(|place| all.get(place)) {
            prop_assert!((found.block, found.span.end) > from);
        }
        let mut counts = vec![0; query.keywords().len()];
        all.iter().for_each(|found| counts[usize::from(found.keyword)] += 1);
        prop_assert_eq!(search.counts(), counts);
    }
}

#[test]
fn a_haystack_leads_back_to_the_text() {
    let text = BlockText::from_plain("a\n  b".to_owned());
    let found = find(&query(["a b"]), &[text]);
    assert_eq!(found[0].span, Span::new(0, 5), "a run of spaces is one");
}

/// Halves of ß are no places of their own, whichever letter was typed before.
#[test]
fn typing_over_a_sharp_s_finds_what_a_fresh_search_finds() {
    let texts = texts(&["stßts"]);
    let mut search = Search::new(&texts);
    for keyword in ["s", "st", "sts"] {
        search.set_query(&query([keyword]));
        while search.advance(&texts, &UnicodeWords) {}
        assert_eq!(search.matches(0..9), find(&query([keyword]), &texts), "{keyword}");
    }
}

#[test]
fn a_pasted_book_of_keywords_is_cut() {
    let query = query((0..3000).map(|number| format!("keyword {number}")));
    assert_eq!(query.keywords().len(), MOST_KEYWORDS);
}

#[test]
fn typed_text_is_taken_apart() {
    let table: &[(&str, &[&str], &str)] = &[
        ("", &[], ""),
        (" , ;，", &[], ""),
        ("open source", &[], "open source"),
        ("  open , source ", &["open"], " source "),
        ("a;b；c，d、e\nf", &["a", "b", "c", "d", "e"], "f"),
        ("\"rock, paper\", scissors", &["\"rock, paper\""], " scissors"),
        ("“剪刀、石头”、布", &["“剪刀、石头”"], "布"),
        ("5\" disk, 3\" disk", &["5\" disk"], " 3\" disk"),
        ("\"not closed, so far", &[], "\"not closed, so far"),
        ("\"closed by the line,\nnext", &["\"closed by the line,"], "next"),
    ];
    for (input, finished, rest) in table {
        let typed = Typed::new(input, Options::default());
        assert_eq!(
            (typed.finished.as_slice(), typed.rest.as_str()),
            (&finished.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>()[..], *rest),
            "{input:?}"
        );
    }
    let regex = Options { regex: true, ..Options::default() };
    assert_eq!(Typed::new("a{1,2} \nb", regex).finished, ["a{1,2} "], "a space may belong to an expression");
}

#[test]
fn keywords_are_added_once() {
    let mut query = Query::default();
    for (text, is_new) in [
        (" GPU ", true),
        ("gpu", false),
        ("ＧＰＵ", false),
        ("  ", false),
        ("\u{AD}", false),
        ("\"GPU\"", false),
        ("\"rock, paper\"", true),
        ("\"not closed", true),
        ("GPUs", true),
    ] {
        assert_eq!(query.push(text), is_new, "{text:?}");
    }
    let texts =
        |query: &Query| query.keywords().iter().map(|keyword| keyword.text.clone()).collect::<Vec<_>>();
    assert_eq!(texts(&query), ["GPU", "rock, paper", "not closed", "GPUs"]);
    assert!(!query.edit(0, "gpus") && !query.edit(0, " ") && !query.edit(9, "x"));
    assert!(query.edit(0, "CPU") && query.edit(0, "cpu"), "its own text is no other's");
    let exact = Options { case: true, ..Options::default() };
    let mut query = Query::new(["AI", "ai"], exact);
    assert_eq!(texts(&query), ["AI", "ai"]);
    query.set_options(Options::default());
    assert_eq!(texts(&query), ["AI"], "what is the same now is one");
    assert_eq!(texts(&Query::new(["\"quoted\""], exact)), ["\"quoted\""], "an address is taken as it is");
}

#[test]
fn keywords_keep_their_colours() {
    let colours = |query: &Query| query.keywords().iter().map(|keyword| keyword.colour).collect::<Vec<_>>();
    let mut some = query(["a", "b", "c"]);
    assert_eq!(colours(&some), [0, 1, 2]);
    some.remove(1);
    assert_eq!(colours(&some), [0, 2], "the others keep theirs");
    some.push("d");
    assert_eq!(colours(&some), [0, 2, 1], "the free one is taken");
    some.recolour(0, 7);
    some.recolour(9, 1);
    some.remove(9);
    assert_eq!(colours(&some), [7, 2, 1]);
    let many = query((0..20).map(|number| format!("word {number}")));
    let round: Vec<_> = (0..20).map(|number| (number % COLOURS) as u8).collect();
    assert_eq!(colours(&many), round);
}

/// A window may end within a character: what starts before that end is in it.
#[test]
fn a_window_may_end_within_a_character() {
    let texts = texts(&["", "a💻\u{2028}\u{2028}💻ａ"]);
    let mut search = Search::new(&texts);
    search.set_query(&query(["a"]));
    while search.advance(&texts, &UnicodeWords) {}
    for (byte, count) in [(0, 0), (1, 1), (15, 1), (16, 2), (17, 2), (18, 2)] {
        let found = search.matches_between((BlockIndex(0), 0), (BlockIndex(1), byte));
        assert_eq!(found.len(), count, "up to byte {byte}");
    }
}
