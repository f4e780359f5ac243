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
    /// Whether a ballot may be in that nobody answered.
    Doubt(bool),
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
    /// A ballot was sent that nobody answered.
    in_doubt: bool,
    /// Another device of this person has the credential, and may have cast.
    elsewhere: bool,
}

/// The one sentence that is always in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// NOT CAST YET.
    NotCast,
    /// NOT KNOWN YET: a ballot was sent that nobody answered, it may be in.
    NotKnown,
    /// CAST at this time.
    Cast(u64),
    /// The ballot of this time counts; what is chosen now is not cast yet.
    Changing(u64),
}

impl Booth {
    /// At the list.
    #[must_use]
    pub const fn new(choices: Choices) -> Self {
        Self {
            stage: Stage::Choosing,
            choices,
            cast_at: None,
            recovered: false,
            in_doubt: false,
            elsewhere: false,
        }
    }

    /// This device kept the ticket of a ballot.
    pub const fn found(&mut self, at: u64) {
        self.cast_at = Some(at);
        self.stage = Stage::Cast;
    }

    /// Another tab of this browser cast a ballot meanwhile.
    pub fn learned(&mut self, at: u64) {
        self.cast_at = self.cast_at.max(Some(at));
    }

    /// This device sent a ballot that nobody answered, and does not send it again.
    pub const fn doubt(&mut self) {
        self.in_doubt = true;
        self.stage = Stage::Choosing;
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
            (Stage::Working(_), Event::Doubt(in_doubt)) => {
                self.in_doubt = in_doubt;
                Act::Nothing
            }
            (Stage::Working(_), Event::Arrived(at)) => self.arrive(at),
            (Stage::Working(_), Event::Failed(failure)) => self.fail(failure),
            (Stage::Cast, Event::Again) => self.go(Stage::Choosing, Act::Nothing),
            _ => Act::Nothing,
        }
    }

    /// An unanswered ballot of an earlier visit is sent again at once.
    pub fn resume(&mut self, choices: Choices) -> Act {
        self.choices = choices;
        self.in_doubt = true;
        self.go(Stage::Working(Work::Casting), Act::SetOut)
    }

    /// The sentence.
    #[must_use]
    pub const fn standing(&self) -> Standing {
        match (self.cast_at, self.stage) {
            _ if self.in_doubt => Standing::NotKnown,
            (None, _) if self.elsewhere => Standing::NotKnown,
            (None, _) => Standing::NotCast,
            (Some(at), Stage::Cast) => Standing::Cast(at),
            (Some(at), _) => Standing::Changing(at),
        }
    }

    /// Leaving now loses something: the browser asks first.
    #[must_use]
    pub fn warns_on_leaving(&self) -> bool {
        match self.stage {
            // The draft is still here after signing in.
            Stage::Cast | Stage::Failed(Failure::SignIn) => false,
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
        self.elsewhere |= failure == Failure::ElsewhereKey;
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
        self.in_doubt = false;
        self.elsewhere = false;
        self.go(Stage::Cast, Act::Nothing)
    }

    const fn go(&mut self, stage: Stage, act: Act) -> Act {
        self.stage = stage;
        act
    }
}

#[cfg(test)]
mod tests;
