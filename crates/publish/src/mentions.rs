//! `sidelight mentions`: who is mentioned where.

use std::fmt::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::cast::{Cast, Fault, Sources};
use crate::files::{self, Failure};
use crate::input;
use crate::terminal::{self, one_line};

/// List who and what an article mentions, a line each, in the order of the text
///
/// A line has the id of the entity, the number of the text block, the first byte of the mention and the one
/// behind its last, and the words of the text. Text blocks are paragraphs, headings, cells and so on, counted from
/// 0, the headline first, as the viewer counts them in data-block. Bytes are those of the block's text in UTF-8.
///
/// Dictionaries and annotations that the article names are read where they lie beside it. An article that
/// mentions nothing gives no lines.
#[derive(Args)]
#[command(arg_required_else_help = true)]
pub struct Mentions {
    /// The article, in any form that `import` reads; - is the standard input
    file: PathBuf,
    /// Which article of a file that holds several: its id, its address, or its number from 1
    #[arg(long, value_name = "ID")]
    item: Option<String>,
    #[command(flatten)]
    sources: Sources,
    /// Print a JSON array of { entity, block, start, end, text }, one object a line
    #[arg(long)]
    json: bool,
}

impl Mentions {
    /// Lists the mentions. Parts of the article that fell back to something readable are reported and no failure.
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let bytes = files::read(&self.file)?;
        let decoded = input::decode(&self.file, &bytes, self.item.as_deref())
            .map_err(|error| Failure::decode(&self.file, &error))?;
        let article = decoded.article;
        let (cast, faults) = Cast::gather(&article, Some(&self.file), &self.sources)?;
        for fault in Fault::all_of(&self.file, decoded.diagnostics).chain(faults) {
            eprintln!("{fault}");
        }
        let texts = article.block_texts();
        let index = cast.find(&article);
        let rows: Vec<_> = index
            .mentions()
            .iter()
            .map(|mention| Row {
                entity: &cast.entities[mention.entity as usize].id,
                block: mention.block.0,
                start: mention.span.start,
                end: mention.span.end,
                text: &texts[mention.block.0 as usize].as_str()[mention.span.range()],
            })
            .collect();
        files::print(&if self.json { as_json(&rows) } else { as_lines(&rows) })?;
        Ok(ExitCode::SUCCESS)
    }
}

struct Row<'a> {
    entity: &'a str,
    block: u32,
    start: u32,
    end: u32,
    text: &'a str,
}

fn as_json(rows: &[Row<'_>]) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let object = |row: &Row<'_>| {
        format!(
            "\n  {{\"entity\": {}, \"block\": {}, \"start\": {}, \"end\": {}, \"text\": {}}}",
            quoted(row.entity),
            row.block,
            row.start,
            row.end,
            quoted(row.text)
        )
    };
    let objects: Vec<_> = rows.iter().map(object).collect();
    if objects.is_empty() {
        return "[]\n".to_owned();
    }
    terminal::json(&format!("[{}\n]\n", objects.join(","))).into_owned()
}

/// The widest that a column of ids is made, so that one long id does not push all others away.
const WIDEST: usize = 32;

fn as_lines(rows: &[Row<'_>]) -> String {
    let ids: Vec<_> = rows.iter().map(|row| one_line(row.entity)).collect();
    let widest = ids.iter().map(|id| columns(id)).max().unwrap_or_default().min(WIDEST);
    let digits =
        |number: fn(&Row<'_>) -> u32| rows.iter().map(number).max().unwrap_or_default().to_string().len();
    let (blocks, bytes) = (digits(|row| row.block), digits(|row| row.end));
    let mut lines = String::new();
    for (row, id) in rows.iter().zip(&ids) {
        let gap = widest.saturating_sub(columns(id));
        let _ = writeln!(
            lines,
            "{id}{:gap$}  {:blocks$}  {:bytes$}  {:bytes$}  {}",
            "",
            row.block,
            row.start,
            row.end,
            one_line(row.text)
        );
    }
    lines
}

/// The columns that a text takes in a terminal: two for signs of East Asia.
fn columns(text: &str) -> usize {
    let is_wide = |c| {
        matches!(c, '\u{1100}'..='\u{115F}' | '\u{2E80}'..='\u{A4CF}' | '\u{AC00}'..='\u{D7A3}' | '\u{F900}'..='\u{FAFF}'
            | '\u{FE30}'..='\u{FE6F}' | '\u{FF00}'..='\u{FF60}' | '\u{FFE0}'..='\u{FFE6}' | '\u{20000}'..='\u{3FFFD}')
    };
    text.chars().map(|c| 1 + usize::from(is_wide(c))).sum()
}
