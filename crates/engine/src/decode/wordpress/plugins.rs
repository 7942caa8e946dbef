//! What plugins say of a post: Yoast SEO of the page that shows it
//! (<https://developer.yoast.com/customization/apis/rest-api/>), Jetpack of its picture.

use super::super::address;
use super::super::formats::Reader;
use super::super::json::{Node, Value};
use super::embedded::Terms;
use super::picture_address;
use crate::article::{Figure, Person, Source};

/// The parts of a post that plugins add.
pub(super) struct Plugins<'a> {
    post: &'a Node<'a>,
    reader: &'a Reader<'a>,
}

impl<'a> Plugins<'a> {
    pub(super) fn new(post: &'a Node<'a>, reader: &'a Reader<'a>) -> Self {
        Self { post, reader }
    }

    /// Where the article lies for its readers.
    pub(super) fn url(&self) -> Option<String> {
        self.head(|head| address::link(&head.get("canonical")?)).filter(|url| url.starts_with("http"))
    }

    /// The author, of whom no more than the name is said.
    pub(super) fn authors(&self) -> Vec<Person> {
        let name = self.head(|head| self.reader.line(&head.get("author")?));
        name.map(|name| Person { name, ..Person::default() }).into_iter().collect()
    }

    /// The site.
    pub(super) fn publisher(&self) -> Option<Source> {
        let name = self.head(|head| self.reader.line(&head.get("og_site_name")?))?;
        Some(Source { name, url: None })
    }

    /// The language of the text, or else that of the page.
    pub(super) fn language(&self) -> Option<String> {
        let of_text = self.article(|article| article.get("inLanguage")?.line());
        of_text.or_else(|| self.head(|head| head.get("og_locale")?.line()))
    }

    pub(super) fn comment_count(&self) -> Option<u64> {
        self.article(|article| article.get("commentCount")?.whole(0)).map(i64::unsigned_abs)
    }

    /// Adds what the post is sorted under, where nothing is known of that.
    pub(super) fn complete(&self, terms: &mut Terms) {
        for (names, key) in [(&mut terms.categories, "articleSection"), (&mut terms.tags, "keywords")] {
            if names.is_empty() {
                let listed = self.article(|article| {
                    let list = article.get(key)?;
                    Some(list.one_or_many().filter_map(|name| self.reader.line(&name)).collect())
                });
                *names = listed.unwrap_or_default();
            }
        }
    }

    /// The picture that stands for the article elsewhere.
    pub(super) fn picture(&self, base: Option<&str>) -> Option<Figure> {
        let shared = self.head(|head| {
            let images = head.get("og_image")?;
            let image = images.first();
            let pixels = |key: &str| image.get(key).and_then(|size| size.pixels());
            Some(Figure {
                url: picture_address(&image.get("url")?, base)?,
                width: pixels("width"),
                height: pixels("height"),
                ..Figure::default()
            })
        });
        shared.or_else(|| {
            let url = picture_address(&self.post.get("jetpack_featured_media_url")?, base)?;
            Some(Figure { url, ..Figure::default() })
        })
    }

    /// Something that Yoast says of the page.
    fn head<T>(&self, read: impl FnOnce(&Node<'_>) -> Option<T>) -> Option<T> {
        read(&self.post.get("yoast_head_json")?)
    }

    /// Something that Yoast says of the article in the words of schema.org.
    fn article<T>(&self, read: impl FnOnce(&Node<'_>) -> Option<T>) -> Option<T> {
        let is_article = |node: &Node<'_>| {
            let kind = node.get("@type");
            let kind = kind.as_ref().map(|kind| kind.first().value);
            kind.and_then(Value::as_str)
                .is_some_and(|kind| kind.ends_with("Article") || kind == "BlogPosting")
        };
        self.head(|head| {
            let schema = head.get("schema")?;
            let graph = schema.get("@graph")?;
            let article = graph.one_or_many().find(is_article)?;
            read(&article)
        })
    }
}
