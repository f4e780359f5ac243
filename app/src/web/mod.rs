//! Between axum and the pages: who asks, in which language, and how an answer becomes HTML.

mod asked;
mod assets;
mod chrome;
mod cross_site;
mod device;
mod document;
mod kept_form;
mod office;
mod own_path;
mod photos;
mod problem;
mod public_url;
mod session;
mod site;
mod visit;

pub use asked::Asked;
pub use assets::Assets;
pub(crate) use chrome::own_links;
pub use cross_site::refuse_cross_site;
pub use device::device;
pub use document::Head;
pub(crate) use kept_form::KeptForm;
pub use kept_form::{FORM_BYTES, keep_forms};
pub use office::{
    ActRefused, CarryOut, Confirmed, Doing, ElectionFile, Explained, KeyGenerationWrong,
    KeyPurpose, Line, NamedKey, NoteWrong, NotesHere, Office, OfficialAct, Preparation, RuleSaid,
    RulesAsked, SentFile, Unready,
};
pub use own_path::{own_path, with_return};
pub use photos::{
    PHOTO_BYTES, PHOTO_FORM_BYTES, PhotoRefused, PhotoSize, Photos, TakePhoto, Taking, parse_hash,
};
pub use problem::{Problem, SignInFailure, problem_pages};
pub use public_url::{PublicUrl, PublicUrlError};
pub use session::{SESSION_LIMITS, SiteCookie, full_name, sent_token};
pub use site::{Clock, ClockHand, DemoPerson, Entropy, NoEntropy, Operator, Provider, Site};
pub use visit::{LANGUAGE_COOKIE, Visit, only_cookie, preferred};

/// What a page's handler answers.
pub type Answer = Result<axum::response::Response, Problem>;
