//! Between axum and the pages: who asks, in which language, and how an answer becomes HTML.

mod asked;
mod assets;
mod chrome;
mod document;
mod problem;
mod site;
mod visit;

pub use asked::Asked;
pub use assets::Assets;
pub use document::Head;
pub use problem::{Problem, problem_pages};
pub use site::{Clock, Operator, Site};
pub use visit::{LANGUAGE_COOKIE, Visit, cookie, preferred};

/// What a page's handler answers.
pub type Answer = Result<axum::response::Response, Problem>;
