//! The address bar, both ways: `?src=`, `?entities=` and `?annotations=`, `?q=` (repeated), the options of the search,
//! `?entity=` and `?with=`, `?theme=`, and the passage of a text fragment.

use leptos::prelude::window;
use sidelight_engine::highlight::Options;
use wasm_bindgen::JsValue;
use web_sys::UrlSearchParams;

use crate::storage;

/// What the address says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ReaderUrl {
    /// Address of the article; the library is shown where there is none.
    pub src: Option<String>,
    /// Keywords.
    pub keywords: Vec<String>,
    /// How they are looked for: `case=1`, `word=1`, `accents=1`, `script=1`, `regex=1`.
    pub options: Options,
    /// Id of the selected entity.
    pub entity: Option<String>,
    /// `with=`: id of the entity whose meetings with the selected one are looked at.
    pub companion: Option<String>,
    /// `entities=`, repeated: addresses of dictionaries.
    pub dictionaries: Vec<String>,
    /// `annotations=`, repeated: addresses of W3C Web Annotations.
    pub annotations: Vec<String>,
    /// The theme.
    pub theme: Theme,
    /// The fragment of a link to a passage, without its `#`: what is before `:~:`, and the directive.
    pub passage: Option<String>,
}

/// Paper, night, sepia, or what the reader's system says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system.
    #[default]
    Auto,
    /// Warm white paper.
    Light,
    /// Near-black.
    Dark,
    /// Sepia.
    Sepia,
}

impl Theme {
    const ALL: [Self; 4] = [Self::Auto, Self::Light, Self::Dark, Self::Sepia];

    /// The name in addresses and style sheets.
    pub fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Light => "light",
            Self::Dark => "dark",
            Self::Sepia => "sepia",
        }
    }

    /// The theme of this name; the system's for a name that is none.
    pub fn from_name(name: &str) -> Self {
        Self::ALL.into_iter().find(|theme| theme.name() == name).unwrap_or_default()
    }

    /// The one that the theme button goes to from here.
    pub fn next(self) -> Self {
        let place = Self::ALL.iter().position(|theme| *theme == self).unwrap_or(0);
        Self::ALL[(place + 1) % Self::ALL.len()]
    }
}

/// Whether going back returns to what was there before a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum History {
    /// A step of its own, as for a selected entity.
    Push,
    /// Part of the present step, as for a letter typed.
    Replace,
}

impl ReaderUrl {
    /// What the address bar says now.
    pub fn from_location() -> Self {
        let search = window().location().search().unwrap_or_default();
        Self { passage: passage_in(&shown_address()), ..Self::from_search(&search) }
    }

    /// Reads the query of an address, with or without its question mark. Unknown parameters are ignored.
    pub fn from_search(search: &str) -> Self {
        let Ok(parameters) = UrlSearchParams::new_with_str(search) else { return Self::default() };
        let one = |name: &str| parameters.get(name).filter(|value| !value.is_empty());
        let is_on = |name: &str| one(name).is_some_and(|value| value == "1");
        let all = |name: &str| -> Vec<String> {
            let values = parameters.get_all(name);
            values.iter().filter_map(|value| value.as_string()).filter(|value| !value.is_empty()).collect()
        };
        Self {
            src: one("src"),
            keywords: all("q"),
            options: Options::by_name(&is_on),
            entity: one("entity"),
            companion: one("with"),
            dictionaries: all("entities"),
            annotations: all("annotations"),
            theme: one("theme").map(|name| Theme::from_name(&name)).unwrap_or_default(),
            passage: None,
        }
    }

    /// The query of the address, with its question mark; empty where there is nothing to say.
    pub fn to_search(&self) -> String {
        let Ok(parameters) = UrlSearchParams::new() else { return String::new() };
        let append =
            |name: &str, values: &[String]| values.iter().for_each(|value| parameters.append(name, value));
        append("src", self.src.as_slice());
        append("entities", &self.dictionaries);
        append("annotations", &self.annotations);
        append("q", &self.keywords);
        for name in self.options.names() {
            parameters.append(name, "1");
        }
        append("entity", self.entity.as_slice());
        append("with", self.companion.as_slice());
        if self.theme != Theme::Auto {
            parameters.append("theme", self.theme.name());
        }
        // Slashes are allowed in a query, and addresses that people share should be readable.
        let query = parameters.to_string().replace_all("%2F", "/").replace_all("%3A", ":");
        let query = String::from(query);
        if query.is_empty() { query } else { format!("?{query}") }
    }

    /// Puts this in the address bar, where it says something else.
    pub fn show(&self, history: History) {
        if *self == Self::from_location() {
            return;
        }
        let location = window().location();
        let path = location.pathname().unwrap_or_default();
        // What the address points to stays, as long as it is the same page.
        let fragment = match (&self.passage, history) {
            (Some(passage), _) => format!("#{passage}"),
            (None, History::Replace) => location.hash().unwrap_or_default(),
            (None, History::Push) => String::new(),
        };
        let address = format!("{path}{}{fragment}", self.to_search());
        let Ok(entries) = window().history() else { return };
        // A sandboxed frame may refuse; the article is shown all the same.
        let _ = match history {
            History::Push => entries.push_state_with_url(&JsValue::NULL, "", Some(&address)),
            History::Replace => entries.replace_state_with_url(&JsValue::NULL, "", Some(&address)),
        };
    }
}

/// Where the browser keeps the options between visits.
const OPTIONS_KEY: &str = "sidelight-options";

/// Remembers how keywords are looked for. Where storage is forbidden, only the address does.
pub fn remember_options(options: Options) {
    storage::keep(OPTIONS_KEY, Some(&options.names().collect::<Vec<_>>().join(" ")));
}

impl ReaderUrl {
    /// How keywords are looked for: as the address says where it says anything of a search, else as the reader
    /// did the last time. What somebody shares is shown as it was shared.
    pub fn options_or_remembered(&self) -> Options {
        if !self.keywords.is_empty() || self.options != Options::default() {
            return self.options;
        }
        let names = storage::kept(OPTIONS_KEY).unwrap_or_default();
        let is_on = |name: &str| names.split(' ').any(|known| known == name);
        Options::by_name(&is_on)
    }
}

/// The fragment of an address, where it has a text directive.
pub fn passage_in(address: &str) -> Option<String> {
    let (_, fragment) = address.split_once('#')?;
    fragment.contains(":~:").then(|| fragment.to_owned())
}

/// The address of the page with its text directive. Browsers hide that from `location`; Chromium and Firefox show
/// it in the Navigation API. WebKit shows it nowhere, and finds the passage by itself.
fn shown_address() -> String {
    let get = |object: &JsValue, name: &str| js_sys::Reflect::get(object, &JsValue::from_str(name)).ok();
    let entry = get(&window(), "navigation").and_then(|navigation| get(&navigation, "currentEntry"));
    let address = entry.and_then(|entry| get(&entry, "url")?.as_string());
    address.unwrap_or_else(|| window().location().href().unwrap_or_default())
}
