//! Dates as a source writes them.

use std::fmt;

/// A date, or a date and time, of the proleptic Gregorian calendar.
///
/// Follows the profile of ISO 8601 that schema.org and RFC 3339 use: `2025-12-09`,
/// `2025-12-09T18:15`, `2025-12-09T18:15:10.5+08:00`, `…Z`; a space may stand for the `T`.
/// A date without a zone has none: it is never moved to the reader's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    /// 0 to 9999.
    pub year: u16,
    /// 1 to 12.
    pub month: u8,
    /// 1 to the month's length.
    pub day: u8,
    /// Time of day, where the source has one.
    pub clock: Option<Clock>,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 60 (a leap second); fractions are dropped.
    pub second: u8,
    /// Minutes east of UTC, −1,439 to 1,439; none where the source names no zone.
    pub offset: Option<i16>,
}

impl Date {
    /// Reads a date; none where it is not one, such as 30 February.
    ///
    /// ```
    /// use sidelight_engine::article::Date;
    /// let date = Date::parse("2025-12-09 18:15:10").expect("a date");
    /// assert_eq!(date.to_string(), "2025-12-09T18:15:10");
    /// assert_eq!(Date::parse("2025-02-30"), None);
    /// ```
    pub fn parse(text: &str) -> Option<Self> {
        let mut rest = Digits(text.trim());
        let year = rest.number(4)?;
        rest.sign('-')?;
        let month = rest.number(2)? as u8;
        rest.sign('-')?;
        let day = rest.number(2)? as u8;
        if !(1..=12).contains(&month) || day < 1 || day > month_length(year, month) {
            return None;
        }
        if rest.0.is_empty() {
            return Some(Self { year, month, day, clock: None });
        }
        rest.sign('T').or_else(|| rest.sign('t')).or_else(|| rest.sign(' '))?;
        let clock = rest.clock()?;
        rest.0.is_empty().then_some(Self { year, month, day, clock: Some(clock) })
    }
}

impl Date {
    /// Minutes by which this clock is ahead of another that shows the same moment, of some zone of the earth; none where
    /// that cannot be.
    pub(crate) fn minutes_after(self, other: Self) -> Option<i16> {
        let minutes = |date: Self| {
            let clock = date.clock?;
            // Days between two neighbours are all that is asked for.
            let days =
                (1..u32::from(date.month)).map(|month| u32::from(month_length(date.year, month as u8)));
            let days = days.sum::<u32>() + u32::from(date.day);
            Some(i32::try_from(days).ok()? * 1_440 + i32::from(clock.hour) * 60 + i32::from(clock.minute))
        };
        let year_length = |year: u16| 337 + i32::from(month_length(year, 2));
        let years = match i32::from(self.year) - i32::from(other.year) {
            0 => 0,
            1 => year_length(other.year),
            -1 => -year_length(self.year),
            _ => return None,
        };
        let ahead = minutes(self)? - minutes(other)? + years * 1_440;
        i16::try_from(ahead).ok().filter(|ahead| (-720..=840).contains(ahead) && ahead % 15 == 0)
    }
}

/// The rest of a date, read from the left.
struct Digits<'a>(&'a str);

impl Digits<'_> {
    fn number(&mut self, length: usize) -> Option<u16> {
        let digits = self.0.get(..length)?;
        if !digits.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        self.0 = &self.0[length..];
        digits.parse().ok()
    }

    fn sign(&mut self, sign: char) -> Option<()> {
        self.0 = self.0.strip_prefix(sign)?;
        Some(())
    }

    fn clock(&mut self) -> Option<Clock> {
        let hour = self.number(2)? as u8;
        self.sign(':')?;
        let minute = self.number(2)? as u8;
        let mut second = 0;
        if self.sign(':').is_some() {
            second = self.number(2)? as u8;
            if self.sign('.').or_else(|| self.sign(',')).is_some() {
                let fraction = self.0.bytes().take_while(u8::is_ascii_digit).count();
                if fraction == 0 {
                    return None;
                }
                self.0 = &self.0[fraction..];
            }
        }
        (hour < 24 && minute < 60 && second <= 60).then_some(())?;
        Some(Clock { hour, minute, second, offset: self.offset()? })
    }

    /// Outer none: not a zone; inner none: no zone.
    fn offset(&mut self) -> Option<Option<i16>> {
        if self.0.is_empty() {
            return Some(None);
        }
        if self.sign('Z').or_else(|| self.sign('z')).is_some() {
            return Some(Some(0));
        }
        let east = if self.sign('+').is_some() {
            1
        } else {
            self.sign('-')?;
            -1
        };
        let hours = self.number(2)? as i16;
        let _ = self.sign(':');
        let minutes = self.number(2)? as i16;
        (hours < 24 && minutes < 60).then_some(Some(east * (hours * 60 + minutes)))
    }
}

fn month_length(year: u16, month: u8) -> u8 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

/// Writes the ISO 8601 form that `<time datetime>` takes.
impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)?;
        let Some(clock) = self.clock else { return Ok(()) };
        write!(f, "T{:02}:{:02}:{:02}", clock.hour, clock.minute, clock.second)?;
        match clock.offset {
            None => Ok(()),
            Some(0) => f.write_str("Z"),
            Some(minutes) => {
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.unsigned_abs();
                write!(f, "{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }
}
