//! What only the system's package manager installs: browsers and fonts.

use super::log;
use crate::progress::{Step, packages_unpacked};
use crate::run;
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A package of Debian's, and how to see that it is there.
struct Package {
    name: &'static str,
    /// Any of these files will do; a bare name is looked up in the PATH.
    present: &'static [&'static str],
}

const fn package(name: &'static str, present: &'static [&'static str]) -> Package {
    Package { name, present }
}

/// Browsers, their drivers, a screen for WebKit, and fonts: without those for
/// Chinese, half of the library would be boxes.
const PACKAGES: &[Package] = &[
    package("chromium", &["chromium", "google-chrome", "chromium-browser"]),
    package("chromium-driver", &["chromedriver"]),
    package("firefox-esr", &["firefox-esr", "firefox"]),
    package("webkit2gtk-driver", &["WebKitWebDriver"]),
    package("xvfb", &["Xvfb"]),
    package("dbus-daemon", &["dbus-run-session"]),
    package("fonts-noto-cjk", &["/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc"]),
    package("fonts-noto-core", &["/usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf"]),
];

/// Sees to the browsers.
pub fn prepare() -> Result<()> {
    if cfg!(target_os = "macos") {
        return on_macos();
    }
    let missing: Vec<&str> = PACKAGES
        .iter()
        // Fonts have other places elsewhere; there they are left to the user.
        .filter(|package| is_debian() || !package.present[0].starts_with('/'))
        .filter(|package| !package.present.iter().any(|file| is_present(file)))
        .map(|package| package.name)
        .collect();
    if missing.is_empty() {
        return Ok(());
    }
    if is_debian() {
        return install_packages(&missing, "the browsers");
    }
    bail!(
        "the browser tests need Chromium with chromedriver, Firefox, WebKitGTK's \
         WebKitWebDriver with its MiniBrowser, Xvfb and dbus-run-session. Debian's \
         names for what is missing here are: {}. Install them by your system's \
         package manager, then run this again",
        missing.join(" ")
    )
}

/// Installs packages where we may, else says how to.
pub fn install_packages(names: &[&str], what: &str) -> Result<()> {
    let command_line =
        format!("apt-get update && apt-get install --yes --no-install-recommends {}", names.join(" "));
    if !is_root() {
        bail!(
            "{what}: packages of the system are missing. Install them with\n\n    \
             sudo sh -c '{command_line}'\n\nthen run this again"
        );
    }
    let apt = |arguments: &[&str]| {
        let mut command = Command::new("apt-get");
        command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive").env("LC_ALL", "C.UTF-8");
        command
    };
    Step {
        label: "Updating the list of Debian's packages",
        log: log("apt-update"),
        progress: packages_unpacked,
    }
    .run(&mut apt(&["update"]))?;
    let mut install = apt(&["install", "--yes", "--no-install-recommends"]);
    install.args(names);
    Step {
        label: &format!("Installing {what} from Debian's packages"),
        log: log("apt-install"),
        progress: packages_unpacked,
    }
    .run(&mut install)
}

/// Whether apt and dpkg rule this system.
pub fn is_debian() -> bool {
    Path::new("/etc/debian_version").exists() && is_present("apt-get")
}

fn on_macos() -> Result<()> {
    let browsers = [
        ("chromedriver", "brew install --cask chromedriver google-chrome"),
        ("/Applications/Firefox.app", "brew install --cask firefox"),
    ];
    for (file, command_line) in browsers {
        if !is_present(file) {
            bail!("the browser tests need {file}. Install it with `{command_line}`, then run this again");
        }
    }
    Ok(())
}

fn is_root() -> bool {
    run::output(Command::new("id").arg("-u")).as_deref() == Some("0")
}

fn is_present(file: &str) -> bool {
    if file.starts_with('/') {
        return Path::new(file).exists();
    }
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder: PathBuf| folder.join(file).is_file())
}
