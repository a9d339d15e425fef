//! Files sent back: what changes, what is asked, what is in conflict, what is refused and mended.

use jalons::{
    programme::{change::Evidence, desk::Desk, property::Property, rights::Action, value::Value},
    store::{Actor, DecisionKind, Key, Role},
};

use super::fixture::{
    COPIL, ONE, TWO, Written, counts, csv, look, official, publish, published, retained, rows, small, with, words,
    workbook,
};
use crate::{
    harness::{on_each_engine, on_sqlite},
    office::Browser,
};

#[test]
fn what_was_taken_away_changes_nothing_when_it_is_sent_back() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let last = programme.record().last_journal();
        let mut browser = official(&programme, "camille", &["32"]).await;
        let page = browser.get("/fichier").await;
        assert!(words(&page).contains("Contrats 4 lignes"), "{}", words(&page));
        let workbook = browser.get("/fichier.xlsx").await;
        assert_eq!(workbook.status, 200);
        assert!(workbook.header("content-disposition").contains("jalons-mon-fichier-2026-11-23.xlsx"));
        let preview = look(&mut browser, "jalons.xlsx", &workbook.body).await;
        assert_eq!(counts(&preview), [9, 9, 0, 0, 0, 0], "{}", words(&preview));
        assert!(words(&preview).contains("Rien à publier"));
        for list in ["contrats", "copil", "territoires"] {
            let text = csv(&mut browser, list).await;
            let preview = look(&mut browser, "liste.csv", text.as_bytes()).await;
            let [read, unchanged, rest @ ..] = counts(&preview);
            assert_eq!((read, rest), (unchanged, [0; 4]), "{list}: {}", words(&preview));
            assert!(read > 0);
        }
        assert_eq!(programme.record().last_journal(), last, "looking writes nothing");
    });
}

#[test]
fn a_full_day_is_a_true_date_and_what_cannot_be_touched_is_hidden() {
    on_sqlite(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let bytes = browser.get("/fichier.xlsx").await.body;
        let sheet = rows(&bytes, "Contrats");
        let column = |name: &str| sheet[0].iter().position(|cell| *cell == name).unwrap();
        let line = |id: &str| sheet.iter().find(|row| row[column("identifiant")] == id).unwrap();
        assert!(matches!(line("2-ti-3201-contrat")[column("promis le")], calamine::Data::DateTime(_)));
        assert_eq!(line("2-ti-3203-contrat")[column("version")].to_string(), "0", "it has no contract yet");
        assert_eq!(line("2-ti-3202-contrat")[column("état")].to_string(), "signé");
        assert!(!sheet.iter().any(|row| row[column("identifiant")].to_string().contains("2802")), "none of hers");
        let help: String = rows(&bytes, "Lisez-moi").concat().iter().map(ToString::to_string).collect();
        for word in ["effacer", "cellule vide", "suspendu jusqu’au", "23 novembre 2026"] {
            assert!(help.contains(word), "{word}: {help}");
        }
    });
}

#[test]
fn a_date_moves_with_its_reason_and_the_journal_names_no_file() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let text = csv(&mut browser, "contrats").await;
        let text = with(
            &text,
            "2-ti-3201",
            &[("promis le", "2027-06"), ("motif", "Négociation du contenu"), ("phrase", "Après l’été.")],
        );
        let preview = look(&mut browser, "contrats de Camille Martin.csv", text.as_bytes()).await;
        assert_eq!(counts(&preview), [4, 3, 1, 0, 0, 0], "{}", words(&preview));
        assert!(words(&preview).contains("promis le : 15 mars 2027 → juin 2027"), "{}", words(&preview));
        let answer = publish(&mut browser, &preview.text(), &[]).await;
        assert_eq!(answer.status, 303, "{}", words(&answer));
        assert_eq!(programme.values(ONE, Property::Promised), ["2027-03-15", "2027-06"]);
        let said = programme.said(ONE, Property::Promised).pop().unwrap();
        assert_eq!(said.reason.unwrap().name(), "negotiation");
        assert_eq!(said.quote.unwrap().text.as_ref(), "Après l’été.");
        let record = programme.record();
        let line = record.journal().last().unwrap();
        assert_eq!(line.action, "import fichier");
        assert_eq!(answer.header("location"), format!("/modification/{}", line.id));
        let journal = words(&browser.get("/journal").await);
        assert!(journal.contains("Import : fichier") && !journal.contains("Martin"), "{journal}");
        // Sent again, it says nothing new.
        let again = look(&mut browser, "mes contrats.csv", text.as_bytes()).await;
        assert_eq!(counts(&again), [4, 4, 0, 0, 0, 0], "{}", words(&again));
    });
}

