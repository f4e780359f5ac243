//! The uses of messages in the sources: every `t!(words, "key", name = value)`.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// One `t!`: where, which message, and which arguments it gives.
pub(crate) struct Use {
    pub(crate) place: String,
    pub(crate) key: String,
    pub(crate) gives: BTreeSet<String>,
}

/// Every use in the pages and in the server.
pub(crate) fn uses() -> Vec<Use> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    ["app/src", "server/src"].iter().for_each(|folder| sources(&root.join(folder), &mut files));
    files.iter().flat_map(|file| uses_in(&root, file)).collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn uses_in(root: &Path, file: &Path) -> Vec<Use> {
    let text = std::fs::read_to_string(file).unwrap();
    // Examples in comments are no uses; blank lines keep the numbers of the others.
    let code: String = text
        .lines()
        .map(|line| if line.trim_start().starts_with("//") { "" } else { line })
        .flat_map(|line| [line, "\n"])
        .collect();
    let name = file.strip_prefix(root).unwrap().display();
    let mut uses = Vec::new();
    for (at, _) in code.match_indices("t!(") {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|letter| letter.is_alphanumeric() || letter == '_') {
            continue;
        }
        let line = code[..at].lines().count().max(1);
        let place = format!("{name}:{line}");
        let arguments = arguments(&code[at + "t!(".len()..]);
        // A macro that makes uses of a table's lines, which are read below.
        if arguments.get(1).is_some_and(|key| key.starts_with('$')) {
            continue;
        }
        let key = arguments.get(1).and_then(|key| key.strip_prefix('"')?.strip_suffix('"'));
        let key = key.unwrap_or_else(|| panic!("{place}: the key is no literal")).to_owned();
        let gives = arguments.iter().skip(2).map(|argument| {
            let named = argument.split_once('=');
            named.unwrap_or_else(|| panic!("{place}: {argument:?} has no name")).0.trim().to_owned()
        });
        let gives = gives.collect();
        uses.push(Use { place, key, gives });
    }
    uses.extend(code.lines().enumerate().filter_map(|(at, line)| {
        let (key, gives) = line_of_table(line)?;
        Some(Use { place: format!("{name}:{}", at + 1), key, gives })
    }));
    uses
}

/// A line of a table of texts: `field: "area-key";` or `field: "area-key" (one, two);`.
fn line_of_table(line: &str) -> Option<(String, BTreeSet<String>)> {
    let (field, rest) = line.trim().strip_suffix(';')?.split_once(": \"")?;
    let (key, more) = rest.split_once('"')?;
    let named =
        |text: &str| !text.is_empty() && text.chars().all(|it| it.is_alphanumeric() || it == '_');
    let arguments = match more.trim() {
        "" => "",
        more => more.strip_prefix('(')?.strip_suffix(')')?,
    };
    let gives = arguments.split(',').map(str::trim).filter(|it| !it.is_empty());
    (named(field) && key.contains('-'))
        .then(|| (key.to_owned(), gives.map(str::to_owned).collect()))
}

#[test]
fn tables_of_texts_are_read() {
    let read = |line: &str| line_of_table(line).map(|(key, gives)| (key, gives.len()));
    assert_eq!(read("    find: \"booth-find\";"), Some(("booth-find".to_owned(), 0)));
    assert_eq!(read("text: \"booth-text\" (max, left);"), Some(("booth-text".to_owned(), 2)));
    assert_eq!(read("let a: &str = \"x-y\";"), None);
}

/// What stands between the brackets that are open where `code` begins, split at its own commas.
fn arguments(code: &str) -> Vec<String> {
    let (mut depth, mut quoted, mut escaped) = (0_i32, false, false);
    let mut arguments = vec![String::new()];
    for letter in code.chars() {
        match letter {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            _ if quoted => {}
            '(' | '[' | '{' => depth += 1,
            ')' if depth == 0 => break,
            ')' | ']' | '}' => depth -= 1,
            ',' if depth == 0 => {
                arguments.push(String::new());
                continue;
            }
            _ => {}
        }
        arguments.last_mut().unwrap().push(letter);
    }
    let arguments = arguments.into_iter().map(|argument| argument.trim().to_owned());
    arguments.filter(|argument| !argument.is_empty()).collect()
}

#[test]
fn arguments_are_split_at_their_own_commas() {
    let code = r#"words, "home-title", name = at(1, "a,)b"), text = [1, 2]) + t!(x)"#;
    let expected = ["words", "\"home-title\"", "name = at(1, \"a,)b\")", "text = [1, 2]"];
    assert_eq!(arguments(code), expected);
}
