//! What a reader searches for.

use super::fold::Folding;
use super::{Haystack, Matcher, RegexError};

/// Number of keyword colours. A ninth keyword has the first one's colour again.
pub const COLOURS: usize = 8;

/// Keywords of a query, at most: more would make every key press slow, and nobody could tell them apart.
pub const MOST_KEYWORDS: usize = 1000;

/// What tells keywords and text apart. All off, everything that a reader takes for the same is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// Capitals and small letters differ.
    pub case: bool,
    /// Whole words only.
    pub word: bool,
    /// Letters with and without accents, strokes and other signs differ.
    pub accents: bool,
    /// Simplified and Traditional Han differ.
    pub script: bool,
    /// Keywords are regular expressions.
    pub regex: bool,
}

impl Options {
    /// The options that are on by their names, which are those of the fields.
    pub fn by_name(is_on: &dyn Fn(&str) -> bool) -> Self {
        Self {
            case: is_on("case"),
            word: is_on("word"),
            accents: is_on("accents"),
            script: is_on("script"),
            regex: is_on("regex"),
        }
    }

    /// The names of those that are on.
    pub fn names(self) -> impl Iterator<Item = &'static str> {
        let named = [
            ("case", self.case),
            ("word", self.word),
            ("accents", self.accents),
            ("script", self.script),
            ("regex", self.regex),
        ];
        named.into_iter().filter(|(_, is_on)| *is_on).map(|(name, _)| name)
    }

    pub(super) fn folding(self) -> Folding {
        Folding { case: !self.case, accents: !self.accents, script: !self.script }
    }

    /// How the text is folded that is searched. Keywords are found in a text without differences, and those that
    /// matter are looked at where one is found; a regular expression could not be compared so.
    pub(super) fn text_folding(self) -> Folding {
        if self.regex { self.folding() } else { Folding::ALL }
    }
}

/// A keyword as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// Not blank; trimmed, unless it is a regular expression.
    pub text: String,
    /// 0 to [`COLOURS`]` − 1`.
    pub colour: u8,
    /// Whether its matches are counted, but neither shown nor stepped through.
    pub is_hidden: bool,
    /// The same for keywords that find the same.
    key: String,
}

/// Keywords in the order in which they were typed, no two alike, and how they are looked for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Query {
    keywords: Vec<Keyword>,
    options: Options,
}

/// What was typed, taken apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Typed {
    /// Keywords that a comma or another separator ends, or that stand on a line of their own before the last.
    pub finished: Vec<String>,
    /// What follows them, as it was typed.
    pub rest: String,
}

impl Typed {
    /// Takes typed or pasted text apart: commas, semicolons and line feeds end a keyword, quotes hold a phrase
    /// with such signs together. Of regular expressions only line feeds part one from the next.
    ///
    /// ```
    /// use sidelight_engine::highlight::{Options, Typed};
    /// let typed = Typed::new("开源，\"rock, paper\"; GPU", Options::default());
    /// assert_eq!(typed.finished, ["开源", "\"rock, paper\""]);
    /// assert_eq!(typed.rest, " GPU");
    /// ```
    pub fn new(input: &str, options: Options) -> Self {
        let mut typed = Self::default();
        let mut closing = None;
        for c in input.chars() {
            let ends = match c {
                '\n' => true,
                ',' | '，' | '、' | ';' | '；' => !options.regex && closing.is_none(),
                _ => false,
            };
            if ends {
                typed.finish(options);
                closing = None;
                continue;
            }
            match closing {
                Some(quote) if c == quote => closing = None,
                None if typed.rest.trim().is_empty() => closing = closing_quote(c),
                _ => {}
            }
            typed.rest.push(c);
        }
        typed
    }

    /// All of it as keywords.
    pub fn into_keywords(mut self, options: Options) -> Vec<String> {
        self.finish(options);
        self.finished
    }

    fn finish(&mut self, options: Options) {
        let rest = std::mem::take(&mut self.rest);
        if !rest.trim().is_empty() {
            self.finished.push(trimmed(&rest, options).to_owned());
        }
    }
}

impl Query {
    /// A query without keywords.
    pub fn with_options(options: Options) -> Self {
        Self { keywords: Vec::new(), options }
    }

    /// A query of these keywords, as they are; blank ones and repetitions are left out, and what is beyond
    /// [`MOST_KEYWORDS`].
    pub fn new<S: AsRef<str>>(keywords: impl IntoIterator<Item = S>, options: Options) -> Self {
        let mut query = Self::with_options(options);
        for keyword in keywords {
            query.add(trimmed(keyword.as_ref(), options));
        }
        query
    }

