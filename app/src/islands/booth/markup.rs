//! HTML with places in it: what the server rendered once, filled in the browser with what changes.

/// A piece of HTML. Text becomes one through [`Markup::text`] alone, so that a project's title can
/// never be read as a tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Markup(String);

impl Markup {
    /// Text, with everything escaped that HTML could read as more than text.
    pub(super) fn text(text: &str) -> Self {
        let mut html = String::with_capacity(text.len());
        for letter in text.chars() {
            match letter {
                '&' => html.push_str("&amp;"),
                '<' => html.push_str("&lt;"),
                '>' => html.push_str("&gt;"),
                '"' => html.push_str("&quot;"),
                '\'' => html.push_str("&#39;"),
                other => html.push(other),
            }
        }
        Self(html)
    }

    /// HTML of the page itself.
    pub(super) const fn of_page(html: String) -> Self {
        Self(html)
    }

    /// Puts values in the places `{name}`. What a value brings is not looked through again, and a
    /// brace that names nothing stays.
    pub(super) fn fill(&self, values: &[(&str, Self)]) -> Self {
        let mut html = String::with_capacity(self.0.len());
        let mut rest = self.0.as_str();
        while let Some((before, from)) = rest.split_once('{') {
            html.push_str(before);
            let place = from.split_once('}').and_then(|(name, after)| {
                let value = values.iter().find(|(known, _)| *known == name)?;
                Some((&value.1, after))
            });
            rest = match place {
                Some((value, after)) => {
                    html.push_str(&value.0);
                    after
                }
                None => {
                    html.push('{');
                    from
                }
            };
        }
        html.push_str(rest);
        Self(html)
    }

    /// One after the other.
    pub(super) fn join(parts: impl IntoIterator<Item = Self>) -> Self {
        Self(parts.into_iter().map(|part| part.0).collect())
    }

    /// The HTML.
    pub(super) fn html(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn page(html: &str) -> Markup {
        Markup::of_page(html.to_owned())
    }

    #[test]
    fn values_take_their_places_once() {
        let values = [("a", Markup::text("{b}")), ("b", Markup::text("1 < 2"))];
        assert_eq!(page("<p>{a} and {b}</p>").fill(&values), page("<p>{b} and 1 &lt; 2</p>"));
        assert_eq!(page("{c} { {a").fill(&values), page("{c} { {a"));
        assert_eq!(Markup::join([page("<i>"), Markup::text("<i>")]), page("<i>&lt;i&gt;"));
    }

    proptest! {
        #[test]
        fn no_text_leaves_its_place(text in "\\PC*") {
            let filled = page("<p title=\"{a}\">{a}</p>").fill(&[("a", Markup::text(&text))]);
            let html = filled.html();
            prop_assert_eq!(html.matches('<').count(), 2);
            prop_assert_eq!(html.matches('>').count(), 2);
            prop_assert_eq!(html.matches('"').count(), 2);
        }
    }
}
