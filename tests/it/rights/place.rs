//! Where the walks go: places in two regions, with something of everything that addresses can name, and an account of
//! each role.

use jalons::{
    access::account::Account,
    programme::{
        change::{
            Evidence,
            correction::{Correction, CorrectionDraft},
            minutes::{Minutes, MinutesDraft},
            promise::Promise,
        },
        clock::Clock,
        contract::ContractId,
        desk::Desk,
        property::Property,
        reason::Reason,
        record::Noun,
        rights::Action,
        territory::TerritoryId,
        value::Value,
        view,
    },
    store::{Actor, Key, Role},
};

use crate::{harness::Programme, office::agent};

/// The region that the official of the walk answers for, and another.
pub const OWN: &str = "32";
pub const FOREIGN: &str = "75";

/// What stands in one region: what addresses can name.
pub struct Place {
    pub region: &'static str,
    pub territory: TerritoryId,
    pub contract: ContractId,
    pub copil: Key,
    pub statement: i64,
    pub proposal: i64,
    /// The line of the journal that made it, by somebody who walks nowhere.
    pub line: i64,
}

impl Place {
    /// A territory of one region alone, the `nth` of them, with a promised contract, a committee to come and a reader's
    /// correction.
    pub async fn of(programme: &Programme, region: &'static str, nth: usize) -> Self {
        let territory = territories(programme, region).into_iter().nth(nth).unwrap();
        let contract: ContractId = format!("{territory}-contrat").parse().unwrap();

        let mut desk = Desk::open(&programme.live, &state(1_000_000), "walk").await.unwrap();
        promise(&mut desk, &contract.key(), "2027-03");
        let draft = MinutesDraft {
            region: Some(region.to_owned()),
            promised: Some(format!("2027-02-{:02}", nth + 1)),
            ..MinutesDraft::default()
        };
        let copil = Minutes::read(&draft, programme.live.time.today()).unwrap().write(&mut desk).unwrap();
        let line = desk.commit(&programme.live).await.unwrap().unwrap();
        let statement = programme.said(contract.key().as_str(), Property::Promised)[0].id.0;

        let draft = CorrectionDraft {
            property: "promised".to_owned(),
            value: "2027-05".to_owned(),
            source: "https://exemple.fr/article".to_owned(),
            words: None,
        };
        let noun = programme.subject(contract.key().as_str()).noun.clone();
        let mut desk = Desk::open(&programme.live, &Actor::reader(), "walk").await.unwrap();
        let correction = Correction::read(&draft, &noun, programme.live.time.today()).unwrap();
        correction.write(&mut desk.pen(Action::Propose, &contract.key(), None).unwrap()).unwrap();
        desk.commit(&programme.live).await.unwrap();
        let proposal = programme.said(contract.key().as_str(), Property::Promised)[1].id.0;
        Self { region, territory, contract, copil, statement, proposal, line }
    }

    /// Whether the official of the walk answers for it.
    pub fn is_own(&self) -> bool {
        self.region == OWN
    }

    /// The line of a change that an account made here when it could: what it may undo is asked when it undoes it.
    pub async fn line_of(&self, programme: &Programme, account: &Account) -> i64 {
        let key: ContractId = format!("{}-protocole", self.territory).parse().unwrap();
        let mut desk = Desk::open(&programme.live, &state(account.id), "walk").await.unwrap();
        let line = desk.line();
        promise(&mut desk, &key.key(), &format!("{}-{:02}", 2028 + line / 12, line % 12 + 1));
        desk.commit(&programme.live).await.unwrap().unwrap()
    }

    /// Files that each change one thing here, one a list.
    pub fn files(&self) -> [String; 3] {
        [
            format!(
                "territoire;identifiant du contrat;promis le;motif\n;{};2027-09;calendrier des élus\n",
                self.contract
            ),
            format!(
                "région;identifiant;promis le;tenu le;motif\n{};{};2027-04-20;;calendrier des élus\n",
                self.region,
                self.copil.identity()
            ),
            format!("nom;identifiant;réuni à;retiré le\nNouveau nom de {0};{0};;\n", self.territory),
        ]
    }
}

/// Somebody who may change everything.
fn state(account: i64) -> Actor {
    Actor::of_account(account, "walk", Role::National, Vec::new())
}

fn promise(desk: &mut Desk, contract: &Key, date: &str) {
    let date = Value::read(Property::Promised, date).unwrap();
    let mut pen = desk.pen(Action::ChangeDates, contract, None).unwrap();
    Promise::of(date, Some(Reason::Calendar), Evidence::Word).write(&mut pen).unwrap();
}

/// The territories of the running phase that lie in a region alone.
fn territories(programme: &Programme, region: &str) -> Vec<TerritoryId> {
    let record = programme.record();
    let view = view::Programme::at(record.clone(), Clock::of_day(programme.live.time.today()));
    let is_here = |id: &TerritoryId| {
        let regions = view.territory(id).map(|territory| territory.regions.clone()).unwrap_or_default();
        id.to_string().starts_with('2') && regions.len() == 1 && regions[0].to_string() == region
    };
    let all = record.subjects().iter().filter_map(|subject| match &subject.noun {
        Noun::Territory(id) => Some(id.clone()),
        _ => None,
    });
    all.filter(is_here).collect()
}

/// One account of each role, the official's of her own region.
pub async fn accounts(programme: &Programme) -> Vec<Account> {
    let mut accounts = Vec::new();
    for role in Role::OF_ACCOUNTS {
        let regions: &[&str] = if role == Role::Official { &[OWN] } else { &[] };
        accounts.push(agent(programme, &format!("{}@exemple.fr", role.name()), role.name(), regions).await);
    }
    accounts
}
