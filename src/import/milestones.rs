//! A file of milestones: what is dated and is neither a committee nor a contract of one territory.

use super::{
    cell::phase_of,
    column::{Column, columns},
    copils::{dated, key},
    occasion::{Kind, Traits},
    plan::{Plan, Saying},
    refusal::Refused,
    sources,
    table::Line,
};
use crate::programme::{milestone::MilestoneKind, property::Property, record::Noun, search::fold, value::Value};

/// The columns of a file of milestones.
pub(super) const COLUMNS: &[Column] = columns! {
    "key" optional ["cle"] "its key; blank: found by kind, regions and day" "sa clé ; vide : trouvé par genre, régions et jour"
        "milestone:assembly:2019-03-lyon";
    "kind" required ["type", "genre"] "assembly, announcement, mission, launch, action_plan, wave, calendar, meeting, review, report or other"
        "le genre : assembly (assemblée générale), announcement (annonce), mission, launch (lancement), action_plan (plan d’actions), wave (vague de signatures), calendar (calendrier), meeting (réunion), review (bilan), report (rapport) ou other (autre)"
        "assembly";
    "title" optional ["titre"] "what it is called" "son titre" "Première assemblée générale";
    "regions" optional ["region"] "its regions, joined by |; blank: the whole country" "ses régions, séparées par | ; vide : tout le pays" "93|44";
    "territories" optional ["territoires", "territory", "territoire"] "the territories it is about, joined by |"
        "les territoires concernés, séparés par |" "1-ti-3205";
    "promised_on" optional ["promis_le", "planned_on", "prevu_le"] "when it is promised for" "la date prévue" "2019-06";
    "held_on" optional ["tenu_le", "date", "eu_lieu_le"] "when it came about" "la date à laquelle il a eu lieu" "05/03/2019";
    "number" optional ["nombre"] "how many signatures, of a wave" "le nombre de signatures d’une vague" "10~";
    "place" optional ["lieu"] "where" "le lieu" "Lyon";
    "held_by" optional ["detenu_par"] "the Region that holds a calendar" "la Région qui détient un calendrier" "32";
    "words" optional ["mots"] "the date in the words of the source" "la date dans les mots de la source" "les 5 et 6 mars";
};

/// Reads one line: what one source says of one milestone.
pub(super) fn read(plan: &mut Plan<'_>, line: Line<'_>) -> Result<(), Refused> {
    let source = sources::cited(plan, line);
    let kind = kind(plan, line);
    let regions = plan.regions(line, "regions");
    let holder = line.text("held_by").map(|_| plan.region(line.cell("held_by"))).transpose();
    let only = regions.as_ref().ok().and_then(|regions| if let [one] = regions.as_slice() { Some(*one) } else { None });
    let promised = plan.date(line, "promised_on", Property::Promised, only);
    let held = plan.date(line, "held_on", Property::Held, only);
    let number = plan.number(line, "number");
    let (promised, held) = (promised?, held?);
    let territories = plan.territories(line, "territories", phase_of([&promised, &held]));
    let (source, kind, regions, holder) = (source?, kind?, regions?, holder?);
    let (number, territories) = (number?, territories?);

    let traits = Traits {
        regions: regions.iter().copied().collect(),
        territories: territories.iter().cloned().collect(),
        dates: [&held, &promised].into_iter().flatten().filter_map(Value::date).copied().collect(),
    };
    let key = key(plan, line, "milestone")?;
    let salt = line.text("title").unwrap_or_default();
    let subject = plan
        .occasion(Kind::Milestone(kind), key, line.number(), traits, salt)
        .map_err(|list| plan.refuse_line(line.number(), list, "a key that says which of these is meant"))?;
    if let Some(Noun::Milestone(known)) = plan.noun(subject)
        && *known != kind
    {
        let known = known.name();
        return Err(plan.refuse(line.cell("kind"), format!("{known}, as this key is known, or another key")));
    }
    let day = held.as_ref().and_then(Value::latest).or_else(|| promised.as_ref().and_then(Value::earliest));
    let saying = Saying { subject, source, line: line.number(), day };
    dated(plan, &saying, line, held, promised);
    for region in regions {
        plan.say(&saying, Property::Region, Some(Value::Region(region)));
    }
    for territory in territories {
        plan.say(&saying, Property::Territory, Some(Value::Territory(territory)));
    }
    plan.say(&saying, Property::Number, number.map(Value::Number));
    plan.say(&saying, Property::HeldBy, holder.map(Value::Region));
    Ok(())
}

fn kind(plan: &mut Plan<'_>, line: Line<'_>) -> Result<MilestoneKind, Refused> {
    let cell = line.cell("kind");
    let folded = fold(cell.text);
    let named = |kind: &&MilestoneKind| fold(kind.name()) == folded || fold(kind.french()) == folded;
    MilestoneKind::ALL.iter().find(named).copied().ok_or_else(|| {
        let names: Vec<&str> = MilestoneKind::ALL.iter().map(|kind| kind.name()).collect();
        plan.refuse(cell, format!("one of {}", names.join(", ")))
    })
}
