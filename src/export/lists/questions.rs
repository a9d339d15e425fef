//! The list of parliamentary questions, with their texts.

use super::{Cell, Field, Kind, List, View, What, addresses, dated, field, life, rows};
use crate::programme::question::Question;

pub(super) const LIST: List = List {
    what: What { name: "questions", path: "questions", own: true, title: "Questions parlementaires", phased: true },
    kinds: &[Kind::Question],
    rows: |programme, filter| {
        let questions = dated(programme, filter, |view| match view {
            View::Question(question) => Some(&**question),
            _ => None,
        });
        rows(programme, filter, FIELDS, questions)
    },
};

const FIELDS: &[Field<Question>] = &[
    field("id", "identifiant", |_, question| Cell::code(&question.id)),
    field("chamber", "chambre", |_, question| Cell::named(chamber(question), question.id.chamber_french())),
    field("legislature", "législature", |_, question| Cell::Number(i64::from(question.id.legislature))),
    field("type", "type", |_, question| Cell::code(&question.id.kind)),
    field("number", "numéro", |_, question| Cell::code(&question.id.number)),
    field("author", "auteur", |_, question| Cell::words(question.author.as_deref())),
    field("ministry_asked", "ministère interrogé", |_, question| Cell::words(question.ministry_asked.as_deref())),
    field("ministry_answering", "ministère répondant", |_, question| {
        Cell::words(question.ministry_answering.as_deref())
    }),
    field("asked_on", "posée le", |_, question| life(question.asked.as_ref())),
    field("answered_on", "répondue le", |_, question| life(question.answered.as_ref())),
    field("withdrawn_on", "retirée le", |_, question| life(question.withdrawn.as_ref())),
    field("waiting_days", "attente en jours", |_, question| Cell::number(question.waiting_days)),
    field("phase", "phase", |_, question| Cell::code(question.phase)),
    field("regions", "régions", |_, question| Cell::codes(&question.regions)),
    field("facts", "faits relevés", |_, question| Cell::number(Some(question.facts.len()))),
    field("question_text", "texte de la question", |_, question| Cell::words(question.question_text.as_deref())),
    field("answer_text", "texte de la réponse", |_, question| Cell::words(question.answer_text.as_deref())),
    field("sources", "sources", |_, question| addresses(&question.sources)),
];

/// The chamber, as addresses name it.
fn chamber(question: &Question) -> &'static str {
    if question.id.chamber == "SENAT" { "SENAT" } else { "AN" }
}
