//! The card near the word: by pointer, keyboard and touch.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sidelight_e2e::keys::{ENTER, ESCAPE, TAB};
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, Reply, paths, tests};
use std::time::Duration;

pub const TESTS: &[Test] = tests![
    opens_where_the_pointer_rests_and_closes_when_it_has_left,
    stays_while_the_pointer_is_on_it,
    goes_over_to_another_mention,
    follows_its_word_and_closes_when_that_is_gone,
    opens_nothing_while_text_is_selected,
    opens_nothing_below_a_pointer_at_rest,
    escape_closes_it_until_the_pointer_has_left,
    opens_at_focus_and_leaves_the_order_of_tab_alone,
    enter_leads_into_the_card_and_tab_out_of_it,
    enter_leads_into_the_panel_beside_the_text,
    a_click_shows_the_card_once,
    a_tap_opens_it_at_once,
    a_tap_on_a_phone_opens_the_sheet,
    covers_no_line_of_its_word,
    leads_through_the_mentions,
    knows_each_mention_from_the_others,
    back_closes_what_a_click_opened,
    opens_in_the_panel,
    is_turned_off_for_good_and_on_again,
    is_turned_off_for_a_visit_without_storage,
    leaves_other_clicks_to_the_browser,
    is_not_there_without_entities,
];

/// A paragraph of mentions, some of which wrap at any width, between texts that are higher than a window.
fn article() -> String {
    let high: Vec<String> = (0..30).map(|at| format!("\"Nothing of note happened in year {at}.\"")).collect();
    let names =
        "Ada Quill wrote to Bob Tern of Port Ann of the Seven Lanterns about it, and then ".repeat(12);
    format!(
        r#"{{ "headline": "The harbour", "inLanguage": "en", "body": [
          "The first letter is by Ada Quill and went to Bob Tern.",
          ["Then ", {{ "type": "code", "content": "Ada Quill" }}, " and Ada ", {{ "type": "emphasis", "content": "Quill" }}, " and Ada Quill."],
          {high}, "{names}they left.", {high}
        ],
        "mentions": [
          {{ "@type": "Person", "id": "quill", "name": "Ada Quill", "description": "An engineer",
             "sameAs": ["https://quill.example/"],
             "facts": [{{ "label": "Born", "value": "1871", "source": {{ "name": "Register", "url": "https://register.example/" }} }},
                       {{ "label": "Died", "value": "1951" }}, {{ "label": "Ports", "value": "2" }}, {{ "label": "Dogs", "value": "3" }}] }},
          {{ "@type": "Person", "id": "tern", "name": "Bob Tern" }},
          {{ "@type": "Place", "id": "ann", "name": "Port Ann of the Seven Lanterns" }}
        ] }}"#,
        high = high.join(",")
    )
}

/// A window with the panel beside the text.
const WIDE: u32 = 1280;
/// A window with the panel in a drawer.
const MEDIUM: u32 = 900;
/// A window with the panel in a sheet.
const NARROW: u32 = 390;

const CARD: &str = ".hover-card[data-state=open]";
const QUILL: &str = "[data-block='0'] a[data-entity=quill], [part~=body] a[data-entity=quill]";
const TERN: &str = "[part~=body] a[data-entity=tern]";
const SHIFT_TAB: &str = "\u{E008}\u{E004}";

fn open(page: &Page, width: u32) -> Result<()> {
    page.server.route("/harbour.json", Reply::json(article()));
    page.set_window(width, 800)?;
    page.point(&[(1.0, 799.0)])?;
    page.open("/?src=harbour.json")?;
    ready(page)
}

fn ready(page: &Page) -> Result<()> {
    page.wait_state("article")?;
    page.wait_count(".hover-card", 1)?;
    page.eval(WATCH)?;
    Ok(())
}

/// Notes when the pointer first came to a mention and when it was last on none, and when the card reached which state.
const WATCH: &str = "(() => { \
     const times = window.times = {}; \
     addEventListener('pointermove', (event) => { \
       const now = performance.now(); \
       if (event.target.closest('a.mention')) times.over ??= now; \
       else if (!event.target.closest('.hover-card')) times.away ??= now; \
     }, true); \
     const card = document.querySelector('.hover-card'); \
     new MutationObserver(() => { times[card.dataset.state ?? 'closed'] = performance.now(); }) \
       .observe(card, { attributes: true, attributeFilter: ['data-state'] }); })()";

