//! Reasons in English words.

use tally::{Decimal, Fraction, Part, ProjectId, Reason, Tie, Uniqueness};

/// Shares of money have seldom so many decimal places without having no end of them.
const EXACT_PLACES: u8 = 6;

/// Why a project is or is not funded, as a sentence, and for which part of the envelope it competed.
pub(crate) fn sentence(reason: &Reason, part: Option<&Part>) -> String {
    let why = why(reason);
    match part {
        Some(Part { name, .. }) => format!("{why} Part of the envelope: \"{name}\"."),
        None => why,
    }
}

fn why(reason: &Reason) -> String {
    match reason {
        Reason::Funded { purchase, before, after } => format!(
            "Funded as number {purchase}: {} was left, and {} after it.",
            grouped(*before),
            grouped(*after)
        ),
        Reason::DoesNotFit { purchases, cost, remaining, missing } => {
            let (cost, remaining) = (grouped(*cost), grouped(*remaining));
            let after = match purchases {
                0 => "before anything was bought".to_owned(),
                some => format!("after {}", counted(u64::from(*some), "purchase")),
            };
            let missing = grouped(*missing);
            format!(
                "Not funded: it costs {cost}, but {remaining} was left {after}; {missing} short."
            )
        }
        Reason::Stopped { at, remaining } => format!(
            "Not funded: the rule ended at {at}, which did not fit into the {} left.",
            grouped(*remaining)
        ),
        Reason::BelowThreshold { score, threshold } => format!(
            "Not funded: its score of {} is below the minimum of {}.",
            grouped(*score),
            grouped(*threshold)
        ),
        Reason::PaidBySupporters { purchase, price, paid_in_full, spent_last, .. } => {
            let paid = counted(*paid_in_full, "supporter");
            let last = match spent_last {
                0 => String::new(),
                some => format!(", {} gave all they had left", grouped(Decimal::from(*some))),
            };
            let price = about(price);
            format!(
                "Funded as number {purchase}: {paid} paid in full, {price} each or, by rules of \
                 points, for each point{last}."
            )
        }
        Reason::SupportersCannotPay { cost, held, missing } => format!(
            "Not funded: it costs {}, but its supporters had {} left; {} short.",
            grouped(*cost),
            about(held),
            about(missing)
        ),
        Reason::NoSupport => "Not funded: no vote supports it.".to_owned(),
        Reason::LoadShared { purchase, load, .. } => format!(
            "Funded as number {purchase}: each of its supporters carries {} after it.",
            about(load)
        ),
        Reason::InOptimum { .. } => {
            "Funded: it belongs to the projects that reach the most together.".to_owned()
        }
        Reason::NotInOptimum { .. } => {
            "Not funded: no choice with it reaches more than the one that was taken.".to_owned()
        }
        Reason::TooFewVotes { votes, needed } => format!(
            "Not funded: it has {}, and takes part with {} or more.",
            counted(*votes, "vote"),
            grouped(Decimal::from(*needed))
        ),
        Reason::LimitOfNumber { limit, most, funded } => {
            let funded = list(funded);
            format!("Not funded: \"{limit}\" allows {most} of its projects; funded: {funded}.")
        }
        Reason::LimitOfMoney { limit, most, spent, cost } => format!(
            "Not funded: \"{limit}\" allows {} in all, {} of it is spent, and it costs {}.",
            grouped(*most),
            grouped(*spent),
            grouped(*cost)
        ),
    }
}

/// A fraction as a decimal, to two places and said to be so where it needs more than six; the
/// fraction itself stands in the JSON.
pub(crate) fn about(fraction: &Fraction) -> String {
    if let Some((exact, true)) = fraction.rounded(EXACT_PLACES) {
        return grouped(exact);
    }
    match fraction.rounded(2) {
        Some((nothing, _)) if nothing == Decimal::from(0) => "less than 0.01".to_owned(),
        Some((near, _)) => format!("about {}", grouped(near)),
        None => fraction.to_string(),
    }
}

