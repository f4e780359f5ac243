//! What the booth holds while its page is open.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use super::choices::Choices;
use super::clock::Clock;
use super::draft;
use super::kept::Kept;
use super::machine::{Booth, Stage};
use super::offer::Offer;

/// A handle to it; cheap to copy.
#[derive(Clone)]
pub(super) struct Desk(Rc<Things>);

/// What a state looks like depends on: if it is the same, nothing is drawn anew.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Shown {
    pub(super) stage: Stage,
    /// How many are chosen, where they are listed.
    pub(super) chosen: Option<usize>,
    /// When the ballot of the ticket came in.
    pub(super) cast_at: Option<u64>,
    /// The recovery code is written down.
    pub(super) code_noted: bool,
}

/// No borrow lasts over a call of another module.
pub(super) struct Things {
    pub(super) offer: Offer,
    pub(super) booth: RefCell<Booth>,
    /// What this device keeps, once it was read.
    pub(super) kept: RefCell<Option<Kept>>,
    pub(super) clock: Cell<Clock>,
    /// The recovery code as it was typed, so that a mistake can be mended.
    pub(super) typed: RefCell<String>,
    /// What the page shows.
    pub(super) shown: Cell<Option<Shown>>,
}

impl Desk {
    pub(super) fn new(offer: Offer) -> Self {
        Self(Rc::new(Things {
            booth: RefCell::new(Booth::new(Choices::none(&offer))),
            kept: RefCell::new(None),
            clock: Cell::new(Clock::aligned(offer.now, offer.now)),
            typed: RefCell::default(),
            shown: Cell::new(None),
            offer,
        }))
    }

    /// The state as it is now.
    pub(super) fn booth(&self) -> Booth {
        self.booth.borrow().clone()
    }

    /// Changes the state.
    pub(super) fn change<T>(&self, by: impl FnOnce(&mut Booth) -> T) -> T {
        by(&mut self.booth.borrow_mut())
    }

    /// What this device keeps.
    pub(super) fn kept(&self) -> Option<Kept> {
        self.kept.borrow().clone()
    }

    /// The draft's text.
    pub(super) fn draft(&self) -> String {
        draft::write(&self.booth.borrow().choices, &self.offer)
    }
}

impl std::ops::Deref for Desk {
    type Target = Things;

    fn deref(&self) -> &Things {
        &self.0
    }
}
