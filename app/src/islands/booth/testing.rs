//! An offer for tests: projects `p0`, `p1`, ... with given costs.

use super::offer::{Card, Links, Offer, Rules};
use crate::components::Glyph;

pub(super) const NOW: u64 = 1_800_003_000;

pub(super) fn offer(rules: Rules, costs: &[u64]) -> Offer {
    let card = |(position, cost): (usize, &u64)| Card {
        id: format!("p{position}"),
        title: format!("Project {position}"),
        glyph: Glyph::Road,
        category: "Roads, Navbahor".into(),
        picture: None,
        cost: *cost,
        href: format!("/uz/projects/p{position}"),
    };
    Offer {
        election: "00".repeat(32),
        contest: 0,
        voter: "somebody".into(),
        season: "Qibray, 2026".into(),
        rules,
        projects: costs.iter().enumerate().map(card).collect(),
        now: NOW,
        closes: "21 March 2026, 00:00".into(),
        links: Links {
            manifest: "/manifest.json".into(),
            logs: "/log".into(),
            issue: "/issue".into(),
            cast: "/cast".into(),
            receipt: "https://example.org/uz/receipt".into(),
            sign_in: "/uz/sign-in".into(),
            home: "/uz/".into(),
        },
    }
}
