//! What people see: pages rendered on the server, and the islands that wake in the browser.
//!
//! A page is an axum handler of four lines (who, load, act, answer) and a leptos view of its
//! model, in one file under `pages/`. Forms post to the page's own address; what is wrong comes
//! back on the same page with everything that was typed. All words live in `locales/`; islands
//! get theirs as props. The browser's module holds `islands` alone, so a page that only shows
//! something loads no WebAssembly.
//!
//! To add a page: a file in `pages/<area>/`, its route in `pages/mod.rs`, its words in `locales/`.

#[cfg(feature = "ssr")]
pub mod budget_file;
pub mod components;
#[cfg(feature = "ssr")]
pub mod i18n;
#[cfg(feature = "ssr")]
pub mod identity;
pub mod islands;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod web;

/// Called by `islands.js` once the module is loaded.
#[cfg(feature = "hydrate")]
#[wasm_bindgen::prelude::wasm_bindgen]
pub fn hydrate() {
    // A release has no words for what cannot happen.
    #[cfg(debug_assertions)]
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_islands();
}
