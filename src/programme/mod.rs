//! The domain: what is said of the programme, by whom, and what follows from it at a clock.
//!
//! In reading order: values and what identifies each noun; the record of all that was said; what it says at a
//! clock; what is deduced from that. No I/O but in [`record`] and [`live`], which load and follow the database.

pub mod clock;
pub mod date;
pub mod phase;

pub mod property;
pub mod reason;
pub mod reply;
pub mod value;

pub mod region;
pub mod departement;
pub mod territory;
pub mod avenant;
pub mod contract;
pub mod copil;
pub mod milestone;
pub mod figure;
pub mod question;
pub mod source;

pub mod statement;
pub mod record;
pub mod live;

pub mod told;
pub mod life;
pub mod status;
pub mod view;

pub mod filter;
pub mod timeline;
pub mod stage;
pub mod link;
pub mod rights;
pub mod desk;
pub mod change;
pub mod proposal;
pub mod workbook;
pub mod name;
pub mod register;
pub mod todo;
pub mod scope;
pub mod search;
pub mod check;

#[cfg(test)]
mod rules;
