//! The JSON form of an article, with the fields in the order in which people read them.
//!
//! What [`crate::decode`] reads from it is the same article again.

use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};

use super::*;

impl Serialize for Article {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = Fields::new(serializer)?;
        map.put("@context", "https://schema.org")?;
        map.put("@type", "OpinionNewsArticle")?;
        map.some("url", &self.url)?;
        map.put("headline", &self.headline.to_plain())?;
        map.some("alternativeHeadline", &self.alternative_headline.as_ref().map(Text::to_plain))?;
        map.some("inLanguage", &self.language)?;
        map.some("articleSection", &self.section)?;
        map.blocks("standfirst", &self.standfirst)?;
        map.list("author", &self.authors)?;
        map.some("publisher", &self.publisher)?;
        map.some("datePublished", &self.published)?;
        map.some("dateModified", &self.modified)?;
        map.some("commentCount", &self.comment_count)?;
        map.list("keywords", &self.keywords)?;
        map.some("image", &self.image)?;
        map.put("body", &self.body)?;
        map.list("sourceOrganization", &self.attribution)?;
        map.blocks("disclosure", &self.disclosure)?;
        map.list("correction", &self.corrections)?;
        map.some("license", &self.license)?;
        let (about, mentions): (Vec<_>, Vec<_>) = self.entities.iter().partition(|entity| entity.about);
        map.list("about", &about)?;
        map.list("mentions", &mentions)?;
        map.list("dictionary", &self.dictionaries)?;
        map.list("annotations", &self.annotations)?;
        map.list("related", &self.related)?;
        map.list("trending", &self.trending)?;
        map.end()
    }
}

/// A JSON object whose absent fields are not written.
struct Fields<S: Serializer>(S::SerializeMap);

impl<S: Serializer> Fields<S> {
    fn new(serializer: S) -> Result<Self, S::Error> {
        serializer.serialize_map(None).map(Self)
    }

    fn put<T: Serialize + ?Sized>(&mut self, key: &str, value: &T) -> Result<(), S::Error> {
        self.0.serialize_entry(key, value)
    }

    fn some<T: Serialize>(&mut self, key: &str, value: &Option<T>) -> Result<(), S::Error> {
        value.as_ref().map_or(Ok(()), |value| self.put(key, value))
    }

    fn list<T: Serialize>(&mut self, key: &str, values: &[T]) -> Result<(), S::Error> {
        if values.is_empty() { Ok(()) } else { self.put(key, values) }
    }

    /// A text of one plain paragraph is a string, others are an array of blocks.
    fn blocks(&mut self, key: &str, blocks: &[Block]) -> Result<(), S::Error> {
        match blocks {
            [] => Ok(()),
            [only] if only.as_plain_paragraph().is_some() => self.put(key, only),
            blocks => self.put(key, blocks),
        }
    }

    fn text(&mut self, key: &str, text: &Text) -> Result<(), S::Error> {
        if text.is_empty() { Ok(()) } else { self.put(key, text) }
    }

    fn end(self) -> Result<S::Ok, S::Error> {
        self.0.end()
    }
}

impl Block {
    /// The text of a paragraph that can be written as a bare string.
    fn as_plain_paragraph(&self) -> Option<&str> {
        match (&self.id, &self.lang, &self.kind) {
            (None, None, BlockKind::Paragraph(text)) => text.as_plain(),
            _ => None,
        }
    }
}

impl Text {
    fn as_plain(&self) -> Option<&str> {
        match self.inlines.as_slice() {
            [] => Some(""),
            [Inline::Text(text)] => Some(text),
            _ => None,
        }
    }
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Runs(&self.inlines).serialize(serializer)
    }
}

/// Runs, as a bare string where they are one.
struct Runs<'a>(&'a [Inline]);

impl Serialize for Runs<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            [] => serializer.serialize_str(""),
            [Inline::Text(text)] => serializer.serialize_str(text),
            runs => runs.serialize(serializer),
        }
    }
}

impl Serialize for Inline {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let type_name = match self {
            Self::Text(text) => return serializer.serialize_str(text),
            Self::Emphasis(_) => "emphasis",
            Self::Strong(_) => "strong",
            Self::Sub(_) => "sub",
            Self::Sup(_) => "sup",
            Self::Code(_) => "code",
            Self::Link { .. } => "link",
            Self::Mention { .. } => "mention",
            Self::Ruby { .. } => "ruby",
            Self::Phrase { .. } => "phrase",
            Self::Break => "break",
            Self::FootnoteRef { .. } => "footnote",
        };
        let mut map = Fields::new(serializer)?;
        map.put("type", type_name)?;
        match self {
            Self::Code(text) => map.put("content", text)?,
            Self::Link { url, .. } => map.put("url", url)?,
            Self::Mention { entity, .. } => map.put("entity", entity)?,
            Self::Ruby { base, annotation } => {
                map.put("base", base)?;
                map.put("annotation", annotation)?;
            }
            Self::Phrase { lang, .. } => map.put("lang", lang)?,
            Self::FootnoteRef { id } => map.put("ref", id)?,
            _ => {}
        }
        if !self.content().is_empty() {
            map.put("content", &Runs(self.content()))?;
        }
        map.end()
    }
}

