//! What an entry says, in French.

use crate::programme::{
    date::Edtf,
    life::{Life, Said},
    source::Source,
    status::Status,
    timeline::{Item, Kind},
};

/// What a diary shows: the title, how it stands and, where it is no single day, when.
pub(super) fn summary(item: &Item, date: &Edtf) -> String {
    let status = status_french(item);
    let title = capitalised(&item.title);
    let said = match (date.is_day(), item.status) {
        (Some(_), _) => status.to_owned(),
        // The date is that of the promise, not of what became of it.
        (None, Status::Late | Status::Suspended | Status::UnknownOutcome | Status::Cancelled) => {
            format!("{status}, promis {}", date.french_when())
        }
        (None, _) => format!("{status} {}", date.french_when()).trim_start().to_owned(),
    };
    if said.is_empty() { title } else { format!("{title} ({said})") }
}

fn capitalised(text: &str) -> String {
    let mut signs = text.chars();
    signs.next().map_or_else(String::new, |first| first.to_uppercase().chain(signs).collect())
}

fn status_french(item: &Item) -> &'static str {
    match (item.status, item.kind) {
        (Status::Met, Kind::Contrat | Kind::Protocole | Kind::Avenant) => "signé",
        (Status::Met, Kind::Copil) => "tenu",
        (Status::Met, Kind::Question) => "avec réponse",
        (Status::Promised, Kind::Question) => "sans réponse",
        (Status::Met, _) => "",
        (status, _) => status.french(),
    }
}

/// How it stands, how its date moved, who says otherwise, and who says so.
pub(super) fn description(item: &Item) -> String {
    let mut lines = Vec::new();
    let status = status_french(item);
    if !status.is_empty() {
        lines.push(format!("État\u{a0}: {status}."));
    }
    lines.extend(item.late_days.map(|days| format!("Retard\u{a0}: {days} {}.", days_french(days))));
    for (label, life) in [
        ("Promis", &item.promised),
        ("Approuvé", &item.approved),
        (met_label(item.kind), &item.met),
        ("Réponse", &item.answered),
    ] {
        let Some(life) = life else { continue };
        lines.push(format!("{label}\u{a0}: {}.", told(&life.retained)));
        lines.extend(life.trail.iter().map(|said| format!("  auparavant\u{a0}: {}.", told(said))));
        lines.extend(life.contradicted().map(|said| format!("  autre date\u{a0}: {}.", told(said))));
    }
    lines.extend(
        item.slippage_days
            .filter(|days| *days != 0)
            .map(|days| format!("Glissement\u{a0}: {days} {} depuis la première promesse.", days_french(days))),
    );
    lines.extend(item.number.as_ref().map(|life: &Life| {
        format!("{}\u{a0}: {}.", if item.kind == Kind::Copil { "Rang" } else { "Nombre" }, life.retained.french)
    }));
    if item.disputed {
        lines.push("Les sources se contredisent.".to_owned());
    }
    lines.push("Sources\u{a0}:".to_owned());
    lines.extend(item.sources.iter().map(|source| format!("– {}", cited(source))));
    lines.join("\n")
}

fn days_french(days: i64) -> &'static str {
    if days.abs() < 2 { "jour" } else { "jours" }
}

fn met_label(kind: Kind) -> &'static str {
    match kind {
        Kind::Contrat | Kind::Protocole | Kind::Avenant => "Signé",
        Kind::Copil | Kind::Assembly | Kind::Meeting => "Tenu",
        Kind::Question => "Posée",
        _ => "Date",
    }
}

fn told(said: &Said) -> String {
    let when = said.value.date().map_or_else(|| said.french.clone(), Edtf::french);
    format!("{when}, selon {}", said.source.title)
}

fn cited(source: &Source) -> String {
    let published = source.published_on.map(|date| format!(" ({})", date.french())).unwrap_or_default();
    let address = source.address.as_ref().map(|address| format!("\u{a0}: {address}")).unwrap_or_default();
    format!("{}{published}{address}", source.title)
}
