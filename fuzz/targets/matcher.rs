//! Keywords and regular expressions, and the text that they are looked for in.

#![no_main]

#[path = "../bodies.rs"]
mod bodies;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| bodies::matcher(bytes));
