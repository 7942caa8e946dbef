//! Where the nodes of a graph go.
//!
//! From their [`starts`], [`spread`] moves them by forces, which show who belongs together; [`fill`] turns and stretches
//! that over the picture; [`separate`] pushes apart what still overlaps. Of arithmetic there is only `+ - * /` and the
//! square root, whose results are the same on every machine.

use super::Edge;

/// A place, or a size: x and y.
pub(super) type Point = [f32; 2];

/// Steps of the simulation. With twice as many, the pictures look the same.
const STEPS: u16 = 150;

/// How strongly two nodes push each other away.
const PUSH: f32 = 1.5;

/// How strongly the strongest edge draws its ends together.
const PULL: f32 = 0.5;

/// What an edge has of that at least, however weak it is.
const LEAST_PULL: f32 = 0.3;

/// How strongly each node is drawn to its start. It keeps parts near each other that no edge joins, and a picture like
/// the one before when something is added.
const GRAVITY: f32 = 0.2;

/// How many nodes a picture is filled with; fewer stay nearer to its middle.
const FULL: f32 = 10.0;

/// How often overlapping nodes are pushed apart. All but the fullest pictures need fewer than thirty rounds.
const ROUNDS: u16 = 400;

/// Places to start from, for nodes with the place at which the article first names them and their entity: from left to
/// right in that order. How high each is depends on its entity alone.
pub(super) fn starts(nodes: impl ExactSizeIterator<Item = (u32, u32)> + Clone) -> Vec<Point> {
    let count = nodes.len() as f32;
    let start = |(first, entity): (u32, u32)| {
        let before = nodes.clone().filter(|other| other.0 < first).count() as f32;
        // Multiples of the golden ratio lie evenly apart, of which only the fraction is kept.
        let height = (entity.wrapping_mul(0x9E37_79B9) >> 16) as f32 / 65536.0;
        [((2.0 * before + 1.0) / count - 1.0) * count.sqrt(), (height - 0.5) * count.sqrt()]
    };
    nodes.clone().map(start).collect()
}

/// Places nodes by the forces between them (after Fruchterman and Reingold, ‘Graph drawing by force-directed
/// placement’, Software: Practice and Experience 21(11), 1991): all push each other away, edges pull, and the steps
/// get smaller. The unit is about the distance of two neighbours.
pub(super) fn spread(starts: &[Point], edges: &[Edge]) -> Vec<Point> {
    let mut points = starts.to_vec();
    let strongest = edges.iter().map(|edge| edge.blocks).max().unwrap_or(1) as f32;
    for step in 0..STEPS {
        let home = points.iter().zip(starts).map(|(point, start)| way(*point, *start));
        let mut forces: Vec<Point> = home.map(|[x, y]| [GRAVITY * x, GRAVITY * y]).collect();
        let mut pull = |a: usize, b: usize, way: Point, strength: f32| {
            for axis in [0, 1] {
                forces[a][axis] += strength * way[axis];
                forces[b][axis] -= strength * way[axis];
            }
        };
        for b in 0..points.len() {
            for a in 0..b {
                let way = way(points[a], points[b]);
                // Where two lie on each other, nothing is divided by zero.
                pull(a, b, way, -PUSH / (way[0] * way[0] + way[1] * way[1] + 0.01));
            }
        }
        for edge in edges {
            let way = way(points[edge.from], points[edge.to]);
            let share = LEAST_PULL + (1.0 - LEAST_PULL) * edge.blocks as f32 / strongest;
            pull(edge.from, edge.to, way, PULL * share * length(way));
        }
        let longest = f32::from(STEPS - step) / f32::from(STEPS);
        for (point, force) in points.iter_mut().zip(forces) {
            let part = longest / length(force).max(longest);
            point[0] += part * force[0];
            point[1] += part * force[1];
        }
    }
    points
}

