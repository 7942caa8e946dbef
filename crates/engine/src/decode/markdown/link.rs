//! Links and pictures, and tags.

use super::Dialect;
use super::inline::{Inlines, Mark, Open, push_escaped};
use super::lines::is_tag;

/// The longest address of a link, in bytes.
const MAX_ADDRESS: usize = 2_048;

impl Inlines<'_> {
    pub(super) fn close_bracket(&mut self) {
        let place = self.open.iter().rposition(|open| matches!(open.mark, Mark::Link | Mark::Picture));
        let Some(place) = place else { return self.push_plain(']') };
        let Open { mark, at } = self.open[place];
        self.open.truncate(place);
        let behind = self.at + 1;
        if let Some((address, end)) = self.address(behind) {
            let mut tag = String::from(if mark == Mark::Link { "<a href=\"" } else { "<img src=\"" });
            push_escaped(&address, &mut tag);
            if mark == Mark::Link {
                tag.push_str("\">");
                self.html.replace_range(at..at + 1, &tag);
                self.html.push_str("</a>");
                // No link is within another.
                self.open.retain(|open| open.mark != Mark::Link);
            } else {
                tag.push_str("\" alt=\"");
                tag.push_str(&without_tags(&self.html[at + 2..]));
                tag.push_str("\">");
                self.html.truncate(at);
                self.html.push_str(&tag);
            }
            self.at = end;
        } else if self.dialect == Dialect::Apple
            && mark == Mark::Link
            && let Some(style) = self.text[behind..].strip_prefix('{')
            && let Some(length) = style.find('}')
            && length < MAX_ADDRESS
        {
            // A text style says how something looks.
            self.html.remove(at);
            self.at = behind + length + 2;
        } else {
            self.push_plain(']');
        }
    }

    /// The address in parentheses at a place, and the place behind it.
    fn address(&mut self, at: usize) -> Option<(String, usize)> {
        let behind = &self.text[at..];
        // Apple's own example has a space there.
        let spaced = behind.strip_prefix(" (").filter(|inner| inner.starts_with("http"));
        let spaced = spaced.filter(|_| self.dialect == Dialect::Apple);
        let inner = behind.strip_prefix('(').or(spaced)?;
        let start = self.text.len() - inner.len();
        if start < self.barren {
            return None;
        }
        let mut address = String::new();
        let mut depth = 0;
        let mut chars = inner.char_indices();
        while let Some((offset, c)) = chars.next() {
            match c {
                ')' if depth == 0 => return Some((address, start + offset + 1)),
                '(' => depth += 1,
                ')' => depth -= 1,
                '\\' if inner[offset + 1..].starts_with(|c: char| c.is_ascii_punctuation()) => {
                    address.extend(chars.next().map(|(_, c)| c));
                    continue;
                }
                // A title may stand behind the address; it is not read.
                ' ' | '\n' | '\t' if !address.is_empty() => {
                    self.barren = start + offset;
                    let rest = behind_title(&inner[offset..])?.strip_prefix(')')?;
                    return Some((address, self.text.len() - rest.len()));
                }
                c if c.is_control() || offset > MAX_ADDRESS => {
                    self.barren = start + offset;
                    return None;
                }
                _ => {}
            }
            if !matches!(c, '<' | '>' | ' ') {
                address.push(c);
            }
        }
        self.barren = self.text.len();
        None
    }

    /// A tag is passed on; an address in angle brackets is a link.
    pub(super) fn tag(&mut self) {
        let rest = self.rest();
        let is_address = rest.starts_with("<http://") || rest.starts_with("<https://");
        let end = if is_tag(rest) {
            if self.tags { rest.find('>') } else { None }
        } else if is_address {
            let end = rest[1..].find(['>', '<', ' ', '\n']).map(|end| end + 1);
            end.filter(|end| rest[*end..].starts_with('>'))
        } else {
            None
        };
        let Some(end) = end else {
            // Where a tag has no end, none behind it has.
            self.tags = self.tags && !is_tag(rest);
            push_escaped("<", self.html);
            self.at += 1;
            return;
        };
        if is_tag(rest) {
            self.html.push_str(&rest[..=end]);
        } else {
            self.html.push_str("<a href=\"");
            push_escaped(&rest[1..end], self.html);
            self.html.push_str("\">");
            push_escaped(&rest[1..end], self.html);
            self.html.push_str("</a>");
        }
        self.at += end + 1;
    }
}

/// What stands behind the title of a link, where there is one.
fn behind_title(text: &str) -> Option<&str> {
    let text = text.trim_start();
    let Some(mark) = text.chars().next().filter(|mark| matches!(mark, '"' | '\'')) else { return Some(text) };
    let end = text[1..].find([mark, '\n'])?;
    text.get(end + 2..).map(str::trim_start)
}

/// HTML that was written here, as the value of an attribute.
fn without_tags(html: &str) -> String {
    let mut plain = String::new();
    let mut inside = false;
    for c in html.chars() {
        match c {
            '<' => inside = true,
            '>' if inside => inside = false,
            '"' => plain.push_str("&quot;"),
            c if !inside => plain.push(c),
            _ => {}
        }
    }
    plain
}
