//! One file of the reader's, at an address of the same origin as the viewer.
//!
//! Trunk serves only what it built, but it can pass requests on: so the file
//! is served from a port of its own, and Trunk passes `/open/` on to that.
//! A text page goes through `sidelight import`, which gives it its cast.

use crate::run;
use crate::workspace;
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tiny_http::{Header, Response, Server};

/// The path below which the viewer finds the file.
pub const PREFIX: &str = "/open";

/// A file that exists.
pub struct OpenFile {
    path: PathBuf,
    /// The last part of its path, in the form that an address takes.
    name: String,
}

impl OpenFile {
    pub fn new(path: &Path) -> Result<Self> {
        let metadata = fs::metadata(path).with_context(|| format!("cannot open {}", path.display()))?;
        ensure!(metadata.is_file(), "{} is not a file", path.display());
        let path = path.canonicalize().with_context(|| format!("cannot open {}", path.display()))?;
        let name = path.file_name().with_context(|| format!("{} has no name", path.display()))?;
        Ok(OpenFile { name: percent_encoded(&name.to_string_lossy()), path })
    }

    /// What follows the viewer's address.
    pub fn query(&self) -> String {
        format!("?src=open/{}", self.name)
    }

    /// Makes ready what turns a text page into an article.
    pub fn prepare(&self) -> Result<()> {
        if is_json(&self.path) {
            return Ok(());
        }
        println!("building the program, which finds the cast of a text page");
        run::run(run::cargo().args(["build", "--package", "sidelight-publish"]))
    }

    /// Serves the file for as long as the program runs, and returns where.
    pub fn serve(self) -> Result<String> {
        let server = Server::http("127.0.0.1:0")
            .map_err(|error| anyhow::anyhow!("cannot serve {}: {error}", self.path.display()))?;
        let address = format!("http://{}/", server.server_addr());
        std::thread::spawn(move || {
            for request in server.incoming_requests() {
                // The page may have gone away meanwhile; that is its right.
                let _ = request.respond(self.respond());
            }
        });
        Ok(address)
    }

    fn respond(&self) -> Response<std::io::Cursor<Vec<u8>>> {
        match self.read() {
            Ok((bytes, content_type)) => {
                [format!("Content-Type: {content_type}"), "Cache-Control: no-store".to_owned()]
                    .iter()
                    .filter_map(|header| header.parse::<Header>().ok())
                    .fold(Response::from_data(bytes), Response::with_header)
            }
            Err(error) => Response::from_string(error.to_string()).with_status_code(404),
        }
    }

    fn read(&self) -> Result<(Vec<u8>, &'static str)> {
        const JSON: &str = "application/json";
        if is_json(&self.path) {
            return Ok((fs::read(&self.path)?, JSON));
        }
        let program =
            workspace::path("target/debug").join(format!("sidelight{}", std::env::consts::EXE_SUFFIX));
        let import = Command::new(program)
            .arg("import")
            .arg(&self.path)
            .stdin(Stdio::null())
            .stderr(Stdio::inherit())
            .output()?;
        if import.status.success() {
            return Ok((import.stdout, JSON));
        }
        // The viewer says what is wrong with it.
        Ok((fs::read(&self.path)?, "text/plain; charset=utf-8"))
    }
}

fn is_json(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("json"))
}

/// For a part of a path that is the value of a query's field as well.
fn percent_encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => {
                char::from(byte).to_string()
            }
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_what_an_address_cannot_hold() {
        let check = |text: &str, expected: &str| assert_eq!(percent_encoded(text), expected);
        check("op-ed.zh.txt", "op-ed.zh.txt");
        check("a b&c.json", "a%20b%26c.json");
        check("文", "%E6%96%87");
    }

    #[test]
    fn a_missing_file_is_named() {
        let error = OpenFile::new(Path::new("no/such/file")).map(drop);
        assert!(error.is_err_and(|error| error.to_string().contains("no/such/file")));
    }
}