/// Waits until so many milliseconds have passed on the page's clock, in which nothing is to happen.
fn pass(page: &Page, milliseconds: u64) -> Result<()> {
    let now = page.eval("performance.now()")?;
    page.wait_until(&format!("performance.now() > {now} + {milliseconds}"))
}

fn time(page: &Page, between: &str) -> Result<f64> {
    let time = page.eval(between)?;
    time.as_f64().with_context(|| format!("{between} is {time}; {:?}", page.eval("times").ok()))
}

fn hover(page: &Page, css: &str) -> Result<()> {
    page.point_at(css)?;
    page.wait_count(CARD, 1)
        .with_context(|| format!("the pointer is on {css}; {:?}", page.eval("times").ok()))?;
    // It has its place in the next frame.
    page.settle()
}

/// Moves the pointer to where no mention is, and waits until the page has seen it: WebKit leaves out a move that another follows.
fn point_away(page: &Page) -> Result<()> {
    page.eval("delete times.away")?;
    page.point(&[(20.0, 390.0), (20.0, 400.0)])?;
    page.wait_until("times.away > 0")
}

fn wait_closed(page: &Page) -> Result<()> {
    page.wait_count(CARD, 0)
}

/// Waits until the focus is on what matches.
fn wait_focus(page: &Page, css: &str) -> Result<()> {
    page.wait_until(&format!("document.activeElement.matches(\"{css}\")")).with_context(|| {
        format!("the focus is on {:?}", page.eval("document.activeElement.outerHTML.slice(0, 200)").ok())
    })
}

/// Focuses a link as Tab does.
fn tab_to(page: &Page, css: &str) -> Result<()> {
    page.eval(&format!("document.querySelector(\"{css}\").focus()"))?;
    page.press(SHIFT_TAB)?;
    page.wait_until(&format!("!document.activeElement.matches(\"{css}\")"))?;
    page.press(TAB)?;
    wait_focus(page, css)
}

fn opens_where_the_pointer_rests_and_closes_when_it_has_left(page: &Page) -> Result<()> {
    open(page, WIDE)?;
    hover(page, QUILL)?;
    let (prepared, opened) =
        (time(page, "times.prepared - times.over")?, time(page, "times.open - times.over")?);
    ensure!((149.0..499.0).contains(&prepared), "prepared after {prepared} ms");
    ensure!(opened >= 499.0, "open after {opened} ms");
    let card = page.text(CARD)?;
    for part in ["Ada Quill", "Person", "An engineer", "Born", "1871", "Register", "1 of 16"] {
        ensure!(card.contains(part), "{part} is not on the card: {card}");
    }
    page.wait_text(".hover-card-status", "Ada Quill, person. An engineer. 16 mentions.")?;
    ensure!(page.attribute(CARD, "role")?.as_deref() == Some("dialog"));
    ensure!(page.attribute(CARD, "aria-label")?.as_deref() == Some("Ada Quill"));
    // It is only a look: nothing is selected.
    ensure!(!page.address()?.contains("entity="), "{}", page.address()?);
    point_away(page)?;
    wait_closed(page)?;
    let closed = time(page, "times.closed - times.away")?;
    ensure!(closed >= 299.0, "closed after {closed} ms");
    page.wait_text(".hover-card-status", "")
}

fn stays_while_the_pointer_is_on_it(page: &Page) -> Result<()> {
    open(page, WIDE)?;
    hover(page, QUILL)?;
    page.point_at(&format!("{CARD} h3"))?;
    pass(page, 700)?;
    page.wait_count(CARD, 1)?;
    // And back to the word.
    page.point_at(QUILL)?;
    pass(page, 700)?;
    ensure!(page.count(CARD)? == 1, "the card closed");
    ensure!(page.eval("times.closed")? == Value::Null, "the card closed meanwhile");
    Ok(())
}

fn goes_over_to_another_mention(page: &Page) -> Result<()> {
    open(page, WIDE)?;
    hover(page, QUILL)?;
    page.point_at(TERN)?;
    page.wait_count(&format!("{CARD} [data-entity=tern]"), 1)?;
    ensure!(page.eval("times.closed")? == Value::Null, "the card closed meanwhile");
    check_apart(page, TERN)
}

