//! What is painted: near the viewport only, in every theme, without the highlights of the browser, and on paper.

use crate::fixture::{open, wait_painted};
use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use sidelight_e2e::suite::Test;
use sidelight_e2e::{Page, Reply, tests};

pub const TESTS: &[Test] = tests![
    paints_what_is_near_and_counts_all,
    paints_part_of_an_endless_paragraph,
    paints_everything_for_the_printer,
    overlapping_keywords_are_all_painted,
    leaves_the_host_pages_highlights_alone,
    draws_boxes_where_there_are_no_highlights,
    colours_stay_apart_for_everybody,
];

const FIELD: &str = "[part~=search] input[type=search]";
const COUNT: &str = "[part~=match-count]";
const SIZE: &str = "(CSS.highlights.get('sidelight-1')?.size ?? 0)";

fn long_article(page: &Page) -> Result<()> {
    let body: Vec<_> =
        (0..3000).map(|n| format!("Paragraph {n} speaks of a lantern, and of a lantern.")).collect();
    page.server.route("/long.json", Reply::json(json!({ "headline": "Long", "body": body }).to_string()));
    page.open("/?src=long.json")?;
    page.wait_state("article")
}

fn paints_what_is_near_and_counts_all(page: &Page) -> Result<()> {
    long_article(page)?;
    page.type_text(FIELD, "lantern")?;
    page.wait_text(COUNT, "6000 matches")?;
    page.wait_until(&format!("{SIZE} > 20 && {SIZE} < 400"))?;
    // The last match is painted once it is gone to.
    page.click("[data-action=previous]")?;
    page.wait_text(COUNT, "6000 of 6000")?;
    wait_painted(page, "sidelight-current", &["lantern"])?;
    page.wait_until(
        "(() => { const [range] = CSS.highlights.get('sidelight-current'); \
         const box = range.startContainer.parentElement.getBoundingClientRect(); \
         return box.top > 0 && box.bottom < innerHeight; })()",
    )?;
    page.wait_until(&format!("{SIZE} > 10 && {SIZE} < 400"))?;
    // Scrolling by any means moves the window along.
    page.eval("scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: 'instant' })")?;
    page.wait_until(
        "(() => { const inView = [...CSS.highlights.get('sidelight-1') ?? []].filter((range) => { \
         const box = range.startContainer.parentElement.getBoundingClientRect(); \
         return box.bottom > 0 && box.top < innerHeight; }); return inView.length > 10; })()",
    )?;
    page.wait_until(&format!("{SIZE} < 400"))
}

fn paints_part_of_an_endless_paragraph(page: &Page) -> Result<()> {
    let body = ["lantern and more; ".repeat(20_000)];
    page.server.route("/block.json", Reply::json(json!({ "headline": "One", "body": body }).to_string()));
    page.open("/?src=block.json&q=lantern")?;
    page.wait_text(COUNT, "20000 matches")?;
    page.wait_until(&format!("{SIZE} > 50 && {SIZE} < 2000"))?;
    page.eval("scrollTo({ top: document.documentElement.scrollHeight / 2, behavior: 'instant' })")?;
    page.wait_until(
        "(() => { const [range] = CSS.highlights.get('sidelight-1') ?? []; \
         return range && range.startOffset > 20_000; })()",
    )?;
    page.wait_until(&format!("{SIZE} > 50 && {SIZE} < 2000"))
}

fn paints_everything_for_the_printer(page: &Page) -> Result<()> {
    long_article(page)?;
    page.type_text(FIELD, "lantern")?;
    page.wait_text(COUNT, "6000 matches")?;
    page.wait_until(&format!("{SIZE} > 20"))?;
    page.eval("dispatchEvent(new Event('beforeprint'))")?;
    ensure!(page.eval(SIZE)? == json!(6000), "on paper there is no window: {}", page.eval(SIZE)?);
    page.eval("dispatchEvent(new Event('afterprint'))")?;
    page.wait_until(&format!("{SIZE} > 20 && {SIZE} < 400"))
}

