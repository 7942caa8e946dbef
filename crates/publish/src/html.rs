//! HTML by html5ever, for the engine's reader of HTML.

mod dom;

use std::cell::RefCell;
use std::collections::HashMap;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, TokenizerResult};
use sidelight_engine::decode::{HtmlTree, ParseHtml};

use dom::{Dom, Handle};

/// Elements lie in others this deep, as in browsers; those that lie deeper are left out and their text is kept. The parser
/// looks through all that are open for each one, so that hostile nesting would take it minutes.
const MAX_DEPTH: usize = 512;

/// The parser of the program.
pub struct Html5ever;

impl ParseHtml for Html5ever {
    fn parse(&self, html: &str) -> HtmlTree {
        parsed(html).builder.sink.into_tree()
    }
}

impl Html5ever {
    /// Whether elements of a document lie deeper in others than browsers let them. Other parsers may take minutes for it.
    pub fn is_too_deep(html: &str) -> bool {
        !parsed(html).left_out.borrow().is_empty()
    }
}

/// The document, with what was left out.
fn parsed(html: &str) -> Shallow {
    // What a page says where there are no scripts is markup then, as in the documents that a browser parses for a program.
    let options = TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() };
    let shallow =
        Shallow { builder: TreeBuilder::new(Dom::default(), options), left_out: RefCell::default() };
    let tokenizer = Tokenizer::new(shallow, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // Scripts are not run, and the text is UTF-8 whatever it says.
    while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink
}

/// Passes on the tokens of elements that do not lie too deep.
struct Shallow {
    builder: TreeBuilder<Handle, Dom>,
    /// How many elements of a name were left out and are not closed.
    left_out: RefCell<HashMap<LocalName, usize>>,
}

impl TokenSink for Shallow {
    type Handle = Handle;

    fn process_token(&self, token: Token, line_number: u64) -> TokenSinkResult<Handle> {
        if let Token::TagToken(tag) = &token {
            let mut left_out = self.left_out.borrow_mut();
            match tag.kind {
                TagKind::StartTag if self.builder.sink.depth() >= MAX_DEPTH => {
                    *left_out.entry(tag.name.clone()).or_default() += 1;
                    return TokenSinkResult::Continue;
                }
                TagKind::EndTag => {
                    if let Some(count) = left_out.get_mut(&tag.name).filter(|count| **count > 0) {
                        *count -= 1;
                        return TokenSinkResult::Continue;
                    }
                }
                TagKind::StartTag => {}
            }
        }
        self.builder.process_token(token, line_number)
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}
