//! The booth's signals: what views read and the driver writes.

use leptos::prelude::*;

use super::clock::Clock;
use super::draft;
use super::kept::Kept;
use super::machine::{Booth, Standing};
use super::offer::Offer;
use super::words::{Words, fill};
use super::{choices::Choices, figures};
use crate::components::CastState;

/// Handles to everything that the booth shows; cheap to copy.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub(super) offer: StoredValue<Offer>,
    pub(super) words: StoredValue<Words>,
    pub(super) booth: RwSignal<Booth>,
    /// What this device keeps, once it was read.
    pub(super) kept: RwSignal<Option<Kept>>,
    /// The module runs and storage was read: boxes may be ticked.
    pub(super) awake: RwSignal<bool>,
    pub(super) clock: StoredValue<Clock>,
}

impl Desk {
    pub(super) fn new(offer: Offer, words: Words) -> Self {
        let clock = Clock::aligned(offer.now, offer.now);
        Self {
            booth: RwSignal::new(Booth::new(Choices::none(&offer))),
            kept: RwSignal::new(None),
            awake: RwSignal::new(false),
            clock: StoredValue::new(clock),
            offer: StoredValue::new(offer),
            words: StoredValue::new(words),
        }
    }

    /// One text.
    pub(super) fn word(self, text: impl FnOnce(&Words) -> &String) -> String {
        self.words.with_value(|words| text(words).clone())
    }

    /// One text with values in it.
    pub(super) fn phrase(
        self,
        text: impl FnOnce(&Words) -> &String,
        values: &[(&str, &str)],
    ) -> String {
        self.words.with_value(|words| fill(text(words), values))
    }

    /// A sum with its unit.
    pub(super) fn money(self, sum: u64) -> String {
        self.phrase(|words| &words.money, &[("sum", &figures::grouped(sum))])
    }

    /// When the vote ends, in words.
    pub(super) fn closes(self) -> String {
        self.offer.with_value(|offer| offer.closes.clone())
    }

    /// A time beside the one of this visit.
    pub(super) fn moment(self, at: u64) -> String {
        figures::moment(at, self.offer.with_value(|offer| offer.now))
    }

    /// The sentence that is always in sight, and what it says.
    pub(super) fn standing(self) -> (CastState, String) {
        match self.booth.with(Booth::standing) {
            Standing::NotCast => (CastState::Not, self.word(|words| &words.not_cast)),
            Standing::NotKnown => (CastState::Unknown, self.word(|words| &words.not_known)),
            Standing::Cast(at) => (
                CastState::Done,
                self.phrase(|words| &words.cast_at, &[("time", &self.moment(at))]),
            ),
            Standing::Changing(at) => (
                CastState::Not,
                self.phrase(|words| &words.changing, &[("time", &self.moment(at))]),
            ),
        }
    }

    /// The draft's text.
    pub(super) fn draft(self) -> String {
        let choices = self.booth.with_untracked(|booth| booth.choices.clone());
        self.offer.with_value(|offer| draft::write(&choices, offer))
    }
}