#[test]
fn a_missing_reason_is_asked_on_the_page() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let text = csv(&mut browser, "contrats").await;
        let text = with(&text, "2-ti-3201", &[("promis le", "15/09/2027")]);
        let preview = look(&mut browser, "a.csv", text.as_bytes()).await;
        assert_eq!(counts(&preview), [4, 3, 0, 0, 0, 1]);
        assert!(preview.text().contains("<select") && preview.text().contains("name=\"cellule.0.reason\""));
        let without = publish(&mut browser, &preview.text(), &[]).await;
        assert_eq!(without.status, 422);
        let other = publish(&mut browser, &without.text(), &[("cellule.0.reason", "autre")]).await;
        assert_eq!(other.status, 422, "« autre » asks for a sentence");
        assert!(other.text().contains("name=\"cellule.0.sentence\""), "{}", words(&other));
        let done = publish(&mut browser, &other.text(), &[("cellule.0.sentence", "Le maire a changé.")]).await;
        assert_eq!(done.status, 303, "{}", words(&done));
        assert_eq!(retained(&programme, ONE, Property::Promised).as_deref(), Some("2027-09-15"));
    });
}

#[test]
fn a_first_promise_needs_no_reason_and_makes_the_contract() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let text = csv(&mut browser, "contrats").await;
        let text = with(&text, "2-ti-3203", &[("promis le", "2027"), ("document", "contrat-cadre")]);
        let preview = look(&mut browser, "a.csv", text.as_bytes()).await;
        assert_eq!(counts(&preview), [4, 3, 0, 1, 0, 0], "{}", words(&preview));
        assert_eq!(publish(&mut browser, &preview.text(), &[]).await.status, 303);
        assert_eq!(programme.values("contract:2-ti-3203-contrat", Property::Promised), ["2027"]);
        assert_eq!(programme.values("contract:2-ti-3203-contrat", Property::Document), ["contrat-cadre"]);
    });
}

#[test]
fn dates_come_as_true_cells_as_edtf_as_french_words_and_in_windows_1252() {
    on_sqlite(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let header = ["Territoire", "Signé le", "Lieu", "Signataires", "Remarque à moi"];
        for (cell, expected) in [
            (Written::Day("2026-11-03"), "2026-11-03"),
            (Written::Text("2026-10"), "2026-10"),
            (Written::Text("03/09/2026"), "2026-09-03"),
            (Written::Text("août 2026"), "2026-08"),
            (Written::Number(2026.0), "2026"),
            (Written::Text("inconnu"), "unknown"),
        ] {
            let row =
                vec![Written::Text("Boulonnais – Calaisis"), cell, Written::Text("Calais"), Written::Text("État")];
            let bytes = workbook("Feuil1", &header, &[row]);
            published(&mut browser, "a.xlsx", &bytes).await;
            assert_eq!(programme.said(ONE, Property::Signed).pop().unwrap().value.to_string(), expected);
        }
        let preview = look(&mut browser, "a.xlsx", &workbook("x", &header, &[vec![Written::Text("Thiérache")]])).await;
        assert!(words(&preview).contains("Colonnes inconnues : « Remarque à moi »"), "{}", words(&preview));
        let text = "Territoire;Signé le;Lieu\r\nThiérache;le 5 novembre 2026;Guise\r\n";
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(text);
        published(&mut browser, "a.csv", &bytes).await;
        assert_eq!(programme.values("contract:2-ti-3203-contrat", Property::Signed), ["2026-11-05"]);
        assert_eq!(programme.values("contract:2-ti-3203-contrat", Property::Place), ["Guise"]);
    });
}

