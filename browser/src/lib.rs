//! What a browser computes with a published record, apart from voting: a WebAssembly module of its
//! own, without views, which a page loads on a click.
//!
//! `worker.js` fetches files of a record into [`Files`] and asks; everything that is decided is
//! decided by `voting` and `tally`. Answers are JSON in English terms; pages hold the words.

mod shown;

use std::collections::BTreeMap;

use wasm_bindgen::prelude::wasm_bindgen;

use shown::Shown;

/// Files of a record by path.
#[wasm_bindgen]
#[derive(Debug, Default)]
pub struct Files(BTreeMap<String, Vec<u8>>);

/// A contest whose published ballots give its published result.
#[wasm_bindgen]
#[derive(Debug)]
pub struct Recount(voting::verify::Recount);

#[wasm_bindgen]
impl Files {
    /// No files yet.
    #[wasm_bindgen(constructor)]
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes a file.
    pub fn put(&mut self, path: String, bytes: Vec<u8>) {
        self.0.insert(path, bytes);
    }

    /// Counts a contest again by its own rule.
    ///
    /// # Errors
    /// What is missing or wrong, in one English sentence.
    pub fn recount(&self, contest: &str) -> Result<Recount, String> {
        voting::verify::Recount::read(&self.0, contest).map(Recount)
    }
}

#[wasm_bindgen]
impl Recount {
    /// Counts the same ballots by another rule; JSON in the form of `Shown` (shown.rs).
    ///
    /// # Errors
    /// Why the rule cannot count them, in one English sentence.
    pub fn under(&self, rule: &str) -> Result<String, String> {
        let what_if = self.0.under(rule).map_err(|error| error.to_string())?;
        serde_json::to_string(&Shown::of(&what_if)).map_err(|error| error.to_string())
    }
}
