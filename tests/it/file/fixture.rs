//! What tests of files speak: a small programme, an official's browser, workbooks as she would make them.

use std::io::{Cursor, Write as _};

use axum::{body::Body, http::Request};
use calamine::{Data, Reader as _, Xlsx};
use jalons::programme::property::Property;
use rust_xlsxwriter::{ExcelDateTime, Format, Formula, Workbook, Worksheet};

use crate::{
    harness::{Answer, Programme, told},
    office::{Browser, agent},
};

pub const ONE: &str = "contract:2-ti-3201-contrat";
pub const TWO: &str = "contract:2-ti-3202-contrat";
pub const COPIL: &str = "copil:32:2026-07-02";

/// Three territories of the Hauts-de-France, one of them astride with Normandy, which leads another that is astride too;
/// one contract promised, one signed, one committee held.
pub async fn small(programme: &Programme) {
    for (kind, text) in [
        ("regions", "code;nom;source\n32;Hauts-de-France;https://exemple.fr/\n28;Normandie;https://exemple.fr/\n"),
        (
            "territories",
            "phase;anct_id;nom;region;regions;departements;source\n\
             2;ti-3201;Boulonnais - Calaisis;32;32;;https://exemple.fr/\n\
             2;ti-3202;Cœur de Picardie;32;32|28;;https://exemple.fr/\n\
             2;ti-3203;Thiérache;32;32;;https://exemple.fr/\n\
             2;ti-2801;Vallée de la Bresle;28;28|32;;https://exemple.fr/\n\
             2;ti-2802;Pays d’Auge;28;28;;https://exemple.fr/\n",
        ),
        (
            "contracts",
            "territoire;document;promis_le;signe_le;lieu;source;publie_le\n\
             2-ti-3201;contrat;2027-03-15;;;https://exemple.fr/a;2026-06-01\n\
             2-ti-3202;contrat-cadre;;2026-05-04;Amiens;https://exemple.fr/b;2026-06-01\n",
        ),
        (
            "copils",
            "region;rang;tenu_le;lieu;decisions;source\n32;1;2026-07-02;Lille;Un calendrier|Deux contrats;https://exemple.fr/c\n",
        ),
    ] {
        let report = programme.import(kind, text).await;
        assert!(report.is_taken(), "{kind}: {}", told(&report));
    }
}

/// The browser of an official, signed in.
pub async fn official(programme: &Programme, login: &str, regions: &[&str]) -> Browser {
    agent(programme, login, if regions.is_empty() { "national" } else { "official" }, regions).await;
    let mut browser = Browser::over(&programme.live);
    browser.sign_in(login).await;
    browser
}

/// Sends a file to be looked at.
pub async fn look(browser: &mut Browser, name: &str, bytes: &[u8]) -> Answer {
    let mut body = Vec::new();
    write!(
        body,
        "--limite\r\nContent-Disposition: form-data; name=\"fichier\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n"
    )
    .unwrap();
    body.extend_from_slice(bytes);
    body.extend_from_slice(b"\r\n--limite--\r\n");
    let request = Request::post("/fichier/apercu")
        .header("content-type", "multipart/form-data; boundary=limite")
        .header("sec-fetch-site", "same-origin");
    browser.send(request, Body::from(body)).await
}

/// The fields that a browser would send of a page's form, with others after them.
pub fn fields(page: &str, more: &[(&str, &str)]) -> Vec<(String, String)> {
    let input = regex::Regex::new(r#"<input type="hidden" name="([^"]*)" value="([^"]*)">"#).unwrap();
    let plain = |text: &str| {
        text.replace("&#34;", "\"")
            .replace("&#39;", "'")
            .replace("&#60;", "<")
            .replace("&#62;", ">")
            .replace("&#38;", "&")
    };
    let hidden = input.captures_iter(page).map(|found| (plain(&found[1]), plain(&found[2])));
    hidden.chain(more.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).collect()
}

/// Sends what a preview holds, with what was chosen or mended there.
pub async fn publish(browser: &mut Browser, page: &str, more: &[(&str, &str)]) -> Answer {
    let mut all = fields(page, more);
    if !more.iter().any(|(name, _)| *name == "geste") {
        all.push(("geste".to_owned(), "publier".to_owned()));
    }
    let all: Vec<(&str, &str)> = all.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    browser.post("/fichier/publier", &all).await
}

/// Looks at a file and publishes it; asserts that nothing stood in the way, and gives the number of its line.
pub async fn published(browser: &mut Browser, name: &str, bytes: &[u8]) -> i64 {
    let preview = look(browser, name, bytes).await;
    assert_eq!(preview.status, 200, "{}", preview.text());
    let answer = publish(browser, &preview.text(), &[]).await;
    assert_eq!(answer.status, 303, "{}", words(&answer));
    answer.header("location").strip_prefix("/modification/").unwrap().parse().unwrap()
}

/// The words of a page, without its markup.
pub fn words(answer: &Answer) -> String {
    let text = answer.text();
    let main = text.split_once("<main").map_or(text.as_str(), |(_, main)| main);
    let bare = regex::Regex::new(r"<[^>]*>").unwrap().replace_all(main, " ").replace("&#39;", "'");
    bare.replace(['\u{a0}', '\u{202f}'], " ").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How many lines a preview says came to what: read, unchanged, changed, new, in conflict, refused.
pub fn counts(answer: &Answer) -> [usize; 6] {
    let text = answer.text();
    let number = regex::Regex::new(r"<dt>[a-zé ]*</dt><dd>(\d+)</dd>").unwrap();
    let found: Vec<usize> = number.captures_iter(&text).map(|found| found[1].parse().unwrap()).collect();
    found.try_into().unwrap_or_else(|found| panic!("{found:?}: {}", words(answer)))
}

/// The rows of a sheet of a workbook.
pub fn rows(bytes: &[u8], sheet: &str) -> Vec<Vec<Data>> {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes.to_vec())).unwrap();
    workbook.worksheet_range(sheet).unwrap().rows().map(<[Data]>::to_vec).collect()
}

