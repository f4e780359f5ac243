//! When a completion looks ahead, and how far: looking costs as much as a run, and finds nothing
//! where something else is bought at every step.

/// After so many fruitless looks in a row the next is this many runs later, at most.
const LONGEST_REST: u32 = 31;

/// A look that found all it asked for is followed by one that asks for so many times as much.
const GROWTH: u64 = 16;

/// What the looks of one completion have found so far.
pub(super) struct Ahead {
    /// Runs until the next look.
    rest: u32,
    /// Fruitless looks in a row lengthen the rest.
    next_rest: u32,
    /// How many steps the next look asks for.
    steps: u64,
}

impl Ahead {
    /// The first look comes after so many runs.
    pub(super) const fn after(runs: u32) -> Self {
        Self { rest: runs, next_rest: 0, steps: 64 }
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
        self.steps = self.next_steps(same);
        self.next_rest = if same > 2 { 0 } else { (self.next_rest * 2 + 1).min(LONGEST_REST) };
        self.rest = self.next_rest;
    }

    /// Little is found just before something else is bought, and then it says nothing of what
    /// comes after; or because much more than can be had blurs what could be. So what is asked for
    /// moves towards what was found, by a quarter of the way from one magnitude to the other.
    fn next_steps(&self, same: u64) -> u64 {
        if same >= self.steps {
            return same.saturating_mul(GROWTH).saturating_add(4);
        }
        let near = same.saturating_mul(4).saturating_add(4);
        let middle = |a: u64, b: u64| a.isqrt().saturating_mul(b.isqrt()).max(1);
        middle(middle(near, self.steps), self.steps).max(4)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn asks_for_more_after_a_full_answer_and_moves_down_slowly_after_a_short_one() {
        let mut ahead = Ahead::after(1);
        assert_eq!(ahead.wanted(), None);
        ahead.found(0);
        assert_eq!(ahead.wanted(), Some(64));
        ahead.found(64);
        assert_eq!(ahead.wanted(), Some(1028));
        ahead.found(1_028);
        assert_eq!(ahead.wanted(), Some(16_452));
        ahead.found(3);
        assert_eq!(ahead.wanted(), Some(2_816));
        ahead.found(u64::MAX);
        assert_eq!(ahead.wanted(), Some(u64::MAX));
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
