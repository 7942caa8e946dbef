//! Keywords: typed, kept, counted, stepped through, and in the address.

use crate::fixture::{open, put, wait_painted};
use anyhow::{Result, ensure};
use sidelight_e2e::keys::{BACKSPACE, ENTER, ESCAPE, F3, SHIFT};
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, Reply, tests};

pub const TESTS: &[Test] = tests![
    highlights_what_is_typed,
    steps_through_the_matches,
    keeps_several_keywords,
    reads_keywords_from_the_address,
    writes_keywords_to_the_address,
    says_when_nothing_matches,
    follows_what_is_typed_letter_by_letter,
    answers_to_keys,
    tells_a_screen_reader,
    matches_as_a_reader_reads,
];

const FIELD: &str = "[part~=search] input[type=search]";
const COUNT: &str = "[part~=match-count]";
const HARBOURS: [&str; 5] = ["harbour", "harbour", "harbour", "harbour", "HARBOUR"];

fn highlights_what_is_typed(page: &Page) -> Result<()> {
    open(page, "")?;
    page.type_text(FIELD, "harbour")?;
    wait_painted(page, "sidelight-1", &HARBOURS)?;
    page.wait_until(&format!("document.querySelector('{COUNT}').textContent.includes('5')"))?;
    page.clear(FIELD)?;
    page.type_text(FIELD, "q")?;
    wait_painted(page, "sidelight-1", &["Q"; 4])
}

fn steps_through_the_matches(page: &Page) -> Result<()> {
    open(page, "")?;
    page.type_text(FIELD, "harbour")?;
    page.wait_until(&format!("document.querySelector('{COUNT}').textContent.includes('5')"))?;
    for place in [1, 2, 3, 4, 5, 1] {
        page.click("[data-action=next]")?;
        page.wait_text(COUNT, &format!("{place} of 5"))?;
    }
    wait_painted(page, "sidelight-current", &["harbour"])?;
    for place in [5, 4] {
        page.click("[data-action=previous]")?;
        page.wait_text(COUNT, &format!("{place} of 5"))?;
    }
    Ok(())
}

fn keeps_several_keywords(page: &Page) -> Result<()> {
    open(page, "")?;
    page.type_text(FIELD, &format!("harbour{ENTER}"))?;
    page.wait_count("[part~=keyword]", 1)?;
    page.type_text(FIELD, &format!("quill{ENTER}"))?;
    page.wait_count("[part~=keyword]", 2)?;
    wait_painted(page, "sidelight-1", &HARBOURS)?;
    wait_painted(page, "sidelight-2", &["Quill"; 4])?;
    page.click("[part~=keyword] [data-action=remove]")?;
    page.wait_count("[part~=keyword]", 1)?;
    wait_painted(page, "sidelight-1", &[])?;
    // A keyword keeps its colour when another goes.
    wait_painted(page, "sidelight-2", &["Quill"; 4])
}

fn reads_keywords_from_the_address(page: &Page) -> Result<()> {
    open(page, "&q=harbour&q=lantern+company")?;
    page.wait_count("[part~=keyword]", 2)?;
    wait_painted(page, "sidelight-1", &HARBOURS)?;
    wait_painted(page, "sidelight-2", &["Lantern Company"; 2])
}

fn writes_keywords_to_the_address(page: &Page) -> Result<()> {
    open(page, "")?;
    page.type_text(FIELD, &format!("harbour{ENTER}"))?;
    page.wait_until("new URLSearchParams(location.search).getAll('q').join() === 'harbour'")?;
    page.reload()?;
    page.wait_state("article")?;
    wait_painted(page, "sidelight-1", &HARBOURS)?;
    let address = page.address()?;
    ensure!(address == "/?src=harbour.json&q=harbour", "the address is {address}");
    Ok(())
}

fn says_when_nothing_matches(page: &Page) -> Result<()> {
    open(page, "")?;
    page.type_text(FIELD, "zeppelin")?;
    page.wait_text(COUNT, "No matches")?;
    wait_painted(page, "sidelight-1", &[])
}

