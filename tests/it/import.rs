//! Files of officials: what they may look like, what is refused, what they change.

use jalons::{
    import::{Kind, Outcome},
    programme::{property::Property, source::SourceKind},
};

use crate::harness::{Programme, on_each_engine, on_sqlite, told};

const PAGE: &str = "https://www.exemple.fr/signature";

/// A contract that the seed does not know.
const BOULONNAIS: &str = "contract:1-ti-3205-contrat";

#[test]
fn a_fresh_file_of_an_official_is_taken() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let text = format!(
            "Territoire;Document;Promis le;Signé le;Lieu;Publié le;Source;Remarque\r\n\
             Boulonnais - Calaisis;Contrat-cadre;;17/12/2019;Calais;18/12/2019;{PAGE};Signé à l’hôtel de ville\r\n\
             ti-3202;avenant n° 2;non annoncé;;;;Courrier du préfet du 3 mars;\r\n"
        );
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(&text);
        let report = programme.import_files("contracts", &[("contrats.csv", &bytes)], false).await;
        let refused = told(&report);
        assert!(refused.contains("contrats.csv, line 3, column Territoire: found “ti-3202”, expected one territory"));
        assert!(refused.contains("1-ti-3202 (") && refused.contains("2-ti-3202 ("), "{refused}");

        let text = text.replace("ti-3202", "1-ti-3202");
        let (bytes, ..) = encoding_rs::WINDOWS_1252.encode(&text);
        let report = programme.import_files("contracts", &[("contrats.csv", &bytes)], false).await;
        assert!(report.is_taken(), "{}", told(&report));
        assert_eq!(report.files[0].counts(), "2 added, 0 changed, 0 unchanged, 0 refused");

        let signed = programme.said(BOULONNAIS, Property::Signed);
        assert_eq!(signed[0].value.to_string(), "2019-12-17");
        assert_eq!((signed[0].known_on.to_string().as_str(), signed[0].known_inferred), ("2019-12-18", false));
        assert_eq!(signed[0].source.address.as_deref(), Some(PAGE));
        assert_eq!(signed[0].source.title, "exemple.fr");
        assert_eq!(programme.values(BOULONNAIS, Property::Document), ["Contrat-cadre"]);
        assert_eq!(programme.values(BOULONNAIS, Property::Note), ["Signé à l’hôtel de ville"]);

        let promised = programme.said("contract:1-ti-3202-avenant-2", Property::Promised);
        assert_eq!(promised[0].value.to_string(), "not-announced");
        assert_eq!(promised[0].source.kind, SourceKind::Official);
        assert_eq!(promised[0].source.title, "Courrier du préfet du 3 mars");
        assert_eq!((promised[0].known_on, promised[0].known_inferred), (crate::harness::today(), true));
    });
}

#[test]
fn a_line_is_of_the_avenant_that_it_names_or_is_refused() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let file = |document: &str| {
            format!("Territoire;Document;Promis le;Source\nBoulonnais - Calaisis;{document};2021-03;{PAGE}\n")
        };
        for document in ["avenant du 12 mars 2021", "avenant n° 300", "avenant n° 2 bis"] {
            let report = programme.import_files("contracts", &[("c.csv", file(document).as_bytes())], false).await;
            let refused = told(&report);
            let says = format!("c.csv, line 2, column Document: found “{document}”, expected the number of an avenant");
            assert!(refused.contains(&says), "{refused}");
        }
        let report = programme.import_files("contracts", &[("c.csv", file("Avenant n° 3").as_bytes())], false).await;
        assert!(report.is_taken(), "{}", told(&report));
        assert_eq!(programme.said("contract:1-ti-3205-avenant-3", Property::Promised).len(), 1);
    });
}

#[test]
fn every_encoding_and_delimiter_gives_the_same_facts() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let rows = [
            ["TERRITOIRE", "document", "signe_le", "Lieu", "source"],
            ["Boulonnais-Calaisis", "Contrat", "17/12/2019", "Hôtel\nde ville", PAGE],
        ];
        let mut files: Vec<Vec<u8>> = Vec::new();
        for delimiter in [",", ";", "\t"] {
            for end in ["\n", "\r\n"] {
                let lines = rows.map(|cells| cells.map(|cell| format!("\"{cell}\"")).join(delimiter) + end);
                let text = lines.concat();
                files.push(text.clone().into_bytes());
                files.push(format!("\u{feff}{text}").into_bytes());
                files.push(encoding_rs::WINDOWS_1252.encode(&text).0.into_owned());
                let marked = format!("\u{feff}{text}");
                files.push(marked.encode_utf16().flat_map(u16::to_le_bytes).collect());
                files.push(marked.encode_utf16().flat_map(u16::to_be_bytes).collect());
            }
        }
        let mut recorded = 0;
        for (place, bytes) in files.iter().enumerate() {
            let report = programme.import_files("contracts", &[("contrats.csv", bytes)], false).await;
            assert!(report.is_taken(), "{}", told(&report));
            let outcome = if place == 0 { Outcome::Added } else { Outcome::Unchanged };
            assert_eq!(report.files[0].count(outcome), 1, "file {place}");
            recorded += report.recorded().1;
        }
        assert_eq!(recorded, 3, "document, day and place, once");
        assert_eq!(programme.values(BOULONNAIS, Property::Place), ["Hôtel\nde ville"]);
    });
}

