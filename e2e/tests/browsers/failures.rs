//! Loads that fail: what is said, what stays, how to go on.

use crate::fixture::{ARTICLE, HEADLINE, PATH};
use anyhow::{Context, Result};
use serde_json::json;
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, Reply, StatusCode, tests};

pub const TESTS: &[Test] = tests![
    says_what_went_wrong,
    loads_again_when_asked,
    keeps_what_was_shown,
    shows_how_far_a_load_has_come,
    survives_a_broken_connection,
];

const ALERT: &str = "[role=alert] [part~=notice]";
const RETRY: &str = "[part~=notice] [data-action=retry]";

fn says_what_went_wrong(page: &Page) -> Result<()> {
    let cases = [
        ("none.json", Reply::text("no").with_status(StatusCode::NOT_FOUND), "404"),
        ("fault.json", Reply::text("no").with_status(StatusCode::INTERNAL_SERVER_ERROR), "500"),
        ("broken.json", Reply::json("{\n  \"headline\": \"x\",\n  \"body\": [1, }"), "line 3"),
        ("list.json", Reply::json("[7]"), "not an article"),
        ("other.json", Reply::json("{ \"menu\": [] }"), "not an article"),
        ("page.json", Reply::html("<!doctype html><title>Sign in</title><p>Sign in first."), "web page"),
        ("empty.json", Reply::json(""), "empty"),
        ("bytes.json", Reply::json(vec![0xff, 0xfe, 0x00]), "UTF-8"),
    ];
    for (name, reply, expected) in cases {
        page.server.route(&format!("/{name}"), reply);
        page.open(&format!("/?src={name}"))?;
        page.wait_state("error").with_context(|| name.to_owned())?;
        wait_says(page, expected).with_context(|| name.to_owned())?;
        page.wait_count(RETRY, 1)?;
    }
    Ok(())
}

fn loads_again_when_asked(page: &Page) -> Result<()> {
    page.open("/?src=harbour.json")?;
    page.wait_state("error")?;
    page.server.route(PATH, Reply::json(ARTICLE));
    page.click(RETRY)?;
    page.wait_state("article")?;
    page.wait_text("[part~=headline]", HEADLINE)?;
    page.wait_count(ALERT, 0)
}

fn keeps_what_was_shown(page: &Page) -> Result<()> {
    page.server.route(
        "/articles/feed.json",
        Reply::json(
            json!({
                "version": "https://jsonfeed.org/version/1.1",
                "title": "Two",
                "items": [{ "id": "1", "title": "The harbour", "_sidelight": { "src": "../harbour.json" } }],
            })
            .to_string(),
        ),
    );
    page.open("/")?;
    page.wait_state("library")?;
    page.click("[part~=library] a[href*='harbour.json']")?;
    wait_says(page, "404")?;
    page.wait_state("library")?;
    page.wait_count("[part~=library] a[href*='harbour.json']", 1)?;

    page.server.route(PATH, Reply::json(ARTICLE));
    page.click(RETRY)?;
    page.wait_state("article")?;
    page.wait_text("[part~=headline]", HEADLINE)
}

fn shows_how_far_a_load_has_come(page: &Page) -> Result<()> {
    page.server.route(PATH, Reply::json(ARTICLE).held_after(100));
    page.open("/?src=harbour.json")?;
    page.wait_state("loading")?;
    page.wait_count("[role=status] [part~=notice] progress", 1)?;
    page.server.release(PATH);
    page.wait_state("article")?;
    page.wait_count("[part~=notice]", 0)
}

fn survives_a_broken_connection(page: &Page) -> Result<()> {
    page.server.route(PATH, Reply::json(ARTICLE).cut_after(100));
    page.open("/?src=harbour.json")?;
    page.wait_state("error")?;
    page.server.route(PATH, Reply::json(ARTICLE));
    page.click(RETRY)?;
    page.wait_state("article")
}

fn wait_says(page: &Page, expected: &str) -> Result<()> {
    page.wait_until(&format!(
        "document.querySelector('{ALERT}')?.textContent.includes('{expected}') ?? false"
    ))
}
