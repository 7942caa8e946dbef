//! Who is mentioned with whom, and the picture of it.

use std::collections::BTreeMap;

use expect_test::{Expect, expect};
use proptest::prelude::*;
use sidelight_engine::article::{Article, Block, BlockIndex, Entity};
use sidelight_engine::decode::decode;
use sidelight_engine::entity::{CoMentions, EntityIndex, Graph, Node, Pair};

/// An article of these paragraphs, each a list of the entities that it names; the headline is text block 0, the first
/// paragraph is 1.
struct Cast {
    entities: Vec<Entity>,
    index: EntityIndex,
    company: CoMentions,
}

impl Cast {
    fn new(paragraphs: &[Vec<u32>]) -> Self {
        let count = paragraphs.iter().flatten().max().map_or(0, |last| last + 1);
        let name = |number: u32| format!("Name{number}");
        let entity = |number: u32| Entity { id: name(number), name: name(number), ..Entity::default() };
        let text = |numbers: &Vec<u32>| numbers.iter().map(|number| name(*number) + " ").collect::<String>();
        let mut article = Article {
            entities: (0..count).map(entity).collect(),
            body: paragraphs.iter().map(|numbers| Block::paragraph(text(numbers))).collect(),
            ..Article::default()
        };
        article.number_blocks();
        let index = EntityIndex::new(&article, &article.block_texts());
        Self { entities: article.entities, company: CoMentions::new(&index), index }
    }

    /// The same with these names in the picture.
    fn named<'a>(mut self, names: impl IntoIterator<Item = &'a str>) -> Self {
        for (entity, name) in self.entities.iter_mut().zip(names) {
            entity.name = name.to_owned();
        }
        self
    }

    fn graph(&self, size: (i32, i32), limit: usize) -> Graph {
        Graph::new(&self.entities, &self.index, &self.company, size, limit)
    }
}

const WIDE: (i32, i32) = (640, 480);
const NARROW: (i32, i32) = (340, 420);

/// Checks who is with an entity, and how often, in paragraphs such as `0 1 2 / 0 2`.
#[track_caller]
fn check_with(paragraphs: &str, entity: u32, expected: &[(u32, u32)]) {
    let company = Cast::new(&paragraphs_of(paragraphs)).company;
    let with: Vec<_> = company.with(entity).iter().map(|met| (met.entity, met.blocks)).collect();
    assert_eq!(with, expected, "{paragraphs}");
}

fn paragraphs_of(text: &str) -> Vec<Vec<u32>> {
    let number = |word: &str| word.parse().expect("a number");
    text.split('/').map(|paragraph| paragraph.split_whitespace().map(number).collect()).collect()
}

#[test]
fn those_in_one_text_block_are_together() {
    check_with("0 1", 0, &[(1, 1)]);
    check_with("0 1", 1, &[(0, 1)]);
    check_with("0 / 1", 0, &[]);
    check_with("0 0", 0, &[]);
    check_with("0 1", 2, &[]);
    check_with("0 1", u32::MAX, &[]);
    check_with("", 0, &[]);
}

#[test]
fn text_blocks_are_counted_and_not_mentions() {
    check_with("0 1 0 1 1", 0, &[(1, 1)]);
    check_with("0 1 / 1 0 / 0 / 1", 0, &[(1, 2)]);
}

#[test]
fn the_most_frequent_come_first_then_those_met_first() {
    check_with("0 1 / 0 2 / 0 2", 0, &[(2, 2), (1, 1)]);
    check_with("0 3 / 0 1 2", 0, &[(3, 1), (1, 1), (2, 1)]);
    // 3 has been named before 1, and both have when 0 is.
    check_with("3 1 0 2", 0, &[(3, 1), (1, 1), (2, 1)]);
    check_with("1 2 / 2 0 / 1 0", 0, &[(2, 1), (1, 1)]);
}

#[test]
fn meetings_are_in_document_order() {
    let company = Cast::new(&paragraphs_of("0 1 / 0 / 2 1 0 1 / 1 2")).company;
    let meetings = |a, b| company.meetings(a, b).into_iter().map(|block| block.0).collect::<Vec<_>>();
    assert_eq!(meetings(0, 1), [1, 3]);
    assert_eq!(meetings(1, 0), [1, 3]);
    assert_eq!(meetings(1, 2), [3, 4]);
    assert_eq!(meetings(0, 0), []);
    assert_eq!(meetings(0, 7), []);
    assert_eq!([company.blocks(0), company.blocks(1), company.blocks(7)], [3, 3, 0]);
}

