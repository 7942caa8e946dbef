//! What stands within a paragraph.

use super::Dialect;

/// Marks that are open at once; what opens more is text.
const MAX_OPEN: usize = 32;

/// Writes text with its marks as HTML.
pub(super) fn push_inlines(text: &str, dialect: Dialect, html: &mut String) {
    let mut writer = Inlines { text, at: 0, dialect, html, open: vec![], unclosed: 0, barren: 0, tags: true };
    while writer.at < text.len() {
        writer.step();
    }
}

/// Writes text so that no sign of it is read as HTML.
pub(super) fn push_escaped(text: &str, html: &mut String) {
    text.chars().for_each(|c| push_char(c, html));
}

fn push_char(c: char, html: &mut String) {
    match c {
        '<' => html.push_str("&lt;"),
        '>' => html.push_str("&gt;"),
        '&' => html.push_str("&amp;"),
        '"' => html.push_str("&quot;"),
        c => html.push(c),
    }
}

/// What may open and close.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// The signs, and the element that they stand for.
    Pair(&'static str, &'static str),
    /// `[`, of a link.
    Link,
    /// `![`, of a picture.
    Picture,
}

pub(super) struct Open {
    pub(super) mark: Mark,
    /// Where its signs stand in the HTML, as text until they are found to be closed.
    pub(super) at: usize,
}

pub(super) struct Inlines<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) dialect: Dialect,
    pub(super) html: &'a mut String,
    pub(super) open: Vec<Open>,
    /// Numbers of backticks, as bits, that are known not to come again: nothing is looked for twice.
    unclosed: u64,
    /// No address ends before this place.
    pub(super) barren: usize,
    /// Whether there is a `>` to come.
    pub(super) tags: bool,
}

impl<'a> Inlines<'a> {
    pub(super) fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn step(&mut self) {
        let rest = self.rest();
        let Some(c) = rest.chars().next() else { return };
        match c {
            '\\' => self.backslash(),
            '`' => self.code(),
            '*' | '_' | '~' => self.pair(c),
            '!' if rest.starts_with("![") => self.open(Mark::Picture, "!["),
            '[' => self.open(Mark::Link, "["),
            ']' => self.close_bracket(),
            '<' if self.dialect == Dialect::CommonMark => self.tag(),
            '&' if is_entity(rest) => self.push_plain('&'),
            '\n' => self.line_feed(),
            '\u{2028}' => {
                self.html.push_str("<br>");
                self.at += c.len_utf8();
            }
            _ => {
                push_char(c, self.html);
                self.at += c.len_utf8();
            }
        }
    }

    pub(super) fn push_plain(&mut self, c: char) {
        self.html.push(c);
        self.at += c.len_utf8();
    }

    fn backslash(&mut self) {
        let mut behind = self.text[self.at + 1..].chars();
        match behind.next() {
            Some(c) if c.is_ascii_punctuation() => {
                push_char(c, self.html);
                self.at += 2;
            }
            Some('\n') => {
                self.html.push_str("<br>");
                self.at += 2;
            }
            _ => self.push_plain('\\'),
        }
    }

    /// Two spaces before a line feed break the line.
    fn line_feed(&mut self) {
        if self.html.ends_with("  ") {
            self.html.truncate(self.html.trim_end_matches(' ').len());
            self.html.push_str("<br>");
        }
        self.push_plain('\n');
    }

    fn code(&mut self) {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches('`').len();
        let (signs, behind) = rest.split_at(length);
        let known = length < 64 && self.unclosed & (1 << length) == 0;
        match known.then(|| closing(behind, signs)).flatten() {
            Some(end) => {
                let mut code = &behind[..end];
                // A space at either end keeps the signs apart from a backtick.
                if let Some(inner) = code.strip_prefix(' ').and_then(|code| code.strip_suffix(' '))
                    && !inner.trim().is_empty()
                {
                    code = inner;
                }
                self.html.push_str("<code>");
                push_escaped(code, self.html);
                self.html.push_str("</code>");
                self.at += end + 2 * length;
            }
            None => {
                if length < 64 {
                    self.unclosed |= 1 << length;
                }
                self.html.push_str(signs);
                self.at += length;
            }
        }
    }

