//! Keys that are no signs, as WebDriver has them
//! ([keyboard actions](https://www.w3.org/TR/webdriver2/#keyboard-actions)).

/// Takes away the sign before.
pub const BACKSPACE: &str = "\u{E003}";
/// Goes to what takes the focus next.
pub const TAB: &str = "\u{E004}";
/// The large one of the letters.
pub const ENTER: &str = "\u{E007}";
/// Held with what is typed behind it.
pub const SHIFT: &str = "\u{E008}";
/// Closes what is open.
pub const ESCAPE: &str = "\u{E00C}";
/// The arrow up.
pub const UP: &str = "\u{E013}";
/// The arrow down.
pub const DOWN: &str = "\u{E015}";
/// Finds again.
pub const F3: &str = "\u{E033}";
