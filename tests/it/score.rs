//! How well documents are read: a reading against its annotation, by the rules of `files/answers/SOURCES.md`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::{self, Write as _};

use serde_json::Value;

/// Right, reported and expected.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    pub right: usize,
    pub reported: usize,
    pub expected: usize,
}

/// The tallies of a set of documents.
#[derive(Debug, Default)]
pub struct Score {
    pub dates: Tally,
    pub facts: Tally,
    pub kinds: BTreeMap<String, Tally>,
    pub precisions: BTreeMap<String, Tally>,
    /// By field: the same as annotated, of so many documents.
    pub metadata: BTreeMap<String, (usize, usize)>,
    /// What was missed, wrong or not the same, a line each.
    pub faults: Vec<String>,
}

impl Tally {
    pub fn precision(self) -> f64 {
        ratio(self.right, self.reported)
    }

    pub fn recall(self) -> f64 {
        ratio(self.right, self.expected)
    }

    pub fn f1(self) -> f64 {
        ratio(2 * self.right, self.reported + self.expected)
    }

    fn add(&mut self, right: usize, reported: usize, expected: usize) {
        self.right += right;
        self.reported += reported;
        self.expected += expected;
    }
}

#[expect(clippy::cast_precision_loss, reason = "counts of a few thousand")]
fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

impl Score {
    /// Adds a document: its annotation and its reading.
    pub fn add(&mut self, gold: &Value, read: &Value) {
        let doc = text(&gold["doc"]);
        self.compare_metadata(&doc, gold, read);
        let (expected, reported) = (facts(gold), facts(read));
        self.compare_dates(&doc, &expected, &reported);
        self.compare_facts(&doc, &expected, &reported);
    }

    /// Takes up the dates and facts of another set.
    pub fn append(&mut self, other: Self) {
        let add = |one: &mut Tally, two: Tally| one.add(two.right, two.reported, two.expected);
        add(&mut self.dates, other.dates);
        add(&mut self.facts, other.facts);
        for (kind, tally) in other.kinds {
            add(self.kinds.entry(kind).or_default(), tally);
        }
    }

    /// The share of metadata fields that are as annotated.
    pub fn metadata(&self) -> f64 {
        let (right, all) = self.metadata.values().fold((0, 0), |(right, all), field| (right + field.0, all + field.1));
        ratio(right, all)
    }

    /// The tally of the kinds whose name begins so.
    pub fn kinds_of(&self, beginnings: &[&str]) -> Tally {
        let mut all = Tally::default();
        for (kind, tally) in &self.kinds {
            if beginnings.iter().any(|beginning| kind.starts_with(beginning)) {
                all.add(tally.right, tally.reported, tally.expected);
            }
        }
        all
    }

    fn compare_metadata(&mut self, doc: &str, gold: &Value, read: &Value) {
        let fields = gold["question"].as_object().unwrap().iter();
        let fields = fields.map(|(field, value)| (field.clone(), value, &read["question"][field]));
        let outer = ["format", "territoires_industrie"].map(|field| (field.to_owned(), &gold[field], &read[field]));
        for (field, expected, found) in fields.chain(outer) {
            let same = expected == found;
            if !same {
                self.faults.push(format!("{doc} {field}: {expected} read as {found}"));
            }
            let tally = self.metadata.entry(field).or_default();
            tally.0 += usize::from(same);
            tally.1 += 1;
        }
    }

    /// Dates are compared as the set of intervals of a document. What a question merely asks for, and the day of the
    /// section where "à ce jour" may mean it, may be left out.
    fn compare_dates(&mut self, doc: &str, expected: &[&Value], reported: &[&Value]) {
        let is_free = |fact: &Value| fact["asserted"] == false || fact["deictic"] == true;
        let (free, due): (Vec<&Value>, Vec<&Value>) = expected.iter().copied().partition(|fact| is_free(fact));
        let due: BTreeSet<_> = due.into_iter().filter_map(interval).collect();
        let free: BTreeSet<_> = free.into_iter().filter_map(interval).collect();
        let found: BTreeSet<_> =
            reported.iter().filter(|fact| fact["deictic"] != true).copied().filter_map(interval).collect();
        let found: BTreeSet<_> = found.into_iter().filter(|date| due.contains(date) || !free.contains(date)).collect();
        self.dates.add(found.intersection(&due).count(), found.len(), due.len());
        for date in due.symmetric_difference(&found) {
            let fault = if due.contains(date) { "date missed" } else { "date wrong" };
            self.faults.push(format!("{doc} {fault}: {}/{}", date.0, date.1));
        }
    }

