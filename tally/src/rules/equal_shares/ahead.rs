//! When a completion looks ahead, and how far: looking costs as much as a run, and finds nothing
//! where something else is bought at every step.

/// After so many fruitless looks in a row the next is this many runs later, at most.
const LONGEST_REST: u32 = 31;

/// What the looks of one completion have found so far.
pub(super) struct Ahead {
    /// Runs until the next look.
    rest: u32,
    /// Fruitless looks in a row lengthen the rest.
    next_rest: u32,
    /// How many steps the next look asks for.
    steps: u64,
    /// About how many the last looks found.
    mean: u64,
}

impl Ahead {
    /// The first look comes after so many runs.
    pub(super) const fn after(runs: u32) -> Self {
        Self { rest: runs, next_rest: 0, steps: 64, mean: 0 }
    }

    /// How many steps to look ahead in this run, if it is one that looks.
    pub(super) const fn wanted(&self) -> Option<u64> {
        if self.rest == 0 { Some(self.steps) } else { None }
    }

    /// So many further steps will have the same winners.
    pub(super) fn found(&mut self, same: u64) {
        if self.rest > 0 {
            self.rest -= 1;
            return;
        }
        // Much more than can be had blurs what could be. But little is found just before something
        // else is bought, too, and that says nothing of what comes after it.
        self.mean = self.mean - self.mean / 8 + same / 8;
        self.steps = same.saturating_mul(4).saturating_add(4).max(self.mean);
        self.next_rest = if same > 2 { 0 } else { (self.next_rest * 2 + 1).min(LONGEST_REST) };
        self.rest = self.next_rest;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_for_more_than_was_found_and_not_for_less_than_is_usual() {
        let mut ahead = Ahead::after(1);
        assert_eq!(ahead.wanted(), None);
        ahead.found(0);
        assert_eq!(ahead.wanted(), Some(64));
        for (found, next) in
            [(64, 260), (260, 1_044), (1_044, 4_180), (3, 145), (u64::MAX, u64::MAX)]
        {
            ahead.found(found);
            assert_eq!(ahead.wanted(), Some(next));
        }
    }

    #[test]
    fn rests_longer_after_each_fruitless_look() {
        let mut ahead = Ahead::after(0);
        let rests = (0..7).map(|_| {
            ahead.found(0);
            let mut rest = 0;
            while ahead.wanted().is_none() {
                ahead.found(0);
                rest += 1;
            }
            rest
        });
        assert_eq!(rests.collect::<Vec<_>>(), [1, 3, 7, 15, 31, 31, 31]);
    }
}
