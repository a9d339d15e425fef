//! How each noun becomes a row of the timeline.

use chrono::NaiveDate;

use super::{Item, Kind, Position};
use crate::{
    programme::{
        contract::Contract,
        copil::{Copil, Level},
        date::Edtf,
        figure::Figure,
        life::Life,
        milestone::Milestone,
        phase::Phase,
        question::{Question, QuestionStatus},
        status::Status,
        view::{Programme, View},
    },
    store::{Key, SubjectId},
};

/// The row of a subject at the programme's clock; none where it has no place on the timeline. It is made once.
#[must_use]
pub fn item(programme: &Programme, id: SubjectId) -> Option<&Item> {
    programme.rows.get(id.index())?.get_or_init(|| made(programme, id)).as_deref()
}

fn made(programme: &Programme, id: SubjectId) -> Option<Box<Item>> {
    let item = match programme.view(id)? {
        View::Contract(contract) => of_contract(contract),
        View::Copil(copil) => of_copil(programme, copil),
        View::Milestone(milestone) => of_milestone(milestone),
        View::Figure(figure) => of_figure(programme, figure),
        View::Question(question) => of_question(question),
        View::Region(_) | View::Departement(_) | View::Territory(_) => return None,
    };
    let day = item.date.as_ref().map_or(NaiveDate::MAX, Edtf::latest);
    let promise = item.promised.as_ref().and_then(Life::date).filter(|_| item.status == Status::Late);
    let late_days = promise.map(|date| (programme.day() - date.latest()).num_days());
    Some(Box::new(Item { late_days, position: Position { day, subject: id }, ..item }))
}

/// The date that places a thing: when it came about, else was approved, else is promised for.
fn placed(met: Option<&Life>, approved: Option<&Life>, promised: Option<&Life>) -> Option<Edtf> {
    [met, approved, promised].into_iter().flatten().find_map(Life::date).cloned()
}

fn blank(key: &Key, kind: Kind, title: String, phase: Phase) -> Item {
    Item {
        key: key.clone(),
        kind,
        title,
        phase,
        regions: Vec::new(),
        departements: Vec::new(),
        territory: None,
        status: Status::Undated,
        date: None,
        promised: None,
        approved: None,
        met: None,
        answered: None,
        number: None,
        identified: None,
        slippage_days: None,
        late_days: None,
        disputed: false,
        place: None,
        version: 0,
        sources: Vec::new(),
        about: Vec::new(),
        position: Position { day: NaiveDate::MAX, subject: SubjectId(0) },
    }
}

fn of_contract(contract: &Contract) -> Item {
    let title = format!("{} – {}", contract.french(), contract.territory.name);
    Item {
        regions: contract.regions.clone(),
        departements: contract.departements.clone(),
        territory: Some(contract.territory.clone()),
        status: contract.status,
        date: placed(contract.signed.as_ref(), contract.approved.as_ref(), contract.promised.as_ref()),
        promised: contract.promised.clone(),
        approved: contract.approved.clone(),
        met: contract.signed.clone(),
        slippage_days: contract.slippage_days,
        disputed: contract.disputed,
        place: contract.place.clone(),
        version: contract.version,
        sources: contract.sources.clone(),
        ..blank(&contract.id.key(), contract.family.into(), title, contract.phase)
    }
}

fn of_copil(programme: &Programme, copil: &Copil) -> Item {
    let title = match (&copil.title, copil.level, copil.region) {
        (_, Level::Regional, Some(code)) => format!("{} – {}", copil.french(), programme.region_name(code)),
        (Some(title), Level::Local, _) => title.clone(),
        _ => copil.french(),
    };
    Item {
        regions: copil.region.into_iter().collect(),
        status: copil.status,
        date: placed(copil.held.as_ref(), None, copil.promised.as_ref()),
        promised: copil.promised.clone(),
        met: copil.held.clone(),
        number: copil.rank.clone(),
        disputed: copil.disputed,
        place: copil.place.clone(),
        version: copil.version,
        sources: copil.sources.clone(),
        about: copil.territories.clone(),
        ..blank(&copil.key, Kind::Copil, title, copil.phase)
    }
}

fn of_milestone(milestone: &Milestone) -> Item {
    Item {
        regions: milestone.regions.clone(),
        status: milestone.status,
        date: placed(milestone.held.as_ref(), None, milestone.promised.as_ref()),
        promised: milestone.promised.clone(),
        met: milestone.held.clone(),
        number: milestone.number.clone(),
        identified: milestone.identified,
        disputed: milestone.disputed,
        place: milestone.place.clone(),
        version: milestone.version,
        sources: milestone.sources.clone(),
        about: milestone.territories.clone(),
        ..blank(&milestone.key, milestone.kind.into(), milestone.title.clone(), milestone.phase)
    }
}

fn of_figure(programme: &Programme, figure: &Figure) -> Item {
    let title = match figure.region {
        Some(code) => format!("{} – {}", figure.french(), programme.region_name(code)),
        None => figure.french(),
    };
    Item {
        regions: figure.region.into_iter().collect(),
        status: Status::Met,
        date: Some(figure.as_of),
        number: figure.number.clone(),
        disputed: figure.disputed,
        version: figure.version,
        sources: figure.sources.clone(),
        ..blank(&figure.key, Kind::Figure, title, figure.phase)
    }
}

fn of_question(question: &Question) -> Item {
    let author = question.author.as_deref().map(|author| format!(", {author}")).unwrap_or_default();
    let title = format!("Question n° {} ({}{author})", question.id.number, question.id.chamber_french());
    Item {
        regions: question.regions.clone(),
        status: match question.status() {
            QuestionStatus::Answered => Status::Met,
            QuestionStatus::Waiting => Status::Promised,
            QuestionStatus::Withdrawn => Status::Cancelled,
        },
        date: placed(question.answered.as_ref(), None, question.asked.as_ref()),
        promised: None,
        met: question.asked.clone(),
        answered: question.answered.clone(),
        disputed: false,
        version: question.version,
        sources: question.sources.clone(),
        ..blank(&question.id.key(), Kind::Question, title, question.phase)
    }
}
