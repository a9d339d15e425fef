//! The OpenAPI 3.1 document: made from the handlers, with what every read answers said once, here.

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
    routing::get,
};
use utoipa::{
    OpenApi, PartialSchema, ToSchema,
    openapi::{
        ContentBuilder, Header, HeaderBuilder, ObjectBuilder, Ref, RefOr, Required, ResponseBuilder, Schema, Type,
        path::{Operation, ParameterBuilder, ParameterIn},
    },
};

use super::{App, Refusal, schema};
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
            answers(operation, path.contains('{'));
        }
    }
    for schema in document.components.iter_mut().flat_map(|components| components.schemas.values_mut()) {
        schema::require(schema);
    }
    document
}

/// What every read takes and answers besides its 200.
fn answers(operation: &mut Operation, of_one: bool) {
    let known = ParameterBuilder::new()
        .name("If-None-Match")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("The ETag of the answer that the reader has."))
        .schema(Some(String::schema()))
        .build();
    operation.parameters.get_or_insert_default().push(known.into());
    let responses = &mut operation.responses.responses;
    if let Some(RefOr::T(found)) = responses.get_mut("200") {
        found.headers.insert("ETag".to_owned(), etag().into());
    }
    let unchanged = ResponseBuilder::new().description("The reader has it already").header("ETag", etag());
    responses.insert("304".to_owned(), unchanged.build().into());
    let mut problem = |status: &str, description: &str| {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).build();
        let response = ResponseBuilder::new().description(description).content("application/problem+json", content);
        responses.insert(status.to_owned(), response.build().into());
    };
    problem("400", "Parameters that are unknown, given twice or unreadable; all of them");
    if of_one {
        problem("404", "Nothing of that name, at that clock");
    }
    problem("405", "A method other than GET and HEAD");
    problem("500", "The server failed");
}

fn etag() -> Header {
    let text = ObjectBuilder::new().schema_type(Type::String).build();
    HeaderBuilder::new()
        .schema(Some(Schema::Object(text)))
        .description(Some("What tells one answer from another"))
        .build()
}
