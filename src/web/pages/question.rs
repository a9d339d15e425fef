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
    milestone::label,
    page,
    parts::{Link, When, outside, plural},
    questions::waited,
};
use crate::{
    programme::{
        life::Life,
        property::Property,
        question::{Fact, Question, QuestionId},
        record::Noun,
        timeline,
        value::{Gap, Value},
        view::Programme,
    },
    store::Key,
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
}

/// A fact, as it stands on the list: everything that one passage says of one subject.
struct Read {
    number: usize,
    title: String,
    href: String,
    lines: Vec<String>,
    /// The first of its statements, where its passage was found.
    place: Option<i64>,
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
        one.in_answer == two.in_answer && one.subject == two.subject && one.said.quote == two.said.quote
    };
    for fact in question.facts.iter().filter(|fact| !is_header(question, fact)) {
        match passages.iter_mut().find(|passage| passage.first().is_some_and(|first| same(first, fact))) {
            Some(passage) => passage.push(fact),
            None => passages.push(vec![fact]),
        }
    }
    passages
}

/// How many facts were read in a question and its answer.
#[must_use]
pub fn facts(question: &Question) -> usize {
    passages(question).len()
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
        None => (key.identity().to_owned(), address::subject(programme, key)),
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
    lines.into_iter().map(|(property, values)| format!("{} : {}", label(property), values.join(", "))).collect()
}

/// How a passage is underlined: a promise, a count, or a plain fact.
fn class(passage: &[&Fact]) -> &'static str {
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
