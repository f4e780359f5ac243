//! Bytes that a first view of each page takes: its HTML, style sheets and scripts, as they travel
//! to a browser that takes brotli; and the module of pages with an island, which comes after the
//! first paint.

use crate::pages::Demo;
use crate::report::{Measured, Report, Target};
use sha2::{Digest as _, Sha256};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::net::SocketAddr;
use std::path::Path;
use store::crowds::{Crowd, Newcomer};
use store::roles::{Grant, Role};
use store::{Nullifier, Store, TokenHash};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// HTML, style sheets and scripts of any page.
const PAGE: f64 = 100_000.0;
/// The booth's module.
const MODULE: f64 = 180_000.0;
/// Pages that are looked at, at most.
const PAGES: usize = 400;
const TOKEN: &str = "first-view";

pub(crate) async fn measure(report: &Report, site: &Path) {
    let demo = Demo::start(site).await;
    resident(&demo).await;
    let mut browser = Browser { address: demo.server.address, sizes: BTreeMap::new() };
    let (mut seen, mut forms) = (BTreeSet::new(), BTreeMap::new());
    let mut ahead = VecDeque::from(["/uz/".to_owned(), "/uz/sign-in".to_owned()]);
    while let Some(path) = ahead.pop_front() {
        if seen.len() >= PAGES || !seen.insert(path.clone()) {
            continue;
        }
        let Some(page) = browser.page(&path).await else { continue };
        for link in links(&page.html).filter(|link| link.starts_with("/uz/")) {
            ahead.push_back(link.split(['#', '?']).next().unwrap_or_default().to_owned());
        }
        // Of pages of one form the largest.
        let form = forms.entry(form(&path)).or_insert((0, None));
        *form = (page.bytes.max(form.0), page.module.or(form.1));
    }
    for (form, (bytes, module)) in forms {
        add(report, format!("first-view {form}"), bytes, PAGE);
        if let Some(module) = module {
            add(report, format!("module of {form}"), module, MODULE);
        }
    }
}

fn add(report: &Report, name: String, bytes: usize, most: f64) {
    let (value, targets) = (bytes as f64, vec![Target::AtMost(most)]);
    report.add(&Measured { name, unit: "bytes, brotli", value, floor: None, targets });
}

/// What one page takes.
struct Page {
    html: String,
    bytes: usize,
    module: Option<usize>,
}

struct Browser {
    address: SocketAddr,
    /// Of files that pages share.
    sizes: BTreeMap<String, usize>,
}

impl Browser {
    /// `None` for what is no page, or not there.
    async fn page(&mut self, path: &str) -> Option<Page> {
        let plain = self.get(path, "").await;
        let html = String::from_utf8(plain.1).ok()?;
        if !plain.0.starts_with("http/1.1 200") || !plain.0.contains("text/html") {
            return None;
        }
        let mut bytes = self.get(path, "Accept-Encoding: br\r\n").await.1.len();
        for attribute in ["rel=\"stylesheet\"", "<script"] {
            for tag in tags(&html, attribute) {
                for name in ["href", "src", "data-glue"] {
                    if let Some(file) = value_of(tag, name) {
                        bytes += self.size(file).await;
                    }
                }
            }
        }
        let module = tags(&html, "data-wasm").find_map(|tag| value_of(tag, "data-wasm"));
        let module = match module {
            Some(file) => Some(self.size(file).await),
            None => None,
        };
        Some(Page { bytes, module, html })
    }

    async fn size(&mut self, path: &str) -> usize {
        if let Some(size) = self.sizes.get(path) {
            return *size;
        }
        let (head, body) = self.get(path, "Accept-Encoding: br\r\n").await;
        assert!(head.starts_with("http/1.1 200"), "{path}: {head}");
        self.sizes.insert(path.to_owned(), body.len());
        body.len()
    }

    /// Head in lower case, and body, over a connection of its own.
    async fn get(&self, path: &str, headers: &str) -> (String, Vec<u8>) {
        let mut stream = TcpStream::connect(self.address).await.unwrap();
        // HTTP/1.0 has no chunks: the body is what comes until the end.
        let request = format!("GET {path} HTTP/1.0\r\nHost: {}\r\n", self.address);
        let request = format!("{request}Cookie: hashar={TOKEN}\r\n{headers}\r\n");
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).await.unwrap();
        let end = answer.windows(4).position(|at| at == b"\r\n\r\n").unwrap() + 4;
        let head = String::from_utf8(answer[..end].to_vec()).unwrap().to_lowercase();
        (head.replacen("http/1.0", "http/1.1", 1), answer.split_off(end))
    }
}

/// A resident of the demo who is signed in and holds every role, so that her pages and the desks
/// are seen too.
async fn resident(demo: &Demo) {
    let store = Store::open(&demo.url().parse().unwrap()).await.unwrap();
    let people = server::demo::people::People::read().unwrap();
    let code = people.generated.iter().find_map(|person| person.mahalla.as_deref()).unwrap();
    let mahalla = store.territory_by_code(code).await.unwrap().id;
    let token_hash = TokenHash(Sha256::digest(TOKEN).into());
    let newcomers = [Newcomer { nullifier: Nullifier([1; 32]), token_hash }];
    let crowd = Crowd { born_on: "1990-01-01", mahalla, newcomers: &newcomers };
    let now = server::clock::SystemClock::default().now();
    store.admit_crowd(crowd, now).await.unwrap();
    let person = store.person_by_nullifier(Nullifier([1; 32])).await.unwrap().unwrap();
    for role in [Role::Moderator, Role::Ministry, Role::Auditor, Role::Administrator] {
        let grant = Grant { person, role, territory: None };
        store.grant_role(grant, None, now).await.unwrap();
    }
    store.close().await;
}

/// Tags that hold a text.
fn tags<'h>(html: &'h str, text: &'h str) -> impl Iterator<Item = &'h str> {
    html.split('<')
        .filter_map(|tag| tag.split('>').next())
        .filter(move |tag| format!("<{tag}").contains(text))
}

fn value_of<'t>(tag: &'t str, attribute: &str) -> Option<&'t str> {
    let rest = tag.split_once(&format!(" {attribute}=\""))?.1;
    rest.split('"').next().filter(|value| value.starts_with('/'))
}

fn links(html: &str) -> impl Iterator<Item = &str> {
    tags(html, "<a ").filter_map(|tag| value_of(tag, "href"))
}

/// What stands for all pages of one form: segments with digits or of a thing's key become `*`.
fn form(path: &str) -> String {
    let variable = |segment: &str| segment.contains(|c: char| c.is_ascii_digit());
    let form = path.split('/').map(|segment| if variable(segment) { "*" } else { segment });
    form.collect::<Vec<_>>().join("/")
}
