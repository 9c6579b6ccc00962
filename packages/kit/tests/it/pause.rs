use isthmus_api::access::events::{Pause, Unpause};
use isthmus_api::access::PausedScope;
use isthmus_api::event::TypedEvent;
use isthmus_kit::pause::MAX_PAUSE_SECONDS;
use isthmus_kit::AccessError;

use crate::till::{Msg, Scope, Suite};

fn pause(scopes: &[Scope], seconds: u64) -> Msg {
    Msg::Pause { scopes: scopes.to_vec(), seconds }
}

#[test]
fn a_pause_holds_its_scope_and_ends_by_itself() {
    let mut suite = Suite::new();
    let events = suite.ok("pat", pause(&[Scope::Pay, Scope::Refund], 50));
    let (until, by) = (suite.now() + 50, suite.addr("pat"));
    let told = Pause { scopes: "pay,refund".to_string(), until, by };
    assert_eq!(Pause::from_event(&events[0]).unwrap(), told);
    let paused = |scope: &str| PausedScope { scope: scope.to_string(), until };
    assert_eq!(suite.pauses().unwrap().pauses, [paused("pay"), paused("refund")]);
    suite.after(49);
    assert_eq!(suite.fails("anyone", Msg::Pay {}), AccessError::Paused { scope: "pay", until });
    suite.after(1);
    suite.ok("anyone", Msg::Pay {});
    assert_eq!(suite.pauses().unwrap().pauses, []);
}

#[test]
fn who_pauses_does_not_unpause_and_the_owner_does() {
    let mut suite = Suite::new();
    let unpause = Msg::Unpause { scopes: vec![Scope::Pay] };
    suite.ok("pat", pause(&[Scope::Pay, Scope::Refund], 50));
    let need = AccessError::Unauthorized { need: "the owner".to_string() };
    assert_eq!(suite.fails("pat", unpause.clone()), need);
    let need = AccessError::Unauthorized { need: "role pauser".to_string() };
    assert_eq!(suite.fails("owner", pause(&[Scope::Pay], 5)), need);
    let events = suite.ok("owner", unpause);
    let told = Unpause { scopes: "pay".to_string(), by: suite.addr("owner") };
    assert_eq!(Unpause::from_event(&events[0]).unwrap(), told);
    suite.ok("anyone", Msg::Pay {});
    assert_eq!(suite.pauses().unwrap().pauses.len(), 1);
}

#[test]
fn a_pause_is_renewed_but_never_cut_short() {
    let mut suite = Suite::new();
    suite.ok("pat", pause(&[Scope::Pay], 50));
    let until = suite.now() + 50;
    let short = AccessError::Paused { scope: "pay", until };
    assert_eq!(suite.fails("pat", pause(&[Scope::Refund, Scope::Pay], 49)), short);
    suite.ok("pat", pause(&[Scope::Pay], 60));
    assert_eq!(suite.pauses().unwrap().pauses[0].until, until + 10);
}

#[test]
fn a_pause_lasts_1_second_to_72_hours_and_names_a_scope() {
    let mut suite = Suite::new();
    let max = MAX_PAUSE_SECONDS;
    for (scopes, seconds) in [(&[][..], 5), (&[Scope::Pay], 0), (&[Scope::Pay], max + 1)] {
        let refused = AccessError::PauseLength { max, scopes: scopes.len(), given: seconds };
        assert_eq!(suite.fails("pat", pause(scopes, seconds)), refused);
    }
    suite.ok("pat", pause(&[Scope::Pay], max));
    let many = suite.fails("pat", pause(&[Scope::Pay; 8], 5));
    assert!(matches!(many, AccessError::Input(_)), "{many}");
    let many = suite.fails("owner", Msg::Unpause { scopes: vec![Scope::Pay; 8] });
    assert!(matches!(many, AccessError::Input(_)), "{many}");
}

#[test]
fn what_is_over_leaves_nothing_when_the_record_is_written_again() {
    let mut suite = Suite::new();
    let stored = suite.stored();
    suite.ok("pat", pause(&[Scope::Pay], 50));
    suite.after(50);
    suite.ok("owner", Msg::Unpause { scopes: vec![Scope::Refund] });
    assert_eq!(suite.stored(), stored);
}
