//! Shows the state on the page: the list is there and changes in place, every other state is its
//! fragment, filled.

use voting::commitment::Commitment;
use voting::receipt::qr_text;
use voting::text::hex;

use super::browser;
use super::choices::{Bar, Choices};
use super::desk::{Desk, Shown};
use super::figures::{grouped, moment};
use super::fragment::{self, Fragment, HEARD, LIST, LIST_HEADING, PURSE, STAGE};
use super::kept::Ticket;
use super::machine::{Booth, Stage, Standing, Work};
use super::markup::Markup;
use super::offer::Offer;
use super::qr;
use crate::components::percent;

/// Digits of the commitment that the ticket's number shows.
const CODE_DIGITS: usize = 16;

/// Shows the booth as it is now. Where another state begins, its heading takes the focus.
pub(super) fn paint(desk: &Desk) {
    let booth = desk.booth();
    let now = Shown {
        stage: booth.stage,
        chosen: (booth.stage == Stage::Summary).then(|| booth.choices.count()),
        cast_at: booth.cast_at.filter(|_| booth.stage == Stage::Cast),
        code_noted: desk.kept().is_some_and(|kept| kept.code_noted),
    };
    let before = desk.shown.replace(Some(now));
    if booth.stage == Stage::Choosing {
        list(desk, &booth);
    }
    if before != Some(now) {
        browser::set_shown(LIST, booth.stage == Stage::Choosing);
        state(desk, &booth);
    }
    browser::set_lines(&standing(desk, &booth));
    browser::warn_on_leaving(booth.warns_on_leaving());
    if before.is_some_and(|before| before != now) {
        let list = booth.stage == Stage::Choosing;
        browser::focus_on(if list { LIST_HEADING } else { fragment::STAGE_HEADING });
    }
}

/// The first digits of the commitment in groups of four.
pub(super) fn number(ticket: &Ticket) -> String {
    let digits: Vec<char> =
        hex(&ticket.commitment).to_ascii_uppercase().chars().take(CODE_DIGITS).collect();
    digits.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
}

fn fill(fragment: Fragment, values: &[(&str, Markup)]) -> Markup {
    browser::page_fragment(fragment.name).fill(values)
}

fn money(sum: u64) -> Markup {
    fill(fragment::MONEY, &[("sum", Markup::text(&grouped(sum)))])
}

/// A time beside the one of this visit.
fn time(desk: &Desk, at: u64) -> (&'static str, Markup) {
    ("time", Markup::text(&moment(at, desk.offer.now)))
}

/// The sentence that is always in sight.
fn standing(desk: &Desk, booth: &Booth) -> Markup {
    match booth.standing() {
        Standing::NotCast => fill(fragment::NOT_CAST, &[]),
        Standing::NotKnown => fill(fragment::NOT_KNOWN, &[]),
        Standing::Cast(at) => fill(fragment::CAST_AT, &[time(desk, at)]),
        Standing::Changing(at) => fill(fragment::CHANGING, &[time(desk, at)]),
    }
}

fn list(desk: &Desk, booth: &Booth) {
    let choices = &booth.choices;
    for position in 0..desk.offer.projects.len() {
        let id = format!("project-{position}");
        let bar = choices.bar(position).map(|bar| barred(&id, bar));
        browser::set_card(&id, choices.holds(position), bar.as_ref());
    }
    let left = choices.left().map_or_else(|| Markup::text(""), money);
    let count = Markup::text(&choices.count().to_string());
    let heard = [("count", count.clone()), ("left", left.clone())];
    let seen = [("count", count), ("left", left), ("parts", parts(choices))];
    let purse = if choices.is_enough() { fragment::ENOUGH } else { fragment::TOO_FEW };
    browser::set_html(PURSE, &fill(purse, &seen));
    browser::set_html(HEARD, &fill(fragment::ANNOUNCEMENT, &heard));
    browser::set_enabled(&format!("#{LIST} fieldset"), true);
    browser::set_enabled(&format!("#{LIST} button[value=review]"), choices.is_enough());
}

/// Why a project cannot be added, in words and numbers.
fn barred(card: &str, bar: Bar) -> Markup {
    let id = ("id", Markup::text(&format!("{card}-why")));
    match bar {
        Bar::Full { .. } => fill(fragment::FULL, &[id]),
        Bar::Money { cost, left } => {
            fill(fragment::DEAR, &[id, ("cost", money(cost)), ("left", money(left))])
        }
    }
}

/// The bar's filled parts, from the left.
fn parts(choices: &Choices) -> Markup {
    let part = browser::page_fragment(fragment::PART.name);
    let mut start = 0_u16;
    Markup::join(choices.parts().into_iter().map(|width| {
        let begins = start;
        start = start.saturating_add(width).min(1000);
        let values = [("start", begins), ("width", start.saturating_sub(begins))];
        part.fill(&values.map(|(name, value)| (name, Markup::text(&percent(value)))))
    }))
}

/// Any state but the list, which leaves its place empty.
fn state(desk: &Desk, booth: &Booth) {
    let markup = match booth.stage {
        Stage::Choosing => Markup::text(""),
        Stage::Summary if booth.choices.count() == 0 => fill(fragment::BLANK, &[]),
        Stage::Summary => fill(fragment::SUMMARY, &[("total", money(booth.choices.spent()))]),
        Stage::Working(work) => working(desk, work),
        Stage::Cast => cast(desk),
        Stage::Failed(failure) => fill(fragment::failed(failure), &[]),
        Stage::Code(entry) => {
            let typed = Markup::text(&desk.typed.borrow());
            fill(fragment::code(entry), &[("typed", typed)])
        }
    };
    browser::set_html(STAGE, &markup);
    if booth.stage == Stage::Summary {
        browser::set_rows(STAGE, &rows(&desk.offer, &booth.choices));
    }
}

fn working(desk: &Desk, work: Work) -> Markup {
    let values = match work {
        Work::Waiting(until) => vec![time(desk, until)],
        Work::Sealing | Work::Casting => Vec::new(),
    };
    fill(fragment::working(work), &values)
}

/// The chosen projects.
fn rows(offer: &Offer, choices: &Choices) -> Markup {
    let row = browser::page_fragment(fragment::ROW.name);
    let chosen = choices.chosen();
    let projects = chosen.filter_map(|at| Some((at, offer.projects.get(at)?)));
    Markup::join(projects.map(|(position, project)| {
        row.fill(&[
            ("title", Markup::text(&project.title)),
            ("category", Markup::text(&project.category)),
            ("position", Markup::text(&position.to_string())),
            ("cost", Markup::text(&grouped(project.cost))),
        ])
    }))
}

fn cast(desk: &Desk) -> Markup {
    let Some(kept) = desk.kept() else { return Markup::text("") };
    let Some(ticket) = &kept.ticket else { return Markup::text("") };
    let commitment = Commitment::from_bytes(ticket.commitment);
    let address = qr_text(&desk.offer.links.receipt, &commitment);
    let (side, path) = qr::path(&address).unwrap_or_default();
    let recovery = match kept.code_noted {
        true => Markup::text(""),
        false => {
            let code = Markup::text(&kept.seed().recovery_code());
            fill(fragment::RECOVERY, &[("code", code)])
        }
    };
    fill(
        fragment::CAST,
        &[
            ("number", Markup::text(&number(ticket))),
            ("at", Markup::text(&moment(ticket.at, desk.offer.now))),
            ("side", Markup::text(&side.to_string())),
            ("qr", Markup::text(&path)),
            ("address", Markup::text(&address)),
            ("recovery", recovery),
        ],
    )
}
