//! Values: what a statement says of a property, parsed, with the canonical text that the database keeps.

use std::fmt;

use chrono::NaiveDate;
use serde::{Serialize, Serializer};

use super::{
    date::Edtf,
    departement::DepartementCode,
    property::{Property, Shape},
    region::RegionCode,
    reply::Reply,
    territory::{Member, TerritoryId},
};

/// What stands in place of a date that is not known: never an empty cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    /// The source says that it happened, or will, and not when.
    Unknown,
    /// It was said that no date was announced; after a promise: put off without a date.
    NotAnnounced,
    /// A Region holds it: “un agenda que la Région pourra vous fournir”.
    HeldBy(RegionCode),
    /// There is none to be had.
    NotApplicable,
    /// The source takes the fact back.
    Cancelled,
}

/// A count, perhaps approximate (“une dizaine”): `10`, `10~`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Count {
    /// How many.
    pub number: u32,
    /// Whether the source says about so many.
    pub approximate: bool,
}

/// A point of the map, in degrees (WGS 84).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, utoipa::ToSchema)]
pub struct Centre {
    /// East of Greenwich.
    pub longitude: f64,
    /// North of the equator.
    pub latitude: f64,
}

/// A parsed value.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// A date.
    Date(Edtf),
    /// No date, and why.
    Gap(Gap),
    /// Words.
    Text(Box<str>),
    /// A count.
    Number(Count),
    /// A region.
    Region(RegionCode),
    /// A département.
    Departement(DepartementCode),
    /// A territory.
    Territory(TerritoryId),
    /// A member.
    Member(Box<Member>),
    /// A point.
    Centre(Centre),
    /// What an answer makes of a point of its question.
    Reply(Reply),
}

/// A text that is no value of its property.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("found “{found}”, expected {expected}")]
pub struct ValueError {
    /// The text.
    pub found: String,
    /// What it should have been.
    pub expected: &'static str,
}

impl Value {
    /// Reads the canonical text of a value of `property`.
    ///
    /// # Errors
    /// [`ValueError`] with what was found and what was expected.
    pub fn read(property: Property, text: &str) -> Result<Self, ValueError> {
        let wrong = |expected| ValueError { found: text.to_owned(), expected };
        match property.shape() {
            Shape::Date => text.parse().map(Self::Gap).or_else(|()| {
                text.parse()
                    .map(Self::Date)
                    .map_err(|_| wrong("an EDTF date, or unknown, not-announced, held-by:…, not-applicable, cancelled"))
            }),
            Shape::Text if text.trim().is_empty() => Err(wrong("words")),
            Shape::Text => Ok(Self::Text(text.into())),
            Shape::Number => {
                text.parse().map(Self::Number).map_err(|()| wrong("a whole number, with ~ if approximate"))
            }
            Shape::Region => {
                text.parse().map(Self::Region).map_err(|_| wrong("the INSEE code of a region (two digits)"))
            }
            Shape::Departement => {
                text.parse().map(Self::Departement).map_err(|_| wrong("the INSEE code of a département"))
            }
            Shape::Territory => text.parse().map(Self::Territory).map_err(|_| wrong("a territory such as 1-ti-3205")),
            Shape::Member => text
                .parse()
                .map(|member| Self::Member(Box::new(member)))
                .map_err(|()| wrong("a member such as “EPCI 200018653 CA CAP Excellence”")),
            Shape::Reply => text
                .parse()
                .map(Self::Reply)
                .map_err(|()| wrong("answered, partly, referred or referred:32, then the point")),
            Shape::Centre => text.parse().map(Self::Centre).map_err(|()| wrong("a longitude and a latitude")),
        }
    }

    /// The date, where it is one.
    #[must_use]
    pub fn date(&self) -> Option<&Edtf> {
        match self {
            Self::Date(date) => Some(date),
            _ => None,
        }
    }

    /// The gap, where it is one.
    #[must_use]
    pub fn gap(&self) -> Option<Gap> {
        match self {
            Self::Gap(gap) => Some(*gap),
            _ => None,
        }
    }

    /// The words, where it is that.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The count, where it is one.
    #[must_use]
    pub fn count(&self) -> Option<Count> {
        match self {
            Self::Number(count) => Some(*count),
            _ => None,
        }
    }

    /// The region, where it is one.
    #[must_use]
    pub fn region(&self) -> Option<RegionCode> {
        match self {
            Self::Region(code) => Some(*code),
            _ => None,
        }
    }

    /// The département, where it is one.
    #[must_use]
    pub fn departement(&self) -> Option<DepartementCode> {
        match self {
            Self::Departement(code) => Some(*code),
            _ => None,
        }
    }

    /// The territory, where it is one.
    #[must_use]
    pub fn territory(&self) -> Option<&TerritoryId> {
        match self {
            Self::Territory(id) => Some(id),
            _ => None,
        }
    }

    /// The member, where it is one.
    #[must_use]
    pub fn member(&self) -> Option<&Member> {
        match self {
            Self::Member(member) => Some(member),
            _ => None,
        }
    }

    /// What an answer makes of a point, where it is that.
    #[must_use]
    pub fn reply(&self) -> Option<&Reply> {
        match self {
            Self::Reply(reply) => Some(reply),
            _ => None,
        }
    }

