//! The booth: the one place where a ballot is filled in, sealed and cast.
//!
//! Pure, tested without a browser: [`choices`] (what may be chosen), [`draft`], [`machine`] (the
//! states and what each click does), [`errand`] (the way of one ballot through registrar and box,
//! over `voter`, `kept` and `clock`). On the server: `scene` renders what each state looks like.
//! With the browser: `drive` does what machine and errand say, `paint` shows it by the scene's
//! fragments, `browser` is the few calls for both.
//!
//! To add a kind of ballot: a variant of [`offer::Kind`], its branch in [`choices`], its rule in
//! `scene::list`. To add a failure: a variant of [`failure::Failure`] and its two texts.

mod browser;
pub mod choices;
pub mod clock;
mod desk;
pub mod draft;
mod drive;
pub mod errand;
pub mod failure;
mod figures;
mod fragment;
mod island;
pub mod kept;
pub mod machine;
mod markup;
pub mod offer;
mod paint;
mod qr;
#[cfg(feature = "ssr")]
pub mod scene;
#[cfg(test)]
mod testing;
pub mod voter;

pub use self::island::*;
