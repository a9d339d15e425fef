//! Dates and numbers that stand apart from what they belong to.

use super::told_on;

#[test]
fn lists_brackets_and_appositions() {
    assert_eq!(
        told_on(
            "2020-02-25",
            "En Bretagne, le comité de pilotage s'est tenu à deux reprises : le 15 octobre 2019 et le 14 janvier dernier."
        ),
        ["copil_held 2019-10-15 - [53]", "copil_held 2020-01-14 - [53]"]
    );
    assert_eq!(
        told_on(
            "2019-10-15",
            "Lors du COPIL régional du 12 septembre, il a été décidé de signer les contrats en deux vagues : le 15 novembre et le 10 décembre."
        ),
        ["copil_held 2019-09-12 - []", "contract_planned 2019-11-15 - []", "contract_planned 2019-12-10 - []"]
    );
    assert_eq!(
        told_on(
            "2019-10-15",
            "Le comité de pilotage a été réuni après celui de Nouvelle-Aquitaine (14 janvier) ou du Grand Est (8 mars)."
        ),
        ["copil_held 2019-01-14 - [75]", "copil_held 2019-03-08 - [44]"]
    );
    assert_eq!(
        told_on(
            "2019-10-15",
            "Après deux réunions du comité de pilotage, les 3 mai et 2 juillet, neuf contrats ont été finalisés."
        ),
        ["copil_held 2019-05-03 - []", "copil_held 2019-07-02 - []", "contract_planned - 9 []"]
    );
    assert_eq!(
        told_on("2019-10-15", "Ce dossier sera examiné lors du prochain comité de pilotage, le 6 novembre."),
        ["copil_planned 2019-11-06 - []"]
    );
    assert_eq!(
        told_on("2021-03-09", "Un premier bilan a été présenté au comité de pilotage régional le 3 décembre."),
        ["copil_held 2020-12-03 - []"]
    );
    assert_eq!(
        told_on("2019-10-15", "Depuis le lancement du programme, en novembre 2018, le comité s'est réuni cinq fois."),
        ["programme_announced 2018-11 - []"]
    );
}

#[test]
fn what_is_done_on_an_occasion_has_its_day() {
    assert_eq!(
        told_on("2020-02-25", "Ces trois contrats seront signés lors d'une cérémonie organisée le 12 mars à Nantes."),
        ["contract_planned 2020-03-12 3 []"]
    );
    assert_eq!(
        told_on(
            "2019-10-15",
            "Lors de la cérémonie organisée le 12 septembre à Nantes, trois contrats ont été signés."
        ),
        ["contract_signed 2019-09-12 3 []"]
    );
    assert_eq!(
        told_on("2019-06-04", "Le ministre se rendra le 21 juin à Mulhouse pour y signer le contrat du territoire."),
        ["contract_planned 2019-06-21 - []"]
    );
    assert_eq!(
        told_on("2019-06-04", "M. le secrétaire d'État est venu le 17 mai à Vierzon signer le protocole."),
        ["contract_signed 2019-05-17 - []"]
    );
    assert_eq!(
        told_on("2020-02-25", "Sept contrats ont fait l'objet d'une signature le 3 février."),
        ["contract_signed 2020-02-03 7 []"]
    );
}

#[test]
fn what_is_intended_or_put_off_by_a_noun_is_planned() {
    assert_eq!(
        told_on(
            "2019-10-15",
            "Le dernier COPIL, en date du 12 septembre, a acté le report de la signature à janvier 2020."
        ),
        ["copil_held 2019-09-12 - []", "contract_planned 2020-01 - []"]
    );
    assert_eq!(
        told_on("2019-10-15", "La Région a présenté un calendrier de signatures s'étalant d'octobre 2019 à mars 2020."),
        ["contract_planned 2019-10/2020-03 - []"]
    );
    assert_eq!(
        told_on("2019-10-15", "L'objectif de 100 contrats signés à la fin de l'année 2019 sera atteint."),
        ["contract_planned 2019-09/2019-12 100 []"]
    );
    assert_eq!(
        told_on("2019-10-15", "Le secrétaire d'État s'était engagé à une signature avant l'été."),
        ["contract_planned ../2019-05-31 - []"]
    );
    assert_eq!(
        told_on("2019-10-15", "La signature n'interviendra pas avant janvier 2020."),
        ["contract_planned 2020-01/.. - []"]
    );
    assert_eq!(
        told_on("2019-10-15", "Deux autres territoires devraient suivre avant la fin de l'année."),
        ["contract_planned ../2019-12-31 2 []"]
    );
    assert_eq!(
        told_on("2019-10-15", "Les signatures s'échelonneront de novembre 2019 à février 2020."),
        ["contract_planned 2019-11/2020-02 - []"]
    );
    assert_eq!(
        told_on("2019-06-04", "Le COPIL du 16 mai, reporté au 13 juin, se tiendra à la préfecture."),
        ["copil_planned 2019-05-16 - []", "copil_planned 2019-06-13 - []"]
    );
}

