//! `cargo xtask serve`: the viewer with live reload, on one article if asked.

mod open_file;

use crate::build::trunk;
use crate::setup::{self, Need};
use anyhow::{Context, Result, bail};
use open_file::OpenFile;
use signal_hook::consts::{SIGINT, SIGTERM};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

/// Where the search for a free port begins when none is asked for.
const FIRST_PORT: u16 = 8080;

/// How often we look whether the server answers, or has ended.
const LOOK: Duration = Duration::from_millis(100);

#[derive(clap::Args)]
pub struct Options {
    /// An article to open: JSON, or a text page. Each reload reads it anew
    file: Option<PathBuf>,
    /// The port of the address [default: the first free one from 8080 on]
    #[arg(long)]
    port: Option<u16>,
}

/// Serves until it is interrupted.
pub fn serve(options: &Options) -> Result<()> {
    // Before anything is built, so that a mistyped name costs no time.
    let file = options.file.as_deref().map(OpenFile::new).transpose()?;
    let port = free_port(options.port)?;
    let tools = setup::prepare(Need::Serve)?;
    if let Some(file) = &file {
        file.prepare()?;
    }

    let mut command = trunk(&tools);
    command
        .arg("serve")
        // Not dist/, which is for what `build` makes.
        .args(["--dist", "target/serve"])
        .args(["--port", &port.to_string()]);
    let mut address = format!("http://127.0.0.1:{port}/");
    if let Some(file) = file {
        address.push_str(&file.query());
        command
            .args(["--proxy-backend", &file.serve()?])
            .args(["--proxy-rewrite", open_file::PREFIX])
            .arg("--proxy-no-system-proxy");
    }

    let interrupted = Arc::new(AtomicBool::new(false));
    for signal in [SIGINT, SIGTERM] {
        signal_hook::flag::register(signal, Arc::clone(&interrupted)).context("cannot catch signals")?;
    }
    std::fs::create_dir_all(crate::workspace::path("target/serve")).context("cannot create target/serve")?;
    let server = command.stdin(Stdio::null()).spawn().context("cannot start trunk")?;
    watch(server, port, &address, &interrupted)
}

/// Tells the address once the server answers, and ends the server with us.
fn watch(mut server: Child, port: u16, address: &str, interrupted: &AtomicBool) -> Result<()> {
    let mut told = false;
    loop {
        if interrupted.load(Ordering::Relaxed) {
            let _ = server.kill();
            let _ = server.wait();
            return Ok(());
        }
        if let Some(status) = server.try_wait().context("cannot wait for trunk")? {
            bail!("trunk ended by itself ({status}); its messages are above");
        }
        if !told && answers(port) {
            told = true;
            println!("\nSidelight is at {address}\nIt reloads when a source file changes. Ctrl-C ends it.\n");
        }
        std::thread::sleep(LOOK);
    }
}

fn answers(port: u16) -> bool {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    TcpStream::connect_timeout(&address, LOOK).is_ok()
}

fn free_port(wanted: Option<u16>) -> Result<u16> {
    let is_free = |port: u16| TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok();
    match wanted {
        Some(port) if is_free(port) => Ok(port),
        Some(port) => bail!(
            "port {port} of 127.0.0.1 is taken; choose another, or leave out --port to have a free one chosen"
        ),
        None => (FIRST_PORT..FIRST_PORT + 100)
            .find(|port| is_free(*port))
            .context("no port from 8080 to 8179 is free; choose one with --port"),
    }
}
