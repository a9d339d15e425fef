//! The form of minutes: what is asked of the meeting, a row for each territory, and some for the list.

use super::{Whose, draft::BODIES};
use crate::{
    programme::{
        contract::{ContractId, Document, Family},
        copil::Copil,
        life::Life,
        phase::Phase,
        property::Property,
        status::Status,
        territory::Territory,
        value::Gap,
        view::{Programme, View},
    },
    web::pages::office::{
        act::{
            changes,
            field::{Field, Input},
        },
        form::Fields,
        frame::Fault,
    },
};

/// How many rows there are at least for what changes in the list.
const ADAPTATIONS: usize = 3;
/// How many rows there are at least for decisions.
const DECISIONS: usize = 3;

/// The form.
pub(super) struct Sheet {
    /// Whose committee it is, as the form sends it.
    pub region: String,
    /// The fields of the meeting.
    pub meeting: Vec<Field>,
    /// Who took part, by body.
    pub bodies: Vec<Field>,
    /// What was decided.
    pub decisions: Vec<Field>,
    /// What bears it out.
    pub evidence: Field,
    /// A row for each territory.
    pub rows: Vec<Row>,
    /// Rows for what changes in the list.
    pub adaptations: Vec<Adaptation>,
    /// The territories that can be named: identity and name.
    pub known: Vec<(String, String)>,
    /// The versions that the form is made against.
    pub versions: Vec<(String, String)>,
}

/// A territory in the calendar.
pub(super) struct Row {
    /// Its name.
    pub name: String,
    /// What its contract is promised for now, or when it was signed.
    pub now: String,
    /// Whether it was signed, and nothing is asked.
    pub signed: bool,
    /// The region that decides, where it is another.
    pub lead: String,
    /// The new date.
    pub date: Field,
    /// Why it moves.
    pub reason: Field,
}

/// A row of what changes in the list.
pub(super) struct Adaptation {
    /// What changes.
    pub kind: Field,
    /// Which territory.
    pub territory: Field,
    /// Its name.
    pub name: Field,
    /// What it is merged into.
    pub into: Field,
    /// Since when.
    pub on: Field,
}

impl Sheet {
    /// The form, with what is given of it and what is wrong with that.
    pub(super) fn of(programme: &Programme, whose: Whose, given: &Fields, faults: &[Fault]) -> Self {
        let mark = |mut field: Field| {
            if let Some(fault) = faults.iter().find(|fault| fault.field == field.name) {
                field.fault.clone_from(&fault.text);
            }
            field
        };
        let copils = copils(programme, whose);
        let territories = territories(programme, whose);
        let mut versions: Vec<(String, i64)> =
            copils.iter().map(|copil| (copil.key.to_string(), version(programme, copil.key.as_str()))).collect();
        let mut rows = Vec::new();
        for territory in &territories {
            let id = ContractId {
                territory: territory.id.clone(),
                document: Document { family: Family::Contrat, number: 0 },
            };
            versions.push((territory.id.key().to_string(), version(programme, territory.id.key().as_str())));
            versions.push((id.key().to_string(), version(programme, id.key().as_str())));
            rows.push(row(programme, whose, territory, &id, given, &mark));
        }
        // What is typed was typed against the version that came with it.
        let versions = versions.into_iter().map(|(key, version)| {
            let name = format!("version/{key}");
            let typed = given.some(&name);
            (name, typed.unwrap_or_else(|| version.to_string()))
        });
        Self {
            region: whose.code(),
            meeting: meeting(&copils, given).into_iter().map(mark).collect(),
            bodies: BODIES
                .iter()
                .enumerate()
                .map(|(place, body)| mark(Field::new(given, &format!("part/{place}"), body, Input::Short)))
                .collect(),
            decisions: decisions(given).into_iter().map(mark).collect(),
            evidence: mark(
                Field::new(given, "evidence", "Pièce", Input::Line)
                    .hint("L’adresse du relevé, s’il est en ligne. Sans elle, le relevé lui-même fait foi."),
            ),
            rows,
            adaptations: (0..adaptation_rows(given)).map(|row| adaptation(given, row, &mark)).collect(),
            known: territories.iter().map(|one| (one.id.to_string(), one.name.clone())).collect(),
            versions: versions.collect(),
        }
    }
}

/// The territories of the running phase that are asked about, by name.
pub(super) fn territories(programme: &Programme, whose: Whose) -> Vec<&Territory> {
    let Whose::Region(code) = whose else { return Vec::new() };
    let phase = Phase::on(programme.day());
    let mut territories: Vec<&Territory> = programme
        .record()
        .in_region(code)
        .filter_map(|subject| programme.territory_of(subject.id))
        .filter(|one| one.phase == phase && one.is_current() && one.regions.contains(&code))
        .collect();
    territories.sort_by_cached_key(|territory| crate::programme::search::fold(&territory.name));
    territories
}

/// How many rows there are for what changes in the list: one blank one more than are filled in.
pub(super) fn adaptation_rows(given: &Fields) -> usize {
    let filled = given.0.iter().filter(|(_, value)| !value.trim().is_empty()).filter_map(|(name, _)| {
        let (field, row) = name.split_once('/')?;
        let is_one = matches!(field, "kind" | "territory" | "name" | "into" | "on");
        row.parse::<usize>().ok().filter(|row| is_one && *row < 100)
    });
    filled.max().map_or(0, |last| last + 2).max(ADAPTATIONS)
}

