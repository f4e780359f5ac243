//! `cargo xtask serve`: from a fresh clone to a running demo.

use crate::process::{self, cargo, line_of, target_dir};
use crate::site::{self, Profile};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Command;

#[derive(Args)]
pub(crate) struct Options {
    /// Start over: empties the database, which must hold nothing but a demo
    #[arg(long)]
    fresh: bool,
    /// Optimised build, with the browser's module made small
    #[arg(long)]
    release: bool,
    /// Port on 127.0.0.1
    #[arg(long, default_value_t = 3000)]
    port: u16,
    /// sqlite://FILE or postgres://USER@HOST/NAME
    #[arg(long, default_value = "sqlite://hashar.db")]
    database_url: String,
}

pub(crate) fn run(options: &Options) -> Result<()> {
    // Before minutes of building: what would fail at the end.
    if TcpListener::bind((Ipv4Addr::LOCALHOST, options.port)).is_err() {
        bail!(
            "port {0} is taken: stop what runs there or pass --port {1}",
            options.port,
            options.port.wrapping_add(1)
        );
    }
    let profile = Profile::new(options.release);
    process::run(cargo().args(profile.binaries()))?;
    let site = site::build(profile)?;
    let mut server = Command::new(target_dir().join(profile.folder()).join("hashar"));
    server
        .args(["serve", "--demo", "--listen"])
        .arg(format!("127.0.0.1:{}", options.port))
        .args(["--database-url", &options.database_url, "--site"])
        .arg(site);
    if options.fresh {
        server.arg("--fresh");
    }
    become_it(&mut server)
}

/// The server takes this process's place, so that signals reach it.
fn become_it(server: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    let line = line_of(server);
    Err(server.exec()).with_context(|| format!("cannot start `{line}`"))
}
