//! What an answer makes of a point that its question asks.

use std::fmt;

use super::region::RegionCode;

/// How an answer replies to a point of its question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Outcome {
    /// It gives what was asked.
    Answered,
    /// It gives a part of it, or speaks of it without giving it.
    Partly,
    /// It sends the asker to somebody else: to a Region, where it names one.
    Referred(Option<RegionCode>),
}

/// What an answer makes of a point: `referred:32 le calendrier des signatures`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// How it replies.
    pub outcome: Outcome,
    /// The point, in the question's words.
    pub point: Box<str>,
}

impl Outcome {
    /// In words: "renvoyé à la Région".
    #[must_use]
    pub fn french(self) -> &'static str {
        match self {
            Self::Answered => "répondu",
            Self::Partly => "répondu en partie",
            Self::Referred(Some(_)) => "renvoyé à la Région",
            Self::Referred(None) => "renvoyé à d’autres",
        }
    }

    /// Its name for programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Answered => "answered",
            Self::Partly => "partly",
            Self::Referred(_) => "referred",
        }
    }

    /// The Region to which it refers.
    #[must_use]
    pub fn region(self) -> Option<RegionCode> {
        match self {
            Self::Referred(region) => region,
            _ => None,
        }
    }
}

impl fmt::Display for Reply {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.outcome.name())?;
        if let Some(region) = self.outcome.region() {
            write!(f, ":{region}")?;
        }
        write!(f, " {}", self.point)
    }
}

impl std::str::FromStr for Reply {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (outcome, point) = text.split_once(' ').ok_or(())?;
        let outcome = match outcome {
            "answered" => Outcome::Answered,
            "partly" => Outcome::Partly,
            "referred" => Outcome::Referred(None),
            other => Outcome::Referred(Some(other.strip_prefix("referred:").ok_or(())?.parse().map_err(|_| ())?)),
        };
        if point.trim().is_empty() { Err(()) } else { Ok(Self { outcome, point: point.into() }) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{property::Property, value::Value};
    use super::*;

    #[test]
    fn a_reply_names_its_point_and_whom_it_refers_to() {
        for text in ["answered le calendrier", "partly la liste", "referred le calendrier", "referred:32 le calendrier"]
        {
            assert_eq!(Value::read(Property::Reply, text).unwrap().to_string(), text);
        }
        let reply = Value::read(Property::Reply, "referred:32 la date").unwrap();
        assert_eq!(reply.reply().unwrap().outcome, Outcome::Referred("32".parse().ok()));
        for text in ["answered", "answered ", "oui la date", "referred:x la date"] {
            assert!(Value::read(Property::Reply, text).is_err(), "{text}");
        }
    }
}
