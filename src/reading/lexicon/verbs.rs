//! Verbs: what they mean to a reading, and their forms.

/// What a verb means to a reading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// être.
    Be,
    /// avoir.
    Have,
    /// devoir: due.
    Must,
    /// pouvoir, savoir.
    May,
    /// aller: near to come.
    Go,
    /// venir (de): just past.
    Come,
    /// faire.
    Do,
    /// A contract is signed.
    Sign,
    /// A committee or an assembly meets.
    Meet,
    /// A committee is installed.
    Install,
    /// Something takes place.
    Occur,
    /// A date is set or expected.
    Plan,
    /// Something is made known.
    Announce,
    /// What was planned is given up.
    CallOff,
    /// What was planned is moved.
    PutOff,
    /// A text is agreed to by an assembly: no signature.
    Approve,
    /// A committee does its work.
    Decide,
    /// Members of a whole are counted.
    Count,
    /// It bears on something.
    Concern,
    /// A text is being written.
    Prepare,
    /// The others do the same: suivre.
    Follow,
    /// Somebody asks.
    Ask,
    /// Somebody wishes.
    Wish,
    /// Any other.
    Other,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Indicative present, and the subjunctive where it is the same.
    Present,
    /// Imperfect.
    Imperfect,
    /// Simple past.
    Past,
    /// Future.
    Future,
    /// Conditional.
    Conditional,
    /// Subjunctive.
    Subjunctive,
    /// Infinitive.
    Infinitive,
    /// Present participle.
    Gerund,
    /// Past participle.
    Participle,
}

use super::conjugation::conjugation;
use Form::{Conditional, Future, Gerund, Imperfect, Infinitive, Participle, Past, Present, Subjunctive};

/// Regular verbs, and those that go like *tenir*, *conclure*, *prévoir*, *attendre*, *mettre*.
const VERBS: [(Verb, &str); 17] = [
    (Verb::Sign, "signer cosigner parapher contractualiser conclure apposer"),
    (Verb::Meet, "réunir tenir retrouver dérouler siéger rassembler organiser rencontrer"),
    (Verb::Install, "installer constituer"),
    (Verb::Occur, "intervenir advenir remonter"),
    (
        Verb::Plan,
        "prévoir fixer programmer reprogrammer planifier envisager attendre convoquer reconvoquer caler promettre \
         escompter espérer inscrire maintenir",
    ),
    (Verb::Announce, "annoncer présenter lancer dévoiler inaugurer"),
    (Verb::CallOff, "annuler supprimer décommander abandonner"),
    (Verb::PutOff, "reporter repousser différer décaler ajourner remettre renvoyer retarder avancer"),
    (Verb::Approve, "approuver adopter voter délibérer ratifier"),
    (Verb::Decide, "valider entériner constater décider acter examiner arrêter confirmer retenir débattre"),
    (Verb::Count, "compter dénombrer recenser comprendre comporter totaliser regrouper couvrir abriter"),
    (Verb::Prepare, "préparer finaliser négocier élaborer rédiger"),
    (Verb::Ask, "demander interroger"),
    (Verb::Wish, "souhaiter désirer aimer vouloir"),
    (
        Verb::Other,
        "achever ouvrir créer instituer publier engager prolonger proroger permettre labelliser labéliser \
         sélectionner admettre verser débuter commencer terminer rester demeurer obtenir identifier porter \
         entrer associer saisir accueillir transmettre conduire passer dépasser atteindre produire \
         arriver figurer bénéficier mobiliser financer participer représenter faciliter accompagner soutenir mener \
         viser appuyer contribuer renforcer relever donner proposer apporter assurer adresser rappeler souligner \
         préciser indiquer noter évoquer charger exister démarrer réaliser recruter fermer doubler perdre rendre \
         répondre étendre dépendre poursuivre",
    ),
    (Verb::Come, "devenir parvenir"),
    (Verb::Concern, "concerner"),
];

