//! What a cell names: regions, départements and territories, by code, by name or by any alias.

use super::{
    plan::Plan,
    refusal::Refused,
    table::{Cell, Line},
};
use crate::{
    programme::{
        departement::DepartementCode, phase::Phase, property::Property, region::RegionCode, search::fold,
        territory::TerritoryId, value::Value,
    },
    store::SubjectId,
};

impl Plan<'_> {
    /// The region of a cell: its code (`1` for `01`), its name or an alias.
    ///
    /// # Errors
    /// [`Refused`] for what names no known region, or several.
    pub fn region(&mut self, cell: Cell<'_>) -> Result<RegionCode, Refused> {
        self.region_named(cell.text).ok_or_else(|| self.refuse(cell, "the INSEE code or the name of a region"))
    }

    pub(super) fn region_named(&self, text: &str) -> Option<RegionCode> {
        let code = region_code(text).filter(|code| self.record.find(&code.key()).is_some());
        code.or_else(|| match self.lookup.regions.get(&fold(text))?.as_slice() {
            [one] => Some(*one),
            _ => None,
        })
    }

    /// The regions of a cell, joined by `|`.
    ///
    /// # Errors
    /// [`Refused`] as [`Plan::region`], for each part.
    pub fn regions(&mut self, line: Line<'_>, column: &'static str) -> Result<Vec<RegionCode>, Refused> {
        let cell = line.cell(column);
        let all: Vec<_> = line.list(column).map(|part| self.region(cell.with(part))).collect();
        all.into_iter().collect()
    }

    /// The départements of a cell, joined by `|`: by code (`1` for `01`) or by name.
    ///
    /// # Errors
    /// [`Refused`] for each part that names none.
    pub fn departements(&mut self, line: Line<'_>, column: &'static str) -> Result<Vec<DepartementCode>, Refused> {
        let cell = line.cell(column);
        let all: Vec<_> = line
            .list(column)
            .map(|part| {
                let code = departement_code(part).filter(|code| self.record.find(&code.key()).is_some());
                let found = code.or_else(|| self.lookup.departements.get(&fold(part))?.first().copied());
                found.ok_or_else(|| self.refuse(cell.with(part), "the INSEE code or the name of a département"))
            })
            .collect();
        all.into_iter().collect()
    }

    /// The territory of a cell: `1-ti-3205`, `ti-3205`, its name or an alias. Where the file does not say the phase,
    /// it is the one of `date`, else the only one that has such a territory.
    ///
    /// # Errors
    /// [`Refused`] where there is none, or several: they are listed with their ids.
    pub fn territory(
        &mut self,
        cell: Cell<'_>,
        phase: Option<Phase>,
        date: Option<Phase>,
    ) -> Result<(TerritoryId, SubjectId), Refused> {
        self.territory_named(cell.text, phase, date).map_err(|unnamed| match unnamed {
            Unnamed::Nothing(like) => {
                let of_phase = phase.map_or_else(String::new, |phase| format!(" of phase {phase}"));
                let like = if like.is_empty() { like } else { format!("; perhaps {like}") };
                self.refuse(cell, format!("the name, an alias or the ANCT id of a territory{of_phase}{like}"))
            }
            Unnamed::Several(list) => {
                self.refuse(cell, format!("one territory, but there are several of that name: {list}"))
            }
        })
    }

    /// The territory that a text names, as [`Plan::territory`].
    pub(super) fn territory_named(
        &self,
        text: &str,
        phase: Option<Phase>,
        date: Option<Phase>,
    ) -> Result<(TerritoryId, SubjectId), Unnamed> {
        let mut found = self.territories_called(text);
        if let Some(phase) = phase {
            found.retain(|(id, _)| id.phase == phase);
        } else if let Some(phase) = date.filter(|phase| found.iter().any(|(id, _)| id.phase == *phase)) {
            found.retain(|(id, _)| id.phase == phase);
        }
        match found.as_slice() {
            [one] => Ok(one.clone()),
            [] => {
                let like = self.lookup.like(text);
                let like = like.iter().filter(|id| phase.is_none_or(|phase| id.phase == phase));
                Err(Unnamed::Nothing(self.listed(like)))
            }
            several => Err(Unnamed::Several(self.listed(several.iter().map(|(id, _)| id)))),
        }
    }

    fn territories_called(&self, text: &str) -> Vec<(TerritoryId, SubjectId)> {
        let known = |id: TerritoryId| self.record.find(&id.key()).map(|subject| (id, subject.id));
        let lower = text.to_lowercase().replace(' ', "-");
        if let Ok(id) = lower.parse() {
            return known(id).into_iter().collect();
        }
        let by_id = Phase::ALL.into_iter().filter_map(|phase| TerritoryId::new(phase, &lower).ok());
        let by_id: Vec<_> = by_id.filter_map(known).collect();
        if !by_id.is_empty() {
            return by_id;
        }
        let named = self.lookup.territories.get(&fold(text)).into_iter().flatten();
        named.map(|named| (named.id.clone(), named.subject)).collect()
    }

    /// Territories with their ids and names, for a message.
    fn listed<'a>(&self, ids: impl Iterator<Item = &'a TerritoryId>) -> String {
        let listed = ids.map(|id| {
            let subject = self.record.find(&id.key());
            let name = subject.and_then(|subject| {
                let mut names = subject.statements.iter().filter(|known| known.property == Property::Name);
                names.next_back()?.value.text()
            });
            name.map_or_else(|| id.to_string(), |name| format!("{id} ({name})"))
        });
        listed.collect::<Vec<_>>().join(", ")
    }

    /// The territories of a cell, joined by `|`.
    ///
    /// # Errors
    /// [`Refused`] as [`Plan::territory`], for each part.
    pub fn territories(
        &mut self,
        line: Line<'_>,
        column: &'static str,
        date: Option<Phase>,
    ) -> Result<Vec<TerritoryId>, Refused> {
        let cell = line.cell(column);
        let all: Vec<_> = line.list(column).map(|part| Ok(self.territory(cell.with(part), None, date)?.0)).collect();
        all.into_iter().collect()
    }

    /// The lead region of a territory, where one stands.
    #[must_use]
    pub fn lead_region(&self, territory: SubjectId) -> Option<RegionCode> {
        let subject = self.record.subject(territory)?;
        super::known::standing(&subject.statements).find_map(|known| match known.value {
            Value::Region(code) if known.property == Property::LeadRegion => Some(code),
            _ => None,
        })
    }
}

/// Why a text names no one territory.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Unnamed {
    /// It names none; those that it is like, with their names.
    Nothing(String),
    /// It names these.
    Several(String),
}

/// A region's code as a spreadsheet may have left it: `1` for `01`.
#[must_use]
pub fn region_code(text: &str) -> Option<RegionCode> {
    text.parse().ok().or_else(|| format!("0{text}").parse().ok())
}

/// A département's code as a spreadsheet may have left it: `1` for `01`, `2a` for `2A`.
#[must_use]
pub fn departement_code(text: &str) -> Option<DepartementCode> {
    let upper = text.to_uppercase();
    upper.parse().ok().or_else(|| format!("0{upper}").parse().ok())
}
