//! Keywords: typed, kept, counted, stepped through, and in the address.

use crate::fixture::{open, wait_painted};
use anyhow::{Result, ensure};
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, tests};

pub const TESTS: &[Test] = tests![
    highlights_what_is_typed,
    steps_through_the_matches,
    keeps_several_keywords,
    reads_keywords_from_the_address,
    writes_keywords_to_the_address,
    says_when_nothing_matches,
];

const FIELD: &str = "[part~=search] input[type=search]";
const COUNT: &str = "[part~=match-count]";
const ENTER: &str = "\u{e007}";
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
