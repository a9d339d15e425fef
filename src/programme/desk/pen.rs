//! The pen: what writes of one subject, in the hand of who may.

use std::sync::Arc;

use chrono::NaiveDate;

use super::Desk;
use crate::{
    programme::{
        change::Evidence,
        life::Life,
        property::Property,
        proposal::{CorrectionError, Proposal},
        reason::Reason,
        record::Subject,
        source::Source,
        statement::Statement,
        told::Told,
        value::Value,
        view::Programme,
    },
    store::{DecisionKind, Key, NewStatement, Role, StatementId, SubjectId},
};

/// What writes of one subject, in the hand of who may.
#[derive(Debug)]
pub struct Pen<'d> {
    pub(super) desk: &'d mut Desk,
    pub(super) subject: SubjectId,
    /// The version that it had before the edit; none for a subject made in it.
    pub(super) version: Option<i64>,
    pub(super) key: Key,
    pub(super) proposes: bool,
}

impl Pen<'_> {
    /// The subject's key.
    #[must_use]
    pub fn key(&self) -> &Key {
        &self.key
    }

    /// Whether what it writes only waits for a decision: the subject is astride, and another region leads it.
    #[must_use]
    pub fn proposes(&self) -> bool {
        self.proposes
    }

    /// From now on it only proposes.
    pub fn only_propose(&mut self) {
        self.proposes = true;
    }

    /// The day on which it writes.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.desk.today()
    }

    /// The programme before the edit.
    #[must_use]
    pub fn programme(&self) -> Arc<Programme> {
        Arc::clone(&self.desk.programme)
    }

    /// The subject, as it was before the edit; none for a new one.
    #[must_use]
    pub fn subject(&self) -> Option<Arc<Subject>> {
        self.desk.programme.record().subject(self.subject).filter(|subject| subject.key == self.key).cloned()
    }

    /// The life of a property before the edit.
    #[must_use]
    pub fn life(&self, property: Property) -> Option<Life> {
        let subject = self.subject()?;
        Told::of(&subject, self.desk.programme.clock())?.life(property)
    }

    /// States one value according to the desk's own word, borne out by `evidence`. Of a thing done, it corrects what an
    /// official stated before; a promise takes its place at the end of the trail. The same value as the official's own
    /// is not stated again, unless something new bears it out.
    pub fn state(&mut self, property: Property, value: &Value, evidence: &Evidence) -> Option<StatementId> {
        self.state_with(property, value, evidence, None, None)
    }

    /// States one value with the reason of a move and a sentence.
    pub fn state_with(
        &mut self,
        property: Property,
        value: &Value,
        evidence: &Evidence,
        reason: Option<Reason>,
        sentence: Option<&str>,
    ) -> Option<StatementId> {
        let subject = self.subject();
        let own = subject.as_deref().and_then(|subject| self.own(subject, property));
        let supersedes = match own {
            Some((_, same, borne)) if same == *value && !property.is_promise() && borne.holds(evidence) => return None,
            Some((id, ..)) if !property.is_promise() && !property.is_many() && !self.proposes => Some(id),
            _ => None,
        };
        // What is only proposed changes nothing yet: no form that an official has open grows stale by it.
        if !self.proposes {
            self.touch();
        }
        let source = self.desk.source(evidence);
        let known_on = (self.desk.today(), false);
        Some(self.desk.edit.state(NewStatement {
            subject: self.subject,
            property: property.name(),
            value: value.to_string(),
            words: None,
            source,
            quote: sentence.map(|sentence| (sentence.to_owned(), None)),
            known_on,
            supersedes,
            confidence: None,
            reason: reason.map(Reason::name),
            proposed: self.proposes,
        }))
    }

    /// Decides of a statement on the subject.
    pub fn decide(&mut self, statement: StatementId, kind: DecisionKind, reason: &str) {
        self.touch();
        self.desk.edit.decide(statement, kind, reason);
    }

    /// Takes a decision on a statement on the subject back.
    pub fn take_back(&mut self, statement: StatementId, decision: i64, reason: &str) {
        self.touch();
        self.desk.edit.take_back(statement, decision, reason);
    }

    /// Accepts a proposal on the subject.
    pub fn accept(&mut self, proposal: &Proposal<'_>, reason: &str) {
        self.touch();
        proposal.accept(&mut self.desk.edit, reason);
    }

    /// Refuses a proposal on the subject.
    pub fn reject(&mut self, proposal: &Proposal<'_>, reason: &str) {
        self.touch();
        proposal.reject(&mut self.desk.edit, reason);
    }

    /// Accepts a proposal on the subject with another value for one property.
    ///
    /// # Errors
    /// As [`Proposal::correct`].
    pub fn correct(
        &mut self,
        proposal: &Proposal<'_>,
        property: Property,
        value: &str,
        reason: &str,
    ) -> Result<(), CorrectionError> {
        self.touch();
        proposal.correct(&mut self.desk.edit, property, value, reason)
    }

    /// Says that the edit was made against this version of the subject: before it is first spoken of, and no sooner. What
    /// was not spoken of keeps its version.
    fn touch(&mut self) {
        if let Some(version) = self.version {
            self.desk.edit.touch(self.subject, &self.key, version);
        }
    }

    /// What an official stated last of a property, and that still counts, with what bears it out.
    fn own(&self, subject: &Subject, property: Property) -> Option<(StatementId, Value, Borne)> {
        let told = Told::of(subject, self.desk.programme.clock())?;
        let is_own = |statement: &&&Statement| {
            statement.property == property && matches!(statement.role, Role::Official | Role::National)
        };
        let own = told.statements().iter().rfind(is_own)?;
        Some((own.id, own.value.clone(), Borne(Arc::clone(&own.source))))
    }
}

/// The source of what an official stated.
struct Borne(Arc<Source>);

impl Borne {
    /// Whether it shows that evidence already.
    fn holds(&self, evidence: &Evidence) -> bool {
        *evidence == Evidence::Word || Evidence::of(&self.0) == *evidence
    }
}
