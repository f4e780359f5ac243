//! How far everyone's money may be raised before anything else is bought.
//!
//! A completion runs Equal Shares again and again with a little more money, and nearly always the
//! same projects are bought in the same order. With t more grains for everyone, every purse and
//! price is a piecewise linear function of t. Bounds of their slopes go along with a run here, and
//! from these, and from how far apart things are that were compared, follows up to which t the
//! run would have bought the same. All of it is whole numbers, rounded to the careful side.
//!
//! While the same is bought in the same order, no purse is smaller and no price higher than with
//! less money: if all purses before a purchase are at least as large, its price is at most what
//! it was, and so everyone keeps at least as much. So the rich stay rich; the poor may not stay
//! poor.

#[cfg(test)]
mod soundness;

use super::offer::Offer;
use super::run::Run;
use super::slope::{FINE_BITS, Slope};
use crate::instance::ProjectIndex;
use crate::rules::backers::Backer;

/// More than any purse, and few enough bits to be multiplied.
const BOUNDLESS: i128 = 1 << 100;

/// What a run and all those with up to so much more money have in common.
pub(super) struct Reach {
    /// How much more, in grains of the run's grid; 0 when nothing is certain.
    grains: i128,
    /// By group: how its purse grows with each grain.
    purses: Vec<Slope>,
    /// By project: a lower bound of its price; `None` once it is settled.
    floors: Vec<Option<Floor>>,
    /// Whether some who have nothing could have something at another t.
    blurred: bool,
}

/// A lower bound of a price in this and all later rounds: `price + slope * t`.
#[derive(Clone, Copy)]
struct Floor {
    price: i128,
    slope: i128,
}

/// Where a supporter of a purchase stands, whatever t.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Rich,
    Poor,
    Unclear,
}

impl Reach {
    /// Nothing has been bought; what is more than `grains` is not asked for.
    pub(super) fn start(run: &Run<'_, '_>, grains: u64) -> Self {
        let floor = |project: ProjectIndex| {
            let supported = run.backers.demand(project) > 0;
            // Nobody has given all yet.
            let price = i128::from(run.floor(project));
            supported.then_some(Floor { price, slope: 0 })
        };
        let floors = run.backers.election.instance.indexes().map(floor).collect();
        let purses = vec![Slope::ONE; run.purses.len()];
        Self { grains: i128::from(grains), purses, floors, blurred: false }
    }

    /// Takes note of what is about to be bought, and of its equals.
    pub(super) fn note(&mut self, run: &mut Run<'_, '_>, chosen: &Offer, equals: &[Offer]) {
        let Some((price, sides)) = self.slope_of(run, chosen) else { return };
        for equal in equals.iter().filter(|equal| !alike(run, chosen.project, equal.project)) {
            let floor = self.floor_given(run, equal.project);
            // Equal now, they stay in this order while the chosen one does not become dearer.
            let apart = floor
                .map_or(0, |floor| self.apart(run, chosen, price.most, equal.project, floor, true));
            self.limit(apart);
        }
        for project in run.backers.election.instance.indexes() {
            if equals.iter().all(|equal| equal.project != project) {
                self.keep_behind(run, chosen, price.most, project);
            }
        }
        self.pay(run, chosen, price, &sides);
    }

    /// Takes note of what is about to be bought, and is known to be bought whatever t.
    pub(super) fn follow(&mut self, run: &Run<'_, '_>, chosen: &Offer) {
        if let Some((price, sides)) = self.slope_of(run, chosen) {
            self.pay(run, chosen, price, &sides);
        }
    }

    /// All that was not bought must stay out of reach. Gives how many grains are certain.
    pub(super) fn finish(mut self, run: &Run<'_, '_>) -> u64 {
        for project in run.backers.election.instance.indexes() {
            if self.floor(project).is_some() && run.allows(project) {
                self.keep_unaffordable(run, project);
            }
        }
        self.so_far()
    }

    /// How many grains are certain of the purchases so far.
    pub(super) fn so_far(&self) -> u64 {
        u64::try_from(self.grains).unwrap_or_default()
    }

    pub(super) const fn is_lost(&self) -> bool {
        self.grains == 0
    }

    fn limit(&mut self, grains: i128) {
        self.grains = self.grains.min(grains).max(0);
    }

    fn floor(&self, project: ProjectIndex) -> Option<Floor> {
        self.floors.get(project.position()).copied().flatten()
    }

    fn settle(&mut self, project: ProjectIndex) {
        if let Some(floor) = self.floors.get_mut(project.position()) {
            *floor = None;
        }
    }

