//! The rules of the record, each with its tests, on sketched records.

use super::{
    life::{Life, Why},
    property::Property,
    record::sketch::{Sketch, day},
    source::SourceKind,
    stage::{self, Stage, TerritoryStage},
    status::Status,
    timeline,
    view::Programme,
};
use crate::{programme::phase::Phase, store::DecisionKind};

const CONTRAT: &str = "contract:1-ti-7505-contrat";

fn signed(programme: &Programme) -> Option<Life> {
    contract(programme)?.signed
}

fn contract(programme: &Programme) -> Option<super::contract::Contract> {
    programme.contracts(&"1-ti-7505".parse().unwrap()).first().map(|contract| (*contract).clone())
}

mod rule_1_nothing_is_overwritten {
    use super::*;

    #[test]
    fn a_strike_takes_a_statement_away_at_every_known_on_but_not_from_what_was_recorded_before() {
        let mut sketch = Sketch::default();
        let press = sketch.source("press", SourceKind::Press, None);
        let slip = sketch.say(CONTRAT, Property::Signed, "2019-12-06", press, "2019-12-06");
        let before = sketch.edits();
        sketch.decide(slip, DecisionKind::Strike);
        assert!(signed(&sketch.on("2020-01-01")).is_none());
        assert!(signed(&sketch.as_recorded("2020-01-01", before)).is_some());
    }

    #[test]
    fn a_correction_competes_in_place_of_what_it_corrects_at_every_known_on() {
        let mut sketch = Sketch::default();
        let press = sketch.source("press", SourceKind::Press, None);
        let slip = sketch.say(CONTRAT, Property::Signed, "2019-12-06", press, "2019-12-06");
        let before = sketch.edits();
        let correction = sketch.correct(slip, "2020-02-06");
        let life = signed(&sketch.on("2019-12-31")).unwrap();
        assert_eq!((life.retained.statement, life.disputed), (correction, false));
        assert_eq!(signed(&sketch.as_recorded("2019-12-31", before)).unwrap().retained.statement, slip);
        sketch.decide(correction, DecisionKind::Strike);
        assert_eq!(
            signed(&sketch.on("2019-12-31")).unwrap().retained.statement,
            slip,
            "an undone correction corrects nothing"
        );
    }

    #[test]
    fn a_source_that_cancels_a_promise_has_a_known_on_of_its_own() {
        let mut sketch = Sketch::default();
        let state = sketch.source("state", SourceKind::State, None);
        sketch.say(CONTRAT, Property::Promised, "2019-06", state, "2019-03-01");
        sketch.say(CONTRAT, Property::Promised, "cancelled", state, "2019-05-01");
        assert_eq!(contract(&sketch.on("2019-04-30")).unwrap().status, Status::Promised);
        assert_eq!(contract(&sketch.on("2019-05-01")).unwrap().status, Status::Cancelled);
    }
}

mod rule_2_two_clocks {
    use super::*;

    #[test]
    fn what_became_known_later_is_not_shown_on_an_earlier_day() {
        let mut sketch = Sketch::default();
        let press = sketch.source("press", SourceKind::Press, None);
        sketch.say(CONTRAT, Property::Signed, "2019-07-15", press, "2019-07-16");
        assert!(contract(&sketch.on("2019-07-15")).is_none());
        assert!(contract(&sketch.on("2019-07-16")).is_some());
    }

    #[test]
    fn what_was_shown_at_a_moment_is_shown_so_for_ever() {
        let mut sketch = Sketch::default();
        let press = sketch.source("press", SourceKind::Press, None);
        sketch.say(CONTRAT, Property::Signed, "2019-07-15", press, "2019-07-15");
        let (then, edits) = (signed(&sketch.on("2019-08-01")), sketch.edits());
        let minister = sketch.source("minister", SourceKind::Minister, None);
        let late_news = sketch.say(CONTRAT, Property::Signed, "2019-03-25", minister, "2019-04-29");
        sketch.decide(late_news, DecisionKind::Pin);
        assert_eq!(signed(&sketch.as_recorded("2019-08-01", edits)), then);
        assert_ne!(signed(&sketch.on("2019-08-01")), then);
    }
}

