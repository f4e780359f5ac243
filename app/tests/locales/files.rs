//! The messages of a language as its files hold them.

use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement};
use fluent_syntax::parser;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// A message: where it stands and which arguments it takes, also through other messages.
pub(crate) struct Message {
    pub(crate) file: String,
    pub(crate) takes: BTreeSet<String>,
}

pub(crate) type Messages = BTreeMap<String, Message>;

/// What a pattern names: arguments and other messages.
#[derive(Default)]
struct Named {
    arguments: BTreeSet<String>,
    messages: BTreeSet<String>,
}

/// Every message of `locales/<code>/`.
pub(crate) fn read(code: &str) -> Messages {
    let named = named(code);
    named
        .iter()
        .map(|(key, (file, _))| {
            let takes = reached(&named, key).flat_map(|it| it.arguments.clone()).collect();
            (key.clone(), Message { file: file.clone(), takes })
        })
        .collect()
}

/// The messages that used ones refer to.
pub(crate) fn referred<'m>(
    code: &str,
    messages: &'m Messages,
    used: &BTreeSet<&str>,
) -> BTreeSet<&'m str> {
    let named = named(code);
    let reached: BTreeSet<String> = used
        .iter()
        .flat_map(|key| reached(&named, key).flat_map(|it| it.messages.clone()))
        .collect();
    messages.keys().map(String::as_str).filter(|key| reached.contains(*key)).collect()
}

/// A message and all that it refers to.
fn reached<'n>(
    all: &'n BTreeMap<String, (String, Named)>,
    key: &str,
) -> impl Iterator<Item = &'n Named> + use<'n> {
    let mut open = vec![key.to_owned()];
    let mut seen = BTreeMap::new();
    while let Some(key) = open.pop() {
        if let Some((_, named)) = all.get(&key)
            && seen.insert(key, named).is_none()
        {
            open.extend(named.messages.iter().cloned());
        }
    }
    seen.into_values()
}

fn named(code: &str) -> BTreeMap<String, (String, Named)> {
    let mut all = BTreeMap::new();
    for path in files(code) {
        let file = format!("{code}/{}", path.file_name().unwrap().to_str().unwrap());
        let source = std::fs::read_to_string(&path).unwrap();
        let resource = parser::parse(source).unwrap_or_else(|(_, errors)| {
            panic!("{file}: {errors:?}");
        });
        for entry in resource.body {
            let Entry::Message(message) = entry else { continue };
            assert!(message.attributes.is_empty(), "{file}: {} has attributes", message.id.name);
            let value = message.value.unwrap_or_else(|| panic!("{}: no text", message.id.name));
            let mut named = Named::default();
            collect(&value, &mut named);
            let twice = all.insert(message.id.name.clone(), (file.clone(), named));
            assert!(twice.is_none(), "{file}: {} stands twice", message.id.name);
        }
    }
    all
}

fn files(code: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../locales").join(code);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

fn collect(pattern: &Pattern<String>, named: &mut Named) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            expression_names(expression, named);
        }
    }
}

fn expression_names(expression: &Expression<String>, named: &mut Named) {
    match expression {
        Expression::Inline(inline) => inline_names(inline, named),
        Expression::Select { selector, variants } => {
            inline_names(selector, named);
            variants.iter().for_each(|variant| collect(&variant.value, named));
        }
    }
}

fn inline_names(inline: &InlineExpression<String>, named: &mut Named) {
    match inline {
        InlineExpression::VariableReference { id } => {
            named.arguments.insert(id.name.clone());
        }
        InlineExpression::MessageReference { id, .. } => {
            named.messages.insert(id.name.clone());
        }
        InlineExpression::FunctionReference { arguments, .. } => {
            arguments.positional.iter().for_each(|argument| inline_names(argument, named));
        }
        InlineExpression::Placeable { expression } => expression_names(expression, named),
        InlineExpression::StringLiteral { .. }
        | InlineExpression::NumberLiteral { .. }
        | InlineExpression::TermReference { .. } => {}
    }
}
