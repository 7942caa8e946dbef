//! What others say about an article: W3C Web Annotations that tell where entities are mentioned.
//!
//! Follows the W3C's recommendation “Web Annotation Data Model”, <https://www.w3.org/TR/annotation-model/>, of which
//! it takes what identifies something (the bodies) in a stretch of text (the targets).
//! [`crate::decode::decode_annotations`] reads them, [`TextContent`] finds their places in an article, and
//! [`annotated`] makes mentions of them.

mod anchor;
mod identity;
mod trigrams;

use std::cmp::Reverse;
use std::ops::Range;

pub use anchor::{TextContent, Unanchored};

use crate::article::Entity;
use crate::decode::Diagnostic;
use crate::entity::Mention;
use crate::text::BlockText;
use identity::{Identities, page_key};

/// An annotation that identifies something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Annotation {
    /// Its place in the JSON, for diagnostics.
    pub path: String,
    /// What it identifies, the surest first; at least one.
    pub bodies: Vec<Body>,
    /// Where; at least one.
    pub targets: Vec<Target>,
}

/// What an annotation says its target is, by an IRI or a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// What it is there for.
    pub purpose: Purpose,
    /// The IRI of what is identified, trimmed.
    pub iri: Option<String>,
    /// Its name, trimmed. There is one where there is no IRI.
    pub name: Option<String>,
    /// The type of what is identified, such as `Person`.
    pub type_name: Option<String>,
}

/// Why a body is in an annotation. Of several bodies those of the first purpose count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// To say what the target is.
    Identifying,
    /// To link it with something; so is an IRI without a purpose.
    Linking,
    /// To tag it.
    Tagging,
    /// To say what sort of thing it is.
    Classifying,
}

/// A place in the text content of an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Its selector's place in the JSON, for diagnostics.
    pub path: String,
    /// The IRI of the page that it is on.
    pub source: Option<String>,
    /// Ways to say where it is: the first that finds a place counts.
    pub selectors: Vec<Selector>,
}

/// A stretch of text, by its position, by its words, or by both.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selector {
    /// In Unicode code points of the text content (see [`TextContent`]), or of the stretch that this selector refines.
    /// Not code units: `𝄞` is one, and so is each combining mark.
    pub position: Option<Range<usize>>,
    /// The words.
    pub quote: Option<Quote>,
    /// Ways to say which part of the stretch is meant; none for all of it.
    pub refined_by: Vec<Selector>,
}

/// Words of an article, with those around them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Quote {
    /// The words.
    pub exact: String,
    /// What stands before them; may be empty.
    pub prefix: String,
    /// What stands behind them; may be empty.
    pub suffix: String,
}

/// What annotations say about an article: mentions of the entities that they identify, in document order, none
/// overlapping another. An entity that is not among `entities` is pushed there.
///
/// An entity is known by its id or a page about it ([`Entity::same_as`]), or by a name that no other has. An entity
/// that is called by nothing but the words of the article is not looked for anywhere else ([`Find::None`]), as these
/// may be “the company”. A place across text blocks is a mention in each of them.
///
/// Where some are on the page of this address, those on others are left out, as in a file for a whole site. Where none
/// is, the article may be a copy, and all are tried.
///
/// What makes no mention is a diagnostic: a place that is not found, and a mention that overlaps one before it or a
/// longer one from the same place on.
///
/// [`Find::None`]: crate::article::Find::None
pub fn annotated(
    annotations: &[Annotation],
    page: Option<&str>,
    article_texts: &[BlockText],
    entities: &mut Vec<Entity>,
) -> (Vec<Mention>, Vec<Diagnostic>) {
    let texts = TextContent::new(article_texts);
    let mut identities = Identities::new(entities, annotations);
    let mut diagnostics = Vec::new();
    let mut found = Vec::new();
    let page = page.map(page_key);
    let is_here = |target: &Target| Some(page_key(target.source.as_deref()?) == *page.as_ref()?);
    let targets = || annotations.iter().flat_map(|annotation| &annotation.targets);
    let are_told_apart = targets().any(|target| is_here(target) == Some(true));
    'annotations: for annotation in annotations {
        let mut entity = None;
        for target in &annotation.targets {
            if are_told_apart && is_here(target) == Some(false) {
                continue;
            }
            let report = |message| Diagnostic { path: target.path.clone(), message };
            let places = match texts.anchor(&target.selectors) {
                Ok(places) => places,
                Err(reason) => {
                    diagnostics.push(report(reason.to_string()));
                    if reason == Unanchored::TooMuchWork {
                        break 'annotations;
                    }
                    continue;
                }
            };
            let Some((block, span)) = places.first() else { continue };
            let words = &article_texts[block.get()].as_str()[span.range()];
            if entity.is_none() {
                match identities.identify(&annotation.bodies, words) {
                    Ok(place) => entity = Some(place),
                    Err(message) => {
                        diagnostics.push(Diagnostic { path: annotation.path.clone(), message });
                        continue 'annotations;
                    }
                }
            }
            let Some(entity) = entity else { continue };
            for (block, span) in places {
                found.push((Mention { block, span, entity }, found.len(), target));
            }
        }
    }
    found.sort_unstable_by_key(|(mention, place, _)| {
        (mention.block, mention.span.start, Reverse(mention.span.end), *place)
    });
    let mut mentions: Vec<Mention> = Vec::new();
    for (mention, _, target) in found {
        match mentions.last() {
            Some(last) if *last == mention => {}
            Some(last) if last.block == mention.block && last.span.overlaps(mention.span) => {
                let message = "it overlaps another mention; it is left out".to_owned();
                diagnostics.push(Diagnostic { path: target.path.clone(), message });
            }
            _ => mentions.push(mention),
        }
    }
    (mentions, diagnostics)
}

/// Two lists of mentions as one. Each is sorted and none in it overlaps another, which is then true of the whole: of
/// two that overlap that of the first list stays.
pub fn merged(first: &[Mention], second: &[Mention]) -> Vec<Mention> {
    let mut merged = first.to_vec();
    let mut next = 0;
    for mention in second {
        let is_before =
            |other: &Mention| (other.block, other.span.end) <= (mention.block, mention.span.start);
        while first.get(next).is_some_and(is_before) {
            next += 1;
        }
        let overlaps = |other: &Mention| other.block == mention.block && other.span.overlaps(mention.span);
        if !first.get(next).is_some_and(overlaps) {
            merged.push(*mention);
        }
    }
    merged.sort_unstable();
    merged
}
