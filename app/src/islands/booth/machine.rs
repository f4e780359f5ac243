//! The states of the booth, and what each click does in each of them. No browser in here.

use super::choices::Choices;
use super::failure::Failure;

/// Where the voter is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// The list of projects.
    Choosing,
    /// What, where and cost, before the one cast.
    Summary,
    /// The ballot is on its way.
    Working(Work),
    /// It is in.
    Cast,
    /// It is not, and this is what to do.
    Failed(Failure),
    /// A recovery code is asked for.
    Code(CodeEntry),
}

/// What happens with the ballot right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Manifest and credential.
    Sealing,
    /// Ballot and answer.
    Casting,
    /// This device may cast from this time on, in Unix seconds.
    Waiting(u64),
}

/// How far a recovery code got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeEntry {
    /// Not typed yet.
    Empty,
    /// Typed with an error.
    Mistyped,
    /// Without an error, but of another person or election.
    Foreign,
}

/// What the voter or the network did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// A box was ticked or cleared.
    Pick {
        /// Which project, by position.
        position: usize,
        /// Ticked.
        on: bool,
    },
    /// On to the summary.
    Review,
    /// Back to the list.
    Back,
    /// Seal and cast.
    Cast,
    /// The same once more.
    Retry,
    /// The errand goes on.
    At(Work),
    /// The ballot is in since this time.
    Arrived(u64),
    /// The errand stopped.
    Failed(Failure),
    /// Vote again, or change something.
    Again,
    /// A code was typed: with or without an error.
    Code {
        /// The check symbol fits.
        fits: bool,
    },
}

/// What the browser does about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Act {
    /// Nothing.
    Nothing,
    /// Keep the draft.
    SaveDraft,
    /// Set out with the choices.
    SetOut,
    /// Take over the code that was typed, then set out with the choices.
    Recover,
}

/// The booth's whole state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Booth {
    /// Where the voter is.
    pub stage: Stage,
    /// What is chosen.
    pub choices: Choices,
    /// When the ballot that counts so far came in.
    pub cast_at: Option<u64>,
    /// The credential was asked for with a recovery code.
    recovered: bool,
}

/// The one sentence that is always in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// NOT CAST YET.
    NotCast,
    /// CAST at this time.
    Cast(u64),
    /// The ballot of this time counts; what is chosen now is not cast yet.
    Changing(u64),
}

impl Booth {
    /// At the list.
    #[must_use]
    pub const fn new(choices: Choices) -> Self {
        Self { stage: Stage::Choosing, choices, cast_at: None, recovered: false }
    }

    /// This device kept the ticket of a ballot.
    pub const fn found(&mut self, at: u64) {
        self.cast_at = Some(at);
        self.stage = Stage::Cast;
    }

    /// The draft of an earlier visit; where a ballot is in already, it is a change of it.
    pub fn restore(&mut self, choices: Choices) {
        if choices.count() > 0 {
            self.choices = choices;
            self.stage = Stage::Choosing;
        }
    }

    /// Takes in what happened. What does not belong to the state changes nothing: a second click
    /// on "cast" finds the booth at work.
    pub fn handle(&mut self, event: Event) -> Act {
        match (self.stage, event) {
            (Stage::Choosing, Event::Pick { position, on }) => self.pick(position, on),
            (Stage::Summary, Event::Pick { position, on: false }) => {
                let act = self.pick(position, false);
                if !self.choices.is_enough() {
                    self.stage = Stage::Choosing;
                }
                act
            }
            (Stage::Choosing, Event::Review) if self.choices.is_enough() => {
                self.go(Stage::Summary, Act::Nothing)
            }
            (Stage::Summary | Stage::Failed(_) | Stage::Code(_), Event::Back) => {
                self.go(Stage::Choosing, Act::Nothing)
            }
            (Stage::Summary, Event::Cast) if self.choices.is_enough() => {
                self.go(Stage::Working(Work::Sealing), Act::SetOut)
            }
            (Stage::Failed(failure), Event::Retry) if failure.can_be_retried() => {
                self.go(Stage::Working(Work::Sealing), Act::SetOut)
            }
            (Stage::Code(_), Event::Code { fits }) => self.code(fits),
            (Stage::Working(_), Event::At(work)) => self.go(Stage::Working(work), Act::Nothing),
            (Stage::Working(_), Event::Arrived(at)) => self.arrive(at),
            (Stage::Working(_), Event::Failed(failure)) => self.fail(failure),
            (Stage::Cast, Event::Again) => self.go(Stage::Choosing, Act::Nothing),
            _ => Act::Nothing,
        }
    }

    /// An unanswered ballot of an earlier visit is sent again at once.
    pub fn resume(&mut self, choices: Choices) -> Act {
        self.choices = choices;
        self.go(Stage::Working(Work::Casting), Act::SetOut)
    }

    /// The sentence.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        match (self.cast_at, self.stage) {
            (None, _) => Standing::NotCast,
            (Some(at), Stage::Cast) => Standing::Cast(at),
            (Some(at), _) => Standing::Changing(at),
        }
    }

    /// Leaving now loses something: the browser asks first.
    #[must_use]
    pub fn warns_on_leaving(&self) -> bool {
        match self.stage {
            Stage::Cast => false,
            Stage::Working(_) => true,
            _ => self.choices.count() > 0,
        }
    }

    fn pick(&mut self, position: usize, on: bool) -> Act {
        if on {
            self.choices.add(position);
        } else {
            self.choices.remove(position);
        }
        Act::SaveDraft
    }

    fn code(&mut self, fits: bool) -> Act {
        if !fits {
            return self.go(Stage::Code(CodeEntry::Mistyped), Act::Nothing);
        }
        self.recovered = true;
        self.go(Stage::Working(Work::Sealing), Act::Recover)
    }

    fn fail(&mut self, failure: Failure) -> Act {
        let stage = match failure {
            Failure::ElsewhereKey if self.recovered => Stage::Code(CodeEntry::Foreign),
            Failure::ElsewhereKey => Stage::Code(CodeEntry::Empty),
            other => Stage::Failed(other),
        };
        self.go(stage, Act::Nothing)
    }

    fn arrive(&mut self, at: u64) -> Act {
        self.cast_at = Some(at);
        self.recovered = false;
        self.go(Stage::Cast, Act::Nothing)
    }

    const fn go(&mut self, stage: Stage, act: Act) -> Act {
        self.stage = stage;
        act
    }
}

#[cfg(test)]
mod tests {
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
            1 => Just(Event::Arrived(9)),
            1 => any::<bool>().prop_map(|fits| Event::Code { fits }),
            1 => prop::sample::select(&Failure::ALL[..]).prop_map(Event::Failed),
        ]
    }

    proptest! {
        /// Whatever happens in whatever order: nothing sets out with too few or too many, nothing
        /// sets out twice, and CAST is said only after an answer.
        #[test]
        fn no_order_of_events_casts_wrongly(events in prop::collection::vec(event(), 0..60)) {
            let mut booth = booth(1);
            let mut arrived = false;
            for event in events {
                let was_at_work = matches!(booth.stage, Stage::Working(_));
                let act = booth.handle(event);
                arrived |= was_at_work && matches!(event, Event::Arrived(_));
                if matches!(act, Act::SetOut | Act::Recover) {
                    prop_assert!(!was_at_work);
                    prop_assert!(booth.choices.is_enough() && booth.choices.count() <= 2);
                }
                prop_assert_eq!(booth.cast_at.is_some(), arrived);
                prop_assert_eq!(booth.standing() == Standing::NotCast, !arrived);
            }
        }
    }
}
