//! A driver's process, from its start until it is dropped.

use crate::engine::Engine;
use crate::paths;
use anyhow::{Context, Result, bail};
use rustix::process::{Pid, Signal, kill_process_group};
use std::fs::File;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::os::unix::process::CommandExt;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a driver may take before it answers.
const START: Duration = Duration::from_secs(30);

/// How long one question may take while a driver starts.
const QUESTION: Duration = Duration::from_secs(1);

/// A running driver.
pub(crate) struct Driver {
    port: u16,
    // Dropped in this order: the browser before its screen.
    _process: Group,
    _screen: Option<Group>,
}

impl Driver {
    /// Starts the driver of an engine, and waits until it is ready.
    pub fn start(engine: Engine) -> Result<Self> {
        let mut screen = None;
        let port = free_port()?;
        let mut command = engine.driver(port);
        if engine.needs_screen() {
            let (process, display) = start_screen()?;
            screen = Some(process);
            command
                .env("DISPLAY", display)
                .env("GDK_BACKEND", "x11")
                .env("LIBGL_ALWAYS_SOFTWARE", "1")
                .env("NO_AT_BRIDGE", "1")
                .env("XDG_CONFIG_HOME", narrow_toolbar()?);
        }
        let log_path = paths::output(&format!("{engine}.log"))?;
        let log = File::create(&log_path).with_context(|| format!("cannot write {}", log_path.display()))?;
        let process = Group::start(
            command.stdin(Stdio::null()).stdout(log.try_clone().context("cannot share the log")?).stderr(log),
        )
        .with_context(|| format!("cannot start the driver of {engine}; `cargo xtask setup` installs it"))?;
        let mut driver = Driver { port, _process: process, _screen: screen };
        let deadline = Instant::now() + START;
        while !is_ready(port) {
            if let Some(status) = driver._process.has_ended() {
                bail!("the driver of {engine} ended at once ({status}); see {}", log_path.display());
            }
            if Instant::now() > deadline {
                bail!(
                    "the driver of {engine} did not answer within {} s; see {}",
                    START.as_secs(),
                    log_path.display()
                );
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        Ok(driver)
    }

    /// Where it listens.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

/// Ends all drivers and browsers; for a run that is interrupted.
pub fn end_all() {
    let mut groups = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
    for group in groups.drain(..) {
        let _ = kill_process_group(group, Signal::KILL);
    }
}

/// The groups that have been started and not yet ended.
static RUNNING: Mutex<Vec<Pid>> = Mutex::new(Vec::new());

/// A process with all that it starts, ended when it is dropped: drivers leave
/// their browsers behind.
struct Group {
    child: Child,
    id: Pid,
}

impl Group {
    fn start(command: &mut Command) -> Result<Self> {
        let child = command.process_group(0).spawn()?;
        let id = Pid::from_child(&child);
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).push(id);
        Ok(Group { child, id })
    }

    fn has_ended(&mut self) -> Option<std::process::ExitStatus> {
        self.child.try_wait().ok().flatten()
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        RUNNING.lock().unwrap_or_else(PoisonError::into_inner).retain(|id| *id != self.id);
        let _ = kill_process_group(self.id, Signal::KILL);
        let _ = self.child.wait();
    }
}

/// A screen in memory, on the first free display.
fn start_screen() -> Result<(Group, String)> {
    let mut group = Group::start(
        Command::new("Xvfb")
            // It writes the number of the display there once it is ready.
            .args(["-displayfd", "1"])
            .args(["-screen", "0", "2400x4000x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null()),
    )
    .context("cannot start Xvfb; `cargo xtask setup` installs it")?;
    let mut number = String::new();
    if let Some(output) = group.child.stdout.take() {
        BufReader::new(output).read_line(&mut number).context("cannot read from Xvfb")?;
    }
    let number = number.trim();
    if number.is_empty() {
        bail!("Xvfb did not start; run it by hand to see why");
    }
    Ok((group, format!(":{number}")))
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

fn free_port() -> Result<u16> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).context("no port of 127.0.0.1 is free")?;
    Ok(listener.local_addr().context("a port without a number")?.port())
}

/// Asks for `/status`, as WebDriver has it.
fn is_ready(port: u16) -> bool {
    let ask = || -> std::io::Result<bool> {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let mut stream = TcpStream::connect_timeout(&address, QUESTION)?;
        stream.set_read_timeout(Some(QUESTION))?;
        write!(stream, "GET /status HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n")?;
        // Not to the end: chromedriver keeps the connection open all the same.
        let mut answer = Vec::new();
        let mut buffer = [0; 1024];
        loop {
            let length = stream.read(&mut buffer)?;
            answer.extend_from_slice(&buffer[..length]);
            let text = String::from_utf8_lossy(&answer).replace(' ', "");
            if length == 0 || text.contains("\"ready\":") && text.contains('}') {
                return Ok(text.contains("\"ready\":true"));
            }
        }
    };
    ask().unwrap_or(false)
}
