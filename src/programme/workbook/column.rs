//! The columns of the three lists.

use crate::programme::property::Property;

/// A column of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name for programs.
    pub name: &'static str,
    /// Its headers: the first is the one written, the others are known too.
    pub headers: &'static [&'static str],
    /// What it holds, in French: what the sheet *Lisez-moi* tells.
    pub meaning: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// How wide it is, in characters.
    pub width: u8,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Holds {
    /// What a line is about, where it has no identity; not to be changed where it has one.
    Whose,
    /// The value retained of a property: it may be changed.
    Property(Property),
    /// What goes with a change, and is blank where there is none: its reason, a sentence, what bears it out.
    Beside,
    /// What the site computes: not to be changed.
    Computed,
    /// The identity or the version of the line: hidden.
    Mark,
}

impl Column {
    /// Its header.
    #[must_use]
    pub fn header(&self) -> &'static str {
        self.headers.first().copied().unwrap_or(self.name)
    }

    /// The property whose value it shows.
    #[must_use]
    pub fn property(&self) -> Option<Property> {
        match self.holds {
            Holds::Property(property) => Some(property),
            _ => None,
        }
    }

    /// Whether a spreadsheet shows it in grey: it is not to be changed.
    #[must_use]
    pub fn is_grey(&self) -> bool {
        matches!(self.holds, Holds::Computed | Holds::Mark)
    }
}

/// Columns, one a line: `name ["header", …] what-it-holds width "sens"`.
macro_rules! columns {
    ($($name:literal [$($header:literal),+ $(,)?] $holds:expr, $width:literal, $meaning:literal;)+) => {
        &[$(Column { name: $name, headers: &[$($header),+], meaning: $meaning, holds: $holds, width: $width },)+]
    };
}

use Holds::{Beside, Computed, Mark, Whose};

pub(super) const CONTRACTS: &[Column] = columns! {
    "territory" ["territoire", "nom du territoire", "nom_territoire", "territoire d’industrie", "anct_id", "nom"]
        Whose, 34, "Le territoire. Pour ajouter un document, ajoutez une ligne : le nom du territoire suffit.";
    "region" ["région", "régions", "regions"] Computed, 24, "Ses régions, celle qui en répond d’abord.";
    "document" ["document", "nature", "type de document", "type_document", "document_type"]
        Holds::Property(Property::Document), 18,
        "Le nom du document : contrat, contrat-cadre, convention, protocole, avenant n° 2…";
    "promised_on" ["promis le", "prévu le", "promis pour le", "date promise", "planned_on", "promised"]
        Holds::Property(Property::Promised), 14, "La date promise pour la signature, ou « sans date ».";
    "suspended_until" ["suspendu jusqu’au", "suspendu jusqu’à", "suspended"] Holds::Property(Property::Suspended), 14,
        "Si le contrat est suspendu : la date à laquelle le regarder de nouveau. « annulé » y met fin.";
    "reason" ["motif", "motif du report"] Beside, 24,
        "Pourquoi la date bouge : un choix de la liste. À remplir seulement quand une date promise change.";
    "sentence" ["phrase", "commentaire", "explication"] Beside, 34,
        "Une phrase que les lecteurs verront, à remplir seulement quand quelque chose change.";
    "approved_on" ["approuvé le", "date d’approbation", "approved"] Holds::Property(Property::Approved), 14,
        "La date d’approbation par une assemblée : ce n’est pas une signature.";
    "signed_on" ["signé le", "date de signature", "signature", "signed"] Holds::Property(Property::Signed), 14,
        "La date de la signature ; « inconnu » si le jour ne l’est pas.";
    "place" ["lieu", "lieu de signature"] Holds::Property(Property::Place), 20, "Le lieu de la signature.";
    "parties" ["signataires"] Holds::Property(Property::Parties), 34, "Qui a signé, ou pour qui.";
    "evidence" ["pièce", "justificatif", "lien", "source", "source_url"] Beside, 34,
        "Ce qui prouve ce que vous écrivez : une adresse web, ou le nom d’un document. À remplir seulement avec un changement.";
    "status" ["état", "statut", "situation"] Computed, 18, "Où en est le contrat : calculé par le site.";
    "id" ["identifiant", "identifiant du contrat", "contract"] Mark, 22, "Ce qui reconnaît la ligne.";
    "version" ["version"] Mark, 8, "L’état de la fiche au moment du téléchargement.";
};

