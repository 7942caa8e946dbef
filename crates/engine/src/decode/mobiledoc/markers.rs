//! The text of a section, in pieces that open and close marks.

use super::super::address;
use super::super::json::{Node, Value};
use super::super::mark::{MAX_MARKS, Mark};
use crate::article::{Inline, Text};

/// What markers refer to.
pub(super) struct Markers<'a> {
    /// `[tag, attributes]`
    pub(super) markups: Option<&'a Node<'a>>,
    /// `[name, text, payload]`
    pub(super) atoms: Option<&'a Node<'a>>,
    /// The article's own address.
    pub(super) base: Option<&'a str>,
    /// Whether markers have no number for their kind, as in 0.2.
    pub(super) is_old: bool,
}

/// A mark that is open, and what stands in it.
struct Opened {
    mark: Mark,
    /// Whether it is that of code, which no other mark stands in.
    is_code: bool,
    content: Vec<Inline>,
}

/// The marks that are open; the first is the text itself.
struct Open(Vec<Opened>);

impl Markers<'_> {
    /// The text of an array of markers: `[0, opened, closed, text]`, or `[1, opened, closed, atom]`.
    pub(super) fn read(&self, node: &Node<'_>) -> Text {
        let mut open = Open(Vec::new());
        open.begin(Mark::Plain, false);
        for marker in node.items() {
            let shift = usize::from(!self.is_old);
            if !marker.value.is_array() {
                marker.expected("an array");
                continue;
            }
            // The specification once had the atom before the marks in its example.
            let is_atom_first =
                !self.is_old && marker.at(1).is_some_and(|part| matches!(part.value, Value::Number(_)));
            let places = if is_atom_first { [2, 3, 1] } else { [shift, shift + 1, shift + 2] };
            let [opened, closed, value] = places.map(|place| marker.at(place));
            for index in opened.iter().flat_map(|opened| opened.items()) {
                let (mark, is_code) = self.mark(&index, &open);
                open.begin(mark, is_code);
            }
            let is_atom = !self.is_old
                && matches!(marker.value, Value::Array(parts) if parts.first() == Some(&Value::Number("1")));
            match value {
                Some(value) if is_atom => open.push(self.atom(&value)),
                Some(value) => open.push(value.string().map(Inline::Text)),
                None => {}
            }
            let closed = closed.and_then(|closed| closed.whole(0)).unwrap_or_default();
            for _ in 0..closed {
                if !open.end() {
                    marker.fault("more marks are closed than are open");
                    break;
                }
            }
        }
        while open.end() {}
        Text::new(open.0.pop().map(|text| text.content).unwrap_or_default())
    }

    /// The mark at a place, and whether it is that of code.
    fn mark(&self, index: &Node<'_>, open: &Open) -> (Mark, bool) {
        if open.0.len() > MAX_MARKS {
            return (Mark::Plain, false);
        }
        let place = index.whole(0).and_then(|place| usize::try_from(place).ok());
        let markup = self.markups.and_then(|markups| markups.at(place?));
        let Some(tag) = markup.as_ref().and_then(|markup| markup.at(0)?.line()) else {
            index.fault("no such mark; its text is kept");
            return (Mark::Plain, false);
        };
        let mark = match tag.to_ascii_lowercase().as_str() {
            "b" | "strong" => Mark::Strong,
            "i" | "em" => Mark::Emphasis,
            "sub" => Mark::Sub,
            "sup" => Mark::Sup,
            "code" => return (Mark::Plain, true),
            // No link is within another.
            "a" if !open.0.iter().any(|around| matches!(around.mark, Mark::Link(_))) => {
                let attributes = markup.as_ref().and_then(|markup| markup.at(1));
                let url = attributes.and_then(|attributes| href(&attributes));
                match (url, self.base) {
                    (Some(url), Some(base)) => Mark::Link(address::resolve(base, &url)),
                    (Some(url), None) => Mark::Link(url),
                    (None, _) => Mark::Plain,
                }
            }
            _ => Mark::Plain,
        };
        (mark, false)
    }

    /// What stands for the atom at a place: its text.
    fn atom(&self, index: &Node<'_>) -> Option<Inline> {
        let place = index.whole(0).and_then(|place| usize::try_from(place).ok());
        let Some(atom) = self.atoms.and_then(|atoms| atoms.at(place?)) else {
            index.fault("no such atom");
            return None;
        };
        let is_break = atom.at(0).is_some_and(|name| name.value.as_str() == Some("soft-return"));
        if is_break { Some(Inline::Break) } else { Some(Inline::Text(atom.at(1)?.string()?)) }
    }
}

/// The address among names and values, one after another.
fn href(attributes: &Node<'_>) -> Option<String> {
    let Value::Array(parts) = attributes.value else {
        attributes.expected("an array");
        return None;
    };
    let place = parts.chunks(2).position(|pair| pair.first().and_then(Value::as_str) == Some("href"))?;
    address::link(&attributes.at(2 * place + 1)?)
}

impl Open {
    fn push(&mut self, inline: Option<Inline>) {
        if let Some(last) = self.0.last_mut() {
            last.content.extend(inline);
        }
    }

    fn begin(&mut self, mark: Mark, is_code: bool) {
        self.0.push(Opened { mark, is_code, content: Vec::new() });
    }

    /// Closes the mark that was opened last. Whether there was one.
    fn end(&mut self) -> bool {
        let [.., around, last] = self.0.as_mut_slice() else { return false };
        let content = Text::new(std::mem::take(&mut last.content));
        around.content.extend(match &last.mark {
            _ if last.is_code => vec![Inline::Code(content.to_plain().replace('\u{2028}', " "))],
            mark => mark.clone().on(content.inlines),
        });
        self.0.pop();
        true
    }
}
