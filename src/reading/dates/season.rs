//! Seasons, holidays and the feast of Christmas.

use super::super::lexicon::{Sense, Unit, Word};
use super::cursor::Cursor;
use super::grammar::Found;
use super::period::{season_months, with_year};
use super::{Calendar, Place, Said};
use crate::programme::date::Season;

/// Whether it is the feast, and not somebody's name: "à Noël", "d'ici Noël".
pub(super) fn is_feast(cursor: Cursor<'_>, start: usize) -> bool {
    matches!(
        cursor.back(start, 1),
        Sense::Word(
            Word::At
                | Word::Before
                | Word::After
                | Word::Here
                | Word::For
                | Word::Until
                | Word::Since
                | Word::Toward
                | Word::From
                | Word::De
        )
    )
}

/// "au printemps", "l'automne 2018", "l'hiver 2019-2020".
pub(super) fn season_of(cursor: Cursor<'_>, start: usize, season: Season) -> Option<Found> {
    // "l'hiver 2019-2020": the year of its December.
    if season == Season::Winter
        && let (Sense::Digits(first @ 1900..=2098, 4), Sense::Digits(second, 2 | 4)) =
            (cursor.sense(start + 1), cursor.sense(start + 3))
        && cursor.dash(start + 2)
        && (second == first + 1 || second == (first + 1) % 100)
    {
        let calendar = Calendar { year: i32::try_from(first).ok(), ..Calendar::of(Place::Season(season)) };
        return Some(Found::one(start, start + 4, Said::Calendar(calendar)));
    }
    // "entre le printemps et l'automne 2018".
    if cursor.was(start, 2, Word::Between)
        && cursor.is(start + 1, Word::And)
        && matches!(cursor.sense(start + 2), Sense::Word(Word::L | Word::Le))
    {
        let last = match cursor.sense(start + 3) {
            Sense::Season(last) => Some(last),
            Sense::Word(Word::Ete) => Some(Season::Summer),
            _ => None,
        };
        if let Some(last) = last {
            let place = Place::Months(season_months(season), (season_months(last) + 1) % 12 + 1);
            return Some(with_year(cursor, start, start + 4, place));
        }
    }
    let found = with_year(cursor, start, start + 1, Place::Season(season));
    let dated = matches!(found.said.as_slice(), [Said::Calendar(Calendar { year: Some(_), .. })]);
    let before = cursor.back(start, 1);
    let placed = matches!(
        before,
        Sense::Word(
            Word::L
                | Word::Le
                | Word::Au
                | Word::Du
                | Word::Ce
                | Word::Cet
                | Word::De
                | Word::In
                | Word::Before
                | Word::After
                | Word::For
        )
    );
    // "L'hiver 2019" may be either of two: only "2019-2020" tells.
    let certain = season != Season::Winter || !dated;
    ((placed || dated || found.side.is_some()) && certain).then_some(found)
}

/// "l'été", "cet été", "été 2020". A participle ("a été signé") is no summer.
pub(super) fn summer(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let found = with_year(cursor, start, start + 1, Place::Season(Season::Summer));
    let dated = matches!(found.said.as_slice(), [Said::Calendar(Calendar { year: Some(_), .. })]);
    let placed = matches!(cursor.back(start, 1), Sense::Word(Word::L | Word::Cet))
        && !matches!(cursor.sense(start + 1), Sense::Verb(..));
    let in_summer = cursor.was(start, 1, Word::In) && matches!(cursor.sense(start + 1), Sense::Mark(_));
    (placed || dated || in_summer).then_some(found)
}

/// "la rentrée", "la rentrée de septembre 2020": September.
pub(super) fn rentree(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    let mut end = cursor.skip(start + 1, &[Word::School]);
    if cursor.is(end, Word::De) && matches!(cursor.sense(end + 1), Sense::Month(9)) {
        end += 2;
    }
    let found = with_year(cursor, start, end, Place::Month(9));
    let article = matches!(
        cursor.back(start, 1),
        Sense::Word(Word::La | Word::Cette | Word::De | Word::In | Word::For | Word::Before)
    );
    let dated = matches!(found.said.as_slice(), [Said::Calendar(Calendar { year: Some(_), .. })]);
    (article || dated).then_some(found)
}

/// "vacances d'été", "trêve estivale", "congés d'août", "vacances de Noël".
pub(super) fn holidays(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    if cursor.is(start + 1, Word::SummerAdj) {
        return Some(with_year(cursor, start, start + 2, Place::Season(Season::Summer)));
    }
    let named = cursor.skip(start + 1, &[Word::De, Word::Du]);
    let named = if cursor.sense(named) == Sense::Unit(Unit::Month) { named + 2 } else { named };
    match cursor.sense(named) {
        Sense::Word(Word::Ete) => Some(with_year(cursor, start, named + 1, Place::Season(Season::Summer))),
        Sense::Season(season) => Some(with_year(cursor, start, named + 1, Place::Season(season))),
        Sense::Month(month) => Some(with_year(cursor, start, named + 1, Place::Month(month))),
        Sense::Word(Word::Christmas) => Some(with_year(cursor, start, named + 1, Place::Day(25, 12))),
        _ => None,
    }
}

/// "la période estivale".
pub(super) fn summer_period(cursor: Cursor<'_>, start: usize) -> Option<Found> {
    cursor.is(start + 1, Word::SummerAdj).then(|| with_year(cursor, start, start + 2, Place::Season(Season::Summer)))
}
