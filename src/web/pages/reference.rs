//! `/api`: how programs read Jalons, made from the OpenAPI document: every address, its parameters, an example of a
//! call, and every schema. It needs no script.

use askama::Template;
use axum::{
    extract::State,
    http::{HeaderMap, Uri},
    response::Response,
};
use serde_json::{Map, Value};

use super::{frame::Frame, page};
use crate::web::{App, Ask, contract, error::Error, query::CLOCK, ready::Ready};

#[derive(Template)]
#[template(path = "reference.html")]
struct Page {
    frame: Frame,
    /// Paragraphs, as HTML.
    intro: Vec<String>,
    groups: Vec<Group>,
    schemas: Vec<Schema>,
}

/// The addresses of one noun.
struct Group {
    name: String,
    description: String,
    operations: Vec<Operation>,
}

struct Operation {
    name: String,
    method: String,
    path: String,
    summary: String,
    example: String,
    /// What it must be allowed as, where it asks who one is.
    action: Option<String>,
    /// Whether it is open to anybody all the same.
    open: bool,
    parameters: Vec<Parameter>,
    body: Option<Body>,
    answers: Vec<Answer>,
}

/// What is sent.
struct Body {
    kind: Kind,
    example: String,
}

/// What is answered, by status.
struct Answer {
    status: String,
    kind: Kind,
    description: String,
}

struct Parameter {
    name: String,
    place: String,
    kind: Kind,
    values: Vec<String>,
    required: bool,
    description: String,
    example: Option<String>,
}

struct Schema {
    name: String,
    description: String,
    /// The schemas whose fields it has too.
    like: Vec<String>,
    fields: Vec<Field>,
    /// The words that it can be, where it is one of several.
    values: Vec<String>,
    /// What it is, where it is neither.
    kind: Option<Kind>,
}

struct Field {
    name: String,
    kind: Kind,
    /// Whether it may be left out.
    optional: bool,
    description: String,
}

/// What a value is, in words, one of which may be the name of a schema.
#[derive(Default)]
struct Kind {
    before: String,
    schema: Option<String>,
    after: String,
}

/// Answers `/api`.
pub(super) async fn show(State(app): State<App>, uri: Uri, headers: HeaderMap) -> Response {
    page(&app, &uri, &headers, &[CLOCK], answer)
}

fn answer(ask: &Ask) -> Result<Ready, Error> {
    let document = serde_json::to_value(contract()).map_err(|error| {
        tracing::error!(%error, "the OpenAPI document cannot be read");
        Error::Internal
    })?;
    let frame = Frame::of(ask, "donnees");
    let schemas = object(&document, "/components/schemas").map(|(name, schema)| read_schema(name, schema));
    let page = Page {
        intro: text(&document, "/info/description").split("\n\n").map(rich).collect(),
        groups: list(&document, "/tags").map(|tag| group(&document, tag)).collect(),
        schemas: schemas.collect(),
        frame: frame.clone(),
    };
    frame.ready(&page)
}

fn group(document: &Value, tag: &Value) -> Group {
    let name = text(tag, "/name");
    let operations = object(document, "/paths")
        .flat_map(|(path, item)| object(item, "").map(move |(method, operation)| (path, method, operation)))
        .filter(|(_, _, operation)| list(operation, "/tags").any(|other| other == name))
        .map(|(path, method, operation)| read_operation(path, method, operation));
    Group { operations: operations.collect(), description: rich(text(tag, "/description")), name: name.to_owned() }
}

