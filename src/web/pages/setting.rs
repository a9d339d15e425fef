//! Typesetting: the last hand on every page. Here, and nowhere else, French spaces are made no-break and internal
//! links are made to keep the clock that the page is read at.
//!
//! It reads only what our own templates write: attributes stand between double quotes, and neither `<` nor `>` stands
//! in a text or a value, since the templates escape both.

use crate::programme::date::MONTHS;

/// What stands between a quotation mark, a colon or a number's sign and its word.
const NO_BREAK: char = '\u{a0}';
/// What stands before a semicolon, an exclamation or a question mark.
const NARROW: char = '\u{202f}';

/// Elements whose text is somebody else's, or no French: it stays as it is.
const VERBATIM: [&str; 5] = ["blockquote", "code", "pre", "script", "textarea"];

/// The parameters by which links keep a clock: none today.
#[derive(Clone, Debug, Default)]
pub struct Kept {
    pairs: Vec<(&'static str, String)>,
    query: String,
}

impl Kept {
    /// Links keep these parameters.
    #[must_use]
    pub fn new(pairs: Vec<(&'static str, String)>) -> Self {
        Self { query: serde_urlencoded::to_string(&pairs).unwrap_or_default(), pairs }
    }
}

/// Sets a page.
///
/// Left alone: links that say a clock themselves, or bear `data-now`, and the form that sets the clock (`data-clock`).
#[must_use]
pub fn set(html: &str, clock: &Kept) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut verbatim = 0usize;
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        let (text, tail) = rest.split_at(open);
        if verbatim == 0 {
            typeset(text, &mut out)
        } else {
            out.push_str(text)
        }
        let end = tail.find('>').map_or(tail.len(), |end| end + 1);
        let (tag, tail) = tail.split_at(end);
        let name = tag.trim_start_matches(['<', '/']).split([' ', '>', '\n']).next().unwrap_or_default();
        if VERBATIM.contains(&name) {
            verbatim = if tag.starts_with("</") { verbatim.saturating_sub(1) } else { verbatim + 1 };
        }
        if clock.pairs.is_empty() {
            out.push_str(tag)
        } else {
            keep_clock(tag, name, clock, &mut out)
        }
        rest = tail;
    }
    typeset(rest, &mut out);
    out
}

/// Writes `text` with its no-break spaces, and with one in a number of days that has thousands.
fn typeset(text: &str, out: &mut String) {
    let mut from = 0;
    for (at, _) in text.match_indices(' ') {
        if let Some(hundreds) = hundreds(text, at) {
            out.push_str(text.get(from..hundreds).unwrap_or_default());
            out.push(NARROW);
            from = hundreds;
        }
        let (before, after) = (text.get(..at).unwrap_or_default(), text.get(at + 1..).unwrap_or_default());
        let space = match (before.chars().next_back(), after.chars().next()) {
            (_, Some(';' | '!' | '?')) => NARROW,
            (_, Some(':' | '»' | '%')) | (Some('«' | '°'), _) => NO_BREAK,
            (Some(digit), Some(_)) if digit.is_ascii_digit() || before.ends_with("1er") => {
                if MONTHS.iter().any(|month| after.starts_with(month)) { NO_BREAK } else { continue }
            }
            _ => continue,
        };
        out.push_str(text.get(from..at).unwrap_or_default());
        out.push(space);
        from = at + 1;
    }
    out.push_str(text.get(from..).unwrap_or_default());
}

/// Where the hundreds begin of a number of days that ends at a space: “2881 jours”.
fn hundreds(text: &str, end: usize) -> Option<usize> {
    let (number, unit) = text.split_at_checked(end)?;
    let digits = number.bytes().rev().take_while(u8::is_ascii_digit).count();
    (unit.starts_with(" jours") && (4..=6).contains(&digits)).then(|| end - 3)
}

