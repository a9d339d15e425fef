//! What is typed into the form of minutes, as a draft; and the way back from what is wrong in it to the form's fields.

use super::{Whose, sheet};
use crate::{
    programme::{
        change::{
            Invalid,
            minutes::{AdaptationDraft, CalendarLineDraft, MinutesDraft},
        },
        contract::ContractId,
        search::fold,
        territory::TerritoryId,
        view::Programme,
    },
    store::Key,
    web::pages::{
        office::{form::Fields, frame::Fault},
        story::capital,
    },
};

/// The bodies whose participants are asked for.
pub(super) const BODIES: [&str; 7] =
    ["État", "Région", "Intercommunalités", "Communes", "Entreprises", "Opérateurs de l’État", "Autres"];

/// A draft of minutes, with the places of the form that its lines came from.
pub(super) struct Draft {
    /// The draft.
    pub minutes: MinutesDraft,
    /// The contract of each line of the calendar, and the name of its territory.
    calendar: Vec<(String, String)>,
    /// The row of each adaptation.
    adaptations: Vec<usize>,
    /// The row of each decision.
    decisions: Vec<usize>,
}

/// Reads what is typed.
pub(super) fn of(programme: &Programme, whose: Whose, given: &Fields) -> Draft {
    let copil = given.some("copil");
    let version = |key: &str| Some(given.number(&format!("version/{key}")).unwrap_or(-1));
    let mut draft = Draft {
        minutes: MinutesDraft {
            region: match whose {
                Whose::Region(code) => Some(code.to_string()),
                Whose::National => None,
            },
            version: copil.as_deref().and_then(version),
            copil,
            held: given.some("held"),
            promised: given.some("promised"),
            rank: given.some("rank"),
            place: given.some("place"),
            participants: participants(given),
            evidence: given.some("evidence"),
            ..MinutesDraft::default()
        },
        calendar: Vec::new(),
        adaptations: Vec::new(),
        decisions: Vec::new(),
    };
    let decisions = given.0.iter().filter(|(name, _)| name == "decision").map(|(_, value)| value.trim());
    for (row, text) in decisions.enumerate().filter(|(_, text)| !text.is_empty()) {
        draft.decisions.push(row);
        draft.minutes.decisions.push(text.to_owned());
    }
    for (contract, date) in given.0.iter().filter_map(|(name, date)| Some((name.strip_prefix("date/")?, date.trim()))) {
        let reason = given.some(&format!("reason/{contract}"));
        if date.is_empty() && reason.is_none() {
            continue;
        }
        draft.calendar.push((contract.to_owned(), territory_of(programme, contract)));
        draft.minutes.calendar.push(CalendarLineDraft {
            contract: contract.to_owned(),
            date: date.to_owned(),
            reason,
            version: version(&format!("contract:{contract}")),
        });
    }
    for row in 0..sheet::adaptation_rows(given) {
        if let Some(adaptation) = adaptation(programme, whose, given, row) {
            draft.adaptations.push(row);
            draft.minutes.adaptations.push(adaptation);
        }
    }
    draft
}

/// The name of a contract's territory.
fn territory_of(programme: &Programme, contract: &str) -> String {
    let id: Option<ContractId> = contract.parse().ok();
    let territory = id.and_then(|id| programme.territory(&id.territory));
    territory.map_or_else(|| contract.to_owned(), |territory| territory.name.clone())
}

/// Who took part, by body: “État : 4 ; Région : 3”.
fn participants(given: &Fields) -> Option<String> {
    let told = BODIES.iter().enumerate().filter_map(|(place, body)| {
        let count = given.some(&format!("part/{place}"))?;
        Some(format!("{body} : {count}"))
    });
    Some(told.collect::<Vec<_>>().join(" ; ")).filter(|text| !text.is_empty())
}

