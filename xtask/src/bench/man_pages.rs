//! Chinese manual pages, from Debian's `manpages-zh`.

use super::keywords::is_han;
use super::texts;
use anyhow::{Context, Result};
use std::fs;
use std::path::PathBuf;

/// Sections whose pages have most prose.
const SECTIONS: &[&str] = &["man1", "man5", "man7", "man8"];

/// The paragraphs that are mostly Chinese: neither examples nor tables of options.
pub fn paragraphs() -> Result<Vec<String>> {
    let folder = texts::package("manpages-zh")?.join("usr/share/man/zh_CN");
    let mut pages: Vec<PathBuf> = Vec::new();
    for section in SECTIONS {
        let folder = folder.join(section);
        let entries = fs::read_dir(&folder).with_context(|| format!("cannot read {}", folder.display()))?;
        pages.extend(entries.flatten().map(|entry| entry.path()));
    }
    pages.sort();
    Ok(prose(&texts::unzip_files(&pages)?))
}

/// The running text of pages in roff, with none of its markup. Enough of roff for text to search in: macros
/// of fonts keep their words, all others end the paragraph.
fn prose(roff: &str) -> Vec<String> {
    let mut paragraphs = Vec::new();
    let mut paragraph = String::new();
    for line in roff.lines() {
        let words = match line.strip_prefix(['.', '\'']) {
            None => Some(line),
            Some(request) => font_words(request),
        };
        match words {
            Some(words) if !words.trim().is_empty() => add(&mut paragraph, words),
            _ => paragraphs.push(std::mem::take(&mut paragraph)),
        }
    }
    paragraphs.push(paragraph);
    paragraphs.retain(|paragraph| is_chinese(paragraph));
    paragraphs
}

fn font_words(request: &str) -> Option<&str> {
    let (name, words) = request.split_once(' ')?;
    ["B", "I", "BI", "BR", "IB", "IR", "RB", "RI", "SM"].contains(&name).then_some(words)
}

fn add(paragraph: &mut String, words: &str) {
    // Chinese has no spaces where its lines break.
    if paragraph.ends_with(|last: char| last.is_ascii()) {
        paragraph.push(' ');
    }
    let mut characters = words.trim().chars();
    while let Some(character) = characters.next() {
        match character {
            '"' => {}
            '\\' => match characters.next() {
                Some('"') => break,
                // \fB, \f(BI and \s-1 change the type; \(em is a sign by name.
                Some('f' | 's') => match characters.next() {
                    Some('(') => drop(characters.nth(1)),
                    Some('-' | '+') => drop(characters.next()),
                    _ => {}
                },
                Some('(') => drop(characters.nth(1)),
                Some(other @ ('-' | ' ' | '.' | '\'')) => paragraph.push(other),
                _ => {}
            },
            character => paragraph.push(character),
        }
    }
}

fn is_chinese(text: &str) -> bool {
    let han = text.chars().filter(|character| is_han(*character)).count();
    han >= 10 && 2 * han > text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_the_prose() {
        let roff = ".TH TAR 1\n.\\\" 注释\n.SH 描述\n程序\\fBtar\\fR可以把许多文件\n存入\n.B \"一个档案\"\n\
                    \\(em或者\\f(BI取出\\s-1。\\\" 注释\n.PP\ntar \\-c files\n.nf\n如果文件已经存在，那么它会被覆盖。\n";
        assert_eq!(
            prose(roff),
            ["程序tar可以把许多文件存入一个档案或者取出。", "如果文件已经存在，那么它会被覆盖。"]
        );
    }
}
