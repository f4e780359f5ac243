//! The errand of one ballot: what to do next, and what an answer means. It does nothing itself, so
//! every lost answer, wrong clock and second click is a test.
//!
//! [`Errand::next`] says what to do; whoever does it tells [`Errand::answer`] what came back.
//! Whatever must outlive a crash is kept before anything that depends on it is sent.

mod task;

pub use task::{Reply, Task};

use rand_core::CryptoRng;
use voting::slot::Seq;

use super::clock::{Clock, NextSeq, begins_at, next_seq, slot_after};
use super::failure::Failure;
use super::kept::{Kept, Pending, Ticket};
use super::voter::Voter;
use task::{ProblemJson, ends_in, problem};

/// Seconds before the second, third and fourth try of a request that nobody answered.
const PAUSES: [u64; 3] = [1, 3, 8];
/// Clock answers in a row after which something else is wrong.
const CLOCK_ANSWERS: u8 = 3;

/// The way of one ballot.
pub struct Errand {
    voter: Voter,
    kept: Kept,
    clock: Clock,
    draft: String,
    /// `kept` was changed and not kept yet.
    unkept: bool,
    /// The pending ballot was sent, and no answer to it was good: it may be in.
    sent: bool,
    pause: Option<u64>,
    lost: usize,
    clock_answers: u8,
    end: Option<Result<(), Failure>>,
}

impl Errand {
    /// Sets out to cast the voter's ballot; `draft` tells it from one that is still unanswered.
    #[must_use]
    pub fn new(voter: Voter, kept: Kept, clock: Clock, draft: String) -> Self {
        Self {
            voter,
            sent: kept.pending.is_some(),
            kept,
            clock,
            draft,
            unkept: true,
            pause: None,
            lost: 0,
            clock_answers: 0,
            end: None,
        }
    }

    /// What is kept now.
    #[must_use]
    pub const fn kept(&self) -> &Kept {
        &self.kept
    }

    /// Whether a ballot may be in that nobody answered.
    #[must_use]
    pub const fn in_doubt(&self) -> bool {
        match self.kept.pending {
            Some(_) if self.sent => true,
            _ => self.kept.has_doubtful(),
        }
    }

    /// The box's clock as far as it is known.
    #[must_use]
    pub const fn clock(&self) -> Clock {
        self.clock
    }

    /// The next task; `own` is the device's clock in Unix seconds.
    pub fn next(&mut self, own: u64, rng: &mut impl CryptoRng) -> Task {
        if self.unkept {
            return Task::Keep(self.kept.clone());
        }
        match (self.end, &self.kept.ticket) {
            (Some(Ok(())), Some(ticket)) => return Task::Arrived(ticket.clone()),
            (Some(Err(failure)), _) => return self.stopped(failure),
            _ => {}
        }
        if let Some(seconds) = self.pause {
            return Task::Pause(seconds);
        }
        let task = match (&self.kept.pending, self.kept.credential.clone()) {
            (Some(pending), _) => Ok(Task::Cast(pending.body.clone())),
            (None, None) => self.issue(),
            (None, Some(credential)) => self.seal(&credential, self.clock.at(own), rng),
        };
        task.unwrap_or_else(|failure| self.stopped(failure))
    }

    /// Takes in what came of the task that [`Self::next`] gave last.
    pub fn answer(&mut self, task: &Task, reply: Reply, own: u64) {
        match (task, reply) {
            (Task::Keep(_), Reply::Done) => self.unkept = false,
            (Task::Pause(_), Reply::Done) => self.pause = None,
            (Task::Keep(_), _) => {
                self.unkept = false;
                // A ballot that is in stays in; the next visit asks for its answer again.
                if self.end != Some(Ok(())) {
                    self.stop(Failure::Storage);
                }
            }
            (Task::Issue(_), Reply::Http { status, body }) => self.issued(status, &body),
            (Task::Cast(sent), Reply::Http { status, body }) => {
                self.cast(sent, status, &body, own);
            }
            (Task::Issue(_), _) => self.nothing_came(Failure::Unreachable),
            (Task::Cast(_), _) => self.unanswered(),
            _ => {}
        }
    }

    fn issue(&self) -> Result<Task, Failure> {
        let request = self.voter.issue_request(&self.kept.seed());
        request.map(Task::Issue).map_err(|_| Failure::Mismatch)
    }

