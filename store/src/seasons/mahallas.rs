//! The limit of every mahalla, and what it is called in manifests.
//!
//! A project stands under the limit of the mahalla where it was proposed. One without a mahalla, for
//! the whole district, stands under none.

use super::WrongBounds;
use crate::Som;
use serde::{Deserialize, Serialize};
use voting::constraints::Limit;

/// At most so many projects of each mahalla, or at most for so much, or both. The same for all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MahallaLimit {
    /// At most so many.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub number: Option<u32>,
    /// At most for so much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Som>,
}

/// A mahalla as limits of manifests name it (docs/protocol.md, section 2): by its code, and by a
/// name for who has no list of territories. Each part of the envelope has limits of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NamedMahalla<'n> {
    /// The code of the state's register.
    pub code: &'n str,
    /// Its name.
    pub name: &'n str,
    /// The name of the part of the envelope; none where the envelope is one.
    pub part: Option<&'n str>,
}

/// No category is called so.
const MAHALLA: &str = "mahalla:";
/// Between a mahalla and a part.
const COMMA: &str = ", ";

impl MahallaLimit {
    /// What all of these limits of mahallas say; none where there are none, or not the same.
    pub(super) fn of_manifest(limits: &[Limit], som: impl Fn(u64) -> Som) -> Option<Self> {
        let mut of_mahallas =
            limits.iter().filter(|limit| NamedMahalla::parse(&limit.name).is_some());
        let first = of_mahallas.next()?;
        let same = of_mahallas.all(|it| (it.number, it.amount) == (first.number, first.amount));
        same.then(|| Self { number: first.number, amount: first.amount.map(som) })
    }

    pub(super) fn wrong(&self) -> Option<WrongBounds> {
        let some = self.number.is_some() || self.amount.is_some();
        let none = self.number == Some(0) || self.amount.is_some_and(|amount| amount.0 <= 0);
        (!some || none).then_some(WrongBounds::NoMahallaLimit)
    }
}

impl<'n> NamedMahalla<'n> {
    /// `mahalla:31030 Bogʻiston`, `mahalla:31030 Bogʻiston, part:others`.
    #[must_use]
    pub fn limit(&self) -> String {
        let Self { code, name, part } = self;
        let part = part.map(|part| format!("{COMMA}{part}")).unwrap_or_default();
        format!("{MAHALLA}{code} {name}{part}")
    }

    /// The mahalla of a limit; none for the name of something else.
    #[must_use]
    pub fn parse(limit: &'n str) -> Option<Self> {
        let (code, rest) = limit.strip_prefix(MAHALLA)?.split_once(' ')?;
        let part =
            rest.rsplit_once(COMMA).filter(|(_, part)| part.starts_with(super::bounds::PART));
        let (name, part) = part.map_or((rest, None), |(name, part)| (name, Some(part)));
        Some(Self { code, name, part })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn limits_of_mahallas_are_called_by_code_and_name() {
        for (part, called) in [
            (None, "mahalla:31030 Bogʻ, yangi"),
            (Some("part:others"), "mahalla:31030 Bogʻ, yangi, part:others"),
        ] {
            let named = NamedMahalla { code: "31030", name: "Bogʻ, yangi", part };
            assert_eq!(named.limit(), called);
            assert_eq!(NamedMahalla::parse(called), Some(named));
        }
        for other in ["roads", "part:others", "Bogʻ", "mahalla:31030"] {
            assert_eq!(NamedMahalla::parse(other), None, "{other}");
        }
    }

    #[test]
    fn what_a_manifest_asks_of_all_mahallas_alike_is_read_from_it() {
        let limit = |name: &str, number| Limit {
            name: name.to_owned(),
            projects: Vec::new(),
            number: Some(number),
            amount: Some(70),
        };
        let som = |amount: u64| Som(i64::try_from(amount).unwrap());
        let read = |limits: &[Limit]| MahallaLimit::of_manifest(limits, som);
        let [roads, one, other] =
            [limit("roads", 5), limit("mahalla:1 A", 2), limit("mahalla:2 B", 2)];
        let all = MahallaLimit { number: Some(2), amount: Some(Som(70)) };
        assert_eq!(read(&[roads.clone(), one.clone(), other]), Some(all));
        assert_eq!(read(&[one, limit("mahalla:2 B", 3)]), None);
        assert_eq!(read(&[roads]), None);
    }
}
