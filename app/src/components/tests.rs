//! What the parts promise together: names that describe, classes that exist, no inline style.

#![cfg(feature = "ssr")]

use leptos::prelude::*;

use super::*;

/// Every style sheet in the order of the cascade.
fn style_sheets() -> String {
    let style = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../style");
    let main = std::fs::read_to_string(style.join("main.css")).unwrap();
    main.lines()
        .filter_map(|line| line.strip_prefix("@import \"")?.strip_suffix("\";"))
        .map(|file| std::fs::read_to_string(style.join(file)).unwrap())
        .collect()
}

fn form() -> AnyView {
    let choices = vec![Choice::new("a", "A", true), Choice::new("b", "B", false)];
    view! {
        <NumberField id="cost" name="cost" label="Cost" suffix="UZS" value=Some("five".to_owned())
            hint=Some("whole".to_owned()) error=Some("not a number".to_owned()) />
        <TextField id="title" name="title" label="Title" />
        <TextArea id="why" name="why" label="Why" count=Some("1 of 2".to_owned()) />
        <ChoiceGroup id="lang" name="lang" legend="Language" radio=true choices />
        <FileField id="photo" name="photo" label="Photo" accept="image/jpeg" />
        <ErrorSummary title="Not sent" errors=vec![Link::new("#cost", "Cost")] />
        <Button look=Look::Danger small=true icon=Glyph::Withdraw>"Withdraw"</Button>
    }
    .into_any()
}

fn card() -> AnyView {
    let more = Link::new("/p/1", "More");
    view! {
        <BallotCard id="p1" name="p" value="1" title="Road" glyph=Glyph::Road category="Roads"
            amount="1" unit="UZS" more chosen_word="Chosen" />
        <Barred id="p1-why" reason="Not enough left." detail="1 of 2" />
    }
    .into_any()
}

fn ranking() -> AnyView {
    let link = Link::new("/p/1", "Road");
    let step = |state| Step {
        label: "Vote".into(),
        dates: None,
        fact: Some("now".into()),
        state,
        spoken: "now".into(),
    };
    let steps = vec![step(StepState::Done), step(StepState::Now), step(StepState::ToCome)];
    view! {
        <Ranking>
            <RankRow place=1 funded=true link=link.clone() figures=vec![] verdict="F" reason="r" />
            <CutLine text="cut" />
            <RankRow place=2 funded=false link figures=vec![] verdict="N" reason="r" />
        </Ranking>
        <Stepper steps across=true />
        <Meter share=625 tick=true />
        <Bar parts=vec![600, 900] kind=BarKind::Chosen />
        <Till id="purse" cast=CastState::Not state="Not cast" money=().into_any()>"go"</Till>
        <TillDone state="Cast" code="7K4M" />
        <Empty title="Nothing" /><Skeleton label="Loading" /><Alert tone=Tone::Bad title="Oh" />
    }
    .into_any()
}

#[test]
fn an_error_describes_its_field_and_keeps_what_was_typed() {
    let html = form().to_html();
    assert!(html.contains(r#"value="five""#));
    assert!(html.contains(r#"aria-invalid="true""#));
    assert!(html.contains(r#"aria-describedby="cost-error cost-hint""#));
    assert!(html.contains(r#"id="cost-error""#) && html.contains(r#"id="cost-hint""#));
    // A field without hint or error points at nothing.
    assert_eq!(html.matches("aria-describedby").count(), 1);
}

#[test]
fn a_bar_never_leaves_its_track() {
    let html = ranking().to_html();
    assert!(html.contains(r#"x="60.0%""#) && html.contains(r#"width="40.0%""#));
}

#[test]
fn every_class_is_styled_and_nothing_is_styled_inline() {
    let sheets = style_sheets();
    for view in [form(), card(), ranking()] {
        let html = view.to_html();
        assert!(!html.contains(" style="), "{html}");
        for list in html.split("class=\"").skip(1).filter_map(|rest| rest.split('"').next()) {
            for class in list.split_whitespace() {
                let known = sheets
                    .match_indices(&format!(".{class}"))
                    .any(|(at, name)| !sheets[at + name.len()..].starts_with(is_name));
                assert!(known, "no rule for .{class}");
            }
        }
    }
}

fn is_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '-' || letter == '_'
}
