//! Arc XP's ANS (<https://github.com/washingtonpost/ans-schema>): a story whose text is a list of elements.

mod elements;
mod media;

use std::cell::RefCell;

use super::address;
use super::formats::{Format, Reader, Visit};
use super::json::{Node, Value};
use super::native::Entities;
use super::words::distinct;
use crate::article::{Article, Block, BlockKind, Entity, EntityKind, Figure, Person, Source, Teaser, Text};
use elements::Elements;

pub(super) const FORMAT: Format = Format { is, articles, decode };

/// What a list of stories, as Arc's search gives it, is called.
const LIST: &str = "content_elements";

fn is_story(value: &Value<'_>) -> bool {
    let has = |key: &str| value.get(key).is_some();
    has("headlines") && (has(LIST) || has("taxonomy") || has("canonical_url") || has("promo_items"))
        || has(LIST) && value.get("type").and_then(Value::as_str) == Some("story")
}

fn is(root: &Value<'_>) -> bool {
    let is_feed = match root.get(LIST) {
        Some(Value::Array(stories)) => stories.first().is_some_and(is_story),
        _ => false,
    };
    is_story(root) || is_feed
}

fn articles(root: &Node<'_>, visit: Visit<'_>) {
    match root.get(LIST).filter(|_| !is_story(root.value)) {
        Some(stories) => {
            stories.items().filter(|story| is_story(story.value)).for_each(|story| visit(&story))
        }
        None => visit(root),
    }
}

fn decode(story: &Node<'_>, reader: &Reader<'_>) -> Article {
    let line = |node: Option<Node<'_>>| node.and_then(|node| reader.line(&node));
    let basic = |key: &str| story.get(key).and_then(|texts| reader.line(&texts.get("basic")?));
    let date = |keys: &[&str]| story.first_of(keys).and_then(|date| date.date());
    let url = url(story);
    let base = url.as_deref();
    let elements = Elements { reader, base, corrections: RefCell::default() };
    let body = match story.get(LIST) {
        Some(list) => elements.blocks(&list),
        // What other systems have brought in may be one text of HTML.
        None => story.get("content").map(|html| reader.blocks(&html, base)).unwrap_or_default(),
    };
    if body.is_empty() {
        story.fault("no text; “content_elements” is missing or empty");
    }
    let headline = basic("headlines");
    if headline.is_none() {
        story.fault("no headline; the article is shown without one");
    }
    let taxonomy = story.get("taxonomy");
    let taxonomy = taxonomy.as_ref();
    let sections = || {
        let primary = taxonomy.and_then(|it| line(it.get("primary_section")?.get("name")));
        primary.or_else(|| {
            let sections = taxonomy?.get("sections")?;
            sections.items().find_map(|section| line(section.get("name")))
        })
    };
    let related = story.get("related_content").and_then(|related| {
        let stories = related.get("basic")?;
        Some(stories.items().filter_map(|story| teaser(&story, reader)).collect())
    });
    Article {
        language: line(story.get("language")).filter(|tag| crate::article::is_language_tag(tag)),
        section: story.get("label").and_then(|label| line(label.get("basic")?.get("text"))).or_else(sections),
        headline: headline.map(Text::plain).unwrap_or_default(),
        alternative_headline: None,
        standfirst: basic("subheadlines")
            .or_else(|| basic("description"))
            .map(Block::paragraph)
            .into_iter()
            .collect(),
        authors: story
            .get("credits")
            .and_then(|credits| {
                Some(credits.get("by")?.items().filter_map(|by| person(&by, reader)).collect())
            })
            .unwrap_or_default(),
        publisher: None,
        published: date(&["first_publish_date", "publish_date", "display_date"]),
        modified: date(&["last_updated_date", "display_date"]),
        keywords: keywords(taxonomy, reader),
        image: lead(story, &elements),
        license: line(story.get("copyright")),
        attribution: story
            .get("distributor")
            .and_then(|distributor| {
                let name = distributor.get("name")?.line()?;
                // What the house wrote itself needs no source.
                let is_own = distributor.value.get("category").and_then(Value::as_str) == Some("staff");
                (!is_own).then_some(vec![Source { name, url: None }])
            })
            .unwrap_or_default(),
        corrections: elements.corrections.take(),
        entities: entities(taxonomy),
        related: related.unwrap_or_default(),
        body,
        url: url.clone(),
        ..Article::default()
    }
}