#[test]
fn every_refusal_of_every_file_is_told_at_once_and_nothing_is_recorded() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let before = programme.record();
        let good = format!("territoire,document,signe_le,source\n1-ti-3205,contrat,2019-12-17,{PAGE}\n");
        let bad = format!(
            "territoire;document;signe_le;source\n\
             Atlantide;contrat;31/02/2020;{PAGE}\n\
             1-ti-3205;contrat;2019-12-17;\n\
             1-ti-3205;plan;2019-12-17;n’importe\n\
             1-ti-3205;contrat;2099-01-01;{PAGE}\n"
        );
        let missing = "lieu;signature\nPau;x\n";
        let files = [("good.csv", good.as_bytes()), ("bad.csv", bad.as_bytes()), ("missing.csv", missing.as_bytes())];
        let report = programme.import_files("contracts", &files, false).await;
        let told = told(&report);
        for expected in [
            "bad.csv, line 2, column territoire: found “Atlantide”, expected the name, an alias or the ANCT id of a territory",
            "bad.csv, line 2, column signe_le: found “31/02/2020”, expected a date",
            "bad.csv, line 3, column source: found nothing, expected the address of a source",
            "bad.csv, line 4, column document: found “plan”, expected what the document is",
            "bad.csv, line 4, column source: found “n’importe”",
            "bad.csv, line 5, column signe_le: found “2099-01-01”, expected a day not after 2026-11-23",
            "missing.csv, line 1, column signature: found “signature”, expected one of the headers",
            "missing.csv, line 1: found nothing, expected a column territory (or territoire)",
        ] {
            assert!(told.contains(expected), "{expected}\n---\n{told}");
        }
        assert_eq!(report.files[0].count(Outcome::Added), 1);
        assert_eq!(report.files[1].count(Outcome::Refused), 4);
        programme.live.follow().await.unwrap();
        assert_eq!(programme.record().last_journal(), before.last_journal(), "all or nothing");
    });
}

#[test]
fn the_same_file_twice_changes_nothing() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let text = format!("territory,document,signed_on,source\n1-ti-3205,contrat,2019-12-17,{PAGE}\n");
        let file = [("/home/someone/contrats.csv", text.as_bytes())];
        assert_eq!(programme.import_files("contracts", &file, false).await.recorded(), (2, 2));
        let before = programme.record();
        assert_eq!(before.journal().last().unwrap().action, "import contracts contrats.csv", "and no folder");
        let version = programme.subject(BOULONNAIS).version(None);
        let report = programme.import("contracts", &text).await;
        assert_eq!(report.recorded(), (0, 0));
        assert_eq!(report.files[0].count(Outcome::Unchanged), 1);
        assert_eq!(programme.record().last_journal(), before.last_journal());
        assert_eq!(programme.subject(BOULONNAIS).version(None), version);
    });
}

#[test]
fn a_blank_cell_changes_nothing_and_a_new_value_supersedes() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let row = |signed: &str, place: &str| {
            format!("territory,document,signed_on,place,source\n1-ti-3205,contrat,{signed},{place},{PAGE}\n")
        };
        programme.import("contracts", &row("2019-12-17", "Calais")).await;
        let report = programme.import("contracts", &row("", "")).await;
        assert_eq!(report.files[0].count(Outcome::Unchanged), 1);

        let old = programme.said(BOULONNAIS, Property::Signed)[0].id;
        let report = programme.import("contracts", &row("2019-12-18", "")).await;
        assert_eq!(report.files[0].count(Outcome::Changed), 1);
        let signed = programme.said(BOULONNAIS, Property::Signed);
        assert_eq!(signed.len(), 1);
        assert_eq!((signed[0].value.to_string().as_str(), signed[0].supersedes), ("2019-12-18", Some(old)));
        assert_eq!(programme.values(BOULONNAIS, Property::Place), ["Calais"]);
        assert_eq!(programme.subject(BOULONNAIS).version(None), 2);
    });
}

