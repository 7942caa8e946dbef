//! A driver's process, from its start until it is dropped.

mod process_group;
mod screen;

use crate::engine::Engine;
use crate::paths;
use anyhow::{Context, Result, bail};
use process_group::ProcessGroup;
use std::fs::File;
use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::process::Stdio;
use std::time::{Duration, Instant};

pub use process_group::end_all_when_interrupted;

/// How long a driver may take before it answers.
const START: Duration = Duration::from_secs(30);

/// How long one question may take while a driver starts.
const QUESTION: Duration = Duration::from_secs(1);

/// A running driver.
pub(crate) struct Driver {
    port: u16,
    // Dropped in this order: the browser before its screen.
    process: ProcessGroup,
    _screen: Option<ProcessGroup>,
}

impl Driver {
    /// Starts the driver of an engine, and waits until it is ready.
    pub fn start(engine: Engine) -> Result<Self> {
        let port = free_port()?;
        let mut command = engine.driver(port);
        let screen = match engine.needs_screen() {
            true => Some(screen::start_for(&mut command)?),
            false => None,
        };
        let log_path = paths::output(&format!("{engine}.log"))?;
        let log = File::create(&log_path).with_context(|| format!("cannot write {}", log_path.display()))?;
        command
            // The viewer speaks the browser's language, and the tests English.
            .env("LANGUAGE", "en_GB:en")
            .stdin(Stdio::null())
            .stdout(log.try_clone().context("cannot share the log")?)
            .stderr(log);
        let process = ProcessGroup::start(&mut command).with_context(|| {
            format!("cannot start the driver of {engine}; `cargo xtask setup` installs it")
        })?;
        let mut driver = Driver { port, process, _screen: screen };
        let deadline = Instant::now() + START;
        while !is_ready(port) {
            let log = log_path.display();
            if let Some(status) = driver.process.has_ended() {
                bail!("the driver of {engine} ended at once ({status}); see {log}");
            }
            if Instant::now() > deadline {
                bail!("the driver of {engine} did not answer within {} s; see {log}", START.as_secs());
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
