//! A page in a browser, and what a test asks of it.

use crate::engine::Engine;
use crate::server::Server;
use anyhow::{Context, Result, bail, ensure};
use fantoccini::actions::{
    InputSource, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction, TouchActions,
};
use fantoccini::error::CmdError;
use fantoccini::wd::TimeoutConfiguration;
use fantoccini::{Client, Locator};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Mutex;
use std::time::{Duration, Instant};
use tokio::runtime::Handle;

/// How long a page may take to reach a state that a test waits for.
const PATIENCE: Duration = Duration::from_secs(20);

/// How long a browser may take for one command.
const COMMAND: Duration = Duration::from_secs(60);

/// How long a window may take to reach the size it was told.
const RESIZE: Duration = Duration::from_secs(2);

/// How often a state is looked at.
const LOOK: Duration = Duration::from_millis(25);

/// What a window measures unless a test says otherwise.
const WINDOW: (u32, u32) = (1280, 900);

/// One page. All of its functions wait for the browser.
pub struct Page {
    /// The site that the page is on.
    pub server: Server,
    engine: Engine,
    client: Client,
    runtime: Handle,
    expected_errors: Mutex<Vec<String>>,
}

impl Page {
    pub(crate) fn new(engine: Engine, client: Client, server: Server, runtime: Handle) -> Result<Self> {
        let page = Page { server, engine, client, runtime, expected_errors: Mutex::default() };
        page.run(page.client.goto("about:blank"))?;
        page.set_window(WINDOW.0, WINDOW.1)?;
        Ok(page)
    }

    /// The engine that shows it.
    pub fn engine(&self) -> Engine {
        self.engine
    }

    /// Opens a path of the site, such as `/?src=articles/NAME.json`.
    pub fn open(&self, path: &str) -> Result<()> {
        self.run(self.client.goto(&self.server.address(path))).with_context(|| format!("cannot open {path}"))
    }

    /// Loads the page anew, as the reader's reload does.
    pub fn reload(&self) -> Result<()> {
        self.run(self.client.refresh())
    }

    /// Goes back in the history.
    pub fn back(&self) -> Result<()> {
        self.run(self.client.back())
    }

    /// The address, from the first slash of its path on.
    pub fn address(&self) -> Result<String> {
        self.eval_text("location.pathname + location.search + location.hash")
    }

    /// The value of a JavaScript expression.
    pub fn eval(&self, expression: &str) -> Result<Value> {
        self.eval_with(expression, &[])
    }

    /// The same, with values that the expression knows as `arguments[0]` …
    pub fn eval_with(&self, expression: &str, arguments: &[Value]) -> Result<Value> {
        let script = format!("return ({expression});");
        self.run(self.client.execute(&script, arguments.to_vec()))
            .with_context(|| format!("cannot evaluate `{expression}`"))
    }

    /// What a script hands to the function that is its last argument, within `limit` instead of a minute.
    pub fn run_script(&self, script: &str, arguments: &[Value], limit: Duration) -> Result<Value> {
        self.run(self.client.update_timeouts(TimeoutConfiguration::new(Some(limit), None, None)))?;
        let running = self.client.execute_async(script, arguments.to_vec());
        // The browser says more about its own time being up than we could.
        self.run_within(limit + COMMAND, running)
    }

    fn eval_text(&self, expression: &str) -> Result<String> {
        let value = self.eval(expression)?;
        let text = value.as_str().map(str::to_owned);
        text.with_context(|| format!("`{expression}` is {value}, not a text"))
    }

    /// Waits until a JavaScript expression is true.
    pub fn wait_until(&self, expression: &str) -> Result<()> {
        self.wait(expression, || {
            let value = self.eval(expression)?;
            Ok((value == json!(true), value.to_string()))
        })
    }

    /// Waits until the viewer says that it is in this state.
    pub fn wait_state(&self, state: &str) -> Result<()> {
        self.wait(&format!("the state `{state}`"), || {
            let found = self.eval("document.querySelector('#sidelight')?.dataset.state")?;
            Ok((found == json!(state), found.to_string()))
        })
    }

    /// Waits until so many elements match.
    pub fn wait_count(&self, css: &str, expected: usize) -> Result<()> {
        self.wait(&format!("{expected} of {css}"), || {
            let found = self.count(css)?;
            Ok((found == expected, found.to_string()))
        })
    }

    /// Waits until the first match has this text.
    pub fn wait_text(&self, css: &str, expected: &str) -> Result<()> {
        self.wait(&format!("{css} to be `{expected}`"), || {
            let found = self.eval_with(TEXT, &[json!(css)])?;
            Ok((found == json!(expected), found.to_string()))
        })
    }

