//! `/api/v1/questions`: parliamentary questions, in the order of their days.

use std::sync::Arc;

use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde::Serialize;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{
    Name, Refusal, at_clock,
    envelope::{self, List, One},
    find,
    params::{ClockParams, PageParams, PhaseParam, RegionParam, WindowParams, WordsParam},
};
use crate::{
    programme::{
        question::{Fact, Question, QuestionId, QuestionStatus},
        timeline::{self, Kind},
        view::Programme,
    },
    store::Key,
    web::{
        App, Ask, address,
        query::{CLOCK, PAGED},
        wanted::Wanted,
    },
};

const TAKES: &[&str] = &["region", "phase", "from", "to", "q"];

type Page = List<QuestionEntry<'static>>;
type Answer = One<QuestionWhole<'static>>;

pub(super) fn router() -> OpenApiRouter<App> {
    OpenApiRouter::new().routes(routes!(list)).routes(routes!(item))
}

/// A question, without its texts.
#[derive(Serialize, utoipa::ToSchema)]
struct QuestionEntry<'a> {
    #[serde(flatten)]
    question: &'a Question,
    /// How it stands.
    status: QuestionStatus,
    /// How many facts were read in it and in its answer.
    fact_count: usize,
    /// Its page.
    #[schema(example = "/questions/AN-15-QE-20408")]
    href: String,
}

/// A question with its texts and the facts read in them.
#[derive(Serialize, utoipa::ToSchema)]
struct QuestionWhole<'a> {
    #[serde(flatten)]
    entry: QuestionEntry<'a>,
    /// The text of the question, as found.
    question_text: Option<&'a str>,
    /// The text of the answer, as found; null while it waits.
    answer_text: Option<&'a str>,
    /// What was read in them, in the order of the text, the question before the answer; `standing` tells facts from
    /// proposals and from what was refused.
    facts: Vec<LinkedFact<'a>>,
}

/// A fact read in a question or its answer. `quote.start` and `quote.end` count Unicode characters from the beginning
/// of `answer_text` where `in_answer` is true, else of `question_text`.
#[derive(Serialize, utoipa::ToSchema)]
struct LinkedFact<'a> {
    #[serde(flatten)]
    fact: &'a Fact,
    /// Where it stands in the text, on the question's page.
    #[schema(example = "/questions/AN-15-QE-20408#fait-12")]
    href: String,
    /// Its subject's place on the timeline; null where it has none.
    #[schema(example = "/chronologie?phase=1&from=2019-07-02&to=2019-07-02#copil-32-2019-07")]
    timeline: Option<String>,
}

/// Questions, in the order of the day answered or, waiting, asked. Their texts and facts are in the item.
#[utoipa::path(
    get,
    path = "/api/v1/questions",
    operation_id = "questions",
    tag = "questions",
    params(RegionParam, PhaseParam, Wanted, WindowParams, WordsParam, ClockParams, PageParams),
    responses((status = 200, description = "A page of questions", body = Page))
)]
async fn list(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read_own(&uri, &headers, &[TAKES, CLOCK, PAGED], |ask, wanted: Wanted| {
        let view = |id| ask.programme.question_of(id).filter(|question| wanted.fits(question));
        let page = envelope::dated(ask, vec![Kind::Question], view, key, |question| question.id.to_string())?;
        envelope::list(ask, page.map(|question| entry(ask, question)))
    })?)
}

/// A question: both texts as found, and the facts read in them, each with its words and their place.
#[utoipa::path(
    get,
    path = "/api/v1/questions/{id}",
    operation_id = "question",
    tag = "questions",
    params(("id" = String, Path, description = "Its identity", example = "AN-15-QE-20408"), ClockParams),
    responses((status = 200, description = "The question", body = Answer))
)]
async fn item(State(app): State<App>, Name(name): Name, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[CLOCK], |ask| {
        let question = find(ask, ("question", &name), key(&name), Programme::question_of)?;
        let whole = QuestionWhole {
            entry: entry(ask, question),
            question_text: question.question_text.as_deref(),
            answer_text: question.answer_text.as_deref(),
            facts: question.facts.iter().map(|fact| linked(ask, &question.id, fact)).collect(),
        };
        envelope::item(ask, whole, question.version)
    })?)
}

fn key(id: &str) -> Option<Key> {
    Some(id.parse::<QuestionId>().ok()?.key())
}

fn entry<'a>(ask: &Ask, question: &'a Question) -> QuestionEntry<'a> {
    QuestionEntry {
        question,
        status: question.status(),
        fact_count: question.facts().count(),
        href: at_clock(ask, &address::question(&question.id, None)),
    }
}

fn linked<'a>(ask: &Ask, question: &QuestionId, fact: &'a Fact) -> LinkedFact<'a> {
    let programme: &Arc<Programme> = &ask.programme;
    let item = programme.record().find(&fact.subject).and_then(|subject| timeline::item(programme, subject.id));
    LinkedFact {
        fact,
        href: at_clock(ask, &address::question(question, Some(fact.said.statement))),
        timeline: item.map(|item| at_clock(ask, &address::on_timeline(item))),
    }
}
