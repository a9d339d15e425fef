//! Properties: what a statement can give of its subject, and the shape of the value that it then has.

use serde::{Deserialize, Serialize};

use crate::store::Key;

/// The shape of a property's value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// An EDTF date, or a [`Gap`](super::value::Gap) in its place.
    Date,
    /// Words.
    Text,
    /// A whole number, perhaps approximate.
    Number,
    /// The INSEE code of a region.
    Region,
    /// The INSEE code of a département.
    Departement,
    /// The identity of a territory.
    Territory,
    /// A member of a territory.
    Member,
    /// A point: longitude and latitude.
    Centre,
    /// What an answer makes of a point of its question.
    Reply,
}

macro_rules! properties {
    ($($(#[$doc:meta])* $variant:ident $name:literal $shape:ident $many:literal;)+) => {
        /// What a statement gives of its subject.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, utoipa::ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Property {
            $($(#[$doc])* $variant,)+
        }

        impl Property {
            /// Every property.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Its name in the database, the API and the files.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The property of that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }

            /// The shape of its value.
            #[must_use]
            pub fn shape(self) -> Shape {
                match self { $(Self::$variant => Shape::$shape,)+ }
            }

            /// Whether a subject has many of it side by side (members, aliases), none competing with another.
            #[must_use]
            pub fn is_many(self) -> bool {
                match self { $(Self::$variant => $many,)+ }
            }
        }
    };
}

properties! {
    /// The name of a region, département or territory.
    Name "name" Text false;
    /// Another name under which it goes.
    Alias "alias" Text true;
    /// `metro` or `drom`.
    Zone "zone" Text false;
    /// The ISO 3166-2 code of a region.
    Iso "iso" Text false;
    /// The region that leads a territory.
    LeadRegion "lead_region" Region false;
    /// A region that a subject lies in or that takes part in it.
    Region "region" Region true;
    /// A département that a territory touches.
    Departement "departement" Departement true;
    /// A member of a territory.
    Member "member" Member true;
    /// The point that stands for it on a map.
    Centre "centre" Centre false;
    /// The day on which a territory got its label.
    Labelled "labelled" Date false;
    /// The announced list that the label came with: 124, 136, 141 …
    LabelWave "label_wave" Number false;
    /// The territory that this one was merged into.
    MergedInto "merged_into" Territory false;
    /// When a territory left the programme.
    Withdrawn "withdrawn" Date false;
    /// When something is promised for.
    Promised "promised" Date false;
    /// When a contract was approved by an assembly; not a signature.
    Approved "approved" Date false;
    /// When a contract was signed.
    Signed "signed" Date false;
    /// When a committee met, or a milestone came about.
    Held "held" Date false;
    /// Suspended, until the day on which it is to be looked at again.
    Suspended "suspended" Date false;
    /// An official's word that all that is told of it is still right on that day.
    Confirmed "confirmed" Date false;
    /// What a source calls the document: “contrat-cadre”, “protocole ou contrat”.
    Document "document" Text false;
    /// Where.
    Place "place" Text false;
    /// Who signed, or for whom.
    Parties "parties" Text false;
    /// The years that a contract covers.
    Term "term" Date false;
    /// The rank of a committee: 1 for the first.
    Rank "rank" Number false;
    /// What a committee decided.
    Decision "decision" Text true;
    /// What a committee or a milestone is called.
    Title "title" Text false;
    /// How many: of a figure, or of the signatures of a wave.
    Number "number" Number false;
    /// The Region that holds a calendar.
    HeldBy "held_by" Region false;
    /// A territory that the subject is about.
    Territory "territory" Territory true;
    /// Who asked a question.
    Author "author" Text false;
    /// The ministry asked, as written.
    MinistryAsked "ministry_asked" Text false;
    /// The ministry that answers, as written.
    MinistryAnswering "ministry_answering" Text false;
    /// When a question was published.
    Asked "asked" Date false;
    /// When its answer was.
    Answered "answered" Date false;
    /// When it was withdrawn, or closed without an answer.
    WithdrawnOn "withdrawn_on" Date false;
    /// The text of a question.
    QuestionText "question_text" Text false;
    /// The text of its answer.
    AnswerText "answer_text" Text false;
    /// A point that a question asks, in its words.
    Point "point" Text true;
    /// What the answer makes of such a point.
    Reply "reply" Reply true;
    /// A remark on what a source says.
    Note "note" Text true;
}

impl Property {
    /// Its name on the pages and in the register.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::Name => "Nom",
            Self::Alias => "Autre nom",
            Self::Zone => "Zone",
            Self::Iso => "Code ISO",
            Self::LeadRegion => "Région pilote",
            Self::Region => "Région",
            Self::Departement => "Département",
            Self::Member => "Membre",
            Self::Centre => "Centre",
            Self::Labelled => "Labellisé",
            Self::LabelWave => "Liste annoncée",
            Self::MergedInto => "Fusionné dans",
            Self::Withdrawn => "Sorti du programme",
            Self::Promised => "Promis pour",
            Self::Approved => "Approuvé",
            Self::Signed => "Signé",
            Self::Held => "Tenu ou fait",
            Self::Suspended => "Suspendu",
            Self::Confirmed => "Confirmé",
            Self::Document => "Document",
            Self::Place => "Lieu",
            Self::Parties => "Signataires",
            Self::Term => "Période couverte",
            Self::Rank => "Rang",
            Self::Decision => "Décision",
            Self::Title => "Intitulé",
            Self::Number => "Nombre",
            Self::HeldBy => "Détenu par",
            Self::Territory => "Territoire",
            Self::Author => "Auteur",
            Self::MinistryAsked => "Ministère interrogé",
            Self::MinistryAnswering => "Ministère qui répond",
            Self::Asked => "Posée",
            Self::Answered => "Répondue",
            Self::WithdrawnOn => "Retirée",
            Self::QuestionText => "Texte de la question",
            Self::AnswerText => "Texte de la réponse",
            Self::Point => "Point demandé",
            Self::Reply => "Réponse à un point",
            Self::Note => "Remarque",
        }
    }

    /// What it is called of the subject of a key: nobody signs a committee.
    #[must_use]
    pub fn french_of(self, key: &Key) -> &'static str {
        match (self, key.kind()) {
            (Self::Parties, "copil") => "Participants",
            _ => self.french(),
        }
    }

    /// Whether it is a promise: it may move without being disputed, and its latest word is the one retained.
    #[must_use]
    pub fn is_promise(self) -> bool {
        matches!(self, Self::Promised | Self::Suspended)
    }

    /// Whether its value is a thing done on a day: the source that bears no date knew it at the latest then.
    #[must_use]
    pub fn is_done(self) -> bool {
        matches!(
            self,
            Self::Labelled
                | Self::Withdrawn
                | Self::Approved
                | Self::Signed
                | Self::Held
                | Self::Asked
                | Self::Answered
                | Self::WithdrawnOn
                | Self::Confirmed
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_property_has_one_name_everywhere() {
        for property in Property::ALL {
            assert_eq!(serde_json::to_value(property).unwrap(), property.name());
            assert_eq!(Property::named(property.name()), Some(*property));
        }
    }
}
