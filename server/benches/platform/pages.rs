//! Views of an anonymous page in a second, beside an empty route of the same framework.

use crate::ROUNDS;
use crate::client::{rate, request};
use crate::report::{Measured, Report};
use crate::running::{Running, free_address};
use axum::Router;
use axum::routing::get;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Command;

const VIEWS: usize = 3_000;
/// The floor is faster and needs more to be seen.
const FLOOR_VIEWS: usize = 20_000;
const CONNECTIONS: usize = 64;
/// What most people look at.
const PAGES: [(&str, &str); 2] = [("pages-home", "/uz/"), ("pages-seasons", "/uz/seasons")];

pub(crate) async fn measure(report: &Report, site: &Path) {
    let (demo, empty) = (Demo::start(site).await, start_empty_route().await);
    for (name, path) in PAGES {
        let (mut value, mut floor) = (0_f64, 0_f64);
        for _ in 0..ROUNDS {
            let views = |path, count| vec![request("GET", path, "", &[]); count];
            floor = floor.max(rate(empty.address, CONNECTIONS, views("/", FLOOR_VIEWS)).await);
            value = value.max(rate(demo.server.address, CONNECTIONS, views(path, VIEWS)).await);
        }
        report.add(&Measured {
            name: name.to_owned(),
            unit: "views/s",
            value,
            floor: Some(("an empty route", floor)),
            targets: Vec::new(),
        });
    }
}

/// The demo in a database of its own.
pub(crate) struct Demo {
    pub(crate) server: Running,
    folder: PathBuf,
}

impl Demo {
    /// Where its database is.
    pub(crate) fn url(&self) -> String {
        url(&self.folder)
    }

    pub(crate) async fn start(site: &Path) -> Self {
        let name = format!("hashar-bench-demo-{}", std::process::id());
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let server = Running::hashar(|command| {
            command.arg("--demo").arg("--site").arg(site);
            command.env("HASHAR__DATABASE_URL", url(&folder));
        });
        Self { server: server.await, folder }
    }
}

fn url(folder: &Path) -> String {
    format!("sqlite://{}/demo.db", folder.display())
}

impl Drop for Demo {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

async fn start_empty_route() -> Running {
    let address = free_address();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--empty-route", &address.port().to_string()]);
    Running::start(&mut command, address).await
}

/// The other process: a route that answers nothing.
pub(crate) async fn serve_empty_route(port: u16) {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = tokio::net::TcpListener::bind(address).await.unwrap();
    axum::serve(listener, Router::new().route("/", get(|| async {}))).await.unwrap();
}
