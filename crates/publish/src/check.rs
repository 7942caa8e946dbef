//! `sidelight check`: what is wrong with articles and dictionaries.

mod advice;
mod names;
mod parts;

use std::collections::HashSet;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use sidelight_engine::article::Article;
use sidelight_engine::decode::{Diagnostic, decode_library, repeated_names};

use crate::cast::{Cast, Fault, Sources};
use crate::files::{self, Failure};
use crate::input;

use advice::{Now, advice};
use names::{dictionary_faults, shared_name};

/// List what is wrong with articles, a line each, and exit with 1 where anything is
///
/// A line names the file, the place in it and the fault, as in `page.json: body[3].content[1].entity: no
/// entity "openai"`. Feeds that list articles and dictionaries of entities are checked as well.
///
/// What is not wrong but could be better has “suggestion:” before it, as in `page.json: body[4]: suggestion: the figure
/// has no credit`, and changes the exit code with --strict only. The places of suggestions are those of the article as
/// `import` writes it. Of a file of several articles, all are checked.
///
/// Dictionaries and annotations that an article names are read where they lie beside it.
#[derive(Args)]
#[command(arg_required_else_help = true)]
pub struct Check {
    /// Articles in any form that `import` reads, feeds and dictionaries; - is the standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    sources: Sources,
    /// Exit with 1 where there are suggestions as well
    #[arg(long)]
    strict: bool,
}

/// What is to be said of a file.
#[derive(Default)]
struct Findings {
    faults: Vec<Fault>,
    suggestions: Vec<Fault>,
}

impl Check {
    /// Checks all files, also behind one that cannot be read.
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let now = Now::of_clock();
        // What is wrong in a dictionary is said once, and not again with each article.
        let mut said = HashSet::new();
        let mut is_sound = true;
        for file in &self.files {
            match self.findings(file, now) {
                Ok(Findings { faults, suggestions }) => {
                    is_sound &= faults.is_empty() && (suggestions.is_empty() || !self.strict);
                    let mut lines = String::new();
                    for line in faults.iter().chain(&suggestions).map(ToString::to_string) {
                        if said.insert(line.clone()) {
                            let _ = writeln!(lines, "{line}");
                        }
                    }
                    files::print(&lines)?;
                }
                Err(failure) => {
                    is_sound = false;
                    let line = failure.to_string();
                    if said.insert(line.clone()) {
                        eprintln!("{line}");
                    }
                }
            }
        }
        Ok(if is_sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }

    fn findings(&self, file: &Path, now: Now) -> Result<Findings, Failure> {
        let bytes = files::read(file)?;
        let repeated = repeated_names(&bytes);
        let (articles, faults) = match input::decode_all(file, &bytes) {
            Ok(decoded) => decoded,
            // No article, but perhaps a list of articles or of entities.
            Err(error) => {
                let library = decode_library(&bytes).map(|(_, faults)| faults).ok();
                let faults = library.or_else(|| dictionary_faults(&bytes));
                (vec![], faults.ok_or_else(|| Failure::decode(file, &error))?)
            }
        };
        let faults = Fault::all_of(file, [faults, repeated].concat()).collect();
        let mut findings = Findings { faults, ..Findings::default() };
        for (article, number) in articles.iter().zip(1..) {
            let item = (articles.len() > 1).then_some(number);
            self.look_at(article, file, item, now, &mut findings)?;
        }
        Ok(findings)
    }

    /// Looks at an article of a file; `item` is its number among several.
    fn look_at(
        &self,
        article: &Article,
        file: &Path,
        item: Option<usize>,
        now: Now,
        findings: &mut Findings,
    ) -> Result<(), Failure> {
        let (cast, faults) = Cast::gather(article, Some(file), &self.sources)?;
        let index = cast.find(article);
        let of_item = |diagnostic: Diagnostic| match item {
            None => diagnostic,
            Some(number) => {
                let path = format!("item {number}: {}", diagnostic.path);
                Diagnostic { path: path.trim_end_matches(": ").to_owned(), ..diagnostic }
            }
        };
        let ambiguous = index.ambiguous().iter().map(|name| of_item(shared_name(name, &cast)));
        findings.faults.extend(Fault::all_of(file, ambiguous.collect()).chain(faults));
        let suggestions = advice(article, &index, now).into_iter().map(|Diagnostic { path, message }| {
            of_item(Diagnostic { path, message: format!("suggestion: {message}") })
        });
        findings.suggestions.extend(Fault::all_of(file, suggestions.collect()));
        Ok(())
    }
}