    /// See [`Reach::price_slope`]; `None` also when nothing depends on it.
    fn slope_of(&mut self, run: &Run<'_, '_>, chosen: &Offer) -> Option<(Slope, Vec<Side>)> {
        self.settle(chosen.project);
        // What costs nothing comes first and changes nothing, whatever t.
        let free = run.backers.election.instance.cost(chosen.project).units() == 0;
        if self.is_lost() || free {
            return None;
        }
        let slope = self.price_slope(run, chosen);
        if slope.is_none() {
            self.grains = 0;
        }
        slope
    }

    /// How the price of what is bought changes with t, and on which side its supporters are.
    /// Those that could change sides count as whatever is worse. `None` when too many could.
    fn price_slope(&self, run: &Run<'_, '_>, chosen: &Offer) -> Option<(Slope, Vec<Side>)> {
        let supporters = || backers(run, chosen.project, self.blurred);
        let mut sides: Vec<Side> = supporters().map(|(_, side)| side).collect();
        for _ in 0..8 {
            let price = self.slope_given(run, chosen.project, &sides)?;
            let mut clear = true;
            for ((backer, _), side) in supporters().zip(&mut sides) {
                if *side == Side::Poor && !self.stays_poor(run, chosen, price, backer) {
                    *side = Side::Unclear;
                    clear = false;
                }
            }
            if clear {
                return Some((price, sides));
            }
        }
        None
    }

    /// `-(what the poor get more) / (demand of the rich)`, for all who could be poor or rich.
    fn slope_given(
        &self,
        run: &Run<'_, '_>,
        project: ProjectIndex,
        sides: &[Side],
    ) -> Option<Slope> {
        let mut given = Slope { least: 0, most: 0 };
        let (mut sure, mut possible) = (0_i128, 0_i128);
        for ((backer, _), side) in backers(run, project, self.blurred).zip(sides) {
            let weight = i128::from(backer.weight);
            let demand = i128::from(backer.demand());
            let grows = self.purse(backer).times(weight);
            match side {
                Side::Poor => given = given.plus(grows),
                Side::Unclear => {
                    given = given.plus(grows.or_zero());
                    possible += demand;
                }
                Side::Rich => (sure, possible) = (sure + demand, possible + demand),
            }
        }
        given.negated_over(run.scale.widened(), sure, possible)
    }

    /// Whether one of the poor surely has less than the price asks at every t.
    fn stays_poor(&self, run: &Run<'_, '_>, chosen: &Offer, price: Slope, backer: &Backer) -> bool {
        let purse = run.purses.get(backer.group as usize).copied().unwrap_or_default();
        let grows = self.purse(backer);
        if purse == 0 && grows == Slope::ZERO {
            return true;
        }
        let above = i128::from(purse) - i128::from(run.scale.share(chosen.price, backer.worth));
        let gap = grows.minus(self.share(run, price, backer));
        (above << FINE_BITS) + gap.most.max(0) * self.grains <= 0
    }

    fn share(&self, run: &Run<'_, '_>, price: Slope, backer: &Backer) -> Slope {
        price.times(i128::from(backer.worth)).narrowed(run.scale.widened())
    }

    fn purse(&self, backer: &Backer) -> Slope {
        self.purses.get(backer.group as usize).copied().unwrap_or(Slope::ZERO)
    }

    /// Goes only so far that a project stays behind the chosen one.
    fn keep_behind(
        &mut self,
        run: &mut Run<'_, '_>,
        chosen: &Offer,
        dearer: i128,
        project: ProjectIndex,
    ) {
        // What limits forbid once they forbid for good.
        let Some(old) = self.floor(project).filter(|_| run.allows(project)) else { return };
        if self.apart(run, chosen, dearer, project, old, false) >= self.grains {
            return;
        }
        // Sorting its supporters out saves time where it is known already that they cannot pay.
        if !run.settle_floor(project) {
            self.keep_unaffordable(run, project);
            self.settle(project);
            return;
        }
        let new = self.floor_given(run, project).unwrap_or(old);
        let floor = if (new.price, new.slope) > (old.price, old.slope) { new } else { old };
        if let Some(place) = self.floors.get_mut(project.position()) {
            *place = Some(floor);
        }
        let apart = self.apart(run, chosen, dearer, project, floor, false);
        self.limit(apart);
    }

    /// Up to which t the chosen one, dearer by that much with each grain, stays before another.
    fn apart(
        &self,
        run: &Run<'_, '_>,
        chosen: &Offer,
        dearer: i128,
        project: ProjectIndex,
        floor: Floor,
        equal: bool,
    ) -> i128 {
        let factor = |project| i128::try_from(run.factor(project)).ok();
        let apart = || {
            let (own, other) = (factor(chosen.project)?, factor(project)?);
            let nearer = dearer.checked_mul(other)?.checked_sub(floor.slope.checked_mul(own)?)?;
            let price = i128::from(chosen.below).checked_mul(other)?;
            let gap = if equal { 0 } else { floor.price.checked_mul(own)?.checked_sub(price)? };
            Some(quotient(gap, nearer))
        };
        // Where the products exceed 128 bits nothing is certain.
        apart().unwrap_or(0)
    }

