//! `GET /{lang}/clock`: what the demo's clock reads, and where an official can move it to.

use super::desk::desk;
use super::refused::Reason;
use crate::components::{
    Alert, Button, Column, Empty, Look, PageHead, SectionHead, Table, TextField, Tone,
};
use crate::i18n::{Words, date_time};
use crate::t;
use crate::web::{Answer, Head, Problem, Visit};
use http::StatusCode;
use leptos::prelude::*;
use store::UnixTime;
use store::roles::Role;
use store::seasons::{PhaseKind, Season};
use store::sessions::SessionView;

/// A moment to move the clock to.
struct Target {
    season: String,
    moment: String,
    at: UnixTime,
}

/// What was typed, and what stands against it.
#[derive(Default)]
pub(super) struct Typed {
    pub(super) days: String,
    pub(super) wrong: Option<String>,
    pub(super) refused: Option<Reason>,
}

pub(super) async fn show(visit: Visit) -> Answer {
    mover(&visit)?;
    page(&visit, Typed::default()).await
}

/// Who moves the clock: ministry officials and administrators of a demo. Elsewhere there is no
/// such page.
pub(super) fn mover(visit: &Visit) -> Result<&SessionView, Problem> {
    if !visit.site.demo || visit.site.clock.hand().is_none() {
        return Err(Problem::NotFound);
    }
    let view = visit.person()?;
    let moves = |role: Role| matches!(role, Role::Ministry | Role::Administrator);
    match view.roles.iter().any(|held| moves(held.role)) {
        true => Ok(view),
        false => Err(Problem::Forbidden),
    }
}

pub(super) async fn page(visit: &Visit, typed: Typed) -> Answer {
    let words = visit.words();
    let seasons = visit.site.store.seasons().await?;
    let mut targets: Vec<Target> =
        seasons.iter().flat_map(|season| targets(visit, season)).collect();
    targets.sort_by_key(|target| target.at);
    let status = match (&typed.refused, &typed.wrong) {
        (Some(refused), _) => refused.status,
        (None, Some(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        (None, None) => StatusCode::OK,
    };
    let title = t!(words, "office-clock");
    let lede = t!(words, "office-clock-reads", now = date_time(words, visit.now));
    let refused = typed.refused.map(|refused| {
        view! { <Alert tone=Tone::Bad title=refused.title live=true><p>{refused.text}</p></Alert> }
    });
    let head = Head::new(title.clone()).hidden_from_search().flush();
    let work = view! {
        <PageHead title lede />
        <div class="stack-l">
            {refused}
            <p class="measure">{t!(words, "office-clock-forward")}</p>
            <section aria-labelledby="moments">
                <SectionHead id="moments" title=t!(words, "office-clock-moments") />
                {table(words, targets)}
            </section>
            <section aria-labelledby="days">
                <SectionHead id="days" title=t!(words, "office-clock-days") />
                <form method="post" class="form">
                    <TextField id="by-days" name="days" label=t!(words, "office-clock-by")
                        hint=t!(words, "office-clock-by-hint") value=typed.days error=typed.wrong />
                    <p><Button look=Look::Second>{t!(words, "office-clock-move")}</Button></p>
                </form>
            </section>
        </div>
    };
    // An administrator has no other work at the ministry's desk.
    let ministry = visit.person()?.roles.iter().any(|held| held.role == Role::Ministry);
    let body = match ministry {
        true => desk(visit, work.into_any()).await?,
        false => view! { <div class="wrap section">{work}</div> }.into_any(),
    };
    let mut response = visit.page(head, body);
    *response.status_mut() = status;
    Ok(response)
}

fn table(words: Words, targets: Vec<Target>) -> AnyView {
    if targets.is_empty() {
        return view! {
            <Empty title=t!(words, "office-clock-empty") text=t!(words, "office-clock-empty-text") />
        }
        .into_any();
    }
    let columns = [
        t!(words, "office-clock-to"),
        t!(words, "office-column-when"),
        t!(words, "office-clock-move"),
    ];
    let rows = targets.into_iter().map(|target| row(words, target)).collect();
    let columns = columns.map(Column::words).to_vec();
    let caption = t!(words, "office-clock-moments");
    view! { <Table id="targets" caption quiet=true stacked=true columns rows /> }.into_any()
}

fn row(words: Words, target: Target) -> Vec<AnyView> {
    let Target { season, moment, at } = target;
    let which = format!(": {moment}, {season}");
    let button = view! {
        <form method="post">
            <Button look=Look::Second small=true name="to".to_owned() value=at.to_string()>
                {t!(words, "office-clock-go")}<span class="vh">{which}</span>
            </Button>
        </form>
    };
    let named = view! { {moment}" "<span class="small mute">{season}</span> };
    vec![named.into_any(), date_time(words, at).into_any(), button.into_any()]
}

/// The moments of a season that are still to come.
fn targets(visit: &Visit, season: &Season) -> Vec<Target> {
    let words = visit.words();
    let title = season.titles.text(visit.lang.code());
    let mut moments = Vec::new();
    for phase in &season.phases {
        moments.push((start(words, phase.kind), phase.starts_at));
        if phase.kind == PhaseKind::Voting {
            moments.push((t!(words, "office-clock-to-close"), phase.ends_at));
        }
    }
    moments
        .into_iter()
        .filter(|(_, at)| *at > visit.now)
        .map(|(moment, at)| Target { season: title.to_owned(), moment, at })
        .collect()
}

fn start(words: Words, kind: PhaseKind) -> String {
    match kind {
        PhaseKind::Submission => t!(words, "office-clock-to-submission"),
        PhaseKind::Screening => t!(words, "office-clock-to-screening"),
        PhaseKind::Campaign => t!(words, "office-clock-to-campaign"),
        PhaseKind::Voting => t!(words, "office-clock-to-voting"),
        PhaseKind::Tally => t!(words, "office-clock-to-tally"),
        PhaseKind::Results => t!(words, "office-clock-to-results"),
        PhaseKind::Execution => t!(words, "office-clock-to-execution"),
    }
}
