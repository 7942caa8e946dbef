//! The names of all entities, and where a text may have one.

use super::family::{are_of_one_script, family_name, holds, is_long_enough};
use crate::article::{BlockIndex, Entity, EntityKind, Find, is_unspaced};
use crate::highlight::{Haystack, is_invisible};
use crate::text::{BlockText, Span};
use sidelight_automaton::Trie;

/// Bytes of a folded name that is looked for, at most, so that a place of the text costs no more than that.
const LONGEST_NAME: usize = 256;

/// A name in capitals of at most this many characters is found in capitals only.
const LONGEST_CAPITALS: usize = 4;

/// Names that start at one place and are looked at, at most; the longest are.
const MOST_AT_ONE_PLACE: usize = 4;

/// What may stand at an end of a name, as in .NET, U.S. and Yahoo!, and does not part it from a letter there.
const STOPS: [char; 3] = ['.', '!', '?'];

/// Who holds a phrase that is not to be found.
const NOBODY: u32 = u32::MAX;

/// Where there is no pattern.
const NONE: u32 = u32::MAX;

/// What stands at a place of the text and may be a mention.
pub(super) struct Place {
    pub(super) block: BlockIndex,
    pub(super) span: Span,
    /// What the names of [`Names`] have there: below their number a pattern, above it a form.
    pub(super) name: u32,
    pub(super) writing: Writing,
}

/// How a stretch of text is written. Signs without case are capitals.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Writing {
    Small,
    /// With a capital, as a family name is.
    Mixed,
    Capitals,
}

/// An entity that has a name.
pub(super) struct Holder {
    pub(super) entity: u32,
    /// Which of its family names the name holds, one a bit. A person has one for each script at most.
    pub(super) families: u8,
    /// The name is found where it is written so, or with more capitals.
    least: Writing,
}

/// A family name of a person.
pub(super) struct Family {
    pub(super) entity: u32,
    /// The bit of [`Holder::families`] that stands for it.
    pub(super) bit: u8,
    /// Where it stands among the patterns.
    pub(super) pattern: u32,
}

/// All that is looked for, by its folded form.
pub(super) struct Names {
    trie: Trie,
    /// One for each key of the trie, and one behind them.
    patterns: Vec<Pattern>,
    /// Those of one pattern behind those of the one before; by entity, nobody last.
    holders: Vec<Holder>,
    /// By entity.
    families: Vec<Family>,
    forms: Vec<Form>,
    /// By pattern, for those that several entities have: how one of them writes it.
    shared: Vec<(u32, String)>,
    /// Entities of which the first mention only is found.
    once: Vec<bool>,
    own: u32,
}

struct Pattern {
    first_holder: u32,
    /// The least writing in which it is anybody's.
    least: Writing,
}

/// A way to write a name in which it is not about an entity that has it.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Form {
    pattern: u32,
    written: String,
    entity: u32,
}

/// One name of one entity. They are sorted in this order.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Entry<'a> {
    folded: &'a str,
    role: Role,
    entity: u32,
    /// Where it starts in the folded text of all names.
    start: usize,
    least: Writing,
    /// Of a name, the bits of the family names that it holds; of a family name, its place in [`Names::families`].
    families: u32,
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Role {
    Name,
    Family,
    Except,
}

