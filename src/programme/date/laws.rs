//! What holds of every date: property tests.

use std::cmp::Ordering;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::{Edtf, Season};

fn any_stem() -> impl Strategy<Value = Edtf> {
    let year = 1000..=9999i32;
    prop_oneof![
        (year.clone(), 1..=366u32)
            .prop_filter_map("a day of the year", |(year, ordinal)| { NaiveDate::from_yo_opt(year, ordinal) })
            .prop_map(Edtf::day),
        (year.clone(), 1..=12u32).prop_filter_map("a month", |(year, month)| Edtf::month(year, month)),
        (year.clone(), 0..4usize).prop_filter_map("a season", |(year, which)| Edtf::season(year, Season::ALL[which].1)),
        year.prop_filter_map("a year", Edtf::year),
    ]
}

fn any_point() -> impl Strategy<Value = Edtf> {
    (any_stem(), any::<bool>()).prop_map(|(date, about)| if about { date.approximately() } else { date })
}

fn any_date() -> impl Strategy<Value = Edtf> {
    let near = (any_point(), -400..400i64, any_point()).prop_filter_map("in order", |(start, days, other)| {
        // Ends that are near one another, so that months and years are shared now and then.
        let end = Edtf::day(start.latest().checked_add_signed(chrono::Duration::days(days))?);
        Edtf::interval(Some(start), Some(if days % 3 == 0 { other } else { end }))
    });
    prop_oneof![
        any_point(),
        near,
        any_point().prop_filter_map("open", |end| Edtf::interval(None, Some(end))),
        any_point().prop_filter_map("open", |start| Edtf::interval(Some(start), None)),
    ]
}

proptest! {
    #[test]
    fn parsing_what_was_printed_is_the_identity(date in any_date()) {
        prop_assert_eq!(date.to_string().parse::<Edtf>(), Ok(date));
        prop_assert_eq!(Edtf::from_cell(&date.to_string()), Ok(date));
        let json = serde_json::to_string(&date).unwrap();
        prop_assert_eq!(serde_json::from_str::<Edtf>(&json).unwrap(), date);
    }

    #[test]
    fn french_reads_back(date in any_date()) {
        prop_assert_eq!(Edtf::read_french(&date.french()), Ok(date));
        prop_assert_eq!(Edtf::read_french(&date.french_when()), Ok(date));
    }

    #[test]
    fn bounds_are_in_order(date in any_date()) {
        prop_assert!(date.earliest() <= date.latest());
        prop_assert!(date.span_days() >= 1);
        prop_assert!(date.overlaps(&date));
    }

    #[test]
    fn order_is_total_and_agrees_with_equality(a in any_date(), b in any_date(), c in any_date()) {
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a.cmp(&b) == Ordering::Equal, a == b);
        let mut three = [a, b, c];
        three.sort();
        prop_assert!(three[0] <= three[1] && three[1] <= three[2] && three[0] <= three[2]);
        prop_assert!(three[0].latest() <= three[2].latest());
    }

    #[test]
    fn no_text_makes_it_panic(text in ".*", near in "[0-9/~.-]{0,24}") {
        for text in [text, near] {
            if let Ok(date) = text.parse::<Edtf>() {
                prop_assert!(date.earliest() <= date.latest());
            }
            let _ = Edtf::from_cell(&text);
            let _ = Edtf::read_french(&text);
        }
    }

    #[test]
    fn any_day_of_the_calendar_is_taken(days in -95_000_000..95_000_000i32) {
        if let Some(day) = NaiveDate::from_epoch_days(days) {
            for date in [Edtf::day(day), Edtf::not_later_than(day), Edtf::from_day_on(day)] {
                prop_assert_eq!(date.to_string().parse::<Edtf>(), Ok(date));
            }
        }
    }
}
