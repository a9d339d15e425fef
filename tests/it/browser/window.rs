//! A window of the browser, in the hands of somebody who has no mouse: keys go to the page, and to no element of it by
//! name.

use std::path::Path;

use chrono::{Datelike as _, NaiveDate};
use fantoccini::{
    Client,
    actions::{InputSource as _, KeyAction, KeyActions},
    key::Key,
};
use serde_json::Value as Json;

use super::driver::{PATIENCE, pause};
use crate::office::PASSWORD;

/// How many stops of the Tab key a page may have before the one that is wanted.
const STOPS: usize = 250;

/// A window of the browser.
pub struct Window {
    client: Client,
    site: String,
    is_dark: bool,
}

impl Window {
    /// The window of a browser before a site.
    pub fn of(client: Client, site: String, is_dark: bool) -> Self {
        Self { client, site, is_dark }
    }

    /// Types an address into the address bar.
    pub async fn open(&self, path: &str) {
        self.client.goto(&format!("{}{path}", self.site)).await.unwrap();
    }

    /// Closes the browser.
    pub async fn close(self) {
        self.client.close().await.unwrap();
    }

    /// The path of the page that is shown.
    pub async fn path(&self) -> String {
        self.client.current_url().await.unwrap().path().to_owned()
    }

    /// What the page shows in its main part, with ordinary spaces.
    pub async fn words(&self) -> String {
        let told = self.ask("return document.querySelector('main').innerText", vec![]).await;
        told.as_str().unwrap().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Asserts that the page shows some words.
    pub async fn shows(&self, expected: &str) {
        let words = self.words().await;
        assert!(words.contains(expected), "{expected}: {} shows {words}", self.path().await);
    }

    /// Asks the page something by a script; nothing is changed by one.
    pub async fn ask(&self, script: &str, arguments: Vec<Json>) -> Json {
        self.client.execute(script, arguments).await.unwrap()
    }

    /// Presses a key while others are held.
    async fn press_with(&self, held: &[Key], key: char) {
        let held: Vec<char> = held.iter().map(|key| char::from(*key)).collect();
        let mut keys = KeyActions::new("keyboard".to_owned());
        for value in held.iter().copied().chain([key]) {
            keys = keys.then(KeyAction::Down { value });
        }
        for value in std::iter::once(key).chain(held.iter().rev().copied()) {
            keys = keys.then(KeyAction::Up { value });
        }
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Presses a key.
    pub async fn press(&self, key: Key) {
        self.press_with(&[], key.into()).await;
    }

    /// Types a text where the focus is.
    pub async fn type_text(&self, text: &str) {
        let keys = text.chars().fold(KeyActions::new("keyboard".to_owned()), |keys, value| {
            keys.then(KeyAction::Down { value }).then(KeyAction::Up { value })
        });
        self.client.perform_actions(keys).await.unwrap();
    }

    /// Presses Tab until the focus is on what `css` names; wherever it stops, it must be seen.
    pub async fn reach(&self, css: &str) {
        let look = "const at = document.activeElement, style = getComputedStyle(at);
            const seen = at === document.body || style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0;
            return [at.matches(arguments[0]), seen, at.outerHTML.slice(0, 120)]";
        let mut stops = Vec::new();
        for _ in 0..STOPS {
            self.press(Key::Tab).await;
            let at = self.ask(look, vec![css.into()]).await;
            let stop = at[2].as_str().unwrap().to_owned();
            // Inside a field of a date the browser itself shows where one is: day, month, year, calendar.
            let is_seen = at[1] == true || stop.contains("type=\"date\"") && stops.last() == Some(&stop);
            assert!(is_seen, "the focus is not seen on {stop}");
            if at[0] == true {
                return;
            }
            stops.push(stop);
        }
        panic!("no Tab leads to {css} on {}, but to {stops:#?}", self.path().await);
    }

    /// Presses Enter, and waits for the page that comes.
    pub async fn enter(&self) {
        // The moment at which a page began tells it from the one before, even at the same address.
        let page = "return [performance.timeOrigin, document.readyState]";
        let before = self.ask(page, vec![]).await[0].clone();
        self.press(Key::Enter).await;
        for _ in 0..PATIENCE {
            let now = self.client.execute(page, vec![]).await.unwrap_or_default();
            if now[1] == "complete" && now[0] != before {
                return;
            }
            pause().await;
        }
        panic!("no page comes after {}", self.path().await);
    }

    /// Reaches a link or a button, and follows it.
    pub async fn follow(&self, css: &str) {
        self.reach(css).await;
        self.enter().await;
    }

    /// Reaches a field and types into it; what stood there goes.
    pub async fn fill(&self, css: &str, text: &str) {
        self.reach(css).await;
        self.type_over(text).await;
    }

    /// Types a text in place of the one that has the focus.
    pub async fn type_over(&self, text: &str) {
        self.press_with(&[Key::Control], 'a').await;
        self.type_text(text).await;
    }

    /// Reaches a list and goes down in it to some words.
    pub async fn choose(&self, css: &str, words: &str) {
        self.reach(css).await;
        let chosen = "return document.activeElement.selectedOptions[0].textContent";
        for _ in 0..50 {
            if self.ask(chosen, vec![]).await == words {
                return;
            }
            self.press(Key::Down).await;
        }
        panic!("{words} is not to be chosen in {css}");
    }

    /// Reaches a group of radio buttons and picks the one of a value.
    pub async fn pick(&self, name: &str, value: &str) {
        self.reach(&format!("input[type=radio][name='{name}']")).await;
        self.type_text(" ").await;
        for _ in 0..20 {
            let picked = "const at = document.activeElement; return at.checked ? at.value : ''";
            if self.ask(picked, vec![]).await == value {
                return;
            }
            self.press(Key::Down).await;
        }
        panic!("{value} is not to be picked for {name}");
    }

    /// Reaches a field of a date and types a day as the browser's language writes days.
    pub async fn fill_day(&self, css: &str, day: NaiveDate) {
        self.reach(css).await;
        let order = "return new Intl.DateTimeFormat().formatToParts().map(part => part.type)";
        for part in self.ask(order, vec![]).await.as_array().unwrap() {
            match part.as_str().unwrap() {
                "day" => self.type_text(&format!("{:02}", day.day())).await,
                "month" => self.type_text(&format!("{:02}", day.month())).await,
                "year" => self.type_text(&format!("{:04}", day.year())).await,
                _ => {}
            }
        }
    }

    /// Reaches a field of a file and gives it one: how a browser's own window asks is out of a page's reach.
    pub async fn give_file(&self, css: &str, path: &Path) {
        self.reach(css).await;
        self.client.active_element().await.unwrap().send_keys(path.to_str().unwrap()).await.unwrap();
    }

    /// Signs in, from wherever the page of the officials sends.
    pub async fn sign_in(&self, login: &str) {
        self.open("/a-faire").await;
        self.fill("#login", login).await;
        self.fill("#password", PASSWORD).await;
        self.enter().await;
        assert_eq!(self.path().await, "/a-faire");
    }

    /// What axe finds wrong with the page, and by how much it is too wide; in dark colours, what it finds wrong with them.
    pub async fn violations(&self, axe: &str) -> Vec<String> {
        self.ask(axe, vec![]).await;
        let run = "const done = arguments[arguments.length - 1];
            const all = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'];
            const runOnly = arguments[0] ? { type: 'rule', values: ['color-contrast'] } : all;
            axe.run(document, { runOnly, resultTypes: ['violations'] })
                .then(found => done(found.violations.map(v => v.id + ': ' + v.nodes[0].html)));";
        let found = self.client.execute_async(run, vec![self.is_dark.into()]).await.unwrap();
        let mut found: Vec<String> =
            found.as_array().unwrap().iter().map(|one| one.as_str().unwrap().to_owned()).collect();
        let wide = self.ask("return document.documentElement.scrollWidth - window.innerWidth", vec![]).await;
        if wide.as_i64().unwrap() > 0 {
            found.push(format!("{wide} pixels too wide"));
        }
        found
    }
}
