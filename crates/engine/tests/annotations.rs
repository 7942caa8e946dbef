//! Web Annotations: what is read of them, where their places are, and whom they speak of.

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Map, Value, json};
use sidelight_engine::annotation::{
    Annotation, Purpose, Quote, Selector, TextContent, Unanchored, annotated, merged,
};
use sidelight_engine::article::{BlockIndex, Entity, EntityKind, Find};
use sidelight_engine::decode::{DecodeError, Diagnostic, decode_annotations};
use sidelight_engine::entity::{Finder, Mention};
use sidelight_engine::text::{BlockText, Span};

fn texts(blocks: &[&str]) -> Vec<BlockText> {
    blocks.iter().map(|block| BlockText::from_plain((*block).to_owned())).collect()
}

fn read(json: &Value) -> (Vec<Annotation>, Vec<String>) {
    let (annotations, diagnostics) = decode_annotations(json.to_string().as_bytes()).expect("annotations");
    (annotations, written(&diagnostics))
}

fn written(diagnostics: &[Diagnostic]) -> Vec<String> {
    diagnostics.iter().map(Diagnostic::to_string).collect()
}

fn quoting(exact: &str) -> Selector {
    in_context("", exact, "")
}

fn in_context(prefix: &str, exact: &str, suffix: &str) -> Selector {
    let quote = Quote { exact: exact.to_owned(), prefix: prefix.to_owned(), suffix: suffix.to_owned() };
    Selector { quote: Some(quote), ..Selector::default() }
}

fn at(start: usize, end: usize) -> Selector {
    Selector { position: Some(start..end), ..Selector::default() }
}

/// What selectors find: the block, the bytes, and the words of each piece.
fn found(blocks: &[&str], selectors: &[Selector]) -> Result<Vec<(u32, u32, String)>, Unanchored> {
    let texts = texts(blocks);
    let pieces = TextContent::new(&texts).anchor(selectors)?;
    let words = |(block, span): &(BlockIndex, Span)| {
        (block.0, span.start, texts[block.get()].as_str()[span.range()].to_owned())
    };
    Ok(pieces.iter().map(words).collect())
}

#[track_caller]
fn check(blocks: &[&str], selector: Selector, expected: &[(u32, u32, &str)]) {
    let expected: Vec<_> =
        expected.iter().map(|(b, start, words)| (*b, *start, (*words).to_owned())).collect();
    assert_eq!(found(blocks, std::slice::from_ref(&selector)), Ok(expected), "{selector:?}");
}

#[track_caller]
fn check_not(blocks: &[&str], selector: Selector, expected: Unanchored) {
    assert_eq!(found(blocks, std::slice::from_ref(&selector)), Err(expected), "{selector:?}");
}

#[test]
fn files_of_all_kinds_are_read() {
    let one = json!({ "type": "Annotation", "body": "https://a.example/x",
        "target": { "source": "https://a.example/", "selector": { "type": "TextQuoteSelector", "exact": "X" } } });
    let files = [
        (one.clone(), ""),
        (json!([one]), "[0]"),
        (json!({ "type": "AnnotationPage", "items": [one] }), "items[0]"),
        (json!({ "type": "AnnotationPage", "items": one }), "items"),
        (
            json!({ "type": "AnnotationCollection", "total": 1, "first": { "items": [one] } }),
            "first.items[0]",
        ),
        (json!({ "total": 1, "rows": [one] }), "rows[0]"),
        (json!({ "export_date": "2025-12-09", "annotations": [one] }), "annotations[0]"),
        (json!({ "@context": "http://www.w3.org/ns/anno.jsonld", "@graph": [one] }), "@graph[0]"),
    ];
    for (file, path) in files {
        let (annotations, diagnostics) = read(&file);
        assert_eq!(diagnostics, [""; 0], "{file}");
        assert_eq!(annotations.len(), 1, "{file}");
        assert_eq!(annotations[0].path, path);
        let selector =
            if path.is_empty() { "target.selector".to_owned() } else { format!("{path}.target.selector") };
        assert_eq!(annotations[0].targets[0].path, selector);
    }
}

#[test]
fn what_is_elsewhere_is_said() {
    let table = [
        (
            json!({ "first": "https://a.example/page1" }),
            "first: the first page is elsewhere; its annotations are not read",
        ),
        (
            json!({ "items": [], "next": "https://a.example/page2" }),
            "next: there are more pages; their annotations are not read",
        ),
        (
            json!({ "first": { "items": [], "next": "https://a.example/page2" } }),
            "first.next: there are more pages; their annotations are not read",
        ),
    ];
    for (file, diagnostic) in table {
        assert_eq!(read(&file), (vec![], vec![diagnostic.to_owned()]));
    }
}

#[test]
fn what_holds_no_annotations_is_an_error() {
    for (bytes, found) in [("{}", "an object"), ("3", "a number"), ("\"x\"", "a string"), ("null", "null")] {
        assert_eq!(
            decode_annotations(bytes.as_bytes()),
            Err(DecodeError::NotAnnotations { found }),
            "{bytes}"
        );
    }
    for bytes in ["", "{", "[1,]"] {
        assert!(matches!(decode_annotations(bytes.as_bytes()), Err(DecodeError::Json { .. })), "{bytes}");
    }
    assert!(matches!(decode_annotations(b"\xff"), Err(DecodeError::NotUtf8 { .. })));
}

