//! Choosing a language: the only addresses without one.

use crate::i18n::Lang;
use crate::web::{LANGUAGE_COOKIE, Problem, own_path, preferred};
use axum::extract::{Path, Query, Request};
use axum::response::{IntoResponse, Redirect, Response};
use http::{HeaderValue, header};
use serde::Deserialize;

/// A year, in seconds.
const YEAR: u32 = 31_536_000;

/// Where to go on after choosing.
#[derive(Deserialize)]
pub(super) struct Onward {
    to: Option<String>,
}

/// `GET /`: to the home page in the visitor's language.
pub(super) async fn redirect(request: Request) -> Response {
    let lang = preferred(&request.into_parts().0);
    let mut response = Redirect::to(&format!("/{}/", lang.code())).into_response();
    let vary = HeaderValue::from_static("Cookie, Accept-Language");
    response.headers_mut().insert(header::VARY, vary);
    response
}

/// `GET /uz`: the same with its slash.
pub(super) async fn add_slash(lang: Lang) -> Redirect {
    Redirect::permanent(&format!("/{}/", lang.code()))
}

/// `GET /language/ru?to=/ru/projects`: remembers the language and goes on.
pub(super) async fn choose(
    Path(code): Path<String>,
    Query(onward): Query<Onward>,
) -> Result<Response, Problem> {
    let lang = Lang::from_code(&code).ok_or(Problem::NotFound)?;
    let home = format!("/{}/", lang.code());
    let to = onward.to.as_deref().and_then(own_path).unwrap_or(&home);
    let mut response = Redirect::to(to).into_response();
    let cookie = format!("{LANGUAGE_COOKIE}={}; Path=/; Max-Age={YEAR}; SameSite=Lax", lang.code());
    if let Ok(cookie) = HeaderValue::try_from(cookie) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}
