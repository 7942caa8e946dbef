//! The built-in dictionary holds what its documentation promises.

use std::collections::{HashMap, HashSet};

use serde_json::Value;
use sidelight_engine::article::Entity;
use sidelight_engine::decode::decode_entities;
use sidelight_engine::highlight::fold;

const TECHNOLOGY: &str = include_str!("../dictionary/technology.json");

fn entities(language: Option<&str>) -> Vec<Entity> {
    let (entities, diagnostics) = decode_entities(TECHNOLOGY.as_bytes(), language).expect("a dictionary");
    assert_eq!(diagnostics, []);
    entities
}

#[test]
fn no_two_entities_share_a_name() {
    for language in [None, Some("en"), Some("zh"), Some("zh-Hant")] {
        let mut names = HashMap::new();
        for (place, entity) in entities(language).iter().enumerate() {
            for name in entity.names() {
                assert_eq!(*names.entry(fold(name)).or_insert(place), place, "{name} {language:?}");
            }
        }
    }
}

#[test]
fn every_entity_is_described_in_both_languages() {
    let (english, chinese) = (entities(None), entities(Some("zh-Hans")));
    assert_eq!(english.len(), chinese.len());
    for (english, chinese) in english.iter().zip(&chinese) {
        let describe = |entity: &Entity| entity.description.clone().expect("a description");
        assert!(describe(english).is_ascii() || !has_han(&describe(english)), "{}", english.id);
        assert!(describe(english).ends_with('.'), "{}", english.id);
        assert!(has_han(&describe(chinese)), "{}", chinese.id);
        assert!(describe(chinese).ends_with('。'), "{}", chinese.id);
        assert!(!has_han(&english.name), "{} has an English name", english.id);
        assert!(
            chinese.name == english.name || chinese.alternate_names.contains(&english.name),
            "{} is found by its English name in a Chinese text",
            chinese.id
        );
    }
}

#[test]
fn ids_are_plain_and_addresses_are_of_https() {
    for entity in entities(None) {
        let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(entity.id.chars().all(is_plain), "{}", entity.id);
        assert!(entity.same_as.iter().all(|page| page.starts_with("https://")), "{}", entity.id);
    }
}

/// A misspelt field would be silently ignored.
#[test]
fn there_are_no_other_fields() {
    let dictionary: Vec<Value> = serde_json::from_str(TECHNOLOGY).expect("JSON");
    let known = HashSet::from(["@type", "id", "name", "alternateName", "description", "sameAs", "in"]);
    for entity in &dictionary {
        for key in entity.as_object().expect("an object").keys() {
            assert!(known.contains(key.as_str()), "{key} of {}", entity["id"]);
        }
        let wordings = entity["in"].as_object().expect("an object");
        assert_eq!(wordings.keys().collect::<Vec<_>>(), ["zh"], "{}", entity["id"]);
        for key in wordings["zh"].as_object().expect("an object").keys() {
            assert!(["name", "description"].contains(&key.as_str()), "{key} of {}", entity["id"]);
        }
    }
}

fn has_han(text: &str) -> bool {
    text.chars().any(|c| ('\u{4E00}'..='\u{9FFF}').contains(&c))
}
