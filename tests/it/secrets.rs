//! What must not get out: no secret in a log, a link only to whom it is for.

use std::{
    io::{BufRead as _, BufReader, Read as _},
    process::{Command, Stdio},
    sync::{Arc, Mutex},
};

use axum::http::StatusCode;
use http_body_util::Full;
use hyper_util::{client::legacy::Client, rt::TokioExecutor};
use jalons::{
    access::{account, mail::Mailer, session},
    programme::live::Live,
    store::Store,
    web::{App, Notice},
};
use tokio::{
    io::{AsyncBufReadExt as _, AsyncWriteExt as _},
    net::TcpListener,
};

use crate::{
    command::{jalons, said},
    harness::{Programme, on_each_address, on_sqlite},
    office::{Browser, PASSWORD, agent, invited},
};

#[test]
fn nothing_secret_is_logged_even_when_everything_is() {
    on_each_address(async |address| {
        let programme = Programme::at(&address).await;
        let link = invited(&programme, "agent@region.example", "national", &[]).await;
        programme.live.store().clone().close().await.unwrap();
        let mut server = Command::new(env!("CARGO_BIN_EXE_jalons"))
            .args(["serve", "--database", &address, "--listen", "127.0.0.1:0", "--log", "trace"])
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut log = server.stderr.take().unwrap();
        let log = std::thread::spawn(move || {
            let mut text = String::new();
            log.read_to_string(&mut text).unwrap();
            text
        });
        let mut line = String::new();
        BufReader::new(server.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let site = line.split_whitespace().find(|word| word.starts_with("http://")).unwrap().to_owned();
        let client: Client<_, Full<axum::body::Bytes>> = Client::builder(TokioExecutor::new()).build_http();
        let post = async |path: &str, fields: &[(&str, &str)], cookie: &str| {
            let request = axum::http::Request::post(format!("{site}{path}"))
                .header("content-type", "application/x-www-form-urlencoded")
                .header("cookie", cookie)
                .body(Full::from(serde_urlencoded::to_string(fields).unwrap()))
                .unwrap();
            client.request(request).await.unwrap()
        };
        let chosen = post(&format!("/lien/{link}"), &[("password", PASSWORD), ("again", PASSWORD)], "").await;
        assert_eq!(chosen.status(), StatusCode::SEE_OTHER);
        let cookie = chosen.headers()["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
        let until = (jalons::programme::clock::Time::system().today() + chrono::Days::new(30)).to_string();
        let made = post("/compte/jetons", &[("name", "x"), ("scope", "import"), ("until", &until)], &cookie).await;
        assert_eq!(made.status(), StatusCode::CREATED);
        let wrong = post("/connexion", &[("login", "agent@region.example"), ("password", "raté de peu")], "").await;
        assert_eq!(wrong.status(), StatusCode::UNPROCESSABLE_ENTITY);
        server.kill().unwrap();
        server.wait().unwrap();
        let log = log.join().unwrap();
        assert!(!log.is_empty(), "everything is logged");
        let session = cookie.split('=').nth(1).unwrap();
        for secret in [link.as_str(), PASSWORD, "orage+sur", session, "jalons_", "raté de peu"] {
            assert!(!log.contains(secret), "the log has {secret}");
        }
    });
}

/// A server of mail that takes one letter, and keeps it.
async fn mail_server() -> (String, Arc<Mutex<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("smtp://{}", listener.local_addr().unwrap());
    let letter = Arc::new(Mutex::new(String::new()));
    let kept = Arc::clone(&letter);
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        let (read, mut write) = stream.into_split();
        let mut lines = tokio::io::BufReader::new(read).lines();
        write.write_all(b"220 exemple.fr ESMTP\r\n").await.unwrap();
        let mut data = false;
        while let Some(line) = lines.next_line().await.unwrap() {
            kept.lock().unwrap().push_str(&format!("{line}\n"));
            let answer: &[u8] = match (data, line.split(' ').next().unwrap()) {
                (true, ".") => {
                    data = false;
                    b"250 kept\r\n"
                }
                (true, _) => continue,
                (false, "EHLO") => b"250 exemple.fr\r\n",
                (false, "DATA") => {
                    data = true;
                    b"354 go on\r\n"
                }
                (false, "QUIT") => b"221 bye\r\n",
                (false, _) => b"250 ok\r\n",
            };
            write.write_all(answer).await.unwrap();
        }
    });
    (address, letter)
}