fn follows_its_word_and_closes_when_that_is_gone(page: &Page) -> Result<()> {
    open(page, WIDE)?;
    page.eval(&format!(
        "scrollBy({{ top: document.querySelector('{TERN}').getBoundingClientRect().top - 500, behavior: 'instant' }})"
    ))?;
    page.settle()?;
    hover(page, TERN)?;
    let gap = format!(
        "document.querySelector('{CARD}').getBoundingClientRect().top \
         - document.querySelector('{TERN}').getBoundingClientRect().bottom"
    );
    let before = time(page, &gap)?;
    page.eval("scrollBy({ top: 90, behavior: 'instant' })")?;
    page.wait_until(&format!("Math.abs({gap} - {before}) <= 1"))?;
    ensure!(page.eval("times.closed")? == Value::Null, "the card closed meanwhile");
    page.eval("scrollBy({ top: 900, behavior: 'instant' })")?;
    wait_closed(page)
}

fn opens_nothing_while_text_is_selected(page: &Page) -> Result<()> {
    open(page, WIDE)?;
    let (to, from) = (page.middle_of(QUILL)?, page.middle_of("[part~=headline]")?);
    page.drag_and_hold(from, to)?;
    pass(page, 700)?;
    ensure!(page.eval("times.prepared ?? times.open")? == Value::Null, "a card came");
    page.release()
}

fn opens_nothing_below_a_pointer_at_rest(page: &Page) -> Result<()> {
    open(page, WIDE)?;
    let (x, y) = page.middle_of(QUILL)?;
    page.point(&[(x, y + 300.0)])?;
    page.eval("scrollBy({ top: -300, behavior: 'instant' })")?;
    page.eval("document.querySelector('.columns').style.marginTop = '300px'")?;
    pass(page, 700)?;
    ensure!(page.eval("times.prepared ?? times.open")? == Value::Null, "a card came");
    Ok(())
}

fn escape_closes_it_until_the_pointer_has_left(page: &Page) -> Result<()> {
    open(page, WIDE)?;
    hover(page, QUILL)?;
    page.press(ESCAPE)?;
    wait_closed(page)?;
    page.point_at(QUILL)?;
    pass(page, 700)?;
    ensure!(page.count(".hover-card[data-state]")? == 0, "the card came again");
    point_away(page)?;
    hover(page, QUILL)
}

fn opens_at_focus_and_leaves_the_order_of_tab_alone(page: &Page) -> Result<()> {
    open(page, WIDE)?;
    tab_to(page, QUILL)?;
    page.wait_count(CARD, 1)?;
    page.wait_text(
        ".hover-card-status",
        "Ada Quill, person. An engineer. 16 mentions. Press Enter for more.",
    )?;
    wait_focus(page, QUILL)?;
    page.press(TAB)?;
    wait_focus(page, "[part~=body] a[data-entity=tern]")?;
    wait_closed(page)?;
    page.wait_count(&format!("{CARD} [data-entity=tern]"), 1)?;
    page.press(ESCAPE)?;
    wait_closed(page)?;
    wait_focus(page, TERN)
}

fn enter_leads_into_the_card_and_tab_out_of_it(page: &Page) -> Result<()> {
    open(page, MEDIUM)?;
    tab_to(page, QUILL)?;
    page.press(ENTER)?;
    wait_focus(page, ".hover-card h3")?;
    page.wait_count(CARD, 1)?;
    page.wait_until("new URLSearchParams(location.search).get('entity') === 'quill'")?;
    page.wait_count(".entity-panel.is-open", 0)?;
    page.press(ESCAPE)?;
    wait_closed(page)?;
    wait_focus(page, QUILL)?;
    // The focus that came back is no wish for another card.
    pass(page, 700)?;
    page.wait_count(".hover-card[data-state]", 0)?;

    page.press(ENTER)?;
    wait_focus(page, ".hover-card h3")?;
    page.press(TAB)?;
    wait_focus(page, ".hover-card [data-action=close-hover-card]")?;
    page.press(SHIFT_TAB)?;
    wait_closed(page)?;
    wait_focus(page, QUILL)?;

    page.press(ENTER)?;
    wait_focus(page, ".hover-card h3")?;
    page.eval("document.querySelector('.hover-card [data-action=cards-off]').focus()")?;
    page.press(TAB)?;
    wait_closed(page)?;
    wait_focus(page, TERN)
}

