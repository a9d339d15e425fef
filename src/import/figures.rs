//! A file of figures: counts that sources give, as of a day.

use super::{
    cell::words,
    column::{Column, columns},
    plan::{Plan, Saying},
    refusal::Refused,
    sources,
    table::Line,
};
use crate::programme::{
    figure::{self, Counted},
    property::Property,
    record::Noun,
    search::fold,
    value::Value,
};

/// The columns of a file of figures.
pub(super) const COLUMNS: &[Column] = columns! {
    "counted" required ["compte", "objet"] "territories, documents, contrats, protocoles or action_plans"
        "ce qui est compté : territories (territoires), documents (protocoles ou contrats), contrats, protocoles ou action_plans (plans d’actions)"
        "territories";
    "scope" optional ["perimetre", "region"] "national, or a region: code, name or alias; blank: national"
        "national, ou une région : code, nom ou autre nom ; vide : national" "national";
    "as_of" required ["au", "date"] "the day of the count; ../ and a day: not later than it" "le jour du compte ; ../ et un jour : au plus tard ce jour"
        "2018-11-22";
    "number" required ["nombre", "valeur"] "the count; ~ if approximate" "le compte ; ~ s’il est approché" "124";
    "words" optional ["mots"] "the count in the words of the source" "le compte dans les mots de la source" "les 124 territoires";
};

/// Reads one line: what one source says of one figure.
pub(super) fn read(plan: &mut Plan<'_>, line: Line<'_>) -> Result<(), Refused> {
    let source = sources::cited(plan, line);
    let counted = counted(plan, line);
    let scope = line.cell("scope");
    let region = match fold(scope.text).as_str() {
        "" | "national" | "france" => Ok(None),
        _ => plan.region(scope).map(Some),
    };
    let as_of = plan.plain_date(line, "as_of");
    let as_of = as_of.and_then(|date| date.ok_or_else(|| plan.refuse(line.cell("as_of"), "the day of the count")));
    let number = plan.number(line, "number");
    let number = number.and_then(|count| count.ok_or_else(|| plan.refuse(line.cell("number"), "a whole number")));
    let (source, counted, region, as_of, number) = (source?, counted?, region?, as_of?, number?);

    let key = figure::key(counted, region, &as_of, number.number);
    let subject = plan.subject(&key, line.number(), || Noun::Figure(counted, region, as_of));
    let day = Value::Date(as_of).latest();
    let saying = Saying { subject, source, line: line.number(), day };
    plan.say_in(&saying, Property::Number, Some(Value::Number(number)), line.text("words"));
    plan.say(&saying, Property::Region, region.map(Value::Region));
    plan.say(&saying, Property::Note, words(line.text("notes")));
    Ok(())
}

fn counted(plan: &mut Plan<'_>, line: Line<'_>) -> Result<Counted, Refused> {
    let cell = line.cell("counted");
    match fold(cell.text).as_str() {
        "territoires" => Ok(Counted::Territories),
        "plans d actions" | "plans d action" => Ok(Counted::ActionPlans),
        "protocoles ou contrats" | "signatures" => Ok(Counted::Documents),
        folded => Counted::ALL.into_iter().find(|counted| fold(counted.name()) == folded).ok_or_else(|| {
            let names: Vec<&str> = Counted::ALL.iter().map(|counted| counted.name()).collect();
            plan.refuse(cell, format!("one of {}", names.join(", ")))
        }),
    }
}
