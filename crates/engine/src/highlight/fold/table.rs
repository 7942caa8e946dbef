//! The forms in which the tables of folding lie in the program. `xtask/src/tables/encoding.rs` writes them.
//!
//! They are small when compressed, and used as they lie.

/// Strings for characters.
pub(super) struct Strings {
    pub(super) pages: Pages,
    /// For each word of the pages, where its strings start in the text.
    pub(super) starts: &'static [u16],
    /// The strings in the order of their characters, each with a line feed behind it.
    pub(super) text: &'static str,
}

impl Strings {
    /// The string for a character, which may be empty.
    pub(super) fn get(&self, c: char) -> Option<&'static str> {
        let place = self.pages.find(c)?;
        let start = usize::from(*self.starts.get(place.word)?);
        // By bytes, as str::split takes its time to begin each piece.
        let mut line_feeds =
            self.text.as_bytes().iter().enumerate().skip(start).filter(|(_, byte)| **byte == b'\n');
        let start = match place.before.checked_sub(1) {
            Some(before) => line_feeds.nth(before)?.0 + 1,
            None => start,
        };
        self.text.get(start..line_feeds.next()?.0)
    }
}

/// Ideographs for ideographs.
pub(super) struct Ideographs {
    pub(super) pages: Pages,
    /// For each page, how many ideographs there are before it.
    pub(super) starts: &'static [u16],
    /// The different upper parts of what they map to, which is all but the last byte.
    pub(super) blocks: &'static [u16],
    /// Of each ideograph the index of its block.
    pub(super) high: &'static [u8],
    /// Of each ideograph the last byte.
    pub(super) low: &'static [u8],
}

impl Ideographs {
    pub(super) fn get(&self, c: char) -> Option<char> {
        let place = self.pages.find(c)?;
        let page = place.word / 4;
        let words = self.pages.bits.get(page)?.iter().take(place.word % 4);
        let before = words.map(|word| word.count_ones() as usize).sum::<usize>() + place.before;
        let at = usize::from(*self.starts.get(page)?) + before;
        let block = *self.blocks.get(usize::from(*self.high.get(at)?))?;
        char::from_u32(u32::from(block) << 8 | u32::from(*self.low.get(at)?))
    }
}

/// A set of characters as bits.
pub(super) struct Pages {
    /// For each 256 characters the page that holds their bits; the first page is empty.
    pub(super) index: &'static [u8],
    pub(super) bits: &'static [[u64; 4]],
}

/// Where a set holds a character.
struct Place {
    /// The number of its word, with four words a page.
    word: usize,
    /// How many characters of the same word come before it.
    before: usize,
}

impl Pages {
    fn find(&self, c: char) -> Option<Place> {
        let c = c as usize;
        let page = usize::from(*self.index.get(c >> 8)?);
        let within = c >> 6 & 3;
        let word = self.bits.get(page)?[within];
        let bit = 1 << (c & 63);
        (word & bit != 0)
            .then(|| Place { word: page * 4 + within, before: (word & (bit - 1)).count_ones() as usize })
    }
}

/// Characters for characters in runs of the same distance.
pub(super) struct Runs {
    /// The first character of each run, ascending.
    pub(super) starts: &'static [u32],
    /// How many characters are in a run, times two, and one more where the run has every second only.
    pub(super) lengths: &'static [u8],
    /// What is added to a character of the run.
    pub(super) distances: &'static [i32],
}

impl Runs {
    pub(super) fn get(&self, c: char) -> Option<char> {
        let c = c as u32;
        let run = self.starts.partition_point(|start| *start <= c).checked_sub(1)?;
        let (offset, length) = (c - self.starts[run], u32::from(*self.lengths.get(run)?));
        let step = length & 1;
        if offset >> step >= length >> 1 || offset & step != 0 {
            return None;
        }
        char::from_u32(c.wrapping_add_signed(*self.distances.get(run)?))
    }
}

/// ASCII letters for small Latin letters.
pub(super) struct Letters {
    /// Ascending.
    pub(super) from: &'static [u32],
    pub(super) to: &'static [u8],
}

impl Letters {
    pub(super) fn get(&self, c: char) -> Option<char> {
        let at = self.from.binary_search(&(c as u32)).ok()?;
        self.to.get(at).copied().map(char::from)
    }
}

/// A set of characters as the steps between the ends of its ranges, in base 128 with the high bit set in all
/// but the last digit.
pub(super) struct Marks(pub(super) &'static [u8]);

impl Marks {
    pub(super) fn contains(&self, c: char) -> bool {
        let (mut bound, mut step, mut inside) = (0, 0, false);
        for digit in self.0 {
            step = step << 7 | u32::from(digit & 0x7F);
            if *digit < 0x80 {
                bound += step;
                if bound > c as u32 {
                    return inside;
                }
                (step, inside) = (0, !inside);
            }
        }
        false
    }
}
