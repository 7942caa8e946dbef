//! Markdown: [CommonMark](https://spec.commonmark.org/) with the tables, footnotes, definition lists, struck texts and task lists
//! that most programs read as well, and front matter.

use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use serde_json::{Map, Value, json};
use sidelight_engine::article::{Block, BlockKind, Text};
use sidelight_engine::decode::{DecodeError, Decoded, Diagnostic, decode as native, decode_html};
use sidelight_publish::Html5ever;

use super::front_matter::{self, Language, Split};

/// Decodes Markdown. Its text becomes HTML, and that blocks, as the HTML of any format does.
pub fn decode(text: &str) -> Result<Decoded, DecodeError> {
    let split = front_matter::split(text);
    let mut diagnostics = Vec::new();
    let (members, front) = match split.as_ref().map(|split| (split, front_matter::parse(split))) {
        None => (Map::new(), None),
        Some((_, Ok(members))) => (members, None),
        Some((split, Err(message))) => {
            let message = format!("the front matter cannot be read: {message}; its text is kept");
            diagnostics.push(Diagnostic { path: String::new(), message });
            (Map::new(), Some(listing(split)))
        }
    };
    let (mut fields, names) = front_matter::fields(members);
    if fields.remove("draft") == Some(Value::Bool(true)) {
        diagnostics.push(Diagnostic {
            path: "draft".to_owned(),
            message: "this is a draft; take the mark away when it is to be published".to_owned(),
        });
    }
    let rest = split.as_ref().map_or(text, |split| split.rest);
    let headline = fields.get("headline").and_then(Value::as_str);
    let (title, html) = to_html(rest.strip_prefix('\u{FEFF}').unwrap_or(rest), headline);
    let base = fields.get("url").and_then(Value::as_str);
    let (blocks, faults) = decode_html(&html, base, &Html5ever);
    diagnostics.extend(faults);
    if let Some(title) = title.filter(|_| headline.is_none()) {
        fields.insert("headline".to_owned(), json!(title));
    }
    let blocks: Vec<_> = front.into_iter().chain(blocks).collect();
    fields.insert("body".to_owned(), json!(blocks));
    let decoded = native(Value::Object(fields).to_string().as_bytes())?;
    let faults = decoded.diagnostics.into_iter().map(|fault| front_matter::renamed_path(fault, &names));
    diagnostics.extend(faults);
    Ok(Decoded { diagnostics, ..decoded })
}

/// Front matter as it is written.
fn listing(split: &Split<'_>) -> Block {
    let language = if split.language == Language::Yaml { "yaml" } else { "toml" };
    BlockKind::Code { language: Some(language.to_owned()), text: Text::plain(split.front.trim_end()) }.into()
}

/// The heading of the first level that the text begins with, and the HTML of the rest. Where that heading is another than the
/// headline, it stays.
fn to_html(text: &str, headline: Option<&str>) -> (Option<String>, String) {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST;
    let mut events: Vec<_> = Parser::new_ext(text, options).collect();
    let title = title(&events);
    let is_headline = |(title, _): &(String, usize)| headline.is_none_or(|headline| headline.trim() == title);
    let title = title.filter(is_headline).map(|(title, end)| {
        events.drain(..end);
        title
    });
    shift_headings(&mut events);
    let mut html = String::new();
    html::push_html(&mut html, notes_last(captioned(events)).into_iter());
    (title, html)
}

/// The text of the heading of the first level at the beginning, and how many events it is.
fn title(events: &[Event<'_>]) -> Option<(String, usize)> {
    if !matches!(events.first(), Some(Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }))) {
        return None;
    }
    let end = events.iter().position(|event| matches!(event, Event::End(TagEnd::Heading(_))))?;
    let texts = events[..end].iter().map(|event| match event {
        Event::Text(text) | Event::Code(text) => &**text,
        Event::SoftBreak | Event::HardBreak => " ",
        _ => "",
    });
    let title = texts.collect::<String>().trim().to_owned();
    (!title.is_empty()).then_some((title, end + 1))
}

/// The first level is that of the headline: where headings within the text have it, all are one level lower.
fn shift_headings(events: &mut [Event<'_>]) {
    let is_first =
        |event: &Event<'_>| matches!(event, Event::Start(Tag::Heading { level: HeadingLevel::H1, .. }));
    if !events.iter().any(is_first) {
        return;
    }
    for event in events {
        if let Event::Start(Tag::Heading { level, .. }) | Event::End(TagEnd::Heading(level)) = event {
            *level = HeadingLevel::try_from(*level as usize + 1).unwrap_or(HeadingLevel::H6);
        }
    }
}

/// With figures in the place of paragraphs that are a picture with a title, which is its caption.
fn captioned(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let mut captioned = Vec::with_capacity(events.len());
    // What the paragraph is to end with.
    let mut caption = None;
    for (at, event) in events.iter().enumerate() {
        let event = match event {
            Event::Start(Tag::Paragraph) => {
                caption = picture_title(&events[at + 1..]);
                if caption.is_some() { markup("<figure>".to_owned()) } else { event.clone() }
            }
            Event::End(TagEnd::Paragraph) => match caption.take() {
                Some(title) => markup(format!("<figcaption>{}</figcaption></figure>", escaped(&title))),
                None => event.clone(),
            },
            event => event.clone(),
        };
        captioned.push(event);
    }
    captioned
}

/// The title of the picture that is all of a paragraph.
fn picture_title(behind: &[Event<'_>]) -> Option<String> {
    let Some(Event::Start(Tag::Image { title, .. })) = behind.first() else { return None };
    let end = behind.iter().position(|event| matches!(event, Event::End(TagEnd::Image)))?;
    let is_alone = matches!(behind.get(end + 1), Some(Event::End(TagEnd::Paragraph)));
    (is_alone && !title.trim().is_empty()).then(|| title.to_string())
}

/// With footnotes as a list at the end, and references that are links to them.
fn notes_last(events: Vec<Event<'_>>) -> Vec<Event<'_>> {
    let (mut text, mut notes) = (Vec::new(), Vec::new());
    let mut depth = 0;
    for event in events {
        let event = match event {
            Event::Start(Tag::FootnoteDefinition(name)) => {
                depth += 1;
                notes.push(markup(format!("<li id=\"{}\">", escaped(&name))));
                continue;
            }
            Event::End(TagEnd::FootnoteDefinition) => {
                depth -= 1;
                notes.push(markup("</li>".to_owned()));
                continue;
            }
            Event::FootnoteReference(name) => {
                let name = escaped(&name);
                Event::InlineHtml(CowStr::from(format!("<sup><a href=\"#{name}\">{name}</a></sup>")))
            }
            event => event,
        };
        if depth > 0 { notes.push(event) } else { text.push(event) }
    }
    if !notes.is_empty() {
        text.push(markup("<section class=\"footnotes\"><ol>".to_owned()));
        text.append(&mut notes);
        text.push(markup("</ol></section>".to_owned()));
    }
    text
}

fn markup(html: String) -> Event<'static> {
    Event::Html(CowStr::from(html))
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('"', "&quot;")
}
