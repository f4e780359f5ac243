//! What only a browser can do, as few calls as there can be: `globalThis.booth` of `islands.js`.
//! On the server nothing of this is ever called.

use js_sys::{Reflect, Uint8Array};
use rand_core::UnwrapErr;
use voting::seed::Seed;
use wasm_bindgen::prelude::*;

use super::errand::Reply;
use super::markup::Markup;

#[wasm_bindgen(js_namespace = booth)]
extern "C" {
    #[wasm_bindgen(catch)]
    async fn read(name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn keep(name: &str, bytes: &[u8]) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn send(url: &str, body: Option<Vec<u8>>, session: bool) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn lock(name: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(catch)]
    async fn sleep(seconds: f64) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = draft)]
    fn read_draft(name: &str) -> Option<String>;
    #[wasm_bindgen(js_name = saveDraft)]
    fn save_draft(name: &str, text: &str);
    fn now() -> f64;
    fn guard(on: bool);
    fn focus(id: &str);
    fn save(name: &str, text: &str);
    fn fragment(name: &str) -> String;
    fn html(id: &str, html: &str);
    fn rows(id: &str, html: &str);
    fn lines(html: &str);
    fn show(id: &str, on: bool);
    fn enable(selector: &str, on: bool);
    fn card(id: &str, chosen: bool, barred: &str);
}

/// Where things of one person and contest are kept in this browser.
#[derive(Clone, Debug)]
pub(super) struct Drawer(pub(super) String);

/// Held while one tab casts; the others wait.
pub(super) struct Turn(JsValue);

impl Drawer {
    /// Decrypted bytes, if there are any; `Err` where the browser keeps nothing.
    pub(super) async fn read(&self) -> Result<Option<Vec<u8>>, ()> {
        let value = read(&self.0).await.map_err(drop)?;
        Ok((!value.is_undefined()).then(|| Uint8Array::new(&value).to_vec()))
    }

    /// Encrypts and keeps, durably.
    pub(super) async fn keep(&self, bytes: &[u8]) -> Result<(), ()> {
        keep(&self.0, bytes).await.map(drop).map_err(drop)
    }

    /// The draft of this tab.
    pub(super) fn draft(&self) -> Option<String> {
        read_draft(&self.0)
    }

    /// Saves the draft; an empty one is forgotten.
    pub(super) fn save_draft(&self, text: &str) {
        save_draft(&self.0, text);
    }

    /// Waits for this browser's other tabs.
    pub(super) async fn turn(&self) -> Turn {
        Turn(lock(&self.0).await.unwrap_or(JsValue::UNDEFINED))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(release) = self.0.dyn_ref::<js_sys::Function>() {
            let _ = release.call0(&JsValue::NULL);
        }
    }
}

/// A published file.
pub(super) async fn fetch(url: &str) -> Option<Vec<u8>> {
    match reply(send(url, None, false).await) {
        Reply::Http { status: 200, body } => Some(body),
        _ => None,
    }
}

/// Posts with the session's cookie, to the registrar.
pub(super) async fn post_signed_in(url: &str, body: &[u8]) -> Reply {
    reply(send(url, Some(body.to_vec()), true).await)
}

/// Posts without cookie and referrer, to the box.
pub(super) async fn post_unnamed(url: &str, body: &[u8]) -> Reply {
    reply(send(url, Some(body.to_vec()), false).await)
}

/// Waits.
pub(super) async fn pause(seconds: u64) {
    let _ = sleep(f64::from(u32::try_from(seconds).unwrap_or(u32::MAX))).await;
}

/// The device's clock in Unix seconds.
pub(super) fn own_time() -> u64 {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a time in seconds"
    )]
    let seconds = now() as u64;
    seconds
}

/// Whether the browser asks before the page is left.
pub(super) fn warn_on_leaving(on: bool) {
    guard(on);
}

/// Moves the focus.
pub(super) fn focus_on(id: &str) {
    focus(id);
}

/// Gives the voter a text as a file.
pub(super) fn save_file(name: &str, text: &str) {
    save(name, text);
}

/// A piece of markup that the page brings.
pub(super) fn page_fragment(name: &str) -> Markup {
    Markup::of_page(fragment(name))
}

/// Sets what an element holds.
pub(super) fn set_html(id: &str, markup: &Markup) {
    html(id, markup.html());
}

/// Sets the rows of the table within an element.
pub(super) fn set_rows(id: &str, markup: &Markup) {
    rows(id, markup.html());
}

/// Sets the sentence of the ballot's state, wherever it stands.
pub(super) fn set_lines(markup: &Markup) {
    lines(markup.html());
}

/// Shows or hides an element.
pub(super) fn set_shown(id: &str, on: bool) {
    show(id, on);
}

/// Whether a control may be used.
pub(super) fn set_enabled(selector: &str, on: bool) {
    enable(selector, on);
}

/// The state of one card, by the id of its box: ticked, and why it cannot be.
pub(super) fn set_card(id: &str, chosen: bool, barred: Option<&Markup>) {
    card(id, chosen, barred.map_or("", Markup::html));
}

/// The browser's generator. Nothing is random where it is missing, and nothing is sealed then:
/// it is in every browser that runs this module.
pub(super) fn entropy() -> UnwrapErr<getrandom::SysRng> {
    UnwrapErr(getrandom::SysRng)
}

/// A new seed.
pub(super) fn seed() -> Seed {
    Seed::generate(&mut entropy())
}

fn reply(answer: Result<JsValue, JsValue>) -> Reply {
    let field = |name: &str| Reflect::get(answer.as_ref().ok()?, &name.into()).ok();
    match (field("status").and_then(|status| status.as_f64()), field("body")) {
        (Some(status), Some(body)) => {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "statuses have three digits"
            )]
            let status = status as u16;
            Reply::Http { status, body: Uint8Array::new(&body).to_vec() }
        }
        _ => Reply::Lost,
    }
}