#[test]
fn pairs_are_sorted_by_blocks_then_by_how_well_known_they_are() {
    let company = Cast::new(&paragraphs_of("0 1 / 2 3 / 4 5 / 5 4 / 3")).company;
    let pair = |a, b, blocks| Pair { entities: [a, b], blocks };
    assert_eq!(company.pairs(9), [pair(4, 5, 2), pair(2, 3, 1), pair(0, 1, 1)]);
    assert_eq!(company.pairs(1), [pair(4, 5, 2)]);
    assert_eq!(company.pairs(0), []);
    // As well known as each other, they come in the order of the article.
    let company = Cast::new(&paragraphs_of("5 2 / 0 1")).company;
    assert_eq!(company.pairs(9), [pair(2, 5, 1), pair(0, 1, 1)]);
    let company = Cast::new(&paragraphs_of("0 1 2 3")).company;
    let in_order = [[0, 1], [0, 2], [1, 2], [0, 3], [1, 3], [2, 3]].map(|[a, b]| pair(a, b, 1));
    assert_eq!(company.pairs(9), in_order);
}

#[test]
fn a_list_joins_only_those_that_are_near() {
    let company = Cast::new(&[(0..25).collect()]).company;
    assert_eq!(company.pairs(usize::MAX).len(), 25 * 24 / 2);
    let company = Cast::new(&[(0..3000).collect(), vec![0, 2999]]).company;
    let with = |entity| company.with(entity).iter().map(|met| met.entity).collect::<Vec<_>>();
    assert_eq!(with(0), (1..=24).chain([2999]).collect::<Vec<_>>());
    assert_eq!(with(1000), (976..1000).chain(1001..=1024).collect::<Vec<_>>());
    assert_eq!(company.meetings(0, 24), [BlockIndex(1)]);
    assert_eq!(company.meetings(0, 25), []);
    assert_eq!(company.meetings(0, 2999), [BlockIndex(2)]);
    assert_eq!(company.pairs(usize::MAX).len(), 24 * 3000 - (1..=24).sum::<usize>() + 1);
}

/// Some paragraphs that name some of `entities`; few are long.
fn paragraphs(entities: u32) -> impl Strategy<Value = Vec<Vec<u32>>> {
    let paragraph = prop_oneof![9 => prop::collection::vec(0..entities, 0..6), 1 => prop::collection::vec(0..entities, 0..80)];
    prop::collection::vec(paragraph, 0..40)
}

proptest! {
    #[test]
    fn everything_says_the_same_of_two_entities(paragraphs in paragraphs(30)) {
        let company = Cast::new(&paragraphs).company;
        let mut counted = BTreeMap::new();
        for a in 0..30 {
            for met in company.with(a) {
                prop_assert_eq!(company.meetings(a, met.entity).len() as u32, met.blocks);
                prop_assert_eq!(company.meetings(a, met.entity), company.meetings(met.entity, a));
                counted.insert([a, met.entity], met.blocks);
            }
        }
        for (&[a, b], blocks) in &counted {
            prop_assert_eq!(counted.get(&[b, a]), Some(blocks));
        }
        let pairs: BTreeMap<_, _> =
            company.pairs(usize::MAX).iter().map(|pair| (pair.entities, pair.blocks)).collect();
        counted.retain(|[a, b], _| a < b);
        prop_assert_eq!(pairs, counted);
    }

    #[test]
    fn some_pairs_are_the_first_of_all(paragraphs in paragraphs(30), limit in 0..200_usize) {
        let company = Cast::new(&paragraphs).company;
        let mut all = company.pairs(usize::MAX);
        all.truncate(limit);
        prop_assert_eq!(company.pairs(limit), all);
    }

    #[test]
    fn in_short_paragraphs_all_are_together(
        paragraphs in prop::collection::vec(prop::collection::vec(0..30_u32, 0..25), 0..20),
    ) {
        let company = Cast::new(&paragraphs).company;
        for a in 0..30 {
            for b in 0..a {
                let both = |block: &usize| paragraphs[*block].contains(&a) && paragraphs[*block].contains(&b);
                let blocks: Vec<_> =
                    (0..paragraphs.len()).filter(both).map(|block| BlockIndex(block as u32 + 1)).collect();
                prop_assert_eq!(company.meetings(a, b), blocks);
            }
        }
    }
}

/// Checks a picture, one line a node: entity, name, centre and radius.
#[track_caller]
fn check_graph(graph: &Graph, expected: &Expect) {
    let node = |node: &Node| {
        let Node { entity, label, x, y, radius } = node;
        format!("{entity} {label} ({x}, {y}) {radius}\n")
    };
    expected.assert_eq(&graph.nodes.iter().map(node).collect::<String>());
}

