//! Jalons from the outside: a real, fresh database for each test, on each engine that can be had.
#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on has failed")]

mod access;
mod api;
mod batch;
mod browser;
mod calendar;
mod changes;
mod cli;
mod command;
mod contend;
mod contract;
mod crash;
mod examples;
mod export;
mod file;
mod fuzz;
mod harness;
mod house;
mod import;
mod life;
mod migrations;
mod network;
mod office;
mod pages;
mod points;
mod proposals;
mod questions;
mod reading;
mod rights;
mod register;
mod roundtrip;
mod score;
mod secrets;
mod seed;
mod store;
