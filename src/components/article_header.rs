//! The head of an article: section, headline, standfirst, byline, lead figure.

use super::element::{Children, bdi, div, h1, header, li, name, p, span, time, ul};
use leptos::prelude::*;
use sidelight_engine::article::{Article, Date, Person, text_numbers};

use super::block::{Rendering, blocks, figure_view};
use super::inline::leaf;
use crate::dates::{Length, format_date};

/// Everything above the text; each part only where the article has it.
pub fn article_header(rendering: &Rendering) -> AnyView {
    let body = text_numbers(&rendering.open.article.body);
    let texts = 0..if body.is_empty() { u32::MAX } else { body.start };
    header().class("article-header").attr("data-zone", "").child(rendering.part(texts, parts)).into_any()
}

fn parts(rendering: &Rendering) -> Vec<AnyView> {
    let article = &rendering.open.article;
    let headline = (!article.headline.is_empty()).then(|| {
        h1().class("headline").attr("part", "headline").child(leaf!(span(), &article.headline, rendering))
    });
    let second = article
        .alternative_headline
        .as_ref()
        .map(|text| leaf!(p().class("alternative-headline"), text, rendering));
    let standfirst = (!article.standfirst.is_empty()).then(|| {
        div().class("standfirst").attr("part", "standfirst").child(blocks(&article.standfirst, rendering))
    });
    let section =
        article.section.clone().map(|section| p().class("section").attr("part", "section").child(section));
    let lead =
        article.image.as_ref().map(|figure| div().class("lead").child(figure_view(figure, rendering, true)));
    let mut parts = Vec::new();
    (section, headline, second, standfirst, byline(article, rendering), lead).push_to(&mut parts);
    parts
}

/// Who wrote it, when, how long it takes to read.
fn byline(article: &Article, rendering: &Rendering) -> AnyView {
    let messages = rendering.messages;
    let authors: Vec<_> = article.authors.iter().map(|person| author(person, rendering)).collect();
    let publisher = article.publisher.as_ref().map(|publisher| {
        let page = publisher.url.as_ref().map(|url| rendering.open.resolve(url));
        li().class("publisher").child(name(&publisher.name, page))
    });
    let published =
        article.published.as_ref().map(|date| li().class("published").child(date_view(date, rendering)));
    let modified = article
        .modified
        .as_ref()
        .filter(|modified| Some(*modified) != article.published.as_ref())
        .map(|date| li().class("modified").child((messages.updated, " ", date_view(date, rendering))));
    let minutes = article.reading_minutes();
    let reading_time =
        (minutes > 0).then(|| li().attr("part", "reading-time").child(messages.reading_time(minutes)));
    let comments =
        article.comment_count.map(|count| li().attr("part", "comment-count").child(messages.comments(count)));
    div()
        .class("byline")
        .attr("part", "byline")
        .child((
            (!authors.is_empty()).then(|| ul().class("authors").child(authors)),
            ul().class("facts").attr("lang", messages.language).child((
                publisher,
                published,
                modified,
                reading_time,
                comments,
            )),
        ))
        .into_any()
}

fn author(person: &Person, rendering: &Rendering) -> AnyView {
    let page = person.url.as_ref().map(|url| rendering.open.resolve(url));
    li().attr("title", person.description.clone())
        .child((
            span().class("author").child(name(&person.name, page)),
            person.job_title.clone().map(|role| span().class("role").child(bdi().child(role))),
        ))
        .into_any()
}

/// A date as people write it, the exact time in a tooltip.
pub fn date_view(date: &Date, rendering: &Rendering) -> AnyView {
    let language = rendering.messages.language;
    time()
        .attr("datetime", date.to_string())
        .attr("title", format_date(date, language, Length::Exact))
        .child(format_date(date, language, Length::Day))
        .into_any()
}
