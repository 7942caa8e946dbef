//! The panel on a phone: a sheet over a text that stays where it is read.

use anyhow::{Context, Result, ensure};
use serde_json::json;
use sidelight_e2e::keys::{DOWN, ENTER, ESCAPE, UP};
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, Reply, tests};

pub const TESTS: &[Test] = tests![
    a_tap_on_a_word_that_stays_in_view_scrolls_nothing,
    a_word_that_would_be_covered_comes_up_and_goes_back,
    what_the_reader_scrolls_stays,
    steps_keep_the_sheet_and_show_the_mention,
    the_text_behind_can_be_used,
    keys_go_through_the_heights,
    a_drag_goes_to_the_nearest_height,
    a_drag_below_the_lowest_closes,
    a_row_shows_its_card,
    the_focus_comes_back,
    is_as_high_as_it_can_be_while_one_types,
    a_low_window_has_two_heights,
    wider_windows_have_no_sheet,
];

const CAST: &str = "[data-action=panel]";
const GRIP: &str = "[data-action=sheet-height]";
const NEXT: &str = "[data-action=next-mention]";

fn a_tap_on_a_word_that_stays_in_view_scrolls_nothing(page: &Page) -> Result<()> {
    open(page)?;
    let place = tap_mention_at(page, 400)?;
    wait_height(page, Some("low"))?;
    page.wait_text("[part~=entity-card] h3", "Ada Quill")?;
    stays_at(page, place)?;
    page.type_text("body", ESCAPE)?;
    wait_height(page, None)?;
    stays_at(page, place)
}

fn a_word_that_would_be_covered_comes_up_and_goes_back(page: &Page) -> Result<()> {
    open(page)?;
    let place = tap_mention_at(page, 700)?;
    wait_height(page, Some("low"))?;
    page.wait_until(&format!("scrollY > {place} && {WORD_IS_SEEN}"))?;
    page.type_text("body", ESCAPE)?;
    wait_height(page, None)?;
    page.wait_until(&format!("scrollY === {place}"))
}

fn what_the_reader_scrolls_stays(page: &Page) -> Result<()> {
    open(page)?;
    let place = tap_mention_at(page, 700)?;
    page.wait_until(&format!("scrollY > {place} && {WORD_IS_SEEN}"))?;
    at_rest(page)?;
    page.eval("scrollBy({ top: -40, behavior: 'instant' })")?;
    let place = at_rest(page)?;
    page.type_text("body", ESCAPE)?;
    wait_height(page, None)?;
    stays_at(page, place)
}

fn steps_keep_the_sheet_and_show_the_mention(page: &Page) -> Result<()> {
    open(page)?;
    let place = tap_mention_at(page, 300)?;
    wait_height(page, Some("low"))?;
    let before = page.text("[part~=entity-card] [role=status]")?;
    press(page, NEXT)?;
    press(page, NEXT)?;
    press(page, NEXT)?;
    page.wait_until(&format!("scrollY > {place}"))?;
    let place = at_rest(page)?;
    let after = page.text("[part~=entity-card] [role=status]")?;
    ensure!(before != after, "the card still says {after}");
    wait_height(page, Some("low"))?;
    // The reader goes on from there.
    page.type_text("body", ESCAPE)?;
    wait_height(page, None)?;
    stays_at(page, place)
}

fn the_text_behind_can_be_used(page: &Page) -> Result<()> {
    open(page)?;
    page.click(CAST)?;
    wait_height(page, Some("half"))?;
    tap_mention_at(page, 300)?;
    page.wait_text("[part~=entity-card] h3", "Ada Quill")?;
    wait_height(page, Some("half"))?;
    // Scrolling to the end of the sheet does not go on with the page.
    page.wait_until(
        "(() => { const sheet = document.querySelector('.entity-panel'); \
         return getComputedStyle(sheet).overscrollBehaviorY === 'contain' && sheet.scrollHeight > sheet.clientHeight; })()",
    )
}

fn keys_go_through_the_heights(page: &Page) -> Result<()> {
    open(page)?;
    page.click(CAST)?;
    wait_height(page, Some("half"))?;
    for (key, height) in [
        (UP, "full"),
        (UP, "full"),
        (DOWN, "half"),
        (DOWN, "low"),
        (DOWN, "low"),
        (ENTER, "half"),
        (ENTER, "full"),
        (ENTER, "low"),
    ] {
        page.type_text(GRIP, key)?;
        wait_height(page, Some(height))?;
        let label = page.attribute(GRIP, "aria-label")?.context("the grip has no name")?;
        ensure!(label.ends_with(height), "at the height {height} the grip is called {label}");
        let is_expanded = page.attribute(GRIP, "aria-expanded")?;
        ensure!(is_expanded == Some((height != "low").to_string()), "at {height} it is {is_expanded:?}");
    }
    Ok(())
}