/// Two rings of friends, who know each other through 3 and 4, and two of whom nobody else has heard.
const FRIENDS: &str = "0 1 2 / 1 2 3 / 0 3 / 3 4 / 4 5 6 / 5 6 7 / 4 7 / 0 1 2 3 / 8 9";

#[test]
fn a_picture_is_the_same_on_every_machine() {
    check_graph(
        &Cast::new(&paragraphs_of(FRIENDS)).graph(WIDE, 40),
        &expect![[r#"
            1 Name1 (112, 403) 14
            2 Name2 (71, 237) 14
            3 Name3 (170, 276) 16
            0 Name0 (23, 347) 14
            5 Name5 (312, 15) 12
            6 Name6 (367, 125) 12
            4 Name4 (261, 156) 14
            7 Name7 (407, 45) 12
            8 Name8 (574, 451) 10
            9 Name9 (617, 304) 10
        "#]],
    );
    check_graph(
        &Cast::new(&paragraphs_of(FRIENDS)).graph(NARROW, 40),
        &expect![[r#"
            1 Name1 (285, 71) 10
            2 Name2 (174, 44) 10
            3 Name3 (199, 110) 12
            0 Name0 (248, 13) 10
            5 Name5 (23, 201) 9
            6 Name6 (99, 236) 9
            4 Name4 (119, 169) 10
            7 Name7 (44, 261) 9
            8 Name8 (317, 367) 8
            9 Name9 (217, 393) 8
        "#]],
    );
}

#[test]
fn where_nobody_meets_the_picture_is_empty() {
    for paragraphs in ["", "0", "0 0 / 1 / 2"] {
        let graph = Cast::new(&paragraphs_of(paragraphs)).graph(WIDE, 40);
        assert_eq!(graph, Graph { width: 640, height: 480, ..Graph::default() }, "{paragraphs:?}");
        assert!(Cast::new(&paragraphs_of(paragraphs)).company.is_empty(), "{paragraphs:?}");
    }
    let friends = Cast::new(&paragraphs_of(FRIENDS));
    for limit in [0, 1] {
        assert_eq!(friends.graph(WIDE, limit).nodes, [], "{limit}");
    }
}

#[test]
fn two_are_a_picture() {
    let graph = Cast::new(&paragraphs_of("0 1 / 2")).graph(WIDE, 40);
    assert_eq!(graph.nodes.len(), 2);
    assert_eq!(
        graph.edges.iter().map(|edge| (edge.from, edge.to, edge.blocks)).collect::<Vec<_>>(),
        [(0, 1, 1)]
    );
    let [a, b] = [&graph.nodes[0], &graph.nodes[1]];
    assert!(a.x < b.x, "what is named first is on the left");
    assert!(distance(a, b) < 200.0, "{graph:?}");
}

#[test]
fn where_there_is_no_room_nobody_is_shown() {
    let friends = Cast::new(&paragraphs_of(FRIENDS));
    for size in [(0, 0), (-5, 400), (i32::MIN, i32::MIN), (10, 400), (400, 10), (60, 40)] {
        assert_eq!(friends.graph(size, 40).nodes, [], "{size:?}");
    }
    let huge = friends.graph((i32::MAX, i32::MAX), usize::MAX);
    assert_eq!((huge.width, huge.height, huge.nodes.len()), (10_000, 10_000, 10));
}

#[test]
fn as_many_are_shown_as_leave_half_the_picture_free() {
    let chain = Cast::new(&chain(130));
    assert_eq!(chain.graph((2000, 2000), 1000).nodes.len(), 120);
    let graph = chain.named(["深度求索人工智能"; 130]).graph(NARROW, 40);
    // About 106 by 44 units each, with what is left free around.
    assert_eq!(graph.nodes.len(), 14);
}

/// So many entities, each with the next.
fn chain(count: u32) -> Vec<Vec<u32>> {
    (1..count).map(|next| vec![next - 1, next]).collect()
}

#[test]
fn those_of_the_strongest_pairs_are_shown() {
    let shown = |limit| {
        let graph = Cast::new(&paragraphs_of("0 1 / 2 3 / 2 3 / 3 4 / 3 4 / 3 4")).graph(WIDE, limit);
        graph.nodes.iter().map(|node| node.entity).collect::<Vec<_>>()
    };
    assert_eq!(shown(2), [3, 4]);
    assert_eq!(shown(3), [3, 4, 2]);
    assert_eq!(shown(4), [3, 4, 2]);
    assert_eq!(shown(5), [3, 4, 2, 0, 1]);
}

#[test]
fn circles_grow_with_the_mentions() {
    let graph = Cast::new(&paragraphs_of("0 0 0 0 0 1 1 1 2")).graph(WIDE, 40);
    let mut radii: Vec<_> = graph.nodes.iter().map(|node| (node.entity, node.radius)).collect();
    radii.sort_unstable();
    assert_eq!(radii, [(0, 16), (1, 13), (2, 9)]);
}

#[test]
fn the_end_of_a_long_name_is_an_ellipsis() {
    let label = |name: &str, size| {
        let graph = Cast::new(&paragraphs_of("0 1")).named([name, "B"]).graph(size, 2);
        graph.nodes.into_iter().find(|node| node.entity == 0).map(|node| node.label)
    };
    let long = "the Federal Agency for Cartography and Geodesy of Germany";
    assert_eq!(label(long, NARROW).as_deref(), Some("the Federal Agency for…"));
    assert_eq!(label(long, WIDE).as_deref(), Some("the Federal Agency for Cartography and Geodes…"));
    assert_eq!(
        label("深度求索人工智能基础技术研究有限公司", NARROW).as_deref(),
        Some("深度求索人工智能基础技…")
    );
    assert_eq!(label("深度求索", NARROW).as_deref(), Some("深度求索"));
    assert_eq!(label("", NARROW).as_deref(), Some(""));
    assert_eq!(label(&"字".repeat(1_000_000), NARROW).map(|label| label.chars().count()), Some(12));
}

#[test]
fn a_tangle_has_three_edges_a_node() {
    let graph = Cast::new(&[(0..25).collect()]).graph(WIDE, 20);
    assert_eq!((graph.nodes.len(), graph.edges.len()), (20, 60));
}

#[test]
fn names_and_circles_lie_where_bounds_says() {
    let node = Node { entity: 0, label: "名".repeat(10), x: 100, y: 50, radius: 8 };
    assert_eq!(node.bounds(), (39..161, 42..74));
    assert_eq!(node.baseline(), 70);
    assert_eq!(Node { label: String::new(), ..node }.bounds().0, 92..108);
}

#[test]
fn with_one_less_the_others_are_about_where_they_were() {
    let path = format!("{}/../../public/articles/open-source-ai.zh.json", env!("CARGO_MANIFEST_DIR"));
    let article = decode(&std::fs::read(path).expect("a demo article")).expect("an article").article;
    let graph = |article: &Article| {
        let index = EntityIndex::new(article, &article.block_texts());
        Graph::new(&article.entities, &index, &CoMentions::new(&index), WIDE, 40)
    };
    let all = graph(&article);
    for left_out in article.entities.len() - 12..article.entities.len() {
        let mut fewer = article.clone();
        fewer.entities.remove(left_out);
        let mut moved = Vec::new();
        for node in &graph(&fewer).nodes {
            let entity = node.entity + u32::from(node.entity as usize >= left_out);
            moved.extend(all.nodes.iter().find(|old| old.entity == entity).map(|old| distance(old, node)));
        }
        // A quarter of the diagonal. A picture turned round moves them by half of it.
        let mean = moved.iter().sum::<f64>() / moved.len() as f64;
        assert!(mean < 200.0, "{}: {mean}", article.entities[left_out].name);
    }
}

#[test]
fn one_more_at_the_end_hardly_moves_the_others() {
    let before = Cast::new(&paragraphs_of(FRIENDS)).graph(WIDE, 40);
    let after = Cast::new(&paragraphs_of(&(FRIENDS.to_owned() + "/ 9 10"))).graph(WIDE, 40);
    for old in before.nodes.iter().filter(|node| node.entity < 8) {
        let new = after.nodes.iter().find(|node| node.entity == old.entity).expect("shown");
        assert!(distance(old, new) < 120.0, "{old:?} {new:?}");
    }
}

fn distance(a: &Node, b: &Node) -> f64 {
    f64::from(a.x - b.x).hypot(f64::from(a.y - b.y))
}

/// Checks that all is in the picture and nothing overlaps.
#[track_caller]
fn check_legible(graph: &Graph) {
    for (place, node) in graph.nodes.iter().enumerate() {
        let (x, y) = node.bounds();
        assert!(x.start >= 0 && x.end <= graph.width && y.start >= 0 && y.end <= graph.height, "{node:?}");
        for other in &graph.nodes[..place] {
            let (other_x, other_y) = other.bounds();
            let beside = x.end <= other_x.start || other_x.end <= x.start;
            let above = y.end <= other_y.start || other_y.end <= y.start;
            assert!(beside || above, "{node:?} {other:?}");
        }
    }
}

#[test]
fn where_nodes_cannot_be_kept_apart_fewer_are_shown() {
    // Found by trying: so many as may cover these pictures stay on top of each other.
    for (factor, size) in
        [(12, (250, 80)), (1, (400, 120)), (3, (350, 440)), (6, (650, 160)), (10, (400, 520))]
    {
        let names: Vec<_> = (0..40).map(|place| "字".repeat(place * factor % 24)).collect();
        let graph = Cast::new(&chain(40)).named(names.iter().map(String::as_str)).graph(size, 40);
        check_legible(&graph);
        assert!(graph.nodes.len() > 1, "{size:?}");
    }
}

/// Paragraphs of communities that hardly know each other.
fn communities() -> impl Strategy<Value = Vec<Vec<u32>>> {
    let paragraph = (0..5_u32, prop::collection::vec(0..8_u32, 2..6))
        .prop_map(|(ring, members)| members.into_iter().map(|member| ring * 8 + member).collect());
    prop::collection::vec(paragraph, 10..60)
}

/// Sizes of pictures, mostly those of screens.
fn sizes() -> impl Strategy<Value = (i32, i32)> {
    prop_oneof![Just(WIDE), Just(NARROW), (0..1200, 0..1200)]
}

proptest! {
    // Each lays out a picture or two.
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn nothing_overlaps_and_all_is_in_the_picture(
        paragraphs in paragraphs(70),
        names in prop::collection::vec("\\PC{0,30}|[A-Za-z ]{0,25}|[一-龥]{1,12}", 70),
        size in sizes(),
        limit in prop_oneof![Just(40), 0..200_usize],
    ) {
        let graph = Cast::new(&paragraphs).named(names.iter().map(String::as_str)).graph(size, limit);
        prop_assert!(graph.nodes.len() <= limit.min(120));
        check_legible(&graph);
    }

    #[test]
    fn each_node_has_its_strongest_edge(
        paragraphs in paragraphs(60), size in sizes(), limit in 0..60_usize,
    ) {
        let cast = Cast::new(&paragraphs);
        prop_assert_eq!(cast.company.is_empty(), cast.company.pairs(1).is_empty());
        let graph = cast.graph(size, limit);
        prop_assert!(graph.edges.len() <= 3 * graph.nodes.len());
        prop_assert!(graph.edges.is_sorted_by(|a, b| a.blocks >= b.blocks));
        for (place, node) in graph.nodes.iter().enumerate() {
            let shown = |entity| graph.nodes.iter().any(|node| node.entity == entity);
            let strongest = cast.company.with(node.entity).into_iter().find(|met| shown(met.entity));
            let edge = graph.edges.iter().find(|edge| edge.from == place || edge.to == place);
            prop_assert_eq!(edge.map(|edge| edge.blocks), strongest.map(|met| met.blocks));
            prop_assert!(edge.is_some());
        }
        for edge in &graph.edges {
            prop_assert!(edge.from < edge.to);
            let [a, b] = [edge.from, edge.to].map(|end| graph.nodes[end].entity);
            prop_assert_eq!(cast.company.meetings(a, b).len() as u32, edge.blocks);
        }
    }

    #[test]
    fn forty_with_short_names_have_room(paragraphs in communities()) {
        let cast = Cast::new(&paragraphs);
        let met = (0..40).filter(|entity| !cast.company.with(*entity).is_empty()).count();
        prop_assert_eq!(cast.graph(WIDE, 40).nodes.len(), met);
    }

    #[test]
    fn those_that_are_joined_are_nearer(paragraphs in communities()) {
        for size in [WIDE, NARROW] {
            let graph = Cast::new(&paragraphs).graph(size, 40);
            let mut joined = (0.0, 0.0);
            let mut apart = (0.0, 0.0);
            for b in 0..graph.nodes.len() {
                for a in 0..b {
                    let is_joined = graph.edges.iter().any(|edge| (edge.from, edge.to) == (a, b));
                    let sum = if is_joined { &mut joined } else { &mut apart };
                    sum.0 += distance(&graph.nodes[a], &graph.nodes[b]);
                    sum.1 += 1.0;
                }
            }
            prop_assume!(apart.1 > 0.0);
            prop_assert!(joined.0 / joined.1 < 0.8 * apart.0 / apart.1);
        }
    }
}