fn overlapping_keywords_are_all_painted(page: &Page) -> Result<()> {
    open(page, "&q=first+harbour&q=harbour+in&q=harbour&q=harb")?;
    wait_painted(page, "sidelight-1", &["first harbour"])?;
    wait_painted(page, "sidelight-2", &["harbour in"])?;
    wait_painted(page, "sidelight-3", &["harbour", "harbour", "harbour", "harbour", "HARBOUR"])?;
    wait_painted(page, "sidelight-4", &["harb", "harb", "harb", "harb", "HARB"])?;
    // The shorter lies above the longer, which would hide it.
    let priorities = page.eval("[1, 2, 3, 4].map((n) => CSS.highlights.get(`sidelight-${n}`).priority)")?;
    let priorities: Vec<i64> = serde_json::from_value(priorities)?;
    ensure!(priorities[0] < priorities[2] && priorities[2] < priorities[3], "{priorities:?}");
    Ok(())
}

fn leaves_the_host_pages_highlights_alone(page: &Page) -> Result<()> {
    open(page, "")?;
    let host = "(() => { const range = new Range(); range.selectNodeContents(document.querySelector('h1')); \
         CSS.highlights.set('host', new Highlight(range)); \
         CSS.highlights.set('sidelight-2', new Highlight(range)); return true; })()";
    page.eval(host)?;
    page.type_text(FIELD, "harbour,quill,")?;
    page.wait_until("CSS.highlights.get('sidelight-2').size === 5")?;
    page.click("[data-action=remove]")?;
    page.click("[data-action=remove]")?;
    page.wait_until("CSS.highlights.get('sidelight-2').size === 1 && !CSS.highlights.has('sidelight-1')")?;
    ensure!(page.eval("CSS.highlights.get('host').size")? == json!(1), "the host's own is there");
    Ok(())
}

fn draws_boxes_where_there_are_no_highlights(page: &Page) -> Result<()> {
    const BOXES: &str = ".highlight-layer > .sidelight-1";
    open(page, "")?;
    page.eval("Object.defineProperty(CSS, 'highlights', { value: undefined, configurable: true }) && true")?;
    let before = page.eval("document.querySelector('article').outerHTML")?;
    page.type_text(FIELD, "harbour")?;
    page.wait_text(COUNT, "5 matches")?;
    page.wait_count(BOXES, 5)?;
    // Each lies where the word is.
    let off = page.eval(
        "(() => { const texts = [...document.querySelectorAll('[data-block]')].flatMap((block) => { \
           const walker = document.createTreeWalker(block, NodeFilter.SHOW_TEXT); const found = []; \
           for (let node; (node = walker.nextNode()); ) for (const match of node.data.matchAll(/harbour/gi)) { \
             const range = new Range(); range.setStart(node, match.index); range.setEnd(node, match.index + 7); \
             found.push(range.getBoundingClientRect()); } return found; }); \
         const boxes = [...document.querySelectorAll('.highlight-layer > .sidelight-1')] \
           .map((box) => box.getBoundingClientRect()); \
         return Math.max(...texts.map((text, at) => \
           Math.abs(text.left - boxes[at].left) + Math.abs(text.top - boxes[at].top))); })()",
    )?;
    ensure!(off.as_f64().is_some_and(|pixels| pixels < 3.0), "the boxes are off by {off}");
    page.click("[data-action=next]")?;
    page.wait_count(".highlight-layer > .sidelight-current", 1)?;
    ensure!(
        page.eval("document.querySelector('article').outerHTML")? == before,
        "the article itself is as it was"
    );
    page.clear(FIELD)?;
    page.type_text(FIELD, "x")?;
    page.wait_count(BOXES, 0)
}