#[test]
fn the_subject_is_found_past_what_stands_between_commas() {
    assert_eq!(
        told_on(
            "2019-10-15",
            "Le comité de pilotage régional, co-présidé par le président de région et le préfet, s'est réuni le 2 juillet."
        ),
        ["copil_held 2019-07-02 - []"]
    );
    assert_eq!(
        told_on(
            "2019-10-15",
            "Le 9 juillet 2019, le préfet et le président du conseil régional ont coprésidé le comité de pilotage régional."
        ),
        ["copil_held 2019-07-09 - []"]
    );
    assert_eq!(
        told_on(
            "2021-03-09",
            "Neuf territoires ont signé leur contrat, le dernier en date étant celui de Redon, le 8 décembre."
        ),
        ["contracts_counted - 9 []", "contract_signed 2020-12-08 - []"]
    );
    assert_eq!(
        told_on("2019-06-04", "L'avenant n° 1 au contrat a été signé le 23 mai."),
        ["contract_signed 2019-05-23 - []"]
    );
}

#[test]
fn counts_whose_noun_or_verb_stands_apart() {
    assert_eq!(
        told_on("2021-01-12", "En Bretagne, neuf des dix territoires labellisés ont signé leur contrat."),
        ["contracts_counted - 9 [53]", "territories_counted - 10 [53]"]
    );
    assert_eq!(
        told_on("2019-10-15", "La liste de 124 territoires a été portée à 136 en mars 2019 puis à 141 cet été."),
        [
            "territories_counted - 124 []",
            "territories_counted - 136 []",
            "other_dated 2019-03 - []",
            "territories_counted - 141 []",
            "other_dated 2019-22 - []"
        ]
    );
    assert_eq!(
        told_on("2019-10-15", "Onze territoires ont été identifiés en Normandie."),
        ["territories_counted - 11 [28]"]
    );
    assert_eq!(
        told_on("2019-10-15", "La Normandie compte onze Territoires d'industrie, la Bretagne dix."),
        ["territories_counted - 11 [28]", "territories_counted - 10 [53]"]
    );
    assert_eq!(
        told_on("2019-06-04", "Les contrats, au nombre de douze, seront signés le 21 juin."),
        ["contract_planned 2019-06-21 12 []"]
    );
    assert_eq!(
        told_on(
            "2019-06-04",
            "Nous avons déjà signé trente contrats, et nous en signerons cinquante autres d'ici à la fin de l'année."
        ),
        ["contracts_counted - 30 []", "contract_planned ../2019-12-31 50 []"]
    );
    assert_eq!(
        told_on("2019-10-15", "À la date du 30 septembre 2019, 62 contrats avaient été conclus."),
        ["contracts_counted 2019-09-30 62 []"]
    );
    assert_eq!(
        told_on("2021-03-09", "Au 31 décembre 2020, 146 territoires étaient engagés, 137 contrats signés."),
        ["territories_counted 2020-12-31 146 []", "contracts_counted 2020-12-31 137 []"]
    );
    assert_eq!(
        told_on("2019-10-15", "Les 13 territoires signeront leur contrat entre octobre et décembre."),
        ["contract_planned 2019-10/2019-12 13 []"]
    );
    assert_eq!(
        told_on("2019-06-04", "Trois territoires sur dix ont signé en Bretagne, aucun en Normandie."),
        ["contracts_counted - 3 [53]", "territories_counted - 10 []"]
    );
}

#[test]
fn for_how_long_is_no_day_of_signing() {
    assert_eq!(
        told_on("2004-06-22", "Le contrat, signé en juillet 2000 pour la période 2000-2006, associe neuf communes."),
        ["contract_signed 2000-07 - []", "other_dated 2000/2006 - []"]
    );
    assert_eq!(
        told_on("2021-03-09", "Le contrat court jusqu'au 31 décembre 2022."),
        ["other_dated ../2022-12-31 - []"]
    );
}

#[test]
fn a_subject_is_found_past_its_relative_clause() {
    assert_eq!(
        told_on(
            "2020-04-28",
            "Le comité de pilotage qui devait valider les projets, convoqué pour le 18 mars, s'est tenu le 2 avril."
        ),
        ["copil_planned 2020-03-18 - []", "copil_held 2020-04-02 - []"]
    );
    assert_eq!(
        told_on("2020-07-07", "149 territoires se sont engagés. 147 d'entre eux ont signé leur contrat."),
        ["territories_counted - 149 []", "contracts_counted - 147 []"]
    );
    assert_eq!(
        told_on(
            "2020-07-07",
            "La signature des deux contrats s'est faite le 12 mai ; la suivante est repoussée à l'automne."
        ),
        ["contract_signed 2020-05-12 2 []", "contract_planned 2020-23 - []"]
    );
}
