//! The desk: one edit, made of one subject after another, each by whoever may.
//!
//! A [`Desk`] is an open edit with the record that it is made against. It writes nothing itself: a [`Pen`] does, on
//! one subject, and none can be had by who may not ([`super::rights`]) or against a version that has moved on.

mod pen;
mod refusal;

use std::sync::Arc;

use chrono::NaiveDate;

use super::{
    change::Evidence,
    clock::Clock,
    contract::{self, ContractId},
    copil::{self, Level},
    date::Edtf,
    live::{Live, LiveError},
    record::Record,
    region::RegionCode,
    rights::{self, Action, Hand},
    source::{self, NewSource, SourceKind},
    territory::{self, TerritoryId},
    view::Programme,
};
use crate::store::{Actor, Edit, Key, Role, SubjectId};

pub use pen::Pen;
pub use refusal::{Conflict, DeskError, Refusal};

/// An open edit with what it is made against. Dropped, it leaves no trace.
#[derive(Debug)]
pub struct Desk {
    edit: Edit,
    programme: Arc<Programme>,
    actor: Actor,
    sources: Vec<(Evidence, SubjectId)>,
    /// The record with what was said so far, once that was written.
    settled: Option<Arc<Record>>,
    /// The territories that leave the list in this edit, and what each is merged into.
    merges: Vec<(TerritoryId, Option<TerritoryId>)>,
}

impl Desk {
    /// Opens an edit: nobody else writes until it ends. `action` is what the journal will say was done.
    ///
    /// # Errors
    /// [`LiveError`] if the write order cannot be had or the record not be read.
    pub async fn open(live: &Live, actor: &Actor, action: &str) -> Result<Self, LiveError> {
        let (edit, record) = live.edit(actor, action).await?;
        let programme = Arc::new(Programme::at(record, Clock::of_day(live.time.today())));
        Ok(Self { edit, programme, actor: actor.clone(), sources: Vec::new(), settled: None, merges: Vec::new() })
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

    /// The edit's own connection: what it reads there nobody changes until the edit ends.
    #[must_use]
    pub fn connection(&self) -> &sea_orm::DatabaseTransaction {
        self.edit.connection()
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
        let (subject, version) = match id {
            Some(id) => (id, Some(found)),
            None => (self.make(key)?, None),
        };
        Ok(Pen { proposes: hand == Hand::Proposes, subject, version, key: key.clone(), desk: self })
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
        Ok(Pen { proposes: false, subject, version: None, key: key.clone(), desk: self })
    }

    /// Lets a territory leave the list in this edit, into another or for good. False where it cannot: what it
    /// is merged into leaves too, or others were merged into it.
    pub fn leave(&mut self, territory: &TerritoryId, into: Option<&TerritoryId>) -> bool {
        let stays = self.merges.iter().all(|(left, joined)| Some(left) != into && joined.as_ref() != Some(territory));
        self.merges.push((territory.clone(), into.cloned()));
        stays
    }

    /// A pen for a territory that is made now, in a region; or made again, where nothing that was said of it counts any
    /// more: an identity serves for good.
    ///
    /// # Errors
    /// As [`Desk::copil`].
    pub fn territory(&mut self, id: &TerritoryId, region: RegionCode) -> Result<Pen<'_>, Refusal> {
        let key = id.key();
        if rights::hand(&self.actor, Action::AdaptList, Some(region), &[region]) != Hand::States {
            return Err(Refusal::Denied(key));
        }
        let known = self.programme.record().find(&key).map(|subject| (subject.id, subject.version(None)));
        if let Some((_, found)) = known.filter(|_| self.programme.territory(id).is_some()) {
            return Err(Refusal::Stale { key, expected: 0, found });
        }
        let (subject, version) = match known {
            Some((subject, version)) => (subject, Some(version)),
            None => (territory::add(&mut self.edit, id), None),
        };
        Ok(Pen { proposes: false, subject, version, key, desk: self })
    }

    /// Writes the edit without making it last, and gives the programme as readers would have it.
    ///
    /// # Errors
    /// [`DeskError`] as [`Desk::commit`].
    pub async fn preview(mut self) -> Result<Arc<Programme>, DeskError> {
        let written = self.edit.flush().await?;
        let record = self.programme.record().with(written).map_err(LiveError::from)?;
        let clock = *self.programme.clock();
        self.edit.rehearse().await?;
        Ok(Arc::new(Programme::at(record, clock)))
    }

    /// Puts a row that belongs with the edit into its transaction: the answer kept for whoever asks again.
    pub fn keep<A: sea_orm::ActiveModelTrait>(&mut self, row: A) {
        self.edit.keep(row);
    }

    /// Writes what was said so far within the transaction, and gives the programme as readers will have it.
    ///
    /// # Errors
    /// [`DeskError`] as [`Desk::commit`].
    pub async fn settle(&mut self) -> Result<Arc<Programme>, DeskError> {
        let written = self.edit.flush().await?;
        let record = self.programme.record().with(written).map_err(LiveError::from)?;
        self.settled = Some(Arc::clone(&record));
        Ok(Arc::new(Programme::at(record, *self.programme.clock())))
    }

    /// Makes the edit last; gives the number of its line in the journal, or nothing where it says nothing.
    ///
    /// # Errors
    /// [`Refusal::Stale`] where a subject has moved on; the database's own failures.
    pub async fn commit(self, live: &Live) -> Result<Option<i64>, DeskError> {
        let line = self.edit.line();
        let record = match self.settled {
            Some(record) => live.commit_as(self.edit, record).await?,
            None => live.commit(self.edit).await?,
        };
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
            Evidence::Paper(paper) => (SourceKind::OfficialEvidence, None, Some(Evidence::note(paper))),
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
