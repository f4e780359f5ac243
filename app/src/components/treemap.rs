//! A treemap: areas in the proportion of sums, drawn on the server as SVG; on a phone [`Shares`]
//! stands in its place, and the same data always stands in a table too.
//!
//! Squarified as by M. Bruls, K. Huizing and J. J. van Wijk, "Squarified Treemaps" (2000).
//!
//! [`Shares`]: super::Shares

use leptos::prelude::*;

/// What the drawing is laid out for; in the page its width follows the column.
const WIDTH: f64 = 1_100.0;
const HEIGHT: f64 = 400.0;

/// Colours of slices, in turn (`style/components/chart.css`).
const GLAZES: usize = 8;

/// One part of a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slice {
    /// What it is.
    pub text: String,
    /// The sum in words, short.
    pub figure: String,
    /// The sum.
    pub value: u64,
}

/// Where a slice lies.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Area {
    x: f64,
    y: f64,
    width: f64,
    height: f64,
}

/// The parts of a whole, largest first; those of nothing are left out.
#[component]
pub fn Treemap(
    /// What it shows, with the unit.
    #[prop(into)]
    label: String,
    /// The parts, largest first.
    slices: Vec<Slice>,
) -> impl IntoView {
    let slices: Vec<_> = slices.into_iter().filter(|slice| slice.value > 0).collect();
    let values: Vec<f64> = slices.iter().map(|slice| slice.value as f64).collect();
    let areas = squarified(&values, Area { x: 0.0, y: 0.0, width: WIDTH, height: HEIGHT });
    let drawn = slices.into_iter().zip(areas).enumerate();
    let drawn = drawn.map(|(at, (slice, area))| draw(at, slice, area)).collect_view();
    view! {
        <div class="tree">
            <svg height=HEIGHT.to_string() role="img" aria-label=label>{drawn}</svg>
        </div>
    }
    .into_any()
}

fn draw(at: usize, slice: Slice, area: Area) -> impl IntoView {
    let glaze = format!("glaze-{}", at % GLAZES + 1);
    let (x, mut y) = (share(area.x), area.y);
    let mut lines = Vec::new();
    let label = Label::fitting(&slice, area);
    if let Some(Label { class, height, words }) = label {
        for (class, text, step) in words.into_iter().map(|text| (class, text, height)).chain([(
            "value",
            slice.figure.clone(),
            FIGURE,
        )]) {
            y += step;
            lines.push(
                view! { <text class=class x=x.clone() y=format!("{y:.1}") dx="12">{text}</text> },
            );
        }
    }
    let said = format!("{}: {}", slice.text, slice.figure);
    view! {
        <g>
            <title>{said}</title>
            <rect class=glaze x=x y=format!("{:.1}", area.y) width=share(area.width)
                height=format!("{:.1}", area.height)></rect>
            {lines}
        </g>
    }
}

/// The height of a figure's line.
const FIGURE: f64 = 24.0;

/// A slice's name in lines.
struct Label {
    class: &'static str,
    height: f64,
    words: Vec<String>,
}

impl Label {
    /// In the largest letters for which name and figure have room; none: the table says it.
    fn fitting(slice: &Slice, area: Area) -> Option<Self> {
        let room = area.width - 24.0;
        [("name", 9.0, 22.0), ("small", 7.8, 18.0)].into_iter().find_map(
            |(class, letter, height)| {
                let words = lines(&slice.text, room, letter)?;
                let tall = words.len() as f64 * height + FIGURE + 8.0;
                let figure = slice.figure.chars().count() as f64 * 11.0;
                (tall <= area.height && figure <= room).then_some(Self { class, height, words })
            },
        )
    }
}

/// The words of a text in lines that are no wider than `room`; none where a word is.
fn lines(text: &str, room: f64, letter: f64) -> Option<Vec<String>> {
    let fits = |text: &str| text.chars().count() as f64 * letter <= room;
    let mut lines: Vec<String> = Vec::new();
    for word in text.split(' ') {
        match lines.last_mut().filter(|line| fits(&format!("{line} {word}"))) {
            Some(line) => *line = format!("{line} {word}"),
            None if fits(word) => lines.push(word.to_owned()),
            None => return None,
        }
    }
    Some(lines)
}

/// A width in the page.
fn share(length: f64) -> String {
    format!("{:.2}%", length / WIDTH * 100.0)
}

