//! What the benches share: a load generator of 64 connections on a core of its own, and programmes made up to size.

#![allow(dead_code, reason = "each bench uses a part of it")]

pub mod load;
pub mod madeup;
