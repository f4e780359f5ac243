//! A record in a folder.

use std::cell::RefCell;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use voting::record::RecordSource;

use crate::failure::Failure;
use crate::progress::Progress;

/// A folder whose files are read when they are asked for and not kept.
pub(crate) struct Folder {
    root: PathBuf,
    progress: Progress,
    /// The first file that is there and yet cannot be read.
    unreadable: RefCell<Option<(PathBuf, io::Error)>>,
}

impl Folder {
    /// A folder that is there.
    pub(crate) fn open(root: &Path) -> Result<Self, Failure> {
        fs::read_dir(root)
            .map_err(|error| Failure::Input { name: root.display().to_string(), error })?;
        let unreadable = RefCell::new(None);
        Ok(Self { root: root.to_owned(), progress: Progress::new(), unreadable })
    }

    /// What was read is worth a verdict only when nothing was unreadable: to the verification such
    /// a file looks missing.
    pub(crate) fn finish(self) -> Result<(), Failure> {
        match self.unreadable.into_inner() {
            None => Ok(()),
            Some((path, error)) => Err(Failure::Input { name: path.display().to_string(), error }),
        }
    }

    fn remember<T>(&self, path: &Path, result: io::Result<T>) -> Option<T> {
        match result {
            Ok(value) => Some(value),
            Err(error) if is_absent(&error) => None,
            Err(error) => {
                self.unreadable.borrow_mut().get_or_insert((path.to_owned(), error));
                None
            }
        }
    }

    fn list(&self, folder: &Path, paths: &mut Vec<String>) -> io::Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let path = entry.path();
            if entry.file_type()?.is_dir() {
                self.list(&path, paths)?;
            } else if let Ok(relative) = path.strip_prefix(&self.root) {
                let parts: Vec<_> =
                    relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
                paths.push(parts.join("/"));
            }
        }
        Ok(())
    }
}

impl RecordSource for Folder {
    /// Names from the manifest become paths: none may leave the folder, by `..` or by a link.
    fn read(&self, path: &str) -> Option<Vec<u8>> {
        let relative = Path::new(path);
        if !relative.components().all(|part| matches!(part, Component::Normal(_))) {
            return None;
        }
        let full = self.root.join(relative);
        let file = self.remember(&full, fs::symlink_metadata(&full))?;
        if !file.is_file() {
            return None;
        }
        self.progress.step("reading file", path, None);
        self.remember(&full, fs::read(&full))
    }

    fn paths(&self) -> Option<Vec<String>> {
        let mut paths = Vec::new();
        let listed = self.list(&self.root, &mut paths);
        self.remember(&self.root, listed)?;
        paths.sort_unstable();
        Some(paths)
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_outside_the_folder_is_read() {
        let parent = tempfile::tempdir().unwrap();
        let root = parent.path().join("record");
        fs::create_dir_all(root.join("a")).unwrap();
        fs::write(parent.path().join("secret"), "secret").unwrap();
        fs::write(root.join("a/b"), "b").unwrap();
        let folder = Folder::open(&root).unwrap();
        assert_eq!(folder.read("a/b").as_deref(), Some(&b"b"[..]));
        let absolute = parent.path().join("secret");
        for path in ["../secret", "a/../../secret", absolute.to_str().unwrap(), "a", "a/b/c", ""] {
            assert_eq!(folder.read(path), None, "{path}");
        }
        assert_eq!(folder.paths().unwrap(), ["a/b"]);
        assert!(folder.finish().is_ok());
        assert!(Folder::open(&root.join("a/b")).is_err());
    }

    #[cfg(unix)]
    #[test]
    fn links_are_not_followed_but_listed() {
        let root = tempfile::tempdir().unwrap();
        std::os::unix::fs::symlink("/etc/hostname", root.path().join("link")).unwrap();
        let folder = Folder::open(root.path()).unwrap();
        assert_eq!(folder.read("link"), None);
        assert_eq!(folder.paths().unwrap(), ["link"]);
    }
}
