use super::*;
use crate::reading::facts::{Section, facts};
use crate::reading::tests::regions;

/// The points of a question asked on 18 June 2019 and answered on 30 July: their words, and what became of them.
fn told(question: &str, answer: &str) -> Vec<(String, String)> {
    let mut found = facts(&Prose::new(question), Section::Question, "2019-06-18".parse().ok(), &regions());
    found.extend(facts(&Prose::new(answer), Section::Answer, "2019-07-30".parse().ok(), &regions()));
    let points = points(&Prose::new(question), Some(&Prose::new(answer)), &found, &regions());
    let outcome = |point: &Point| match &point.reply {
        None => "unanswered".to_owned(),
        Some(reply) => match reply.outcome {
            Outcome::Answered => "answered".to_owned(),
            Outcome::Partly => "partly".to_owned(),
            Outcome::Referred(to) => format!("referred {}", to.map_or("-".to_owned(), |code| code.to_string())),
        },
    };
    points.iter().map(|point| (point.words.clone(), outcome(point))).collect()
}

fn pairs(found: &[(String, String)]) -> Vec<(&str, &str)> {
    found.iter().map(|(words, outcome)| (words.as_str(), outcome.as_str())).collect()
}

#[test]
fn each_thing_asked_is_a_point() {
    let found = told(
        "M. X interroge Mme la ministre sur le programme. Il lui demande de préciser le nombre de territoires retenus, si le \
         comité de pilotage s'est réuni et quand le contrat de Vierzon sera signé. Quels moyens seront mobilisés ?",
        "Onze territoires ont été retenus. Le comité de pilotage s'est réuni le 3 mai.",
    );
    assert_eq!(
        pairs(&found),
        [
            ("le nombre de territoires retenus", "answered"),
            ("si le comité de pilotage s'est réuni", "answered"),
            ("quand le contrat de Vierzon sera signé", "unanswered"),
            ("Quels moyens seront mobilisés", "unanswered"),
        ]
    );
}

#[test]
fn where_nothing_else_is_asked_the_subject_of_the_question_is_its_point() {
    let found = told(
        "Mme X attire l'attention de M. le ministre sur le calendrier des signatures en Bretagne. Rien n'est venu.",
        "En Bretagne, deux contrats seront signés le 12 septembre.",
    );
    assert_eq!(pairs(&found), [("le calendrier des signatures en Bretagne", "answered")]);
}

#[test]
fn a_date_of_another_region_answers_nothing() {
    let found = told(
        "Il souhaite connaître la date de signature des contrats en Normandie.",
        "Le contrat sera signé en Bretagne le 12 septembre.",
    );
    assert_eq!(pairs(&found), [("la date de signature des contrats en Normandie", "unanswered")]);
}

#[test]
fn what_is_referred_to_somebody_is_told_so() {
    let found = told(
        "Il souhaite obtenir la liste des projets retenus.",
        "La sélection des projets est faite par les comités. Il appartient aux préfets de région d'en donner la liste et les projets.",
    );
    assert_eq!(pairs(&found), [("la liste des projets retenus", "referred -")]);
}

#[test]
fn an_unanswered_question_has_its_points_without_reply() {
    let question = "Elle demande combien de contrats ont été signés.";
    let points = points(&Prose::new(question), None, &[], &regions());
    assert_eq!(points.len(), 1);
    let point = points.first().unwrap();
    assert_eq!(
        (point.words.as_str(), &point.reply, point.about),
        ("combien de contrats ont été signés", &None, About::Numbers)
    );
    let quoted: String = question.chars().skip(point.characters.start).take(point.characters.len()).collect();
    assert_eq!(quoted, point.words);
}

#[test]
fn question_20408_is_referred_to_the_region() {
    let reading = crate::reading::read(include_str!("../../../seed/questions/20408.txt"), None, &regions()).unwrap();
    let outcomes: Vec<_> = reading.points.iter().map(|point| point.reply.as_ref().map(|reply| reply.outcome)).collect();
    let hauts_de_france = "32".parse().ok();
    assert_eq!(
        outcomes,
        [
            Some(Outcome::Referred(hauts_de_france)),
            None,
            Some(Outcome::Referred(hauts_de_france)),
            Some(Outcome::Partly),
        ],
        "{:#?}",
        reading.points
    );
    assert!(reading.points.first().unwrap().words.starts_with("le calendrier de la signature de ces contrats"));
    assert!(reading.points.get(1).unwrap().words.starts_with("les régions qui en bénéficieront"));
}
