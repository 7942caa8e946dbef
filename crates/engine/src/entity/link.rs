//! Mentions in runs: reading those that are marked, marking those that were found.

use super::Mention;
use crate::article::Inline;
use crate::text::Span;

/// Visits the marked mentions with their spans. `offset` is the byte at which the runs start.
pub(super) fn marked<'a>(runs: &'a [Inline], offset: &mut usize, visit: &mut dyn FnMut(Span, &'a str)) {
    for run in runs {
        let start = *offset;
        *offset += run.own_text().len();
        marked(run.content(), offset, visit);
        // What holds no text, as the number of a footnote, is nothing to point at.
        if let Inline::Mention { entity, .. } = run
            && start < *offset
        {
            visit(Span::new(start, *offset), entity);
        }
    }
}

/// The runs with a link at each mention. Links and marked mentions stay as they are, since a link
/// cannot hold a link; so does what is no plain text, such as code.
pub(super) fn linked(
    runs: Vec<Inline>,
    offset: &mut usize,
    mentions: &[Mention],
    ids: &[String],
) -> Vec<Inline> {
    let mut linked_runs = Vec::with_capacity(runs.len());
    let inside = |content, offset: &mut usize| linked(content, offset, mentions, ids);
    for run in runs {
        linked_runs.push(match run {
            Inline::Text(text) => {
                split(&text, *offset, mentions, ids, &mut linked_runs);
                *offset += text.len();
                continue;
            }
            Inline::Emphasis(content) => Inline::Emphasis(inside(content, offset)),
            Inline::Strong(content) => Inline::Strong(inside(content, offset)),
            Inline::Sub(content) => Inline::Sub(inside(content, offset)),
            Inline::Sup(content) => Inline::Sup(inside(content, offset)),
            Inline::Phrase { lang, content } => Inline::Phrase { lang, content: inside(content, offset) },
            other => {
                *offset += length(&other);
                other
            }
        });
    }
    linked_runs
}

/// Bytes of text in a run and in what it holds.
fn length(run: &Inline) -> usize {
    run.own_text().len() + run.content().iter().map(length).sum::<usize>()
}

/// Divides plain text that starts at byte `offset` of its block into text and mentions.
fn split(text: &str, offset: usize, mentions: &[Mention], ids: &[String], runs: &mut Vec<Inline>) {
    let mut done = 0;
    for mention in mentions {
        let start = (mention.span.start as usize).saturating_sub(offset).max(done);
        let end = (mention.span.end as usize).saturating_sub(offset).min(text.len());
        if start >= end {
            continue;
        }
        if start > done {
            runs.push(Inline::Text(text[done..start].to_owned()));
        }
        runs.push(Inline::Mention {
            entity: ids[mention.entity as usize].clone(),
            content: vec![Inline::Text(text[start..end].to_owned())],
        });
        done = end;
    }
    if done < text.len() {
        runs.push(Inline::Text(text[done..].to_owned()));
    }
}
