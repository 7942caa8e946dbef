//! References within the article that lead nowhere.

use std::collections::{HashMap, HashSet};

use sidelight_engine::article::{Article, BlockKind, Footnote, Inline, Text};
use sidelight_engine::decode::Diagnostic;
use sidelight_engine::text::percent_decode;

use super::super::parts::Part;
use super::in_short;

/// Places that every page has: its top, and the beginning of its text.
const OF_THE_PAGE: [&str; 3] = ["", "top", "text"];

pub fn advice(article: &Article, parts: &[Part<'_>]) -> Vec<Diagnostic> {
    let mut advice = Vec::new();
    let blocks = parts.iter().filter_map(|part| Some((part.block()?.id.as_deref()?, part.path.clone())));
    let places = Places {
        article,
        blocks: by_id(blocks, &mut advice),
        notes: by_id(notes(parts).map(|(path, note)| (&*note.id, path)), &mut advice),
    };
    let mut referred = HashSet::new();
    for part in parts {
        part.each_run(&mut |run| {
            let message = match run {
                Inline::FootnoteRef { id } => {
                    referred.insert(id.clone());
                    (!places.notes.contains_key(&**id))
                        .then(|| format!("there is no note \"{id}\"; write it, or take the reference out"))
                }
                Inline::Link { url, content } => fragment(url).and_then(|id| {
                    referred.extend(id.strip_prefix("note-").map(str::to_owned));
                    (!places.has(&id)).then(|| {
                        let words = in_short(&Text::new(content.clone()).to_plain());
                        format!(
                            "the link “{words}” leads to \"{url}\", which is nowhere; {}",
                            places.instead(&id)
                        )
                    })
                }),
                _ => None,
            };
            advice.extend(message.map(|message| Diagnostic { path: part.path.clone(), message }));
        });
    }
    let unused = notes(parts).filter(|(_, note)| !referred.contains(&note.id));
    advice.extend(unused.map(|(path, note)| Diagnostic {
        path,
        message: format!(
            "nothing refers to the note \"{}\"; put a footnote run where it belongs, or take it out",
            note.id
        ),
    }));
    advice
}

/// The places that links within the article lead to, as the viewer names them.
struct Places<'a> {
    article: &'a Article,
    /// The path of each by its id.
    blocks: HashMap<&'a str, String>,
    notes: HashMap<&'a str, String>,
}

impl Places<'_> {
    fn has(&self, id: &str) -> bool {
        let is_note = |id: Option<&str>| id.is_some_and(|id| self.notes.contains_key(id));
        OF_THE_PAGE.contains(&id)
            || self.blocks.contains_key(id)
            || is_note(id.strip_prefix("note-"))
            || is_note(id.strip_prefix("ref-"))
            || id.strip_prefix("entity-").is_some_and(|id| self.article.entity(id).is_some())
    }

    /// What to write for an id that no place has.
    fn instead(&self, id: &str) -> String {
        if self.notes.contains_key(id) {
            format!("the note is at \"#note-{id}\"")
        } else if self.article.entity(id).is_some() {
            format!("the entity is at \"#entity-{id}\"")
        } else {
            "give this id to the block that is meant, or correct the link".to_owned()
        }
    }
}

/// The paths by their ids. Of several that have one id, a link leads to the first.
fn by_id<'a>(
    places: impl Iterator<Item = (&'a str, String)>,
    advice: &mut Vec<Diagnostic>,
) -> HashMap<&'a str, String> {
    let mut paths: HashMap<&str, String> = HashMap::new();
    for (id, path) in places {
        if let Some(first) = paths.get(id) {
            let message = format!("the id \"{id}\" is that of {first} already; give each its own");
            advice.push(Diagnostic { path, message });
        } else {
            paths.insert(id, path);
        }
    }
    paths
}

/// The footnotes with their paths.
fn notes<'a>(parts: &'a [Part<'_>]) -> impl Iterator<Item = (String, &'a Footnote)> {
    parts.iter().flat_map(|part| {
        let notes = match part.block().map(|block| &block.kind) {
            Some(BlockKind::Footnotes(notes)) => notes.as_slice(),
            _ => &[],
        };
        notes.iter().enumerate().map(|(index, note)| (format!("{}.items[{index}]", part.path), note))
    })
}

/// The id that an address within the article names.
fn fragment(url: &str) -> Option<String> {
    let fragment = url.strip_prefix('#')?;
    // Behind it there may be the words of a passage.
    percent_decode(fragment.split(":~:").next()?)
}
