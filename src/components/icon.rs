//! Icons: one family of inline SVG, 1.5 px stroke, 24 by 24. They are decoration; the control that holds
//! one has a name of its own.

use super::element::{path, svg};
use leptos::prelude::*;
use sidelight_engine::article::EntityKind;

/// An icon's outline, as SVG path data.
#[derive(Clone, Copy, Debug)]
pub struct Icon(&'static str);

impl Icon {
    pub const BACK: Self = Self("M15 5l-7 7 7 7");
    pub const SEARCH: Self = Self("M10.5 4a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13zM15.5 15.5L20.5 20.5");
    pub const PREVIOUS: Self = Self("M6 15l6-6 6 6");
    pub const NEXT: Self = Self("M6 9l6 6 6-6");
    pub const LIST: Self = Self("M4 6h16M4 12h10M4 18h16M18 12h2");
    pub const CLOSE: Self = Self("M6 6l12 12M18 6L6 18");
    pub const THEME: Self = Self("M12 3.5a8.5 8.5 0 1 0 8.5 8.5A6.5 6.5 0 0 1 12 3.5z");
    pub const OPEN: Self = Self("M12 16V4M7.5 8.5L12 4l4.5 4.5M4.5 15v4.5h15V15");
    pub const CAST: Self = Self(
        "M9 4.5a3.5 3.5 0 1 1 0 7 3.5 3.5 0 0 1 0-7zM2.5 20a6.5 6.5 0 0 1 13 0M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5a6.5 6.5 0 0 1 3.5 5.5",
    );
    pub const PIN: Self = Self("M9 4h6l-1 6 3.5 3.5h-11L10 10 9 4zM12 13.5V20");
    pub const RETURN: Self = Self("M9 6L4.5 10.5 9 15M4.5 10.5H14a5 5 0 0 1 0 10h-2");
    pub const LINK: Self = Self("M8 16L16.5 7.5M9.5 7.5h7v7");
}

/// The view of an icon.
pub fn icon(Icon(outline): Icon) -> AnyView {
    svg()
        .attr("viewBox", "0 0 24 24")
        .attr("class", "icon")
        .attr("aria-hidden", "true")
        .child(path().attr("d", outline))
        .into_any()
}

/// The outline of a kind of entity, 16 by 16: kinds differ in shape as well as in hue.
pub fn kind_outline(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "M8 1.5a6.5 6.5 0 1 1 0 13 6.5 6.5 0 0 1 0-13z",
        EntityKind::Organization => "M2 2h12v12H2z",
        EntityKind::Product => {
            "M5.5 2h5A3.5 3.5 0 0 1 14 5.5v5a3.5 3.5 0 0 1-3.5 3.5h-5A3.5 3.5 0 0 1 2 10.5v-5A3.5 3.5 0 0 1 5.5 2z"
        }
        EntityKind::Place => "M8 .8L15.2 8 8 15.2.8 8z",
        EntityKind::Work => "M3 1.5h10v13L8 11.5l-5 3z",
        EntityKind::Event => "M3 1h1.8v14H3zM4.8 2H14l-2.6 3.2L14 8.4H4.8z",
        EntityKind::Concept => "M4.4 1.8h7.2L15.2 8l-3.6 6.2H4.4L.8 8z",
    }
}

/// The shape of a kind of entity.
pub fn kind_shape(kind: EntityKind) -> AnyView {
    svg()
        .attr("viewBox", "0 0 16 16")
        .attr("class", "kind-shape")
        .attr("data-kind", kind.name())
        .attr("aria-hidden", "true")
        .child(path().attr("d", kind_outline(kind)))
        .into_any()
}
