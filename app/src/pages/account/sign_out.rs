//! `POST /{lang}/sign-out`

use crate::web::{Answer, Visit};
use axum::response::{IntoResponse as _, Redirect};
use http::header::SET_COOKIE;

/// Ends the session of this browser; without one there is nothing to end, and that is fine.
pub(super) async fn act(visit: Visit) -> Answer {
    let cookie = visit.close_session().await?;
    let mut response = Redirect::to(&visit.to("/")).into_response();
    if let Some(cookie) = cookie {
        response.headers_mut().insert(SET_COOKIE, cookie);
    }
    Ok(response)
}
