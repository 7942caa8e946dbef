//! The pure part of Sidelight.
#![forbid(unsafe_code)]
