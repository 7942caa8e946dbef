//! Links to a passage: how they are written, what they find, and which one is made for a passage.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::select;
use sidelight_engine::article::BlockIndex;
use sidelight_engine::highlight::{Passage, TextFragment};

fn fragment(prefix: Option<&str>, start: &str, end: Option<&str>, suffix: Option<&str>) -> TextFragment {
    let term = |term: &str| term.to_owned();
    TextFragment {
        prefix: prefix.map(term),
        start: term(start),
        end: end.map(term),
        suffix: suffix.map(term),
    }
}

#[test]
fn directives_are_read() {
    let table = [
        ("#:~:text=word", vec![fragment(None, "word", None, None)]),
        (":~:text=word", vec![fragment(None, "word", None, None)]),
        ("#part:~:text=word", vec![fragment(None, "word", None, None)]),
        ("#:~:text=a%20b,c", vec![fragment(None, "a b", Some("c"), None)]),
        ("#:~:text=p-,a", vec![fragment(Some("p"), "a", None, None)]),
        ("#:~:text=a,-s", vec![fragment(None, "a", None, Some("s"))]),
        ("#:~:text=p-,a,b,-s", vec![fragment(Some("p"), "a", Some("b"), Some("s"))]),
        ("#:~:text=%E4%BA%BA%2C%2d%26", vec![fragment(None, "人,-&", None, None)]),
        ("#:~:text=人", vec![fragment(None, "人", None, None)]),
        ("#:~:text=100%,50%zz", vec![fragment(None, "100%", Some("50%zz"), None)]),
        (
            "#:~:text=a&text=b&other=c&text=d",
            vec![
                fragment(None, "a", None, None),
                fragment(None, "b", None, None),
                fragment(None, "d", None, None),
            ],
        ),
        // A second delimiter is text.
        ("#:~:text=a:~:text=b", vec![fragment(None, "a:~:text=b", None, None)]),
    ];
    for (written, expected) in table {
        assert_eq!(TextFragment::parse_all(written), expected, "{written}");
    }
}

#[test]
fn malformed_directives_are_left_out() {
    let values = [
        "",
        ",",
        "a,",
        ",a",
        "-",
        "-,a",
        "a,-",
        "p-",
        "-s",
        "p-,-s",
        "a,b,c",
        "p-,a,b,c",
        "p-,a,b,-s,d",
        "a-b",
        "p-q-,a",
        "a,b-c",
        "a,-s-t",
        "%FF",
        "a,%C3",
    ];
    for value in values {
        let written = format!("#:~:text={value}&text=sound");
        assert_eq!(TextFragment::parse_all(&written), [fragment(None, "sound", None, None)], "{value}");
    }
    for written in ["", "#", "#part", "#:~:", "#:~:other=a", "#text=a", "#:~text=a"] {
        assert_eq!(TextFragment::parse_all(written), [], "{written}");
    }
}

#[test]
fn directives_are_written_in_ascii() {
    let table = [
        (fragment(None, "a b", None, None), ":~:text=a%20b"),
        (fragment(Some("p"), "a", Some("b"), Some("s")), ":~:text=p-,a,b,-s"),
        (fragment(None, "a,b-c&d", None, None), ":~:text=a%2Cb%2Dc%26d"),
        (fragment(None, "100%#<“人", None, None), ":~:text=100%25%23%3C%E2%80%9C%E4%BA%BA"),
    ];
    for (fragment, expected) in table {
        assert_eq!(fragment.to_directive(), expected);
    }
}

/// The blocks with what a passage covers in brackets.
fn marked(blocks: &[&str], passage: Option<Passage>) -> String {
    let mut blocks: Vec<String> = blocks.iter().map(|block| block.to_string()).collect();
    if let Some(passage) = passage {
        blocks[passage.last.get()].insert(passage.end as usize, ']');
        blocks[passage.first.get()].insert(passage.start as usize, '[');
    }
    blocks.join("|")
}