/// The washes of the eight colours differ for people who see no red, no green or no blue (simulated as Machado,
/// Oliveira and Fernandes do, “A Physiologically-based Model for Simulation of Color Vision Deficiency”, 2009), and
/// ink on them has a contrast of 7:1 (WCAG 2).
fn colours_stay_apart_for_everybody(page: &Page) -> Result<()> {
    for theme in ["light", "dark"] {
        open(page, &format!("&theme={theme}"))?;
        let names: Vec<_> =
            (1..=8).map(|n| format!("--sidelight-keyword-{n}")).chain(["--sidelight-ink".into()]).collect();
        let colours = page.eval_with(
            "(() => { const canvas = new OffscreenCanvas(1, 1).getContext('2d'); \
             const probe = document.querySelector('article').appendChild(document.createElement('i')); \
             const read = arguments[0].map((name) => { probe.style.color = `var(${name})`; \
               canvas.fillStyle = getComputedStyle(probe).color; canvas.fillRect(0, 0, 1, 1); \
               return [...canvas.getImageData(0, 0, 1, 1).data].slice(0, 3); }); \
             probe.remove(); return read; })()",
            &[json!(names)],
        )?;
        let colours: Vec<[f64; 3]> =
            colours.as_array().context("colours")?.iter().map(linear).collect::<Result<_>>()?;
        let (ink, washes) = colours.split_last().context("an ink")?;
        for (place, wash) in washes.iter().enumerate() {
            let contrast = contrast(luminance(wash), luminance(ink));
            ensure!(contrast >= 7.0, "{theme}: ink on colour {} has {contrast:.2}", place + 1);
            for (name, matrix) in SIGHTS {
                for (other, second) in washes.iter().enumerate().skip(place + 1) {
                    let difference = difference(&seen(wash, matrix), &seen(second, matrix));
                    ensure!(
                        difference > 0.04,
                        "{theme}, {name}: {} and {} differ by {difference:.3}",
                        place + 1,
                        other + 1
                    );
                }
            }
        }
    }
    // The menu of a chip shows each colour with its line.
    open(page, "&q=harbour")?;
    page.click("[data-action=change]")?;
    page.wait_count(".swatch span", 8)?;
    let lines = page.eval(
        "[...document.querySelectorAll('.swatch span')].map((swatch) => { \
         const style = getComputedStyle(swatch); \
         return `${style.textDecorationLine} ${style.textDecorationStyle}`; })",
    )?;
    let mut lines: Vec<String> = serde_json::from_value(lines)?;
    lines.sort();
    lines.dedup();
    ensure!(lines.len() == 8, "eight colours have {} kinds of line: {lines:?}", lines.len());
    Ok(())
}

type Matrix = [[f64; 3]; 3];

const SIGHTS: [(&str, Matrix); 4] = [
    ("all colours", [[1.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, 0.0, 1.0]]),
    (
        "no red",
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    ),
    (
        "no green",
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    ),
    (
        "no blue",
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
    ),
];

fn linear(colour: &Value) -> Result<[f64; 3]> {
    let channels: [f64; 3] = serde_json::from_value(colour.clone())?;
    Ok(channels.map(|channel| {
        let channel = channel / 255.0;
        if channel <= 0.04045 { channel / 12.92 } else { ((channel + 0.055) / 1.055).powf(2.4) }
    }))
}

fn seen(colour: &[f64; 3], matrix: Matrix) -> [f64; 3] {
    matrix.map(|row| {
        row.iter().zip(colour).map(|(factor, channel)| factor * channel).sum::<f64>().clamp(0.0, 1.0)
    })
}

fn luminance([red, green, blue]: &[f64; 3]) -> f64 {
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}

fn contrast(one: f64, other: f64) -> f64 {
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The distance in Oklab (Björn Ottosson, 2020); 0.02 can just be told apart.
fn difference(one: &[f64; 3], other: &[f64; 3]) -> f64 {
    let lab = |[r, g, b]: &[f64; 3]| {
        let l = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b).cbrt();
        let m = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b).cbrt();
        let s = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b).cbrt();
        [
            0.2104542553 * l + 0.7936177850 * m - 0.0040720468 * s,
            1.9779984951 * l - 2.4285922050 * m + 0.4505937099 * s,
            0.0259040371 * l + 0.7827717662 * m - 0.8086757660 * s,
        ]
    };
    let (one, other) = (lab(one), lab(other));
    one.iter().zip(&other).map(|(a, b)| (a - b).powi(2)).sum::<f64>().sqrt()
}
