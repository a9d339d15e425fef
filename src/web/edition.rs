//! The edition: everything made from one state of the record on one day. The next commit, or midnight in Paris,
//! begins another; nothing in it is ever changed, so nothing in it is ever stale.

use std::{ops::Range, sync::Arc};

use arc_swap::ArcSwap;
use chrono::NaiveDate;
use quick_cache::{Weighter, sync::Cache};

use super::ready::Ready;
use crate::{
    programme::{
        clock::{Clock, moments_of},
        live::Live,
        record::Record,
        view::Programme,
    },
    store::Moment,
};

/// How many clocks are kept beside today's.
const CLOCKS: usize = 16;

/// How many bytes of ready answers are kept.
const ANSWER_BYTES: u64 = 12 << 20;

/// One state of the record, on one day, with the programmes and answers made from it so far.
#[derive(Debug)]
pub struct Edition {
    /// The record.
    pub record: Arc<Record>,
    /// The day in Paris.
    pub day: NaiveDate,
    moments: Range<Moment>,
    today: Arc<Programme>,
    programmes: Cache<Clock, Arc<Programme>>,
    answers: Cache<Box<str>, Arc<Ready>, Bytes>,
}

#[derive(Clone, Debug)]
struct Bytes;

impl Weighter<Box<str>, Arc<Ready>> for Bytes {
    fn weight(&self, address: &Box<str>, answer: &Arc<Ready>) -> u64 {
        (address.len() + answer.len() + 256) as u64
    }
}

impl Edition {
    fn new(record: Arc<Record>, day: NaiveDate) -> Self {
        Self {
            today: Arc::new(Programme::at(Arc::clone(&record), Clock::of_day(day))),
            record,
            day,
            moments: moments_of(day),
            programmes: Cache::new(CLOCKS),
            answers: Cache::with_weighter(1024, ANSWER_BYTES, Bytes),
        }
    }

    /// What the record says at a clock.
    #[must_use]
    pub fn programme(&self, clock: Clock) -> Arc<Programme> {
        if clock == *self.today.clock() {
            return Arc::clone(&self.today);
        }
        if let Some(programme) = self.programmes.get(&clock) {
            return programme;
        }
        let programme = Arc::new(Programme::at(Arc::clone(&self.record), clock));
        self.programmes.insert(clock, Arc::clone(&programme));
        programme
    }

    /// The answer kept for an address.
    #[must_use]
    pub fn answer(&self, address: &str) -> Option<Arc<Ready>> {
        self.answers.get(address)
    }

    /// Keeps the answer to an address.
    pub fn keep(&self, address: &str, answer: &Arc<Ready>) {
        self.answers.insert(address.into(), Arc::clone(answer));
    }
}

/// The edition that is being read.
#[derive(Debug)]
pub struct Press {
    current: ArcSwap<Edition>,
}

impl Press {
    /// Begins with what is there.
    #[must_use]
    pub fn new(live: &Live) -> Self {
        Self { current: ArcSwap::from_pointee(Edition::new(live.record(), live.time.today())) }
    }

    /// Today's edition of the record as it is now.
    #[must_use]
    pub fn edition(&self, live: &Live) -> Arc<Edition> {
        let current = self.current.load_full();
        let record = live.record();
        if Arc::ptr_eq(&current.record, &record) && current.moments.contains(&live.time.now()) {
            return current;
        }
        let next = Arc::new(Edition::new(record, live.time.today()));
        self.current.store(Arc::clone(&next));
        next
    }
}
