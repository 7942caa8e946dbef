//! The three browser engines, and how each is driven.

use anyhow::{Context, Result, bail};
use serde_json::{Map, Value, json};
use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::str::FromStr;

/// A browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// That of Chrome and Edge.
    Chromium,
    /// Gecko.
    Firefox,
    /// WebKitGTK: what Safari's engine is on Linux.
    WebKit,
}

impl Engine {
    /// The engines that are tested on this system. macOS has no WebKitGTK.
    pub const ALL: &[Engine] = if cfg!(target_os = "macos") {
        &[Engine::Chromium, Engine::Firefox]
    } else {
        &[Engine::Chromium, Engine::Firefox, Engine::WebKit]
    };

    /// The name on the command line and in reports.
    pub fn name(self) -> &'static str {
        match self {
            Engine::Chromium => "chromium",
            Engine::Firefox => "firefox",
            Engine::WebKit => "webkit",
        }
    }

    /// The program that speaks WebDriver, made to listen on `port`.
    pub(crate) fn driver(self, port: u16) -> Command {
        let mut command = match self {
            Engine::Chromium => Command::new("chromedriver"),
            Engine::Firefox => Command::new("geckodriver"),
            Engine::WebKit => {
                // MiniBrowser wants a session bus.
                let mut command = Command::new("dbus-run-session");
                command.args(["--", "WebKitWebDriver"]);
                command
            }
        };
        command.arg(format!("--port={port}"));
        if self == Engine::Firefox {
            // For `browser::let_windows_be_narrow`.
            command.arg("--allow-system-access");
        }
        command
    }

    /// Whether the browser cannot do without a screen.
    pub(crate) fn needs_screen(self) -> bool {
        self == Engine::WebKit
    }

    /// What to ask of the driver for a new session.
    pub(crate) fn capabilities(self) -> Result<Map<String, Value>> {
        let mut capabilities = Map::new();
        match self {
            Engine::Chromium => {
                let mut arguments = vec![
                    "--headless=new",
                    "--disable-gpu",
                    "--disable-dev-shm-usage",
                    "--disable-quic",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--no-first-run",
                    "--accept-lang=en-GB,en",
                ];
                // Chromium refuses to sandbox what root runs.
                if rustix::process::geteuid().is_root() {
                    arguments.push("--no-sandbox");
                }
                let mut options = json!({ "args": arguments });
                if let Some(binary) = in_path(&["chromium", "chromium-browser", "google-chrome"]) {
                    options["binary"] = json!(binary);
                }
                capabilities.insert("goog:chromeOptions".to_owned(), options);
            }
            Engine::Firefox => {
                let mut options = json!({
                    "args": ["-headless"],
                    "prefs": { "intl.accept_languages": "en-GB, en" },
                });
                if let Some(binary) = in_path(&["firefox", "firefox-esr"]) {
                    options["binary"] = json!(binary);
                }
                capabilities.insert("moz:firefoxOptions".to_owned(), options);
            }
            Engine::WebKit => {
                capabilities.insert(
                    "webkitgtk:browserOptions".to_owned(),
                    json!({ "binary": mini_browser()?, "args": ["--automation"] }),
                );
            }
        }
        Ok(capabilities)
    }
}

impl fmt::Display for Engine {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Engine {
    type Err = anyhow::Error;

    fn from_str(name: &str) -> Result<Self> {
        let Some(engine) = Engine::ALL.iter().find(|engine| engine.name() == name) else {
            let names: Vec<&str> = Engine::ALL.iter().map(|engine| engine.name()).collect();
            bail!("no engine `{name}` here; there are {}", names.join(", "));
        };
        Ok(*engine)
    }
}

fn in_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    names.iter().find_map(|name| {
        std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
    })
}

/// WebKitGTK's own browser, which no distribution puts in the PATH.
fn mini_browser() -> Result<PathBuf> {
    let mut folders = vec![PathBuf::from("/usr/libexec"), PathBuf::from("/usr/lib")];
    // Debian's folders for one architecture: /usr/lib/x86_64-linux-gnu.
    folders.extend(std::fs::read_dir("/usr/lib").into_iter().flatten().flatten().map(|entry| entry.path()));
    let versions = ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"];
    versions
        .iter()
        .flat_map(|version| folders.iter().map(move |folder| folder.join(version).join("MiniBrowser")))
        .find(|file| Path::is_file(file))
        .context("WebKitGTK's MiniBrowser is not installed; on Debian it comes with webkit2gtk-driver")
}
