//! What a reader searches for.

use super::fold;

/// Number of keyword colours. A ninth keyword has the first one's colour again.
pub const COLOURS: usize = 8;

/// A keyword as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// Trimmed, not empty.
    pub text: String,
    /// 0 to [`COLOURS`]` − 1`.
    pub colour: u8,
}

/// Keywords in the order in which they were typed; no two are the same when folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    keywords: Vec<Keyword>,
}

impl Query {
    /// A query of these keywords; blank ones and repetitions are left out.
    pub fn new<S: AsRef<str>>(keywords: impl IntoIterator<Item = S>) -> Self {
        let mut query = Self::default();
        for keyword in keywords {
            query.push(keyword.as_ref());
        }
        query
    }

    /// Keywords from what was typed or pasted: commas, semicolons and line feeds part them, quotes hold
    /// a phrase with such signs together.
    ///
    /// ```
    /// use sidelight_engine::highlight::Query;
    /// let query = Query::parse("开源，\"rock, paper\"; GPU");
    /// let texts: Vec<_> = query.keywords().iter().map(|k| k.text.as_str()).collect();
    /// assert_eq!(texts, ["开源", "rock, paper", "GPU"]);
    /// ```
    pub fn parse(input: &str) -> Self {
        let mut query = Self::default();
        let mut part = String::new();
        let mut closing = None;
        for c in input.chars() {
            match (c, closing) {
                (c, Some(quote)) if c == quote => closing = None,
                ('"', None) if part.trim().is_empty() => closing = Some('"'),
                ('“', None) if part.trim().is_empty() => closing = Some('”'),
                (',' | '，' | '、' | ';' | '；' | '\n', None) => {
                    query.push(&part);
                    part.clear();
                }
                (c, _) => part.push(c),
            }
        }
        query.push(&part);
        query
    }

    /// Adds a keyword with the first colour that is free. Returns whether it is new and not blank.
    pub fn push(&mut self, text: &str) -> bool {
        let text = text.trim();
        let folded = fold(text);
        if folded.trim().is_empty() || self.keywords.iter().any(|known| fold(&known.text) == folded) {
            return false;
        }
        let used = |colour: u8| self.keywords.iter().filter(|known| known.colour == colour).count();
        let colour = (0..COLOURS as u8).min_by_key(|colour| used(*colour)).unwrap_or(0);
        self.keywords.push(Keyword { text: text.to_owned(), colour });
        true
    }

    /// Removes the keyword at this place, if there is one; the others keep their colours.
    pub fn remove(&mut self, place: usize) {
        if place < self.keywords.len() {
            self.keywords.remove(place);
        }
    }

    /// The keywords.
    pub fn keywords(&self) -> &[Keyword] {
        &self.keywords
    }

    /// Whether there is no keyword.
    pub fn is_empty(&self) -> bool {
        self.keywords.is_empty()
    }
}
