//! Which questions a list of them is asked for: the same for the page and for the API.

use utoipa::IntoParams;

use super::query::{Own, Reader};
use crate::programme::{
    question::{Question, QuestionStatus},
    search::fold,
};

/// What a list of questions takes besides what all lists take.
#[derive(Clone, Debug, Default, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// A list of statuses.
    #[param(style = Form, explode = false, inline, required = false, example = "answered")]
    pub status: Vec<QuestionStatus>,
    /// Words of the name of who asked.
    #[param(example = "Christophe")]
    pub author: Option<String>,
    /// Words of the ministry asked or answering.
    #[param(example = "économie")]
    pub ministry: Option<String>,
    /// Those that have waited for an answer for so many days at least.
    #[param(example = 60)]
    pub waiting_days: Option<i64>,
}

impl Own for Wanted {
    const NAMES: &'static [&'static str] = &["status", "author", "ministry", "waiting_days"];

    fn read(&mut self, name: &str, value: &str, reader: &mut Reader) {
        match name {
            "status" => self.status.extend(reader.many(name, value, &QuestionStatus::ALL, QuestionStatus::name)),
            "author" => self.author = Some(value.to_owned()),
            "ministry" => self.ministry = Some(value.to_owned()),
            _ => {
                let days = |text: &str| text.parse::<i64>().ok().filter(|days| *days >= 0);
                self.waiting_days = reader.read(name, value, "a number of days", days);
            }
        }
    }
}

impl Wanted {
    /// Whether nothing is asked.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.status.is_empty() && self.author.is_none() && self.ministry.is_none() && self.waiting_days.is_none()
    }

    /// Whether a question is asked for.
    #[must_use]
    pub fn fits(&self, question: &Question) -> bool {
        let has = |words: &Option<String>, fields: [&Option<String>; 2]| {
            words.as_deref().is_none_or(|words| {
                let words = fold(words);
                fields.into_iter().flatten().any(|field| fold(field).contains(&words))
            })
        };
        (self.status.is_empty() || self.status.contains(&question.status()))
            && has(&self.author, [&question.author, &None])
            && has(&self.ministry, [&question.ministry_asked, &question.ministry_answering])
            && self.waiting_days.is_none_or(|least| question.waiting_days.is_some_and(|days| days >= least))
    }
}
