//! What stands beside a form: the subject that it is of, as it is known now, and what who fills it in may do there.

use std::sync::Arc;

use crate::{
    programme::{
        contract::ContractId,
        life::Life,
        name,
        property::Property,
        record::{Noun, Subject},
        rights::{self, Action, Hand},
        stage, timeline,
        told::Told,
        value::Gap,
        view::{Programme, View},
    },
    store::Key,
    web::{
        App, address,
        error::Error,
        pages::{
            office::region::today,
            parts::plural,
            story::{Story, capital},
        },
        session::Signed,
    },
};

/// The subject of a form, as it is known now.
pub(in crate::web::pages::office) struct Beside {
    /// Its key.
    pub key: Key,
    /// What it is called.
    pub title: String,
    /// Its public page; empty where readers know nothing of it yet.
    pub href: String,
    /// The programme as it is now.
    pub programme: Arc<Programme>,
    /// Its version; 0 where it does not exist yet.
    pub version: i64,
    /// What may be done with it.
    pub hand: Hand,
    /// The name of the region that leads it; empty where none does.
    pub lead: String,
    subject: Option<Arc<Subject>>,
}

impl Beside {
    /// The subject of `key`, for who may do `action` with it.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none and none can be made, [`Error::Forbidden`] where it is another's.
    pub(in crate::web::pages::office) fn of(
        app: &App,
        signed: &Signed,
        action: Action,
        key: &Key,
    ) -> Result<Self, Error> {
        let programme = today(app);
        let missing = || Error::NotFound(key.to_string());
        let record = Arc::clone(programme.record());
        let subject = record.find(key).cloned();
        let contract: Option<ContractId> = (key.kind() == "contract").then(|| key.identity().parse().ok()).flatten();
        // A contract that is not known yet is its territory's.
        let whose = match (&subject, &contract) {
            (Some(subject), _) => Arc::clone(subject),
            (None, Some(contract)) => record.find(&contract.territory.key()).cloned().ok_or_else(missing)?,
            (None, None) => return Err(missing()),
        };
        let hand = rights::over(&signed.account.actor(), action, &programme, &whose);
        if hand == Hand::Denied {
            return Err(Error::Forbidden(format!("this account may not do that with {key}")));
        }
        let regions = rights::regions_of(&programme, &whose);
        let title = match (&subject, &contract) {
            (Some(subject), _) => name::of(&programme, subject),
            (None, Some(contract)) => name::of_contract(&programme, contract),
            (None, None) => key.to_string(),
        };
        let href = programme.find(key).map(|_| address::subject(&programme, key)).unwrap_or_default();
        Ok(Self {
            key: key.clone(),
            title,
            href,
            version: subject.as_ref().map_or(0, |subject| subject.version(None)),
            hand,
            lead: regions.first().map(|code| programme.region_name(*code)).unwrap_or_default(),
            programme,
            subject,
        })
    }

    /// Whether anything is known of it.
    pub(super) fn is_known(&self) -> bool {
        self.programme.find(&self.key).is_some()
    }

    /// What is told of one property.
    pub(super) fn life(&self, property: Property) -> Option<Life> {
        Told::of(self.subject.as_ref()?, self.programme.clock())?.life(property)
    }

    /// Whether it is a contract.
    pub(super) fn is_contract(&self) -> bool {
        self.key.kind() == "contract"
    }

    /// Whether it came about on a day that is known, and no promise of it means anything any more.
    pub(super) fn is_met(&self) -> bool {
        let met = [Property::Signed, Property::Held].into_iter().filter_map(|property| self.life(property));
        met.into_iter().any(|life| life.gap().is_none())
    }

    /// Whether it is suspended.
    pub(super) fn is_suspended(&self) -> bool {
        self.life(Property::Suspended).is_some_and(|life| life.gap() != Some(Gap::Cancelled))
    }

    /// Whether a date was promised: another then moves it, and asks for a reason.
    pub(super) fn is_promised(&self) -> bool {
        self.life(Property::Promised).is_some_and(|life| life.date().is_some())
    }

    /// What a contract's document is: “contrat”, “protocole”, “avenant”.
    pub(super) fn family(&self) -> &'static str {
        let id: Option<ContractId> = self.key.identity().parse().ok();
        id.map_or("", |id| id.document.family.name())
    }

    /// Its dates as readers see them.
    pub(super) fn story(&self) -> Option<Story> {
        story(&self.programme, &self.key)
    }
}

/// The dates of a subject as readers of `programme` see them.
pub(super) fn story(programme: &Programme, key: &Key) -> Option<Story> {
    let subject = programme.record().find(key)?;
    let item = timeline::item(programme, subject.id)?;
    Some(Story::of(programme, item).without(&["Territoire", "Région", "Régions"]))
}

/// How a territory stands, in a sentence: it has no dates of its own.
pub(super) fn stands(programme: &Programme, key: &Key) -> String {
    let subject = programme.record().find(key);
    let Some((subject, View::Territory(territory))) =
        subject.and_then(|subject| Some((subject, programme.view(subject.id)?)))
    else {
        return String::new();
    };
    debug_assert!(matches!(subject.noun, Noun::Territory(_)));
    let status = stage::of_territory(programme, territory);
    let quiet = status.last_known.map(|last| (programme.day() - last).num_days()).unwrap_or_default();
    let news = match (status.silent, quiet) {
        (true, days) => format!("sans nouvelle depuis {}", plural(days, "jour")),
        (false, 0) => "dernière nouvelle aujourd’hui".to_owned(),
        (false, days) => format!("dernière nouvelle il y a {}", plural(days, "jour")),
    };
    format!("{} ; {news}.", capital(status.stage.french()))
}
