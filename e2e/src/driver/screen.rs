//! A screen in memory, for the browser that cannot do without one.

use super::process_group::ProcessGroup;
use crate::paths;
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::process::{Command, Stdio};

/// Larger than any window that a test asks for.
const SIZE: &str = "2400x4000x24";

/// Starts a screen, and has a driver's browser use it.
pub fn start_for(driver: &mut Command) -> Result<ProcessGroup> {
    let mut xvfb = Command::new("Xvfb");
    xvfb
        // It takes the first free display, and writes its number there once it is ready.
        .args(["-displayfd", "1"])
        .args(["-screen", "0", SIZE, "-nolisten", "tcp"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    let mut group =
        ProcessGroup::start(&mut xvfb).context("cannot start Xvfb; `cargo xtask setup` installs it")?;
    let mut number = String::new();
    if let Some(output) = group.child.stdout.take() {
        BufReader::new(output).read_line(&mut number).context("cannot read from Xvfb")?;
    }
    let number = number.trim();
    if number.is_empty() {
        bail!("Xvfb did not start; run it by hand to see why");
    }
    driver
        .env("DISPLAY", format!(":{number}"))
        .env("GDK_BACKEND", "x11")
        .env("LIBGL_ALWAYS_SOFTWARE", "1")
        .env("NO_AT_BRIDGE", "1")
        .env("XDG_CONFIG_HOME", narrow_toolbar()?);
    Ok(group)
}

/// A folder of settings that let MiniBrowser be as narrow as a phone: its
/// toolbar is wider with the margins of any theme.
fn narrow_toolbar() -> Result<PathBuf> {
    let folder = paths::output("config")?;
    let settings = folder.join("gtk-3.0");
    let style = "* { margin: 0; border-width: 0; padding: 0; min-width: 0; min-height: 0; }\n";
    std::fs::create_dir_all(&settings)
        .and_then(|()| std::fs::write(settings.join("gtk.css"), style))
        .with_context(|| format!("cannot write to {}", settings.display()))?;
    Ok(folder)
}
