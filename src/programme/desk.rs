//! The desk: one edit, made of one subject after another, each by whoever may.
//!
//! A [`Desk`] is an open edit with the record that it is made against. It writes nothing itself: a [`Pen`] does, on
//! one subject, and none can be had by who may not ([`super::rights`]) or against a version that has moved on.

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    change::{Evidence, Invalid},
    clock::Clock,
    contract::{self, ContractId},
    copil::{self, Level},
    date::Edtf,
    life::Life,
    live::{Live, LiveError},
    property::Property,
    proposal::Proposal,
    reason::Reason,
    record::Subject,
    region::RegionCode,
    rights::{self, Action, Hand},
    source::{self, NewSource, SourceKind},
    statement::Statement,
    territory::{self, TerritoryId},
    told::Told,
    value::Value,
    view::Programme,
};
use crate::store::{Actor, DecisionKind, Edit, Key, NewStatement, Role, StatementId, StoreError, SubjectId};

/// Why a change is not taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Fields that cannot be taken; all of them.
    #[error("{} fields cannot be taken", .0.len())]
    Invalid(Vec<Invalid>),
    /// There is no such subject.
    #[error("there is no {0}")]
    Unknown(Key),
    /// The account may not do that there.
    #[error("this account may not do that with {0}")]
    Denied(Key),
    /// Somebody else has changed the subject since.
    #[error("{key} was changed meanwhile: it is at version {found}, no longer at {expected}")]
    Stale {
        /// Which subject.
        key: Key,
        /// The version that the change was made against.
        expected: i64,
        /// The version that it has now.
        found: i64,
    },
    /// What the change is about does not allow it: there is nothing to confirm, the ten minutes have passed …
    #[error("{0}")]
    Conflict(Conflict),
}

/// Why what is asked cannot be done as things stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Conflict {
    /// Nothing is known of the subject that could be confirmed.
    #[error("nothing is known that could be confirmed")]
    NothingToConfirm,
    /// It is signed or held: a promise of it means nothing any more.
    #[error("it came about already")]
    AlreadyMet,
    /// A change can be undone for ten minutes.
    #[error("a change can be undone for ten minutes, and these have passed")]
    TooLate,
    /// The change was undone already, or is none that can be.
    #[error("there is nothing left to undo")]
    NothingToUndo,
    /// The statement is no proposal that waits.
    #[error("no decision is awaited on it")]
    NotAwaited,
    /// The statement counts no more.
    #[error("it counts no more")]
    CountsNoMore,
}

impl Conflict {
    /// What a French reader is told.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::NothingToConfirm => "Rien n’est connu ici qui puisse être confirmé.",
            Self::AlreadyMet => "C’est déjà signé ou tenu : il n’y a plus rien à promettre.",
            Self::TooLate => "Une modification s’annule pendant dix minutes, et ce délai est passé.",
            Self::NothingToUndo => "Il n’y a plus rien à annuler dans cette modification.",
            Self::NotAwaited => "Cette proposition n’attend plus de décision.",
            Self::CountsNoMore => "Cette affirmation ne compte plus.",
        }
    }
}

/// Why an edit was not made.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// It is refused; nothing was written.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The database failed; nothing was written.
    #[error(transparent)]
    Live(#[from] LiveError),
}

impl From<StoreError> for DeskError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Stale { key, expected } => Refusal::Stale { key, expected, found: expected + 1 }.into(),
            other => LiveError::Store(other).into(),
        }
    }
}

/// An open edit with what it is made against. Dropped, it leaves no trace.
#[derive(Debug)]
pub struct Desk {
    edit: Edit,
    programme: Arc<Programme>,
    actor: Actor,
    sources: Vec<(Evidence, SubjectId)>,
}

impl Desk {
    /// Opens an edit: nobody else writes until it ends. `action` is what the journal will say was done.
    ///
    /// # Errors
    /// [`LiveError`] if the write order cannot be had or the record not be read.
    pub async fn open(live: &Live, actor: &Actor, action: &str) -> Result<Self, LiveError> {
        let (edit, record) = live.edit(actor, action).await?;
        let programme = Arc::new(Programme::at(record, Clock::of_day(live.time.today())));
        Ok(Self { edit, programme, actor: actor.clone(), sources: Vec::new() })
    }

    /// What the record says before the edit.
    #[must_use]
    pub fn programme(&self) -> &Arc<Programme> {
        &self.programme
    }

    /// Who makes it.
    #[must_use]
    pub fn actor(&self) -> &Actor {
        &self.actor
    }

