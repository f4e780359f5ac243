//! Does what machine and errand say.

use leptos::ev;
use leptos::prelude::document;
use leptos::web_sys::{Element, Event as DomEvent, HtmlInputElement};
use voting::seed::Seed;
use wasm_bindgen::JsCast as _;
use wasm_bindgen_futures::spawn_local;

use super::browser::{self, Drawer};
use super::clock::Clock;
use super::desk::Desk;
use super::draft;
use super::errand::{Errand, Reply, Task};
use super::failure::Failure;
use super::fragment::CODE_FIELD;
use super::kept::Kept;
use super::machine::{Act, Event, Stage, Work};
use super::offer::Offer;
use super::paint::{self, paint};
use super::voter::Voter;

/// Reads what this device kept; then the boxes may be ticked.
pub(super) fn wake(desk: Desk) {
    desk.clock.set(Clock::aligned(desk.offer.now, browser::own_time()));
    spawn_local(async move {
        // A browser that cannot be read says so when it must keep something.
        let kept = read(&desk).await.ok().flatten();
        let pending = kept.as_ref().and_then(|kept| kept.pending.clone());
        if let Some(kept) = &kept {
            desk.change(|booth| {
                if let Some(ticket) = &kept.ticket {
                    booth.found(ticket.at);
                }
                if kept.has_doubtful() {
                    booth.doubt();
                }
            });
        }
        desk.kept.replace(kept);
        match pending {
            Some(pending) => {
                let choices = draft::read(&pending.draft, &desk.offer);
                let act = desk.change(|booth| booth.resume(choices));
                perform(&desk, act, None);
            }
            None => restore(&desk),
        }
        paint(&desk);
    });
}

/// Another tab may have cast meanwhile: its ticket is the one that counts. Nothing to see before
/// this tab is awake, and a ballot on its way brings its own.
fn looked_at(desk: &Desk) {
    let desk = desk.clone();
    spawn_local(async move {
        let kept = read(&desk).await.ok().flatten();
        let at_work = matches!(desk.booth().stage, Stage::Working(_));
        let ticket = kept.as_ref().and_then(|kept| kept.ticket.as_ref());
        if let (Some(_), false, Some(at)) = (desk.shown.get(), at_work, ticket.map(|it| it.at)) {
            desk.kept.replace(kept);
            desk.change(|booth| booth.learned(at));
            paint(&desk);
        }
    });
}

/// A box was ticked or cleared. What changes and is no box is the tab: its reader came back to it.
pub(super) fn changed(desk: &Desk, event: &DomEvent) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
    else {
        looked_at(desk);
        return;
    };
    if let ("project", Ok(position)) = (input.name().as_str(), input.value().parse()) {
        handle(desk, Event::Pick { position, on: input.checked() });
    }
}

/// A button was pressed.
pub(super) fn clicked(desk: &Desk, event: &ev::MouseEvent) {
    let pressed = event
        .target()
        .and_then(|target| target.dyn_into::<Element>().ok())
        .and_then(|element| element.closest("button[name]").ok().flatten());
    let Some(pressed) = pressed else { return };
    let value = pressed.get_attribute("value").unwrap_or_default();
    match (pressed.get_attribute("name").as_deref(), value.as_str()) {
        (Some("remove"), position) => {
            if let Ok(position) = position.parse() {
                handle(desk, Event::Pick { position, on: false });
            }
        }
        (Some("act"), "review") => handle(desk, Event::Review),
        (Some("act"), "back") => handle(desk, Event::Back),
        (Some("act"), "cast") => handle(desk, Event::Cast),
        (Some("act"), "retry") => handle(desk, Event::Retry),
        (Some("act"), "again") => handle(desk, Event::Again),
        (Some("act"), "noted") => note_code(desk),
        (Some("act"), "save") => save_promise(desk),
        _ => {}
    }
}

/// A recovery code was typed.
pub(super) fn submitted(desk: &Desk, event: &ev::SubmitEvent) {
    event.prevent_default();
    let field = document().get_element_by_id(CODE_FIELD);
    let field = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let typed = field.map(|field| field.value()).unwrap_or_default();
    let seed = Seed::from_recovery_code(&typed).ok();
    desk.typed.replace(typed);
    let act = change(desk, Event::Code { fits: seed.is_some() });
    if seed.is_none() {
        browser::focus_on(CODE_FIELD);
    }
    perform(desk, act, seed);
}

fn handle(desk: &Desk, event: Event) {
    let act = change(desk, event);
    perform(desk, act, None);
}

fn change(desk: &Desk, event: Event) -> Act {
    let act = desk.change(|booth| booth.handle(event));
    paint(desk);
    act
}

fn perform(desk: &Desk, act: Act, seed: Option<Seed>) {
    match act {
        Act::Nothing => {}
        Act::SaveDraft => drawer(desk).save_draft(&desk.draft()),
        // A code that was typed holds until a ballot is in, also when the network failed meanwhile.
        Act::SetOut | Act::Recover => {
            let typed = || Seed::from_recovery_code(&desk.typed.borrow()).ok();
            spawn_local(cast(desk.clone(), seed.or_else(typed)));
        }
    }
}

