//! The source: who said it, where, and when it was published. It never changes: a page published anew on
//! another day is another source.

use std::sync::Arc;

use chrono::NaiveDate;
use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

use super::date::Edtf;
use crate::store::{Edit, Key, SubjectId};

/// The row of a source.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "source")]
pub struct Model {
    /// Its subject.
    #[sea_orm(primary_key, auto_increment = false)]
    pub subject_id: SubjectId,
    /// Its title, as a reader would name it.
    pub title: String,
    /// Its address, where it has one.
    pub address: Option<String>,
    /// When it was published: EDTF, where known.
    pub published_on: Option<String>,
    /// What kind of source it is.
    pub kind: SourceKind,
    /// What else is known of it.
    pub note: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}

/// A source, as every fact carries it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Source {
    /// Its key: `source:aqui-fr-18816`.
    #[schema(value_type = String)]
    pub key: Key,
    /// Its title.
    pub title: String,
    /// Its address on the web; none for a paper or a pasted text.
    pub address: Option<String>,
    /// When it was published (EDTF); null where it bears no date.
    #[schema(value_type = Option<String>)]
    pub published_on: Option<Edtf>,
    /// What kind of source it is; the kinds have a rank.
    pub kind: SourceKind,
    /// A remark on it, in French.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub note: Option<String>,
}

/// The kinds of source, from the strongest to the weakest.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum, Serialize, Deserialize, utoipa::ToSchema,
)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::None)", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
pub enum SourceKind {
    /// The signed document itself.
    SignedAct,
    /// An official who shows evidence.
    OfficialEvidence,
    /// The written answer of a minister.
    WrittenAnswer,
    /// A minister speaking in Parliament.
    Minister,
    /// A page of the State or of one of its bodies.
    State,
    /// A page of a Region.
    Region,
    /// An official without evidence.
    Official,
    /// A town, an intercommunality, a département, their associations.
    LocalAuthority,
    /// The text of a question: what its author states in passing.
    Question,
    /// A report or a hearing of Parliament, where no minister speaks.
    Parliament,
    /// A newspaper.
    Press,
    /// Anything else.
    Other,
}

impl SourceKind {
    /// Every kind.
    pub const ALL: [Self; 12] = [
        Self::SignedAct,
        Self::OfficialEvidence,
        Self::WrittenAnswer,
        Self::Minister,
        Self::State,
        Self::Region,
        Self::Official,
        Self::LocalAuthority,
        Self::Question,
        Self::Parliament,
        Self::Press,
        Self::Other,
    ];

    /// How much it weighs when sources disagree: the more, the stronger. Source: DESIGN, rule 3.
    #[must_use]
    pub fn rank(self) -> u8 {
        match self {
            Self::SignedAct => 9,
            Self::OfficialEvidence => 8,
            Self::WrittenAnswer => 7,
            Self::Minister | Self::State | Self::Region => 6,
            Self::Official => 5,
            Self::LocalAuthority => 4,
            Self::Question | Self::Parliament => 3,
            Self::Press => 2,
            Self::Other => 1,
        }
    }

    /// Its name in files and in the API.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::SignedAct => "signed_act",
            Self::OfficialEvidence => "official_evidence",
            Self::WrittenAnswer => "written_answer",
            Self::Minister => "minister",
            Self::State => "state",
            Self::Region => "region",
            Self::Official => "official",
            Self::LocalAuthority => "local_authority",
            Self::Question => "question",
            Self::Parliament => "parliament",
            Self::Press => "press",
            Self::Other => "other",
        }
    }

    /// The kind of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// The kind that an address on the web speaks for.
    #[must_use]
    pub fn of_address(address: &str) -> Self {
        let host = host(address);
        let is_of = |domain: &str| host == domain || host.strip_suffix(domain).is_some_and(|rest| rest.ends_with('.'));
        if is_of("gouv.fr") {
            Self::State
        } else if ["senat.fr", "assemblee-nationale.fr", "nosdeputes.fr", "nossenateurs.fr"].into_iter().any(is_of) {
            Self::Parliament
        } else {
            Self::Other
        }
    }

    /// Its name on the pages.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::SignedAct => "acte signé",
            Self::OfficialEvidence => "agent public, avec pièce",
            Self::WrittenAnswer => "réponse ministérielle écrite",
            Self::Minister => "ministre, à l’oral",
            Self::State => "État",
            Self::Region => "Région",
            Self::Official => "agent public",
            Self::LocalAuthority => "collectivité locale",
            Self::Question => "texte d’une question",
            Self::Parliament => "Parlement",
            Self::Press => "presse",
            Self::Other => "autre",
        }
    }
}

impl Source {
    /// Whether it is an official's own word, borne out or not: then its sentence says why.
    #[must_use]
    pub fn is_of_the_office(&self) -> bool {
        matches!(self.kind, SourceKind::Official | SourceKind::OfficialEvidence)
    }

    /// The day from which what a source says was publicly known (rule 2): its publication, at the latest;
    /// without one, `otherwise`, marked as inferred.
    #[must_use]
    pub fn known_on(&self, otherwise: NaiveDate) -> (NaiveDate, bool) {
        self.published_on.as_ref().map_or((otherwise, true), |date| (date.latest(), false))
    }
}

/// The host of an address, without its `www.`.
#[must_use]
pub fn host(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or(rest);
    host.strip_prefix("www.").unwrap_or(host)
}

/// Whether a text is an address on the web that a source may have.
#[must_use]
pub fn is_address(text: &str) -> bool {
    ["https://", "http://"].iter().any(|scheme| text.len() > scheme.len() && text.starts_with(scheme))
        && !text.contains(char::is_whitespace)
}

/// What there is to know of a source when it is made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewSource {
    /// Its key.
    pub key: Key,
    /// Its title.
    pub title: String,
    /// Its address.
    pub address: Option<String>,
    /// Its day of publication.
    pub published_on: Option<Edtf>,
    /// Its kind.
    pub kind: SourceKind,
    /// A remark.
    pub note: Option<String>,
}

/// Makes the subject of a source.
pub fn add(edit: &mut Edit, new: &NewSource) -> SubjectId {
    let id = edit.subject(&new.key);
    edit.identify(Model {
        subject_id: id,
        title: new.title.clone(),
        address: new.address.clone(),
        published_on: new.published_on.as_ref().map(ToString::to_string),
        kind: new.kind,
        note: new.note.clone(),
    });
    id
}

/// What a row says, parsed.
///
/// # Errors
/// The text of `published_on` where it is no date.
pub(super) fn read(key: Key, row: Model) -> Result<Arc<Source>, String> {
    let published_on = match row.published_on {
        Some(text) => Some(text.parse().map_err(|_| text)?),
        None => None,
    };
    Ok(Arc::new(Source { key, title: row.title, address: row.address, published_on, kind: row.kind, note: row.note }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_kinds_are_listed_from_the_strongest_to_the_weakest() {
        assert!(SourceKind::ALL.windows(2).all(|pair| pair[0].rank() >= pair[1].rank()));
        assert!(SourceKind::ALL.into_iter().all(|kind| SourceKind::named(kind.name()) == Some(kind)));
    }
}
