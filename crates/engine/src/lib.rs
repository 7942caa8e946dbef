//! The pure part of Sidelight: bytes and `&str` in, values out.
//!
//! Invariant: no DOM, no IO, no clock, no globals. The viewer in the browser, the native program
//! and every test use the same functions.
//!
//! - [`decode`]: bytes to an [`article::Article`], with diagnostics
//! - [`text`]: the searchable text of a block, and its offsets
//! - [`highlight`]: keywords to matches
//! - [`entity`]: names and aliases to mentions
//! - [`annotation`]: what others say is mentioned where

#![forbid(unsafe_code)]

pub mod annotation;
pub mod article;
pub mod decode;
pub mod entity;
pub mod highlight;
pub mod text;
