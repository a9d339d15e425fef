//! What a question asks, point by point, and what the answer makes of each: answered, answered in part, referred to
//! somebody, or left without an answer. `asked` finds the points in the question's words, `replied` sets the answer
//! against them. A reply is told only where words of the answer bear it out, and quotes them.

mod asked;
mod replied;

use std::cell::OnceCell;
use std::ops::Range;

use crate::programme::region::RegionCode;
pub use crate::programme::reply::Outcome;
use crate::store::Confidence;

use super::facts::Fact;
use super::places::Gazetteer;
use super::prose::Prose;
use replied::Answer;

/// A point that a question asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Its words, character for character: "le calendrier de la signature de ces contrats".
    pub words: String,
    /// Their place in the question's text, in characters.
    pub characters: Range<usize>,
    /// What it is about.
    pub about: About,
    /// The regions that it names.
    pub regions: Vec<RegionCode>,
    /// What the answer makes of it; none where it says nothing of it, and while there is no answer.
    pub reply: Option<Reply>,
}

/// What a point is about, as far as the program can tell an answer to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum About {
    /// When contracts are signed.
    Signatures,
    /// When committees meet.
    Meetings,
    /// How many territories or contracts there are.
    Numbers,
    /// Anything else.
    Other,
}

/// What an answer makes of a point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// How it answers.
    pub outcome: Outcome,
    /// The words of the answer that bear it out.
    pub words: String,
    /// Their place in the answer's text, in characters.
    pub characters: Range<usize>,
    /// How sure the program is of it.
    pub confidence: Confidence,
}

/// The points of a question with what the answer makes of each, in the order of the text. `facts` are those of both.
#[must_use]
pub fn points(question: &Prose<'_>, answer: Option<&Prose<'_>>, facts: &[Fact], gazetteer: &Gazetteer) -> Vec<Point> {
    let mut points = asked::asked(question, gazetteer);
    let Some(answer) = answer else { return points };
    // Made once, where a point needs it.
    let told = OnceCell::new();
    for point in &mut points {
        let reply = replied::stated(point, facts);
        point.reply = reply.or_else(|| told.get_or_init(|| Answer::new(answer, gazetteer)).speaks_of(point));
    }
    points
}

#[cfg(test)]
mod tests;
