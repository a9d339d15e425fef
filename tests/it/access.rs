//! Who somebody is: accounts, links that serve once, sessions, tokens, and what stands between a page and another site.

use axum::http::StatusCode;
use chrono::TimeDelta;
use jalons::{
    access::{
        account, link, session,
        token::{self, Scope},
    },
    web::Notice,
};

use crate::{
    harness::{Programme, Site, on_each_engine, on_sqlite},
    office::{Browser, PASSWORD, agent, invited},
};

#[test]
fn a_link_lets_choose_a_password_once_and_signs_in() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let secret = invited(&programme, "agent@region.example", "official", &["32"]).await;
        let mut browser = Browser::over(&programme.live);
        let page = browser.get(&format!("/lien/{secret}")).await;
        assert!(page.text().contains("agent@region.example"), "{}", page.text());

        let short = browser.post(&format!("/lien/{secret}"), &[("password", "court"), ("again", "court")]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(short.text().contains("douze caractères au moins"));
        let other = browser.post(&format!("/lien/{secret}"), &[("password", PASSWORD), ("again", "autre")]).await;
        assert!(other.text().contains("ne sont pas les mêmes"));

        let chosen = browser.post(&format!("/lien/{secret}"), &[("password", PASSWORD), ("again", PASSWORD)]).await;
        assert_eq!((chosen.status, chosen.header("location")), (StatusCode::SEE_OTHER, "/a-faire"));
        assert_eq!(browser.get("/compte").await.status, StatusCode::OK);

        let again = browser.post(&format!("/lien/{secret}"), &[("password", PASSWORD), ("again", PASSWORD)]).await;
        assert_eq!(again.status, StatusCode::NOT_FOUND, "it serves once");
    });
}

