//! Links to a passage: followed, and made of a selection.

use crate::fixture::{open, wait_painted};
use anyhow::{Result, ensure};
use serde_json::json;
use sidelight_e2e::suite::{Outcome, Test};
use sidelight_e2e::{Engine, Page, tests};

pub const TESTS: &[Test] = tests![
    goes_to_the_passage_of_the_address,
    follows_a_link_to_a_passage,
    makes_a_link_of_a_selection,
    searches_for_a_selection,
];

fn goes_to_the_passage_of_the_address(page: &Page) -> Result<Outcome> {
    if page.engine() == Engine::WebKit {
        return Ok(Outcome::Skipped(
            "WebKit hides the directive from scripts, and marks the passage by itself".into(),
        ));
    }
    open(page, "#:~:text=Within,silted%20up")?;
    wait_painted(page, "sidelight-passage", &["Within ten years the harbour had silted up"])?;
    // The link goes on pointing there, whatever is searched for.
    page.type_text("[part~=search] input[type=search]", "quill")?;
    page.wait_until("location.search.includes('quill')")?;
    page.reload()?;
    page.wait_state("article")?;
    wait_painted(page, "sidelight-passage", &["Within ten years the harbour had silted up"])?;
    Ok(Outcome::Passed)
}

fn follows_a_link_to_a_passage(page: &Page) -> Result<Outcome> {
    open(page, "")?;
    page.eval("location.assign('#:~:text=quill-,did%20not') ?? true")?;
    wait_painted(page, "sidelight-passage", &["did not"])?;
    Ok(Outcome::Passed)
}

/// Selects “ten years the harbour”, as a reader who drags over it does.
fn select(page: &Page) -> Result<()> {
    page.eval(
        "(() => { const text = [...document.querySelectorAll('[data-block]')] \
           .flatMap((block) => [...block.childNodes]).find((node) => node.data?.includes('Within')); \
         const start = text.data.indexOf('ten years'); \
         getSelection().setBaseAndExtent(text, start, text, start + 'ten years the harbour'.length); \
         document.querySelector('article').dispatchEvent(new PointerEvent('pointerup', { bubbles: true })); \
         return true; })()",
    )?;
    page.wait_count("[data-action=copy-link]", 1)
}

fn makes_a_link_of_a_selection(page: &Page) -> Result<()> {
    open(page, "&q=quill")?;
    // The clipboard of a browser without a window is not to be relied on.
    page.eval_with(
        "(() => { navigator.clipboard.writeText = (text) => { window.copied = text; \
         return arguments[0] ? Promise.resolve() : Promise.reject(new Error('no')); }; return true; })()",
        &[json!(true)],
    )?;
    select(page)?;
    page.click("[data-action=copy-link]")?;
    page.wait_text("[data-action=copy-link]", "Link copied")?;
    let copied = page.eval("window.copied")?;
    let copied = copied.as_str().unwrap_or_default();
    ensure!(
        copied.ends_with("/?src=harbour.json&q=quill#:~:text=ten%20years%20the%20harbour"),
        "the link is {copied}"
    );
    let inside = page.eval(
        "(() => { const box = document.querySelector('.selection-tools').getBoundingClientRect(); \
         return box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight; })()",
    )?;
    ensure!(inside == json!(true), "the tools are within the window");
    Ok(())
}

fn searches_for_a_selection(page: &Page) -> Result<()> {
    open(page, "")?;
    // Where the clipboard is forbidden, the link is shown.
    page.eval("Object.defineProperty(navigator, 'clipboard', { value: undefined }) && true")?;
    select(page)?;
    page.click("[data-action=copy-link]")?;
    page.wait_until("document.querySelector('.selection-tools input')?.value.includes(':~:text=ten')")?;
    page.click("[data-action=highlight-selection]")?;
    wait_painted(page, "sidelight-1", &["ten years the harbour"])
}
