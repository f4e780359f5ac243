//! The words of the classification of functions of government (COFOG).

use super::Words;
use crate::t;
use store::budgets::Function;

/// The name of a division, 1 to 10: `Health`.
#[must_use]
pub fn division_name(words: Words, division: u8) -> String {
    t!(words, "cofog-division", code = format!("d{division:02}"))
}

/// The name of a group: `Outpatient services`.
#[must_use]
pub fn function_name(words: Words, function: Function) -> String {
    let code = format!("g{:02}-{}", function.division(), function.group());
    t!(words, "cofog-group", code = code)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;
    use std::collections::BTreeSet;

    #[test]
    fn every_function_has_a_name_of_its_own_in_every_language() {
        for lang in Lang::ALL {
            let words = Words::of(lang);
            let groups: BTreeSet<String> =
                Function::all().map(|it| function_name(words, it)).collect();
            assert_eq!(groups.len(), Function::all().count(), "{}", lang.code());
            let divisions: BTreeSet<String> =
                (1..=10).map(|division| division_name(words, division)).collect();
            assert_eq!(divisions.len(), 10, "{}", lang.code());
            let unknown = t!(words, "cofog-group", code = "none");
            assert!(!groups.contains(&unknown), "{}: a group has no name", lang.code());
        }
    }
}