#[test]
fn two_who_change_the_same_cell_are_shown_both_values() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let mut hers = official(&programme, "camille", &["32"]).await;
        let mut other = official(&programme, "dominique", &["32"]).await;
        let text = csv(&mut hers, "contrats").await;
        let move_to = |day: &str| with(&text, "2-ti-3201", &[("promis le", day), ("motif", "crise")]);
        published(&mut other, "a.csv", move_to("01/06/2027").as_bytes()).await;

        // What she left as it was is no conflict, nor is what both say.
        let untouched = look(&mut hers, "a.csv", text.as_bytes()).await;
        assert_eq!(counts(&untouched), [4, 4, 0, 0, 0, 0], "{}", words(&untouched));
        let same = look(&mut hers, "a.csv", move_to("01/06/2027").as_bytes()).await;
        assert_eq!(counts(&same), [4, 4, 0, 0, 0, 0]);
        // Nor is another cell of the same line.
        let place = with(&text, "2-ti-3201", &[("lieu", "Calais")]);
        let beside = look(&mut hers, "a.csv", place.as_bytes()).await;
        assert_eq!(counts(&beside), [4, 3, 1, 0, 0, 0], "{}", words(&beside));

        let both = look(&mut hers, "a.csv", move_to("01/09/2027").as_bytes()).await;
        assert_eq!(counts(&both), [4, 3, 0, 0, 1, 0]);
        let told = words(&both);
        assert!(told.contains("Quelqu’un d’autre a changé la même cellule"), "{told}");
        for words in ["enregistré : 1er juin 2027", "ma valeur : 1er septembre 2027", "téléchargé : 15 mars 2027"] {
            assert!(told.contains(words), "{words}: {told}");
        }
        assert_eq!(publish(&mut hers, &both.text(), &[]).await.status, 409, "she has to choose");
        let keep = publish(&mut hers, &both.text(), &[("choix.0.promised_on", "enregistre")]).await;
        assert_eq!(
            (keep.status.as_u16(), words(&keep).contains("Rien n’a été publié")),
            (200, true),
            "{}",
            words(&keep)
        );
        let mine = publish(&mut hers, &both.text(), &[("choix.0.promised_on", "mienne")]).await;
        assert_eq!(mine.status, 303, "{}", words(&mine));
        assert_eq!(retained(&programme, ONE, Property::Promised).as_deref(), Some("2027-09-01"));
    });
}

#[test]
fn a_conflict_with_her_own_change_says_so() {
    on_sqlite(async |programme| {
        small(&programme).await;
        let mut hers = official(&programme, "camille", &["32"]).await;
        let text = csv(&mut hers, "contrats").await;
        let move_to = |day: &str| with(&text, "2-ti-3201", &[("promis le", day), ("motif", "crise")]);
        let line = published(&mut hers, "a.csv", move_to("01/06/2027").as_bytes()).await;
        let both = look(&mut hers, "a.csv", move_to("sans date").as_bytes()).await;
        assert_eq!(counts(&both), [4, 3, 0, 0, 1, 0]);
        let told = words(&both);
        assert!(told.contains("Vous avez changé vous-même la même cellule"), "{told}");
        assert!(told.contains(&format!("modification n° {line}")) && !told.contains("Quelqu’un d’autre"), "{told}");
        assert!(told.contains("ma valeur : sans date"), "as forms and receipts say it: {told}");
    });
}

#[test]
fn a_file_without_a_line_is_told_so() {
    on_sqlite(async |programme| {
        small(&programme).await;
        let mut hers = official(&programme, "camille", &["32"]).await;
        let told = words(&look(&mut hers, "a.csv", "territoire;promis le;motif\n".as_bytes()).await);
        assert!(told.contains("Rien à publier : le fichier n’a aucune ligne."), "{told}");
    });
}

