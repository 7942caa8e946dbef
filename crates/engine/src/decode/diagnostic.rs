//! What was wrong with a part of an article, and where.

use std::fmt;

/// A part of the source that had to fall back to something readable.
///
/// Displays as `body[3].content[1].entity: no entity "openai"`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// Path in the JSON, as in `body[3].content[1]`; `line 12` in a text page; empty for the whole.
    pub path: String,
    /// What is wrong, and what was made of it.
    pub message: String,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.path.is_empty() {
            f.write_str(&self.message)
        } else {
            write!(f, "{}: {}", self.path, self.message)
        }
    }
}
