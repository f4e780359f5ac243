//! The pieces of markup that the page brings for the booth: each has a name and places for what
//! only the browser knows. `scene` renders them on the server, `paint` fills them. And the ids of what
//! changes in place.

use super::failure::Failure;
use super::machine::{CodeEntry, Work};

/// Id of what holds the list.
pub(super) const LIST: &str = "booth-list";
/// Id of what holds any other state.
pub(super) const STAGE: &str = "booth-stage";
/// Id of the list's heading, which takes the focus when the list comes back.
pub(super) const LIST_HEADING: &str = "booth-list-heading";
/// Id of the heading of any other state.
pub(super) const STAGE_HEADING: &str = "booth-heading";
/// Id of what is chosen and left.
pub(super) const PURSE: &str = "booth-purse";
/// Id of what a screen reader hears.
pub(super) const HEARD: &str = "booth-announcement";
/// Id of the field for the recovery code.
pub(super) const CODE_FIELD: &str = "booth-code";

/// One piece: the content of the page's `<template id="piece-NAME">`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fragment {
    /// Tells it from the others.
    pub(super) name: &'static str,
    /// What the browser fills in.
    pub(super) places: &'static [&'static str],
}

const fn fragment(name: &'static str, places: &'static [&'static str]) -> Fragment {
    Fragment { name, places }
}

/// NOT CAST YET.
pub(super) const NOT_CAST: Fragment = fragment("not-cast", &[]);
/// NOT KNOWN YET.
pub(super) const NOT_KNOWN: Fragment = fragment("not-known", &[]);
/// CAST.
pub(super) const CAST_AT: Fragment = fragment("cast-at", &["time"]);
/// A ballot counts, and what is chosen now is not cast.
pub(super) const CHANGING: Fragment = fragment("changing", &["time"]);
/// What is chosen and left, when it may be cast.
pub(super) const ENOUGH: Fragment = fragment("enough", &["count", "left", "parts"]);
/// The same with too few chosen.
pub(super) const TOO_FEW: Fragment = fragment("too-few", &["count", "left", "parts"]);
/// One part of the bar.
pub(super) const PART: Fragment = fragment("part", &["start", "width"]);
/// What a screen reader hears after each click.
pub(super) const ANNOUNCEMENT: Fragment = fragment("announcement", &["count", "left"]);
/// As many are chosen as may be.
pub(super) const FULL: Fragment = fragment("full", &["id"]);
/// A project costs more than is left.
pub(super) const DEAR: Fragment = fragment("dear", &["id", "cost", "left"]);
/// A sum with its unit.
pub(super) const MONEY: Fragment = fragment("money", &["sum"]);
/// The summary; its rows follow.
pub(super) const SUMMARY: Fragment = fragment("summary", &["total"]);
/// One chosen project.
pub(super) const ROW: Fragment = fragment("row", &["title", "category", "position", "cost"]);
/// The summary of a blank ballot.
pub(super) const BLANK: Fragment = fragment("blank", &[]);
/// The ballot is being sealed.
pub(super) const SEALING: Fragment = fragment("sealing", &[]);
/// It is on its way.
pub(super) const CASTING: Fragment = fragment("casting", &[]);
/// It may set out at a time.
pub(super) const WAITING: Fragment = fragment("waiting", &["time"]);
/// It is in.
pub(super) const CAST: Fragment =
    fragment("cast", &["number", "at", "side", "qr", "address", "recovery"]);
/// The recovery code, until it is written down.
pub(super) const RECOVERY: Fragment = fragment("recovery", &["code"]);

/// What happens with the ballot right now.
pub(super) const fn working(work: Work) -> Fragment {
    match work {
        Work::Sealing => SEALING,
        Work::Casting => CASTING,
        Work::Waiting(_) => WAITING,
    }
}

/// The form that asks for a recovery code.
pub(super) const fn code(entry: CodeEntry) -> Fragment {
    let name = match entry {
        CodeEntry::Empty => "code",
        CodeEntry::Mistyped => "code-mistyped",
        CodeEntry::Foreign => "code-foreign",
    };
    fragment(name, &["typed"])
}

/// What went wrong, and what to do.
pub(super) const fn failed(failure: Failure) -> Fragment {
    fragment(failure.name(), &[])
}
