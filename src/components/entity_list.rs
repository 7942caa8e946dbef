//! The entities of an article by kind: filtered, ordered, folded away.

use std::fmt::Write;

use super::element::{
    bdi, button, div, dynamic, h3, input, keyed, li, option, path, section, select, span, svg, ul,
};
use js_sys::Intl::Collator;
use js_sys::{Array, Object};
use leptos::ev;
use leptos::prelude::*;
use sidelight_engine::article::{Entity, EntityKind};
use sidelight_engine::entity::Mention;
use sidelight_engine::highlight::fold;
use wasm_bindgen::JsValue;

use super::icon::{Icon, icon, kind_shape};
use super::scale::Scale;
use crate::cast::Cast;
use crate::messages::Messages;
use crate::panel::Order;
use crate::reactive::{Memo, Stored};
use crate::state::ReaderState;

/// Steps of a density strip.
const STEPS: usize = 24;

/// Height of a density strip, in its own units.
const HEIGHT: usize = 10;

/// Which entities the filter lets through, by their places; none where it is empty.
type Fitting = Memo<Option<Vec<bool>>>;

/// The filter and the order.
pub fn entity_tools(state: ReaderState) -> AnyView {
    let messages = Messages::here().entities;
    let panel = state.panel;
    let options: Vec<_> = (0..)
        .zip(messages.orders)
        .map(|(place, name)| {
            option()
                .attr("value", place.to_string())
                .attr_with("selected", move || panel.order.get() == Order::ALL[place])
                .child(name)
        })
        .collect();
    div()
        .class("panel-tools")
        .attr("lang", messages.language)
        .child((
            div().class("panel-filter").child((
                icon(Icon::SEARCH),
                input()
                    .attr("type", "text")
                    .attr("inputmode", "search")
                    .attr("autocomplete", "off")
                    .attr("spellcheck", "false")
                    .attr("data-action", "filter")
                    .attr("aria-label", messages.filter)
                    .attr("placeholder", messages.filter)
                    .value_with(move || panel.filter.get())
                    .on(ev::input, move |event| panel.filter.set(event_target_value(&event)))
                    .on(ev::keydown, move |event| {
                        // A first Escape empties the field, a second one closes what is open.
                        if event.key() == "Escape" && !panel.filter.with_untracked(String::is_empty) {
                            event.prevent_default();
                            event.stop_propagation();
                            panel.filter.set(String::new());
                        }
                    }),
            )),
            select()
                .attr("data-action", "order")
                .attr("aria-label", messages.order)
                .on(ev::change, move |event| {
                    let place = event_target_value(&event).parse().unwrap_or(0);
                    panel.order.set(Order::ALL.get(place).copied().unwrap_or_default());
                })
                .child(options),
        ))
        .into_any()
}

/// The list itself, which follows cast, filter and order.
pub fn entity_list(state: ReaderState) -> AnyView {
    let language = state.open.with(|open| open.article.language.clone());
    let scale = Stored::new(state.open.with(|open| Scale::new(open)));
    let fits: Fitting = {
        let names = Memo::new(move || {
            state.casting.cast.with(|cast| cast.entities.iter().map(folded_names).collect())
        });
        Memo::new(move || {
            let wanted = state.panel.filter.with(|filter| fold(filter.trim()));
            (!wanted.is_empty()).then(|| {
                names.with(|names: &Vec<String>| names.iter().map(|names| names.contains(&wanted)).collect())
            })
        })
    };
    let kinds = Memo::new(move || {
        let cast = state.casting.cast.get();
        let is_there = |kind: &EntityKind| cast.members(*kind).next().is_some();
        EntityKind::ALL.into_iter().filter(is_there).collect::<Vec<_>>()
    });
    let group = move |kind| group(state, kind, fits, scale, language.clone());
    let groups = move || kinds.get().into_iter().map(&group).collect::<Vec<_>>();
    let nothing_fits = move || {
        let is_empty = fits.with(|fits| fits.as_ref().is_some_and(|fits| !fits.contains(&true)));
        let phrase = Messages::here().entities.nothing_fits;
        is_empty.then(|| div().class("panel-empty").attr("role", "status").child(phrase))
    };
    div().class("panel-groups").child((dynamic(groups), dynamic(nothing_fits))).into_any()
}

/// All names of an entity, folded, a line each, so that nothing is found across two.
fn folded_names(entity: &Entity) -> String {
    entity.names().map(|name| fold(name) + "\n").collect()
}

