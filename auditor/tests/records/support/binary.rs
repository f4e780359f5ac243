//! Running the binary, and folders for it.

use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use super::Files;

/// What a run left.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Run {
    /// Its standard output as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {}", self.err))
    }

    /// The outcome of a step of the report.
    pub(crate) fn outcome(&self, step: usize) -> String {
        self.json()["steps"][step - 1]["outcome"].as_str().unwrap().to_owned()
    }

    /// Its standard output as one line, however it is wrapped.
    pub(crate) fn words(&self) -> String {
        self.out.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    pub(crate) fn succeeded(self) -> Self {
        assert_eq!(self.code, 0, "{}{}", self.out, self.err);
        self
    }
}

/// Runs `hashar-audit`.
pub(crate) fn hashar_audit<S: AsRef<std::ffi::OsStr>>(arguments: &[S]) -> Run {
    let output = Command::new(env!("CARGO_BIN_EXE_hashar-audit")).args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    let code = output.status.code().unwrap();
    Run { code, out: text(output.stdout), err: text(output.stderr) }
}

/// A folder that goes away by itself, with these files in it.
pub(crate) struct Folder(tempfile::TempDir);

impl Folder {
    pub(crate) fn empty() -> Self {
        Self(tempfile::tempdir_in(env!("CARGO_TARGET_TMPDIR")).unwrap())
    }

    pub(crate) fn of(files: &Files) -> Self {
        let folder = Self::empty();
        folder.add(files);
        folder
    }

    pub(crate) fn add(&self, files: &Files) {
        lay_out(self.0.path(), files);
    }

    /// Adds what lies in another folder.
    pub(crate) fn copy_from(&self, other: &Path) {
        let mut files = Files::new();
        collect(other, other, &mut files);
        self.add(&files);
    }

    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// A path as an argument.
    pub(crate) fn at(&self, path: &str) -> String {
        self.path(path).to_str().unwrap().to_owned()
    }

    /// The whole folder as an argument.
    pub(crate) fn root(&self) -> String {
        self.at("")
    }

    /// All files that are in it now.
    pub(crate) fn files(&self) -> Files {
        let mut files = Files::new();
        collect(self.0.path(), self.0.path(), &mut files);
        files
    }
}

/// Writes files below a folder, which is made if it is not there.
pub(crate) fn lay_out(folder: &Path, files: &Files) {
    for (path, bytes) in files {
        let path = folder.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, bytes).unwrap();
    }
}

/// Runs `verify` over files in a folder of their own.
pub(crate) fn verify(files: &Files, arguments: &[&str]) -> Run {
    let folder = Folder::of(files);
    let root = folder.root();
    hashar_audit(&[&["verify", &root], arguments].concat())
}

fn collect(root: &Path, folder: &Path, files: &mut Files) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, files);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().to_owned();
            files.insert(name, std::fs::read(&path).unwrap());
        }
    }
}