/// The bodies that are read of an annotation: purpose, IRI, name and type.
#[track_caller]
fn check_bodies(members: Value, expected: &[(Purpose, &str, &str, &str)]) {
    let mut annotation = json!({ "target": { "selector": { "type": "TextQuoteSelector", "exact": "X" } } });
    for (key, member) in members.as_object().expect("members") {
        annotation[key] = member.clone();
    }
    let (annotations, diagnostics) = read(&annotation);
    assert_eq!(diagnostics, [""; 0], "{annotation}");
    let bodies: Vec<_> = annotations
        .iter()
        .flat_map(|annotation| &annotation.bodies)
        .map(|body| {
            let text = |text: &Option<String>| text.clone().unwrap_or_default();
            (body.purpose, text(&body.iri), text(&body.name), text(&body.type_name))
        })
        .collect();
    let expected: Vec<_> = expected
        .iter()
        .map(|(purpose, iri, name, kind)| {
            (*purpose, (*iri).to_owned(), (*name).to_owned(), (*kind).to_owned())
        })
        .collect();
    assert_eq!(bodies, expected, "{annotation}");
}

#[test]
fn bodies_that_identify_are_read() {
    use Purpose::*;
    let q = "https://www.wikidata.org/entity/Q95";
    check_bodies(json!({ "body": q }), &[(Linking, q, "", "")]);
    check_bodies(
        json!({ "body": [q, "#entity-x"] }),
        &[(Linking, q, "", ""), (Linking, "#entity-x", "", "")],
    );
    check_bodies(json!({ "bodies": [{ "id": q }] }), &[(Linking, q, "", "")]);
    check_bodies(json!({ "motivation": "identifying", "body": q }), &[(Identifying, q, "", "")]);
    check_bodies(json!({ "motivation": ["highlighting", "oa:tagging"], "body": q }), &[(Tagging, q, "", "")]);
    check_bodies(
        json!({ "body": { "type": "SpecificResource", "purpose": "identifying", "source": q } }),
        &[(Identifying, q, "", "")],
    );
    check_bodies(
        json!({ "body": { "purpose": "http://www.w3.org/ns/oa#classifying",
            "source": { "id": q, "type": ["Corporation", "Thing"], "label": "Google" } } }),
        &[(Classifying, q, "Google", "Corporation")],
    );
    for label in ["label", "rdfs:label", "name", "value"] {
        check_bodies(json!({ "body": { "@id": q, label: " Google " } }), &[(Linking, q, "Google", "")]);
    }
    check_bodies(
        json!({ "body": { "@id": q, "@type": "schema:Corporation", "rdfs:label": [{ "@value": "谷歌", "@language": "zh" }] } }),
        &[(Linking, q, "谷歌", "Corporation")],
    );
    // The surest come first, whatever their order.
    check_bodies(
        json!({ "body": [
            { "type": "TextualBody", "purpose": "tagging", "value": "company" },
            { "type": "SpecificResource", "purpose": "identifying", "source": q },
            { "type": "TextualBody", "purpose": "commenting", "value": "It sells advertisements." },
        ] }),
        &[(Identifying, q, "", ""), (Tagging, "", "company", "")],
    );
    check_bodies(
        json!({ "body": { "type": "Composite", "items": [{ "id": q }, { "type": "List", "items": ["#entity-y"] }] } }),
        &[(Linking, q, "", ""), (Linking, "#entity-y", "", "")],
    );
    // The IRI of a text is that of what is written about the target.
    check_bodies(
        json!({ "body": { "id": "https://a.example/tag1", "type": "TextualBody", "purpose": "tagging", "value": "Google" } }),
        &[(Tagging, "", "Google", "")],
    );
    check_bodies(json!({ "motivation": "tagging", "bodyValue": "Google" }), &[(Tagging, "", "Google", "")]);
    check_bodies(
        json!({ "text": "see https://a.example", "tags": ["Google", q] }),
        &[(Tagging, "", "Google", ""), (Tagging, q, "", "")],
    );
}

#[test]
fn bodies_that_identify_nothing_are_left_out() {
    let remarks = [
        json!({}),
        json!({ "body": [] }),
        json!({ "body": null }),
        json!({ "bodyValue": "A remark." }),
        json!({ "tags": [], "text": "A remark." }),
        json!({ "motivation": "commenting", "body": "https://a.example/reply" }),
        json!({ "motivation": "highlighting" }),
        json!({ "body": { "type": "TextualBody", "value": "A remark." } }),
        json!({ "body": { "type": "TextualBody", "purpose": "describing", "value": "A remark." } }),
        json!({ "motivation": "tagging", "body": { "purpose": "commenting", "value": "A remark." } }),
        json!({ "body": { "id": "https://a.example/a.mp3", "format": "audio/mpeg" } }),
        json!({ "body": { "id": "https://a.example/a.mp4", "type": "Video" } }),
        json!({ "body": { "id": "_:b0" } }),
        json!({ "body": { "purpose": "geotagging", "source": "https://a.example/" } }),
    ];
    for remark in remarks {
        check_bodies(remark, &[]);
    }
}

#[test]
fn what_cannot_be_read_is_said() {
    let body = json!("https://a.example/x");
    let selecting = |selector: Value| json!([{ "body": body, "target": { "selector": selector } }]);
    let no_place = "a place is told by a TextQuoteSelector or a TextPositionSelector; it is left out";
    let table = [
        (json!([3]), vec!["[0]: expected an annotation, found 3".to_owned()]),
        (json!([{ "body": body }]), vec!["[0]: no target; it is left out".to_owned()]),
        (
            json!([{ "body": body, "target": ["https://a.example/"] }]),
            vec!["[0].target[0]: no selector, so no place in the text; it is left out".to_owned()],
        ),
        (
            json!([{ "body": "two words", "target": "x" }]),
            vec!["[0].body: expected an IRI, found \"two words\"".to_owned()],
        ),
        (
            selecting(json!({ "type": "CssSelector", "value": "p" })),
            vec![format!("[0].target.selector: {no_place}")],
        ),
        (
            selecting(json!({ "type": "RangeSelector", "startContainer": "/p[1]", "startOffset": 0 })),
            vec![format!("[0].target.selector: {no_place}")],
        ),
        (
            selecting(json!({ "type": "TextQuoteSelector", "exact": " " })),
            vec![
                "[0].target.selector: a quote wants its words in “exact”".to_owned(),
                format!("[0].target.selector: {no_place}"),
            ],
        ),
        (
            selecting(json!([{ "type": "TextPositionSelector", "start": 5, "end": 5 }])),
            vec![
                "[0].target.selector[0]: a position wants a “start” before its “end”".to_owned(),
                format!("[0].target.selector: {no_place}"),
            ],
        ),
        // What is counted from is not known.
        (
            selecting(
                json!({ "type": "XPathSelector", "value": "/p", "refinedBy": { "type": "TextPositionSelector", "start": 1, "end": 2 } }),
            ),
            vec![format!("[0].target.selector: {no_place}")],
        ),
        // What refines it cannot be told, so it would be too much.
        (
            selecting(
                json!({ "type": "TextQuoteSelector", "exact": "A sentence.", "refinedBy": { "type": "SvgSelector" } }),
            ),
            vec![format!("[0].target.selector: {no_place}")],
        ),
    ];
    for (file, expected) in table {
        assert_eq!(read(&file), (vec![], expected), "{file}");
    }
}

