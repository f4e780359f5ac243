//! What a budget is spent on, as a picture: areas on a desktop, bars on a phone.

use crate::components::{BarKind, Share, Shares, Slice, Treemap};
use crate::i18n::{Words, division_name, tenths};
use crate::t;
use leptos::prelude::*;
use store::Som;
use store::budgets::{Line, Totals};

const MILLION: i64 = 1_000_000;
const BILLION: i64 = 1_000 * MILLION;

/// Plans by division, the largest first; none where nothing is planned.
pub(super) fn chart(words: Words, lines: &[Line]) -> Option<AnyView> {
    let mut divisions: Vec<(String, Som)> = Totals::by_function(lines)
        .into_iter()
        .map(|it| (division_name(words, it.division), it.totals.plan))
        .filter(|(_, plan)| plan.0 > 0)
        .collect();
    divisions.sort_by_key(|(_, plan)| std::cmp::Reverse(plan.0));
    let largest = divisions.first()?.1;
    // A district's budget is read in millions, a region's in billions.
    let (unit, label) = match largest.0 >= 10 * BILLION {
        true => (BILLION, t!(words, "budgets-chart-billions")),
        false => (MILLION, t!(words, "budgets-chart-millions")),
    };
    let figure = |plan: &Som| tenths(words.lang(), *plan, unit);
    let slices = divisions.iter().map(|(text, plan)| Slice {
        text: text.clone(),
        figure: figure(plan),
        value: u64::try_from(plan.0).unwrap_or_default(),
    });
    let shares = divisions.iter().map(|(text, plan)| Share {
        href: None,
        text: text.clone(),
        figure: figure(plan),
        width: width(*plan, largest),
        kind: BarKind::Fill,
    });
    let (slices, shares) = (slices.collect(), shares.collect());
    let view = view! {
        <figure class="stack-s">
            <Treemap label=label.clone() slices/>
            <Shares shares/>
            <figcaption class="small mute">{label}</figcaption>
        </figure>
    };
    Some(view.into_any())
}

/// Per mille of the largest; what there is stays in sight.
fn width(plan: Som, largest: Som) -> u16 {
    let share = i128::from(plan.0) * 1_000 / i128::from(largest.0.max(1));
    u16::try_from(share.clamp(1, 1_000)).unwrap_or(1_000)
}
