//! `/questions/AN-15-QE-20408`: a question and its answer, whole, with the facts marked where they were read.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{
    Slug,
    frame::Frame,
    marked::{self, Piece, Place},
    page,
    parts::{Link, Tag, When, outside, plural},
    questions::waited,
};
use crate::{
    programme::{
        contract::Family,
        copil::Level,
        life::Life,
        property::Property,
        proposal::{Proposal, Relation},
        question::{Fact, Point, Question, QuestionId},
        record::Noun,
        region::RegionCode,
        statement::Standing,
        timeline,
        value::{Gap, Value},
        view::Programme,
    },
    store::{Confidence, DecisionKind, Key},
    web::{App, Ask, address, error::Error, query::CLOCK, ready::Ready},
};

#[derive(Template)]
#[template(path = "question.html")]
struct Page {
    frame: Frame,
    question: Question,
    form: &'static str,
    asked: Option<When>,
    answered: Option<When>,
    withdrawn: Option<When>,
    waited: Option<i64>,
    regions: Vec<Link>,
    originals: Vec<Link>,
    text: Vec<Vec<Piece>>,
    answer: Vec<Vec<Piece>>,
    facts: Vec<Read>,
    counted: usize,
    points: Vec<Asked>,
    /// Whether facts are proposed in it.
    proposed: bool,
    legend: Vec<(&'static str, &'static str)>,
}

/// A point that the question asks.
struct Asked {
    words: String,
    tag: Tag,
    /// The Region to which the answer refers.
    region: Option<Link>,
    /// What the answer says of it.
    quote: Option<String>,
    proposed: bool,
}

/// A fact, as it stands on the list: everything that one passage says of one subject.
struct Read {
    number: usize,
    title: String,
    href: String,
    lines: Vec<String>,
    /// The first of its statements, where its passage was found.
    place: Option<i64>,
    /// That it is proposed or was refused, and how it stands to what is known.
    standing: Option<String>,
}

/// Answers `/questions/{id}`.
pub(super) async fn show(State(app): State<App>, Slug(id): Slug, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK], |ask| answer(ask, &id))
}

fn answer(ask: &Ask, id: &str) -> Result<Ready, Error> {
    let programme = ask.programme.as_ref();
    let missing = || Error::NotFound("question".to_owned());
    let id: QuestionId = id.parse().map_err(|()| missing())?;
    let subject = programme.record().find(&id.key()).ok_or_else(missing)?;
    let question = programme.question_of(subject.id).ok_or_else(missing)?.clone();
    let when = |life: &Option<Life>| life.as_ref().map(|life| When::value(&life.retained.value));
    let question_text = question.question_text.clone().unwrap_or_default();
    let answer_text = question.answer_text.clone().unwrap_or_default();
    let (facts, places) = read(programme, &question, &question_text, &answer_text);
    let places_in = |answer: bool| -> Vec<Place> {
        places.iter().filter(|(in_answer, _)| *in_answer == answer).map(|(_, place)| place.clone()).collect()
    };
    let frame = Frame::of(ask, "questions");
    let page = Page {
        form: form(&question),
        asked: when(&question.asked),
        answered: when(&question.answered),
        withdrawn: when(&question.withdrawn),
        waited: waited(&question),
        regions: question.regions.iter().map(|code| Link::region(programme, *code)).collect(),
        originals: originals(programme, &question),
        text: marked::paragraphs(&question_text, &places_in(false)),
        answer: marked::paragraphs(&answer_text, &places_in(true)),
        counted: self::facts(&question),
        proposed: question.facts.iter().any(|fact| fact.standing == Standing::Proposed),
        legend: legend(&places),
        points: asked(programme, &question),
        facts,
        question,
        frame: frame.clone(),
    };
    frame.ready(&page)
}

/// Its form in words, by the letters of its kind.
fn form(question: &Question) -> &'static str {
    match question.id.kind.as_str() {
        "QE" => "question écrite",
        "QG" => "question au Gouvernement",
        kind if kind.starts_with("QO") => "question orale",
        _ => "question",
    }
}