    /// The day on which it is made.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.programme.day()
    }

    /// The number that its line of the journal will have.
    #[must_use]
    pub fn line(&self) -> i64 {
        self.edit.line()
    }

    /// Whether nothing was said so far.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.edit.is_empty()
    }

    /// A pen for the subject of a key; a contract of a known territory that has none yet is made. `version` is the one
    /// that the change was made against, 0 of what did not exist; none where it was made in this very edit.
    ///
    /// # Errors
    /// [`Refusal`] where there is no such subject, who asks may not, or the version has moved on.
    pub fn pen(&mut self, action: Action, key: &Key, version: Option<i64>) -> Result<Pen<'_>, Refusal> {
        let record = Arc::clone(self.programme.record());
        let (id, hand, found) = match record.find(key) {
            Some(subject) => {
                let hand = rights::over(&self.actor, action, &self.programme, subject);
                (Some(subject.id), hand, subject.version(None))
            }
            None => (None, self.hand_over_new(action, key)?, 0),
        };
        if hand == Hand::Denied {
            return Err(Refusal::Denied(key.clone()));
        }
        if let Some(expected) = version.filter(|version| *version != found) {
            return Err(Refusal::Stale { key: key.clone(), expected, found });
        }
        let subject = match id {
            Some(id) => {
                self.edit.touch(id, key, found);
                id
            }
            None => self.make(key)?,
        };
        Ok(Pen { proposes: hand == Hand::Proposes, subject, key: key.clone(), desk: self })
    }

    /// A pen for a committee's meeting that is made now; `key` is one of its own.
    ///
    /// # Errors
    /// [`Refusal::Denied`] where who asks may not, [`Refusal::Stale`] where the key is taken.
    pub fn copil(&mut self, key: &Key, level: Level, region: Option<RegionCode>) -> Result<Pen<'_>, Refusal> {
        let regions: Vec<RegionCode> = region.into_iter().collect();
        if rights::hand(&self.actor, Action::RecordMinutes, region, &regions) != Hand::States {
            return Err(Refusal::Denied(key.clone()));
        }
        if let Some(known) = self.programme.record().find(key) {
            return Err(Refusal::Stale { key: key.clone(), expected: 0, found: known.version(None) });
        }
        let region = region.and_then(|code| self.programme.record().find(&code.key())).map(|subject| subject.id);
        let subject = copil::add(&mut self.edit, key, level, region);
        Ok(Pen { proposes: false, subject, key: key.clone(), desk: self })
    }

    /// A pen for a territory that is made now, in a region.
    ///
    /// # Errors
    /// As [`Desk::copil`].
    pub fn territory(&mut self, id: &TerritoryId, region: RegionCode) -> Result<Pen<'_>, Refusal> {
        let key = id.key();
        if rights::hand(&self.actor, Action::AdaptList, Some(region), &[region]) != Hand::States {
            return Err(Refusal::Denied(key));
        }
        if let Some(known) = self.programme.record().find(&key) {
            return Err(Refusal::Stale { key, expected: 0, found: known.version(None) });
        }
        let subject = territory::add(&mut self.edit, id);
        Ok(Pen { proposes: false, subject, key, desk: self })
    }

    /// Writes the edit without making it last, and gives the programme as readers would have it.
    ///
    /// # Errors
    /// [`DeskError`] as [`Desk::commit`].
    pub async fn preview(mut self) -> Result<Arc<Programme>, DeskError> {
        self.edit.next_line("preview").await?;
        let record = self.programme.record().follow(self.edit.connection()).await.map_err(LiveError::from)?;
        let clock = *self.programme.clock();
        self.edit.rehearse().await?;
        Ok(Arc::new(Programme::at(record, clock)))
    }

    /// Puts a row that belongs with the edit into its transaction: the answer kept for whoever asks again.
    pub fn keep<A: sea_orm::ActiveModelTrait>(&mut self, row: A) {
        self.edit.identify(row);
    }

    /// Writes what was said so far within the transaction, and gives the programme as readers will have it.
    ///
    /// # Errors
    /// [`DeskError`] as [`Desk::commit`].
    pub async fn settle(&mut self) -> Result<Arc<Programme>, DeskError> {
        self.edit.flush().await?;
        let record = self.programme.record().follow(self.edit.connection()).await.map_err(LiveError::from)?;
        Ok(Arc::new(Programme::at(record, *self.programme.clock())))
    }

    /// Makes the edit last; gives the number of its line in the journal, or nothing where it says nothing.
    ///
    /// # Errors
    /// [`Refusal::Stale`] where a subject has moved on; the database's own failures.
    pub async fn commit(self, live: &Live) -> Result<Option<i64>, DeskError> {
        let line = self.edit.line();
        self.edit.commit().await?;
        let record = live.follow().await.map_err(LiveError::from)?;
        Ok(record.journal_line(line).map(|line| line.id))
    }

    /// What may be done with a subject that does not exist yet.
    fn hand_over_new(&self, action: Action, key: &Key) -> Result<Hand, Refusal> {
        let unknown = || Refusal::Unknown(key.clone());
        let id: ContractId = key.identity().parse().map_err(|()| unknown())?;
        if key.kind() != "contract" {
            return Err(unknown());
        }
        let territory = self.programme.record().find(&id.territory.key()).ok_or_else(unknown)?;
        Ok(rights::over(&self.actor, action, &self.programme, territory))
    }

    fn make(&mut self, key: &Key) -> Result<SubjectId, Refusal> {
        let unknown = || Refusal::Unknown(key.clone());
        let id: ContractId = key.identity().parse().map_err(|()| unknown())?;
        let territory = self.programme.record().find(&id.territory.key()).ok_or_else(unknown)?.id;
        Ok(contract::add(&mut self.edit, &id, territory))
    }

    /// The source that the edit's own word is, made once for each piece of evidence.
    fn source(&mut self, evidence: &Evidence) -> SubjectId {
        if let Some((_, known)) = self.sources.iter().find(|(known, _)| known == evidence) {
            return *known;
        }
        let number = match self.sources.len() {
            0 => String::new(),
            others => format!("-{}", others + 1),
        };
        let is_reader = self.actor.role() == Role::Reader;
        let word = if is_reader { "lecteur" } else { "agent" };
        let (kind, address, note) = match evidence {
            Evidence::Word => (SourceKind::Official, None, None),
            Evidence::Address(address) if is_reader => (SourceKind::of_address(address), Some(address.clone()), None),
            Evidence::Address(address) => (SourceKind::OfficialEvidence, Some(address.clone()), None),
            Evidence::Paper(paper) => (SourceKind::OfficialEvidence, None, Some(format!("Pièce : {paper}"))),
        };
        let new = NewSource {
            key: Key::new(format!("source:{word}-{}{number}", self.edit.line())),
            title: self.title(evidence),
            address,
            published_on: Some(Edtf::day(self.today())),
            kind,
            note,
        };
        let id = source::add(&mut self.edit, &new);
        self.sources.push((evidence.clone(), id));
        id
    }

    /// What readers are told of who speaks: the role and the regions, never a name.
    fn title(&self, evidence: &Evidence) -> String {
        let day = Edtf::day(self.today()).french();
        match (self.actor.role(), evidence) {
            (Role::Reader, Evidence::Address(address)) => {
                format!("{}, signalé par un lecteur le {day}", source::host(address))
            }
            (Role::Official, _) => {
                let codes = self.actor.scope().iter().filter_map(|code| code.parse::<RegionCode>().ok());
                let names: Vec<String> = codes.map(|code| self.programme.region_name(code)).collect();
                format!("Agent, {}, {day}", names.join(", "))
            }
            (role, _) => {
                let mut title = role.french().to_owned();
                if let Some(first) = title.get_mut(..1) {
                    first.make_ascii_uppercase();
                }
                format!("{title}, {day}")
            }
        }
    }
}

