//! Programs that the product's commands need: found, or installed, or asked for in one sentence.

use crate::process::{find, run};
use anyhow::{Context as _, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Adds the WebAssembly target when rustup does not have it yet.
pub(crate) fn wasm_target() -> Result<()> {
    const TARGET: &str = "wasm32-unknown-unknown";
    let sysroot = Command::new("rustc").args(["--print", "sysroot"]).output()?;
    let sysroot = PathBuf::from(String::from_utf8_lossy(&sysroot.stdout).trim());
    if sysroot.join("lib/rustlib").join(TARGET).exists() {
        return Ok(());
    }
    run(Command::new("rustup").args(["target", "add", TARGET]))
        .with_context(|| format!("install rustup, then: rustup target add {TARGET}"))
}

/// Chromium for the browser journeys.
pub(crate) fn chromium() -> Result<String> {
    const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];
    if let Some(found) = std::env::var("CHROMIUM").ok().or_else(|| find(&NAMES)) {
        return Ok(found);
    }
    apt_install("chromium")?;
    find(&NAMES).context("install Chromium or name it in CHROMIUM")
}

/// Node packages of the browser journeys, installed from their lockfile when it changed.
pub(crate) fn node_packages(folder: &Path) -> Result<()> {
    if find(&["npm"]).is_none() {
        apt_install("npm").context("install Node.js 20 or later with npm")?;
    }
    let lock = std::fs::read(folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.installed-lock");
    if std::fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    run(Command::new("npm").args(["ci", "--no-audit", "--no-fund"]).current_dir(folder))?;
    Ok(std::fs::write(stamp, lock)?)
}

/// A virtual environment of Python in this folder.
pub(crate) fn python_environment(folder: &Path) -> Result<()> {
    let make = || run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(folder));
    if make().is_ok() {
        return Ok(());
    }
    // Debian's Python comes without what makes environments.
    apt_install("python3-venv").context("the peer needs Python 3.10 or later with venv")?;
    make()
}

/// The folder that holds `initdb`, `postgres` and `pg_ctl`.
pub(crate) fn postgres() -> Result<PathBuf> {
    if let Some(found) = postgres_folder() {
        return Ok(found);
    }
    apt_install("postgresql")?;
    postgres_folder().context("install PostgreSQL (initdb, postgres, pg_ctl)")
}

fn postgres_folder() -> Option<PathBuf> {
    let on_path = std::env::split_paths(&std::env::var_os("PATH")?)
        .find(|folder| folder.join("initdb").exists() && folder.join("pg_ctl").exists());
    on_path.or_else(|| {
        // Debian keeps server programs off the PATH, a folder for each version.
        let versions = std::fs::read_dir("/usr/lib/postgresql").ok()?;
        let folders = versions.flatten().map(|version| version.path().join("bin"));
        folders.filter(|folder| folder.join("initdb").exists()).max()
    })
}

/// `cargo deny`: on the PATH, or installed once beside the caches.
pub(crate) fn cargo_deny() -> Result<PathBuf> {
    if find(&["cargo-deny"]).is_some() {
        return Ok("cargo-deny".into());
    }
    let home = std::env::var_os("HOME").context("HOME is not set")?;
    let tools = Path::new(&home).join(".cache/hashar/tools");
    let program = tools.join("bin/cargo-deny");
    if !program.exists() {
        run(crate::process::cargo()
            .args(["install", "--locked", "--version", "0.20.2", "cargo-deny", "--root"])
            .arg(&tools)
            .env("CARGO_TARGET_DIR", tools.join("target")))
        .context("install cargo-deny: cargo install --locked cargo-deny")?;
        // Only the program is worth keeping.
        let _ = std::fs::remove_dir_all(tools.join("target"));
    }
    Ok(program)
}

/// wasm-opt, when npm packages bring it; a release works without it, only larger.
pub(crate) fn wasm_opt(node_folder: &Path) -> Option<PathBuf> {
    let local = node_folder.join("node_modules/.bin/wasm-opt");
    if !local.exists() && find(&["npm"]).is_some() {
        // The journeys' packages hold binaryen; without a network the build goes on without it.
        let _ = node_packages(node_folder);
    }
    [local, "wasm-opt".into()]
        .into_iter()
        .find(|program| Command::new(program).arg("--version").output().is_ok())
}

fn apt_install(package: &str) -> Result<()> {
    let root = Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout == b"0\n");
    if !root || find(&["apt-get"]).is_none() {
        bail!("install {package} with your system's package manager and run this again");
    }
    run(Command::new("apt-get").args(["update", "-q"]))?;
    run(Command::new("apt-get")
        .args(["install", "-y", "-q", "--no-install-recommends", package])
        .env("DEBIAN_FRONTEND", "noninteractive"))
}