/// Where the question and its answer were published.
fn originals(programme: &Programme, question: &Question) -> Vec<Link> {
    let mut links: Vec<Link> = Vec::new();
    for key in [question.id.question_source(), question.id.answer_source()] {
        let Some(Noun::Source(source)) = programme.record().find(&key).map(|subject| &subject.noun) else { continue };
        let href = outside(source);
        if !href.is_empty() && !links.iter().any(|link| link.href == href) {
            links.push(Link::new(source.title.clone(), href));
        }
    }
    links
}

/// Whether a fact is of the question itself: its author, its days and its texts are the page's own header.
fn is_header(question: &Question, fact: &Fact) -> bool {
    fact.subject == question.id.key()
}

/// The facts by passage and subject.
fn passages(question: &Question) -> Vec<Vec<&Fact>> {
    let mut passages: Vec<Vec<&Fact>> = Vec::new();
    let same = |one: &Fact, two: &Fact| {
        one.in_answer == two.in_answer
            && one.subject == two.subject
            && one.said.quote == two.said.quote
            && one.standing == two.standing
    };
    for fact in question.facts.iter().filter(|fact| !is_header(question, fact)) {
        match passages.iter_mut().find(|passage| passage.first().is_some_and(|first| same(first, fact))) {
            Some(passage) => passage.push(fact),
            None => passages.push(vec![fact]),
        }
    }
    passages
}

/// How many facts stand in a question and its answer; what is proposed or was refused is none.
#[must_use]
pub fn facts(question: &Question) -> usize {
    let counts = |passage: &&Vec<&Fact>| passage.first().is_some_and(|fact| fact.standing == Standing::Counts);
    passages(question).iter().filter(counts).count()
}

/// The points that it asks, with what became of each.
fn asked(programme: &Programme, question: &Question) -> Vec<Asked> {
    let point = |point: &Point| {
        let reply = point.reply.as_ref();
        let region = reply.and_then(|reply| reply.region).map(|code| Link::region(programme, code));
        Asked {
            words: point.quote.text.to_string(),
            tag: Tag::reply(question.status(), reply.map(|reply| reply.outcome)),
            region,
            quote: reply.and_then(|reply| reply.quote.as_ref()).map(|quote| quote.text.to_string()),
            proposed: reply.is_some_and(|reply| reply.standing == Standing::Proposed),
        }
    };
    question.points.iter().map(point).collect()
}

/// How what is marked in the texts is underlined, in words.
fn legend(places: &[(bool, Place)]) -> Vec<(&'static str, &'static str)> {
    let words = [
        ("", "un fait"),
        ("promised", "une promesse"),
        ("figure", "un chiffre"),
        ("proposed", "proposé"),
        ("refused", "écarté"),
    ];
    words.into_iter().filter(|(class, _)| places.iter().any(|(_, place)| place.class == *class)).collect()
}

/// How a passage stands that is no fact: proposed, with what is known beside it; refused, and why.
fn stands(programme: &Programme, passage: &[&Fact]) -> Option<String> {
    let first = passage.first()?;
    let subject = programme.record().find(&first.subject)?;
    match first.standing {
        Standing::Proposed => {
            let proposals = Proposal::of(subject, programme.clock());
            let own = proposals
                .iter()
                .find(|proposal| proposal.statements.iter().any(|statement| statement.id == first.said.statement));
            let known = match own.map(|proposal| proposal.relation(programme.clock())) {
                Some(Relation::Confirms(_)) => ", confirme ce qui est connu",
                Some(Relation::Contradicts(_)) => ", contredit ce qui est connu",
                Some(Relation::New) | None => "",
            };
            let sure = match own.and_then(Proposal::confidence) {
                Some(Confidence::Sure) => ", lecture sûre",
                Some(Confidence::Probable) => ", lecture probable",
                Some(Confidence::Unsure) => ", lecture incertaine",
                None => "",
            };
            Some(format!("Proposé{sure}{known}"))
        }
        Standing::Refused => {
            let statement = subject.statements.iter().find(|statement| statement.id == first.said.statement)?;
            let refusal = statement.decisions.iter().rfind(|decision| decision.kind == DecisionKind::Refuse)?;
            Some(format!("Écarté : {}", refusal.reason))
        }
        _ => None,
    }
}

