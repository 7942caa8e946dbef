//! The tests' own ground: what they report, they report in every engine.

use anyhow::{Result, ensure};
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, Reply, tests};

pub const TESTS: &[Test] =
    tests![counts_what_a_page_reports, measures_the_page, types_and_clicks, holds_a_reply,];

fn counts_what_a_page_reports(page: &Page) -> Result<()> {
    page.server.route(
        "/broken.html",
        Reply::html(
            "<!doctype html><head></head><body><img src=nowhere.png>\
             <script>console.error('one', 1); Promise.reject(new Error('two')); throw new Error('three')</script>",
        ),
    );
    page.open("/broken.html")?;
    page.wait_until("JSON.parse(sessionStorage.getItem('sidelight-test-errors')).length === 4")?;
    let errors = page.errors()?.join("\n");
    for expected in ["console.error: one 1", "two", "three", "nowhere.png"] {
        ensure!(errors.contains(expected), "no {expected} in {errors}");
        page.expect_errors(expected);
    }
    Ok(())
}

fn measures_the_page(page: &Page) -> Result<()> {
    page.server.route(
        "/plain.html",
        Reply::html("<!doctype html><head><meta name=viewport content='width=device-width'></head><body>"),
    );
    page.open("/plain.html")?;
    for (width, height) in [(390, 844), (1280, 800), (1920, 1080)] {
        page.set_window(width, height)?;
        page.wait_until(&format!("innerWidth === {width} && innerHeight === {height}"))?;
        page.wait_until(&format!("matchMedia('(width: {width}px)').matches"))?;
    }
    Ok(())
}

fn types_and_clicks(page: &Page) -> Result<()> {
    page.server.route(
        "/form.html",
        Reply::html(
            "<!doctype html><head></head><body><input id=t><input id=f type=file><button>x</button><p></p>\
             <script>document.querySelector('button').onclick = (event) =>\
             { document.querySelector('p').textContent = `${t.value} ${f.files[0].name} ${event.isTrusted}` }</script>",
        ),
    );
    page.open("/form.html")?;
    page.type_text("#t", "键 key")?;
    page.type_text("#f", &format!("{}/Cargo.toml", env!("CARGO_MANIFEST_DIR")))?;
    page.click("button")?;
    page.wait_text("p", "键 key Cargo.toml true")
}

fn holds_a_reply(page: &Page) -> Result<()> {
    page.server.route("/blank.html", Reply::html("<!doctype html><head></head><p>…</p>"));
    page.server.route("/held.txt", Reply::text("first second").held_after(6));
    page.server.route("/cut.txt", Reply::text("first second").cut_after(6));
    page.open("/blank.html")?;
    page.eval(
        "void fetch('held.txt').then(async (response) => {\
           let text = ''; const reader = response.body.getReader();\
           for (;;) { const { done, value } = await reader.read(); if (done) break;\
             text += new TextDecoder().decode(value); document.querySelector('p').textContent = text; } })",
    )?;
    page.wait_text("p", "first")?;
    page.server.release("/held.txt");
    page.wait_text("p", "first second")?;
    page.eval(
        "void fetch('cut.txt').then((response) => response.text())\
         .catch(() => { document.querySelector('p').textContent = 'cut' })",
    )?;
    page.wait_text("p", "cut")?;
    ensure!(page.server.requests().iter().any(|path| path == "/cut.txt"), "the request is not recorded");
    Ok(())
}