impl Names {
    /// The names of these entities, of which the first `own` are the article's.
    pub(super) fn new(entities: &[Entity], own: usize) -> Self {
        let written: Vec<_> = entities.iter().flat_map(written).collect();
        // Folded in one text, since each of their own would be an allocation.
        let haystack = Haystack::new(written.iter().copied());
        let (mut entries, families) = entries(entities, haystack.as_str());
        entries.sort_unstable();
        let as_written = |entry: &Entry<'_>| {
            let (name, span) = haystack.to_original(entry.start, entry.start + entry.folded.len());
            written[name].get(span.range()).unwrap_or_default().to_owned()
        };
        let mut names = Self {
            trie: Trie::new(&[]),
            patterns: Vec::new(),
            holders: Vec::with_capacity(entries.len()),
            families,
            forms: Vec::new(),
            shared: Vec::new(),
            once: entities.iter().map(|entity| entity.find == Find::First).collect(),
            own: own as u32,
        };
        let mut keys = Vec::with_capacity(entries.len());
        for alike in entries.chunk_by(|left, right| left.folded == right.folded) {
            keys.push(alike[0].folded);
            names.push(alike, &as_written);
        }
        names.patterns.push(Pattern { first_holder: names.holders.len() as u32, least: Writing::Capitals });
        names.forms.sort_unstable();
        names.trie = Trie::new(&keys);
        names
    }

    /// Adds a pattern: the entries that fold alike, sorted.
    fn push(&mut self, entries: &[Entry<'_>], as_written: &dyn Fn(&Entry<'_>) -> String) {
        let pattern = self.patterns.len() as u32;
        let first = self.holders.len();
        let mut least = Writing::Capitals;
        for entry in entries {
            let entity = match entry.role {
                Role::Name => entry.entity,
                Role::Family => {
                    self.families[entry.families as usize].pattern = pattern;
                    least = least.min(Writing::Mixed);
                    continue;
                }
                Role::Except => {
                    let same =
                        |role| entries.binary_search_by_key(&(role, entry.entity), |e| (e.role, e.entity));
                    if same(Role::Name).is_ok() {
                        let written = as_written(entry);
                        self.forms.push(Form { pattern, written, entity: entry.entity });
                        continue;
                    }
                    if let Ok(family) = same(Role::Family) {
                        self.families[entries[family].families as usize].pattern = NONE;
                    }
                    NOBODY
                }
            };
            least = least.min(entry.least);
            match self.holders[first..].last_mut() {
                // Written in two ways, so it may be written in any.
                Some(last) if last.entity == entity => last.least = last.least.min(entry.least),
                _ => self.holders.push(Holder { entity, families: entry.families as u8, least: entry.least }),
            }
        }
        let holds = |entry: &&Entry<'_>| entry.role != Role::Except && entry.entity != entries[0].entity;
        if entries.iter().any(|entry| holds(&entry)) {
            self.shared.push((pattern, as_written(&entries[0])));
        }
        self.patterns.push(Pattern { first_holder: first as u32, least });
    }

    /// Adds what a text may mention, by its start, the longer ones first. Of what starts at one place, the four
    /// longest are looked at.
    pub(super) fn find(&self, block: BlockIndex, text: &BlockText, places: &mut Vec<Place>) {
        if self.patterns.len() < 2 {
            return;
        }
        let haystack = Haystack::new([text.as_str()]);
        let is_within = |before, c| is_of_word(before) && is_of_word(c) && are_of_one_word(before, c);
        self.trie.find(haystack.as_str(), &is_within, &mut |start, keys| {
            let found = keys.drain(..).rev().filter_map(|(pattern, end)| {
                let (span, stem) = mention_at(&haystack, text.as_str(), start, end)?;
                let writing = Writing::of(stem);
                (self.patterns[pattern as usize].least <= writing).then(|| Place {
                    block,
                    span,
                    name: self.form(pattern, stem),
                    writing,
                })
            });
            places.extend(found.take(MOST_AT_ONE_PLACE));
        });
    }

    /// The form of a pattern that is written so, or the pattern.
    fn form(&self, pattern: u32, written: &str) -> u32 {
        let is_before = |form: &Form| (form.pattern, form.written.as_str()) < (pattern, written);
        let place = self.forms.partition_point(is_before);
        match self.forms.get(place) {
            Some(form) if form.pattern == pattern && form.written == written => {
                (self.patterns.len() + place) as u32
            }
            _ => pattern,
        }
    }

    /// How many different [`Place::name`]s there are.
    pub(super) fn len(&self) -> usize {
        self.patterns.len() + self.forms.len()
    }

    /// How many patterns there are.
    pub(super) fn patterns(&self) -> usize {
        self.patterns.len()
    }

    /// The pattern of a [`Place::name`].
    pub(super) fn pattern(&self, name: u32) -> usize {
        self.form_of(name).map_or(name, |form| form.pattern) as usize
    }

    fn form_of(&self, name: u32) -> Option<&Form> {
        self.forms.get((name as usize).checked_sub(self.patterns.len())?)
    }

    /// Number of entities that have a name, and of the phrases that are nobody's.
    pub(super) fn count(&self, name: u32) -> usize {
        self.all_holders(name).len()
    }

    fn all_holders(&self, name: u32) -> &[Holder] {
        let pattern = self.pattern(name);
        let [from, to] = [pattern, pattern + 1].map(|pattern| self.patterns[pattern].first_holder as usize);
        &self.holders[from..to]
    }

    /// The entities that have a name which is written like this, by entity; none of a dictionary where the article
    /// has one.
    pub(super) fn holders(&self, name: u32, writing: Writing) -> impl Iterator<Item = &Holder> + Clone {
        let holders = self.all_holders(name).iter().filter(move |holder| {
            holder.entity != NOBODY && holder.least <= writing && !self.is_except(name, holder.entity)
        });
        let has_own = holders.clone().next().is_some_and(|holder| holder.entity < self.own);
        holders.take_while(move |holder| !has_own || holder.entity < self.own)
    }

    /// Whether what is written like this is not about an entity, though it may have the name.
    pub(super) fn is_except(&self, name: u32, entity: u32) -> bool {
        self.form_of(name).is_some_and(|form| {
            let forms = &self.forms[name as usize - self.patterns.len()..];
            let order = |other: &Form| {
                (other.pattern, &other.written, other.entity).cmp(&(form.pattern, &form.written, entity))
            };
            forms.binary_search_by(order).is_ok()
        })
    }

    /// Whether what is written like this is somebody's phrase that is not to be found.
    pub(super) fn is_phrase(&self, name: u32, writing: Writing) -> bool {
        let is_nobody = |holder: &Holder| holder.entity == NOBODY && holder.least <= writing;
        self.form_of(name).is_some() || self.all_holders(name).last().is_some_and(is_nobody)
    }

    /// The places of the family names of an entity in [`Names::families`].
    pub(super) fn families_of(&self, entity: u32) -> impl Iterator<Item = usize> + use<'_> {
        let first = self.families.partition_point(|family| family.entity < entity);
        (first..self.families.len()).take_while(move |place| self.families[*place].entity == entity)
    }

    /// The family names, by entity.
    pub(super) fn families(&self) -> &[Family] {
        &self.families
    }

    /// How an entity writes a name that several have.
    pub(super) fn written(&self, name: u32) -> &str {
        let pattern = self.pattern(name) as u32;
        let place = self.shared.binary_search_by_key(&pattern, |shared| shared.0);
        place.map_or("", |place| &self.shared[place].1)
    }

    /// Whether the first mention only of an entity is found.
    pub(super) fn is_found_once(&self, entity: u32) -> bool {
        self.once[entity as usize]
    }
}