/// Writes a tag with the clock in its address, or after it for a form.
fn keep_clock(tag: &str, name: &str, clock: &Kept, out: &mut String) {
    match name {
        "a" | "link" if !tag.contains(" data-now") => match attribute(tag, " href=\"").filter(|(_, to)| keeps(to)) {
            Some((at, to)) => {
                out.push_str(tag.get(..at).unwrap_or_default());
                out.push_str(&at_clock(to, &clock.query.replace('&', "&amp;")));
                out.push_str(tag.get(at + to.len()..).unwrap_or_default());
            }
            None => out.push_str(tag),
        },
        "form" if tag.starts_with("<form") && !tag.contains(" data-clock") => {
            out.push_str(tag);
            for (name, value) in &clock.pairs {
                out.push_str(&format!("<input type=\"hidden\" name=\"{name}\" value=\"{value}\">"));
            }
        }
        _ => out.push_str(tag),
    }
}

/// An attribute's value, and where it begins.
fn attribute<'a>(tag: &'a str, opening: &str) -> Option<(usize, &'a str)> {
    let at = tag.find(opening)? + opening.len();
    let value = tag.get(at..)?;
    Some((at, value.get(..value.find('"')?)?))
}

/// Whether a link leads to a page that is read at a clock and does not say its own.
fn keeps(to: &str) -> bool {
    let internal = to.starts_with('/') && !to.starts_with("//") && !to.starts_with("/s/");
    internal && !to.starts_with("/api/openapi") && !to.contains("known_on=") && !to.contains("recorded_at=")
}

/// An address, as it stands in an attribute, with a clock in it.
fn at_clock(to: &str, clock: &str) -> String {
    // `&` stands there as `&#38;`, whose `#` begins no fragment.
    let hash = to.match_indices('#').map(|(at, _)| at).find(|at| !to.get(..*at).unwrap_or_default().ends_with('&'));
    let (address, fragment) = to.split_at(hash.unwrap_or(to.len()));
    let join = if address.contains('?') { "&amp;" } else { "?" };
    format!("{address}{join}{clock}{fragment}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_spaces_do_not_break() {
        let set = |text: &str| super::set(text, &Kept::default());
        assert_eq!(set("Nord : 13 ; « oui » !"), "Nord\u{a0}: 13\u{202f}; «\u{a0}oui\u{a0}»\u{202f}!");
        assert_eq!(set("n° 20408, le 1er mars 2019"), "n°\u{a0}20408, le 1er\u{a0}mars 2019");
        assert_eq!(set("depuis 2881 jours, ou 180 jours"), "depuis 2\u{202f}881 jours, ou 180 jours");
        assert_eq!(set("<a title=\"a : b\">13</a> ; 2 juillet"), "<a title=\"a : b\">13</a>\u{202f}; 2\u{a0}juillet");
    }

    #[test]
    fn a_source_s_own_words_are_left_alone() {
        let text = "<blockquote><p>oui ; non</p></blockquote>";
        assert_eq!(set(text, &Kept::default()), text);
    }

    #[test]
    fn internal_links_keep_the_clock_and_others_do_not() {
        let clock = &Kept::new(vec![("known_on", "2019-07-30".to_owned())]);
        for (from, to) in [
            ("<a href=\"/regions\">", "<a href=\"/regions?known_on=2019-07-30\">"),
            ("<a href=\"/q?a=1#x\">", "<a href=\"/q?a=1&amp;known_on=2019-07-30#x\">"),
            ("<a href=\"/q?a=1&#38;b=2\">", "<a href=\"/q?a=1&#38;b=2&amp;known_on=2019-07-30\">"),
            ("<a href=\"https://ailleurs.fr/\">", "<a href=\"https://ailleurs.fr/\">"),
            ("<a href=\"/regions\" data-now>", "<a href=\"/regions\" data-now>"),
            ("<a href=\"/?known_on=2019-01-01\">", "<a href=\"/?known_on=2019-01-01\">"),
            ("<a href=\"#la\">", "<a href=\"#la\">"),
            ("<link href=\"/s/1/a.css\">", "<link href=\"/s/1/a.css\">"),
        ] {
            assert_eq!(set(from, clock), to);
        }
        assert!(set("<form method=\"get\">", clock).ends_with("value=\"2019-07-30\">"));
    }
}