fn enter_leads_into_the_panel_beside_the_text(page: &Page) -> Result<()> {
    open(page, WIDE)?;
    tab_to(page, QUILL)?;
    page.press(ENTER)?;
    wait_focus(page, ".panel-card h3")?;
    page.wait_count("[part~=entity-card]", 1)?;
    page.press(ESCAPE)?;
    wait_focus(page, QUILL)?;
    pass(page, 700)?;
    page.wait_count(".hover-card[data-state]", 0)?;
    // The button that closes the card goes with it; the focus does not.
    page.press(ENTER)?;
    wait_focus(page, ".panel-card h3")?;
    page.eval("document.querySelector('.panel-card [data-action=close-card]').focus()")?;
    page.press(ENTER)?;
    page.wait_count("[part~=entity-card]", 0)?;
    wait_focus(page, QUILL)
}

fn a_click_shows_the_card_once(page: &Page) -> Result<()> {
    open(page, WIDE)?;
    hover(page, QUILL)?;
    page.click(QUILL)?;
    page.wait_count(".panel-card [part~=entity-card]", 1)?;
    wait_closed(page)?;
    // The panel says it already, at each of its mentions.
    point_away(page)?;
    page.point_at(QUILL)?;
    pass(page, 700)?;
    page.wait_count("[part~=entity-card]", 1)
}

fn a_tap_opens_it_at_once(page: &Page) -> Result<()> {
    open(page, MEDIUM)?;
    page.tap(QUILL)?;
    page.wait_count(CARD, 1)?;
    page.wait_until("new URLSearchParams(location.search).get('entity') === 'quill'")?;
    page.wait_count(".entity-panel.is-open", 0)?;
    check_apart(page, QUILL)?;
    // It stays until the reader taps elsewhere.
    page.point(&[(450.0, 700.0)])?;
    pass(page, 500)?;
    page.wait_count(CARD, 1)?;
    page.tap("[part~=headline]")?;
    wait_closed(page)
}

fn a_tap_on_a_phone_opens_the_sheet(page: &Page) -> Result<()> {
    open(page, NARROW)?;
    page.tap(QUILL)?;
    page.wait_count(".entity-panel.is-open [part~=entity-card]", 1)?;
    page.wait_count("[part~=entity-card]", 1)?;
    page.press(ESCAPE)?;
    page.wait_count(".entity-panel.is-open", 0)?;
    page.wait_until("!document.activeElement.closest('.entity-panel')")?;

    tab_to(page, TERN)?;
    page.press(ENTER)?;
    wait_focus(page, ".panel-card h3")?;
    page.click("[data-action=close-panel]")?;
    page.wait_count(".entity-panel.is-open", 0)?;
    wait_focus(page, TERN)
}

fn check_apart(page: &Page, css: &str) -> Result<()> {
    let apart = page.eval_with(&format!("{APART}(document.querySelector(arguments[0]))"), &[json!(css)])?;
    ensure!(apart == Value::Null, "{apart}");
    Ok(())
}

/// What is wrong with the place of the open card beside a link.
const APART: &str = "((link) => { \
     const card = document.querySelector('.hover-card[data-state=open]')?.getBoundingClientRect(); \
     if (!card) return 'there is no card'; \
     const lines = [...link.getClientRects()]; \
     const bar = document.querySelector('.bar').getBoundingClientRect().bottom; \
     const show = (box) => [box.left, box.top, box.right, box.bottom].map(Math.round).join(' '); \
     if (lines.some((line) => line.left < card.right && card.left < line.right && line.top < card.bottom && card.top < line.bottom)) \
       return `${show(card)} covers ${lines.map(show)}`; \
     if (card.left < 0 || card.right > document.documentElement.clientWidth || card.top < bar || card.bottom > innerHeight) \
       return `${show(card)} is not within ${innerWidth} by ${innerHeight}`; \
     const near = Math.min(...lines.map((line) => Math.max(line.top - card.bottom, card.top - line.bottom))); \
     return near > 10 ? `${show(card)} is far from ${lines.map(show)}` : null; })";

