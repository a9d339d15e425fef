//! A file of contracts: the main job of an official who keeps the register.

use super::{
    cell::{phase_of, words},
    column::{Column, columns},
    plan::{Plan, Saying},
    refusal::Refused,
    sources,
    table::Line,
};
use crate::programme::{
    avenant::{Avenant, avenant},
    contract::{ContractId, Document, Family},
    property::Property,
    record::Noun,
    value::Value,
};

/// The columns of a file of contracts.
pub(super) const COLUMNS: &[Column] = columns! {
    "phase" optional [] "1 or 2; blank: the phase of the dates, else the only one that has such a territory"
        "1 ou 2 ; vide : la phase des dates, sinon la seule qui ait un tel territoire" "1";
    "territory" required ["territoire", "nom_territoire", "anct_id"] "the territory: name, alias or ANCT id"
        "le territoire : nom, autre nom ou identifiant" "Lacq - Pau - Tarbes";
    "family" optional ["famille"] "protocole, contrat or avenant; blank: as the document is called"
        "protocole, contrat ou avenant ; vide : d’après le document" "contrat";
    "number" optional ["numero", "numero_avenant"] "the number of an avenant" "le numéro d’un avenant" "2";
    "document" optional ["document_type", "type_document", "nature"] "what the source calls it"
        "le document, comme la source le nomme" "contrat-cadre";
    "promised_on" optional ["promis_le", "planned_on", "prevu_le"] "when its signature is promised for" "la date promise pour sa signature"
        "2019-09";
    "approved_on" optional ["approuve_le"] "when an assembly approved it" "la date de son approbation par une assemblée" "2019-07-04";
    "signed_on" optional ["signe_le"] "when it was signed" "la date de sa signature" "15/07/2019";
    "place" optional ["lieu"] "where it was signed" "le lieu de la signature" "Pau";
    "parties" optional ["signataires"] "who signed" "ses signataires" "État, Région, intercommunalités";
    "term" optional ["duree", "periode"] "the years that it covers" "les années qu’il couvre" "2019/2022";
    "words" optional ["mots"] "the date in the words of the source" "la date dans les mots de la source" "ce lundi 15 juillet";
};

/// Reads one line: what one source says of one contract.
pub(super) fn read(plan: &mut Plan<'_>, line: Line<'_>) -> Result<(), Refused> {
    let source = sources::cited(plan, line);
    let phase = plan.phase(line);
    let document = document(plan, line);
    let term = plan.plain_date(line, "term");
    // “Détenu par la Région” needs the territory's region, and a territory without phase needs the dates: the
    // cells are read once to find the territory, and again, with its region, for what they say.
    let territory = phase.and_then(|phase| {
        let running = phase_of(&dates_alone(line));
        plan.territory(line.cell("territory"), phase, running)
    });
    let region = territory.as_ref().ok().and_then(|(_, subject)| plan.lead_region(*subject));
    let promised = plan.date(line, "promised_on", Property::Promised, region);
    let approved = plan.date(line, "approved_on", Property::Approved, region);
    let signed = plan.date(line, "signed_on", Property::Signed, region);
    let (source, (territory_id, territory), document, term) = (source?, territory?, document?, term?);
    let (promised, approved, signed) = (promised?, approved?, signed?);

    let id = ContractId { territory: territory_id, document };
    let subject = plan.subject(&id.key(), line.number(), || Noun::Contract(id.clone(), territory));
    let done = [&signed, &approved].into_iter().flatten().filter_map(Value::latest).max();
    let day = done.or_else(|| promised.as_ref().and_then(Value::earliest));
    let saying = Saying { subject, source, line: line.number(), day };
    let named = line.text("document").or_else(|| unnamed(plan, &saying, document.family));
    plan.say(&saying, Property::Document, words(named));
    // The words of the line are those of its strongest date.
    let mut said = line.text("words");
    for (property, date) in [(Property::Signed, signed), (Property::Approved, approved), (Property::Promised, promised)]
    {
        let said = if date.is_some() { said.take() } else { None };
        plan.say_in(&saying, property, date, said);
    }
    plan.say(&saying, Property::Place, words(line.text("place")));
    plan.say(&saying, Property::Parties, words(line.text("parties")));
    plan.say(&saying, Property::Term, term.map(Value::Date));
    plan.say(&saying, Property::Note, words(line.text("notes")));
    Ok(())
}

/// The dates of a line that are dates, without a word on those that are not.
fn dates_alone(line: Line<'_>) -> [Option<Value>; 3] {
    ["promised_on", "approved_on", "signed_on"]
        .map(|column| crate::programme::date::Edtf::from_cell(line.cell(column).text).ok().map(Value::Date))
}

/// The family's own name where the source is told to give the document none, unless it is known to give one: that
/// the document exists is stated too.
fn unnamed(plan: &Plan<'_>, saying: &Saying, family: Family) -> Option<&'static str> {
    (!plan.is_told_by(saying.source, saying.subject, Property::Document)).then(|| family.name())
}

/// Which document of the territory a line is about.
fn document(plan: &mut Plan<'_>, line: Line<'_>) -> Result<Document, Refused> {
    let (family, document) = (line.cell("family"), line.cell("document"));
    let cell = if family.text.is_empty() { document } else { family };
    let Some(family) = Family::of_document(cell.text) else {
        return Err(plan.refuse(cell, "what the document is: contrat, convention, protocole d’accord, avenant n° 2 …"));
    };
    let number = plan.number(line, "number")?;
    if family != Family::Avenant {
        return Ok(Document { family, number: 0 });
    }
    let named = if Family::of_document(document.text) == Some(Family::Avenant) { document } else { cell };
    let (at, number) = match number {
        Some(count) => (line.cell("number"), u8::try_from(count.number).ok()),
        None => match avenant(named.text) {
            Avenant::Plain => (named, Some(1)),
            Avenant::Number(number) => (named, Some(number)),
            Avenant::Beyond | Avenant::Untold => (named, None),
        },
    };
    match number {
        Some(number @ 1..) => Ok(Document { family, number }),
        _ => Err(plan.refuse(at, "the number of an avenant, from 1 to 255: avenant n° 2")),
    }
}
