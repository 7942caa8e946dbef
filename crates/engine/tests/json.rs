//! Which JSON is read, which is not, and where it is said to be broken; against another parser.

use std::fmt::Write as _;
use std::sync::LazyLock;

use expect_test::expect;
use proptest::prelude::*;
use regex::{Captures, Regex};
use sidelight_engine::article::{Article, BlockKind};
use sidelight_engine::decode::{DecodeError, Decoded, Diagnostic, MAX_DEPTH, decode, decode_entities};

/// Decodes an article that has a value in a member that means nothing.
fn with(value: &str) -> Result<Decoded, DecodeError> {
    decode(format!(r#"{{"headline":"H","body":"x","probe":{value}}}"#).as_bytes())
}

/// The text of a listing, which is kept as it is, and what was said of it.
fn listing(string: &str) -> Result<(String, Vec<Diagnostic>), DecodeError> {
    let json = format!(r#"{{"headline":"H","body":[{{"type":"code","text":{string}}}]}}"#);
    let Decoded { article, diagnostics } = decode(json.as_bytes())?;
    Ok((code(&article).unwrap_or_default(), diagnostics))
}

fn code(article: &Article) -> Option<String> {
    match &article.body.first()?.kind {
        BlockKind::Code { text, .. } => Some(text.to_plain()),
        _ => None,
    }
}

#[test]
fn values_that_are_read() {
    let levels = |count: usize| "[".repeat(count) + &"]".repeat(count);
    let table = [
        ("empty array", "[]"),
        ("empty object", "{}"),
        ("white space of all four kinds", " \t\r\n[ \t\r\n1 \t\r\n, \t\r\n2 \t\r\n] \t\r\n"),
        ("white space around a colon", "{\"a\" \n:\t1}"),
        ("constants", "[null,true,false]"),
        ("integers", "[0,-0,1,-1,10,9007199254740993,123456789012345678901234567890]"),
        ("fractions", "[0.0,-0.5,1.25,0.000000000000000000000000000001]"),
        ("exponents", "[1e1,1E1,1e+1,1e-1,0e0,1.5E-07,-0e-0]"),
        ("numbers beyond all machines", "[1e999,-1e999,1e-999,1e99999999999999999999]"),
        ("the empty string", "\"\""),
        ("the empty name", "{\"\":{\"\":1}}"),
        ("one name twice", "{\"a\":1,\"a\":2}"),
        (
            "names of other languages' objects",
            "{\"__proto__\":{\"polluted\":1},\"constructor\":{\"prototype\":[]}}",
        ),
        ("names in escapes", "{\"\\u0061\":1,\"\\\"\":2}"),
        ("delete, which is no control character here", "\"\u{7F}\""),
        ("no-break space, line and paragraph separator in quotes", "\"\u{A0}\u{2028}\u{2029}\""),
        ("a byte order mark in quotes", "\"\u{FEFF}\""),
        ("non-characters", "\"\u{FFFE}\u{FFFF}\u{10FFFF}\""),
        ("as deep as may be", &levels(MAX_DEPTH - 1)),
        (
            "as deep as may be, and back, many times",
            &format!("[{}]", vec![levels(MAX_DEPTH - 2); 200].join(",")),
        ),
    ];
    for (name, value) in table {
        let decoded = with(value).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(decoded.diagnostics, [], "{name}");
    }
}

#[test]
fn strings_that_are_read() {
    let table = [
        (r#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
        (r#""\u0041\u00e9\u4E2d\u4e2D""#, "Aé中中"),
        (r#""\u0000\u001f\u007F""#, "\0\u{1F}\u{7F}"),
        (r#""\ud83d\ude00\uD83D\uDE00""#, "😀😀"),
        (r#""\uD800\uDC00\udbff\udfff""#, "\u{10000}\u{10FFFF}"),
        (r#""\\ud800 \\\\u""#, r"\ud800 \\u"),
        (r#""\u005cu0041""#, r"\u0041"),
        (r#""\ufeff\ufffe\uffff""#, "\u{FEFF}\u{FFFE}\u{FFFF}"),
        ("\"a/b\u{7F}中😀\u{202E}\"", "a/b\u{7F}中😀\u{202E}"),
        (r#""&amp; <b>""#, "&amp; <b>"),
    ];
    for (json, text) in table {
        assert_eq!(listing(json), Ok((text.to_owned(), vec![])), "{json}");
    }
}

#[test]
fn half_a_surrogate_pair_is_a_replacement_character() {
    let table = [
        (r#""\ud800""#, "\u{FFFD}"),
        (r#""\udc00x""#, "\u{FFFD}x"),
        (r#""\ud800\ud800""#, "\u{FFFD}\u{FFFD}"),
        (r#""\ud800\ud83d\ude00""#, "\u{FFFD}😀"),
        (r#""\ude00\ud83d""#, "\u{FFFD}\u{FFFD}"),
        (r#""\ud800\u0041""#, "\u{FFFD}A"),
        (r#""\ud800\n""#, "\u{FFFD}\n"),
        (r#""\ud800u0041""#, "\u{FFFD}u0041"),
        (r#""\udbff\\udfff""#, "\u{FFFD}\\udfff"),
    ];
    for (json, text) in table {
        let (found, diagnostics) = listing(json).expect("an article");
        assert_eq!(found, text, "{json}");
        assert_eq!((diagnostics.len(), &*diagnostics[0].path), (1, "body[0].text"), "{json}");
    }
    // Also in what stands before and behind: names, and the elements of a dictionary.
    let said = |diagnostics: Vec<Diagnostic>| {
        diagnostics.iter().fold(String::new(), |mut lines, line| {
            let _ = writeln!(lines, "{line}");
            lines
        })
    };
    let json = r#"{"headline":"\ud83d","body":["a",{"content":["\udc00","\udc00"]}],"x":{"\ud800":1}}"#;
    expect![[r#"
        headline: half a surrogate pair (byte 13), and 3 others behind it; U+FFFD stands in its place
    "#]]
    .assert_eq(&said(decode(json.as_bytes()).expect("an article").diagnostics));
    let json = r#"[{"name":"A"}, {"name":"B","alternateName":["\ud800"]},{"name":"\udfff"} ]"#;
    let (entities, diagnostics) = decode_entities(json.as_bytes(), None).expect("a dictionary");
    assert_eq!(entities[2].name, "\u{FFFD}");
    expect![[r#"
        [1].alternateName[0]: half a surrogate pair (byte 45); U+FFFD stands in its place
        [2].name: half a surrogate pair (byte 64); U+FFFD stands in its place
    "#]]
    .assert_eq(&said(diagnostics));
}

#[test]
fn what_is_broken_is_said_with_its_place() {
    let table = [
        "",
        "[",
        "[1",
        "[1,",
        "[1,]",
        "[,1]",
        "[1,,2]",
        "[1 2]",
        "[1:2]",
        "[1}",
        "[[[2}]]",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":1,",
        "{\"a\":1,}",
        "{,}",
        "{\"a\" 1}",
        "{\"a\",1}",
        "{\"a\"::1}",
        "{a:1}",
        "{'a':1}",
        "{1:1}",
        "{null:1}",
        "{\"a\":1 \"b\":2}",
        "{\"a\":{\"b\":[0,{\"c\":x}]}}",
        "1]",
        "nul",
        "Null",
        "nulll",
        "undefined",
        "NaN",
        "Infinity",
        "-Infinity",
        "+1",
        "-",
        "--1",
        "01",
        "-01",
        "1.",
        ".5",
        "1.e1",
        "1e",
        "1e+",
        "1ee1",
        "0x10",
        "1_000",
        "１",
        "\"",
        "\"a",
        "\"a\\",
        "\"\\",
        "\"\\x41\"",
        "\"\\'\"",
        "\"\\é\"",
        "\"\\u\"",
        "\"\\u12\"",
        "\"\\u12g4\"",
        "\"\\u+123\"",
        "\"\\uD83D\\u12\"",
        "\"\\U0041\"",
        "\"\n\"",
        "\"\t\"",
        "\"\u{0001}\"",
        "'a'",
        "“a”",
        "`a`",
        "\u{A0}1",
        "\u{FEFF}1",
        "\u{3000}1",
        "\u{B}1",
        "// c\n1",
        "/* c */1",
        "# c\n1",
        "1 // c",
    ];
    let start = r#"{"headline":"H","body":"x","probe":"#.len();
    let mut lines = String::new();
    for value in table {
        let error = match with(value) {
            Err(DecodeError::Json { place, message }) => {
                format!("{} {}: {message}", place.offset as i64 - start as i64, place.path)
            }
            other => panic!("{value}: {other:?}"),
        };
        let _ = writeln!(lines, "{value:?}  {error}");
    }
    expect![[r##"
        ""  0 probe: a value is expected
        "["  1 probe[0]: a value is expected
        "[1"  2 probe: a comma or ] is expected
        "[1,"  3 probe[1]: a value is expected
        "[1,]"  3 probe: a comma stands before the end
        "[,1]"  1 probe[0]: a value is expected
        "[1,,2]"  3 probe[1]: a value is expected
        "[1 2]"  3 probe: a comma or ] is expected
        "[1:2]"  2 probe: a comma or ] is expected
        "[1}"  2 probe: a comma or ] is expected
        "[[[2}]]"  4 probe[0][0]: a comma or ] is expected
        "{"  2 : the file ends within an object
        "{\"a\""  4 probe: a colon is expected
        "{\"a\":"  5 probe.a: a value is expected
        "{\"a\":1"  7 : the file ends within an object
        "{\"a\":1,"  7 probe: a comma stands before the end
        "{\"a\":1,}"  7 probe: a comma stands before the end
        "{,}"  1 probe: a name in quotes is expected
        "{\"a\" 1}"  5 probe: a colon is expected
        "{\"a\",1}"  4 probe: a colon is expected
        "{\"a\"::1}"  5 probe.a: a value is expected
        "{a:1}"  1 probe: a name in quotes is expected
        "{'a':1}"  1 probe: a name in quotes is expected
        "{1:1}"  1 probe: a name in quotes is expected
        "{null:1}"  1 probe: a name in quotes is expected
        "{\"a\":1 \"b\":2}"  7 probe: a comma or } is expected
        "{\"a\":{\"b\":[0,{\"c\":x}]}}"  18 probe.a.b[1].c: a value is expected
        "1]"  1 : a comma or } is expected
        "nul"  0 probe: a value is expected
        "Null"  0 probe: a value is expected
        "nulll"  4 : a comma or } is expected
        "undefined"  0 probe: a value is expected
        "NaN"  0 probe: a value is expected
        "Infinity"  0 probe: a value is expected
        "-Infinity"  1 probe: this is not a number
        "+1"  0 probe: a value is expected
        "-"  1 probe: this is not a number
        "--1"  1 probe: this is not a number
        "01"  1 probe: this is not a number
        "-01"  2 probe: this is not a number
        "1."  2 probe: this is not a number
        ".5"  0 probe: a value is expected
        "1.e1"  2 probe: this is not a number
        "1e"  2 probe: this is not a number
        "1e+"  3 probe: this is not a number
        "1ee1"  2 probe: this is not a number
        "0x10"  1 : a comma or } is expected
        "1_000"  1 : a comma or } is expected
        "１"  0 probe: a value is expected
        "\""  2 probe: the file ends within quotes
        "\"a"  3 probe: the file ends within quotes
        "\"a\\"  3 probe: this cannot follow a backslash
        "\"\\"  2 probe: this cannot follow a backslash
        "\"\\x41\""  2 probe: this cannot follow a backslash
        "\"\\'\""  2 probe: this cannot follow a backslash
        "\"\\é\""  2 probe: this cannot follow a backslash
        "\"\\u\""  3 probe: four hexadecimal digits are expected behind \u
        "\"\\u12\""  5 probe: four hexadecimal digits are expected behind \u
        "\"\\u12g4\""  5 probe: four hexadecimal digits are expected behind \u
        "\"\\u+123\""  3 probe: four hexadecimal digits are expected behind \u
        "\"\\uD83D\\u12\""  11 probe: four hexadecimal digits are expected behind \u
        "\"\\U0041\""  2 probe: this cannot follow a backslash
        "\"\n\""  1 probe: a line feed or control character within quotes; write it as \n or \u0000
        "\"\t\""  1 probe: a line feed or control character within quotes; write it as \n or \u0000
        "\"\u{1}\""  1 probe: a line feed or control character within quotes; write it as \n or \u0000
        "'a'"  0 probe: a value is expected
        "“a”"  0 probe: a value is expected
        "`a`"  0 probe: a value is expected
        "\u{a0}1"  0 probe: a value is expected
        "\u{feff}1"  0 probe: a value is expected
        "\u{3000}1"  0 probe: a value is expected
        "\u{b}1"  0 probe: a value is expected
        "// c\n1"  0 probe: a value is expected
        "/* c */1"  0 probe: a value is expected
        "# c\n1"  0 probe: a value is expected
        "1 // c"  2 : a comma or } is expected
    "##]]
    .assert_eq(&lines);
}

#[test]
fn what_follows_the_end_is_an_error() {
    let table =
        [" x", "{}", "\n{\"headline\":\"I\"}", "[]", ",", "}", "]", "\"\"", "\u{1A}", "\u{FEFF}", "null"];
    let mut lines = String::new();
    for rest in table {
        let json = format!("{{\"headline\":\"H\"}}{rest}");
        let _ = writeln!(lines, "{rest:?}  {}", decode(json.as_bytes()).expect_err("an error"));
    }
    expect![[r#"
        " x"  The JSON is broken at line 1, column 18 (byte 17): something follows the end.
        "{}"  The JSON is broken at line 1, column 17 (byte 16): another value follows the end; a file holds one.
        "\n{\"headline\":\"I\"}"  The JSON is broken at line 2, column 1 (byte 17): another value follows the end; a file holds one.
        "[]"  The JSON is broken at line 1, column 17 (byte 16): another value follows the end; a file holds one.
        ","  The JSON is broken at line 1, column 17 (byte 16): something follows the end.
        "}"  The JSON is broken at line 1, column 17 (byte 16): something follows the end.
        "]"  The JSON is broken at line 1, column 17 (byte 16): something follows the end.
        "\"\""  The JSON is broken at line 1, column 17 (byte 16): something follows the end.
        "\u{1a}"  The JSON is broken at line 1, column 17 (byte 16): something follows the end.
        "\u{feff}"  The JSON is broken at line 1, column 17 (byte 16): something follows the end.
        "null"  The JSON is broken at line 1, column 17 (byte 16): something follows the end.
    "#]].assert_eq(&lines);
    assert!(decode(b"{\"headline\":\"H\",\"body\":\"x\"} \r\n\t").is_ok());
}

#[test]
fn the_place_of_an_error_is_short() {
    let name = "long ".repeat(100_000);
    let json = format!(r#"{{"headline":"H","{name}":{{"\u0022\n中":[{}1 2"#, "[".repeat(100));
    let Err(DecodeError::Json { place, .. }) = decode(json.as_bytes()) else { panic!("broken") };
    expect!["long long long long long long long long …"]
        .assert_eq(place.path.split_once(".\"").expect("a path").0);
    assert!(place.path.len() < 250, "{}", place.path);
    assert_eq!(place.offset, json.len() - 1);
}

/// The texts of strings of which a half of a surrogate pair is a part, with U+FFFD in its place: the other parser knows no
/// such thing.
fn without_halves(json: &str) -> String {
    static ESCAPE: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(
            r"(?x) \\ (?: u[dD][89abAB][[:xdigit:]]{2} \\u[dD][c-fC-F][[:xdigit:]]{2}
                | (u[dD][89a-fA-F][[:xdigit:]]{2}) | . )",
        )
        .expect("a pattern")
    });
    let replaced = ESCAPE.replace_all(json, |found: &Captures<'_>| match found.get(1) {
        Some(_) => "\\ufffd".to_owned(),
        None => found[0].to_owned(),
    });
    replaced.into_owned()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20_000))]

    #[test]
    fn reads_what_another_parser_reads(
        parts in prop::collection::vec(prop::sample::select(vec![
            "{", "}", "[", "]", ",", ",", ":", "\"", "\"a\"", "\"a\":", "\"é\\n\\u00e9\"", "\\", "\\ud83d", "\\ude00", "\\u12", "\\x",
            "0", "-", "1", "12", ".5", "e3", "E-1", "e999", "null", "true", "false", "tru", " ", "\n", "\t", "\u{1}", "x", "é",
        ]), 0..9),
        wrap in prop::sample::select(vec![("", ""), ("[", "]"), ("{\"k\":", "}"), ("\"", "\"")]),
    ) {
        let text = format!(r#"{{"headline":"H","body":"x","probe":{}{}{}}}"#, wrap.0, parts.concat(), wrap.1);
        let other = serde_json::from_str::<serde_json::Value>(&without_halves(&text));
        match (decode(text.as_bytes()), other) {
            (Ok(_), Ok(_)) => {}
            // It holds no number that is larger than the machine's.
            (Ok(_), Err(error)) => prop_assert!(error.to_string().contains("out of range"), "{}: {}", text, error),
            (Err(DecodeError::Json { place, .. }), Err(_)) => prop_assert!(place.offset <= text.len(), "{}", text),
            (own, other) => prop_assert!(false, "{}: {:?}, {:?}", text, own, other),
        }
    }

    #[test]
    fn reads_the_strings_that_another_parser_reads(
        parts in prop::collection::vec(prop::sample::select(vec![
            "a", "é", "中", "😀", "\\n", "\\\\", "\\\"", "\\/", "\\u0041", "\\u00E9", "\\ud83d", "\\uDE00", "\\ud83d\\ude00", "\\u0000",
            "\\u", "\\", "u0041", "\u{7F}", "\u{1F}", " ",
        ]), 0..9),
    ) {
        let text = format!("\"{}\"", parts.concat());
        let other = serde_json::from_str::<String>(&without_halves(&text)).ok();
        let own = listing(&text).ok().map(|(text, _)| text);
        prop_assert_eq!(own, other, "{}", text);
    }

    #[test]
    fn what_is_cut_off_is_an_error_at_its_end(end in 0..400_usize) {
        let json = r#"{"headline":"Tëa","body":["a\u00e9",{"type":"heading","level":2,"content":[null,true,-1.5e3]},[[]],{}],"x":{"y":""}}"#;
        let end = end % json.len();
        let Some(cut) = json.get(..end).filter(|cut| !cut.is_empty()) else { return Ok(()) };
        let Err(DecodeError::Json { place, .. }) = decode(cut.as_bytes()) else { panic!("{cut}") };
        // Half a word begins where the word does, and half an escape where its digits are missed.
        prop_assert!(place.offset <= end && end - place.offset < "false".len(), "{}: {:?}", cut, place);
    }
}
