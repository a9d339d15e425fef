//! What a row of the timeline is.

use serde::Serialize;

use crate::programme::{contract::Family, milestone::MilestoneKind};

macro_rules! kinds {
    ($($(#[$doc:meta])* $variant:ident $name:literal $french:literal;)+) => {
        /// What a row of the timeline is.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, utoipa::ToSchema)]
        #[serde(rename_all = "snake_case")]
        pub enum Kind {
            $($(#[$doc])* $variant,)+
        }

        impl Kind {
            /// Every kind.
            pub const ALL: &[Self] = &[$(Self::$variant,)+];

            /// Its name in addresses, files and the API.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $name,)+ }
            }

            /// The kind of that name.
            #[must_use]
            pub fn named(name: &str) -> Option<Self> {
                match name { $($name => Some(Self::$variant),)+ _ => None }
            }

            /// Its name on the pages.
            #[must_use]
            pub fn french(self) -> &'static str {
                match self { $(Self::$variant => $french,)+ }
            }
        }
    };
}

kinds! {
    /// A contrat.
    Contrat "contrat" "contrat";
    /// A protocole.
    Protocole "protocole" "protocole";
    /// An avenant.
    Avenant "avenant" "avenant";
    /// A steering committee.
    Copil "copil" "COPIL";
    /// A calendar of signatures, published or held by a Region.
    CalendarHeld "calendar_held" "calendrier des signatures";
    /// Signatures known by their number only.
    Wave "wave" "vague de signatures";
    /// A general assembly.
    Assembly "assembly" "assemblée générale";
    /// An announcement.
    Announcement "announcement" "annonce";
    /// A mission.
    Mission "mission" "mission";
    /// A launch.
    Launch "launch" "lancement";
    /// A plan of actions.
    ActionPlan "action_plan" "plan d’actions";
    /// A meeting.
    Meeting "meeting" "réunion";
    /// A look back.
    Review "review" "bilan";
    /// A report.
    Report "report" "rapport";
    /// A figure.
    Figure "figure" "chiffre";
    /// A parliamentary question, from the day asked to the day answered.
    Question "question" "question parlementaire";
    /// Any other milestone.
    Other "other" "jalon";
}

impl From<Family> for Kind {
    fn from(family: Family) -> Self {
        match family {
            Family::Contrat => Self::Contrat,
            Family::Protocole => Self::Protocole,
            Family::Avenant => Self::Avenant,
        }
    }
}

impl From<MilestoneKind> for Kind {
    fn from(kind: MilestoneKind) -> Self {
        match kind {
            MilestoneKind::Assembly => Self::Assembly,
            MilestoneKind::Announcement => Self::Announcement,
            MilestoneKind::Mission => Self::Mission,
            MilestoneKind::Launch => Self::Launch,
            MilestoneKind::ActionPlan => Self::ActionPlan,
            MilestoneKind::Wave => Self::Wave,
            MilestoneKind::Calendar => Self::CalendarHeld,
            MilestoneKind::Meeting => Self::Meeting,
            MilestoneKind::Review => Self::Review,
            MilestoneKind::Report => Self::Report,
            MilestoneKind::Other => Self::Other,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_kind_has_one_name_everywhere() {
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.name());
            assert_eq!(Kind::named(kind.name()), Some(*kind));
        }
        for kind in MilestoneKind::ALL {
            assert_eq!(serde_json::to_value(kind).unwrap(), Kind::from(*kind).name());
        }
    }
}
