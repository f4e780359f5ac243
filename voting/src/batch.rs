//! Batches: how entries get into a log without telling when each came.

use serde::{Deserialize, Serialize};

use crate::commitment::Commitment;

/// When a batch closes; from the manifest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchRule {
    /// A batch is at least this old, in seconds, ...
    pub min_seconds: u64,
    /// ... and holds at least so many entries, ...
    pub min_entries: u64,
    /// ... unless it is this old.
    pub cap_seconds: u64,
}

impl BatchRule {
    /// Whether a batch that was opened at `opened`, holds `entries` and is looked at `now` (Unix
    /// seconds) closes; at `closes_at` every batch does.
    #[must_use]
    pub const fn closes(&self, opened: u64, entries: u64, now: u64, closes_at: u64) -> bool {
        let age = now.saturating_sub(opened);
        let full = age >= self.min_seconds && entries >= self.min_entries;
        full || age >= self.cap_seconds || now >= closes_at
    }
}

/// The order of a batch's entries: ascending commitments, which tells nothing about arrival.
pub fn sort(batch: &mut [Commitment]) {
    batch.sort_unstable();
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn closes_when_old_and_full_or_very_old_or_at_the_end() {
        let rule = BatchRule { min_seconds: 60, min_entries: 100, cap_seconds: 600 };
        for (entries, now, closes) in [
            (100, 1_059, false),
            (99, 1_060, false),
            (100, 1_060, true),
            (0, 1_599, false),
            (0, 1_600, true),
            (0, 5_000, true),
        ] {
            assert_eq!(rule.closes(1_000, entries, now, 5_000), closes, "{entries} {now}");
        }
        assert!(rule.closes(4_999, 0, 5_000, 5_000));
    }

    proptest! {
        #[test]
        fn arrival_leaves_no_trace(mut batch in prop::collection::vec(any::<[u8; 32]>(), 0..20)) {
            let sorted = |batch: &[[u8; 32]]| {
                let mut batch: Vec<_> = batch.iter().copied().map(Commitment::from_bytes).collect();
                sort(&mut batch);
                batch
            };
            let forwards = sorted(&batch);
            batch.reverse();
            prop_assert_eq!(&forwards, &sorted(&batch));
            prop_assert!(forwards.is_sorted_by_key(|commitment| *commitment.as_bytes()));
        }
    }
}
