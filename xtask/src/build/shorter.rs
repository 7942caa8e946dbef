//! Fewer and shorter files: one style sheet instead of several, and names and
//! white space that only people need left out.

use super::{REPEATED_KEYS, read, write};
use crate::run::shown;
use crate::setup::Toolbox;
use anyhow::{Context, Result, bail, ensure};
use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::io::Write;
use std::path::Path;
use std::process::Stdio;

/// How a page that Trunk wrote refers to a style sheet.
const LINK: &str = r#"<link rel="stylesheet" href="./"#;

/// Shortens the JavaScript and joins the style sheets of `dist`.
pub fn make(dist: &Path, tools: &Toolbox) -> Result<()> {
    for entry in fs::read_dir(dist).with_context(|| format!("cannot read {}", dist.display()))?.flatten() {
        let path = entry.path();
        if path.extension().is_some_and(|extension| extension == "js") {
            let script = minified(&read(&path)?, &["--loader=js", "--format=esm", REPEATED_KEYS], tools)?;
            write(&path, &script)?;
        }
    }

    let page_path = dist.join("index.html");
    let page = read(&page_path)?;
    let (page, names) = without_links(&page)?;
    let mut style = String::new();
    for name in &names {
        style.push_str(&read(&dist.join(name))?);
        fs::remove_file(dist.join(name)).with_context(|| format!("cannot remove {name}"))?;
    }
    let style = minified(&style, &["--loader=css"], tools)?;
    let mut hasher = DefaultHasher::new();
    style.hash(&mut hasher);
    let name = format!("style-{:016x}.css", hasher.finish());
    write(&dist.join(&name), &style)?;
    write(&page_path, &page.replacen("</title>", &format!("</title>\n    {LINK}{name}\"/>"), 1))
}

/// The page without its style sheets, and their names in its order.
fn without_links(page: &str) -> Result<(String, Vec<String>)> {
    let mut rest = page;
    let mut kept = String::new();
    let mut names = Vec::new();
    while let Some((before, link)) = rest.split_once(LINK) {
        let (name, after) = link.split_once("\"/>").context("a link to a style sheet does not end")?;
        names.push(name.to_owned());
        kept.push_str(before.trim_end());
        rest = after;
    }
    ensure!(!names.is_empty(), "the page links to no style sheet as Trunk writes it");
    kept.push_str(rest);
    Ok((kept, names))
}

fn minified(text: &str, arguments: &[&str], tools: &Toolbox) -> Result<String> {
    let mut command = tools.command("esbuild");
    command.arg("--minify").args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn().context("cannot start esbuild")?;
    // It reads all before it writes, so neither side waits for the other.
    child.stdin.take().context("esbuild takes no input")?.write_all(text.as_bytes())?;
    let output = child.wait_with_output()?;
    if !output.status.success() {
        bail!("`{}` failed ({}); its messages are above", shown(&command), output.status);
    }
    String::from_utf8(output.stdout).context("esbuild wrote no UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_taken_out_in_their_order() {
        let page = "<title>T</title>\n  <link rel=\"stylesheet\" href=\"./b.css\"/>\n  \
                    <link rel=\"stylesheet\" href=\"./a.css\"/>\n<p>";
        let (page, names) = without_links(page).expect("links");
        assert_eq!(names, ["b.css", "a.css"]);
        assert_eq!(page, "<title>T</title>\n<p>");
    }

    #[test]
    fn a_page_of_another_form_is_an_error() {
        assert!(without_links("<title></title>").is_err());
    }
}
