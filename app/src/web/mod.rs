//! Between axum and the pages: who asks, in which language, and how an answer becomes HTML.

mod assets;
mod chrome;
mod document;
mod photos;
mod problem;
mod site;
mod visit;

pub use assets::Assets;
pub use document::Head;
pub use photos::{
    PHOTO_BYTES, PHOTO_FORM_BYTES, PhotoRefused, PhotoSize, Photos, TakePhoto, Taking, parse_hash,
};
pub use problem::{Problem, problem_pages};
pub use site::{Clock, Operator, Site};
pub use visit::{LANGUAGE_COOKIE, Visit, cookie, preferred};

/// What a page's handler answers.
pub type Answer = Result<axum::response::Response, Problem>;
