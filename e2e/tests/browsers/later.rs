//! The second module: it comes after the first paint, what was asked for before is not lost, and without it there is
//! still the text.

use crate::fixture::{ARTICLE, HEADLINE, PATH, open, put};
use anyhow::{Context, Result, ensure};
use serde_json::json;
use sidelight_e2e::keys::{ENTER, ESCAPE};
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, Reply, StatusCode, paths, tests};

pub const TESTS: &[Test] = tests![
    comes_behind_the_article,
    comes_for_keywords_of_the_address,
    does_then_what_was_asked_before,
    steps_then_to_the_match,
    leads_the_keyboard_into_a_card_of_before,
    leaves_the_focus_where_the_reader_has_gone,
    shows_the_word_of_a_tap_above_the_sheet,
    finds_then_what_files_say,
    shifts_nothing,
    comes_into_a_frame_below_a_path_under_a_strict_policy,
    comes_from_a_server_that_knows_no_wasm,
    says_that_it_is_missing,
    is_asked_for_again_with_what_needs_it,
];

const NOTICE: &str = "[data-notice=later]";
const PANEL: &str = "[part~=entity-panel]";
const COUNT: &str = "[part~=match-count]";
const QUILL: &str = "article a.mention[data-entity=quill]";

/// The strictest policy that lets WebAssembly be compiled.
pub const POLICY: &str = "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'";

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

fn steps_then_to_the_match(page: &Page) -> Result<()> {
    hold(page)?;
    open(page, "")?;
    page.click("input[type=search]")?;
    put(page, "harbour")?;
    page.press(ENTER)?;
    release(page)?;
    page.wait_text(COUNT, "1 of 5")
}

fn leads_the_keyboard_into_a_card_of_before(page: &Page) -> Result<()> {
    for width in [900, 1280] {
        page.set_window(width, 800)?;
        hold(page)?;
        open(page, "")?;
        choose_by_key(page)?;
        release(page)?;
        let card = if width < 1100 { ".hover-card[data-state=open]" } else { ".panel-card" };
        page.wait_until(&format!("document.activeElement.matches('{card} h3')"))?;
    }
    Ok(())
}

fn leaves_the_focus_where_the_reader_has_gone(page: &Page) -> Result<()> {
    page.set_window(1280, 800)?;
    hold(page)?;
    open(page, "")?;
    choose_by_key(page)?;
    page.click("input[type=search]")?;
    release(page)?;
    page.wait_text(".panel-card h3", "Ada Quill")?;
    frames(page)?;
    page.wait_until("document.activeElement.matches('input[type=search]')")
}

fn shows_the_word_of_a_tap_above_the_sheet(page: &Page) -> Result<()> {
    let body: Vec<_> = (0..60).map(|at| format!("Ada Quill came to the wall in year {at}.")).collect();
    let mentions = json!([{ "@type": "Person", "id": "quill", "name": "Ada Quill" }]);
    let article = json!({ "headline": HEADLINE, "inLanguage": "en", "body": body, "mentions": mentions });
    page.set_window(390, 844)?;
    hold(page)?;
    page.server.route("/wall.json", Reply::json(article.to_string()));
    page.open("/?src=wall.json")?;
    page.wait_state("article")?;
    let word = page.eval(
        "(() => { window.word = [...document.querySelectorAll('article a.mention')] \
           .findLast((word) => word.getBoundingClientRect().bottom < innerHeight - 20); \
         const it = word.getBoundingClientRect(); return [it.x + it.width / 2, it.y + it.height / 2]; })()",
    )?;
    let word = serde_json::from_value(word).context("no mention is in view")?;
    page.drag_and_hold(word, word)?;
    page.release()?;
    page.wait_until("new URLSearchParams(location.search).get('entity') === 'quill'")?;
    frames(page)?;
    release(page)?;
    page.wait_count(&format!("{PANEL}.is-open"), 1)?;
    page.wait_until(&format!(
        "scrollY > 0 && word.getBoundingClientRect().bottom < document.querySelector('{PANEL}').getBoundingClientRect().top"
    ))?;
    page.press(ESCAPE)?;
    page.wait_until("scrollY === 0")
}

