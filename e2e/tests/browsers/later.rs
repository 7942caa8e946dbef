//! The second module: it comes after the first paint, what was asked for before is not lost, and without it there is
//! still the text.

use crate::fixture::{ARTICLE, HEADLINE, PATH, open, put};
use anyhow::{Context, Result, ensure};
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, Reply, StatusCode, paths, tests};

pub const TESTS: &[Test] = tests![
    comes_behind_the_article,
    comes_for_keywords_of_the_address,
    does_then_what_was_asked_before,
    comes_from_a_server_that_knows_no_wasm,
    says_that_it_is_missing,
    is_asked_for_again_with_what_needs_it,
];

const NOTICE: &str = "[data-notice=later]";
const PANEL: &str = "[part~=entity-panel]";
const COUNT: &str = "[part~=match-count]";

fn comes_behind_the_article(page: &Page) -> Result<()> {
    let (later, _) = module()?;
    page.server.route(PATH, Reply::json(ARTICLE).held_after(100));
    page.open("/?src=harbour.json")?;
    page.wait_state("loading")?;
    page.wait_count("[role=status] [part~=notice] progress", 1)?;
    ensure!(!page.server.requests().contains(&later), "{later} is fetched before the article is here");
    page.server.release(PATH);
    page.wait_count(PANEL, 1)?;
    ensure!(page.server.requests().contains(&later), "{later} is never fetched");
    Ok(())
}

fn comes_for_keywords_of_the_address(page: &Page) -> Result<()> {
    hold(page)?;
    open(page, "&q=harbour")?;
    ensure!(page.text(COUNT)?.is_empty(), "something is said of what is not looked for yet");
    release(page)?;
    page.wait_text(COUNT, "5 matches")
}

fn does_then_what_was_asked_before(page: &Page) -> Result<()> {
    hold(page)?;
    open(page, "")?;
    ensure!(page.count(PANEL)? == 0, "the panel is here without its module");
    put(page, "harbour")?;
    page.click("[data-action=list]")?;
    page.eval("getSelection().selectAllChildren(document.querySelector('article [data-block=\"3\"]'))")?;
    page.click("[data-action=open]")?;
    release(page)?;
    page.wait_text(COUNT, "5 matches")?;
    page.wait_count(".match-line", 5)?;
    page.wait_count("dialog[part~=open-dialog][open]", 1)?;
    page.wait_count(".selection-tools", 1)?;
    page.wait_count(PANEL, 1)
}

fn comes_from_a_server_that_knows_no_wasm(page: &Page) -> Result<()> {
    let (later, bytes) = module()?;
    page.server.route(&later, Reply::text(bytes));
    open(page, "")?;
    page.wait_count(PANEL, 1)
}

fn says_that_it_is_missing(page: &Page) -> Result<()> {
    let (later, bytes) = module()?;
    page.server.route(&later, Reply::text("no").with_status(StatusCode::NOT_FOUND));
    page.expect_errors("console.error: ");
    open(page, "")?;
    page.wait_count(NOTICE, 1)?;
    page.wait_text("[part~=headline]", HEADLINE)?;
    page.click("article a.mention")?;
    page.wait_count(NOTICE, 1)?;

    page.server.route(&later, Reply::wasm(bytes));
    page.click(&format!("{NOTICE} [data-action=retry]"))?;
    page.wait_count(NOTICE, 0)?;
    page.wait_text(&format!("{PANEL} .card-title h3"), "Ada Quill")
}

fn is_asked_for_again_with_what_needs_it(page: &Page) -> Result<()> {
    let (later, bytes) = module()?;
    page.server.route(&later, Reply::wasm(bytes.clone()).cut_after(1000));
    page.expect_errors("console.error: ");
    open(page, "")?;
    page.click(&format!("{NOTICE} [data-action=dismiss]"))?;
    page.wait_count(NOTICE, 0)?;
    page.server.route(&later, Reply::wasm(bytes));
    page.click("[data-action=open]")?;
    page.wait_count("dialog[part~=open-dialog][open]", 1)?;
    page.wait_count(NOTICE, 0)
}

/// Path and bytes of the second module.
fn module() -> Result<(String, Vec<u8>)> {
    let file = std::fs::read_dir(paths::dist())
        .context("cannot read dist/")?
        .flatten()
        .find(|file| file.file_name().to_string_lossy().ends_with("_later.wasm"))
        .context("dist/ has no second module")?;
    Ok((format!("/{}", file.file_name().to_string_lossy()), std::fs::read(file.path())?))
}

/// Keeps the module back, but for its beginning.
fn hold(page: &Page) -> Result<()> {
    let (later, bytes) = module()?;
    page.server.route(&later, Reply::wasm(bytes).held_after(1000));
    Ok(())
}

fn release(page: &Page) -> Result<()> {
    page.server.release(&module()?.0);
    Ok(())
}
