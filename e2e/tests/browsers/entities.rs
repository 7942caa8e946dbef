//! The cast: selected in the panel, in the text, in the address.

use crate::fixture::{open, wait_painted};
use anyhow::{Result, ensure};
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, tests};

pub const TESTS: &[Test] = tests![
    lists_the_cast_by_kind,
    a_click_in_the_panel_marks_the_mentions,
    a_click_in_the_text_selects,
    the_address_selects,
    back_takes_a_selection_away,
    opens_the_panel_on_a_phone,
];

const QUILL: &str = "button[part~=entity][data-entity=quill]";
const MENTIONS: [&str; 4] = ["Ada Quill", "Ada Quill", "Quill", "Ada Quill"];

fn lists_the_cast_by_kind(page: &Page) -> Result<()> {
    open(page, "")?;
    page.wait_count("[part~=entity-panel] [data-kind=person] button[part~=entity]", 1)?;
    page.wait_count("[part~=entity-panel] [data-kind=organization] button[part~=entity]", 1)?;
    page.wait_text(&format!("{QUILL} .count"), "4")?;
    page.wait_text("[data-entity=lantern] .count", "2")?;
    page.wait_count("a[part~=mention][href='#entity-quill']", 4)
}

fn a_click_in_the_panel_marks_the_mentions(page: &Page) -> Result<()> {
    open(page, "")?;
    page.click(QUILL)?;
    wait_selected(page)?;
    wait_painted(page, "sidelight-mention", &MENTIONS)?;
    let card = page.text("[part~=entity-card]")?;
    ensure!(card.contains("An engineer."), "the card says {card}");
    page.wait_until("new URLSearchParams(location.search).get('entity') === 'quill'")
}

fn a_click_in_the_text_selects(page: &Page) -> Result<()> {
    open(page, "")?;
    page.click("[part~=body] a[part~=mention][href='#entity-quill']")?;
    wait_selected(page)?;
    wait_painted(page, "sidelight-mention", &MENTIONS)
}

fn the_address_selects(page: &Page) -> Result<()> {
    open(page, "&entity=quill")?;
    wait_selected(page)?;
    wait_painted(page, "sidelight-mention", &MENTIONS)
}

fn back_takes_a_selection_away(page: &Page) -> Result<()> {
    open(page, "")?;
    page.click(QUILL)?;
    wait_selected(page)?;
    page.back()?;
    page.wait_count("[part~=entity][aria-pressed=true]", 0)?;
    page.wait_count("[part~=entity-card]", 0)?;
    wait_painted(page, "sidelight-mention", &[])
}

fn opens_the_panel_on_a_phone(page: &Page) -> Result<()> {
    page.set_window(390, 844)?;
    open(page, "")?;
    page.click("[data-action=panel]")?;
    page.click(QUILL)?;
    wait_selected(page)?;
    wait_painted(page, "sidelight-mention", &MENTIONS)
}

fn wait_selected(page: &Page) -> Result<()> {
    page.wait_count(&format!("{QUILL}[aria-pressed=true]"), 1)?;
    page.wait_count("[part~=entity][aria-pressed=true]", 1)?;
    page.wait_count("[part~=entity-card]", 1)
}