    fn compare_facts(&mut self, doc: &str, expected: &[&Value], reported: &[&Value]) {
        let ours = |fact: &&&Value| fact["kind"] != "other_dated";
        let asserted = |fact: &&&Value| fact["asserted"] != false;
        let mut free: Vec<&Value> = expected.iter().filter(ours).filter(asserted).copied().collect();
        for fact in &free {
            self.count(fact, 0, 0, 1);
        }
        for fact in reported.iter().filter(ours).filter(asserted) {
            let place = free.iter().position(|gold| is_same(gold, fact));
            if let Some(place) = place {
                let gold = free.remove(place);
                self.count(gold, 1, 1, 0);
            } else {
                self.count(fact, 0, 1, 0);
                self.faults.push(format!("{doc} wrong:  {}", shown(fact)));
            }
        }
        self.faults.extend(free.into_iter().map(|gold| format!("{doc} missed: {}", shown(gold))));
    }

    fn count(&mut self, fact: &Value, right: usize, reported: usize, expected: usize) {
        let precision = fact["precision"].as_str().unwrap_or("no date");
        self.facts.add(right, reported, expected);
        self.kinds.entry(text(&fact["kind"])).or_default().add(right, reported, expected);
        self.precisions.entry(precision.to_owned()).or_default().add(right, reported, expected);
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{:24} {:>9} {:>9} {:>9} {:>5}", "", "precision", "recall", "F1", "n")?;
        let mut line = |name: &str, tally: Tally| {
            writeln!(
                f,
                "{name:24} {:>9.3} {:>9.3} {:>9.3} {:>5}",
                tally.precision(),
                tally.recall(),
                tally.f1(),
                tally.expected
            )
        };
        line("dates", self.dates)?;
        line("facts", self.facts)?;
        line("  committees, contracts", self.kinds_of(&["copil_", "contract_"]))?;
        for (name, tally) in self.kinds.iter().chain(&self.precisions) {
            line(&format!("  {name}"), *tally)?;
        }
        writeln!(f, "{:24} {:>9.3}", "metadata", self.metadata())?;
        for (field, (right, all)) in &self.metadata {
            writeln!(f, "  {field:22} {right:>4} of {all}")?;
        }
        Ok(())
    }
}

/// The facts of a record that have a date or are of a kind of ours.
fn facts(record: &Value) -> Vec<&Value> {
    record["facts"].as_array().unwrap().iter().collect()
}

fn interval(fact: &Value) -> Option<(String, String)> {
    Some((fact["date_start"].as_str()?.to_owned(), fact["date_end"].as_str()?.to_owned()))
}

/// Kind, interval, set of regions and, where it is annotated, number are the same, and the quotes overlap.
fn is_same(gold: &Value, read: &Value) -> bool {
    let dated = interval(gold) == interval(read)
        || (gold["deictic"] == true && (interval(read).is_none() || read["deictic"] == true));
    let regions = |fact: &Value| fact["regions"].as_array().unwrap().iter().map(text).collect::<BTreeSet<_>>();
    gold["kind"] == read["kind"]
        && gold["section"] == read["section"]
        && dated
        && regions(gold) == regions(read)
        && (gold["number"].is_null() || gold["number"] == read["number"])
        && overlap(&text(&gold["quote"]), &text(&read["quote"]))
}

/// Whether two quotes of one text share words: an end of one is a beginning of the other, or one holds the other.
fn overlap(one: &str, other: &str) -> bool {
    const FEW: usize = 8;
    let meets = |head: &str, tail: &str| {
        head.char_indices().map(|(place, _)| &head[place..]).any(|end| end.len() >= FEW && tail.starts_with(end))
    };
    one.contains(other) || other.contains(one) || meets(one, other) || meets(other, one)
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().to_owned()
}

fn shown(fact: &Value) -> String {
    let mut line = text(&fact["kind"]);
    let date = interval(fact).map_or("-".to_owned(), |(first, last)| format!("{first}/{last}"));
    write!(
        line,
        " {date} n={} {} “{}” ({})",
        fact["number"],
        fact["regions"],
        text(&fact["quote"]),
        text(&fact["section"])
    )
    .unwrap();
    line
}
