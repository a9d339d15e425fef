//! What a committee changes in the list of territories: one added, renamed, merged or withdrawn.

use serde::{Deserialize, Serialize};

use crate::programme::{
    change::{Evidence, Expected, Invalid, Reader, SENTENCE},
    date::Edtf,
    desk::{Desk, Refusal},
    property::Property,
    region::RegionCode,
    rights::Action,
    territory::TerritoryId,
    value::Value,
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

/// The refusal of a territory that does not stay.
fn gone(field: &str, territory: &TerritoryId) -> Refusal {
    let (field, found) = (field.to_owned(), territory.to_string());
    Refusal::Invalid(vec![Invalid::new(field, &found, Expected::Staying)])
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
        let key = self.territory.key();
        if let What::Merged(into) = &self.what {
            let known = desk.programme().territory(into).ok_or_else(|| Refusal::Unknown(into.key()))?;
            if !known.is_current() {
                return Err(gone("into", into));
            }
        }
        match &self.what {
            What::Merged(into) if !desk.leave(&self.territory, Some(into)) => return Err(gone("into", into)),
            What::Withdrawn(_) if !desk.leave(&self.territory, None) => return Err(gone("on", &self.territory)),
            _ => {}
        }
        let old = desk.programme().territory(&self.territory).map(|territory| territory.name.clone());
        let mut pen = match &self.what {
            What::Added { region, .. } => desk.territory(&self.territory, *region)?,
            _ => desk.pen(Action::AdaptList, &key, self.version)?,
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