fn finds_then_what_files_say(page: &Page) -> Result<()> {
    let (later, bytes) = module()?;
    page.server.route(
        "/names.json",
        Reply::json(json!([{ "@type": "Thing", "id": "works", "name": "harbour works" }]).to_string()),
    );
    page.server.route(&later, Reply::text("no").with_status(StatusCode::NOT_FOUND));
    page.expect_errors("console.error: ");
    open(page, "&entities=names.json&entity=works")?;
    page.wait_count(NOTICE, 1)?;
    page.server.route(&later, Reply::wasm(bytes));
    page.click(&format!("{NOTICE} [data-action=retry]"))?;
    page.wait_count("article a.mention[data-entity=works]", 1)?;
    page.wait_text(&format!("{PANEL} .card-title h3"), "harbour works")
}

fn shifts_nothing(page: &Page) -> Result<()> {
    const PLACES: &str = "JSON.stringify([...document.querySelectorAll( \
        '.bar, .bar button:not(.steps *), .search-field, .contents, .contents a, article [data-block], .after')] \
        .map((it) => { const { x, y, width, height } = it.getBoundingClientRect(); \
          return [it.className || it.dataset.block, x, y, width, height]; }))";
    for width in [390, 900, 1280, 1920] {
        for query in ["", "&q=harbour&entity=quill"] {
            page.set_window(width, 800)?;
            hold(page)?;
            open(page, query)?;
            page.settle()?;
            let before = page.eval(PLACES)?;
            release(page)?;
            page.wait_count(PANEL, 1)?;
            if !query.is_empty() {
                page.wait_text(COUNT, "5 matches")?;
            }
            page.settle()?;
            let after = page.eval(PLACES)?;
            ensure!(before == after, "at {width} px with “{query}” {before} became {after}");
        }
    }
    Ok(())
}

/// Serves `dist/` under a path, with a page that a policy binds.
pub fn serve_under_policy(page: &Page, folder: &str, policy: &str) -> Result<()> {
    const START: (&str, &str) = ("<script type=\"module\">", "</script>");
    for file in std::fs::read_dir(paths::dist()).context("cannot read dist/")?.flatten() {
        let name = file.file_name().to_string_lossy().into_owned();
        page.server.route(&format!("{folder}/{name}"), Reply::file(&name));
    }
    // Trunk starts the viewer by a script in the page, which a strict policy wants in a file.
    let index = std::fs::read_to_string(paths::dist().join("index.html")).context("dist/ has no page")?;
    let (head, rest) = index.split_once(START.0).context("nothing starts the viewer")?;
    let (start, rest) = rest.split_once(START.1).context("the script has no end")?;
    let head = head.replacen(
        "<head>",
        &format!("<head><meta http-equiv=Content-Security-Policy content=\"{policy}\">"),
        1,
    );
    let bound = format!("{head}<script type=module src=start.js></script>{rest}");
    page.server.route(&format!("{folder}/start.js"), Reply::javascript(start.to_owned()));
    page.server.route(&format!("{folder}/index.html"), Reply::html(bound));
    Ok(())
}

fn comes_into_a_frame_below_a_path_under_a_strict_policy(page: &Page) -> Result<()> {
    const FOLDER: &str = "/under/a/path";
    serve_under_policy(page, FOLDER, POLICY)?;
    page.server.route(
        "/host.html",
        Reply::html(format!(
            "<!doctype html><head></head><body><iframe width=1200 height=600 \
             src='{FOLDER}/index.html?src=/harbour.json&q=harbour&entity=quill'></iframe>"
        )),
    );
    page.server.route(PATH, Reply::json(ARTICLE));
    page.open("/host.html")?;
    let text = |css: &str| {
        format!("document.querySelector('iframe').contentDocument.querySelector('{css}')?.textContent")
    };
    page.wait_until(&format!("{} === 'Ada Quill'", text(".panel-card h3")))?;
    page.wait_until(&format!("{} === '5 matches'", text(COUNT)))?;
    let asked = page.server.requests();
    let module = asked.iter().find(|path| path.ends_with("_later.wasm"));
    ensure!(module.is_some_and(|path| path.starts_with(FOLDER)), "asked for {asked:?}");
    Ok(())
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

/// Chooses an entity by the keyboard, and goes on for longer than a card that is here takes to get the focus.
fn choose_by_key(page: &Page) -> Result<()> {
    page.eval_with("document.querySelector(arguments[0]).focus()", &[json!(QUILL)])?;
    page.press(ENTER)?;
    page.wait_until("new URLSearchParams(location.search).get('entity') === 'quill'")?;
    frames(page)
}

/// Waits for more frames than a heading has to take the focus.
fn frames(page: &Page) -> Result<()> {
    page.eval(
        "(() => { window.seen = 0; const count = () => ++window.seen < 40 && requestAnimationFrame(count); count(); })()",
    )?;
    page.wait_until("window.seen === 40")
}
