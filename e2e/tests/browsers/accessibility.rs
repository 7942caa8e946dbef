//! What axe-core finds wrong with a page for who cannot see or point.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, tests};
use std::time::Duration;

use crate::fixture::open;

pub const TESTS: &[Test] = tests![
    an_article_with_its_panel,
    a_card_in_the_panel,
    a_card_near_the_word,
    the_graph_and_its_table,
    two_cards_side_by_side,
    a_card_at_night_among_matches,
    the_sheet_of_a_phone,
    a_card_in_the_sheet,
    the_library,
];

/// Runs the rules, and says what breaks them.
const RUN: &str = "const done = arguments[arguments.length - 1]; \
    axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) => done(violations.map(({ id, help, nodes }) => \
    `${id}: ${help}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`)), (error) => done([`${error}`]))";

fn check(page: &Page) -> Result<()> {
    let path = std::env::var("SIDELIGHT_AXE").context("`cargo xtask test e2e` says where axe-core is")?;
    let script = std::fs::read_to_string(&path).with_context(|| format!("cannot read {path}"))?;
    page.settle()?;
    page.run_script(
        &format!("{script}; arguments[arguments.length - 1](true)"),
        &[],
        Duration::from_secs(20),
    )?;
    let found = page.run_script(RUN, &[], Duration::from_secs(40))?;
    ensure!(found == Value::Array(Vec::new()), "{found:#}");
    Ok(())
}

fn an_article_with_its_panel(page: &Page) -> Result<()> {
    page.open("/?src=articles/open-weights.en.json")?;
    page.wait_state("article")?;
    page.wait_count("[part~=entity-panel]", 1)?;
    check(page)?;
    page.open("/?src=articles/open-source-ai.zh.json&theme=dark")?;
    page.wait_state("article")?;
    page.wait_count("[part~=entity-panel]", 1)?;
    check(page)
}

fn a_card_in_the_panel(page: &Page) -> Result<()> {
    page.open("/?src=articles/open-weights.en.json&entity=deepseek")?;
    page.wait_state("article")?;
    page.wait_count("[part~=entity-card]", 1)?;
    page.click(".companion")?;
    page.click(".card-mentions summary")?;
    page.wait_until("document.querySelector('.card-mentions .passage') !== null")?;
    check(page)
}

fn a_card_near_the_word(page: &Page) -> Result<()> {
    page.set_window(900, 800)?;
    open(page, "")?;
    page.click("[part~=body] a[part~=mention]")?;
    page.wait_count(".hover-card[data-state=open] h3", 1)?;
    check(page)
}

fn a_card_at_night_among_matches(page: &Page) -> Result<()> {
    page.set_window(900, 800)?;
    page.open("/?src=articles/open-source-ai.zh.json&theme=dark&q=%E5%BC%80%E6%BA%90")?;
    page.wait_state("article")?;
    page.click("[part~=body] a[part~=mention]")?;
    page.wait_count(".hover-card[data-state=open] h3", 1)?;
    page.wait_until("document.getAnimations().length === 0")?;
    check(page)
}

fn the_graph_and_its_table(page: &Page) -> Result<()> {
    page.open("/?src=articles/open-weights.en.json")?;
    page.wait_state("article")?;
    page.click("[data-view=graph]")?;
    page.click(".graph-table summary")?;
    page.wait_count(".graph .node[tabindex='0']", page.count(".graph .node")?)?;
    check(page)
}

fn two_cards_side_by_side(page: &Page) -> Result<()> {
    open(page, "&entity=quill")?;
    page.click("[data-action=pin]")?;
    page.settle()?;
    page.eval("void document.querySelector('[part~=entity][data-entity=lantern]').click()")?;
    page.click("[data-action=compare]")?;
    page.wait_count("dialog[open] th[scope=col]", 2)?;
    check(page)
}

fn the_sheet_of_a_phone(page: &Page) -> Result<()> {
    page.set_window(390, 844)?;
    open(page, "")?;
    page.click("[data-action=panel]")?;
    page.wait_count(".entity-panel.is-open", 1)?;
    page.wait_until("document.getAnimations().length === 0")?;
    check(page)
}

fn a_card_in_the_sheet(page: &Page) -> Result<()> {
    page.set_window(390, 844)?;
    page.open("/?src=articles/open-weights.en.json")?;
    page.wait_state("article")?;
    page.click("[part~=body] a[part~=mention]")?;
    page.wait_count(".entity-panel.is-open [part~=entity-card]", 1)?;
    page.wait_until("document.getAnimations().length === 0")?;
    check(page)
}

fn the_library(page: &Page) -> Result<()> {
    page.open("/")?;
    page.wait_state("library")?;
    check(page)
}
