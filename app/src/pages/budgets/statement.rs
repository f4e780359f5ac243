//! One version of a budget, loaded with what it is read beside.

use super::Places;
use crate::web::{Problem, Visit};
use store::budgets::{Budget, Change, Line, Version, changes};
use store::territories::Territory;

/// What a budget's page shows.
pub(super) struct Statement {
    /// Whose budget it is.
    pub(super) territory: Territory,
    /// Every version, the newest first.
    pub(super) versions: Vec<Version>,
    /// The one that is shown.
    pub(super) version: Version,
    /// Its lines.
    pub(super) lines: Vec<Line>,
    /// What it changed; none: it is the first.
    pub(super) changes: Option<Vec<Change>>,
    /// Where its lines, and those of the version before, lie.
    pub(super) places: Places,
}

impl Statement {
    /// A version, or the newest; an address that names none is not found.
    pub(super) async fn load(
        visit: &Visit,
        year: &str,
        code: &str,
        version: Option<&str>,
    ) -> Result<Self, Problem> {
        let store = &visit.site.store;
        let year = year.parse().map_err(|_| Problem::NotFound)?;
        let territory = store.territory_by_code(code).await?;
        let versions = store.budget_versions(Budget { year, territory: territory.id }).await?;
        let asked = |it: &&Version| version.is_none_or(|text| it.version.to_string() == text);
        let version = versions.iter().find(asked).cloned().ok_or(Problem::NotFound)?;
        let lines = store.budget_lines(version.file).await?;
        let before = versions.iter().find(|it| it.version + 1 == version.version);
        let changes = match before {
            Some(before) => Some(changes(&store.budget_lines(before.file).await?, &lines)),
            None => None,
        };
        let files = [Some(version.file), before.map(|it| it.file)];
        let places = Places::of(store, files.into_iter().flatten()).await?;
        Ok(Self { territory, versions, version, lines, changes, places })
    }

    /// Whether a newer one was published since.
    pub(super) fn is_newest(&self) -> bool {
        self.versions.first().is_some_and(|newest| newest.version == self.version.version)
    }

    /// The page of the newest version.
    pub(super) fn path(&self) -> String {
        format!("/budgets/{}/{}", self.version.year, self.territory.code)
    }

    /// The page that shows this version.
    pub(super) fn address(&self) -> String {
        match self.is_newest() {
            true => self.path(),
            false => format!("{}/{}", self.path(), self.version.version),
        }
    }
}
