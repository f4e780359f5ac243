//! From what was typed to what can be stored, with a word for everything that is wrong.

use super::grounds::Grounds;
use super::typed::{Typed, TypedCost};
use crate::i18n::{self, Words, money};
use crate::t;
use store::Som;
use store::proposals::{Category, Content, CostLine, PlacedPhoto, total};

/// What is wrong, by the id of its field, in the order of the form.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::pages) struct Wrong(Vec<(String, String)>);

/// Whether a proposal may still lack something.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Needed {
    /// A draft may lack anything.
    Nothing,
    /// What is submitted is whole and within the cap.
    Everything,
}

impl Wrong {
    pub(in crate::pages) fn add(&mut self, field: impl Into<String>, text: String) {
        self.0.push((field.into(), text));
    }

    pub(in crate::pages) fn at(&self, field: &str) -> Option<String> {
        self.0.iter().find(|(id, _)| id == field).map(|(_, text)| text.clone())
    }

    pub(in crate::pages) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(in crate::pages) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(field, text)| (field.as_str(), text.as_str()))
    }
}

/// Checks a form. The content is meant to be stored only when nothing is wrong.
pub(super) fn check(
    words: Words,
    typed: &Typed,
    grounds: &Grounds,
    needed: Needed,
) -> (Content, Wrong) {
    let mut wrong = Wrong::default();
    for (field, text, max) in [
        ("title", &typed.title, Content::TITLE),
        ("summary", &typed.summary, Content::SUMMARY),
        ("text", &typed.text, Content::TEXT),
        ("place", &typed.place, Content::PLACE),
    ] {
        length(words, &mut wrong, field, text, max);
        if needed == Needed::Everything && text.is_empty() {
            wrong.add(field, missing(words, field));
        }
    }
    let category = typed.category.parse::<Category>().ok();
    let mahalla = typed.mahalla.parse().ok();
    let mahalla = mahalla.filter(|id| grounds.mahallas.iter().any(|it| it.id == *id));
    let costs = costs(words, &mut wrong, &typed.costs);
    let content = Content {
        title: typed.title.clone(),
        summary: typed.summary.clone(),
        text: typed.text.clone(),
        place: typed.place.clone(),
        category,
        language: language(&typed.language).to_owned(),
        mahalla,
        costs,
        photos: photos(words, &mut wrong, typed),
    };
    sum(words, &mut wrong, &content);
    if needed == Needed::Everything {
        choices(words, &mut wrong, &content, grounds);
    }
    (content, wrong)
}

/// A whole number as people type it, with spaces of any kind between its groups.
pub(in crate::pages) fn number(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    digits.parse().ok()
}

fn length(words: Words, wrong: &mut Wrong, field: &str, text: &str, max: usize) {
    let used = text.chars().count();
    if used > max {
        let (max, used) = (i18n::number(count(max)), i18n::number(count(used)));
        wrong.add(field, t!(words, "proposals-too-long", max = max, used = used));
    }
}

fn count(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn missing(words: Words, field: &str) -> String {
    match field {
        "title" => t!(words, "proposals-title-missing"),
        "summary" => t!(words, "proposals-summary-missing"),
        "text" => t!(words, "proposals-text-missing"),
        _ => t!(words, "proposals-place-missing"),
    }
}

fn language(code: &str) -> &str {
    // The languages that people write in; Uzbek where a form says nothing.
    if matches!(code, "uz" | "uz-cyrl" | "ru" | "kaa" | "en") { code } else { "uz" }
}

fn costs(words: Words, wrong: &mut Wrong, rows: &[TypedCost]) -> Vec<CostLine> {
    let filled = rows.iter().enumerate().filter(|(_, row)| !row.is_empty());
    filled.map(|(at, row)| cost(words, wrong, at, row)).collect()
}

fn cost(words: Words, wrong: &mut Wrong, at: usize, row: &TypedCost) -> CostLine {
    for (name, text, max) in
        [("item", &row.item, CostLine::ITEM), ("unit", &row.unit, CostLine::UNIT)]
    {
        let field = format!("{name}-{at}");
        length(words, wrong, &field, text, max);
        if text.is_empty() {
            wrong.add(field, t!(words, "proposals-cost-words-missing"));
        }
    }
    let mut figure = |name: &str, text: &str, max: i64| {
        let value = number(text).filter(|value| (1..=max).contains(value));
        if value.is_none() {
            let (max, typed) = (i18n::number(max), text.to_owned());
            let text = match typed.is_empty() {
                true => t!(words, "proposals-figure-missing", max = max),
                false => t!(words, "proposals-figure-wrong", max = max, typed = short(&typed)),
            };
            wrong.add(format!("{name}-{at}"), text);
        }
        value.unwrap_or(1)
    };
    let quantity = figure("quantity", &row.quantity, CostLine::QUANTITY);
    let unit_price = Som(figure("price", &row.price, Content::COST.0));
    CostLine { item: row.item.clone(), unit: row.unit.clone(), quantity, unit_price }
}

/// What was typed, as far as an error message quotes it.
fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

fn photos(words: Words, wrong: &mut Wrong, typed: &Typed) -> Vec<PlacedPhoto> {
    let mut placed: Vec<PlacedPhoto> = Vec::new();
    for (at, photo) in typed.photos.iter().enumerate() {
        length(words, wrong, &format!("alt-{at}"), &photo.alt, PlacedPhoto::ALT);
        if placed.iter().all(|it| it.hash != photo.hash) {
            placed.push(PlacedPhoto { hash: photo.hash, alt: photo.alt.clone() });
        }
    }
    placed
}

fn sum(words: Words, wrong: &mut Wrong, content: &Content) {
    if total(&content.costs).is_none() {
        let max = money(words, Content::COST.0);
        wrong.add("item-0", t!(words, "proposals-sum-too-large", max = max));
    }
}

fn choices(words: Words, wrong: &mut Wrong, content: &Content, grounds: &Grounds) {
    if content.mahalla.is_none() {
        wrong.add("mahalla", t!(words, "proposals-mahalla-missing"));
    }
    if content.category.is_none() {
        wrong.add("category", t!(words, "proposals-category-missing"));
    }
    if content.costs.is_empty() {
        wrong.add("item-0", t!(words, "proposals-costs-missing"));
    }
    let cap = grounds.contest.cap_for(content.category);
    if let Some(sum) = total(&content.costs).filter(|sum| *sum > cap) {
        let (sum, cap) = (money(words, sum.0), money(words, cap.0));
        wrong.add("item-0", t!(words, "proposals-over-cap", sum = sum, cap = cap));
    }
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_may_carry_spaces_and_nothing_else() {
        for good in ["1680000", "1 680 000", "1\u{a0}680\u{a0}000", "1\u{202f}680\u{2009}000"] {
            assert_eq!(number(good), Some(1_680_000), "{good}");
        }
        assert_eq!(number("-5"), Some(-5), "read, and refused by its range");
        for bad in ["", "1.680.000", "1,5", "1e6", "besh", "0x10", "99999999999999999999"] {
            assert_eq!(number(bad), None, "{bad}");
        }
    }
}
