//! The ballot is in: ticket, recovery code, and how to change the vote. Never a choice.

use leptos::prelude::*;

use voting::commitment::Commitment;
use voting::receipt::qr_text;
use voting::text::hex;

use super::super::desk::Desk;
use super::super::kept::{Kept, Ticket as Promised};
use super::super::qr;
use super::head;
use crate::components::{Alert, Button, Fact, Glyph, LinkButton, Look, Ticket, TillDone, Tone};

/// Digits of the commitment that the ticket's number shows.
const CODE_DIGITS: usize = 16;

/// The ticket and what comes after it.
pub(super) fn view(desk: Desk) -> AnyView {
    (move || desk.kept.get().map(|kept| receipt(desk, kept))).into_any()
}

fn receipt(desk: Desk, kept: Kept) -> AnyView {
    let Some(promised) = kept.ticket.clone() else { return ().into_any() };
    let number = number(&promised);
    let (_, state) = desk.standing();
    let change = desk.phrase(|words| &words.change_text, &[("closes", &desk.closes())]);
    view! {
        <div class="wrap wrap-narrow">
            {head(desk, desk.word(|words| &words.thanks), None)}
            <div class="stack-l">
                {ticket(desk, &promised)}
                {actions(desk, &promised)}
                {(!kept.code_noted).then(|| recovery(desk, &kept))}
                <Alert tone=Tone::Info title=desk.word(|words| &words.change)><p>{change}</p></Alert>
                <div class="row">
                    <Button kind="button" look=Look::Second name=Some("act".to_owned())
                        value=Some("again".to_owned())>{desk.word(|words| &words.again)}</Button>
                    <LinkButton look=Look::Quiet href=desk.offer.with_value(|offer| offer.links.home.clone())>
                        {desk.word(|words| &words.home)}
                    </LinkButton>
                </div>
            </div>
        </div>
        <TillDone state code=number />
    }
    .into_any()
}

fn ticket(desk: Desk, promised: &Promised) -> AnyView {
    let facts = vec![
        Fact::new(desk.word(|words| &words.ticket_at), desk.moment(promised.at)),
        Fact::new(
            desk.word(|words| &words.ticket_season),
            desk.offer.with_value(|offer| offer.season.clone()),
        ),
    ];
    let label = desk.word(|words| &words.qr);
    let code = qr::path(&address(desk, promised)).map(|(side, path)| {
        view! {
            <svg viewBox=format!("0 0 {side} {side}") role="img" aria-label=label
                shape-rendering="crispEdges"><path fill="currentColor" d=path></path></svg>
        }
    });
    view! {
        <Ticket id="booth-ticket" title=desk.word(|words| &words.ticket)
            note=desk.word(|words| &words.ticket_note)
            code_label=desk.word(|words| &words.ticket_code) code=number(promised) facts>
            {code}
        </Ticket>
    }
    .into_any()
}

fn actions(desk: Desk, promised: &Promised) -> AnyView {
    view! {
        <div class="row">
            <Button kind="button" icon=Some(Glyph::Download) name=Some("act".to_owned())
                value=Some("save".to_owned())>{desk.word(|words| &words.save)}</Button>
            <LinkButton look=Look::Second icon=Some(Glyph::Search) href=address(desk, promised)>
                {desk.word(|words| &words.find)}
            </LinkButton>
        </div>
    }
    .into_any()
}

/// Shown until the voter says that it is written down, then never again.
fn recovery(desk: Desk, kept: &Kept) -> AnyView {
    let code = kept.seed().recovery_code();
    view! {
        <section class="panel stack" aria-labelledby="booth-recovery-title">
            <h2 class="title-xl" id="booth-recovery-title">{desk.word(|words| &words.code)}</h2>
            <p>{desk.word(|words| &words.code_text)}</p>
            <p class="code" translate="no">{code}</p>
            <div class="row">
                <Button kind="button" look=Look::Second icon=Some(Glyph::Check)
                    name=Some("act".to_owned()) value=Some("noted".to_owned())>
                    {desk.word(|words| &words.code_noted)}
                </Button>
            </div>
        </section>
    }
    .into_any()
}

/// The first digits of the commitment in groups of four.
pub(in super::super) fn number(promised: &Promised) -> String {
    let digits: Vec<char> =
        hex(&promised.commitment).to_ascii_uppercase().chars().take(CODE_DIGITS).collect();
    digits.chunks(4).map(String::from_iter).collect::<Vec<_>>().join("-")
}

fn address(desk: Desk, promised: &Promised) -> String {
    let commitment = Commitment::from_bytes(promised.commitment);
    desk.offer.with_value(|offer| qr_text(&offer.links.receipt, &commitment))
}
