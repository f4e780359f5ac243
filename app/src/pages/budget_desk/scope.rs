//! Whose budgets an official of the ministry may bring.

use crate::web::{Problem, Visit};
use store::roles::Role;
use store::sessions::SessionView;
use store::territories::{Level, Territory};

/// An official of the ministry, wherever; where exactly is asked for each budget.
pub(super) fn official(visit: &Visit) -> Result<&SessionView, Problem> {
    let view = visit.person()?;
    match view.roles.iter().any(|held| held.role == Role::Ministry) {
        true => Ok(view),
        false => Err(Problem::Forbidden),
    }
}

/// The regions and districts whose budgets somebody may bring, each region before its districts.
pub(super) async fn scope(visit: &Visit, view: &SessionView) -> Result<Vec<Territory>, Problem> {
    let store = &visit.site.store;
    let mut tops = Vec::new();
    for held in view.roles.iter().filter(|held| held.role == Role::Ministry) {
        match held.territory {
            Some(id) => tops.push(store.territory(id).await?),
            None => tops.extend(store.territories_in(None).await?),
        }
    }
    let mut scope: Vec<Territory> = Vec::new();
    for top in tops {
        let inner = match top.kind.level() {
            Level::Region => store.territories_in(Some(top.id)).await?,
            Level::District | Level::Mahalla => Vec::new(),
        };
        scope.push(top);
        scope.extend(inner);
    }
    scope.retain(|place| place.kind.level() != Level::Mahalla);
    scope.sort_by(|one, other| one.code.cmp(&other.code));
    scope.dedup_by(|one, other| one.id == other.id);
    Ok(scope)
}
