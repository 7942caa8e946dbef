//! Where a card stands beside a word.

#![cfg(not(target_arch = "wasm32"))]

use sidelight::placement::{Placement, Rect, Side, place_beside};

/// A window with a bar of 64 pixels and margins of 8.
const VIEW: Rect = rect(8.0, 72.0, 1272.0, 892.0);

const fn rect(left: f64, top: f64, right: f64, bottom: f64) -> Rect {
    Rect { left, top, right, bottom }
}

#[test]
fn a_card_is_on_the_side_that_has_room() {
    use Side::{Above, Below};
    let card = (350.0, 300.0);
    let middle = rect(500.0, 400.0, 580.0, 424.0);
    let low = rect(500.0, 800.0, 580.0, 824.0);
    let wrapped = [rect(1100.0, 400.0, 1270.0, 424.0), rect(8.0, 430.0, 90.0, 454.0)];
    let low_wrapped = [rect(1100.0, 770.0, 1270.0, 794.0), rect(8.0, 800.0, 90.0, 824.0)];
    let short = rect(8.0, 72.0, 312.0, 248.0);
    /// A name, the lines of the word, the view, and what is expected: side, left, edge, greatest height.
    type Case<'a> = (&'a str, &'a [Rect], Rect, Option<(Side, f64, f64, f64)>);
    let cases: &[Case<'_>] = &[
        ("in the middle", &[middle], VIEW, Some((Below, 500.0, 430.0, 462.0))),
        ("low", &[low], VIEW, Some((Above, 500.0, 794.0, 722.0))),
        ("at the left", &[rect(0.0, 400.0, 60.0, 424.0)], VIEW, Some((Below, 8.0, 430.0, 462.0))),
        ("at the right", &[rect(1200.0, 400.0, 1280.0, 424.0)], VIEW, Some((Below, 922.0, 430.0, 462.0))),
        ("wrapped, below its last line", &wrapped, VIEW, Some((Below, 8.0, 460.0, 432.0))),
        ("wrapped and low, above its first line", &low_wrapped, VIEW, Some((Above, 922.0, 764.0, 692.0))),
        ("half below the bar", &[rect(500.0, 60.0, 580.0, 84.0)], VIEW, Some((Below, 500.0, 90.0, 802.0))),
        (
            "room for all on neither side",
            &[rect(20.0, 180.0, 60.0, 200.0)],
            short,
            Some((Above, 8.0, 174.0, 102.0)),
        ),
        ("below the bar", &[rect(500.0, 40.0, 580.0, 72.0)], VIEW, None),
        ("below the window", &[rect(500.0, 892.0, 580.0, 916.0)], VIEW, None),
        ("higher than the window", &[rect(8.0, 80.0, 300.0, 240.0)], short, None),
        ("not laid out", &[rect(0.0, 0.0, 0.0, 0.0)], VIEW, None),
        ("nowhere", &[], VIEW, None),
    ];
    for (name, lines, view, expected) in cases {
        let found = place_beside(lines, card.0, card.1, *view);
        let expected =
            expected.map(|(side, left, edge, max_height)| Placement { side, left, edge, max_height });
        assert_eq!(found, expected, "{name}");
    }
}

/// Every place of a word, on one line and on two, in windows small and large, with cards small and large.
#[test]
fn a_card_covers_no_line_of_its_word_and_stays_in_view() {
    let mut placed = 0;
    for (view_width, view_height) in [(320.0, 256.0), (390.0, 700.0), (1280.0, 900.0)] {
        let view = rect(8.0, 72.0, view_width - 8.0, view_height - 8.0);
        for top in (0..900).step_by(7) {
            for left in (0..1280).step_by(61) {
                for is_wrapped in [false, true] {
                    let (top, left) = (f64::from(top), f64::from(left));
                    let mut lines = vec![rect(left, top, left + 90.0, top + 25.0)];
                    if is_wrapped {
                        lines.push(rect(10.0, top + 30.0, 55.0, top + 55.0));
                    }
                    for height in [40.0, 180.0, 600.0] {
                        let width = f64::min(352.0, view.right - view.left);
                        let Some(place) = place_beside(&lines, width, height, view) else { continue };
                        placed += 1;
                        let height = f64::min(height, place.max_height);
                        let (above, below) = match place.side {
                            Side::Below => (place.edge, place.edge + height),
                            Side::Above => (place.edge - height, place.edge),
                        };
                        let card = rect(place.left, above, place.left + width, below);
                        for line in &lines {
                            let is_apart = card.bottom <= line.top || card.top >= line.bottom;
                            assert!(is_apart, "{card:?} covers {lines:?}");
                        }
                        let is_within = card.left >= view.left
                            && card.right <= view.right
                            && card.top >= view.top
                            && card.bottom <= view.bottom;
                        assert!(is_within, "{card:?} reaches out of {view:?}");
                    }
                }
            }
        }
    }
    assert!(placed > 10_000, "only {placed} cards have a place");
}
