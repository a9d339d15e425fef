//! Jalons from the outside: a real, fresh database for each test, on each engine that can be had.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod api;
mod batch;
mod browser;
mod calendar;
mod cli;
mod command;
mod contract;
mod crash;
mod export;
mod fuzz;
mod harness;
mod house;
mod import;
mod life;
mod migrations;
mod office;
mod pages;
mod points;
mod proposals;
mod questions;
mod reading;
mod roundtrip;
mod score;
mod seed;
mod store;
