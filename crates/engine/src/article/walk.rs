//! The text blocks of an article, in document order.
//!
//! A text block is the smallest thing that a match may not reach across: a paragraph, a heading,
//! a list item's paragraph, a table cell, a caption. Everything that searches, marks or counts
//! uses this order and these numbers.

use std::ops::Range;

use super::{Article, Block, BlockKind, Text};

/// The number of a text block, counted from 0 (the headline) in document order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct BlockIndex(pub u32);

impl BlockIndex {
    /// As a position in a slice with one item for each text block.
    pub fn get(self) -> usize {
        self.0 as usize
    }
}

/// Which part of the article a text block belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// Headline and alternative headline.
    Headline,
    /// The editor's introduction.
    Standfirst,
    /// Caption and credit of the lead figure.
    Lead,
    /// The text.
    Body,
    /// Disclosure and corrections.
    Colophon,
}

// The walk is written once, and made twice: for reading and for changing.
macro_rules! walk {
    ($article:ident, $blocks:ident, $text:ty, [$($borrow:tt)?], $iter:ident) => {
        fn $article<'a>(article: &'a $($borrow)? Article, visit: &mut dyn FnMut(Region, $text)) {
            visit(Region::Headline, &$($borrow)? article.headline);
            if let Some(headline) = &$($borrow)? article.alternative_headline {
                visit(Region::Headline, headline);
            }
            $blocks(&$($borrow)? article.standfirst, &mut |text| visit(Region::Standfirst, text));
            if let Some(figure) = &$($borrow)? article.image {
                visit(Region::Lead, &$($borrow)? figure.caption);
                visit(Region::Lead, &$($borrow)? figure.credit);
            }
            $blocks(&$($borrow)? article.body, &mut |text| visit(Region::Body, text));
            $blocks(&$($borrow)? article.disclosure, &mut |text| visit(Region::Colophon, text));
            for correction in article.corrections.$iter() {
                visit(Region::Colophon, &$($borrow)? correction.text);
            }
        }

        fn $blocks<'a>(blocks: &'a $($borrow)? [Block], visit: &mut dyn FnMut($text)) {
            for block in blocks.$iter() {
                match &$($borrow)? block.kind {
                    BlockKind::Paragraph(text)
                    | BlockKind::Heading { content: text, .. }
                    | BlockKind::Code { text, .. }
                    | BlockKind::Unknown { text, .. } => visit(text),
                    BlockKind::PullQuote { content, cite } => {
                        visit(content);
                        visit(cite);
                    }
                    BlockKind::Quote { content, cite, .. } => {
                        $blocks(content, visit);
                        visit(cite);
                    }
                    BlockKind::List { items, .. } => {
                        for item in items.$iter() {
                            $blocks(item, visit);
                        }
                    }
                    BlockKind::Figure(figure) => {
                        visit(&$($borrow)? figure.caption);
                        visit(&$($borrow)? figure.credit);
                    }
                    BlockKind::Table { caption, head, rows } => {
                        visit(caption);
                        for row in head.$iter().chain(rows.$iter()) {
                            for cell in row.$iter() {
                                visit(&$($borrow)? cell.content);
                            }
                        }
                    }
                    BlockKind::Definitions(items) => {
                        for item in items.$iter() {
                            visit(&$($borrow)? item.term);
                            $blocks(&$($borrow)? item.definition, visit);
                        }
                    }
                    BlockKind::Footnotes(items) => {
                        for item in items.$iter() {
                            $blocks(&$($borrow)? item.content, visit);
                        }
                    }
                    BlockKind::QuestionAnswer { question, answer } => {
                        visit(question);
                        $blocks(answer, visit);
                    }
                    BlockKind::Note { title, content } => {
                        visit(title);
                        $blocks(content, visit);
                    }
                    BlockKind::Rule | BlockKind::Embed { .. } => {}
                }
            }
        }
    };
}

walk!(each_text, each_text_of, &'a Text, [], iter);
walk!(each_text_mut, each_text_of_mut, &'a mut Text, [mut], iter_mut);

/// The numbers of the text blocks in these blocks, which stand one behind the other.
pub fn text_numbers(blocks: &[Block]) -> Range<u32> {
    let mut numbers: Option<Range<u32>> = None;
    each_text_of(blocks, &mut |text| {
        let number = text.index.0;
        numbers = Some(numbers.as_ref().map_or(number, |numbers| numbers.start)..number + 1);
    });
    numbers.unwrap_or_default()
}

impl Article {
    /// The text blocks in document order; a block's place is its [`BlockIndex`].
    ///
    /// Empty captions, credits and titles have a number as well, so that a number does not depend on
    /// what is shown.
    pub fn texts(&self) -> Vec<(Region, &Text)> {
        let mut texts = Vec::new();
        each_text(self, &mut |region, text| texts.push((region, text)));
        texts
    }

    /// The same, for changing the runs. The text itself must stay as it is where matches or mentions
    /// have been computed.
    pub fn texts_mut(&mut self) -> Vec<(Region, &mut Text)> {
        let mut texts = Vec::new();
        each_text_mut(self, &mut |region, text| texts.push((region, text)));
        texts
    }

    /// Gives each text block its number; decoding ends with it.
    pub fn number_blocks(&mut self) {
        for (number, (_, text)) in self.texts_mut().into_iter().enumerate() {
            text.index = BlockIndex(u32::try_from(number).unwrap_or(u32::MAX));
        }
    }
}
