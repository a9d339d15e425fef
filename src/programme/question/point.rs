//! The points that a question asks, and what its answer makes of each.

use std::sync::Arc;

use serde::{Serialize, Serializer};

use crate::programme::{
    property::Property,
    region::RegionCode,
    reply::Outcome,
    statement::{Quote, Standing},
    told::Told,
};

/// A point that a question asks.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Point {
    /// Its words, with their place in the text of the question.
    pub quote: Arc<Quote>,
    /// What the answer makes of it; null where nothing in it replies, and while there is none.
    pub reply: Option<PointReply>,
}

/// What an answer makes of a point.
#[derive(Clone, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct PointReply {
    /// `answered`, `partly` or `referred`.
    #[schema(value_type = String, example = "referred")]
    #[serde(serialize_with = "outcome")]
    pub outcome: Outcome,
    /// The Region to which it refers.
    #[schema(value_type = Option<String>, example = "32")]
    pub region: Option<RegionCode>,
    /// The words of the answer that bear it out.
    pub quote: Option<Arc<Quote>>,
    /// Whether it counts, or is proposed.
    pub standing: Standing,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "what serde asks for")]
fn outcome<S: Serializer>(outcome: &Outcome, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(outcome.name())
}

/// The points that a question asks, with what its answer makes of each: what counts, else what is proposed.
pub(super) fn points(told: &Told<'_>) -> Vec<Point> {
    let asked = told.statements().iter().filter(|statement| statement.property == Property::Point);
    let replies: Vec<_> = told.read().filter(|(statement, _)| statement.property == Property::Reply).collect();
    let reply = |words: &str| {
        let own = |standing: Standing| {
            let mut own = replies.iter().filter(|(_, stands)| *stands == standing);
            own.find(|(statement, _)| statement.value.reply().is_some_and(|reply| *reply.point == *words))
        };
        let (statement, standing) = own(Standing::Counts).or_else(|| own(Standing::Proposed))?;
        let outcome = statement.value.reply()?.outcome;
        let (region, quote, standing) = (outcome.region(), statement.quote.clone(), *standing);
        Some(PointReply { outcome, region, quote, standing })
    };
    let mut points: Vec<Point> = asked
        .filter_map(|statement| {
            let quote = statement.quote.clone()?;
            Some(Point { reply: reply(&quote.text), quote })
        })
        .collect();
    points.sort_by_key(|point| point.quote.start);
    points.dedup_by(|one, other| one.quote == other.quote);
    points
}
