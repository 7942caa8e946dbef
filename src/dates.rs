//! Dates as people write them, by the browser's `Intl`.

use js_sys::{Object, Reflect};
use sidelight_engine::article::Date;
use wasm_bindgen::JsValue;

/// How much of a date is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Length {
    /// The day, with the month in words.
    Day,
    /// Day and time, for a tooltip; with the zone where the source names one.
    Exact,
}

/// The date in a language (a BCP 47 tag), and in the reader's zone where the source names a zone.
/// A date without a zone stays as written.
pub fn format_date(date: &Date, language: &str, length: Length) -> String {
    let zone = date.clock.and_then(|clock| clock.offset);
    let options = Object::new();
    let set = |name: &str, value: &str| {
        let _ = Reflect::set(&options, &name.into(), &value.into());
    };
    set("year", "numeric");
    set("month", "long");
    set("day", "numeric");
    if length == Length::Exact && date.clock.is_some() {
        set("hour", "2-digit");
        set("minute", "2-digit");
        set("hourCycle", "h23");
        if zone.is_some() {
            set("timeZoneName", "short");
        }
    }
    let mut written = date.to_string();
    if zone.is_none() {
        // Taken as UTC and shown as UTC, a date is what was written.
        set("timeZone", "UTC");
        if date.clock.is_some() {
            written.push('Z');
        }
    }
    let value = js_sys::Date::new(&JsValue::from_str(&written));
    String::from(value.to_locale_string(language, &options))
}
