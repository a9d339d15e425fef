//! Proposals that wait for a decision, as lines of what is due.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{Because, Deed};
use crate::{
    programme::{
        clock::day_in_paris,
        name,
        property::Property,
        proposal::{Proposal, Relation},
        record::Subject,
        view::Programme,
    },
    store::{Confidence, Role},
};

/// A proposal that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// Who proposes.
    pub origin: Origin,
    /// How sure the reading is, of what was read in a text.
    pub confidence: Option<Confidence>,
    /// How it stands to what is known.
    pub manner: Manner,
    /// What it says: each property with its value in French, places by their names.
    pub says: Vec<(Property, String)>,
    /// The title of its source.
    pub source: String,
}

/// Who proposes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Origin {
    /// The program, which read it in a text.
    Text,
    /// A reader.
    Reader,
    /// An official who may not state it there.
    Official,
}

/// How a proposal stands to what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Manner {
    /// Nothing is known of it.
    New,
    /// It says what is known already.
    Confirms,
    /// It says otherwise.
    Contradicts,
}

/// The proposals on one subject.
pub(super) fn of(programme: &Programme, subject: &Arc<Subject>) -> Vec<(Because, NaiveDate, Deed)> {
    // Most subjects have none: they are not asked statement by statement.
    if !subject.statements.iter().any(|statement| statement.proposed) {
        return Vec::new();
    }
    let clock = programme.clock();
    let found = Proposal::of(subject, clock).into_iter().filter_map(|proposal| {
        let first = *proposal.statements.first()?;
        let waiting = Waiting {
            origin: match first.role {
                Role::Reader => Origin::Reader,
                Role::Official | Role::National => Origin::Official,
                _ => Origin::Text,
            },
            confidence: proposal.confidence(),
            manner: match proposal.relation(clock) {
                Relation::New => Manner::New,
                Relation::Confirms(_) => Manner::Confirms,
                Relation::Contradicts(_) => Manner::Contradicts,
            },
            says: proposal.statements.iter().map(|one| (one.property, name::of_value(programme, &one.value))).collect(),
            source: first.source.title.clone(),
        };
        Some((Because::Proposed(waiting), day_in_paris(first.recorded_at), Deed::Decide(proposal.id())))
    });
    found.collect()
}