    /// Adds a keyword as it was typed, with the first colour that is free; quotes around a phrase are taken off.
    /// Returns whether it is new, something can be found by it, and there is room for it.
    pub fn push(&mut self, text: &str) -> bool {
        self.add(self.unquoted(text))
    }

    fn add(&mut self, text: &str) -> bool {
        if self.keywords.len() >= MOST_KEYWORDS || !self.is_new(text, None) {
            return false;
        }
        let used = |colour: u8| self.keywords.iter().filter(|known| known.colour == colour).count();
        let colour = (0..COLOURS as u8).min_by_key(|colour| used(*colour)).unwrap_or(0);
        let (text, key) = (text.to_owned(), self.key(text));
        self.keywords.push(Keyword { text, colour, is_hidden: false, key });
        true
    }

    /// Replaces the text of a keyword, which keeps its colour. Returns whether it could be: not where it
    /// would be blank or the same as another.
    pub fn edit(&mut self, place: usize, text: &str) -> bool {
        let text = self.unquoted(text).to_owned();
        let is_new = self.is_new(&text, Some(place));
        let key = self.key(&text);
        match self.keywords.get_mut(place).filter(|_| is_new) {
            Some(keyword) => (keyword.text, keyword.key) = (text, key),
            None => return false,
        }
        true
    }

    /// Gives the keyword at this place, if there is one, another colour.
    pub fn recolour(&mut self, place: usize, colour: u8) {
        if let Some(keyword) = self.keywords.get_mut(place) {
            keyword.colour = colour % COLOURS as u8;
        }
    }

    /// Hides the matches of the keyword at this place, if there is one, or shows them again.
    pub fn hide(&mut self, place: usize, is_hidden: bool) {
        if let Some(keyword) = self.keywords.get_mut(place) {
            keyword.is_hidden = is_hidden;
        }
    }

    /// Removes the keyword at this place, if there is one; the others keep their colours.
    pub fn remove(&mut self, place: usize) {
        if place < self.keywords.len() {
            self.keywords.remove(place);
        }
    }

    /// Changes how the keywords are looked for. Those that are the same by the new options become one.
    pub fn set_options(&mut self, options: Options) {
        self.options = options;
        for keyword in std::mem::take(&mut self.keywords) {
            if self.is_new(&keyword.text, None) {
                self.keywords.push(Keyword { key: self.key(&keyword.text), ..keyword });
            }
        }
    }

    /// The keywords.
    pub fn keywords(&self) -> &[Keyword] {
        &self.keywords
    }

    /// How they are looked for.
    pub fn options(&self) -> Options {
        self.options
    }

    /// Whether there is no keyword.
    pub fn is_empty(&self) -> bool {
        self.keywords.is_empty()
    }

    /// What is wrong with the keyword at this place: a regular expression may be none.
    pub fn error(&self, place: usize) -> Option<RegexError> {
        let keyword = self.keywords.get(place).filter(|_| self.options.regex)?;
        Matcher::new(&keyword.text, self.options).err()
    }

    /// The keyword without the quotes that hold a phrase together; a closing one may be yet to come.
    fn unquoted<'a>(&self, text: &'a str) -> &'a str {
        let text = trimmed(text, self.options);
        let quote = text.chars().next().filter(|_| !self.options.regex);
        let Some((quote, closing)) = quote.and_then(|c| Some((c, closing_quote(c)?))) else { return text };
        let inside = &text[quote.len_utf8()..];
        inside.strip_suffix(closing).unwrap_or(inside).trim()
    }

    /// Whether something can be found by a keyword and no other, but for the one at `except`, finds the same.
    fn is_new(&self, text: &str, except: Option<usize>) -> bool {
        let key = self.key(text);
        let mut others = self.keywords.iter().enumerate().filter(|(place, _)| Some(*place) != except);
        // Accents alone are something where they are told apart, but nothing that a text could be searched for.
        !Haystack::folded(text, Folding::ALL).trim().is_empty() && others.all(|(_, known)| known.key != key)
    }

    fn key(&self, text: &str) -> String {
        match self.options.regex {
            true => text.to_owned(),
            false => Haystack::folded(text, self.options.folding()),
        }
    }
}

/// A keyword without the space around it, which may be a part of a regular expression.
fn trimmed(text: &str, options: Options) -> &str {
    if options.regex { text } else { text.trim() }
}

/// The quote that ends a phrase which begins with this one.
fn closing_quote(c: char) -> Option<char> {
    match c {
        '"' => Some('"'),
        '“' => Some('”'),
        '「' => Some('」'),
        _ => None,
    }
}
