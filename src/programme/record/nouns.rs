//! What new subjects are: the rows of their nouns, parsed.

use std::any::Any;

use sea_orm::{ColumnTrait as _, ConnectionTrait, EntityTrait as _, QueryFilter as _};

use super::{Noun, Record, RecordError, unreadable};
use crate::{
    programme::{
        contract::{self, ContractId, Document},
        copil, departement, figure, milestone,
        question::{self, QuestionId},
        region::{self, RegionCode},
        source,
        territory::{self, TerritoryId},
    },
    store::{Key, SubjectId, subject},
};

macro_rules! noun_rows {
    ($($noun:ident),*) => {
        /// Rows of the tables of the nouns, each table apart.
        #[derive(Default)]
        pub(super) struct NounRows {
            $($noun: Vec<$noun::Model>,)*
        }

        impl NounRows {
            /// The rows of new subjects, from the database.
            pub(super) async fn read<C: ConnectionTrait>(
                new: &[subject::Model],
                connection: &C,
            ) -> Result<Self, RecordError> {
                let [Some(first), Some(last)] = [new.first(), new.last()].map(|row| row.map(|row| row.id)) else {
                    return Ok(Self::default());
                };
                // A key begins with its noun: the tables of those that none is of are not asked.
                let is_any = |noun: &str| new.iter().any(|row| row.key.split(':').next() == Some(noun));
                let mut rows = Self::default();
                $(if is_any(stringify!($noun)) {
                    let between = $noun::Column::SubjectId.between(first, last);
                    rows.$noun = $noun::Entity::find().filter(between).all(connection).await?;
                })*
                Ok(rows)
            }

            /// The rows of new subjects, as an edit wrote them.
            pub(super) fn written(rows: Vec<Box<dyn Any + Send + Sync>>) -> Self {
                let mut sorted = Self::default();
                for row in rows {
                    $(let row = match row.downcast::<$noun::Model>() {
                        Ok(row) => {
                            sorted.$noun.push(*row);
                            continue;
                        }
                        Err(row) => row,
                    };)*
                    drop(row);
                }
                sorted
            }
        }
    };
}

noun_rows!(region, departement, territory, contract, copil, milestone, figure, question, source);

/// What new subjects are, in their order; none of one that no noun has a row for.
pub(super) fn parse(record: &Record, new: &[subject::Model], rows: NounRows) -> Result<Vec<Option<Noun>>, RecordError> {
    let mut nouns = Nouns { record, new: vec![None; new.len()] };
    for row in rows.region {
        nouns.put(row.subject_id, Noun::Region(row.code));
    }
    for row in rows.departement {
        nouns.put(row.subject_id, Noun::Departement(row.code));
    }
    for row in rows.territory {
        let id = TerritoryId::new(row.phase, &row.anct_id)
            .map_err(|cause| unreadable("territory", row.subject_id.0, cause))?;
        nouns.put(row.subject_id, Noun::Territory(id));
    }
    for row in rows.contract {
        let Some(Noun::Territory(territory)) = nouns.of(row.territory_id) else {
            return Err(unreadable("contract", row.subject_id.0, "its territory is none"));
        };
        let number = u8::try_from(row.number).map_err(|cause| unreadable("contract", row.subject_id.0, cause))?;
        let id = ContractId { territory: territory.clone(), document: Document { family: row.family, number } };
        nouns.put(row.subject_id, Noun::Contract(id, row.territory_id));
    }
    for row in rows.copil {
        nouns.put(row.subject_id, Noun::Copil(row.level, nouns.region(row.region_id)));
    }
    for row in rows.milestone {
        nouns.put(row.subject_id, Noun::Milestone(row.kind));
    }
    for row in rows.figure {
        let as_of = row.as_of.parse().map_err(|cause| unreadable("figure", row.subject_id.0, cause))?;
        nouns.put(row.subject_id, Noun::Figure(row.counted, nouns.region(row.region_id), as_of));
    }
    for row in rows.question {
        let legislature =
            u8::try_from(row.legislature).map_err(|cause| unreadable("question", row.subject_id.0, cause))?;
        let id = QuestionId { chamber: row.chamber, legislature, kind: row.kind, number: row.number };
        nouns.put(row.subject_id, Noun::Question(id));
    }
    for row in rows.source {
        let id = row.subject_id;
        let key = nouns.place(id).and_then(|place| new.get(place)).map(|row| Key::new(row.key.as_str()));
        let key = key.ok_or_else(|| unreadable("source", id.0, "it has no subject"))?;
        let source = source::read(key, row).map_err(|cause| unreadable("source", id.0, cause))?;
        nouns.put(id, Noun::Source(source));
    }
    Ok(nouns.new)
}

/// The nouns of a record, and those that follow on them.
struct Nouns<'r> {
    record: &'r Record,
    new: Vec<Option<Noun>>,
}

impl Nouns<'_> {
    /// Where a new subject stands among the new.
    fn place(&self, id: SubjectId) -> Option<usize> {
        id.index().checked_sub(self.record.subjects.len())
    }

    fn put(&mut self, id: SubjectId, noun: Noun) {
        if let Some(cell) = self.place(id).and_then(|place| self.new.get_mut(place)) {
            *cell = Some(noun);
        }
    }

    fn of(&self, id: SubjectId) -> Option<&Noun> {
        match self.place(id) {
            Some(place) => self.new.get(place)?.as_ref(),
            None => Some(&self.record.subject(id)?.noun),
        }
    }

    /// The region of that subject.
    fn region(&self, id: Option<SubjectId>) -> Option<RegionCode> {
        match self.of(id?)? {
            Noun::Region(code) => Some(*code),
            _ => None,
        }
    }
}