    /// Asks again and again, and says at the deadline what was found last.
    fn wait(&self, what: &str, mut look: impl FnMut() -> Result<(bool, String)>) -> Result<()> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let (reached, found) = look()?;
            if reached {
                return Ok(());
            }
            if Instant::now() > deadline {
                bail!("waited {} s for {what}; at the end it was {found}", PATIENCE.as_secs());
            }
            std::thread::sleep(LOOK);
        }
    }

    /// How many elements match.
    pub fn count(&self, css: &str) -> Result<usize> {
        let count = self.eval_with("document.querySelectorAll(arguments[0]).length", &[json!(css)])?;
        let count = count.as_u64().and_then(|count| usize::try_from(count).ok());
        count.with_context(|| format!("cannot count {css}"))
    }

    /// The text of the first match, with every run of white space as a space.
    pub fn text(&self, css: &str) -> Result<String> {
        let text = self.eval_with(TEXT, &[json!(css)])?;
        let text = text.as_str().map(str::to_owned);
        text.with_context(|| format!("nothing matches {css}"))
    }

    /// The texts of all matches.
    pub fn texts(&self, css: &str) -> Result<Vec<String>> {
        let texts = self.eval_with(
            "[...document.querySelectorAll(arguments[0])]\
             .map((element) => element.textContent.replace(/\\s+/g, ' ').trim())",
            &[json!(css)],
        )?;
        serde_json::from_value(texts).with_context(|| format!("cannot read the texts of {css}"))
    }

    /// An attribute of the first match.
    pub fn attribute(&self, css: &str, name: &str) -> Result<Option<String>> {
        let value = self.eval_with(
            "document.querySelector(arguments[0])?.getAttribute(arguments[1])",
            &[json!(css), json!(name)],
        )?;
        Ok(value.as_str().map(str::to_owned))
    }

    /// Waits for an element, and clicks it as a reader does.
    pub fn click(&self, css: &str) -> Result<()> {
        self.wait(&format!("{css} to be at rest and in view"), || {
            let found = self.run(self.client.execute_async(AT_REST, vec![json!(css)]))?;
            Ok((found == json!(true), found.to_string()))
        })?;
        let element = self.run(self.client.find(Locator::Css(css)));
        let element = element.with_context(|| format!("cannot find {css}"))?;
        self.run(element.click()).with_context(|| format!("cannot click {css}"))
    }

    /// Moves the mouse to the middle of the first line of an element, by way of a place beside it: a pointer that is there already
    /// would not move.
    pub fn point_at(&self, css: &str) -> Result<()> {
        let (x, y) = self.middle_of(css)?;
        self.point(&[(x, y - 1.0), (x, y)])
    }

    /// Moves the mouse to places in the window, one after the other.
    pub fn point(&self, places: &[(f64, f64)]) -> Result<()> {
        let mouse = places.iter().fold(mouse(), |mouse, place| mouse.then(move_to(*place)));
        self.run(self.client.perform_actions(mouse)).context("cannot move the mouse")
    }

    /// Moves the mouse from one place to another with its button pressed, which stays so until [`Page::release`].
    pub fn drag_and_hold(&self, from: (f64, f64), to: (f64, f64)) -> Result<()> {
        let button = PointerAction::Down { button: MOUSE_BUTTON_LEFT };
        let mouse = mouse().then(move_to(from)).then(button).then(move_to(to));
        self.run(self.client.perform_actions(mouse)).context("cannot drag")
    }

    /// Lets go of the mouse's button.
    pub fn release(&self) -> Result<()> {
        // WebKitGTK's driver forgets a pressed button without letting it go, so that is said.
        let mouse = mouse().then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.run(self.client.perform_actions(mouse)).context("cannot release the mouse")
    }

    /// Taps an element with a finger; in WebKitGTK, whose driver has none, with the mouse.
    pub fn tap(&self, css: &str) -> Result<()> {
        if self.engine == Engine::WebKit {
            return self.click(css);
        }
        let finger = TouchActions::new("finger".to_owned())
            .then(move_to(self.middle_of(css)?))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.run(self.client.perform_actions(finger)).context("cannot tap")
    }

    /// Presses keys together, and lets them go: `"\u{E008}\u{E004}"` is Shift and Tab.
    pub fn press(&self, keys: &str) -> Result<()> {
        let mut keyboard = KeyActions::new("keyboard".to_owned());
        for value in keys.chars() {
            keyboard = keyboard.then(KeyAction::Down { value });
        }
        for value in keys.chars().rev() {
            keyboard = keyboard.then(KeyAction::Up { value });
        }
        self.run(self.client.perform_actions(keyboard)).context("cannot press keys")
    }

    /// The middle of the first line of an element, in CSS pixels of the window.
    pub fn middle_of(&self, css: &str) -> Result<(f64, f64)> {
        let middle = self.eval_with(MIDDLE, &[json!(css)])?;
        serde_json::from_value(middle).with_context(|| format!("{css} is nowhere"))
    }

    /// Types into an element; for a file input, the paths of files.
    pub fn type_text(&self, css: &str, text: &str) -> Result<()> {
        self.wait_until_present(css)?;
        let element = self.run(self.client.find(Locator::Css(css)));
        let element = element.with_context(|| format!("cannot find {css}"))?;
        self.run(element.send_keys(text)).with_context(|| format!("cannot type into {css}"))
    }

    /// Empties a field.
    pub fn clear(&self, css: &str) -> Result<()> {
        let element = self.run(self.client.find(Locator::Css(css)));
        let element = element.with_context(|| format!("cannot find {css}"))?;
        self.run(element.clear()).with_context(|| format!("cannot clear {css}"))
    }

    fn wait_until_present(&self, css: &str) -> Result<()> {
        self.wait(css, || {
            let found = self.count(css)?;
            Ok((found > 0, found.to_string()))
        })
    }

    /// Makes the page's own area measure so many CSS pixels.
    pub fn set_window(&self, width: u32, height: u32) -> Result<()> {
        // The window's frame takes some of it. A browser may report a frame
        // that it has not drawn yet, so one try may not do.
        for _ in 0..3 {
            let [frame_width, frame_height] =
                self.size("[outerWidth - innerWidth, outerHeight - innerHeight]")?;
            let resizing = self.client.set_window_size(width + frame_width, height + frame_height);
            self.run(resizing)?;
            let deadline = Instant::now() + RESIZE;
            while Instant::now() < deadline {
                if self.size("[innerWidth, innerHeight]")? == [width, height] {
                    return Ok(());
                }
                std::thread::sleep(LOOK);
            }
        }
        let found = self.size("[innerWidth, innerHeight]")?;
        bail!("{} makes the page {found:?}, not [{width}, {height}]", self.engine)
    }

    fn size(&self, expression: &str) -> Result<[u32; 2]> {
        let size = self.eval(expression)?;
        serde_json::from_value(size.clone()).with_context(|| format!("{size} is no size"))
    }

    /// Waits until what has been laid out is painted.
    pub fn settle(&self) -> Result<()> {
        // The second frame begins after the first one was painted.
        let script = "const done = arguments[0]; \
                      requestAnimationFrame(() => requestAnimationFrame(() => done()))";
        self.run(self.client.execute_async(script, Vec::new()))?;
        Ok(())
    }

    /// Writes a picture of what is in view.
    pub fn screenshot(&self, path: &Path) -> Result<()> {
        let picture = self.run(self.client.screenshot())?;
        std::fs::write(path, picture).with_context(|| format!("cannot write {}", path.display()))
    }

    /// Lets errors that contain this text pass.
    pub fn expect_errors(&self, text: &str) {
        self.expected_errors.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push(text.to_owned());
    }

    /// What the pages reported so far, without what was expected.
    pub fn errors(&self) -> Result<Vec<String>> {
        // A page that belongs to no site has no storage: the blank one, before a test opens another.
        let errors = self.eval(
            "origin === 'null' ? [] : JSON.parse(sessionStorage.getItem('sidelight-test-errors') ?? '[]')",
        )?;
        let mut errors: Vec<String> = serde_json::from_value(errors).context("no list of errors")?;
        let expected = self.expected_errors.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        errors.retain(|error| !expected.iter().any(|text| error.contains(text)));
        Ok(errors)
    }

    /// Fails if a page reported an error. The suite does this after each test.
    pub fn assert_no_errors(&self) -> Result<()> {
        let errors = self.errors()?;
        ensure!(errors.is_empty(), "the page reports:\n{}", errors.join("\n"));
        Ok(())
    }

    fn run<T>(&self, command: impl Future<Output = Result<T, CmdError>>) -> Result<T> {
        self.run_within(COMMAND, command)
    }

    fn run_within<T>(
        &self,
        limit: Duration,
        command: impl Future<Output = Result<T, CmdError>>,
    ) -> Result<T> {
        self.runtime
            .block_on(async { tokio::time::timeout(limit, command).await })
            .with_context(|| format!("{} does not answer", self.engine))?
            .map_err(Into::into)
    }
}

fn mouse() -> MouseActions {
    MouseActions::new("mouse".to_owned())
}

fn move_to((x, y): (f64, f64)) -> PointerAction {
    PointerAction::MoveTo { duration: None, x: x.round(), y: y.round() }
}

/// The middle of the first line of the first match, or null.
const MIDDLE: &str = "(() => { \
     const line = document.querySelector(arguments[0])?.getClientRects()[0]; \
     return line ? [line.left + line.width / 2, line.top + line.height / 2] : null; })()";

/// The text of the first match, or null.
const TEXT: &str = "document.querySelector(arguments[0])?.textContent.replace(/\\s+/g, ' ').trim() ?? null";

/// Brings an element to the middle of the window, and tells whether it stays
/// where it is for two frames: a reader doesn't click what moves.
const AT_REST: &str = "const done = arguments[1]; \
     const element = document.querySelector(arguments[0]); \
     if (!element) { done('not there'); return; } \
     element.scrollIntoView({ block: 'center', inline: 'center', behavior: 'instant' }); \
     const place = () => JSON.stringify(element.getBoundingClientRect()); \
     const before = place(); \
     requestAnimationFrame(() => requestAnimationFrame(() => \
       done(place() === before ? true : 'moving')));";