/// The blocks of a text with brackets, and the passage that they mark.
fn unmarked(marked: &str) -> (Vec<String>, Passage) {
    let mut passage = Passage::default();
    let blocks = marked.split('|').enumerate().map(|(at, block)| {
        let block_index = BlockIndex(at as u32);
        if let Some(start) = block.find('[') {
            (passage.first, passage.start) = (block_index, start as u32);
        }
        let block = block.replace('[', "");
        if let Some(end) = block.find(']') {
            (passage.last, passage.end) = (block_index, end as u32);
        }
        block.replace(']', "")
    });
    (blocks.collect(), passage)
}

fn as_strs(blocks: &[String]) -> Vec<&str> {
    blocks.iter().map(String::as_str).collect()
}

/// Checks what the value of a directive finds: the passage is in brackets, `|` parts the blocks.
macro_rules! finds {
    ($name:ident, $($value:expr, $marked:expr);+ $(;)?) => {
        #[test]
        fn $name() {
            $(
                let text = $marked.replace(['[', ']'], "");
                let blocks: Vec<&str> = text.split('|').collect();
                let fragments = TextFragment::parse_all(&format!("#:~:text={}", $value));
                assert_eq!(fragments.len(), 1, "{}", $value);
                assert_eq!(marked(&blocks, fragments[0].find(&blocks)), $marked, "{}", $value);
            )+
        }
    };
}

finds!(the_first_in_document_order,
    "one", "[one] one|one";
    "two", "one|[two] two";
    "two", "one|one";
    "one two", "one|two";
    "a", "";
);

finds!(folded_text,
    "ai", "The [ＡＩ] age";
    "STRASSE", "die [Straße] hier";
    "don't", "I [don’t] know";
    "soft", "a [so\u{AD}ft] touch";
    "cafe", "cafe\u{301}s, [cafe\u{301}]!";
    "%C2%AD", "nothing is left of it";
    "%C2%AD-,a,-%C2%AD", "[a]";
);

finds!(white_space_is_one_space,
    "a b", "x [a \n\t b] x";
    "a%0A b", "x [a\u{A0}b] x";
    " a ", "  [a]  ";
    "a,c", "[a  b  c]";
);

finds!(whole_words,
    "art", "start party art2 2art _art [art].";
    "art", "l’art art’s [art]";
    "1", "1,000 0.1 [1]";
    "can", "can’t, but [can]";
    "1", "1’000 [1], 2";
    "com", "example.com, [com].";
    "v", "v1 [v].1";
    "дом", "дома [дом]";
    "art,end", "[art of ending the end]";
    "start,end", "[start of ending the end]";
);

finds!(signs_of_unspaced_scripts_are_words,
    "工智", "人[工智]能";
    "モデ", "大[モデ]ル";
    "ไทย", "ภาษา[ไทย]นี้";
    "AI", "用[AI]的";
    "人,能", "[人工智能]";
);

finds!(prefix_directly_precedes,
    "the-,cat", "a cat|the cats|the [cat]";
    "the-,cat", "the big cat";
    "the-,cat", "bathe cat";
    "the-,cat", "the, cat";
    "cat-,a|b", "cat a|b";
    "pre-,fix", "pre[fix]";
    "pre-,fi", "prefix";
    "a a-,b", "a a a [b]";
    "人工-,智", "智能|人工[智]能";
    "a-,a", "a [a] a";
);

finds!(suffix_directly_follows,
    "cat,-sat", "cat ran|cats sat|a [cat] sat";
    "cat,-sat", "cat saturated";
    "suf,-fix", "[suf]fix";
    "智,-能力", "智能|[智]能力";
    "a,-a", "[a] a a";
    "the-,cat,-sat", "the cat|cat sat|the [cat] sat";
);

finds!(context_in_the_next_block,
    "one-,two", "two|one|[two]";
    "one-,two", "one||  |[two]";
    "two,-three", "two|[two]|three";
    "two,-three", "two||[two]| |three";
    "one-,two,-three", "one|two|one|[two]|three";
    "two,-three", "two";
    "one-,two", "two";
);

