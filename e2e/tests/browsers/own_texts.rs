//! Articles of the reader's own: pasted, chosen, at an address.

use crate::fixture::{ARTICLE, HEADLINE};
use anyhow::{Context, Result};
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, Reply, paths, tests};

pub const TESTS: &[Test] = tests![
    opens_what_is_pasted,
    opens_a_pasted_text_page,
    says_what_is_wrong_with_what_is_pasted,
    opens_a_file,
    opens_a_text_page_by_its_address,
];

/// Nothing in it is from anywhere: the form is that of a copied web page.
const TEXT_PAGE: &str = "The bridge at noon\nTests\n2025-03-04 05:06:07\n12\n\n\
    A first paragraph about the bridge.\n\nA second one, and the last.\n";

const PASTED: &str = "[part~=open-dialog] textarea";
const SHOW: &str = "[data-action=show-pasted]";

fn opens_what_is_pasted(page: &Page) -> Result<()> {
    paste(page, ARTICLE)?;
    page.wait_state("article")?;
    page.wait_text("[part~=headline]", HEADLINE)?;
    page.wait_count("a[part~=mention][href='#entity-quill']", 4)
}

fn opens_a_pasted_text_page(page: &Page) -> Result<()> {
    paste(page, TEXT_PAGE)?;
    page.wait_state("article")?;
    wait_bridge(page)
}

fn says_what_is_wrong_with_what_is_pasted(page: &Page) -> Result<()> {
    paste(page, "{ \"headline\": ")?;
    page.wait_until(
        "document.querySelector('[role=alert] [part~=notice]')?.textContent.includes('line 1') ?? false",
    )?;
    // The library was there before, and stays.
    page.wait_state("library")
}

fn opens_a_file(page: &Page) -> Result<()> {
    let path = paths::workspace("target/e2e/bridge.txt");
    std::fs::write(&path, TEXT_PAGE).with_context(|| format!("cannot write {}", path.display()))?;
    open_dialog(page)?;
    page.type_text("[part~=open-dialog] input[type=file]", &path.to_string_lossy())?;
    page.wait_state("article")?;
    wait_bridge(page)
}

fn opens_a_text_page_by_its_address(page: &Page) -> Result<()> {
    page.server.route("/bridge.txt", Reply::text(TEXT_PAGE));
    page.open("/?src=bridge.txt")?;
    page.wait_state("article")?;
    wait_bridge(page)
}

fn open_dialog(page: &Page) -> Result<()> {
    page.open("/")?;
    page.wait_state("library")?;
    page.click("[data-action=open]")?;
    page.wait_until("document.querySelector('[part~=open-dialog]').open")
}

pub fn paste(page: &Page, text: &str) -> Result<()> {
    open_dialog(page)?;
    // As a paste does it: all at once, and one event.
    page.eval_with(
        "void ((field) => { field.value = arguments[0]; \
         field.dispatchEvent(new InputEvent('input', { bubbles: true })) })(document.querySelector(arguments[1]))",
        &[text.into(), PASTED.into()],
    )?;
    page.click(SHOW)
}

fn wait_bridge(page: &Page) -> Result<()> {
    page.wait_text("[part~=headline]", "The bridge at noon")?;
    page.wait_until(
        "['A first paragraph about the bridge.', 'A second one, and the last.'].every((text) => \
         [...document.querySelectorAll('[data-block]')].some((block) => block.textContent === text))",
    )
}
