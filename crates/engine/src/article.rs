//! The model of an article: what every source format is decoded into and every view is made from.
//!
//! The fields follow schema.org's [`OpinionNewsArticle`](https://schema.org/OpinionNewsArticle);
//! `docs/article-format.md` describes their JSON form, which [`serde::Serialize`] writes and
//! [`crate::decode`] reads.

mod block;
mod date;
mod encode;
mod entity;
mod inline;
mod language;
mod walk;

pub use block::{Block, BlockKind, Cell, CellAlign, Definition, Figure, Footnote};
pub use date::{Clock, Date};
pub use entity::{Entity, EntityKind, Fact, Find};
pub use inline::{Inline, Text};
pub use language::guess_language;
pub(crate) use language::{is_language_tag, is_unspaced};
pub use walk::{BlockIndex, Region, text_numbers};

/// An article. `headline` and `body` are required in the JSON, every other field may be absent.
///
/// After a change by hand, [`Article::number_blocks`] gives the text blocks their numbers again.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Article {
    /// The article's own absolute address.
    pub url: Option<String>,
    /// Language of the text, a BCP 47 tag such as `zh-Hans`.
    pub language: Option<String>,
    /// The line above the headline.
    pub section: Option<String>,
    /// The headline; empty where the source has none.
    pub headline: Text,
    /// A second headline, below the first.
    pub alternative_headline: Option<Text>,
    /// The editor's introduction.
    pub standfirst: Vec<Block>,
    /// Who wrote it, in the order of the source.
    pub authors: Vec<Person>,
    /// The publication.
    pub publisher: Option<Source>,
    /// When it was first published.
    pub published: Option<Date>,
    /// When it was last changed.
    pub modified: Option<Date>,
    /// Number of comments, where the source says so.
    pub comment_count: Option<u64>,
    /// The editor's own keywords.
    pub keywords: Vec<String>,
    /// The lead figure.
    pub image: Option<Figure>,
    /// The text.
    pub body: Vec<Block>,
    /// Where the text comes from: the attribution line.
    pub attribution: Vec<Source>,
    /// Interests the reader should know of.
    pub disclosure: Vec<Block>,
    /// What was put right after publication, in the order of the source.
    pub corrections: Vec<Correction>,
    /// A licence's name or address.
    pub license: Option<String>,
    /// People, organisations, products and so on; ids are unique.
    pub entities: Vec<Entity>,
    /// Addresses of dictionaries, whose entities are looked for as well.
    pub dictionaries: Vec<String>,
    /// Addresses of W3C Web Annotation files that say where entities are mentioned.
    pub annotations: Vec<String>,
    /// Related articles.
    pub related: Vec<Teaser>,
    /// The trending list.
    pub trending: Vec<Teaser>,
}

/// An author.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Person {
    /// The name as it is printed.
    pub name: String,
    /// Role, as in "Chief economist".
    pub job_title: Option<String>,
    /// A page about the person.
    pub url: Option<String>,
    /// Address of a portrait.
    pub image: Option<String>,
    /// A line about the person.
    pub description: Option<String>,
}

/// A publication or a work that the article comes from.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Source {
    /// The name as it is printed.
    pub name: String,
    /// Its address.
    pub url: Option<String>,
}

/// A correction.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Correction {
    /// What was wrong and what is right.
    pub text: Text,
    /// When it was corrected.
    pub published: Option<Date>,
}

/// An entry of the related or the trending list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Teaser {
    /// Title, as the source has it (it may be cut short there).
    pub headline: String,
    /// Address of the article.
    pub url: Option<String>,
    /// The first words, or a summary.
    pub description: Option<String>,
    /// When it was published.
    pub published: Option<Date>,
    /// Marked as original work by its publisher.
    pub original: bool,
}

/// What a word count costs a reader, in the units that the script is counted in.
///
/// Reading speeds after Brysbaert 2019 for English (238 words a minute, silent non-fiction) and
/// Wang, Chen and others for Chinese (about 255 words, which is 400 signs, a minute).
const WORDS_A_MINUTE: u64 = 238;
const HAN_SIGNS_A_MINUTE: u64 = 400;

impl Article {
    /// Minutes to read standfirst and body, rounded up; zero where there is no text.
    pub fn reading_minutes(&self) -> u32 {
        let mut words = 0;
        let mut signs = 0;
        for (region, text) in self.texts() {
            if matches!(region, Region::Standfirst | Region::Body) {
                let (w, s) = language::count_words(&text.to_plain());
                words += w as u64;
                signs += s as u64;
            }
        }
        // In one fraction, since rounding each part would take the minute from a short text.
        let minutes = (words * HAN_SIGNS_A_MINUTE + signs * WORDS_A_MINUTE)
            .div_ceil(WORDS_A_MINUTE * HAN_SIGNS_A_MINUTE);
        minutes.try_into().unwrap_or(u32::MAX)
    }

    /// The entity with this id.
    pub fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.iter().find(|entity| entity.id == id)
    }

    /// The language of the text: what the source says, else a guess from its script.
    pub fn language_or_guess(&self) -> Option<String> {
        self.language.clone().or_else(|| {
            let mut sample = String::new();
            for (_, text) in self.texts() {
                sample.push_str(&text.to_plain());
                if sample.len() > 4_000 {
                    break;
                }
            }
            guess_language(&sample).map(str::to_owned)
        })
    }
}