#[test]
fn what_moves_between_the_preview_and_publishing_is_a_conflict_too() {
    on_sqlite(async |programme| {
        small(&programme).await;
        let mut hers = official(&programme, "camille", &["32"]).await;
        let mut other = official(&programme, "dominique", &["32"]).await;
        let file = |day: &str| format!("territoire;promis le;motif\nThiérache;{day};crise\n");
        published(&mut other, "a.csv", file("2027-05").as_bytes()).await;
        let preview = look(&mut hers, "a.csv", file("2027-07").as_bytes()).await;
        assert_eq!(counts(&preview), [1, 0, 1, 0, 0, 0]);
        published(&mut other, "a.csv", file("2027-06").as_bytes()).await;
        let stale = publish(&mut hers, &preview.text(), &[]).await;
        assert_eq!(stale.status, 409, "a file without versions is of the moment at which it was looked at");
        assert!(words(&stale).contains("enregistré : juin 2027"), "{}", words(&stale));
    });
}

#[test]
fn refused_cells_are_all_told_with_their_places_and_mended_on_the_page() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let header = ["territoire", "document", "promis le", "motif", "signé le"];
        let text = |text| Written::Text(text);
        let bytes = workbook(
            "Contrats",
            &header,
            &[
                vec![text("Boulonnais - Calaisis"), text(""), text("31/02/2027"), text("la pluie"), text("")],
                vec![text("Thierache"), text("contrat"), text("2027"), text(""), text("2030-01-01")],
                vec![text("Calaisis"), text("contrat"), text("2027"), text(""), text("")],
                vec![text("Thiérache"), text("avenant n° 1"), text("2028"), text(""), text("")],
            ],
        );
        let preview = look(&mut browser, "a.xlsx", &bytes).await;
        assert_eq!(counts(&preview), [4, 0, 0, 1, 0, 3], "{}", words(&preview));
        let told = words(&preview);
        for expected in [
            "feuille « Contrats », ligne 2, colonne C (promis le) : trouvé « 31/02/2027 », attendu : un jour qui existe : ce mois finit le 28 février 2027.",
            "feuille « Contrats », ligne 3, colonne E (signé le) : trouvé « 2030-01-01 », attendu : un jour qui ne soit pas après",
            "feuille « Contrats », ligne 4, colonne A (territoire) : trouvé « Calaisis », attendu : le nom ou l’identifiant d’un territoire connu ; peut-être 2-ti-3201",
        ] {
            assert!(told.contains(expected), "{expected}\n{told}");
        }
        assert_eq!(publish(&mut browser, &preview.text(), &[]).await.status, 422);
        assert!(programme.record().find(&jalons::store::Key::new("contract:2-ti-3203-avenant-1")).is_none());
        let mended = publish(
            &mut browser,
            &preview.text(),
            &[
                ("cellule.0.promised_on", "28/02/2027"),
                ("cellule.1.signed_on", ""),
                ("cellule.2.territory", ""),
                ("geste", "verifier"),
            ],
        )
        .await;
        assert_eq!(mended.status, 200);
        assert!(words(&mended).contains("colonne D (motif) : trouvé « la pluie »"), "{}", words(&mended));
        let done = publish(&mut browser, &mended.text(), &[("cellule.0.reason", "crise"), ("bonnes", "1")]).await;
        assert_eq!(done.status, 303, "{}", words(&done));
        assert_eq!(retained(&programme, ONE, Property::Promised).as_deref(), Some("2027-02-28"));
        assert_eq!(programme.values("contract:2-ti-3203-contrat", Property::Promised), ["2027"]);
        assert_eq!(programme.values("contract:2-ti-3203-avenant-1", Property::Promised), ["2028"]);
    });
}

#[test]
fn the_good_lines_alone_are_published_where_she_says_so() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let text = "territoire;promis le;lieu\nThiérache;2027-04;Guise\nBoulonnais - Calaisis;bientôt;Calais\n";
        let preview = look(&mut browser, "a.csv", text.as_bytes()).await;
        assert_eq!(counts(&preview), [2, 0, 0, 1, 0, 1]);
        let done = publish(&mut browser, &preview.text(), &[("bonnes", "1")]).await;
        assert_eq!(done.status, 303, "{}", words(&done));
        assert_eq!(programme.values("contract:2-ti-3203-contrat", Property::Promised), ["2027-04"]);
        assert_eq!(programme.values(ONE, Property::Place), [""; 0], "the refused line is left out whole");
    });
}

