//! Several lines of text.

use leptos::prelude::*;

use super::{Field, field::described_by};

/// Several lines of text with a count of characters.
#[component]
pub fn TextArea(
    /// Id of the control.
    #[prop(into)]
    id: String,
    /// Name that is sent.
    #[prop(into)]
    name: String,
    /// What to enter.
    #[prop(into)]
    label: String,
    /// What was entered before: kept after an error.
    #[prop(default = None, into)]
    value: Option<String>,
    /// How to enter it.
    #[prop(default = None, into)]
    hint: Option<String>,
    /// What is wrong.
    #[prop(default = None, into)]
    error: Option<String>,
    /// A word after the label: "optional".
    #[prop(default = None, into)]
    aside: Option<String>,
    /// Used and allowed characters in words: "120 of 2 000". The server still checks.
    #[prop(default = None, into)]
    count: Option<String>,
    /// Lines shown.
    #[prop(default = 6)]
    rows: u32,
    /// Must be filled in.
    #[prop(optional)]
    required: bool,
) -> impl IntoView {
    let described = described_by(&id, hint.is_some(), error.is_some());
    let invalid = error.is_some().then_some("true");
    // No maxlength: pasting must not silently cut what somebody wrote.
    view! {
        <Field id=id.clone() label aside hint error>
            <textarea class="in" id=id name=name rows=rows required=required aria-invalid=invalid
                aria-describedby=described>{escaped(&value.unwrap_or_default())}</textarea>
            {count.map(|count| view! { <p class="count">{count}</p> })}
        </Field>
    }
    .into_any()
}

/// What stands between the tags. leptos writes the text of a textarea as it is, so it is escaped
/// here; the first line end is the parser's, not the text's (HTML, section 13.2.6.4.7).
fn escaped(text: &str) -> String {
    format!("\n{}", text.replace('&', "&amp;").replace('<', "&lt;"))
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use leptos::reactive::owner::Owner;

    #[test]
    fn a_text_cannot_leave_its_field() {
        let typed = "\n</textarea><script>&amp;".to_owned();
        let html = Owner::new()
            .with(|| view! { <TextArea id="a" name="a" label="A" value=typed/> }.to_html());
        let kept = ">\n\n&lt;/textarea>&lt;script>&amp;amp;</textarea>";
        assert!(html.contains(kept), "leptos may escape by itself now: {html}");
    }
}