#[test]
fn another_source_stands_beside_and_supersedes_nothing() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let row = |day: &str, page: &str, published: &str| {
            format!("territory,document,signed_on,source,published_on\n1-ti-3205,contrat,{day},{page},{published}\n")
        };
        programme.import("contracts", &row("2019-12-17", PAGE, "")).await;
        programme.import("contracts", &row("2019-12-18", "https://www.autre.fr/", "")).await;
        // The same page, published anew, is another source.
        programme.import("contracts", &row("2019-12-19", PAGE, "20/12/2019")).await;
        assert_eq!(programme.values(BOULONNAIS, Property::Signed), ["2019-12-17", "2019-12-18", "2019-12-19"]);
        // The address alone still means the page without a day.
        programme.import("contracts", &row("2019-12-20", PAGE, "")).await;
        assert_eq!(programme.values(BOULONNAIS, Property::Signed), ["2019-12-18", "2019-12-19", "2019-12-20"]);
    });
}

#[test]
fn an_address_alone_says_too_little_where_its_pages_all_have_a_day() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let row = |published: &str| {
            format!(
                "territory,document,signed_on,source,published_on\n1-ti-3205,contrat,2019-12-17,{PAGE},{published}\n"
            )
        };
        programme.import("contracts", &row("2019-12-20")).await;
        programme.import("contracts", &row("2020-01-06")).await;
        let report = programme.import("contracts", &row("")).await;
        assert!(told(&report).contains("column published_on"), "{}", told(&report));
        assert!(told(&report).contains("2019-12-20, 2020-01-06"), "{}", told(&report));
    });
}

#[test]
fn what_one_source_contradicts_in_one_file_is_kept() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let text = format!(
            "territory,document,signed_on,source\n1-ti-3205,contrat,2019-12-17,{PAGE}\n1-ti-3205,contrat,2019-12-18,{PAGE}\n"
        );
        programme.import("contracts", &text).await;
        assert_eq!(programme.values(BOULONNAIS, Property::Signed), ["2019-12-17", "2019-12-18"]);
        assert_eq!(programme.import("contracts", &text).await.recorded(), (0, 0));
    });
}

#[test]
fn a_dry_run_says_everything_and_writes_nothing() {
    on_each_engine(async |programme| {
        programme.load_seed().await;
        let before = programme.record();
        let text = format!("territory,document,signed_on,source\n1-ti-3205,contrat,2019-12-17,{PAGE}\n");
        let report = programme.try_import("contracts", &text).await;
        assert!(report.dry_run && report.is_taken());
        assert_eq!(report.files[0].counts(), "1 added, 0 changed, 0 unchanged, 0 refused");
        let brought = &report.files[0].lines[&2].brought;
        assert!(brought.iter().any(|what| what == "contract:1-ti-3205-contrat signed 2019-12-17"), "{brought:?}");
        programme.live.follow().await.unwrap();
        assert_eq!(programme.record().last_journal(), before.last_journal());
    });
}

#[test]
fn a_region_goes_by_its_code_its_name_or_any_alias() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        for (place, region) in ["93", "région sud", "PACA", "Provence-Alpes-Cote d’Azur"].iter().enumerate() {
            let text = format!("niveau,region,tenu_le,source\nrégional,{region},2022-05-{},{PAGE}\n", 10 + place);
            let report = programme.import("copils", &text).await;
            assert!(report.is_taken(), "{}", told(&report));
            assert_eq!(programme.values(&format!("copil:93:2022-05-{}", 10 + place), Property::Region), ["93"]);
        }
        let report = programme.import("copils", &format!("region,tenu_le,source\n1,2022-05-10,{PAGE}\n")).await;
        assert!(report.is_taken(), "{}", told(&report));
        assert_eq!(programme.values("copil:01:2022-05-10", Property::Held), ["2022-05-10"]);
    });
}

#[test]
fn what_meets_one_known_committee_is_said_of_it() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let row = |day: &str| format!("region,tenu_le,rang,source\n28,{day},1,{PAGE}\n");
        programme.import("copils", &row("2019-07-02")).await;
        let other = row("2019-07").replace("exemple", "autre");
        assert_eq!(programme.import("copils", &other).await.recorded().0, 1, "a source, and no second committee");
        assert_eq!(programme.values("copil:28:2019-07-02", Property::Held), ["2019-07-02", "2019-07"]);

        programme.import("copils", &row("2019-09-10").replace("exemple", "tiers")).await;
        let report = programme.import("copils", &row("2019")).await;
        let told = told(&report);
        assert!(told.contains("copil:28:2019-07-02 (2019-07-02)") && told.contains("copil:28:2019-09-10"), "{told}");

        // The seed knows one of region 84 held not later than 5 March 2019, and two of region 27 that may be the one.
        let other = |region: &str, day: &str| row(day).replace("28,", region).replace(",1,", ",,");
        let report = programme.try_import("copils", &other("84,", "2019-03-01")).await;
        assert_eq!(report.recorded().0, 0, "no second committee: {report:?}");
        let told = self::told(&programme.try_import("copils", &other("27,", "2019-01-25")).await);
        assert!(told.contains("copil:27:2019-01 ") && told.contains("copil:27:pilotes"), "{told}");
    });
}

