//! The record that is being served: followed as it grows, read without waiting.

use std::{sync::Arc, time::Duration};

use arc_swap::ArcSwap;
use tokio::sync::Mutex;

use super::{
    clock::Time,
    record::{Record, RecordError},
};
use crate::store::{Actor, Edit, Store, StoreError};

/// A database, its record in memory, and the time.
#[derive(Clone, Debug)]
pub struct Live {
    store: Store,
    record: Arc<ArcSwap<Record>>,
    following: Arc<Mutex<()>>,
    /// Where the time comes from.
    pub time: Time,
}

/// What can go wrong between the record and its database.
#[derive(Debug, thiserror::Error)]
pub enum LiveError {
    /// In writing.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// In reading.
    #[error(transparent)]
    Record(#[from] RecordError),
}

impl Live {
    /// Loads the whole record of a migrated database.
    ///
    /// # Errors
    /// [`LiveError::Record`] if it cannot be read.
    pub async fn load(store: Store, time: Time) -> Result<Self, LiveError> {
        let record = Arc::new(Record::default()).follow(store.reader()).await?;
        Ok(Self { store, record: Arc::new(ArcSwap::new(record)), following: Arc::default(), time })
    }

    /// The record as it is now.
    #[must_use]
    pub fn record(&self) -> Arc<Record> {
        self.record.load_full()
    }

    /// The database.
    #[must_use]
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// Takes up what was committed since, here or by another instance.
    ///
    /// # Errors
    /// [`LiveError::Record`] if it cannot be read; the record stays as it is then.
    pub async fn follow(&self) -> Result<Arc<Record>, LiveError> {
        let _one_at_a_time = self.following.lock().await;
        let next = self.record().follow(self.store.reader()).await?;
        self.record.store(Arc::clone(&next));
        Ok(next)
    }

    /// Opens an edit, with the record that it will be applied to: nobody else writes until it ends.
    ///
    /// # Errors
    /// [`LiveError`] if the write order cannot be had or the record not be read.
    pub async fn edit(&self, actor: &Actor, action: &str) -> Result<(Edit, Arc<Record>), LiveError> {
        let edit = Edit::begin(&self.store, actor, action, self.time.now()).await?;
        let mut record = self.record();
        if record.last_journal() + 1 != edit.line() {
            record = record.follow(edit.connection()).await?;
        }
        Ok((edit, record))
    }

    /// Commits an edit and takes it up at once, so that its author reads her own writes.
    ///
    /// # Errors
    /// [`LiveError::Store`] if the edit is stale or refused; nothing is written then.
    pub async fn commit(&self, mut edit: Edit) -> Result<Arc<Record>, LiveError> {
        let written = edit.flush().await?;
        let known = self.record();
        let next = match written.lines.first() {
            Some(line) if line.id == known.last_journal() + 1 => known.with(written)?,
            // The edit had more lines before, or others wrote that were not followed yet.
            _ => known.follow(edit.connection()).await?,
        };
        self.commit_as(edit, next).await
    }

    /// The same of an edit that was flushed; `next` is the record with all that it says.
    ///
    /// # Errors
    /// As [`Live::commit`].
    pub async fn commit_as(&self, edit: Edit, next: Arc<Record>) -> Result<Arc<Record>, LiveError> {
        edit.commit().await?;
        let _one_at_a_time = self.following.lock().await;
        let known = self.record();
        // What others have committed since may have been followed meanwhile, and this edit with it.
        if known.last_journal() >= next.last_journal() {
            return Ok(known);
        }
        self.record.store(Arc::clone(&next));
        Ok(next)
    }

    /// Follows the database for ever: what other instances commit is read here within a second.
    pub async fn keep_following(self) {
        let mut ticks = tokio::time::interval(Duration::from_millis(500));
        loop {
            ticks.tick().await;
            if let Err(error) = self.follow().await {
                tracing::warn!(%error, "cannot follow the database");
            }
        }
    }
}
