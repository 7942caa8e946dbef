//! How fast highlighting is, beside other highlighters in the same page: `cargo xtask bench`.

mod aims;
mod dictionary;
mod document;
mod native;
mod report;
mod results;
mod session;
mod table;

use anyhow::{Context, Result};
use clap::Parser;
use document::Document;
use results::{Facts, Moves, Results, Search, milliseconds};
use serde_json::{Value, json};
use session::Session;
use sidelight_e2e::{Browser, Engine, end_all_when_interrupted};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use tokio::runtime::Runtime;

const KEYWORDS: [usize; 3] = [1, 10, 100];

/// Milliseconds after which a library is left out with more keywords, unless all is asked for: ten times as many
/// take mark.js a hundred times as long.
const SLOW: f64 = 2000.0;

/// Steps and resizes, for their median.
const MOVES: usize = 7;

#[derive(Parser)]
struct Arguments {
    /// The folder of a package of npm that marks words
    #[arg(long = "library")]
    libraries: Vec<PathBuf>,
    /// The folder of the articles to search in
    #[arg(long)]
    documents: PathBuf,
    /// Only documents whose name contains this
    #[arg(long)]
    only: Option<String>,
    /// Also what takes minutes
    #[arg(long)]
    full: bool,
}

/// A highlighter to compare with.
pub struct Library {
    name: String,
    version: String,
    script: Vec<u8>,
}

impl Library {
    fn read(folder: &Path) -> Result<Self> {
        let read = |file: &str| {
            let path = folder.join(file);
            std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))
        };
        let package: Value = serde_json::from_slice(&read("package.json")?)
            .with_context(|| format!("{} has no package", folder.display()))?;
        let text = |key: &str| package[key].as_str().unwrap_or_default().to_owned();
        Ok(Self { name: text("name"), version: text("version"), script: read("dist/mark.es6.min.js")? })
    }

    /// Where the page finds its script.
    pub fn route(&self) -> String {
        format!("/bench/{}", self.name)
    }
}

fn main() -> ExitCode {
    match run(&Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<()> {
    let libraries =
        arguments.libraries.iter().map(|folder| Library::read(folder)).collect::<Result<Vec<_>>>()?;
    let documents = documents(arguments)?;
    let runtime = Runtime::new().context("cannot start the runtime")?;
    end_all_when_interrupted(runtime.handle());
    let mut browser = Browser::new(Engine::Chromium, runtime.handle().clone());
    let mut results = Results::default();
    for document in &documents {
        let session = Session::open(&mut browser, document, &libraries)?;
        results.facts = Facts::new(&session.measure("facts", &[])?, &libraries);
        measure_viewer(&session, document, &mut results)?;
        measure_optimum(&session, document, &mut results)?;
        drop(session);
        if (900_000..2_000_000).contains(&document.bytes) {
            results.dictionaries.push(dictionary::measure(&mut browser, document)?);
        }
        for library in &libraries {
            measure_library(&mut browser, document, library, arguments.full, &mut results)?;
        }
    }
    report::write(&results, arguments.only.is_none())
}

/// The documents, the shortest first.
fn documents(arguments: &Arguments) -> Result<Vec<Document>> {
    let folder = &arguments.documents;
    let mut documents = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot read {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        if arguments.only.as_ref().is_none_or(|only| name.contains(only.as_str())) {
            documents.push(Document::read(&path)?);
        }
    }
    documents.sort_by(|one, other| (one.bytes, &one.name).cmp(&(other.bytes, &other.name)));
    Ok(documents)
}

/// Fewer for what takes long.
fn repetitions(document: &Document) -> usize {
    if document.bytes > 2_000_000 { 5 } else { 7 }
}

fn measure_viewer(session: &Session, document: &Document, results: &mut Results) -> Result<()> {
    results.prepared(document, "sidelight", session.measure("viewer.prepared", &[])?.as_f64());
    for count in KEYWORDS {
        let arguments = [document.keywords(count).clone(), json!(repetitions(document))];
        for (function, contender) in
            [("viewer.searches", "sidelight"), ("viewer.oneMoreLetter", "… one more letter")]
        {
            let samples = session.measure(function, &arguments)?;
            results.searches.push(Search::new(document, count, contender, &samples));
        }
    }
    if document.bytes < 2_000_000 {
        return Ok(());
    }
    for keyword in [&Value::Null, &document.rare, &document.frequent] {
        let moves = session.measure("viewer.moves", &[keyword.clone(), json!(MOVES)])?;
        results.moves.push(Moves::new(&moves));
    }
    Ok(())
}

fn measure_optimum(session: &Session, document: &Document, results: &mut Results) -> Result<()> {
    for count in KEYWORDS {
        let arguments = [document.keywords(count).clone(), json!(repetitions(document))];
        let samples = session.measure("optimum.searches", &arguments)?;
        if count == KEYWORDS[0] {
            results.prepared(document, "optimum", milliseconds(&samples, "prepared"));
        }
        results.searches.push(Search::new(document, count, "optimum", &samples));
    }
    Ok(())
}

/// A library may take minutes, so it is run once, and once it was slow it gets no more keywords.
fn measure_library(
    browser: &mut Browser,
    document: &Document,
    library: &Library,
    full: bool,
    results: &mut Results,
) -> Result<()> {
    let session = Session::open(browser, document, std::slice::from_ref(library))?;
    let mut is_slow = false;
    for count in KEYWORDS {
        if is_slow && !full {
            results.searches.push(Search::left_out(document, count, &library.name));
            continue;
        }
        let arguments = [json!(library.route()), document.keywords(count).clone(), json!(1)];
        let samples = session.measure("library.searches", &arguments)?;
        let search = Search::new(document, count, &library.name, &samples);
        is_slow = search.times.as_ref().is_some_and(|times| times.paint > SLOW);
        results.searches.push(search);
    }
    Ok(())
}