fn adaptation(programme: &Programme, whose: Whose, given: &Fields, row: usize) -> Option<AdaptationDraft> {
    let field = |name: &str| given.some(&format!("{name}/{row}"));
    let named = |text: Option<String>| text.map(|text| identity(programme, whose, text));
    let (kind, territory, name) = (field("kind"), named(field("territory")), field("name"));
    let (into, on) = (named(field("into")), field("on"));
    if [&kind, &territory, &name, &into, &on].into_iter().all(Option::is_none) {
        return None;
    }
    let territory = territory.unwrap_or_default();
    let version = given.number(&format!("version/territory:{territory}"));
    Some(AdaptationDraft { kind: kind.unwrap_or_default(), territory, name, into, on, version })
}

/// A territory's identity from what is typed: itself, or the territory's name.
fn identity(programme: &Programme, whose: Whose, text: String) -> String {
    let folded = fold(&text);
    let found = sheet::territories(programme, whose).into_iter().find(|one| fold(&one.name) == folded);
    found.map_or(text, |territory| territory.id.to_string())
}

impl Draft {
    /// The subjects that it changes, each with the version that it was typed against.
    pub(super) fn against(&self) -> Vec<(Key, i64)> {
        let lines = self.minutes.calendar.iter().filter_map(|line| {
            let id: ContractId = line.contract.parse().ok()?;
            Some((id.key(), line.version?))
        });
        let adaptations = self.minutes.adaptations.iter().filter_map(|adaptation| {
            let id: TerritoryId = adaptation.territory.parse().ok()?;
            Some((id.key(), adaptation.version?))
        });
        let copil = self.minutes.copil.as_ref().map(|key| Key::new(key.as_str())).zip(self.minutes.version);
        copil.into_iter().chain(lines).chain(adaptations).collect()
    }

    /// What is wrong, told of the form's own fields.
    pub(super) fn faults(&self, invalid: &[Invalid]) -> Vec<Fault> {
        let told = invalid.iter().map(|one| {
            let (field, label) = self.field(&one.field);
            let expected = one.expected.french();
            let text = if one.found.is_empty() {
                format!("{label} : à remplir ; attendu : {expected}.")
            } else {
                format!("{label} : « {} » ne peut pas être pris ; attendu : {expected}.", one.found)
            };
            Fault::of(&field, text)
        });
        told.collect()
    }

    /// The form's field of a path in the draft, and its label.
    fn field(&self, path: &str) -> (String, String) {
        let parts: Vec<&str> = path.split('/').collect();
        match parts.as_slice() {
            ["calendar", place, field] => {
                let line = place.parse().ok().and_then(|place: usize| self.calendar.get(place));
                let (contract, territory) = line.cloned().unwrap_or_default();
                let name = if *field == "reason" { "reason" } else { "date" };
                (format!("{name}/{contract}"), format!("Calendrier, {territory}, {}", label(field)))
            }
            ["adaptations", place, field] => {
                let row = place.parse().ok().and_then(|place: usize| self.adaptations.get(place)).copied();
                let row = row.unwrap_or_default();
                (format!("{field}/{row}"), format!("Liste, ligne {}, {}", row + 1, label(field)))
            }
            ["decisions", place] => {
                let row = place.parse().ok().and_then(|place: usize| self.decisions.get(place)).copied();
                (format!("decision-{}", row.unwrap_or_default()), "Décision".to_owned())
            }
            ["participants"] => ("part/0".to_owned(), "Participants".to_owned()),
            [field, ..] => ((*field).to_owned(), capital(label(field))),
            [] => (String::new(), String::new()),
        }
    }
}

fn label(field: &str) -> &'static str {
    match field {
        "held" => "tenu le",
        "promised" => "prévu le",
        "rank" => "rang",
        "place" => "lieu",
        "evidence" => "pièce",
        "copil" => "réunion",
        "date" | "contract" => "date",
        "reason" => "motif",
        "kind" => "ce qui change",
        "territory" => "territoire",
        "name" => "nom",
        "into" => "territoire d’accueil",
        "on" => "date",
        _ => "champ",
    }
}
