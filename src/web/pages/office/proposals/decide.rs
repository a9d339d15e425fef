//! The form that decides of a proposal: previewed, then published.

use axum::{
    extract::State,
    http::{StatusCode, Uri},
    response::Response,
};

use super::{
    super::{
        super::Slug,
        act::{Beside, Field, Input, Step, Unfit, label, words},
        form::Fields,
        frame::Fault,
        refused,
    },
    Draft, One, missing, today,
};
use crate::{
    programme::{
        change::{
            Invalid,
            decision::{Decision, DecisionDraft},
        },
        proposal::Proposal,
        rights::Action,
        statement::Statement,
    },
    store::StatementId,
    web::{App, error::Error, session::Signed},
};

/// The decisions, with their words.
const OUTCOMES: [(&str, &str); 3] =
    [("accept", "Accepter telle quelle"), ("correct", "Accepter avec une autre valeur"), ("refuse", "Refuser")];

/// Answers `POST /propositions/{id}/decision`: the next step.
pub async fn take(State(app): State<App>, signed: Signed, Slug(id): Slug, uri: Uri, given: Fields) -> Response {
    let page = One { app: &app, uri: &uri, signed: &signed, id: id.parse().ok().map(StatementId) };
    let programme = today(&app);
    let proposal = page.id.and_then(|id| Proposal::numbered(programme.record(), id));
    let Some(proposal) = proposal else { return refused(&app, &uri, &missing()) };
    let (id, key) = (proposal.id(), &proposal.subject.key);
    let Some(version) = given.number("version") else { return refused(&app, &uri, &Error::NoVersion) };
    let beside = match Beside::of(&app, &signed, Action::Decide, key) {
        Ok(beside) => beside,
        Err(error) => return refused(&app, &uri, &error),
    };
    let typed = Draft {
        outcome: given.one("outcome").to_owned(),
        property: given.one("property").to_owned(),
        value: given.one("value").to_owned(),
        reason: given.one("reason").to_owned(),
    };
    let Some(lasts) = given.lasts() else { return page.answer(StatusCode::OK, typed, Vec::new()).await };
    let step = Step {
        app: &app,
        signed: &signed,
        uri: &uri,
        action: Action::Decide,
        deed: &format!("decision {key}"),
        title: "Décider d’une proposition",
        back: "Modifier",
        given: &given,
        fields: &|beside| fields(beside, &proposal, &given),
        lasts,
    };
    if let Some(stale) = step.stale(&beside) {
        return stale;
    }
    let draft = DecisionDraft {
        outcome: typed.outcome.clone(),
        reason: given.some("reason"),
        property: given.some("property"),
        value: given.some("value"),
    };
    let taken = match Decision::read(&draft, app.live.time.today()) {
        Ok(decision) => step.take(&beside, move |desk| decision.write(desk, id, Some(version))).await,
        Err(invalid) => Err(Unfit::Invalid(invalid)),
    };
    match taken {
        Ok(response) => response,
        Err(Unfit::Invalid(invalid)) => {
            page.answer(StatusCode::UNPROCESSABLE_ENTITY, typed, faults(&invalid, id)).await
        }
        Err(Unfit::Whole(status, fault)) => page.answer(status, typed, vec![fault]).await,
    }
}

/// What was typed, to be set against what is known: the decision, what each statement of the proposal says by it, why.
fn fields(beside: &Beside, proposal: &Proposal<'_>, given: &Fields) -> Vec<Field> {
    let outcomes = OUTCOMES.map(|(name, words)| (name.to_owned(), words.to_owned()));
    let decision = Field::new(given, "outcome", "Décision", Input::Choice(outcomes.into()));
    let value = |statement: &&Statement| {
        let property = statement.property;
        let is_corrected = given.one("outcome") == "correct" && given.one("property") == property.name();
        let value = match is_corrected {
            true => given.one("value").to_owned(),
            false => words(&beside.programme, property, &statement.value),
        };
        let field = Field::new(given, property.name(), label(&beside.key, property), Input::Line).or(given, &value);
        if property.is_many() { field } else { field.of(property) }
    };
    let values = proposal.statements.iter().map(value);
    let reason = Field::new(given, "reason", "Motif", Input::Lines);
    std::iter::once(decision).chain(values).chain([reason]).collect()
}

/// What is wrong with the form, each with the field that it leads to.
fn faults(invalid: &[Invalid], id: StatementId) -> Vec<Fault> {
    let fault = |one: &Invalid| {
        let label = match one.field.as_str() {
            "outcome" => "La décision",
            "property" => "L’information à corriger",
            "value" => "La valeur juste",
            _ => "Le motif",
        };
        let field = format!("{}-{}", one.field, id.0);
        Fault::of(&field, format!("{label} : il est attendu {}.", one.expected.french()))
    };
    invalid.iter().map(fault).collect()
}