fn read_operation(path: &str, method: &str, operation: &Value) -> Operation {
    let parameters: Vec<Parameter> = list(operation, "/parameters").map(read_parameter).collect();
    let done = object(operation, "/responses").filter(|(status, _)| status.starts_with('2'));
    let answers = done.map(|(status, answer)| Answer {
        status: status.to_owned(),
        kind: kind(answer.pointer("/content/application~1json/schema").unwrap_or(&Value::Null)),
        description: rich(text(answer, "/description")),
    });
    let body = operation.pointer("/requestBody/content/application~1json");
    let body = body.map(|body| Body {
        kind: kind(body.get("schema").unwrap_or(&Value::Null)),
        example: body.get("example").and_then(|it| serde_json::to_string_pretty(it).ok()).unwrap_or_default(),
    });
    Operation {
        name: text(operation, "/operationId").to_owned(),
        method: method.to_uppercase(),
        summary: rich(text(operation, "/summary")),
        example: example(path, &parameters),
        action: operation.get("x-action").and_then(Value::as_str).map(str::to_owned),
        open: list(operation, "/security").any(|one| one.as_object().is_some_and(Map::is_empty)),
        answers: answers.collect(),
        path: path.to_owned(),
        parameters,
        body,
    }
}

impl Operation {
    /// Whether a browser can follow its example.
    fn is_read(&self) -> bool {
        self.method == "GET" && self.action.is_none() && !self.example.contains('{')
    }

    /// The head of a request by its example, a line each.
    fn head(&self) -> Vec<String> {
        let mut lines = vec![format!("{} {}", self.method, self.example)];
        if self.action.is_some() && !self.open {
            lines.push("Authorization: Bearer jalons_…".to_owned());
        }
        let headers = self.parameters.iter().filter(|parameter| parameter.place == "header");
        lines.extend(headers.filter_map(|it| Some(format!("{}: {}", it.name, it.example.as_ref()?))));
        if self.body.is_some() {
            lines.push("Content-Type: application/json".to_owned());
        }
        lines
    }
}

fn read_parameter(parameter: &Value) -> Parameter {
    let schema = parameter.get("schema").unwrap_or(&Value::Null);
    Parameter {
        name: text(parameter, "/name").to_owned(),
        place: text(parameter, "/in").to_owned(),
        kind: kind(schema),
        values: list(schema, "/items/enum").map(plain).collect(),
        required: parameter["required"] == true,
        description: rich(text(parameter, "/description")),
        example: parameter.get("example").map(plain),
    }
}

/// A call with the examples of its path, of its first filter and of the clock.
fn example(path: &str, parameters: &[Parameter]) -> String {
    let mut address = path.to_owned();
    let mut query = Vec::new();
    for parameter in parameters {
        let Some(example) = &parameter.example else { continue };
        match parameter.place.as_str() {
            "path" => address = address.replace(&format!("{{{}}}", parameter.name), &example.replace('/', "%2F")),
            // A change is shown as it is made, not as it is tried.
            "query" if parameter.name == "dry_run" => {}
            "query" if query.is_empty() || parameter.name == "known_on" => {
                query.push((parameter.name.as_str(), example.as_str()));
            }
            _ => {}
        }
    }
    let query = serde_urlencoded::to_string(query).unwrap_or_default();
    super::frame::address(&address, &query)
}

fn read_schema(name: &str, schema: &Value) -> Schema {
    let (mut like, mut fields) = (Vec::new(), read_fields(schema));
    for part in list(schema, "/allOf") {
        match reference(part) {
            Some(name) => like.push(name),
            None => fields.extend(read_fields(part)),
        }
    }
    let values: Vec<String> = list(schema, "/enum").map(plain).collect();
    let is_neither = like.is_empty() && fields.is_empty() && values.is_empty();
    Schema {
        name: name.to_owned(),
        description: rich(text(schema, "/description")),
        kind: is_neither.then(|| kind(schema)),
        like,
        fields,
        values,
    }
}

fn read_fields(schema: &Value) -> Vec<Field> {
    let required = |name: &str| list(schema, "/required").any(|other| other == name);
    object(schema, "/properties")
        .map(|(name, property)| Field {
            name: name.to_owned(),
            kind: kind(property),
            optional: !required(name),
            description: rich(description(property)),
        })
        .collect()
}

