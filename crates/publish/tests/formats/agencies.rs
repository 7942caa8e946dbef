//! What news agencies and newsrooms send, in its variants: ninjs, ANS.

use serde_json::{Value, json};

use super::decoded;

/// What is read of an item with these members.
#[track_caller]
fn item(members: Value) -> (Value, Vec<String>) {
    let mut file = json!({ "uri": "urn:x:1", "versioncreated": "2025-01-02" });
    let members = members.as_object().expect("an object").clone();
    file.as_object_mut().expect("an object").extend(members);
    decoded(&file)
}

#[test]
fn the_best_body_is_chosen() {
    for (bodies, expected) in [
        (json!([{ "value": "A < B & C" }]), json!(["A < B & C"])),
        (json!([{ "value": "<p>A</p>" }]), json!(["A"])),
        (json!([{ "contenttype": "text/plain", "value": "<p>A</p>" }]), json!(["<p>A</p>"])),
        (
            json!([{ "contentType": "text/plain", "value": "A" }, { "contentType": "text/html", "value": "B" }]),
            json!(["B"]),
        ),
        (
            json!([{ "contenttype": "text/html", "value": " " }, { "contenttype": "text/plain", "value": "A" }]),
            json!(["A"]),
        ),
        (
            json!([{ "role": "summary", "contenttype": "application/xhtml+xml", "value": "A" }, { "role": "main", "value": "B" }]),
            json!(["B"]),
        ),
        (json!([{ "language": "fr", "value": "A" }, { "language": "en", "value": "B" }]), json!(["B"])),
        (
            json!([{ "contenttype": "text/markdown", "value": "A\n\n- B" }]),
            json!(["A", { "type": "list", "ordered": false, "items": [["B"]] }]),
        ),
        (json!({ "value": "A" }), json!(["A"])),
        (json!("A\r\nB\r\n"), json!(["A", "B"])),
        (json!([{ "value": "A\nB\n \nC" }]), json!(["A B", "C"])),
        (json!([{ "value": "一\n二\n\n三" }]), json!(["一二", "三"])),
    ] {
        let (article, _) = item(json!({ "language": "en", "bodies": bodies }));
        assert_eq!(article["body"], expected, "{bodies}");
    }
    let (article, _) = item(json!({ "body_text": "A", "body_html": "<p>B</p>", "body_xhtml": "<p>C</p>" }));
    assert_eq!(article["body"], json!(["C"]));
}

/// In HTML an element that XHTML closes where it begins would take the rest of the text in.
#[test]
fn xhtml_ends_where_it_says() {
    for (body, expected) in [
        ("<p>A</p><script src='x'/><p>B</p>", json!(["A", "B"])),
        ("<p>A</p><textarea name=\"a>b\"/><title/><p>B</p>", json!(["A", "B"])),
        (
            "<p>A<i/> B</p><p>C<br/>D</p>",
            json!(["A B", { "type": "paragraph", "content": ["C", { "type": "break" }, "D"] }]),
        ),
        ("<p>1 < 2 <> </p><p class=\"a", json!(["1 < 2 <>"])),
        ("<<<", json!(["<<<"])),
    ] {
        let (article, _) = item(json!({ "body_xhtml": body }));
        assert_eq!(article["body"], expected, "{body}");
    }
}

#[test]
fn headlines_have_roles_and_languages() {
    for (headlines, first, second) in [
        (json!([{ "value": "A &amp; B" }]), "A & B", Value::Null),
        (json!([{ "contenttype": "text/plain", "value": "<b> & &amp;" }]), "<b> & &amp;", Value::Null),
        (
            json!([{ "role": "subheadline", "value": "B" }, { "role": "headline", "value": "A" }]),
            "A",
            json!("B"),
        ),
        (json!([{ "language": "de", "value": "B" }, { "language": "en", "value": "A" }]), "A", Value::Null),
        (json!(["A", 7]), "A", Value::Null),
        (json!([{ "role": "short", "value": "B" }]), "T", json!("B")),
    ] {
        let (article, _) =
            item(json!({ "language": "en", "title": "T", "headlines": headlines, "body_text": "x" }));
        assert_eq!(
            (&article["headline"], &article["alternativeHeadline"]),
            (&json!(first), &second),
            "{headlines}"
        );
    }
}

