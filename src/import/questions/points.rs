//! The points that a question asks, and what its answer makes of each, as statements of the question itself.

use super::{Document, quote};
use crate::{
    import::{
        known,
        plan::{Plan, Saying, Target},
    },
    programme::{property::Property, reply::Reply, statement::Quote, value::Value},
};

impl Document<'_> {
    /// States the points that the question asks; what the answer makes of each is read, and so may be proposed.
    pub(super) fn points(&self, plan: &mut Plan<'_>, accepted: bool) {
        for point in &self.reading.points {
            let value = Value::Text(point.words.as_str().into());
            self.told(plan, self.asked, Property::Point, value, quote(&point.words, &point.characters));
        }
        plan.proposed = !accepted;
        for point in &self.reading.points {
            let (Some(reply), Some(source)) = (&point.reply, self.answered) else { continue };
            plan.confidence = Some(reply.confidence);
            let value = Value::Reply(Reply { outcome: reply.outcome, point: point.words.as_str().into() });
            self.told(plan, source, Property::Reply, value, quote(&reply.words, &reply.characters));
        }
        plan.confidence = None;
        plan.proposed = false;
    }

    /// States something of the question itself in the very words of one of its sources.
    fn told(&self, plan: &mut Plan<'_>, source: Target, property: Property, value: Value, quote: Quote) {
        let saying = Saying { subject: self.question, source, line: 1, day: None };
        let known_on = known::known_on(plan.as_source(source), property, &value, None, plan.collected_on);
        plan.claim(&saying, property, value, None, Some(quote), known_on);
    }
}
