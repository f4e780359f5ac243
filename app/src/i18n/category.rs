//! The words of a project's category.

use super::Words;
use crate::components::Glyph;
use crate::t;
use store::proposals::Category;

/// The category's name.
#[must_use]
pub fn category_name(words: Words, category: Category) -> String {
    match category {
        Category::Roads => t!(words, "category-roads"),
        Category::Water => t!(words, "category-water"),
        Category::School => t!(words, "category-school"),
        Category::Kindergarten => t!(words, "category-kindergarten"),
        Category::Clinic => t!(words, "category-clinic"),
        Category::Lighting => t!(words, "category-lighting"),
        Category::Park => t!(words, "category-park"),
        Category::Sport => t!(words, "category-sport"),
        Category::Culture => t!(words, "category-culture"),
        Category::Irrigation => t!(words, "category-irrigation"),
        Category::Equipment => t!(words, "category-equipment"),
    }
}

/// The category's sign.
#[must_use]
pub const fn category_glyph(category: Category) -> Glyph {
    match category {
        Category::Roads => Glyph::Road,
        Category::Water => Glyph::Water,
        Category::School => Glyph::School,
        Category::Kindergarten => Glyph::People,
        Category::Clinic => Glyph::Clinic,
        Category::Lighting => Glyph::Lamp,
        Category::Park => Glyph::Park,
        Category::Sport => Glyph::Sport,
        Category::Culture => Glyph::Culture,
        Category::Irrigation => Glyph::Canal,
        Category::Equipment => Glyph::Equipment,
    }
}