/// The entities of a kind that are not hidden, in order.
fn members(cast: &Cast, kind: EntityKind, order: Order, language: Option<&str>) -> Vec<u32> {
    let mut members: Vec<u32> = cast.members(kind).collect();
    // Those that are not mentioned come last.
    let first =
        |place: u32| cast.index.of(place).next().map_or((u32::MAX, 0), |it| (it.block.0, it.span.start));
    match order {
        Order::Appearance => members.sort_unstable_by_key(|place| (0, first(*place), *place)),
        Order::Frequency => {
            members
                .sort_unstable_by_key(|place| (usize::MAX - cast.index.count(*place), first(*place), *place));
        }
        Order::Name => {
            let languages = Array::new();
            if let Some(language) = language {
                languages.push(&language.into());
            }
            // Made once, since it takes as long as a hundred comparisons.
            let compare = Collator::new(&languages, &Object::new()).compare();
            let name = |place: u32| cast.entity(place).map(|entity| entity.name.as_str()).unwrap_or_default();
            members.sort_unstable_by(|one, other| {
                let order = compare.call2(&JsValue::NULL, &name(*one).into(), &name(*other).into());
                let order = order.ok().and_then(|order| order.as_f64()).unwrap_or_default();
                order.total_cmp(&0.0).then(one.cmp(other))
            });
        }
    }
    members
}

fn group(
    state: ReaderState,
    kind: EntityKind,
    fits: Fitting,
    scale: Stored<Scale>,
    language: Option<String>,
) -> AnyView {
    let messages = Messages::here();
    let members = Memo::new(move || {
        let order = state.panel.order.get();
        state.casting.cast.with(|cast| members(cast, kind, order, language.as_deref()))
    });
    // Another row for what is mentioned elsewhere or more often than before.
    let rows = move || {
        let cast = state.casting.cast.get();
        let add = |places: u32, it: &Mention| {
            places.wrapping_mul(31).wrapping_add(it.block.0 ^ it.span.start << 16)
        };
        let row = |place: u32| (place, cast.index.count(place), cast.index.of(place).fold(0, add));
        members.get().into_iter().map(row).collect()
    };
    let is_folded = move || state.panel.collapsed.with(|kinds| kinds.contains(&kind));
    section()
        .class("entity-group")
        .attr("data-kind", kind.name())
        .attr_with("hidden", move || {
            let is_in = |fits: &Vec<bool>| members.with(|it| it.iter().any(|place| fits[*place as usize]));
            !fits.with(|fits| fits.as_ref().is_none_or(is_in))
        })
        .child((
            h3().class("label").attr("lang", messages.language).child(
                button()
                    .attr("type", "button")
                    .attr("data-action", "fold")
                    .attr_with("aria-expanded", move || (!is_folded()).to_string())
                    .on(ev::click, move |_| state.panel.toggle_kind(kind))
                    .child((
                        span().child(messages.kind(kind)),
                        span().class("count").child(dynamic(move || members.with(Vec::len).to_string())),
                        icon(Icon::NEXT),
                    )),
            ),
            // What is looked for is shown, folded away or not.
            ul().attr_with("hidden", move || is_folded() && fits.with(Option::is_none))
                .child(keyed(rows, move |(place, ..)| row(state, place, fits, scale))),
        ))
        .into_any()
}

fn row(state: ReaderState, place: u32, fits: Fitting, scale: Stored<Scale>) -> AnyView {
    let cast = state.cast();
    let Some(entity) = cast.entity(place) else { return ().into_any() };
    let messages = Messages::here();
    let count = cast.index.count(place);
    li().attr_with("hidden", move || {
        fits.with(|fits| fits.as_ref().is_some_and(|fits| !fits[place as usize]))
    })
    .child(
        button()
            .attr("type", "button")
            .class("entity")
            .attr("part", "entity")
            .attr("id", format!("entity-{}", entity.id))
            .attr("data-entity", entity.id.clone())
            .attr("data-kind", entity.kind.name())
            .attr_with("aria-pressed", move || (state.selected.get() == Some(place)).to_string())
            .on(ev::click, move |_| {
                let is_selected = state.selected.get_untracked() == Some(place);
                state.select_entity((!is_selected).then_some(place));
            })
            .child((
                kind_shape(entity.kind),
                bdi().class("entity-name").child(entity.name.clone()),
                (count > 0).then(|| strip(&scale.with(|scale| density(&cast, place, scale)))),
                span().class("count").attr("aria-label", messages.mentions(count)).child(count.to_string()),
            )),
    )
    .into_any()
}

/// How many mentions lie on each step of the article.
fn density(cast: &Cast, place: u32, scale: &Scale) -> [usize; STEPS] {
    let mut steps = [0; STEPS];
    for mention in cast.index.of(place) {
        steps[scale.step(mention.block, mention.span, STEPS).min(STEPS - 1)] += 1;
    }
    steps
}

/// The density as bars. Says nothing to who cannot see it, as the card lists the mentions.
fn strip(steps: &[usize; STEPS]) -> AnyView {
    let mut bars = String::new();
    for (step, count) in steps.iter().enumerate().filter(|(_, count)| **count > 0) {
        let height = (4 + 2 * count).min(HEIGHT);
        // Writing to a string cannot fail.
        let _ = write!(bars, "M{} {HEIGHT}v-{height}", 2 * step + 1);
    }
    svg()
        .attr("class", "density")
        .attr("viewBox", format!("0 0 {} {HEIGHT}", 2 * STEPS))
        .attr("aria-hidden", "true")
        .child(path().attr("d", bars))
        .into_any()
}
