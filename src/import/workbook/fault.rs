//! The fault: what stands in an official's file that cannot be taken, where, what would have been, and how to mend it;
//! in French for her, in English for programs.

use std::sync::Arc;

use crate::programme::{change, desk::Conflict, workbook::Column};

/// What was found where something else was expected.
#[derive(Clone, Debug, PartialEq)]
pub struct Fault {
    /// The sheet of a workbook.
    pub sheet: Option<Arc<str>>,
    /// The line, from 1; none where the file or the sheet as a whole is meant.
    pub line: Option<u32>,
    /// The column; none where the line as a whole is meant.
    pub column: Option<&'static Column>,
    /// The column's letter; none where the file has no such column.
    pub letter: Option<String>,
    /// What was found.
    pub found: String,
    /// What was expected.
    pub expected: Expected,
}

/// What was expected.
#[derive(Clone, Debug, PartialEq)]
pub enum Expected {
    /// A workbook or a table.
    File(&'static str),
    /// No workbook of old.
    Open,
    /// None that a password locks.
    Unlocked,
    /// A file that stays small when it is unpacked.
    Small,
    /// At most so many lines.
    Lines(usize),
    /// Columns that can be recognised.
    Columns,
    /// One column of a meaning.
    OneColumn,
    /// As many cells as the header has.
    Cells,
    /// A value, no formula.
    NoFormula,
    /// A value, no error of the spreadsheet's.
    NoError,
    /// What a change's own field expects.
    Field(change::Expected),
    /// A territory that is known; those that it may mean.
    Territory(String),
    /// One territory; those that are meant.
    OneTerritory(String),
    /// The name that goes with the line's identity.
    NameOf(String),
    /// An identity that is known.
    Identity,
    /// The identity of a territory, to add one.
    NewIdentity,
    /// A version that the thing had.
    Version,
    /// A line for each thing; the line that has it already.
    OnceLine(u32),
    /// A region.
    Region,
    /// One of several committees' meetings: by its identity.
    OneCopil,
    /// A date, for what is new.
    SomeDate,
    /// What the account answers for.
    Own,
    /// A document of the contract's own family.
    SameFamily,
    /// The number of an avenant, said so that it is no other number.
    Avenant,
    /// What things allow as they stand.
    Allowed(Conflict),
    /// A word in its place: this cell cannot be taken back.
    NoErasure,
    /// Nobody else's change meanwhile; what stands there now.
    NoConflict(String),
}

const SOURCE_OF_TRUTH: &str = "the file as it was downloaded";

impl Fault {
    /// A fault of a file as a whole.
    #[must_use]
    pub fn of_file(found: impl Into<String>, expected: Expected) -> Self {
        Self { sheet: None, line: None, column: None, letter: None, found: found.into(), expected }
    }

    /// Where it stands: « feuille Contrats, ligne 12, colonne D (promis le) ».
    #[must_use]
    pub fn place_french(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.sheet.as_ref().map(|sheet| format!("feuille « {sheet} »")));
        parts.extend(self.line.map(|line| format!("ligne {line}")));
        parts.extend(match (&self.letter, self.column) {
            (Some(letter), Some(column)) => Some(format!("colonne {letter} ({})", column.header())),
            (Some(letter), None) => Some(format!("colonne {letter}")),
            (None, Some(column)) => Some(format!("colonne « {} »", column.header())),
            (None, None) => None,
        });
        parts.join(", ")
    }
}

