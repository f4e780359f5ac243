//! What money is for: a group of the Classification of the Functions of Government (COFOG 1999,
//! United Nations, Statistical Papers M 84).

use crate::StoreError;
use std::fmt;
use std::str::FromStr;

/// How many groups each division has, 01 to 10.
const GROUPS: [u8; 10] = [8, 5, 6, 9, 6, 6, 6, 6, 8, 9];

/// A group of a division: `07.2` is outpatient services, in health.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Function {
    division: u8,
    group: u8,
}

impl Function {
    /// The division that it belongs to, 1 to 10.
    #[must_use]
    pub const fn division(self) -> u8 {
        self.division
    }

    /// Its number within the division.
    #[must_use]
    pub const fn group(self) -> u8 {
        self.group
    }

    /// Every function, in the order of the classification.
    pub fn all() -> impl Iterator<Item = Self> {
        (1..)
            .zip(GROUPS)
            .flat_map(|(division, groups)| (1..=groups).map(move |group| Self { division, group }))
    }

    fn new(division: u8, group: u8) -> Option<Self> {
        let groups = GROUPS.get(usize::from(division).checked_sub(1)?)?;
        (1..=*groups).contains(&group).then_some(Self { division, group })
    }
}

impl fmt::Display for Function {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:02}.{}", self.division, self.group)
    }
}

impl FromStr for Function {
    type Err = StoreError;

    /// Reads `07.2`, and `7.2` as spreadsheets leave it.
    fn from_str(code: &str) -> Result<Self, StoreError> {
        let digits = |text: &str, most: usize| -> Option<u8> {
            let fits = (1..=most).contains(&text.len());
            (fits && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse().ok())?
        };
        let parse = || {
            let (division, group) = code.split_once('.')?;
            Self::new(digits(division, 2)?, digits(group, 1)?)
        };
        parse().ok_or_else(|| StoreError::UnknownWord { kind: "Function", word: code.to_owned() })
    }
}

stored_as!(Function, String);

impl TryFrom<String> for Function {
    type Error = StoreError;

    fn try_from(code: String) -> Result<Self, StoreError> {
        code.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::Function;

    #[test]
    fn a_code_is_a_group_of_the_classification_or_nothing() {
        let code = |text: &str| text.parse::<Function>().ok().map(|it| it.to_string());
        assert_eq!(code("07.2").as_deref(), Some("07.2"));
        assert_eq!(code("7.2").as_deref(), Some("07.2"));
        assert_eq!(code("10.9").as_deref(), Some("10.9"));
        for wrong in [
            "", "07", "07.0", "07.7", "11.1", "00.1", "07.21", "007.2", "+7.2", "07,2", "07.2 ",
            "٠٧.٢", "07.", ".2", "07.2.1",
        ] {
            assert_eq!(code(wrong), None, "{wrong:?}");
        }
    }

    #[test]
    fn there_are_as_many_groups_as_the_classification_has() {
        let all: Vec<Function> = Function::all().collect();
        assert_eq!(all.len(), 69);
        assert!(all.is_sorted());
        assert!(all.iter().all(|it| it.to_string().parse::<Function>().ok() == Some(*it)));
    }
}
