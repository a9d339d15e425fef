//! What a cell holds: dates and what stands in their place, numbers, phases, points, words.

use super::{
    plan::{Plan, Target},
    refusal::Refused,
    table::Line,
};
use crate::programme::{
    date::Edtf,
    phase::Phase,
    property::Property,
    record::Noun,
    region::RegionCode,
    search::fold,
    value::{Centre, Count, Gap, Value},
};

const A_DATE: &str = "a date (2020-02-28, 28/02/2020 or EDTF)";
const A_DATE_OR_GAP: &str = "a date (2020-02-28, 28/02/2020 or EDTF), or why there is none \
                             (inconnu, non annoncé, détenu par la Région, sans objet, annulé)";

impl Plan<'_> {
    /// The date of a cell, or what stands in its place; none where it is blank. `region` is the one that is meant
    /// by “détenu par la Région”.
    ///
    /// # Errors
    /// [`Refused`] for any other words, for a day that does not exist, and for a thing done that is yet to come.
    pub fn date(
        &mut self,
        line: Line<'_>,
        column: &'static str,
        property: Property,
        region: Option<RegionCode>,
    ) -> Result<Option<Value>, Refused> {
        let cell = line.cell(column);
        if cell.text.is_empty() {
            return Ok(None);
        }
        if let Some(gap) = gap(cell.text, region, |named| self.region_named(named)) {
            return Ok(Some(Value::Gap(gap)));
        }
        let Ok(date) = Edtf::from_cell(cell.text) else {
            return Err(self.refuse(cell, A_DATE_OR_GAP));
        };
        if property.is_done() && date.earliest() > self.collected_on {
            let today = self.collected_on;
            return Err(self.refuse(cell, format!("a day not after {today}: what is yet to come is promised")));
        }
        Ok(Some(Value::Date(date)))
    }

    /// The date of a cell in which nothing else can stand.
    ///
    /// # Errors
    /// [`Refused`] for what is no date.
    pub fn plain_date(&mut self, line: Line<'_>, column: &'static str) -> Result<Option<Edtf>, Refused> {
        let cell = line.cell(column);
        if cell.text.is_empty() {
            return Ok(None);
        }
        Edtf::from_cell(cell.text).map(Some).map_err(|_| self.refuse(cell, A_DATE))
    }

    /// The number of a cell: `10`, or approximate as `10~`, `environ 10`.
    ///
    /// # Errors
    /// [`Refused`] for what is no whole number.
    pub fn number(&mut self, line: Line<'_>, column: &'static str) -> Result<Option<Count>, Refused> {
        let cell = line.cell(column);
        if cell.text.is_empty() {
            return Ok(None);
        }
        count(cell.text).map(Some).ok_or_else(|| self.refuse(cell, "a whole number, with ~ if it is approximate (10~)"))
    }

    /// The phase of a cell; none where it is blank.
    ///
    /// # Errors
    /// [`Refused`] for what is neither 1 nor 2.
    pub fn phase(&mut self, line: Line<'_>) -> Result<Option<Phase>, Refused> {
        let cell = line.cell("phase");
        if cell.text.is_empty() {
            return Ok(None);
        }
        let folded = fold(cell.text);
        let number = folded.strip_prefix("phase ").unwrap_or(&folded);
        number.parse().map(Some).map_err(|()| self.refuse(cell, "a phase: 1 or 2"))
    }

    /// The point that two columns of degrees make; none where both are blank.
    ///
    /// # Errors
    /// [`Refused`] for what is no place on Earth.
    pub fn centre(&mut self, line: Line<'_>) -> Result<Option<Value>, Refused> {
        let (longitude, latitude) = (line.cell("longitude"), line.cell("latitude"));
        if longitude.text.is_empty() && latitude.text.is_empty() {
            return Ok(None);
        }
        let text = format!("{} {}", longitude.text.replace(',', "."), latitude.text.replace(',', "."));
        match text.parse::<Centre>() {
            Ok(centre) => Ok(Some(Value::Centre(centre))),
            Err(()) => {
                Err(self
                    .refuse(longitude, "degrees with a point, east in this column, north in the other: 3.07 and 50.63"))
            }
        }
    }

    /// Whether a target is a source, which statements may cite.
    #[must_use]
    pub fn is_source(&self, target: Target) -> bool {
        matches!(self.noun(target), Some(Noun::Source(_)))
    }
}

/// What stands in place of a date, in French words or in its canonical text. `own` is the region that is meant by
/// “détenu par la Région”; `named` finds the region of a name.
#[must_use]
pub fn gap(text: &str, own: Option<RegionCode>, named: impl Fn(&str) -> Option<RegionCode>) -> Option<Gap> {
    if let Ok(gap) = text.parse() {
        return Some(gap);
    }
    let folded = fold(text);
    match folded.strip_prefix("date ").unwrap_or(&folded) {
        "inconnu" | "inconnue" | "non connu" | "non connue" | "unknown" => Some(Gap::Unknown),
        "non annonce" | "non annoncee" | "pas annonce" | "pas annoncee" | "non communique" | "non communiquee"
        | "reporte" | "reportee" | "reporte sans date" | "reportee sans date" | "sans date" | "not announced" => {
            Some(Gap::NotAnnounced)
        }
        "sans objet" | "non applicable" | "not applicable" => Some(Gap::NotApplicable),
        "annule" | "annulee" | "cancelled" => Some(Gap::Cancelled),
        held => {
            let rest = held.strip_prefix("detenu").or_else(|| held.strip_prefix("held"))?;
            let rest = rest.strip_prefix('e').unwrap_or(rest).trim_start();
            let rest = rest.strip_prefix("par ").or_else(|| rest.strip_prefix("by "))?;
            match rest {
                "la region" | "region" => own.map(Gap::HeldBy),
                words => {
                    let short = words.strip_prefix("la region ").or_else(|| words.strip_prefix("region "));
                    named(words).or_else(|| named(short?)).map(Gap::HeldBy)
                }
            }
        }
    }
}

/// A number as people write it: `10`, or approximate as `10~`, `environ 10`.
#[must_use]
pub fn count(text: &str) -> Option<Count> {
    let lower = text.to_lowercase();
    let about = ["environ ", "about ", "~"].iter().find_map(|word| lower.strip_prefix(word));
    let digits: String =
        about.unwrap_or(&lower).chars().filter(|sign| !matches!(sign, ' ' | '\u{a0}' | '\u{202f}')).collect();
    let count = digits.parse::<Count>().ok()?;
    Some(Count { approximate: count.approximate || about.is_some(), ..count })
}

/// The words of a cell as a value.
#[must_use]
pub fn words(text: Option<&str>) -> Option<Value> {
    text.map(|text| Value::Text(text.into()))
}

/// The phase that dates lie in, where they all lie in one; a gap lies in none.
#[must_use]
pub fn phase_of<'a>(dates: impl IntoIterator<Item = &'a Option<Value>>) -> Option<Phase> {
    let mut phase = None;
    for date in dates.into_iter().flatten().filter_map(Value::date) {
        for day in [date.earliest(), date.latest()] {
            let running = Phase::on(day);
            if *phase.get_or_insert(running) != running {
                return None;
            }
        }
    }
    phase
}