#[test]
fn authors_are_those_of_the_byline() {
    for (members, expected) in [
        (json!({ "byline": "BY Ada Quist" }), json!([{ "name": "Ada Quist" }])),
        (json!({ "by": "Byron Hall" }), json!([{ "name": "Byron Hall" }])),
        (
            json!({ "bylines": ["By Ada Quist", { "name": "Bo Ek" }] }),
            json!([{ "name": "Ada Quist" }, { "name": "Bo Ek" }]),
        ),
        (
            json!({ "byline": "x", "authors": [{ "name": "Ada Quist", "jobtitle": { "qcode": "1", "name": "Editor" }, "biography": "Writes." }, {}] }),
            json!([{ "name": "Ada Quist", "jobTitle": "Editor", "description": "Writes." }]),
        ),
    ] {
        let mut file = members.clone();
        file["body_text"] = json!("x");
        let (article, _) = item(file);
        assert_eq!(article["author"], expected, "{members}");
    }
}

#[test]
fn what_stands_against_publication_is_said() {
    for (members, fault) in [
        (json!({ "pubstatus": "usable" }), None),
        (
            json!({ "pubstatus": "canceled" }),
            Some("pubstatus: the item is canceled: its provider has taken it back"),
        ),
        (
            json!({ "pubStatus": "withheld" }),
            Some("pubStatus: the item is withheld: its provider does not want it to be published yet"),
        ),
        (
            json!({ "embargoed": "2025-03-01T00:00:00Z" }),
            Some("embargoed: the item is not to be published before 2025-03-01T00:00:00Z"),
        ),
    ] {
        let mut file = members.clone();
        file["body_text"] = json!("x");
        file["headline"] = json!("H");
        let (article, faults) = item(file);
        assert_eq!(article["body"], json!(["x"]));
        assert_eq!(faults.first().map(String::as_str), fault, "{members}");
    }
}

#[test]
fn an_item_may_be_a_picture_or_a_film() {
    let renditions = json!({ "main": { "href": "https://e.org/a.jpg", "mimetype": "image/jpeg", "width": 800, "height": 600 } });
    let (article, faults) = item(json!({
        "type": "picture", "headline": "H", "description_text": "What it shows", "body_text": "For who cannot see it",
        "byline": "Ada Quist", "renditions": renditions,
    }));
    assert_eq!(
        article["body"],
        json!([{
            "type": "figure", "url": "https://e.org/a.jpg", "alt": "For who cannot see it", "caption": "What it shows",
            "credit": "Ada Quist", "width": 800, "height": 600,
        }])
    );
    assert_eq!(article["standfirst"], Value::Null);
    assert!(faults.is_empty(), "{faults:?}");

    let (article, faults) = item(json!({
        "type": "video", "headline": "H", "description_text": "A. B.",
        "renditions": [{ "name": "a", "href": "javascript:alert(1)" }],
    }));
    assert_eq!(article["body"], json!(["A. B."]), "the text is kept");
    assert_eq!(faults.len(), 2, "{faults:?}");
}

#[test]
fn packages_lie_in_others_only_so_deep() {
    let mut file = json!({ "uri": "urn:x:0", "type": "text", "headline": "Deep", "body_text": "Deep." });
    for _ in 0..30 {
        file =
            json!({ "uri": "urn:x:1", "type": "composite", "headline": "P", "associations": { "a": file } });
    }
    let (article, faults) = decoded(&json!({
        "uri": "urn:x:1", "type": "composite", "versioncreated": "2025-01-02", "headline": "P", "associations": { "a": file },
    }));
    assert_eq!(article["body"].as_array().map(Vec::len), Some(5));
    assert!(faults.iter().any(|fault| fault.contains("too deep")), "{faults:?}");
}

