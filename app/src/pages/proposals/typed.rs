//! The form as it was typed: nothing of it is lost while it is wrong.

use crate::web::parse_hash;
use store::PhotoHash;
use store::proposals::{Content, Proposal};

/// What the form's fields hold.
#[derive(Clone, Default)]
pub(super) struct Typed {
    /// Key of the proposal, also before it is stored.
    pub(super) key: String,
    /// The version that the form was filled from.
    pub(super) version: i64,
    pub(super) title: String,
    pub(super) summary: String,
    pub(super) text: String,
    pub(super) place: String,
    pub(super) category: String,
    pub(super) language: String,
    pub(super) mahalla: String,
    pub(super) costs: Vec<TypedCost>,
    pub(super) photos: Vec<TypedPhoto>,
}

/// A row of the costs.
#[derive(Clone, Default)]
pub(super) struct TypedCost {
    pub(super) item: String,
    pub(super) unit: String,
    pub(super) quantity: String,
    pub(super) price: String,
}

/// A photograph that was taken in.
#[derive(Clone)]
pub(super) struct TypedPhoto {
    pub(super) hash: PhotoHash,
    pub(super) alt: String,
}

impl TypedCost {
    pub(super) fn is_empty(&self) -> bool {
        [&self.item, &self.unit, &self.quantity, &self.price].into_iter().all(String::is_empty)
    }
}

impl Typed {
    /// Reads the fields; a photograph whose removal was asked for is left out.
    pub(super) fn read(fields: &[(String, String)]) -> Self {
        let value = |name: &str| {
            let found = fields.iter().find(|(field, _)| field == name);
            found.map_or_else(String::new, |(_, value)| clean(value))
        };
        let removed = value("do");
        let cost = |row: usize| TypedCost {
            item: value(&format!("item-{row}")),
            unit: value(&format!("unit-{row}")),
            quantity: value(&format!("quantity-{row}")),
            price: value(&format!("price-{row}")),
        };
        let photo = |row: usize| {
            let hash = parse_hash(&value(&format!("photo-{row}")))?;
            let kept = removed != format!("remove-{row}");
            kept.then(|| TypedPhoto { hash, alt: value(&format!("alt-{row}")) })
        };
        Self {
            key: value("key"),
            version: value("version").parse().unwrap_or_default(),
            title: value("title"),
            summary: value("summary"),
            text: value("text"),
            place: value("place"),
            category: value("category"),
            language: value("language"),
            mahalla: value("mahalla"),
            costs: (0..Content::COSTS).map(cost).collect(),
            photos: (0..Content::PHOTOS).filter_map(photo).collect(),
        }
    }

    /// The form of a stored proposal.
    pub(super) fn of(proposal: &Proposal) -> Self {
        let content = &proposal.content;
        let cost = |row: usize| {
            content.costs.get(row).map_or_else(TypedCost::default, |line| TypedCost {
                item: line.item.clone(),
                unit: line.unit.clone(),
                quantity: crate::i18n::number(line.quantity),
                price: crate::i18n::number(line.unit_price.0),
            })
        };
        let photos = content.photos.iter();
        Self {
            key: proposal.key.to_string(),
            version: proposal.version,
            title: content.title.clone(),
            summary: content.summary.clone(),
            text: content.text.clone(),
            place: content.place.clone(),
            category: content.category.map_or_else(String::new, |it| it.to_string()),
            language: content.language.clone(),
            mahalla: content.mahalla.map_or_else(String::new, |it| it.to_string()),
            costs: (0..Content::COSTS).map(cost).collect(),
            photos: photos.map(|it| TypedPhoto { hash: it.hash, alt: it.alt.clone() }).collect(),
        }
    }
}

/// Lines end one way, and what no screen shows is gone: PostgreSQL holds no NUL, and directions
/// turned around would show another text than the one that was screened.
fn clean(text: &str) -> String {
    let unseen = |letter: char| {
        (letter.is_control() && letter != '\n')
            || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    let text: String = text.replace("\r\n", "\n").replace('\t', " ");
    text.chars().filter(|letter| !unseen(*letter)).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(pairs: &[(&str, &str)]) -> Typed {
        let owned = |(name, value): &(&str, &str)| ((*name).to_owned(), (*value).to_owned());
        Typed::read(&pairs.iter().map(owned).collect::<Vec<_>>())
    }

    #[test]
    fn what_no_screen_shows_is_gone() {
        let typed = sent(&[("title", " a\u{0}b\u{202e}c\t"), ("text", "x\r\n\r\ny\u{7}")]);
        assert_eq!((typed.title.as_str(), typed.text.as_str()), ("abc", "x\n\ny"));
    }

    #[test]
    fn a_photograph_is_removed_by_its_button() {
        let hash = "ab".repeat(32);
        let two = [("photo-0", hash.as_str()), ("alt-0", "A"), ("photo-2", hash.as_str())];
        assert_eq!(sent(&two).photos.len(), 2);
        let removed = sent(&[&two[..], &[("do", "remove-0")]].concat());
        assert_eq!((removed.photos.len(), removed.photos[0].alt.as_str()), (1, ""));
        assert!(sent(&[("photo-0", "no hash")]).photos.is_empty());
    }

    #[test]
    fn rows_keep_their_place() {
        let typed = sent(&[("item-7", "Quvur"), ("price-7", "-5")]);
        assert_eq!(typed.costs.len(), 8);
        assert!(typed.costs[0].is_empty() && !typed.costs[7].is_empty());
        assert_eq!(typed.costs[7].price, "-5");
    }
}
