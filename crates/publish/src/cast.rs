//! The cast of an article: its own entities and those of dictionaries, and where its text mentions them.

use std::collections::HashSet;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use clap::Args;
use sidelight_engine::annotation::{annotated, merged};
use sidelight_engine::article::{Article, Entity};
use sidelight_engine::decode::{Diagnostic, decode_annotations, decode_entities};
use sidelight_engine::entity::{EntityIndex, Mention, add_dictionary, glossed_people, marked};
use sidelight_engine::highlight::fold;
use sidelight_engine::text::{BlockText, percent_decode};

use crate::files::{self, Failure, shown};
use crate::terminal;

/// Entities of technology news, in Chinese and in English; `docs/dictionary.md` describes its form.
const TECHNOLOGY: &str = include_str!("../dictionary/technology.json");

/// Files that say who may be mentioned, and where.
#[derive(Args)]
pub struct Sources {
    /// A dictionary to find entities by: a JSON array of entities. May be given several times
    #[arg(long, value_name = "DICTIONARY")]
    entities: Vec<PathBuf>,
    /// W3C Web Annotations that say where entities are mentioned, as JSON. May be given several times
    #[arg(long, value_name = "FILE")]
    annotations: Vec<PathBuf>,
}

/// What is wrong in a file. Displays as `site.json: [3]: no name; it is left out`.
pub struct Fault {
    /// The file.
    pub file: PathBuf,
    /// What is wrong there.
    pub diagnostic: Diagnostic,
}

impl Fault {
    /// Faults of one file.
    pub fn all_of(file: &Path, diagnostics: Vec<Diagnostic>) -> impl Iterator<Item = Self> {
        diagnostics.into_iter().map(|diagnostic| Self { file: file.to_owned(), diagnostic })
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&terminal::message(&format!("{}: {}", shown(&self.file), self.diagnostic)))
    }
}

/// Who may be mentioned in an article.
pub struct Cast {
    /// Those of the article, then those of the dictionaries and annotations. No two have one id.
    pub entities: Vec<Entity>,
    /// How many of them are those of the article.
    pub own: usize,
    /// The text of each text block of the article.
    pub texts: Vec<BlockText>,
    /// Where annotations say that they are mentioned: sorted, none overlapping another.
    annotated: Vec<Mention>,
    language: Option<String>,
    url: Option<String>,
}

impl Cast {
    /// The cast of an article as these sources say it. Where the article's file is given, the sources that the
    /// article names come first, if they lie beside it.
    ///
    /// # Errors
    /// Where one of `sources` cannot be read. That one which the article names cannot is a fault of the article.
    pub fn gather(
        article: &Article,
        file: Option<&Path>,
        sources: &Sources,
    ) -> Result<(Self, Vec<Fault>), Failure> {
        let mut cast = Self {
            entities: article.entities.clone(),
            own: article.entities.len(),
            texts: article.block_texts(),
            annotated: Vec::new(),
            language: article.language_or_guess(),
            url: article.url.clone(),
        };
        let mut faults = Vec::new();
        // Annotations are of entities that are known by then.
        for kind in [Kind::Dictionary, Kind::Annotations] {
            let (field, addresses, files) = match kind {
                Kind::Dictionary => ("dictionary", &article.dictionaries, &sources.entities),
                Kind::Annotations => ("annotations", &article.annotations, &sources.annotations),
            };
            for (file, address) in file.iter().flat_map(|file| addresses.iter().map(move |it| (file, it))) {
                let Some(beside) = beside(file, address) else {
                    let message =
                        format!("{field}: {address} is no file beside the article, and is not read");
                    eprintln!("{}", terminal::message(&format!("{}: {message}", shown(file))));
                    continue;
                };
                match cast.read(kind, &beside) {
                    Ok(found) => faults.extend(found),
                    Err(failure) => {
                        let diagnostic = Diagnostic { path: field.to_owned(), message: failure.to_string() };
                        faults.extend(Fault::all_of(file, vec![diagnostic]));
                    }
                }
            }
            for file in files {
                faults.extend(cast.read(kind, file)?);
            }
        }
        Ok((cast, faults))
    }

    /// Finds who is mentioned where.
    pub fn find(&self, article: &Article) -> EntityIndex {
        let marks = merged(&marked(article, &self.entities), &self.annotated);
        EntityIndex::find(&self.entities, self.own, &self.texts, &marks)
    }

    fn read(&mut self, kind: Kind, file: &Path) -> Result<impl Iterator<Item = Fault>, Failure> {
        let bytes = files::read(file)?;
        let read = match kind {
            Kind::Dictionary => {
                decode_entities(&bytes, self.language.as_deref()).map(|(entities, faults)| {
                    add_dictionary(&mut self.entities, self.own, entities);
                    faults
                })
            }
            Kind::Annotations => decode_annotations(&bytes).map(|(annotations, mut faults)| {
                let (found, unfound) =
                    annotated(&annotations, self.url.as_deref(), &self.texts, &mut self.entities);
                self.annotated = merged(&self.annotated, &found);
                faults.extend(unfound);
                faults
            }),
        };
        Ok(Fault::all_of(file, read.map_err(|error| Failure::decode(file, &error))?))
    }

    /// Adds the built-in dictionary, but for what the others have a name of.
    fn add_built_in(&mut self) {
        // Its tests see to it that it can be read.
        let (mut entities, _) =
            decode_entities(TECHNOLOGY.as_bytes(), self.language.as_deref()).unwrap_or_default();
        let names = folded_names(&self.entities);
        entities.retain(|entity| !entity.names().any(|name| names.contains(&fold(name))));
        add_dictionary(&mut self.entities, self.own, entities);
    }
}

fn folded_names(entities: &[Entity]) -> HashSet<String> {
    entities.iter().flat_map(Entity::names).map(fold).collect()
}

/// Adds the entities that the text mentions, and marks the places of annotations with runs. Those of the
/// article stay first, then those of the sources; the built-in dictionary and glosses come last, and only
/// where the article names no entities and no dictionary itself.
pub fn complete(article: &mut Article, sources: &Sources) -> Result<Vec<Fault>, Failure> {
    let names_none = article.entities.is_empty() && article.dictionaries.is_empty();
    let (mut cast, faults) = Cast::gather(article, None, sources)?;
    if names_none {
        cast.add_built_in();
    }
    let found = cast.find(article);
    let annotated =
        (!cast.annotated.is_empty()).then(|| EntityIndex::of_marks(&cast.annotated, cast.entities.len()));
    article.entities = cast.entities;
    if let Some(annotated) = annotated {
        annotated.link(article);
    }
    found.keep_mentioned(&mut article.entities, cast.own);
    if names_none {
        article.entities.extend(glossed_people(article));
    }
    Ok(faults)
}

#[derive(Clone, Copy)]
enum Kind {
    Dictionary,
    Annotations,
}

/// The file at an address that is relative to that of an article. None where it is on the web, or no plain file:
/// reading a device might never end.
fn beside(article: &Path, address: &str) -> Option<PathBuf> {
    let address = address.split(['?', '#']).next()?;
    let has_scheme = address.split('/').next()?.contains(':');
    let path = PathBuf::from(percent_decode(address)?);
    if has_scheme || address.is_empty() || path.has_root() {
        return None;
    }
    let path = article.parent().unwrap_or(Path::new("")).join(path);
    // What is not there is told when it is read.
    fs::metadata(&path).map_or(true, |known| known.is_file()).then_some(path)
}
