//! Programmes made up to size: one size is 150 territories and about 1 000 statements.

use jalons::{
    programme::{
        clock::Time,
        contract::{self, ContractId, Document, Family},
        live::Live,
        phase::Phase,
        property::Property,
        region::{self, RegionCode},
        source::{self, NewSource, SourceKind},
        territory::{self, TerritoryId},
    },
    store::{Actor, Edit, Key, NewStatement, Store, SubjectId},
};

const REGIONS: [&str; 18] =
    ["01", "02", "03", "04", "06", "11", "24", "27", "28", "32", "44", "52", "53", "75", "76", "84", "93", "94"];

/// The nth made-up day between 22 November 2018 and the end of 2022.
fn day(n: u64) -> chrono::NaiveDate {
    Phase::One.first_day() + chrono::TimeDelta::days((n.wrapping_mul(2_654_435_761) % 1500) as i64)
}

/// A database at `file` with `size` times 150 territories, each with a contract that was promised, sometimes moved,
/// sometimes signed.
pub async fn programme(file: &std::path::Path, size: u64) -> Store {
    programme_at(&format!("sqlite:{}", file.display()), size).await
}

/// The same on the database at an address, which has no table yet.
pub async fn programme_at(address: &str, size: u64) -> Store {
    let store = Store::open(address).await.unwrap();
    store.migrate().await.unwrap();
    let now = Time::system().now();
    let mut edit = Edit::begin(&store, &Actor::operator(), "make up", now).await.unwrap();
    let source = source::add(
        &mut edit,
        &NewSource {
            key: Key::new("source:made-up"),
            title: "Made up".to_owned(),
            address: None,
            published_on: None,
            kind: SourceKind::Press,
            note: None,
        },
    );
    for code in REGIONS {
        let code: RegionCode = code.parse().unwrap();
        let subject = region::add(&mut edit, code);
        say(&mut edit, subject, Property::Name, &format!("Région {code}"), source, Phase::One.first_day());
    }
    for n in 0..150 * size {
        one(&mut edit, n, source);
    }
    edit.commit().await.unwrap();
    store
}

fn one(edit: &mut Edit, n: u64, source: SubjectId) {
    let region = REGIONS[(n % 18) as usize];
    let id = TerritoryId::new(Phase::One, &format!("ti-{n:06}")).unwrap();
    let territory = territory::add(edit, &id);
    let first = Phase::One.first_day();
    say(edit, territory, Property::Name, &format!("Territoire n° {n}"), source, first);
    say(edit, territory, Property::Labelled, &first.to_string(), source, first);
    say(edit, territory, Property::LeadRegion, region, source, first);
    say(edit, territory, Property::Region, region, source, first);
    let contrat = ContractId { territory: id, document: Document { family: Family::Contrat, number: 0 } };
    let contract = contract::add(edit, &contrat, territory);
    let promise = day(n);
    say(edit, contract, Property::Promised, &promise.to_string(), source, promise - chrono::TimeDelta::days(60));
    say(edit, contract, Property::Place, "Lyon", source, promise);
    if n.is_multiple_of(3) {
        let moved = promise + chrono::TimeDelta::days(90);
        say(edit, contract, Property::Promised, &moved.to_string(), source, promise - chrono::TimeDelta::days(2));
    }
    if n.is_multiple_of(2) {
        let signed = promise + chrono::TimeDelta::days(100);
        say(edit, contract, Property::Signed, &signed.to_string(), source, signed);
    }
}

fn say(
    edit: &mut Edit,
    subject: SubjectId,
    property: Property,
    value: &str,
    source: SubjectId,
    known: chrono::NaiveDate,
) {
    edit.state(NewStatement {
        subject,
        property: property.name(),
        value: value.to_owned(),
        words: None,
        source,
        quote: None,
        known_on: (known, true),
        supersedes: None,
        confidence: None,
        reason: None,
        proposed: false,
    });
}

/// One edit of an existing contract: a new promise. Gives the contract's key.
pub async fn move_a_promise(live: &Live, n: u64) -> Key {
    let key = Key::new(format!("contract:1-ti-{n:06}-contrat"));
    let (mut edit, record) = live.edit(&Actor::operator(), "move a promise").await.unwrap();
    let subject = record.find(&key).unwrap();
    edit.touch(subject.id, &key, subject.version(None));
    let source = record.find(&Key::new("source:made-up")).unwrap().id;
    say(&mut edit, subject.id, Property::Promised, "2023-10-30", source, day(n));
    live.commit(edit).await.unwrap();
    key
}
