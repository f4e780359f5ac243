//! One style sheet out of style/: bundled, nesting flattened, minified.

use anyhow::{Result, anyhow};
use lightningcss::bundler::{Bundler, FileProvider};
use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions};
use lightningcss::targets::{Browsers, Features, Targets};
use std::path::Path;

/// Chrome 80: Android WebViews that still vote.
const OLDEST: Browsers = Browsers {
    chrome: Some(80 << 16),
    android: Some(80 << 16),
    safari: Some(13 << 16),
    firefox: Some(78 << 16),
    edge: None,
    ie: None,
    ios_saf: Some(13 << 16),
    opera: None,
    samsung: Some(13 << 16),
};

/// Bundles `style/main.css` with everything that it imports.
///
/// # Errors
/// The file, line and reason of what lightningcss refuses.
pub(crate) fn bundle() -> Result<String> {
    let provider = FileProvider::new();
    let mut bundler = Bundler::new(&provider, None, ParserOptions::default());
    let mut sheet =
        bundler.bundle(Path::new("style/main.css")).map_err(|error| anyhow!("style: {error}"))?;
    let targets =
        Targets { browsers: Some(OLDEST), include: Features::Nesting, ..Targets::default() };
    sheet
        .minify(MinifyOptions { targets, ..MinifyOptions::default() })
        .map_err(|error| anyhow!("style: {error}"))?;
    let printed = sheet
        .to_css(PrinterOptions { minify: true, targets, ..PrinterOptions::default() })
        .map_err(|error| anyhow!("style: {error}"))?;
    Ok(printed.code)
}
