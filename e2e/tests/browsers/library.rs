//! The demo library, and the way to its articles and back.

use anyhow::{Result, ensure};
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, paths, tests};

pub const TESTS: &[Test] =
    tests![lists_every_article, opens_each_article_and_comes_back, scrolls_to_no_side_on_a_phone,];

const LINKS: &str = "[part~=library] a[href]";

fn lists_every_article(page: &Page) -> Result<()> {
    page.open("/")?;
    page.wait_state("library")?;
    page.wait_count(LINKS, paths::articles()?.len())?;
    for name in paths::articles()? {
        ensure!(page.count(&link_to(&name))? == 1, "no link to {name}");
    }
    Ok(())
}

fn opens_each_article_and_comes_back(page: &Page) -> Result<()> {
    page.open("/")?;
    for name in paths::articles()? {
        page.wait_state("library")?;
        let title = page.text(&link_to(&name))?;
        page.click(&link_to(&name))?;
        page.wait_state("article")?;
        page.wait_text("[part~=headline]", &title)?;
        let address = page.address()?;
        ensure!(address == format!("/?src=articles/{name}"), "the address is {address}");
        page.back()?;
    }
    page.wait_state("library")
}

fn scrolls_to_no_side_on_a_phone(page: &Page) -> Result<()> {
    page.set_window(390, 844)?;
    page.open("/")?;
    page.wait_state("library")?;
    page.wait_until("document.scrollingElement.scrollWidth <= innerWidth")
}

fn link_to(name: &str) -> String {
    format!("[part~=library] a[href$='src=articles/{name}']")
}
