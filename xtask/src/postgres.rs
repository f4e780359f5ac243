//! A PostgreSQL that lives as long as a run: loopback, its own folder.

use crate::process::run;
use crate::tools;
use anyhow::{Context as _, Result};
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Command;

/// A running server; it stops and its folder goes when this is dropped.
pub(crate) struct Throwaway {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
}

/// Whether what was committed survives a power cut.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Durability {
    /// As an installation has it.
    Full,
    /// Tests lose nothing that they need, and are faster.
    None,
}

impl Durability {
    const fn options(self) -> &'static str {
        match self {
            Self::Full => "-c fsync=on -c synchronous_commit=on -c full_page_writes=on",
            Self::None => "-c fsync=off -c synchronous_commit=off -c full_page_writes=off",
        }
    }
}

impl Throwaway {
    /// Makes a cluster in a new folder and starts it on a free port.
    ///
    /// # Errors
    /// Where PostgreSQL is missing, what to install.
    pub(crate) fn start(durability: Durability) -> Result<Self> {
        let programs = tools::postgres()?;
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let folder = std::env::temp_dir().join(format!("hashar-postgres-{port}"));
        std::fs::create_dir_all(&folder)?;
        if is_root() {
            run(Command::new("chown").arg("nobody").arg(&folder))?;
        }
        let server = Self { programs, folder, port };
        let data = server.folder.join("data");
        run(server
            .program("initdb")
            .arg("-D")
            .arg(&data)
            .args(["-U", "test", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"])
            .stdout(std::process::Stdio::null()))?;
        let options = format!(
            "-c listen_addresses=127.0.0.1 -p {port} -k {} {} -c max_connections=300",
            server.folder.display(),
            durability.options()
        );
        run(server.control(&data).args(["-t", "60", "-o", &options, "start"]))
            .with_context(|| format!("see {}", server.folder.join("log").display()))?;
        Ok(server)
    }

    /// The address of its maintenance database.
    pub(crate) fn url(&self) -> String {
        format!("postgres://test@127.0.0.1:{}/postgres", self.port)
    }

    /// A program of PostgreSQL; it refuses to run as root, so root becomes nobody.
    fn program(&self, name: &str) -> Command {
        let path = self.programs.join(name);
        let mut command = if is_root() {
            let mut command = Command::new("setpriv");
            command.args(["--reuid=nobody", "--regid=nogroup", "--clear-groups"]).arg(path);
            command
        } else {
            Command::new(path)
        };
        command.current_dir(&self.folder).env("HOME", &self.folder);
        command
    }

    fn control(&self, data: &Path) -> Command {
        let mut command = self.program("pg_ctl");
        command.arg("-D").arg(data).arg("-w").arg("-l").arg(self.folder.join("log"));
        command.stdout(std::process::Stdio::null());
        command
    }
}

impl Drop for Throwaway {
    fn drop(&mut self) {
        let data = self.folder.join("data");
        // Nothing to save: what matters is that no server is left behind.
        let _ = run(self.control(&data).args(["-m", "immediate", "stop"]));
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout == b"0\n")
}
