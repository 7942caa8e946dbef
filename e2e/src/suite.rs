//! Runs each test in each engine.

use crate::browser::Browser;
use crate::driver::end_all_when_interrupted;
use crate::engine::Engine;
use crate::page::Page;
use crate::paths;
use anyhow::{Context, Result};
use libtest_mimic::{Arguments, Completion, Conclusion, Failed, Trial};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::runtime::Runtime;

/// A test, and the names that it is reported by.
#[derive(Clone, Copy)]
pub struct Test {
    /// The path of the module; its last part is shown.
    pub module: &'static str,
    /// The function's name.
    pub name: &'static str,
    /// The function.
    pub body: fn(&Page) -> Result<Outcome>,
}

/// How a test ends that did not fail.
pub enum Outcome {
    /// All that it checks holds.
    Passed,
    /// It could not be done here, for this reason.
    Skipped(String),
}

impl From<()> for Outcome {
    fn from((): ()) -> Self {
        Outcome::Passed
    }
}

/// A list of test functions: `tests![opens_the_library, …]`.
#[macro_export]
macro_rules! tests {
    ($($name:ident),* $(,)?) => {
        &[$($crate::suite::Test {
            module: module_path!(),
            name: stringify!($name),
            body: |page| Ok($name(page)?.into()),
        }),*]
    };
}

/// Runs what the command line and `SIDELIGHT_ENGINE` choose, and ends the
/// browsers.
pub fn run(tests: &[Test]) -> Result<Conclusion> {
    let mut arguments = Arguments::from_args();
    let engines = match std::env::var("SIDELIGHT_ENGINE") {
        Ok(name) => vec![name.parse::<Engine>()?],
        Err(_) => Engine::ALL.to_vec(),
    };
    // One an engine: a driver has one window at a time.
    arguments.test_threads.get_or_insert(engines.len());

    let runtime = Runtime::new().context("cannot start the runtime")?;
    end_all_when_interrupted(runtime.handle());
    paths::forget_pictures()?;
    let browsers: Vec<_> = engines
        .into_iter()
        .map(|engine| Arc::new(Mutex::new(Browser::new(engine, runtime.handle().clone()))))
        .collect();
    let trials = tests.iter().flat_map(|test| browsers.iter().map(|browser| trial(*test, browser))).collect();
    Ok(libtest_mimic::run(&arguments, trials))
}

fn trial(test: Test, browser: &Arc<Mutex<Browser>>) -> Trial {
    let browser = Arc::clone(browser);
    let engine = browser.lock().unwrap_or_else(PoisonError::into_inner).engine();
    let module = test.module.rsplit("::").next().unwrap_or(test.module);
    let name = format!("{engine}::{module}::{}", test.name);
    Trial::ignorable_test(name.clone(), move || {
        let mut browser = browser.lock().unwrap_or_else(PoisonError::into_inner);
        match run_in(&mut browser, test, &name) {
            Ok(Outcome::Passed) => Ok(Completion::Completed),
            Ok(Outcome::Skipped(reason)) => Ok(Completion::ignored_with(reason)),
            Err(error) => Err(Failed::from(format!("{error:#}"))),
        }
    })
}

/// Runs one test, and keeps what helps to understand a failure.
fn run_in(browser: &mut Browser, test: Test, name: &str) -> Result<Outcome> {
    let page = browser.page()?;
    let result = (test.body)(&page).and_then(|outcome| {
        page.assert_no_errors()?;
        Ok(outcome)
    });
    let Err(error) = result else {
        return result;
    };
    let error = match keep(&page, name) {
        Ok(kept) => error.context(kept),
        Err(second) => error.context(format!("(no picture: {second:#})")),
    };
    // Whatever state the browser is in, the next test shall not see it.
    browser.restart();
    Err(error)
}

/// Writes a picture, and tells the page's errors.
fn keep(page: &Page, name: &str) -> Result<String> {
    let path = paths::output(&format!("{}.png", name.replace("::", "-")))?;
    page.screenshot(&path)?;
    let errors = page.errors().unwrap_or_default();
    Ok(format!("see {}; the page is at {} and reports {errors:?}", path.display(), page.address()?))
}