#[test]
fn only_items_of_news_are_ninjs() {
    let native = json!({ "headline": "H", "body": ["x"], "uri": "urn:x:1", "firstcreated": "2025-01-02" });
    let (article, faults) = decoded(&native);
    assert_eq!(
        (&article["body"], &article["datePublished"]),
        (&json!(["x"]), &Value::Null),
        "the native form stays so"
    );
    assert!(faults.is_empty(), "{faults:?}");
    let (article, _) = decoded(
        &json!({ "guid": "urn:x:1", "headline": "H", "body_html": "<p>x</p>", "firstcreated": "2025-01-02" }),
    );
    assert_eq!((&article["body"], &article["datePublished"]), (&json!(["x"]), &json!("2025-01-02")));
}

/// The blocks of a story of these elements, and what was wrong.
#[track_caller]
fn story(elements: Value) -> (Value, Vec<String>) {
    let (article, faults) = decoded(&json!({
        "type": "story", "headlines": { "basic": "H" }, "canonical_url": "https://e.org/a/", "content_elements": elements,
    }));
    (article["body"].clone(), faults)
}

#[test]
fn elements_of_ans_keep_their_words() {
    let no_address = "content_elements[0]: no address to lead to; its text is kept";
    for (element, expected, fault) in [
        (
            json!({ "content": "A <b>b</b>" }),
            json!([{ "type": "paragraph", "content": ["A ", { "type": "strong", "content": "b" }] }]),
            None,
        ),
        (json!("A"), json!(["A"]), None),
        (json!({ "type": "blockquote", "content": "A" }), json!([{ "type": "quote", "content": "A" }]), None),
        (json!({ "type": "quote", "citation": "A" }), json!(["A"]), None),
        (json!({ "type": "video", "headlines": { "basic": "A" } }), json!(["A"]), Some(no_address)),
        (
            json!({ "type": "interstitial_link", "content": "A", "description": "B" }),
            json!(["A", "B"]),
            Some(no_address),
        ),
        (
            json!({ "type": "interstitial_link", "content": "A", "url": "b" }),
            json!([{ "type": "embed", "url": "https://e.org/a/b", "title": "A" }]),
            None,
        ),
        (
            json!({ "type": "oembed_response", "raw_oembed": { "html": "<p>A</p><script>b</script>" } }),
            json!(["A"]),
            None,
        ),
        (
            json!({ "type": "oembed_response", "raw_oembed": { "title": "A" } }),
            json!(["A"]),
            Some(no_address),
        ),
        (json!({ "type": "image", "caption": "A" }), json!([{ "type": "image", "content": "A" }]), Some("")),
        (
            json!({ "type": "poll", "question": "A", "_id": "b" }),
            json!([{ "type": "poll", "content": "A" }]),
            Some("content_elements[0]: unknown element \"poll\"; its text is kept"),
        ),
        (
            json!({ "type": "numeric_rating", "numeric_rating": 4, "max": 5, "units": "stars" }),
            json!(["4/5 stars"]),
            None,
        ),
    ] {
        let (body, faults) = story(json!([element]));
        assert_eq!(body, expected, "{element}");
        match fault {
            Some("") => assert_eq!(faults.len(), 1, "{element}: {faults:?}"),
            fault => assert_eq!(faults.first().map(String::as_str), fault, "{element}"),
        }
    }
}

#[test]
fn elements_of_ans_lie_in_others_only_so_deep() {
    let mut element = json!({ "type": "text", "content": "Deep." });
    for _ in 0..40 {
        element = json!({ "type": "element_group", "content_elements": [element] });
    }
    let (body, faults) = story(json!([element]));
    assert_eq!(body, json!(["Deep."]));
    assert_eq!(faults.len(), 1, "{faults:?}");
}

#[test]
fn stories_of_a_search_are_a_list() {
    let story = |title: &str| json!({ "type": "story", "headlines": { "basic": title }, "content_elements": [{ "type": "text", "content": title }] });
    let file =
        json!({ "type": "results", "content_elements": [story("A"), { "type": "video" }, story("B")] });
    assert_eq!(super::brief(&file.to_string()), "The file holds 2 articles. Choose one of them.\n");
    let second = super::decode_item(file.to_string().as_bytes(), Some("2")).expect("an article");
    assert_eq!(second.article.headline.to_plain(), "B");
    assert_eq!(
        super::brief(
            r#"{ "headlines": { "basic": "H" }, "canonical_url": "/a", "content": "<p>All in one" }"#
        ),
        "H\n\"All in one\"\n"
    );
}