#[test]
fn selectors_of_one_place_are_one() {
    let selectors = |selector: Value| {
        let (annotations, diagnostics) = read(&json!({ "body": "x", "target": [{ "selector": selector }] }));
        assert_eq!(diagnostics, [""; 0]);
        annotations[0].targets[0].selectors.clone()
    };
    let quote = json!({ "type": "TextQuoteSelector", "exact": "b", "prefix": "a ", "suffix": " c" });
    let position = json!({ "type": "oa:TextPositionSelector", "start": 2, "end": "3" });
    let both = Selector { position: Some(2..3), ..in_context("a ", "b", " c") };
    assert_eq!(selectors(json!([{ "type": "RangeSelector" }, position, quote])), std::slice::from_ref(&both));
    assert_eq!(selectors(position.clone()), [at(2, 3)]);

    let mut refined = json!({ "type": "TextQuoteSelector", "exact": "a b c" });
    refined["refinedBy"] = quote.clone();
    let refined_quote = Selector { refined_by: vec![in_context("a ", "b", " c")], ..quoting("a b c") };
    assert_eq!(selectors(json!([refined, position])), [at(2, 3), refined_quote]);

    let in_element = json!({ "type": "FragmentSelector", "value": "p3", "refinedBy": [position, quote] });
    assert_eq!(selectors(in_element), [in_context("a ", "b", " c")], "without what counts from the element");
}

#[test]
fn positions_count_code_points() {
    let blocks = ["𝄞 e\u{301}", "", "开源\u{2028}AI"];
    check(&blocks, at(0, 1), &[(0, 0, "𝄞")]);
    check(&blocks, at(2, 3), &[(0, 5, "e")]);
    check(&blocks, at(2, 4), &[(0, 5, "e\u{301}")]);
    check(&blocks, at(3, 4), &[(0, 6, "\u{301}")]);
    // A line feed before the empty block, and one behind it.
    check(&blocks, at(6, 8), &[(2, 0, "开源")]);
    check(&blocks, at(9, 11), &[(2, 9, "AI")]);
    check(&blocks, at(0, 11), &[(0, 0, "𝄞 e\u{301}"), (2, 0, "开源\u{2028}AI")]);
    check(&blocks, at(1, 4), &[(0, 5, "e\u{301}")]);
    for outside in [at(4, 6), at(8, 9), at(10, 12), at(11, 12), at(5, usize::MAX), at(usize::MAX, usize::MAX)]
    {
        check_not(&blocks, outside, Unanchored::Missing);
    }
    check_not(&[], at(0, 1), Unanchored::Missing);
}

#[test]
fn positions_far_into_the_text_count_code_points() {
    let text = "𝄞a开".repeat(1000);
    let texts = [BlockText::from_plain(text.clone())];
    let content = TextContent::new(&texts);
    let places: Vec<_> = text.char_indices().map(|(place, _)| place).chain([text.len()]).collect();
    for start in 0..3000 {
        let piece = content.anchor(&[at(start, start + 1)]).expect("a place");
        assert_eq!(piece, [(BlockIndex(0), Span::new(places[start], places[start + 1]))], "{start}");
        let within = Selector { refined_by: vec![at(0, 1)], ..at(start, start + 1) };
        assert_eq!(content.anchor(&[within]), Ok(piece), "{start}");
    }
}

#[test]
fn quotes_are_found_by_their_words() {
    check(&["One Two", "Three"], quoting("Three"), &[(1, 0, "Three")]);
    check(&["a"], quoting("a"), &[(0, 0, "a")]);
    check(&["千问"], quoting("问"), &[(0, 3, "问")]);
    check(&["one two"], quoting(" two\n"), &[(0, 4, "two")]);
    check_not(&["one two"], quoting("three"), Unanchored::Missing);
    check_not(&["one two"], quoting("two three"), Unanchored::Missing);
    check_not(&["onetwo"], quoting("one two"), Unanchored::Missing);
    check_not(&["one two"], quoting("onetwo"), Unanchored::Missing);
    check_not(&[""], quoting("x"), Unanchored::Missing);
    check_not(&["x"], Selector::default(), Unanchored::Missing);
}

#[test]
fn white_space_is_compared_leniently() {
    for text in ["Sam Altman", "Sam  Altman", "Sam\u{a0}Altman", "Sam\nAltman", "Sam\u{2028}Altman"] {
        for quote in ["Sam Altman", "Sam \t Altman", "Sam\nAltman", " Sam\u{3000}Altman "] {
            check(&["by", text], quoting(quote), &[(1, 0, text)]);
        }
    }
}