fn version(programme: &Programme, key: &str) -> i64 {
    programme.record().find(&crate::store::Key::new(key)).map_or(0, |subject| subject.version(None))
}

/// The meetings of the running phase, those that have not met yet first.
fn copils(programme: &Programme, whose: Whose) -> Vec<&Copil> {
    let phase = Phase::on(programme.day());
    let region = match whose {
        Whose::Region(code) => Some(code),
        Whose::National => None,
    };
    let subjects = programme.record().subjects().iter();
    let mut copils: Vec<&Copil> = subjects
        .filter_map(|subject| match programme.view(subject.id) {
            Some(View::Copil(copil)) => Some(copil.as_ref()),
            _ => None,
        })
        .filter(|copil| copil.phase == phase && copil.region == region)
        .collect();
    copils.sort_by_key(|copil| (copil.status == Status::Met, date(copil).map(|life| life.retained.latest)));
    copils
}

fn date(copil: &Copil) -> Option<&Life> {
    copil.held.as_ref().or(copil.promised.as_ref())
}

fn meeting(copils: &[&Copil], given: &Fields) -> Vec<Field> {
    let new = (String::new(), "Un COPIL qui n’est pas encore connu".to_owned());
    let known = copils.iter().map(|copil| {
        let when = date(copil).map(|life| life.retained.french.clone()).unwrap_or_default();
        let how = if copil.status == Status::Met { "tenu" } else { "promis" };
        (copil.key.to_string(), format!("{}, {how} : {when}", copil.french()))
    });
    // The meeting that waits for its minutes, where there is one and nothing was chosen.
    let first = copils.iter().find(|copil| copil.status != Status::Met).map(|copil| copil.key.to_string());
    vec![
        Field::new(given, "copil", "Réunion", Input::Choice(std::iter::once(new).chain(known).collect()))
            .or(given, first.as_deref().unwrap_or_default()),
        Field::new(given, "held", "Tenu le", Input::Short).hint("20/11/2026").of(Property::Held),
        Field::new(given, "promised", "Ou prévu le", Input::Short)
            .hint("S’il n’a pas encore eu lieu.")
            .of(Property::Promised),
        Field::new(given, "rank", "Rang", Input::Short)
            .hint("1 pour le premier, 2 pour le deuxième…")
            .of(Property::Rank),
        Field::new(given, "place", "Lieu", Input::Line).of(Property::Place),
    ]
}

fn decisions(given: &Fields) -> Vec<Field> {
    let typed: Vec<&String> = given.0.iter().filter(|(name, _)| name == "decision").map(|(_, value)| value).collect();
    let filled = typed.iter().rposition(|value| !value.trim().is_empty()).map_or(0, |last| last + 2);
    (0..filled.max(DECISIONS))
        .map(|place| {
            let label = format!("Décision {}", place + 1);
            let mut field = Field::new(given, &format!("decision-{place}"), &label, Input::Line);
            field.value = typed.get(place).map(|value| value.trim().to_owned()).unwrap_or_default();
            field
        })
        .collect()
}

fn row(
    programme: &Programme,
    whose: Whose,
    territory: &Territory,
    id: &ContractId,
    given: &Fields,
    mark: &impl Fn(Field) -> Field,
) -> Row {
    let contract = programme.contracts(&territory.id).into_iter().find(|contract| contract.id == *id);
    let signed =
        contract.and_then(|contract| contract.signed.as_ref()).filter(|life| life.gap() != Some(Gap::Cancelled));
    let promised = contract.and_then(|contract| contract.promised.as_ref());
    let now = match (signed, promised) {
        (Some(life), _) => format!("signé : {}", life.retained.french),
        (None, Some(life)) => changes::words(programme, Property::Promised, &life.retained.value),
        (None, None) => String::new(),
    };
    let lead = territory.regions.first().filter(|lead| Whose::Region(**lead) != whose);
    Row {
        name: territory.name.clone(),
        now,
        signed: signed.is_some_and(|life| life.gap().is_none()),
        lead: lead.map(|lead| programme.region_name(*lead)).unwrap_or_default(),
        date: mark(Field::new(given, &format!("date/{id}"), "Nouvelle date", Input::Short)),
        reason: mark(Field::reason(given, &format!("reason/{id}"))),
    }
}

fn adaptation(given: &Fields, row: usize, mark: &impl Fn(Field) -> Field) -> Adaptation {
    let kinds = [
        ("", "Rien"),
        ("added", "Ajouté"),
        ("renamed", "Renommé"),
        ("merged", "Fusionné dans un autre"),
        ("withdrawn", "Retiré"),
    ];
    let kinds = kinds.map(|(value, words)| (value.to_owned(), words.to_owned())).to_vec();
    let field = |name: &str, label: &str, input| mark(Field::new(given, &format!("{name}/{row}"), label, input));
    Adaptation {
        kind: field("kind", "Ce qui change", Input::Choice(kinds)),
        territory: field("territory", "Territoire", Input::Line),
        name: field("name", "Nom", Input::Line),
        into: field("into", "Fusionné dans", Input::Line),
        on: field("on", "Depuis le", Input::Short),
    }
}
