//! `sidelight check`: what is wrong with articles.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use sidelight_engine::article::{Article, Entity};
use sidelight_engine::decode::{Decoded, Diagnostic, decode, decode_library};
use sidelight_engine::entity::{AmbiguousName, EntityIndex};
use sidelight_engine::highlight::fold;

use crate::files::{self, Failure, shown};

/// List what is wrong with articles, a line each, and exit with 1 where anything is
///
/// A line names the file, the place in it and the fault, as in `page.json: body[3].content[1].entity: no
/// entity "openai"`. Feeds that list articles are checked as well.
#[derive(Args)]
#[command(arg_required_else_help = true)]
pub struct Check {
    /// Articles, as JSON or as text pages; - is the standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

impl Check {
    /// Checks all files, also behind one that cannot be read.
    pub fn run(&self) -> Result<ExitCode, Failure> {
        let mut sound = true;
        for file in &self.files {
            match faults(file) {
                Ok(faults) => {
                    sound &= faults.is_empty();
                    let mut lines = String::new();
                    for fault in faults {
                        let _ = writeln!(lines, "{}: {fault}", shown(file));
                    }
                    files::print(&lines)?;
                }
                Err(failure) => {
                    sound = false;
                    eprintln!("{failure}");
                }
            }
        }
        Ok(if sound { ExitCode::SUCCESS } else { ExitCode::FAILURE })
    }
}

fn faults(file: &Path) -> Result<Vec<Diagnostic>, Failure> {
    let bytes = files::read(file)?;
    let Decoded { article, mut diagnostics } = match decode(&bytes) {
        Ok(decoded) => decoded,
        // No article, but perhaps a list of articles.
        Err(error) => {
            let library = decode_library(&bytes).map_err(|_| Failure::decode(file, &error))?;
            return Ok(library.1);
        }
    };
    let index = EntityIndex::new(&article, &article.block_texts());
    diagnostics.extend(index.ambiguous().iter().map(|name| shared_name(name, &article)));
    Ok(diagnostics)
}

fn shared_name(name: &AmbiguousName, article: &Article) -> Diagnostic {
    let sharing: Vec<&Entity> =
        name.entities.iter().map(|place| &article.entities[*place as usize]).collect();
    // As it is written, since nobody searches a file for a folded name.
    let written = sharing[0].names().find(|written| fold(written.trim()) == name.name).unwrap_or(&name.name);
    let ids: Vec<_> = sharing.iter().map(|entity| format!("\"{}\"", entity.id)).collect();
    Diagnostic {
        path: if sharing.iter().all(|entity| entity.about) { "about" } else { "mentions" }.to_owned(),
        message: format!(
            "the name \"{written}\" is shared by {}, so it links to none of them; take it from all but one, \
             or mark each place with a mention run",
            ids.join(" and ")
        ),
    }
}