fn a_drag_goes_to_the_nearest_height(page: &Page) -> Result<()> {
    open(page)?;
    page.click(CAST)?;
    wait_height(page, Some("half"))?;
    drag_by(page, -200.0)?;
    wait_height(page, Some("full"))?;
    drag_by(page, -30.0)?;
    wait_height(page, Some("full"))?;
    drag_by(page, 400.0)?;
    wait_height(page, Some("low"))?;
    drag_by(page, -60.0)?;
    wait_height(page, Some("low"))?;
    // A press without a drag is a click.
    drag_by(page, 0.0)?;
    wait_height(page, Some("half"))
}

fn a_drag_below_the_lowest_closes(page: &Page) -> Result<()> {
    open(page)?;
    page.click(CAST)?;
    wait_height(page, Some("half"))?;
    drag_by(page, 400.0)?;
    wait_height(page, None)
}

fn a_row_shows_its_card(page: &Page) -> Result<()> {
    open(page)?;
    page.click(CAST)?;
    wait_height(page, Some("half"))?;
    press(page, "button[part~=entity][data-entity=lantern]")?;
    page.wait_text("[part~=entity-card] h3", "Lantern Company")?;
    wait_height(page, Some("half"))?;
    // The passage is gone to when it is asked for, and is seen above the sheet.
    press(page, NEXT)?;
    page.eval("(window.word = document.querySelector('a.mention[data-entity=lantern]')) !== null")?;
    page.wait_until(WORD_IS_SEEN)
}

fn the_focus_comes_back(page: &Page) -> Result<()> {
    open(page)?;
    let mention = "[part~=body] a[part~=mention]";
    for opener in [mention, CAST] {
        page.type_text(opener, ENTER)?;
        wait_height(page, Some(if opener == CAST { "half" } else { "low" }))?;
        page.eval_with("document.querySelector(arguments[0]).focus()", &[json!(".panel-close")])?;
        page.type_text(".panel-close", ESCAPE)?;
        wait_height(page, None)?;
        page.wait_until(&format!("document.activeElement === document.querySelector('{opener}')"))?;
    }
    Ok(())
}

fn is_as_high_as_it_can_be_while_one_types(page: &Page) -> Result<()> {
    open(page)?;
    page.click(CAST)?;
    wait_height(page, Some("half"))?;
    page.eval("document.querySelector('.panel-head').append(document.createElement('input'))")?;
    page.eval("document.querySelector('.panel-head input').focus()")?;
    wait_height(page, Some("full"))?;
    page.eval("document.querySelector('.panel-head input').blur()")?;
    wait_height(page, Some("half"))
}

fn a_low_window_has_two_heights(page: &Page) -> Result<()> {
    open(page)?;
    page.set_window(667, 375)?;
    page.click(CAST)?;
    wait_height(page, Some("full"))?;
    page.type_text(GRIP, DOWN)?;
    wait_height(page, Some("low"))?;
    page.type_text(GRIP, UP)?;
    wait_height(page, Some("full"))
}

fn wider_windows_have_no_sheet(page: &Page) -> Result<()> {
    open(page)?;
    for width in [700, 1100] {
        page.set_window(width, 844)?;
        let display = page.eval("getComputedStyle(document.querySelector('.sheet-grip')).display")?;
        ensure!(display == json!("none"), "at {width} the grip is {display}");
        let is_at_side = page.eval(
            "(() => { const panel = document.querySelector('.entity-panel'); \
             return panel.offsetWidth < 400 && panel.offsetHeight > 700; })()",
        )?;
        ensure!(width >= 1100 || is_at_side == json!(true), "at {width} the panel is no drawer");
    }
    Ok(())
}