/// Areas in the proportion of `values`, which are above zero and fall: rows along the shorter side
/// of what is left, each as long as its worst slice gets squarer by it.
fn squarified(values: &[f64], whole: Area) -> Vec<Area> {
    let sum: f64 = values.iter().sum();
    let scale = whole.width * whole.height / sum;
    let sizes: Vec<f64> = values.iter().map(|value| value * scale).collect();
    let (mut left, mut rest) = (whole, sizes.as_slice());
    let mut areas = Vec::with_capacity(values.len());
    while !rest.is_empty() {
        let side = left.width.min(left.height);
        let longer = |count: &usize| {
            let shape = |count: usize| rest.get(..count).map_or(f64::MAX, |row| worst(row, side));
            shape(*count + 1) > shape(*count)
        };
        let count = (1..rest.len()).find(longer).unwrap_or(rest.len());
        let (row, after) = rest.split_at(count);
        left = lay(row, left, &mut areas);
        rest = after;
    }
    areas
}

/// How far from a square the worst of a row is.
fn worst(row: &[f64], side: f64) -> f64 {
    let sum: f64 = row.iter().sum();
    let thick = sum / side;
    row.iter().map(|size| (size / thick / thick).max(thick * thick / size)).fold(0.0, f64::max)
}

/// Lays a row along the shorter side; what is left.
fn lay(row: &[f64], left: Area, areas: &mut Vec<Area>) -> Area {
    let sum: f64 = row.iter().sum();
    let Area { x, y, width, height } = left;
    let mut at = 0.0;
    if width >= height {
        let thick = sum / height;
        for size in row {
            areas.push(Area { x, y: y + at, width: thick, height: size / thick });
            at += size / thick;
        }
        return Area { x: x + thick, width: width - thick, ..left };
    }
    let thick = sum / width;
    for size in row {
        areas.push(Area { x: x + at, y, width: size / thick, height: thick });
        at += size / thick;
    }
    Area { y: y + thick, height: height - thick, ..left }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WHOLE: Area = Area { x: 0.0, y: 0.0, width: 600.0, height: 400.0 };

    fn size(area: &Area) -> f64 {
        area.width * area.height
    }

    #[test]
    fn areas_are_those_of_the_paper() {
        // Figure 5 of the paper: 6, 6, 4, 3, 2, 2, 1 in a rectangle of 6 by 4.
        let values = [6.0, 6.0, 4.0, 3.0, 2.0, 2.0, 1.0];
        let areas = squarified(&values, WHOLE);
        for (area, value) in areas.iter().zip(values) {
            assert!((size(area) - value * 10_000.0).abs() < 0.01, "{value}: {area:?}");
        }
        let near = |one: f64, other: f64| (one - other).abs() < 0.01;
        assert!(near(areas[0].width, 300.0) && near(areas[0].height, 200.0), "{:?}", areas[0]);
        assert!(near(areas[1].y, 200.0) && near(areas[2].x, 300.0), "{areas:?}");
        assert!(near(areas[2].height, 700.0 / 3.0), "{:?}", areas[2]);
    }

    #[test]
    fn nothing_sticks_out_and_nothing_overlaps() {
        let values = [1_034.2, 396.2, 139.3, 124.1, 66.0, 58.9, 49.0, 33.7, 6.8];
        let areas = squarified(&values, WHOLE);
        let filled: f64 = areas.iter().map(size).sum();
        assert!((filled - size(&WHOLE)).abs() < 0.1, "{filled}");
        for (at, one) in areas.iter().enumerate() {
            assert!(one.x + one.width <= 600.01 && one.y + one.height <= 400.01, "{one:?}");
            for other in &areas[..at] {
                let apart = one.x >= other.x + other.width - 0.01
                    || other.x >= one.x + one.width - 0.01
                    || one.y >= other.y + other.height - 0.01
                    || other.y >= one.y + one.height - 0.01;
                assert!(apart, "{one:?} over {other:?}");
            }
        }
        assert!(squarified(&[], WHOLE).is_empty());
    }

    #[test]
    fn a_slice_of_nothing_is_left_out_and_a_narrow_one_says_nothing() {
        let slice = |text: &str, value| Slice { text: text.into(), figure: "1".into(), value };
        let slices = vec![slice("Large", 1_000), slice("Narrow one", 1), slice("None", 0)];
        let html = view! { <Treemap label="All" slices/> }.to_html();
        assert!(html.contains(">Large</text>") && html.contains("<title>Narrow one: 1</title>"));
        assert!(!html.contains(">Narrow one</text>") && !html.contains("None"), "{html}");
    }

    #[test]
    fn a_name_takes_as_many_lines_as_it_needs() {
        let broken = |room| lines("roads and transport", room, 10.0);
        assert_eq!(broken(200.0).unwrap(), ["roads and transport"]);
        assert_eq!(broken(100.0).unwrap(), ["roads and", "transport"]);
        assert_eq!(broken(80.0), None);
    }
}
