//! The two phases of the programme.

use std::{fmt, str::FromStr};

use chrono::NaiveDate;
use sea_orm::{DeriveActiveEnum, EnumIter};
use serde::{Serialize, Serializer};

/// A phase. Sources: Conseil national de l'industrie of 22 November 2018; general assembly of 9 November 2023.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i32", db_type = "Integer")]
pub enum Phase {
    /// From 22 November 2018 to 8 November 2023.
    #[sea_orm(num_value = 1)]
    One,
    /// From 9 November 2023.
    #[sea_orm(num_value = 2)]
    Two,
}

const PHASE_TWO: NaiveDate = NaiveDate::from_ymd_opt(2023, 11, 9).unwrap();
const PHASE_ONE: NaiveDate = NaiveDate::from_ymd_opt(2018, 11, 22).unwrap();

impl Phase {
    /// Both.
    pub const ALL: [Self; 2] = [Self::One, Self::Two];

    /// The phase running on `day`; before the programme, the first.
    #[must_use]
    pub fn on(day: NaiveDate) -> Self {
        if day < PHASE_TWO { Self::One } else { Self::Two }
    }

    /// Its first day.
    #[must_use]
    pub fn first_day(self) -> NaiveDate {
        match self {
            Self::One => PHASE_ONE,
            Self::Two => PHASE_TWO,
        }
    }

    /// Its last day, where it has ended or its end is fixed by the start of the next.
    #[must_use]
    pub fn last_day(self) -> Option<NaiveDate> {
        match self {
            Self::One => PHASE_TWO.pred_opt(),
            Self::Two => None,
        }
    }

    /// Whether it is over on `day`.
    #[must_use]
    pub fn is_over(self, day: NaiveDate) -> bool {
        self.last_day().is_some_and(|last| last < day)
    }

    /// 1 or 2.
    #[must_use]
    pub fn number(self) -> i32 {
        match self {
            Self::One => 1,
            Self::Two => 2,
        }
    }
}

impl fmt::Display for Phase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.number())
    }
}

impl FromStr for Phase {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        match text {
            "1" => Ok(Self::One),
            "2" => Ok(Self::Two),
            _ => Err(()),
        }
    }
}

impl Serialize for Phase {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_i32(self.number())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_phase_begins_the_day_after_the_first_ends() {
        let last = Phase::One.last_day().unwrap();
        assert_eq!(Phase::on(last), Phase::One);
        assert_eq!(Phase::on(last.succ_opt().unwrap()), Phase::Two);
        assert!(!Phase::One.is_over(last) && Phase::One.is_over(last.succ_opt().unwrap()));
    }
}
