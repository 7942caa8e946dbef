//! Names that more than one entity has, in articles and in dictionaries.

use std::collections::{BTreeSet, HashMap};

use sidelight_engine::article::{Entity, Find};
use sidelight_engine::decode::{Diagnostic, decode_entities};
use sidelight_engine::entity::AmbiguousName;
use sidelight_engine::highlight::fold;
use sidelight_engine::text::BlockText;

use crate::cast::Cast;

/// What is wrong with a name that stands in the text and links to nothing.
pub fn shared_name(name: &AmbiguousName, cast: &Cast) -> Diagnostic {
    let sharing: Vec<&Entity> = name.entities.iter().map(|place| &cast.entities[*place as usize]).collect();
    let ids: Vec<_> = sharing.iter().map(|entity| format!("\"{}\"", entity.id)).collect();
    let folded = fold(&name.name);
    // A family name is nothing that could be taken away.
    let is_listed = |entity: &&Entity| entity.names().any(|written| fold(written.trim()) == folded);
    let advice = match sharing.iter().filter(|entity| is_listed(entity)).count() {
        0 | 1 => "mark each place with a mention run",
        _ => "take it from all but one, or mark each place with a mention run",
    };
    let times = match name.places {
        1 => "once".to_owned(),
        places => format!("{places} times"),
    };
    let path = if name.entities.iter().any(|place| *place as usize >= cast.own) {
        // A dictionary's entities stand nowhere in the article.
        ""
    } else if sharing.iter().all(|entity| entity.about) {
        "about"
    } else {
        "mentions"
    };
    Diagnostic {
        path: path.to_owned(),
        message: format!(
            "the name \"{}\" stands in the text {times}, first in “{}”, and links to nothing there, since {} share it; \
             {advice}",
            name.name,
            first_place(name, &cast.texts),
            ids.join(" and "),
        ),
    }
}

/// The most languages of a dictionary that are checked.
const MAX_LANGUAGES: usize = 32;

/// What is wrong with a dictionary, in any language that it has wordings in. None where it is none.
pub fn dictionary_faults(bytes: &[u8]) -> Option<Vec<Diagnostic>> {
    let (entities, mut faults) = decode_entities(bytes, None).ok()?;
    if entities.is_empty() {
        return None;
    }
    faults.extend(name_faults(&entities));
    for language in languages(bytes).iter().take(MAX_LANGUAGES) {
        if let Ok((entities, more)) = decode_entities(bytes, Some(language)) {
            faults.extend(more);
            faults.extend(name_faults(&entities));
        }
    }
    Some(faults)
}

/// The languages of a dictionary's wordings.
fn languages(bytes: &[u8]) -> BTreeSet<String> {
    let bytes = bytes.strip_prefix("\u{FEFF}".as_bytes()).unwrap_or(bytes);
    let entities: Vec<serde_json::Value> = serde_json::from_slice(bytes).unwrap_or_default();
    let wordings = entities.iter().filter_map(|entity| entity["in"].as_object());
    wordings.flat_map(|wordings| wordings.keys().cloned()).collect()
}

/// Names that are shared, in the order in which they are met, and names of one letter.
fn name_faults(entities: &[Entity]) -> Vec<Diagnostic> {
    let mut names: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    let mut letters = Vec::new();
    for entity in entities.iter().filter(|entity| entity.find != Find::None) {
        for name in entity.names() {
            let place = *places.entry(fold(name)).or_insert(names.len());
            if place == names.len() {
                names.push((name, Vec::new()));
            }
            let ids = &mut names[place].1;
            if ids.last() != Some(&&*entity.id) {
                ids.push(&entity.id);
            }
            // Who has said which are found knows of it.
            if name.chars().count() == 1 && entity.find == Find::All {
                letters.push(format!(
                    "the name \"{name}\" of \"{}\" is a single letter, and is found wherever it stands; leave it \
                     out, or set “find” to first or none",
                    entity.id
                ));
            }
        }
    }
    let shared = names.into_iter().filter(|(_, ids)| ids.len() > 1).map(|(name, ids)| {
        let ids: Vec<_> = ids.iter().map(|id| format!("\"{id}\"")).collect();
        format!(
            "the name \"{name}\" is shared by {}; it links to the one that an article mentions by another name \
             as well, else to none",
            ids.join(" and ")
        )
    });
    shared.chain(letters).map(|message| Diagnostic { path: String::new(), message }).collect()
}

/// The first place of a name with some characters around it, in one line.
fn first_place(name: &AmbiguousName, texts: &[BlockText]) -> String {
    const AROUND: usize = 16;
    let (block, span) = name.first;
    let text = texts[block.get()].as_str();
    let (before, behind) = (&text[..span.start as usize], &text[span.end as usize..]);
    let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = behind.char_indices().nth(AROUND).map_or(text.len(), |(at, _)| span.end as usize + at);
    text[start..end].split_whitespace().collect::<Vec<_>>().join(" ")
}
