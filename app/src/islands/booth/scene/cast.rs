//! The ballot is in: ticket, recovery code, and how to change the vote. Never a choice.

use leptos::prelude::*;

use super::{Scene, head};
use crate::components::{Alert, Button, Fact, Glyph, LinkButton, Look, Ticket, TillDone, Tone};
use crate::i18n::Words;
use crate::t;

/// The ticket and what comes after it.
pub(super) fn view(scene: &Scene) -> AnyView {
    let words = scene.words;
    let change = t!(words, "booth-change-text", closes = scene.closes.as_str());
    view! {
        <div class="wrap wrap-narrow">
            {head(t!(words, "booth-thanks"), None)}
            <div class="stack-l">
                {ticket(scene)}
                {actions(words)}
                "{recovery}"
                <Alert tone=Tone::Info title=t!(words, "booth-change")><p>{change}</p></Alert>
                <div class="row">
                    <Button kind="button" look=Look::Second name=Some("act".to_owned())
                        value=Some("again".to_owned())>{t!(words, "booth-again")}</Button>
                    <LinkButton look=Look::Quiet href=scene.home.clone()>
                        {t!(words, "booth-home")}
                    </LinkButton>
                </div>
            </div>
        </div>
        <TillDone state="" code="{number}" />
    }
    .into_any()
}

fn ticket(scene: &Scene) -> AnyView {
    let words = scene.words;
    let facts = vec![
        Fact::new(t!(words, "booth-ticket-at"), "{at}"),
        Fact::new(t!(words, "booth-ticket-season"), scene.season.clone()),
    ];
    view! {
        <Ticket id="booth-ticket" title=t!(words, "booth-ticket") note=t!(words, "booth-ticket-note")
            code_label=t!(words, "booth-ticket-code") code="{number}" facts>
            <svg viewBox="0 0 {side} {side}" role="img" aria-label=t!(words, "booth-qr")
                shape-rendering="crispEdges"><path fill="currentColor" d="{qr}"></path></svg>
        </Ticket>
    }
    .into_any()
}

fn actions(words: Words) -> AnyView {
    view! {
        <div class="row">
            <Button kind="button" icon=Some(Glyph::Download) name=Some("act".to_owned())
                value=Some("save".to_owned())>{t!(words, "booth-save")}</Button>
            <LinkButton look=Look::Second icon=Some(Glyph::Search) href="{address}">
                {t!(words, "booth-find")}
            </LinkButton>
        </div>
    }
    .into_any()
}

/// Shown until the voter says that it is written down, then never again.
pub(super) fn recovery(words: Words) -> AnyView {
    view! {
        <section class="panel stack" aria-labelledby="booth-recovery-title">
            <h2 class="title-xl" id="booth-recovery-title">{t!(words, "booth-code")}</h2>
            <p>{t!(words, "booth-code-text")}</p>
            <p class="code" translate="no">"{code}"</p>
            <div class="row">
                <Button kind="button" look=Look::Second icon=Some(Glyph::Check)
                    name=Some("act".to_owned()) value=Some("noted".to_owned())>
                    {t!(words, "booth-code-noted")}
                </Button>
            </div>
        </section>
    }
    .into_any()
}