/// A long article in which every third paragraph has Ada Quill, on a phone.
fn open(page: &Page) -> Result<()> {
    let mut body = Vec::new();
    for number in 0..40 {
        let name = match number {
            38 => "The Lantern Company",
            _ if number % 3 == 0 => "Ada Quill",
            _ => "Nobody",
        };
        body.push(format!(
            "{name} looked at the harbour for the {number}th time. The tide had taken a part of the wall, \
             and what was left of it stood in the sand as if it had been put there by somebody else."
        ));
    }
    let article = json!({
        "headline": "The wall in the sand",
        "inLanguage": "en",
        "body": body,
        "mentions": [
            { "@type": "Person", "id": "quill", "name": "Ada Quill", "description": "An engineer." },
            { "@type": "Organization", "id": "lantern", "name": "Lantern Company" }
        ]
    });
    page.server.route("/wall.json", Reply::json(article.to_string()));
    page.set_window(390, 844)?;
    page.open("/?src=wall.json")?;
    page.wait_state("article")?;
    page.wait_count(GRIP, 1)?;
    page.wait_count("a.mention[data-entity=quill]", 14)
}

/// Scrolls a mention of Ada Quill to a height of the window and clicks it. Returns where the page was then.
/// `WORD_IS_SEEN` is about this mention.
fn tap_mention_at(page: &Page, height: u32) -> Result<f64> {
    page.eval("(window.word = document.querySelectorAll('a.mention[data-entity=quill]')[5]) !== null")?;
    page.eval_with(
        "scrollBy({ top: Math.round(word.getBoundingClientRect().top - arguments[0]), behavior: 'instant' })",
        &[json!(height)],
    )?;
    let place = at_rest(page)?;
    let middle = page.eval(
        "(() => { const it = word.getClientRects()[0]; return [it.x + it.width / 2, it.y + it.height / 2]; })()",
    )?;
    let middle = serde_json::from_value(middle).context("the mention is nowhere")?;
    page.drag_and_hold(middle, middle)?;
    page.release()?;
    Ok(place)
}

/// Whether the word that was tapped can be read above the sheet.
const WORD_IS_SEEN: &str = "(() => { const word = window.word.getBoundingClientRect(); \
     return word.top > 64 && word.bottom < innerHeight - document.querySelector('.entity-panel').offsetHeight; })()";

/// Waits until the sheet is open, at rest and at this height, or closed.
fn wait_height(page: &Page, height: Option<&str>) -> Result<()> {
    let Some(height) = height else { return page.wait_count(".entity-panel.is-open", 0) };
    page.wait_count(&format!(".entity-panel.is-open[data-height={height}]"), 1)?;
    let share = match height {
        "low" => 0.34,
        "half" => 0.56,
        _ => 0.92,
    };
    page.wait_until(&format!(
        "(() => {{ const sheet = document.querySelector('.entity-panel').getBoundingClientRect(); \
         const height = innerHeight < 480 ? sheet.height : innerHeight * {share} - ({share} > 0.9 ? 64 : 0); \
         return Math.abs(sheet.bottom - innerHeight) < 1 && Math.abs(sheet.height - height) < 2; }})()"
    ))
}

/// Clicks what is in the sheet, without the scrolling that a driver does first.
fn press(page: &Page, css: &str) -> Result<()> {
    page.eval_with("document.querySelector(arguments[0]).click()", &[json!(css)])?;
    Ok(())
}

/// Drags the sheet by its grip, and lets go of it once the pointer has rested long enough to have no speed.
fn drag_by(page: &Page, distance: f64) -> Result<()> {
    let top = page.eval(
        "(() => { window.pointer ??= (addEventListener('pointermove', (event) => { \
           if (event.buttons === 1) pointer.movedAt = event.timeStamp; }, true), {}); \
         pointer.movedAt = NaN; return document.querySelector('.entity-panel').getBoundingClientRect().top; })()",
    )?;
    let y = top.as_f64().context("the sheet has no place")? + 14.0;
    page.drag_and_hold((195.0, y), (195.0, y + distance))?;
    if distance != 0.0 {
        page.wait_until("performance.now() > pointer.movedAt + 100")?;
    }
    page.release()
}

/// Where the text is once nothing scrolls it any more, in CSS pixels of the page.
fn at_rest(page: &Page) -> Result<f64> {
    let mut place = f64::NAN;
    let mut times = 0;
    while times < 5 {
        page.settle()?;
        let now = page.eval("scrollY")?.as_f64().context("the page has no place")?;
        times = if now == place { times + 1 } else { 0 };
        place = now;
    }
    Ok(place)
}

fn stays_at(page: &Page, place: f64) -> Result<()> {
    let found = at_rest(page)?;
    ensure!(found == place, "the text was at {place}, and is at {found}");
    Ok(())
}
