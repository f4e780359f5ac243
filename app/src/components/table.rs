//! Tables.

use leptos::prelude::*;

/// A column: its head, and whether it holds figures (right-aligned).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// The head.
    pub head: String,
    /// Figures, to the right.
    pub figures: bool,
}

impl Column {
    /// A column of words.
    pub fn words(head: impl Into<String>) -> Self {
        Self { head: head.into(), figures: false }
    }

    /// A column of figures.
    pub fn figures(head: impl Into<String>) -> Self {
        Self { head: head.into(), figures: true }
    }

    const fn class(&self) -> Option<&'static str> {
        if self.figures { Some("num") } else { None }
    }
}

/// A table that scrolls inside its own box (a group: a second landmark of one name confuses). The first cell of a row is its head.
///
/// Cells are views: `"text".into_any()`. Rows shorter than `columns` stay short.
#[component]
pub fn Table(
    /// Id of the caption; unique on the page.
    #[prop(into)]
    id: String,
    /// What the table holds, with the unit.
    #[prop(into)]
    caption: String,
    /// Hide the caption where a heading above says the same.
    #[prop(optional)]
    quiet: bool,
    /// The columns.
    columns: Vec<Column>,
    /// The rows.
    rows: Vec<Vec<AnyView>>,
    /// On a phone a row is a block, each cell behind the head of its column: for tables whose last
    /// columns nobody would find by scrolling.
    #[prop(optional)]
    stacked: bool,
    /// Totals.
    #[prop(default = None, into)]
    foot: Option<Vec<AnyView>>,
) -> impl IntoView {
    let labelled = id.clone();
    let caption_class = quiet.then_some("vh");
    let class = if stacked { "tbl tbl-stacked" } else { "tbl" };
    let heads = columns
        .iter()
        .map(|column| view! { <th scope="col" class=column.class()>{column.head.clone()}</th> })
        .collect_view();
    let body = rows.into_iter().map(|cells| row(&columns, cells, stacked)).collect_view();
    let foot = foot.map(|cells| view! { <tfoot>{row(&columns, cells, false)}</tfoot> });
    view! {
        <div class="scroll" tabindex="0" role="group" aria-labelledby=labelled>
            <table class=class>
                <caption id=id class=caption_class>{caption}</caption>
                <thead><tr>{heads}</tr></thead>
                <tbody>{body}</tbody>
                {foot}
            </table>
        </div>
    }
    .into_any()
}

/// With `words` each cell says its column for the phone, where the head is out of sight.
fn row(columns: &[Column], cells: Vec<AnyView>, words: bool) -> impl IntoView + use<> {
    let cells: Vec<_> = columns
        .iter()
        .zip(cells)
        .enumerate()
        .map(|(index, (column, cell))| match (index, words) {
            (0, _) => view! { <th scope="row" class=column.class()>{cell}</th> }.into_any(),
            (_, false) => view! { <td class=column.class()>{cell}</td> }.into_any(),
            (_, true) => {
                let word = column.head.clone();
                view! {
                    <td class=column.class()>
                        <span class="cell-word" aria-hidden="true">{word}</span>
                        <div>{cell}</div>
                    </td>
                }
                .into_any()
            }
        })
        .collect();
    view! { <tr>{cells}</tr> }.into_any()
}
