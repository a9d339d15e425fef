//! What new subjects are: the rows of their nouns, parsed.

use std::collections::HashMap;

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

/// The rows of the nouns of new subjects, by subject.
pub(super) async fn read<C: ConnectionTrait>(
    record: &Record,
    new: &[subject::Model],
    connection: &C,
) -> Result<Vec<Option<Noun>>, RecordError> {
    let first = SubjectId(record.subjects.len() as i64 + 1);
    let mut nouns: Vec<Option<Noun>> = vec![None; new.len()];
    let mut put = |id: SubjectId, noun: Noun| {
        if let Some(cell) = nouns.get_mut(id.index() - first.index()) {
            *cell = Some(noun);
        }
    };
    let last = new.last().map_or(first, |row| row.id);
    // A key begins with its noun: the tables of those that none is of are not asked.
    let is_any = |noun: &str| new.iter().any(|row| row.key.split(':').next() == Some(noun));
    macro_rules! rows {
        ($noun:ident) => {
            if is_any(stringify!($noun)) {
                $noun::Entity::find().filter($noun::Column::SubjectId.between(first, last)).all(connection).await?
            } else {
                Vec::new()
            }
        };
    }
    let of_regions = is_any("copil") || is_any("figure");
    let mut regions: HashMap<SubjectId, RegionCode> = record
        .subjects
        .iter()
        .filter(|_| of_regions)
        .filter_map(|subject| match &subject.noun {
            Noun::Region(code) => Some((subject.id, *code)),
            _ => None,
        })
        .collect();
    for row in rows!(region) {
        regions.insert(row.subject_id, row.code);
        put(row.subject_id, Noun::Region(row.code));
    }
    for row in rows!(departement) {
        put(row.subject_id, Noun::Departement(row.code));
    }
    let mut territories: HashMap<SubjectId, TerritoryId> = HashMap::new();
    for row in rows!(territory) {
        let id = TerritoryId::new(row.phase, &row.anct_id)
            .map_err(|cause| unreadable("territory", row.subject_id.0, cause))?;
        territories.insert(row.subject_id, id.clone());
        put(row.subject_id, Noun::Territory(id));
    }
    for row in rows!(contract) {
        let known = territories.get(&row.territory_id).or_else(|| match &record.subject(row.territory_id)?.noun {
            Noun::Territory(id) => Some(id),
            _ => None,
        });
        let territory =
            known.cloned().ok_or_else(|| unreadable("contract", row.subject_id.0, "its territory is none"))?;
        let number = u8::try_from(row.number).map_err(|cause| unreadable("contract", row.subject_id.0, cause))?;
        let id = ContractId { territory, document: Document { family: row.family, number } };
        put(row.subject_id, Noun::Contract(id, row.territory_id));
    }
    for row in rows!(copil) {
        put(row.subject_id, Noun::Copil(row.level, row.region_id.and_then(|id| regions.get(&id).copied())));
    }
    for row in rows!(milestone) {
        put(row.subject_id, Noun::Milestone(row.kind));
    }
    for row in rows!(figure) {
        let as_of = row.as_of.parse().map_err(|cause| unreadable("figure", row.subject_id.0, cause))?;
        let region = row.region_id.and_then(|id| regions.get(&id).copied());
        put(row.subject_id, Noun::Figure(row.counted, region, as_of));
    }
    for row in rows!(question) {
        let legislature =
            u8::try_from(row.legislature).map_err(|cause| unreadable("question", row.subject_id.0, cause))?;
        let id = QuestionId { chamber: row.chamber, legislature, kind: row.kind, number: row.number };
        put(row.subject_id, Noun::Question(id));
    }
    for row in rows!(source) {
        let id = row.subject_id;
        let key = new.get(id.index() - first.index()).map(|row| Key::new(row.key.as_str()));
        let key = key.ok_or_else(|| unreadable("source", id.0, "it has no subject"))?;
        let source = source::read(key, row).map_err(|cause| unreadable("source", id.0, cause))?;
        put(id, Noun::Source(source));
    }
    Ok(nouns)
}
