//! The parliamentary question. It makes two sources: the question, published when asked, and its answer.

mod identity;
mod point;

use std::sync::Arc;

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use serde::Serialize;

use super::{
    copil::phase_of,
    life::{Life, Said},
    phase::Phase,
    property::Property,
    region::RegionCode,
    source::Source,
    statement::Standing,
    told::Told,
    value::Value,
};
use crate::store::{Edit, Key, SubjectId};

pub use identity::QuestionId;
pub use point::{Point, PointReply};

/// The row of a question.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "question")]
pub struct Model {
    /// Its subject.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: SubjectId,
    /// `AN` or `SENAT`.
    pub chamber: String,
    /// The legislature, by its number.
    pub legislature: i32,
    /// `QE` (written), `QG` (to the Government) …
    pub kind: String,
    /// As printed: text, with its leading zeros.
    pub number: String,
}

impl ActiveModelBehavior for ActiveModel {}

/// A question, as readers get it; its texts and facts, which are long, are handed out apart.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Question {
    /// Its identity.
    #[schema(value_type = String, example = "AN-15-QE-20408")]
    pub id: QuestionId,
    /// Who asked it.
    pub author: Option<String>,
    /// The ministry asked, as written.
    pub ministry_asked: Option<String>,
    /// The ministry that answers, as written.
    pub ministry_answering: Option<String>,
    /// When it was published.
    pub asked: Option<Life>,
    /// When its answer was; null while it waits.
    pub answered: Option<Life>,
    /// When it was withdrawn.
    pub withdrawn: Option<Life>,
    /// For how many days it has waited for an answer, at the clock; null once answered or withdrawn.
    pub waiting_days: Option<i64>,
    /// Its phase.
    #[schema(value_type = i32)]
    pub phase: Phase,
    /// The text of the question, as found.
    #[serde(skip)]
    pub question_text: Option<String>,
    /// The text of the answer, as found.
    #[serde(skip)]
    pub answer_text: Option<String>,
    /// The regions that it, its answer and their facts name.
    #[schema(value_type = Vec<String>)]
    pub regions: Vec<RegionCode>,
    /// What it asks, point by point, in the order of the text.
    pub points: Vec<Point>,
    /// What was read in it, in the order of the text, the question before the answer: facts, proposals and what was
    /// refused.
    #[serde(skip)]
    pub facts: Vec<Fact>,
    /// Its version.
    pub version: i64,
    /// The question and the answer, as sources.
    pub sources: Vec<Arc<Source>>,
}

/// What was read in one place of a question or its answer.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Fact {
    /// Of which subject it speaks.
    #[schema(value_type = String)]
    pub subject: Key,
    /// What it gives.
    pub property: Property,
    /// The value, with the quote and its place in the text.
    #[serde(flatten)]
    pub said: Said,
    /// Whether it stands in the answer, and not in the question.
    pub in_answer: bool,
    /// Whether it counts, waits for a decision, or was refused.
    pub standing: Standing,
}

impl Question {
    /// What is told of a question, on `day`. Its facts are gathered by whoever knows the record.
    pub(super) fn of(id: &QuestionId, told: &Told<'_>, day: NaiveDate) -> Self {
        let (asked, answered) = (told.life(Property::Asked), told.life(Property::Answered));
        let withdrawn = told.life(Property::WithdrawnOn);
        let since = asked.as_ref().and_then(|life| life.retained.latest);
        Self {
            id: id.clone(),
            author: told.text(Property::Author),
            ministry_asked: told.text(Property::MinistryAsked),
            ministry_answering: told.text(Property::MinistryAnswering),
            waiting_days: since
                .filter(|_| answered.is_none() && withdrawn.is_none())
                .map(|since| (day - since).num_days()),
            phase: phase_of([&asked], told),
            question_text: told.text(Property::QuestionText),
            answer_text: told.text(Property::AnswerText),
            regions: told.many(Property::Region).into_iter().filter_map(Value::region).collect(),
            points: point::points(told),
            facts: Vec::new(),
            version: told.version(),
            sources: told.sources(),
            asked,
            answered,
            withdrawn,
        }
    }

    /// What counts of what was read in it.
    pub fn facts(&self) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(|fact| fact.standing == Standing::Counts)
    }

    /// The points to which its answer makes no reply; none while there is no answer.
    pub fn unanswered(&self) -> impl Iterator<Item = &Point> {
        let answered = self.answered.is_some();
        self.points.iter().filter(move |point| answered && point.reply.is_none())
    }

    /// How it stands.
    #[must_use]
    pub fn status(&self) -> QuestionStatus {
        if self.answered.is_some() {
            QuestionStatus::Answered
        } else if self.withdrawn.is_some() {
            QuestionStatus::Withdrawn
        } else {
            QuestionStatus::Waiting
        }
    }
}

/// How a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum QuestionStatus {
    /// It waits for its answer.
    Waiting,
    /// It was answered.
    Answered,
    /// It was withdrawn, or closed without an answer.
    Withdrawn,
}

impl QuestionStatus {
    /// Every status.
    pub const ALL: [Self; 3] = [Self::Waiting, Self::Answered, Self::Withdrawn];

    /// Its name in addresses, files and the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Answered => "answered",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// Makes the subject of a question.
pub fn add(edit: &mut Edit, id: &QuestionId) -> SubjectId {
    let subject = edit.subject(&id.key());
    edit.identify(Model {
        subject_id: subject,
        chamber: id.chamber.clone(),
        legislature: i32::from(id.legislature),
        kind: id.kind.clone(),
        number: id.number.clone(),
    });
    subject
}
