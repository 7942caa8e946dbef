//! Where a card stands that belongs to a word: beside it, and never over it.
//!
//! All lengths are CSS pixels of the viewport.

/// A box.
#[derive(Clone, Copy, Debug, PartialEq)]
#[expect(missing_docs, reason = "each field is named after what it says")]
pub struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// On which side of the word the card is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Below its last line.
    Below,
    /// Above its first line.
    Above,
}

/// A place for a card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Placement {
    /// The side of the word.
    pub side: Side,
    /// The card's left edge.
    pub left: f64,
    /// The card's edge towards the word: its top where it is below, its bottom where it is above. The card grows away
    /// from there, so that it covers the word at no height.
    pub edge: f64,
    /// As high as the card may be; it scrolls where it has more to show.
    pub max_height: f64,
}

/// Between word and card. The pointer crosses it before the card closes.
const GAP: f64 = 6.0;

/// A card that is less high than this is of no use.
const LEAST_HEIGHT: f64 = 48.0;

/// The place of a card of `width` by `height` beside a word, whose lines (more than one where it wraps) are `lines`, within
/// `view`. It is below, unless there is too little room and more above.
///
/// None where the word is out of view, or fills it so far that no card can be read beside it.
pub fn place_beside(lines: &[Rect], width: f64, height: f64, view: Rect) -> Option<Placement> {
    let lines = || lines.iter().filter(|line| line.right > line.left && line.bottom > line.top);
    let first = lines().min_by(|one, other| one.top.total_cmp(&other.top))?;
    let last = lines().max_by(|one, other| one.bottom.total_cmp(&other.bottom))?;
    if last.bottom <= view.top || first.top >= view.bottom {
        return None;
    }
    let (above, below) = (first.top - GAP, last.bottom + GAP);
    let (room_above, room_below) = (above - view.top, view.bottom - below);
    let (side, line, edge, room) = match height <= room_below || room_below >= room_above {
        true => (Side::Below, last, below, room_below),
        false => (Side::Above, first, above, room_above),
    };
    // Not `clamp`, whose panic would write numbers: 5 KB of wasm.
    let left = line.left.min(view.right - width).max(view.left);
    (room >= LEAST_HEIGHT).then_some(Placement { side, left, edge, max_height: room })
}