finds!(from_start_to_end,
    "one,three", "[one two three] three";
    "one,three", "three [one|two|three] four";
    "one,one", "[one two one]";
    "one,one", "one";
    "one,three,-five", "[one three four|three] five";
    "one,three,-five", "one three four";
    "zero-,one,three", "one three|zero|[one|three]";
    "one,thr,-ee", "[one thr]ee";
    "o,three", "one three";
);

/// Checks which directive is made for the passage in brackets, and that it finds it.
macro_rules! names {
    ($name:ident, $($marked:expr, $directive:expr);+ $(;)?) => {
        #[test]
        fn $name() {
            $(
                let (blocks, passage) = unmarked($marked);
                let blocks = as_strs(&blocks);
                let fragment = TextFragment::for_passage(&blocks, passage).expect($marked);
                let expected = TextFragment::parse_all(&format!(":~:text={}", $directive));
                assert_eq!([fragment.clone()].as_slice(), expected, "{}", $marked);
                assert_eq!(fragment.find(&blocks), Some(passage), "{}", $marked);
            )+
        }
    };
}

names!(short_passages_whole,
    "[one]", "one";
    "It is [a well-known place].", "a well%2Dknown place";
    "a [b \n c] d", "b c";
    "人[工智]能", "工智";
    "“[Straße]”", "Straße";
);

names!(context_where_it_is_needed,
    "one two, [one]", "two%2C-,one";
    "one two, [one] three", "one,-three";
    "one. one! [one] two, one two", "one,-two";
    "a one b, a one c, b one b, a [one] b, d", "one,-b%2C d";
    "a b c|a b|[a] b d", "b-,a";
    "a b x|c a b y|c [a] b z", "a,-b z";
    "x b a|y b a|z b [a]", "z b-,a";
    "one|two|[one]|three", "one,-three";
    "one|two|three|[one]", "three-,one";
    "pre[fix]", "pre-,fix";
    "a [pre]fix", "pre,-fix";
    "sub[pre]fix", "sub-,pre,-fix";
    "人工智能，人[工]具", "工,-具";
);

names!(long_passages_by_their_ends,
    "[One two three four five|and then some more], and", "One two three four,and then some more";
    "[One|two|three]", "One,three";
    "x [one two three four five six seven eight nine ten one two three four five six seven eight nine ten.] y",
    "one two three four,seven eight nine ten.";
    "[人工智能的发展|改变了我们的生活]。", "人工智能,们的生活";
    "[One two three four, one two three four|five six seven. One two three four, and one two|three four].",
    "One two three four,three four,-.";
);

#[test]
fn a_passage_of_more_than_80_characters_is_long() {
    let table = [
        ("é".repeat(66) + " b c d e f g h", None),
        ("é".repeat(67) + " b c d e f g h", Some("e f g h")),
        // The first four words and the last four would overlap.
        ("é".repeat(90) + " b c d e f", None),
        ("é".repeat(90), None),
    ];
    for (text, end) in table {
        let passage = Passage { end: text.len() as u32, ..Passage::default() };
        let made = TextFragment::for_passage(&[&text], passage).expect("a directive");
        assert_eq!(made.end.as_deref(), end, "{text}");
        assert_eq!(made.start == text, end.is_none(), "{text}");
    }
}

#[test]
fn a_long_passage_takes_more_words_where_its_ends_come_twice() {
    let (blocks, passage) = unmarked("*|a b c d e|*|[a b c d f|g|h a b c d|*|i a b c d]|*");
    let blocks = as_strs(&blocks);
    let made = TextFragment::for_passage(&blocks, passage).expect("a directive");
    assert_eq!(made, fragment(None, "a b c d f", Some("i a b c d"), None));
    assert_eq!(made.find(&blocks), Some(passage));
}

#[test]
fn white_space_at_the_edges_is_no_part_of_a_passage() {
    for marked_text in ["a[ b ]c", "a [b] c", "a[ |b|  ]c", "a[\n\n|b]|c"] {
        let (blocks, passage) = unmarked(marked_text);
        let blocks = as_strs(&blocks);
        let fragment = TextFragment::for_passage(&blocks, passage);
        assert_eq!(fragment, Some(fragment_of("b")), "{marked_text}");
    }
}

