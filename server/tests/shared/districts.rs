//! A region with two districts, a mahalla in each, and a contest in each.

use store::seasons::{Ballot, BallotKind, Bounds, NewContest};
use store::territories::{NewTerritory, TerritoryKind};
use store::{Json, Localized, Som, Store};

/// Imports the territories, each with the name that its code is given.
pub(crate) async fn import(store: &Store, name: impl Fn(&str) -> Localized) {
    let territory = |code: &str, parent: Option<&str>, kind| NewTerritory {
        code: code.to_owned(),
        parent: parent.map(str::to_owned),
        kind,
        names: name(code),
        population: None,
    };
    let rows = [
        territory("1", None, TerritoryKind::Region),
        territory("11", Some("1"), TerritoryKind::District),
        territory("12", Some("1"), TerritoryKind::District),
        territory("111", Some("11"), TerritoryKind::Mfy),
        territory("121", Some("12"), TerritoryKind::Mfy),
    ];
    store.import_territories(&rows, 0).await.unwrap();
}

/// A contest of each district: who approves most is funded, up to two projects a ballot.
pub(crate) async fn contests(store: &Store) -> Vec<NewContest> {
    let mut contests = Vec::new();
    for code in ["11", "12"] {
        contests.push(NewContest {
            territory: store.territory_by_code(code).await.unwrap().id,
            envelope: Som(100),
            cap: Som(100),
            cap_equipment: None,
            min_votes: 0,
            ballot: Ballot { kind: BallotKind::Approval, min: 1, max: 2 },
            rule: "greedy_votes".to_owned(),
            rule_params: Json(serde_json::json!({})),
            bounds: Bounds::default(),
        });
    }
    contests
}
