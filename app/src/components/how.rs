//! "How it works": five drawn pictures with their words.

use leptos::prelude::*;

/// The five pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HowStep {
    /// A page and a pencil.
    Propose,
    /// A page under a lens.
    Screen,
    /// A telephone and a sealed envelope.
    Vote,
    /// An open book of figures.
    Count,
    /// Bricks, a lamp and a tree.
    Build,
}

/// One picture on its tile; recolours in the dark.
#[component]
pub fn HowPicture(
    /// Which.
    step: HowStep,
) -> impl IntoView {
    let (class, drawing) = match step {
        HowStep::Propose => ("pic tile pic-turq", PROPOSE),
        HowStep::Screen => ("pic tile pic-orik", SCREEN),
        HowStep::Vote => ("pic tile", VOTE),
        HowStep::Count => ("pic tile pic-turq", COUNT),
        HowStep::Build => ("pic tile pic-orik", BUILD),
    };
    let paths = drawing.iter().map(|(class, d)| view! { <path class=*class d=*d></path> });
    view! {
        <div class=class>
            <svg viewBox="0 0 120 120" aria-hidden="true">{paths.collect_view()}</svg>
        </div>
    }
    .into_any()
}

/// The list of steps: a picture, a name and a sentence each.
#[component]
pub fn HowItWorks(
    /// Picture, name, sentence.
    steps: Vec<(HowStep, String, String)>,
) -> impl IntoView {
    let steps = steps.into_iter().map(|(step, title, text)| {
        view! { <li><HowPicture step /><h3>{title}</h3><p>{text}</p></li> }
    });
    view! { <ol class="how" role="list">{steps.collect_view()}</ol> }.into_any()
}

/// Classes: w white paper, t turquoise, o apricot, a pomegranate, b lapis, s outlined, l line.
type Drawing = &'static [(&'static str, &'static str)];

const PROPOSE: Drawing = &[
    ("w s", "M30 22h46l14 14v62H30z"),
    ("l", "M76 22v14h14"),
    ("t s", "M40 46h22v16H40z"),
    ("l", "M70 48h12M70 58h12M40 72h42M40 82h26"),
    ("o s", "m70 92 26-26 9 9-26 26-12 3z"),
    ("l", "m90 72 9 9"),
];
const SCREEN: Drawing = &[
    ("w s", "M22 24h52v70H22z"),
    ("l", "M32 38h14M32 50h32M32 62h20M32 74h14"),
    ("t", "M32 80h10v6H32z"),
    ("o s", "M76 44a22 22 0 1 1 0 44 22 22 0 0 1 0-44z"),
    ("w s", "M76 50a16 16 0 1 1 0 32 16 16 0 0 1 0-32z"),
    ("l", "m68 66 6 6 10-12"),
    ("l thick", "m92 82 14 16"),
];
const VOTE: Drawing = &[
    ("w s", "M38 14h44a4 4 0 0 1 4 4v84a4 4 0 0 1-4 4H38a4 4 0 0 1-4-4V18a4 4 0 0 1 4-4z"),
    ("l", "M54 22h12"),
    ("t s", "M44 36h10v10H44z"),
    ("l", "m46 41 3 3 5-7M60 41h16M60 57h16M44 52h10v10H44z"),
    ("b s", "M54 72h48v30H54z"),
    ("l pale", "m55 73 23 17 23-17"),
    (
        "o s",
        "M78 83l2.63 2.64h3.73v3.73L87 92l-2.64 2.63v3.73h-3.73L78 101l-2.63-2.64h-3.73v-3.73L69 92l2.64-2.63v-3.73h3.73z",
    ),
];
const COUNT: Drawing = &[
    ("w s", "M60 34c-12-8-28-10-42-8v64c14-2 30 0 42 8 12-8 28-10 42-8V26c-14-2-30 0-42 8z"),
    ("l", "M60 34v64"),
    ("t", "M28 68h7v12h-7zM39 56h7v25h-7z"),
    ("l", "M26 82h26M70 46h22M70 56h22M70 66h14"),
    ("a", "M26 50h26v3H26z"),
    (
        "o s",
        "M90 71l3.81 3.81h5.38v5.38L103 84l-3.81 3.81v5.38h-5.38L90 97l-3.81-3.81h-5.38v-5.38L77 84l3.81-3.81v-5.38h5.38z",
    ),
    ("l", "m84 84 4 4 7-8"),
];
const BUILD: Drawing = &[
    ("l", "M12 100h96"),
    ("w s", "M26 76h16v12H26zM42 76h16v12H42zM18 88h16v12H18zM34 88h16v12H34zM50 88h16v12H50z"),
    ("o s", "M34 64h16v12H34z"),
    ("l", "M86 100V30H72v8"),
    ("o s", "M65 46l7-8 7 8z"),
    ("l", "M100 100V82"),
    ("t s", "M100 56c8 0 10 10 10 14s-3 12-10 12-10-8-10-12 2-14 10-14z"),
    ("l thin", "M66 54l-2 6M72 54v7M78 54l2 6"),
];
