//! The languages of the site.

use fluent_langneg::{
    LanguageIdentifier, NegotiationStrategy, negotiate_languages, parse_accepted_languages,
};

/// A language of the site, the first part of every address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Lang {
    /// Uzbek in Latin script, the default.
    Uz,
    /// Russian.
    Ru,
    /// English.
    En,
}

impl Lang {
    /// In the order of the language switcher.
    pub const ALL: [Self; 3] = [Self::Uz, Self::Ru, Self::En];

    /// The first part of an address.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Uz => "uz",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// The BCP 47 tag for `lang` and `hreflang`.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Uz => "uz-Latn",
            Self::Ru => "ru",
            Self::En => "en",
        }
    }

    /// The language's own name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Uz => "Oʻzbekcha",
            Self::Ru => "Русский",
            Self::En => "English",
        }
    }

    /// The language's own name, short, for the header of a phone.
    #[must_use]
    pub const fn short(self) -> &'static str {
        match self {
            Self::Uz => "Oʻz",
            Self::Ru => "Рус",
            Self::En => "Eng",
        }
    }

    /// The language of an address's first part.
    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|lang| lang.code() == code)
    }

    /// The best language for an `Accept-Language` header (RFC 9110 section 12.5.4).
    #[must_use]
    pub fn negotiate(accept: &str) -> Self {
        let available: Vec<LanguageIdentifier> =
            Self::ALL.iter().filter_map(|lang| lang.code().parse().ok()).collect();
        let requested = parse_accepted_languages(accept);
        let matched =
            negotiate_languages(&requested, &available, None, NegotiationStrategy::Filtering);
        matched
            .first()
            .and_then(|found| Self::from_code(found.language.as_str()))
            .unwrap_or(Self::Uz)
    }
}

/// The BCP 47 tag of a language that people write proposals in, which has more than the site has.
#[must_use]
pub fn language_tag(code: &str) -> String {
    match code {
        "uz" => "uz-Latn".to_owned(),
        "uz-cyrl" => "uz-Cyrl".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::Lang;

    #[test]
    fn the_browser_asks_and_uzbek_is_the_default() {
        assert_eq!(Lang::negotiate("ru-RU,ru;q=0.9,en;q=0.8"), Lang::Ru);
        assert_eq!(Lang::negotiate("fr-FR,en;q=0.5"), Lang::En);
        assert_eq!(Lang::negotiate("uz-Latn-UZ"), Lang::Uz);
        assert_eq!(Lang::negotiate("ja"), Lang::Uz);
        assert_eq!(Lang::negotiate(""), Lang::Uz);
        assert_eq!(Lang::negotiate("\u{0}garbage;;q=,"), Lang::Uz);
    }
}
