//! What others know of an entity: a summary from Wikipedia, links, the other articles of the library.
//!
//! No test reaches Wikipedia: the page names the test's own server in its place.

use crate::fixture::{self, PATH};
use anyhow::{Context, Result, ensure};
use serde_json::json;
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, Reply, paths, tests};

pub const TESTS: &[Test] = tests![
    asks_nothing_before_the_reader_wants_it,
    shows_a_summary_with_its_licence,
    remembers_that_all_are_wanted,
    wants_no_storage,
    gives_up_what_the_reader_leaves,
    leaves_the_card_as_it_is_where_there_is_no_summary,
    a_summary_is_text,
    offers_nothing_without_a_source_or_a_page,
    links_to_its_own_site_first,
    leads_to_other_articles_of_the_library,
    finds_an_entity_in_another_article_by_its_page,
    lives_without_a_library,
];

const ARTICLE: &str = r#"{
  "headline": "The harbour that moved",
  "inLanguage": "en",
  "body": ["Ada Quill drew the harbour, and the Lantern Company paid."],
  "mentions": [
    { "@type": "Person", "id": "quill", "name": "Ada Quill", "sameAs": [
      "https://www.wikidata.org/wiki/Q1", "https://zh.wikipedia.org/wiki/羽", "https://en.wikipedia.org/wiki/Ada_Quill/Life",
      "https://www.quill.example/" ] },
    { "@type": "Organization", "id": "lantern", "name": "Lantern Company", "sameAs": ["https://www.wikidata.org/wiki/Q2"] }
  ]
}"#;

/// Where the page's titles are asked for, in Wikipedia's place.
const SUMMARY: &str = "/summary/en/Ada_Quill%2FLife";

const OFFER: &str = "[data-action=summary]";
const SHOW: &str = "[data-action=show-summary]";
const ALWAYS: &str = ".card-summary input[type=checkbox]";
const TEXT: &str = ".card-summary-text";
const MISSING: &str = "Wikipedia gave no summary.";

/// Counts the requests for summaries, those of them that are answered, and those that are given up.
const COUNTING: &str = "<script>{ \
    window.asked = window.answered = window.aborted = 0; \
    const original = window.fetch; \
    window.fetch = async (...request) => { \
      const counts = String(request[0].url ?? request[0]).includes('/summary/'); \
      window.asked += counts; \
      if (counts) request[0].signal.onabort = () => ++window.aborted; \
      try { return await original(...request); } finally { window.answered += counts; } \
    }; }</script>";

fn asks_nothing_before_the_reader_wants_it(page: &Page) -> Result<()> {
    page.server.route(PATH, Reply::json(ARTICLE));
    page.open("/?src=harbour.json&entity=quill")?;
    page.wait_count(OFFER, 1)?;
    page.click(OFFER)?;
    page.wait_count(SHOW, 1)?;
    page.settle()?;
    page.wait_until(
        "performance.getEntriesByType('resource').every((entry) => entry.name.startsWith(origin))",
    )?;
    ensure!(page.text(".card-summary")?.contains("network address"), "the reader is told what is sent");

    open(page, "&entity=quill", "")?;
    page.click(OFFER)?;
    page.wait_count(SHOW, 1)?;
    page.wait_until("asked === 0")?;
    ensure!(asked(page) == 0, "asked for {:?}", page.server.requests());
    Ok(())
}

fn shows_a_summary_with_its_licence(page: &Page) -> Result<()> {
    page.server.route(SUMMARY, Reply::json(summary("Ada Quill drew harbours.")));
    open(page, "&entity=quill", "")?;
    show(page)?;
    page.wait_text(TEXT, "Ada Quill drew harbours.")?;
    ensure!(page.attribute(TEXT, "lang")?.as_deref() == Some("en"));
    ensure!(page.attribute(TEXT, "dir")?.as_deref() == Some("ltr"));
    page.wait_text(".card-summary-source", "From Wikipedia, CC BY-SA 4.0")?;
    let links = page.eval(
        "[...document.querySelectorAll('.card-summary-source a')].map((link) => `${link.href} ${link.rel}`)",
    )?;
    ensure!(
        links
            == json!([
                "https://en.wikipedia.org/wiki/Ada_Quill noopener",
                "https://creativecommons.org/licenses/by-sa/4.0/ noopener"
            ]),
        "the links are {links}"
    );
    // What has come stays for the visit.
    page.click("[data-action=close-card]")?;
    page.wait_count("[part~=entity-card]", 0)?;
    page.click("button[part~=entity][data-entity=quill]")?;
    page.wait_text(TEXT, "Ada Quill drew harbours.")?;
    ensure!(asked(page) == 1, "asked {} times", asked(page));
    // What is sent is explained once.
    page.wait_count(SHOW, 0)
}

