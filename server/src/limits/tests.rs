//! Who asked too often is told when to come back; others do not notice.

use super::*;
use std::sync::atomic::{AtomicI64, Ordering};

fn limits() -> (Limits, Arc<AtomicI64>) {
    let now = Arc::new(AtomicI64::new(1_000_000));
    let read = Arc::clone(&now);
    (Limits::new(Clock::new(move || read.load(Ordering::Relaxed))), now)
}

#[test]
fn an_identity_signs_in_so_often_and_no_more() {
    let (limits, now) = limits();
    let (one, other) = (Nullifier([1; 32]), Nullifier([2; 32]));
    let taken = (0..100).take_while(|_| limits.finish_sign_in(one).is_ok()).count();
    assert_eq!(taken, 20);
    assert_eq!(limits.finish_sign_in(one), Err(Problem::TooMany { seconds: 60 }));
    assert_eq!(limits.finish_sign_in(other), Ok(()));
    now.fetch_add(60, Ordering::Relaxed);
    assert_eq!(limits.finish_sign_in(one), Ok(()));
    assert!(limits.finish_sign_in(one).is_err());
}

#[test]
fn what_is_forgotten_is_only_what_has_no_weight_any_more() {
    let (limits, now) = limits();
    let browser = Some([1; 32]);
    while limits.begin_sign_in(browser).is_ok() {}
    limits.0.quotas.browsers.forget_idle();
    assert!(limits.begin_sign_in(browser).is_err());
    now.fetch_add(10 * 30, Ordering::Relaxed);
    limits.0.quotas.browsers.forget_idle();
    let taken = (0..100).take_while(|_| limits.begin_sign_in(browser).is_ok()).count();
    assert_eq!(taken, 10);
}

#[test]
fn a_browser_without_a_name_is_stopped_by_the_capacity_alone() {
    let (limits, _) = limits();
    let begun = (0..10_000).take_while(|_| limits.begin_sign_in(None).is_ok()).count();
    assert_eq!(begun, 2_000);
    assert_eq!(limits.begin_sign_in(None), Err(Problem::Unavailable));
}
