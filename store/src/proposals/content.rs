//! What a proposal says, with its bounds and its sum.

use super::Category;
use crate::{PhotoHash, Som, TerritoryId};

/// What a proposal says. A draft may lack anything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// At most [`Content::TITLE`] characters.
    pub title: String,
    /// In one sentence, at most [`Content::SUMMARY`] characters.
    pub summary: String,
    /// Paragraphs with an empty line between them, at most [`Content::TEXT`] characters.
    pub text: String,
    /// Where exactly, in words; at most [`Content::PLACE`] characters.
    pub place: String,
    /// What it is about.
    pub category: Option<Category>,
    /// The language it is written in: uz, ru, ...
    pub language: String,
    /// The mahalla, within the contest's territory.
    pub mahalla: Option<TerritoryId>,
    /// At most [`Content::COSTS`] lines.
    pub costs: Vec<CostLine>,
    /// At most [`Content::PHOTOS`], in their order.
    pub photos: Vec<PlacedPhoto>,
}

/// One line of the costs.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct CostLine {
    /// What is paid for, 1 to [`CostLine::ITEM`] characters.
    pub item: String,
    /// What it is counted in, 1 to [`CostLine::UNIT`] characters.
    pub unit: String,
    /// How many, 1 to [`CostLine::QUANTITY`].
    pub quantity: i64,
    /// What one costs, 1 to [`Content::COST`] so'm.
    pub unit_price: Som,
}

/// A photo in its place.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct PlacedPhoto {
    /// Which; it was added with [`crate::Store::add_photo`].
    pub hash: PhotoHash,
    /// What it shows, for those who cannot see it; at most [`PlacedPhoto::ALT`] characters.
    pub alt: String,
}

impl Content {
    /// Drafts and waiting proposals of one author together.
    pub const OPEN: i64 = 20;
    /// Characters of a title.
    pub const TITLE: usize = 120;
    /// Characters of a summary.
    pub const SUMMARY: usize = 300;
    /// Characters of a text.
    pub const TEXT: usize = 6_000;
    /// Characters of a place.
    pub const PLACE: usize = 200;
    /// Lines of costs.
    pub const COSTS: usize = 8;
    /// Photos.
    pub const PHOTOS: usize = 5;
    /// The greatest amount of any line and any sum.
    pub const COST: Som = Som(10_000_000_000_000);
}

impl CostLine {
    /// Characters of an item.
    pub const ITEM: usize = 120;
    /// Characters of a unit.
    pub const UNIT: usize = 20;
    /// The greatest quantity.
    pub const QUANTITY: i64 = 1_000_000_000;

    /// Quantity times price; none above [`Content::COST`] or below nothing.
    #[must_use]
    pub fn total(&self) -> Option<Som> {
        bounded(self.quantity.checked_mul(self.unit_price.0)?)
    }
}

impl PlacedPhoto {
    /// Characters of a description.
    pub const ALT: usize = 200;
}

/// The sum of cost lines; none when a line or the sum is above [`Content::COST`] or below nothing.
#[must_use]
pub fn total(costs: &[CostLine]) -> Option<Som> {
    let sum = costs.iter().try_fold(0_i64, |sum, line| sum.checked_add(line.total()?.0))?;
    bounded(sum)
}

fn bounded(amount: i64) -> Option<Som> {
    (0..=Content::COST.0).contains(&amount).then_some(Som(amount))
}

#[cfg(test)]
mod tests {
    use super::{Content, CostLine, total};
    use crate::Som;

    fn line(quantity: i64, unit_price: i64) -> CostLine {
        let (item, unit) = ("Quvur".to_owned(), "m".to_owned());
        CostLine { item, unit, quantity, unit_price: Som(unit_price) }
    }

    #[test]
    fn lines_sum_up() {
        let costs = [line(2_400, 168_000), line(2_400, 62_000), line(1, 286_000_000)];
        assert_eq!(total(&costs), Some(Som(838_000_000)));
        assert_eq!(total(&[]), Some(Som(0)));
    }

    #[test]
    fn no_sum_wraps_or_leaves_its_bounds() {
        assert_eq!(total(&[line(1, Content::COST.0)]), Some(Content::COST));
        assert_eq!(total(&[line(1, Content::COST.0), line(1, 1)]), None);
        for (quantity, price) in [(i64::MAX, 2), (i64::MAX, i64::MAX), (-1, 5), (5, -1)] {
            assert_eq!(line(quantity, price).total(), None, "{quantity} x {price}");
        }
        assert_eq!(total(&[line(1, -5), line(1, 5)]), None, "nothing is set off against a line");
    }
}
