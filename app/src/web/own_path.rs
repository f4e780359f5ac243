//! Addresses to go on to, which others may have written: only paths of this site are followed.

/// Longer addresses are no page's.
const LONGEST: usize = 1_000;

/// The address, if it is a path of this site and nothing that a browser reads as another host.
#[must_use]
pub fn own_path(to: &str) -> Option<&str> {
    let own = to.len() <= LONGEST
        && to.starts_with('/')
        && !to.starts_with("//")
        && to.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    own.then_some(to)
}

/// `base?to=PATH`: a page that goes on to `path` of this site afterwards.
#[must_use]
pub fn with_return(base: &str, path: &str) -> String {
    let to: String = form_urlencoded::byte_serialize(path.as_bytes()).collect();
    format!("{base}?to={to}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_paths_of_this_site_are_gone_on_to() {
        assert_eq!(own_path("/ru/projects?page=2"), Some("/ru/projects?page=2"));
        for foreign in [
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "\\/evil.example",
            "javascript:alert(1)",
            "uz/me",
            "",
            "/a\nb",
            "/\t/evil.example",
        ] {
            assert_eq!(own_path(foreign), None, "{foreign:?}");
        }
        assert_eq!(own_path(&format!("/{}", "a".repeat(LONGEST))), None);
    }

    #[test]
    fn a_return_keeps_its_query() {
        let address = with_return("/uz/sign-in", "/uz/projects?page=2&q=a b");
        assert_eq!(address, "/uz/sign-in?to=%2Fuz%2Fprojects%3Fpage%3D2%26q%3Da+b");
    }
}
