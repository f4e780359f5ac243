//! What a browser does of all this: cookies, `Origin`, no redirect unless told.

use openidconnect::reqwest;
use std::collections::BTreeMap;
use url::Url;

pub(crate) struct Browser {
    http: reqwest::Client,
    base: String,
    pub(crate) jar: BTreeMap<String, String>,
}

pub(crate) struct Page {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: String,
}

impl Page {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub(crate) fn location(&self) -> &str {
        assert_eq!(self.status, 303, "{}", self.body);
        self.header("location")
    }

    /// Where the page between site and provider leads to.
    pub(crate) fn onward(&self) -> Url {
        assert_eq!(self.status, 200, "{}", self.body);
        Url::parse(self.header("refresh").strip_prefix("0; url=").unwrap()).unwrap()
    }
}

impl Browser {
    pub(crate) fn new(base: &str) -> Self {
        let none = reqwest::redirect::Policy::none();
        let http = reqwest::Client::builder().redirect(none).no_proxy().build().unwrap();
        Self { http, base: base.to_owned(), jar: BTreeMap::new() }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Page {
        let request = self.http.get(self.address(path));
        self.send(request).await
    }

    pub(crate) async fn post(&mut self, path: &str, fields: &[(&str, &str)]) -> Page {
        let own = [("origin", self.base.clone())];
        self.post_from(path, fields, &own).await
    }

    /// A POST with just these headers about where it came from.
    pub(crate) async fn post_from(
        &mut self,
        path: &str,
        fields: &[(&str, &str)],
        headers: &[(&str, String)],
    ) -> Page {
        let mut request = self.http.post(self.address(path)).form(fields);
        for (name, value) in headers {
            request = request.header(*name, value);
        }
        self.send(request).await
    }

    /// Begins a sign-in and gives the provider's address.
    pub(crate) async fn begin(&mut self, fields: &[(&str, &str)]) -> Url {
        self.post("/uz/sign-in", fields).await.onward()
    }

    /// Chooses a person at the demo's issuer and gives where it sends the browser.
    pub(crate) async fn choose(&mut self, address: &Url, person: &str) -> String {
        let shown = self.get(address.as_str()).await;
        assert_eq!(shown.status, 200, "{}", shown.body);
        let mut fields: Vec<(String, String)> = address.query_pairs().into_owned().collect();
        fields.push(("person".to_owned(), person.to_owned()));
        let fields: Vec<(&str, &str)> =
            fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post("/demo-issuer/authorize", &fields).await.location().to_owned()
    }

    /// Signs in at the demo's issuer and gives the last answer.
    pub(crate) async fn sign_in(&mut self, person: &str, to: &str) -> Page {
        let address = self.begin(&[("to", to)]).await;
        let back = self.choose(&address, person).await;
        self.get(&back).await
    }

    pub(crate) async fn is_signed_in(&mut self) -> bool {
        self.get("/uz/me").await.status == 200
    }

    fn address(&self, path: &str) -> String {
        if path.starts_with('/') { format!("{}{path}", self.base) } else { path.to_owned() }
    }

    async fn send(&mut self, request: reqwest::RequestBuilder) -> Page {
        let cookies: Vec<String> =
            self.jar.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let request = match cookies.is_empty() {
            true => request,
            false => request.header("cookie", cookies.join("; ")),
        };
        let response = request.send().await.unwrap();
        for line in response.headers().get_all("set-cookie") {
            let (pair, attributes) = line.to_str().unwrap().split_once(';').unwrap();
            let (name, value) = pair.split_once('=').unwrap();
            match attributes.contains("Max-Age=0") {
                true => self.jar.remove(name),
                false => self.jar.insert(name.to_owned(), value.to_owned()),
            };
        }
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Page { status, headers, body: response.text().await.unwrap() }
    }
}

/// A parameter of an address.
pub(crate) fn parameter(address: &Url, name: &str) -> String {
    let found = address.query_pairs().find(|(key, _)| key == name);
    found.unwrap_or_else(|| panic!("{address} lacks {name}")).1.into_owned()
}