mod rule_3_the_value_retained {
    use super::*;

    #[test]
    fn a_pin_goes_before_the_source_which_goes_before_the_latest_known() {
        let mut sketch = Sketch::default();
        let press = sketch.source("press", SourceKind::Press, None);
        let minister = sketch.source("minister", SourceKind::Minister, None);
        let by_press = sketch.say(CONTRAT, Property::Signed, "2019-07-15", press, "2019-07-15");
        let by_minister = sketch.say(CONTRAT, Property::Signed, "2019-03-25", minister, "2019-04-29");
        let life = signed(&sketch.on("2019-08-01")).unwrap();
        assert_eq!((life.retained.statement, life.why), (by_minister, Why::Source));
        sketch.decide(by_press, DecisionKind::Pin);
        let life = signed(&sketch.on("2019-08-01")).unwrap();
        assert_eq!((life.retained.statement, life.why), (by_press, Why::Pinned));
    }

    #[test]
    fn among_equal_sources_the_latest_known_then_the_most_precise_then_the_last_recorded_is_retained() {
        let mut sketch = Sketch::default();
        let (one, two) = (sketch.source("one", SourceKind::Press, None), sketch.source("two", SourceKind::Press, None));
        sketch.say(CONTRAT, Property::Signed, "2019-12", one, "2019-12-10");
        let precise = sketch.say(CONTRAT, Property::Signed, "2019-12-09", two, "2019-12-10");
        let life = signed(&sketch.on("2020-01-01")).unwrap();
        assert_eq!((life.retained.statement, life.why, life.disputed), (precise, Why::MostPrecise, false));
        let later = sketch.say(CONTRAT, Property::Signed, "2019-12", one, "2019-12-11");
        let life = signed(&sketch.on("2020-01-01")).unwrap();
        assert_eq!((life.retained.statement, life.why), (later, Why::LatestKnown));
        let again = sketch.say(CONTRAT, Property::Signed, "2019-11", two, "2019-12-11");
        let life = signed(&sketch.on("2020-01-01")).unwrap();
        assert_eq!((life.retained.statement, life.why), (again, Why::MostPrecise), "November has thirty days");
        let last = sketch.say(CONTRAT, Property::Signed, "2019-09", two, "2019-12-11");
        let life = signed(&sketch.on("2020-01-01")).unwrap();
        assert_eq!((life.retained.statement, life.why), (last, Why::LatestRecorded));
    }

    #[test]
    fn of_a_promise_the_latest_known_is_retained_whoever_says_it_and_the_earlier_ones_are_its_trail() {
        let mut sketch = Sketch::default();
        let state = sketch.source("state", SourceKind::State, None);
        let press = sketch.source("press", SourceKind::Press, None);
        sketch.say(CONTRAT, Property::Promised, "2019-03", state, "2019-01-10");
        sketch.say(CONTRAT, Property::Promised, "2019-03", press, "2019-01-20");
        sketch.say(CONTRAT, Property::Promised, "2019-06-30", press, "2019-04-01");
        let promised = contract(&sketch.on("2019-05-01")).unwrap().promised.unwrap();
        assert_eq!(promised.retained.value.to_string(), "2019-06-30");
        assert_eq!(promised.why, Why::LatestKnown);
        assert!(!promised.disputed);
        assert_eq!(promised.trail.iter().map(|said| said.value.to_string()).collect::<Vec<_>>(), ["2019-03"]);
    }
}

mod rule_4_disputed {
    use super::*;

    #[test]
    fn two_days_that_do_not_meet_are_disputed_and_a_month_that_holds_the_day_is_not() {
        let mut sketch = Sketch::default();
        let (one, two) = (sketch.source("one", SourceKind::Press, None), sketch.source("two", SourceKind::Press, None));
        sketch.say(CONTRAT, Property::Signed, "2019-12-09", one, "2019-12-10");
        sketch.say(CONTRAT, Property::Signed, "2019-12", two, "2019-12-10");
        assert!(!signed(&sketch.on("2020-01-01")).unwrap().disputed);
        sketch.say(CONTRAT, Property::Signed, "2019-12-12", two, "2019-12-13");
        let life = signed(&sketch.on("2020-01-01")).unwrap();
        assert!(life.disputed);
        assert_eq!(life.contradicted().count(), 1);
    }

