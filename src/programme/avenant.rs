//! Which avenant is meant by what a document is called.

/// Which avenant a document is, as far as what it is called tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Avenant {
    /// “Avenant” and nothing else: the first, as an identity without a number is.
    Plain,
    /// The one of that number.
    Number(u8),
    /// One of a number that no identity has.
    Beyond,
    /// That cannot be told: a number elsewhere may be a year's, a day's or another document's.
    Untold,
}

/// What may stand between “avenant” and its number, the longer before what they begin with.
const MARKS: [&str; 8] = ["numéro", "numero", "num", "n°", "nº", "№", "no", "n"];

/// Reads which avenant is meant: the number stands right after the word, behind “n°”, or else ends the name.
#[must_use]
pub fn avenant(text: &str) -> Avenant {
    let text = text.to_lowercase();
    let Some((before, after)) = text.split_once("avenant") else { return Avenant::Untold };
    let after = trim_start(after, &['-', '–', '_', ':', ',', '(']);
    if before.trim().is_empty() && after.is_empty() {
        return Avenant::Plain;
    }
    let marked = MARKS.iter().find_map(|mark| after.strip_prefix(mark));
    let rest = trim_start(marked.unwrap_or(after), &['.', ':']);
    let (digits, rest) = rest.split_at(rest.find(|sign: char| !sign.is_ascii_digit()).unwrap_or(rest.len()));
    // “n° 2025-03”, “n° 2 bis” and “2e” are no plain numbers.
    let goes_on = rest.starts_with(|sign: char| sign.is_alphanumeric() || matches!(sign, '-' | '/' | '_' | '°'));
    let again = matches!(rest.split_whitespace().next(), Some("bis" | "ter" | "quater"));
    if digits.is_empty() || goes_on || again || (marked.is_none() && !rest.trim().is_empty()) {
        return Avenant::Untold;
    }
    match digits.parse() {
        Ok(number @ 1..) => Avenant::Number(number),
        _ => Avenant::Beyond,
    }
}

/// Takes away spaces and some signs that a text begins with.
fn trim_start<'t>(text: &'t str, signs: &[char]) -> &'t str {
    text.trim_start_matches(|sign: char| sign.is_whitespace() || signs.contains(&sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_is_the_avenants_own_or_none() {
        for (text, meant) in [
            ("avenant", Avenant::Plain),
            ("Avenant n° 2", Avenant::Number(2)),
            ("avenant no. 3 au contrat", Avenant::Number(3)),
            ("Avenant 4", Avenant::Number(4)),
            ("avenant n° 300", Avenant::Beyond),
            ("avenant n° 0", Avenant::Beyond),
            ("avenant du 12 mars 2025", Avenant::Untold),
            ("avenant n° 2 bis", Avenant::Untold),
            ("avenant 2 du contrat 2024", Avenant::Untold),
            ("contrat", Avenant::Untold),
        ] {
            assert_eq!(avenant(text), meant, "{text}");
        }
    }
}
