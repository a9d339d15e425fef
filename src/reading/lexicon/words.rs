//! Words that are no verbs: numbers, the calendar, grammatical words, the nouns of the field.

use chrono::Weekday;

use super::Sense;
use crate::programme::date::Season;

/// A stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// jour.
    Day,
    /// semaine.
    Week,
    /// quinzaine.
    Fortnight,
    /// mois.
    Month,
    /// trimestre.
    Quarter,
    /// semestre.
    Semester,
    /// an, année, exercice.
    Year,
}

/// A part of a stretch of the calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// début.
    Start,
    /// mi-, milieu.
    Mid,
    /// fin.
    End,
}

/// A noun of the field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Noun {
    /// comité: of which kind, the words after it say.
    Committee,
    /// COPIL.
    Copil,
    /// pilotage.
    Steering,
    /// réunion, séance, session.
    Meeting,
    /// contrat, protocole, pacte, avenant (masculine).
    Contract,
    /// convention (feminine).
    Convention,
    /// accord: a contract where it is signed.
    Accord,
    /// signature.
    Signature,
    /// cérémonie.
    Ceremony,
    /// série, vague of signatures.
    Series,
    /// échéance.
    Deadline,
    /// assemblée.
    Assembly,
    /// rencontre, rassemblement.
    Gathering,
    /// programme, initiative, dispositif, plan.
    Programme,
    /// territoire.
    Territory,
    /// quartier.
    Quarter,
    /// ville.
    Town,
    /// région.
    Region,
    /// loi, décret, circulaire: a text with a day of its own.
    Act,
    /// rue, place, avenue: what may be named after a day.
    Street,
    /// société, groupe: what may be named after anything.
    Firm,
    /// projet, emploi, euro: what is counted and is not ours.
    Foreign,
    /// agenda, calendrier of signatures.
    Calendar,
    /// phase, étape: of the programme, where it is named.
    Phase,
    /// mission.
    Mission,
}

/// A grammatical word.
#[rustfmt::skip]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is the English of the words in the table below")]
pub enum Word {
    Le, La, Les, L, Un, Une, Des, Du, Au, Aux, De, Ce, Cet, Cette, Ces, Son, Sa, Ses, At, In, Inside, For, By, On,
    Under, With, Without, Between, Toward, During, Since, From, Until, Here, Before, After, Starting, Late, Current,
    Course, Title, Horizon, Period, Beyond, According, And, Or, Nor, Then, But, If, That, Who, Whose, Where, Which,
    When, How, Not, No, Never, Any, Plus, Only, Self_, He, She, They, TheyF, We, One, There, Him, ThatOne, ThatOneF,
    Those, ThoseF, Ci, This, Last, Next, Following, Preceding, Same, Other, All, Each, Times, Soon, NextDay, Eve,
    NextNextDay, Yesterday, Tomorrow, Morning, Today, Now, Occasion, Date, About, Almost, Nearly, Some, Less, More,
    Ete, Rentree, Holidays, SummerAdj, Christmas, School, Of, Ago, Later, Place, Object, Dates, Mister, General,
    National, Industry, Finances, Ready, Already, Maybe,
}

use Word as W;