impl Serialize for Block {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if let Some(text) = self.as_plain_paragraph() {
            return serializer.serialize_str(text);
        }
        let type_name = match &self.kind {
            BlockKind::Paragraph(_) => "paragraph",
            BlockKind::Heading { .. } => "heading",
            BlockKind::Quote { .. } => "quote",
            BlockKind::PullQuote { .. } => "pullquote",
            BlockKind::List { .. } => "list",
            BlockKind::Figure(_) => "figure",
            BlockKind::Code { .. } => "code",
            BlockKind::Table { .. } => "table",
            BlockKind::Definitions(_) => "definitions",
            BlockKind::Footnotes(_) => "footnotes",
            BlockKind::Rule => "rule",
            BlockKind::Embed { .. } => "embed",
            BlockKind::QuestionAnswer { .. } => "qa",
            BlockKind::Note { .. } => "note",
            BlockKind::Unknown { name, .. } => name,
        };
        let mut map = Fields::new(serializer)?;
        map.put("type", type_name)?;
        map.some("id", &self.id)?;
        map.some("lang", &self.lang)?;
        match &self.kind {
            BlockKind::Paragraph(text) | BlockKind::Unknown { text, .. } => map.put("content", text)?,
            BlockKind::Heading { level, content } => {
                map.put("level", level)?;
                map.put("content", content)?;
            }
            BlockKind::Quote { content, cite, url } => {
                map.blocks("content", content)?;
                map.text("cite", cite)?;
                map.some("url", url)?;
            }
            BlockKind::PullQuote { content, cite } => {
                map.put("content", content)?;
                map.text("cite", cite)?;
            }
            BlockKind::List { ordered, start, items } => {
                map.put("ordered", ordered)?;
                if *start != 1 {
                    map.put("start", start)?;
                }
                map.put("items", items)?;
            }
            BlockKind::Figure(figure) => figure.put_fields(&mut map)?,
            BlockKind::Code { language, text } => {
                map.some("language", language)?;
                map.put("text", text)?;
            }
            BlockKind::Table { caption, head, rows } => {
                map.text("caption", caption)?;
                map.list("head", head)?;
                map.put("rows", rows)?;
            }
            BlockKind::Definitions(items) => map.put("items", items)?,
            BlockKind::Footnotes(items) => map.put("items", items)?,
            BlockKind::Rule => {}
            BlockKind::Embed { url, title, description, provider } => {
                map.put("url", url)?;
                map.some("title", title)?;
                map.some("description", description)?;
                map.some("provider", provider)?;
            }
            BlockKind::QuestionAnswer { question, answer } => {
                map.put("question", question)?;
                map.blocks("answer", answer)?;
            }
            BlockKind::Note { title, content } => {
                map.text("title", title)?;
                map.blocks("content", content)?;
            }
        }
        map.end()
    }
}

impl Figure {
    fn put_fields<S: Serializer>(&self, map: &mut Fields<S>) -> Result<(), S::Error> {
        map.put("url", &self.url)?;
        map.put("alt", &self.alt)?;
        map.text("caption", &self.caption)?;
        map.text("credit", &self.credit)?;
        map.some("width", &self.width)?;
        map.some("height", &self.height)
    }
}

// The structures below are maps of their fields and no more.
macro_rules! as_map {
    ($type:ty, |$value:ident, $map:ident| $fields:block) => {
        impl Serialize for $type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                let $value = self;
                let mut $map = Fields::new(serializer)?;
                $fields
                $map.end()
            }
        }
    };
}

as_map!(Figure, |figure, map| {
    figure.put_fields(&mut map)?;
});

as_map!(Definition, |definition, map| {
    map.put("term", &definition.term)?;
    map.blocks("definition", &definition.definition)?;
});

as_map!(Footnote, |footnote, map| {
    map.put("id", &footnote.id)?;
    map.blocks("content", &footnote.content)?;
});

as_map!(Person, |person, map| {
    map.put("name", &person.name)?;
    map.some("jobTitle", &person.job_title)?;
    map.some("url", &person.url)?;
    map.some("image", &person.image)?;
    map.some("description", &person.description)?;
});

as_map!(Source, |source, map| {
    map.put("name", &source.name)?;
    map.some("url", &source.url)?;
});

as_map!(Correction, |correction, map| {
    map.put("text", &correction.text)?;
    map.some("datePublished", &correction.published)?;
});

as_map!(Teaser, |teaser, map| {
    map.put("headline", &teaser.headline)?;
    map.some("url", &teaser.url)?;
    map.some("description", &teaser.description)?;
    map.some("datePublished", &teaser.published)?;
    if teaser.original {
        map.put("original", &true)?;
    }
});

as_map!(Entity, |entity, map| {
    map.put("@type", entity.type_name.as_deref().unwrap_or(entity.kind.schema_type()))?;
    map.put("id", &entity.id)?;
    map.put("name", &entity.name)?;
    map.list("alternateName", &entity.alternate_names)?;
    map.some("familyName", &entity.family_name)?;
    map.some("description", &entity.description)?;
    map.list("facts", &entity.facts)?;
    map.list("sameAs", &entity.same_as)?;
    map.some("image", &entity.image)?;
    if let Some((_, name)) = Find::NAMES.iter().find(|(find, _)| *find == entity.find && *find != Find::All) {
        map.put("find", name)?;
    }
    map.list("except", &entity.except)?;
});

as_map!(Fact, |fact, map| {
    map.put("label", &fact.label)?;
    map.put("value", &fact.value)?;
    map.some("source", &fact.source)?;
    map.some("asOf", &fact.as_of)?;
});

impl Serialize for Cell {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if *self == (Self { content: self.content.clone(), ..Self::default() }) {
            return self.content.serialize(serializer);
        }
        let mut map = Fields::new(serializer)?;
        map.put("content", &self.content)?;
        if self.header {
            map.put("header", &true)?;
        }
        match self.align {
            CellAlign::Start => {}
            CellAlign::Center => map.put("align", "center")?,
            CellAlign::End => map.put("align", "end")?,
        }
        if self.colspan != 1 {
            map.put("colspan", &self.colspan)?;
        }
        if self.rowspan != 1 {
            map.put("rowspan", &self.rowspan)?;
        }
        map.end()
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
