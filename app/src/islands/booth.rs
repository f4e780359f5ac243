//! The booth: the one place where a ballot is filled in, sealed and cast.
//!
//! Pure, tested without a browser: [`choices`] (what may be chosen), [`draft`], [`machine`] (the
//! states and what each click does), [`errand`] (the way of one ballot through registrar and box,
//! over `voter`, `kept` and `clock`). With the browser: `drive` does what machine and errand
//! say, `browser` is the few calls for it, `view` is what each state looks like.
//!
//! To add a kind of ballot: a variant of [`offer::Kind`], its branch in [`choices`], its rule in
//! [`words`]. To add a failure: a variant of [`failure::Failure`] and its two texts.

mod browser;
pub mod choices;
pub mod clock;
mod desk;
pub mod draft;
mod drive;
pub mod errand;
pub mod failure;
mod figures;
mod island;
pub mod kept;
pub mod machine;
pub mod offer;
mod qr;
#[cfg(test)]
mod testing;
mod view;
pub mod voter;
pub mod words;

pub use self::island::*;
