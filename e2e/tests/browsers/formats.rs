//! Articles as other systems write them: the fixtures of the program's tests, through the browser's own parser.

#[path = "../../../crates/publish/tests/fixtures/html/corpus.rs"]
#[expect(dead_code, reason = "it has a form for snapshots as well")]
mod corpus;

use std::fs;

use anyhow::{Context, Result, bail, ensure};
use serde_json::json;
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Engine, Page, Reply, StatusCode, paths, tests};
use sidelight_engine::article::Article;
use sidelight_engine::decode::Formats;
use sidelight_publish::Html5ever;

use crate::fixture::open;
use crate::later::{POLICY, serve_under_policy};
use crate::own_texts::paste;

pub const TESTS: &[Test] = tests![
    shows_what_other_systems_write,
    shows_the_article_of_a_page,
    lists_the_articles_of_a_feed,
    lists_the_articles_of_a_pasted_feed,
    reads_html_as_the_program_does,
    reads_html_under_trusted_types,
    reads_hostile_nesting,
    runs_nothing_of_an_article,
    says_that_their_module_is_missing,
    is_loaded_for_what_needs_it_only,
    leaves_the_reader_where_they_have_gone,
];

const FIXTURES: &str = "crates/publish/tests/fixtures";
const HEADLINE: &str = "[part~=headline]";
const LINKS: &str = "[part~=library] a[href]";

/// The names of the fixtures that are one article each, without `.json`.
fn fixtures() -> Result<Vec<String>> {
    let folder = paths::workspace(FIXTURES);
    let files = fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
    let names = files.flatten().map(|entry| entry.file_name().to_string_lossy().into_owned());
    let names = names.filter_map(|name| Some(name.strip_suffix(".json")?.to_owned()));
    let mut names: Vec<_> = names.filter(|name| !name.ends_with(".article")).collect();
    names.sort();
    // Those of several articles are lists.
    names.retain(|name| read(&format!("{name}.json")).is_ok_and(|text| article(&text).is_ok()));
    ensure!(names.len() > 12, "{} holds {} fixtures", folder.display(), names.len());
    Ok(names)
}

fn read(name: &str) -> Result<String> {
    let path = paths::workspace(FIXTURES).join(name);
    fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))
}

/// What the program makes of a file.
fn article(text: &str) -> Result<Article> {
    let formats = Formats { html: &Html5ever, item: None };
    Ok(formats.decode(text.as_bytes())?.article)
}

/// The markup that the viewer made of an article, but for what depends on whether pictures can be loaded.
const MARKUP: &str = "(() => { \
    const shown = document.querySelector('article').cloneNode(true); \
    shown.querySelectorAll('figure > .label').forEach((part) => part.remove()); \
    shown.querySelectorAll('figure').forEach((part) => part.removeAttribute('class')); \
    return shown.innerHTML.replaceAll('<!---->', ''); })()";

/// Opens a file, and checks that the page is that of the article which the program makes of the same bytes.
fn check_shown(page: &Page, name: &str, text: &str) -> Result<Article> {
    let article = article(text)?;
    let native = json!(article).to_string();
    let [expected, shown] = [(format!("{name}.article"), &*native), (name.to_owned(), text)].map(
        |(name, text)| -> Result<String> {
            page.server.route(&format!("/{name}.json"), Reply::json(text.to_owned()));
            page.open(&format!("/?src={name}.json"))?;
            page.wait_state("article")?;
            page.wait_text(HEADLINE, &article.headline.to_plain())?;
            page.wait_count("[part~=entity]", article.entities.len())?;
            Ok(page.eval(MARKUP)?.as_str().unwrap_or_default().to_owned())
        },
    );
    let (expected, shown) = (expected?, shown?);
    if let Some(at) = expected.chars().zip(shown.chars()).position(|(expected, shown)| expected != shown) {
        let around = |text: &str| text.chars().skip(at.saturating_sub(200)).take(500).collect::<String>();
        bail!("shows\n{}\nand not\n{}", around(&shown), around(&expected));
    }
    ensure!(expected.len() == shown.len(), "shows {} bytes, not {}", shown.len(), expected.len());
    Ok(article)
}

fn shows_what_other_systems_write(page: &Page) -> Result<()> {
    // Their pictures are nowhere.
    page.expect_errors("cannot load <img>: ");
    for name in fixtures()? {
        let text = read(&format!("{name}.json"))?;
        let article = check_shown(page, &name, &text).with_context(|| name.clone())?;
        let texts = article.block_texts();
        let text = texts.iter().map(|text| text.as_str()).max_by_key(|text| text.len());
        page.wait_until(&format!(
            "[...document.querySelectorAll('article [data-block]')].some((block) => block.textContent.includes({}))",
            json!(text.and_then(|text| text.split('\u{2028}').next()))
        ))
        .with_context(|| name.clone())?;
        page.wait_until("document.title !== 'taken'").with_context(|| name.clone())?;
    }
    Ok(())
}

fn shows_the_article_of_a_page(page: &Page) -> Result<()> {
    page.server.route("/page.html", Reply::text(read("page.html")?));
    page.open("/?src=page.html")?;
    page.wait_state("article")?;
    page.wait_text(HEADLINE, "La marée des papiers")?;
    page.wait_count(".body p", 2)
}