impl Expected {
    /// What was expected, in English.
    #[must_use]
    pub fn english(&self) -> String {
        match self {
            Self::File(what) => (*what).to_owned(),
            Self::Open => "a workbook in the format .xlsx".to_owned(),
            Self::Unlocked => "a workbook without a password: this one is locked by one".to_owned(),
            Self::Small => "a workbook that stays small when it is unpacked".to_owned(),
            Self::Lines(most) => format!("at most {most} lines"),
            Self::Columns => "a header with columns such as “territoire”, “promis le”, “signé le”".to_owned(),
            Self::OneColumn => "one column of that meaning".to_owned(),
            Self::Cells => "as many cells as in the header (is a quotation mark left open?)".to_owned(),
            Self::NoFormula => "a value, no formula".to_owned(),
            Self::NoError => "a value, no error of the spreadsheet's".to_owned(),
            Self::Field(expected) => expected.english(),
            Self::Territory(like) => with("the name, an alias or the id of a territory", "; perhaps ", like),
            Self::OneTerritory(list) => format!("one territory, but there are several of that name: {list}"),
            Self::NameOf(name) => format!("“{name}”, which the id of this line names"),
            Self::Identity => format!("an id that is known, as in {SOURCE_OF_TRUTH}"),
            Self::NewIdentity => "the id of the territory to add, such as 2-ti-3205".to_owned(),
            Self::Version => format!("a version that it had, as in {SOURCE_OF_TRUTH}"),
            Self::OnceLine(line) => format!("one line for each thing: line {line} has it already"),
            Self::Region => "the name or the INSEE code of a region, or “national”".to_owned(),
            Self::OneCopil => "one committee, but there are several at that date: give its id".to_owned(),
            Self::SomeDate => "a date in “promis le” or “tenu le”".to_owned(),
            Self::Own => "what this account answers for".to_owned(),
            Self::SameFamily => "a document of the same family: another document has a line of its own".to_owned(),
            Self::Avenant => "the number of the avenant, from 1 to 255: “avenant n° 2”".to_owned(),
            Self::Allowed(conflict) => format!("what things allow: {conflict}"),
            Self::NoErasure => "another value: this one cannot be erased".to_owned(),
            Self::NoConflict(now) => with("that nobody changed it meanwhile", ", but it is now ", now),
        }
    }

    /// What was expected, in French.
    #[must_use]
    pub fn french(&self) -> String {
        match self {
            Self::File(_) => "un classeur XLSX, ou un fichier CSV (UTF-8 ou Windows-1252)".to_owned(),
            Self::Open => "un classeur au format .xlsx".to_owned(),
            Self::Unlocked => "un classeur sans mot de passe : celui-ci en a un".to_owned(),
            Self::Small => "un classeur qui reste petit une fois décompressé".to_owned(),
            Self::Lines(most) => format!("{} {:03} lignes au plus", most / 1000, most % 1000),
            Self::Columns => {
                "un en-tête avec des colonnes comme « territoire », « promis le », « signé le »".to_owned()
            }
            Self::OneColumn => "une seule colonne de ce sens".to_owned(),
            Self::Cells => "autant de cellules que dans l’en-tête".to_owned(),
            Self::NoFormula => "une valeur, pas une formule".to_owned(),
            Self::NoError => "une valeur, pas une erreur du tableur".to_owned(),
            Self::Field(expected) => expected.french(),
            Self::Territory(like) => with("le nom ou l’identifiant d’un territoire connu", " ; peut-être ", like),
            Self::OneTerritory(list) => format!("un seul territoire, mais plusieurs portent ce nom : {list}"),
            Self::NameOf(name) => format!("« {name} », que désigne l’identifiant de la ligne"),
            Self::Identity => "un identifiant connu".to_owned(),
            Self::NewIdentity => "l’identifiant du territoire à ajouter, par exemple 2-ti-3205".to_owned(),
            Self::Version => "une version que la fiche a eue".to_owned(),
            Self::OnceLine(line) => format!("une seule ligne pour chaque fiche : la ligne {line} en parle déjà"),
            Self::Region => "le nom d’une région, ou « national »".to_owned(),
            Self::OneCopil => "un seul COPIL, mais plusieurs se tiennent à cette date".to_owned(),
            Self::SomeDate => "une date, dans « promis le » ou « tenu le »".to_owned(),
            Self::Own => "une fiche dont votre compte répond".to_owned(),
            Self::SameFamily => "un document de la même famille".to_owned(),
            Self::Avenant => "le numéro de l’avenant, de 1 à 255 : « avenant n° 2 »".to_owned(),
            Self::Allowed(conflict) => conflict.french().to_owned(),
            Self::NoErasure => "une autre valeur : celle-ci ne s’efface pas".to_owned(),
            Self::NoConflict(now) => with("que personne ne l’ait changée entre-temps", " ; il y a maintenant : ", now),
        }
    }

