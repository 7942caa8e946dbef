//! The automaton finds what looking at every place for every needle finds.

use proptest::collection::vec;
use proptest::prelude::*;
use sidelight_automaton::Automaton;

fn bytes(length: std::ops::Range<usize>) -> impl Strategy<Value = Vec<u8>> {
    vec(
        prop_oneof![
            Just(b'a'),
            Just(b'b'),
            Just(b'c'),
            any::<u8>().prop_filter("UTF-8 has none", |b| *b < 0xF8)
        ],
        length,
    )
}

proptest! {
    #[test]
    fn finds_what_a_naive_search_finds(needles in vec(bytes(1..5), 1..12), texts in vec(bytes(0..40), 4)) {
        let needles: Vec<_> = needles.iter().map(Vec::as_slice).collect();
        let mut found = Vec::new();
        let texts: [&[u8]; 4] = std::array::from_fn(|at| texts[at].as_slice());
        Automaton::new(&needles).find(texts, &mut |text, needle, end| found.push((text, end, needle)));
        // Each text is read from left to right, at the same time as the others.
        for text in 0..4 {
            let ends: Vec<_> = found.iter().filter(|hit| hit.0 == text).map(|hit| hit.1).collect();
            prop_assert!(ends.is_sorted());
        }
        found.sort_unstable();
        let mut expected = Vec::new();
        for (place, text) in texts.iter().enumerate() {
            for end in 1..=text.len() {
                let here = needles.iter().enumerate().filter(|(_, needle)| text[..end].ends_with(needle));
                expected.extend(here.map(|(needle, _)| (place, end, needle as u32)));
            }
        }
        prop_assert_eq!(found, expected);
    }
}