    #[test]
    fn two_numbers_for_one_day_are_disputed() {
        let mut sketch = Sketch::default();
        let (one, two) = (sketch.source("one", SourceKind::Press, None), sketch.source("two", SourceKind::State, None));
        let key = "figure:territories:national:2019-11-14";
        sketch.say(key, Property::Number, "144", one, "2019-11-14");
        sketch.say(key, Property::Number, "146", two, "2020-01-02");
        let figure = |on: &str| timeline::all(&sketch.on(on), &Default::default())[0].clone();
        assert!(!figure("2019-11-30").disputed);
        assert!(figure("2020-01-02").disputed);
        assert_eq!(figure("2020-01-02").title, "146 territoires d’industrie");
    }
}

mod rule_5_late {
    use super::*;

    #[test]
    fn a_row_of_the_timeline_says_by_how_many_days_it_is_late_whatever_it_is() {
        let mut sketch = Sketch::default();
        let press = sketch.source("press", SourceKind::Press, None);
        for key in [CONTRAT, "copil:32:2019-03"] {
            sketch.say(key, Property::Promised, "2019-03-18/2019-03-24", press, "2019-03-06");
        }
        let programme = sketch.on("2019-03-27");
        let days: Vec<Option<i64>> = timeline::all(&programme, &super::super::filter::Filter::default())
            .iter()
            .map(|item| item.late_days)
            .collect();
        assert_eq!(days, [Some(3), Some(3)]);
    }

    #[test]
    fn a_promise_is_late_from_the_day_after_its_last_day_until_it_moves_is_met_or_its_phase_ends() {
        let mut sketch = Sketch::default();
        let press = sketch.source("press", SourceKind::Press, None);
        sketch.say(CONTRAT, Property::Promised, "2019-03-18/2019-03-24", press, "2019-03-06");
        let status = |sketch: &Sketch, on: &str| contract(&sketch.on(on)).unwrap().status;
        assert_eq!(status(&sketch, "2019-03-24"), Status::Promised);
        assert_eq!(status(&sketch, "2019-03-25"), Status::Late);
        assert_eq!(contract(&sketch.on("2019-03-27")).unwrap().late_days, Some(3));
        assert_eq!(status(&sketch, "2023-11-08"), Status::Late);
        assert_eq!(status(&sketch, "2023-11-09"), Status::UnknownOutcome);
        sketch.say(CONTRAT, Property::Promised, "2019-06-30", press, "2019-04-10");
        assert_eq!(status(&sketch, "2019-04-09"), Status::Late);
        assert_eq!(status(&sketch, "2019-04-10"), Status::Promised);
        assert_eq!(contract(&sketch.on("2019-04-10")).unwrap().slippage_days, Some(98));
        sketch.say(CONTRAT, Property::Signed, "2019-07-15", press, "2019-07-15");
        assert_eq!(status(&sketch, "2019-07-14"), Status::Late);
        assert_eq!(status(&sketch, "2019-07-15"), Status::Met);
        assert_eq!(contract(&sketch.on("2019-07-15")).unwrap().slippage_days, Some(113));
    }

    #[test]
    fn a_promise_put_off_without_a_date_is_neither_late_nor_forgotten() {
        let mut sketch = Sketch::default();
        let press = sketch.source("press", SourceKind::Press, None);
        sketch.say(CONTRAT, Property::Promised, "2019-03-24", press, "2019-03-06");
        sketch.say(CONTRAT, Property::Promised, "not-announced", press, "2019-04-01");
        let contract = contract(&sketch.on("2019-05-01")).unwrap();
        assert_eq!(contract.status, Status::Postponed);
        assert_eq!(contract.promised.unwrap().trail.len(), 1);
    }

    #[test]
    fn what_is_suspended_is_not_late() {
        let mut sketch = Sketch::default();
        let press = sketch.source("press", SourceKind::Press, None);
        sketch.say(CONTRAT, Property::Promised, "2020-03-24", press, "2020-01-06");
        sketch.say(CONTRAT, Property::Suspended, "2020-09-01", press, "2020-03-17");
        assert_eq!(contract(&sketch.on("2020-05-01")).unwrap().status, Status::Suspended);
    }
}

