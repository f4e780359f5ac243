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
        // Much more than can be had blurs what could be.
        self.steps = same.saturating_mul(4).saturating_add(4);
        self.next_rest = if same > 2 { 0 } else { (self.next_rest * 2 + 1).min(LONGEST_REST) };
        self.rest = self.next_rest;
    }
}