#[test]
fn effacer_withdraws_what_is_retained_and_erases_nothing() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let text = csv(&mut browser, "contrats").await;
        let moved = with(&text, "2-ti-3201", &[("promis le", "2027-09"), ("motif", "crise")]);
        published(&mut browser, "a.csv", moved.as_bytes()).await;
        let text = csv(&mut browser, "contrats").await;
        let text = with(&text, "2-ti-3201", &[("promis le", "Effacer"), ("phrase", "Erreur de ligne.")]);
        let text = with(&text, "2-ti-3202", &[("lieu", "effacer")]);
        let preview = look(&mut browser, "a.csv", text.as_bytes()).await;
        assert_eq!(counts(&preview), [4, 2, 2, 0, 0, 0], "{}", words(&preview));
        assert!(words(&preview).contains("ensuite retenu : 15 mars 2027"), "{}", words(&preview));
        assert_eq!(publish(&mut browser, &preview.text(), &[]).await.status, 303);
        assert_eq!(retained(&programme, ONE, Property::Promised).as_deref(), Some("2027-03-15"));
        assert_eq!(retained(&programme, TWO, Property::Place), None);
        let struck = programme.said(ONE, Property::Promised).pop().unwrap();
        assert_eq!(
            (struck.decisions[0].kind, struck.decisions[0].reason.as_ref()),
            (DecisionKind::Strike, "Erreur de ligne.")
        );
        let place = programme.said(TWO, Property::Place).pop().unwrap();
        assert_eq!(place.decisions[0].reason.as_ref(), "effacé dans le fichier");
    });
}

#[test]
fn another_regions_line_is_refused_and_what_is_astride_is_proposed() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let text = "territoire;promis le\nPays d’Auge;2027\nVallée de la Bresle;2028\n";
        let preview = look(&mut browser, "a.csv", text.as_bytes()).await;
        assert_eq!(counts(&preview), [2, 0, 0, 1, 0, 1], "{}", words(&preview));
        assert!(words(&preview).contains("une fiche dont votre compte répond"), "{}", words(&preview));
        assert!(words(&preview).contains("proposé à la région qui en répond"));
        assert_eq!(publish(&mut browser, &preview.text(), &[("bonnes", "1")]).await.status, 303);
        let key = "contract:2-ti-2801-contrat";
        assert!(programme.said(key, Property::Promised)[0].proposed);
        assert_eq!(retained(&programme, key, Property::Promised), None, "it waits");
        let again = look(&mut browser, "a.csv", "territoire;promis le\nVallée de la Bresle;2028\n".as_bytes()).await;
        assert_eq!(counts(&again), [1, 1, 0, 0, 0, 0], "{}", words(&again));
        let forged =
            look(&mut browser, "a.csv", "identifiant;version;promis le\n2-ti-2802-contrat;0;2027\n".as_bytes()).await;
        assert_eq!(counts(&forged), [1, 0, 0, 0, 0, 1], "{}", words(&forged));
    });
}

#[test]
fn columns_that_were_sorted_apart_are_noticed() {
    on_sqlite(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let text = "territoire;promis le;identifiant;version\nThiérache;2027;2-ti-3201-contrat;1\n";
        let preview = look(&mut browser, "a.csv", text.as_bytes()).await;
        assert!(
            words(&preview).contains("« Boulonnais - Calaisis », que désigne l’identifiant"),
            "{}",
            words(&preview)
        );
        for (version, expected) in [("99", "une version que la fiche a eue"), ("x", "une version")] {
            let text = format!("territoire;promis le;identifiant;version\n;2027;2-ti-3201-contrat;{version}\n");
            let preview = look(&mut browser, "a.csv", text.as_bytes()).await;
            assert!(words(&preview).contains(expected), "{}", words(&preview));
        }
        let twice = "territoire;promis le\nThiérache;2027\nThierache;2028\n";
        let preview = look(&mut browser, "a.csv", twice.as_bytes()).await;
        assert!(words(&preview).contains("la ligne 2 en parle déjà"), "{}", words(&preview));
    });
}

