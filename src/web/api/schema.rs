//! How the OpenAPI document describes what wraps an item: by reference, so that each noun is described once and by
//! its name.

use std::borrow::Cow;

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        AllOfBuilder, ArrayBuilder, ObjectBuilder, Ref, RefOr, Type,
        schema::{Schema, SchemaType},
    },
};

use super::{
    Linked,
    envelope::{Links, List, Meta, One},
};

type Schemas = Vec<(String, RefOr<Schema>)>;

impl<T: ToSchema> PartialSchema for List<T> {
    fn schema() -> RefOr<Schema> {
        let items = ArrayBuilder::new().items(reference::<T>()).description(Some("The items, in order."));
        wrapped("A page of a list.", items)
    }
}

impl<T: ToSchema> ToSchema for List<T> {
    fn name() -> Cow<'static, str> {
        format!("{}List", T::name().trim_end_matches("Entry")).into()
    }

    fn schemas(schemas: &mut Schemas) {
        parts::<T>(schemas);
    }
}

impl<T: ToSchema> PartialSchema for One<T> {
    fn schema() -> RefOr<Schema> {
        wrapped("One item.", reference::<T>())
    }
}

impl<T: ToSchema> ToSchema for One<T> {
    fn name() -> Cow<'static, str> {
        format!("{}Answer", T::name().trim_end_matches("Entry")).into()
    }

    fn schemas(schemas: &mut Schemas) {
        parts::<T>(schemas);
    }
}

impl<T: ToSchema> PartialSchema for Linked<T> {
    fn schema() -> RefOr<Schema> {
        let href = ObjectBuilder::new()
            .schema_type(SchemaType::Type(Type::String))
            .description(Some("Its page on this site, at the clock asked for."))
            .examples(["/regions/32-hauts-de-france?known_on=2019-07-30"]);
        let own = ObjectBuilder::new().property("href", href).required("href");
        AllOfBuilder::new().description(Some("The same, with its page.")).item(reference::<T>()).item(own).into()
    }
}

impl<T: ToSchema> ToSchema for Linked<T> {
    fn name() -> Cow<'static, str> {
        format!("{}Entry", T::name()).into()
    }

    fn schemas(schemas: &mut Schemas) {
        add::<T>(schemas);
    }
}

fn wrapped(description: &str, data: impl Into<RefOr<Schema>>) -> RefOr<Schema> {
    let mut object = ObjectBuilder::new().description(Some(description)).property("data", data);
    object = object.property("meta", reference::<Meta>()).property("links", reference::<Links>());
    for name in ["data", "meta", "links"] {
        object = object.required(name);
    }
    object.into()
}

fn parts<T: ToSchema>(schemas: &mut Schemas) {
    add::<T>(schemas);
    add::<Meta>(schemas);
    add::<Links>(schemas);
}

fn add<T: ToSchema>(schemas: &mut Schemas) {
    schemas.push((T::name().into_owned(), T::schema()));
    T::schemas(schemas);
}

fn reference<T: ToSchema>() -> Ref {
    Ref::from_schema_name(T::name())
}

/// Says of every property that may be null that it is always there: the derived schemas take it for one that may be
/// left out. What may be left out is never null here.
pub(super) fn require(schema: &mut RefOr<Schema>) {
    match schema {
        RefOr::T(Schema::Object(object)) => {
            for (name, property) in &mut object.properties {
                if is_nullable(property) && !object.required.contains(name) {
                    object.required.push(name.clone());
                }
                require(property);
            }
        }
        RefOr::T(Schema::AllOf(parts)) => parts.items.iter_mut().for_each(require),
        _ => {}
    }
}

/// Says of no field that must be sent what it would be by default.
pub(super) fn ask(schema: &mut RefOr<Schema>) {
    if let RefOr::T(Schema::Object(object)) = schema {
        for (name, property) in &mut object.properties {
            if let RefOr::T(Schema::Object(property)) = property
                && object.required.contains(name)
            {
                property.default = None;
            }
        }
    }
}

fn is_nullable(schema: &RefOr<Schema>) -> bool {
    let may_be_null = |kind: &SchemaType| match kind {
        SchemaType::Type(kind) => *kind == Type::Null,
        SchemaType::Array(kinds) => kinds.contains(&Type::Null),
        SchemaType::AnyValue => false,
    };
    match schema {
        RefOr::T(Schema::Object(object)) => may_be_null(&object.schema_type),
        RefOr::T(Schema::Array(array)) => may_be_null(&array.schema_type),
        RefOr::T(Schema::OneOf(choice)) => choice.items.iter().any(is_nullable),
        _ => false,
    }
}
