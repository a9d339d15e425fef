//! A field of a form, with what is typed in it and what is wrong with that.

use crate::{
    programme::{
        change::{Expected, Invalid},
        property::Property,
        reason::Reason,
    },
    web::pages::office::{form::Fields, frame::Fault},
};

/// A field.
#[derive(Clone, Debug)]
pub(in crate::web::pages::office) struct Field {
    /// Its name, and its id on the page.
    pub name: String,
    /// What it is called.
    pub label: String,
    /// What helps to fill it in.
    pub hint: String,
    /// How it is filled in.
    pub input: Input,
    /// What is typed in it.
    pub value: String,
    /// What is wrong with that; empty where nothing is.
    pub fault: String,
    /// Whether it must be filled in.
    pub required: bool,
    /// What it states.
    pub property: Option<Property>,
}

/// How a field is filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::web::pages::office) enum Input {
    /// One line.
    Line,
    /// A short line: a date, a number.
    Short,
    /// Several lines.
    Lines,
    /// A choice: each value with its words.
    Choice(Vec<(String, String)>),
    /// A box to tick.
    Tick,
}

impl Field {
    /// A field with what is given of it.
    pub(in crate::web::pages::office) fn new(given: &Fields, name: &str, label: &str, input: Input) -> Self {
        Self {
            name: name.to_owned(),
            label: label.to_owned(),
            hint: String::new(),
            input,
            value: given.one(name).to_owned(),
            fault: String::new(),
            required: false,
            property: None,
        }
    }

    /// The same with a hint.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The same, to be filled in.
    pub(super) fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same with a value where none was given.
    pub(in crate::web::pages::office) fn or(mut self, given: &Fields, value: &str) -> Self {
        if !given.has(&self.name) {
            value.clone_into(&mut self.value);
        }
        self
    }

    /// The same, stating a property.
    pub(in crate::web::pages::office) fn of(mut self, property: Property) -> Self {
        self.property = Some(property);
        self
    }

    /// Why a date moves.
    pub(super) fn reason(given: &Fields, name: &str) -> Self {
        let none = (String::new(), "Choisir un motif".to_owned());
        let reasons = Reason::ALL.map(|reason| (reason.name().to_owned(), capital(reason.french())));
        Self::new(given, name, "Motif", Input::Choice(std::iter::once(none).chain(reasons).collect()))
    }

    /// A sentence that readers will see.
    pub(super) fn sentence(given: &Fields) -> Self {
        Self::new(given, "sentence", "Une phrase", Input::Lines)
            .hint("Facultative. Elle sera publique, avec votre rôle et sans votre nom.")
    }

    /// What bears it out.
    pub(super) fn evidence(given: &Fields) -> Self {
        Self::new(given, "evidence", "Pièce", Input::Line)
            .hint("L’adresse d’un document, ou son nom : « relevé du COPIL du 2 juillet 2026 ». Facultative.")
    }

    /// What is typed, in words: of a choice, those of its value.
    pub(in crate::web::pages::office) fn words(&self) -> String {
        match &self.input {
            Input::Choice(choices) if !self.value.is_empty() => {
                let chosen = choices.iter().find(|(value, _)| *value == self.value);
                chosen.map_or_else(|| self.value.clone(), |(_, words)| words.clone())
            }
            Input::Tick if !self.value.is_empty() => "oui".to_owned(),
            _ => self.value.clone(),
        }
    }

    /// Whether it is a short line.
    pub(super) fn is_short(&self) -> bool {
        self.input == Input::Short
    }

    /// Whether it is of several lines.
    pub(super) fn is_lines(&self) -> bool {
        self.input == Input::Lines
    }

    /// Whether it is a box to tick.
    pub(super) fn is_tick(&self) -> bool {
        self.input == Input::Tick
    }

    /// Whether it is a tick that is set.
    pub(super) fn is_ticked(&self) -> bool {
        self.input == Input::Tick && !self.value.is_empty()
    }

    /// The choices of a choice.
    pub(super) fn choices(&self) -> &[(String, String)] {
        match &self.input {
            Input::Choice(choices) => choices,
            _ => &[],
        }
    }
}

/// Marks the fields that cannot be taken, and gives the summary that stands above the form.
pub(super) fn mark(fields: &mut [Field], invalid: &[Invalid]) -> Vec<Fault> {
    invalid
        .iter()
        .map(|one| {
            let expected = format!("attendu : {}", one.expected.french());
            let told = match one.expected {
                Expected::Either => {
                    format!("« {} » est écrit, et « sans date » est coché ; choisissez l’un des deux", one.found)
                }
                _ if one.found.is_empty() => format!("à remplir ; {expected}"),
                _ => format!("« {} » ne peut pas être pris ; {expected}", one.found),
            };
            match fields.iter_mut().find(|field| field.name == one.field) {
                Some(field) => {
                    let summary = Fault::of(&field.name, format!("{} : {told}.", field.label));
                    field.fault = format!("{}.", capital(&told));
                    summary
                }
                None => Fault::of_all(format!("{} : {told}.", one.field)),
            }
        })
        .collect()
}

fn capital(text: &str) -> String {
    crate::web::pages::story::capital(text)
}
