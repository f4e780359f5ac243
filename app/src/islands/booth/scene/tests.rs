use super::super::offer::{Kind, Rules};
use super::super::testing::offer;
use super::*;
use crate::i18n::Lang;
use std::collections::BTreeSet;

fn rendered(lang: Lang, kind: Kind) -> Vec<(Fragment, String)> {
    let rules = Rules { kind, min: 1, max: 3, envelope: 100 };
    let offer = offer(rules, &[30, 20]);
    let scene = Scene {
        words: Words::of(lang),
        season: "Qibray, 2026".to_owned(),
        closes: "21 March 2026".to_owned(),
        winners: "The most votes first.".to_owned(),
        cards: Vec::new(),
        sign_in: "/uz/sign-in".to_owned(),
        home: "/uz/".to_owned(),
        roll: "/uz/me/roll".to_owned(),
    };
    Owner::new().with(|| {
        fragments(&scene, &offer).into_iter().map(|(it, view)| (it, view.to_html())).collect()
    })
}

fn places(html: &str) -> BTreeSet<&str> {
    html.split('{').skip(1).filter_map(|rest| Some(rest.split_once('}')?.0)).collect()
}

/// A place that nobody fills shows its name to voters; one that is missing loses a number.
#[test]
fn every_language_has_every_fragment_with_its_places() {
    for lang in Lang::ALL {
        for (fragment, html) in rendered(lang, Kind::Knapsack) {
            let known: BTreeSet<&str> = fragment.places.iter().copied().collect();
            assert_eq!(places(&html), known, "{lang:?}: {}", fragment.name);
            assert!(!html.is_empty() && !html.contains(">booth-"), "{lang:?}: {html}");
        }
        for (fragment, html) in rendered(lang, Kind::Approval) {
            let mut known: BTreeSet<&str> = fragment.places.iter().copied().collect();
            known.remove("left");
            let mut found = places(&html);
            found.remove("left");
            assert_eq!(found, known, "{lang:?}: {}", fragment.name);
        }
    }
}

#[test]
fn no_two_fragments_share_a_name() {
    let all = rendered(Lang::Uz, Kind::ChooseOne);
    let names: BTreeSet<&str> = all.iter().map(|(fragment, _)| fragment.name).collect();
    assert_eq!(names.len(), all.len());
}