#[rustfmt::skip]
const WORDS: [(Word, &str); 120] = [
    (W::Le, "le"), (W::La, "la"), (W::Les, "les"), (W::L, "l'"), (W::Un, "un"), (W::Une, "une"), (W::Des, "des"),
    (W::Du, "du"), (W::Au, "au"), (W::Aux, "aux"), (W::De, "de d'"), (W::Ce, "ce c'"), (W::Cet, "cet"),
    (W::Cette, "cette"), (W::Ces, "ces"), (W::Son, "son leur notre mon votre"), (W::Sa, "sa ma"),
    (W::Ses, "ses leurs nos vos mes"), (W::At, "à"), (W::In, "en"), (W::Inside, "dans"), (W::For, "pour"),
    (W::By, "par"), (W::On, "sur"), (W::Under, "sous"), (W::With, "avec"), (W::Without, "sans"),
    (W::Between, "entre"), (W::Toward, "vers chez"), (W::During, "pendant durant lors"), (W::Since, "depuis"),
    (W::From, "dès"), (W::Until, "jusqu' jusque"), (W::Here, "ici"), (W::Before, "avant"),
    (W::After, "après postérieurement"), (W::Starting, "partir"), (W::Late, "tard"), (W::Current, "courant"),
    (W::Course, "cours"), (W::Title, "titre"), (W::Horizon, "horizon"), (W::Period, "période"), (W::Beyond, "delà"),
    (W::According, "selon suivant_"), (W::And, "et"), (W::Or, "ou"), (W::Nor, "ni"), (W::Then, "puis ensuite"),
    (W::But, "mais or"), (W::If, "si s'il"), (W::That, "que qu' lorsque lorsqu' puisque puisqu' alors tandis"),
    (W::Who, "qui"), (W::Whose, "dont"), (W::Where, "où"),
    (W::Which, "lequel laquelle lesquels lesquelles duquel auquel"), (W::When, "quand quel quelle quels quelles"),
    (W::How, "comment combien pourquoi"), (W::Not, "ne n'"), (W::No, "pas guère point"), (W::Never, "jamais"),
    (W::Any, "aucun aucune nul nulle"), (W::Plus, "plus"), (W::Only, "seul seule seuls seules"),
    (W::Self_, "se s'"), (W::He, "il"), (W::She, "elle"), (W::They, "ils"), (W::TheyF, "elles"),
    (W::We, "nous je j' vous"), (W::One, "on"), (W::There, "y"), (W::Him, "lui"), (W::ThatOne, "celui"),
    (W::ThatOneF, "celle"), (W::Those, "ceux"), (W::ThoseF, "celles"), (W::Ci, "ci là"),
    (W::Last, "dernier dernière derniers dernières passé passée écoulé écoulée"),
    (W::Next, "prochain prochaine prochains prochaines"), (W::Following, "suivant suivante suivants suivantes"),
    (W::Preceding, "précédent précédente"), (W::Same, "même mêmes"),
    (W::Other, "autre autres nouveau nouveaux nouvel nouvelle nouvelles supplémentaires"),
    (W::All, "tous toutes tout toute ensemble"), (W::Each, "chaque"), (W::Times, "fois"),
    (W::Soon, "prochainement bientôt incessamment"), (W::NextDay, "lendemain"), (W::Eve, "veille"),
    (W::NextNextDay, "surlendemain"), (W::Yesterday, "hier"), (W::Tomorrow, "demain"),
    (W::Morning, "matin soir midi"), (W::Today, "aujourd'"), (W::Now, "hui"), (W::Occasion, "occasion"),
    (W::Date, "date"), (W::About, "environ"), (W::Almost, "près presque autour"),
    (W::Some, "quelque quelques plusieurs"), (W::Less, "moins"), (W::Ete, "été"), (W::Rentree, "rentrée"),
    (W::Holidays, "vacances congés trêve"), (W::SummerAdj, "estivale estivales estival"), (W::Christmas, "noël"),
    (W::School, "scolaire"), (W::Place, "lieu"), (W::Object, "objet"), (W::Mister, "m mm mme mmes"),
    (W::General, "générale générales"), (W::National, "nationale nationales national nationaux"),
    (W::Industry, "industrie industries"), (W::Finances, "finances plf lfi plfr cper lfss plfss"),
    (W::Ready, "prêt prêts prête prêtes"), (W::Already, "déjà désormais actuellement maintenant"),
    (W::Later, "ultérieurement"), (W::Ago, "voici voilà"), (W::Maybe, "peut_être"),
];

const NOUNS: [(Noun, &str); 25] = [
    (Noun::Committee, "comité comités"),
    (Noun::Copil, "copil copils"),
    (Noun::Steering, "pilotage"),
    (Noun::Meeting, "réunion réunions séance séances session sessions"),
    (Noun::Contract, "contrat contrats protocole protocoles pacte pactes avenant avenants crte crtes"),
    (Noun::Convention, "convention conventions"),
    (Noun::Accord, "accord accords"),
    (Noun::Signature, "signature signatures paraphe contractualisation contractualisations"),
    (Noun::Ceremony, "cérémonie cérémonies"),
    (Noun::Series, "série séries vague vagues salve campagne"),
    (Noun::Deadline, "échéance échéances"),
    (Noun::Assembly, "assemblée assemblées"),
    (Noun::Gathering, "rencontre rencontres rassemblement"),
    (Noun::Programme, "programme programmes initiative dispositif plan plans opération démarche stratégie"),
    (Noun::Territory, "territoire territoires"),
    (Noun::Quarter, "quartier quartiers"),
    (Noun::Town, "ville villes"),
    (Noun::Region, "région régions"),
    (
        Noun::Act,
        "loi lois décret décrets ordonnance ordonnances arrêté arrêtés circulaire circulaires directive directives \
         règlement instruction instructions délibération délibérations document rapport lettre courrier communiqué avis",
    ),
    (Noun::Street, "rue place avenue boulevard square quai pont allée impasse faubourg cours_ stade esplanade mail"),
    (Noun::Firm, "société sociétés groupe entreprise firme maison établissements usine association"),
    (
        Noun::Foreign,
        "projet projets fiche fiches action actions commune communes emploi emplois entreprises euro euros million \
         millions milliard milliards logement logements intercommunalité intercommunalités département départements \
         habitant habitants salarié salariés dossier dossiers",
    ),
    (Noun::Calendar, "agenda calendrier échéancier"),
    (Noun::Phase, "phase"),
    (Noun::Mission, "mission"),
];

