//! Timelines as files: what is exported is imported back.

use jalons::{
    export::{
        self, FORMATS, Format, Site,
        lists::{LISTS, List},
        timeline,
    },
    import::{Outcome, Report},
    programme::{
        clock::Clock, filter::Filter, property::Property, status::Status, timeline::Kind, view::Programme as View,
    },
    store::Key,
};

use crate::harness::{Programme, on_sqlite, today, told};

/// The site of the tests.
pub const SITE: Site<'static> = Site { base: "https://jalons.example", page };

fn page(_: &View, key: &Key) -> String {
    format!("/jalons/{key}")
}

/// What the record of a programme says today.
pub fn view(programme: &Programme) -> View {
    View::at(programme.record(), Clock::of_day(today()))
}

/// The timeline of what passes a filter, in a format.
pub fn exported(view: &View, filter: &Filter, suffix: &str) -> Vec<u8> {
    export::write(view, filter, Format::named(suffix).unwrap(), &SITE).unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

/// Imports an exported timeline.
pub async fn back(programme: &Programme, bytes: &[u8]) -> Report {
    let report = programme.import_files("timeline", &[("chronologie.csv", bytes)], false).await;
    assert!(report.is_taken(), "{}", told(&report));
    report
}

/// Asserts that an import changed nothing and has nothing to tell.
pub fn assert_unchanged(report: &Report, of: &str) {
    assert_eq!(report.recorded(), (0, 0), "{of}");
    for file in &report.files {
        assert_eq!(file.count(Outcome::Unchanged), file.lines.len(), "{of}: {file:#?}");
        assert!(file.notices.is_empty(), "{of}: {:?}", file.notices);
    }
}

fn filters() -> Vec<Filter> {
    let all = Filter::default;
    vec![
        all(),
        Filter { region: "32".parse().ok(), ..all() },
        Filter { departement: "64".parse().ok(), phase: "1".parse().ok(), ..all() },
        Filter { territory: "1-ti-7505".parse().ok(), ..all() },
        Filter { phase: "1".parse().ok(), kinds: vec![Kind::Contrat, Kind::Protocole], ..all() },
        Filter { statuses: vec![Status::Met], disputed: Some(true), ..all() },
        Filter { from: "2019-03-01".parse().ok(), to: "2019-12-31".parse().ok(), q: Some("pau".to_owned()), ..all() },
        Filter { kinds: vec![Kind::Question, Kind::Copil, Kind::Wave, Kind::Figure], ..all() },
    ]
}

#[test]
fn the_seed_is_imported_back_without_a_change() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let record = programme.record();
        for filter in filters() {
            for day in ["2019-06-18", "2019-07-30", "2023-11-09", "2026-11-23"] {
                let view = View::at(record.clone(), Clock::of_day(day.parse().unwrap()));
                for suffix in ["csv", "excel.csv"] {
                    let report = back(&programme, &exported(&view, &filter, suffix)).await;
                    assert_unchanged(&report, &format!("{suffix} on {day}, {filter:?}"));
                }
            }
        }
        assert_eq!(programme.record().last_journal(), record.last_journal());
    });
}

#[test]
fn a_timeline_alone_makes_the_same_timeline() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let before = view(&programme);
        let original = text(exported(&before, &Filter::default(), "csv"));
        for suffix in ["csv", "excel.csv"] {
            let alone = Programme::empty().await;
            back(&alone, &exported(&before, &Filter::default(), suffix)).await;
            assert_eq!(jalons::programme::check::faults(&alone.record()), Vec::<String>::new());
            let copy = text(exported(&view(&alone), &Filter::default(), "csv"));
            for (one, other) in original.lines().zip(copy.lines()) {
                assert_eq!(one, other, "{suffix}");
            }
            assert_eq!(original.len(), copy.len(), "{suffix}");
        }
    });
}

#[test]
fn a_source_that_gives_two_days_has_two_lines() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let filter = Filter { territory: "1-ti-3205".parse().ok(), kinds: vec![Kind::Contrat], ..Filter::default() };
        let lines = |programme: &Programme| text(exported(&view(programme), &filter, "csv")).lines().count();
        let before = lines(&programme);
        let report = programme
            .import(
                "contracts",
                "territoire;document;lieu;signe_le;source\n\
                 1-ti-3205;contrat;Calais;17/12/2019;https://exemple.fr/\n\
                 1-ti-3205;contrat;Calais;18/12/2019;https://exemple.fr/\n",
            )
            .await;
        assert!(report.is_taken(), "{}", told(&report));
        assert_eq!(lines(&programme), before + 2);
        assert_unchanged(&back(&programme, &exported(&view(&programme), &filter, "csv")).await, "two days");
    });
}

#[test]
fn a_day_put_right_in_a_spreadsheet_supersedes_the_old_one() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let key = "contract:1-ti-7505-contrat";
        let filter = Filter { territory: "1-ti-7505".parse().ok(), ..Filter::default() };
        let file = text(exported(&view(&programme), &filter, "excel.csv"));
        assert!(file.contains(";15/07/2019;"));
        let right = file.replacen(";;15/07/2019;", ";;16/07/2019;", 1);
        let report = back(&programme, right.as_bytes()).await;
        assert_eq!((report.recorded(), report.files[0].count(Outcome::Changed)), ((0, 1), 1));
        assert!(programme.values(key, Property::Signed).contains(&"2019-07-16".to_owned()));

        // The older file brings the wrong day back no more, and says so.
        let report = back(&programme, file.as_bytes()).await;
        assert_eq!(report.recorded(), (0, 0));
        assert!(report.files[0].notices[0].contains("2019-07-15 was put right since"), "{:?}", report.files[0].notices);
        // Nor does what this site showed before, asked for again.
        let before = programme.record().journal().iter().rev().nth(1).unwrap().recorded_at;
        let shown = View::at(programme.record(), Clock { known_on: today(), recorded_at: Some(before) });
        assert_eq!(text(exported(&shown, &filter, "excel.csv")), file);
    });
}

