//! What the pages are that an entity has in `sameAs`: those of Wikipedia and Wikidata, and its own.

use std::collections::HashSet;

use crate::article::Entity;
use crate::text::{percent_decode, percent_encode};

/// A page of Wikipedia.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WikipediaPage {
    /// The code in the Wikipedia's host: `en`, `zh`, `zh-yue`. Small letters of ASCII and hyphens.
    pub language: String,
    /// The title, with underscores for spaces: `Raj_Reddy`, `胡適`. 1 to 255 bytes of UTF-8.
    pub title: String,
}

impl WikipediaPage {
    /// The page at an address; none where that is no page of Wikipedia. Knows the hosts for phones, the variants of
    /// a language (`/zh-hant/`) and `?title=`.
    ///
    /// ```
    /// use sidelight_engine::entity::WikipediaPage;
    /// let page = WikipediaPage::parse("https://zh.m.wikipedia.org/zh-hant/%E8%83%A1%E9%81%A9").expect("a page");
    /// assert_eq!((&*page.language, &*page.title), ("zh", "胡適"));
    /// ```
    pub fn parse(address: &str) -> Option<Self> {
        let (host, rest) = host_and_rest(address)?;
        let language = host.strip_suffix(".wikipedia.org")?;
        let language = language.strip_suffix(".m").unwrap_or(language);
        let is_code = (2..=16).contains(&language.len())
            && language.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
        if !is_code {
            return None;
        }
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let in_query = query.split('&').find_map(|parameter| parameter.strip_prefix("title="));
        let encoded = match in_query {
            Some(title) => title.replace('+', " "),
            None => {
                let (folder, title) = path.strip_prefix('/')?.split_once('/')?;
                let is_variant = || folder.strip_prefix(language)?.starts_with('-').then_some(());
                if folder != "wiki" && folder != language && is_variant().is_none() {
                    return None;
                }
                title.to_owned()
            }
        };
        let title = percent_decode(&encoded)?.replace(' ', "_");
        let title = title.trim_matches('_');
        // What no title can have. Dots alone would lead elsewhere in the path of an address.
        let is_title = (1..=255).contains(&title.len())
            && title.bytes().any(|byte| byte != b'.')
            && !title.contains(|c: char| c.is_control() || "#<>[]|{}".contains(c));
        is_title.then(|| Self { language: language.to_owned(), title: title.to_owned() })
    }

    /// Which of an entity's pages to show to whom: the one in the first of these languages (BCP 47 tags) that has
    /// one, else the first.
    pub fn choose(same_as: &[String], languages: &[&str]) -> Option<Self> {
        chosen(same_as, languages).map(|(_, page)| page)
    }

    /// The variant of Chinese, as Wikipedia calls it, in the first of these BCP 47 tags that has one: `zh-tw` of
    /// `zh-Hant-TW`. None for another language.
    pub fn variant(&self, tags: &[String]) -> Option<&'static str> {
        const REGIONS: [&str; 6] = ["zh-cn", "zh-hk", "zh-mo", "zh-my", "zh-sg", "zh-tw"];
        const SCRIPTS: [&str; 2] = ["zh-hans", "zh-hant"];
        let find = |tag: &String| {
            let mut parts = tag.split('-').map(str::to_ascii_lowercase);
            let parts: Vec<_> = parts.next().filter(|first| first == "zh").map(|_| parts.collect())?;
            let is_known = |known: &&&str| parts.iter().any(|part| known[3..] == *part);
            REGIONS.iter().find(is_known).or_else(|| SCRIPTS.iter().find(is_known)).copied()
        };
        tags.iter().filter(|_| self.language == "zh").find_map(find)
    }

    /// An address with `{language}` and `{title}` filled in, percent-encoded.
    pub fn fill(&self, template: &str) -> String {
        let mut title = String::with_capacity(3 * self.title.len());
        percent_encode(&self.title, &mut title);
        template.replace("{language}", &self.language).replace("{title}", &title)
    }
}

/// A page to link to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteLink {
    /// Whose page it is.
    pub site: Site,
    /// Its address.
    pub address: String,
}

/// What a reader knows a page by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Site {
    /// Wikipedia, in whatever language.
    Wikipedia,
    /// Wikidata.
    Wikidata,
    /// Another site: its host without "www.".
    Other(String),
}

