use chrono::NaiveDate;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn date(text: &str) -> Edtf {
    text.parse().unwrap()
}

#[test]
fn a_season_has_its_three_months() {
    let bounds = |text: &str| (date(text).earliest().to_string(), date(text).latest().to_string());
    assert_eq!(bounds("2019-21"), ("2019-03-01".into(), "2019-05-31".into()));
    assert_eq!(bounds("2019-22"), ("2019-06-01".into(), "2019-08-31".into()));
    assert_eq!(bounds("2018-23"), ("2018-09-01".into(), "2018-11-30".into()));
    assert_eq!(bounds("2018-24"), ("2018-12-01".into(), "2019-02-28".into()));
    assert_eq!(bounds("9999-24"), ("9999-12-01".into(), "+10000-02-29".into()));
}

#[test]
fn an_open_end_reaches_the_end_of_the_calendar() {
    let until = Edtf::not_later_than(day("2019-11-19"));
    assert_eq!(until.to_string(), "../2019-11-19");
    assert_eq!((until.earliest(), until.latest()), (NaiveDate::MIN, day("2019-11-19")));
    assert_eq!(until.span_days(), i64::MAX);
    let since = Edtf::from_day_on(day("2019-05-03"));
    assert_eq!(since.to_string(), "2019-05-03/..");
    assert!(since.overlaps(&until) && since.is_open());
    assert!(!Edtf::not_later_than(day("2019-05-02")).overlaps(&since));
}

#[test]
fn equal_ends_are_one_date() {
    assert_eq!(Edtf::between(day("2019-07-02"), day("2019-07-02")), date("2019-07-02"));
    assert_eq!(date("2019-03/2019-03"), date("2019-03"));
    assert_eq!(Edtf::between(day("2019-03-24"), day("2019-03-18")).to_string(), "2019-03-18/2019-03-24");
    assert_eq!(Edtf::interval(Edtf::month(2019, 3), Edtf::month(2019, 5)), Some(date("2019-03/2019-05")));
    assert_eq!(Edtf::interval(Edtf::year(2019), Edtf::year(2018)), None);
}

#[test]
fn only_an_exact_day_is_a_day() {
    assert_eq!(date("2019-07-02").is_day(), Some(day("2019-07-02")));
    assert_eq!(date("2019-07-02").span_days(), 1);
    assert_eq!(date("2019-07-02~").is_day(), None);
    assert_eq!(date("2019-07").is_day(), None);
    assert_eq!(date("2019-07").approximately(), date("2019-07~"));
}

#[test]
fn what_is_no_date_is_refused_with_what_was_expected() {
    let expected = |text: &str| text.parse::<Edtf>().unwrap_err().expected;
    assert_eq!(expected("2019-02-30"), "a day that exists: 2019-02 has 28 days");
    assert_eq!(expected("2019-13"), "a month from 01 to 12 or a season from 21 to 24");
    assert_eq!(expected("2019-05/2019-03"), "an interval that ends after it begins");
    assert_eq!(expected("../.."), "an interval with at least one end");
    assert_eq!(expected("0219"), "a year from 1000 to 9999");
    for text in
        ["", " 2019", "2019-3", "201X", "2019?", "2019%", "/2019", "2019-03-01T10:00:00", "+219", "2019/2020/2021"]
    {
        assert!(text.parse::<Edtf>().is_err(), "{text}");
    }
    assert_eq!(
        "2019-02-30".parse::<Edtf>().unwrap_err().to_string(),
        r#""2019-02-30" is not a date: expected a day that exists: 2019-02 has 28 days"#
    );
}

#[test]
fn a_cell_is_read_as_people_type_it() {
    for cell in ["1/3/2019", "01/03/2019", " 2019-03-01 "] {
        assert_eq!(Edtf::from_cell(cell), Ok(date("2019-03-01")), "{cell}");
    }
    assert_eq!(Edtf::from_cell("2019-03-18/2019-03-24"), Ok(date("2019-03-18/2019-03-24")));
    assert_eq!(Edtf::from_cell("../2019-11-19"), Ok(date("../2019-11-19")));
    for cell in ["2019-02-30", "30/02/2019", "03/13/2019", "1/3/19", "001/3/2019", "mars"] {
        assert!(Edtf::from_cell(cell).is_err(), "{cell}");
    }
    assert!(Edtf::from_cell("mars").unwrap_err().expected.ends_with("or a day as jj/mm/aaaa"));
}

#[test]
fn french_is_written_as_people_write_it() {
    for (text, bare, when) in [
        ("2019-07-02", "2 juillet 2019", "le 2 juillet 2019"),
        ("2019-03-01", "1er mars 2019", "le 1er mars 2019"),
        ("2019-03", "mars 2019", "en mars 2019"),
        ("2018-23", "automne 2018", "à l’automne 2018"),
        ("2019-21", "printemps 2019", "au printemps 2019"),
        ("2019-24", "hiver 2019-2020", "à l’hiver 2019-2020"),
        ("2019", "2019", "en 2019"),
        ("2019-05-03~", "vers le 3 mai 2019", "vers le 3 mai 2019"),
        ("2019-03~", "vers mars 2019", "vers mars 2019"),
    ] {
        assert_eq!((date(text).french().as_str(), date(text).french_when().as_str()), (bare, when));
    }
    for (text, words) in [
        ("2019-03-18/2019-03-24", "du 18 au 24 mars 2019"),
        ("2019-02-28/2019-03-03", "du 28 février au 3 mars 2019"),
        ("2018-12-20/2019-04-30", "du 20 décembre 2018 au 30 avril 2019"),
        ("2019-03/2019-05", "de mars à mai 2019"),
        ("2019-04/2020-01", "d’avril 2019 à janvier 2020"),
        ("2018-23/2019-03-01", "de l’automne 2018 au 1er mars 2019"),
        ("../2019-11-19", "au plus tard le 19 novembre 2019"),
        ("../2019-22", "au plus tard à l’été 2019"),
        ("2019-05-03/..", "à partir du 3 mai 2019"),
        ("2019-10~/..", "à partir d’octobre 2019 (début approximatif)"),
    ] {
        assert_eq!((date(text).french().as_str(), date(text).french_when().as_str()), (words, words));
    }
}

#[test]
fn french_that_is_no_date_is_refused() {
    assert_eq!(Edtf::read_french("Le 1ER\u{a0}aout\u{a0}2019"), Ok(date("2019-08-01")));
    for words in ["", "le", "mars", "le 31 février 2019", "hiver 2019-2021", "du 24 au 18 mars 2019", "le 3 mai 4 2019"]
    {
        assert!(Edtf::read_french(words).is_err(), "{words}");
    }
}
