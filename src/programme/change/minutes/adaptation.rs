//! What a committee changes in the list of territories: one added, renamed, merged or withdrawn.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::programme::{
    change::{Evidence, Expected, Invalid, Reader, SENTENCE},
    date::Edtf,
    desk::{Desk, Refusal},
    property::Property,
    region::RegionCode,
    rights::Action,
    search::fold,
    territory::{Territory, TerritoryId},
    value::Value,
    view::Programme,
};

/// An adaptation, as it is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct AdaptationDraft {
    /// `added`, `renamed`, `merged` or `withdrawn`.
    #[schema(required, min_length = 1, example = "renamed")]
    pub kind: String,
    /// The territory.
    #[schema(required, min_length = 1, example = "2-ti-3205")]
    pub territory: String,
    /// Its name, where it is added or renamed.
    pub name: Option<String>,
    /// The territory that it is merged into.
    pub into: Option<String>,
    /// Since when; the day of the record unless said.
    pub on: Option<String>,
    /// The version of the territory that the change is made against.
    pub version: Option<i64>,
}

/// An adaptation, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Adaptation {
    territory: TerritoryId,
    what: What,
    version: Option<i64>,
}

#[derive(Clone, Debug, PartialEq)]
enum What {
    Added { name: String, region: RegionCode, on: Value },
    Renamed(String),
    Merged(TerritoryId),
    Withdrawn(Value),
}

pub(super) fn read(reader: &mut Reader, drafts: &[AdaptationDraft], region: Option<RegionCode>) -> Vec<Adaptation> {
    let mut read = Vec::new();
    for (place, draft) in drafts.iter().enumerate() {
        reader.prefix = format!("adaptations/{place}/");
        let Some(adaptation) = one(reader, draft, region) else { continue };
        if read.iter().any(|known: &Adaptation| known.territory == adaptation.territory) {
            reader.wrong::<()>("territory", &adaptation.territory.to_string(), Expected::Once);
        } else {
            read.push(adaptation);
        }
    }
    reader.prefix.clear();
    read
}

fn one(reader: &mut Reader, draft: &AdaptationDraft, region: Option<RegionCode>) -> Option<Adaptation> {
    let territory = territory(reader, "territory", &draft.territory);
    let name = reader.words("name", draft.name.as_deref(), SENTENCE);
    let on = match draft.on.as_deref().map(str::trim).filter(|text| !text.is_empty()) {
        Some(text) => reader.done("on", text),
        None => Some(Value::Date(Edtf::day(reader.today))),
    };
    let what = match draft.kind.trim() {
        "added" => match (name, region, on) {
            (Some(_), Some(region), Some(_)) if territory.as_ref().is_some_and(|id| !is_numbered_by(id, region)) => {
                reader.wrong("territory", &draft.territory, Expected::NumberedBy(region))
            }
            (Some(name), Some(region), Some(on)) => Some(What::Added { name, region, on }),
            (None, ..) => reader.wrong("name", "", Expected::Words),
            _ => None,
        },
        "renamed" => match name {
            Some(name) => Some(What::Renamed(name)),
            None => reader.wrong("name", "", Expected::Words),
        },
        "merged" => {
            let into = self::territory(reader, "into", draft.into.as_deref().unwrap_or_default());
            match (into, &territory) {
                (Some(into), Some(own)) if into == *own || into.phase != own.phase => {
                    reader.wrong("into", &into.to_string(), Expected::Staying)
                }
                (into, _) => into.map(What::Merged),
            }
        }
        "withdrawn" => on.map(What::Withdrawn),
        other => reader.wrong("kind", other, Expected::OneOf("added, renamed, merged, withdrawn")),
    };
    territory.zip(what).map(|(territory, what)| Adaptation { territory, what, version: draft.version })
}

/// Whether the number of a territory begins with the code of a region, as every one that the ANCT has given does.
fn is_numbered_by(territory: &TerritoryId, region: RegionCode) -> bool {
    territory.anct_id().strip_prefix("ti-").is_some_and(|number| number.starts_with(region.as_str()))
}

/// The refusal of one field.
fn refused(field: &str, found: &impl ToString, expected: Expected) -> Refusal {
    Refusal::Invalid(vec![Invalid::new(field, &found.to_string(), expected)])
}

/// Whether another territory of the phase, which stays, has a name.
fn is_named(programme: &Programme, name: &str, territory: &TerritoryId) -> bool {
    let same = |other: &Territory| {
        other.id != *territory
            && other.phase == territory.phase
            && other.is_current()
            && fold(&other.name) == fold(name)
    };
    programme.record().subjects().iter().filter_map(|subject| programme.territory_of(subject.id)).any(same)
}

fn territory(reader: &mut Reader, field: &str, text: &str) -> Option<TerritoryId> {
    match text.trim().parse() {
        Ok(id) => Some(id),
        Err(_) => reader.wrong(field, text, Expected::Territory),
    }
}

impl Adaptation {
    /// Checks a draft by itself, of a territory of `region` where it is added.
    ///
    /// # Errors
    /// Every field that cannot be taken.
    pub fn read(
        draft: &AdaptationDraft,
        region: Option<RegionCode>,
        today: chrono::NaiveDate,
    ) -> Result<Self, Vec<Invalid>> {
        let mut reader = Reader::new(today);
        let read = one(&mut reader, draft, region);
        reader.end(read)
    }

    /// States it.
    ///
    /// # Errors
    /// [`Refusal`] where there is no such territory, who asks may not, or something has moved on.
    pub fn write(&self, desk: &mut Desk, evidence: &Evidence) -> Result<(), Refusal> {
        let programme = Arc::clone(desk.programme());
        let id = &self.territory;
        match &self.what {
            What::Added { .. } if programme.territory(id).is_some() => {
                return Err(refused("territory", id, Expected::Free));
            }
            What::Added { name, .. } | What::Renamed(name) if is_named(&programme, name, id) => {
                return Err(refused("name", name, Expected::Free));
            }
            What::Merged(into) => {
                let known = programme.territory(into).ok_or_else(|| Refusal::Unknown(into.key()))?;
                if !known.is_current() || !desk.leave(id, Some(into)) {
                    return Err(refused("into", into, Expected::Staying));
                }
            }
            What::Withdrawn(_) if !desk.leave(id, None) => return Err(refused("territory", id, Expected::Staying)),
            _ => {}
        }
        let old = programme.territory(id).map(|territory| territory.name.clone());
        let mut pen = match &self.what {
            What::Added { region, .. } => desk.territory(id, *region)?,
            _ => desk.pen(Action::AdaptList, &id.key(), self.version)?,
        };
        let text = |words: &str| Value::Text(words.into());
        match &self.what {
            What::Added { name, region, on } => {
                for (property, value) in [
                    (Property::Name, text(name)),
                    (Property::LeadRegion, Value::Region(*region)),
                    (Property::Region, Value::Region(*region)),
                    (Property::Labelled, on.clone()),
                ] {
                    pen.state(property, &value, evidence);
                }
            }
            What::Renamed(name) => {
                pen.state(Property::Name, &text(name), evidence);
                if let Some(old) = old.filter(|old| old != name) {
                    pen.state(Property::Alias, &text(&old), evidence);
                }
            }
            What::Merged(into) => {
                pen.state(Property::MergedInto, &Value::Territory(into.clone()), evidence);
            }
            What::Withdrawn(on) => {
                pen.state(Property::Withdrawn, on, evidence);
            }
        }
        Ok(())
    }
}
