//! What a browser sends: a session's cookie, `Origin`, forms of both encodings.

#![allow(dead_code, reason = "each test program needs a part of it")]

use axum::body::{Body, to_bytes};
use http::{Request, header};
use tower::ServiceExt as _;

const BOUNDARY: &str = "----a-boundary-of-this-test";

/// Longer than any page.
const MOST: usize = 64 * 1024 * 1024;

#[derive(Clone)]
pub(crate) struct Browser {
    router: axum::Router,
    session: Option<String>,
}

pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) headers: http::HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

impl Page {
    pub(crate) fn body(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// Where a success leads.
    #[track_caller]
    pub(crate) fn location(&self) -> String {
        assert_eq!(self.status, 303, "{}", self.body());
        self.headers[header::LOCATION].to_str().unwrap().to_owned()
    }

    pub(crate) fn shows(&self, text: &str) -> bool {
        self.body().contains(text)
    }

    #[track_caller]
    pub(crate) fn says(&self, text: &str) -> &Self {
        assert!(self.shows(text), "{text:?} is not in\n{}", self.body());
        self
    }

    #[track_caller]
    pub(crate) fn says_not(&self, text: &str) -> &Self {
        assert!(!self.shows(text), "{text:?} is in\n{}", self.body());
        self
    }

    /// The value of a hidden or visible input, as it stands in the HTML.
    #[track_caller]
    pub(crate) fn value(&self, name: &str) -> String {
        let body = self.body();
        let inputs = body.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
        let found = inputs.into_iter().find(|input| input.contains(&format!("name=\"{name}\"")));
        let input = found.unwrap_or_else(|| panic!("no input {name} in {body}"));
        let value = input.split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
        value.unwrap_or_default().to_owned()
    }

    /// The same as the browser sends it back.
    #[track_caller]
    pub(crate) fn hidden(&self, name: &str) -> String {
        self.value(name).replace("&quot;", "\"").replace("&amp;", "&")
    }

    /// The words of a field's error.
    pub(crate) fn error(&self, id: &str) -> Option<String> {
        let body = self.body();
        let rest = body.split(&format!("id=\"{id}-error\"")).nth(1)?;
        Some(rest.split("<span>").nth(1)?.split("</span>").next()?.to_owned())
    }
}

impl Browser {
    pub(crate) fn new(router: axum::Router, session: Option<String>) -> Self {
        Self { router, session }
    }

    /// The session's cookie, as it is sent.
    pub(crate) fn cookie(&self) -> String {
        format!("hashar={}", self.session.as_deref().unwrap_or_default())
    }

    pub(crate) async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty()).await
    }

    pub(crate) async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request =
            Request::post(path).header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        self.send(request, Body::from(body)).await
    }

    /// A form with files, as `multipart/form-data` (RFC 7578): name of the file, and its bytes.
    pub(crate) async fn post_files(
        &self,
        path: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &[u8])],
    ) -> Page {
        let mut body = Vec::new();
        for (name, value) in fields {
            let part = format!("content-disposition: form-data; name=\"{name}\"\r\n\r\n{value}");
            body.extend(format!("--{BOUNDARY}\r\n{part}\r\n").bytes());
        }
        for (name, bytes) in files {
            let head = format!(
                "content-disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
                 content-type: application/octet-stream\r\n\r\n"
            );
            body.extend(format!("--{BOUNDARY}\r\n{head}").bytes());
            body.extend_from_slice(bytes);
            body.extend(b"\r\n");
        }
        body.extend(format!("--{BOUNDARY}--\r\n").bytes());
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        let request = Request::post(path).header(header::CONTENT_TYPE, kind);
        self.send(request, Body::from(body)).await
    }

    /// The same with one file of text.
    pub(crate) async fn post_file(&self, path: &str, fields: &[(&str, &str)], file: &str) -> Page {
        self.post_files(path, fields, &[("a.note", file.as_bytes())]).await
    }

    async fn send(&self, request: http::request::Builder, body: Body) -> Page {
        let mut request = request.header(header::ORIGIN, "http://127.0.0.1:3000");
        if self.session.is_some() {
            request = request.header(header::COOKIE, self.cookie());
        }
        let request = request.body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, MOST).await.unwrap().to_vec();
        Page { status: parts.status.as_u16(), headers: parts.headers, bytes }
    }
}
