//! What a browser sends: a session's cookie, `Origin`, forms.

use axum::body::{Body, to_bytes};
use http::{Request, header};
use tower::ServiceExt as _;

/// Longer than any page.
const MOST: usize = 4 * 1024 * 1024;

#[derive(Clone)]
pub(crate) struct Browser {
    router: axum::Router,
    session: Option<String>,
}

pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) body: String,
    location: Option<String>,
}

impl Page {
    /// Where a success leads.
    #[track_caller]
    pub(crate) fn location(&self) -> &str {
        assert_eq!(self.status, 303, "{}", self.body);
        self.location.as_deref().unwrap()
    }

    #[track_caller]
    pub(crate) fn says(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "{text:?} is not in\n{}", self.body);
        self
    }

    #[track_caller]
    pub(crate) fn says_not(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{text:?} is in\n{}", self.body);
        self
    }

    /// The value of a hidden input, as the browser sends it back.
    #[track_caller]
    pub(crate) fn hidden(&self, name: &str) -> String {
        let inputs = self.body.split("<input").skip(1).filter_map(|rest| rest.split('>').next());
        let mut named = inputs.filter(|input| input.contains(&format!("name=\"{name}\"")));
        let input = named.next().unwrap_or_else(|| panic!("no {name} in {}", self.body));
        let value = input.split("value=\"").nth(1).and_then(|rest| rest.split('"').next());
        value.unwrap().replace("&quot;", "\"").replace("&amp;", "&")
    }
}

impl Browser {
    pub(crate) fn new(router: axum::Router, session: Option<String>) -> Self {
        Self { router, session }
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

    /// A form with a file, as `multipart/form-data` (RFC 7578).
    pub(crate) async fn post_file(&self, path: &str, fields: &[(&str, &str)], file: &str) -> Page {
        const BOUNDARY: &str = "----a-boundary-of-this-test";
        let mut body = String::new();
        for (name, value) in fields {
            let head = format!("content-disposition: form-data; name=\"{name}\"");
            body.push_str(&format!("--{BOUNDARY}\r\n{head}\r\n\r\n{value}\r\n"));
        }
        let head = "content-disposition: form-data; name=\"file\"; filename=\"a.note\"";
        body.push_str(&format!("--{BOUNDARY}\r\n{head}\r\n\r\n{file}\r\n--{BOUNDARY}--\r\n"));
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        self.send(Request::post(path).header(header::CONTENT_TYPE, kind), Body::from(body)).await
    }

    async fn send(&self, request: http::request::Builder, body: Body) -> Page {
        let mut request = request.header(header::ORIGIN, "http://127.0.0.1:3000");
        if let Some(token) = &self.session {
            request = request.header(header::COOKIE, format!("hashar={token}"));
        }
        let request = request.body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let location =
            parts.headers.get(header::LOCATION).map(|it| it.to_str().unwrap().to_owned());
        let body = String::from_utf8(to_bytes(body, MOST).await.unwrap().to_vec()).unwrap();
        Page { status: parts.status.as_u16(), body, location }
    }
}
