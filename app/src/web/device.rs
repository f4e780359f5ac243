//! Words for a browser in the list of sessions: what it is and on which system, nothing finer.

/// A part of `User-Agent` and the name it stands for. Earlier ones win: Edge also says Chrome.
const BROWSERS: [(&str, &str); 8] = [
    ("YaBrowser/", "Yandex"),
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser/", "Samsung Internet"),
    ("Firefox/", "Firefox"),
    ("FxiOS/", "Firefox"),
    ("Chrome/", "Chrome"),
    ("Safari/", "Safari"),
];

const SYSTEMS: [(&str, &str); 6] = [
    ("Android", "Android"),
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("Linux", "Linux"),
];

/// `Chrome, Android`; empty for an unknown browser on an unknown system.
#[must_use]
pub fn device(user_agent: &str) -> String {
    let name = |list: &[(&str, &'static str)]| {
        list.iter().find(|(part, _)| user_agent.contains(part)).map(|(_, name)| *name)
    };
    let names: Vec<&str> = [name(&BROWSERS), name(&SYSTEMS)].into_iter().flatten().collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::device;

    #[test]
    fn a_device_is_named_by_browser_and_system() {
        let phone = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) \
                     Chrome/130.0.0.0 Mobile Safari/537.36";
        assert_eq!(device(phone), "Chrome, Android");
        assert_eq!(device(&format!("{phone} YaBrowser/24.1")), "Yandex, Android");
        assert_eq!(device("Mozilla/5.0 (X11; Linux x86_64; rv:1) Firefox/130"), "Firefox, Linux");
        assert_eq!(device("curl/8.0 <script>"), "");
    }
}
