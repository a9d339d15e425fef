//! A file of steering committees (COPIL).

use super::{
    cell::{phase_of, words},
    column::{Column, columns},
    occasion::{Kind, Traits},
    plan::{Plan, Saying},
    refusal::Refused,
    sources,
    table::Line,
};
use crate::{
    programme::{copil::Level, property::Property, record::Noun, search::fold, value::Value},
    store::Key,
};

/// The columns of a file of committees.
pub(super) const COLUMNS: &[Column] = columns! {
    "key" optional ["cle"] "its key; blank: found by level, region and day" "sa clé ; vide : trouvé par niveau, région et jour"
        "copil:32:2019-07-02";
    "level" optional ["niveau"] "national, regional or local; blank: regional" "national, régional ou local ; vide : régional" "regional";
    "region" optional [] "the region: code, name or alias" "la région : code, nom ou autre nom" "32";
    "territories" optional ["territoires", "territory", "territoire"] "the territories it was about, joined by |"
        "les territoires concernés, séparés par |" "1-ti-3205";
    "title" optional ["titre"] "what it is called" "son titre" "Premier comité de pilotage régional";
    "rank" optional ["rang", "numero"] "1 for the first" "1 pour le premier" "1";
    "promised_on" optional ["promis_le", "planned_on", "prevu_le"] "when it is to be held" "la date prévue" "2019-06";
    "held_on" optional ["tenu_le"] "when it was held" "la date de sa tenue" "02/07/2019";
    "place" optional ["lieu"] "where" "le lieu" "Lille";
    "decisions" optional ["decision"] "what it decided, joined by |" "ses décisions, séparées par |" "Agenda de signatures établi";
    "words" optional ["mots"] "the date in the words of the source" "la date dans les mots de la source" "s’est tenu le 2 juillet";
};

/// Reads one line: what one source says of one meeting.
pub(super) fn read(plan: &mut Plan<'_>, line: Line<'_>) -> Result<(), Refused> {
    let source = sources::cited(plan, line);
    let level = level(plan, line);
    let region = line.text("region").map(|_| plan.region(line.cell("region"))).transpose();
    let named = region.ok().flatten();
    let promised = plan.date(line, "promised_on", Property::Promised, named);
    let held = plan.date(line, "held_on", Property::Held, named);
    let rank = plan.number(line, "rank");
    let (promised, held) = (promised?, held?);
    let territories = plan.territories(line, "territories", phase_of([&promised, &held]));
    let (source, level, region, rank, territories) = (source?, level?, region?, rank?, territories?);
    if level == Level::Regional && region.is_none() && line.text("key").is_none() {
        return Err(plan.refuse(line.cell("region"), "the region of a regional committee"));
    }

    let traits = Traits {
        regions: region.into_iter().collect(),
        territories: territories.iter().cloned().collect(),
        dates: [&held, &promised].into_iter().flatten().filter_map(Value::date).copied().collect(),
    };
    let key = key(plan, line, "copil")?;
    let salt = line.text("title").unwrap_or_default();
    let subject = plan
        .occasion(Kind::Copil(level), key, line.number(), traits, salt)
        .map_err(|list| plan.refuse_line(line.number(), list, "a key that says which of these is meant"))?;
    if let Some(Noun::Copil(known, of)) = plan.noun(subject)
        && (*known != level || (region.is_some() && *of != region))
    {
        let of = of.map_or_else(String::new, |code| format!(" of region {code}"));
        let known = known.name();
        return Err(plan.refuse(line.cell("key"), format!("another key: that one is of a {known} committee{of}")));
    }
    let day = held.as_ref().and_then(Value::latest).or_else(|| promised.as_ref().and_then(Value::earliest));
    let saying = Saying { subject, source, line: line.number(), day };
    dated(plan, &saying, line, held, promised);
    plan.say(&saying, Property::Region, region.map(Value::Region));
    for territory in territories {
        plan.say(&saying, Property::Territory, Some(Value::Territory(territory)));
    }
    plan.say(&saying, Property::Rank, rank.map(Value::Number));
    for decision in line.list("decisions") {
        plan.say(&saying, Property::Decision, words(Some(decision)));
    }
    Ok(())
}

/// What committees and milestones have in common: title, dates with their words, place and remark.
pub(super) fn dated(
    plan: &mut Plan<'_>,
    saying: &Saying,
    line: Line<'_>,
    held: Option<Value>,
    promised: Option<Value>,
) {
    plan.say(saying, Property::Title, words(line.text("title")));
    let mut said = line.text("words");
    for (property, date) in [(Property::Held, held), (Property::Promised, promised)] {
        let said = if date.is_some() { said.take() } else { None };
        plan.say_in(saying, property, date, said);
    }
    plan.say(saying, Property::Place, words(line.text("place")));
    plan.say(saying, Property::Note, words(line.text("notes")));
}

/// The key of a line, of the kind that its file holds.
pub(super) fn key(plan: &mut Plan<'_>, line: Line<'_>, kind: &str) -> Result<Option<Key>, Refused> {
    let Some(text) = line.text("key") else { return Ok(None) };
    let key = Key::new(text);
    if key.kind() != kind || key.identity().is_empty() || text.contains(char::is_whitespace) {
        return Err(plan.refuse(line.cell("key"), format!("a key that begins with {kind}:")));
    }
    Ok(Some(key))
}

fn level(plan: &mut Plan<'_>, line: Line<'_>) -> Result<Level, Refused> {
    let cell = line.cell("level");
    match fold(cell.text).as_str() {
        "" => Ok(Level::Regional),
        "departemental" => Ok(Level::Local),
        level => Level::named(level).ok_or_else(|| plan.refuse(cell, "national, regional or local")),
    }
}
