//! `cargo xtask serve`: from a fresh clone to a running demo.

use crate::process::{self, cargo, line_of, target_dir};
use crate::site::{self, Profile};
use anyhow::{Context as _, Result, bail};
use clap::Args;
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
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
    check_database(&options.database_url)?;
    let profile = Profile::new(options.release);
    process::run(cargo().args(profile.binaries()))?;
    let site = site::build(profile)?;
    let program = target_dir().join(profile.folder()).join("hashar");
    become_it(&mut server(&program, &site, options))
}

/// The address of the database may hold a password, and everybody on a machine reads its command
/// lines.
fn server(program: &Path, site: &Path, options: &Options) -> Command {
    let mut server = Command::new(program);
    server
        .env("HASHAR__DATABASE_URL", &options.database_url)
        .args(["serve", "--demo", "--listen"])
        .arg(format!("127.0.0.1:{}", options.port))
        .arg("--site")
        .arg(site);
    if options.fresh {
        server.arg("--fresh");
    }
    server
}

/// What can be said of a database without opening it; the server says the rest.
fn check_database(address: &str) -> Result<()> {
    if address.starts_with("postgres://") || address.starts_with("postgresql://") {
        return Ok(());
    }
    let file = address.strip_prefix("sqlite://").unwrap_or_default();
    let file = Path::new(file.split('?').next().unwrap_or_default());
    if file.as_os_str().is_empty() {
        bail!(
            "{address} is no database address: pass --database-url sqlite://hashar.db or \
             postgres://USER@HOST/NAME"
        );
    }
    let folder = match file.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    // Not even its permissions tell for certain whether a file can be made.
    let probe = folder.join(format!(".hashar-{}", std::process::id()));
    std::fs::write(&probe, "").and_then(|()| std::fs::remove_file(&probe)).with_context(|| {
        format!(
            "{} cannot be written to: make it a writable folder or pass another --database-url",
            folder.display()
        )
    })
}

/// The server takes this process's place, so that signals reach it.
fn become_it(server: &mut Command) -> Result<()> {
    use std::os::unix::process::CommandExt as _;
    let line = line_of(server);
    Err(server.exec()).with_context(|| format!("cannot start `{line}`"))
}

#[cfg(test)]
mod tests {
    use super::{Options, check_database, server};
    use crate::process::line_of;
    use std::ffi::OsStr;
    use std::path::Path;

    #[test]
    fn a_password_stands_on_no_command_line() {
        let database_url = "postgres://hashar:hunter2@db.example/hashar".to_owned();
        let options = Options { fresh: true, release: false, port: 3000, database_url };
        let command = server(Path::new("hashar"), Path::new("site"), &options);
        let line = line_of(&command);
        assert!(line.contains("serve") && !line.contains("hunter2"), "{line}");
        let handed = (OsStr::new("HASHAR__DATABASE_URL"), Some(OsStr::new(&options.database_url)));
        assert!(command.get_envs().any(|given| given == handed));
    }

    #[test]
    fn a_database_that_cannot_be_is_told_before_anything_is_built() {
        let told = |address: &str| match check_database(address) {
            Ok(()) => String::new(),
            Err(error) => format!("{error:#}"),
        };
        assert_eq!(told("sqlite://hashar.db"), "");
        assert_eq!(told("postgres://hashar@db.example/hashar"), "");
        for wrong in ["hashar.db", "sqlite://", "mysql://db.example/hashar"] {
            assert!(told(wrong).contains("sqlite://hashar.db"), "{}", told(wrong));
        }
        // Not even the superuser makes a file there.
        let unwritable = told("sqlite:///proc/hashar.db");
        assert!(unwritable.contains("/proc cannot be written to"), "{unwritable}");
        assert!(told("sqlite:///nowhere/hashar.db").contains("/nowhere cannot be written to"));
    }
}
