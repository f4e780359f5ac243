//! Reasons in English words.

use tally::{Decimal, Fraction, Part, ProjectId, Reason, Tie, Uniqueness};

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
                1 => "after 1 purchase".to_owned(),
                more => format!("after {more} purchases"),
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
            let paid = grouped(Decimal::from(*paid_in_full));
            let last = match spent_last {
                0 => String::new(),
                some => format!(", {} gave all they had left", grouped(Decimal::from(*some))),
            };
            let price = rounded(price);
            format!(
                "Funded as number {purchase}: {paid} supporters paid in full, {price} each or, by \
                 rules of points, for each point{last}."
            )
        }
        Reason::SupportersCannotPay { cost, held, missing } => format!(
            "Not funded: it costs {}, but its supporters had {} left; {} short.",
            grouped(*cost),
            rounded(held),
            rounded(missing)
        ),
        Reason::NoSupport => "Not funded: nobody voted for it.".to_owned(),
        Reason::LoadShared { purchase, load, .. } => format!(
            "Funded as number {purchase}: each of its supporters carries {} after it.",
            rounded(load)
        ),
        Reason::InOptimum { .. } => {
            "Funded: it belongs to the projects that reach the most together.".to_owned()
        }
        Reason::NotInOptimum { .. } => {
            "Not funded: no choice with it reaches more than the one that was taken.".to_owned()
        }
        Reason::TooFewVotes { votes, needed } => format!(
            "Not funded: it has {} votes, and takes part with {} or more.",
            grouped(Decimal::from(*votes)),
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

/// A fraction to two decimal places, rounded down; the fraction itself stands in the JSON.
pub(crate) fn rounded(fraction: &Fraction) -> String {
    fraction.rounded_down(2).map_or_else(|| fraction.to_string(), grouped)
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
