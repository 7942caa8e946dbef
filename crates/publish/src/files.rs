//! Reading and writing files, with failures that say what to do.

use std::error::Error;
use std::fmt;
use std::fs;
use std::io::{self, ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use sidelight_engine::decode::{DecodeError, MAX_BYTES};

use crate::terminal;

/// What stands for the standard input or output in the place of a file's name.
const STANDARD: &str = "-";

/// Why a file could not be used. Displays as `page.txt: There is no such file. …`.
#[derive(Debug)]
pub struct Failure {
    file: PathBuf,
    sentence: String,
}

impl Failure {
    /// A failure of this file; the sentence says what is wrong and what to do.
    fn new(file: &Path, sentence: impl Into<String>) -> Self {
        Self { file: file.to_owned(), sentence: sentence.into() }
    }

    /// Of a file that holds no article.
    pub fn decode(file: &Path, error: &DecodeError) -> Self {
        let sentence = match error {
            DecodeError::Several { count } => {
                format!(
                    "The file holds {count} articles. Choose one by --item, with its id, its address or its number from 1."
                )
            }
            DecodeError::Html => "This is a web page in which no article is found. Save the page of the article itself; this may be \
                                  that of a list, or of an error."
                .to_owned(),
            error => error.to_string(),
        };
        Self::new(file, sentence)
    }

    fn reading(file: &Path, error: &io::Error) -> Self {
        Self::new(
            file,
            match error.kind() {
                ErrorKind::NotFound => "There is no such file. Check its name and its folder.".to_owned(),
                ErrorKind::IsADirectory => "This is a folder. Name the file of an article.".to_owned(),
                ErrorKind::PermissionDenied => "The file may not be read. Check its permissions.".to_owned(),
                _ => format!("The file cannot be read: {error}."),
            },
        )
    }

    fn writing(file: &Path, error: &io::Error) -> Self {
        Self::new(
            file,
            match error.kind() {
                ErrorKind::NotFound => "There is no such folder. Make it, or choose another.".to_owned(),
                ErrorKind::IsADirectory => "This is a folder. Name the file to write.".to_owned(),
                ErrorKind::PermissionDenied => {
                    "The file may not be written. Check the permissions of its folder.".to_owned()
                }
                _ => format!("The file cannot be written: {error}."),
            },
        )
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&terminal::message(&format!("{}: {}", shown(&self.file), self.sentence)))
    }
}

impl Error for Failure {}

/// A file's name for messages.
pub fn shown(file: &Path) -> String {
    if file.as_os_str() == STANDARD { "standard input".to_owned() } else { file.display().to_string() }
}

/// The bytes of a file, or of the standard input; not more than can be decoded, and one.
pub fn read(file: &Path) -> Result<Vec<u8>, Failure> {
    let read_all = |source: &mut dyn Read| {
        let mut bytes = Vec::new();
        // One byte more than the limit is enough to see that there are too many.
        source.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes).map(|_| bytes)
    };
    let bytes = if file.as_os_str() == STANDARD {
        read_all(&mut io::stdin().lock())
    } else {
        fs::File::open(file).and_then(|mut file| read_all(&mut file))
    };
    bytes.map_err(|error| Failure::reading(file, &error))
}

/// Writes a text to a file, or to the standard output.
///
/// A file is written beside its place and renamed, so that it is never there by half.
pub fn write(file: Option<&Path>, text: &str) -> Result<(), Failure> {
    match file.filter(|file| file.as_os_str() != STANDARD) {
        None => print(text),
        Some(file) => write_whole(file, text).map_err(|error| Failure::writing(file, &error)),
    }
}

/// Prints a text. A reader that went away, as `head` does, has had enough, and that is no fault.
pub fn print(text: &str) -> Result<(), Failure> {
    let mut output = io::stdout().lock();
    match output.write_all(text.as_bytes()).and_then(|()| output.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::writing(Path::new("standard output"), &error))
        }
        _ => Ok(()),
    }
}

fn write_whole(file: &Path, text: &str) -> io::Result<()> {
    // Where the name is a link, the file behind it is replaced and not the link.
    let file = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
    // A device or a pipe has no half-written state, and must not be replaced.
    match fs::metadata(&file) {
        Ok(known) if known.is_dir() => return Err(ErrorKind::IsADirectory.into()),
        Ok(known) if !known.is_file() => return fs::write(&file, text),
        _ => {}
    }
    let mut beside = file.clone();
    let name = file.file_name().ok_or(ErrorKind::IsADirectory)?;
    beside.set_file_name(format!(".{}.{}.part", name.to_string_lossy(), std::process::id()));
    let written = fs::write(&beside, text).and_then(|()| fs::rename(&beside, &file));
    if written.is_err() {
        // What is left of it is of no use; the first error is the one to report.
        let _ = fs::remove_file(&beside);
    }
    written
}
