//! Set-up, builds and tests.
fn main() {}
