//! A budget by territory: the choice of one, and all of them beside each other.

use super::statement::Statement;
use super::territory_table;
use crate::components::{Button, Choice, Look, SectionHead, Select};
use crate::t;
use crate::web::Visit;
use leptos::prelude::*;
use store::territories::Territory;

/// The form that shows one territory alone; none where there is but one.
pub(super) fn filter(
    visit: &Visit,
    statement: &Statement,
    only: Option<&Territory>,
) -> Option<AnyView> {
    let words = visit.words();
    if statement.places.iter().count() < 2 {
        return None;
    }
    let mut choices = vec![Choice::new("", t!(words, "budgets-everywhere"), only.is_none())];
    choices.extend(statement.places.iter().map(|place| {
        let here = only.is_some_and(|only| only.id == place.id);
        Choice::new(place.code.clone(), place.names.text(visit.lang.code()), here)
    }));
    let action = visit.to(&statement.address());
    let view = view! {
        <form class="form" method="get" action=action>
            <Select id="territory" name="territory" label=t!(words, "budgets-filter") choices/>
            <p><Button look=Look::Second small=true>{t!(words, "budgets-filter-show")}</Button></p>
        </form>
    };
    Some(view.into_any())
}

/// The table of territories, each leading to its own lines.
pub(super) fn by_territory(
    visit: &Visit,
    statement: &Statement,
    filtered: bool,
) -> Option<AnyView> {
    let words = visit.words();
    if filtered || statement.places.iter().count() < 2 {
        return None;
    }
    let path = visit.to(&statement.address());
    let table = territory_table(visit, &statement.lines, &statement.places, Some(&path));
    let view = view! {
        <section aria-labelledby="by-territory">
            <SectionHead id="by-territory" title=t!(words, "budgets-by-territory")/>
            {table}
        </section>
    };
    Some(view.into_any())
}
