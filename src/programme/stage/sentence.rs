//! The sentence that says where a region stands, each part with what bears it out.

use super::Counts;
use crate::programme::{
    copil::{Copil, ordinal},
    date::Edtf,
    life::Life,
    link::{Link, Sentence},
    milestone::Milestone,
    phase::Phase,
    question::QuestionId,
    region::RegionCode,
    status::Status,
    view::Programme,
};

pub(super) fn write(
    programme: &Programme,
    (code, name, phase): (RegionCode, &str, Phase),
    counts: &Counts,
    copils: &[&Copil],
    calendars: &[&Milestone],
) -> Sentence {
    let mut sentence = Sentence::default();
    sentence.say(format!("Au {}, ", Edtf::day(programme.day()).french()));
    sentence.say_from(name, Link::Region(code));
    sentence.say(" : ");
    sentence.say_from(
        plural(counts.territories, "aucun territoire", "territoire", "territoires"),
        Link::Territories(code, phase),
    );
    sentence.say(", ");
    let signed = match counts.signed {
        0 => "aucun contrat signé connu".to_owned(),
        signed => plural(signed, "", "contrat signé", "contrats signés"),
    };
    sentence.say_from(signed, Link::Contracts(code, phase));
    match counts.of_unknown_family {
        0 => {}
        unknown if unknown == counts.signed => sentence.say(" (protocole ou contrat, la source ne le dit pas)"),
        unknown => sentence.say(format!(" (dont {unknown} « protocole ou contrat »)")),
    }
    if counts.protocoles > 0 {
        sentence.say(if counts.signed > 0 { " et " } else { ", " });
        let protocoles = plural(counts.protocoles, "", "protocole signé", "protocoles signés");
        sentence.say_from(protocoles, Link::Contracts(code, phase));
    }
    if counts.late > 0 {
        sentence.say(", ");
        sentence.say_from(format!("{} en retard", counts.late), Link::Contracts(code, phase));
    }
    sentence.say(" ; ");
    say_copil(&mut sentence, code, phase, copils);
    if let Some(calendar) = calendars.iter().max_by_key(|calendar| calendar.held.as_ref().and_then(Life::date).copied())
    {
        sentence.say(" ; ");
        say_calendar(&mut sentence, calendar);
    }
    sentence.say(".");
    sentence
}

fn say_copil(sentence: &mut Sentence, code: RegionCode, phase: Phase, copils: &[&Copil]) {
    let name = |copil: &Copil| match copil.rank_number() {
        Some(rank) => format!("{} COPIL", ordinal(rank)),
        None => "COPIL".to_owned(),
    };
    let last = |status: &[Status]| {
        copils
            .iter()
            .filter(|copil| status.contains(&copil.status))
            .max_by_key(|copil| copil.held.as_ref().or(copil.promised.as_ref()).and_then(Life::date).copied())
    };
    if let Some(copil) = last(&[Status::Met]) {
        let when = copil.held.as_ref().and_then(Life::date).map(Edtf::french_when);
        let when = when.unwrap_or_else(|| "à une date inconnue".to_owned());
        sentence.say_from(format!("{} tenu {when}", name(copil)), Link::Subject(copil.key.clone()));
    } else if let Some(copil) = last(&[Status::Promised, Status::Late, Status::Postponed]) {
        let promise = copil.promised.as_ref();
        let text = match (copil.status, promise.and_then(Life::date)) {
            (Status::Late, Some(date)) => {
                format!("{} annoncé {} et non tenu à notre connaissance", name(copil), date.french_when())
            }
            (Status::Postponed, _) => format!("{} reporté sans date", name(copil)),
            (_, Some(date)) => format!("{} annoncé {}", name(copil), date.french_when()),
            (_, None) => format!("{} annoncé, sans date", name(copil)),
        };
        sentence.say_from(text, Link::Subject(copil.key.clone()));
    } else if let Some(copil) = copils.first() {
        sentence.say_from("COPIL attesté, à une date inconnue", Link::Subject(copil.key.clone()));
    } else {
        sentence.say_from("aucun COPIL connu", Link::Copils(code, phase));
    }
}

fn say_calendar(sentence: &mut Sentence, calendar: &Milestone) {
    let told = calendar.held.as_ref().map(|life| &life.retained);
    let question = told.and_then(|said| {
        let (id, _) = said.source.key.identity().rsplit_once('/')?;
        id.parse::<QuestionId>().ok()
    });
    let state = match calendar.held_by {
        Some(_) => "calendrier des signatures détenu par la Région",
        None => "calendrier des signatures publié",
    };
    match question {
        Some(id) => {
            let statement = told.map(|said| said.statement);
            sentence.say_from(format!("{state} ({})", id.french()), Link::Question(id, statement));
        }
        None => sentence.say_from(state, Link::Subject(calendar.key.clone())),
    }
}

fn plural(count: usize, none: &str, one: &str, many: &str) -> String {
    match count {
        0 => none.to_owned(),
        1 => format!("1 {one}"),
        count => format!("{count} {many}"),
    }
}