#[test]
fn committees_are_changed_and_added() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let text = csv(&mut browser, "copil").await;
        assert!(text.contains("Un calendrier|Deux contrats"), "{text}");
        let text = with(
            &text,
            COPIL,
            &[
                ("décisions", "Deux contrats | Un troisième"),
                ("participants", "État : 4"),
                ("pièce", "relevé du 2 juillet"),
            ],
        );
        let columns = text.split("\r\n").next().unwrap().split(';').count();
        let mut added = vec![String::new(); columns];
        for (name, value) in
            [("rang", "2"), ("promis le", "03/12/2026"), ("intitulé", "COPIL d’hiver"), ("lieu", "Arras")]
        {
            added[text
                .split("\r\n")
                .next()
                .unwrap()
                .split(';')
                .position(|known| known.trim_start_matches('\u{feff}') == name)
                .unwrap()] = value.to_owned();
        }
        let text = format!("{}\r\n{}\r\n", text.trim_end(), added.join(";"));
        let preview = look(&mut browser, "copil.csv", text.as_bytes()).await;
        assert_eq!(counts(&preview), [2, 0, 1, 1, 0, 0], "{}", words(&preview));
        assert_eq!(publish(&mut browser, &preview.text(), &[]).await.status, 303);
        let key = "copil:32:2026-12-03";
        assert_eq!(programme.values(key, Property::Promised), ["2026-12-03"]);
        assert_eq!(programme.values(key, Property::Title), ["COPIL d’hiver"]);
        assert_eq!(programme.values(key, Property::Rank), ["2"]);
        let subject = programme.subject(COPIL);
        let clock = jalons::programme::clock::Clock::of_day(crate::harness::today());
        let told = jalons::programme::told::Told::of(&subject, &clock).unwrap();
        assert_eq!(told.texts(Property::Decision), ["Deux contrats", "Un troisième"]);
        assert_eq!(told.text(Property::Parties).as_deref(), Some("État : 4"));
        // Without identity, a line is of the meeting of that day.
        let held = "région;tenu le;lieu\nHauts-de-France;03/07/2026;Roubaix\nHauts-de-France;2026-07;Lens\n";
        let preview = look(&mut browser, "copil.csv", held.as_bytes()).await;
        assert_eq!(counts(&preview), [2, 0, 1, 1, 0, 0], "{}", words(&preview));
        let foreign = look(
            &mut browser,
            "c.csv",
            "région;tenu le;lieu\nNormandie;03/07/2026;Caen\nnational;2026-07-04;Paris\n".as_bytes(),
        )
        .await;
        assert_eq!(counts(&foreign), [2, 0, 0, 0, 0, 2], "{}", words(&foreign));
    });
}

#[test]
fn territories_are_renamed_withdrawn_merged_and_added() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let text = csv(&mut browser, "territoires").await;
        let text = with(&text, "2-ti-3203", &[("nom", "Thiérache et Oise")]);
        let text = with(&text, "2-ti-3201", &[("retiré le", "2026-10")]);
        let text = with(&text, "2-ti-3202", &[("réuni à", "Thiérache")]);
        let added = "Vermandois;Hauts-de-France;;;;;;;2-ti-3209;\r\n";
        let text = format!("{}\r\n{added}", text.trim_end());
        let preview = look(&mut browser, "t.csv", text.as_bytes()).await;
        assert_eq!(counts(&preview), [5, 1, 3, 1, 0, 0], "{}", words(&preview));
        let answer = publish(&mut browser, &preview.text(), &[]).await;
        assert_eq!(answer.status, 303, "{}", words(&answer));
        let value = |key: &str, property| retained(&programme, key, property);
        assert_eq!(value("territory:2-ti-3203", Property::Name).as_deref(), Some("Thiérache et Oise"));
        assert_eq!(value("territory:2-ti-3201", Property::Withdrawn).as_deref(), Some("2026-10"));
        assert_eq!(value("territory:2-ti-3202", Property::MergedInto).as_deref(), Some("2-ti-3203"));
        assert_eq!(value("territory:2-ti-3209", Property::Name).as_deref(), Some("Vermandois"));
        // Undone, the same file may be sent again.
        let receipt = answer.header("location").to_owned();
        assert_eq!(browser.post(&format!("{receipt}/annulation"), &[]).await.status, 303);
        assert_eq!(value("territory:2-ti-3209", Property::Name), None);
        let again = look(&mut browser, "t.csv", text.as_bytes()).await;
        assert_eq!(counts(&again)[3], 1, "{}", words(&again));
    });
}

