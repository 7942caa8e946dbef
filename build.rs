//! Lets `cargo xtask build` take the page's program apart.

use std::env::var_os;

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is_wasm = var_os("CARGO_CFG_TARGET_FAMILY").is_some_and(|family| family == "wasm");
    if is_wasm && var_os("CARGO_FEATURE_SPLIT").is_some() {
        // The linker writes down what refers to what.
        println!("cargo::rustc-link-arg-bins=--emit-relocs");
    }
}