#[test]
fn a_quote_across_blocks_has_a_piece_in_each() {
    let blocks = ["It was Sam", "", "Altman who"];
    for quote in ["Sam Altman", "Sam\nAltman", "Sam\n\n\nAltman"] {
        check(&blocks, quoting(quote), &[(0, 7, "Sam"), (2, 0, "Altman")]);
        // As searches see it.
        check(&blocks, quoting(&quote.to_uppercase()), &[(0, 7, "Sam"), (2, 0, "Altman")]);
    }
    check(&["a ", " b", " ", "c d"], quoting("a b c"), &[(0, 0, "a"), (1, 1, "b"), (3, 0, "c")]);
}

#[test]
fn context_tells_places_apart() {
    let blocks = ["AI here, AI there,", "AI everywhere"];
    check_not(&blocks, quoting("AI"), Unanchored::Ambiguous { places: 3 });
    check(&blocks, in_context("", "AI", " there"), &[(0, 9, "AI")]);
    check(&blocks, in_context("AI here, ", "AI", ""), &[(0, 9, "AI")]);
    check(&blocks, in_context("there,\n", "AI", ""), &[(1, 0, "AI")]);
    check(&blocks, in_context("there,", "AI", "everywhere"), &[(1, 0, "AI")]);
    // The more agrees, the better.
    check(&blocks, in_context("XX here, ", "AI", " everywhere"), &[(1, 0, "AI")]);
    check(&blocks, in_context("AI here, ", "AI", " elsewhere"), &[(0, 9, "AI")]);
    // Two have the same before them.
    check_not(&blocks, in_context("ere, ", "AI", ""), Unanchored::Ambiguous { places: 2 });
    check_not(&blocks, in_context("x", "AI", "x"), Unanchored::Ambiguous { places: 3 });
    // Context is no condition, as the text around may have changed.
    check(&["about AI today"], in_context("on ", "AI", " then"), &[(0, 6, "AI")]);
}

#[test]
fn a_position_counts_where_it_has_the_quote() {
    let blocks = ["Nokia and Nokia and Nokia"];
    let both = |start: usize, quote: &str| Selector { position: Some(start..start + 5), ..quoting(quote) };
    check(&blocks, both(10, "Nokia"), &[(0, 10, "Nokia")]);
    // The text has moved a little.
    check(&blocks, both(12, "Nokia"), &[(0, 10, "Nokia")]);
    check(&blocks, both(18, "Nokia"), &[(0, 20, "Nokia")]);
    check(&blocks, both(900, "Nokia"), &[(0, 20, "Nokia")]);
    check_not(&blocks, both(15, "Nokia"), Unanchored::Ambiguous { places: 2 });
    check_not(&blocks, both(10, "Novia"), Unanchored::Missing);
    // Context says more than a position that is wrong, but less than one that is right.
    let with_context = |start: usize| Selector {
        position: Some(start..start + 5),
        ..in_context("", "Nokia", " and Nokia and")
    };
    check(&blocks, with_context(21), &[(0, 0, "Nokia")]);
    check(&blocks, with_context(20), &[(0, 20, "Nokia")]);
    // White space at its edges is nothing.
    check(&blocks, Selector { position: Some(9..16), ..quoting("Nokia ") }, &[(0, 10, "Nokia")]);
}

#[test]
fn what_is_nowhere_as_written_is_looked_for_folded() {
    check(&["Caf\u{e9}"], quoting("Cafe\u{301}"), &[(0, 0, "Caf\u{e9}")]);
    check(&["Cafe\u{301} Ａ"], quoting("CAFÉ A"), &[(0, 0, "Cafe\u{301} Ａ")]);
    check(&["“千問”是模型", "x"], quoting("千问"), &[(0, 3, "千問")]);
    check(&["Straße"], quoting("STRASSE"), &[(0, 0, "Straße")]);
    // As written comes first.
    check(&["apple", "Apple", "APPLE"], quoting("Apple"), &[(1, 0, "Apple")]);
    check_not(&["apple", "Apple"], quoting("APPLE"), Unanchored::Ambiguous { places: 2 });
    for (prefix, suffix) in [("", " ii"), ("", "\nＩＩ"), ("PIE\n", "")] {
        check(&["apple pie", "Apple II"], in_context(prefix, "APPLE", suffix), &[(1, 0, "Apple")]);
    }
    check(
        &["apple pie", "Apple II"],
        Selector { position: Some(9..14), ..quoting("APPLE") },
        &[(1, 0, "Apple")],
    );
    check_not(&["abc"], quoting("\u{301}"), Unanchored::Missing);
}

#[test]
fn a_stretch_is_refined() {
    let blocks = ["AI is here. AI is there.", "AI"];
    let refined = |outer: Selector, inner: Selector| Selector { refined_by: vec![inner], ..outer };
    check(&blocks, refined(quoting("AI is there."), quoting("AI")), &[(0, 12, "AI")]);
    check(&blocks, refined(quoting("AI is there."), at(3, 5)), &[(0, 15, "is")]);
    check(&blocks, refined(at(12, 24), at(3, 5)), &[(0, 15, "is")]);
    check(&blocks, refined(at(12, 24), refined(quoting("is there"), quoting("there"))), &[(0, 18, "there")]);
    check_not(&blocks, refined(quoting("AI is there."), quoting("here.  AI")), Unanchored::Missing);
    check_not(&blocks, refined(quoting("AI is here."), quoting("there")), Unanchored::Missing);
    check_not(&blocks, refined(at(12, 24), at(3, 13)), Unanchored::Missing);
    check_not(&blocks, refined(at(12, 24), at(usize::MAX - 11, usize::MAX - 9)), Unanchored::Missing);
    check_not(&blocks, refined(quoting("AI"), quoting("A")), Unanchored::Ambiguous { places: 3 });
    let either = Selector { refined_by: vec![quoting("nowhere"), quoting("there")], ..at(12, 24) };
    check(&blocks, either, &[(0, 18, "there")]);
    // The first that finds something counts, and what hinders is said rather than what is missing.
    assert_eq!(found(&blocks, &[quoting("AI"), quoting("is here")]), Ok(vec![(0, 3, "is here".to_owned())]));
    assert_eq!(found(&blocks, &[quoting("AI"), quoting("no")]), Err(Unanchored::Ambiguous { places: 3 }));
}

