//! Jalons: who promised which contract of *Territoires d'industrie* for when, who signed, and according to whom.
//!
//! The modules, in reading order; each imports only those before it.

// The database, and the one door for every write.
pub mod store;
// The domain: statements, clocks and what they say of each noun. No I/O on the way to an answer.
pub mod programme;
// Who somebody is: accounts, passwords, sessions, tokens.
pub mod access;
// From a document to what it states: forms, dates, numbers, places, facts. Pure functions.
pub mod reading;
// From outside files to edits, every refusal with its line and column.
pub mod import;
// Timelines and lists turned into files, one file a format.
pub mod export;
// The doors: pages, and the API.
pub mod web;
// The settings: read once, all errors at once.
pub mod config;
// Connections, bounded in what they may send and how slowly.
pub mod network;
// The site, from its database to the network.
pub mod serve;
// The command line: one file a command.
pub mod cli;