/// The forms of the verbs that go like no other.
const IRREGULAR: [(Verb, Form, &str); 61] = [
    // Not "président", which is a noun.
    (Verb::Meet, Participle, "présidé présidés coprésidé coprésidés"),
    (Verb::Follow, Future, "suivra suivront"),
    (Verb::Follow, Conditional, "suivrait suivraient"),
    (Verb::Follow, Infinitive, "suivre"),
    (Verb::Be, Present, "est sont sommes suis êtes"),
    (Verb::Be, Imperfect, "était étaient étions"),
    (Verb::Be, Past, "fut furent"),
    (Verb::Be, Future, "sera seront serons"),
    (Verb::Be, Conditional, "serait seraient"),
    (Verb::Be, Subjunctive, "soit soient fût"),
    (Verb::Be, Infinitive, "être"),
    (Verb::Be, Gerund, "étant"),
    (Verb::Have, Present, "a ont avons ai avez"),
    (Verb::Have, Imperfect, "avait avaient avions"),
    (Verb::Have, Past, "eut eurent"),
    (Verb::Have, Future, "aura auront aurons"),
    (Verb::Have, Conditional, "aurait auraient"),
    (Verb::Have, Subjunctive, "ait aient eût"),
    (Verb::Have, Infinitive, "avoir"),
    (Verb::Have, Gerund, "ayant"),
    (Verb::Have, Participle, "eu eue eus eues"),
    (Verb::Must, Present, "doit doivent devons"),
    (Verb::Must, Imperfect, "devait devaient"),
    (Verb::Must, Past, "dut durent"),
    (Verb::Must, Future, "devra devront"),
    (Verb::Must, Conditional, "devrait devraient"),
    (Verb::Must, Subjunctive, "doive"),
    (Verb::Must, Infinitive, "devoir"),
    (Verb::Must, Gerund, "devant"),
    (Verb::Must, Participle, "dû"),
    (Verb::May, Present, "peut peuvent sait savent"),
    (Verb::May, Imperfect, "pouvait pouvaient"),
    (Verb::May, Future, "pourra pourront saura"),
    (Verb::May, Conditional, "pourrait pourraient saurait sauraient"),
    (Verb::May, Subjunctive, "puisse puissent"),
    (Verb::May, Infinitive, "pouvoir"),
    (Verb::May, Participle, "pu"),
    (Verb::Go, Present, "va vont"),
    (Verb::Go, Imperfect, "allait allaient"),
    (Verb::Come, Present, "vient viennent"),
    (Verb::Come, Imperfect, "venait venaient"),
    (Verb::Do, Present, "fait font"),
    (Verb::Do, Imperfect, "faisait faisaient"),
    (Verb::Do, Future, "fera feront"),
    (Verb::Do, Conditional, "ferait feraient"),
    (Verb::Do, Infinitive, "faire"),
    (Verb::Do, Gerund, "faisant"),
    (Verb::Do, Participle, "faite faites faits"),
    (Verb::Plan, Present, "prévoit prévoient"),
    (Verb::Plan, Imperfect, "prévoyait prévoyaient"),
    (Verb::Plan, Participle, "prévu prévue prévus prévues inscrit inscrite inscrits inscrites promis promise promises"),
    (Verb::Wish, Conditional, "voudrait voudraient"),
    (Verb::Wish, Participle, "voulu voulue"),
    (
        Verb::Other,
        Participle,
        "pris prise prises reçu reçue reçus obtenu obtenue rendu rendue rendus ouvert ouverte ouverts ouvertes paru parue parus admis admise admises soumis soumise",
    ),
    (Verb::Other, Future, "verra verront ira iront"),
    (Verb::Occur, Participle, "suivi suivie suivis suivies précédé précédée précédés précédées"),
    (Verb::Meet, Infinitive, "revoir"),
    (Verb::Meet, Future, "reverra reverront"),
    (Verb::Decide, Present, "décide décident"),
    (Verb::Meet, Present, "siège siègent"),
    (Verb::Meet, Past, "tint tinrent"),
];

/// Every form that the tables give.
pub(super) fn forms() -> Vec<(String, Verb, Form)> {
    let mut found = Vec::new();
    for (verb, form, words) in IRREGULAR {
        found.extend(words.split(' ').map(|word| (word.to_owned(), verb, form)));
    }
    for (infinitive, verb) in VERBS.iter().flat_map(|(verb, words)| words.split_whitespace().map(|word| (word, *verb)))
    {
        found.push((infinitive.to_owned(), verb, Infinitive));
        for (form, endings, stem) in conjugation(infinitive) {
            found.extend(endings.split(' ').map(|ending| (format!("{stem}{}", ending.trim_matches('-')), verb, form)));
        }
    }
    found
}

/// Words that end like a verb and are none.
const NO_VERBS: [&str; 24] = [
    "opéra",
    "caméra",
    "extra",
    "portrait",
    "retrait",
    "trait",
    "attrait",
    "extrait",
    "contrait",
    "souhait",
    "parfait",
    "bienfait",
    "forfait",
    "satisfait",
    "méfait",
    "imparfait",
    "surcroît",
    "distrait",
    "abstrait",
    "haut-parleur",
    "infra",
    "ultra",
    "supra",
    "viendra",
];

/// The sense of a word that no table has: the form of some verb, where its ending tells.
pub(super) fn by_ending(word: &str) -> super::Sense {
    // Most words are told by their last letter to be none.
    let form = if word.len() < 5 || !matches!(word.as_bytes().last(), Some(b'a' | b's' | b't')) {
        None
    } else if word.ends_with("rait") || word.ends_with("raient") {
        Some(Conditional)
    } else if word.ends_with("ait") || word.ends_with("aient") {
        Some(Imperfect)
    } else if word.ends_with("ra") || word.ends_with("ront") || word.ends_with("erons") {
        Some(Future)
    } else if word.ends_with("èrent") {
        Some(Past)
    } else {
        None
    };
    form.filter(|_| !NO_VERBS.contains(&word))
        .map_or(super::Sense::Unknown, |form| super::Sense::Verb(Verb::Other, form))
}
