//! The panel: its list, its cards, and what the reader does with them.

use anyhow::{Context, Result, ensure};
use serde_json::Value;
use sidelight_e2e::keys::{ENTER, ESCAPE};
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, Reply, tests};

use crate::fixture::wait_painted;

pub const TESTS: &[Test] = tests![
    filters_as_one_types,
    orders_the_list,
    shows_where_in_the_article_an_entity_is,
    draws_who_appears_with_whom,
    folds_a_kind_away,
    a_card_says_what_is_known_and_from_where,
    steps_through_the_mentions_and_back,
    lists_the_mentions_in_their_lines,
    shows_where_two_meet,
    compares_two_cards,
    hides_an_entity_and_shows_it_again,
    exports_what_was_corrected,
    shows_no_panel_without_entities,
];

/// An article with five entities of four kinds. Ada Quill is in every paragraph, with Tern in two of them.
const ARTICLE: &str = r#"{
  "headline": "Zinc and the harbour",
  "inLanguage": "en",
  "body": [
    "Ada Quill sold zinc.",
    "Ada Quill met Bob Tern in Port Ann.",
    "The Lantern Company paid Ada Quill; it paid her twice.",
    "Bob Tern wrote to Ada Quill about Zinc."
  ],
  "mentions": [
    { "@type": "DefinedTerm", "id": "zinc", "name": "Zinc" },
    { "@type": "Organization", "id": "lantern", "name": "Lantern Company" },
    { "@type": "Person", "id": "tern", "name": "Bob Tern", "description": "A printer." },
    { "@type": "Person", "id": "quill", "name": "Ada Quill", "alternateName": ["Quîll"],
      "description": "An engineer <b>of note</b>.", "sameAs": ["https://quill.example/about"],
      "facts": [
        { "label": "Born", "value": "3 May 1871", "source": { "name": "Parish register", "url": "https://register.example/" } },
        { "label": "Ports built", "value": "2", "asOf": "1907-06-01" }
      ] },
    { "@type": "Place", "id": "ann", "name": "Port Ann" }
  ]
}"#;

fn open(page: &Page, query: &str) -> Result<()> {
    page.server.route("/zinc.json", Reply::json(ARTICLE));
    page.open(&format!("/?src=zinc.json{query}"))?;
    page.wait_state("article")?;
    page.wait_count("[part~=entity]", 5)
}

fn entity(id: &str) -> String {
    format!("button[part~=entity][data-entity={id}]")
}

/// Ids of the entities that are listed and seen, in order.
fn listed(page: &Page) -> Result<Vec<String>> {
    let ids = page.eval(
        "[...document.querySelectorAll('[part~=entity]')].filter((row) => row.checkVisibility()).map((row) => row.dataset.entity)",
    )?;
    Ok(serde_json::from_value(ids)?)
}

fn wait_listed(page: &Page, ids: &[&str]) -> Result<()> {
    let wanted = ids.join(" ");
    page.wait_until(&format!(
        "[...document.querySelectorAll('[part~=entity]')].filter((row) => row.checkVisibility())\
         .map((row) => row.dataset.entity).join(' ') === '{wanted}'"
    ))
    .with_context(|| format!("{:?} is listed", listed(page)))
}

/// Selects an entity that may lie out of view, in a part of the list that is not laid out.
fn select(page: &Page, id: &str) -> Result<()> {
    page.settle()?;
    page.eval_with("void document.querySelector(arguments[0]).click()", &[entity(id).into()])?;
    page.wait_count(&format!("[part~=entity-card][data-entity={id}]"), 1)
}

const FILTER: &str = "[data-action=filter]";

