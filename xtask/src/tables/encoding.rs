//! How the tables are written. `fold/table.rs` of the engine reads them.

use super::definition::Definition;
use anyhow::{Context, Result, ensure};
use std::collections::BTreeMap;
use std::fmt::Write;

/// The tables as the engine holds them.
pub struct Tables {
    /// `tables.rs`, not yet formatted.
    pub source: String,
    /// `compatibility.txt`.
    pub compatibility: String,
    /// The bytes of each part as they lie in the program.
    pub parts: Vec<(&'static str, Vec<u8>)>,
}

/// Encodes all tables; fails where one has outgrown its encoding.
pub fn encode(definition: &Definition) -> Result<Tables> {
    let mut tables = Tables { source: HEAD.to_owned(), compatibility: String::new(), parts: Vec::new() };
    tables.strings(&definition.compatibility)?;
    tables.ideographs(&definition.ideographs)?;
    tables.cases(&definition.cases)?;
    tables.letters(&definition.letters);
    tables.marks(definition);
    Ok(tables)
}

const HEAD: &str = "//! Made by `cargo xtask tables`. The sources and their licences are named in the README.md of the crate's data.\n\n\
    use super::table::{Ideographs, Letters, Marks, Pages, Runs, Strings};\n\n";

impl Tables {
    fn strings(&mut self, map: &BTreeMap<char, String>) -> Result<()> {
        let pages = Pages::new(map.keys());
        let mut starts = vec![0; pages.bits.len()];
        let mut word = 0;
        for (&c, string) in map {
            let next = pages.word(c);
            if next != word {
                word = next;
                starts[word] = u16::try_from(self.compatibility.len()).context("the text is over 64 KB")?;
            }
            self.compatibility += string;
            self.compatibility.push('\n');
        }
        self.parts.push(("compatibility: pages", pages.bytes()));
        self.parts.push(("compatibility: starts", bytes_of(&starts)));
        self.parts.push(("compatibility: text", self.compatibility.clone().into_bytes()));
        write!(
            self.source,
            "pub(super) static COMPATIBILITY: Strings = Strings {{ pages: {}, starts: &{starts:?}, \
             text: include_str!(\"compatibility.txt\") }};\n\n",
            pages.source()
        )?;
        Ok(())
    }

    fn ideographs(&mut self, map: &BTreeMap<char, char>) -> Result<()> {
        let pages = Pages::new(map.keys());
        let mut rank = 0u16;
        let starts: Vec<u16> = pages
            .bits
            .chunks(4)
            .map(|page| {
                let start = rank;
                rank += page.iter().map(|word| word.count_ones() as u16).sum::<u16>();
                start
            })
            .collect();
        let mut blocks: Vec<u16> = map.values().map(|&c| (u32::from(c) >> 8) as u16).collect();
        blocks.sort_unstable();
        blocks.dedup();
        ensure!(blocks.len() <= 256, "the ideographs lie in more than 256 blocks");
        let high: Vec<u8> = map
            .values()
            .map(|&c| blocks.partition_point(|&block| u32::from(block) < u32::from(c) >> 8) as u8)
            .collect();
        let low: Vec<u8> = map.values().map(|&c| u32::from(c) as u8).collect();
        self.parts.push(("ideographs: pages", pages.bytes()));
        self.parts.push(("ideographs: starts", bytes_of(&starts)));
        self.parts.push(("ideographs: blocks", bytes_of(&blocks)));
        self.parts.push(("ideographs: high", high.clone()));
        self.parts.push(("ideographs: low", low.clone()));
        write!(
            self.source,
            "pub(super) static IDEOGRAPHS: Ideographs = Ideographs {{ pages: {}, starts: &{starts:?}, \
             blocks: &{blocks:?}, high: &{high:?}, low: &{low:?} }};\n\n",
            pages.source()
        )?;
        Ok(())
    }

