//! `sidelight import`: any known format to article JSON.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use crate::cast::{self, Fault, Sources};
use crate::files::{self, Failure};
use crate::input;
use crate::terminal;

/// Write an article as JSON, with the people, companies and products it mentions
///
/// Reads an article as JSON in any of the formats of docs/formats.md, a saved web page, Markdown with front matter, a plain
/// text, or a text page, that is the text one gets by copying an article's page. What a file is, is told by the end of
/// its name (.json, .html, .htm, .md, .markdown, .txt) and by what it begins with.
///
/// Where the article names no entities and no dictionary, those are added which the text mentions, from a
/// built-in dictionary of technology news and from glosses in the text such as 拉吉・雷迪 (Raj Reddy).
///
/// Entities of the dictionaries that are given are added where the text mentions them, also to those that the
/// article names itself. Places that annotations point at are marked in the text.
#[derive(Args)]
#[command(arg_required_else_help = true)]
pub struct Import {
    /// The article; - is the standard input
    file: PathBuf,
    /// Which article of a file that holds several: its id, its address, or its number from 1
    #[arg(long, value_name = "ID")]
    item: Option<String>,
    /// Where to write it; the standard output where absent
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    #[command(flatten)]
    sources: Sources,
}

impl Import {
    /// Imports the file. Parts that fell back to something readable are reported and no failure.
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let bytes = files::read(&self.file)?;
        let decoded = input::decode(&self.file, &bytes, self.item.as_deref())
            .map_err(|error| Failure::decode(&self.file, &error))?;
        let mut article = decoded.article;
        let faults = cast::complete(&mut article, &self.sources)?;
        for fault in Fault::all_of(&self.file, decoded.diagnostics).chain(faults) {
            eprintln!("{fault}");
        }
        let mut json = serde_json::to_string_pretty(&article)
            .expect("an article is strings, numbers and lists, which JSON can hold");
        json.push('\n');
        files::write(self.output.as_deref(), &terminal::json(&json))?;
        Ok(ExitCode::SUCCESS)
    }
}
