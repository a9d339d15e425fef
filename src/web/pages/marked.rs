//! A text with the places marked where facts were read. Places may overlap: the text is cut wherever one begins or
//! ends, and each piece says which facts begin, go on and end in it.

use crate::programme::statement::Quote;

/// Where a fact was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The number that the fact goes by on the page.
    pub number: usize,
    /// The statements read there.
    pub statements: Vec<i64>,
    /// What kind of fact it is: how it is underlined.
    pub class: &'static str,
    /// The first character.
    pub start: usize,
    /// The one after the last.
    pub end: usize,
}

/// A piece of a paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its words.
    pub text: String,
    /// How it is underlined.
    pub class: &'static str,
    /// The facts that it bears out, by number; none: plain text.
    pub facts: Vec<usize>,
    /// The statements whose place begins here.
    pub begin: Vec<i64>,
    /// The facts whose place ends here.
    pub end: Vec<usize>,
}

/// Where a quote stands in a text, in characters: where it says, if its words are there; else where they first are.
#[must_use]
pub fn locate(text: &str, quote: &Quote) -> Option<(usize, usize)> {
    let at = |offset: Option<i32>| usize::try_from(offset?).ok();
    if let (Some(start), Some(end)) = (at(quote.start), at(quote.end)) {
        let length = end.checked_sub(start)?;
        if text.chars().skip(start).take(length).eq(quote.text.chars()) {
            return Some((start, end));
        }
    }
    let start = text.get(..text.find(&*quote.text)?)?.chars().count();
    Some((start, start + quote.text.chars().count()))
}

/// The paragraphs of a text, cut at every place.
#[must_use]
pub fn paragraphs(text: &str, places: &[Place]) -> Vec<Vec<Piece>> {
    let characters: Vec<char> = text.chars().collect();
    let mut cuts: Vec<usize> = places.iter().flat_map(|place| [place.start, place.end]).collect();
    cuts.extend(characters.iter().enumerate().filter(|(_, c)| **c == '\n').flat_map(|(at, _)| [at, at + 1]));
    cuts.extend([0, characters.len()]);
    cuts.retain(|cut| *cut <= characters.len());
    cuts.sort_unstable();
    cuts.dedup();
    let mut paragraphs = vec![Vec::new()];
    for (from, to) in cuts.iter().zip(cuts.iter().skip(1)) {
        let text: String = characters.get(*from..*to).unwrap_or_default().iter().collect();
        if text == "\n" {
            paragraphs.push(Vec::new());
        } else if let Some(paragraph) = paragraphs.last_mut() {
            paragraph.push(piece(text, places, *from, *to));
        }
    }
    paragraphs.retain(|pieces| !pieces.is_empty());
    paragraphs
}

fn piece(text: String, places: &[Place], from: usize, to: usize) -> Piece {
    let here = || places.iter().filter(move |place| place.start <= from && to <= place.end);
    Piece {
        text,
        class: here().map(|place| place.class).find(|class| !class.is_empty()).unwrap_or_default(),
        facts: here().map(|place| place.number).collect(),
        begin: here().filter(|place| place.start == from).flat_map(|place| place.statements.clone()).collect(),
        end: here().filter(|place| place.end == to).map(|place| place.number).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(number: usize, start: usize, end: usize) -> Place {
        Place { number, statements: vec![number as i64 * 10], class: "", start, end }
    }

    #[test]
    fn overlapping_places_are_cut_where_each_begins_and_ends() {
        let pieces = paragraphs("abcdef", &[place(1, 1, 4), place(2, 3, 5)]).remove(0);
        let seen: Vec<(&str, &[usize])> =
            pieces.iter().map(|piece| (piece.text.as_str(), piece.facts.as_slice())).collect();
        assert_eq!(seen, [("a", [].as_slice()), ("bc", &[1]), ("d", &[1, 2]), ("e", &[2]), ("f", &[])]);
        assert_eq!(pieces[1].begin, [10]);
        assert_eq!(pieces[2].end, [1]);
        assert_eq!(pieces[3].end, [2]);
    }

    #[test]
    fn a_text_without_facts_is_its_paragraphs() {
        let paragraphs = paragraphs("été\n\noui", &[]);
        assert_eq!(paragraphs.len(), 2);
        assert_eq!(paragraphs[0][0].text, "été");
    }

    #[test]
    fn a_quote_is_found_where_it_says_or_where_its_words_are() {
        let quote = |start, end| Quote { text: "été".into(), start, end };
        assert_eq!(locate("un été, l’été", &quote(Some(10), Some(13))), Some((10, 13)));
        assert_eq!(locate("un été, l’été", &quote(Some(0), Some(3))), Some((3, 6)));
        assert_eq!(locate("un été", &quote(None, None)), Some((3, 6)));
        assert_eq!(locate("un hiver", &quote(None, None)), None);
    }
}
