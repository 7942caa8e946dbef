//! What holds of every article, whichever format it was read from.

use std::collections::HashSet;

use super::Diagnostic;
use super::limits::MAX_DIAGNOSTICS;
use crate::article::{Article, Block, BlockKind, Inline, is_language_tag};

/// Leaves out what nothing can be made of: a language that is none, and references to footnotes that the article does not
/// have, as where the part of a page that held them was no text.
pub(super) fn make_sound(article: &mut Article, diagnostics: &mut Vec<Diagnostic>) {
    // Many systems write a locale.
    if let Some(tag) = article.language.take().map(|language| language.replace('_', "-")) {
        if is_language_tag(&tag) {
            article.language = Some(tag);
        } else {
            let message = format!("\"{tag}\" is not a language tag; it is left out");
            diagnostics.push(Diagnostic { path: String::new(), message });
        }
    }
    drop_dead_references(article, diagnostics);
}

fn drop_dead_references(article: &mut Article, diagnostics: &mut Vec<Diagnostic>) {
    let mut notes = HashSet::new();
    for blocks in [&article.standfirst, &article.body, &article.disclosure] {
        collect(blocks, &mut notes);
    }
    for (_, text) in article.texts_mut() {
        let mut dead = Vec::new();
        find_dead(&text.inlines, &notes, &mut dead);
        if let Some(first) = dead.first() {
            text.retain(&|inline| !matches!(inline, Inline::FootnoteRef { id } if !notes.contains(id)));
            // A block wants some text; this one has no other.
            if text.is_empty() {
                text.inlines = vec![Inline::Text(first.clone())];
            }
        }
        let room = MAX_DIAGNOSTICS.saturating_sub(diagnostics.len());
        diagnostics.extend(dead.into_iter().take(room).map(|id| Diagnostic {
            path: String::new(),
            message: format!("no footnote \"{id}\"; the reference to it is left out"),
        }));
    }
}

/// Collects the ids of footnotes.
fn collect(blocks: &[Block], notes: &mut HashSet<String>) {
    for block in blocks {
        match &block.kind {
            BlockKind::Footnotes(items) => {
                for item in items {
                    notes.insert(item.id.clone());
                    collect(&item.content, notes);
                }
            }
            BlockKind::Quote { content, .. }
            | BlockKind::Note { content, .. }
            | BlockKind::QuestionAnswer { answer: content, .. } => collect(content, notes),
            BlockKind::List { items, .. } => items.iter().for_each(|item| collect(item, notes)),
            BlockKind::Definitions(items) => items.iter().for_each(|item| collect(&item.definition, notes)),
            _ => {}
        }
    }
}

fn find_dead(inlines: &[Inline], notes: &HashSet<String>, dead: &mut Vec<String>) {
    for inline in inlines {
        match inline {
            Inline::FootnoteRef { id } if !notes.contains(id) => dead.push(id.clone()),
            other => find_dead(other.content(), notes, dead),
        }
    }
}