fn lists_the_articles_of_a_feed(page: &Page) -> Result<()> {
    page.expect_errors("cannot load <img>: ");
    page.server.route("/feed.json", Reply::json(read("json-feed.json")?));
    page.open("/?src=feed.json")?;
    page.wait_state("library")?;
    page.wait_count(LINKS, 3)?;
    page.click("[part~=library] li:nth-child(2) a[href]")?;
    page.wait_state("article")?;
    page.wait_text(HEADLINE, "潮汐表")?;
    let address = page.address()?;
    ensure!(address == "/?src=feed.json%2377", "the address is {address}");
    page.back()?;
    page.wait_state("library")?;
    page.wait_count(LINKS, 3)?;
    // The address says which article it is, also to others.
    page.open("/?src=feed.json%23https%253A%252F%252Ftidewater.example%252F2025%252Fkelp")?;
    page.wait_state("article")?;
    page.wait_text(HEADLINE, "What kelp remembers")?;
    page.open("/?src=feed.json%23nowhere")?;
    page.wait_until(
        "document.querySelector('[role=alert] [part~=notice]')?.textContent.includes('nowhere') ?? false",
    )
}

fn lists_the_articles_of_a_pasted_feed(page: &Page) -> Result<()> {
    page.expect_errors("cannot load <img>: ");
    paste(page, &read("json-feed.json")?)?;
    page.wait_count(LINKS, 3)?;
    page.click("[part~=library] li:nth-child(2) a[href]")?;
    page.wait_state("article")?;
    page.wait_text(HEADLINE, "潮汐表")?;
    page.back()?;
    page.wait_state("library")?;
    page.wait_count(LINKS, 3)?;
    // With the page goes what was given to it, and this is said.
    page.open("/?src=%2377")?;
    page.wait_until(
        "document.querySelector('[role=alert] [part~=notice]')?.textContent.includes('file of your own') ?? false",
    )?;
    page.wait_count("[data-action=retry]", 0)
}

/// The corpus of HTML as the cards of a post.
fn reads_html_as_the_program_does(page: &Page) -> Result<()> {
    page.expect_errors("cannot load <img>: ");
    // WebKitGTK reads what lies in MathML (`CDATA`, `mglyph`) and in `select` by older rules.
    let differs = |case: &corpus::Case| ["<math", "<select"].iter().any(|start| case.html.contains(start));
    let is_read = |case: &corpus::Case| page.engine() != Engine::WebKit || !differs(case);
    let cases = corpus::cases().filter(is_read);
    let cards: Vec<_> = cases.map(|case| json!(["html", { "html": case.html }])).collect();
    let sections: Vec<_> = (0..cards.len()).map(|card| json!([10, card])).collect();
    let document =
        json!({ "version": "0.3.1", "cards": cards, "sections": sections, "markups": [], "atoms": [] });
    let post = json!({
        "uuid": "c", "slug": "corpus", "title": "Corpus", "url": corpus::BASE, "mobiledoc": document.to_string(),
    });
    let article = check_shown(page, "corpus", &post.to_string())?;
    ensure!(article.body.len() > cards.len(), "{} cards are {} blocks", cards.len(), article.body.len());
    Ok(())
}

fn reads_html_under_trusted_types(page: &Page) -> Result<()> {
    page.expect_errors("cannot load <img>: ");
    serve_under_policy(
        page,
        "/bound",
        &format!(
            "{POLICY}; img-src 'self' https:; require-trusted-types-for 'script'; trusted-types sidelight-inert"
        ),
    )?;
    page.server.route("/wordpress.json", Reply::json(read("wordpress.json")?));
    page.open("/bound/index.html?src=/wordpress.json")?;
    page.wait_state("article")?;
    page.wait_text(HEADLINE, "渡轮改用电力 – Ferries & kilowatts")?;
    page.wait_text(".body h2", "Who pays…?")
}

/// Browsers let elements lie some five hundred deep, and put the others beside one another; some take minutes for that.
fn reads_hostile_nesting(page: &Page) -> Result<()> {
    for start in ["<div>", "<b><p>", "<ul><li>", "<table><tr><td>", "<a href=x>", "<span>"] {
        let post = json!({ "title": { "rendered": "Deep" }, "content": { "rendered": start.repeat(100_000) + "deep" } });
        page.server.route("/deep.json", Reply::json(post.to_string()));
        page.open("/?src=deep.json")?;
        page.wait_state("article").with_context(|| start.to_owned())?;
        page.wait_until("document.querySelector('.body').textContent.includes('deep')")
            .with_context(|| start.to_owned())?;
    }
    Ok(())
}