    fn seal(
        &mut self,
        credential: &[u8],
        now: u64,
        rng: &mut impl CryptoRng,
    ) -> Result<Task, Failure> {
        let (opens, closes) = self.voter.window();
        let seq = match next_seq(now, self.kept.last(), self.kept.own_from()) {
            _ if now < opens => return Err(Failure::NotOpen),
            _ if now >= closes => return Err(Failure::Closed),
            NextSeq::From(until) if until >= closes => return Err(Failure::NoTime),
            NextSeq::From(until) => return Ok(Task::Wait { until }),
            NextSeq::Now(seq) => seq,
        };
        let seed = self.kept.seed();
        let body = self.voter.ballot(&seed, credential, seq, rng);
        let body = body.map_err(|_| Failure::WrongAnswer)?;
        self.kept.pending = Some(Pending { body, seq: seq.number(), draft: self.draft.clone() });
        self.sent = false;
        self.unkept = true;
        Ok(Task::Keep(self.kept.clone()))
    }

    fn issued(&mut self, status: u16, body: &[u8]) {
        match status {
            200 => match self.voter.credential(&self.kept.seed(), body) {
                Ok(credential) => {
                    self.kept.credential = Some(credential);
                    self.unkept = true;
                    self.lost = 0;
                }
                Err(_) => self.stop(Failure::WrongAnswer),
            },
            401 => self.stop(Failure::SignIn),
            403 => self.stop(Failure::NotEligible),
            409 => self.stop(Failure::ElsewhereKey),
            404 | 410 => self.stop(Failure::Closed),
            422 if problem(body).is_some_and(|problem| problem.is("not-open")) => {
                self.stop(Failure::NotOpen);
            }
            400..=499 => self.stop(Failure::Refused),
            _ => self.nothing_came(Failure::Unreachable),
        }
    }

    fn cast(&mut self, sent: &[u8], status: u16, body: &[u8], own: u64) {
        match (status, problem(body)) {
            (200 | 201, _) => match self.voter.accepted(sent, body, self.clock.at(own)) {
                Ok(ticket) => self.arrive(ticket),
                Err(_) => {
                    self.sent = true;
                    self.stop(Failure::WrongAnswer);
                }
            },
            (422, Some(ProblemJson { kind, now: Some(now) })) if ends_in(&kind, "clock") => {
                self.realign(now, own);
            }
            (422, Some(problem)) if problem.is("not-open") => {
                self.give_up(Failure::NotOpen);
            }
            (429, _) => self.wait_for_next_slot(own),
            (410, _) => self.give_up(Failure::Closed),
            (400..=499, problem) => {
                // The box names the check; what does not may be something in between, that passed
                // the ballot on.
                self.sent |= problem.is_none();
                self.give_up(Failure::Refused);
            }
            _ => self.unanswered(),
        }
    }

    /// A ballot is in. Where it was an older, unanswered one, the new one follows.
    fn arrive(&mut self, ticket: Ticket) {
        let draft = self.kept.pending.as_ref().map(|pending| pending.draft.clone());
        self.kept.settle(ticket);
        self.unkept = true;
        self.lost = 0;
        self.clock_answers = 0;
        if draft.is_some_and(|draft| draft == self.draft) {
            self.end = Some(Ok(()));
        }
    }

    /// The box looks at the slot before anything else. A ballot of a slot that is over may be in
    /// from an earlier try: the new one has a higher number and takes its place.
    fn realign(&mut self, now: u64, own: u64) {
        self.clock = Clock::aligned(now, own);
        self.clock_answers += 1;
        self.drop_pending();
        self.kept.start_over(now);
        self.unkept = true;
        if self.clock_answers >= CLOCK_ANSWERS {
            self.stop(Failure::Refused);
        }
    }

    fn wait_for_next_slot(&mut self, own: u64) {
        let full = self.kept.pending.as_ref().map(|pending| Seq::from_number(pending.seq).slot());
        self.drop_pending();
        let next = full.map_or(begins_at(slot_after(self.clock.at(own))), |slot| slot.ends_at());
        self.kept.wait_until(next);
        self.unkept = true;
    }

    fn unanswered(&mut self) {
        self.sent = true;
        self.nothing_came(Failure::Unanswered);
    }

    fn nothing_came(&mut self, failure: Failure) {
        match PAUSES.get(self.lost) {
            Some(seconds) => self.pause = Some(*seconds),
            None => self.stop(failure),
        }
        self.lost += 1;
    }

    /// This ballot is not sent again.
    fn give_up(&mut self, failure: Failure) {
        self.drop_pending();
        self.unkept = true;
        self.stop(failure);
    }

    /// The answer to this try is no; an earlier one may be in, and its number is used then.
    fn drop_pending(&mut self) {
        if self.sent {
            self.kept.doubt();
        }
        self.kept.pending = None;
        self.sent = false;
    }

    /// What stopped the errand, without denying a ballot that may be in.
    const fn stopped(&self, failure: Failure) -> Task {
        Task::Stop(if self.in_doubt() {
            failure.in_doubt(self.kept.pending.is_some())
        } else {
            failure
        })
    }

    fn stop(&mut self, failure: Failure) {
        self.end = Some(Err(failure));
    }
}

#[cfg(test)]
mod tests;
