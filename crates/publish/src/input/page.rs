//! A web page: the article of its JSON-LD, or what a reader of it would take for its text.

use dom_smoothie::{Config, Readability};
use encoding_rs::Encoding;
use serde_json::json;
use sidelight_engine::article::{
    Article, Block, BlockKind, Date, Figure, Person, Source, Text, guess_language,
};
use sidelight_engine::decode::{DecodeError, Decoded, Formats, decode as native, decode_html};
use sidelight_publish::Html5ever;

/// Fewer characters than these are the page of an error, or of a list.
const SHORTEST: usize = 100;

/// Elements that a page may have, so that finding the text ends.
const MAX_ELEMENTS: usize = 100_000;

/// Decodes a page. Where its JSON-LD has the whole article, that is taken; else the text is found by the rules of Mozilla's
/// Readability, and what is said of it in JSON-LD, or else in the elements of its head.
pub fn decode(html: &str) -> Result<Decoded, DecodeError> {
    let formats = Formats { html: &Html5ever, item: None };
    match formats.decode(html.as_bytes()) {
        Ok(decoded) if !decoded.article.body.is_empty() && html.trim_start().starts_with('<') => {
            return Ok(decoded);
        }
        Err(error) if error != DecodeError::Html => return Err(error),
        _ => {}
    }
    if Html5ever::is_too_deep(html) {
        return Err(DecodeError::Html);
    }
    let config = Config { keep_classes: true, max_elements_to_parse: MAX_ELEMENTS, ..Config::default() };
    let mut page = Readability::new(html, None, Some(config)).map_err(|_| DecodeError::Html)?;
    let mut article = head(&page, formats);
    let found = page.parse().map_err(|_| DecodeError::Html)?;
    if found.length < SHORTEST {
        return Err(DecodeError::Html);
    }
    let (body, mut diagnostics) = decode_html(&found.content, article.url.as_deref(), &Html5ever);
    article.body = body;
    fill(&mut article, found);
    tidy(&mut article);
    let decoded = native(json!(article).to_string().as_bytes())?;
    diagnostics.extend(decoded.diagnostics);
    Ok(Decoded { diagnostics, ..decoded })
}

/// What the page says of its article, but for its text.
fn head(page: &Readability, formats: Formats<'_>) -> Article {
    let scripts = page.doc.select("script[type=\"application/ld+json\"]");
    let scripts = scripts.iter().map(|script| script.text());
    let mut articles = scripts.filter_map(|script| formats.decode(script.as_bytes()).ok());
    let mut article =
        articles.find(|it| !it.article.headline.is_empty()).map(|it| it.article).unwrap_or_default();

    let attribute = |selector: &str, name: &str| {
        page.doc
            .select(selector)
            .iter()
            .find_map(|element| element.attr(name))
            .map(|value| value.trim().to_owned())
    };
    let meta = |name: &str| {
        let selector = format!("meta[property=\"{name}\"], meta[name=\"{name}\"], meta[itemprop=\"{name}\"]");
        attribute(&selector, "content").filter(|content| !content.is_empty())
    };
    let is_absolute = |url: &String| url.starts_with("https://") || url.starts_with("http://");
    let canonical = || attribute("link[rel=\"canonical\"]", "href").filter(is_absolute);
    article.url = article.url.or_else(canonical).or_else(|| meta("og:url").filter(is_absolute));
    article.section = article.section.or_else(|| meta("article:section"));
    if article.keywords.is_empty() {
        let tags = page.doc.select("meta[property=\"article:tag\"]");
        article.keywords =
            tags.iter().filter_map(|tag| tag.attr("content")).map(|tag| tag.trim().to_owned()).collect();
    }
    if let Some(image) = &mut article.image {
        image.alt =
            if image.alt.is_empty() { meta("og:image:alt").unwrap_or_default() } else { image.alt.clone() };
    } else {
        article.image = meta("og:image").map(|url| Figure {
            url,
            alt: meta("og:image:alt").unwrap_or_default(),
            width: meta("og:image:width").and_then(|width| width.parse().ok()),
            height: meta("og:image:height").and_then(|height| height.parse().ok()),
            ..Figure::default()
        });
    }
    let date = |names: &[&str]| names.iter().find_map(|name| Date::parse(&meta(name)?));
    let time = |selector: &str| attribute(selector, "datetime").and_then(|date| Date::parse(&date));
    article.published = article
        .published
        .or_else(|| date(&["article:published_time", "datePublished", "date", "pubdate", "publishdate"]))
        .or_else(|| time("time[itemprop=\"datePublished\"], time[pubdate], article time[datetime], header time[datetime]"));
    article.modified =
        article.modified.or_else(|| date(&["article:modified_time", "og:updated_time", "dateModified"]));
    if article.standfirst.is_empty() {
        article.standfirst = meta("og:description")
            .or_else(|| meta("description"))
            .map(Block::paragraph)
            .into_iter()
            .collect();
    }
    article
}

