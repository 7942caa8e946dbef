//! A driver, and the session that pages are opened in.

use crate::driver::Driver;
use crate::engine::Engine;
use crate::page::Page;
use crate::server::Server;
use anyhow::{Context, Result};
use fantoccini::wd::WebDriverCompatibleCommand;
use fantoccini::{Client, ClientBuilder};
use hyper::Method;
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;
use std::time::Duration;
use tokio::runtime::Handle;
use url::{ParseError, Url};

/// How long a browser may take to start.
const START: Duration = Duration::from_secs(60);

/// How long a session may take to end.
const END: Duration = Duration::from_secs(10);

/// One engine, started when a page is first asked for.
pub struct Browser {
    engine: Engine,
    runtime: Handle,
    // The session is ended before its driver.
    session: Option<Client>,
    driver: Option<Driver>,
}

impl Browser {
    /// Nothing is started yet.
    pub fn new(engine: Engine, runtime: Handle) -> Self {
        Browser { engine, runtime, session: None, driver: None }
    }

    /// Which engine it is.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// A blank page of a site of its own.
    ///
    /// The session is one for all pages, since starting a browser takes
    /// longer than most tests; [`Browser::restart`] ends it.
    pub fn page(&mut self) -> Result<Page> {
        let session = match &self.session {
            Some(session) => session.clone(),
            None => {
                let session = self.connect()?;
                self.session.insert(session).clone()
            }
        };
        let server = Server::start(&self.runtime)?;
        Page::new(self.engine, session, server, self.runtime.clone())
    }

    /// Ends the session: the next page gets a new one.
    pub fn restart(&mut self) {
        if let Some(session) = self.session.take() {
            let ended = self.runtime.block_on(async { tokio::time::timeout(END, session.close()).await });
            if !matches!(ended, Ok(Ok(()))) {
                // A driver that lost its browser may not give another.
                self.driver = None;
            }
        }
    }

    fn connect(&mut self) -> Result<Client> {
        let driver = match &self.driver {
            Some(driver) => driver,
            None => self.driver.insert(Driver::start(self.engine)?),
        };
        let mut builder = ClientBuilder::new(HttpConnector::new());
        builder.capabilities(self.engine.capabilities()?);
        let address = driver.address();
        let connecting = async {
            let client = builder.connect(&address).await?;
            if self.engine == Engine::Firefox {
                let_windows_be_narrow(&client).await?;
            }
            anyhow::Ok(client)
        };
        self.runtime
            .block_on(async { tokio::time::timeout(START, connecting).await })
            .with_context(|| format!("{} did not start in time", self.engine))?
            .with_context(|| format!("{} did not start", self.engine))
    }
}

/// Firefox makes no window narrower than its own toolbars look well in, and
/// that is wider than a phone.
async fn let_windows_be_narrow(client: &Client) -> Result<()> {
    client.issue_cmd(SetContext("chrome")).await?;
    client.execute("document.documentElement.style.minWidth = '0'", Vec::new()).await?;
    client.issue_cmd(SetContext("content")).await?;
    Ok(())
}

/// Geckodriver's command to run scripts in the browser's own windows.
#[derive(Debug)]
struct SetContext(&'static str);

impl WebDriverCompatibleCommand for SetContext {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/moz/context", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "context": self.0 }).to_string()))
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.restart();
    }
}
