//! What a line of Markdown begins with.

/// The level of a heading, 1 to 6, and its text.
pub(super) fn heading(line: &str) -> Option<(usize, &str)> {
    let line = line.trim();
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    let is_heading = (1..=6).contains(&level) && (text.is_empty() || text.starts_with([' ', '\t']));
    // Signs at the end are closing ones, if a space stands before them.
    let closed = text.trim_end_matches('#');
    let text = if closed.ends_with([' ', '\t']) { closed } else { text };
    is_heading.then_some((level, text.trim()))
}

/// The signs that open a listing.
pub(super) fn fence(line: &str) -> Option<&str> {
    let line = line.trim();
    let sign = line.chars().next().filter(|sign| matches!(sign, '`' | '~'))?;
    let length = line.len() - line.trim_start_matches(sign).len();
    (length >= 3 && !line[length..].contains('`')).then_some(&line[..length])
}

pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    let sign = line.chars().next().unwrap_or(' ');
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    matches!(sign, '-' | '*' | '_') && signs.clone().count() >= 3 && signs.all(|c| c == sign)
}

/// Whether a tag or a comment begins here.
pub(super) fn is_tag(text: &str) -> bool {
    let Some(name) = text.strip_prefix('<') else { return false };
    let is_address = name
        .split(|c: char| !c.is_ascii_alphanumeric())
        .next()
        .is_some_and(|word| name[word.len()..].starts_with([':', '@']));
    !is_address && name.starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
}

/// Whether a line is nothing but text, which may go on in the next one.
pub(super) fn is_text(line: &str) -> bool {
    let line = line.trim_start();
    !line.is_empty()
        && !line.starts_with('>')
        && heading(line).is_none()
        && fence(line).is_none()
        && !is_rule(line)
        && marker(line).is_none()
}

/// What an item of a list begins with.
pub(super) struct Marker<'a> {
    /// The number of an item of a numbered list.
    pub(super) number: Option<u32>,
    /// The columns before the text.
    pub(super) width: usize,
    pub(super) text: &'a str,
}

pub(super) fn marker(line: &str) -> Option<Marker<'_>> {
    let inner = line.trim_start();
    let digits = inner.bytes().take_while(u8::is_ascii_digit).count();
    let (number, behind) = match digits {
        0 => (None, inner.strip_prefix(['-', '*', '+'])?),
        1..=9 => (inner[..digits].parse().ok(), inner[digits..].strip_prefix(['.', ')'])?),
        _ => return None,
    };
    let text = behind.strip_prefix([' ', '\t']).or_else(|| behind.is_empty().then_some(""))?;
    Some(Marker { number, width: line.len() - text.len(), text })
}

pub(super) fn is_indented(line: &str) -> bool {
    line.starts_with("  ") || line.starts_with('\t')
}

/// The line without the white space before it, up to so many columns; a tab counts as four.
pub(super) fn dedent(line: &str, columns: usize) -> &str {
    let mut taken = 0;
    let end = line.find(|c| {
        taken += match c {
            ' ' => 1,
            '\t' => 4,
            _ => return true,
        };
        taken > columns
    });
    &line[end.unwrap_or(line.len())..]
}