    /// Signs that open or close a mark.
    fn pair(&mut self, sign: char) {
        let rest = self.rest();
        let length = rest.len() - rest.trim_start_matches(sign).len();
        let before = self.text[..self.at].chars().next_back();
        let after = rest[length..].chars().next();
        let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
        let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
        let within_a_word =
            sign == '_' && self.dialect == Dialect::CommonMark && is_word(before) && is_word(after);
        let mut left = if within_a_word { 0 } else { length };
        while left > 0 {
            let wide = PAIRS.iter().find(|(signs, _)| signs.starts_with(sign) && signs.len() == left.min(2));
            let Some((signs, element)) = wide else { break };
            let mark = Mark::Pair(signs, element);
            // Three signs open both marks, and close first the one that was opened last.
            let narrow = PAIRS.iter().find(|(signs, _)| signs.starts_with(sign) && signs.len() == 1);
            let narrow = narrow.filter(|_| left == 3).map(|(signs, element)| Mark::Pair(signs, element));
            if !is_space(before) && narrow.is_some_and(|mark| self.last_is(mark)) && self.close_pair(narrow) {
                left -= 1;
            } else if !is_space(before) && self.close_pair(Some(mark)) {
                left -= signs.len();
            } else if !is_space(after) {
                self.push_open(mark, signs);
                left -= signs.len();
            } else {
                break;
            }
        }
        let written = if within_a_word { length } else { left };
        self.html.extend(std::iter::repeat_n(sign, written));
        self.at += length;
    }

    fn last_is(&self, mark: Mark) -> bool {
        self.open.last().is_some_and(|open| open.mark == mark)
    }

    /// Closes the last mark of a kind within the innermost bracket. Whether there was one.
    fn close_pair(&mut self, mark: Option<Mark>) -> bool {
        let Some(mark @ Mark::Pair(signs, element)) = mark else { return false };
        let inner = self.open.iter().rposition(|open| matches!(open.mark, Mark::Link | Mark::Picture));
        let first = inner.map_or(0, |inner| inner + 1);
        let Some(place) = self.open[first..].iter().rposition(|open| open.mark == mark) else { return false };
        let at = self.open[first + place].at;
        // Nothing between the signs is no mark.
        if at + signs.len() == self.html.len() {
            return false;
        }
        self.open.truncate(first + place);
        self.html.push_str(&["</", element, ">"].concat());
        self.html.replace_range(at..at + signs.len(), &["<", element, ">"].concat());
        true
    }

    fn open(&mut self, mark: Mark, signs: &str) {
        self.push_open(mark, signs);
        self.at += signs.len();
    }

    fn push_open(&mut self, mark: Mark, signs: &str) {
        if self.open.len() < MAX_OPEN {
            self.open.push(Open { mark, at: self.html.len() });
        }
        self.html.push_str(signs);
    }
}

/// The signs of marks, and their elements.
const PAIRS: [(&str, &str); 5] =
    [("**", "strong"), ("__", "strong"), ("*", "em"), ("_", "em"), ("~~", "del")];

/// Where a run of exactly these signs stands.
fn closing(text: &str, signs: &str) -> Option<usize> {
    let mut at = 0;
    while let Some(found) = text[at..].find('`') {
        let start = at + found;
        let length = text.len() - start - text[start..].trim_start_matches('`').len();
        if length == signs.len() {
            return Some(start);
        }
        at = start + length;
    }
    None
}

/// Whether an entity or the number of a character begins here.
fn is_entity(text: &str) -> bool {
    let name = text[1..].trim_start_matches('#');
    let length = name.bytes().take_while(u8::is_ascii_alphanumeric).count();
    (1..=32).contains(&length) && name[length..].starts_with(';')
}
