//! A proposal as its page shows it.

use super::super::{
    super::{
        frame::moment,
        parts::{Cite, Tag, When},
    },
    values,
};
use crate::{
    access::account,
    programme::{
        life::Said,
        name,
        proposal::{Proposal, Relation},
        rights::{self, Action, Hand},
        statement::Statement,
        told::Told,
        view::Programme,
    },
    store::{Actor, Confidence, DecisionKind, Role},
    web::{App, address, error::Error},
};

/// A proposal.
#[derive(Clone, Debug)]
pub struct Card {
    /// Its number.
    pub id: i64,
    /// What it is about.
    pub name: String,
    /// Where that is read; empty where readers see nothing of it yet.
    pub href: String,
    /// Where its values are chosen and withdrawn; empty where they are not.
    pub values: String,
    /// The version of that.
    pub version: i64,
    /// Where it comes from.
    pub origin: &'static str,
    /// How sure the reading is; empty where nothing was read.
    pub confidence: &'static str,
    /// How it stands to what is known.
    pub relation: Tag,
    /// What it says, and what is told now.
    pub lines: Vec<Line>,
    /// According to whom, in which words.
    pub cite: Option<Cite>,
    /// Whether who reads may decide.
    pub may: bool,
    /// Who decides, where who reads may not: the name of the region.
    pub lead: String,
}

/// A statement of a proposal.
#[derive(Clone, Debug)]
pub struct Line {
    /// The name of its property for programs.
    pub name: &'static str,
    /// The name of its property.
    pub label: &'static str,
    /// What it says.
    pub value: When,
    /// The words in which its source says it.
    pub words: String,
    /// Whether readers see one value of it, and not a list.
    pub single: bool,
    /// What readers see now; none where that is nothing.
    pub now: Option<(When, String)>,
}

/// A decision that was taken.
#[derive(Clone, Debug)]
pub struct Decided {
    /// What was decided.
    pub what: &'static str,
    /// When.
    pub when: String,
    /// In which role.
    pub role: &'static str,
    /// Who.
    pub who: String,
    /// Why.
    pub reason: String,
}

impl Card {
    /// A proposal as `actor` reads it.
    pub fn of(programme: &Programme, actor: &Actor, proposal: &Proposal<'_>) -> Self {
        let subject = proposal.subject;
        let told = Told::of(subject, programme.clock());
        let role = proposal.statements.first().map_or(Role::Operator, |first| first.role);
        let line = |statement: &&Statement| Line {
            name: statement.property.name(),
            label: statement.property.french_of(&subject.key),
            value: values::shown(programme, &statement.value),
            single: !statement.property.is_many(),
            words: statement.words.as_deref().unwrap_or_default().to_owned(),
            now: (!statement.property.is_many())
                .then(|| told.as_ref()?.life(statement.property))
                .flatten()
                .map(|life| (When::value(&life.retained.value), life.retained.source.title.clone())),
        };
        let lines: Vec<Line> = proposal.statements.iter().map(line).collect();
        let may = rights::over(actor, Action::Decide, programme, subject) == Hand::States;
        let lead = rights::regions_of(programme, subject).first().map(|code| programme.region_name(*code));
        Self {
            id: proposal.id().0,
            name: name::of(programme, subject),
            href: match programme.view(subject.id) {
                Some(_) => address::subject(programme, &subject.key),
                None => String::new(),
            },
            values: values::address(subject),
            version: subject.version(None),
            origin: match role {
                Role::Reader => "correction d’un lecteur",
                Role::Official | Role::National => "proposé par un agent d’une autre région",
                _ => "lu dans un texte",
            },
            confidence: match proposal.confidence() {
                Some(Confidence::Sure) => "lecture sûre",
                Some(Confidence::Probable) => "lecture probable",
                Some(Confidence::Unsure) => "lecture incertaine",
                None => "",
            },
            relation: relation(&proposal.relation(programme.clock()), lines.iter().any(|line| line.now.is_some())),
            lines,
            cite: proposal.statements.first().map(|first| Cite::of(&Said::by(first))),
            may,
            lead: lead.filter(|_| !may).unwrap_or_default(),
        }
    }
}

/// How a proposal stands to what is known. Words are not compared by the program: where some are told already
/// (`told`), whoever decides compares them.
fn relation(relation: &Relation, told: bool) -> Tag {
    let (mark, words) = match relation {
        Relation::New if told => ("approved", "à comparer avec ce qui est affiché"),
        Relation::New => ("identified", "nouveau"),
        Relation::Confirms(_) => ("met", "confirme ce qui est connu"),
        Relation::Contradicts(_) => ("disputed", "contredit ce qui est connu"),
    };
    Tag { mark, words: words.to_owned() }
}

impl Decided {
    /// What was decided of a statement, the last first, with who decided.
    ///
    /// # Errors
    /// [`Error::Internal`] if the database fails.
    pub async fn all(app: &App, statement: &Statement) -> Result<Vec<Self>, Error> {
        let record = app.live.record();
        let mut all = Vec::new();
        for decision in statement.decisions.iter().rev() {
            let line = record.journal_line(decision.journal);
            let who = match line.and_then(|line| line.account) {
                Some(id) => account::find(app.live.store(), id).await?.map(|account| account.name),
                None => None,
            };
            all.push(Self {
                what: match decision.kind {
                    DecisionKind::Accept => "acceptée",
                    DecisionKind::Refuse => "refusée, ou corrigée",
                    DecisionKind::Pin => "valeur choisie",
                    DecisionKind::Strike => "retirée",
                    DecisionKind::TakeBack => "décision annulée",
                },
                when: moment(decision.recorded_at),
                role: decision.role.french(),
                who: who.unwrap_or_default(),
                reason: decision.reason.trim().to_owned(),
            });
        }
        Ok(all)
    }
}
