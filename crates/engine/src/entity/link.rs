//! Mentions in runs: reading those that are marked, marking those that were found.

use super::Mention;
use crate::article::{Entity, Inline};
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

/// Makes links of the mentions of one text block.
pub(super) struct Linker<'a> {
    /// Mentions that do not lie before `offset`, or one that does not.
    mentions: &'a [Mention],
    entities: &'a [Entity],
    /// The byte of the block's text that is reached.
    offset: usize,
}

impl<'a> Linker<'a> {
    pub(super) fn new(mentions: &'a [Mention], entities: &'a [Entity]) -> Self {
        Self { mentions, entities, offset: 0 }
    }

    /// The runs with a link at each mention. Links and marked mentions stay as they are, since a link
    /// cannot hold a link; so does what is no plain text, such as code.
    pub(super) fn link(&mut self, runs: Vec<Inline>) -> Vec<Inline> {
        let mut linked = Vec::with_capacity(runs.len());
        for run in runs {
            linked.push(match run {
                Inline::Text(text) => {
                    self.divide(&text, &mut linked);
                    continue;
                }
                Inline::Emphasis(content) => Inline::Emphasis(self.link(content)),
                Inline::Strong(content) => Inline::Strong(self.link(content)),
                Inline::Sub(content) => Inline::Sub(self.link(content)),
                Inline::Sup(content) => Inline::Sup(self.link(content)),
                Inline::Phrase { lang, content } => Inline::Phrase { lang, content: self.link(content) },
                other => {
                    self.offset += length(&other);
                    other
                }
            });
        }
        linked
    }

    /// Divides plain text into text and mentions.
    fn divide(&mut self, text: &str, runs: &mut Vec<Inline>) {
        let offset = self.offset;
        self.offset += text.len();
        while let [first, rest @ ..] = self.mentions
            && first.span.end as usize <= offset
        {
            self.mentions = rest;
        }
        let mut done = 0;
        for mention in self.mentions.iter().take_while(|mention| (mention.span.start as usize) < self.offset)
        {
            let start = (mention.span.start as usize).saturating_sub(offset).max(done);
            let end = (mention.span.end as usize).saturating_sub(offset).min(text.len());
            if start >= end {
                continue;
            }
            if start > done {
                runs.push(Inline::Text(text[done..start].to_owned()));
            }
            runs.push(Inline::Mention {
                entity: self.entities[mention.entity as usize].id.clone(),
                content: vec![Inline::Text(text[start..end].to_owned())],
            });
            done = end;
        }
        if done < text.len() {
            runs.push(Inline::Text(text[done..].to_owned()));
        }
    }
}

/// Bytes of text in a run and in what it holds.
fn length(run: &Inline) -> usize {
    run.own_text().len() + run.content().iter().map(length).sum::<usize>()
}
