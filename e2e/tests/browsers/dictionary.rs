//! Entities of a dictionary, which comes after the article.

use anyhow::{Context, Result, ensure};
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, Reply, tests};

pub const TESTS: &[Test] = tests![
    finds_what_a_dictionary_names,
    finds_what_the_article_s_dictionary_names,
    shows_the_text_before_the_dictionary,
    selects_what_is_not_found_yet,
    says_that_a_dictionary_is_missing,
    marks_what_annotations_point_to,
];

const ARTICLE: &str = r#"{ "headline": "Zinc", "body": ["Ada Quill sold zinc.", "Zinc is a metal."],
  "mentions": [{ "@type": "Person", "id": "quill", "name": "Ada Quill" }] }"#;

const DICTIONARY: &str = r#"[
  { "id": "zinc", "name": "Zinc", "description": "Element 30." },
  { "id": "lead", "name": "Lead" },
  { "@type": "Person", "id": "quill", "name": "Somebody else", "alternateName": "Ada Quill" }
]"#;

const ZINC: &str = "a[part~=mention][data-entity=zinc]";

fn routes(page: &Page) {
    page.server.route("/a/zinc.json", Reply::json(ARTICLE));
    page.server.route("/site/names.json", Reply::json(DICTIONARY));
}

fn finds_what_a_dictionary_names(page: &Page) -> Result<()> {
    routes(page);
    page.open("/?src=a/zinc.json&entities=site/names.json")?;
    page.wait_state("article")?;
    page.wait_count(ZINC, 3)?;
    // The article's own entity is the one it names; what is not mentioned is not listed.
    page.wait_count("[part~=entity]", 2)?;
    page.wait_text("[data-entity=quill] .entity-name", "Ada Quill")?;
    ensure!(page.address()?.contains("entities=site/names.json"), "the address lost the dictionary");
    page.click(ZINC)?;
    page.wait_count("[part~=entity-card][data-entity=zinc]", 1)
}

fn finds_what_the_article_s_dictionary_names(page: &Page) -> Result<()> {
    routes(page);
    let article = ARTICLE.replacen('{', r#"{ "dictionary": "../site/names.json", "#, 1);
    page.server.route("/a/zinc.json", Reply::json(article));
    page.open("/?src=a/zinc.json")?;
    page.wait_count(ZINC, 3)
}

fn shows_the_text_before_the_dictionary(page: &Page) -> Result<()> {
    routes(page);
    page.server.route("/site/names.json", Reply::json(DICTIONARY).held_after(9));
    page.open("/?src=a/zinc.json&entities=site/names.json")?;
    page.wait_state("article")?;
    page.wait_count("a[part~=mention][data-entity=quill]", 1)?;
    let place = "JSON.stringify([...document.querySelectorAll('[data-block]')].map((block) => \
                 { const rect = block.getBoundingClientRect(); return [rect.left, rect.top, rect.width, rect.height]; }))";
    let before = page.eval(place)?;
    page.server.release("/site/names.json");
    page.wait_count(ZINC, 3)?;
    let after = page.eval(place)?;
    ensure!(before == after, "the text moved from {before} to {after}");
    Ok(())
}

fn selects_what_is_not_found_yet(page: &Page) -> Result<()> {
    routes(page);
    page.server.route("/site/names.json", Reply::json(DICTIONARY).held_after(9));
    page.open("/?src=a/zinc.json&entities=site/names.json&entity=zinc&with=quill")?;
    page.wait_state("article")?;
    page.wait_count("[part~=entity]", 1)?;
    page.server.release("/site/names.json");
    page.wait_count("[part~=entity-card][data-entity=zinc]", 1)?;
    let address = page.address()?;
    ensure!(address.contains("entity=zinc") && address.contains("with=quill"), "the address is {address}");
    Ok(())
}

fn marks_what_annotations_point_to(page: &Page) -> Result<()> {
    routes(page);
    let annotations = r##"[
      { "type": "Annotation", "body": "https://www.wikidata.org/entity/Q11426", "motivation": "identifying",
        "target": { "selector": { "type": "TextQuoteSelector", "exact": "metal", "prefix": "a " } } },
      { "type": "Annotation", "body": { "type": "SpecificResource", "source": "#entity-quill", "purpose": "identifying" },
        "target": { "selector": { "type": "TextPositionSelector", "start": 20, "end": 24 } } }
    ]"##;
    page.server.route("/notes.json", Reply::json(annotations));
    page.open("/?src=a/zinc.json&annotations=notes.json")?;
    page.wait_state("article")?;
    page.wait_text("a[part~=mention][data-entity=Q11426]", "metal")?;
    // The headline and a line feed are five characters before the first paragraph.
    page.wait_until(
        "[...document.querySelectorAll('a[part~=mention][data-entity=quill]')].map((link) => link.textContent).join('|') \
         === 'Ada Quill|zinc'",
    )
}

fn says_that_a_dictionary_is_missing(page: &Page) -> Result<()> {
    routes(page);
    page.expect_errors("nowhere.json");
    page.open("/?src=a/zinc.json&entities=nowhere.json")?;
    page.wait_state("article")?;
    page.wait_count(".panel-failure", 1).context("a dictionary that is missing")?;
    page.wait_count("a[part~=mention][data-entity=quill]", 1)
}
