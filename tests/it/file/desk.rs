//! What an edit does not speak of keeps its version.

use jalons::programme::{change::Evidence, desk::Desk, property::Property, rights::Action, value::Value};
use jalons::store::{Actor, Key};

use super::fixture::{ONE, TWO, small};
use crate::harness::on_each_engine;

#[test]
fn a_pen_that_writes_nothing_leaves_its_subject_at_its_version() {
    on_each_engine(async |programme| {
        small(&programme).await;
        let (one, two) = (Key::new(ONE), Key::new(TWO));
        let text = |words: &str| Value::Text(words.into());
        let mut desk = Desk::open(&programme.live, &Actor::operator(), "one of two").await.unwrap();
        drop(desk.pen(Action::ChangeDates, &one, None).unwrap());
        desk.pen(Action::ChangeDates, &two, None).unwrap().state(Property::Parties, &text("État"), &Evidence::Word);
        desk.commit(&programme.live).await.unwrap();
        let version = programme.subject(ONE).version(None);
        let mut desk = Desk::open(&programme.live, &Actor::operator(), "the other").await.unwrap();
        let mut pen = desk.pen(Action::ChangeDates, &one, Some(version)).unwrap();
        pen.state(Property::Parties, &text("Région"), &Evidence::Word);
        desk.commit(&programme.live).await.unwrap();
        assert_eq!(programme.subject(ONE).version(None), version + 1);
    });
}
