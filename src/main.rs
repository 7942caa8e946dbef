//! The program of the page, which Trunk builds.

fn main() {
    sidelight::start();
}