/// A fraction in a column of figures: to two decimal places, rounded down.
pub(crate) fn rounded(fraction: &Fraction) -> String {
    fraction.rounded_down(2).map_or_else(|| fraction.to_string(), grouped)
}

/// A number of things: `1 vote`, `2 votes`.
pub(crate) fn counted(number: u64, thing: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{} {thing}{plural}", grouped(Decimal::from(number)))
}

/// Whether the best choice is the only one, as a sentence.
pub(crate) fn uniqueness_sentence(uniqueness: &Uniqueness) -> String {
    match uniqueness {
        Uniqueness::Sole => "No other choice reaches as much.".to_owned(),
        Uniqueness::Another { with, without } => format!(
            "Another choice reaches as much: with {}, without {}.",
            list(with),
            list(without)
        ),
        Uniqueness::Unknown => "Whether another choice reaches as much is not known.".to_owned(),
    }
}

/// Ids one after another.
pub(crate) fn list(ids: &[ProjectId]) -> String {
    let ids: Vec<&str> = ids.iter().map(ProjectId::as_str).collect();
    if ids.is_empty() { "none".to_owned() } else { ids.join(", ") }
}

/// What a tie decided, as a sentence.
pub(crate) fn tie_sentence(tie: &Tie) -> String {
    let equal = match &tie.rho {
        Some(rho) => format!("rho {rho}"),
        None => format!("score {}", grouped(tie.score)),
    };
    format!(
        "Equal at {equal} with {} left: {}; the tie order funded {}.",
        grouped(tie.remaining),
        list(&tie.projects),
        list(&tie.funded)
    )
}

/// A number with its thousands apart: `1 234 567.5`.
pub(crate) fn grouped(number: Decimal) -> String {
    let text = number.to_string();
    let (whole, fraction) =
        text.split_once('.').map_or((text.as_str(), None), |(w, f)| (w, Some(f)));
    let mut grouped = String::with_capacity(text.len() * 4 / 3 + 1);
    for (position, digit) in whole.chars().enumerate() {
        if position > 0 && (whole.len() - position).is_multiple_of(3) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    if let Some(fraction) = fraction {
        grouped.push('.');
        grouped.push_str(fraction);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_stand_apart() {
        let grouped = |text: &str| grouped(text.parse().unwrap());
        assert_eq!(grouped("0"), "0");
        assert_eq!(grouped("999"), "999");
        assert_eq!(grouped("1000"), "1 000");
        assert_eq!(grouped("1994767.23"), "1 994 767.23");
    }

    #[test]
    fn what_is_rounded_is_said_to_be_so() {
        let about = |text: &str| about(&text.parse().unwrap());
        assert_eq!(about("100/3"), "about 33.33");
        assert_eq!(about("200/3"), "about 66.67");
        assert_eq!(about("2001/8"), "250.125");
        assert_eq!(about("1/900"), "less than 0.01");
        assert_eq!((about("0"), about("4000")), ("0".to_owned(), "4 000".to_owned()));
    }

    #[test]
    fn one_is_no_plural() {
        let paid = |paid_in_full, spent_last| Reason::PaidBySupporters {
            purchase: 1,
            rho: "1/2".parse().unwrap(),
            price: "3/2".parse().unwrap(),
            paid_in_full,
            spent_last,
            before: 5.into(),
            after: 2.into(),
        };
        let said = |reason| sentence(&reason, None);
        assert!(said(paid(1, 0)).contains("1 supporter paid in full, 1.5 each"));
        assert!(said(paid(2, 1)).contains("2 supporters paid in full"));
        assert!(said(Reason::TooFewVotes { votes: 1, needed: 2 }).contains("it has 1 vote, and"));
    }

    #[test]
    fn sentences_carry_the_numbers() {
        let number = |text: &str| text.parse().unwrap();
        let reason = Reason::DoesNotFit {
            purchases: 1,
            cost: number("5000"),
            remaining: number("3000.5"),
            missing: number("1999.5"),
        };
        assert_eq!(
            sentence(&reason, None),
            "Not funded: it costs 5 000, but 3 000.5 was left after 1 purchase; 1 999.5 short."
        );
    }
}