/// The links to an entity's pages, for a reader of these languages (BCP 47 tags, the best first): its own pages in
/// the order of the source, one of Wikipedia, one of Wikidata. Where only Wikidata is known, it leads on to
/// Wikipedia in the first of the languages.
pub fn site_links(same_as: &[String], languages: &[&str]) -> Vec<SiteLink> {
    let mut links = Vec::new();
    let mut seen = HashSet::new();
    let mut item = None;
    for page in same_as {
        if let Some(id) = wikidata_item(page) {
            item = item.or(Some((page, id)));
        } else if WikipediaPage::parse(page).is_none() {
            let key = page_key(page).unwrap_or_else(|| page.clone());
            if seen.insert(key) {
                let host = host_and_rest(page).map_or_else(|| page.clone(), |(host, _)| host);
                links.push(SiteLink { site: Site::Other(host), address: page.clone() });
            }
        }
    }
    let wikipedia = match (chosen(same_as, languages), &item, languages.first()) {
        (Some((place, _)), ..) => Some(same_as[place].clone()),
        (None, Some((_, id)), Some(language)) => {
            let language = primary(language);
            Some(format!("https://www.wikidata.org/wiki/Special:GoToLinkedPage/{language}wiki/{id}"))
        }
        _ => None,
    };
    links.extend(wikipedia.map(|address| SiteLink { site: Site::Wikipedia, address }));
    links.extend(item.map(|(page, _)| SiteLink { site: Site::Wikidata, address: page.clone() }));
    links
}

/// What an entity is recognised by in other articles: its id, and its pages, however their addresses are
/// written.
#[derive(Clone, Debug)]
pub struct Identity {
    id: String,
    pages: HashSet<String>,
}

impl Identity {
    /// That of an entity.
    pub fn of(entity: &Entity) -> Self {
        Self {
            id: entity.id.clone(),
            pages: entity.same_as.iter().filter_map(|page| page_key(page)).collect(),
        }
    }

    /// Whether this is the entity's id, or the address of one of its pages. Scheme, "www.", a slash at the end and
    /// the fragment make no difference, nor does which address of an item of Wikidata it is.
    ///
    /// ```
    /// use sidelight_engine::article::Entity;
    /// use sidelight_engine::entity::Identity;
    /// let same_as = vec!["https://www.wikidata.org/wiki/Q95".to_owned()];
    /// let google = Identity::of(&Entity { id: "google".to_owned(), same_as, ..Entity::default() });
    /// assert!(google.matches("google") && google.matches("http://www.wikidata.org/entity/Q95"));
    /// ```
    pub fn matches(&self, name: &str) -> bool {
        name == self.id || page_key(name).is_some_and(|key| self.pages.contains(&key))
    }
}

/// The page of Wikipedia for a reader of these languages, and its place.
fn chosen(same_as: &[String], languages: &[&str]) -> Option<(usize, WikipediaPage)> {
    let pages: Vec<_> = same_as
        .iter()
        .enumerate()
        .filter_map(|(place, address)| Some((place, WikipediaPage::parse(address)?)))
        .collect();
    let best = languages
        .iter()
        .map(|language| primary(language))
        .find_map(|language| pages.iter().find(|(_, page)| page.language == language));
    best.or(pages.first()).cloned()
}

/// The language of a tag, without script and region.
fn primary(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or(tag).to_ascii_lowercase()
}

/// `Q95` of an address of that item of Wikidata.
fn wikidata_item(address: &str) -> Option<&str> {
    let (host, rest) = host_and_rest(address)?;
    let is_wikidata = host == "wikidata.org" || host == "m.wikidata.org";
    let path = rest.split('?').next().filter(|_| is_wikidata)?;
    let id = path.strip_prefix("/wiki/").or_else(|| path.strip_prefix("/entity/"))?.trim_end_matches('/');
    let digits = id.strip_prefix('Q')?;
    (!digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(id)
}

/// An address as it is compared with others; none for what is no address of the web.
fn page_key(address: &str) -> Option<String> {
    let (host, rest) = host_and_rest(address)?;
    Some(match (wikidata_item(address), WikipediaPage::parse(address)) {
        (Some(id), _) => format!("wikidata.org/{id}"),
        (_, Some(page)) => format!("{}.wikipedia.org/{}", page.language, page.title),
        _ => host + rest.trim_end_matches('/'),
    })
}

/// Host, in small letters and without "www.", and what stands between it and the fragment.
fn host_and_rest(address: &str) -> Option<(String, &str)> {
    let (scheme, rest) = address.split_once("//")?;
    if !["", "http:", "https:"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
        return None;
    }
    let rest = rest.split('#').next().unwrap_or(rest);
    let (host, rest) = rest.split_at(rest.find(['/', '?']).unwrap_or(rest.len()));
    let host = host.to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    (!host.is_empty()).then(|| (host.to_owned(), rest))
}
