//! What the journal says was done, in French.

use crate::store::{Key, Role};

/// Of a correction.
pub(super) const CORRECTION: &str = "Correction proposée";

/// Of what the program brings with it.
const PROVIDED: &str = "Données fournies avec le programme";

/// The subject that an action names, as in `signature contract:1-ti-7505-contrat`.
pub(super) fn key(action: &str) -> Option<Key> {
    let (_, rest) = action.split_once(' ')?;
    rest.contains(':').then(|| Key::new(rest))
}

/// The words for a deed that is done to subjects; none for what is told as a whole, by [`french`]. Forms say it by a
/// noun, programs by a verb.
pub(super) fn words(action: &str) -> Option<&'static str> {
    Some(match action.split_once(' ').map_or(action, |(verb, _)| verb) {
        "promise" => "Promesse",
        "signature" | "sign" => "Signature",
        "hold" => "Tenue",
        "suspension" | "suspend" => "Suspension",
        "confirmation" | "confirm" => "Confirmation",
        "minutes" | "record" => "Relevé de décisions",
        "decision" | "decide" => "Décision sur une proposition",
        "pin" => "Choix de la valeur retenue",
        "withdrawal" | "withdraw" => "Retrait",
        "correction" | "propose" => CORRECTION,
        _ => return None,
    })
}

/// The words for any other action; where there are none, the action as it stands.
pub(super) fn french(role: Role, action: &str) -> String {
    let (verb, rest) = action.split_once(' ').unwrap_or((action, ""));
    match (verb, rest) {
        ("import", "seed") => PROVIDED.to_owned(),
        ("import", rest) if !rest.is_empty() => {
            let of_a_kind = rest.split_once(' ').filter(|(kind, _)| imported(kind).is_some());
            let (kind, file) = of_a_kind.unwrap_or((rest, ""));
            let what = imported(kind).map_or_else(|| kind.to_owned(), str::to_owned);
            match role {
                Role::Seed => format!("{PROVIDED} : {what}"),
                _ if file.is_empty() => format!("Import : {what}"),
                _ => format!("Import : {what}, {file}"),
            }
        }
        ("undo", number) if number.bytes().all(|byte| byte.is_ascii_digit()) && !number.is_empty() => {
            format!("Annulation de la modification n° {number}")
        }
        ("accept", "proposals") => "Propositions acceptées".to_owned(),
        ("reject", "proposals") => "Propositions refusées".to_owned(),
        ("correct", "proposals") => "Proposition acceptée avec une autre valeur".to_owned(),
        _ => action.to_owned(),
    }
}

/// What a kind of import brings.
fn imported(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "regions" => "régions",
        "departements" => "départements",
        "territories" => "territoires",
        "members" => "membres",
        "labellings" => "labellisations",
        "contracts" => "contrats",
        "copils" => "COPIL",
        "milestones" => "jalons",
        "figures" => "chiffres",
        "sources" => "sources",
        "questions" => "questions et réponses",
        "timeline" => "chronologie",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_action_is_told_in_french() {
        for (action, told) in [
            ("undo 12", "Annulation de la modification n° 12"),
            ("import contracts contrats.csv", "Import : contrats, contrats.csv"),
            ("import fichier", "Import : fichier"),
            ("import mes contrats.csv", "Import : mes contrats.csv"),
            ("accept proposals", "Propositions acceptées"),
            ("something else", "something else"),
        ] {
            assert_eq!(french(Role::Operator, action), told);
        }
        let seeded = french(Role::Seed, "import territories seed/territories.csv");
        assert_eq!(seeded, "Données fournies avec le programme : territoires");
        assert_eq!(key("signature contract:1-ti-7505-contrat"), Some(Key::new("contract:1-ti-7505-contrat")));
        assert_eq!((key("undo 12"), words("undo 12")), (None, None));
        assert_eq!(words("signature contract:1-ti-7505-contrat"), words("sign contract:1-ti-7505-contrat"));
    }
}
