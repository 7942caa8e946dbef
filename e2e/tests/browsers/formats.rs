//! Articles as other systems write them: the fixtures of the program's tests, through the browser's own parser.

#[path = "../../../crates/publish/tests/fixtures/html/corpus.rs"]
#[expect(dead_code, reason = "it has a form for snapshots as well")]
mod corpus;

use std::fs;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, Reply, StatusCode, paths, tests};
use sidelight_engine::article::Article;
use sidelight_engine::decode::{Formats, Library};
use sidelight_publish::Html5ever;

use crate::later::{POLICY, serve_under_policy};
use crate::own_texts::paste;

pub const TESTS: &[Test] = tests![
    shows_what_other_systems_write,
    shows_the_article_of_a_page,
    lists_the_articles_of_a_feed,
    lists_the_articles_of_a_pasted_feed,
    reads_html_as_the_program_does,
    reads_html_under_trusted_types,
    runs_nothing_of_an_article,
    says_that_their_module_is_missing,
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
    let mut names: Vec<_> = names.filter(|name| !name.ends_with(".article") && name != "json-feed").collect();
    names.sort();
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

/// The text of each text block, and what pictures and links lead to, as the browser shows them.
const SHOWN: &str = "(() => { \
    const texts = [...document.querySelectorAll('article [data-block]')].map((block) => { \
        const copy = block.cloneNode(true); \
        copy.querySelectorAll('[data-no-text], rt').forEach((part) => part.remove()); \
        copy.querySelectorAll('br').forEach((part) => part.replaceWith('\\u2028')); \
        return copy.textContent; }); \
    return JSON.stringify([...new Set(texts)].sort()); })()";

/// What the browser should show of an article.
fn expected(article: &Article) -> Value {
    let mut texts: Vec<String> = article.block_texts().iter().map(|text| text.as_str().to_owned()).collect();
    texts.retain(|text| !text.is_empty());
    // As JavaScript sorts: by UTF-16 code units.
    texts.sort_by_key(|text| text.encode_utf16().collect::<Vec<_>>());
    texts.dedup();
    json!(texts)
}

fn shows_what_other_systems_write(page: &Page) -> Result<()> {
    // Their pictures are nowhere.
    page.expect_errors(".example");
    for name in fixtures()? {
        let text = read(&format!("{name}.json"))?;
        let article = article(&text).with_context(|| name.clone())?;
        page.server.route(&format!("/{name}.json"), Reply::json(text));
        page.open(&format!("/?src={name}.json"))?;
        page.wait_state("article").with_context(|| name.clone())?;
        page.wait_text(HEADLINE, &article.headline.to_plain()).with_context(|| name.clone())?;
        let shown: Vec<String> = serde_json::from_str(page.eval(SHOWN)?.as_str().unwrap_or_default())?;
        let shown = json!(shown.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>());
        let expected = expected(&article);
        ensure!(shown == expected, "{name} shows\n{shown:#}\nand not\n{expected:#}");
        page.wait_count(".body .unknown", unknown(&article)).with_context(|| name.clone())?;
        let pictures = page.count("article .body figure img")?;
        ensure!(pictures == figures(&article), "{name} shows {pictures} pictures");
        if let Some(author) = article.authors.first() {
            page.wait_text(".author", &author.name).with_context(|| name.clone())?;
        }
        page.wait_until("!('hurt' in window) && document.title !== 'taken'")?;
    }
    Ok(())
}

/// How many blocks of an article are of a type that nobody knows.
fn unknown(article: &Article) -> usize {
    let is_unknown = |block: &&sidelight_engine::article::Block| {
        matches!(block.kind, sidelight_engine::article::BlockKind::Unknown { .. })
    };
    article.body.iter().filter(is_unknown).count()
}

/// How many pictures stand in the text, wherever.
fn figures(article: &Article) -> usize {
    json!(article.body).to_string().matches("\"type\":\"figure\"").count()
}

fn shows_the_article_of_a_page(page: &Page) -> Result<()> {
    page.server.route("/page.html", Reply::text(read("page.html")?));
    page.open("/?src=page.html")?;
    page.wait_state("article")?;
    page.wait_text(HEADLINE, "La marée des papiers")?;
    page.wait_count(".body p", 2)
}

fn lists_the_articles_of_a_feed(page: &Page) -> Result<()> {
    page.expect_errors(".example");
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
    page.expect_errors(".example");
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
    page.wait_count("[role=alert] [part~=notice]", 1)
}

/// The corpus of HTML as the items of a feed, whose list says the first words of each.
fn reads_html_as_the_program_does(page: &Page) -> Result<()> {
    page.expect_errors(".example");
    page.expect_errors("404");
    let items: Vec<_> = corpus::cases()
        .map(|case| json!({ "id": case.name, "url": corpus::BASE, "title": case.name, "content_html": case.html }))
        .collect();
    let feed = json!({ "version": "https://jsonfeed.org/version/1.1", "title": "Corpus", "items": items })
        .to_string();
    let formats = Formats { html: &Html5ever, item: None };
    let (Library { items, .. }, _) = formats.decode_library(feed.as_bytes())?;
    page.server.route("/corpus.json", Reply::json(feed));
    page.open("/?src=corpus.json")?;
    page.wait_state("library")?;
    page.wait_count(LINKS, items.len())?;
    let shown = page.eval(
        "JSON.stringify([...document.querySelectorAll('[part~=library] li')].map((item) => \
         [item.querySelector('a').textContent, item.querySelector('p:not(.library-line)')?.textContent ?? null]))",
    )?;
    let shown: Vec<(String, Option<String>)> = serde_json::from_str(shown.as_str().unwrap_or_default())?;
    for (item, (title, summary)) in items.iter().zip(shown) {
        ensure!(
            (&item.title, &item.summary) == (&title, &summary),
            "{title} begins with {summary:?}, in the program with {:?}",
            item.summary
        );
    }
    Ok(())
}

fn reads_html_under_trusted_types(page: &Page) -> Result<()> {
    page.expect_errors(".example");
    serve_under_policy(
        page,
        "/bound",
        &format!("{POLICY}; img-src 'self' https:; require-trusted-types-for 'script'"),
    )?;
    page.server.route("/wordpress.json", Reply::json(read("wordpress.json")?));
    page.open("/bound/index.html?src=/wordpress.json")?;
    page.wait_state("article")?;
    page.wait_text(HEADLINE, "渡轮改用电力 – Ferries & kilowatts")
}

/// Markup that would run wherever it were put into the page.
fn runs_nothing_of_an_article(page: &Page) -> Result<()> {
    page.expect_errors("404");
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
        "!('hurt' in window) && !document.querySelector('#sidelight :is(script, iframe, object, form, link, meta, base, template, \
         [onerror], [onload], [onfocus], [ontoggle], [srcdoc])')",
    )?;
    page.wait_until(
        "[...document.querySelectorAll('a[href]')].every((link) => /^(https?|mailto):/.test(link.href))",
    )?;
    let stolen: Vec<_> = page.server.requests().into_iter().filter(|path| path.contains("stolen")).collect();
    ensure!(stolen.is_empty(), "{stolen:?} was asked for");
    Ok(())
}

fn says_that_their_module_is_missing(page: &Page) -> Result<()> {
    let module = fs::read_dir(paths::dist())?
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .find(|name| name.ends_with("_formats.wasm"))
        .context("dist holds no third module")?;
    page.expect_errors("formats.wasm");
    page.expect_errors("404");
    page.expect_errors("WebAssembly");
    let path = format!("/{module}");
    page.server.route(&path, Reply::text("").with_status(StatusCode::NOT_FOUND));
    page.server.route("/ghost.json", Reply::json(read("ghost.json")?));
    page.expect_errors(".example");
    page.open("/?src=ghost.json")?;
    page.wait_count("[role=alert] [part~=notice]", 1)?;
    page.server.route(&path, Reply::file(&module));
    page.click("[role=alert] [data-action=retry]")?;
    page.wait_state("article")?;
    page.wait_text(HEADLINE, "The library that lends seeds")
}
