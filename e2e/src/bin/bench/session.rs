//! A page with a document in the viewer, and measurements in it.

use crate::Library;
use crate::document::Document;
use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use sidelight_e2e::{Browser, Page, Reply};
use std::time::Duration;

/// What runs in the page.
const SCRIPTS: [&str; 4] = [
    include_str!("page/frames.js"),
    include_str!("page/viewer.js"),
    include_str!("page/optimum.js"),
    include_str!("page/contenders.js"),
];

/// How long one call may take: mark.js takes many minutes when all is asked for.
const PATIENCE: Duration = Duration::from_secs(2 * 60 * 60);

pub struct Session {
    page: Page,
}

impl Session {
    /// Opens a document.
    pub fn open(browser: &mut Browser, document: &Document, libraries: &[Library]) -> Result<Self> {
        let page = browser.page()?;
        page.server.route("/document.json", Reply::json(document.article.to_string()));
        for library in libraries {
            page.server.route(&library.route(), Reply::javascript(library.script.clone()));
        }
        page.open("/?src=document.json")?;
        page.wait_state("article").with_context(|| format!("{} does not open", document.name))?;
        // The search comes with the dialog, behind the first paint.
        page.wait_count("[part~=open-dialog]", 1)?;
        let session = Self { page };
        let scripts = SCRIPTS.join("\n");
        let names = "{ viewer, optimum, library, settle, facts }";
        session.page.eval(&format!("(() => {{ {scripts}\nwindow.bench = {names}; return true; }})()"))?;
        session.measure("settle", &[])?;
        Ok(session)
    }

    /// What a function of the page's scripts resolves to.
    pub fn measure(&self, function: &str, arguments: &[Value]) -> Result<Value> {
        let script = format!(
            "const [values, done] = arguments; \
             bench.{function}(...values).then((value) => done({{ value }}), (error) => done({{ error: `${{error}}` }}));"
        );
        let mut answer = self.page.run_script(&script, &[json!(arguments)], PATIENCE)?;
        if let Some(error) = answer["error"].as_str() {
            bail!("bench.{function} failed: {error}");
        }
        Ok(answer["value"].take())
    }
}
