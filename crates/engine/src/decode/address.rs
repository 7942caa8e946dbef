//! Addresses: which are let through, and what a relative one leads to.

use std::borrow::Cow;

use super::json::Node;

/// What an address is for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Use {
    /// To be followed by a click: `http:`, `https:`, `mailto:`, or a relative one.
    Link,
    /// To be loaded: `http:`, `https:`, or a relative one.
    File,
    /// To be shown: as a file, or pixels in the address itself. SVG is left out: it is a document, with scripts and
    /// addresses of its own.
    Picture,
}

/// The kinds of `data:image/` that hold nothing but pixels.
const RASTER: [&str; 9] =
    ["avif", "bmp", "gif", "jpeg", "jpg", "png", "webp", "x-icon", "vnd.microsoft.icon"];

/// The address that a text is, where it may be used for this; none where it is empty. An error is the scheme for which
/// it may not.
pub(super) fn allowed(text: &str, purpose: Use) -> Result<Option<Cow<'_, str>>, String> {
    // Browsers drop tabs and line feeds within an address, and control characters around it.
    let text = text.trim_matches(|c: char| c.is_control() || c.is_whitespace());
    let address = if text.contains(char::is_control) {
        Cow::Owned(text.chars().filter(|c| !c.is_control()).collect())
    } else {
        Cow::Borrowed(text)
    };
    let is_fit = match scheme(&address) {
        None => true,
        Some(scheme) => {
            let is = |known: &str| scheme.eq_ignore_ascii_case(known);
            is("http")
                || is("https")
                || purpose == Use::Link && is("mailto")
                || purpose == Use::Picture && is("data") && is_raster(&address)
        }
    };
    match is_fit {
        true => Ok(Some(address).filter(|address| !address.is_empty())),
        false => Err(scheme(&address).unwrap_or_default().to_owned()),
    }
}

/// What stands before the first colon, unless that belongs to a path, a query or a fragment.
fn scheme(address: &str) -> Option<&str> {
    let start = address.split(['/', '?', '#']).next()?;
    start.split_once(':').map(|(scheme, _)| scheme)
}

/// Whether a `data:` address holds a picture of pixels.
fn is_raster(address: &str) -> bool {
    let kind = address.get(..11).filter(|start| start.eq_ignore_ascii_case("data:image/"));
    let kind = kind.and_then(|_| address[11..].split([';', ',']).next());
    kind.is_some_and(|kind| RASTER.iter().any(|known| kind.trim().eq_ignore_ascii_case(known)))
}

/// The address that a string of the JSON is, where it may be used for this; else none, with a diagnostic.
fn of_node(node: &Node<'_>, purpose: Use) -> Option<String> {
    let text = node.string()?;
    match allowed(&text, purpose) {
        Ok(address) => address.map(Cow::into_owned),
        Err(scheme) => {
            refuse(node, &scheme);
            None
        }
    }
}

/// Reports that an address is not used because of its scheme.
pub(super) fn refuse(node: &Node<'_>, scheme: &str) {
    let end = scheme.char_indices().nth(20).map_or(scheme.len(), |(end, _)| end);
    node.fault(format_args!("an address that starts with \"{}:\" is not followed", &scheme[..end]));
}

/// An address that a link may lead to; else none, with a diagnostic.
pub(super) fn link(node: &Node<'_>) -> Option<String> {
    of_node(node, Use::Link)
}

/// An address that a file may be loaded from; else none, with a diagnostic.
pub(super) fn file(node: &Node<'_>) -> Option<String> {
    of_node(node, Use::File)
}

/// An address that a picture may be loaded from; else none, with a diagnostic.
pub(super) fn picture(node: &Node<'_>) -> Option<String> {
    of_node(node, Use::Picture)
}

/// What an address leads to from a page, as [RFC 3986](https://www.rfc-editor.org/rfc/rfc3986#section-5.2) has it. One that
/// is a fragment alone stays so, as it leads to a place in the article, and so does all where `base` is not `http:` or `https:`.
pub(super) fn resolve(base: &str, reference: &str) -> String {
    let is_web = |scheme: &str| scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https");
    let parts = base.split_once("://").filter(|(scheme, _)| is_web(scheme));
    let Some((base_scheme, rest)) = parts else { return reference.to_owned() };
    if reference.is_empty() || reference.starts_with('#') || scheme(reference).is_some() {
        return reference.to_owned();
    }
    // Browsers take a backslash for a slash.
    let slashes = |text: &str, count| {
        text.len() >= count && text.bytes().take(count).all(|b| matches!(b, b'/' | b'\\'))
    };
    if slashes(reference, 2) {
        return [base_scheme, "://", &reference[2..]].concat();
    }
    let host = &rest[..rest.find(['/', '?', '#']).unwrap_or(rest.len())];
    let base_path = &rest[host.len()..];
    let base_path = &base_path[..base_path.find(['?', '#']).unwrap_or(base_path.len())];
    let (path, behind) = reference.split_at(reference.find(['?', '#']).unwrap_or(reference.len()));
    let folder = match path {
        "" => base_path,
        _ if slashes(path, 1) => "",
        // A page whose address ends so lies in that folder.
        _ if base_path.ends_with("/..") || base_path.ends_with("/.") => base_path,
        _ => &base_path[..base_path.rfind('/').unwrap_or(0)],
    };
    let mut address = [base_scheme, "://", host].concat();
    let start = address.len();
    let steps = folder.split('/').skip(1).chain(path.trim_start_matches(['/', '\\']).split(['/', '\\']));
    let mut steps = steps.peekable();
    if path.is_empty() {
        address.push_str(if base_path.is_empty() { "/" } else { base_path });
        address.push_str(behind);
        return address;
    }
    while let Some(step) = steps.next() {
        let is_last = steps.peek().is_none();
        match step {
            ".." => {
                let end = address[start..].rfind('/').map_or(start, |slash| start + slash);
                address.truncate(end);
                if is_last {
                    address.push('/');
                }
            }
            "." if is_last => address.push('/'),
            "." => {}
            step => {
                address.push('/');
                address.push_str(step);
            }
        }
    }
    address.push_str(behind);
    address
}
