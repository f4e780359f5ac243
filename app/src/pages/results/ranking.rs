//! The ranking: one sentence for each project, the cut between funded and not.

use super::model::{Published, below, count, whole};
use crate::components::{Caption, CutLine, Link, RankRow, Ranking};
use crate::i18n::{Words, money, number};
use crate::pages::seasons::{limit_name, part_name};
use crate::t;
use crate::web::Visit;
use leptos::prelude::*;
use store::seasons::OTHERS;
use tally::{ProjectReport, Reason, Rule, Utility};
use voting::record::tally_rule;

/// The ranking, or the winners alone where too few ballots counted to show more.
pub(super) fn section(visit: &Visit, published: &Published) -> AnyView {
    let ranked = published.ranking();
    if ranked.is_empty() {
        return winners(visit, published).into_any();
    }
    let rows = |funded: bool| {
        let rows = (1..).zip(&ranked).filter(|(_, report)| report.funded == funded);
        rows.map(|(place, report)| row(visit, published, place, report)).collect_view()
    };
    let (above, below) = (rows(true), rows(false));
    let cut = cut(visit.words(), published);
    view! { <Ranking>{above}<CutLine text=cut/>{below}</Ranking> }.into_any()
}

fn cut(words: Words, published: &Published) -> String {
    let (envelope, spent) = (whole(published.result.envelope), whole(published.result.total_cost));
    t!(
        words,
        "result-cut",
        envelope = money(words, envelope),
        spent = money(words, spent),
        left = money(words, envelope.saturating_sub(spent)),
    )
}

fn row(
    visit: &Visit,
    published: &Published,
    place: u32,
    report: &ProjectReport,
) -> impl IntoView + use<> {
    let words = visit.words();
    let mut figures = vec![
        Caption::new(
            t!(words, "result-votes", count = whole(report.score)),
            number(whole(report.score)),
        ),
        Caption::new(money(words, whole(report.cost)), ""),
    ];
    let mahalla = published.mahalla(report.id.as_str(), visit.lang.code());
    figures.extend(mahalla.map(|mahalla| Caption::new(mahalla, "")));
    let part = published.asked.part_of(report.id.as_str()).map(|part| part.name.as_str());
    let verdict = verdict(words, report.funded, part);
    let reason = reason(words, published, &report.reason);
    let link = link(visit, published, report.id.as_str());
    view! { <RankRow place funded=report.funded link figures verdict reason/> }
}

/// Where the envelope has parts, the numbers of the reason are those of the project's part.
fn verdict(words: Words, funded: bool, part: Option<&str>) -> String {
    match (funded, part) {
        (true, None) => t!(words, "result-funded"),
        (false, None) => t!(words, "result-not-funded"),
        (true, Some(OTHERS)) => t!(words, "result-funded-others"),
        (false, Some(OTHERS)) => t!(words, "result-not-funded-others"),
        (true, Some(part)) => t!(words, "result-funded-part", part = part_name(words, part)),
        (false, Some(part)) => t!(words, "result-not-funded-part", part = part_name(words, part)),
    }
}

