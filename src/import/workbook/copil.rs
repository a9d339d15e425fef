//! Which meeting of a committee a line is about: by its identity, else by its region with its day or rank.

use super::{
    cell::{self, Said},
    fault::{Expected, Fault},
    row::Row,
    subject::{Context, Target},
};
use crate::{
    programme::{
        copil::{Copil, Level},
        date::Edtf,
        phase::Phase,
        property::Property,
        record::Noun,
        region::RegionCode,
        search::fold,
        value::Value,
        workbook::{List, Shown},
    },
    store::Key,
};

pub(super) fn target(context: &Context<'_>, row: &Row) -> Result<Target, Fault> {
    match row.text("id") {
        "" => named(context, row),
        text => {
            let key = List::Copils.key(text);
            let Some(Noun::Copil(level, region)) = context.noun(&key) else {
                return Err(row.fault("id", Expected::Identity));
            };
            check_region(context, row, *level, *region)?;
            Ok(known(context, key, *region))
        }
    }
}

/// The region beside an identity must be that of the committee.
fn check_region(context: &Context<'_>, row: &Row, level: Level, region: Option<RegionCode>) -> Result<(), Fault> {
    let text = row.text("region");
    if text.is_empty() || (region.is_none() && fold(text) == fold(level.french())) {
        return Ok(());
    }
    if region.is_some_and(|region| context.plan.region_named(text) == Some(region) || text == region.as_str()) {
        return Ok(());
    }
    let name = region.map_or_else(|| level.french().to_owned(), |region| context.programme.region_name(region));
    Err(row.fault("region", Expected::NameOf(name)))
}

fn known(context: &Context<'_>, key: Key, region: Option<RegionCode>) -> Target {
    let subject = context.plan.record.find(&key).cloned();
    let copil = subject.as_ref().and_then(|subject| context.programme.copil_of(subject.id));
    let day = copil.and_then(|copil| date_of(copil).map(|date| date.french()));
    Target { name: name(context, region, day.as_deref()), key, subject, region }
}

fn name(context: &Context<'_>, region: Option<RegionCode>, day: Option<&str>) -> String {
    let place = region.map_or_else(|| "national".to_owned(), |region| context.programme.region_name(region));
    format!("COPIL, {place}{}", day.map(|day| format!(", {day}")).unwrap_or_default())
}

/// The meeting of a line without identity: one that is known on such a day, or has that rank; else a new one.
fn named(context: &Context<'_>, row: &Row) -> Result<Target, Fault> {
    let region = context.region(row)?;
    let date = |column: &str, property| match cell::read(&context.plan, property, row.text(column), region) {
        Ok(Said::Is(Shown::Value(Value::Date(date)))) => Some(date),
        _ => None,
    };
    let dates: Vec<Edtf> =
        [date("held_on", Property::Held), date("promised_on", Property::Promised)].into_iter().flatten().collect();
    let rank = crate::import::cell::count(row.text("rank")).map(|count| count.number);
    let phase = Phase::on(context.programme.day());
    let level = if region.is_some() { Level::Regional } else { Level::National };
    let of_region: Vec<&Copil> = context
        .plan
        .record
        .subjects()
        .iter()
        .filter(|subject| matches!(subject.noun, Noun::Copil(known, of) if known == level && of == region))
        .filter_map(|subject| context.programme.copil_of(subject.id))
        .collect();
    let on_day = |copil: &&&Copil| dates.iter().any(|date| date_of(copil).is_some_and(|known| known.overlaps(date)));
    let ranked = |copil: &&&Copil| rank.is_some() && copil.phase == phase && copil.rank_number() == rank;
    let mut found: Vec<&&Copil> = of_region.iter().filter(on_day).collect();
    if found.is_empty() {
        found = of_region.iter().filter(ranked).collect();
    }
    match found.as_slice() {
        [one] => Ok(known(context, one.key.clone(), region)),
        [] => {
            let Some(first) = dates.first() else { return Err(row.fault("held_on", Expected::SomeDate)) };
            let place = region.map_or_else(|| "national".to_owned(), |region| region.to_string());
            let key = Key::new(format!("copil:{place}:{first}"));
            Ok(Target { name: name(context, region, Some(&first.french())), key, subject: None, region })
        }
        _ => Err(row.fault("id", Expected::OneCopil)),
    }
}

fn date_of(copil: &Copil) -> Option<Edtf> {
    copil.held.as_ref().and_then(|life| life.date()).or_else(|| copil.promised.as_ref()?.date()).copied()
}

/// Whether a target is a meeting that is yet to be made.
pub(super) fn is_new(target: &Target) -> bool {
    target.subject.is_none() && target.key.kind() == "copil"
}
