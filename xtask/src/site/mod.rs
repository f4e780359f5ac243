//! The static half of the site: style sheet, modules for browsers, pictures.
//!
//! Everything under `pkg/` carries a hash of its content in its name and is served as immutable;
//! `assets.json` tells the server the names.

mod assets;
mod styles;
mod wasm;

use crate::process::target_dir;
use anyhow::{Context as _, Result};
use std::path::PathBuf;

/// How to build: quick to compile, or quick to load.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Profile {
    Dev,
    Release,
}

impl Profile {
    pub(crate) fn new(release: bool) -> Self {
        if release { Self::Release } else { Self::Dev }
    }

    /// The folder under target/ that holds the native programs.
    pub(crate) fn folder(self) -> &'static str {
        match self {
            Self::Dev => "debug",
            Self::Release => "release",
        }
    }

    /// Arguments of the cargo that builds the native programs.
    pub(crate) fn binaries(self) -> &'static [&'static str] {
        match self {
            Self::Dev => &["build", "--workspace"],
            Self::Release => &["build", "--package", "server", "--package", "auditor", "--release"],
        }
    }
}

/// Builds the site and returns its folder.
///
/// # Errors
/// What failed, in one sentence.
pub(crate) fn build(profile: Profile) -> Result<PathBuf> {
    let site = target_dir().join("site").join(profile.folder());
    std::fs::create_dir_all(site.join("pkg"))
        .with_context(|| format!("{} cannot be written", site.display()))?;
    let modules = [wasm::ISLANDS, wasm::RECORD].map(|source| wasm::build(source, profile));
    let mut assets = assets::Assets::begin(&site)?;
    assets.hashed("main.css", styles::bundle()?.as_bytes())?;
    for script in ["app/islands.js", "app/receipt.js", "app/what_if.js", "browser/worker.js"] {
        let name = script.rsplit('/').next().unwrap_or(script);
        assets.hashed(name, &std::fs::read(script)?)?;
    }
    for module in modules {
        let wasm::Module { glue, wasm } = module?;
        assets.hashed(&glue.0, &glue.1)?;
        assets.hashed(&wasm.0, &wasm.1)?;
    }
    assets.plain("public")?;
    assets.finish(profile == Profile::Release)?;
    Ok(site)
}
