mod apart;

use super::*;
use crate::reading::tests::regions;

/// Kind, date, number and regions of the facts of an answer of 30 July 2019.
fn told(text: &str) -> Vec<String> {
    told_on("2019-07-30", text)
}

/// The same of an answer of another day.
fn told_on(day: &str, text: &str) -> Vec<String> {
    facts(&Prose::new(text), Section::Answer, day.parse().ok(), &regions())
        .into_iter()
        .map(|fact| {
            let date = fact.date.map_or("-".into(), |date| date.to_string());
            let number = fact.number.map_or("-".into(), |number| number.to_string());
            let regions: Vec<&str> = fact.regions.iter().map(RegionCode::as_str).collect();
            let asked = if fact.asserted { "" } else { " asked" };
            format!("{} {date} {number} [{}]{asked}", fact.kind.as_str(), regions.join(" "))
        })
        .collect()
}

#[test]
fn a_committee_that_met_or_is_to_meet() {
    assert_eq!(
        told("Le deuxième comité de pilotage s'est tenu à Lille le vendredi 28 juin, en Hauts-de-France."),
        ["copil_held 2019-06-28 2 [32]"]
    );
    assert_eq!(told("Le COPIL national se réunira le 9 septembre."), ["copil_planned 2019-09-09 - []"]);
    assert!(told("Il reviendra au comité de pilotage régional (COPIL) de proposer des adaptations.").is_empty());
}

#[test]
fn contracts_signed_or_to_be_signed() {
    assert_eq!(told("Deux contrats ont été signés le 3 mai."), ["contract_signed 2019-05-03 2 []"]);
    assert_eq!(told("Le contrat sera signé avant le 1er octobre."), ["contract_planned ../2019-09-30 - []"]);
    assert_eq!(
        told("En Bretagne, trois protocoles ont été signés au 30 juin."),
        ["contracts_counted 2019-06-30 3 [53]"]
    );
    assert_eq!(told("Sept contrats sont signés."), ["contracts_counted - 7 []"]);
    assert_eq!(told("À ce jour, sept contrats ont été signés."), ["contracts_counted 2019-07-30 7 []"]);
    for text in
        ["Le contrat n'a pas été signé.", "Les contrats seront signés.", "Le calendrier de la signature est méconnu."]
    {
        assert!(told(text).is_empty(), "{text}: {:?}", told(text));
    }
}

#[test]
fn territories_counted_with_the_regions_that_are_theirs() {
    assert_eq!(
        told("Les 136, puis 141 territoires d'industrie."),
        ["territories_counted - 136 []", "territories_counted - 141 []"]
    );
    assert_eq!(told("À ce jour, 13 territoires des Hauts-de-France."), ["territories_counted 2019-07-30 13 [32]"]);
    assert_eq!(told("12 territoires. Ces 12 territoires."), ["territories_counted - 12 []"]);
}

#[test]
fn what_is_only_asked_is_not_asserted() {
    assert_eq!(
        told("Il lui demande si le contrat sera signé avant le 1er octobre."),
        ["contract_planned ../2019-09-30 - [] asked"]
    );
}

#[test]
fn what_did_not_happen_is_no_event() {
    assert_eq!(told("Le contrat n'avait pas été signé au printemps 2019."), ["contract_planned 2019-21 - []"]);
    assert_eq!(told("Le COPIL ne s'est pas tenu le 2 mai 2019."), ["copil_planned 2019-05-02 - []"]);
    assert!(told("Le contrat n'a pas été signé.").is_empty());
}

#[test]
fn a_date_goes_with_the_nearest_verb_on_its_side_of_a_comma() {
    let text = "Le comité de pilotage, qui a siégé par visioconférence le 13 mai, se retrouvera le 3 septembre.";
    assert_eq!(told(text), ["copil_held 2019-05-13 - []", "copil_planned 2019-09-03 - []"]);
}

#[test]
fn the_date_of_a_decree_is_not_the_signature_s() {
    assert_eq!(
        told("Le contrat prévu par le décret n° 2019-224 du 22 mars 2019 a été signé le 3 mai."),
        ["contract_signed 2019-05-03 - []", "other_dated 2019-03-22 - []"]
    );
}

#[test]
fn a_calendar_is_held_by_the_region_that_is_named() {
    let text = "Un calendrier des signatures a été établi en Normandie, que la Région pourra communiquer.";
    let [fact] = &facts(&Prose::new(text), Section::Answer, None, &regions())[..] else { panic!("one fact") };
    assert_eq!((fact.kind, fact.holder, fact.date), (FactKind::CalendarHeld, "28".parse().ok(), None));
    let set = "A cette occasion, un agenda de signatures a été établi, que la Région pourra vous fournir.";
    let dates = |before: &str| told(&format!("{before} {set}")).pop().unwrap();
    assert_eq!(dates("Le COPIL s'est tenu le 2 juillet."), "calendar_held 2019-07-02 - []");
    assert_eq!(dates("Le COPIL s'est tenu les 2 et 9 juillet."), "calendar_held - - []");
    assert!(told("Les Régions constituent un agenda de signatures en fonction de la maturité.").is_empty());
}