const UNITS: [(Unit, &str); 7] = [
    (Unit::Day, "jour jours"),
    (Unit::Week, "semaine semaines"),
    (Unit::Fortnight, "quinzaine"),
    (Unit::Month, "mois"),
    (Unit::Quarter, "trimestre trimestres"),
    (Unit::Semester, "semestre semestres"),
    (Unit::Year, "an ans année années exercice"),
];

const PARTS: [(Part, &str); 3] = [(Part::Start, "début"), (Part::Mid, "mi milieu"), (Part::End, "fin")];

#[rustfmt::skip]
const MONTHS: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

const WEEKDAYS: [(&str, Weekday); 7] = [
    ("lundi", Weekday::Mon),
    ("mardi", Weekday::Tue),
    ("mercredi", Weekday::Wed),
    ("jeudi", Weekday::Thu),
    ("vendredi", Weekday::Fri),
    ("samedi", Weekday::Sat),
    ("dimanche", Weekday::Sun),
];

const SEASONS: [(&str, Season); 3] =
    [("printemps", Season::Spring), ("automne", Season::Autumn), ("hiver", Season::Winter)];

#[rustfmt::skip]
const NUMBERS: [(&str, u32); 31] = [
    ("deux", 2), ("trois", 3), ("quatre", 4), ("cinq", 5), ("six", 6), ("sept", 7), ("huit", 8), ("neuf", 9),
    ("dix", 10), ("onze", 11), ("douze", 12), ("treize", 13), ("quatorze", 14), ("quinze", 15), ("seize", 16),
    ("vingt", 20), ("vingts", 20), ("trente", 30), ("quarante", 40), ("cinquante", 50), ("soixante", 60),
    ("septante", 70), ("huitante", 80), ("octante", 80), ("nonante", 90), ("cent", 100), ("cents", 100),
    ("mille", 1000), ("zéro", 0), ("mil", 1000), ("neufs", 9),
];

#[rustfmt::skip]
const COLLECTIVES: [(&str, u32); 9] = [
    ("dizaine", 10), ("douzaine", 12), ("vingtaine", 20), ("trentaine", 30), ("quarantaine", 40),
    ("cinquantaine", 50), ("soixantaine", 60), ("centaine", 100), ("millier", 1000),
];

#[rustfmt::skip]
const RANKS: [(&str, u32); 26] = [
    ("premier", 1), ("première", 1), ("premiers", 1), ("premières", 1), ("second", 2), ("seconde", 2),
    ("deuxième", 2), ("troisième", 3), ("quatrième", 4), ("cinquième", 5), ("sixième", 6), ("septième", 7),
    ("huitième", 8), ("neuvième", 9), ("dixième", 10), ("onzième", 11), ("douzième", 12), ("treizième", 13),
    ("quatorzième", 14), ("quinzième", 15), ("seizième", 16), ("vingtième", 20), ("centième", 100),
    ("trentième", 30), ("quarantième", 40), ("cinquantième", 50),
];

/// Every word of the tables with its sense.
pub(super) fn words() -> Vec<(&'static str, Sense)> {
    let mut found = Vec::new();
    let mut list = |words: &'static str, sense: Sense| found.extend(words.split_whitespace().map(|word| (word, sense)));
    for (word, forms) in WORDS {
        list(forms, Sense::Word(word));
    }
    for (noun, forms) in NOUNS {
        list(forms, Sense::Noun(noun));
    }
    for (unit, forms) in UNITS {
        list(forms, Sense::Unit(unit));
    }
    for (part, forms) in PARTS {
        list(forms, Sense::Part(part));
    }
    for (month, number) in MONTHS.into_iter().zip(1..) {
        list(month, Sense::Month(number));
    }
    for (name, day) in WEEKDAYS {
        list(name, Sense::Weekday(day));
    }
    for (name, season) in SEASONS {
        list(name, Sense::Season(season));
    }
    for (name, value) in NUMBERS {
        list(name, Sense::Number(value));
    }
    for (name, value) in COLLECTIVES {
        list(name, Sense::Collective(value));
    }
    for (name, rank) in RANKS {
        list(name, Sense::Rank(rank));
    }
    found
}