/// Opens the card of each mention in a paragraph, with the mention at several heights of the window.
fn covers_no_line_of_its_word(page: &Page) -> Result<()> {
    for (width, height) in [(MEDIUM, 800), (720, 420), (MEDIUM, 260)] {
        page.set_window(width, height)?;
        page.server.route("/harbour.json", Reply::json(article()));
        page.open("/?src=harbour.json")?;
        ready(page)?;
        let script = format!(
            "const done = arguments[0]; \
             const frames = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))); \
             const rest = async () => {{ \
               for (let at = NaN; at !== scrollY; ) {{ at = scrollY; await frames(); await frames(); }} \
             }}; \
             (async () => {{ \
               const faults = []; let wrapped = 0; let lefts = new Set(); \
               const links = [...document.querySelectorAll('[part~=body] a.mention')].slice(5) \
                 .filter((link, at) => at % 4 === 0 || link.getClientRects().length > 1); \
               for (const link of links) for (const part of [0, 0.5, 1]) {{ \
                 const bar = document.querySelector('.bar').getBoundingClientRect().bottom; \
                 await rest(); \
                 const box = link.getBoundingClientRect(); \
                 const room = innerHeight - bar - box.height - 20; \
                 scrollBy({{ top: box.top - bar - 10 - part * room, behavior: 'instant' }}); \
                 await rest(); \
                 link.click(); \
                 await rest(); \
                 wrapped += link.getClientRects().length > 1; \
                 lefts.add(Math.round(box.left / 100)); \
                 const fault = {APART}(link); \
                 if (fault) faults.push(`${{part}}: ${{fault}}`); \
                 document.dispatchEvent(new KeyboardEvent('keydown', {{ key: 'Escape', bubbles: true, cancelable: true }})); \
                 await frames(); \
               }} \
               done({{ faults, wrapped, lefts: lefts.size, all: links.length }}); \
             }})()"
        );
        let found = page.run_script(&script, &[], Duration::from_secs(50))?;
        ensure!(found["faults"] == json!([]), "in {width} by {height}: {found}");
        let at_least = |name: &str, least: u64| found[name].as_u64().is_some_and(|number| number >= least);
        ensure!(at_least("wrapped", 3) && at_least("lefts", 5) && at_least("all", 12), "too few: {found}");
    }
    Ok(())
}

fn leads_through_the_mentions(page: &Page) -> Result<()> {
    open(page, MEDIUM)?;
    tab_to(page, QUILL)?;
    page.press(ENTER)?;
    wait_focus(page, ".hover-card h3")?;
    let steps = |place: &str| {
        page.wait_until(&format!(
            "document.querySelector('.hover-card .card-steps').textContent.includes('{place}')"
        ))
    };
    steps("1 of 16")?;
    for place in ["2 of 16", "3 of 16", "4 of 16", "5 of 16"] {
        page.eval("document.querySelector('.hover-card [data-action=next-mention]').focus()")?;
        page.press(ENTER)?;
        steps(place)?;
    }
    page.wait_count(CARD, 1)?;
    // The fifth is far below, and the card goes there with the text.
    page.wait_until("scrollY > 500")?;
    page.wait_until(&format!(
        "{APART}(document.querySelectorAll('[part~=body] a[data-entity=quill]')[4]) === null"
    ))?;
    wait_focus(page, ".hover-card [data-action=next-mention]")?;
    page.press(ESCAPE)?;
    wait_closed(page)?;
    page.wait_until(
        "document.activeElement === document.querySelectorAll('[part~=body] a[data-entity=quill]')[4]",
    )
}

/// The second block has a mention in code, which is no link, and one that is two links.
fn knows_each_mention_from_the_others(page: &Page) -> Result<()> {
    open(page, MEDIUM)?;
    for (link, place) in [(1, "3 of 16"), (2, "3 of 16"), (3, "4 of 16")] {
        page.eval(&format!(
            "document.querySelectorAll('[part~=body] a[data-entity=quill]')[{link}].click()"
        ))?;
        page.wait_until(&format!(
            "document.querySelector('.hover-card .card-steps')?.textContent.includes('{place}')"
        ))
        .with_context(|| format!("link {link}"))?;
        page.press(ESCAPE)?;
        wait_closed(page)?;
    }
    Ok(())
}

fn back_closes_what_a_click_opened(page: &Page) -> Result<()> {
    open(page, MEDIUM)?;
    page.click(QUILL)?;
    page.wait_count(CARD, 1)?;
    page.wait_until("new URLSearchParams(location.search).get('entity') === 'quill'")?;
    page.back()?;
    page.wait_until("!new URLSearchParams(location.search).has('entity')")?;
    wait_closed(page)
}

