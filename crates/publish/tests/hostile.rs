//! What the fuzz targets check, for as long as tests may take: files of their corpus, cut, mixed and broken.

#[path = "../../../fuzz/bodies.rs"]
mod bodies;

use std::fs;
use std::path::Path;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{Index, select};

/// The files of a folder; of JSON, those that are no results.
fn files(folder: &str) -> Vec<Vec<u8>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut paths: Vec<_> =
        fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    paths.retain(|path| path.is_file() && !path.to_string_lossy().ends_with(".article.json"));
    paths.sort();
    paths.into_iter().map(|path| fs::read(path).expect("a file")).collect()
}

/// What is put into a file; what means something to one of the readers.
const PIECES: [&str; 48] = [
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "\"",
    "\\",
    "\\ud800",
    "null",
    "1e999",
    "-1",
    "4294967296",
    "\"type\":",
    "\"content\":",
    "[[[[[[[[[[[[[[[[[[[[",
    "<",
    ">",
    "&",
    "&lt;",
    "&#0;",
    "</p>",
    "<p>",
    "<table>",
    "<td>",
    "<li>",
    "<a href=\"//\">",
    "<blockquote>",
    "<svg>",
    "<b>",
    "\n",
    "\n\n",
    "\0",
    "\u{FEFF}",
    "\u{2028}",
    "\u{301}",
    "\u{200D}",
    "\u{202E}",
    "ß",
    "茶",
    "😀",
    "(",
    ")*",
    "[^",
    "{9,}",
    "\\p{",
    "|",
    "javascript:",
];

#[derive(Clone, Debug)]
enum Edit {
    Put(Index, &'static str),
    Change(Index, u8),
    Remove(Index, Index),
    /// A part of another file, or of the same.
    Splice(Index, Index, Index, Index),
    /// A part, many times.
    Repeat(Index, Index, u8),
}

fn edit() -> impl Strategy<Value = Edit> {
    let at = any::<Index>;
    prop_oneof![
        4 => (at(), select(&PIECES[..])).prop_map(|(at, piece)| Edit::Put(at, piece)),
        2 => (at(), any::<u8>()).prop_map(|(at, byte)| Edit::Change(at, byte)),
        2 => (at(), at()).prop_map(|(from, to)| Edit::Remove(from, to)),
        2 => (at(), at(), at(), at()).prop_map(|(file, from, to, at)| Edit::Splice(file, from, to, at)),
        1 => (at(), at(), 1..40_u8).prop_map(|(from, to, times)| Edit::Repeat(from, to, times)),
    ]
}

/// The most that a part may be: longer ones leave too little of a file.
const LONGEST: usize = 80;

fn part(bytes: &[u8], from: Index, to: Index) -> std::ops::Range<usize> {
    let from = from.index(bytes.len() + 1);
    from..from + to.index(LONGEST.min(bytes.len() - from) + 1)
}

fn edited(files: &[Vec<u8>], file: Index, edits: &[Edit]) -> Vec<u8> {
    let mut bytes = file.get(files).clone();
    for edit in edits {
        match edit {
            Edit::Put(at, piece) => {
                let at = at.index(bytes.len() + 1);
                bytes.splice(at..at, piece.bytes());
            }
            Edit::Change(at, byte) if !bytes.is_empty() => *at.get_mut(&mut bytes) = *byte,
            Edit::Change(..) => {}
            Edit::Remove(from, to) => drop(bytes.drain(part(&bytes, *from, *to))),
            Edit::Splice(other, from, to, at) => {
                let other = other.get(files);
                let at = at.index(bytes.len() + 1);
                bytes.splice(at..at, other[part(other, *from, *to)].iter().copied());
            }
            Edit::Repeat(from, to, times) => {
                let part = part(&bytes, *from, *to);
                let repeated = bytes[part.clone()].repeat(usize::from(*times));
                bytes.splice(part.end..part.end, repeated);
            }
        }
    }
    bytes
}

/// Every file of the corpus as it is, and some hundred files made of them.
fn run(folders: &[&str], body: fn(&[u8])) {
    let files: Vec<_> = folders.iter().flat_map(|folder| files(folder)).collect();
    files.iter().for_each(|bytes| body(bytes));
    let config = ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() };
    proptest!(config, |(file in any::<Index>(), edits in vec(edit(), 1..8))| {
        body(&edited(&files, file, &edits));
    });
}

#[test]
fn files_of_any_format() {
    run(&["../../fuzz/corpus/decode", "tests/fixtures"], bodies::decode);
}

#[test]
fn html() {
    run(&["../../fuzz/corpus/html"], bodies::html);
}

#[test]
fn matcher() {
    run(&["../../fuzz/corpus/matcher"], bodies::matcher);
}

#[test]
fn annotations() {
    run(&["../../fuzz/corpus/annotations"], bodies::annotations);
}
