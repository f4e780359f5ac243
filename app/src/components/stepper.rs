//! Phases as stars on a thread.

use leptos::prelude::*;

use super::{Star, StarState};

/// Where a phase stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StepState {
    /// Completed.
    Done,
    /// Going on.
    Now,
    /// Still to come.
    ToCome,
}

/// One phase.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its name.
    pub label: String,
    /// When: dates or a deadline.
    pub dates: Option<String>,
    /// One fact: "214 proposals came".
    pub fact: Option<String>,
    /// Where it stands.
    pub state: StepState,
    /// The state in a word for those who do not see the star: "done", "now", "to come".
    pub spoken: String,
}

/// Phases with dates and a fact each; `across` lays them flat in a wide column.
#[component]
pub fn Stepper(
    /// The phases in order.
    steps: Vec<Step>,
    /// Flat where the column is 44 rem and wider.
    #[prop(optional)]
    across: bool,
) -> impl IntoView {
    let class = if across { "steps steps-across" } else { "steps" };
    view! {
        <div class="cq">
            <ol class=class role="list">
                {steps.into_iter().map(one).collect_view()}
            </ol>
        </div>
    }
    .into_any()
}

fn one(step: Step) -> impl IntoView {
    let (class, star) = match step.state {
        StepState::Done => ("done", StarState::Done),
        StepState::Now => ("now", StarState::Now),
        StepState::ToCome => ("", StarState::ToCome),
    };
    let current = (step.state == StepState::Now).then_some("step");
    view! {
        <li class=class aria-current=current>
            <Star state=star />
            <p class="step-name">{step.label}<span class="vh">{format!(": {}", step.spoken)}</span></p>
            <p class="step-text">
                {step.dates.map(|dates| view! { <span>{dates}</span> })}
                {step.fact.map(|fact| view! { <span class="step-fact">{fact}</span> })}
            </p>
        </li>
    }
    .into_any()
}
