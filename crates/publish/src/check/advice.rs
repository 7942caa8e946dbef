//! What an editor may want to look at in an article that can be shown as it is.

mod dates;
mod pictures;
mod references;

use sidelight_engine::article::{Article, BlockKind};
use sidelight_engine::decode::Diagnostic;
use sidelight_engine::entity::EntityIndex;

use super::parts::Part;
pub use dates::Now;

/// What could be better in an article, by subject, each in document order. The paths are those of the article as
/// `import` writes it.
///
/// `index` has the mentions of the article's own entities, which come first in it.
pub fn advice(article: &Article, index: &EntityIndex, now: Now) -> Vec<Diagnostic> {
    let parts = Part::all_of(article);
    let mut advice = dates::advice(article, now);
    advice.extend(heading_levels(&parts));
    advice.extend(pictures::advice(&parts));
    advice.extend(references::advice(article, &parts));
    advice.extend(unmentioned(article, index));
    advice
}

/// Headings that lie more than one level below the one before them, so that a level seems to be missing to those who
/// go from heading to heading. The headline is that of level 1.
fn heading_levels(parts: &[Part<'_>]) -> Vec<Diagnostic> {
    let mut before = 1;
    let mut advice = Vec::new();
    for part in parts.iter().filter(|part| part.is_in_body()) {
        let Some(BlockKind::Heading { level, content }) = part.block().map(|block| &block.kind) else {
            continue;
        };
        if *level > before + 1 {
            let above = if before == 1 { "the headline" } else { &format!("one of level {before}") };
            advice.push(Diagnostic {
                path: part.path.clone(),
                message: format!(
                    "the heading “{}” has level {level}, and the one before it is {above}; make it level {}",
                    in_short(&content.to_plain()),
                    before + 1
                ),
            });
        }
        before = *level;
    }
    advice
}

/// Entities of the article that are mentioned nowhere. Of those that share a name, the name is what is wrong.
fn unmentioned(article: &Article, index: &EntityIndex) -> Vec<Diagnostic> {
    let shares_name = |place: u32| index.ambiguous().iter().any(|name| name.entities.contains(&place));
    let mut advice = Vec::new();
    for (path, place) in entity_paths(article).into_iter().zip(0..) {
        let entity = &article.entities[place as usize];
        if index.count(place) == 0 && !shares_name(place) {
            advice.push(Diagnostic {
                path,
                message: format!(
                    "\"{}\" (“{}”) is mentioned nowhere in the text; add the name that the text has to its \
                     “alternateName”, mark a place with a mention run, or take it out",
                    entity.id,
                    in_short(&entity.name)
                ),
            });
        }
    }
    advice
}

/// The paths of the entities, which are written in two lists.
fn entity_paths(article: &Article) -> Vec<String> {
    let (mut about, mut mentions) = (0, 0);
    let mut path = |is_about| {
        let (list, count) = if is_about { ("about", &mut about) } else { ("mentions", &mut mentions) };
        *count += 1;
        format!("{list}[{}]", *count - 1)
    };
    article.entities.iter().map(|entity| path(entity.about)).collect()
}

/// The first words of a text, in one line.
fn in_short(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}
