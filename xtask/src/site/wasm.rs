//! Modules for browsers: crates compiled for wasm32, and the JavaScript glue that loads each.

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

/// A crate that becomes a module.
#[derive(Clone, Copy)]
pub(crate) struct Source {
    package: &'static str,
    features: &'static str,
    /// The glue is `<name>.js`, the module `<name>_bg.wasm`.
    name: &'static str,
}

/// The islands; only the booth's page loads them.
pub(crate) const ISLANDS: Source = Source { package: "app", features: "hydrate", name: "hashar" };
/// What is computed with a published record; loaded on a click.
pub(crate) const RECORD: Source = Source { package: "browser", features: "", name: "record" };

/// A module and the glue that loads it, each with the name that pages know.
pub(crate) struct Module {
    pub(crate) glue: (String, Vec<u8>),
    pub(crate) wasm: (String, Vec<u8>),
}

/// Compiles, binds and, for a release, shrinks a module.
///
/// # Errors
/// What failed, in one sentence.
pub(crate) fn build(source: Source, profile: Profile) -> Result<Module> {
    tools::wasm_target()?;
    let compiled = compile(source, profile)?;
    let out = target_dir().join("bindgen").join(profile.folder()).join(source.name);
    let stamp = out.join("input.sha256");
    let digest = super::assets::digest(&std::fs::read(&compiled)?);
    if !std::fs::read_to_string(&stamp).is_ok_and(|last| last == digest) {
        bind(source, profile, &compiled, &out)?;
        std::fs::write(&stamp, digest)?;
    }
    let file = |name: String| -> Result<(String, Vec<u8>)> {
        let content = std::fs::read(out.join(&name))?;
        Ok((name, content))
    };
    Ok(Module {
        glue: file(format!("{}.js", source.name))?,
        wasm: file(format!("{}_bg.wasm", source.name))?,
    })
}

/// `--crate-type cdylib` here only: as a plain library the app rebuilds the server much faster.
fn compile(source: Source, profile: Profile) -> Result<PathBuf> {
    let (name, folder) = match profile {
        Profile::Dev => ("dev", "debug"),
        Profile::Release => ("wasm-release", "wasm-release"),
    };
    let mut command = cargo();
    command.args(["rustc", "--package", source.package, "--lib", "--crate-type", "cdylib"]);
    command.args(["--features", source.features, "--target", "wasm32-unknown-unknown"]);
    command.args(["--profile", name]);
    if profile == Profile::Release {
        command.arg("--config").arg(unnamed_folders()?);
    }
    run(&mut command)?;
    let file = format!("{}.wasm", source.package);
    Ok(target_dir().join("wasm32-unknown-unknown").join(folder).join(file))
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

fn bind(source: Source, profile: Profile, compiled: &Path, out: &Path) -> Result<()> {
    let release = profile == Profile::Release;
    let generated = Bindgen::new()
        .input_path(compiled)
        .web(true)
        .map(|bindgen| {
            bindgen
                .typescript(false)
                .out_name(source.name)
                .debug(!release)
                .remove_name_section(release)
                .remove_producers_section(true)
        })
        .and_then(|bindgen| bindgen.generate(out));
    generated.map_err(|error| anyhow!("wasm-bindgen: {error}"))?;
    if release { shrink(&out.join(format!("{}_bg.wasm", source.name))) } else { Ok(()) }
}

fn shrink(module: &Path) -> Result<()> {
    let Some(program) = tools::wasm_opt(Path::new("end2end")) else {
        eprintln!("wasm-opt is not here (npm brings it): the module stays larger than it could be");
        return Ok(());
    };
    run(Command::new(program).args(WASM_OPT).arg(module).arg("-o").arg(module))
        .context("wasm-opt refused the module")
}
