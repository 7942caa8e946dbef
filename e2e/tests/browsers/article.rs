//! What an article shows.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, Reply, paths, tests};

pub const TESTS: &[Test] = tests![
    shows_every_part,
    numbers_its_text_blocks,
    finds_no_fault_in_the_library,
    scrolls_to_no_side_on_a_phone,
    letters_twice_as_large_fit_a_phone,
    shows_its_pictures,
    keeps_a_hostile_article_in_its_place,
];

/// The library's article that has something of everything.
const FULL: &str = "open-weights.en.json";

fn open(page: &Page, name: &str) -> Result<()> {
    page.open(&format!("/?src=articles/{name}"))?;
    page.wait_state("article")
}

fn source(name: &str) -> Result<Value> {
    let path = paths::dist().join("articles").join(name);
    let text = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    serde_json::from_str(&text).with_context(|| format!("{} is not JSON", path.display()))
}

fn shows_every_part(page: &Page) -> Result<()> {
    open(page, FULL)?;
    let parts = [
        "headline",
        "standfirst",
        "byline",
        "body",
        "attribution",
        "disclosure",
        "correction",
        "comment-count",
        "reading-time",
        "entity-panel",
    ];
    for part in parts {
        page.wait_count(&format!("[part~={part}]"), 1)?;
    }
    let source = source(FULL)?;
    let length = |name: &str| source[name].as_array().map_or(0, Vec::len);
    page.wait_count("[part~=related] li", length("related"))?;
    page.wait_count("[part~=trending] li", length("trending"))?;
    page.wait_count("[part~=entity]", length("mentions") + length("about"))?;
    let comments = page.text("[part~=comment-count]")?;
    ensure!(comments.contains(&source["commentCount"].to_string()), "it says {comments}");
    Ok(())
}

fn numbers_its_text_blocks(page: &Page) -> Result<()> {
    for name in paths::articles()? {
        open(page, &name)?;
        page.wait_count("[part~=body]", 1)?;
        let numbers = page.eval(
            "[...document.querySelectorAll('[data-block]')].map((block) => Number(block.dataset.block))",
        )?;
        let numbers: Vec<usize> = serde_json::from_value(numbers)?;
        // A number may be left out: an empty cell of a table has no element to carry it.
        ensure!(
            numbers.len() > 3 && numbers[0] == 0 && numbers.is_sorted_by(|before, after| before < after),
            "{name} numbers its text blocks {numbers:?}"
        );
    }
    Ok(())
}

fn finds_no_fault_in_the_library(page: &Page) -> Result<()> {
    for name in paths::articles()? {
        open(page, &name)?;
        page.wait_count("[part~=body]", 1)?;
        ensure!(page.count("[data-unknown]")? == 0, "{name} has a block of an unknown type");
        ensure!(
            page.count("[part~=notice]")? == 0,
            "{name} shows a notice: {}",
            page.text("[part~=notice]")?
        );
    }
    Ok(())
}

fn scrolls_to_no_side_on_a_phone(page: &Page) -> Result<()> {
    page.set_window(390, 844)?;
    for name in paths::articles()? {
        open(page, &name)?;
        page.wait_count("[part~=body]", 1)?;
        page.wait_until("document.scrollingElement.scrollWidth <= innerWidth")
            .with_context(|| name.clone())?;
    }
    Ok(())
}

fn letters_twice_as_large_fit_a_phone(page: &Page) -> Result<()> {
    page.set_window(390, 844)?;
    page.open("/?src=articles/open-weights.en.json&entity=deepseek")?;
    page.wait_state("article")?;
    page.eval("document.documentElement.style.fontSize = '200%'")?;
    page.wait_until("document.scrollingElement.scrollWidth <= innerWidth")?;
    page.click("[data-action=panel]")?;
    page.wait_count(".entity-panel.is-open [part~=entity-card]", 1)?;
    page.wait_until(
        "[...document.querySelectorAll('.entity-panel, .bar, .search-field')].every((box) => box.scrollWidth <= box.clientWidth)",
    )
}

fn shows_its_pictures(page: &Page) -> Result<()> {
    for name in paths::articles()? {
        open(page, &name)?;
        page.wait_count("[part~=body]", 1)?;
        page.wait_until(
            "[...document.images].every((picture) => picture.referrerPolicy === 'no-referrer' && \
             picture.decoding === 'async' && (picture.loading === 'lazy' || picture.closest('.lead')))",
        )
        .with_context(|| name.clone())?;
        page.wait_until("[...document.querySelectorAll('.body a[href^=http], .byline a[href^=http], .related a[href^=http]')].every((link) => link.relList.contains('noopener'))")
            .with_context(|| name.clone())?;
        // The ones out of view wait for the reader unless they are told not to.
        page.eval(
            "void document.querySelectorAll('img').forEach((picture) => { picture.loading = 'eager' })",
        )?;
        page.wait_until(
            "[...document.images].every((picture) => picture.complete && picture.naturalWidth > 0)",
        )
        .with_context(|| name.clone())?;
    }
    Ok(())
}

/// Markup in every field is text, addresses that run something are none, and marks of direction end where their name does.
fn keeps_a_hostile_article_in_its_place(page: &Page) -> Result<()> {
    let markup = "<img src=x onerror=hurt=1><script>hurt=1</script><base href=//b.example>{{hurt=1}}\u{202E}";
    let run = " java\tscript:hurt=1";
    let article = json!({
        "headline": markup, "alternativeHeadline": markup, "articleSection": markup, "standfirst": markup, "license": run,
        "author": [{ "name": markup, "jobTitle": markup, "url": run }, "Second"], "publisher": { "name": markup, "url": run },
        "image": { "url": "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' onload='hurt=1'/>", "caption": markup },
        "keywords": [markup], "isBasedOn": { "name": markup, "url": run }, "correction": markup, "disclosure": markup,
        "body": [
            markup,
            { "content": [{ "type": "link", "url": run, "content": markup }, { "type": "mention", "entity": markup, "content": "Ada" }] },
            { "type": markup, "content": markup }, { "type": "code", "text": markup, "language": markup },
            { "type": "embed", "url": "https://a.example/", "title": markup, "provider": markup },
            { "type": "figure", "url": "missing.png", "alt": markup, "caption": markup, "credit": markup },
        ],
        "mentions": [{ "id": markup, "name": markup, "alternateName": ["Ada"], "description": markup, "sameAs": run,
            "facts": [{ "label": markup, "value": markup, "source": { "name": markup, "url": run } }] }],
        "related": [{ "headline": markup, "url": run, "description": markup }], "trending": [{ "headline": markup, "url": run }],
    });
    page.server.route("/hostile.json", Reply::json(article.to_string()));
    page.expect_errors("missing.png");
    page.open("/?src=hostile.json")?;
    page.wait_state("article")?;
    page.click(".body a.mention")?;
    page.wait_count("[part~=entity-card]", 1)?;
    page.wait_until(
        "!('hurt' in window) && !document.querySelector('.reader script, .reader base, [onerror], [onload]')",
    )?;
    page.wait_until(
        "[...document.querySelectorAll('a[href]')].every((link) => /^(https?|mailto):/.test(link.href))",
    )?;
    page.wait_count(".body img", 1)?;
    page.wait_until(
        "[...document.querySelectorAll('.author, .publisher')].every((name) => name.querySelector('bdi'))",
    )?;
    page.wait_until(&format!(
        "document.querySelector('[part~=headline]').textContent === {}",
        json!(markup)
    ))?;
    ensure!(
        page.server.requests().iter().all(|request| !request.ends_with("/x")),
        "a picture of the markup was asked for"
    );
    Ok(())
}