fn fragment_of(start: &str) -> TextFragment {
    fragment(None, start, None, None)
}

#[test]
fn no_directive_for_what_is_no_passage() {
    let passage =
        |first, start, last, end| Passage { first: BlockIndex(first), start, last: BlockIndex(last), end };
    let blocks = ["one", "é", "  ", "two"];
    let wrong = [
        passage(0, 1, 0, 1),
        passage(0, 2, 0, 1),
        passage(0, 0, 0, 4),
        passage(0, 4, 1, 2),
        passage(1, 0, 0, 3),
        passage(1, 1, 1, 2),
        passage(1, 0, 1, 1),
        passage(2, 0, 2, 2),
        passage(0, 3, 1, 0),
        passage(3, 0, 4, 0),
        passage(9, 0, 9, 1),
        passage(0, u32::MAX, 0, u32::MAX),
    ];
    for passage in wrong {
        assert_eq!(TextFragment::for_passage(&blocks, passage), None, "{passage:?}");
    }
    assert_eq!(TextFragment::for_passage(&[], Passage::default()), None);
}

#[test]
fn no_directive_where_nothing_tells_a_passage_from_an_earlier_one() {
    let blocks = ["one"; 5];
    let nth = |at| Passage { first: BlockIndex(at), start: 0, last: BlockIndex(at), end: 3 };
    let named: Vec<bool> = (0..5).map(|at| TextFragment::for_passage(&blocks, nth(at)).is_some()).collect();
    // The second has one before and the third has no place of its own.
    assert_eq!(named, [true, true, false, false, false]);
}

#[test]
fn a_monotonous_text_is_given_up_in_time() {
    let block = "a ".repeat(20_000);
    let passage = Passage { first: BlockIndex(0), start: 20_000, last: BlockIndex(0), end: 20_001 };
    assert_eq!(TextFragment::for_passage(&[&block], passage), None);
}

/// Few different words, so that many passages come more than once.
fn blocks() -> impl Strategy<Value = Vec<String>> {
    let word = select(vec![
        "a", "b", "don’t", "Straße", "1,000", "人", "工", "智", " ", "  ", "\n", "\u{A0}", ", ", ".", "-",
        "&",
    ]);
    let block = vec(word, 0..24).prop_map(|words| words.concat());
    vec(block, 0..6)
}

/// Places in the text of the blocks, in document order.
fn places(blocks: &[String]) -> Vec<(BlockIndex, u32)> {
    let places = blocks.iter().enumerate().flat_map(|(block, text)| {
        let boundaries = (0..=text.len()).filter(|at| text.is_char_boundary(*at));
        boundaries.map(move |at| (BlockIndex(block as u32), at as u32))
    });
    places.collect()
}

fn passage(blocks: &[String], from: usize, to: usize) -> Option<Passage> {
    let places = places(blocks);
    let len = places.len();
    let (from, to) = (from.checked_rem(len)?, to.checked_rem(len)?);
    let ((first, start), (last, end)) = (places[from.min(to)], places[from.max(to)]);
    Some(Passage { first, start, last, end })
}