    /// The point, where it is one.
    #[must_use]
    pub fn centre(&self) -> Option<Centre> {
        match self {
            Self::Centre(centre) => Some(*centre),
            _ => None,
        }
    }

    /// Whether two values can both be true: dates that meet, equal values of any other shape. “Unknown”
    /// contradicts nothing.
    #[must_use]
    pub fn agrees_with(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Date(one), Self::Date(two)) => one.overlaps(two),
            (Self::Gap(Gap::Unknown), _) | (_, Self::Gap(Gap::Unknown)) => true,
            (Self::Number(one), Self::Number(two)) => one.number == two.number,
            (one, two) => one == two,
        }
    }

    /// How many days it leaves open, for choosing the most precise; what is no date leaves none.
    #[must_use]
    pub fn span_days(&self) -> i64 {
        match self {
            Self::Date(date) => date.span_days(),
            Self::Gap(_) => i64::MAX,
            _ => 0,
        }
    }

    /// The first day of a date.
    #[must_use]
    pub fn earliest(&self) -> Option<NaiveDate> {
        self.date().map(Edtf::earliest).filter(|day| *day != NaiveDate::MIN)
    }

    /// The last day of a date.
    #[must_use]
    pub fn latest(&self) -> Option<NaiveDate> {
        self.date().map(Edtf::latest).filter(|day| *day != NaiveDate::MAX)
    }

    /// The value as a French reader would write it.
    #[must_use]
    pub fn french(&self) -> String {
        match self {
            Self::Date(date) => date.french(),
            Self::Gap(Gap::Unknown) => "date inconnue".to_owned(),
            Self::Gap(Gap::NotAnnounced) => "sans date".to_owned(),
            Self::Gap(Gap::HeldBy(_)) => "date détenue par la Région".to_owned(),
            Self::Gap(Gap::NotApplicable) => "sans objet".to_owned(),
            Self::Gap(Gap::Cancelled) => "annulé".to_owned(),
            Self::Number(Count { number, approximate: true }) => format!("environ {number}"),
            Self::Reply(reply) => format!("{} : {}", reply.outcome.french(), reply.point),
            other => other.to_string(),
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(date) => date.fmt(f),
            Self::Gap(gap) => gap.fmt(f),
            Self::Text(text) => f.write_str(text),
            Self::Number(count) => count.fmt(f),
            Self::Region(code) => code.fmt(f),
            Self::Departement(code) => code.fmt(f),
            Self::Territory(id) => id.fmt(f),
            Self::Member(member) => member.fmt(f),
            Self::Centre(centre) => centre.fmt(f),
            Self::Reply(reply) => reply.fmt(f),
        }
    }
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for Gap {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unknown => f.write_str("unknown"),
            Self::NotAnnounced => f.write_str("not-announced"),
            Self::HeldBy(region) => write!(f, "held-by:{region}"),
            Self::NotApplicable => f.write_str("not-applicable"),
            Self::Cancelled => f.write_str("cancelled"),
        }
    }
}

impl std::str::FromStr for Gap {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "unknown" => Ok(Self::Unknown),
            "not-announced" => Ok(Self::NotAnnounced),
            "not-applicable" => Ok(Self::NotApplicable),
            "cancelled" => Ok(Self::Cancelled),
            other => {
                let region = other.strip_prefix("held-by:").ok_or(())?;
                region.parse().map(Self::HeldBy).map_err(|_| ())
            }
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.number, if self.approximate { "~" } else { "" })
    }
}

impl std::str::FromStr for Count {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let digits = text.strip_suffix('~');
        let number = digits.unwrap_or(text);
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(());
        }
        Ok(Self { number: number.parse().map_err(|_| ())?, approximate: digits.is_some() })
    }
}

impl fmt::Display for Centre {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.longitude, self.latitude)
    }
}

impl std::str::FromStr for Centre {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (longitude, latitude) = text.split_once(' ').ok_or(())?;
        let degrees = |text: &str, most: f64| {
            text.parse::<f64>().ok().filter(|degrees| degrees.is_finite() && degrees.abs() <= most).ok_or(())
        };
        Ok(Self { longitude: degrees(longitude, 180.0)?, latitude: degrees(latitude, 90.0)? })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_gap_stands_in_place_of_a_date() {
        for text in ["unknown", "not-announced", "held-by:32", "not-applicable", "cancelled"] {
            let value = Value::read(Property::Promised, text).unwrap();
            assert!(value.gap().is_some());
            assert_eq!(value.to_string(), text);
        }
        assert!(Value::read(Property::Promised, "bientôt").is_err());
    }

    #[test]
    fn about_ten_is_written_with_a_tilde() {
        assert_eq!(Value::read(Property::Number, "10~").unwrap().french(), "environ 10");
        assert!(Value::read(Property::Number, "+10").is_err());
    }

    #[test]
    fn what_is_unknown_contradicts_nothing() {
        let day = Value::read(Property::Signed, "2019-07-15").unwrap();
        assert!(Value::Gap(Gap::Unknown).agrees_with(&day));
        assert!(!Value::Gap(Gap::Cancelled).agrees_with(&day));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in ".{0,40}", index in 0..Property::ALL.len()) {
            let property = Property::ALL[index];
            if let Ok(value) = Value::read(property, &text) {
                prop_assert_eq!(Value::read(property, &value.to_string()).unwrap(), value);
            }
        }
    }
}
