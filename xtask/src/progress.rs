//! Long steps that say how far they are.

use crate::run::shown;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::io::{IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::{Duration, Instant};

/// How often the line is drawn anew on a terminal.
const REDRAW: Duration = Duration::from_millis(250);

/// How often a line is added where there is no terminal, such as in a CI log.
const LINE: Duration = Duration::from_secs(15);

/// Makes cargo draw its progress bar into a pipe, for [`crates_built`].
pub const CARGO_BAR: [(&str, &str); 2] =
    [("CARGO_TERM_PROGRESS_WHEN", "always"), ("CARGO_TERM_PROGRESS_WIDTH", "100")];

/// A step that takes more than a few seconds, with its output in a log file.
pub struct Step<'a> {
    /// What is being done: `Installing trunk 0.21.14`.
    pub label: &'a str,
    /// Where the output goes; the end of it is shown when the step fails.
    pub log: PathBuf,
    /// What a line of the output says about how far the step is.
    pub progress: fn(&str) -> Option<String>,
}

impl Step<'_> {
    /// Runs the command to its end, and fails if it does.
    pub fn run(&self, command: &mut Command) -> Result<()> {
        if let Some(folder) = self.log.parent() {
            fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
        }
        let mut log =
            File::create(&self.log).with_context(|| format!("cannot write {}", self.log.display()))?;
        let (mut reader, writer) = std::io::pipe().context("cannot open a pipe")?;
        let start = Instant::now();
        let mut child = command
            .stdin(Stdio::null())
            .stdout(writer.try_clone().context("cannot open a pipe")?)
            .stderr(writer)
            .spawn()
            .with_context(|| format!("{}: cannot start `{}`", self.label, shown(command)))?;
        // The command keeps the pipe's other end; dropping ours lets the
        // reader see the end of the output.
        command.stdout(Stdio::null()).stderr(Stdio::null());

        let (sender, lines) = mpsc::channel();
        let reading = std::thread::spawn(move || -> std::io::Result<()> {
            let mut buffer = [0; 8192];
            let mut line = Vec::new();
            loop {
                let length = reader.read(&mut buffer)?;
                if length == 0 {
                    return Ok(());
                }
                log.write_all(&buffer[..length])?;
                for &byte in &buffer[..length] {
                    // A progress bar ends its lines with a carriage return.
                    if byte == b'\n' || byte == b'\r' {
                        let _ = sender.send(String::from_utf8_lossy(&line).into_owned());
                        line.clear();
                    } else {
                        line.push(byte);
                    }
                }
            }
        });
        let mut display = Display::new(self.label);
        let mut detail = String::new();
        loop {
            match lines.recv_timeout(REDRAW) {
                Ok(line) => {
                    if let Some(text) = (self.progress)(&line) {
                        detail = text;
                    }
                }
                Err(mpsc::RecvTimeoutError::Timeout) => {}
                Err(mpsc::RecvTimeoutError::Disconnected) => break,
            }
            display.update(start.elapsed(), &detail);
        }
        let status = child.wait().context("cannot wait for a command")?;
        let written = reading.join();
        if !status.success() {
            display.finish(start.elapsed(), "failed");
            bail!(
                "{} failed: `{}` ended with {status}. The end of {}:\n\n{}",
                self.label,
                shown(command),
                self.log.display(),
                last_lines(&self.log, 25)
            );
        }
        if let Ok(Err(error)) = written {
            bail!("cannot write {}: {error}", self.log.display());
        }
        display.finish(start.elapsed(), "done");
        Ok(())
    }
}

/// Cargo's own count, out of a line of its progress bar.
pub fn crates_built(line: &str) -> Option<String> {
    let (_, after) = line.split_once("] ")?;
    let (count, _) = after.split_once(':')?;
    let (built, all) = count.split_once('/')?;
    let number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    (number(built) && number(all)).then(|| format!("{built} of {all} crates"))
}

/// The package that apt is busy with.
pub fn packages_unpacked(line: &str) -> Option<String> {
    let mut words = line.split_whitespace();
    let verb = words.next()?;
    let name = match verb {
        "Unpacking" => words.next()?,
        "Setting" => words.nth(1)?,
        _ if verb.starts_with("Get:") => words.nth(3)?,
        _ => return None,
    };
    Some(format!(
        "{} {name}",
        match verb {
            "Unpacking" => "unpacking",
            "Setting" => "setting up",
            _ => "downloading",
        }
    ))
}

/// One line on standard error: drawn over and over on a terminal, added from
/// time to time elsewhere.
struct Display<'a> {
    label: &'a str,
    terminal: bool,
    drawn: Option<Instant>,
}

impl<'a> Display<'a> {
    fn new(label: &'a str) -> Self {
        let terminal = std::io::stderr().is_terminal();
        eprint!("{label} …");
        if !terminal {
            eprintln!();
        }
        Display { label, terminal, drawn: (!terminal).then(Instant::now) }
    }

    fn update(&mut self, elapsed: Duration, detail: &str) {
        let pause = if self.terminal { REDRAW } else { LINE };
        if self.drawn.is_some_and(|drawn| drawn.elapsed() < pause) {
            return;
        }
        self.drawn = Some(Instant::now());
        self.draw(elapsed, detail);
        if !self.terminal {
            eprintln!();
        }
    }

    fn finish(&self, elapsed: Duration, how: &str) {
        self.draw(elapsed, how);
        eprintln!();
    }

    fn draw(&self, elapsed: Duration, detail: &str) {
        // Back to the start of the line, and clear what was there.
        let start = if self.terminal { "\r\x1b[2K" } else { "" };
        let separator = if detail.is_empty() { "" } else { ", " };
        eprint!("{start}{} … {} s{separator}{detail}", self.label, elapsed.as_secs());
    }
}

fn last_lines(path: &Path, count: usize) -> String {
    let bytes = fs::read(path).unwrap_or_default();
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text
        .lines()
        .map(|line| line.rsplit('\r').next().unwrap_or(line))
        .filter(|line| !line.trim().is_empty())
        .collect();
    lines[lines.len().saturating_sub(count)..].join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_cargos_count() {
        let check = |line: &str, expected: Option<&str>| {
            assert_eq!(crates_built(line).as_deref(), expected, "{line}");
        };
        check("    Building [=====>      ] 153/312: trunk, syn", Some("153 of 312 crates"));
        check("   Compiling syn v2.0.1", None);
        check("warning: [something] 1/a: b", None);
    }

    #[test]
    fn reads_apts_lines() {
        let check = |line: &str, expected: Option<&str>| {
            assert_eq!(packages_unpacked(line).as_deref(), expected, "{line}");
        };
        check("Unpacking xvfb (2:21.1.7-3) ...", Some("unpacking xvfb"));
        check("Setting up xvfb (2:21.1.7-3) ...", Some("setting up xvfb"));
        check(
            "Get:1 http://deb.example/debian bookworm/main amd64 xvfb amd64 2:21 [3 kB]",
            Some("downloading xvfb"),
        );
        check("Reading package lists...", None);
    }
}
