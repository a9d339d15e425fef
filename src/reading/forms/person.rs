//! Names that are printed with the name before the given name.

use crate::reading::addressed;
use crate::reading::fold::fold;

/// What stands after "M.", "Mme" or "Mlle".
pub(super) fn titled(words: &str) -> Option<&str> {
    let is = |title: &&str| words.get(..title.len()).is_some_and(|start| start.eq_ignore_ascii_case(title));
    let title = ["M.", "Mme", "Mlle"].into_iter().find(is)?;
    let name = words.get(title.len()..)?;
    Some(name.strip_prefix(' ').unwrap_or(name)).filter(|name| !name.is_empty())
}

/// Given name, then name, of a name printed the other way round; in the words of the question's first sentence where
/// it names the same person.
pub(super) fn turned(printed: &str, question: Option<&str>) -> String {
    let printed = printed.split_whitespace().collect::<Vec<_>>().join(" ");
    let spoken = question.and_then(addressed::author).filter(|spoken| same(spoken, &printed));
    spoken.unwrap_or_else(|| turn(&printed))
}

/// Whether two names are of the same words, in whatever order.
fn same(one: &str, other: &str) -> bool {
    let words = |name: &str| {
        let folded = fold(name);
        let mut words: Vec<String> = folded
            .split(|sign: char| !sign.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect();
        words.sort();
        words
    };
    words(one) == words(other)
}

fn turn(printed: &str) -> String {
    let words: Vec<&str> = printed.split(' ').collect();
    let capitals = words.iter().take_while(|word| is_capital(word)).count();
    // Without capitals the last word is the given name: given names of several words are joined by hyphens.
    let given = if capitals > 0 && capitals < words.len() { capitals } else { words.len().saturating_sub(1) };
    let (name, given) = (words.get(..given).unwrap_or_default(), words.get(given..).unwrap_or_default());
    let name: Vec<String> =
        name.iter().map(|word| if capitals > 0 { lowered(word) } else { (*word).to_owned() }).collect();
    [given.join(" "), name.join(" ")].join(" ").trim().to_owned()
}

fn is_capital(word: &str) -> bool {
    word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase)
}

/// A name in capitals as it is written else: "GUÉRANDEL-ROY" is "Guérandel-Roy", "DE" is "de".
fn lowered(word: &str) -> String {
    if matches!(word, "DE" | "DU" | "DES" | "ET" | "VON" | "VAN") {
        return word.to_lowercase();
    }
    let mut begins = true;
    word.chars().fold(String::new(), |mut name, sign| {
        if begins {
            name.push(sign)
        } else {
            name.extend(sign.to_lowercase())
        }
        begins = !sign.is_alphanumeric();
        name
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_given_name_comes_first() {
        assert_eq!(turned("GUÉRANDEL-ROY Solène", None), "Solène Guérandel-Roy");
        assert_eq!(turned("DE LA PROVÔTÉ Sonia", None), "Sonia de La Provôté");
        assert_eq!(turned("DE LA PROVÔTÉ Sonia", Some("Mme Sonia de la Provôté interroge")), "Sonia de la Provôté");
        assert_eq!(turned("Saint-Aubert Lucien", None), "Lucien Saint-Aubert");
        assert_eq!(turned("Le  Pen Jean-Marie", None), "Jean-Marie Le Pen");
        assert_eq!(turned("DURAND Paul", Some("M. Jean Martin interroge")), "Paul Durand");
        assert_eq!(turned("DURAND", None), "DURAND");
    }
}