fn filters_as_one_types(page: &Page) -> Result<()> {
    open(page, "")?;
    page.type_text(FILTER, "qui")?;
    wait_listed(page, &["quill"])?;
    page.clear(FILTER)?;
    // Accents, case and other names are looked past and looked at.
    page.type_text(FILTER, "QUÎLL")?;
    wait_listed(page, &["quill"])?;
    page.clear(FILTER)?;
    page.type_text(FILTER, "nobody")?;
    wait_listed(page, &[])?;
    page.wait_count(".panel-empty", 1)?;
    // Escape empties the field and leaves the rest as it is.
    page.type_text(FILTER, ESCAPE)?;
    wait_listed(page, &["quill", "tern", "lantern", "ann", "zinc"])
}

fn orders_the_list(page: &Page) -> Result<()> {
    open(page, "")?;
    wait_listed(page, &["quill", "tern", "lantern", "ann", "zinc"])?;
    choose_order(page, 2)?;
    wait_listed(page, &["quill", "tern", "lantern", "ann", "zinc"])?;
    page.server.route(
        "/zinc.json",
        Reply::json(ARTICLE.replace("Ada Quill sold zinc.", "Bob Tern came before Ada Quill.")),
    );
    page.reload()?;
    page.wait_state("article")?;
    page.wait_count("[data-action=order]", 1)?;
    choose_order(page, 0)?;
    wait_listed(page, &["tern", "quill", "lantern", "ann", "zinc"])?;
    choose_order(page, 1)?;
    wait_listed(page, &["quill", "tern", "lantern", "ann", "zinc"])
}

fn choose_order(page: &Page, place: usize) -> Result<()> {
    page.eval(&format!(
        "(() => {{ const order = document.querySelector('[data-action=order]'); order.value = '{place}'; \
         return order.dispatchEvent(new Event('change', {{ bubbles: true }})); }})()"
    ))?;
    Ok(())
}

fn shows_where_in_the_article_an_entity_is(page: &Page) -> Result<()> {
    open(page, "")?;
    let marks =
        |path: &str| format!("document.querySelector('{path}').getAttribute('d').split('M').length - 1");
    let bars = |id: &str| marks(&format!("{} .density path", entity(id)));
    page.wait_until(&format!("{} === 4 && {} === 1", bars("quill"), bars("ann")))?;
    let strip = marks(".minimap .mention-mark");
    page.wait_until(&format!("{strip} === 0"))?;
    select(page, "quill")?;
    page.wait_until(&format!("{strip} === 4"))?;
    select(page, "ann")?;
    page.wait_until(&format!("{strip} === 1"))
}

fn draws_who_appears_with_whom(page: &Page) -> Result<()> {
    const PICTURE: &str = "[...document.querySelectorAll('.graph .node, .graph .edge:not(.is-selected)')]\
        .map((part) => part.outerHTML).join()";
    open(page, "")?;
    page.click("[data-view=graph]")?;
    page.wait_count(".graph .node", 5)?;
    let pairs = page.eval(
        "[...document.querySelectorAll('.graph-table tbody tr')]\
         .map((row) => [...row.cells].map((cell) => cell.textContent))",
    )?;
    let pairs: Vec<[String; 3]> = serde_json::from_value(pairs)?;
    let mut pairs: Vec<_> = pairs
        .into_iter()
        .map(|[one, other, passages]| {
            let mut names = [one, other];
            names.sort();
            format!("{} {passages}", names.join(", "))
        })
        .collect();
    pairs.sort();
    let known = [
        "Ada Quill, Bob Tern 2",
        "Ada Quill, Lantern Company 1",
        "Ada Quill, Port Ann 1",
        "Ada Quill, Zinc 2",
        "Bob Tern, Port Ann 1",
        "Bob Tern, Zinc 1",
    ];
    ensure!(pairs == known, "{pairs:?}");
    let picture = page.eval(PICTURE)?;
    page.eval("void document.querySelector('.graph [data-node=tern]').focus()")?;
    page.press(ENTER)?;
    page.wait_text("[part~=entity-card] h3", "Bob Tern")?;
    page.wait_count(".graph [data-node=tern][aria-pressed=true]", 1)?;
    page.click("[data-action=enlarge]")?;
    page.wait_count("dialog[open] .graph .node", 5)?;
    // Not every driver clicks a part of a drawing.
    page.eval(
        "void document.querySelector('dialog[open] .graph [data-node=ann]')\
         .dispatchEvent(new MouseEvent('click', { bubbles: true }))",
    )?;
    page.wait_count("dialog[open]", 0)?;
    page.wait_text("[part~=entity-card] h3", "Port Ann")?;
    // The same from load to load.
    open(page, "")?;
    page.click("[data-view=graph]")?;
    page.wait_count(".graph .node", 5)?;
    let again = page.eval(PICTURE)?;
    ensure!(picture == again, "{picture} became {again}");
    Ok(())
}

