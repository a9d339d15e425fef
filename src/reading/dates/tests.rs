use super::*;
use crate::reading::token::tokens;

/// The dates of a text read on a day in a tense, each with its words.
fn read(text: &str, day: &str, tense: Option<Tense>) -> Vec<(String, String)> {
    let tokens = tokens(text);
    let mut before = None;
    expressions(text, &tokens)
        .into_iter()
        .map(|expression| {
            let around = Around { day: day.parse().ok(), before, joined: None };
            let resolved = resolve(&expression, around, tense);
            before = resolved.or(before);
            let date = resolved.map_or("open".to_owned(), |resolved| {
                let mark = if resolved.inferred_year { " inferred" } else { "" };
                bounded(resolved.date, expression.modifier, expression.bound).to_string() + mark
            });
            let words = &tokens[expression.tokens];
            (text[words[0].start..words[words.len() - 1].end].to_owned(), date)
        })
        .collect()
}

fn one(text: &str, words: &str, date: &str) {
    assert_eq!(read(text, "", None), [(words.to_owned(), date.to_owned())], "{text}");
}

#[test]
fn a_date_with_its_year_is_read_without_a_day() {
    one("Le 5 et 6 mars 2019, s'est déroulée", "Le 5 et 6 mars 2019", "2019-03-05/2019-03-06");
    one("Du 18 au 24 mars 2019, les sept", "Du 18 au 24 mars 2019", "2019-03-18/2019-03-24");
    one("du 28 février au 3 mars 2019", "du 28 février au 3 mars 2019", "2019-02-28/2019-03-03");
    one("du 20 décembre 2018 au 30 avril 2019", "du 20 décembre 2018 au 30 avril 2019", "2018-12-20/2019-04-30");
    one("du 23 décembre au 4 janvier 2020", "du 23 décembre au 4 janvier 2020", "2019-12-23/2020-01-04");
    one("conduite à l'automne 2018, le", "à l'automne 2018", "2018-23");
    one("conseil du 22 novembre 2018, les", "du 22 novembre 2018", "2018-11-22");
    one("le mardi 10 mars 2020 à Ernée", "le mardi 10 mars 2020", "2020-03-10");
    one("Le 1er août 2019", "Le 1er août 2019", "2019-08-01");
    one("en mars 2019", "en mars 2019", "2019-03");
    one("de mai à juillet 2021", "de mai à juillet 2021", "2021-05/2021-07");
    one("pendant l'hiver 2019-2020", "pendant l'hiver 2019-2020", "2019-24");
    one("au second semestre 2021", "au second semestre 2021", "2021-07/2021-12");
    one("fin février 2020", "fin février 2020", "2020-02-21/2020-02-29");
    one("en 2018", "en 2018", "2018");
    one("pour la période 2020-2022", "pour la période 2020-2022", "2020/2022");
}

#[test]
fn a_year_comes_from_the_day_and_the_tense() {
    for (text, past, future) in [
        ("le 2 juillet", "2019-07-02 inferred", "2020-07-02 inferred"),
        ("le 30 juillet", "2019-07-30 inferred", "2020-07-30 inferred"),
        ("le 31 juillet", "2018-07-31 inferred", "2019-07-31 inferred"),
        ("les 9 et 10 décembre", "2018-12-09/2018-12-10 inferred", "2019-12-09/2019-12-10 inferred"),
        ("au printemps", "2019-21 inferred", "2020-21 inferred"),
        ("en juillet", "2019-07 inferred", "2019-07 inferred"),
        ("du 20 décembre au 5 janvier", "2018-12-20/2019-01-05 inferred", "2019-12-20/2020-01-05 inferred"),
        ("le 29 février", "2016-02-29 inferred", "2020-02-29 inferred"),
    ] {
        for (tense, date) in [(Tense::Past, past), (Tense::Future, future)] {
            assert_eq!(read(text, "2019-07-30", Some(tense)), [(text.to_owned(), date.to_owned())]);
        }
        assert_eq!(read(text, "2019-07-30", None), [(text.to_owned(), "open".to_owned())], "no tense");
        assert_eq!(read(text, "", Some(Tense::Past)), [(text.to_owned(), "open".to_owned())], "no day");
    }
}

#[test]
fn dernier_and_prochain_say_the_side() {
    assert_eq!(read("le 1er février dernier", "2019-05-21", Some(Tense::Future))[0].1, "2019-02-01 inferred");
    assert_eq!(read("le 17 mai prochain", "2024-04-09", None)[0].1, "2024-05-17 inferred");
}

#[test]
fn a_weekday_must_agree() {
    assert_eq!(read("le vendredi 28 juin", "2019-09-10", Some(Tense::Past))[0].1, "2019-06-28 inferred");
    assert_eq!(read("le lundi 28 juin", "2019-09-10", Some(Tense::Past))[0].1, "open");
    assert_eq!(read("mardi 2 juillet 2019", "", None)[0].1, "2019-07-02");
}

#[test]
fn days_that_do_not_follow_one_another_are_several() {
    let dates: Vec<String> = read("les 20 et 27 juin 2019", "", None).into_iter().map(|(_, date)| date).collect();
    assert_eq!(dates, ["2019-06-20", "2019-06-27"]);
}

#[test]
fn a_preposition_bounds() {
    one("avant le 31 mars 2021", "avant le 31 mars 2021", "../2021-03-30");
    one("avant la fin de l'année 2021", "avant la fin de l'année 2021", "../2021-12-31");
    one("avant la fin mars 2021", "avant la fin mars 2021", "../2021-03-31");
    one("au plus tard le 30 septembre 2024", "au plus tard le 30 septembre 2024", "../2024-09-30");
    one("à compter du 1er juillet 2020", "à compter du 1er juillet 2020", "2020-07-01/..");
    one("jusqu'au 30 juin 2021", "jusqu'au 30 juin 2021", "../2021-06-30");
    one("depuis mars 2019", "depuis mars 2019", "2019-03/..");
    one("d'ici fin avril 2021", "d'ici fin avril 2021", "../2021-04-30");
    assert_eq!(read("depuis janvier", "2020-06-24", Some(Tense::Past))[0].1, "2020-01/.. inferred");
}

#[test]
fn the_date_just_named_is_taken_again() {
    let dates: Vec<String> =
        read("Il s'est tenu le 2 juillet. A cette occasion, à date", "2019-07-30", Some(Tense::Past))
            .into_iter()
            .map(|(_, date)| date)
            .collect();
    assert_eq!(dates, ["2019-07-02 inferred", "2019-07-02 inferred", "2019-07-30 inferred"]);
    assert_eq!(read("A cette occasion", "2019-07-30", None)[0].1, "open");
}

#[test]
fn what_is_no_date_is_left() {
    for text in [
        "sept premiers contrats ont été signés",
        "Mars est une planète, mai aussi, les contrats a été",
        "la loi n° 2018-1317, l'article 1er, France 2030, page 2019",
        "contrats de ruralité 2017-2020, le 31 cents",
        "une mise à date-limite",
    ] {
        assert!(expressions(text, &tokens(text)).is_empty(), "{text}: {:?}", expressions(text, &tokens(text)));
    }
    assert_eq!(read("le 30 février 2019", "", None)[0].1, "open");
}
