//! The site under test: `dist/`, and whatever a test puts beside it.
//!
//! Each test has a server of its own, and so an origin of its own: nothing
//! that a page stores is seen by the next test.

use crate::paths;
use anyhow::{Context, Result};
use bytes::Bytes;
use http_body_util::combinators::BoxBody;
use http_body_util::{BodyExt, Channel, Full};
use hyper::body::Incoming;
use hyper::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, HeaderValue};
use hyper::service::service_fn;
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use std::collections::HashMap;
use std::convert::Infallible;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Component, Path};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::net::TcpListener;
use tokio::runtime::Handle;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Put into every page, before anything of its own.
const CONSOLE_TAG: &str = "<script src=\"/__console.js\"></script>";
const CONSOLE: &str = include_str!("server/console.js");

/// A site on a port of its own, for as long as it is not dropped.
pub struct Server {
    address: SocketAddr,
    state: Arc<State>,
    accepting: JoinHandle<()>,
}

/// What a route answers.
#[derive(Clone)]
pub struct Reply {
    status: StatusCode,
    content_type: &'static str,
    body: Bytes,
    end: End,
}

#[derive(Clone, Copy)]
enum End {
    Whole,
    Held(usize),
    Cut(usize),
}

#[derive(Default)]
struct State {
    routes: Mutex<HashMap<String, Route>>,
    requests: Mutex<Vec<String>>,
}

#[derive(Clone)]
struct Route {
    reply: Reply,
    released: watch::Sender<bool>,
}

type Body = BoxBody<Bytes, std::io::Error>;

impl Reply {
    /// An article, or what is taken for one.
    pub fn json(body: impl Into<Bytes>) -> Self {
        Self::new("application/json", body)
    }

    /// A text page, or anything else that is plain text.
    pub fn text(body: impl Into<Bytes>) -> Self {
        Self::new("text/plain; charset=utf-8", body)
    }

    /// A page, which reports its errors as the viewer does.
    pub fn html(body: impl Into<Bytes>) -> Self {
        Self::new("text/html; charset=utf-8", body)
    }

    /// A script.
    pub fn javascript(body: impl Into<Bytes>) -> Self {
        Self::new("text/javascript; charset=utf-8", body)
    }

    /// A WebAssembly module.
    pub fn wasm(body: impl Into<Bytes>) -> Self {
        Self::new("application/wasm", body)
    }

    /// A file of `dist/`, as the server sends it by itself.
    pub fn file(path: &str) -> Self {
        file(path)
    }

    fn new(content_type: &'static str, body: impl Into<Bytes>) -> Self {
        Reply { status: StatusCode::OK, content_type, body: body.into(), end: End::Whole }
    }

    /// The same with another status.
    pub fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Sends only so many bytes until [`Server::release`] lets the rest go.
    pub fn held_after(mut self, bytes: usize) -> Self {
        self.end = End::Held(bytes.min(self.body.len()));
        self
    }

    /// Breaks the connection after so many bytes.
    pub fn cut_after(mut self, bytes: usize) -> Self {
        self.end = End::Cut(bytes.min(self.body.len()));
        self
    }
}

impl Server {
    /// Serves `dist/` on a free port.
    pub fn start(runtime: &Handle) -> Result<Self> {
        let state = Arc::<State>::default();
        let listener = runtime
            .block_on(TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))
            .context("no port of 127.0.0.1 is free")?;
        let address = listener.local_addr().context("a port without a number")?;
        let accepting = runtime.spawn(accept(listener, Arc::clone(&state)));
        Ok(Server { address, state, accepting })
    }

    /// The address of a path, which begins with a slash.
    pub fn address(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// Answers a path in this way from now on, rather than with what `dist/`
    /// has there.
    pub fn route(&self, path: &str, reply: Reply) {
        let route = Route { reply, released: watch::Sender::new(false) };
        locked(&self.state.routes).insert(path.to_owned(), route);
    }

    /// Lets a reply go on that was [held](Reply::held_after).
    pub fn release(&self, path: &str) {
        if let Some(route) = locked(&self.state.routes).get(path) {
            route.released.send_replace(true);
        }
    }

    /// The paths asked for so far, in order.
    pub fn requests(&self) -> Vec<String> {
        locked(&self.state.requests).clone()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.accepting.abort();
    }
}