/// Ways of saying it, on 11 February 2020.
#[test]
fn the_same_things_are_said_in_many_ways() {
    for (text, expected) in [
        ("La prochaine réunion du COPIL régional est fixée au 12 mars.", &["copil_planned 2020-03-12 - []"][..]),
        (
            "Le protocole d'accord avait été paraphé le 3 mai 2019 ; l'avenant devrait l'être avant la fin du mois de mars.",
            &["contract_signed 2019-05-03 - []", "contract_planned ../2020-03-31 - []"],
        ),
        (
            "Le contrat du Pays de Retz n'a toujours pas été signé alors qu'il devait l'être en novembre.",
            &["contract_planned 2019-11 - []"],
        ),
        ("Aucun comité de pilotage ne s'est tenu depuis celui du 9 mai.", &["copil_held 2019-05-09 - []"]),
        ("Pas de signature avant juin.", &["contract_planned 2020-06/.. - []"]),
        (
            "La signature, prévue le 11 mars, est repoussée au 8 avril.",
            &["contract_planned 2020-03-11 - []", "contract_planned 2020-04-08 - []"],
        ),
        (
            "En Normandie, quatre des onze territoires ont contractualisé ; les sept autres le feront d'ici l'été.",
            &["contracts_counted - 4 [28]", "territories_counted - 11 [28]", "contract_planned ../2020-22 7 [28]"],
        ),
        (
            "Le comité de pilotage de la région Sud et celui de la région Centre se sont réunis le même jour, le 23 janvier.",
            &["copil_held 2020-01-23 - [93 24]"],
        ),
        (
            "Le contrat de Redon a été signé avec les régions Bretagne et Pays de la Loire le 8 janvier, celui de Vitré deux jours plus tard.",
            &["contract_signed 2020-01-08 - [53 52]", "contract_signed 2020-01-10 - []"],
        ),
        (
            "Le COPIL régional, dont la dernière réunion remonte au 3 septembre 2019, n'a pas été convoqué depuis.",
            &["copil_held 2019-09-03 - []"],
        ),
        (
            "Les élus souhaitent que la signature intervienne avant la fin du mois de mars.",
            &["contract_planned ../2020-03-31 - []"],
        ),
        ("Dix-huit contrats étaient signés à la fin de l'année 2019.", &["contracts_counted 2019-09/2019-12 18 []"]),
        ("Le conseil régional a approuvé le contrat le 19 décembre.", &["other_dated 2019-12-19 - []"]),
        ("Le comité de pilotage, convoqué le mardi 4 février, a été annulé.", &["copil_planned 2020-02-04 - []"]),
        ("La convention sera soumise au comité de pilotage du 26 mars prochain.", &["copil_planned 2020-03-26 - []"]),
        ("Le comité de pilotage se réunit tous les six mois.", &["copil_planned - - []"]),
    ] {
        assert_eq!(told_on("2020-02-11", text), expected, "{text}");
    }
}

/// Each pair is a trap of the rules of annotation: what is written, and what is stated.
fn traps(pairs: &[(&str, &[&str])]) {
    for (text, expected) in pairs {
        assert_eq!(told(text), *expected, "{text}");
    }
}

#[test]
fn what_looks_like_a_date_is_none() {
    traps(&[
        ("Les sept premiers contrats ont été signés.", &["contracts_counted - 7 []"]),
        ("Le contrat a été signé.", &[]),
        ("Le Premier ministre et l'article 1er de la convention.", &[]),
        ("« France 2030 », « Normandie 2030 » et les Engagements Quartiers 2030.", &[]),
        ("La loi de finances pour 2019, le PLF 2022 et le CPER 2021-2027.", &[]),
        ("Les contrats de ruralité 2017-2020.", &[]),
        ("L'usine de la rue du 8-Mai-1945, la société Avril et la place de Mars.", &[]),
        ("M. Jean-Noël Exemple est venu.", &[]),
        ("Page 1489, loi n° 2017-1185.", &[]),
        ("Compte tenu des délais, rien n'est fixé.", &[]),
    ]);
}

#[test]
fn a_number_is_a_law_s_and_its_day_a_date() {
    traps(&[("L'ordonnance n° 2017-1185 du 21 juillet 2017 s'applique.", &["other_dated 2017-07-21 - []"])]);
}

#[test]
fn other_committees_and_other_approvals_are_other_dates() {
    traps(&[
        ("Le comité de pilotage. Le comité de suivi s'est tenu le 3 mai.", &["other_dated 2019-05-03 - []"]),
        ("Le comité technique s'est réuni le 3 mai.", &["other_dated 2019-05-03 - []"]),
        ("Le comité interministériel du 3 mai a conclu.", &["other_dated 2019-05-03 - []"]),
        ("Le Conseil national de l'industrie s'est réuni le 3 mai.", &["other_dated 2019-05-03 - []"]),
        ("Le conseil régional a approuvé la convention le 3 mai.", &["other_dated 2019-05-03 - []"]),
        ("L'assemblée générale du programme se tiendra le 9 octobre.", &["other_dated 2019-10-09 - []"]),
        ("Le territoire a été labellisé le 3 mai.", &["other_dated 2019-05-03 - []"]),
    ]);
}