/// What an annotation of the word “it” with these bodies makes of the entities: those whom it mentions, by id.
fn who(bodies: Value, entities: &mut Vec<Entity>) -> (Vec<String>, Vec<String>) {
    let target = json!({ "selector": { "type": "TextQuoteSelector", "exact": "it" } });
    let (annotations, mut diagnostics) =
        read(&json!([{ "motivation": "identifying", "body": bodies, "target": target }]));
    let (mentions, more) = annotated(&annotations, None, &texts(&["", "So it  is."]), entities);
    diagnostics.extend(written(&more));
    for mention in &mentions {
        assert_eq!((mention.block, mention.span), (BlockIndex(1), Span::new(3, 5)));
    }
    (mentions.iter().map(|mention| entities[mention.entity as usize].id.clone()).collect(), diagnostics)
}

fn cast() -> Vec<Entity> {
    let entity = |id: &str, names: &[&str], same_as: &[&str]| Entity {
        id: id.to_owned(),
        name: names[0].to_owned(),
        alternate_names: names[1..].iter().map(|name| (*name).to_owned()).collect(),
        same_as: same_as.iter().map(|page| (*page).to_owned()).collect(),
        ..Entity::default()
    };
    vec![
        entity(
            "google",
            &["Google", "谷歌", "G"],
            &["https://www.wikidata.org/wiki/Q95", "https://www.google.com/"],
        ),
        entity("谷 歌", &["Gemini", "G"], &[]),
        entity("https://a.example/things/3", &["Third"], &["https://a.example/pages/3"]),
    ]
}

#[test]
fn entities_are_known_by_many_names() {
    let table = [
        (json!("google"), "google"),
        (json!("#entity-google"), "google"),
        (json!("https://a.example/article#entity-google"), "google"),
        (json!("https://a.example/article#entity-%E8%B0%B7%20%E6%AD%8C"), "谷 歌"),
        (json!("https://www.wikidata.org/wiki/Q95"), "google"),
        (json!("http://www.wikidata.org/entity/Q95"), "google"),
        (json!("https://wikidata.org/entity/Q95/"), "google"),
        (json!("HTTP://WWW.Google.com"), "google"),
        (json!("http://a.example/things/3/"), "https://a.example/things/3"),
        (json!("http://a.example/pages/3"), "https://a.example/things/3"),
        (json!({ "type": "TextualBody", "value": "GOOGLE" }), "google"),
        (json!({ "type": "TextualBody", "value": "谷歌" }), "google"),
        (json!({ "type": "TextualBody", "value": "google" }), "google"),
        (json!({ "type": "TextualBody", "value": "谷 歌" }), "谷 歌"),
        (json!({ "type": "TextualBody", "value": "https://www.wikidata.org/wiki/Q95" }), "google"),
        // Another page about what has this name.
        (json!({ "id": "https://dbpedia.org/resource/Google", "label": "Google" }), "google"),
        // Of two tags the one that is known.
        (
            json!([{ "type": "TextualBody", "value": "firm" }, { "type": "TextualBody", "value": "gemini" }]),
            "谷 歌",
        ),
    ];
    for (body, id) in table {
        let mut entities = cast();
        assert_eq!(who(body.clone(), &mut entities), (vec![id.to_owned()], vec![]), "{body}");
        assert_eq!(entities, cast(), "{body}");
    }
}

#[test]
fn an_entity_that_is_not_known_is_brought_along() {
    let added = |body: Value| {
        let mut entities = cast();
        let (ids, diagnostics) = who(body, &mut entities);
        assert_eq!(diagnostics, [""; 0]);
        assert_eq!(entities.len(), 4);
        assert_eq!(ids, [&*entities[3].id]);
        entities.pop().expect("an entity")
    };
    let mars = "http://www.wikidata.org/entity/Q111";
    assert_eq!(
        added(
            json!({ "purpose": "identifying", "source": { "id": mars, "type": "Place", "label": "Mars" } })
        ),
        Entity {
            id: "Q111".to_owned(),
            kind: EntityKind::Place,
            name: "Mars".to_owned(),
            same_as: vec![mars.to_owned()],
            ..Entity::default()
        }
    );
    // Without a name it has the words of the text, which are not its name anywhere else.
    assert_eq!(
        added(json!({ "id": mars, "type": "schema:Mountain" })),
        Entity {
            id: "Q111".to_owned(),
            kind: EntityKind::Place,
            type_name: Some("Mountain".to_owned()),
            name: "it".to_owned(),
            find: Find::None,
            same_as: vec![mars.to_owned()],
            ..Entity::default()
        }
    );
    assert_eq!(
        added(json!({ "type": "TextualBody", "value": "Red Planet" })),
        Entity { id: "red-planet".to_owned(), name: "Red Planet".to_owned(), ..Entity::default() }
    );
    assert_eq!(added(json!("urn:isbn:9780261103573")).same_as, [""; 0]);
    // Its short id is taken.
    assert_eq!(added(json!("https://b.example/google")).id, "https://b.example/google");
    // Another item of Wikidata is another thing, though its name is the same.
    assert_eq!(added(json!({ "id": "https://www.wikidata.org/wiki/Q1", "label": "Google" })).id, "Q1");
    // Two are called so, but the IRI tells it from both.
    assert_eq!(added(json!({ "id": "https://c.example/g", "label": "G" })).id, "g");
}

#[test]
fn a_name_that_tells_nothing_is_said() {
    let mut entities = cast();
    let shared = json!({ "type": "TextualBody", "value": "g" });
    let expected = ["[0]: several entities are called \"g\"; it is left out".to_owned()];
    assert_eq!(who(shared, &mut entities), (vec![], expected.to_vec()));
    let expected = ["[0]: no entity \"gone\"; it is left out".to_owned()];
    assert_eq!(who(json!("#entity-gone"), &mut entities), (vec![], expected.to_vec()));
    assert_eq!(entities, cast());
}

