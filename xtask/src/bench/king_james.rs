//! The King James Bible, which is in the public domain, from Debian's `bible-kjv-text`.
//!
//! Its `bible.data` holds the text in windows of 64 KB, each compressed by itself as `compress` does it, without
//! the header. After a label of 80 bytes come numbers of four bytes, the highest byte first: one that is zero, the
//! size of a window, the number of windows, where each window begins, and where the last one ends.

use super::texts;
use anyhow::{Context, Result};

const WINDOW_COUNT: usize = 88;
const WINDOW_STARTS: usize = 92;

/// What `compress` writes first: its signature, and that codes have up to 16 bits and may begin anew.
const COMPRESS_HEADER: [u8; 3] = [0x1f, 0x9d, 0x90];

/// A verse each, without its number.
pub fn paragraphs() -> Result<Vec<String>> {
    let data = texts::read(&texts::package("bible-kjv-text")?.join("usr/lib/bible.data"))?;
    let windows =
        windows(&data).context("bible.data is laid out in another way than in bible-kjv-text 4.38")?;
    let mut text = Vec::new();
    for window in windows {
        text.extend(texts::unzip(&[&COMPRESS_HEADER, window].concat())?);
    }
    // The first line is the title; the others begin with a reference such as `Ge1:1`.
    let verse = |line: &str| line.split_once(' ').map(|(_, verse)| verse.to_owned());
    Ok(String::from_utf8_lossy(&text).lines().skip(1).filter_map(verse).collect())
}

fn windows(data: &[u8]) -> Option<Vec<&[u8]>> {
    let number = |at: usize| {
        let bytes = data.get(at..at + 4)?;
        Some(u32::from_be_bytes(bytes.try_into().ok()?) as usize)
    };
    let start = |window: usize| number(WINDOW_STARTS + 4 * window);
    (0..number(WINDOW_COUNT)?).map(|window| data.get(start(window)?..start(window + 1)?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_windows() {
        let mut data = vec![0; WINDOW_COUNT];
        for number in [2_u32, 104, 106, 109] {
            data.extend(number.to_be_bytes());
        }
        data.extend(b"onetw");
        assert_eq!(windows(&data), Some(vec![&b"on"[..], b"etw"]));
        data.pop();
        assert_eq!(windows(&data), None, "cut off");
    }
}
