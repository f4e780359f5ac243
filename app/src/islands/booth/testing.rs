//! An offer for tests: projects `p0`, `p1`, ... with given costs.

use super::offer::{Links, Offer, Project, Rules};

pub(super) const NOW: u64 = 1_800_003_000;

pub(super) fn offer(rules: Rules, costs: &[u64]) -> Offer {
    let project = |(position, cost): (usize, &u64)| Project {
        id: format!("p{position}"),
        title: format!("Project {position}"),
        category: "Roads, Navbahor".into(),
        cost: *cost,
    };
    Offer {
        election: "00".repeat(32),
        contest: 0,
        voter: "somebody".into(),
        rules,
        projects: costs.iter().enumerate().map(project).collect(),
        now: NOW,
        links: Links {
            manifest: "/manifest.json".into(),
            logs: "/log".into(),
            issue: "/issue".into(),
            cast: "/cast".into(),
            receipt: "https://example.org/uz/receipt".into(),
        },
    }
}
