//! The order of projects in a list: random, the same for everybody who has the same address.
//!
//! Whoever stands first gets more votes. So there are 64 orders: in order number N projects are
//! sorted by SHA-256("hashar-order\n" || N in decimal || "\n" || project key). An address without
//! a number shows the order of the day, one after the other.

use sha2::{Digest as _, Sha256};
use store::UnixTime;
use store::projects::Project;

/// Number of an order, from 1 to [`Order::COUNT`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Order(u8);

const DAY: UnixTime = 86_400;

/// Asia/Tashkent is UTC+5 all year: the order changes at midnight there.
const TASHKENT: UnixTime = 5 * 3_600;

impl Order {
    /// How many orders there are.
    pub(super) const COUNT: u8 = 64;

    /// The order that an address names, else that of the day.
    pub(super) fn read(text: &str, now: UnixTime) -> Self {
        let named = text.parse().ok().filter(|number| (1..=Self::COUNT).contains(number));
        named.map_or_else(|| Self::of_day(now), Self)
    }

    /// The next order, after the last one the first.
    pub(super) const fn next(self) -> Self {
        Self(self.0 % Self::COUNT + 1)
    }

    pub(super) fn number(self) -> i64 {
        i64::from(self.0)
    }

    /// Sorts projects.
    pub(super) fn sort(self, projects: &mut [Project]) {
        projects.sort_by_cached_key(|project| self.place(project.key.as_str()));
    }

    fn place(self, key: &str) -> [u8; 32] {
        Sha256::digest(format!("hashar-order\n{}\n{key}", self.0)).into()
    }

    fn of_day(now: UnixTime) -> Self {
        let day = (now + TASHKENT).div_euclid(DAY).rem_euclid(UnixTime::from(Self::COUNT));
        Self(u8::try_from(day).unwrap_or(0) + 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_one_of_64_orders() {
        assert_eq!(Order::read("1", 0), Order(1));
        assert_eq!(Order::read("64", 0), Order(64));
        for none in ["", "0", "65", "-1", "256", "x"] {
            assert_eq!(Order::read(none, 0), Order(1), "{none:?}");
        }
        assert_eq!(Order(63).next(), Order(64));
        assert_eq!(Order(64).next(), Order(1));
    }

    #[test]
    fn every_day_has_another_order_from_midnight_on() {
        let midnight = 1_774_033_200;
        let of_day = |day: i64| Order::read("", midnight + day * DAY);
        assert_eq!(of_day(0), Order::read("", midnight + DAY - 1));
        assert_eq!(of_day(1), of_day(0).next());
        assert_eq!(of_day(64), of_day(0));
    }

    #[test]
    fn no_project_stands_first_much_more_often_than_others() {
        let keys: Vec<String> = (0..8).map(|number| format!("project-{number}")).collect();
        let mut first = [0_u32; 8];
        for order in (1..=Order::COUNT).map(Order) {
            let least = (0..8).min_by_key(|at| order.place(&keys[*at])).unwrap();
            first[least] += 1;
        }
        assert!(first.iter().all(|times| (2..=16).contains(times)), "{first:?}");
    }
}
