//! Browser tests: one body, three engines.
//!
//! A test is a function of a [`Page`]. [`suite::run`] calls it once an engine,
//! each time with a server, an origin and a clean window of its own, and fails
//! it on any error that the page reports, even if all its checks hold.

mod browser;
mod driver;
mod engine;
pub mod keys;
mod page;
pub mod paths;
mod server;
pub mod suite;

pub use browser::Browser;
pub use driver::end_all_when_interrupted;
pub use engine::Engine;
pub use hyper::StatusCode;
pub use page::Page;
pub use server::{Reply, Server};
