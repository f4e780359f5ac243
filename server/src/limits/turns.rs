//! Turns: how much is worked on at once, for whom. A turn ends when it is dropped.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use store::PersonId;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Forms that are worked on at once, of those who are signed in and as many of those who are not.
const FORMS_AT_ONCE: usize = 256;
/// Forms at once whose body is still to come from somebody who is not signed in: whoever sends
/// these slowly takes turns from nobody but their like.
pub const UNREAD_AT_ONCE: usize = 32;
/// Uploads at once: each may take minutes on a slow link, and holds its photographs meanwhile.
pub const UPLOADS_AT_ONCE: usize = 64;
/// Uploads of one person at once, in all of their sessions.
pub const UPLOADS_OF_A_PERSON: usize = 2;

/// All turns of one process.
pub(super) struct Turns {
    forms: Arc<Semaphore>,
    strangers: Arc<Semaphore>,
    unread: Arc<Semaphore>,
    uploads: Arc<Semaphore>,
    people: Arc<Mutex<HashMap<PersonId, usize>>>,
}

impl Default for Turns {
    fn default() -> Self {
        let turns = |at_once| Arc::new(Semaphore::new(at_once));
        Self {
            forms: turns(FORMS_AT_ONCE),
            strangers: turns(FORMS_AT_ONCE),
            unread: turns(UNREAD_AT_ONCE),
            uploads: turns(UPLOADS_AT_ONCE),
            people: Arc::default(),
        }
    }
}

impl Turns {
    /// At a form of somebody who is signed in.
    pub(super) fn form(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.forms).try_acquire_owned().ok()
    }

    /// At a form of somebody who is not, which has been read.
    pub(super) fn stranger(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.strangers).try_acquire_owned().ok()
    }

    /// At a form of somebody who is not signed in, which is still to come.
    pub(super) fn unread(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.unread).try_acquire_owned().ok()
    }

    /// At an upload.
    pub(super) fn upload(&self) -> Option<OwnedSemaphorePermit> {
        Arc::clone(&self.uploads).try_acquire_owned().ok()
    }

    /// Among the uploads of one person.
    pub(super) fn of_person(&self, person: PersonId) -> Option<OwnTurn> {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        let under_way = people.entry(person).or_default();
        if *under_way >= UPLOADS_OF_A_PERSON {
            return None;
        }
        *under_way = under_way.saturating_add(1);
        Some(OwnTurn { person, people: Arc::clone(&self.people) })
    }
}

/// One upload of a person.
pub(super) struct OwnTurn {
    person: PersonId,
    people: Arc<Mutex<HashMap<PersonId, usize>>>,
}

impl Drop for OwnTurn {
    fn drop(&mut self) {
        let mut people = self.people.lock().unwrap_or_else(PoisonError::into_inner);
        match people.get_mut(&self.person) {
            Some(under_way) if *under_way > 1 => *under_way -= 1,
            _ => drop(people.remove(&self.person)),
        }
    }
}