/// The facts with their numbers, and their places: in the answer, or in the question.
fn read(programme: &Programme, question: &Question, asked: &str, answered: &str) -> (Vec<Read>, Vec<(bool, Place)>) {
    let (mut facts, mut places) = (Vec::new(), Vec::new());
    for (index, passage) in passages(question).into_iter().enumerate() {
        let Some(first) = passage.first() else { continue };
        let number = index + 1;
        let text = if first.in_answer { answered } else { asked };
        let place = first.said.quote.as_deref().and_then(|quote| marked::locate(text, quote));
        let statements: Vec<i64> = passage.iter().map(|fact| fact.said.statement.0).collect();
        let (title, href) = titled(programme, &first.subject);
        facts.push(Read {
            number,
            title,
            href,
            lines: lines(programme, &passage),
            place: place.and_then(|_| statements.first().copied()),
            standing: stands(programme, &passage),
        });
        if let Some((start, end)) = place {
            let class = class(&passage);
            places.push((first.in_answer, Place { number, statements, class, start, end }));
        }
    }
    (facts, places)
}

/// What a fact is about, and where that stands on the timeline, or elsewhere.
fn titled(programme: &Programme, key: &Key) -> (String, String) {
    let item = programme.record().find(key).and_then(|subject| timeline::item(programme, subject.id));
    match item {
        Some(item) => (item.title.clone(), address::on_timeline(item)),
        None if programme.find(key).is_some() => (key.identity().to_owned(), address::subject(programme, key)),
        // Proposed only: it has no page yet.
        None => (unknown(programme, key), String::new()),
    }
}

/// What a subject is of which nothing counts yet.
fn unknown(programme: &Programme, key: &Key) -> String {
    let region =
        |code: &Option<RegionCode>| code.map_or_else(String::new, |code| format!(", {}", programme.region_name(code)));
    match programme.record().find(key).map(|subject| &subject.noun) {
        Some(Noun::Copil(Level::National, _)) => "COPIL national".to_owned(),
        Some(Noun::Copil(_, code)) => format!("COPIL régional{}", region(code)),
        Some(Noun::Contract(id, _)) => {
            let document = match id.document.family {
                Family::Contrat => "Contrat",
                Family::Protocole => "Protocole",
                Family::Avenant => "Avenant",
            };
            format!("{document}, {}", Link::territory(programme, &id.territory).words)
        }
        Some(Noun::Milestone(kind)) => kind.french().to_owned(),
        Some(Noun::Figure(counted, code, _)) => format!("Nombre de {}{}", counted.french(), region(code)),
        _ => key.identity().to_owned(),
    }
}

/// What a passage says, a property a line; what the title says already is left out.
fn lines(programme: &Programme, passage: &[&Fact]) -> Vec<String> {
    let mut lines: Vec<(Property, Vec<String>)> = Vec::new();
    for fact in passage.iter().filter(|fact| fact.property != Property::Title) {
        let value = match &fact.said.value {
            Value::Region(code) => programme.region_name(*code),
            Value::Territory(id) => Link::territory(programme, id).words,
            Value::Date(date) => date.french_when(),
            value => value.french(),
        };
        match lines.iter_mut().find(|(property, _)| *property == fact.property) {
            Some((_, values)) => values.push(value),
            None => lines.push((fact.property, vec![value])),
        }
    }
    lines.into_iter().map(|(property, values)| format!("{} : {}", property.french(), values.join(", "))).collect()
}

/// How a passage is underlined: proposed, refused, a promise, a count, or a plain fact.
fn class(passage: &[&Fact]) -> &'static str {
    match passage.first().map(|fact| fact.standing) {
        Some(Standing::Proposed) => return "proposed",
        Some(Standing::Refused) => return "refused",
        _ => {}
    }
    let promise = |fact: &&&Fact| {
        fact.property.is_promise() || matches!(fact.said.value, Value::Gap(Gap::HeldBy(_) | Gap::NotAnnounced))
    };
    if passage.iter().any(|fact| promise(&fact)) {
        "promised"
    } else if passage.iter().all(|fact| fact.property == Property::Number) {
        "figure"
    } else {
        ""
    }
}
