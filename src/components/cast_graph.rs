//! Who appears with whom: as a picture, and the same as a table.

use std::fmt::Write;

use super::element::{
    Element, button, details, div, dynamic, group, path, summary, svg, table, tbody, td, text, th, thead, tr,
};
use leptos::ev;
use leptos::prelude::*;
use sidelight_engine::entity::{Graph, Pair};

use super::icon::kind_outline;
use super::modal::modal;
use crate::cast::Cast;
use crate::messages::Messages;
use crate::panel::View;
use crate::state::ReaderState;

/// Size of the picture in the panel, in its own units, which are about CSS pixels there.
const NARROW: (i32, i32) = (300, 400);

/// Size of the picture in the dialog.
const WIDE: (i32, i32) = (760, 520);

/// Entities in a picture, at most.
const NODES: usize = 40;

/// Rows of the table, at most.
const ROWS: usize = 100;

/// Lines are drawn in so many thicknesses.
const THICKNESSES: u32 = 4;

/// The choice between list and graph; nothing where nobody appears with anybody.
pub fn view_choice(state: ReaderState) -> AnyView {
    let messages = Messages::here().entities;
    let choice = move || {
        let has_pairs = state.casting.cast.with(|cast| !cast.company.is_empty());
        has_pairs.then(|| {
            let views = [(View::List, "list"), (View::Graph, "graph")].into_iter().zip(messages.views);
            let buttons: Vec<_> = views
                .map(|((view, name), text)| {
                    button()
                        .attr("type", "button")
                        .attr("data-view", name)
                        .attr_with("aria-pressed", move || (state.panel.view.get() == view).to_string())
                        .on(ev::click, move |_| state.panel.view.set(view))
                        .child(text)
                })
                .collect();
            div()
                .class("panel-views")
                .attr("role", "group")
                .attr("aria-label", messages.view)
                .attr("lang", messages.language)
                .child(buttons)
        })
    };
    dynamic(choice)
}

/// The graph in the panel, with the way to a larger one and to the table.
pub fn cast_graph(state: ReaderState) -> AnyView {
    let messages = Messages::here().entities;
    let cast = state.casting.cast.get();
    let larger = button()
        .attr("type", "button")
        .class("text-button")
        .attr("data-action", "enlarge")
        .on(ev::click, move |_| state.panel.graph_is_large.set(true))
        .child(messages.enlarge);
    let as_table =
        details().class("graph-table").child((summary().child(messages.as_table), pairs_table(state, &cast)));
    div()
        .class("cast-graph")
        .child((
            picture(state, &cast, NARROW),
            div().class("graph-foot").attr("lang", messages.language).child((larger, as_table)),
        ))
        .into_any()
}

/// The dialog with the large picture.
pub fn large_graph(state: ReaderState) -> AnyView {
    let language = state.open.with(|open| open.article.language.clone());
    let content = move || {
        let is_open = state.panel.graph_is_large.get();
        is_open.then(|| picture(state, &state.casting.cast.get(), WIDE))
    };
    let [_, title] = Messages::here().entities.views;
    modal(
        "graph",
        title,
        state.panel.graph_is_large,
        div().class("large-graph").attr("lang", language).child(dynamic(content)),
    )
}