pub(super) const COPILS: &[Column] = columns! {
    "region" ["région", "nom de la région"] Whose, 24,
        "La région du comité ; « national » pour celui de l’État. Pour ajouter un COPIL, ajoutez une ligne.";
    "title" ["intitulé", "titre"] Holds::Property(Property::Title), 30, "L’intitulé, s’il en a un.";
    "rank" ["rang", "numéro", "n°"] Holds::Property(Property::Rank), 8, "Le rang : 1 pour le premier comité.";
    "promised_on" ["promis le", "prévu le", "promis pour le", "planned_on", "promised"]
        Holds::Property(Property::Promised), 14, "La date à laquelle il doit se tenir, ou « sans date ».";
    "reason" ["motif", "motif du report"] Beside, 24,
        "Pourquoi la date bouge : un choix de la liste. À remplir seulement quand une date promise change.";
    "sentence" ["phrase", "commentaire", "explication"] Beside, 34,
        "Une phrase que les lecteurs verront, à remplir seulement quand quelque chose change.";
    "held_on" ["tenu le", "date", "held"] Holds::Property(Property::Held), 14, "La date à laquelle il s’est tenu.";
    "place" ["lieu"] Holds::Property(Property::Place), 20, "Le lieu.";
    "parties" ["participants", "participants par collège"] Holds::Property(Property::Parties), 34,
        "Qui était là, par organisme.";
    "decisions" ["décisions", "décision", "relevé de décisions"] Holds::Property(Property::Decision), 44,
        "Les décisions, séparées par une barre : « première | deuxième ».";
    "evidence" ["pièce", "justificatif", "lien", "source", "source_url"] Beside, 34,
        "Ce qui prouve ce que vous écrivez : une adresse web, ou le nom d’un document. À remplir seulement avec un changement.";
    "status" ["état", "statut", "situation"] Computed, 18, "Où en est le comité : calculé par le site.";
    "id" ["identifiant", "clé", "key", "copil"] Mark, 22, "Ce qui reconnaît la ligne.";
    "version" ["version"] Mark, 8, "L’état de la fiche au moment du téléchargement.";
};

pub(super) const TERRITORIES: &[Column] = columns! {
    "name" ["nom", "nom du territoire", "territoire", "territory"] Holds::Property(Property::Name), 34,
        "Le nom du territoire. Changé, l’ancien reste connu comme autre nom.";
    "region" ["région", "régions", "regions"] Whose, 24,
        "Ses régions, celle qui en répond d’abord. Pour ajouter un territoire, donnez sa région et son identifiant.";
    "withdrawn_on" ["retiré le", "sorti le"] Holds::Property(Property::Withdrawn), 14,
        "La date à laquelle il a quitté le programme.";
    "merged_into" ["réuni à", "fusionné avec"] Holds::Property(Property::MergedInto), 18,
        "Le territoire auquel il a été réuni : son identifiant ou son nom.";
    "evidence" ["pièce", "justificatif", "lien", "source", "source_url"] Beside, 34,
        "Ce qui prouve ce que vous écrivez : une adresse web, ou le nom d’un document. À remplir seulement avec un changement.";
    "labelled_on" ["labellisé le"] Computed, 14, "La date de sa labellisation.";
    "status" ["état", "étape", "statut", "situation"] Computed, 18, "Où il en est : calculé par le site.";
    "last_known" ["dernière nouvelle"] Computed, 14, "Le dernier jour où l’on a appris quelque chose de lui.";
    "id" ["identifiant", "anct_id"] Mark, 14, "Ce qui reconnaît la ligne : la phase et l’identifiant de l’ANCT, 2-ti-3205.";
    "version" ["version"] Mark, 8, "L’état de la fiche au moment du téléchargement.";
};