/// The passage without white space at its edges; none where that is all of it.
fn trimmed(blocks: &[String], mut passage: Passage) -> Option<Passage> {
    loop {
        let text = &blocks[passage.first.get()];
        let end = if passage.first == passage.last { passage.end as usize } else { text.len() };
        let rest = &text[passage.start as usize..end];
        match rest.trim_start() {
            "" if passage.first == passage.last => return None,
            "" => (passage.first, passage.start) = (BlockIndex(passage.first.0 + 1), 0),
            kept => {
                passage.start += (rest.len() - kept.len()) as u32;
                break;
            }
        }
    }
    loop {
        let text = &blocks[passage.last.get()];
        let start = if passage.first == passage.last { passage.start as usize } else { 0 };
        match text[start..passage.end as usize].trim_end() {
            "" => {
                passage.last = BlockIndex(passage.last.0 - 1);
                passage.end = blocks[passage.last.get()].len() as u32;
            }
            kept => {
                passage.end = (start + kept.len()) as u32;
                return Some(passage);
            }
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        prefix in option::of(".+"),
        start in ".+",
        end in option::of(".+"),
        suffix in option::of(".+"),
    ) {
        let fragment = TextFragment { prefix, start, end, suffix };
        let directive = fragment.to_directive();
        prop_assert!(directive.is_ascii());
        prop_assert_eq!(TextFragment::parse_all(&directive), std::slice::from_ref(&fragment));
        let twice = format!("#part{directive}&{}", &directive[":~:".len()..]);
        prop_assert_eq!(TextFragment::parse_all(&twice), [fragment.clone(), fragment]);
    }

    #[test]
    fn any_fragment_and_any_text_is_survived(
        value in "[-,&%a-c1-3人é\u{301}\u{AD} ]{0,24}",
        any_value in any::<String>(),
        blocks in vec(any::<String>(), 0..4),
        dense_blocks in vec("[-,a-cA-C1-3人éß\u{301}\u{AD} ]{0,24}", 0..4),
    ) {
        for value in [value, any_value] {
            for fragment in TextFragment::parse_all(&format!("#:~:text={value}")) {
                for blocks in [&blocks, &dense_blocks] {
                    let blocks = as_strs(blocks);
                    let Some(passage) = fragment.find(&blocks) else { continue };
                    let first = blocks[passage.first.get()].get(passage.start as usize..);
                    let last = blocks[passage.last.get()].get(..passage.end as usize);
                    prop_assert!(first.is_some() && last.is_some());
                    prop_assert!((passage.first, passage.start) < (passage.last, passage.end));
                }
            }
        }
    }

    #[test]
    fn a_passage_is_found_by_its_directive(blocks in blocks(), from: usize, to: usize) {
        let Some(passage) = passage(&blocks, from, to) else { return Ok(()) };
        let texts = as_strs(&blocks);
        let Some(fragment) = TextFragment::for_passage(&texts, passage) else { return Ok(()) };
        prop_assert_eq!(fragment.find(&texts), trimmed(&blocks, passage));
        let again = TextFragment::parse_all(&fragment.to_directive());
        prop_assert_eq!(again, [fragment]);
    }

    #[test]
    fn every_passage_of_a_text_without_repetitions_has_a_directive(
        lengths in vec(0..30_u32, 1..5),
        from: usize,
        to: usize,
    ) {
        // No two of its words are the same, and no word begins another.
        let mut words = 100..;
        let block = |length: u32| words.by_ref().take(length as usize).map(|n| format!("w{n} ")).collect();
        let blocks: Vec<String> = lengths.into_iter().map(block).collect();
        let passage = passage(&blocks, from, to).and_then(|passage| trimmed(&blocks, passage));
        let Some(passage) = passage else { return Ok(()) };
        let texts = as_strs(&blocks);
        let fragment = TextFragment::for_passage(&texts, passage);
        prop_assert_eq!(fragment.and_then(|fragment| fragment.find(&texts)), Some(passage));
    }

    #[test]
    fn any_passage_of_any_text_is_survived_and_settles(
        blocks in vec("[a-cA-C1-3人éß½㎏\u{301}\u{AD}\u{200D} ]{0,24}", 0..4),
        from: usize,
        to: usize,
    ) {
        let Some(passage) = passage(&blocks, from, to) else { return Ok(()) };
        let texts = as_strs(&blocks);
        let Some(fragment) = TextFragment::for_passage(&texts, passage) else { return Ok(()) };
        let found = fragment.find(&texts);
        prop_assert!(found.is_some());
        // What was outside is not found, save signs that belong to the last letter.
        let found = found.unwrap_or_default();
        prop_assert!((found.first, found.start) >= (passage.first, passage.start));
        prop_assert_eq!(TextFragment::for_passage(&texts, found), Some(fragment));
    }
}
