//! `/{lang}/me/roll`: where I may vote, and what was issued in my name. Its route is the server's,
//! which holds the pepper of the roll.

use crate::components::{Alert, Column, Empty, Fact, Facts, Fold, PageHead, SectionHead, Table};
use crate::t;
use crate::web::{Head, Visit};
use axum::response::Response;
use leptos::prelude::*;
use store::Localized;

/// One election as a person stands in it.
pub struct Mine {
    /// The season's title.
    pub titles: Localized,
    /// The election's id.
    pub election: String,
    /// Whether the person is on its roll.
    pub place: Place,
}

/// Whether somebody is on a roll.
pub enum Place {
    /// Yes.
    Listed {
        /// Each record.
        lines: Vec<Line>,
        /// The identity number of the roll.
        number: String,
        /// With it, in hexadecimal.
        salt: String,
        /// SHA-256 of both.
        leaf: String,
    },
    /// No.
    Absent,
    /// The vote was closed, and with it the keys destroyed that compute a person's line.
    Over,
    /// Another process knows.
    Elsewhere,
}

/// A record of the roll.
pub struct Line {
    /// The contest's name and booth; none: any one.
    pub contest: Option<(Localized, String)>,
    /// Whether a credential was issued by it; when, nobody keeps.
    pub issued: bool,
}

/// The page.
#[must_use]
pub fn standing(visit: &Visit, rolls: Vec<Mine>) -> Response {
    let words = visit.words();
    let head = Head::new(t!(words, "standing-title")).hidden_from_search();
    let all = rolls.into_iter().enumerate().map(|(number, mine)| one(visit, number, mine));
    let all: Vec<AnyView> = all.collect();
    let none = all.is_empty().then(|| {
        view! {
            <Empty title=t!(words, "standing-none-title")>
                <p>{t!(words, "standing-none")}</p>
            </Empty>
        }
    });
    visit.page(
        head,
        view! {
            <div class="wrap section">
                <PageHead title=t!(words, "standing-title") lede=t!(words, "standing-lede")/>
                <div class="stack-l">{none}{all}</div>
            </div>
        },
    )
}

fn one(visit: &Visit, number: usize, mine: Mine) -> AnyView {
    let words = visit.words();
    let id = format!("vote-{number}");
    let labelled = id.clone();
    let body = match mine.place {
        Place::Absent => {
            let text = t!(words, "standing-absent-text");
            view! { <Alert title=t!(words, "standing-absent")><p>{text}</p></Alert> }.into_any()
        }
        Place::Over => view! { <p>{t!(words, "standing-over")}</p> }.into_any(),
        Place::Elsewhere => view! { <p>{t!(words, "standing-elsewhere")}</p> }.into_any(),
        Place::Listed { lines, number, salt, leaf } => {
            let issued = lines.iter().any(|line| line.issued);
            let warning = issued.then(|| {
                let text = t!(words, "standing-warning-text");
                view! { <Alert title=t!(words, "standing-warning")><p>{text}</p></Alert> }
            });
            let parts = [
                (t!(words, "standing-number"), number),
                (t!(words, "standing-salt"), salt),
                (t!(words, "standing-leaf"), leaf),
                (t!(words, "standing-election"), mine.election),
            ];
            view! {
                {contests(visit, &id, lines)}
                {warning}
                {check(visit, parts)}
            }
            .into_any()
        }
    };
    view! {
        <section class="stack" aria-labelledby=labelled>
            <SectionHead id title=mine.titles.text(visit.lang.code()).to_owned()/>
            {body}
        </section>
    }
    .into_any()
}

fn contests(visit: &Visit, id: &str, lines: Vec<Line>) -> AnyView {
    let words = visit.words();
    let row = |line: Line| {
        let name = match line.contest {
            Some((names, booth)) => {
                let name = names.text(visit.lang.code()).to_owned();
                view! { <a href=visit.to(&booth)>{name}</a> }.into_any()
            }
            None => t!(words, "standing-any").into_any(),
        };
        let issued = if line.issued {
            t!(words, "standing-was-issued")
        } else {
            t!(words, "standing-not-issued")
        };
        vec![name, issued.into_any()]
    };
    let columns = [t!(words, "standing-contest"), t!(words, "standing-issued")];
    view! {
        <Table id=format!("{id}-contests") caption=t!(words, "standing-contests") quiet=true
            columns=columns.map(Column::words).to_vec() rows=lines.into_iter().map(row).collect()/>
    }
    .into_any()
}

fn check(visit: &Visit, parts: [(String, String); 4]) -> AnyView {
    let words = visit.words();
    let fact = |(term, value): (String, String)| {
        Fact::new(term, view! { <code class="break">{value}</code> })
    };
    view! {
        <Fold title=t!(words, "standing-check")>
            <div class="stack">
                <p>{t!(words, "standing-check-text")}</p>
                <Facts rows=parts.map(fact).into()/>
            </div>
        </Fold>
    }
    .into_any()
}
