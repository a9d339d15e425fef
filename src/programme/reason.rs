//! The reason: why a date moved, from a closed list, so that moves can be counted and compared.

use serde::{Deserialize, Serialize};

/// Why a date moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Reason {
    /// The calendar of those who are to sign.
    Calendar,
    /// What the contract says is still being negotiated.
    Negotiation,
    /// Its funding is awaited.
    Funding,
    /// The committee that was to settle it was moved.
    CopilMoved,
    /// The list of municipalities changes.
    Perimeter,
    /// A crisis.
    Crisis,
    /// Another, told in a sentence.
    Other,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 7] = [
        Self::Calendar,
        Self::Negotiation,
        Self::Funding,
        Self::CopilMoved,
        Self::Perimeter,
        Self::Crisis,
        Self::Other,
    ];

    /// Its name in the database, the API and the forms.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Calendar => "calendar",
            Self::Negotiation => "negotiation",
            Self::Funding => "funding",
            Self::CopilMoved => "copil_moved",
            Self::Perimeter => "perimeter",
            Self::Crisis => "crisis",
            Self::Other => "other",
        }
    }

    /// Its words on the pages and in officials' files.
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::Calendar => "calendrier des élus",
            Self::Negotiation => "négociation du contenu",
            Self::Funding => "attente d’un financement",
            Self::CopilMoved => "COPIL déplacé",
            Self::Perimeter => "changement de périmètre",
            Self::Crisis => "crise",
            Self::Other => "autre",
        }
    }

    /// The reason of that name, or of those French words, in any case and with any apostrophe.
    #[must_use]
    pub fn named(text: &str) -> Option<Self> {
        let folded = super::search::fold(text);
        Self::ALL.into_iter().find(|reason| reason.name() == text || super::search::fold(reason.french()) == folded)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_goes_by_its_name_and_by_its_words() {
        for reason in Reason::ALL {
            assert_eq!(Reason::named(reason.name()), Some(reason));
            assert_eq!(Reason::named(&reason.french().to_uppercase()), Some(reason));
            assert_eq!(serde_json::to_value(reason).unwrap(), reason.name());
        }
        assert_eq!(Reason::named("attente d'un financement"), Some(Reason::Funding));
        assert_eq!(Reason::named("la pluie"), None);
    }
}