/// Why a project is or is not funded, in one sentence with its numbers.
fn reason(words: Words, published: &Published, reason: &Reason) -> String {
    match reason {
        Reason::Funded { purchase, after, .. } => t!(
            words,
            "result-why-funded",
            turn = i64::from(*purchase),
            left = money(words, whole(*after)),
        ),
        Reason::DoesNotFit { remaining, missing, .. } => t!(
            words,
            "result-why-does-not-fit",
            left = money(words, whole(*remaining)),
            missing = money(words, whole(*missing)),
        ),
        Reason::Stopped { at, remaining } => t!(
            words,
            "result-why-stopped",
            project = published.title(at.as_str()),
            left = money(words, whole(*remaining)),
        ),
        Reason::BelowThreshold { score, threshold } => t!(
            words,
            "result-why-below",
            votes = number(whole(*score)),
            threshold = number(whole(*threshold)),
            missing = whole(*threshold).saturating_sub(whole(*score)),
        ),
        Reason::PaidBySupporters { .. } => paid(words, published, reason),
        // What is missing fills up what is shown of what they hold.
        Reason::SupportersCannotPay { cost, held, .. } => t!(
            words,
            "result-why-cannot-pay",
            held = money(words, below(held)),
            missing = money(words, whole(*cost).saturating_sub(below(held))),
        ),
        Reason::NoSupport => t!(words, "result-why-no-support"),
        Reason::LoadShared { purchase, load, after, .. } => t!(
            words,
            "result-why-load",
            turn = i64::from(*purchase),
            load = money(words, below(load)),
            left = money(words, whole(*after)),
        ),
        Reason::InOptimum { .. } => t!(words, "result-why-optimum"),
        Reason::NotInOptimum { .. } => t!(words, "result-why-not-optimum"),
        Reason::TooFewVotes { votes, needed } => t!(
            words,
            "result-why-below",
            votes = number(count(*votes)),
            threshold = number(count(*needed)),
            missing = count(needed.saturating_sub(*votes)),
        ),
        Reason::LimitOfNumber { limit, funded, .. } if funded.is_empty() => {
            t!(
                words,
                "result-why-limit-none",
                limit = limit_name(words, limit, &published.mahallas)
            )
        }
        Reason::LimitOfNumber { limit, most, funded } => t!(
            words,
            "result-why-limit-number",
            limit = limit_name(words, limit, &published.mahallas),
            most = number(i64::from(*most)),
            projects = published.titles(funded, ", "),
        ),
        Reason::LimitOfMoney { limit, most, spent, cost } => t!(
            words,
            "result-why-limit-money",
            limit = limit_name(words, limit, &published.mahallas),
            most = money(words, whole(*most)),
            spent = money(words, whole(*spent)),
            cost = money(words, whole(*cost)),
        ),
    }
}

/// Who bought a project: everybody alike, or by the points that they gave.
fn paid(words: Words, published: &Published, reason: &Reason) -> String {
    let Reason::PaidBySupporters { purchase, price, paid_in_full, spent_last, after, .. } = reason
    else {
        return String::new();
    };
    let (turn, price) = (i64::from(*purchase), money(words, below(price)));
    let (full, last) = (number(count(*paid_in_full)), number(count(*spent_last)));
    let left = money(words, whole(*after));
    let by_points = match tally_rule(&published.terms) {
        Ok(Rule::EqualShares(rule)) => {
            !matches!(rule.utility, Utility::Cost | Utility::Cardinality)
        }
        _ => false,
    };
    match by_points {
        false => {
            t!(
                words,
                "result-why-paid",
                turn = turn,
                price = price,
                left = left,
                full = full,
                last = last
            )
        }
        true => {
            t!(
                words,
                "result-why-paid-points",
                turn = turn,
                price = price,
                left = left,
                full = full,
                last = last
            )
        }
    }
}

/// Where a rare vote could be recognised, or reasons would tell more than the published sums, only
/// who won is told.
fn winners(visit: &Visit, published: &Published) -> impl IntoView + use<> {
    let words = visit.words();
    let withheld = match published.result.counted {
        Some(_) => t!(words, "result-withheld-reasons"),
        None => t!(words, "result-withheld", count = count(published.terms.min_counted)),
    };
    let rows = published.result.winners.iter().map(|id| {
        let link = link(visit, published, id.as_str());
        view! { <li><a class="tap" href=link.href>{link.text}</a></li> }
    });
    let rows = rows.collect_view();
    let none = published.result.winners.is_empty().then(|| t!(words, "result-no-winner"));
    view! {
        <div class="prose">
            <p>{withheld}</p>
            {none.map(|none| view! { <p>{none}</p> })}
            <ol>{rows}</ol>
            <p>{cut(words, published)}</p>
        </div>
    }
}

/// A project of an election held elsewhere has no page: its link stays on this one.
fn link(visit: &Visit, published: &Published, id: &str) -> Link {
    let href = match published.has_page(id) {
        true => visit.to(&format!("/projects/{id}")),
        false => "#ranking".to_owned(),
    };
    Link::new(href, published.title(id))
}