    fn cases(&mut self, map: &BTreeMap<char, char>) -> Result<()> {
        let (mut starts, mut lengths, mut distances) =
            (Vec::<u32>::new(), Vec::<u8>::new(), Vec::<i32>::new());
        let pairs: Vec<_> = map
            .iter()
            .map(|(&from, &to)| (u32::from(from), i32::try_from(u32::from(to)).unwrap_or(0) - from as i32))
            .collect();
        let mut rest = &pairs[..];
        while let Some(&(start, distance)) = rest.first() {
            let run = |step: u32| {
                rest.iter()
                    .zip(0..64)
                    .take_while(|(pair, at)| **pair == (start + at * step, distance))
                    .count()
            };
            let (length, step) = if run(2) > run(1) { (run(2), 2) } else { (run(1), 1) };
            starts.push(start);
            lengths.push((length as u8) << 1 | (step as u8 - 1));
            distances.push(distance);
            rest = &rest[length..];
        }
        let mut bytes: Vec<u8> = starts.iter().flat_map(|start| start.to_le_bytes()).collect();
        bytes.extend(&lengths);
        bytes.extend(distances.iter().flat_map(|distance| distance.to_le_bytes()));
        self.parts.push(("cases", bytes));
        write!(
            self.source,
            "pub(super) static CASES: Runs = Runs {{ starts: &{starts:?}, lengths: &{lengths:?}, \
             distances: &{distances:?} }};\n\n"
        )?;
        Ok(())
    }

    fn letters(&mut self, map: &BTreeMap<char, char>) {
        let from: Vec<u32> = map.keys().copied().map(u32::from).collect();
        let to: String = map.values().collect();
        let mut bytes: Vec<u8> = from.iter().flat_map(|from| from.to_le_bytes()).collect();
        bytes.extend(to.bytes());
        self.parts.push(("letters", bytes));
        self.source += &format!(
            "pub(super) static LETTERS: Letters = Letters {{ from: &{from:?}, to: b\"{to}\" }};\n\n"
        );
    }

    fn marks(&mut self, definition: &Definition) {
        let mut steps = Vec::new();
        let mut last = 0;
        for bound in definition.marks.iter().flat_map(|range| [*range.start(), range.end() + 1]) {
            let step = bound - last;
            for shift in [14, 7].into_iter().filter(|shift| step >> shift > 0) {
                steps.push((step >> shift) as u8 | 0x80);
            }
            steps.push(step as u8 & 0x7F);
            last = bound;
        }
        self.parts.push(("marks", steps.clone()));
        self.source += &format!("pub(super) static MARKS: Marks = Marks(&{steps:?});\n");
    }
}

fn bytes_of(numbers: &[u16]) -> Vec<u8> {
    numbers.iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A set of characters as bits, in pages of 256 that are not empty. The first page is empty and stands for all
/// others.
struct Pages {
    /// The page of each 256 characters.
    index: Vec<u8>,
    /// Four words a page.
    bits: Vec<u64>,
}

impl Pages {
    fn new<'a>(chars: impl Iterator<Item = &'a char>) -> Self {
        let mut pages = Self { index: Vec::new(), bits: vec![0; 4] };
        for &c in chars {
            let block = u32::from(c) as usize >> 8;
            if block >= pages.index.len() {
                pages.index.resize(block + 1, 0);
                pages.index[block] = u8::try_from(pages.bits.len() / 4).unwrap_or(0);
                pages.bits.extend([0; 4]);
            }
            let word = pages.word(c);
            pages.bits[word] |= 1 << (u32::from(c) & 63);
        }
        pages
    }

    /// Where the bit of a character is.
    fn word(&self, c: char) -> usize {
        let c = u32::from(c) as usize;
        usize::from(self.index[c >> 8]) * 4 + (c >> 6 & 3)
    }

    fn bytes(&self) -> Vec<u8> {
        let words = self.bits.iter().flat_map(|word| word.to_le_bytes());
        self.index.iter().copied().chain(words).collect()
    }

    fn source(&self) -> String {
        let mut bits = String::new();
        for page in self.bits.chunks(4) {
            bits += &format!("{page:#x?},");
        }
        format!("Pages {{ index: &{:?}, bits: &[{bits}] }}", self.index)
    }
}