fn follows_what_is_typed_letter_by_letter(page: &Page) -> Result<()> {
    open(page, "")?;
    let counts = [("h", 14), ("a", 8), ("r", 5), ("b", 5), ("x", 0)];
    for (letter, count) in counts {
        page.type_text(FIELD, letter)?;
        let expected = if count == 0 { "No matches".to_owned() } else { format!("{count} matches") };
        page.wait_text(COUNT, &expected)?;
    }
    page.type_text(FIELD, BACKSPACE)?;
    page.wait_text(COUNT, "5 matches")
}

fn answers_to_keys(page: &Page) -> Result<()> {
    open(page, "")?;
    page.type_text(FIELD, &format!("harbour{ENTER}"))?;
    page.wait_text(COUNT, "1 of 5")?;
    page.type_text(FIELD, ENTER)?;
    page.wait_text(COUNT, "2 of 5")?;
    page.type_text(FIELD, &format!("{SHIFT}{ENTER}"))?;
    page.wait_text(COUNT, "1 of 5")?;
    page.type_text(FIELD, F3)?;
    page.wait_text(COUNT, "2 of 5")?;
    page.type_text(FIELD, &format!("{SHIFT}{F3}"))?;
    page.wait_text(COUNT, "1 of 5")?;
    page.type_text(FIELD, &format!("qui{ESCAPE}"))?;
    page.wait_text(COUNT, "5 matches")?;
    page.type_text(FIELD, BACKSPACE)?;
    page.wait_count("[part~=keyword]", 0)?;
    page.wait_text(COUNT, "")
}

fn tells_a_screen_reader(page: &Page) -> Result<()> {
    const STATUS: &str = "[part~=search] [role=status]";
    open(page, "")?;
    page.type_text(FIELD, "quill")?;
    page.wait_text(STATUS, "4 matches")?;
    page.type_text(FIELD, ENTER)?;
    page.wait_text(STATUS, "1 of 4: Ada Quill and the Lantern Company built one port twic…")?;
    let hidden = page.attribute(".minimap", "aria-hidden")?;
    ensure!(hidden.as_deref() == Some("true"), "the strip says nothing that is not said elsewhere");
    Ok(())
}

/// Across inline elements, `<wbr>` and the ends of lines in the source; not across a line break, cells or
/// blocks; ruby without its annotation.
fn matches_as_a_reader_reads(page: &Page) -> Result<()> {
    let article = r#"{
      "headline": "Reading", "inLanguage": "en",
      "body": [
        ["open ", { "type": "emphasis", "content": "sou" }, { "type": "link", "url": "https://a.example/", "content": "rce" }],
        "an open\n   source line",
        ["open", { "type": "break" }, "source"],
        { "type": "table", "rows": [["open", "source"]] },
        "open",
        "source",
        [{ "type": "ruby", "base": "開", "annotation": "かい" }, { "type": "ruby", "base": "源", "annotation": "げん" }],
        "Straße ﬁne ＡＩ ｶﾞｲﾄﾞ Łódź e\u0301te\u0301 👩\u200d💻"
      ]
    }"#;
    page.server.route("/reading.json", Reply::json(article));
    page.open("/?src=reading.json")?;
    page.wait_state("article")?;
    for (keyword, found) in [
        ("open source", &["open source", "open\n   source"][..]),
        ("开源", &["開かい源"]),
        ("STRASSE", &["Straße"]),
        ("fine", &["ﬁne"]),
        ("ai", &["ＡＩ"]),
        ("ガイド", &["ｶﾞｲﾄﾞ"]),
        ("lodz", &["Łódź"]),
        ("été", &["e\u{301}te\u{301}"]),
        ("👩", &[]),
    ] {
        put(page, keyword)?;
        wait_painted(page, "sidelight-1", found)?;
    }
    Ok(())
}