impl Writing {
    fn of(text: &str) -> Self {
        // Han and kana have no case, which takes less time to see.
        let has = |is_cased: fn(char) -> bool| text.contains(|c| !is_unspaced(c) && is_cased(c));
        match (has(char::is_lowercase), has(char::is_uppercase)) {
            (false, _) => Self::Capitals,
            (true, true) => Self::Mixed,
            (true, false) => Self::Small,
        }
    }

    /// In which a name has to be found at least that is written like this.
    fn least(name: &str) -> Self {
        if is_in_capitals(name) { Self::Capitals } else { Self::Small }
    }
}

/// What is read of an entity, trimmed. Nothing matches across a line break, so a name that has one is none.
fn written(entity: &Entity) -> impl Iterator<Item = &str> {
    let others = entity.family_name.iter().chain(&entity.except).map(String::as_str);
    entity.names().chain(others).map(|name| if name.contains('\u{2028}') { "" } else { name.trim() })
}

/// The names of all entities; `folded` is what is [`written`], a line each.
fn entries<'a>(entities: &[Entity], folded: &'a str) -> (Vec<Entry<'a>>, Vec<Family>) {
    let (mut entries, mut families) = (Vec::new(), Vec::new());
    let mut end = 0;
    let mut lines = folded.split('\n').map(|line| {
        let start = end + line.len() - line.trim_start_matches(' ').len();
        end += line.len() + 1;
        (start, line.trim_matches(' '))
    });
    for (place, entity) in (0..).zip(entities) {
        let add = |entries: &mut Vec<Entry<'a>>, role, least, families, (start, folded): (usize, &'a str)| {
            if (1..=LONGEST_NAME).contains(&folded.len()) {
                entries.push(Entry { folded, role, entity: place, start, least, families });
            }
        };
        let first = entries.len();
        for (name, line) in entity.names().zip(&mut lines) {
            if entity.find != Find::None {
                add(&mut entries, Role::Name, Writing::least(name.trim()), 0, line);
            }
        }
        let given = entity.family_name.as_ref().and_then(|_| lines.next());
        if entity.kind == EntityKind::Person {
            let names = entries.len();
            for name in first..names {
                let Entry { folded, start, .. } = entries[name];
                let family = match given {
                    Some(given) => Some(given).filter(|(_, family)| is_long_enough(family)),
                    None => family_name(folded).map(|(at, family)| (start + at, family)),
                };
                // The first name of its script is the full one, and others are nicknames.
                let known = &entries[names..];
                let Some(family) = family.filter(|(_, family)| {
                    family.len() <= LONGEST_NAME
                        && known.iter().all(|entry| !are_of_one_script(entry.folded, family))
                }) else {
                    continue;
                };
                let bit = 1 << known.len();
                // A given one that no name holds goes with all of them.
                let none_holds = !entries[first..names].iter().any(|name| holds(name.folded, family.1));
                for name in &mut entries[first..names] {
                    if none_holds || holds(name.folded, family.1) {
                        name.families |= bit;
                    }
                }
                add(&mut entries, Role::Family, Writing::Mixed, families.len() as u32, family);
                families.push(Family { entity: place, bit: bit as u8, pattern: NONE });
            }
        }
        for (except, line) in entity.except.iter().zip(&mut lines) {
            add(&mut entries, Role::Except, Writing::least(except.trim()), 0, line);
        }
    }
    (entries, families)
}