#[test]
fn a_link_is_sent_by_mail_where_a_server_is_set_and_the_letter_bears_it() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        agent(&programme, "admin@region.example", "administrator", &[]).await;
        let (server, letter) = mail_server().await;
        let mailer = Mailer::new(&server, "Jalons <jalons@exemple.fr>").unwrap();
        let notice = Notice { site: "http://jalons.example".to_owned(), ..Notice::default() };
        let mut admin = Browser::of(App::new(programme.live.clone()).with_notice(notice).with_mailer(Some(mailer)));
        admin.sign_in("admin@region.example").await;
        let fields = [("login", "agent@region.example"), ("name", "Agent"), ("role", "official"), ("region", "32")];
        let made = admin.post("/comptes", &fields).await;
        assert!(made.text().contains("envoyé à agent@region.example"), "{}", made.text());
        let shown = made.text().split("/lien/").nth(1).unwrap().split('<').next().unwrap().to_owned();
        let letter = letter.lock().unwrap().replace("=\n", "");
        assert!(letter.contains("RCPT TO:<agent@region.example>"), "{letter}");
        assert!(letter.contains("From: Jalons <jalons@exemple.fr>"), "{letter}");
        assert!(letter.contains(&format!("http://jalons.example/lien/{shown}")), "{letter}");

        // A server that is gone loses nothing: the link is shown, and one is told.
        let id = account::named(programme.live.store(), "agent@region.example").await.unwrap().unwrap().id;
        let again = admin.post(&format!("/comptes/{id}/lien"), &[]).await;
        assert_eq!(again.status, StatusCode::CREATED);
        assert!(again.text().contains("pas pu être envoyé") && again.text().contains("/lien/"), "{}", again.text());
    });
}

#[test]
fn the_first_account_is_made_at_the_command_line_by_a_link_and_never_a_password() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    assert!(said(&jalons(folder, &["migrate"])).contains("up to date"));
    let regions = folder.join("regions.csv");
    std::fs::write(&regions, "code,name,source\n32,Hauts-de-France,https://example.org/r\n").unwrap();
    assert_eq!(jalons(folder, &["import", "regions", regions.to_str().unwrap()]).status.code(), Some(0));
    let add = |login: &str, rest: &[&str]| {
        let mut arguments = vec!["account", "add", login, "--name", "Camille Exemple"];
        arguments.extend(rest);
        jalons(folder, &arguments)
    };
    let made = add("agent@region.example", &["--role", "official", "--region", "32"]);
    assert_eq!(made.status.code(), Some(0), "{}", said(&made));
    let link = said(&made).lines().find(|line| line.contains("/lien/")).unwrap().to_owned();
    assert!(link.starts_with("http://127.0.0.1:3000/lien/"), "{link}");
    for (login, rest) in [
        ("agent@region.example", &["--role", "official", "--region", "32"][..]),
        ("autre@region.example", &["--role", "official"]),
        ("autre@region.example", &["--role", "official", "--region", "99"]),
        ("autre@region.example", &["--role", "auditor", "--region", "32"]),
        ("a b", &["--role", "auditor"]),
    ] {
        assert_eq!(add(login, rest).status.code(), Some(3), "{login} {rest:?}");
    }
    let list = said(&jalons(folder, &["account", "list"]));
    assert!(list.contains("agent@region.example") && list.contains("invited") && !list.contains("autre"), "{list}");
    let again = said(&jalons(folder, &["account", "reset", "agent@region.example"]));
    assert!(again.contains("/lien/") && !again.contains(link.rsplit('/').next().unwrap()));
    assert_eq!(jalons(folder, &["account", "disable", "personne"]).status.code(), Some(3));
    assert_eq!(jalons(folder, &["account", "disable", "agent@region.example"]).status.code(), Some(0));
    assert!(said(&jalons(folder, &["account", "list"])).contains("disabled"));
    let token = ["account", "token", "agent@region.example", "--name", "x", "--scope", "import", "--until"];
    let until = (jalons::programme::clock::Time::system().today() + chrono::Days::new(7)).to_string();
    for refused in [&["account", "reset", "agent@region.example"][..], &[&token[..], &[until.as_str()]].concat()] {
        let output = jalons(folder, refused);
        assert_eq!(output.status.code(), Some(3), "{refused:?}: {}", said(&output));
        assert!(output.stdout.is_empty(), "nothing is printed that would not serve: {}", said(&output));
        assert!(said(&output).contains("`jalons account enable agent@region.example`"), "{}", said(&output));
    }

    // The link that was printed last opens the very account, while it is not disabled.
    let secret = again.lines().find_map(|line| line.split("/lien/").nth(1)).unwrap().to_owned();
    jalons(folder, &["account", "enable", "agent@region.example"]);
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let store = Store::open(&format!("sqlite:{}", folder.join("jalons.db").display())).await.unwrap();
        let live = Live::load(store, jalons::programme::clock::Time::system()).await.unwrap();
        let mut browser = Browser::over(&live);
        let fields = [("password", PASSWORD), ("again", PASSWORD)];
        assert_eq!(browser.post(&format!("/lien/{secret}"), &fields).await.status, StatusCode::SEE_OTHER);
        let holder = account::named(live.store(), "agent@region.example").await.unwrap().unwrap();
        assert_eq!(session::of(live.store(), holder.id, live.time.now()).await.unwrap().len(), 1);
    });
}