fn remembers_that_all_are_wanted(page: &Page) -> Result<()> {
    page.server.route(SUMMARY, Reply::json(summary("Ada Quill drew harbours.")));
    open(page, "&entity=quill", "")?;
    page.click(OFFER)?;
    page.click(ALWAYS)?;
    page.wait_text(TEXT, "Ada Quill drew harbours.")?;
    page.wait_until("localStorage.getItem('sidelight-summaries') === 'always'")?;

    open(page, "", "")?;
    page.click("button[part~=entity][data-entity=quill]")?;
    page.wait_text(TEXT, "Ada Quill drew harbours.")?;
    ensure!(asked(page) == 2, "asked {} times", asked(page));
    page.wait_count(&format!("{ALWAYS}:checked"), 1)?;

    page.click(ALWAYS)?;
    page.wait_until("localStorage.getItem('sidelight-summaries') === null")?;
    page.wait_count(TEXT, 1)?;
    open(page, "&entity=quill", "")?;
    page.wait_count(OFFER, 1)
}

fn wants_no_storage(page: &Page) -> Result<()> {
    const FORBIDDEN: &str = "<script>Object.defineProperty(window, 'localStorage', \
        { get() { throw new DOMException('forbidden', 'SecurityError'); } });</script>";
    page.server.route(SUMMARY, Reply::json(summary("Ada Quill drew harbours.")));
    open(page, "&entity=quill", FORBIDDEN)?;
    page.click(OFFER)?;
    page.click(ALWAYS)?;
    page.wait_text(TEXT, "Ada Quill drew harbours.")?;
    page.wait_count(&format!("{ALWAYS}:checked"), 1)
}

fn gives_up_what_the_reader_leaves(page: &Page) -> Result<()> {
    page.server.route(SUMMARY, Reply::json(summary("Ada Quill drew harbours.")).held_after(9));
    open(page, "&entity=quill", "")?;
    show(page)?;
    page.wait_until("answered === 1")?;
    page.click("[data-action=close-card]")?;
    page.wait_count("[part~=entity-card]", 0)?;
    page.wait_until("aborted === 1")?;
    page.server.release(SUMMARY);
    page.click("button[part~=entity][data-entity=quill]")?;
    page.wait_count(OFFER, 1)?;
    page.server.route(SUMMARY, Reply::json(summary("She drew again.")));
    page.click(OFFER)?;
    page.wait_text(TEXT, "She drew again.")
}

