//! The ways between the offsets of a text: bytes, UTF-16 code units, folded bytes.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use sidelight_engine::highlight::{Haystack, fold};
use sidelight_engine::text::{BlockText, Span, Utf16Index};

/// Text that crosses the index's strides at every offset: one to four bytes a sign, one or two units.
fn text() -> impl Strategy<Value = String> {
    const SIGNS: &[&str] = &[
        "a",
        "é",
        "e\u{301}",
        "开",
        "😀",
        "👩\u{200D}💻",
        "𝄞",
        "\u{AD}",
        "ß",
        "Ａ",
        "\u{FFFF}",
        "\u{10FFFF}",
    ];
    prop_oneof![
        3 => vec(select(SIGNS), 0..200).prop_map(|signs| signs.concat()),
        1 => vec(select(&["a", "b "][..]), 0..200).prop_map(|signs| signs.concat()),
        1 => any::<String>(),
    ]
}

proptest! {
    #[test]
    fn utf16_offsets_are_those_of_the_text(text in text()) {
        let index = Utf16Index::new(&text);
        let mut unit = 0;
        for (byte, c) in text.char_indices() {
            prop_assert_eq!(unit, text[..byte].encode_utf16().count());
            prop_assert_eq!(index.from_byte(&text, byte), unit);
            prop_assert_eq!(index.to_byte(&text, unit), byte);
            if c.len_utf16() == 2 {
                prop_assert_eq!(index.to_byte(&text, unit + 1), byte, "within a surrogate pair");
            }
            for within in byte + 1..byte + c.len_utf8() {
                prop_assert_eq!(index.from_byte(&text, within), unit + c.len_utf16(), "within a character");
            }
            unit += c.len_utf16();
        }
        for beyond in [0, 1, 64, 1000] {
            prop_assert_eq!(index.from_byte(&text, text.len() + beyond), unit);
            prop_assert_eq!(index.to_byte(&text, unit + beyond), text.len());
        }
    }

    #[test]
    fn spans_in_utf16_slice_the_same_text(text in text(), ends in any::<(usize, usize)>()) {
        let bounds: Vec<_> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
        let (one, other) = (bounds[ends.0 % bounds.len()], bounds[ends.1 % bounds.len()]);
        let span = Span::new(one.min(other), one.max(other));
        let units: Vec<u16> = text.encode_utf16().collect();
        let range = BlockText::from_plain(text.clone()).to_utf16(span);
        let slice = &units[range.start as usize..range.end as usize];
        prop_assert_eq!(String::from_utf16(slice).expect("whole characters"), &text[span.range()]);
    }

    /// Of each stretch of the folded text: where it lies is a stretch of whole characters, that stretch
    /// folds to no less, and stretches that follow each other there follow each other here.
    #[test]
    fn what_is_found_is_where_it_was(blocks in vec(text(), 1..4), ends in any::<(usize, usize)>()) {
        let haystack = Haystack::new(blocks.iter().map(String::as_str));
        let folded = haystack.as_str();
        let bounds: Vec<_> = folded.char_indices().map(|(byte, _)| byte).chain([folded.len()]).collect();
        let one = ends.0 % (bounds.len() - 1);
        // Within one block, which a line feed ends.
        let last = one + folded[bounds[one]..].chars().take_while(|c| *c != '\n').count();
        prop_assume!(one < last);
        let other = one + 1 + ends.1 % (last - one);
        let (start, end) = (bounds[one], bounds[other]);

        let (block, span) = haystack.to_original(start, end);
        let text = &blocks[block];
        prop_assert!(text.is_char_boundary(span.start as usize) && text.is_char_boundary(span.end as usize));
        let refolded = Haystack::new([&text[span.range()]]);
        // A joiner alone is dropped.
        let found = folded[start..end].trim_start_matches('\u{200D}');
        prop_assert!(refolded.as_str().contains(found), "{:?} in {:?}", found, refolded.as_str());
        if other < last {
            let (_, next) = haystack.to_original(end, bounds[other + 1]);
            // Both may be halves of one character, which are both the whole of it.
            let gap = text.get(span.end as usize..next.start as usize);
            prop_assert!(span.overlaps(next) || gap.is_some_and(|gap| fold(gap).trim().is_empty()));
        }
    }
}

#[test]
fn block_texts_hold_what_is_shown() {
    let text = BlockText::from_plain("开源 <b>".to_owned());
    assert_eq!(text.as_str(), "开源 <b>");
    assert_eq!(text.to_utf16(Span::new(6, 10)), 2..6);
}

#[test]
fn spans_overlap_where_they_share_a_byte() {
    let table = [
        ((0, 2), (1, 3), true),
        ((0, 2), (2, 3), false),
        ((0, 3), (1, 2), true),
        ((1, 1), (0, 2), true),
        ((0, 1), (5, 9), false),
    ];
    for ((a, b), (c, d), overlap) in table {
        assert_eq!(Span::new(a, b).overlaps(Span::new(c, d)), overlap, "{a}..{b} {c}..{d}");
        assert_eq!(Span::new(c, d).overlaps(Span::new(a, b)), overlap, "{c}..{d} {a}..{b}");
    }
}
