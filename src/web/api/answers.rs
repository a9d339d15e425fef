//! What every operation takes and answers besides what its handler says of it: said once, for the OpenAPI document.

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        Content, ContentBuilder, Header, HeaderBuilder, ObjectBuilder, Ref, RefOr, Required, Response, ResponseBuilder,
        Schema, Type,
        path::{Operation, ParameterBuilder, ParameterIn},
    },
};

use super::example;
use crate::web::error::Problem;

/// What every read takes and answers besides its 200.
pub(super) fn of_read(operation: &mut Operation, of_one: bool) {
    let known = ParameterBuilder::new()
        .name("If-None-Match")
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some("The ETag of the answer that the reader has."))
        .schema(Some(String::schema()))
        .build();
    operation.parameters.get_or_insert_default().push(known.into());
    head(operation, "200", &[etag()]);
    let unchanged = ResponseBuilder::new().description("The reader has it already");
    let unchanged = with(unchanged.build(), &[etag()]);
    operation.responses.responses.insert("304".to_owned(), unchanged.into());
    problem(operation, "400", "Parameters that are unknown, given twice or unreadable; all of them", &[]);
    if operation.security.is_some() {
        asks_who(operation);
    }
    if of_one {
        problem(operation, "404", "Nothing of that name, at that clock", &[]);
    }
    problem(operation, "405", "A method that the address does not take", &[]);
    problem(operation, "500", "The server failed", &[]);
}

/// What every change answers besides what it makes.
pub(super) fn of_change(operation: &mut Operation) {
    let takes = |name: &str| {
        let mut parameters = operation.parameters.iter().flatten();
        parameters.any(|parameter| matches!(parameter, RefOr::T(parameter) if parameter.name == name))
    };
    let (is_versioned, has_body) = (takes("If-Match"), operation.request_body.is_some());
    let takes_a_file = match &operation.request_body {
        Some(RefOr::T(body)) => !body.content.contains_key("application/json"),
        _ => false,
    };
    let is_open = operation.security.iter().flatten().any(|one| *one == Default::default());
    if let Some(RefOr::T(body)) = &mut operation.request_body {
        exemplify(body.content.values_mut(), example::of);
    }
    for status in ["200", "201", "202"] {
        if let Some(RefOr::T(answer)) = operation.responses.responses.get_mut(status) {
            exemplify(answer.content.values_mut(), example::answered);
        }
    }
    let replayed = ("Idempotency-Replayed", "`true` where it was answered before, under the same `Idempotency-Key`");
    let location = ("Location", "The address of what is answered");
    // A file is answered by what it came to, which is no thing that can be read again.
    if takes_a_file {
        head(operation, "200", &[replayed])
    } else {
        head(operation, "200", &[etag(), replayed])
    };
    head(operation, "201", &[etag(), location, replayed]);
    head(operation, "202", &[etag(), location, replayed]);
    problem(operation, "400", "A parameter, a header or a body that cannot be read", &[]);
    asks_who(operation);
    problem(operation, "404", "There is no such thing, or what the body names is not known", &[]);
    problem(operation, "405", "A method that the address does not take", &[]);
    problem(operation, "409", "What is asked cannot be done as things stand", &[]);
    if is_versioned || has_body && !is_open {
        problem(operation, "412", "It was changed meanwhile: `version` is the one that it has now", &[etag()]);
    }
    problem(operation, "413", "A body of more than 1 MB", &[]);
    if has_body {
        problem(operation, "415", "A body that is not said to be application/json", &[]);
    }
    problem(
        operation,
        "422",
        "Fields that cannot be taken, all of them; or an `Idempotency-Key` of another request",
        &[],
    );
    if is_versioned {
        problem(operation, "428", "The change does not say which version it was made against", &[]);
    }
    if is_open {
        problem(
            operation,
            "429",
            "Too many of them from this address",
            &[("Retry-After", "In how many seconds to try again")],
        );
    }
    problem(operation, "500", "The server failed", &[]);
}

/// Gives contents that are of a schema the example of it.
fn exemplify<'c>(
    contents: impl Iterator<Item = &'c mut RefOr<Content>>,
    example: impl Fn(&str) -> Option<serde_json::Value>,
) {
    for content in contents {
        if let RefOr::T(content) = content
            && let Some(RefOr::Ref(schema)) = &content.schema
        {
            content.example = schema.ref_location.rsplit('/').next().and_then(&example);
        }
    }
}

/// What an operation answers that asks who one is.
fn asks_who(operation: &mut Operation) {
    let scheme = ("WWW-Authenticate", "`Bearer`: a token is asked for");
    problem(operation, "401", "No token, or one that serves no more", &[scheme]);
    problem(operation, "403", "The account or its token may not do that there", &[]);
}

/// Adds a problem to the answers, in the words of the operation where it has its own.
fn problem(operation: &mut Operation, status: &str, description: &str, headers: &[(&str, &str)]) {
    let own = match operation.responses.responses.get(status) {
        Some(RefOr::T(own)) => own.description.clone(),
        _ => String::new(),
    };
    let description = if own.is_empty() { description } else { &own };
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name(Problem::name()))).build();
    let response = ResponseBuilder::new().description(description).content("application/problem+json", content);
    operation.responses.responses.insert(status.to_owned(), with(response.build(), headers).into());
}

/// Adds headers to an answer that is described.
fn head(operation: &mut Operation, status: &str, headers: &[(&str, &str)]) {
    if let Some(RefOr::T(found)) = operation.responses.responses.get_mut(status) {
        *found = with(found.clone(), headers);
    }
}

fn with(mut response: Response, headers: &[(&str, &str)]) -> Response {
    for (name, description) in headers {
        response.headers.insert((*name).to_owned(), header(description).into());
    }
    response
}

fn header(description: &str) -> Header {
    let text = ObjectBuilder::new().schema_type(Type::String).build();
    HeaderBuilder::new().schema(Some(Schema::Object(text))).description(Some(description)).build()
}

fn etag() -> (&'static str, &'static str) {
    ("ETag", "What tells one answer from another")
}