fn picture(state: ReaderState, cast: &Cast, size: (i32, i32)) -> Element {
    let graph = Graph::new(&cast.entities, &cast.index, &cast.company, size, NODES);
    let strongest = graph.edges.iter().map(|edge| edge.blocks).max().unwrap_or(1);
    let thickness = |blocks: u32| (blocks * THICKNESSES).div_ceil(strongest);
    let lines: Vec<_> = (1..=THICKNESSES)
        .map(|level| {
            let mut outline = String::new();
            for edge in graph.edges.iter().filter(|edge| thickness(edge.blocks) == level) {
                let (from, to) = (&graph.nodes[edge.from], &graph.nodes[edge.to]);
                // Writing to a string cannot fail.
                let _ = write!(outline, "M{} {}L{} {}", from.x, from.y, to.x, to.y);
            }
            path().attr("class", "edge").attr("data-level", level.to_string()).attr("d", outline)
        })
        .collect();
    // The lines of the selected entity lie above the others.
    let ends: Vec<_> = graph
        .edges
        .iter()
        .map(|edge| {
            let (from, to) = (&graph.nodes[edge.from], &graph.nodes[edge.to]);
            ([from.entity, to.entity], format!("M{} {}L{} {}", from.x, from.y, to.x, to.y))
        })
        .collect();
    let selected_lines = move || {
        let Some(selected) = state.selected.get() else { return String::new() };
        let of_selected = ends.iter().filter(|(entities, _)| entities.contains(&selected));
        of_selected.map(|(_, line)| line.as_str()).collect()
    };
    let nodes: Vec<_> = graph.nodes.iter().filter_map(|node| node_view(state, cast, node)).collect();
    let messages = Messages::here().entities;
    svg()
        .attr("class", "graph")
        .attr("viewBox", format!("0 0 {} {}", graph.width, graph.height))
        .attr("role", "group")
        .attr("aria-label", messages.views[1])
        .child((
            group()
                .attr("aria-hidden", "true")
                .child((lines, path().attr("class", "edge is-selected").attr_with("d", selected_lines))),
            nodes,
        ))
}

fn node_view(state: ReaderState, cast: &Cast, node: &sidelight_engine::entity::Node) -> Option<Element> {
    let messages = Messages::here();
    let place = node.entity;
    let entity = cast.entity(place)?;
    let (x, y, radius) = (node.x, node.y, node.radius);
    let companions = messages.entities.companions(cast.company.with(place).len());
    // What is written comes first, also where the name is cut short.
    let name = match node.label == entity.name {
        true => entity.name.clone(),
        false => format!("{} {}", node.label, entity.name),
    };
    let name = format!("{name}, {}, {companions}", messages.entities.kind_of(entity.kind));
    let select = move || {
        let is_selected = state.selected.get_untracked() == Some(place);
        state.select_entity((!is_selected).then_some(place));
        state.panel.graph_is_large.set(false);
    };
    Some(
        group()
            .attr("class", "node")
            .attr("role", "button")
            .attr("tabindex", "0")
            .attr("data-node", entity.id.clone())
            .attr("data-kind", entity.kind.name())
            .attr("aria-label", name)
            .attr_with("aria-pressed", move || (state.selected.get() == Some(place)).to_string())
            .on(ev::click, move |_| select())
            .on(ev::keydown, move |event| {
                if matches!(event.key().as_str(), "Enter" | " ") {
                    event.prevent_default();
                    select();
                }
            })
            .child((
                svg()
                    .attr("x", (x - radius).to_string())
                    .attr("y", (y - radius).to_string())
                    .attr("width", (2 * radius).to_string())
                    .attr("height", (2 * radius).to_string())
                    .attr("viewBox", "0 0 16 16")
                    .child(path().attr("d", kind_outline(entity.kind))),
                text()
                    .attr("x", x.to_string())
                    .attr("y", (y + radius + LABEL).to_string())
                    .attr("text-anchor", "middle")
                    .child(node.label.clone()),
            )),
    )
}

/// From the lower edge of a node to the base line of its name.
const LABEL: i32 = 11;

fn pairs_table(state: ReaderState, cast: &Cast) -> Element {
    let messages = Messages::here().entities;
    let name = |place: u32| {
        cast.entity(place).map(|entity| {
            button()
                .attr("type", "button")
                .class("text-button")
                .on(ev::click, move |_| state.select_entity(Some(place)))
                .child(entity.name.clone())
        })
    };
    let rows: Vec<_> = cast
        .company
        .pairs(ROWS)
        .into_iter()
        .map(|Pair { entities: [one, other], blocks }| {
            tr().child((
                td().child(name(one)),
                td().child(name(other)),
                td().class("count").child(blocks.to_string()),
            ))
        })
        .collect();
    let [first, second, passages] = messages.table_heads;
    let head = |text: &'static str| th().attr("scope", "col").child(text);
    table()
        .child((thead().child(tr().child((head(first), head(second), head(passages)))), tbody().child(rows)))
}
