//! The line: what one source states of one subject, known from one day on.

use std::{rc::Rc, sync::Arc};

use chrono::NaiveDate;

use super::columns::{column, place};
use crate::{
    programme::{
        property::Property, record::Subject, source::Source, statement::Statement, timeline::Item, told::Told,
        value::Value, view::Programme,
    },
    store::SubjectId,
};

/// What one source states of one subject, known from one day on.
pub(super) struct Line<'a> {
    pub(super) programme: &'a Programme,
    pub(super) item: &'a Item,
    pub(super) subject: &'a Subject,
    pub(super) source: &'a Arc<Source>,
    pub(super) known_on: (NaiveDate, bool),
    pub(super) stated: Vec<&'a Statement>,
    pub(super) retained: Rc<[(Property, Value)]>,
}

impl<'a> Line<'a> {
    /// What it states of a property.
    pub(super) fn of(&self, property: Property) -> impl Iterator<Item = &'a Statement> {
        self.stated.iter().copied().filter(move |statement| statement.property == property)
    }
}

/// The lines of a row: by source, in the order in which they first spoke, then by the day from which they were known.
/// That order survives an import, which records together what one source says of one property.
pub(super) fn lines<'a>(programme: &'a Programme, item: &'a Item, told: &Told<'a>) -> Vec<Line<'a>> {
    let retained: Rc<[(Property, Value)]> = retained(told).into();
    let mut lines: Vec<Line<'a>> = Vec::new();
    for statement in told.statements().iter().copied().filter(|statement| column(statement.property).is_some()) {
        let same_source = |line: &&mut Line<'a>| line.source.key == statement.source.key;
        let said = |known: &Statement| known.property == statement.property;
        let twice = |known: &Statement| known.property == statement.property && known.value == statement.value;
        if lines.iter_mut().filter(same_source).any(|line| line.stated.iter().any(|known| twice(known))) {
            continue;
        }
        let known_on = (statement.known_on, statement.known_inferred);
        let takes = |line: &&mut Line<'a>| {
            line.known_on == known_on && (statement.property.is_many() || !line.stated.iter().any(|known| said(known)))
        };
        match lines.iter_mut().filter(same_source).find(takes) {
            Some(line) => line.stated.push(statement),
            None => lines.push(Line {
                programme,
                item,
                subject: told.subject,
                source: &statement.source,
                known_on,
                stated: vec![statement],
                retained: Rc::clone(&retained),
            }),
        }
    }
    let mut sources: Vec<SubjectId> = Vec::new();
    for statement in told.statements() {
        if !sources.contains(&statement.source_id) {
            sources.push(statement.source_id);
        }
    }
    let spoke = |line: &Line<'_>| {
        let source = line.stated.first().map(|statement| statement.source_id);
        sources.iter().position(|known| Some(*known) == source)
    };
    lines.sort_by_key(|line| (spoke(line), line.known_on));
    for line in &mut lines {
        line.stated.sort_by_key(|statement| place(statement.property));
    }
    lines
}

/// The values retained of what competes.
fn retained(told: &Told<'_>) -> Vec<(Property, Value)> {
    let single = Property::ALL.iter().filter(|property| !property.is_many() && column(**property).is_some());
    single.filter_map(|property| Some((*property, told.value(*property)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::programme::{record::sketch::Sketch, source::SourceKind, timeline::item};
    use crate::store::{DecisionKind, Key};

    const CONTRACT: &str = "contract:1-ti-7505-contrat";

    /// What each line states, its source and the day from which it was known.
    fn told(programme: &Programme) -> Vec<String> {
        let subject = programme.record().find(&Key::new(CONTRACT)).unwrap();
        let told = Told::of(subject, programme.clock()).unwrap();
        let item = item(programme, subject.id).unwrap();
        lines(programme, item, &told)
            .iter()
            .map(|line| {
                let stated: Vec<String> =
                    line.stated.iter().map(|one| format!("{} {}", one.property.name(), one.value)).collect();
                format!("{} {}: {}", line.known_on.0, line.source.key.identity(), stated.join(", "))
            })
            .collect()
    }

    #[test]
    fn each_source_has_a_line_and_one_more_for_each_day_and_each_second_value() {
        let mut sketch = Sketch::default();
        let (press, town) =
            (sketch.source("press", SourceKind::Press, None), sketch.source("town", SourceKind::LocalAuthority, None));
        sketch.territory("1-ti-7505", &["75"], town);
        sketch.say(CONTRACT, Property::Signed, "2019-07-15", press, "2019-07-15");
        sketch.say(CONTRACT, Property::Signed, "2019-07-15", town, "2019-07-16");
        sketch.say(CONTRACT, Property::Signed, "2019-07-16", press, "2019-07-15");
        sketch.say(CONTRACT, Property::Place, "Pau", press, "2019-07-15");
        sketch.say(CONTRACT, Property::Note, "un", press, "2019-07-15");
        sketch.say(CONTRACT, Property::Note, "deux", press, "2019-07-15");
        sketch.say(CONTRACT, Property::Promised, "2019-06", press, "2019-06-01");
        sketch.say(CONTRACT, Property::Signed, "2019-07-15", press, "2019-08-01");
        assert_eq!(
            told(&sketch.on("2020-01-01")),
            [
                "2019-06-01 press: promised 2019-06",
                "2019-07-15 press: signed 2019-07-15, place Pau, note un, note deux",
                "2019-07-15 press: signed 2019-07-16",
                "2019-07-16 town: signed 2019-07-15",
            ]
        );
        assert_eq!(told(&sketch.on("2019-06-30")), ["2019-06-01 press: promised 2019-06"]);
    }

    #[test]
    fn only_what_counts_at_the_clock_has_a_line() {
        let mut sketch = Sketch::default();
        let press = sketch.source("press", SourceKind::Press, None);
        sketch.territory("1-ti-7505", &["75"], press);
        let wrong = sketch.say(CONTRACT, Property::Signed, "2019-07-15", press, "2019-07-15");
        let before = sketch.edits();
        sketch.correct(wrong, "2019-07-16");
        sketch.propose(CONTRACT, Property::Place, "Tarbes", press, "2019-07-15");
        let typo = sketch.say(CONTRACT, Property::Place, "Pua", press, "2019-07-15");
        sketch.decide(typo, DecisionKind::Strike);
        assert_eq!(told(&sketch.on("2020-01-01")), ["2019-07-15 press: signed 2019-07-16"]);
        assert_eq!(told(&sketch.as_recorded("2020-01-01", before)), ["2019-07-15 press: signed 2019-07-15"]);
    }
}