/// Markup that would run wherever it were put into the page.
fn runs_nothing_of_an_article(page: &Page) -> Result<()> {
    page.expect_errors("cannot load <img>: ");
    let markup = "<p>kept</p><img src=x1 onerror='hurt=1'><svg onload='hurt=2'><script>hurt=3</script></svg>\
        <iframe srcdoc='<script>parent.hurt=4</script>'></iframe><form action='https://b.example'><input autofocus onfocus='hurt=5'></form>\
        <math><mtext><table><mglyph><style><!--</style><img src=x2 onerror='hurt=6'>--></table></math><a href='javascript:hurt=7'>a</a>\
        <link rel=stylesheet href='/stolen.css'><meta http-equiv=refresh content='0;url=/stolen'><object data='/stolen.swf'></object>\
        <base href='https://b.example/'><template><script>hurt=8</script></template><details open ontoggle='hurt=9'>d</details>";
    let post = json!({
        "title": { "rendered": markup }, "content": { "rendered": markup }, "excerpt": { "rendered": markup },
        "_embedded": { "author": [{ "name": markup, "description": markup }],
            "wp:term": [[{ "taxonomy": "category", "name": markup }, { "taxonomy": "post_tag", "name": markup }]] },
    });
    page.server.route("/post.json", Reply::json(post.to_string()));
    page.open("/?src=post.json")?;
    page.wait_state("article")?;
    page.wait_until("[...document.querySelectorAll('.body p')].some((text) => text.textContent === 'kept')")?;
    page.wait_until(
        "((pictures) => pictures.length === 2 && pictures.every((it) => it.complete))([...document.querySelectorAll('.body img')])",
    )?;
    page.settle()?;
    page.wait_until(
        "!('hurt' in window) && !document.querySelector('article :is(script, iframe, object, form, link, meta, base, template, \
         [onerror], [onload], [onfocus], [ontoggle], [srcdoc])')",
    )?;
    page.wait_until(
        "[...document.querySelectorAll('a[href]')].every((link) => /^(https?|mailto):/.test(link.href))",
    )?;
    let stolen: Vec<_> = page.server.requests().into_iter().filter(|path| path.contains("stolen")).collect();
    ensure!(stolen.is_empty(), "{stolen:?} was asked for");
    Ok(())
}

/// Path and name of the third module.
fn module() -> Result<(String, String)> {
    let names = fs::read_dir(paths::dist()).context("cannot read dist/")?.flatten();
    let mut names = names.map(|entry| entry.file_name().to_string_lossy().into_owned());
    let name = names.find(|name| name.ends_with("_formats.wasm")).context("dist/ has no third module")?;
    Ok((format!("/{name}"), name))
}

fn says_that_their_module_is_missing(page: &Page) -> Result<()> {
    let (path, name) = module()?;
    for error in ["console.error: ", "cannot load <img>: "] {
        page.expect_errors(error);
    }
    let text = read("ghost.json")?;
    page.server.route("/ghost.json", Reply::json(text.clone()));
    for is_pasted in [false, true] {
        page.server.route(&path, Reply::text("").with_status(StatusCode::NOT_FOUND));
        match is_pasted {
            false => page.open("/?src=ghost.json")?,
            true => paste(page, &text)?,
        }
        page.wait_until(
            "document.querySelector('[role=alert] [part~=notice]')?.textContent.includes('this kind of file') ?? false",
        )?;
        page.server.route(&path, Reply::file(&name));
        page.click("[role=alert] [data-action=retry]")?;
        page.wait_state("article")?;
        page.wait_text(HEADLINE, "The library that lends seeds")?;
    }
    Ok(())
}

fn is_loaded_for_what_needs_it_only(page: &Page) -> Result<()> {
    let (path, _) = module()?;
    open(page, "")?;
    page.wait_count("[part~=entity-panel]", 1)?;
    ensure!(
        !page.server.requests().contains(&path),
        "{path} is fetched for an article of the viewer's own form"
    );
    page.expect_errors("cannot load <img>: ");
    page.server.route("/ghost.json", Reply::json(read("ghost.json")?));
    page.open("/?src=ghost.json")?;
    page.wait_state("article")?;
    ensure!(page.server.requests().contains(&path), "{path} is never fetched");
    Ok(())
}

/// The reader has gone on to another article when the module comes.
fn leaves_the_reader_where_they_have_gone(page: &Page) -> Result<()> {
    const LINKS: &str = "['ghost', 'harbour'].forEach((name) => { \
        const link = document.createElement('a'); \
        Object.assign(link, { id: name, href: `?src=${name}.json`, textContent: name }); \
        document.body.prepend(link); })";
    let (path, name) = module()?;
    page.server.route(&path, Reply::file(&name).held_after(1000));
    page.server.route("/ghost.json", Reply::json(read("ghost.json")?));
    open(page, "")?;
    page.eval(&format!("void {LINKS}"))?;
    page.eval("void (window.left = performance.now())")?;
    page.click("#ghost")?;
    page.wait_until("performance.getEntriesByName('sidelight:fetch')[0].startTime > left")?;
    page.wait_state("loading")?;
    page.click("#harbour")?;
    page.wait_state("article")?;
    page.eval("void (window.back = performance.now())")?;
    page.server.release(&path);
    page.wait_until(
        "performance.getEntriesByName('sidelight:decode').some((it) => it.startTime + it.duration > back)",
    )?;
    page.settle()?;
    page.wait_state("article")?;
    page.wait_text(HEADLINE, crate::fixture::HEADLINE)
}