#[test]
fn the_surest_purpose_counts() {
    let mut entities = cast();
    let body = json!([
        { "type": "TextualBody", "purpose": "tagging", "value": "Google" },
        { "purpose": "identifying", "source": "https://a.example/new" },
    ]);
    assert_eq!(who(body, &mut entities), (vec!["new".to_owned()], vec![]));
}

#[test]
fn one_entity_is_brought_along_once() {
    let quote = |exact: &str| json!({ "selector": { "type": "TextQuoteSelector", "exact": exact } });
    let (annotations, _) = read(&json!([
        { "body": { "id": "https://www.wikidata.org/wiki/Q111", "label": "Mars" }, "target": quote("one") },
        { "body": "http://www.wikidata.org/entity/Q111", "target": [quote("two"), quote("gone")] },
        { "tags": ["MARS"], "target": quote("three") },
        { "tags": ["nobody"], "target": quote("nowhere") },
    ]));
    let mut entities = Vec::new();
    let (mentions, diagnostics) = annotated(&annotations, None, &texts(&["three two one"]), &mut entities);
    assert_eq!(entities.len(), 1);
    let spans: Vec<_> = mentions.iter().map(|mention| (mention.span, mention.entity)).collect();
    assert_eq!(spans, [(Span::new(0, 5), 0), (Span::new(6, 9), 0), (Span::new(10, 13), 0)]);
    assert_eq!(
        written(&diagnostics),
        [
            "[1].target[1].selector: it is not in the text; it is left out",
            "[3].target.selector: it is not in the text; it is left out",
        ]
    );
}

#[test]
fn of_a_file_for_several_pages_those_of_the_article_count() {
    let on = |source: Value, exact: &str| {
        json!({ "tags": [exact], "target": {
            "source": source, "selector": { "type": "TextQuoteSelector", "exact": exact } } })
    };
    let found = |page, annotations: Value| {
        let (annotations, _) = read(&annotations);
        let mut entities = Vec::new();
        let (mentions, diagnostics) =
            annotated(&annotations, page, &texts(&["one two three"]), &mut entities);
        assert_eq!(written(&diagnostics), [""; 0]);
        mentions.iter().map(|mention| entities[mention.entity as usize].name.clone()).collect::<Vec<_>>()
    };
    let site = json!([
        on(json!("https://example.com/a"), "one"),
        on(json!({ "id": "HTTP://Example.com/a/#top" }), "two"),
        on(json!("https://example.com/b"), "three"),
        on(json!("https://example.com/b"), "gone"),
    ]);
    assert_eq!(found(Some("https://example.com/a"), site.clone()), ["one", "two"]);
    assert_eq!(found(Some("https://example.com/b"), json!([site[2]])), ["three"]);
    // Where none is said to be of this page, as in a copy, or where it is not known, all are tried.
    assert_eq!(
        found(Some("https://copy.example/a"), json!([site[0], site[1], site[2]])),
        ["one", "two", "three"]
    );
    assert_eq!(found(None, json!([site[0], site[2]])), ["one", "three"]);
    // One that names no page is of any.
    assert_eq!(
        found(Some("https://example.com/a"), json!([site[0], on(json!(null), "three")])),
        ["one", "three"]
    );
}

#[test]
fn of_two_that_overlap_the_earlier_and_longer_stays() {
    let tag = |name: &str, exact: &str| json!({ "tags": [name], "target": { "selector": { "type": "TextQuoteSelector", "exact": exact } } });
    let (annotations, _) = read(&json!([
        tag("A", "York Times"),
        tag("B", "New York"),
        tag("C", "New York Times"),
        tag("D", "Times today"),
        tag("E", "today"),
        tag("C", "New York Times"),
        tag("F", "today"),
    ]));
    let mut entities = Vec::new();
    let (mentions, diagnostics) =
        annotated(&annotations, None, &texts(&["New York Times today"]), &mut entities);
    let names: Vec<_> = mentions
        .iter()
        .map(|mention| (mention.span.start, mention.span.end, &*entities[mention.entity as usize].name))
        .collect();
    assert_eq!(names, [(0, 14, "C"), (15, 20, "E")]);
    let overlaps =
        |place: usize| format!("[{place}].target.selector: it overlaps another mention; it is left out");
    assert_eq!(written(&diagnostics), [1, 0, 3, 6].map(overlaps));
}

#[test]
fn an_export_of_hypothesis_is_read() {
    let (annotations, diagnostics) = read(&json!({
        "total": 3,
        "rows": [
            {
                "id": "k3x", "uri": "https://a.example/story", "user": "acct:someone@hypothes.is",
                "text": "The first of them.", "tags": ["DeepSeek"],
                "target": [{
                    "source": "https://a.example/story",
                    "selector": [
                        { "type": "RangeSelector", "startContainer": "/main[1]/p[2]", "startOffset": 0,
                            "endContainer": "/main[1]/p[2]", "endOffset": 8 },
                        // Of the whole page, with its menus.
                        { "type": "TextPositionSelector", "start": 2412, "end": 2420 },
                        { "type": "TextQuoteSelector", "exact": "DeepSeek",
                            "prefix": "\n    Open weights\n    ", "suffix": " showed that 𝄞 " },
                    ],
                }],
            },
            { "id": "p1", "text": "A note on the page.", "tags": [], "target": [{ "source": "https://a.example/story" }] },
            { "id": "p2", "text": "", "tags": ["to do"], "target": [{ "source": "https://a.example/story" }] },
        ],
    }));
    assert_eq!(diagnostics, ["rows[2].target[0]: no selector, so no place in the text; it is left out"]);
    let mut entities = vec![Entity { id: "ds".to_owned(), name: "DeepSeek".to_owned(), ..Entity::default() }];
    let blocks = ["Open weights", "DeepSeek showed that 𝄞 is one.", "And DeepSeek again."];
    let (mentions, diagnostics) = annotated(&annotations, None, &texts(&blocks), &mut entities);
    assert_eq!(diagnostics, []);
    assert_eq!(mentions, [Mention { block: BlockIndex(1), span: Span::new(0, 8), entity: 0 }]);
}

