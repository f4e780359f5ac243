//! A ballot that is not cast yet, as text: it survives a reload, in this tab only.

use super::choices::Choices;
use super::offer::Offer;

const FORM: &str = "1";

/// The form, then the ids of the chosen projects, a line each.
#[must_use]
pub fn write(choices: &Choices, offer: &Offer) -> String {
    let ids = choices.chosen().filter_map(|position| offer.projects.get(position));
    std::iter::once(FORM)
        .chain(ids.map(|project| project.id.as_str()))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Reads what [`write()`] wrote. Projects that left the ballot since, and those that no longer fit,
/// are left out; a text of another form gives an empty ballot.
#[must_use]
pub fn read(draft: &str, offer: &Offer) -> Choices {
    let mut choices = Choices::none(offer);
    let mut lines = draft.split('\n');
    if lines.next() == Some(FORM) {
        for id in lines {
            if let Some(position) = offer.projects.iter().position(|project| project.id == id) {
                choices.add(position);
            }
        }
    }
    choices
}

#[cfg(test)]
mod tests {
    use super::super::offer::{Kind, Rules};
    use super::super::testing::offer;
    use super::*;
    use proptest::prelude::*;

    const RULES: Rules = Rules { kind: Kind::Knapsack, min: 0, max: 5, envelope: 40 };

    #[test]
    fn what_left_the_ballot_or_does_not_fit_is_left_out() {
        let offer = offer(RULES, &[30, 20, 10]);
        let choices = read("1\np0\ngone\np1\np2", &offer);
        assert_eq!(choices.chosen().collect::<Vec<_>>(), [0, 2]);
        assert_eq!(read("2\np0", &offer).count(), 0);
        assert_eq!(read("", &offer).count(), 0);
    }

    proptest! {
        #[test]
        fn a_draft_gives_its_choices_back(picks in prop::collection::vec(0..6_usize, 0..12)) {
            let offer = offer(RULES, &[3, 9, 20, 14, 1, 7]);
            let mut choices = Choices::none(&offer);
            for pick in picks {
                choices.add(pick);
            }
            prop_assert_eq!(read(&write(&choices, &offer), &offer), choices);
        }

        #[test]
        fn no_text_breaks_it(text in "\\PC*") {
            prop_assert!(read(&text, &offer(RULES, &[3, 9])).spent() <= 40);
        }
    }
}
