//! The browser's module: the app crate compiled for wasm32 and its JavaScript glue.

use super::Profile;
use crate::process::{cargo, run, target_dir};
use crate::tools;
use anyhow::{Context as _, Result, anyhow};
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// Features that every browser since 2021 has. `--all-features` makes modules that Chromium
/// refuses, and the page then looks fine but is dead.
const WASM_OPT: [&str; 9] = [
    "-Oz",
    "--gufa",
    "-Oz",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-multivalue",
];

/// A module and the glue that loads it.
pub(crate) struct Module {
    pub(crate) glue: Vec<u8>,
    pub(crate) wasm: Vec<u8>,
}

/// Compiles, binds and, for a release, shrinks the module.
///
/// # Errors
/// What failed, in one sentence.
pub(crate) fn build(profile: Profile) -> Result<Module> {
    tools::wasm_target()?;
    let compiled = compile(profile)?;
    let out = target_dir().join("bindgen").join(profile.folder());
    let stamp = out.join("input.sha256");
    let digest = super::assets::digest(&std::fs::read(&compiled)?);
    if !std::fs::read_to_string(&stamp).is_ok_and(|last| last == digest) {
        bind(profile, &compiled, &out)?;
        std::fs::write(&stamp, digest)?;
    }
    Ok(Module {
        glue: std::fs::read(out.join("hashar.js"))?,
        wasm: std::fs::read(out.join("hashar_bg.wasm"))?,
    })
}

/// `--crate-type cdylib` here only: as a plain library the app rebuilds the server much faster.
fn compile(profile: Profile) -> Result<PathBuf> {
    let (name, folder) = match profile {
        Profile::Dev => ("dev", "debug"),
        Profile::Release => ("wasm-release", "wasm-release"),
    };
    let mut command = cargo();
    command.args(["rustc", "--package", "app", "--lib", "--crate-type", "cdylib"]);
    command.args(["--features", "hydrate", "--target", "wasm32-unknown-unknown"]);
    command.args(["--profile", name]);
    if profile == Profile::Release {
        command.arg("--config").arg(unnamed_folders()?);
    }
    run(&mut command)?;
    Ok(target_dir().join("wasm32-unknown-unknown").join(folder).join("app.wasm"))
}

/// Panics name their source file: without the folders of this machine, so that two machines build
/// the same module.
fn unnamed_folders() -> Result<String> {
    let named = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = named.or_else(|| Some(std::env::home_dir()?.join(".cargo")));
    let home = home.context("no home folder: name cargo's folder by CARGO_HOME")?;
    let here = std::env::current_dir()?;
    let flags = [(home.join("registry/src"), "registry"), (here, ".")]
        .map(|(folder, name)| format!("'--remap-path-prefix={}={name}'", folder.display()));
    Ok(format!("target.wasm32-unknown-unknown.rustflags=[{}]", flags.join(",")))
}

fn bind(profile: Profile, compiled: &Path, out: &Path) -> Result<()> {
    let release = profile == Profile::Release;
    let generated = Bindgen::new()
        .input_path(compiled)
        .web(true)
        .map(|bindgen| {
            bindgen
                .typescript(false)
                .out_name("hashar")
                .debug(!release)
                .remove_name_section(release)
                .remove_producers_section(true)
        })
        .and_then(|bindgen| bindgen.generate(out));
    generated.map_err(|error| anyhow!("wasm-bindgen: {error}"))?;
    if release { shrink(&out.join("hashar_bg.wasm")) } else { Ok(()) }
}

fn shrink(module: &Path) -> Result<()> {
    let Some(program) = tools::wasm_opt(Path::new("end2end")) else {
        eprintln!("wasm-opt is not here (npm brings it): the module stays larger than it could be");
        return Ok(());
    };
    run(Command::new(program).args(WASM_OPT).arg(module).arg("-o").arg(module))
        .context("wasm-opt refused the module")
}
