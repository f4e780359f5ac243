//! The rule with what it does with the rest: each choice is what residents will read.

use super::checked::fits;
use super::grounds::Grounds;
use super::typed::{FAMILIES, RESTS, Typed};
use crate::components::{Choice, ChoiceGroup, NumberField};
use crate::i18n::Words;
use crate::pages::proposals::Wrong;
use crate::pages::seasons::{rule_sentence, rule_title};
use crate::t;
use leptos::prelude::*;

pub(super) fn rule_fields(
    words: Words,
    typed: &Typed,
    wrong: &Wrong,
    grounds: &Grounds,
) -> AnyView {
    let families = FAMILIES.iter().filter(|family| fits(family, &grounds.chosen));
    let families = families.map(|family| Choice {
        note: Some(rule_sentence(words, family)),
        ..Choice::new(*family, rule_title(words, family), typed.family == *family)
    });
    let rests = RESTS.iter().map(|rest| Choice {
        note: rest_note(words, rest),
        ..Choice::new(*rest, rest_title(words, rest), typed.rest == *rest)
    });
    view! {
        <ChoiceGroup id="rule" name="rule" legend=t!(words, "rules-rule") radio=true
            hint=t!(words, "rules-rule-hint") choices=families.collect() error=wrong.at("rule") />
        <ChoiceGroup id="rest" name="rest" legend=t!(words, "rules-rest") radio=true
            hint=t!(words, "rules-rest-hint") choices=rests.collect() error=wrong.at("rest") />
        <NumberField id="votes" name="votes" label=t!(words, "rules-votes")
            suffix=t!(words, "rules-votes-unit") hint=t!(words, "rules-votes-hint")
            value=typed.votes.clone() error=wrong.at("votes") />
    }
    .into_any()
}

/// What ends the name of a rule, in words.
fn rest_title(words: Words, rest: &str) -> String {
    let raised = |way: &str| t!(words, "season-rule-title-raised", way = way);
    let by_votes = || t!(words, "season-rule-title-rest");
    match rest {
        "" => t!(words, "rules-rest-none"),
        "u" => by_votes(),
        "add1" => raised("add1"),
        "add1u" => format!("{}, {}", raised("add1"), by_votes()),
        "esnet_add1" => raised("esnet"),
        "esnet_add1u" => format!("{}, {}", raised("esnet"), by_votes()),
        "add1_city" => raised("city"),
        _ => format!("{}, {}", raised("city"), by_votes()),
    }
}

/// What residents will read after the sentence of the rule.
fn rest_note(words: Words, rest: &str) -> Option<String> {
    let raised = match rest {
        "add1" | "add1u" => Some(t!(words, "season-rule-shares-raised-add1")),
        "esnet_add1" | "esnet_add1u" => Some(t!(words, "season-rule-shares-raised-esnet")),
        "add1_city" | "add1u_city" => Some(t!(words, "season-rule-shares-raised-city")),
        _ => None,
    };
    let by_votes = matches!(rest, "u" | "add1u" | "esnet_add1u" | "add1u_city");
    let by_votes = by_votes.then(|| t!(words, "season-rule-rest-by-votes"));
    let notes: Vec<String> = raised.into_iter().chain(by_votes).collect();
    (!notes.is_empty()).then(|| notes.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    /// The notes together are the sentence of the rule that is chosen.
    #[test]
    fn what_officials_read_is_what_residents_read() {
        for lang in [Lang::Uz, Lang::Ru, Lang::En] {
            let words = Words::of(lang);
            for rest in RESTS {
                let typed = Typed {
                    family: "mes_cost".to_owned(),
                    rest: rest.to_owned(),
                    ..Typed::default()
                };
                let parts = [Some(rule_sentence(words, "mes_cost")), rest_note(words, rest)];
                let said = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
                assert_eq!(rule_sentence(words, &typed.rule()), said);
            }
            let titles: std::collections::BTreeSet<_> =
                RESTS.iter().map(|rest| rest_title(words, rest)).collect();
            assert_eq!(titles.len(), RESTS.len());
        }
    }
}
