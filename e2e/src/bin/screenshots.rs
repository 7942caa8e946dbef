//! Pictures of pages, to look at the design: `cargo xtask screenshots`.

use anyhow::{Context, Result};
use clap::Parser;
use sidelight_e2e::{Browser, Engine, Page, end_all_when_interrupted, paths};
use std::path::Path;
use std::process::ExitCode;
use tokio::runtime::Runtime;

/// A phone, a laptop, a wide screen.
const WINDOWS: &[(u32, u32)] = &[(390, 844), (1280, 800), (1920, 1080)];

const THEMES: &[&str] = &["light", "dark"];

/// What the screen in memory that WebKit uses can hold.
const TALLEST: u64 = 3900;

#[derive(Parser)]
struct Arguments {
    /// What follows the viewer's address
    addresses: Vec<String>,
    #[arg(long, default_value = "chromium")]
    engine: String,
    /// The page as far down as a window can reach, not only its beginning
    #[arg(long)]
    full: bool,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<()> {
    let addresses = if arguments.addresses.is_empty() { library()? } else { arguments.addresses };
    let runtime = Runtime::new().context("cannot start the runtime")?;
    end_all_when_interrupted(runtime.handle());
    let engine: Engine = arguments.engine.parse()?;
    let mut browser = Browser::new(engine, runtime.handle().clone());
    let page = browser.page()?;
    let folder = paths::workspace(&format!("target/screenshots/{engine}"));
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot create {}", folder.display()))?;
    for address in &addresses {
        for theme in THEMES {
            for (width, height) in WINDOWS {
                let name = format!("{}-{width}-{theme}.png", name(address));
                page.set_window(*width, *height)?;
                open(&page, address, theme)?;
                if arguments.full {
                    stretch(&page, *width)?;
                }
                take(&page, &folder.join(name))?;
            }
        }
    }
    Ok(())
}

/// The library and all articles in it.
fn library() -> Result<Vec<String>> {
    let mut addresses = vec![String::new()];
    for article in paths::articles()? {
        addresses.push(format!("?src=articles/{article}"));
    }
    Ok(addresses)
}

/// What an address is called as a file.
fn name(address: &str) -> String {
    let parameters = address.trim_start_matches(['/', '?']);
    let name = parameters
        .trim_start_matches("src=")
        .trim_start_matches("articles/")
        .replace(".json", "")
        .replace(|character: char| !character.is_alphanumeric() && character != '.', "-");
    if name.is_empty() { "library".to_owned() } else { name }
}

fn open(page: &Page, address: &str, theme: &str) -> Result<()> {
    let address = address.trim_start_matches('/');
    let joint = if address.contains('?') { '&' } else { '?' };
    page.open(&format!("/{address}{joint}theme={theme}"))?;
    page.wait_until(
        "['library', 'article', 'error'].includes(document.querySelector('#sidelight')?.dataset.state)",
    )?;
    // The dialog comes with everything else that is loaded behind the first paint.
    page.wait_count("[part~=open-dialog]", 1)?;
    page.wait_until("document.fonts.status === 'loaded'")
}

fn stretch(page: &Page, width: u32) -> Result<()> {
    let height = page.eval("document.scrollingElement.scrollHeight")?;
    let height = height.as_u64().unwrap_or_default().min(TALLEST);
    page.set_window(width, u32::try_from(height)?)
}

fn take(page: &Page, path: &Path) -> Result<()> {
    page.settle()?;
    page.screenshot(path)?;
    println!("{}", path.display());
    for error in page.errors()? {
        println!("    {error}");
    }
    Ok(())
}
