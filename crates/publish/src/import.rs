//! `sidelight import`: any known format to article JSON.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;
use sidelight_engine::decode::decode;

use crate::cast;
use crate::files::{self, Failure, shown};

/// Write an article as JSON, with the people, companies and products it mentions
///
/// Reads an article as JSON or as a text page, that is the text one gets by copying an article's page.
/// Where the article names no entities, those are added which the text mentions, from a built-in
/// dictionary of technology news and from glosses in the text such as 拉吉・雷迪 (Raj Reddy).
#[derive(Args)]
#[command(arg_required_else_help = true)]
pub struct Import {
    /// The article; - is the standard input
    file: PathBuf,
    /// Where to write it; the standard output where absent
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// A dictionary to find entities by: a JSON array of entities. May be given several times; its
    /// entities are found also where the article names some itself
    #[arg(long, value_name = "DICTIONARY")]
    entities: Vec<PathBuf>,
}

impl Import {
    /// Imports the file. Parts that fell back to something readable are reported and no failure.
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let bytes = files::read(&self.file)?;
        let decoded = decode(&bytes).map_err(|error| Failure::decode(&self.file, &error))?;
        for diagnostic in &decoded.diagnostics {
            eprintln!("{}: {diagnostic}", shown(&self.file));
        }
        let mut article = decoded.article;
        cast::complete(&mut article, &self.entities)?;
        let mut json = serde_json::to_string_pretty(&article)
            .expect("an article is strings, numbers and lists, which JSON can hold");
        json.push('\n');
        files::write(self.output.as_deref(), &json)?;
        Ok(ExitCode::SUCCESS)
    }
}
