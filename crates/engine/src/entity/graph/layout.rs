//! Where the nodes of a graph go.
//!
//! [`spread`] finds places by forces, which show who belongs together; [`fill`] turns and stretches them over the
//! picture; [`separate`] pushes apart what still overlaps. Only `+ - * /` and the square root are used, whose results
//! are the same on every machine.

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

/// How strongly the centre draws each node, which keeps the parts near each other that no edge joins.
const GRAVITY: f32 = 0.2;

/// How often overlapping nodes are pushed apart. All but the fullest pictures need fewer than thirty rounds.
const ROUNDS: u16 = 400;

/// Cosine and sine of the golden angle.
const GOLDEN_ANGLE: Point = [-0.737_368_9, 0.675_490_3];

/// Places nodes by the forces between them (after Fruchterman and Reingold, ‘Graph drawing by force-directed
/// placement’, Software: Practice and Experience 21(11), 1991): all push each other away, edges pull, and the steps
/// get smaller. The unit is about the distance of two neighbours.
pub(super) fn spread(count: usize, edges: &[Edge]) -> Vec<Point> {
    let mut points = spiral(count);
    let strongest = edges.iter().map(|edge| edge.blocks).max().unwrap_or(1) as f32;
    for step in 0..STEPS {
        let mut forces: Vec<Point> = points.iter().map(|[x, y]| [-GRAVITY * x, -GRAVITY * y]).collect();
        let mut pull = |a: usize, b: usize, strength: &dyn Fn(f32) -> f32| {
            let way = [points[b][0] - points[a][0], points[b][1] - points[a][1]];
            let strength = strength(way[0] * way[0] + way[1] * way[1]);
            for axis in [0, 1] {
                forces[a][axis] += strength * way[axis];
                forces[b][axis] -= strength * way[axis];
            }
        };
        for b in 0..count {
            for a in 0..b {
                pull(a, b, &|square| -PUSH / (square + 0.01));
            }
        }
        for edge in edges {
            let share = LEAST_PULL + (1.0 - LEAST_PULL) * edge.blocks as f32 / strongest;
            pull(edge.from, edge.to, &|square| PULL * share * square.sqrt());
        }
        let longest = f32::from(STEPS - step) / f32::from(STEPS);
        for (point, [x, y]) in points.iter_mut().zip(forces) {
            let shortening = longest / (x * x + y * y).sqrt().max(longest);
            point[0] += shortening * x;
            point[1] += shortening * y;
        }
    }
    points
}

/// Places on a spiral, evenly apart, as the seeds of a sunflower: those that come first are in the middle.
fn spiral(count: usize) -> Vec<Point> {
    let mut direction = [1.0, 0.0];
    let mut points = Vec::new();
    for place in 0..count {
        let distance = (place as f32 + 0.5).sqrt();
        points.push([distance * direction[0], distance * direction[1]]);
        direction = turned(direction, GOLDEN_ANGLE);
    }
    points
}

/// Spreads the points over a frame, as long as it is: what is crowded gets more room than it has, and a box of the
/// size that each point has lies within the frame.
pub(super) fn fill(points: &mut [Point], sizes: &[Point], frame: Point) {
    lay_along(points, usize::from(frame[0] < frame[1]));
    for axis in [0, 1] {
        let at: Vec<f32> = points.iter().map(|point| point[axis]).collect();
        let low = at.iter().copied().fold(f32::INFINITY, f32::min);
        let high = at.iter().copied().fold(f32::NEG_INFINITY, f32::max);
        let all: f32 = sizes.iter().map(|size| size[axis]).sum();
        for place in 0..points.len() {
            let size = sizes[place][axis];
            let before = (0..at.len()).filter(|&other| (at[other], other) < (at[place], place));
            let before: f32 = before.map(|other| sizes[other][axis]).sum();
            // Midway between where it lies, and where it would if all were side by side.
            let share = ratio(at[place] - low, high - low) / 2.0 + ratio(before, all - size) / 2.0;
            points[place][axis] = size / 2.0 + share * (frame[axis] - size);
        }
    }
}

/// A part of a whole, or the middle where there is no whole.
fn ratio(part: f32, whole: f32) -> f32 {
    if whole > 0.0 { part / whole } else { 0.5 }
}

/// Turns the points so that they are spread most along an axis.
fn lay_along(points: &mut [Point], axis: usize) {
    let moment = |a: usize, b: usize| -> f32 { points.iter().map(|point| point[a] * point[b]).sum() };
    // The direction in which they are spread most has half the angle of this one.
    let double = [moment(0, 0) - moment(1, 1), 2.0 * moment(0, 1)];
    let length = (double[0] * double[0] + double[1] * double[1]).sqrt();
    let cosine = ratio(length + double[0], 2.0 * length).min(1.0).sqrt();
    let sine = ratio(length - double[0], 2.0 * length).max(0.0).sqrt();
    let back = [cosine, if double[1] > 0.0 { -sine } else { sine }];
    for point in points {
        let [along, across] = turned(*point, back);
        *point = if axis == 0 { [along, across] } else { [-across, along] };
    }
}

/// A point turned about the origin by the angle of a direction, which has length 1.
fn turned([x, y]: Point, [cosine, sine]: Point) -> Point {
    [x * cosine - y * sine, x * sine + y * cosine]
}

/// Pushes boxes apart until none overlaps another. Says whether that came about.
pub(super) fn separate(points: &mut [Point], sizes: &[Point], frame: Point) -> bool {
    (0..ROUNDS).any(|round| !push_apart(points, sizes, frame, round % 8 == 7))
}

/// Pushes those that overlap apart, along the shorter way or along the longer: where the frame hinders the one, the
/// other helps. Says whether there were any.
fn push_apart(points: &mut [Point], sizes: &[Point], frame: Point, longer: bool) -> bool {
    let mut found = false;
    for b in 0..points.len() {
        for a in 0..b {
            let overlap = |axis: usize| {
                (sizes[a][axis] + sizes[b][axis]) / 2.0 - (points[a][axis] - points[b][axis]).abs()
            };
            let overlap = [overlap(0), overlap(1)];
            if overlap[0] <= 0.0 || overlap[1] <= 0.0 {
                continue;
            }
            found = true;
            let axis = usize::from((overlap[1] < overlap[0]) != longer);
            // A little more than half, so that rounding leaves no overlap.
            let step = overlap[axis] / 2.0 + 0.5;
            let step = if points[a][axis] <= points[b][axis] { step } else { -step };
            for (place, step) in [(a, -step), (b, step)] {
                let margin = sizes[place][axis] / 2.0;
                points[place][axis] = (points[place][axis] + step).min(frame[axis] - margin).max(margin);
            }
        }
    }
    found
}
