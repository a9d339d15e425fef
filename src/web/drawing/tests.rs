use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn span(text: &str) -> Span {
    Span::day(day(text), text)
}

fn row(mark: Mark) -> Row {
    Row {
        label: "Nord Franche-Comté".into(),
        href: "/t".into(),
        promised: vec![span("2019-03-19")],
        mark,
        ..Row::default()
    }
}

fn drawn(row: Row) -> String {
    let options = Options {
        from: Some(day("2019-01-01")),
        to: Some(day("2019-12-31")),
        clock: Some(day("2019-07-30")),
        ..Options::default()
    };
    draw(&[row], &options)
}

#[test]
fn every_text_is_escaped() {
    let evil = || r#"<script>"'&</title>"#.to_owned();
    let svg = draw(
        &[Row {
            group: evil(),
            label: evil(),
            href: evil(),
            description: evil(),
            met: Some(Span { text: evil(), ..span("2019-03-19") }),
            ..Row::default()
        }],
        &Options { id: evil(), title: evil(), zoom: evil(), ..Options::default() },
    );
    assert!(!svg.contains("<script") && !svg.contains(r#""'&"#), "{svg}");
}

#[test]
fn promised_is_hollow_and_met_is_full() {
    let svg = drawn(row(Mark::Promised));
    assert!(svg.contains("#d-promised\"") && !svg.contains("#d-met\""));
    let svg = drawn(Row { met: Some(span("2019-03-20")), ..row(Mark::Met) });
    assert!(svg.contains("#d-promised\"") && svg.contains("#d-met\""));
}

#[test]
fn a_range_is_a_bar_and_an_open_end_fades() {
    let range = Span { latest: Some(day("2019-06-30")), ..span("2019-03-01") };
    assert!(drawn(Row { met: Some(range), ..Row::default() }).contains(r#"class="full""#));
    let open = Span { earliest: None, ..span("2019-11-19") };
    assert!(drawn(Row { met: Some(open), ..Row::default() }).contains(r#"mask="url(#d-fl)"#));
}

#[test]
fn a_moved_promise_keeps_its_trail() {
    let svg = drawn(Row { promised: vec![span("2019-03-15"), span("2019-06-21")], ..row(Mark::Promised) });
    assert!(svg.contains("#d-moved\"") && svg.contains("#d-head") && svg.contains("Promesse remplacée"));
}

#[test]
fn a_late_promise_is_drawn_out_to_the_clock() {
    assert!(drawn(row(Mark::Late)).contains(r#"<g class="late" stroke"#));
    assert!(!drawn(row(Mark::Promised)).contains(r#"<g class="late""#));
}

#[test]
fn values_in_dispute_are_bracketed() {
    let svg = drawn(Row { met: Some(span("2019-03-25")), disputed: vec![span("2019-07-15")], ..row(Mark::Met) });
    assert!(svg.contains("#d-disputed\"") && svg.contains(r#"class="disputed" stroke"#));
}

#[test]
fn a_row_without_a_day_says_so() {
    assert!(drawn(Row { label: "x".into(), ..Row::default() }).contains("sans date"));
}

#[test]
fn what_is_outside_the_window_is_pointed_at() {
    assert!(drawn(Row { met: Some(span("2021-01-01")), ..Row::default() }).contains("#d-after"));
}

#[test]
fn no_row_no_drawing() {
    assert_eq!(draw(&[], &Options { clock: Some(day("2019-07-30")), ..Options::default() }), "");
    assert_eq!(draw(&[Row::default()], &Options::default()), "", "neither a day nor a clock: no window");
}

#[test]
fn thousands_of_rows_become_counts_that_zoom() {
    let rows: Vec<Row> = (0..5000u64)
        .map(|n| {
            let day = day("2018-01-01") + chrono::Days::new(n % 1500);
            Row { met: (n % 3 == 0).then(|| Span::day(day, "")), promised: vec![Span::day(day, "")], ..Row::default() }
        })
        .collect();
    let svg = draw(&rows, &Options::default());
    assert!(svg.contains("?from=2019-03-01&amp;to=2019-03-31"), "{svg}");
    assert!(svg.len() < 60_000);
}