#[test]
fn a_gap_stands_in_place_of_a_date_in_french() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        for (words, value) in [
            ("inconnu", "unknown"),
            ("Non annoncée", "not-announced"),
            ("détenu par la Région", "held-by:32"),
            ("détenue par la Région Grand Est", "held-by:44"),
            ("sans objet", "not-applicable"),
            ("ANNULÉ", "cancelled"),
        ] {
            let page = format!("https://exemple.fr/{value}");
            let text = format!("territoire;document;promis_le;source\n1-ti-3205;contrat;{words};{page}\n");
            let report = programme.import("contracts", &text).await;
            assert!(report.is_taken(), "{}", told(&report));
            assert_eq!(programme.said(BOULONNAIS, Property::Promised).last().unwrap().value.to_string(), value);
        }
    });
}

#[test]
fn a_phase_left_blank_is_that_of_the_dates() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let row = |day: &str| format!("territoire,document,signe_le,source\nti-3202,contrat,{day},{PAGE}\n");
        for (day, phase) in [("2020-03-04", 1), ("2024-03-04", 2)] {
            let report = programme.import("contracts", &row(day)).await;
            assert!(report.is_taken(), "{}", told(&report));
            assert_eq!(programme.values(&format!("contract:{phase}-ti-3202-contrat"), Property::Signed), [day]);
        }
        assert!(!programme.import("contracts", &row("2023")).await.is_taken(), "2023 is of both");
    });
}

#[test]
fn a_member_renamed_replaces_the_one_of_its_number() {
    on_sqlite(async |programme: Programme| {
        programme.load_seed().await;
        let territory = "territory:1-ti-0101";
        let before = programme.values(territory, Property::Member);
        let list = "https://github.com/anct-carto/superposeur-V2/blob/3f2b0c0/data/admin/polygone-4326_ti.geojson";
        let rows = format!(
            "phase,territory,type,siren,name,source\n1,ti-0101,EPCI,200018653,CA Cap Excellence,{list}\n\
             1,ti-0101,EPCI,249710047,CA Grand Sud Caraïbe,{list}\n"
        );
        let report = programme.import("members", &rows).await;
        assert!(report.is_taken(), "{}", told(&report));
        let after = programme.values(territory, Property::Member);
        assert_eq!(after.len(), before.len() + 1, "{after:?}");
        assert!(after.contains(&"EPCI 200018653 CA Cap Excellence".to_owned()));
        assert!(!after.contains(&"EPCI 200018653 CA CAP Excellence".to_owned()));
    });
}

#[test]
fn the_examples_of_the_documentation_are_taken() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        for kind in Kind::ALL {
            let quoted = |cells: Vec<&str>| {
                cells.iter().map(|cell| format!("\"{}\"", cell.replace('"', "\"\""))).collect::<Vec<_>>().join(",")
            };
            let columns = kind.columns();
            let header = quoted(columns.iter().map(|column| column.name).collect());
            let row = quoted(columns.iter().map(|column| column.example).collect());
            let report = programme.try_import(kind.name, &format!("{header}\n{row}\n")).await;
            assert!(report.is_taken(), "{}: {}", kind.name, told(&report));
        }
    });
}

#[test]
fn a_line_of_the_wrong_length_hides_no_other_refusal() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let file = "territoire;document;signe_le;source\n1-ti-3205;contrat;32/12/2019;https://exemple.fr/\n1-ti-3205;contrat\n";
        let report = programme.import("contracts", file).await;
        let told = told(&report);
        assert!(told.contains("line 2, column signe_le") && told.contains("line 3: found “2 cells”"), "{told}");
        assert_eq!(report.files[0].count(Outcome::Refused), 2);
    });
}

#[test]
fn a_known_source_without_a_day_stays_the_one_that_a_line_without_a_day_means() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let file = |day: &str| {
            format!(
                "territoire;document;signe_le;source;publie_le\n1-ti-7505;contrat;2019-07-15;\
                 https://www.pau.fr/article/pau-au-coeur-du-contrat-territoire-dindustrie;{day}\n"
            )
        };
        for day in ["2019-07-20", ""] {
            let report = programme.import("contracts", &file(day)).await;
            assert!(report.is_taken(), "{}", told(&report));
        }
        programme.load_seed().await;
    });
}
