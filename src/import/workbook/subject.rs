//! Whose line it is: by its identity, else by the names that it gives.

use std::sync::Arc;

use super::{
    cell::unnamed,
    copil,
    fault::{Expected, Fault},
    row::Row,
};
use crate::{
    import::plan::Plan,
    programme::{
        avenant::{Avenant, avenant},
        change,
        contract::{ContractId, Document, Family},
        phase::Phase,
        record::{Noun, Subject},
        region::RegionCode,
        search::fold,
        territory::TerritoryId,
        view::Programme,
        workbook::{List, names_of},
    },
    store::{Actor, Key},
};

/// What a line is about.
#[derive(Clone, Debug)]
pub(super) struct Target {
    /// Its key; of a committee's meeting that is yet to be made: what tells it from others of the file.
    pub key: Key,
    /// The subject, where it exists.
    pub subject: Option<Arc<Subject>>,
    /// What it is called.
    pub name: String,
    /// The region that answers for it.
    pub region: Option<RegionCode>,
}

/// What lines are read with.
pub(super) struct Context<'a> {
    pub programme: &'a Programme,
    pub plan: Plan<'a>,
    pub actor: Actor,
}

impl Context<'_> {
    /// What a line is about.
    pub fn target(&self, row: &Row) -> Result<Target, Fault> {
        match row.list {
            List::Contracts => self.contract(row),
            List::Copils => copil::target(self, row),
            List::Territories => self.territory(row),
        }
    }

    fn phase(&self) -> Phase {
        Phase::on(self.programme.day())
    }

    fn contract(&self, row: &Row) -> Result<Target, Fault> {
        let id = match row.text("id") {
            "" => self.contract_named(row)?,
            text => {
                let unknown = || row.fault("id", Expected::Identity);
                let id: ContractId = List::Contracts.key(text).identity().parse().map_err(|()| unknown())?;
                let territory = self.plan.record.find(&id.territory.key()).ok_or_else(unknown)?;
                self.check_name(row, territory, &id.territory)?;
                id
            }
        };
        let territory = self.programme.territory(&id.territory);
        let name = territory.map_or_else(|| id.territory.to_string(), |territory| territory.name.clone());
        let document = match id.document.family {
            Family::Avenant => format!("avenant n° {}", id.document.number),
            family => family.name().to_owned(),
        };
        Ok(Target {
            key: id.key(),
            subject: self.plan.record.find(&id.key()).cloned(),
            name: format!("{name}, {document}"),
            region: territory.and_then(|territory| territory.regions.first().copied()),
        })
    }

    /// The contract that the name of a territory and that of a document mean.
    fn contract_named(&self, row: &Row) -> Result<ContractId, Fault> {
        let (territory, _) = self
            .plan
            .territory_named(row.text("territory"), None, Some(self.phase()))
            .map_err(|found| row.fault("territory", unnamed(found)))?;
        let text = row.text("document");
        let document = match Family::of_document(text) {
            None if text.is_empty() => Document { family: Family::Contrat, number: 0 },
            None => return Err(row.fault("document", Expected::Field(change::Expected::Document))),
            Some(Family::Avenant) => match avenant(text) {
                Avenant::Plain => Document { family: Family::Avenant, number: 1 },
                Avenant::Number(number) => Document { family: Family::Avenant, number },
                Avenant::Beyond | Avenant::Untold => return Err(row.fault("document", Expected::Avenant)),
            },
            Some(family) => Document { family, number: 0 },
        };
        Ok(ContractId { territory, document })
    }

    /// The name beside an identity must be one of that territory: else columns were sorted apart.
    fn check_name(&self, row: &Row, territory: &Subject, id: &TerritoryId) -> Result<(), Fault> {
        let text = row.text("territory");
        let is_it = || names_of(territory).contains(&fold(text)) || text == id.to_string() || text == id.anct_id();
        if text.is_empty() || is_it() {
            return Ok(());
        }
        let name = self.programme.territory(id).map_or_else(|| id.to_string(), |territory| territory.name.clone());
        Err(row.fault("territory", Expected::NameOf(name)))
    }

    fn territory(&self, row: &Row) -> Result<Target, Fault> {
        let id = match row.text("id") {
            "" if row.text("name").is_empty() => return Err(row.fault("name", Expected::Territory(String::new()))),
            "" => match self.plan.territory_named(row.text("name"), None, Some(self.phase())) {
                Ok((id, _)) => id,
                // One that is to be added says its identity.
                Err(_) if !row.text("region").is_empty() => return Err(row.fault("id", Expected::NewIdentity)),
                Err(found) => return Err(row.fault("name", unnamed(found))),
            },
            text => {
                let identity = List::Territories.key(text);
                let parsed = identity.identity().parse();
                let parsed = parsed.or_else(|_| TerritoryId::new(self.phase(), &identity.identity().to_lowercase()));
                parsed.map_err(|_| row.fault("id", Expected::Identity))?
            }
        };
        let known = self.programme.territory(&id);
        let region = match known {
            Some(territory) => territory.regions.first().copied(),
            None => Some(self.region(row)?.ok_or_else(|| row.fault("region", Expected::Region))?),
        };
        let said = || row.said("name").unwrap_or_else(|| id.to_string());
        Ok(Target {
            key: id.key(),
            // One of which nothing counts any more is to be added again.
            subject: known.and_then(|_| self.plan.record.find(&id.key())).cloned(),
            name: known.map_or_else(said, |territory| territory.name.clone()),
            region,
        })
    }

    /// The region of a line that is yet to have an identity; none for the State. An official of one region need not
    /// say it.
    pub fn region(&self, row: &Row) -> Result<Option<RegionCode>, Fault> {
        let text = row.text("region");
        if text.is_empty() {
            return match self.actor.scope() {
                [only] => only.parse().map(Some).map_err(|_| row.fault("region", Expected::Region)),
                _ => Err(row.fault("region", Expected::Region)),
            };
        }
        if fold(text) == "national" {
            return Ok(None);
        }
        // Of several, the first leads.
        let first = text.split(',').next().unwrap_or(text).trim();
        let found = self.plan.region_named(text).or_else(|| self.plan.region_named(first));
        found.map(Some).ok_or_else(|| row.fault("region", Expected::Region))
    }

    /// Whether a thing is known to be anything at all.
    pub fn noun(&self, key: &Key) -> Option<&Noun> {
        self.plan.record.find(key).map(|subject| &subject.noun)
    }
}
