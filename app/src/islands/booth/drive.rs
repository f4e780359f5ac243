//! Does what machine and errand say.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos::web_sys::{Element, Event as DomEvent, HtmlInputElement};
use voting::seed::Seed;
use wasm_bindgen::JsCast as _;

use super::browser::{self, Drawer};
use super::clock::Clock;
use super::desk::Desk;
use super::draft;
use super::errand::{Errand, Reply, Task};
use super::failure::Failure;
use super::kept::Kept;
use super::machine::{Act, Booth, Event, Work};
use super::view;
use super::voter::Voter;

/// Reads what this device kept; then the boxes may be ticked.
pub(super) fn wake(desk: Desk) {
    let now = desk.offer.with_value(|offer| offer.now);
    desk.clock.set_value(Clock::aligned(now, browser::own_time()));
    watch(desk);
    spawn_local(async move {
        // A browser that cannot be read says so when it must keep something.
        let kept = read(desk).await.ok().flatten();
        let ticket = kept.as_ref().and_then(|kept| kept.ticket.clone());
        let pending = kept.as_ref().and_then(|kept| kept.pending.clone());
        let doubtful = kept.as_ref().is_some_and(Kept::has_doubtful);
        desk.kept.set(kept);
        if let Some(ticket) = ticket {
            desk.booth.update(|booth| booth.found(ticket.at));
        }
        if doubtful {
            desk.booth.update(Booth::doubt);
        }
        match pending {
            Some(pending) => {
                let choices = desk.offer.with_value(|offer| draft::read(&pending.draft, offer));
                let act = change(desk, |booth| booth.resume(choices));
                perform(desk, act, None);
            }
            None => restore(desk),
        }
        desk.awake.set(true);
    });
}

/// A box was ticked or cleared.
pub(super) fn changed(desk: Desk, event: &DomEvent) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok())
    else {
        return;
    };
    if let ("project", Ok(position)) = (input.name().as_str(), input.value().parse()) {
        handle(desk, Event::Pick { position, on: input.checked() });
    }
}

/// A button was pressed.
pub(super) fn clicked(desk: Desk, event: &ev::MouseEvent) {
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
pub(super) fn submitted(desk: Desk, event: &ev::SubmitEvent) {
    event.prevent_default();
    let field = document().get_element_by_id(view::CODE_FIELD);
    let typed = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok());
    let seed = typed.and_then(|field| Seed::from_recovery_code(&field.value()).ok());
    let act = change(desk, |booth| booth.handle(Event::Code { fits: seed.is_some() }));
    perform(desk, act, seed);
}

fn handle(desk: Desk, event: Event) {
    let act = change(desk, |booth| booth.handle(event));
    perform(desk, act, None);
}

/// Changes the state; where another one begins, its heading takes the focus once it is drawn.
fn change(desk: Desk, by: impl FnOnce(&mut Booth) -> Act) -> Act {
    let before = desk.booth.with_untracked(|booth| booth.stage);
    let act = desk.booth.try_update(by).unwrap_or(Act::Nothing);
    if desk.booth.with_untracked(|booth| booth.stage) != before {
        spawn_local(async {
            browser::pause(0).await;
            browser::focus_on(view::HEADING);
        });
    }
    act
}

fn perform(desk: Desk, act: Act, seed: Option<Seed>) {
    match act {
        Act::Nothing => {}
        Act::SaveDraft => drawer(desk).save_draft(&desk.draft()),
        Act::SetOut | Act::Recover => spawn_local(async move {
            let event = match set_out(desk, seed).await {
                Ok(at) => Event::Arrived(at),
                Err(failure) => Event::Failed(failure),
            };
            if matches!(event, Event::Arrived(_)) {
                drawer(desk).save_draft("");
            }
            handle(desk, event);
        }),
    }
}