    /// The price that follows when the poor give all they have.
    fn floor_given(&self, run: &Run<'_, '_>, project: ProjectIndex) -> Option<Floor> {
        let mut held = Held::default();
        givers(run, project, self.blurred)
            .for_each(|backer| held.add(run, backer, self.purse(backer)));
        let due = run.grains(project).saturating_sub(held.grains);
        let demand = run.sides.demand(project);
        let price = run.scale.price(due, demand)?;
        let grows = Slope { least: held.grows, most: held.grows };
        let slope = grows.negated_over(run.scale.widened(), demand.into(), demand.into())?;
        Some(Floor { price: i128::from(price), slope: slope.least })
    }

    /// Goes only so far that the supporters of a project still lack some of its cost.
    fn keep_unaffordable(&mut self, run: &Run<'_, '_>, project: ProjectIndex) {
        let mut held = Held::default();
        let all = backers(run, project, self.blurred);
        all.for_each(|(backer, _)| held.add(run, backer, self.purse(backer)));
        let cost = i128::try_from(run.grains(project)).unwrap_or(BOUNDLESS).min(BOUNDLESS);
        let held_now = i128::try_from(held.grains).unwrap_or(BOUNDLESS);
        self.limit(quotient(cost - held_now, held.grows));
    }

    /// How purses grow after the purchase.
    fn pay(&mut self, run: &Run<'_, '_>, chosen: &Offer, price: Slope, sides: &[Side]) {
        for ((backer, _), side) in backers(run, chosen.project, self.blurred).zip(sides) {
            let left = self.purse(backer).minus(self.share(run, price, backer));
            let left = match side {
                Side::Rich => left,
                Side::Poor => Slope::ZERO,
                Side::Unclear => left.or_zero(),
            };
            if left.is_steep() {
                self.grains = 0;
            }
            let purse = run.purses.get(backer.group as usize).copied().unwrap_or_default();
            let spent = purse <= run.scale.share(chosen.price, backer.worth);
            self.blurred |= left != Slope::ZERO && (spent || *side == Side::Unclear);
            if let Some(purse) = self.purses.get_mut(backer.group as usize) {
                *purse = left;
            }
        }
    }
}

/// Whether two projects of the same cost have the same supporters, to whom they are worth the same:
/// as long as neither is bought, their prices are equal whatever t.
fn alike(run: &Run<'_, '_>, one: ProjectIndex, other: ProjectIndex) -> bool {
    let cost = |project| run.backers.election.instance.cost(project);
    cost(one) == cost(other) && run.backers.of_project(one) == run.backers.of_project(other)
}

/// Those who give all they have; those who have nothing only where that could be otherwise.
fn givers<'r>(
    run: &'r Run<'_, '_>,
    project: ProjectIndex,
    blurred: bool,
) -> impl Iterator<Item = &'r Backer> {
    let broke = if blurred { run.sides.broke(project) } else { &[] };
    broke.iter().chain(run.sides.poor(project))
}

/// These and the others.
fn backers<'r>(
    run: &'r Run<'_, '_>,
    project: ProjectIndex,
    blurred: bool,
) -> impl Iterator<Item = (&'r Backer, Side)> {
    let poor = givers(run, project, blurred).map(|backer| (backer, Side::Poor));
    poor.chain(run.sides.rich(project).iter().map(|backer| (backer, Side::Rich)))
}

/// What supporters hold, at most, and how it grows at most.
#[derive(Default)]
struct Held {
    grains: u128,
    grows: i128,
}

impl Held {
    fn add(&mut self, run: &Run<'_, '_>, backer: &Backer, slope: Slope) {
        let weight = backer.weight;
        let purse = run.purses.get(backer.group as usize).copied().unwrap_or_default();
        self.grains += u128::from(purse) * u128::from(weight);
        self.grows += slope.most * i128::from(weight);
    }
}

/// Up to which t a distance that shrinks by `nearer` with each grain is surely not used up.
fn quotient(distance: i128, nearer: i128) -> i128 {
    if distance < 0 {
        return 0;
    }
    if nearer <= 0 {
        return BOUNDLESS;
    }
    let spare = (distance.leading_zeros() - 1).min(FINE_BITS);
    (distance << spare) / ((nearer >> (FINE_BITS - spare)) + 1)
}
