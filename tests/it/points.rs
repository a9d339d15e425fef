//! What questions ask and what answers make of it; facts, proposals and refusals told apart; questions found.

use std::path::{Path, PathBuf};

use axum::http::StatusCode;
use jalons::{
    import::{How, questions::batch},
    programme::{clock::Clock, proposal::Proposal},
    store::Actor,
};
use serde_json::Value;

use crate::harness::{Programme, Site, on_each_engine, on_the_seed, today};

const QUESTION: &str = "AN-15-QE-26733";

/// Imports a document of the annotated ones; its facts are proposed.
async fn import(programme: &Programme, name: &str) {
    let path: PathBuf = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/files").join(name);
    let batch = batch::Batch {
        paths: &[path],
        address: None,
        about_the_programme: true,
        accepted: false,
        how: How { collected_on: today(), dry_run: false },
    };
    let (report, _) = batch::import(&programme.live, &Actor::operator(), &batch, |_| {}).await.unwrap();
    assert!(report.is_taken(), "{:?}", report.refusals);
}

fn outcomes(question: &Value) -> Vec<(String, String)> {
    let words = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let points = question["data"]["points"].as_array().unwrap().iter();
    points.map(|point| (words(&point["quote"]["text"]), words(&point["reply"]["outcome"]))).collect()
}

#[test]
fn question_20408_is_told_point_by_point() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let site = Site::over(&programme.live);
        let question = site.json("/api/v1/questions/AN-15-QE-20408").await;
        let outcomes = outcomes(&question);
        let told: Vec<&str> = outcomes.iter().map(|(_, outcome)| outcome.as_str()).collect();
        assert_eq!(told, ["referred", "-", "referred", "partly"]);
        assert!(outcomes[0].0.starts_with("le calendrier de la signature"), "{outcomes:?}");
        let reply = &question["data"]["points"][2]["reply"];
        assert_eq!((&reply["region"], &reply["standing"]), (&"32".into(), &"counts".into()));
        assert!(reply["quote"]["text"].as_str().unwrap().contains("que la Région pourra vous fournir"));

        let page = site.get("/questions/AN-15-QE-20408").await.text();
        let asked = page.split("Ce qui est demandé").nth(1).unwrap().split("</section>").next().unwrap();
        assert_eq!(asked.matches("renvoyé à la Région").count(), 2, "{asked}");
        assert_eq!(asked.matches("sans réponse").count(), 1, "{asked}");
        // The answer was not known before it was given.
        let before = site.get("/questions/AN-15-QE-20408?known_on=2019-07-01").await.text();
        assert!(before.contains("réponse attendue") && !before.contains("renvoyé à la Région"));
    });
}

#[test]
fn a_region_shows_the_points_that_answers_leave_open() {
    on_the_seed(async |site| {
        let page = site.get("/regions/32-hauts-de-france?phase=1").await.text();
        let open = page.split("Points restés sans réponse").nth(1).unwrap();
        assert!(open.contains("les régions qui en bénéficieront"), "{open}");
        assert!(
            open.contains("/questions/AN-15-QE-20408?known_on=") || open.contains("/questions/AN-15-QE-20408#points")
        );
    });
}

#[test]
fn what_is_proposed_accepted_and_refused_is_told_apart() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        import(&programme, "answers/02.txt").await;
        let site = Site::over(&programme.live);
        let address = format!("/questions/{QUESTION}");
        let page = site.get(&address).await.text();
        assert!(page.contains("aucun n’est encore retenu"), "{page}");
        assert!(page.contains("<mark class=\"proposed\"") && page.contains("Proposé, lecture"), "{page}");
        assert!(!page.contains("class=\"refused\""));

        let record = programme.record();
        let clock = Clock::of_day(today());
        let waiting = Proposal::waiting(&record, &clock);
        let of = |words: &str| {
            let quoted = |proposal: &&Proposal<'_>| {
                proposal.statements[0].quote.as_ref().is_some_and(|quote| quote.text.contains(words))
            };
            waiting.iter().find(quoted).unwrap_or_else(|| panic!("no proposal of “{words}”"))
        };
        let (mut edit, _) = programme.live.edit(&Actor::operator(), "decide").await.unwrap();
        of("a conclu un protocole le 19 septembre").accept(&mut edit, "read");
        of("sera signé à Chaumont le 25 juin").reject(&mut edit, "reporté depuis <b>");
        programme.live.commit(edit).await.unwrap();

        let page = site.get(&address).await.text().replace(['\u{a0}', '\u{202f}'], " ");
        assert!(page.contains("1 fait</a> y est relevé ; d’autres sont proposés"), "{page}");
        assert!(
            page.contains("<mark class=\"refused\"") && page.contains("Écarté : reporté depuis &#60;b&#62;"),
            "{page}"
        );
        let facts = site.json(&format!("/api/v1/questions/{QUESTION}")).await;
        let standing = |name: &str| {
            facts["data"]["facts"].as_array().unwrap().iter().filter(|fact| fact["standing"] == name).count()
        };
        assert!(standing("counts") > 0 && standing("refused") > 0 && standing("proposed") > 0);
    });
}

#[test]
fn importing_again_says_no_point_twice() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        import(&programme, "answers/02.txt").await;
        let before = programme.record().statement_count();
        import(&programme, "answers/02.txt").await;
        assert_eq!(programme.record().statement_count(), before);
    });
}

#[test]
fn questions_are_listed_by_region_state_waiting_author_and_ministry() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        import(&programme, "answers/02.txt").await;
        import(&programme, "answers/03.txt").await;
        let site = Site::over(&programme.live);
        let listed = async |query: &str| -> Vec<String> {
            let list = site.json(&format!("/api/v1/questions?phase=all&{query}")).await;
            let ids: Vec<String> =
                list["data"].as_array().unwrap().iter().map(|one| one["id"].as_str().unwrap().to_owned()).collect();
            let page = site.get(&format!("/questions?{query}")).await;
            assert_eq!(page.status, StatusCode::OK);
            for id in &ids {
                assert!(page.text().contains(&format!("/questions/{id}")), "{query}: {id}");
            }
            assert!(page.text().contains(&format!("{} question", ids.len())) || ids.is_empty(), "{query}");
            ids
        };
        assert_eq!(listed("").await.len(), 3);
        assert_eq!(listed("region=32").await, ["AN-15-QE-20408"]);
        // Its facts are only proposed; its text names the region.
        assert!(listed("region=44").await.contains(&QUESTION.to_owned()));
        assert_eq!(listed("status=waiting").await.len(), 1);
        assert_eq!(listed("waiting_days=1").await, listed("status=waiting").await);
        assert!(listed("waiting_days=100000").await.is_empty());
        assert_eq!(listed("author=christophe").await, ["AN-15-QE-20408"]);
        assert_eq!(
            listed("ministry=economie+et+des+finances").await.first().map(String::as_str),
            Some("AN-15-QE-20408")
        );
        assert!(listed("author=personne").await.is_empty());
        let refused = site.get("/questions?waiting_days=hier").await;
        assert_eq!(refused.status, StatusCode::BAD_REQUEST);
        assert_eq!(site.get("/api/v1/questions?waiting_days=-3").await.status, StatusCode::BAD_REQUEST);
    });
}
