//! The doors: each address of the officials' pages, with what one must be allowed to do to be let in.

use axum::routing::{MethodRouter, get, post};

use super::{accounts, act, due, file, link, own, proposals, records, register, sign_in, values};
use crate::{
    programme::{
        rights::Action::{self, *},
        workbook::List,
    },
    web::{App, pages::correction},
};

/// An address of the officials' pages: with what it answers, and what one must be allowed to do somewhere to be let in;
/// none: anybody is. What one may do *where* is asked again, of the very subject, by the desk.
#[derive(Clone, Copy, Debug)]
pub struct Door {
    /// The path, with its parameters in braces.
    pub path: &'static str,
    /// What whoever comes in must be allowed to do.
    pub action: Option<Action>,
    /// Whether it takes forms too.
    pub takes_forms: bool,
    pub(super) route: fn() -> MethodRouter<App>,
}

/// An address that shows something.
const fn shows(path: &'static str, action: Option<Action>, route: fn() -> MethodRouter<App>) -> Door {
    Door { path, action, takes_forms: false, route }
}

/// An address that takes a form.
const fn takes(path: &'static str, action: Option<Action>, route: fn() -> MethodRouter<App>) -> Door {
    Door { path, action, takes_forms: true, route }
}

/// Every door.
pub const DOORS: &[Door] = &[
    takes("/connexion", None, || get(sign_in::show).post(sign_in::take)),
    takes("/deconnexion", Some(ManageOwn), || post(sign_in::leave)),
    shows("/fichier", Some(ReadDrafts), || get(file::show)),
    shows("/fichier.xlsx", Some(ReadDrafts), || get(file::xlsx)),
    shows("/fichier/contrats.csv", Some(ReadDrafts), || file::csv(List::Contracts)),
    shows("/fichier/copil.csv", Some(ReadDrafts), || file::csv(List::Copils)),
    shows("/fichier/territoires.csv", Some(ReadDrafts), || file::csv(List::Territories)),
    takes("/fichier/apercu", Some(Import), file::upload),
    takes("/fichier/publier", Some(Import), file::publishing),
    takes("/lien/{secret}", None, || get(link::show).post(link::take)),
    shows("/compte", Some(ManageOwn), || get(own::show)),
    takes("/compte/mot-de-passe", Some(ManageOwn), || post(own::password)),
    takes("/compte/sessions/{id}/fin", Some(ManageOwn), || post(own::end_session)),
    takes("/compte/jetons", Some(ManageOwn), || post(own::add_token)),
    takes("/compte/jetons/{id}/fin", Some(ManageOwn), || post(own::end_token)),
    takes("/comptes", Some(ManageAccounts), || get(accounts::list).post(accounts::add)),
    takes("/comptes/{id}", Some(ManageAccounts), || get(accounts::show).post(accounts::change)),
    takes("/comptes/{id}/lien", Some(ManageAccounts), || post(accounts::reset)),
    takes("/comptes/{id}/etat", Some(ManageAccounts), || post(accounts::disable)),
    takes("/correction/{*key}", None, || get(correction::show).post(correction::take)),
    shows("/propositions", Some(ReadDrafts), || get(proposals::list)),
    shows("/propositions/{id}", Some(ReadDrafts), || get(proposals::show)),
    takes("/propositions/{id}/decision", Some(Decide), || post(proposals::decide)),
    shows("/agir/valeurs/{*key}", Some(ReadDrafts), || get(values::show)),
    takes("/affirmations/{id}/choix", Some(Pin), || post(values::pin)),
    takes("/affirmations/{id}/retrait", Some(Withdraw), || post(values::withdraw)),
    shows("/registre", Some(SeeWho), || get(register::list)),
    shows("/a-faire", Some(ReadDrafts), || get(due::show)),
    shows("/fiches", Some(ReadDrafts), || get(records::show)),
    shows("/agir/{*key}", None, || get(act::choose)),
    takes("/agir/signature/{*key}", Some(ChangeDates), act::signature),
    takes("/agir/promesse/{*key}", Some(ChangeDates), act::promise),
    takes("/agir/suspension/{*key}", Some(ChangeDates), act::suspension),
    takes("/agir/confirmation/{*key}", Some(ChangeDates), act::confirmation),
    takes("/agir/releve", Some(RecordMinutes), || get(act::minutes).post(act::record_minutes)),
    shows("/modification/{n}", Some(ReadDrafts), || get(act::receipt)),
    takes("/modification/{n}/annulation", Some(Withdraw), || post(act::undo)),
];
