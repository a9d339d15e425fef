//! `/questions`: the parliamentary questions, the latest first.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};

use super::{
    files::{self, File},
    frame::Frame,
    page_own,
    parts::{Link, When, plural},
};
use crate::{
    programme::{
        life::Life,
        phase::Phase,
        question::{Question, QuestionStatus},
        record::Noun,
        view::Programme,
    },
    web::{
        App, Ask, address,
        error::Error,
        query::{CLOCK, Own, Reader},
        ready::Ready,
    },
};

#[derive(Template)]
#[template(path = "questions.html")]
struct Page {
    frame: Frame,
    files: Vec<File>,
    rows: Vec<Row>,
    answered: usize,
}

/// A question's row.
pub struct Row {
    /// “n° 20408”, and its page.
    pub link: Link,
    /// The chamber and its legislature.
    pub chamber: String,
    /// Who asked it.
    pub author: String,
    /// The ministry that it was put to.
    pub ministry: String,
    /// When it was published.
    pub asked: Option<When>,
    /// When it was answered.
    pub answered: Option<When>,
    /// For how long it waited, or waits.
    pub waited: Option<i64>,
    /// The regions that its facts name.
    pub regions: Vec<Link>,
    /// How many facts were read in it.
    pub facts: usize,
}

/// What the list takes besides what all lists take: how questions stand.
#[derive(Debug, Default)]
struct Wanted(Vec<QuestionStatus>);

impl Own for Wanted {
    const NAMES: &'static [&'static str] = &["status"];

    fn read(&mut self, name: &str, value: &str, reader: &mut Reader) {
        self.0.extend(reader.many(name, value, &QuestionStatus::ALL, QuestionStatus::name));
    }
}

/// Answers `/questions`.
pub(super) async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page_own(&app, &uri, &headers, &[CLOCK, &["phase"]], answer)
}

fn answer(ask: &Ask, wanted: Wanted) -> Result<Ready, Error> {
    let programme = ask.programme.as_ref();
    // A question outlives a phase: both are shown, unless one is asked for.
    let phase = ask.query.filter.phase.filter(|_| ask.query.phase_is_set);
    let rows = rows(programme, phase, &wanted.0);
    let frame = Frame::of(ask, "questions");
    let answered = rows.iter().filter(|row| row.answered.is_some()).count();
    frame.ready(&Page {
        files: if wanted.0.is_empty() { files::of(ask, "/questions", false) } else { Vec::new() },
        answered,
        rows,
        frame: frame.clone(),
    })
}

/// The questions, the latest asked first.
fn rows(programme: &Programme, phase: Option<Phase>, statuses: &[QuestionStatus]) -> Vec<Row> {
    let subjects = programme.record().subjects().iter().filter(|s| matches!(s.noun, Noun::Question(_)));
    let mut questions: Vec<&Question> = subjects
        .filter_map(|subject| programme.question_of(subject.id))
        .filter(|question| phase.is_none_or(|phase| question.phase == phase))
        .filter(|question| statuses.is_empty() || statuses.contains(&question.status()))
        .collect();
    questions.sort_by_key(|question| std::cmp::Reverse(day(&question.asked)));
    questions.into_iter().map(|question| row(programme, question)).collect()
}

fn row(programme: &Programme, question: &Question) -> Row {
    let when = |life: &Option<Life>| life.as_ref().map(|life| When::value(&life.retained.value));
    Row {
        link: Link::new(format!("n° {}", question.id.number), address::question(&question.id, None)),
        chamber: format!("{}, {}e législature", question.id.chamber_french(), question.id.legislature),
        author: question.author.clone().unwrap_or_default(),
        ministry: question.ministry_answering.clone().or(question.ministry_asked.clone()).unwrap_or_default(),
        asked: when(&question.asked),
        answered: when(&question.answered),
        waited: waited(question),
        regions: question.regions.iter().map(|code| Link::region(programme, *code)).collect(),
        facts: super::question::facts(question),
    }
}

fn day(life: &Option<Life>) -> Option<chrono::NaiveDate> {
    life.as_ref()?.retained.latest
}

/// For how many days a question waited for its answer, or waits at the clock.
#[must_use]
pub fn waited(question: &Question) -> Option<i64> {
    match (day(&question.asked), day(&question.answered)) {
        (Some(asked), Some(answered)) => Some((answered - asked).num_days()),
        _ => question.waiting_days,
    }
}