/// Where in a text a name stands that its folded form has from `start` to `end`, with the s of a plural, and the name
/// as it is written there; none where it is but a part of a word or of a character.
fn mention_at<'a>(haystack: &Haystack, text: &'a str, start: usize, end: usize) -> Option<(Span, &'a str)> {
    let (name, behind) = (&haystack.as_str()[start..end], &haystack.as_str()[end..]);
    if is_begun(&haystack.as_str()[..start], name) || !haystack.is_of_whole_characters(start, end) {
        return None;
    }
    let stem = written_at(haystack, text, start, end)?;
    if !goes_on(name, behind) {
        return Some(stem);
    }
    let is_plural = behind.strip_prefix('s').is_some_and(|behind| !goes_on("s", behind));
    let takes_plural = name.len() > 1
        && name.contains(|c: char| c.is_ascii_alphabetic())
        && name.ends_with(|c: char| c.is_ascii_alphanumeric() && c != 's');
    if !is_plural || !takes_plural {
        return None;
    }
    // As it is written: neither a capital S nor one with an accent is a plural.
    let (s, letter) = written_at(haystack, text, end, end + 1)?;
    matches!(letter, "s" | "ｓ").then_some((Span { end: s.end, ..stem.0 }, stem.1))
}

/// What a stretch of the folded text stands for, without signs behind it that show nothing.
fn written_at<'a>(haystack: &Haystack, text: &'a str, start: usize, end: usize) -> Option<(Span, &'a str)> {
    let (_, span) = haystack.to_original(start, end);
    let written = text.get(span.range())?.trim_end_matches(is_invisible);
    Some((Span { end: span.start + written.len() as u32, ..span }, written))
}

/// Whether a name ends within a word.
fn goes_on(name: &str, behind: &str) -> bool {
    // A space or a comma, mostly.
    let next = behind.as_bytes().first().copied().unwrap_or_default();
    if next.is_ascii() && !next.is_ascii_alphanumeric() && !matches!(next, b'_' | b'.' | b'#' | b'+') {
        return false;
    }
    joins(name.trim_end_matches(STOPS), behind)
        || is_in_number(name, behind.strip_prefix('.'))
        || name.ends_with(char::is_alphabetic) && (behind.starts_with('#') || behind.starts_with("++"))
}

/// Whether a name starts within a word. Where its first character is part of one, it is known to start that.
fn is_begun(before: &str, name: &str) -> bool {
    name.starts_with(STOPS) && joins(before, name.trim_start_matches(STOPS))
        || before.strip_suffix('.').is_some_and(|before| is_in_number(before, Some(name)))
}

/// Whether there is a digit on either side of a point.
fn is_in_number(left: &str, right: Option<&str>) -> bool {
    let is_digit = |c: char| c.is_ascii_digit();
    left.ends_with(is_digit) && right.is_some_and(|right| right.starts_with(is_digit))
}

/// Whether two neighbouring texts have a word in common, so that no name ends between them.
pub(super) fn joins(left: &str, right: &str) -> bool {
    match (left.chars().next_back(), right.chars().next()) {
        (Some(left), Some(right)) => is_of_word(left) && is_of_word(right) && are_of_one_word(left, right),
        _ => false,
    }
}

/// Whether a character is a part of a word. Signs that are written without spaces between words never are.
fn is_of_word(c: char) -> bool {
    if c.is_ascii() { sidelight_automaton::is_of_word(c) } else { !has_no_edges(c) && c.is_alphanumeric() }
}

/// Whether two neighbours that are parts of words are parts of one. Folded letters of scripts with case, as Latin, are
/// in lower case and make no word with those of other scripts, as Hangul.
fn are_of_one_word(left: char, right: char) -> bool {
    let is_letter = |c: char| c != '_' && !c.is_numeric();
    left.is_lowercase() == right.is_lowercase() || !is_letter(left) || !is_letter(right)
}

/// Whether this is of a script without spaces between words: beside Han and kana, Thai and Lao, Burmese, Khmer.
fn has_no_edges(c: char) -> bool {
    is_unspaced(c)
        || matches!(c,
            '\u{E00}'..='\u{EFF}' | '\u{1000}'..='\u{109F}' | '\u{1780}'..='\u{17FF}' | '\u{A9E0}'..='\u{A9FF}'
            | '\u{AA60}'..='\u{AA7F}')
}

fn is_in_capitals(name: &str) -> bool {
    (1..=LONGEST_CAPITALS).contains(&name.len())
        && name.bytes().any(|byte| byte.is_ascii_uppercase())
        && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}