/// A workbook with some cells of a sheet written anew, each by a text of its line and its header.
pub fn edited(bytes: &[u8], sheet: &str, cells: &[(&str, &str, &str)]) -> Vec<u8> {
    let names = Xlsx::<Cursor<Vec<u8>>>::new(Cursor::new(bytes.to_vec())).unwrap().sheet_names();
    let mut workbook = Workbook::new();
    for name in names {
        let mut lines = rows(bytes, &name);
        for (line, header, text) in cells.iter().filter(|_| name == sheet) {
            let place = lines[0].iter().position(|cell| cell == header).unwrap_or_else(|| panic!("no {header}"));
            let row = lines.iter_mut().find(|row| row.iter().any(|cell| cell == line)).unwrap();
            row[place] = Data::String((*text).to_owned());
        }
        write(workbook.add_worksheet().set_name(&name).unwrap(), &lines);
    }
    workbook.save_to_buffer().unwrap()
}

/// Writes cells as a spreadsheet that has read them does.
fn write(page: &mut Worksheet, lines: &[Vec<Data>]) {
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (line, row) in (0u32..).zip(lines) {
        for (place, cell) in (0u16..).zip(row) {
            match cell {
                Data::Empty => {}
                Data::DateTime(day) => drop(page.write_number_with_format(line, place, day.as_f64(), &date).unwrap()),
                Data::Float(number) => drop(page.write_number(line, place, *number).unwrap()),
                other => drop(page.write_string(line, place, other.to_string()).unwrap()),
            }
        }
    }
}

/// What somebody writes into a cell.
pub enum Written<'t> {
    Text(&'t str),
    Day(&'t str),
    Number(f64),
    Formula(&'t str),
}

/// A workbook of one sheet with a header and rows of cells; blank texts are left out.
pub fn workbook(sheet: &str, header: &[&str], rows: &[Vec<Written<'_>>]) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let page = workbook.add_worksheet();
    page.set_name(sheet).unwrap();
    for (place, text) in (0u16..).zip(header) {
        page.write_string(0, place, *text).unwrap();
    }
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (line, row) in (1u32..).zip(rows) {
        for (place, cell) in (0u16..).zip(row) {
            match cell {
                Written::Text("") => {}
                Written::Text(text) => drop(page.write_string(line, place, *text).unwrap()),
                Written::Day(day) => {
                    let day = ExcelDateTime::parse_from_str(day).unwrap();
                    page.write_datetime_with_format(line, place, &day, &date).unwrap();
                }
                Written::Number(number) => drop(page.write_number(line, place, *number).unwrap()),
                Written::Formula(text) => drop(page.write_formula(line, place, Formula::new(*text)).unwrap()),
            }
        }
    }
    workbook.save_to_buffer().unwrap()
}

/// The value retained of a property today, as its canonical text.
pub fn retained(programme: &Programme, key: &str, property: Property) -> Option<String> {
    let subject = programme.record().find(&jalons::store::Key::new(key)).cloned()?;
    let clock = jalons::programme::clock::Clock::of_day(crate::harness::today());
    let told = jalons::programme::told::Told::of(&subject, &clock)?;
    told.value(property).map(|value| value.to_string())
}

/// A list that was taken away as CSV, as text without its mark.
pub async fn csv(browser: &mut Browser, list: &str) -> String {
    let answer = browser.get(&format!("/fichier/{list}.csv")).await;
    assert_eq!(answer.status, 200, "{}", words(&answer));
    answer.text().strip_prefix('\u{feff}').unwrap().to_owned()
}

/// A line of a CSV with one cell written anew, by its header.
pub fn with(csv: &str, line: &str, cells: &[(&str, &str)]) -> String {
    let mut lines: Vec<String> = csv.split("\r\n").map(str::to_owned).collect();
    let header: Vec<String> = lines[0].split(';').map(str::to_owned).collect();
    let found = lines.iter_mut().skip(1).find(|text| text.contains(line)).unwrap_or_else(|| panic!("no {line}"));
    let mut row: Vec<String> = found.split(';').map(str::to_owned).collect();
    for (name, text) in cells {
        row[header.iter().position(|known| known == name).unwrap_or_else(|| panic!("no {name}"))] = (*text).to_owned();
    }
    *found = row.join(";");
    lines.join("\r\n")
}