mod rules_6_and_7_silent_and_stages {
    use super::*;

    #[test]
    fn a_territory_is_silent_when_nothing_was_heard_of_it_or_its_contracts_for_180_days() {
        let mut sketch = Sketch::default();
        let list = sketch.source("list", SourceKind::State, None);
        sketch.territory("1-ti-7505", &["75"], list);
        let silent = |sketch: &Sketch, on: &str| {
            let programme = sketch.on(on);
            let territory = programme.territory(&"1-ti-7505".parse().unwrap()).unwrap().clone();
            stage::of_territory(&programme, &territory).silent
        };
        assert!(!silent(&sketch, "2019-05-21"), "180 days after 22 November 2018");
        assert!(silent(&sketch, "2019-05-22"));
        sketch.say(CONTRAT, Property::Promised, "2020-01", list, "2019-05-22");
        assert!(!silent(&sketch, "2019-05-22"));
        assert!(!silent(&sketch, "2023-11-09"), "its phase is over");
    }

    #[test]
    fn a_region_goes_from_no_copil_to_complete() {
        let mut sketch = Sketch::default();
        let list = sketch.source("list", SourceKind::State, None);
        sketch.say("region:75", Property::Name, "Nouvelle-Aquitaine", list, "2018-11-22");
        sketch.territory("1-ti-7505", &["75", "76"], list);
        sketch.territory("1-ti-7506", &["75"], list);
        sketch.say("copil:75:2019-02", Property::Promised, "2019-02-01", list, "2019-01-02");
        sketch.say("copil:75:2019-02", Property::Rank, "1", list, "2019-01-02");
        sketch.say("copil:75:2019-02", Property::Held, "2019-02-05", list, "2019-02-05");
        sketch.say("milestone:calendar:75", Property::Region, "75", list, "2019-02-10");
        sketch.say("milestone:calendar:75", Property::Held, "2019-02-05", list, "2019-02-10");
        sketch.say("milestone:calendar:75", Property::HeldBy, "75", list, "2019-02-10");
        sketch.say("contract:1-ti-7506-protocole", Property::Signed, "2019-03-01", list, "2019-03-01");
        sketch.say("contract:1-ti-7505-contrat", Property::Signed, "2019-07-15", list, "2019-07-15");
        sketch.say("contract:1-ti-7506-contrat", Property::Signed, "2020-01-23", list, "2020-01-23");
        let stage = |on: &str| stage::of_region(&sketch.on(on), "75".parse().unwrap(), Phase::One).unwrap();
        for (on, expected) in [
            ("2019-01-01", Stage::NoCopil),
            ("2019-01-02", Stage::CopilAnnounced),
            ("2019-02-05", Stage::CopilHeld),
            ("2019-02-10", Stage::CalendarSet),
            ("2019-03-01", Stage::CalendarSet),
            ("2019-07-15", Stage::Signing),
            ("2020-01-23", Stage::Complete),
        ] {
            assert_eq!(stage(on).stage, expected, "{on}");
        }
        let status = stage("2019-03-01");
        assert_eq!((status.counts.territories, status.counts.shared, status.counts.protocoles), (2, 1, 1));
        assert_eq!(
            status.sentence.text(),
            "Au 1er mars 2019, Nouvelle-Aquitaine : 2 territoires, aucun contrat signé connu, 1 protocole signé ; \
             1er COPIL tenu le 5 février 2019 ; calendrier des signatures détenu par la Région."
        );
        assert_eq!(
            stage("2019-01-02").sentence.text(),
            "Au 2 janvier 2019, Nouvelle-Aquitaine : 2 territoires, aucun contrat signé connu ; 1er COPIL annoncé le 1er \
             février 2019."
        );
    }

