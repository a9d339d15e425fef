//! The OpenAPI 3.1 document: made from the handlers, with what every read answers said once, here.

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
    routing::get,
};
use utoipa::{
    OpenApi,
    openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
};

use super::{App, Refusal, answers, schema};
use crate::web::{
    contract,
    error::{Error, Problem, Wrong},
    ready::Ready,
};

/// What the document says of the API as a whole.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Jalons",
        description = "*Territoires d’industrie*: which contracts are promised and signed, when, and according to whom.\n\n\
            **Nothing is overwritten.** A date has a life: the value retained and why, the trail of earlier promises, \
            and what other sources say, each with its words. Sources that disagree stand side by side (`disputed`).\n\n\
            **Two clocks.** `known_on` reads everything as it was publicly known on a day, `recorded_at` as it was \
            recorded here at a moment; both work on every address.\n\n\
            **Dates** are EDTF (ISO 8601-2): `2019-07-02`, `2019-03`, `2018-23` (autumn 2018), `2019-03-18/2019-03-24`, \
            `../2019-11-19` (not later than), `2019-05~` (about). In place of a date: `unknown`, `not-announced`, \
            `held-by:32` (a Region holds it), `not-applicable`, `cancelled`. Moments are RFC 3339, in UTC.\n\n\
            **Lists** are paged by seek: follow `links.next`. A parameter that an address does not take is refused by \
            its name. Every answer has an ETag; send it back as `If-None-Match` and an answer that has not changed \
            costs a 304. An item’s ETag begins with the version of its subject.\n\n\
            **Changes** are made with a token, by PUT and POST in JSON, and answered by the thing as it is from then on, \
            with its new ETag; `meta.journal` is the line that `/api/v1/journal/{id}/reversal` undoes within ten minutes. \
            A change says which version it was made against: `If-Match` with the ETag that was read (428 without, 412 \
            when somebody was faster), or `If-None-Match: *` for what is not known yet. `Idempotency-Key` lets it be sent \
            again for a day without being made twice; `dry_run=true` only tries it. What lies in several regions is \
            changed by the one that leads; from the others it is a proposal, answered by 202. Each change names in \
            `x-action` what it must be allowed as.\n\n\
            Data under Licence Ouverte 2.0; name Jalons and the day of `meta.last_update`.",
        license(name = "Licence Ouverte 2.0", url = "https://www.etalab.gouv.fr/licence-ouverte-open-licence/")
    ),
    tags(
        (name = "regions", description = "Regions, with where each stands: from no steering committee to every contract signed"),
        (name = "departements", description = "Départements"),
        (name = "territories", description = "Territories, by phase and ANCT id: phase 2 gives phase 1’s ids to others"),
        (name = "copils", description = "Meetings of steering committees: national, of a region, or local"),
        (name = "contracts", description = "Protocoles, contrats and avenants; only a contrat makes a territory signed"),
        (name = "milestones", description = "Any other dated thing; waves are signatures known by their number only"),
        (name = "figures", description = "Counts that sources give: 124, 136, 141 territories"),
        (name = "questions", description = "Parliamentary questions, with the facts read in them and their place in the text"),
        (name = "sources", description = "Who said it; the kinds of source have a rank"),
        (name = "statements", description = "Each fact as one source states it, with what became of it"),
        (name = "proposals", description = "What was read in texts, or sent by readers and other regions, and waits for a decision"),
        (name = "corrections", description = "What anybody proposes of a subject, with a source"),
        (name = "timeline", description = "All dated things as rows of one shape"),
        (name = "journal", description = "The register of changes"),
        (name = "imports", description = "An official’s own file, sent back by a program of hers, with a token"),
    ),
    components(schemas(Problem, Wrong))
)]
struct Head;

/// The document without its addresses.
pub(super) fn head() -> utoipa::openapi::OpenApi {
    Head::openapi()
}

pub(super) fn router() -> Router<App> {
    Router::new().route("/api/openapi.json", get(read))
}

async fn read(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Result<Response, Refusal> {
    Ok(app.read(&uri, &headers, &[], |_| {
        let bytes = contract().to_json().map_err(|error| {
            tracing::error!(%error, "the OpenAPI document cannot be written");
            Error::Internal
        })?;
        Ok(Ready::new("application/json", bytes.into_bytes()))
    })?)
}

/// The OpenAPI document.
#[must_use]
pub fn document() -> utoipa::openapi::OpenApi {
    let mut document = super::documented().split_for_parts().1;
    for (path, item) in &mut document.paths.paths {
        if let Some(operation) = &mut item.get {
            answers::of_read(operation, path.contains('{'));
        }
        for operation in [&mut item.put, &mut item.post].into_iter().flatten() {
            answers::of_change(operation);
        }
    }
    if let Some(components) = &mut document.components {
        for (name, schema) in &mut components.schemas {
            // What is sent may leave out what may be null; what is answered does not.
            if name.ends_with("Draft") { schema::ask(schema) } else { schema::require(schema) }
        }
        let scheme = HttpBuilder::new().scheme(HttpAuthScheme::Bearer).description(Some(TOKEN)).build();
        components.add_security_scheme("token", SecurityScheme::Http(scheme));
    }
    document
}

const TOKEN: &str = "A personal token of an account, made on its page or by `jalons account token`. It is named, scoped \
    (`read_drafts`, `change_dates`, `import`) and ends on a day.";