/// Spreads points over a frame, so that for each a box of its size lies within. What is crowded gets more room.
pub(super) fn fill(points: &mut [Point], starts: &[Point], sizes: &[Point], frame: Point) {
    lay_along(points, starts, usize::from(frame[0] < frame[1]));
    for axis in [0, 1] {
        let at: Vec<f32> = points.iter().map(|point| point[axis]).collect();
        let low = at.iter().copied().fold(f32::INFINITY, f32::min);
        let high = at.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let all: f32 = sizes.iter().map(|size| size[axis]).sum();
        for (place, point) in points.iter_mut().enumerate() {
            let size = sizes[place][axis];
            let before = (0..at.len()).filter(|&other| (at[other], other) < (at[place], place));
            let before: f32 = before.map(|other| sizes[other][axis]).sum();
            // Midway between where it lies, and where it would if all stood in a row.
            let share = ratio(at[place] - low, high - low) / 2.0 + ratio(before, all - size) / 2.0;
            let share = 0.5 + (share - 0.5) * (at.len() as f32 / FULL).min(1.0);
            point[axis] = size / 2.0 + share * (frame[axis] - size);
        }
    }
}

/// Turns the points so that they reach farthest along an axis, those that start left before the others.
fn lay_along(points: &mut [Point], starts: &[Point], axis: usize) {
    let moment = |a: usize, b: usize| -> f32 { points.iter().map(|point| point[a] * point[b]).sum() };
    // Twice the angle of the direction in which they reach farthest.
    let double = [moment(0, 0) - moment(1, 1), 2.0 * moment(0, 1)];
    let length = length(double);
    let cosine = ratio(length + double[0], 2.0 * length).max(0.0).sqrt();
    let sine = ratio(length - double[0], 2.0 * length).max(0.0).sqrt();
    let sine = if double[1] < 0.0 { -sine } else { sine };
    let along = |[x, y]: Point| x * cosine + y * sine;
    let order: f32 = points.iter().zip(starts).map(|(point, start)| along(*point) * start[0]).sum();
    let sign = if order < 0.0 { -1.0 } else { 1.0 };
    for point in points {
        let [x, y] = *point;
        point[axis] = sign * along(*point);
        point[1 - axis] = sign * (y * cosine - x * sine);
    }
}

/// Pushes boxes apart until none overlaps another. Says whether that came about.
pub(super) fn separate(points: &mut [Point], sizes: &[Point], frame: Point) -> bool {
    (0..ROUNDS).any(|round| !push_apart(points, sizes, frame, round % 8 == 7))
}

/// Pushes those that overlap apart, along the shorter way or the longer: where the frame hinders the one, the other
/// helps. Says whether there were any.
fn push_apart(points: &mut [Point], sizes: &[Point], frame: Point, longer: bool) -> bool {
    let mut found = false;
    for b in 0..points.len() {
        for a in 0..b {
            let way = way(points[a], points[b]);
            let overlap = |axis: usize| (sizes[a][axis] + sizes[b][axis]) / 2.0 - way[axis].abs();
            let overlap = [overlap(0), overlap(1)];
            if overlap[0] <= 0.0 || overlap[1] <= 0.0 {
                continue;
            }
            found = true;
            let axis = usize::from((overlap[1] < overlap[0]) != longer);
            // A little more than half, so that rounding leaves no overlap.
            let step = overlap[axis] / 2.0 + 0.5;
            let step = if way[axis] < 0.0 { -step } else { step };
            for (place, step) in [(a, -step), (b, step)] {
                let margin = sizes[place][axis] / 2.0;
                points[place][axis] = (points[place][axis] + step).min(frame[axis] - margin).max(margin);
            }
        }
    }
    found
}

fn way(from: Point, to: Point) -> Point {
    [to[0] - from[0], to[1] - from[1]]
}

fn length([x, y]: Point) -> f32 {
    (x * x + y * y).sqrt()
}

/// A part of a whole, or the middle where there is no whole.
fn ratio(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.5 }
}