fn locked<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

async fn accept(listener: TcpListener, state: Arc<State>) {
    while let Ok((stream, _)) = listener.accept().await {
        let state = Arc::clone(&state);
        let service = service_fn(move |request| {
            let state = Arc::clone(&state);
            async move { Ok::<_, Infallible>(answer(&state, &request)) }
        });
        tokio::spawn(async move {
            // A browser may break a connection, and a reply may ask for that.
            let _ = hyper::server::conn::http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

fn answer(state: &State, request: &Request<Incoming>) -> Response<Body> {
    let path = request.uri().path();
    locked(&state.requests).push(path.to_owned());
    let route = locked(&state.routes).get(path).cloned();
    let (reply, released) = match route {
        Some(route) => (route.reply, route.released.subscribe()),
        None => (file(path), watch::channel(true).1),
    };
    let body =
        if reply.content_type.starts_with("text/html") { with_console(&reply.body) } else { reply.body };
    let mut response = Response::new(sent(body.clone(), reply.end, released));
    *response.status_mut() = reply.status;
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(reply.content_type));
    headers.insert(CONTENT_LENGTH, body.len().into());
    // The next test may serve something else at the same address.
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

/// A file of `dist/`, or what a server says when there is none.
fn file(path: &str) -> Reply {
    if path == "/__console.js" {
        return Reply::new("text/javascript", CONSOLE);
    }
    let relative = match path.trim_start_matches('/') {
        "" => Path::new("index.html"),
        relative => Path::new(relative),
    };
    let is_inside = relative.components().all(|part| matches!(part, Component::Normal(_)));
    match std::fs::read(paths::dist().join(relative)) {
        Ok(bytes) if is_inside => Reply::new(content_type(relative), bytes),
        _ => Reply::text("There is nothing here.").with_status(StatusCode::NOT_FOUND),
    }
}

fn content_type(path: &Path) -> &'static str {
    match path.extension().and_then(|extension| extension.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("wasm") => "application/wasm",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// The page with our script first in its head.
fn with_console(page: &[u8]) -> Bytes {
    let text = String::from_utf8_lossy(page);
    let start =
        text.find("<head").and_then(|head| text[head..].find('>').map(|end| head + end + 1)).unwrap_or(0);
    Bytes::from(format!("{}{CONSOLE_TAG}{}", &text[..start], &text[start..]))
}

/// A body that ends as the reply says.
fn sent(body: Bytes, end: End, mut released: watch::Receiver<bool>) -> Body {
    let first = match end {
        End::Whole => return Full::new(body).map_err(|never| match never {}).boxed(),
        End::Held(bytes) | End::Cut(bytes) => bytes,
    };
    let (mut sender, channel) = Channel::new(1);
    tokio::spawn(async move {
        // Sending fails when the browser went away, and then all is said.
        let _ = sender.send_data(body.slice(..first)).await;
        if matches!(end, End::Cut(_)) {
            sender.abort(std::io::Error::other("cut, as the test asked"));
            return;
        }
        let _ = released.wait_for(|released| *released).await;
        let _ = sender.send_data(body.slice(first..)).await;
    });
    channel.boxed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_console_comes_first_in_the_head() {
        let check = |page: &str, expected: &str| {
            assert_eq!(with_console(page.as_bytes()), Bytes::from(expected.to_owned()));
        };
        check(
            "<!doctype html><html><head lang=en><title>x</title></head>",
            "<!doctype html><html><head lang=en><script src=\"/__console.js\"></script><title>x</title></head>",
        );
        check("plain", "<script src=\"/__console.js\"></script>plain");
    }

    #[test]
    fn nothing_outside_the_folder_is_served() {
        for path in ["/../Cargo.toml", "/a/../../Cargo.toml", "//etc/hostname"] {
            assert_eq!(file(path).status, StatusCode::NOT_FOUND, "{path}");
        }
    }
}