fn mention(block: u32, start: usize, end: usize, entity: u32) -> Mention {
    Mention { block: BlockIndex(block), span: Span::new(start, end), entity }
}

#[test]
fn what_the_article_marks_comes_before_annotations() {
    let first = [mention(0, 2, 4, 0), mention(0, 6, 9, 0), mention(2, 0, 3, 0)];
    let second = [
        mention(0, 0, 2, 1),
        mention(0, 3, 5, 1),
        mention(0, 5, 7, 1),
        mention(0, 9, 10, 1),
        mention(1, 0, 9, 1),
        mention(2, 2, 4, 1),
        mention(2, 4, 5, 1),
    ];
    let expected = [
        mention(0, 0, 2, 1),
        mention(0, 2, 4, 0),
        mention(0, 6, 9, 0),
        mention(0, 9, 10, 1),
        mention(1, 0, 9, 1),
        mention(2, 0, 3, 0),
        mention(2, 4, 5, 1),
    ];
    assert_eq!(merged(&first, &second), expected);
    assert_eq!(merged(&[], &second), second);
    let side_by_side = [mention(0, 0, 3, 0), mention(0, 3, 6, 0)];
    assert_eq!(merged(&side_by_side, &[mention(0, 3, 4, 1)]), side_by_side);
    assert_eq!(merged(&first, &[]), first);
}

#[test]
fn thousands_of_quotes_are_found_in_a_book() {
    let blocks: Vec<_> =
        (0..20_000).map(|number| BlockText::from_plain(format!("thing {number}."))).collect();
    let content = TextContent::new(&blocks);
    for number in (0..20_000).step_by(5) {
        let piece = content.anchor(&[quoting(&format!("thing {number}."))]).expect("a place");
        assert_eq!(piece, [(BlockIndex(number), Span::new(0, 7 + number.to_string().len()))]);
    }
}

#[test]
fn work_is_bounded() {
    let quote = |exact: &str| json!({ "tags": ["x"], "target": { "selector": { "type": "TextQuoteSelector", "exact": exact, "prefix": exact } } });
    let nearly = "a".repeat(2_000);
    let mut file: Vec<_> = (0..300).map(|length| quote(&nearly[length..])).collect();
    file.push(quote("only"));
    let (annotations, _) = read(&json!(file));
    let blocks = texts(&[&"a".repeat(1_000_000), "only"]);
    let (mentions, diagnostics) = annotated(&annotations, None, &blocks, &mut Vec::new());
    assert_eq!(mentions, []);
    assert_eq!(
        written(&diagnostics),
        ["[0].target.selector: searching takes too long; it and all behind it are left out"]
    );

    let spaces = " ".repeat(500_000);
    let text = format!("a{spaces}b{spaces}c");
    let (annotations, _) = read(&json!(vec![quote("a b c"); 1000]));
    let (_, diagnostics) = annotated(&annotations, None, &texts(&[&text]), &mut Vec::new());
    assert!(written(&diagnostics).last().expect("a diagnostic").contains("searching takes too long"));

    let everything = json!({ "tags": ["x"], "target": { "selector": { "type": "TextPositionSelector", "start": 0, "end": 199_999 } } });
    let (annotations, _) = read(&json!(vec![everything; 100]));
    let blocks = texts(&vec!["a"; 100_000]);
    let (mentions, diagnostics) = annotated(&annotations, None, &blocks, &mut Vec::new());
    assert_eq!(mentions.len(), 100_000);
    assert!(written(&diagnostics).iter().any(|it| it.contains("searching takes too long")));
}

