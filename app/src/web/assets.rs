//! Addresses of static files whose names carry a hash of their content.

use std::collections::BTreeMap;
use std::path::Path;

/// `main.css` -> `/pkg/main-1f2e3d4c5b.css`, read from the site's `assets.json`.
#[derive(Clone, Debug, Default)]
pub struct Assets(BTreeMap<String, String>);

impl Assets {
    /// Reads the list that the build left in the site's folder.
    ///
    /// # Errors
    /// A sentence that says what to do when the site is not built.
    pub fn read(site: &Path) -> Result<Self, String> {
        let list = site.join("assets.json");
        let text = std::fs::read(&list).map_err(|error| {
            format!(
                "{} cannot be read ({error}): build the site or name it in --site",
                list.display()
            )
        })?;
        serde_json::from_slice(&text).map(Self).map_err(|error| {
            format!("{} is damaged ({error}): build the site again", list.display())
        })
    }

    /// The address of a file; one that the build did not make leads to a 404 that a test finds.
    #[must_use]
    pub fn url(&self, name: &str) -> String {
        self.0.get(name).cloned().unwrap_or_else(|| format!("/pkg/{name}"))
    }
}
