//! The grammar of calendar expressions: one pattern a way of saying a date, the longest first.

use std::ops::Range;
use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::super::pattern::pattern;
use super::super::text::just_before;
use super::vocabulary::{BOUNDS, MONTHS, SEASONS, TERMS, WEEKDAYS, fold, vocabulary};
use super::{Bound, Calendar, Expression, Place, Said, Tense};
use crate::programme::date::Season;

/// A way of saying a date.
struct Way {
    pattern: Regex,
    /// What the words say; `None` where they are no date after all. Several dates for a list of days.
    read: fn(&Captures<'_>) -> Option<Vec<Calendar>>,
    /// Whether it is a date only after a word that bounds it: "depuis janvier".
    after_bound: bool,
}

/// The ways, each before those that would take a part of it.
static WAYS: LazyLock<Vec<Way>> = LazyLock::new(|| {
    let way = |pattern: &str, read| Way { pattern: vocabulary(pattern), read, after_bound: false };
    vec![
        // du 18 au 24 mars 2019; entre le 28 février et le 3 mars; du 23 décembre 2018 au 4 janvier 2019
        way(
            r"\b(?:du|entre le) {W}(?P<d1>{D})(?: (?P<m1>{M}))?(?: (?P<y1>{Y}))? (?:au|et le|jusqu'au) {W}{DMY}",
            day_range,
        ),
        // le 5 et 6 mars 2019; les 9 et 10 décembre; les 20 et 27 juin
        way(
            r"\b(?:les?|des|du|aux?) (?P<days>{D}(?:, {D})*,? (?:et|puis)(?: le)? {D}) (?P<m>{M})\b(?: (?P<y>{Y})\b)?",
            day_list,
        ),
        // le mardi 2 juillet 2019; du 22 novembre 2018; le 1er mars
        way(r"\b(?:(?:le|du|au|ce) )?(?:(?P<w>{WEEKDAY}),? )?{DMY}", one_day),
        // de mars à mai 2019; entre mars et mai 2019
        way(r"\b(?:de |d'|entre )(?P<m1>{M})(?: (?P<y1>{Y}))? (?:à|et) (?P<m>{M})\b(?: (?P<y>{Y})\b)?", month_range),
        // début mars; à la mi-mai 2019; fin juin
        way(
            r"\b(?:(?:à la|la|au|le|à) )?(?P<part>début|mi|fin)[ -](?:du mois )?(?:de |d')?(?P<m>{M})\b(?: (?P<y>{Y})\b)?",
            month_part,
        ),
        // en mars; au mois de mai 2019; courant octobre
        way(r"\b(?:en |courant |(?:au |du |le )mois (?:de |d'))(?P<m>{M})\b(?: (?P<y>{Y})\b)?", one_month),
        // de mars 2019
        way(r"\b(?:de |d')?(?P<m>{M}) (?P<y>{Y})\b", one_month),
        Way { after_bound: true, ..way(r"\b(?P<m>{M})\b", one_month) },
        // à l'automne 2018; au printemps; cet été; l'hiver 2019-2020
        way(
            r"\b(?P<article>à l'|de l'|l'|au |du |le |cet |ce )?(?P<s>automne|[ée]té|hiver|printemps)\b(?: (?P<y>{Y})\b(?:[-–/](?P<y2>{Y})\b)?)?",
            one_season,
        ),
        // au premier trimestre 2019; au dernier trimestre; second semestre de l'année 2020
        way(
            r"\b(?:(?:au|du|le) )?(?P<rank>1er|premier|second|deuxième|troisième|quatrième|dernier|[2-4](?:e|ème)) (?P<term>trimestre|semestre)\b(?: (?:de (?:l'année )?)?(?P<y>{Y})\b)?",
            one_term,
        ),
        // la période 2020-2022
        way(r"\b(?:la |les )?(?:période|années) (?P<y1>{Y})[-–](?P<y>{Y})\b", year_range),
        // en 2018; l'année 2019; à l'horizon 2030
        way(r"\b(?:en |(?:(?:à|de) )?l'(?:année|horizon) |courant )(?P<y>{Y})\b", one_year),
        Way { after_bound: true, ..way(r"\b(?P<y>{Y})\b", one_year) },
    ]
});

/// The calendar expressions of a plain text, in order. A list of days that do not follow one another gives one
/// expression a day, of the same bytes.
#[must_use]
pub fn expressions(text: &str) -> Vec<Expression> {
    let mut found = relative(text);
    for way in WAYS.iter() {
        for words in way.pattern.captures_iter(text) {
            let Some(whole) = words.get(0) else { continue };
            let (bound, start) = bound_before(text, whole.start());
            let taken = found.iter().any(|other| other.range.start < whole.end() && whole.start() < other.range.end);
            if taken || (way.after_bound && bound.is_none()) || goes_on(text, whole.end()) {
                continue;
            }
            let (side, end) = side_after(text, whole.end());
            for calendar in (way.read)(&words).unwrap_or_default() {
                found.push(Expression { range: start..end, said: Said::Calendar(calendar), bound, side });
            }
        }
    }
    found.sort_by_key(|expression| expression.range.start);
    found
}

/// "à cette occasion", "le même jour"; "à ce jour", "à date". A capital may have lost its accent.
fn relative(text: &str) -> Vec<Expression> {
    let same = pattern!(r"\b(?:[àa] cette (?:même )?occasion|le même jour|ce (?:même )?jour-là|ce même jour)\b");
    let now = pattern!(r"\b(?:[àa] ce jour\b|(?:[àa] date)\b|aujourd'hui\b)");
    let expression = |range, said| Expression { range, said, bound: None, side: None };
    let same = same.find_iter(text).map(|found| expression(found.range(), Said::SameDay));
    let now = now
        .find_iter(text)
        .filter(|found| !text.get(found.end()..).unwrap_or_default().starts_with('-'))
        .map(|found| expression(found.range(), Said::Now));
    same.chain(now).collect()
}

/// The bound said right before a date, and where the expression begins with it.
fn bound_before(text: &str, start: usize) -> (Option<Bound>, usize) {
    let before = just_before(text, start);
    let said = pattern!(
        r"\b(?P<bound>depuis|dès|à partir|à compter|jusqu'|d'ici|au plus tard|avant|après|au-delà)(?: |(?: (?:à|en|de|le) )|(?:à|en) )?$"
    );
    let Some(bound) = said.captures(before).and_then(|found| found.name("bound")) else { return (None, start) };
    let word = bound.as_str().to_lowercase();
    let known = BOUNDS.iter().find(|(known, _)| *known == word).map(|(_, bound)| *bound);
    (known, start - before.len() + bound.start())
}

/// "dernier" or "prochain" right after a date, and where the expression ends with it.
fn side_after(text: &str, end: usize) -> (Option<Tense>, usize) {
    let after = text.get(end..).unwrap_or_default();
    let Some(found) = pattern!(r"^ (?:derni|prochain)\p{L}*\b").find(after) else { return (None, end) };
    let side = if found.as_str().contains("prochain") { Tense::Future } else { Tense::Past };
    (Some(side), end + found.end())
}

/// Whether what looks like a year is the head of a longer number or of a range of years.
fn goes_on(text: &str, end: usize) -> bool {
    pattern!(r"^(?:[-–/]\d|\d)").is_match(text.get(end..).unwrap_or_default())
}

fn day_range(words: &Captures<'_>) -> Option<Vec<Calendar>> {
    let (day, month) = (day_number(words, "d")?, month_number(words, "m")?);
    let first = (day_number(words, "d1")?, month_number(words, "m1").unwrap_or(month));
    let calendar = dated(words, Place::Days(first, (day, month)));
    Some(vec![Calendar { first_year: year_number(words, "y1"), ..calendar }])
}

fn day_list(words: &Captures<'_>) -> Option<Vec<Calendar>> {
    let month = month_number(words, "m")?;
    let days: Vec<u32> =
        pattern!(r"\d+").find_iter(words.name("days")?.as_str()).filter_map(|day| day.as_str().parse().ok()).collect();
    let (first, last) = (*days.first()?, *days.last()?);
    let in_a_row = days.windows(2).all(|pair| matches!(pair, [one, next] if one + 1 == *next));
    Some(if in_a_row {
        vec![dated(words, Place::Days((first, month), (last, month)))]
    } else {
        days.into_iter().map(|day| dated(words, Place::Day(day, month))).collect()
    })
}

fn one_day(words: &Captures<'_>) -> Option<Vec<Calendar>> {
    let said = words.name("w").map(|word| word.as_str().to_lowercase());
    let weekday = said.and_then(|said| WEEKDAYS.iter().find(|(name, _)| *name == said)).map(|(_, weekday)| *weekday);
    let calendar = dated(words, Place::Day(day_number(words, "d")?, month_number(words, "m")?));
    Some(vec![Calendar { weekday, ..calendar }])
}

fn month_range(words: &Captures<'_>) -> Option<Vec<Calendar>> {
    let calendar = dated(words, Place::Months(month_number(words, "m1")?, month_number(words, "m")?));
    Some(vec![Calendar { first_year: year_number(words, "y1"), ..calendar }])
}

fn month_part(words: &Captures<'_>) -> Option<Vec<Calendar>> {
    let part = match fold(words.name("part")?.as_str()).as_str() {
        "debut" => 0,
        "mi" => 1,
        _ => 2,
    };
    Some(vec![dated(words, Place::MonthPart(part, month_number(words, "m")?))])
}

fn one_month(words: &Captures<'_>) -> Option<Vec<Calendar>> {
    Some(vec![dated(words, Place::Month(month_number(words, "m")?))])
}

fn one_season(words: &Captures<'_>) -> Option<Vec<Calendar>> {
    let name = fold(words.name("s")?.as_str());
    let (_, season) = SEASONS.iter().find(|(known, _)| *known == name)?;
    let article = words.name("article").map_or("", |article| article.as_str());
    let (year, next) = (year_number(words, "y"), year_number(words, "y2"));
    // "a été signé" is no summer; a bare season without a year is no date.
    let summer = name != "ete" || article.ends_with('\'') || article.starts_with('c');
    let placed = year.is_some() || !article.is_empty();
    // "L'hiver 2019" may be either of two: only "2019-2020" tells.
    let certain = match (*season, year, next) {
        (Season::Winter, Some(year), Some(next)) => next == year + 1,
        (Season::Winter, Some(_), None) => false,
        (Season::Winter, None, _) => true,
        (_, _, next) => next.is_none(),
    };
    (summer && placed && certain).then(|| vec![dated(words, Place::Season(*season))])
}

fn one_term(words: &Captures<'_>) -> Option<Vec<Calendar>> {
    let (rank, term) = (words.name("rank")?.as_str().to_lowercase(), words.name("term")?.as_str().to_lowercase());
    let (.., first, last) = TERMS.iter().find(|(name, ranks, ..)| *name == term && ranks.contains(&rank.as_str()))?;
    Some(vec![dated(words, Place::Months(*first, *last))])
}

fn year_range(words: &Captures<'_>) -> Option<Vec<Calendar>> {
    let calendar = dated(words, Place::Months(1, 12));
    Some(vec![Calendar { first_year: year_number(words, "y1"), ..calendar }])
}

fn one_year(words: &Captures<'_>) -> Option<Vec<Calendar>> {
    Some(vec![dated(words, Place::Year)])
}

fn dated(words: &Captures<'_>, place: Place) -> Calendar {
    Calendar { place, first_year: None, year: year_number(words, "y"), weekday: None }
}

fn day_number(words: &Captures<'_>, name: &str) -> Option<u32> {
    words.name(name)?.as_str().trim_end_matches(char::is_alphabetic).parse().ok()
}

fn month_number(words: &Captures<'_>, name: &str) -> Option<u32> {
    let said = fold(words.name(name)?.as_str());
    let place = MONTHS.iter().position(|month| *month == said)?;
    u32::try_from(place + 1).ok()
}

fn year_number(words: &Captures<'_>, name: &str) -> Option<i32> {
    words.name(name)?.as_str().parse().ok()
}

/// Whether a date belongs to a law, a decree or another act: it says when the act was made, and nothing of the event
/// told in the sentence.
#[must_use]
pub fn is_of_an_act(text: &str, date: &Range<usize>) -> bool {
    let before = just_before(text, date.start);
    let own = text.get(date.start..).is_some_and(|date| date.starts_with("du "));
    own && pattern!(
        r"\b(?:loi|décret|ordonnance|arrêté|circulaire|directive|règlement|instruction)s?(?: (?:\p{L}+el(?:le)?|\p{L}+al|\p{L}+ique|d'\p{L}+)){0,2}(?: n° ?[\dA-Z.-]+)? $"
    )
    .is_match(before)
}
