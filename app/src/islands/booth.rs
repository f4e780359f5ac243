//! The booth: the one place where a ballot is filled in, sealed and cast.
//!
//! Pure, tested without a browser: [`choices`] (what may be chosen), [`draft`], [`machine`] (the
//! states and what each click does), [`errand`] (the way of one ballot through registrar and box,
//! over [`voter`], [`kept`] and [`clock`]).
//!
//! To add a kind of ballot: a variant of [`offer::Kind`] and its branch in [`choices`]. To add a
//! failure: a variant of [`failure::Failure`].

pub mod choices;
pub mod clock;
pub mod draft;
pub mod errand;
pub mod failure;
pub mod kept;
pub mod machine;
pub mod offer;
#[cfg(test)]
mod testing;
pub mod voter;