/// Blocks whose characters are few, so that quotes are found often, and of all lengths in UTF-8.
fn blocks() -> impl Strategy<Value = Vec<String>> {
    const SIGNS: &[&str] = &[
        "a",
        "b",
        "B",
        " ",
        "  ",
        "\u{2028}",
        "e\u{301}",
        "é",
        "开",
        "開",
        "源",
        "𝄞",
        "ß",
        "👩‍💻",
        "か\u{3099}",
    ];
    vec(vec(select(SIGNS), 0..8).prop_map(|signs| signs.concat()), 1..5)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn any_stretch_is_found_again(blocks in blocks(), start in any::<prop::sample::Index>(), end in any::<prop::sample::Index>()) {
        let texts: Vec<_> = blocks.iter().cloned().map(BlockText::from_plain).collect();
        let content = TextContent::new(&texts);
        let text = blocks.join("\n");
        prop_assert_eq!(content.as_str(), &text);
        let points: Vec<char> = text.chars().collect();
        let (start, end) = (start.index(points.len() + 1), end.index(points.len() + 1));
        let (start, end) = (start.min(end), start.max(end));
        let string = |range: &[char]| range.iter().collect::<String>();
        let exact = string(&points[start..end]);
        let quote = in_context(&string(&points[..start]), &exact, &string(&points[end..]));

        // The stretch in each block, without white space at the edges.
        let mut expected = Vec::new();
        let mut begin = 0;
        for (number, block) in blocks.iter().enumerate() {
            let signs: Vec<char> = block.chars().collect();
            let within = |point: usize| point.clamp(begin, begin + signs.len()) - begin;
            let (mut from, mut to) = (within(start), within(end));
            while from < to && signs[from].is_whitespace() { from += 1; }
            while from < to && signs[to - 1].is_whitespace() { to -= 1; }
            if from < to {
                let byte = |point: usize| string(&signs[..point]).len();
                expected.push((BlockIndex(number as u32), Span::new(byte(from), byte(to))));
            }
            begin += signs.len() + 1;
        }
        let expected = if expected.is_empty() { Err(Unanchored::Missing) } else { Ok(expected) };
        prop_assert_eq!(&content.anchor(&[at(start, end)]), &expected);
        let both = Selector { position: Some(start..end), ..quote.clone() };
        prop_assert_eq!(&content.anchor(&[both]), &expected);
        prop_assert_eq!(&content.anchor(&[quote]), &expected);
    }

    #[test]
    fn what_is_found_is_the_quote_or_folds_to_it(blocks in blocks(), exact in blocks(), near in 0usize..40) {
        use sidelight_engine::highlight::fold;
        let texts: Vec<_> = blocks.iter().cloned().map(BlockText::from_plain).collect();
        let content = TextContent::new(&texts);
        let exact = exact.join(" ");
        // Where it is as written, with each run of white space one space.
        let spaced = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let wanted = spaced(&exact);
        let places = spaced(&blocks.join("\n")).matches(&wanted).count();
        prop_assume!(!wanted.is_empty());
        let selector = Selector { position: Some(near..near + 1), ..quoting(&exact) };
        match content.anchor(&[selector]) {
            Ok(pieces) => {
                let words: Vec<_> = pieces.iter().map(|(block, span)| &texts[block.get()].as_str()[span.range()]).collect();
                let words = spaced(&words.join(" "));
                if places > 0 {
                    prop_assert_eq!(words, wanted);
                } else {
                    // The characters at its edges are whole, so it may be a little more.
                    prop_assert!(fold(&words).contains(&fold(&wanted)), "{:?} for {:?}", words, wanted);
                }
            }
            Err(Unanchored::Ambiguous { places }) => prop_assert!(places > 1),
            Err(reason) => {
                prop_assert_eq!(reason, Unanchored::Missing);
                prop_assert!(places == 0, "{:?} is there", wanted);
            }
        }
    }

    #[test]
    fn any_file_is_survived(file in any_file(), blocks in blocks()) {
        let texts: Vec<_> = blocks.iter().cloned().map(BlockText::from_plain).collect();
        let Ok((annotations, _)) = decode_annotations(file.to_string().as_bytes()) else { return Ok(()) };
        let mut entities = cast();
        let (mentions, _) = annotated(&annotations, None, &texts, &mut entities);
        for pair in mentions.windows(2) {
            prop_assert!((pair[0].block, pair[0].span.end) <= (pair[1].block, pair[1].span.start) || pair[0].block < pair[1].block);
        }
        for mention in &mentions {
            let words = texts[mention.block.get()].as_str().get(mention.span.range());
            prop_assert!(words.is_some_and(|words| !words.is_empty() && words.trim() == words));
        }
        let ids: std::collections::HashSet<_> = entities.iter().map(|entity| &entity.id).collect();
        prop_assert_eq!(ids.len(), entities.len(), "each id is one entity's");
        prop_assert!(entities.iter().all(|entity| !entity.name.is_empty() && !entity.id.is_empty()));

        // They are marks as any other.
        let mut finder = Finder::new(&entities, entities.len());
        for (block, text) in (0..).map(BlockIndex).zip(&texts) {
            finder.read(block, text);
        }
        let index = finder.finish(&mentions);
        prop_assert!(mentions.iter().all(|mention| index.mentions().contains(mention)));
    }
}

/// Any JSON, with a bias to what annotations are made of.
fn any_file() -> impl Strategy<Value = Value> {
    const KEYS: &[&str] = &[
        "body",
        "bodies",
        "bodyValue",
        "target",
        "selector",
        "refinedBy",
        "exact",
        "prefix",
        "suffix",
        "start",
        "end",
        "type",
        "@type",
        "id",
        "@id",
        "source",
        "purpose",
        "motivation",
        "value",
        "label",
        "items",
        "rows",
        "first",
        "next",
        "tags",
        "@graph",
    ];
    const STRINGS: &[&str] = &[
        "",
        " ",
        "a",
        "b",
        "a b",
        "开",
        "ab",
        "google",
        "#entity-google",
        "#entity-",
        "#entity-%E8",
        "http://",
        "https://x/",
        "https://www.wikidata.org/wiki/",
        "/",
        "#",
        "TextQuoteSelector",
        "TextPositionSelector",
        "TextualBody",
        "tagging",
        "identifying",
        "commenting",
        "\u{301}",
        "_:a",
    ];
    let leaf = prop_oneof![
        6 => select(STRINGS).prop_map(Value::from),
        3 => (0..12).prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<String>().prop_map(Value::from),
        1 => Just(Value::Null),
    ];
    let any = leaf.prop_recursive(6, 60, 6, |value| {
        prop_oneof![
            vec(value.clone(), 0..5).prop_map(Value::from),
            vec((select(KEYS), value), 0..6).prop_map(object),
        ]
    });
    let number = prop_oneof![9 => (0..12).prop_map(Value::from), 1 => any.clone()];
    let words = prop_oneof![9 => select(STRINGS).prop_map(Value::from), 1 => any.clone()];
    let selector =
        (words.clone(), number.clone(), number, any.clone()).prop_map(|(exact, start, end, other)| {
            json!([
                { "type": "TextQuoteSelector", "exact": exact, "prefix": "a" },
                { "type": "TextPositionSelector", "start": start, "end": end },
                other,
            ])
        });
    let annotation = (words, any.clone(), prop_oneof![9 => selector, 1 => any.clone()]).prop_map(|(body, more, selector)| {
        json!({ "motivation": "tagging", "body": [body, more], "tags": [body], "target": { "selector": selector } })
    });
    prop_oneof![1 => any, 3 => vec(annotation, 0..6).prop_map(Value::from)]
}

fn object(members: Vec<(&'static str, Value)>) -> Value {
    Value::Object(members.into_iter().map(|(key, value)| (key.to_owned(), value)).collect::<Map<_, _>>())
}
