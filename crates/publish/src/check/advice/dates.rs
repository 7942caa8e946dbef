//! Dates that cannot be.

use std::time::{SystemTime, UNIX_EPOCH};

use sidelight_engine::article::{Article, Clock, Date};
use sidelight_engine::decode::Diagnostic;

use super::entity_paths;

/// The present, in minutes since the beginning of 1970 in UTC.
#[derive(Clone, Copy)]
pub struct Now(i64);

impl Now {
    /// As the computer's clock tells it.
    pub fn of_clock() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self(i64::try_from(since.as_secs() / 60).unwrap_or_default())
    }
}

const DAY: i64 = 24 * 60;

/// Articles are written some days before they are published, and hardly more than this.
const AHEAD: i64 = 31 * DAY;

/// The first newspaper is of 1605.
const FIRST_YEAR: u16 = 1600;

pub fn advice(article: &Article, now: Now) -> Vec<Diagnostic> {
    let mut dates = Dates { now, advice: Vec::new() };
    let published = article.published;
    dates.publication("datePublished", published);
    dates.publication("dateModified", article.modified);
    dates.not_before("dateModified", article.modified, published);
    for (index, correction) in article.corrections.iter().enumerate() {
        let path = format!("correction[{index}].datePublished");
        dates.publication(&path, correction.published);
        dates.not_before(&path, correction.published, published);
    }
    for (list, teasers) in [("related", &article.related), ("trending", &article.trending)] {
        for (index, teaser) in teasers.iter().enumerate() {
            dates.publication(&format!("{list}[{index}].datePublished"), teaser.published);
        }
    }
    for (path, entity) in entity_paths(article).iter().zip(&article.entities) {
        for (index, fact) in entity.facts.iter().enumerate() {
            if let Some(date) = fact.as_of.filter(|date| earliest(*date) > now.0) {
                dates.say(
                    &format!("{path}.facts[{index}].asOf"),
                    format!("{date} is in the future; write the day on which “{}” was looked up", fact.label),
                );
            }
        }
    }
    dates.advice
}

struct Dates {
    now: Now,
    advice: Vec<Diagnostic>,
}

impl Dates {
    fn say(&mut self, path: &str, message: String) {
        self.advice.push(Diagnostic { path: path.to_owned(), message });
    }

    /// A date on which something was published.
    fn publication(&mut self, path: &str, date: Option<Date>) {
        let Some(date) = date else { return };
        let message = if date.year < FIRST_YEAR {
            format!("{date} is before there were newspapers; check the year")
        } else if is_unset(date) {
            format!("{date} is what software writes where no date was set; write the date, or leave it out")
        } else if earliest(date) > self.now.0 + AHEAD {
            format!("{date} is more than a month from now; check the year")
        } else {
            return;
        };
        self.say(path, message);
    }

    /// A date of what can only come behind the publication.
    fn not_before(&mut self, path: &str, date: Option<Date>, published: Option<Date>) {
        if let (Some(date), Some(published)) = (date, published)
            && is_before(date, published)
        {
            self.say(path, format!("{date} is before the publication, {published}; correct one of the two"));
        }
    }
}

/// Whether a date is the beginning of the time of computers.
fn is_unset(date: Date) -> bool {
    (date.year, date.month, date.day) == (1970, 1, 1)
        && matches!(date.clock, Some(Clock { hour: 0, minute: 0, second: 0, .. }))
}

/// Whether one is before the other, whatever zone those are of that have none. Two without a zone are of the same.
fn is_before(one: Date, other: Date) -> bool {
    match (zone(one), zone(other)) {
        (None, None) => last_minute(one) < first_minute(other),
        _ => latest(one) < earliest(other),
    }
}

/// Minutes east of UTC.
fn zone(date: Date) -> Option<i64> {
    date.clock?.offset.map(i64::from)
}

/// The earliest minute in UTC that may be meant: clocks are at most 14 hours ahead.
fn earliest(date: Date) -> i64 {
    first_minute(date) - zone(date).unwrap_or(14 * 60)
}

/// The latest minute in UTC that may be meant: clocks are at most 12 hours behind.
fn latest(date: Date) -> i64 {
    last_minute(date) - zone(date).unwrap_or(-12 * 60)
}

/// The first minute of a date, on its own clock since the beginning of 1970.
fn first_minute(date: Date) -> i64 {
    // A year begins with March here, so that a leap day is its last.
    let (year, month) = match date.month {
        month @ 1..3 => (i64::from(date.year) - 1, i64::from(month) + 9),
        month => (i64::from(date.year), i64::from(month) - 3),
    };
    let leap_days = year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400);
    let days = year * 365 + leap_days + (153 * month + 2) / 5 + i64::from(date.day) - 719_469;
    days * DAY + date.clock.map_or(0, |clock| i64::from(clock.hour) * 60 + i64::from(clock.minute))
}

/// The last minute of a date.
fn last_minute(date: Date) -> i64 {
    first_minute(date) + if date.clock.is_some() { 0 } else { DAY - 1 }
}