/// Runs one errand to its end; gives the time of the ballot that is in.
async fn set_out(desk: Desk, recovered: Option<Seed>) -> Result<u64, Failure> {
    let drawer = drawer(desk);
    let _turn = drawer.turn().await;
    let kept = match recovered {
        Some(seed) => Kept::recovered(&seed, box_time(desk)),
        None => read(desk).await?.unwrap_or_else(|| Kept::new(&browser::seed())),
    };
    let draft = desk.draft();
    let voter = voter(desk, &draft).await.map_err(|failure| match kept.in_doubt() {
        true => failure.in_doubt(kept.pending.is_some()),
        false => failure,
    })?;
    let mut errand = Errand::new(voter, kept, desk.clock.get_value(), draft);
    loop {
        let task = errand.next(browser::own_time(), &mut browser::entropy());
        let reply = match &task {
            Task::Arrived(ticket) => {
                desk.kept.set(Some(errand.kept().clone()));
                return Ok(ticket.at);
            }
            Task::Stop(failure) => return Err(*failure),
            other => carry_out(desk, &drawer, other).await,
        };
        errand.answer(&task, reply, browser::own_time());
        desk.clock.set_value(errand.clock());
        handle(desk, Event::Doubt(errand.in_doubt()));
    }
}

/// The published manifest, compared with the page and with both logs.
async fn voter(desk: Desk, draft: &str) -> Result<Voter, Failure> {
    let address = desk.offer.with_value(|offer| offer.links.manifest.clone());
    let manifest = browser::fetch(&address).await.ok_or(Failure::Unreachable)?;
    let ids: Vec<&str> = draft.lines().skip(1).collect();
    let voter = desk.offer.with_value(|offer| Voter::new(&manifest, offer, &ids))?;
    let [issuance, ballots] = ["issuance", "ballots"].map(|log| {
        let logs = desk.offer.with_value(|offer| offer.links.logs.clone());
        async move { browser::fetch(&format!("{logs}/{log}/proof/0")).await }
    });
    let issuance = issuance.await.ok_or(Failure::Unreachable)?;
    let ballots = ballots.await.ok_or(Failure::Unreachable)?;
    voter.check_logs(&issuance, &ballots)?;
    Ok(voter)
}

async fn carry_out(desk: Desk, drawer: &Drawer, task: &Task) -> Reply {
    match task {
        Task::Keep(kept) => match kept.to_bytes() {
            Some(bytes) if drawer.keep(&bytes).await.is_ok() => Reply::Done,
            _ => Reply::NotKept,
        },
        Task::Issue(request) => {
            let address = desk.offer.with_value(|offer| offer.links.issue.clone());
            browser::post_signed_in(&address, request).await
        }
        Task::Cast(body) => {
            handle(desk, Event::At(Work::Casting));
            let address = desk.offer.with_value(|offer| offer.links.cast.clone());
            browser::post_unnamed(&address, body).await
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

/// The leaving guard follows the state.
fn watch(desk: Desk) {
    Effect::new(move |_| {
        browser::warn_on_leaving(desk.booth.with(|booth| booth.warns_on_leaving()));
    });
}

fn restore(desk: Desk) {
    if let Some(text) = drawer(desk).draft() {
        let choices = desk.offer.with_value(|offer| draft::read(&text, offer));
        desk.booth.update(|booth| booth.restore(choices));
    }
}

/// The voter wrote the recovery code down: it is not shown again.
fn note_code(desk: Desk) {
    spawn_local(async move {
        let drawer = drawer(desk);
        let _turn = drawer.turn().await;
        if let Ok(Some(mut kept)) = read(desk).await {
            kept.code_noted = true;
            if let Some(bytes) = kept.to_bytes()
                && drawer.keep(&bytes).await.is_ok()
            {
                desk.kept.set(Some(kept));
            }
        }
    });
}

fn save_promise(desk: Desk) {
    let ticket = desk.kept.with_untracked(|kept| kept.as_ref()?.ticket.clone());
    if let Some(ticket) = ticket {
        let name = format!("hashar-{}.txt", view::number(&ticket));
        browser::save_file(&name, &ticket.promise);
    }
}

/// What this device kept; an error is not "nothing": a new key would take the place of the old one.
async fn read(desk: Desk) -> Result<Option<Kept>, Failure> {
    match drawer(desk).read().await {
        Ok(Some(bytes)) => Kept::from_bytes(&bytes).map(Some).ok_or(Failure::Storage),
        Ok(None) => Ok(None),
        Err(()) => Err(Failure::Storage),
    }
}

fn drawer(desk: Desk) -> Drawer {
    desk.offer
        .with_value(|offer| Drawer(format!("{}/{}/{}", offer.voter, offer.election, offer.contest)))
}

fn box_time(desk: Desk) -> u64 {
    desk.clock.get_value().at(browser::own_time())
}
