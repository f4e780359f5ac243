//! The territories that lines name.

use std::collections::HashMap;
use store::territories::Territory;
use store::{BudgetFileId, Result, Store, TerritoryId};

/// Territories by id, in an order of their own: the larger first, then by code.
#[derive(Clone, Default)]
pub(in crate::pages) struct Places {
    list: Vec<Territory>,
    at: HashMap<TerritoryId, usize>,
}

impl Places {
    /// Those of one or several files.
    pub(in crate::pages) async fn of(
        store: &Store,
        files: impl IntoIterator<Item = BudgetFileId>,
    ) -> Result<Self> {
        let mut places = Self::default();
        for file in files {
            for territory in store.budget_territories(file).await? {
                places.add(territory);
            }
        }
        Ok(places)
    }

    /// All of them.
    pub(in crate::pages) fn iter(&self) -> impl Iterator<Item = &Territory> {
        self.list.iter()
    }

    /// The one with a code.
    pub(in crate::pages) fn by_code(&self, code: &str) -> Option<&Territory> {
        self.list.iter().find(|place| place.code == code)
    }

    /// The name of one, in a language.
    pub(in crate::pages) fn name(&self, id: TerritoryId, lang: &str) -> String {
        let place = self.at.get(&id).and_then(|at| self.list.get(*at));
        place.map_or_else(String::new, |place| place.names.text(lang).to_owned())
    }

    fn add(&mut self, territory: Territory) {
        let next = self.list.len();
        if *self.at.entry(territory.id).or_insert(next) == next {
            self.list.push(territory);
        }
    }
}