#[test]
fn evidence_by_itself_bears_out_a_signature_once() {
    on_sqlite(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let text = csv(&mut browser, "contrats").await;
        let text = with(&text, "2-ti-3202", &[("pièce", "https://exemple.fr/contrat.pdf")]);
        published(&mut browser, "a.csv", text.as_bytes()).await;
        let said = programme.said(TWO, Property::Signed).pop().unwrap();
        assert_eq!(said.source.address.as_deref(), Some("https://exemple.fr/contrat.pdf"));
        let again = look(&mut browser, "a.csv", text.as_bytes()).await;
        assert_eq!(counts(&again), [4, 4, 0, 0, 0, 0], "{}", words(&again));
        let idle = "territoire;motif\nThiérache;crise\n";
        let idle = look(&mut browser, "a.csv", idle.as_bytes()).await;
        assert!(words(&idle).contains("mais rien qui change"), "{}", words(&idle));
    });
}

#[test]
fn an_auditor_takes_the_file_away_and_sends_none() {
    on_sqlite(async |programme| {
        small(&programme).await;
        crate::office::agent(&programme, "alix", "auditor", &[]).await;
        let mut browser = crate::office::Browser::over(&programme.live);
        browser.sign_in("alix").await;
        assert!(csv(&mut browser, "contrats").await.contains("2-ti-2802"));
        assert!(words(&browser.get("/fichier").await).contains("n’en publie pas"));
        assert_eq!(look(&mut browser, "a.csv", b"territoire;promis le\n").await.status, 403);
        let mut nobody = crate::office::Browser::over(&programme.live);
        assert_eq!(nobody.get("/fichier.xlsx").await.status, 303);
    });
}

#[test]
fn lines_of_the_journal_that_name_a_file_are_told_as_they_were() {
    on_sqlite(async |programme| {
        small(&programme).await;
        let actor = Actor::of_account(1, "camille", Role::Official, vec!["32".to_owned()]);
        let mut desk = Desk::open(&programme.live, &actor, "import mes contrats.csv").await.unwrap();
        let mut pen = desk.pen(Action::ChangeDates, &Key::new(ONE), None).unwrap();
        pen.state(Property::Place, &Value::Text("Calais".into()), &Evidence::Word);
        desk.commit(&programme.live).await.unwrap();
        let journal = words(&Browser::over(&programme.live).get("/journal").await);
        assert!(journal.contains("Import : mes contrats.csv"), "{journal}");
    });
}

#[test]
fn a_line_goes_to_the_avenant_that_it_names_or_to_none() {
    on_sqlite(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        for (document, number) in [
            ("avenant", 1),
            ("avenant n° 2", 2),
            ("Avenant N°3 au contrat n° 12", 3),
            ("avenant no 4", 4),
            ("avenant numéro 5 du 12 mars 2025", 5),
            ("avenant 6", 6),
            ("avenant-7", 7),
            ("avenant (n° 8)", 8),
            ("avenant n° 255", 255),
        ] {
            let text = format!("territoire;document;promis le\nThiérache;{document};2027\n");
            let preview = look(&mut browser, "a.csv", text.as_bytes()).await;
            assert_eq!(counts(&preview), [1, 0, 0, 1, 0, 0], "{document}: {}", words(&preview));
            let key = format!("2-ti-3203-avenant-{number}&#34;");
            assert!(preview.text().contains(&key), "{document}: {}", preview.text());
        }
        for document in [
            "avenant du 12 mars 2025",
            "avenant 2024",
            "avenant n° 300",
            "avenant n° 0",
            "avenant n° 2 bis",
            "avenant n° 2025-03",
            "avenant 2 de 2024",
            "avenant au contrat n° 2",
            "2e avenant",
        ] {
            let text = format!("territoire;document;promis le\nThiérache;{document};2027\n");
            let preview = look(&mut browser, "a.csv", text.as_bytes()).await;
            assert_eq!(counts(&preview), [1, 0, 0, 0, 0, 1], "{document}: {}", words(&preview));
            let told = format!("colonne B (document) : trouvé « {document} », attendu : le numéro de l’avenant");
            assert!(words(&preview).contains(&told), "{document}: {}", words(&preview));
        }
        // Where the identity tells which it is, the name may be any that says no other number.
        for (document, taken) in [("avenant du 12 mars 2025", 1), ("avenant n° 2", 0), ("avenant n° 300", 0)] {
            let text = format!("identifiant;document;promis le\n2-ti-3203-avenant-1;{document};2027\n");
            let preview = look(&mut browser, "a.csv", text.as_bytes()).await;
            assert_eq!(counts(&preview), [1, 0, 0, taken, 0, 1 - taken], "{document}: {}", words(&preview));
        }
    });
}

