//! What the platform does in a second, each beside its floor measured in the same run: the bare
//! work that nobody can do without. The real server runs as its own process with a durable
//! database, and what asks it runs on the same cores. docs/benchmarks.md says how to read it.
//!
//! `cargo bench -p server --bench platform -- [--json] [--only NAME] [--site DIR]`
#![allow(clippy::disallowed_methods, reason = "a benchmark reads the clock")]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a benchmark that cannot run should say where"
)]

mod cast;
mod client;
mod crowd;
mod first_view;
mod issue;
mod pages;
mod report;
mod running;

use clap::Parser;
use report::Report;
use std::path::PathBuf;

/// Pairs of measurement and floor; the best of each counts, so that other work on the machine
/// disturbs as little as it can.
pub(crate) const ROUNDS: usize = 3;

#[derive(Parser)]
struct Options {
    /// One JSON object a line instead of a table
    #[arg(long)]
    json: bool,
    /// Only the measurements whose names begin like this: issue, cast-sqlite, cast-postgres,
    /// pages, first-view
    #[arg(long, value_name = "NAME")]
    only: Option<String>,
    /// The built site, for the pages
    #[arg(long, value_name = "DIR")]
    site: Option<PathBuf>,
    /// An empty, durable PostgreSQL database, for casts on it
    #[arg(long, value_name = "URL")]
    postgres_url: Option<String>,
    /// What cargo adds
    #[arg(long, hide = true)]
    bench: bool,
    /// Be the floor of the pages: an empty route on this port
    #[arg(long, hide = true)]
    empty_route: Option<u16>,
}

fn main() {
    let options = Options::parse();
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    if let Some(port) = options.empty_route {
        return runtime.block_on(pages::serve_empty_route(port));
    }
    let report = Report::new(options.json);
    runtime.block_on(measure(&options, &report));
}

async fn measure(options: &Options, report: &Report) {
    let wanted = |name: &str| options.only.as_deref().is_none_or(|only| name.starts_with(only));
    if wanted("issue") {
        issue::measure(report).await;
    }
    if wanted("cast-sqlite") {
        cast::measure(report, "cast-sqlite", None).await;
    }
    if wanted("cast-postgres") {
        match options.postgres_url.as_deref() {
            Some(url) => cast::measure(report, "cast-postgres", Some(url)).await,
            None => report.skip("cast-postgres", "no --postgres-url"),
        }
    }
    for (name, site) in [("pages", &options.site), ("first-view", &options.site)] {
        match site {
            _ if !wanted(name) => {}
            None => report.skip(name, "no --site"),
            Some(site) if name == "pages" => pages::measure(report, site).await,
            Some(site) => first_view::measure(report, site).await,
        }
    }
}
