//! Committees and contracts read in a document: whose they are, and what is said of them.

use super::Document;
use crate::{
    import::{occasion::Kind, plan::Plan},
    programme::{
        contract::{ContractId, Document as ContractDocument, Family},
        copil::Level,
        phase::Phase,
        property::Property,
        record::Noun,
        region::RegionCode,
        territory::TerritoryId,
        value::{Gap, Value},
    },
    reading::{Fact, FactKind},
    store::Confidence,
};

impl Document<'_> {
    /// A committee for each region named, or the national one where it is said to be. Where neither is said, it is
    /// that of the only region that the document names; of several, none is chosen.
    pub(super) fn copils(&self, plan: &mut Plan<'_>, fact: &Fact, rank: Option<Value>) {
        let regions: Vec<Option<RegionCode>> = match (fact.regions.as_slice(), self.regions.as_slice()) {
            ([], _) if fact.national => vec![None],
            ([], [only]) => {
                plan.confidence = Some(Confidence::Unsure);
                vec![Some(*only)]
            }
            ([], named) => {
                let of = if named.is_empty() { "no region" } else { "several regions" };
                let text = format!(
                    "“{}” is of a committee whose region is not said, and the document names {of}: left out",
                    fact.quote
                );
                plan.notice(self.line(fact), &text);
                return;
            }
            (regions, _) => regions.iter().copied().map(Some).collect(),
        };
        for region in regions {
            let level = if region.is_some() { Level::Regional } else { Level::National };
            let Some(subject) = self.occasion(plan, fact, Kind::Copil(level), region.as_slice()) else { continue };
            let saying = self.saying(fact, subject);
            self.dated(plan, &saying, fact, fact.kind == FactKind::CopilPlanned);
            self.claim(plan, &saying, fact, Property::Region, region.map(Value::Region));
            self.claim(plan, &saying, fact, Property::Rank, rank.clone());
        }
    }

    /// The contract of each territory that a fact names. Where a name may mean several territories it is told, and the
    /// fact left out.
    pub(super) fn contracts(&self, plan: &mut Plan<'_>, fact: &Fact) {
        let section = self.section_day(fact);
        let family = fact.document.as_deref().map_or(Some(Family::Contrat), Family::of_document);
        // A pact is no document of the programme.
        let Some(family) = family else { return };
        let document = ContractDocument { family, number: u8::from(family == Family::Avenant) };
        for named in &fact.territories {
            let running = section.map(Phase::on);
            let of_phase = named.candidates.iter().filter(|id| running.is_none_or(|phase| id.phase == phase));
            let candidates: Vec<&TerritoryId> = of_phase.collect();
            let [territory] = candidates.as_slice() else {
                let list = candidates.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
                let why = match running {
                    Some(phase) if list.is_empty() => format!("is no territory of phase {phase}"),
                    _ => format!("may be any of {list}"),
                };
                plan.notice(self.line(fact), &format!("“{}” {why}: left out", named.words));
                continue;
            };
            let id = ContractId { territory: (*territory).clone(), document };
            let Some(owner) = plan.record.find(&territory.key()).map(|subject| subject.id) else { continue };
            let subject = plan.subject(&id.key(), self.line(fact), || Noun::Contract(id.clone(), owner));
            let saying = self.saying(fact, subject);
            let signed = fact.kind == FactKind::ContractSigned;
            let property = if signed { Property::Signed } else { Property::Promised };
            // A signature that is due "prochainement" is one whose day is not announced.
            let date = match (fact.date, &fact.partial) {
                (Some(date), _) => Some(Value::Date(date)),
                (None, None) if !signed => Some(Value::Gap(Gap::NotAnnounced)),
                _ => None,
            };
            self.claim(plan, &saying, fact, property, date);
            // Where it is to be signed is no fact yet.
            if let ([place], true) = (fact.places.as_slice(), signed) {
                self.claim(plan, &saying, fact, Property::Place, Some(Value::Text(place.as_str().into())));
            }
        }
    }
}
