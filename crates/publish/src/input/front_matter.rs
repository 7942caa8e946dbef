//! The front matter of Markdown: YAML between lines of `---`, TOML between lines of `+++`.

use serde_json::{Map, Value, json};
use sidelight_engine::decode::Diagnostic;

/// Front matter, and what stands behind it.
pub struct Split<'a> {
    pub language: Language,
    pub front: &'a str,
    pub rest: &'a str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Yaml,
    Toml,
}

/// Takes a text apart that begins with front matter. A rule that a text begins with is none.
pub fn split(text: &str) -> Option<Split<'_>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let (first, behind) = text.split_once('\n')?;
    let (language, ends): (_, &[&str]) = match first.trim_end() {
        "---" => (Language::Yaml, &["---", "..."]),
        "+++" => (Language::Toml, &["+++"]),
        _ => return None,
    };
    let mut at = 0;
    for line in behind.split_inclusive('\n') {
        if ends.contains(&line.trim_end()) {
            let (front, rest) = (&behind[..at], &behind[at + line.len()..]);
            return has_members(front, language).then_some(Split { language, front, rest });
        }
        at += line.len();
    }
    None
}

fn has_members(front: &str, language: Language) -> bool {
    let mut lines = front.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
    match language {
        Language::Yaml => lines.next().is_none_or(|line| {
            line.split_once(':').is_some_and(|(_, value)| value.is_empty() || value.starts_with([' ', '\t']))
        }),
        Language::Toml => lines.next().is_none_or(|line| line.contains('=') || line.starts_with('[')),
    }
}

/// The members of front matter, or what is wrong with it.
pub fn parse(split: &Split<'_>) -> Result<Map<String, Value>, String> {
    match split.language {
        Language::Yaml => {
            // “no” is the code of Norwegian as well.
            let options = serde_saphyr::options! { strict_booleans: true };
            let value: Option<Value> = serde_saphyr::from_str_with_options(split.front, options)
                .map_err(|error| one_line(&error.to_string()))?;
            match value {
                None | Some(Value::Null) => Ok(Map::new()),
                Some(Value::Object(members)) => Ok(members),
                Some(_) => Err("members such as “title: Tea” are expected".to_owned()),
            }
        }
        Language::Toml => {
            let table: toml::Table =
                split.front.parse().map_err(|error: toml::de::Error| one_line(error.message()))?;
            Ok(table.into_iter().map(|(key, value)| (key, json_of(value))).collect())
        }
    }
}

fn json_of(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => json!(text),
        toml::Value::Integer(number) => json!(number),
        toml::Value::Float(number) => json!(number),
        toml::Value::Boolean(truth) => json!(truth),
        toml::Value::Datetime(date) => json!(date.to_string()),
        toml::Value::Array(items) => items.into_iter().map(json_of).collect(),
        toml::Value::Table(table) => table.into_iter().map(|(key, value)| (key, json_of(value))).collect(),
    }
}

/// The first line of a message; others show the place in the text.
fn one_line(message: &str) -> String {
    let line = message.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default();
    line.trim_start_matches("error:").trim().to_owned()
}

/// The fields of an article with the names that they have in front matter, the first before others. Every field of the native
/// format may have its own name as well.
const FIELDS: [(&str, &[&str]); 25] = [
    ("headline", &["title"]),
    ("alternativeHeadline", &["subtitle"]),
    ("standfirst", &["description", "summary", "excerpt", "dek", "deck", "lead"]),
    ("datePublished", &["date", "published", "publishDate", "pubDate", "date_published"]),
    ("dateModified", &["lastmod", "updated", "modified", "last_modified_at", "date_modified"]),
    ("author", &["authors", "by"]),
    ("articleSection", &["section", "category", "categories"]),
    ("keywords", &["tags"]),
    ("inLanguage", &["lang", "language", "locale"]),
    ("image", &["cover", "featured_image", "feature_image", "thumbnail", "banner", "hero"]),
    ("url", &["canonical", "canonical_url", "canonicalURL", "permalink", "link"]),
    ("license", &["licence"]),
    ("publisher", &["site"]),
    ("commentCount", &[]),
    ("isBasedOn", &[]),
    ("sourceOrganization", &["source"]),
    ("disclosure", &[]),
    ("correction", &["corrections"]),
    ("about", &[]),
    ("mentions", &["entities"]),
    ("dictionary", &[]),
    ("annotations", &[]),
    ("related", &[]),
    ("trending", &[]),
    ("draft", &[]),
];

/// Names that authors and pictures have in front matter, and those of the native format.
const OF_AUTHORS: [(&str, &str); 5] = [
    ("title", "jobTitle"),
    ("role", "jobTitle"),
    ("avatar", "image"),
    ("bio", "description"),
    ("link", "url"),
];
const OF_PICTURES: [(&str, &str); 5] =
    [("src", "url"), ("path", "url"), ("image", "url"), ("file", "url"), ("title", "caption")];

/// The fields of an article that front matter gives, and the name that each has there. Others are for other programs.
pub fn fields(mut members: Map<String, Value>) -> (Map<String, Value>, Vec<(&'static str, String)>) {
    let mut fields = Map::new();
    let mut names = Vec::new();
    for (field, others) in FIELDS {
        let known = [field].into_iter().chain(others.iter().copied());
        let found: Vec<_> = known.filter_map(|name| Some((name, members.remove(name)?))).collect();
        let Some((name, value)) = found.into_iter().find(|(_, value)| !is_empty(value)) else { continue };
        names.push((field, name.to_owned()));
        fields.insert(field.to_owned(), native(field, value));
    }
    (fields, names)
}

fn is_empty(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::String(text) => text.trim().is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// A value as the native format has it.
fn native(field: &str, value: Value) -> Value {
    match (field, value) {
        // YAML reads the title 1984 as a number.
        (
            "headline" | "alternativeHeadline" | "articleSection" | "keywords" | "license" | "author",
            value @ Value::Number(_),
        ) => {
            json!(value.to_string())
        }
        ("articleSection" | "keywords", Value::Array(items)) => {
            items.into_iter().map(|item| native(field, item)).collect()
        }
        // `2025-03-01 08:00:00 +0800`, as Jekyll writes it.
        ("datePublished" | "dateModified", Value::String(text)) => {
            json!(text.replace(" +", "+").replace(" -", "-").replace(" Z", "Z"))
        }
        ("inLanguage", Value::String(text)) => {
            json!(text.split('.').next().unwrap_or(&text).replace('_', "-"))
        }
        ("author", Value::Array(items)) => items.into_iter().map(|item| native(field, item)).collect(),
        ("author", Value::Object(members)) => renamed(members, &OF_AUTHORS),
        ("image", Value::Object(members)) => renamed(members, &OF_PICTURES),
        (_, value) => value,
    }
}

fn renamed(mut members: Map<String, Value>, names: &[(&str, &str)]) -> Value {
    for (name, native) in names {
        if !members.contains_key(*native)
            && let Some(value) = members.remove(*name)
        {
            members.insert((*native).to_owned(), value);
        }
    }
    Value::Object(members)
}

/// What was wrong with a field, by the name that it has in the front matter.
pub fn renamed_path(mut diagnostic: Diagnostic, names: &[(&str, String)]) -> Diagnostic {
    let end = diagnostic.path.find(['.', '[']).unwrap_or(diagnostic.path.len());
    if let Some((_, name)) = names.iter().find(|(field, _)| *field == &diagnostic.path[..end]) {
        diagnostic.path.replace_range(..end, name);
    }
    diagnostic
}
