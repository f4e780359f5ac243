//! Plan and execution, row by row: a table whose rows stand below each other on a phone.

use leptos::prelude::*;

use super::Bar;

/// Words of the head: what, plan, executed, share.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MoneyHead {
    /// The table's caption, with the unit.
    pub caption: String,
    /// What the rows are.
    pub name: String,
    /// Planned.
    pub plan: String,
    /// Spent.
    pub executed: String,
    /// Spent of what was planned.
    pub share: String,
}

/// One row.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct MoneyRow {
    /// What it is.
    pub name: String,
    /// Where its details are.
    pub href: Option<String>,
    /// Grouped digits.
    pub plan: String,
    /// Grouped digits.
    pub executed: String,
    /// `71,8%`; empty where nothing was planned.
    pub share: String,
    /// Width of the bar, per mille.
    pub width: u16,
}

/// Groups of rows with a total. The first row of a group of several is the sum of the others.
#[component]
pub fn MoneyTable(
    /// Id of the caption; unique on the page.
    #[prop(into)]
    id: String,
    /// Words.
    head: MoneyHead,
    /// Rows; each inner list is a group.
    groups: Vec<Vec<MoneyRow>>,
    /// All rows together, where that means anything.
    #[prop(default = None, into)]
    total: Option<MoneyRow>,
) -> impl IntoView {
    let bodies = groups
        .into_iter()
        .map(|group| {
            let several = group.len() > 1;
            let rows = (0..).zip(group).map(|(at, item)| row(&head, item, several && at == 0));
            view! { <tbody>{rows.collect_view()}</tbody> }
        })
        .collect_view();
    let foot = total.map(|total| view! { <tfoot>{row(&head, total, false)}</tfoot> });
    view! {
        <table class="tbl money">
            <caption id=id>{head.caption.clone()}</caption>
            <thead>
                <tr>
                    <th scope="col">{head.name.clone()}</th>
                    <th scope="col" class="num">{head.plan.clone()}</th>
                    <th scope="col" class="num">{head.executed.clone()}</th>
                    <th scope="col" class="num">{head.share.clone()}</th>
                </tr>
            </thead>
            {bodies}
            {foot}
        </table>
    }
    .into_any()
}

/// A cell's own word stands before its figure on a phone, where the head is out of sight.
fn row(head: &MoneyHead, row: MoneyRow, sum: bool) -> impl IntoView + use<> {
    let scope = if sum { "rowgroup" } else { "row" };
    let name = match row.href {
        Some(href) => view! { <a class="tap" href=href>{row.name}</a> }.into_any(),
        None => row.name.into_any(),
    };
    let word = |text: &str| {
        let text = text.to_owned();
        view! { <span class="money-word" aria-hidden="true">{text}</span> }
    };
    view! {
        <tr class=sum.then_some("money-sum")>
            <th scope=scope>{name}</th>
            <td class="num">{word(&head.plan)}{row.plan}</td>
            <td class="num">{word(&head.executed)}{row.executed}</td>
            <td class="num money-share">
                {word(&head.share)}
                <span>{row.share}</span>
                <Bar parts=vec![row.width] />
            </td>
        </tr>
    }
    .into_any()
}