/// The address, which is a path that starts from one of the story's sites.
fn url(story: &Node<'_>) -> Option<String> {
    let path = story.first_of(&["canonical_url", "website_url"]);
    let path = path.and_then(|path| address::link(&path));
    let site = story.get("canonical_website").or_else(|| story.get("website"));
    let site = site.and_then(|site| site.line());
    let known = site.as_deref().and_then(|site| {
        let sites = story.get("websites")?;
        let site = sites.get(site)?;
        address::link(&site.get("website_url")?)
    });
    path.or(known)
}

fn person(by: &Node<'_>, reader: &Reader<'_>) -> Option<Person> {
    if by.value.get("type").and_then(Value::as_str) == Some("reference") {
        by.fault("an author who is a reference that is not resolved; it is left out");
        return None;
    }
    let line = |key: &str| by.get(key).and_then(|node| reader.line(&node));
    let full = || Some([line("first_name")?, line("last_name")?].join(" "));
    let name = line("name").or_else(full).or_else(|| line("byline"));
    if name.is_none() {
        by.fault("an author without a name; it is left out");
    }
    let original = by.get("additional_properties").and_then(|more| more.get("original")?.get("role")?.line());
    Some(Person {
        name: name?,
        job_title: line("role").or(original),
        url: by.get("url").and_then(|url| address::link(&url)),
        image: by.get("image").and_then(|image| address::picture(&image.get("url")?)),
        description: line("description").or_else(|| line("bio")),
    })
}

fn keywords(taxonomy: Option<&Node<'_>>, reader: &Reader<'_>) -> Vec<String> {
    let mut words = Vec::new();
    for key in ["tags", "seo_keywords", "keywords"] {
        let Some(list) = taxonomy.and_then(|taxonomy| taxonomy.get(key)) else { continue };
        words.extend(list.items().filter_map(|item| match item.is_object() {
            true => reader.line(&item.first_of(&["text", "keyword", "description"])?),
            false => item.line(),
        }));
    }
    distinct(&mut words.into_iter())
}

/// The picture that stands for the story; that of a film where it is one.
fn lead(story: &Node<'_>, elements: &Elements<'_>) -> Option<Figure> {
    let items = story.get("promo_items")?;
    let lead = items.first_of(&["lead_art", "basic"])?;
    match elements.block(&lead, 0).into_iter().next()?.kind {
        BlockKind::Figure(figure) => Some(figure),
        _ => {
            let inner = lead.get("promo_items")?;
            elements.picture(&inner.get("basic")?)
        }
    }
}

/// The named entities, each with the kind that its `type` says.
fn entities(taxonomy: Option<&Node<'_>>) -> Vec<Entity> {
    let mut entities = Entities::default();
    let list = taxonomy.and_then(|taxonomy| taxonomy.get("named_entities"));
    for item in list.iter().flat_map(|list| list.items()) {
        let kind = match item
            .value
            .get("type")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_ascii_uppercase()
            .as_str()
        {
            "PERSON" => EntityKind::Person,
            "ORGANIZATION" | "ORGANISATION" | "COMPANY" => EntityKind::Organization,
            "LOCATION" | "PLACE" | "GPE" => EntityKind::Place,
            "EVENT" => EntityKind::Event,
            "WORK" | "WORK_OF_ART" => EntityKind::Work,
            "PRODUCT" => EntityKind::Product,
            _ => EntityKind::Concept,
        };
        let Some(name) = item.get("name").and_then(|name| name.line()) else {
            item.fault("no name; it is left out");
            continue;
        };
        entities.add_named(&item, kind, name);
    }
    entities.into_vec()
}

fn teaser(story: &Node<'_>, reader: &Reader<'_>) -> Option<Teaser> {
    if story.value.get("type").and_then(Value::as_str) == Some("reference") {
        story.fault("a reference that is not resolved; it is left out");
        return None;
    }
    let basic = |key: &str| story.get(key).and_then(|texts| reader.line(&texts.get("basic")?));
    Some(Teaser {
        headline: basic("headlines")?,
        url: url(story),
        description: basic("description"),
        published: story.first_of(&["display_date", "publish_date"]).and_then(|date| date.date()),
        original: false,
    })
}