    #[test]
    fn only_a_contrat_makes_a_territory_signed() {
        let mut sketch = Sketch::default();
        let list = sketch.source("list", SourceKind::State, None);
        sketch.territory("1-ti-7505", &["75"], list);
        sketch.say("contract:1-ti-7505-protocole", Property::Signed, "2019-03-25", list, "2019-03-25");
        sketch.say(CONTRAT, Property::Promised, "2019-07-15", list, "2019-05-01");
        sketch.say(CONTRAT, Property::Signed, "2019-07-15", list, "2019-07-15");
        let stage = |on: &str| {
            let programme = sketch.on(on);
            let territory = programme.territory(&"1-ti-7505".parse().unwrap()).unwrap().clone();
            stage::of_territory(&programme, &territory).stage
        };
        assert_eq!(stage("2019-03-25"), TerritoryStage::Identified);
        assert_eq!(stage("2019-05-01"), TerritoryStage::Promised);
        assert_eq!(stage("2019-07-15"), TerritoryStage::Signed);
    }

    #[test]
    fn a_territory_merged_into_another_no_longer_counts() {
        let mut sketch = Sketch::default();
        let list = sketch.source("list", SourceKind::State, None);
        sketch.say("region:75", Property::Name, "Nouvelle-Aquitaine", list, "2018-11-22");
        sketch.territory("1-ti-7505", &["75"], list);
        sketch.territory("1-ti-7506", &["75"], list);
        sketch.say("territory:1-ti-7506", Property::MergedInto, "1-ti-7505", list, "2019-06-01");
        let territories =
            |on: &str| stage::of_region(&sketch.on(on), "75".parse().unwrap(), Phase::One).unwrap().counts.territories;
        assert_eq!((territories("2019-05-31"), territories("2019-06-01")), (2, 1));
    }
}

mod rules_8_to_11 {
    use super::*;

    #[test]
    fn a_wave_counts_the_signatures_that_meet_its_dates_in_its_regions() {
        let mut sketch = Sketch::default();
        let list = sketch.source("list", SourceKind::State, None);
        sketch.territory("1-ti-7505", &["75"], list);
        sketch.territory("1-ti-9303", &["93"], list);
        sketch.territory("1-ti-2707", &["27"], list);
        let wave = "milestone:wave:2019-03";
        for region in ["93", "75"] {
            sketch.say(wave, Property::Region, region, list, "2019-03-24");
        }
        sketch.say(wave, Property::Held, "2019-03-18/2019-03-24", list, "2019-03-24");
        sketch.say(wave, Property::Number, "7", list, "2019-03-24");
        sketch.say("contract:1-ti-9303-protocole", Property::Signed, "2019-03-18", list, "2019-03-18");
        sketch.say("contract:1-ti-2707-contrat", Property::Signed, "2019-03-19", list, "2019-03-19");
        sketch.say(CONTRAT, Property::Signed, "2019-03-25", list, "2019-03-25");
        let programme = sketch.on("2019-04-01");
        let rows = timeline::all(&programme, &Default::default());
        let wave = rows.iter().find(|row| row.key.as_str() == wave).unwrap();
        assert_eq!(wave.identified, Some(1), "Carros; Nord Franche-Comté is elsewhere, Lacq is a day too late");
    }

    #[test]
    fn a_territory_without_a_labelling_day_counts_from_its_phases_first_day_and_is_counted_as_such() {
        let mut sketch = Sketch::default();
        let list = sketch.source("list", SourceKind::State, None);
        sketch.say("region:75", Property::Name, "Nouvelle-Aquitaine", list, "2018-11-22");
        sketch.territory("1-ti-7505", &["75"], list);
        sketch.territory("1-ti-7506", &["75"], list);
        sketch.say("territory:1-ti-7506", Property::Labelled, "2018-11-22", list, "2018-11-22");
        sketch.say("figure:territories:75:2018-11-22", Property::Number, "15", list, "2018-11-22");
        let status = stage::of_region(&sketch.on("2018-11-22"), "75".parse().unwrap(), Phase::One).unwrap();
        assert_eq!((status.counts.territories, status.counts.without_labelling_day), (2, 1));
        assert_eq!(status.announced.unwrap().count(), Some(15));
    }