#[test]
fn what_cannot_be_read_back_is_refused_with_its_cell() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let header = "key,kind,source,source_key,source_title,source_kind,signed_on,words,known_on,level,regions\n";
        for (line, column) in [
            ("contrat,contrat,https://e.fr/,,,,2019-07-15,,,,", "key"),
            ("copil:32:x,contrat,https://e.fr/,,,,2019-07-15,,,,", "key"),
            ("contract:1-ti-0000-contrat,contrat,https://e.fr/,,,,2019-07-15,,,,", "key"),
            ("contract:1-ti-3205-contrat,pacte,https://e.fr/,,,,2019-07-15,,,,", "kind"),
            ("contract:1-ti-3205-contrat,contrat,,,,,2019-07-15,,,,", "source"),
            ("contract:1-ti-3205-contrat,contrat,https://e.fr/,x,,,2019-07-15,,,,", "source_key"),
            ("contract:1-ti-3205-contrat,contrat,https://e.fr/,source:x,,press,2019-07-15,,,,", "source_title"),
            ("contract:1-ti-3205-contrat,contrat,https://e.fr/,source:x,X,,2019-07-15,,,,", "source_kind"),
            ("contract:1-ti-3205-contrat,contrat,https://e.fr/,,,,2019-07-32,,,,", "signed_on"),
            ("contract:1-ti-3205-contrat,contrat,https://e.fr/,,,,,le 15 juillet,,,", "words"),
            ("contract:1-ti-3205-contrat,contrat,https://e.fr/,,,,2019-07-15,,2027-01-01,,", "known_on"),
            ("copil:32:x,copil,https://e.fr/,,,,,,,,32", "level"),
            ("copil:32:x,copil,https://e.fr/,,,,,,,regional,", "regions"),
        ] {
            let report = programme.try_import("timeline", &format!("{header}{line}\n")).await;
            let columns: Vec<_> = report.refusals.iter().filter_map(|refusal| refusal.column.as_deref()).collect();
            assert_eq!(columns, [column], "{line}: {}", told(&report));
        }
    });
}

#[test]
fn an_export_of_nothing_is_read_back_and_any_other_empty_file_refused() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let nothing = Filter { q: Some("Atlantide".to_owned()), ..Filter::default() };
        for suffix in ["csv", "excel.csv"] {
            assert_unchanged(&back(&programme, &exported(&view(&programme), &nothing, suffix)).await, suffix);
        }
        for empty in ["territoire;document;source\n", "territoire;document;source\n;;\n"] {
            let report = programme.try_import("contracts", empty).await;
            assert!(told(&report).contains("a header and no line"), "{}", told(&report));
        }
    });
}

#[test]
fn every_list_is_written_in_every_format_that_takes_lists() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let view = view(&programme);
        for list in LISTS {
            let sheet = list.sheet(&view, &Filter::default(), &SITE);
            let table = sheet.content.table();
            assert_eq!(sheet.stamp.total, table.rows.len());
            assert!(table.rows.iter().all(|row| row.len() == table.columns.len()));
            for format in FORMATS {
                match format.write(&sheet) {
                    Ok(bytes) => assert!(!format.dated_only && !bytes.is_empty()),
                    Err(error) => assert!(format.dated_only, "{error}"),
                }
            }
            let json = Format::named("json").unwrap().write(&sheet).unwrap();
            let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
            assert_eq!(json["data"].as_array().unwrap().len(), table.rows.len());
            assert_eq!(json["meta"]["licence"], "Licence Ouverte 2.0");
        }
        let filter = Filter { region: "32".parse().ok(), phase: "1".parse().ok(), ..Filter::default() };
        let rows = |name: &str| List::named(name).unwrap().sheet(&view, &filter, &SITE).stamp.total;
        assert_eq!(rows("territories"), 14);
        assert_eq!((rows("regions"), rows("departements")), (1, 5));
    });
}

#[test]
fn a_file_says_where_it_comes_from() {
    on_sqlite(async |programme| {
        programme.load_seed().await;
        let clock = Clock { known_on: "2019-07-30".parse().unwrap(), recorded_at: None };
        let view = View::at(programme.record(), clock);
        let filter = Filter { region: "32".parse().ok(), phase: "1".parse().ok(), ..Filter::default() };
        let stamp = timeline::sheet(&view, &filter, &SITE).stamp;
        let csv = Format::named("csv").unwrap();
        assert_eq!(stamp.file_name(csv), "jalons-chronologie-32-au-2019-07-30.csv");
        insta::assert_debug_snapshot!("headers", stamp.headers(csv));
        insta::assert_json_snapshot!("meta", stamp);
        let json: serde_json::Value = serde_json::from_slice(&exported(&view, &filter, "json")).unwrap();
        assert_eq!(json["meta"], serde_json::to_value(&stamp).unwrap());
        assert_eq!(json["links"]["self"].as_str(), stamp.address(Format::named("json").unwrap()).as_deref());
    });
}
