//! `demo/territories.toml`: one region, three districts, 22 mahallas.

use anyhow::Context as _;
use serde::Deserialize;
use store::territories::{NewTerritory, TerritoryKind};
use store::{Localized, Store, UnixTime};

const FILE: &str = include_str!("../../../demo/territories.toml");

#[derive(Deserialize)]
struct File {
    territory: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    code: String,
    /// `mahalla` is told apart further by `mahalla_kind`.
    kind: String,
    mahalla_kind: Option<String>,
    parent: Option<String>,
    name: Localized,
}

/// Imports the territories as `hashar import territories` would.
pub(super) async fn load(store: &Store, at: UnixTime) -> anyhow::Result<()> {
    let File { territory } = toml::from_str(FILE)?;
    let rows = territory.into_iter().map(Entry::into_new).collect::<anyhow::Result<Vec<_>>>()?;
    store.import_territories(&rows, at).await?;
    Ok(())
}

impl Entry {
    fn into_new(self) -> anyhow::Result<NewTerritory> {
        let kind = self.mahalla_kind.as_deref().unwrap_or(&self.kind);
        let kind: TerritoryKind = kind.parse().context(self.code.clone())?;
        let Self { code, parent, name: names, .. } = self;
        Ok(NewTerritory { code, parent, kind, names, population: None })
    }
}
