//! What programs send and are answered, by example: one body for each draft, of things that the bundled seed knows, and
//! one answer for each noun that changes are answered by, as it was really given (`tests/it/examples.rs`).

use serde_json::{Value, json};

/// An example of what a schema describes; none where it is no draft.
pub(super) fn of(schema: &str) -> Option<Value> {
    Some(match schema {
        "PromiseDraft" => json!({
            "date": "2027-03",
            "reason": "calendar",
            "sentence": "Report décidé après les élections municipales.",
            "evidence": "https://www.auvergnerhonealpes.fr/copil",
        }),
        "SignatureDraft" => json!({
            "on": "2019-07-15",
            "document": "contrat",
            "evidence": "https://www.pau.fr/article/pau-au-coeur-du-contrat-territoire-dindustrie",
            "parties": "État, Région, intercommunalités",
            "place": "Pau",
        }),
        "SuspensionDraft" => json!({
            "until": "2030-06-30",
            "reason": "funding",
            "sentence": "Le financement de l’action principale est attendu.",
        }),
        "ConfirmationDraft" => json!({ "sentence": "Vérifié auprès de la Région." }),
        "MinutesDraft" => json!({
            "region": "01",
            "held": "2026-11-20",
            "rank": "3",
            "place": "Baie-Mahault",
            "participants": "État : 4 ; Région : 3 ; intercommunalités : 6",
            "decisions": ["Le calendrier des signatures est arrêté."],
            "calendar": [{ "contract": "2-ti-0101-contrat", "date": "2027-03", "version": 0 }],
        }),
        "WithdrawalDraft" => json!({ "reason": "Faute de frappe : cette date est celle d’un autre contrat." }),
        "PinDraft" => json!({ "reason": "Date vérifiée sur l’exemplaire signé." }),
        "DecisionDraft" => json!({ "outcome": "refuse", "reason": "La réponse parle du contrat voisin." }),
        "CorrectionDraft" => json!({
            "subject": "contract:1-ti-7505-contrat",
            "property": "signed",
            "value": "2019-07-16",
            "source": "https://www.exemple.fr/article",
            "words": "Le contrat a été signé mardi 16 juillet.",
        }),
        _ => return None,
    })
}

/// An example of what a change is answered by; none where it is not answered by that.
pub(super) fn answered(schema: &str) -> Option<Value> {
    let text = match schema {
        "ContractAnswer" => include_str!("example/contract.json"),
        "CopilAnswer" => include_str!("example/copil.json"),
        "TerritoryAnswer" => include_str!("example/territory.json"),
        "CorrectionAnswer" => include_str!("example/correction.json"),
        "ProposalAnswer" => include_str!("example/proposal.json"),
        "StatementAnswer" => include_str!("example/statement.json"),
        "JournalAnswer" => include_str!("example/journal.json"),
        "ImportReport" => include_str!("example/import.json"),
        _ => return None,
    };
    serde_json::from_str(text).ok()
}