fn opens_in_the_panel(page: &Page) -> Result<()> {
    open(page, MEDIUM)?;
    tab_to(page, QUILL)?;
    page.press(ENTER)?;
    wait_focus(page, ".hover-card h3")?;
    page.eval("document.querySelector('.hover-card [data-action=open-panel]').focus()")?;
    page.press(ENTER)?;
    wait_closed(page)?;
    page.wait_count(".entity-panel.is-open", 1)?;
    wait_focus(page, ".panel-card h3")?;
    page.press(ESCAPE)?;
    page.wait_count(".entity-panel.is-open", 0)?;
    wait_focus(page, QUILL)
}

fn is_turned_off_for_good_and_on_again(page: &Page) -> Result<()> {
    open(page, WIDE)?;
    hover(page, QUILL)?;
    turn_off(page)?;
    page.reload()?;
    ready(page)?;
    check_off(page)?;
    page.wait_count("[data-action=cards][aria-checked=false]", 1)?;
    page.click("[data-action=cards]")?;
    page.wait_count("[data-action=cards][aria-checked=true]", 1)?;
    page.click(".panel-card [data-action=close-card]")?;
    hover(page, QUILL)?;
    page.reload()?;
    ready(page)?;
    page.wait_count("[data-action=cards][aria-checked=true]", 1)
}

fn turn_off(page: &Page) -> Result<()> {
    let (x, y) = page.middle_of(&format!("{CARD} h3"))?;
    page.point(&[(x, y)])?;
    page.click(&format!("{CARD} [data-action=cards-off]"))?;
    wait_closed(page)?;
    page.wait_until(
        "document.querySelector('.hover-card-status').textContent.startsWith('The cards are off.')",
    )
}

/// Hover and focus open nothing; a click selects.
fn check_off(page: &Page) -> Result<()> {
    point_away(page)?;
    page.point_at(QUILL)?;
    pass(page, 700)?;
    tab_to(page, TERN)?;
    pass(page, 700)?;
    page.wait_count(".hover-card[data-state]", 0)?;
    page.click(QUILL)?;
    page.wait_count(".panel-card [part~=entity-card]", 1)
}

fn is_turned_off_for_a_visit_without_storage(page: &Page) -> Result<()> {
    let denied = "<head><script>Object.defineProperty(window, 'localStorage', \
         { get() { throw new DOMException('denied', 'SecurityError'); } })</script>";
    let index = std::fs::read_to_string(paths::dist().join("index.html"))?.replacen("<head>", denied, 1);
    page.server.route("/denied.html", Reply::html(index));
    page.server.route("/harbour.json", Reply::json(article()));
    page.set_window(WIDE, 800)?;
    page.point(&[(1.0, 799.0)])?;
    page.open("/denied.html?src=harbour.json")?;
    ready(page)?;
    hover(page, QUILL)?;
    turn_off(page)?;
    check_off(page)?;
    // Another article of the same visit.
    page.click(".tool-library")?;
    page.wait_state("library")?;
    page.back()?;
    ready(page)?;
    page.wait_count("[data-action=cards][aria-checked=false]", 1)
}

fn leaves_other_clicks_to_the_browser(page: &Page) -> Result<()> {
    open(page, MEDIUM)?;
    let prevented = page.eval(&format!(
        "(() => {{ \
         const prevented = []; \
         addEventListener('click', (event) => {{ prevented.push(event.defaultPrevented); event.preventDefault(); }}); \
         for (const keys of [{{ ctrlKey: true }}, {{ metaKey: true }}, {{ shiftKey: true }}, {{}}]) \
           document.querySelector(\"{QUILL}\") \
             .dispatchEvent(new MouseEvent('click', {{ bubbles: true, cancelable: true, ...keys }})); \
         return prevented; }})()"
    ))?;
    ensure!(prevented == json!([false, false, false, true]), "{prevented}");
    Ok(())
}

fn is_not_there_without_entities(page: &Page) -> Result<()> {
    page.server.route("/plain.json", Reply::json(r#"{ "headline": "Plain", "body": ["Text."] }"#));
    page.open("/?src=plain.json")?;
    page.wait_state("article")?;
    page.wait_text("[part~=headline]", "Plain")?;
    page.wait_count(".hover-card, .hover-card-status", 0)
}