    /// How to mend it, in English.
    #[must_use]
    pub fn mend_english(&self) -> &'static str {
        self.mend().0
    }

    /// How to mend it, in French.
    #[must_use]
    pub fn mend_french(&self) -> &'static str {
        self.mend().1
    }

    fn mend(&self) -> (&'static str, &'static str) {
        match self {
            Self::File(_) | Self::Open | Self::Unlocked => (
                "Save it as an .xlsx workbook, without a password, or as CSV.",
                "Enregistrez-le comme classeur .xlsx, sans mot de passe, ou comme CSV.",
            ),
            Self::Small => {
                ("Copy the lists into a new workbook.", "Copiez les feuilles utiles dans un nouveau classeur.")
            }
            Self::Lines(_) => ("Send it in parts.", "Envoyez-le en plusieurs fois."),
            Self::Columns | Self::OneColumn => {
                ("Keep the headers of the file as it was downloaded.", "Gardez les en-têtes du fichier téléchargé.")
            }
            Self::Cells => (
                "Look for a quotation mark that was left open, on this line or above.",
                "Cherchez un guillemet resté ouvert, sur cette ligne ou au-dessus.",
            ),
            Self::NoFormula => (
                "Copy the cell, then paste it special, as values.",
                "Copiez la cellule, puis collage spécial, valeurs ; ou écrivez la valeur ici.",
            ),
            Self::NameOf(_) | Self::Identity | Self::Version => (
                "Columns were probably sorted apart: copy the line from the file as it was downloaded, or remove its id.",
                "Des colonnes ont sans doute été triées à part : reprenez la ligne du fichier téléchargé, ou retirez son identifiant.",
            ),
            Self::OnceLine(_) => ("Keep one of the two lines.", "Gardez une seule des deux lignes."),
            Self::Own => (
                "Remove the line, or ask the region that answers for it.",
                "Retirez la ligne, ou adressez-vous à la région qui en répond.",
            ),
            Self::SameFamily => (
                "Add a line for the other document, with the name of the territory.",
                "Pour un autre document, ajoutez une ligne avec le nom du territoire.",
            ),
            Self::Avenant => (
                "Write its number after “n°”; its date has a column of its own.",
                "Écrivez son numéro après « n° » ; sa date a sa propre colonne.",
            ),
            Self::Allowed(_) | Self::NoErasure => (
                "Leave the cell blank: it then changes nothing.",
                "Laissez la cellule vide : elle ne change alors rien.",
            ),
            Self::NoConflict(_) => {
                ("Download the file again, or choose one of the two values.", "Choisissez l’une des deux valeurs.")
            }
            Self::Field(change::Expected::Reason) => {
                ("Choose a reason of the list.", "Choisissez un motif de la liste.")
            }
            _ => ("Correct the cell.", "Corrigez la cellule, ici ou dans le fichier ; vide, elle ne change rien."),
        }
    }

    /// Whether a cell that is written again may mend it.
    #[must_use]
    pub fn is_mendable(&self) -> bool {
        !matches!(
            self,
            Self::File(_)
                | Self::Open
                | Self::Unlocked
                | Self::Small
                | Self::Lines(_)
                | Self::Columns
                | Self::OneColumn
                | Self::Cells
                | Self::OnceLine(_)
                | Self::Own
                | Self::Version
        )
    }
}

/// A sentence, with a list after it where there is one.
fn with(sentence: &str, before: &str, list: &str) -> String {
    if list.is_empty() { sentence.to_owned() } else { format!("{sentence}{before}{list}") }
}

/// The letter of a column as a spreadsheet has it: A, Z, AA.
#[must_use]
pub(super) fn letter(position: u16) -> String {
    let mut rest = u32::from(position);
    let mut letters = Vec::new();
    while rest > 0 {
        let digit = u8::try_from((rest - 1) % 26).unwrap_or(0);
        letters.push(char::from(b'A' + digit));
        rest = (rest - 1) / 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_have_letters() {
        for (position, expected) in [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (702, "ZZ"), (703, "AAA")] {
            assert_eq!(letter(position), expected);
        }
    }
}
