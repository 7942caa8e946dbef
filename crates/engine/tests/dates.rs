//! Dates as sources write them.

use proptest::prelude::*;
use sidelight_engine::article::{Clock, Date};

#[test]
fn dates_that_are_read() {
    let table = [
        ("2025-12-09", "2025-12-09"),
        (" 2025-12-09\n", "2025-12-09"),
        ("0000-01-01", "0000-01-01"),
        ("9999-12-31", "9999-12-31"),
        ("2024-02-29", "2024-02-29"),
        ("2000-02-29", "2000-02-29"),
        ("2025-12-09T18:15", "2025-12-09T18:15:00"),
        ("2025-12-09 18:15:10", "2025-12-09T18:15:10"),
        ("2025-12-09t18:15:10", "2025-12-09T18:15:10"),
        ("2025-12-09T18:15:10.5", "2025-12-09T18:15:10"),
        ("2025-12-09T18:15:10,123456789", "2025-12-09T18:15:10"),
        ("2025-12-09T00:00:00", "2025-12-09T00:00:00"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:60Z"),
        ("2025-12-09T18:15:10z", "2025-12-09T18:15:10Z"),
        ("2025-12-09T18:15:10+00:00", "2025-12-09T18:15:10Z"),
        ("2025-12-09T18:15:10-00:00", "2025-12-09T18:15:10Z"),
        ("2025-12-09T18:15:10+08:00", "2025-12-09T18:15:10+08:00"),
        ("2025-12-09T18:15:10.250+08:00", "2025-12-09T18:15:10+08:00"),
        ("2025-12-09T18:15+0530", "2025-12-09T18:15:00+05:30"),
        ("2025-12-09T18:15:10-03:30", "2025-12-09T18:15:10-03:30"),
        ("2025-12-09T18:15:10-23:59", "2025-12-09T18:15:10-23:59"),
    ];
    for (text, expected) in table {
        let date = Date::parse(text).unwrap_or_else(|| panic!("{text} is a date"));
        assert_eq!(date.to_string(), expected, "{text}");
    }
}

#[test]
fn dates_that_are_none() {
    for text in [
        "",
        " ",
        "yesterday",
        "2025",
        "2025-12",
        "2025-12-9",
        "25-12-09",
        "2025/12/09",
        "2025-12-09T",
        "2025-00-09",
        "2025-13-09",
        "2025-12-00",
        "2025-12-32",
        "2025-04-31",
        "2025-06-31",
        "2025-09-31",
        "2025-11-31",
        "2025-02-29",
        "1900-02-29",
        "2025-12-09T24:00:00",
        "2025-12-09T18:60:00",
        "2025-12-09T18:15:61",
        "2025-12-09T18",
        "2025-12-09T18:1",
        "2025-12-09T18:15:",
        "2025-12-09T18:15:10.",
        "2025-12-09T18:15:10+8",
        "2025-12-09T18:15:10+24:00",
        "2025-12-09T18:15:10+08:60",
        "2025-12-09T18:15:10Zulu",
        "2025-12-09T18:15:10 +08:00",
        "2025-12-09T18:15:10Z ago",
        "2025-12-09, a Tuesday",
        "+025-12-09",
        "2025-+1-09",
        "-2025-12-09",
        "２０２５-12-09",
        "二〇二五-12-09",
        "20é5-12-09",
        "2025年12月9日",
    ] {
        assert_eq!(Date::parse(text), None, "{text:?}");
    }
}

#[test]
fn a_time_without_a_zone_has_none() {
    let offset = |text: &str| Date::parse(text).and_then(|date| date.clock).and_then(|clock| clock.offset);
    assert_eq!(offset("2025-12-09T18:15:10"), None);
    assert_eq!(offset("2025-12-09T18:15:10Z"), Some(0));
    assert_eq!(offset("2025-12-09T18:15:10-03:30"), Some(-210));
    assert_eq!(
        Date::parse("2025-12-09T18:15:10+08:00").and_then(|date| date.clock),
        Some(Clock { hour: 18, minute: 15, second: 10, offset: Some(480) })
    );
}

fn date() -> impl Strategy<Value = Date> {
    let clock = (0u8..24, 0u8..60, 0u8..=60, proptest::option::of(-1439i16..=1439))
        .prop_map(|(hour, minute, second, offset)| Clock { hour, minute, second, offset });
    (0u16..=9999, 1u8..=12, 1u8..=28, proptest::option::of(clock))
        .prop_map(|(year, month, day, clock)| Date { year, month, day, clock })
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(date in date()) {
        prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
    }

    #[test]
    fn any_text_is_survived(text in any::<String>(), near in "[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:.Z+-]{0,16})?") {
        let _ = Date::parse(&text);
        if let Some(date) = Date::parse(&near) {
            prop_assert_eq!(Date::parse(&date.to_string()), Some(date));
        }
    }
}
