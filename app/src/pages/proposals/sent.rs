//! What a form sent: its fields, and its files as far as they are small enough.

use crate::web::{PHOTO_BYTES, PhotoRefused, Problem, Visit};
use axum::body::to_bytes;
use axum::extract::multipart::{Field, Multipart};
use axum::extract::{FromRequest, Request};
use http::header::CONTENT_TYPE;

/// All fields of a form together, in bytes.
const FIELDS: usize = 1024 * 1024;

/// More files than this at once are not read.
const FILES: usize = 5;

/// More fields than any page has; an empty one costs memory, too.
const PARTS: usize = 1_000;

/// Fields in their order, and the files that were chosen.
#[derive(Default)]
pub(in crate::pages) struct Sent {
    pub(in crate::pages) fields: Vec<(String, String)>,
    pub(in crate::pages) files: Vec<Result<Vec<u8>, PhotoRefused>>,
}

impl Sent {
    /// The value of the first field of a name.
    pub(in crate::pages) fn value(&self, name: &str) -> &str {
        let found = self.fields.iter().find(|(field, _)| field == name);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// The one file that was chosen, if it is a text.
    pub(in crate::pages) fn text(&mut self) -> Option<String> {
        String::from_utf8(self.files.pop()?.ok()?).ok()
    }
}

impl<S: Send + Sync> FromRequest<S> for Sent {
    type Rejection = Problem;

    /// Reads a form of either encoding; a file that is too large is read to its end, so that the
    /// browser gets an answer and not a broken connection. Who is not signed in gets the fields
    /// back and no more: their files are read to the end and never held.
    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        let kind = request.headers().get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
        if kind.is_some_and(|kind| kind.starts_with("multipart/form-data")) {
            let visit = request.extensions().get::<Visit>();
            let known = visit.is_some_and(|visit| visit.session.is_some());
            let form = Multipart::from_request(request, state).await;
            let files = if known { FILES } else { 0 };
            return multipart(form.map_err(|_| Problem::Malformed)?, files).await;
        }
        let body = to_bytes(request.into_body(), FIELDS).await.map_err(|_| Problem::TooLarge)?;
        let fields = form_urlencoded::parse(&body).into_owned().collect();
        Ok(Self { fields, files: Vec::new() })
    }
}

async fn multipart(mut form: Multipart, files: usize) -> Result<Sent, Problem> {
    let (mut sent, mut left) = (Sent::default(), FIELDS);
    let mut parts = 0..PARTS;
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        parts.next().ok_or(Problem::TooLarge)?;
        let name = field.name().unwrap_or_default().to_owned();
        match field.file_name().map(str::is_empty) {
            // A file control where nothing was chosen.
            Some(true) => drain(&mut field).await?,
            Some(false) if sent.files.len() == files => drain(&mut field).await?,
            Some(false) => sent.files.push(file(&mut field).await?),
            None => {
                let value = text(&mut field, &mut left).await?;
                sent.fields.push((name, value));
            }
        }
    }
    Ok(sent)
}

/// A field's value; `left` is what all fields together may still have.
async fn text(field: &mut Field<'_>, left: &mut usize) -> Result<String, Problem> {
    let mut text = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(broken)? {
        *left = left.checked_sub(chunk.len()).ok_or(Problem::TooLarge)?;
        text.extend_from_slice(&chunk);
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

async fn file(field: &mut Field<'_>) -> Result<Result<Vec<u8>, PhotoRefused>, Problem> {
    let mut file = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(broken)? {
        if file.len() + chunk.len() > PHOTO_BYTES {
            drain(field).await?;
            return Ok(Err(PhotoRefused::TooLarge));
        }
        file.extend_from_slice(&chunk);
    }
    Ok(Ok(file))
}

async fn drain(field: &mut Field<'_>) -> Result<(), Problem> {
    while field.chunk().await.map_err(broken)?.is_some() {}
    Ok(())
}

fn broken(error: axum::extract::multipart::MultipartError) -> Problem {
    match error.status() {
        http::StatusCode::PAYLOAD_TOO_LARGE => Problem::TooLarge,
        _ => Problem::Malformed,
    }
}
