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
    table::{self, Choice},
};
use crate::{
    programme::{
        life::Life,
        question::{Question, QuestionStatus},
        record::Noun,
        search::fold,
        view::Programme,
    },
    web::{App, Ask, address, error::Error, query::CLOCK, ready::Ready, wanted::Wanted},
};

#[derive(Template)]
#[template(path = "questions.html")]
struct Page {
    frame: Frame,
    files: Vec<File>,
    rows: Vec<Row>,
    answered: usize,
    /// Whether the list is a part of all the questions, of which there are so many.
    filtered: bool,
    total: usize,
    regions: Vec<Choice>,
    statuses: Vec<Choice>,
    authors: Vec<String>,
    ministries: Vec<String>,
    phase: Option<String>,
    wanted: Wanted,
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

/// Answers `/questions`.
pub(super) async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page_own(&app, &uri, &headers, &[CLOCK, &["phase", "region"]], answer)
}

fn answer(ask: &Ask, wanted: Wanted) -> Result<Ready, Error> {
    let programme = ask.programme.as_ref();
    // A question outlives a phase: both are shown, unless one is asked for.
    let phase = ask.query.filter.phase.filter(|_| ask.query.phase_is_set);
    let region = ask.query.filter.region;
    let known = all(programme);
    let rows: Vec<Row> = known
        .iter()
        .filter(|question| phase.is_none_or(|phase| question.phase == phase))
        .filter(|question| region.is_none_or(|code| question.regions.contains(&code)))
        .filter(|question| wanted.fits(question))
        .map(|question| row(programme, question))
        .collect();
    let frame = Frame::of(ask, "questions");
    let answered = rows.iter().filter(|row| row.answered.is_some()).count();
    frame.ready(&Page {
        files: if wanted.is_all() && region.is_none() { files::of(ask, "/questions", false) } else { Vec::new() },
        filtered: !wanted.is_all() || region.is_some() || phase.is_some(),
        total: known.len(),
        regions: table::regions(programme, region),
        statuses: statuses(&wanted),
        authors: each(&known, |question| [&question.author, &None]),
        ministries: each(&known, |question| [&question.ministry_asked, &question.ministry_answering]),
        phase: ask
            .query
            .phase_is_set
            .then(|| ask.query.given.iter().find(|(name, _)| name == "phase").map(|(_, value)| value.clone()))
            .flatten(),
        wanted,
        answered,
        rows,
        frame: frame.clone(),
    })
}

/// Every question, the latest asked first.
fn all(programme: &Programme) -> Vec<&Question> {
    let subjects = programme.record().subjects().iter().filter(|s| matches!(s.noun, Noun::Question(_)));
    let mut questions: Vec<&Question> = subjects.filter_map(|subject| programme.question_of(subject.id)).collect();
    questions.sort_by_key(|question| std::cmp::Reverse(day(&question.asked)));
    questions
}

/// How questions may stand, to choose from.
fn statuses(wanted: &Wanted) -> Vec<Choice> {
    let choice = |status: QuestionStatus| Choice {
        value: status.name().to_owned(),
        words: match status {
            QuestionStatus::Waiting => "Sans réponse",
            QuestionStatus::Answered => "Répondues",
            QuestionStatus::Withdrawn => "Retirées ou closes",
        }
        .to_owned(),
        chosen: wanted.status == [status],
    };
    QuestionStatus::ALL.into_iter().map(choice).collect()
}

/// What the questions have in some fields, each once, in order.
fn each<'q>(questions: &[&'q Question], of: impl Fn(&'q Question) -> [&'q Option<String>; 2]) -> Vec<String> {
    let mut words: Vec<String> = questions.iter().flat_map(|question| of(question)).flatten().cloned().collect();
    words.sort_by_cached_key(|word| fold(word));
    words.dedup();
    words
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