#[test]
fn a_link_serves_for_three_days_and_a_newer_one_ends_it() {
    on_sqlite(async |programme| {
        let old = invited(&programme, "agent@region.example", "national", &[]).await;
        let holder = account::named(programme.live.store(), "agent@region.example").await.unwrap().unwrap();
        let new = link::create(programme.live.store(), &holder, programme.live.time.now()).await.unwrap();
        let mut browser = Browser::over(&programme.live);
        assert_eq!(browser.get(&format!("/lien/{old}")).await.status, StatusCode::NOT_FOUND);
        assert_eq!(browser.get(&format!("/lien/{}", new.reveal())).await.status, StatusCode::OK);
        programme.live.time.stop_at(programme.live.time.now() + TimeDelta::hours(link::HOURS));
        assert_eq!(browser.get(&format!("/lien/{}", new.reveal())).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_wrong_password_and_an_unknown_login_are_answered_alike() {
    on_each_engine(async |programme| {
        agent(&programme, "agent@region.example", "official", &["32"]).await;
        let mut browser = Browser::over(&programme.live);
        let mut answers = Vec::new();
        for login in ["agent@region.example", "personne@region.example"] {
            let answer = browser.post("/connexion", &[("login", login), ("password", "pas le bon mot")]).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(answer.headers.get("set-cookie").is_none());
            answers.push(answer.text().replace(login, "X"));
        }
        assert_eq!(answers[0], answers[1]);
    });
}

#[test]
fn who_guesses_is_slowed_and_the_holder_elsewhere_is_not_shut_out() {
    on_sqlite(async |programme| {
        agent(&programme, "agent@region.example", "official", &["32"]).await;
        let mut guesser = Browser::over(&programme.live).from("192.0.2.7");
        let mut last = None;
        for _ in 0..9 {
            last = Some(guesser.post("/connexion", &[("login", "agent@region.example"), ("password", "x")]).await);
        }
        let last = last.unwrap();
        assert_eq!(last.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(last.header("retry-after").parse::<u64>().unwrap() <= 31, "not for ever");
        let mut holder = guesser.elsewhere("192.0.2.8");
        let signed = holder.sign_in("agent@region.example").await;
        assert_eq!(signed.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn a_session_is_another_at_each_sign_in_and_ends_when_one_signs_out() {
    on_each_engine(async |programme| {
        agent(&programme, "agent@region.example", "official", &["32"]).await;
        let mut browser = Browser::over(&programme.live);
        browser.sign_in("agent@region.example").await;
        let first = browser.cookie.clone().unwrap();
        browser.sign_in("agent@region.example").await;
        let second = browser.cookie.clone().unwrap();
        assert_ne!(first, second);
        let mut stolen = Browser::over(&programme.live).with_cookie(&first);
        assert_eq!(stolen.get("/compte").await.status, StatusCode::SEE_OTHER, "the one before has ended");

        let out = browser.post("/deconnexion", &[]).await;
        assert_eq!(out.header("location"), "/");
        assert!(out.header("set-cookie").contains("Max-Age=0"));
        let mut kept = Browser::over(&programme.live).with_cookie(&second);
        assert_eq!(kept.get("/compte").await.status, StatusCode::SEE_OTHER, "ended in the database too");
    });
}

#[test]
fn a_session_ends_when_it_is_left_idle_or_grows_old() {
    on_sqlite(async |programme| {
        agent(&programme, "agent@region.example", "official", &["32"]).await;
        let mut browser = Browser::over(&programme.live);
        browser.sign_in("agent@region.example").await;
        let began = programme.live.time.now();
        for hours in (0..session::HOURS).step_by(usize::try_from(session::IDLE_HOURS - 1).unwrap()) {
            programme.live.time.stop_at(began + TimeDelta::hours(hours));
            assert_eq!(browser.get("/compte").await.status, StatusCode::OK, "used each {hours} hours");
        }
        programme.live.time.stop_at(began + TimeDelta::hours(session::HOURS));
        assert_eq!(browser.get("/compte").await.status, StatusCode::SEE_OTHER);
        browser.sign_in("agent@region.example").await;
        programme.live.time.stop_at(programme.live.time.now() + TimeDelta::hours(session::IDLE_HOURS));
        assert_eq!(browser.get("/compte").await.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn cookies_are_bound_to_the_site_and_to_tls_where_there_is_tls_and_readers_have_none() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        agent(&programme, "agent@region.example", "official", &["32"]).await;
        let notice = Notice { site: "https://jalons.example".to_owned(), ..Notice::default() };
        let mut secure = Browser::of(jalons::web::App::new(programme.live.clone()).with_notice(notice));
        let signed = secure.sign_in("agent@region.example").await;
        let cookie = signed.header("set-cookie").to_owned();
        assert!(cookie.starts_with("__Host-jalons="), "{cookie}");
        for part in ["HttpOnly", "Secure", "SameSite=Lax", "Path=/"] {
            assert!(cookie.contains(part), "{cookie} lacks {part}");
        }
        assert!(!cookie.contains("Domain"), "{cookie}");
        assert_eq!(signed.header("strict-transport-security"), "max-age=31536000");

        let mut plain = Browser::over(&programme.live);
        let cookie = plain.sign_in("agent@region.example").await.header("set-cookie").to_owned();
        assert!(cookie.starts_with("jalons=") && !cookie.contains("Secure"), "{cookie}");

        let site = Site::over(&programme.live);
        for page in ["/", "/regions", "/connexion", "/journal", "/api/v1/regions", "/absente"] {
            let answer = site.get(page).await;
            assert!(answer.headers.get("set-cookie").is_none(), "{page}");
            assert_eq!(answer.header("x-frame-options"), "DENY", "{page}");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert!(answer.header("content-security-policy").contains("default-src 'self'"), "{page}");
            assert!(!answer.header("content-security-policy").contains("unsafe"), "{page}");
        }
    });
}

#[test]
fn a_form_from_another_site_is_refused_and_changes_nothing() {
    on_sqlite(async |programme| {
        agent(&programme, "agent@region.example", "official", &["32"]).await;
        let mut browser = Browser::over(&programme.live);
        browser.sign_in("agent@region.example").await;
        for headers in [
            &[("sec-fetch-site", "cross-site")][..],
            &[("sec-fetch-site", "same-site")],
            &[("origin", "https://ailleurs.example"), ("host", "jalons.example")],
            &[("origin", "null"), ("host", "jalons.example")],
        ] {
            let answer = browser.post_with("/deconnexion", &[], headers).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{headers:?}");
        }
        assert_eq!(browser.get("/compte").await.status, StatusCode::OK, "still signed in");
        let own = [("origin", "http://jalons.example"), ("host", "jalons.example")];
        assert_eq!(browser.post_with("/deconnexion", &[], &own).await.status, StatusCode::SEE_OTHER);
    });
}

#[test]
fn an_official_sees_her_sessions_and_ends_another() {
    on_each_engine(async |programme| {
        agent(&programme, "agent@region.example", "official", &["32"]).await;
        let mut one = Browser::over(&programme.live);
        let mut two = Browser::over(&programme.live);
        one.sign_in("agent@region.example").await;
        two.sign_in("agent@region.example").await;
        let page = one.get("/compte").await.text();
        let id = page.split("/compte/sessions/").nth(1).unwrap().split('/').next().unwrap().to_owned();
        assert_eq!(one.post(&format!("/compte/sessions/{id}/fin"), &[]).await.status, StatusCode::SEE_OTHER);
        assert_eq!(two.get("/compte").await.status, StatusCode::SEE_OTHER);
        assert_eq!(one.get("/compte").await.status, StatusCode::OK);

        agent(&programme, "autre@region.example", "official", &["28"]).await;
        let mut other = Browser::over(&programme.live);
        other.sign_in("autre@region.example").await;
        let foreign = other.post("/compte/sessions/1/fin", &[]).await;
        assert_eq!(foreign.status, StatusCode::NOT_FOUND, "another's session is none");
    });
}

#[test]
fn a_new_password_needs_the_old_one_and_ends_the_other_sessions() {
    on_sqlite(async |programme| {
        agent(&programme, "agent@region.example", "official", &["32"]).await;
        let (mut one, mut two) = (Browser::over(&programme.live), Browser::over(&programme.live));
        one.sign_in("agent@region.example").await;
        two.sign_in("agent@region.example").await;
        let new = "une péniche sous le pont neuf";
        let wrong = [("current", "pas lui"), ("password", new), ("again", new)];
        assert_eq!(one.post("/compte/mot-de-passe", &wrong).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let right = [("current", PASSWORD), ("password", new), ("again", new)];
        assert_eq!(one.post("/compte/mot-de-passe", &right).await.status, StatusCode::SEE_OTHER);
        assert_eq!(one.get("/compte").await.status, StatusCode::OK);
        assert_eq!(two.get("/compte").await.status, StatusCode::SEE_OTHER);
        assert_eq!(two.sign_in("agent@region.example").await.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn a_token_is_shown_once_kept_as_a_hash_and_serves_until_it_is_revoked_or_over() {
    on_each_engine(async |programme| {
        agent(&programme, "agent@region.example", "official", &["32"]).await;
        let mut browser = Browser::over(&programme.live);
        browser.sign_in("agent@region.example").await;
        let fields = [("name", "Tableur"), ("scope", "change_dates"), ("until", "2027-01-31")];
        let made = browser.post("/compte/jetons", &fields).await;
        assert_eq!(made.status, StatusCode::CREATED);
        let page = made.text();
        let secret = page.split("<code>jalons_").nth(1).unwrap().split('<').next().unwrap();
        let secret = format!("jalons_{secret}");
        assert!(!browser.get("/compte").await.text().contains(&secret), "shown once");
        let (store, now) = (programme.live.store(), programme.live.time.now());
        let (holder, scopes) = token::find(store, &secret, now).await.unwrap().unwrap();
        assert_eq!(
            (holder.login.as_str(), scopes.as_slice()),
            ("agent@region.example", &[token::Scope::ChangeDates][..])
        );
        let rows = token::of(store, holder.id).await.unwrap();
        assert!(!format!("{rows:?}").contains(&secret), "kept as a hash");
        assert!(rows[0].used_at.is_some(), "its last use is known");

        let over = "2027-02-01T00:00:00+01:00".parse().unwrap();
        assert!(token::find(store, &secret, over).await.unwrap().is_none());
        assert_eq!(browser.post("/compte/jetons/1/fin", &[]).await.status, StatusCode::SEE_OTHER);
        assert!(token::find(store, &secret, now).await.unwrap().is_none());

        for (name, value) in [("name", ""), ("scope", "rien"), ("until", "2030-01-01"), ("until", "2026-01-01")] {
            let fields: Vec<(&str, &str)> =
                fields.iter().map(|(own, kept)| (*own, if *own == name { value } else { kept })).collect();
            let refused = browser.post("/compte/jetons", &fields).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{name} {value}");
        }
    });
}

#[test]
fn an_administrator_makes_accounts_and_disables_them_and_never_sees_a_password() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        agent(&programme, "admin@region.example", "administrator", &[]).await;
        let mut admin = Browser::over(&programme.live);
        admin.sign_in("admin@region.example").await;
        let fields = [("login", "Agent@Region.example"), ("name", "Agent"), ("role", "official"), ("region", "32")];
        let made = admin.post("/comptes", &fields).await;
        assert_eq!(made.status, StatusCode::CREATED, "{}", made.text());
        let secret = made.text().split("/lien/").nth(1).unwrap().split('<').next().unwrap().to_owned();
        assert_eq!(
            admin.post("/comptes", &fields).await.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "the login is taken"
        );

        let mut holder = Browser::over(&programme.live);
        holder.post(&format!("/lien/{secret}"), &[("password", PASSWORD), ("again", PASSWORD)]).await;
        assert_eq!(holder.get("/compte").await.status, StatusCode::OK);
        assert_eq!(holder.get("/comptes").await.status, StatusCode::FORBIDDEN);

        let id = account::named(programme.live.store(), "agent@region.example").await.unwrap().unwrap().id;
        let moved = [("name", "Agent"), ("role", "official"), ("region", "28"), ("region", "32")];
        assert_eq!(admin.post(&format!("/comptes/{id}"), &moved).await.status, StatusCode::SEE_OTHER);
        let moved = account::find(programme.live.store(), id).await.unwrap().unwrap();
        assert_eq!(moved.regions.len(), 2);
        let nowhere = [("name", "Agent"), ("role", "official")];
        assert_eq!(admin.post(&format!("/comptes/{id}"), &nowhere).await.status, StatusCode::UNPROCESSABLE_ENTITY);

        assert_eq!(
            admin.post(&format!("/comptes/{id}/etat"), &[("etat", "ferme")]).await.status,
            StatusCode::SEE_OTHER
        );
        let link = admin.post(&format!("/comptes/{id}/lien"), &[]).await;
        assert_eq!(link.status, StatusCode::CONFLICT, "a link would not serve her");
        assert!(link.text().contains("rouvrez-le") && !link.text().contains("/lien/"), "{}", link.text());
        assert_eq!(holder.get("/compte").await.status, StatusCode::SEE_OTHER, "her session serves no more");
        assert_eq!(holder.sign_in("agent@region.example").await.status, StatusCode::UNPROCESSABLE_ENTITY);
        admin.post(&format!("/comptes/{id}/etat"), &[("etat", "ouvert")]).await;
        assert_eq!(holder.sign_in("agent@region.example").await.status, StatusCode::SEE_OTHER);

        let own = account::named(programme.live.store(), "admin@region.example").await.unwrap().unwrap().id;
        let shut = admin.post(&format!("/comptes/{own}/etat"), &[("etat", "ferme")]).await;
        assert_eq!(shut.status, StatusCode::UNPROCESSABLE_ENTITY, "nobody shuts herself out");
    });
}

#[test]
fn an_account_that_was_shut_out_comes_back_without_its_sessions_and_tokens() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        agent(&programme, "admin@region.example", "administrator", &[]).await;
        let holder = agent(&programme, "agent@region.example", "official", &["32"]).await;
        let (store, now) = (programme.live.store(), programme.live.time.now());
        let until = programme.live.time.today() + chrono::Days::new(30);
        let token = token::create(store, &holder, ("essai", &[Scope::ChangeDates], until), now).await.unwrap();
        let (mut admin, mut hers) = (Browser::over(&programme.live), Browser::over(&programme.live));
        admin.sign_in("admin@region.example").await;
        hers.sign_in("agent@region.example").await;
        for state in ["ferme", "ouvert"] {
            let changed = admin.post(&format!("/comptes/{}/etat", holder.id), &[("etat", state)]).await;
            assert_eq!(changed.status, StatusCode::SEE_OTHER);
        }
        assert_eq!(hers.get("/compte").await.status, StatusCode::SEE_OTHER, "her old session is over");
        assert!(token::find(store, token.reveal(), now).await.unwrap().is_none(), "her old token is revoked");
        assert_eq!(hers.sign_in("agent@region.example").await.status, StatusCode::SEE_OTHER);
        assert_eq!(hers.get("/compte").await.status, StatusCode::OK);
    });
}

#[test]
fn an_account_is_of_regions_that_are_known() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        agent(&programme, "admin@region.example", "administrator", &[]).await;
        let mut admin = Browser::over(&programme.live);
        admin.sign_in("admin@region.example").await;
        let fields = |region| [("login", "agent"), ("name", "Agent"), ("role", "official"), ("region", region)];
        assert_eq!(admin.post("/comptes", &fields("99")).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(admin.post("/comptes", &fields("32")).await.status, StatusCode::CREATED);
        let id = account::named(programme.live.store(), "agent").await.unwrap().unwrap().id;
        let moved = admin.post(&format!("/comptes/{id}"), &fields("99")).await;
        assert_eq!(moved.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn a_password_is_not_guessed_from_a_session_left_open_either() {
    on_sqlite(async |programme| {
        agent(&programme, "agent@region.example", "official", &["32"]).await;
        let mut browser = Browser::over(&programme.live);
        browser.sign_in("agent@region.example").await;
        let new = "orage sur la Lys en avril";
        let mut answers = Vec::new();
        for guess in 0..9 {
            let current = format!("essai {guess}");
            let fields = [("current", current.as_str()), ("password", new), ("again", new)];
            answers.push(browser.post("/compte/mot-de-passe", &fields).await.status.as_u16());
        }
        assert_eq!(answers.first(), Some(&422));
        assert_eq!(answers.last(), Some(&429), "{answers:?}");
    });
}

#[test]
fn a_login_that_none_can_be_is_refused_before_it_is_kept_anywhere() {
    on_sqlite(async |programme| {
        let mut browser = Browser::over(&programme.live);
        let login = "a".repeat(100_000);
        let answer = browser.post("/connexion", &[("login", &login), ("password", PASSWORD)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(answer.body.len() < 20_000, "it is not sent back either");
    });
}

#[test]
fn no_password_nor_secret_is_kept_as_it_is() {
    on_sqlite(async |programme| {
        let secret = invited(&programme, "agent@region.example", "official", &["32"]).await;
        let mut browser = Browser::over(&programme.live);
        browser.post(&format!("/lien/{secret}"), &[("password", PASSWORD), ("again", PASSWORD)]).await;
        let cookie = browser.cookie.clone().unwrap();
        let session = cookie.split('=').nth(1).unwrap().to_owned();
        let bytes = programme.bytes();
        let holds = |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
        assert!(holds("agent@region.example"), "the file is the one that is written");
        for text in [&secret, PASSWORD, &session] {
            assert!(!holds(text), "{text} is kept as it is");
        }
    });
}

/// The proof that a test of the harness speaks of this programme.
#[test]
fn what_asks_who_one_is_leads_to_sign_in_and_back() {
    on_sqlite(async |programme: Programme| {
        agent(&programme, "agent@region.example", "official", &["32"]).await;
        let mut browser = Browser::over(&programme.live);
        let asked = browser.get("/compte?fait=session").await;
        assert_eq!(asked.status, StatusCode::SEE_OTHER);
        let to = asked.header("location").to_owned();
        assert_eq!(to, "/connexion?vers=%2Fcompte%3Ffait%3Dsession");
        assert!(browser.get(&to).await.text().contains("value=\"/compte?fait=session\""));
        let fields = [("login", "agent@region.example"), ("password", PASSWORD), ("vers", "/compte?fait=session")];
        assert_eq!(browser.post("/connexion", &fields).await.header("location"), "/compte?fait=session");
    });
}
