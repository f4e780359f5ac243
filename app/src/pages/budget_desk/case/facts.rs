//! Where a file comes from, and what it would change.

use super::Case;
use crate::components::{Fact, Facts, SectionHead};
use crate::i18n::{Words, date_time, money, number};
use crate::pages::budgets::change_list;
use crate::t;
use crate::web::Visit;
use leptos::prelude::*;
use store::Som;

pub(super) fn facts(words: Words, case: &Case) -> impl IntoView + use<> {
    let file = &case.file;
    let hash = data_encoding::HEXLOWER.encode(file.sha256.as_bytes());
    let mut rows = vec![
        Fact::new(t!(words, "budgets-uploaded-by"), file.uploader.clone()),
        Fact::new(t!(words, "budgets-uploaded-at"), date_time(words, file.uploaded_at)),
        Fact::new(t!(words, "budgets-lines"), number(file.line_count)),
        Fact::new(t!(words, "budgets-hash"), view! { <code class="money-hash">{hash}</code> }),
    ];
    if let Some((before, changes)) = &case.before {
        let number = t!(words, "budgets-version-number", number = before.version);
        rows.push(Fact::new(t!(words, "budgets-compared"), number));
        let (was, is) = (before.totals, file.totals);
        rows.push(Fact::new(
            t!(words, "budgets-plan-change"),
            difference(words, was.plan, is.plan),
        ));
        let executed = difference(words, was.executed, is.executed);
        rows.push(Fact::new(t!(words, "budgets-executed-change"), executed));
        let count = i64::try_from(changes.len()).unwrap_or(i64::MAX);
        rows.push(Fact::new(t!(words, "budgets-changed-lines"), self::number(count)));
    }
    view! { <Facts rows/> }
}

/// `+1 000 so'm`.
fn difference(words: Words, was: Som, is: Som) -> String {
    let difference = is.0.saturating_sub(was.0);
    let sign = if difference > 0 { "+" } else { "" };
    format!("{sign}{}", money(words, difference))
}

pub(super) fn changed(visit: &Visit, case: &Case) -> Option<AnyView> {
    let words = visit.words();
    let (before, changes) = case.before.as_ref()?;
    let list = change_list(visit, changes, &case.places);
    let title = t!(words, "budgets-changes", number = before.version);
    let view = view! {
        <section aria-labelledby="changes"><SectionHead id="changes" title/>{list}</section>
    };
    Some(view.into_any())
}
