//! Light, dark, sepia, or as the system has it.

use crate::fixture::open;
use anyhow::{Result, ensure};
use serde_json::Value;
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, tests};

pub const TESTS: &[Test] = tests![the_button_goes_through_the_themes, the_address_sets_the_theme,];

fn the_button_goes_through_the_themes(page: &Page) -> Result<()> {
    open(page, "")?;
    wait_theme(page, "auto")?;
    let mut seen = Vec::new();
    for theme in ["light", "dark", "sepia", "auto"] {
        page.click("[data-action=theme]")?;
        wait_theme(page, theme)?;
        seen.push(paper(page)?);
    }
    ensure!(seen[0] != seen[1] && seen[1] != seen[2] && seen[0] != seen[2], "themes share a paper: {seen:?}");
    Ok(())
}

fn the_address_sets_the_theme(page: &Page) -> Result<()> {
    open(page, "&theme=dark")?;
    wait_theme(page, "dark")?;
    let dark = paper(page)?;
    open(page, "&theme=light")?;
    wait_theme(page, "light")?;
    ensure!(paper(page)? != dark, "the paper is {dark} in both");
    Ok(())
}

fn wait_theme(page: &Page, theme: &str) -> Result<()> {
    page.wait_until(&format!("document.documentElement.dataset.theme === '{theme}'"))
}

fn paper(page: &Page) -> Result<Value> {
    page.eval("getComputedStyle(document.documentElement).backgroundColor")
}
