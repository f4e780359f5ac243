//! Loading and formatting Fluent messages.

use super::Lang;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::sync::LazyLock;

/// The sources of each area in the order of [`Lang::ALL`]; a missing file does not compile.
macro_rules! areas {
    ($($area:literal),+ $(,)?) => {
        [$([
            include_str!(concat!("../../../locales/uz/", $area, ".ftl")),
            include_str!(concat!("../../../locales/ru/", $area, ".ftl")),
            include_str!(concat!("../../../locales/en/", $area, ".ftl")),
        ]),+]
    };
}

const SOURCES: &[[&str; 3]] = &areas!(
    "site",
    "account",
    "booth",
    "budgets",
    "category",
    "cofog",
    "contest",
    "desk",
    "district",
    "home",
    "issuer",
    "office",
    "problem",
    "project",
    "proposals",
    "receipt",
    "result",
    "rules",
    "season",
    "staff",
    "standing",
);

type Bundle = FluentBundle<FluentResource>;

/// Parsed once: the sources are part of the program.
static BUNDLES: LazyLock<Result<Vec<(Lang, Bundle)>, String>> = LazyLock::new(|| {
    let columns = Lang::ALL.into_iter().enumerate();
    columns
        .map(|(column, lang)| {
            let sources = SOURCES.iter().filter_map(|area| area.get(column));
            Ok((lang, bundle(lang, sources)?))
        })
        .collect()
});

/// The messages of one language.
#[derive(Clone, Copy, Debug)]
pub struct Words {
    lang: Lang,
}

impl Words {
    /// The messages of `lang`.
    #[must_use]
    pub const fn of(lang: Lang) -> Self {
        Self { lang }
    }

    /// Whether every file of every language can be read; asked once at the start.
    ///
    /// # Errors
    /// The language and the first mistake of a file that Fluent refuses.
    pub fn check() -> Result<(), String> {
        BUNDLES.as_ref().map(drop).map_err(Clone::clone)
    }

    /// The language of these words.
    #[must_use]
    pub const fn lang(self) -> Lang {
        self.lang
    }

    /// The message `key` with its arguments. A missing message shows its key and is logged: the
    /// page stays usable, and a test finds it before anybody does.
    #[must_use]
    pub fn text(self, key: &str, args: &[(&str, FluentValue<'_>)]) -> String {
        let message = self.bundle().and_then(|bundle| {
            let pattern = bundle.get_message(key)?.value()?;
            let args: FluentArgs<'_> = args.iter().cloned().collect();
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, Some(&args), &mut errors).into_owned();
            errors.is_empty().then_some(text)
        });
        message.unwrap_or_else(|| {
            tracing::error!(
                key,
                lang = self.lang.code(),
                "message is missing or lacks an argument"
            );
            key.to_owned()
        })
    }

    fn bundle(self) -> Option<&'static Bundle> {
        let bundles = BUNDLES.as_ref().ok()?;
        bundles.iter().find(|(lang, _)| *lang == self.lang).map(|(_, bundle)| bundle)
    }
}

fn bundle<'s>(
    lang: Lang,
    sources: impl Iterator<Item = &'s &'static str>,
) -> Result<Bundle, String> {
    let tag = lang.tag().parse().map_err(|error| format!("{}: {error}", lang.tag()))?;
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // Every language here is written from left to right.
    bundle.set_use_isolating(false);
    for source in sources {
        let resource = FluentResource::try_new((*source).to_owned())
            .map_err(|(_, errors)| format!("locales/{}: {errors:?}", lang.code()))?;
        bundle
            .add_resource(resource)
            .map_err(|errors| format!("locales/{}: {errors:?}", lang.code()))?;
    }
    Ok(bundle)
}
