//! A territory as an import brings it.

use store::territories::{NewTerritory, TerritoryKind};

/// A territory with an Uzbek name.
pub(crate) fn territory(
    code: &str,
    parent: Option<&str>,
    kind: TerritoryKind,
    name: &str,
) -> NewTerritory {
    NewTerritory {
        code: code.to_owned(),
        parent: parent.map(str::to_owned),
        kind,
        names: [("uz", name)].into_iter().collect(),
        population: None,
    }
}
