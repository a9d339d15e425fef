//! Which subject a line is about: known by its key, or made from what the line says that it is.

use super::{Line, Plan, Refused, Target, fold};
use crate::{
    programme::{
        contract::ContractId, copil::Level, figure::Counted, milestone::MilestoneKind, question::QuestionId,
        record::Noun, region::RegionCode, timeline::Kind,
    },
    store::Key,
};

/// The subject of a line.
pub(super) fn named(plan: &mut Plan<'_>, line: Line<'_>) -> Result<Target, Refused> {
    let cell = line.cell("key");
    let key = Key::new(cell.text);
    if key.identity().is_empty() || cell.text.contains(char::is_whitespace) {
        return Err(plan.refuse(cell, "the key of a subject, such as contract:1-ti-7505-contrat"));
    }
    let kind = kind(plan, line)?;
    let expected = kind_of_key(kind);
    if key.kind() != expected {
        return Err(plan.refuse(cell, format!("a key that begins with {expected}:, as its kind says")));
    }
    if let Some(known) = plan.find(&key) {
        return Ok(known);
    }
    let noun = match kind {
        Kind::Protocole | Kind::Contrat | Kind::Avenant => contract(plan, line, &key),
        Kind::Copil => copil(plan, line),
        Kind::Figure => figure(plan, line),
        Kind::Question => {
            let id = key.identity().parse::<QuestionId>();
            id.map(Noun::Question)
                .map_err(|()| plan.refuse(cell, "the key of a question, such as question:AN-15-QE-20408"))
        }
        milestone => Ok(Noun::Milestone(of_milestone(milestone))),
    };
    let noun = noun?;
    Ok(plan.subject(&key, line.number(), || noun))
}

fn kind(plan: &mut Plan<'_>, line: Line<'_>) -> Result<Kind, Refused> {
    let cell = line.cell("kind");
    let folded = fold(cell.text);
    let named = |kind: &&Kind| fold(kind.name()) == folded || fold(kind.french()) == folded;
    Kind::ALL.iter().find(named).copied().ok_or_else(|| {
        let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        plan.refuse(cell, format!("one of {}", names.join(", ")))
    })
}

fn kind_of_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Protocole | Kind::Contrat | Kind::Avenant => "contract",
        Kind::Copil => "copil",
        Kind::Figure => "figure",
        Kind::Question => "question",
        _ => "milestone",
    }
}

/// The kind of milestone that a row of the timeline is.
fn of_milestone(kind: Kind) -> MilestoneKind {
    let same = |milestone: &&MilestoneKind| Kind::from(**milestone) == kind;
    MilestoneKind::ALL.iter().find(same).copied().unwrap_or(MilestoneKind::Other)
}

fn contract(plan: &mut Plan<'_>, line: Line<'_>, key: &Key) -> Result<Noun, Refused> {
    let cell = line.cell("key");
    let id = key.identity().parse::<ContractId>();
    let id = id.map_err(|()| plan.refuse(cell, "the key of a contract, such as contract:1-ti-7505-contrat"))?;
    let territory = plan.record.find(&id.territory.key()).map(|subject| subject.id);
    let territory = territory.ok_or_else(|| plan.refuse(cell, "the contract of a known territory"))?;
    Ok(Noun::Contract(id, territory))
}

fn copil(plan: &mut Plan<'_>, line: Line<'_>) -> Result<Noun, Refused> {
    let cell = line.cell("level");
    let level = Level::named(fold(cell.text).as_str());
    let level = level.ok_or_else(|| plan.refuse(cell, "national, regional or local"))?;
    let region = region(plan, line)?;
    if level == Level::Regional && region.is_none() {
        return Err(plan.refuse(line.cell("regions"), "the region of a regional committee"));
    }
    Ok(Noun::Copil(level, region))
}

fn figure(plan: &mut Plan<'_>, line: Line<'_>) -> Result<Noun, Refused> {
    let cell = line.cell("counted");
    let folded = fold(cell.text);
    let named = |counted: &Counted| fold(counted.name()) == folded || fold(counted.french()) == folded;
    let counted = Counted::ALL.into_iter().find(named);
    let counted = counted.ok_or_else(|| plan.refuse(cell, "what is counted: territories, contrats …"));
    let as_of = plan.plain_date(line, "date");
    let as_of = as_of.and_then(|date| date.ok_or_else(|| plan.refuse(line.cell("date"), "the day of the count")));
    let region = region(plan, line);
    Ok(Noun::Figure(counted?, region?, as_of?))
}

/// The region that a committee or a figure is of.
fn region(plan: &mut Plan<'_>, line: Line<'_>) -> Result<Option<RegionCode>, Refused> {
    let cell = line.cell("regions");
    line.list("regions").next().map(|part| plan.region(cell.with(part))).transpose()
}
