//! Bars with both ends in words.

use leptos::prelude::*;

/// What a bar's filled part means.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum BarKind {
    /// Turquoise: done, available.
    #[default]
    Fill,
    /// Lapis with seams: what you have chosen, or what was asked.
    Chosen,
    /// Apricot: Hashar's own slice.
    You,
    /// Grey: what is not funded. Losing a vote is no error.
    Quiet,
}

/// A caption at one end of a bar: words, then a figure in bold.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Caption {
    /// Words.
    pub text: String,
    /// The figure, in bold after the words.
    pub figure: String,
}

impl Caption {
    /// `text` and then `figure` in bold; either may be empty.
    pub fn new(text: impl Into<String>, figure: impl Into<String>) -> Self {
        Self { text: text.into(), figure: figure.into() }
    }
}

/// A bare bar: `parts` are per mille of its width, from the left, with a seam between them.
///
/// Hidden from screen readers; captions carry the figures.
#[component]
pub fn Bar(
    /// Widths of the filled parts, per mille, in order.
    parts: Vec<u16>,
    /// What they mean.
    #[prop(default = BarKind::Fill)]
    kind: BarKind,
    /// A mark at the end of the filled part.
    #[prop(optional)]
    tick: bool,
) -> impl IntoView {
    let mut end = 0_u16;
    let rects: Vec<_> = parts
        .into_iter()
        .map(|part| {
            let start = end;
            end = end.saturating_add(part).min(1000);
            let width = percent(end.saturating_sub(start));
            view! { <BarPart start=percent(start) width kind /> }
        })
        .collect();
    let tick = tick
        .then(|| view! { <rect class="m-tick" x=percent(end) y="0" width="2" height="14"></rect> });
    view! { <BarFrame>{rects}{tick}</BarFrame> }.into_any()
}

/// A bar without its filled parts, which are children.
#[component]
pub fn BarFrame(
    /// The parts.
    children: Children,
) -> impl IntoView {
    view! {
        <svg class="bar" aria-hidden="true">
            <rect class="m-track" y="3" width="100%" height="8"></rect>
            {children()}
        </svg>
    }
    .into_any()
}

/// A filled part of a bar.
#[component]
pub fn BarPart(
    /// Where it begins, as an SVG length.
    #[prop(into)]
    start: String,
    /// How long it is.
    #[prop(into)]
    width: String,
    /// What it means.
    kind: BarKind,
) -> impl IntoView {
    let class = match kind {
        BarKind::Fill => "m-fill",
        BarKind::Chosen => "m-over",
        BarKind::You => "m-you",
        BarKind::Quiet => "m-quiet",
    };
    view! { <rect class=class x=start y="3" width=width height="8"></rect> }
}

/// Captions of a bar's two ends on one line.
#[component]
pub fn Captions(
    /// Left end.
    #[prop(default = Caption::default())]
    start: Caption,
    /// Right end.
    #[prop(default = Caption::default())]
    end: Caption,
) -> impl IntoView {
    let one = |caption: Caption| {
        let gap = if caption.text.is_empty() || caption.figure.is_empty() { "" } else { " " };
        view! { <span>{format!("{}{gap}", caption.text)}<b>{caption.figure}</b></span> }
    };
    view! { <p class="cap">{one(start)}{one(end)}</p> }.into_any()
}

/// A bar with captions above and below.
#[component]
pub fn Meter(
    /// The filled share, per mille of the whole.
    share: u16,
    /// What it means.
    #[prop(default = BarKind::Fill)]
    kind: BarKind,
    /// A mark at the end of the filled part.
    #[prop(optional)]
    tick: bool,
    /// Captions above: left and right end.
    #[prop(default = None, into)]
    above: Option<(Caption, Caption)>,
    /// Captions below: left and right end.
    #[prop(default = None, into)]
    below: Option<(Caption, Caption)>,
) -> impl IntoView {
    view! {
        <div class="meter">
            {above.map(|(start, end)| view! { <Captions start end /> })}
            <Bar parts=vec![share] kind tick />
            {below.map(|(start, end)| view! { <Captions start end /> })}
        </div>
    }
    .into_any()
}

/// Per mille as an SVG length.
pub(crate) fn percent(per_mille: u16) -> String {
    format!("{}.{}%", per_mille / 10, per_mille % 10)
}

#[cfg(test)]
mod tests {
    use super::percent;

    #[test]
    fn per_mille_becomes_a_percentage_with_one_digit() {
        assert_eq!(percent(0), "0.0%");
        assert_eq!(percent(7), "0.7%");
        assert_eq!(percent(625), "62.5%");
        assert_eq!(percent(1000), "100.0%");
    }
}
