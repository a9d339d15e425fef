//! The signature of a contract; and, of a committee or a milestone, that it was held.

use serde::{Deserialize, Serialize};

use super::{Evidence, Expected, Invalid, Reader, SENTENCE, words};
use crate::programme::{
    contract::Family,
    desk::{Pen, Refusal},
    property::Property,
    value::Value,
};

/// A signature, as it is given.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct SignatureDraft {
    /// The actual date: a day, a range, a month … (EDTF or as people write it), or `unknown`.
    #[schema(required, min_length = 1, example = "2026-11-20")]
    pub on: String,
    /// What the document is called.
    #[schema(example = "contrat-cadre")]
    pub document: Option<String>,
    /// What bears it out: an address, or the name of a document (« COPIL du 2 juillet 2026 »).
    #[schema(example = "https://www.hautsdefrance.fr/contrats/boulonnais.pdf")]
    pub evidence: Option<String>,
    /// Who signed, or for whom.
    #[schema(example = "État, Région, CA du Boulonnais")]
    pub parties: Option<String>,
    /// Where.
    #[schema(example = "Boulogne-sur-Mer")]
    pub place: Option<String>,
    /// A sentence on it, which readers will see.
    pub sentence: Option<String>,
}

/// A signature, checked.
#[derive(Clone, Debug, PartialEq)]
pub struct Signature {
    on: Value,
    document: Option<String>,
    evidence: Evidence,
    parties: Option<String>,
    place: Option<String>,
    sentence: Option<String>,
}

impl Signature {
    /// Checks a draft.
    ///
    /// # Errors
    /// Every field that cannot be taken.
    pub fn read(draft: &SignatureDraft, today: chrono::NaiveDate) -> Result<Self, Vec<Invalid>> {
        let mut reader = Reader::new(today);
        let on = reader.done("on", &draft.on);
        let document = reader.words("document", draft.document.as_deref(), SENTENCE);
        if let Some(document) = document.as_deref().filter(|document| Family::of_document(document).is_none()) {
            reader.wrong::<()>("document", document, Expected::Document);
        }
        let evidence = reader.evidence("evidence", draft.evidence.as_deref());
        let parties = reader.words("parties", draft.parties.as_deref(), SENTENCE);
        let place = reader.words("place", draft.place.as_deref(), SENTENCE);
        let sentence = reader.words("sentence", draft.sentence.as_deref(), SENTENCE);
        let read = on.zip(evidence).map(|(on, evidence)| Self { on, document, evidence, parties, place, sentence });
        reader.end(read)
    }

    /// States it of a contract as its signature, of anything else as that it was held.
    ///
    /// # Errors
    /// [`Refusal::Invalid`] where the document is of another family than the contract.
    pub fn write(&self, pen: &mut Pen<'_>) -> Result<(), Refusal> {
        let contract: Option<crate::programme::contract::ContractId> =
            (pen.key().kind() == "contract").then(|| pen.key().identity().parse().ok()).flatten();
        let family = self.document.as_deref().and_then(Family::of_document);
        if let (Some(contract), Some(family)) = (&contract, family)
            && contract.document.family != family
        {
            let found = self.document.clone().unwrap_or_default();
            let invalid = Invalid::new("document", &found, Expected::Document);
            return Err(Refusal::Invalid(vec![invalid]));
        }
        let property = if contract.is_some() { Property::Signed } else { Property::Held };
        pen.state_with(property, &self.on, &self.evidence, None, self.sentence.as_deref());
        let mut others = vec![(Property::Parties, words(self.parties.as_deref()))];
        others.push((Property::Place, words(self.place.as_deref())));
        if contract.is_some() {
            others.push((Property::Document, words(self.document.as_deref())));
        }
        for (property, value) in others {
            let Some(value) = value else { continue };
            // What is retained already in the same words needs no second source of less weight.
            if pen.life(property).is_none_or(|life| life.retained.value != value) {
                pen.state(property, &value, &self.evidence);
            }
        }
        Ok(())
    }
}
