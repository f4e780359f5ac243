//! The import of a set of territories: first every row is checked in its order, then written from
//! the regions down.

use super::{EVERY, Imported, Level, NewTerritory, Territory};
use crate::pool::Tx;
use crate::{Localized, Result, StoreError, TerritoryId, UnixTime, fold::fold};
use std::collections::{BTreeSet, HashMap};

/// Territories by code: those stored, and of a set those written so far.
type ByCode = HashMap<String, Territory>;

pub(super) async fn all(tx: &mut Tx, rows: &[NewTerritory], at: UnixTime) -> Result<Imported> {
    let stored: Vec<Territory> = step!(tx, |conn| sqlx::query_as(EVERY).fetch_all(conn).await)?;
    let mut known: ByCode = stored.into_iter().map(|it| (it.code.clone(), it)).collect();
    check(rows, &known)?;
    let mut imported = Imported::default();
    for level in [Level::Region, Level::District, Level::Mahalla] {
        for row in rows.iter().filter(|row| row.kind.level() == level) {
            write(tx, row, &mut known, at, &mut imported).await?;
        }
    }
    Ok(imported)
}

async fn write(
    tx: &mut Tx,
    row: &NewTerritory,
    known: &mut ByCode,
    at: UnixTime,
    imported: &mut Imported,
) -> Result<()> {
    let parent = row.parent.as_ref().and_then(|code| known.get(code)).map(|parent| parent.id);
    let id = match known.get(&row.code) {
        Some(stored) if is_same(stored, row, parent) => {
            imported.unchanged += 1;
            return Ok(());
        }
        Some(stored) => {
            imported.changed += 1;
            update(tx, stored.id, row, parent, at).await?;
            stored.id
        }
        None => {
            imported.added += 1;
            insert(tx, row, parent, at).await?
        }
    };
    let NewTerritory { code, kind, names, population, .. } = row.clone();
    let written = Territory { id, code, parent, kind, names, population, valid_from: at };
    known.insert(row.code.clone(), written);
    Ok(())
}

async fn insert(
    tx: &mut Tx,
    row: &NewTerritory,
    parent: Option<TerritoryId>,
    at: UnixTime,
) -> Result<TerritoryId> {
    const SQL: &str = "INSERT INTO territories \
           (code, parent_id, level, kind, names, search_key, population, valid_from) \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8) RETURNING id";
    let id = step!(tx, |conn| {
        sqlx::query_scalar(SQL)
            .bind(&row.code)
            .bind(parent)
            .bind(row.kind.level().number())
            .bind(row.kind.word())
            .bind(row.names.to_json())
            .bind(search_key(&row.names))
            .bind(row.population)
            .bind(at)
            .fetch_one(conn)
            .await
    })?;
    Ok(id)
}

async fn update(
    tx: &mut Tx,
    id: TerritoryId,
    row: &NewTerritory,
    parent: Option<TerritoryId>,
    at: UnixTime,
) -> Result<()> {
    const SQL: &str = "UPDATE territories SET parent_id = $2, kind = $3, names = $4, \
         search_key = $5, population = $6, valid_from = $7 WHERE id = $1";
    step!(tx, |conn| {
        sqlx::query(SQL)
            .bind(id)
            .bind(parent)
            .bind(row.kind.word())
            .bind(row.names.to_json())
            .bind(search_key(&row.names))
            .bind(row.population)
            .bind(at)
            .execute(conn)
            .await
            .map(drop)
    })?;
    Ok(())
}

fn is_same(stored: &Territory, row: &NewTerritory, parent: Option<TerritoryId>) -> bool {
    stored.parent == parent
        && stored.kind == row.kind
        && stored.names == row.names
        && stored.population == row.population
}

/// Every name folded, a space before each word, a bar between names: so that a search finds the
/// beginnings of words and never runs from one name into the next.
fn search_key(names: &Localized) -> String {
    let folded: BTreeSet<String> = names.iter().map(|(_, name)| fold(name)).collect();
    folded.iter().map(|name| format!(" {name}")).collect::<Vec<_>>().join(" |")
}

fn check(rows: &[NewTerritory], known: &ByCode) -> Result<()> {
    let mut levels: HashMap<&str, Level> =
        known.iter().map(|(code, it)| (code.as_str(), it.kind.level())).collect();
    let mut seen = BTreeSet::new();
    for (row, territory) in rows.iter().enumerate() {
        let code = territory.code.as_str();
        if code.is_empty() {
            return wrong(row, "code", "is empty".to_owned());
        }
        if !seen.insert(code) {
            return wrong(row, "code", format!("{code} stands in the set twice"));
        }
        let level = territory.kind.level();
        if levels.insert(code, level).is_some_and(|stored| stored != level) {
            let reason = format!("{code} is stored on another level than {}", territory.kind);
            return wrong(row, "kind", reason);
        }
        if territory.names.iter().all(|(_, name)| fold(name).is_empty()) {
            return wrong(row, "names", format!("{code} has no name"));
        }
        if territory.population.is_some_and(|people| people < 0) {
            return wrong(row, "population", format!("{code} has less than nobody"));
        }
    }
    rows.iter().enumerate().try_for_each(|(row, territory)| parent(row, territory, &levels))
}

fn parent(row: usize, territory: &NewTerritory, levels: &HashMap<&str, Level>) -> Result<()> {
    let (code, kind) = (&territory.code, territory.kind);
    match (&territory.parent, kind.level().above()) {
        (None, None) => Ok(()),
        (Some(_), None) => wrong(row, "parent", format!("{code} is a region and lies in none")),
        (None, Some(_)) => wrong(row, "parent", format!("{code} must lie in a territory")),
        (Some(parent), Some(above)) => match levels.get(parent.as_str()) {
            None => wrong(row, "parent", format!("{parent} is no known territory")),
            Some(level) if *level == above => Ok(()),
            Some(_) => wrong(row, "parent", format!("{parent} cannot hold a {kind}")),
        },
    }
}

fn wrong(row: usize, column: &'static str, reason: String) -> Result<()> {
    Err(StoreError::Row { row, column, reason })
}