/// The description of a property, which stands beside its type or with the one choice that is not null.
fn description(property: &Value) -> &str {
    let own = property.get("description").or_else(|| list(property, "/oneOf").find_map(|it| it.get("description")));
    own.and_then(Value::as_str).unwrap_or_default()
}

fn kind(schema: &Value) -> Kind {
    if let Some(name) = reference(schema) {
        return Kind { schema: Some(name), ..Kind::default() };
    }
    if let Some(choice) = list(schema, "/oneOf").find(|choice| choice["type"] != "null") {
        let it = kind(choice);
        return Kind { after: format!("{} or null", it.after), ..it };
    }
    let types: Vec<String> = match &schema["type"] {
        Value::Array(types) => types.iter().map(plain).collect(),
        one => vec![plain(one)],
    };
    if types.iter().any(|name| name == "array") {
        let it = kind(&schema["items"]);
        return Kind { before: format!("list of {}", it.before), ..it };
    }
    let format = schema["format"].as_str().filter(|format| format.starts_with("date"));
    let types = types.iter().map(|name| if name == "string" { format.unwrap_or("text") } else { name });
    Kind { before: types.collect::<Vec<_>>().join(" or "), ..Kind::default() }
}

/// The name of the schema that a reference leads to.
fn reference(schema: &Value) -> Option<String> {
    Some(schema.get("$ref")?.as_str()?.rsplit('/').next()?.to_owned())
}

fn text<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value.pointer(pointer).and_then(Value::as_str).unwrap_or_default()
}

fn list<'a>(value: &'a Value, pointer: &str) -> impl Iterator<Item = &'a Value> {
    value.pointer(pointer).and_then(Value::as_array).into_iter().flatten()
}

fn object<'a>(value: &'a Value, pointer: &str) -> impl Iterator<Item = (&'a str, &'a Value)> {
    let fields: Option<&Map<String, Value>> = value.pointer(pointer).and_then(Value::as_object);
    fields.into_iter().flatten().map(|(name, value)| (name.as_str(), value))
}

/// A value without the quotation marks of a text.
fn plain(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// The HTML of a text with `**strong**`, `*emphasis*` and code between backticks.
fn rich(text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;");
    let mut html = String::with_capacity(escaped.len() + 64);
    for (index, code) in escaped.split('`').enumerate() {
        if index % 2 == 1 {
            html.push_str(&format!("<code>{code}</code>"));
        } else {
            html.push_str(&between(&between(code, "**", "strong"), "*", "em"));
        }
    }
    html
}

/// A text in which what stands between two marks is an element.
fn between(text: &str, mark: &str, element: &str) -> String {
    let parts: Vec<&str> = text.split(mark).collect();
    if parts.len().is_multiple_of(2) {
        return text.to_owned();
    }
    let wrapped = parts.iter().enumerate().map(|(index, part)| {
        if index % 2 == 1 { format!("<{element}>{part}</{element}>") } else { (*part).to_owned() }
    });
    wrapped.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_becomes_html_and_nothing_else_does() {
        assert_eq!(rich("**Two** `a < b` *it*"), "<strong>Two</strong> <code>a &lt; b</code> <em>it</em>");
        assert_eq!(rich("a * b"), "a * b");
        assert_eq!(rich("`*`<script>"), "<code>*</code>&lt;script&gt;");
    }

    #[test]
    fn a_type_is_said_in_words_with_its_schema() {
        let said = |schema: &str| {
            let it = kind(&serde_json::from_str(schema).unwrap());
            format!("{}{}{}", it.before, it.schema.unwrap_or_default(), it.after)
        };
        assert_eq!(said(r##"{"type": "array", "items": {"$ref": "#/components/schemas/Said"}}"##), "list of Said");
        assert_eq!(said(r##"{"oneOf": [{"$ref": "#/x/Life"}, {"type": "null"}]}"##), "Life or null");
        assert_eq!(said(r#"{"type": ["string", "null"], "format": "date"}"#), "date or null");
        assert_eq!(said(r#"{"type": "integer", "format": "int64"}"#), "integer");
    }
}
