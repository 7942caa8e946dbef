//! HTML of bounded depth.
//!
//! Browsers look through all open elements for many a tag, so that a hundred thousand of them, one in the other, keep Chromium
//! busy for half a minute. What lies deeper than [`MAX_DEPTH`] is left out of an article anyway, but for its text.

use std::borrow::Cow;

/// Elements that may be open. Whatever lies as deep as this is no element of an article.
pub const MAX_DEPTH: usize = 256;

/// What takes the place of a tag that lies too deep: no tag, and nothing that the signs around it could become one with.
const NOTHING: &str = "</>";

/// The name that it gets where only that can be changed: of an element that means nothing in a text.
const NOTHING_BY_NAME: &str = "meta";

/// Elements that never lie in one another unless something that is counted lies between.
const FLAT: [&str; 28] = [
    "a", "area", "base", "body", "br", "col", "dd", "dt", "embed", "head", "hr", "html", "img", "input",
    "li", "link", "meta", "option", "p", "param", "source", "tbody", "td", "tfoot", "th", "thead", "tr",
    "wbr",
];

/// Those of them that are parts of a table.
const PARTS_OF_TABLES: [&str; 6] = ["tbody", "td", "tfoot", "th", "thead", "tr"];

/// Those that are so within SVG and MathML, which they end.
const FLAT_ANYWHERE: [&str; 9] = ["br", "dd", "dt", "embed", "hr", "img", "li", "meta", "p"];

/// Elements that hold text only, in which a tag is none.
const RAW: [&str; 8] = ["script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"];

/// The HTML without the tags of elements that lie too deep.
///
/// The depth is never underestimated, as an end tag counts only where it is that of the innermost element. It is
/// overestimated in HTML with hundreds of elements that are not closed, which loses the later of its elements and no text.
pub fn bounded(html: &str) -> Cow<'_, str> {
    let mut bounded = String::new();
    // What is before this is in `bounded`.
    let mut done = 0;
    let mut open: Vec<&str> = Vec::new();
    let mut too_deep = 0_usize;
    let mut is_foreign = false;
    let mut ends_count = true;
    let mut raw: Option<(&str, usize)> = None;
    let mut at = 0;
    while let Some(found) = html[at..].find('<') {
        let tag = at + found + 1;
        at = tag;
        let is_end = html[tag..].starts_with('/');
        let start = tag + usize::from(is_end);
        let (name, is_whole) = name(&html[start..]);
        if name.is_empty() {
            if raw.is_none() && (is_end || html[tag..].starts_with(['!', '?'])) {
                // Where a text begins that may hold tags, or not, nothing is sure any more.
                ends_count &= !html[tag..].starts_with("![CDATA[");
                at = remark_end(html, tag);
            }
            continue;
        }
        let is = |names: &[&str]| is_whole && names.iter().any(|other| other.eq_ignore_ascii_case(name));
        if let Some((outer, depth)) = raw {
            if is_end && is_whole && outer.eq_ignore_ascii_case(name) {
                raw = None;
                if !is_foreign {
                    open.truncate(depth);
                }
            } else if is_end {
                continue;
            }
        }
        at = if raw.is_some() { start + name.len() } else { tag_end(html.as_bytes(), start + name.len()) };
        is_foreign |= is(&["svg", "math"]);
        let is_flat = is(if is_foreign { &FLAT_ANYWHERE } else { &FLAT });
        // The parts of a table that lies too deep take as long as it does.
        if is_flat && (too_deep == 0 || !is(&PARTS_OF_TABLES)) {
            continue;
        }
        if !is_end && raw.is_none() && is(&RAW) {
            raw = Some((name, open.len()));
            if !is_foreign {
                continue;
            }
        }
        if is_flat {
            // It goes with the table that it is a part of.
        } else if !is_end && open.len() < MAX_DEPTH {
            open.push(name);
            continue;
        } else if !is_end {
            too_deep += 1;
        } else if too_deep > 0 {
            too_deep -= 1;
        } else {
            if ends_count && is_whole && open.last().is_some_and(|last| last.eq_ignore_ascii_case(name)) {
                open.pop();
            }
            continue;
        }
        // What may be a tag or a text cannot be left out as a tag.
        let (from, instead) = match (raw, is_end) {
            (None, _) => (tag - 1, NOTHING),
            (Some(_), true) => (start, ""),
            (Some(_), false) => (start, NOTHING_BY_NAME),
        };
        bounded.push_str(&html[done..from]);
        bounded.push_str(instead);
        done = at;
    }
    if done == 0 {
        return Cow::Borrowed(html);
    }
    bounded.push_str(&html[done..]);
    Cow::Owned(bounded)
}

/// The name that a tag begins with, and whether it ends there.
fn name(tag: &str) -> (&str, bool) {
    if !tag.starts_with(|first: char| first.is_ascii_alphabetic()) {
        return ("", false);
    }
    let end = tag.bytes().position(|byte| !byte.is_ascii_alphanumeric()).unwrap_or(tag.len());
    (&tag[..end], tag[end..].starts_with(['>', '/', ' ', '\n', '\t', '\r', '\x0C']))
}

/// Where a comment, or something that is taken for one, ends.
fn remark_end(html: &str, start: usize) -> usize {
    let behind = |from: usize, mark: &str| html[from..].find(mark).map(|at| from + at + mark.len());
    let end = match html[start..].strip_prefix("!--") {
        Some(text) if text.starts_with('>') || text.starts_with("->") => behind(start, ">"),
        Some(_) => {
            let text = start + 3;
            // Each is looked for once in all, since a comment that does not end is the last.
            let usual = behind(text, "-->");
            let odd = html[text..usual.unwrap_or(html.len())].find("--!>").map(|at| text + at + 4);
            odd.or(usual)
        }
        None => behind(start, ">"),
    };
    end.unwrap_or(html.len())
}

/// Where the tag ends whose attributes begin at `at`.
fn tag_end(html: &[u8], mut at: usize) -> usize {
    let mut is_named = false;
    while let Some(byte) = html.get(at) {
        at += 1;
        match byte {
            b'>' => return at,
            b'/' => is_named = false,
            b'=' if is_named => {
                is_named = false;
                at += html[at..].iter().position(|byte| !byte.is_ascii_whitespace()).unwrap_or(0);
                let is_end: fn(&u8, u8) -> bool = match html.get(at) {
                    Some(b'"' | b'\'') => |byte, quote| *byte == quote,
                    _ => |byte, _| byte.is_ascii_whitespace() || *byte == b'>',
                };
                let is_quoted = matches!(html.get(at), Some(b'"' | b'\''));
                let quote = html.get(at).copied().unwrap_or_default();
                at += usize::from(is_quoted);
                let end = html[at..].iter().position(|byte| is_end(byte, quote));
                at = end.map_or(html.len(), |end| at + end + usize::from(is_quoted));
            }
            byte if byte.is_ascii_whitespace() => {}
            _ => is_named = true,
        }
    }
    at
}