#[test]
fn what_was_put_off_was_planned_on_both_days_and_what_was_missed_on_its_own() {
    traps(&[
        (
            "La signature, prévue le 11 mai, est repoussée au 8 octobre.",
            &["contract_planned 2019-05-11 - []", "contract_planned 2019-10-08 - []"],
        ),
        ("Le comité de pilotage du 9 mai n'a pas pu se réunir.", &["copil_planned 2019-05-09 - []"]),
        ("Aucun comité de pilotage depuis celui du 9 mai.", &["copil_held 2019-05-09 - []"]),
        ("Pas de signature avant octobre.", &["contract_planned 2019-10/.. - []"]),
        ("Il n'est pas prévu d'avenant avant l'année prochaine.", &["contract_planned 2020/.. - []"]),
        (
            "La signature a été repoussée du 11 mai au 8 octobre.",
            &["contract_planned 2019-05-11 - []", "contract_planned 2019-10-08 - []"],
        ),
        ("Le comité de pilotage aurait dû se réunir le 9 mai.", &["copil_planned 2019-05-09 - []"]),
        ("Aucun contrat n'a été signé depuis le 12 mars.", &["other_dated 2019-03-12/.. - []"]),
        ("Le contrat n'a pas été signé.", &[]),
        ("Aucune précision n'a été donnée sur la date.", &[]),
    ]);
}

#[test]
fn what_is_asked_is_not_stated() {
    traps(&[
        ("Il demande si le contrat sera signé avant le 9 octobre.", &["contract_planned ../2019-10-08 - [] asked"]),
        ("Il souhaite savoir quand sera signé le contrat.", &[]),
        ("Les élus aimeraient que le contrat soit signé le 9 octobre.", &["contract_planned 2019-10-09 - []"]),
    ]);
}

#[test]
fn a_rank_is_no_count_and_each_number_of_a_sentence_is_one() {
    traps(&[
        ("Le quinzième contrat a été signé le 3 mai.", &["contract_signed 2019-05-03 - []"]),
        (
            "Quatre des dix-sept territoires sont concernés.",
            &["territories_counted - 4 []", "territories_counted - 17 []"],
        ),
        (
            "La liste compte onze territoires, contre neuf en 2018.",
            &["territories_counted - 11 []", "territories_counted 2018 9 []"],
        ),
        ("C'est le 3 mai qu'a été signé le contrat.", &["contract_signed 2019-05-03 - []"]),
        ("136, puis 141 territoires.", &["territories_counted - 136 []", "territories_counted - 141 []"]),
        ("Douze projets, 37 communes, 4 000 emplois et 3 millions d'euros.", &[]),
        ("Trente fiches-actions et deux plans d'actions.", &[]),
    ]);
}

#[test]
fn the_date_of_an_event_is_not_that_of_a_count_beside_it() {
    traps(&[(
        "La liste publiée le 3 mai compte 141 territoires.",
        &["other_dated 2019-05-03 - []", "territories_counted - 141 []"],
    )]);
}

#[test]
fn a_region_named_for_something_else_is_not_the_fact_s() {
    traps(&[
        (
            "Contrairement à la Normandie, le comité de pilotage de Bretagne s'est réuni le 3 mai.",
            &["copil_held 2019-05-03 - [53]"],
        ),
        (
            "Le comité de pilotage s'est réuni le 3 mai au sud de Douai, en centre-ville.",
            &["copil_held 2019-05-03 - []"],
        ),
        ("Le contrat des Collines de Normandie a été signé le 3 mai.", &["contract_signed 2019-05-03 - []"]),
        (
            "Cent contrats ont été signés, dont sept en Bretagne.",
            &["contracts_counted - 100 []", "contracts_counted - 7 [53]"],
        ),
    ]);
}

#[test]
fn a_year_that_is_not_written_comes_from_the_day_the_tense_and_the_date_before() {
    traps(&[
        ("Le comité de pilotage s'est réuni le 18 décembre.", &["copil_held 2018-12-18 - []"]),
        ("Le comité de pilotage se réunira le 18 février.", &["copil_planned 2020-02-18 - []"]),
        ("Le comité de pilotage devait se tenir le 12 juin.", &["copil_planned 2019-06-12 - []"]),
        (
            "Le contrat a été signé le 3 mai 2018 et l'avenant deux jours plus tard.",
            &["contract_signed 2018-05-03 - []", "contract_signed 2018-05-05 - []"],
        ),
        ("Le comité de pilotage s'est réuni le mardi 3 mai.", &["copil_held - - []"]),
        ("Le contrat sera signé dans les prochaines semaines.", &["contract_planned - - []"]),
    ]);
}

#[test]
fn without_an_anchor_nothing_is_guessed() {
    let found = facts(&Prose::new("Le comité s'est réuni le 19 mai."), Section::Answer, None, &regions());
    let told: Vec<_> = found.iter().map(|fact| (fact.date, fact.partial.as_deref())).collect();
    assert_eq!(told, [(None, Some("--05-19"))]);
}
