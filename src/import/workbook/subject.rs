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
        change,
        contract::{ContractId, Document, Family},
        phase::Phase,
        record::{Noun, Subject},
        region::RegionCode,
        search::fold,
        territory::TerritoryId,
        view::Programme,
        workbook::{List, names_of, trim},
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
            subject: self.plan.record.find(&id.key()).cloned(),
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

/// Which avenant a document is, as far as what it is called tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Avenant {
    /// “Avenant” and nothing else: the first, as an identity without a number is.
    Plain,
    /// The one of that number.
    Number(u8),
    /// One of a number that no identity has.
    Beyond,
    /// That cannot be told: a number elsewhere may be a year's, a day's or another document's.
    Untold,
}

/// What may stand between “avenant” and its number, the longer before what they begin with.
const MARKS: [&str; 8] = ["numéro", "numero", "num", "n°", "nº", "№", "no", "n"];

/// Reads which avenant is meant: the number stands right after the word, behind “n°”, or else ends the name.
pub(super) fn avenant(text: &str) -> Avenant {
    let text = text.to_lowercase();
    let Some((before, after)) = text.split_once("avenant") else { return Avenant::Untold };
    let after = trim_start(after, &['-', '–', '_', ':', ',', '(']);
    if trim(before).is_empty() && after.is_empty() {
        return Avenant::Plain;
    }
    let marked = MARKS.iter().find_map(|mark| after.strip_prefix(mark));
    let rest = trim_start(marked.unwrap_or(after), &['.', ':']);
    let (digits, rest) = rest.split_at(rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len()));
    // “n° 2025-03”, “n° 2 bis” and “2e” are no plain numbers.
    let goes_on = rest.starts_with(|sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '/' | '_' | '°'));
    let again = matches!(rest.split_whitespace().next(), Some("bis" | "ter" | "quater"));
    if digits.is_empty() || goes_on || again || (marked.is_none() && !trim(rest).is_empty()) {
        return Avenant::Untold;
    }
    match digits.parse() {
        Ok(number @ 1..) => Avenant::Number(number),
        _ => Avenant::Beyond,
    }
}

/// Takes away spaces and some signs that a text begins with.
fn trim_start<'t>(text: &'t str, signs: &[char]) -> &'t str {
    text.trim_start_matches(|sign: char| sign.is_whitespace() || signs.contains(&sign))
}
