//! The words in what no decoder knows, and lists of words.

use std::collections::HashSet;

use super::json::Value;

/// Each of these once, in the order in which they come first.
pub(super) fn distinct(words: &mut dyn Iterator<Item = String>) -> Vec<String> {
    let mut seen = HashSet::new();
    words.filter(|word| seen.insert(word.clone())).collect()
}

/// All strings below a value that are words, in order, one a line: those that are no member, or one whose name
/// `is_word` lets through.
pub(super) fn words(value: &Value<'_>, is_word: fn(&str) -> bool) -> String {
    let mut words = String::new();
    collect(value, true, is_word, &mut words);
    words
}

fn collect(value: &Value<'_>, is_wanted: bool, is_word: fn(&str) -> bool, words: &mut String) {
    match value {
        Value::String(text) if is_wanted && !text.trim().is_empty() => {
            if !words.is_empty() {
                words.push('\n');
            }
            words.push_str(text.trim());
        }
        Value::Array(items) => items.iter().for_each(|item| collect(item, is_wanted, is_word, words)),
        Value::Object(members) => {
            members.iter().for_each(|(key, member)| collect(member, is_word(key), is_word, words));
        }
        _ => {}
    }
}