/// What is not said in JSON-LD, as Readability finds it.
fn fill(article: &mut Article, found: dom_smoothie::Article) {
    if article.headline.is_empty() {
        article.headline = Text::plain(found.title.trim());
    }
    if article.authors.is_empty() {
        let people = found.byline.as_deref().map(people).unwrap_or_default();
        article.authors = people.into_iter().map(|name| Person { name, ..Person::default() }).collect();
    }
    let site = found.site_name.filter(|name| !name.trim().is_empty());
    article.publisher = article.publisher.take().or_else(|| site.map(|name| Source { name, url: None }));
    article.language = article
        .language
        .take()
        .or(found.lang.filter(|lang| !lang.is_empty()))
        .or_else(|| guess_language(&found.text_content).map(str::to_owned));
}

/// Takes from the text what stands above it already.
fn tidy(article: &mut Article) {
    let headline = article.headline.to_plain();
    let is_headline = |block: &Block| matches!(&block.kind, BlockKind::Heading { content, .. } if content.to_plain() == headline);
    article.body.retain(|block| !is_headline(block));
    // The element that Readability puts around the text is none of the page.
    for block in article.body.iter_mut().filter(|block| block.id.as_deref() == Some("readability-page-1")) {
        block.id = None;
    }
    // The picture above the text is often the first in it, and is better described there.
    if let (Some(lead), Some(Block { kind: BlockKind::Figure(first), .. })) =
        (&mut article.image, article.body.first())
        && file(&lead.url) == file(&first.url)
    {
        *lead = first.clone();
        article.body.remove(0);
    }
    // A description that is the beginning of the text introduces nothing.
    let text = article.body.iter().find_map(|block| match &block.kind {
        BlockKind::Paragraph(text) => Some(text.to_plain()),
        _ => None,
    });
    let text = text.unwrap_or_default();
    article.standfirst.retain(|block| match &block.kind {
        BlockKind::Paragraph(line) => {
            let line = line.to_plain();
            let line = line.trim_end_matches(['.', '…', ' ']);
            !line.is_empty() && !text.starts_with(line)
        }
        _ => true,
    });
}

/// An address without what says how a picture is to be served.
fn file(url: &str) -> &str {
    let path = url.split(['?', '#']).next().unwrap_or(url);
    path.split_once("://").map_or(path, |(_, path)| path)
}

/// The names of a line such as “By Ann Lee, Bo Chen and Carl Day”.
fn people(byline: &str) -> Vec<String> {
    let line = byline.split_whitespace().collect::<Vec<_>>().join(" ");
    let labels = ["By ", "by ", "BY ", "作者：", "作者:", "文：", "文/", "文｜"];
    let line = labels.iter().find_map(|label| line.strip_prefix(label)).unwrap_or(&line);
    let line = line.replace(" and ", "\n").replace(" & ", "\n").replace(['、', ';', '；'], "\n");
    // One comma may stand before a role; several names have “and” before the last.
    let line = if line.contains('\n') { line.replace(", ", "\n") } else { line };
    line.lines().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect()
}

/// The encoding that a page names at its beginning, as `<meta charset="gbk">`.
pub fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    const LONGEST: usize = 4096;
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(LONGEST)]).to_ascii_lowercase();
    if !start.trim_start().starts_with('<') {
        return None;
    }
    let (_, label) = start.split_once("charset=")?;
    let label = label.trim_start_matches(['"', '\'', ' ']);
    Encoding::for_label(label.split(['"', '\'', ' ', '>', ';', '/']).next()?.as_bytes())
}