async fn cast(desk: Desk, seed: Option<Seed>) {
    let event = match set_out(&desk, seed).await {
        Ok(at) => {
            drawer(&desk).save_draft("");
            desk.typed.take();
            Event::Arrived(at)
        }
        Err(failure) => Event::Failed(failure),
    };
    handle(&desk, event);
}

/// Runs one errand to its end; gives the time of the ballot that is in.
async fn set_out(desk: &Desk, recovered: Option<Seed>) -> Result<u64, Failure> {
    let drawer = drawer(desk);
    let _turn = drawer.turn().await;
    let kept = match (recovered, read(desk).await?) {
        (Some(seed), Some(kept)) if kept.seed() == seed => kept,
        (Some(seed), _) => Kept::recovered(&seed, box_time(desk)),
        (None, Some(kept)) => kept,
        (None, None) => Kept::new(&browser::seed()),
    };
    let draft = desk.draft();
    let voter = voter(desk, &draft).await.map_err(|failure| match kept.in_doubt() {
        true => failure.in_doubt(kept.pending.is_some()),
        false => failure,
    })?;
    let mut errand = Errand::new(voter, kept, desk.clock.get(), draft);
    loop {
        let task = errand.next(browser::own_time(), &mut browser::entropy());
        let reply = match &task {
            Task::Arrived(ticket) => {
                desk.kept.replace(Some(errand.kept().clone()));
                return Ok(ticket.at);
            }
            Task::Stop(failure) => return Err(*failure),
            other => carry_out(desk, &drawer, other).await,
        };
        errand.answer(&task, reply, browser::own_time());
        desk.clock.set(errand.clock());
        handle(desk, Event::Doubt(errand.in_doubt()));
    }
}

/// The published manifest, compared with the page and with both logs.
async fn voter(desk: &Desk, draft: &str) -> Result<Voter, Failure> {
    let links = &desk.offer.links;
    let manifest = browser::fetch(&links.manifest).await.ok_or(Failure::Unreachable)?;
    let ids: Vec<&str> = draft.lines().skip(1).collect();
    let voter = Voter::new(&manifest, &desk.offer, &ids)?;
    let [issuance, ballots] =
        ["issuance", "ballots"].map(|log| format!("{}/{log}/proof/0", links.logs));
    let issuance = browser::fetch(&issuance).await.ok_or(Failure::Unreachable)?;
    let ballots = browser::fetch(&ballots).await.ok_or(Failure::Unreachable)?;
    voter.check_logs(&issuance, &ballots)?;
    Ok(voter)
}

async fn carry_out(desk: &Desk, drawer: &Drawer, task: &Task) -> Reply {
    match task {
        Task::Keep(kept) => match kept.to_bytes() {
            Some(bytes) if drawer.keep(&bytes).await.is_ok() => Reply::Done,
            _ => Reply::NotKept,
        },
        Task::Issue(request) => browser::post_signed_in(&desk.offer.links.issue, request).await,
        Task::Cast(body) => {
            handle(desk, Event::At(Work::Casting));
            browser::post_unnamed(&desk.offer.links.cast, body).await
        }
        Task::Wait { until } => {
            handle(desk, Event::At(Work::Waiting(*until)));
            // In steps: a phone that slept finds the time passed.
            browser::pause(until.saturating_sub(box_time(desk)).clamp(1, 5)).await;
            Reply::Done
        }
        Task::Pause(seconds) => {
            browser::pause(*seconds).await;
            Reply::Done
        }
        Task::Arrived(_) | Task::Stop(_) => Reply::Done,
    }
}

fn restore(desk: &Desk) {
    if let Some(text) = drawer(desk).draft() {
        let choices = draft::read(&text, &desk.offer);
        desk.change(|booth| booth.restore(choices));
    }
}

/// The voter wrote the recovery code down: it is not shown again.
fn note_code(desk: &Desk) {
    let desk = desk.clone();
    spawn_local(async move {
        let drawer = drawer(&desk);
        let _turn = drawer.turn().await;
        if let Ok(Some(mut kept)) = read(&desk).await {
            kept.code_noted = true;
            if let Some(bytes) = kept.to_bytes()
                && drawer.keep(&bytes).await.is_ok()
            {
                desk.kept.replace(Some(kept));
                paint(&desk);
            }
        }
    });
}

fn save_promise(desk: &Desk) {
    if let Some(ticket) = desk.kept().and_then(|kept| kept.ticket) {
        let name = format!("hashar-{}.txt", paint::number(&ticket));
        browser::save_file(&name, &ticket.promise);
    }
}

/// What this device kept; an error is not "nothing": a new key would take the place of the old one.
async fn read(desk: &Desk) -> Result<Option<Kept>, Failure> {
    match drawer(desk).read().await {
        Ok(Some(bytes)) => Kept::from_bytes(&bytes).map(Some).ok_or(Failure::Storage),
        Ok(None) => Ok(None),
        Err(()) => Err(Failure::Storage),
    }
}

fn drawer(desk: &Desk) -> Drawer {
    let Offer { voter, election, contest, .. } = &desk.offer;
    Drawer(format!("{voter}/{election}/{contest}"))
}

fn box_time(desk: &Desk) -> u64 {
    desk.clock.get().at(browser::own_time())
}