fn folds_a_kind_away(page: &Page) -> Result<()> {
    open(page, "")?;
    page.click("[data-kind=person] [data-action=fold]")?;
    wait_listed(page, &["lantern", "ann", "zinc"])?;
    page.wait_count("[data-kind=person] [data-action=fold][aria-expanded=false]", 1)?;
    // What is looked for is shown all the same.
    page.type_text(FILTER, "tern")?;
    wait_listed(page, &["tern", "lantern"])
}

fn a_card_says_what_is_known_and_from_where(page: &Page) -> Result<()> {
    open(page, "")?;
    select(page, "quill")?;
    page.wait_count("[part~=entity-card]", 1)?;
    let card = page.text("[part~=entity-card]")?;
    for part in [
        "Ada Quill",
        "Quîll",
        "An engineer <b>of note</b>.",
        "Born",
        "3 May 1871",
        "Ports built",
        "4 mentions",
    ] {
        ensure!(card.contains(part), "{part} is not on the card: {card}");
    }
    page.wait_count(".card-facts a[href='https://register.example/'][rel=noopener]", 1)?;
    page.wait_count(".card-facts time[datetime='1907-06-01']", 1)?;
    page.wait_count(".card-links a[href='https://quill.example/about']", 1)?;
    page.wait_count("[part~=entity-card] b", 0)
}

fn steps_through_the_mentions_and_back(page: &Page) -> Result<()> {
    open(page, "")?;
    select(page, "quill")?;
    let steps = "[part~=entity-card] .card-steps";
    page.click("[data-action=next-mention]")?;
    page.wait_until(&format!("document.querySelector('{steps}').textContent.includes('1 of 4')"))?;
    page.click("[data-action=previous-mention]")?;
    page.wait_until(&format!("document.querySelector('{steps}').textContent.includes('4 of 4')"))?;
    page.click("[data-action=back]")?;
    page.wait_until(&format!("document.querySelector('{steps}').textContent.includes('4 mentions')"))?;
    page.wait_count("[data-action=back]", 0)
}

fn lists_the_mentions_in_their_lines(page: &Page) -> Result<()> {
    open(page, "&entity=tern")?;
    page.click(".card-mentions summary")?;
    page.wait_count(".card-mentions .passage", 2)?;
    ensure!(page.text(".card-mentions .passage")? == "Ada Quill met Bob Tern in Port Ann.");
    page.click(".card-mentions li:nth-child(2) .passage")?;
    page.wait_count(".card-mentions li:nth-child(2) .passage[aria-current=true]", 1)?;
    page.wait_until(
        "document.querySelector('[part~=entity-card] .card-steps').textContent.includes('2 of 2')",
    )
}

fn shows_where_two_meet(page: &Page) -> Result<()> {
    open(page, "&entity=quill")?;
    page.wait_text("[part~=entity-card] .companion .count", "2")?;
    page.click("[part~=entity-card] .companion[data-companion=tern]")?;
    page.wait_count(".meetings .passage", 2)?;
    page.wait_until("new URLSearchParams(location.search).get('with') === 'tern'")?;
    wait_painted(
        page,
        "sidelight-mention",
        &["Ada Quill", "Ada Quill", "Bob Tern", "Ada Quill", "Bob Tern", "Ada Quill"],
    )?;
    page.reload()?;
    page.wait_state("article")?;
    page.wait_count(".meetings .passage", 2)
}

