//! Places in a JSON text.

/// The most of a name that a path shows, in characters.
const LONGEST_NAME: usize = 40;

/// The longest path that is shown, in bytes.
const LONGEST_PATH: usize = 200;

/// Puts a step before a path: a name, or an index in brackets. What lies too deep to be shown is cut off.
pub(super) fn prepend(path: &mut String, step: &str) {
    if !path.is_empty() && !path.starts_with('[') {
        path.insert(0, '.');
    }
    match step.char_indices().nth(LONGEST_NAME) {
        Some((end, _)) => path.insert_str(0, &[&step[..end], "…"].concat()),
        None => path.insert_str(0, step),
    }
    if path.len() > LONGEST_PATH {
        let end = (0..=LONGEST_PATH).rev().find(|end| path.is_char_boundary(*end)).unwrap_or(0);
        path.truncate(end);
        path.push('…');
    }
}