fn leaves_the_card_as_it_is_where_there_is_no_summary(page: &Page) -> Result<()> {
    let of_type = |kind: &str| json!({ "type": kind, "extract": "Ada may be:" }).to_string();
    let not_found = Reply::json(r#"{ "type": "Internal error" }"#);
    let answers = [
        not_found.with_status(404.try_into()?),
        Reply::json(of_type("disambiguation")),
        Reply::html("<!doctype html><p>Please log in."),
        Reply::json("{"),
        Reply::json(summary("Ada Quill drew harbours.")).cut_after(20),
        Reply::json(summary(&"a".repeat(300_000))),
    ];
    for answer in answers {
        page.server.route(SUMMARY, answer);
        open(
            page,
            "&entity=quill",
            "<script>localStorage.setItem('sidelight-summaries', 'always')</script>",
        )?;
        page.wait_until("answered === 1")?;
        page.wait_text(".card-summary", "Summary from Wikipedia")?;
        page.click(OFFER)?;
        page.wait_until("answered === 2")?;
        page.wait_text(".card-summary p", MISSING)?;
        page.wait_count(OFFER, 1)?;
        page.wait_count(TEXT, 0)?;
    }
    Ok(())
}

fn a_summary_is_text(page: &Page) -> Result<()> {
    let hostile = "<img src=x onerror=document.title='broken'> &amp; <script>0</script>";
    page.server.route(SUMMARY, Reply::json(summary(hostile)));
    open(page, "&entity=quill", "")?;
    show(page)?;
    page.wait_text(TEXT, hostile)?;
    page.wait_count(&format!("{TEXT} *"), 0)
}

fn offers_nothing_without_a_source_or_a_page(page: &Page) -> Result<()> {
    open(page, "&entity=lantern", "")?;
    page.wait_count("[part~=entity-card]", 1)?;
    page.wait_count(".card-summary", 0)?;
    page.server.route("/", Reply::html(index("", "")?));
    page.open("/?src=harbour.json&entity=quill")?;
    page.wait_count("[part~=entity-card]", 1)?;
    page.wait_count(".card-summary", 0)
}

fn links_to_its_own_site_first(page: &Page) -> Result<()> {
    open(page, "&entity=quill", "")?;
    page.wait_count(".card-links a", 3)?;
    let names = page.texts(".card-links a")?;
    ensure!(names == ["quill.example", "Wikipedia", "Wikidata"], "the links are {names:?}");
    page.wait_count(".card-links a[href='https://en.wikipedia.org/wiki/Ada_Quill/Life']", 1)?;
    page.click("button[part~=entity][data-entity=lantern]")?;
    page.wait_count(".card-links a[href='https://www.wikidata.org/wiki/Special:GoToLinkedPage/enwiki/Q2']", 1)
}

fn leads_to_other_articles_of_the_library(page: &Page) -> Result<()> {
    page.open("/?src=articles/open-weights.en.json&entity=deepseek&theme=dark")?;
    page.wait_count(".card-elsewhere a", 1)?;
    page.wait_text(".card-elsewhere h4", "Also in")?;
    ensure!(page.attribute(".card-elsewhere li", "lang")?.as_deref() == Some("zh-Hans"));
    page.click(".card-elsewhere a")?;
    page.wait_count("article[lang=zh-Hans]", 1)?;
    page.wait_count("button[part~=entity][data-entity=deepseek][aria-pressed=true]", 1)?;
    let address = page.address()?;
    ensure!(
        address == "/?src=articles/open-source-ai.zh.json&entity=deepseek&theme=dark",
        "the address is {address}"
    );
    // The way back is there as well, and the list was loaded once.
    page.click(".card-elsewhere a[href*='open-weights.en.json']")?;
    page.wait_count("article[lang=en-GB]", 1)?;
    page.wait_count("[part~=entity-card]", 1)?;
    let feeds = page.server.requests().iter().filter(|path| path.ends_with("/feed.json")).count();
    ensure!(feeds == 1, "the feed was loaded {feeds} times");
    // Paris is in one article only.
    page.click("button[part~=entity][data-entity=paris]")?;
    page.wait_text("[part~=entity-card] h3", "Paris")?;
    page.wait_count(".card-elsewhere", 0)
}

fn finds_an_entity_in_another_article_by_its_page(page: &Page) -> Result<()> {
    let item = |number: usize, name: &str| {
        json!({ "id": number.to_string(), "title": format!("Article {number}"),
            "_sidelight": { "src": format!("../other-{number}.json"), "entities": ["x", name] } })
    };
    let mut items = vec![json!({ "id": "0", "title": "Itself",
        "_sidelight": { "src": "/harbour.json", "entities": ["quill"] } })];
    items.extend((1..=7).map(|number| item(number, "http://wikidata.org/entity/Q1")));
    items.push(item(8, "https://www.wikidata.org/wiki/Q11"));
    page.server.route(
        "/articles/feed.json",
        Reply::json(json!({ "version": "https://jsonfeed.org/version/1.1", "items": items }).to_string()),
    );
    page.server.route("/other-1.json", Reply::json(ARTICLE.replace("\"quill\"", "\"ada\"")));
    open(page, "&entity=quill", "")?;
    page.wait_count(".card-elsewhere li", 6)?;
    let names = page.texts(".card-elsewhere li")?;
    ensure!(
        names == ["Article 1", "Article 2", "Article 3", "Article 4", "Article 5", "2 more"],
        "the list is {names:?}"
    );
    page.click(".card-elsewhere li:first-child a")?;
    page.wait_count("button[part~=entity][data-entity=ada][aria-pressed=true]", 1)?;
    page.wait_until("new URLSearchParams(location.search).get('entity') === 'ada'")
}

fn lives_without_a_library(page: &Page) -> Result<()> {
    for answer in [Reply::text("").with_status(404.try_into()?), Reply::json("{"), Reply::html("<p>No.")] {
        page.server.route("/articles/feed.json", answer);
        open(page, "&entity=quill", "")?;
        page.wait_until(
            "performance.getEntriesByType('resource').some((entry) => entry.name.endsWith('/feed.json'))",
        )?;
        page.settle()?;
        page.wait_count(".card-elsewhere, [part~=notice]", 0)?;
        page.wait_count("[part~=entity-card]", 1)?;
    }
    Ok(())
}

/// Opens the article with the test's server in Wikipedia's place, and a script before the viewer's.
fn open(page: &Page, query: &str, script: &str) -> Result<()> {
    page.server.route(PATH, Reply::json(ARTICLE));
    page.server.route("/", Reply::html(index("/summary/{language}/{title}", script)?));
    page.open(&format!("/?src=harbour.json{query}"))?;
    page.wait_state("article")?;
    page.wait_text("[part~=headline]", fixture::HEADLINE)
}

/// Asks for a summary as a reader does who has not been told yet what that means.
fn show(page: &Page) -> Result<()> {
    page.click(OFFER)?;
    page.click(SHOW)
}

/// The page with this source of summaries.
fn index(source: &str, script: &str) -> Result<String> {
    let path = paths::dist().join("index.html");
    let page = std::fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
    let place = "id=\"sidelight\"";
    ensure!(page.contains(place), "the page has no place for the viewer");
    let page = page.replace(place, &format!("{place} data-encyclopedia=\"{source}\""));
    Ok(page.replacen("<head>", &format!("<head>{COUNTING}{script}"), 1))
}

fn summary(text: &str) -> String {
    json!({
        "type": "standard",
        "lang": "en",
        "dir": "ltr",
        "content_urls": { "desktop": { "page": "https://en.wikipedia.org/wiki/Ada_Quill" } },
        "extract": text,
        "extract_html": "<p>Markup.</p>",
    })
    .to_string()
}

/// How many summaries the server was asked for.
fn asked(page: &Page) -> usize {
    page.server.requests().iter().filter(|path| path.starts_with("/summary/")).count()
}