fn compares_two_cards(page: &Page) -> Result<()> {
    open(page, "")?;
    select(page, "quill")?;
    page.click("[data-action=pin]")?;
    page.wait_count("[data-action=compare]:disabled", 1)?;
    select(page, "tern")?;
    page.wait_count("[data-action=compare]:enabled", 1)?;
    page.click("[data-action=pin]")?;
    page.wait_count("[data-pinned]", 2)?;
    page.click("[data-action=compare]")?;
    page.wait_count("dialog[open] th[scope=col]", 2)?;
    let table = page.text("dialog[open] table")?;
    for part in ["Ada Quill", "Bob Tern", "3 May 1871", "A printer."] {
        ensure!(table.contains(part), "{part} is not compared: {table}");
    }
    page.click("dialog[open] [data-action=close]")?;
    page.wait_count("dialog[open]", 0)?;
    page.click("[data-action=unpin]")?;
    page.wait_count("[data-pinned]", 1)
}

fn hides_an_entity_and_shows_it_again(page: &Page) -> Result<()> {
    open(page, "&entity=quill")?;
    page.wait_count("a[part~=mention][data-entity=quill]", 4)?;
    page.click("[data-action=hide]")?;
    page.wait_count("a[part~=mention][data-entity=quill]", 0)?;
    wait_listed(page, &["tern", "lantern", "ann", "zinc"])?;
    page.wait_count("[part~=entity-card]", 0)?;
    // What was painted before is painted still in the text that was made anew.
    select(page, "tern")?;
    wait_painted(page, "sidelight-mention", &["Bob Tern", "Bob Tern"])?;
    page.click(".panel-hidden summary")?;
    page.click("[data-hidden=quill]")?;
    page.wait_count("a[part~=mention][data-entity=quill]", 4)
}

fn exports_what_was_corrected(page: &Page) -> Result<()> {
    open(page, "&entity=zinc")?;
    page.click("[data-action=hide]")?;
    select(page, "tern")?;
    page.click(".card-report summary")?;
    page.type_text(".card-report input", "He was no printer")?;
    page.click("[data-action=report]")?;
    page.wait_count("[data-action=take-back]", 1)?;
    page.click("[data-action=export]")?;
    page.wait_count("dialog[open] textarea", 1)?;
    let list: Value = serde_json::from_value(
        page.eval("JSON.parse(document.querySelector('dialog[open] textarea').value)")?,
    )?;
    let by_id =
        |id: &str| list.as_array().and_then(|list| list.iter().find(|entity| entity["id"] == id)).cloned();
    let (zinc, tern, quill) = (by_id("zinc"), by_id("tern"), by_id("quill"));
    ensure!(zinc.is_some_and(|zinc| zinc["find"] == "none"), "{list}");
    ensure!(
        tern.is_some_and(|tern| tern["find"] == "none" && tern["reported"] == "He was no printer"),
        "{list}"
    );
    ensure!(
        quill.is_some_and(|quill| quill.get("find").is_none()
            && quill["facts"][0]["source"]["name"] == "Parish register"
            && quill["facts"][1]["asOf"] == "1907-06-01"),
        "{list}"
    );
    page.wait_until("document.querySelector('[data-action=save-list]').href.startsWith('blob:')")
}

fn shows_no_panel_without_entities(page: &Page) -> Result<()> {
    page.server.route("/plain.json", Reply::json(r#"{ "headline": "Plain", "body": ["Text."] }"#));
    page.open("/?src=plain.json")?;
    page.wait_state("article")?;
    page.wait_count("[part~=entity-panel]", 0)?;
    page.wait_count("[data-action=panel]", 0)?;
    page.wait_count("[data-cast=false]", 1)
}
