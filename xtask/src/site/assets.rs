//! Static files: hashed names, precompressed twins, and the list that the server reads.

use anyhow::{Context as _, Result};
use sha2::{Digest as _, Sha256};
use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Formats that gain from compression; pictures and fonts are compressed already.
const COMPRESSIBLE: [&str; 7] = ["wasm", "js", "css", "svg", "json", "txt", "webmanifest"];

/// The site's folder while it is filled.
pub(crate) struct Assets {
    site: PathBuf,
    names: BTreeMap<String, String>,
}

impl Assets {
    /// Empties `pkg/`, so that no file of an earlier build is left.
    pub(crate) fn begin(site: &Path) -> Result<Self> {
        let pkg = site.join("pkg");
        std::fs::remove_dir_all(&pkg).and_then(|()| std::fs::create_dir_all(&pkg))?;
        Ok(Self { site: site.to_path_buf(), names: BTreeMap::new() })
    }

    /// Writes a file under a name with its hash: `main.css` becomes `pkg/main-1f2e3d4c5b.css`.
    pub(crate) fn hashed(&mut self, name: &str, content: &[u8]) -> Result<()> {
        let (stem, extension) = name.rsplit_once('.').context("a file name has an extension")?;
        let digest = digest(content);
        let hashed = format!("pkg/{stem}-{}.{extension}", digest.get(..10).unwrap_or(&digest));
        write(&self.site.join(&hashed), content)?;
        self.names.insert(name.to_owned(), format!("/{hashed}"));
        Ok(())
    }

    /// Copies a folder as it is.
    pub(crate) fn plain(&mut self, folder: &str) -> Result<()> {
        copy(Path::new(folder), &self.site)
    }

    /// Writes `assets.json` and, for a release, the compressed twins.
    pub(crate) fn finish(self, compressed: bool) -> Result<()> {
        let list = serde_json::to_vec_pretty(&self.names)?;
        write(&self.site.join("assets.json"), &list)?;
        if compressed { compress(&self.site) } else { Ok(()) }
    }
}

/// SHA-256 in hex.
pub(crate) fn digest(content: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(content))
}

/// Writes a file and takes away the twins of an older content.
fn write(path: &Path, content: &[u8]) -> Result<()> {
    for suffix in ["br", "gz"] {
        // Not there in most builds.
        let _ = std::fs::remove_file(twin(path, suffix));
    }
    std::fs::write(path, content).with_context(|| format!("{} cannot be written", path.display()))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            std::fs::create_dir_all(&target)?;
            copy(&entry.path(), &target)?;
        } else {
            write(&target, &std::fs::read(entry.path())?)?;
        }
    }
    Ok(())
}

fn compress(folder: &Path) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            compress(&path)?;
        } else if path
            .extension()
            .is_some_and(|kind| COMPRESSIBLE.iter().any(|known| kind == *known))
        {
            compress_file(&path)?;
        }
    }
    Ok(())
}

fn compress_file(path: &Path) -> Result<()> {
    let content = std::fs::read(path)?;
    let mut brotli = Vec::new();
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    brotli::BrotliCompress(&mut content.as_slice(), &mut brotli, &best)?;
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    gzip.write_all(&content)?;
    std::fs::write(twin(path, "br"), &brotli)?;
    std::fs::write(twin(path, "gz"), gzip.finish()?)?;
    println!("{:>9} bytes, {:>8} brotli  {}", content.len(), brotli.len(), path.display());
    Ok(())
}

fn twin(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    name.into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    /// A site with a folder of its own, filled by `fill`; what it holds is looked at by `look`.
    fn site(name: &str, compressed: bool, fill: impl Fn(&mut Assets), look: impl Fn(&Path)) {
        let name = format!("xtask-assets-{}-{name}", std::process::id());
        let site = std::env::temp_dir().join(name);
        std::fs::create_dir_all(site.join("pkg")).unwrap();
        let mut assets = Assets::begin(&site).unwrap();
        fill(&mut assets);
        assets.finish(compressed).unwrap();
        look(&site);
        std::fs::remove_dir_all(&site).unwrap();
    }

    fn listed(site: &Path, name: &str) -> String {
        let list = std::fs::read(site.join("assets.json")).unwrap();
        let list: BTreeMap<String, String> = serde_json::from_slice(&list).unwrap();
        list[name].clone()
    }

    #[test]
    fn another_content_has_another_address() {
        let named = |content: &'static [u8]| {
            let found = std::cell::RefCell::new(String::new());
            let fill = |assets: &mut Assets| assets.hashed("main.css", content).unwrap();
            site("names", false, fill, |site| {
                let path = listed(site, "main.css");
                assert_eq!(std::fs::read(site.join(&path[1..])).unwrap(), content);
                found.replace(path);
            });
            found.into_inner()
        };
        let (one, other) = (named(b"a{}"), named(b"b{}"));
        // The first ten digits of SHA-256, which others can compute.
        assert_eq!(one, format!("/pkg/main-{}.css", &digest(b"a{}")[..10]));
        assert_ne!(one, other);
    }

    #[test]
    fn twins_hold_the_same_and_pictures_have_none() {
        let script = "let a = 1;\n".repeat(100);
        let fill = |assets: &mut Assets| {
            assets.hashed("a.js", script.as_bytes()).unwrap();
            assets.hashed("a.png", b"no text").unwrap();
        };
        site("twins", true, fill, |site| {
            let path = |name: &str| site.join(&listed(site, name)[1..]);
            let twins = ["br", "gz"].map(|suffix| twin(&path("a.js"), suffix));
            let [brotli, gzip] = twins.map(|twin| std::fs::read(twin).unwrap());
            let (mut from_brotli, mut from_gzip) = (Vec::new(), String::new());
            brotli::BrotliDecompress(&mut brotli.as_slice(), &mut from_brotli).unwrap();
            flate2::read::GzDecoder::new(gzip.as_slice()).read_to_string(&mut from_gzip).unwrap();
            assert_eq!((from_brotli, from_gzip), (script.clone().into_bytes(), script.clone()));
            assert!(!twin(&path("a.png"), "br").exists());
        });
    }

    #[test]
    fn a_twin_of_an_older_content_is_taken_away() {
        site(
            "older",
            false,
            |_| {},
            |site| {
                let path = site.join("robots.txt");
                let old = ["br", "gz"].map(|suffix| twin(&path, suffix));
                old.iter().for_each(|twin| std::fs::write(twin, "old").unwrap());
                write(&path, b"new").unwrap();
                assert!(path.exists() && !old.iter().any(|twin| twin.exists()));
            },
        );
    }
}