    #[test]
    fn a_proposal_counts_from_the_moment_it_is_accepted_until_it_is_refused() {
        let mut sketch = Sketch::default();
        let answer = sketch.source("answer", SourceKind::WrittenAnswer, None);
        let proposal = sketch.propose(CONTRAT, Property::Signed, "2019-07-15", answer, "2019-07-30");
        assert!(contract(&sketch.on("2019-08-01")).is_none());
        sketch.decide(proposal, DecisionKind::Accept);
        let accepted = sketch.edits();
        assert!(contract(&sketch.on("2019-08-01")).is_some());
        sketch.decide(proposal, DecisionKind::Refuse);
        assert!(contract(&sketch.on("2019-08-01")).is_none());
        assert!(contract(&sketch.as_recorded("2019-08-01", accepted)).is_some());
    }

    #[test]
    fn names_are_stated_and_so_have_a_day() {
        let mut sketch = Sketch::default();
        let press = sketch.source("press", SourceKind::Press, None);
        sketch.say("territory:1-ti-7505", Property::Name, "Pau - Tarbes", press, "2018-11-22");
        sketch.say("territory:1-ti-7505", Property::Name, "Lacq-Pau - Tarbes", press, "2019-07-15");
        let name = |on: &str| sketch.on(on).territory(&"1-ti-7505".parse().unwrap()).unwrap().name.clone();
        assert_eq!(
            (name("2019-01-01"), name("2019-08-01")),
            ("Pau - Tarbes".to_owned(), "Lacq-Pau - Tarbes".to_owned())
        );
        assert!(sketch.on("2018-11-21").territory(&"1-ti-7505".parse().unwrap()).is_none());
    }
}

mod the_timeline {
    use super::*;
    use crate::programme::filter::Filter;

    #[test]
    fn pages_give_each_row_once_in_the_order_of_their_days_whatever_the_clock() {
        let mut sketch = Sketch::default();
        let press = sketch.source("press", SourceKind::Press, None);
        for n in 10..40 {
            let id = format!("1-ti-75{n}");
            sketch.territory(&id, &[if n % 2 == 0 { "75" } else { "32" }], press);
            let key = format!("contract:{id}-contrat");
            sketch.say(&key, Property::Promised, &format!("2019-03-{:02}", n % 28 + 1), press, "2019-01-01");
            if n % 3 == 0 {
                sketch.say(&key, Property::Promised, "not-announced", press, "2019-02-01");
            }
            if n % 5 == 0 {
                sketch.say(&key, Property::Signed, &format!("2019-04-{:02}", n % 28 + 1), press, "2019-04-30");
            }
        }
        for on in ["2019-01-15", "2019-02-15", "2019-05-01"] {
            let programme = sketch.on(on);
            for region in [None, Some("75".parse().unwrap())] {
                let filter = Filter { region, ..Filter::default() };
                let whole = timeline::all(&programme, &filter);
                let (mut paged, mut after) = (Vec::new(), None);
                loop {
                    let page = timeline::page(&programme, &filter, after, 7);
                    paged.extend(page.items);
                    after = page.next;
                    if after.is_none() {
                        break;
                    }
                }
                assert_eq!(paged, whole);
                assert_eq!(whole.len(), if region.is_some() { 15 } else { 30 });
                assert_eq!(timeline::total(&programme, &filter), whole.len());
                assert!(whole.windows(2).all(|pair| pair[0].position < pair[1].position));
            }
        }
    }

    #[test]
    fn a_window_takes_every_range_that_meets_it_and_nothing_without_a_date() {
        let mut sketch = Sketch::default();
        let press = sketch.source("press", SourceKind::Press, None);
        sketch.say(CONTRAT, Property::Signed, "2019-03-18/2019-03-24", press, "2019-03-24");
        sketch.say("contract:1-ti-7506-contrat", Property::Promised, "not-announced", press, "2019-03-24");
        let rows = |from: Option<&str>, to: Option<&str>| {
            let filter = Filter { from: from.map(day), to: to.map(day), ..Filter::default() };
            timeline::all(&sketch.on("2019-05-01"), &filter).len()
        };
        assert_eq!(rows(None, None), 2);
        assert_eq!(rows(Some("2019-03-24"), Some("2019-03-30")), 1);
        assert_eq!(rows(Some("2019-03-25"), None), 0);
        assert_eq!(rows(None, Some("2019-03-17")), 0);
    }
}
