//! Every click in every state.

use super::super::offer::{Kind, Rules};
use super::super::testing::offer;
use super::*;
use proptest::prelude::*;

fn booth(min: u16) -> Booth {
    let rules = Rules { kind: Kind::Approval, min, max: 2, envelope: 0 };
    Booth::new(Choices::none(&offer(rules, &[5, 6, 7])))
}

fn at_work() -> Booth {
    let mut booth = booth(1);
    booth.handle(Event::Pick { position: 0, on: true });
    booth.handle(Event::Review);
    assert_eq!(booth.handle(Event::Cast), Act::SetOut);
    booth
}

#[test]
fn the_short_way_is_pick_review_cast() {
    let mut booth = at_work();
    assert_eq!(booth.standing(), Standing::NotCast);
    booth.handle(Event::At(Work::Casting));
    booth.handle(Event::Arrived(99));
    assert_eq!((booth.stage, booth.standing()), (Stage::Cast, Standing::Cast(99)));
    assert!(!booth.warns_on_leaving());
    booth.handle(Event::Again);
    assert_eq!(booth.standing(), Standing::Changing(99));
}

#[test]
fn a_double_click_sets_out_once() {
    let mut booth = at_work();
    for event in [Event::Cast, Event::Retry, Event::Review, Event::Back, Event::Again] {
        assert_eq!(booth.handle(event), Act::Nothing);
    }
    assert!(matches!(booth.stage, Stage::Working(_)));
}

#[test]
fn too_few_cannot_be_cast_and_a_blank_ballot_only_where_allowed() {
    let mut strict = booth(1);
    strict.handle(Event::Review);
    assert_eq!(strict.stage, Stage::Choosing);
    let mut blank = booth(0);
    blank.handle(Event::Review);
    assert_eq!(blank.handle(Event::Cast), Act::SetOut);
    let mut emptied = booth(1);
    emptied.handle(Event::Pick { position: 1, on: true });
    emptied.handle(Event::Review);
    emptied.handle(Event::Pick { position: 1, on: false });
    assert_eq!(emptied.stage, Stage::Choosing);
}

#[test]
fn a_failure_keeps_the_choices_and_says_whether_to_retry() {
    for failure in Failure::ALL {
        let mut booth = at_work();
        booth.handle(Event::Failed(failure));
        let retried = booth.clone().handle(Event::Retry);
        assert_eq!(retried == Act::SetOut, failure.can_be_retried(), "{failure:?}");
        booth.handle(Event::Back);
        assert_eq!((booth.stage, booth.choices.count()), (Stage::Choosing, 1));
    }
}

#[test]
fn an_unanswered_ballot_is_neither_cast_nor_not_cast() {
    let mut booth = at_work();
    booth.handle(Event::At(Work::Casting));
    booth.handle(Event::Doubt(true));
    booth.handle(Event::Failed(Failure::Unanswered));
    assert_eq!(booth.standing(), Standing::NotKnown);
    booth.handle(Event::Back);
    assert_eq!(booth.standing(), Standing::NotKnown);
    let mut reloaded = booth.clone();
    reloaded.in_doubt = false;
    assert_eq!(reloaded.resume(booth.choices), Act::SetOut);
    assert_eq!(reloaded.standing(), Standing::NotKnown);
    reloaded.handle(Event::Arrived(99));
    assert_eq!(reloaded.standing(), Standing::Cast(99));
}

#[test]
fn a_code_is_read_again_until_it_fits_and_belongs_here() {
    let mut booth = at_work();
    booth.handle(Event::Failed(Failure::ElsewhereKey));
    assert_eq!(booth.stage, Stage::Code(CodeEntry::Empty));
    assert_eq!(booth.handle(Event::Code { fits: false }), Act::Nothing);
    assert_eq!(booth.stage, Stage::Code(CodeEntry::Mistyped));
    assert_eq!(booth.handle(Event::Code { fits: true }), Act::Recover);
    booth.handle(Event::Failed(Failure::ElsewhereKey));
    assert_eq!(booth.stage, Stage::Code(CodeEntry::Foreign));
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        4 => (0..4_usize, any::<bool>())
            .prop_map(|(position, on)| Event::Pick { position, on }),
        3 => Just(Event::Review),
        3 => Just(Event::Cast),
        1 => Just(Event::Back),
        1 => Just(Event::Retry),
        1 => Just(Event::Again),
        1 => Just(Event::At(Work::Casting)),
        1 => any::<bool>().prop_map(Event::Doubt),
        1 => Just(Event::Arrived(9)),
        1 => any::<bool>().prop_map(|fits| Event::Code { fits }),
        1 => prop::sample::select(&Failure::ALL[..]).prop_map(Event::Failed),
    ]
}

proptest! {
    /// Whatever happens in whatever order: nothing sets out with too few or too many, nothing
    /// sets out twice, CAST is said only after an answer, and neither CAST nor NOT CAST in doubt or
    /// where another device may have cast.
    #[test]
    fn no_order_of_events_casts_wrongly(events in prop::collection::vec(event(), 0..60)) {
        let mut booth = booth(1);
        let (mut arrived, mut in_doubt, mut elsewhere) = (false, false, false);
        for event in events {
            let was_at_work = matches!(booth.stage, Stage::Working(_));
            let act = booth.handle(event);
            arrived |= was_at_work && matches!(event, Event::Arrived(_));
            match event {
                Event::Doubt(doubt) if was_at_work => in_doubt = doubt,
                Event::Arrived(_) if was_at_work => (in_doubt, elsewhere) = (false, false),
                Event::Failed(Failure::ElsewhereKey) if was_at_work => elsewhere = true,
                _ => {}
            }
            if matches!(act, Act::SetOut | Act::Recover) {
                prop_assert!(!was_at_work);
                prop_assert!(booth.choices.is_enough() && booth.choices.count() <= 2);
            }
            prop_assert_eq!(booth.cast_at.is_some(), arrived);
            let unknown = in_doubt || (elsewhere && !arrived);
            prop_assert_eq!(booth.standing() == Standing::NotKnown, unknown);
            prop_assert_eq!(booth.standing() == Standing::NotCast, !arrived && !unknown);
        }
    }
}
