//! Getting an article: from an address, a file, or pasted text.

use std::cell::Cell;
use std::fmt;
use std::rc::Rc;
use std::time::Duration;

use gloo_net::http::{Request, RequestBuilder, Response};
use js_sys::{Reflect, Uint8Array};
use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use sidelight_engine::decode::{DecodeError, MAX_BYTES};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader};

/// A server that sends nothing for this long is given up.
const PATIENCE: Duration = Duration::from_secs(10);

/// How far a load has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Bytes that have arrived, after decompression.
    pub received: usize,
    /// Bytes to come in all, where the server says so and does not compress.
    pub total: Option<usize>,
}

/// Why an article could not be loaded.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LoadError {
    /// The address cannot be reached: no network, no such server, or its owner does not allow it (CORS).
    Network,
    /// The server sent nothing for ten seconds.
    TimedOut,
    /// The server answered with this status.
    Status(u16),
    /// What came may be an article, but the part of the program that reads its form could not be had.
    Formats,
    /// What is asked for was in a file of the reader's own, which went with the page.
    NotKept,
    /// What came is no article.
    Decode(DecodeError),
    /// The load was given up for another one.
    Aborted,
}

impl fmt::Display for LoadError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        crate::messages::ENGLISH.load_error(self, f)
    }
}

impl From<DecodeError> for LoadError {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}

/// A load under way; dropping it gives the load up.
#[derive(Debug)]
pub struct Abort(AbortController);

impl Abort {
    /// What gives a load up. Every browser that runs WebAssembly has it.
    ///
    /// # Errors
    /// [`LoadError::Network`] in a browser that cannot.
    pub fn new() -> Result<Self, LoadError> {
        AbortController::new().map(Self).map_err(|_| LoadError::Network)
    }

    /// The controller of the load.
    pub fn controller(&self) -> AbortController {
        self.0.clone()
    }
}

impl Drop for Abort {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Fetches the bytes at an address, and says how far it has come as they arrive.
///
/// # Errors
/// No network, a status other than 2xx, silence of ten seconds, more than [`MAX_BYTES`]; or given up by
/// dropping the [`Abort`] whose controller this is.
pub async fn fetch_bytes(
    address: &str,
    controller: AbortController,
    on_progress: impl Fn(Progress),
) -> Result<Vec<u8>, LoadError> {
    fetch(Request::get(address), MAX_BYTES, controller, &on_progress).await
}

/// The same for a request, and for at most `limit` bytes.
///
/// # Errors
/// As [`fetch_bytes`].
pub async fn fetch(
    request: RequestBuilder,
    limit: usize,
    controller: AbortController,
    on_progress: &dyn Fn(Progress),
) -> Result<Vec<u8>, LoadError> {
    let patience = Patience { controller, is_over: Rc::default(), timer: Cell::new(None) };
    let result = fetch_within(request, limit, &patience, on_progress).await;
    match result {
        Err(LoadError::Network) if patience.is_over.get() => Err(LoadError::TimedOut),
        Err(LoadError::Network) if patience.controller.signal().aborted() => Err(LoadError::Aborted),
        other => other,
    }
}

async fn fetch_within(
    request: RequestBuilder,
    limit: usize,
    patience: &Patience,
    on_progress: &dyn Fn(Progress),
) -> Result<Vec<u8>, LoadError> {
    patience.renew();
    let signal = patience.controller.signal();
    let request = request.abort_signal(Some(&signal)).send();
    let response = request.await.map_err(|_| LoadError::Network)?;
    if !response.ok() {
        return Err(LoadError::Status(response.status()));
    }
    let total = content_length(&response);
    if total.is_some_and(|total| total > limit) {
        return Err(DecodeError::TooLarge { limit }.into());
    }
    let Some(body) = response.body() else { return Ok(vec![]) };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut bytes = Vec::with_capacity(total.unwrap_or(0));
    loop {
        patience.renew();
        let chunk = JsFuture::from(reader.read()).await.map_err(|_| LoadError::Network)?;
        let done = Reflect::get(&chunk, &JsValue::from_str("done")).map_err(|_| LoadError::Network)?;
        if done.is_truthy() {
            return Ok(bytes);
        }
        let value = Reflect::get(&chunk, &JsValue::from_str("value")).map_err(|_| LoadError::Network)?;
        let value: Uint8Array = value.dyn_into().map_err(|_| LoadError::Network)?;
        let before = bytes.len();
        let after = before + value.length() as usize;
        if after > limit {
            patience.controller.abort();
            return Err(DecodeError::TooLarge { limit }.into());
        }
        bytes.resize(after, 0);
        value.copy_to(&mut bytes[before..]);
        on_progress(Progress { received: after, total });
    }
}

/// The length, where it counts the bytes that will arrive: not those of a compressed answer.
fn content_length(response: &Response) -> Option<usize> {
    let headers = response.headers();
    if headers.get("content-encoding").is_some() {
        return None;
    }
    headers.get("content-length")?.parse().ok()
}

/// Aborts a fetch when nothing has come for [`PATIENCE`].
struct Patience {
    controller: AbortController,
    is_over: Rc<Cell<bool>>,
    timer: Cell<Option<TimeoutHandle>>,
}

impl Patience {
    fn renew(&self) {
        let controller = self.controller.clone();
        let is_over = Rc::clone(&self.is_over);
        let timer = set_timeout_with_handle(
            move || {
                is_over.set(true);
                controller.abort();
            },
            PATIENCE,
        );
        if let Some(before) = self.timer.replace(timer.ok()) {
            before.clear();
        }
    }
}

impl Drop for Patience {
    fn drop(&mut self) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
    }
}

/// Reads a file that was dropped or chosen.
///
/// # Errors
/// Where it is larger than [`MAX_BYTES`] or cannot be read.
pub async fn read_file(file: &web_sys::File) -> Result<Vec<u8>, LoadError> {
    if file.size() > MAX_BYTES as f64 {
        return Err(DecodeError::TooLarge { limit: MAX_BYTES }.into());
    }
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| LoadError::Network)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
