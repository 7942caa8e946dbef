//! The page that Sidelight was made for: a real op-ed, which is not ours to
//! publish and so lies outside the repository.

use anyhow::{Context, Result, bail, ensure};
use sidelight_e2e::suite::{Outcome, Test};
use sidelight_e2e::{Page, Reply, paths, tests};
use std::process::Command;

pub const TESTS: &[Test] = tests![imports_and_shows_in_full, shows_as_a_text_page];

const SAMPLE: &str = "../shared/samples/op-ed.zh.txt";
const PROGRAM: &str = "target/release/sidelight";

fn imports_and_shows_in_full(page: &Page) -> Result<Outcome> {
    let Some(text) = sample() else {
        return Ok(missing());
    };
    let program = paths::workspace(PROGRAM);
    let output = Command::new(&program)
        .arg("import")
        .arg(paths::workspace(SAMPLE))
        .output()
        .with_context(|| format!("cannot start {}; `cargo xtask build` makes it", program.display()))?;
    if !output.status.success() {
        bail!("the import fails: {}", String::from_utf8_lossy(&output.stderr));
    }
    page.server.route("/op-ed.json", Reply::json(output.stdout));
    page.open("/?src=op-ed.json")?;
    wait_in_full(page, &text)?;
    let cast = page.count("[part~=entity]")?;
    ensure!(cast >= 10, "the panel lists {cast} entities");
    Ok(Outcome::Passed)
}

fn shows_as_a_text_page(page: &Page) -> Result<Outcome> {
    let Some(text) = sample() else {
        return Ok(missing());
    };
    page.server.route("/op-ed.txt", Reply::text(text.clone()));
    page.open("/?src=op-ed.txt")?;
    wait_in_full(page, &text)?;
    Ok(Outcome::Passed)
}

/// Each paragraph of the file is a text block, and both lists are whole.
fn wait_in_full(page: &Page, text: &str) -> Result<()> {
    page.wait_state("article")?;
    page.wait_count("[part~=related] li", 6)?;
    page.wait_count("[part~=trending] li", 9)?;
    let paragraphs = paragraphs(text);
    ensure!(paragraphs.len() > 10, "the sample has {} paragraphs", paragraphs.len());
    let blocks = page.texts("[data-block]")?;
    for paragraph in &paragraphs {
        let shown = blocks.iter().filter(|block| *block == paragraph).count();
        ensure!(shown == 1, "shown {shown} times: {paragraph}");
    }
    // The headline is a block as well, and there is nothing else.
    ensure!(
        blocks.len() == paragraphs.len() + 1,
        "{} blocks show {} paragraphs and the headline",
        blocks.len(),
        paragraphs.len()
    );
    Ok(())
}

/// What stands between the line with the number of comments and the one with
/// the source, each without double spaces.
fn paragraphs(text: &str) -> Vec<String> {
    text.lines()
        .skip(4)
        .take_while(|line| !line.starts_with("来源"))
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect()
}

fn sample() -> Option<String> {
    std::fs::read_to_string(paths::workspace(SAMPLE)).ok()
}

fn missing() -> Outcome {
    Outcome::Skipped(format!("there is no {SAMPLE}"))
}