#[test]
fn good_lines_alone_where_there_are_none_publish_nothing_and_say_so() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let mut hers = official(&programme, "camille", &["32"]).await;
        let mut other = official(&programme, "dominique", &["32"]).await;
        let text = csv(&mut hers, "contrats").await;
        let move_to = |day: &str| with(&text, "2-ti-3201", &[("promis le", day), ("motif", "crise")]);
        published(&mut other, "a.csv", move_to("01/06/2027").as_bytes()).await;
        let last = programme.record().last_journal();
        let conflict = move_to("01/09/2027");
        let refused = "territoire;promis le\nThiérache;bientôt\n";
        let both = with(&conflict, "2-ti-3203", &[("promis le", "bientôt")]);
        let lost = "territoire;promis le\nThiérache\n";
        for (text, status, told) in [
            (conflict.as_str(), 409, "1 ligne en conflit : choisissez une valeur."),
            (refused, 422, "1 ligne refusée : corrigez ce qui est signalé."),
            (both.as_str(), 422, "1 ligne en conflit : choisissez une valeur."),
            (lost, 422, "1 ligne refusée : corrigez ce qui est signalé."),
        ] {
            let preview = look(&mut hers, "a.csv", text.as_bytes()).await;
            let answer = publish(&mut hers, &preview.text(), &[("bonnes", "1")]).await;
            let page = words(&answer);
            assert_eq!(answer.status, status, "{page}");
            assert!(page.contains("Rien n’a été publié : aucune ligne ne peut être prise en l’état."), "{page}");
            assert!(page.contains(told) && !page.contains("déjà enregistré"), "{page}");
            assert_eq!(counts(&answer), counts(&preview), "the preview stands there again");
        }
        assert_eq!(programme.record().last_journal(), last);
    });
}

#[test]
fn a_blank_cell_that_must_be_filled_is_told_by_its_letter() {
    on_sqlite(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let text = csv(&mut browser, "contrats").await;
        let text = with(&text, "2-ti-3201", &[("promis le", "2027-09")]);
        let preview = look(&mut browser, "a.csv", text.as_bytes()).await;
        assert!(words(&preview).contains("colonne F (motif) : attendu : un motif"), "{}", words(&preview));
        let again = publish(&mut browser, &preview.text(), &[]).await;
        assert!(words(&again).contains("colonne F (motif) : attendu : un motif"), "{}", words(&again));
    });
}

#[test]
fn signs_that_no_workbook_could_give_back_are_not_read() {
    on_sqlite(async |programme| {
        small(&programme).await;
        let mut browser = official(&programme, "camille", &["32"]).await;
        let text = "territoire;promis le;lieu;phrase\nThié\u{fffe}rache;2027;Gui\u{ffff}se\u{7}\tHaute;\u{1b}Dit\u{fffe} hier.\n";
        published(&mut browser, "a.csv", text.as_bytes()).await;
        let key = "contract:2-ti-3203-contrat";
        assert_eq!(programme.values(key, Property::Place), ["Guise Haute"]);
        let said = programme.said(key, Property::Promised).pop().unwrap();
        assert_eq!(said.quote.unwrap().text.as_ref(), "Dit hier.");
        let bytes = browser.get("/fichier.xlsx").await.body;
        let preview = look(&mut browser, "a.xlsx", &bytes).await;
        let [read, unchanged, rest @ ..] = counts(&preview);
        assert_eq!((read, rest), (unchanged, [0; 4]), "{}", words(&preview));
    });
}