/// What writes of one subject, in the hand of who may.
#[derive(Debug)]
pub struct Pen<'d> {
    desk: &'d mut Desk,
    subject: SubjectId,
    key: Key,
    proposes: bool,
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
    /// is not stated again.
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
            Some((_, same)) if same == *value && !property.is_promise() => return None,
            Some((id, _)) if !property.is_promise() && !property.is_many() && !self.proposes => Some(id),
            _ => None,
        };
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
        self.desk.edit.decide(statement, kind, reason);
    }

    /// Takes a decision on a statement on the subject back.
    pub fn take_back(&mut self, statement: StatementId, decision: i64, reason: &str) {
        self.desk.edit.take_back(statement, decision, reason);
    }

    /// Accepts a proposal on the subject.
    pub fn accept(&mut self, proposal: &Proposal<'_>, reason: &str) {
        proposal.accept(&mut self.desk.edit, reason);
    }

    /// Refuses a proposal on the subject.
    pub fn reject(&mut self, proposal: &Proposal<'_>, reason: &str) {
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
    ) -> Result<(), super::proposal::CorrectionError> {
        proposal.correct(&mut self.desk.edit, property, value, reason)
    }

    /// What an official stated last of a property, and that still counts.
    fn own(&self, subject: &Subject, property: Property) -> Option<(StatementId, Value)> {
        let told = Told::of(subject, self.desk.programme.clock())?;
        let is_own = |statement: &&&Statement| {
            statement.property == property && matches!(statement.role, Role::Official | Role::National)
        };
        told.statements().iter().rfind(is_own).map(|statement| (statement.id, statement.value.clone()))
    }
}
