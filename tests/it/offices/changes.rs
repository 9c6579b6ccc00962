//! Changes that wait.

use super::*;

#[test]
fn a_change_waits_and_is_applied_by_anyone_once() {
    for mut office in offices(DELAY) {
        let change = delay(DELAY - 1);
        office.fails("owner", change.clone(), "AC-013");
        for other in ["stranger", "pauser"] {
            let schedule = json!({ "schedule_change": { "change": change } });
            office.fails(other, schedule, "AC-002");
        }
        let id = office.schedule("owner", change);
        assert_eq!(office.waiting(), [id]);
        office.after(DELAY - 1);
        office.fails("stranger", apply(id), "AC-014");
        office.after(1);
        assert_eq!(office.ok::<ApplyChange>("stranger", apply(id))[0].id, id);
        assert_eq!(office.waiting(), [0; 0]);
        office.fails("stranger", apply(id), "AC-018");
    }
}

#[test]
fn a_change_lapses_after_seven_days() {
    for mut office in offices(DELAY) {
        let id = office.schedule("owner", delay(0));
        office.after(DELAY + CHANGE_LASTS_SECONDS - 1);
        office.fails("stranger", cancel(id), "AC-002");
        office.after(1);
        office.fails("stranger", apply(id), "AC-015");
        office.ok::<CancelChange>("stranger", cancel(id));
        office.fails("stranger", cancel(id), "AC-018");
    }
}

/// With a stolen owner key a change needs the whole delay, and another key stops it.
#[test]
fn owner_and_pauser_stop_a_change_that_waits_and_nobody_else() {
    for (by, may) in [("owner", true), ("pauser", true), ("stranger", false)] {
        for mut office in offices(DELAY) {
            let id = office.schedule("owner", grant("pauser", "thief"));
            if !may {
                office.fails(by, cancel(id), "AC-002");
                continue;
            }
            assert_eq!(office.ok::<CancelChange>(by, cancel(id))[0].id, id);
            office.after(DELAY);
            office.fails("owner", apply(id), "AC-018");
        }
    }
}

#[test]
fn few_changes_wait_and_what_has_lapsed_makes_room() {
    for mut office in offices(DELAY) {
        for number in 0..MAX_PENDING_CHANGES {
            office.schedule("owner", grant("pauser", &format!("guard {number}")));
        }
        let more = json!({ "schedule_change": { "change": delay(0) } });
        office.fails("owner", more, "AC-019");
        office.after(DELAY + CHANGE_LASTS_SECONDS);
        office.schedule("owner", delay(0));
        assert_eq!(office.waiting(), [MAX_PENDING_CHANGES as u64 + 1]);
    }
}

#[test]
fn a_delay_is_at_most_thirty_days_and_a_shorter_one_spares_nothing_that_waits() {
    for mut office in offices(DELAY) {
        let most = MAX_CHANGE_DELAY_SECONDS;
        let long = Chain::new(START, &[], &[]).place(office.code, &first(office.code, most + 1));
        assert_eq!(long.unwrap_err().code(), "AC-020");
        office.fails("owner", delay(most + 1), "AC-020");
        let told: Value = office.ask(&json!({ "config": {} }));
        assert_eq!(told["change_delay_seconds"], DELAY);
        let earlier = office.schedule("owner", grant("pauser", "guard"));
        office.after(DELAY / 2);
        let shorter = office.schedule("owner", delay(1));
        let later = office.schedule("owner", grant("pauser", "other"));
        office.after(DELAY / 2);
        office.ok::<GrantRole>("stranger", apply(earlier));
        office.fails("stranger", apply(shorter), "AC-014");
        office.after(DELAY / 2);
        office.ok::<ApplyChange>("stranger", apply(shorter));
        office.ok::<GrantRole>("stranger", apply(later));
        office.ok::<ApplyChange>("owner", delay(most));
    }
}

#[test]
fn what_could_not_be_applied_or_changes_nothing_is_not_announced() {
    for mut office in offices(DELAY) {
        let nobody = json!({ "grant_role": { "role": "pauser", "account": "nobody" } });
        for (change, code) in [
            (delay(MAX_CHANGE_DELAY_SECONDS + 1), "AC-020"),
            (nobody, "AC-008"),
            (grant("pauser", "pauser"), "AC-012"),
            (delay(DELAY), "AC-023"),
        ] {
            office.fails("owner", json!({ "schedule_change": { "change": change } }), code);
        }
        assert_eq!(office.waiting(), [0; 0]);
    }
}

/// One that was changed and changed back meanwhile was changed for a reason.
#[test]
fn any_change_of_a_rule_drops_what_waits_to_change_it() {
    for mut office in offices(DELAY) {
        let id = office.schedule("owner", delay(0));
        let other = office.schedule("owner", grant("pauser", "guard"));
        assert_eq!(office.ok::<CancelChange>("owner", delay(DELAY + 1))[0].id, id);
        office.ok::<ApplyChange>("owner", delay(DELAY));
        office.after(DELAY);
        office.fails("stranger", apply(id), "AC-018");
        office.ok::<GrantRole>("stranger", apply(other));
    }
}

/// A plan that was made while there was no delay would stand without one under every delay set later.
#[test]
fn while_nothing_waits_nothing_is_announced_and_where_the_delay_ends_nothing_waits_any_longer() {
    for mut office in offices(0) {
        let early = json!({ "schedule_change": { "change": grant("pauser", "thief") } });
        office.fails("owner", early, "AC-025");
        office.ok::<ApplyChange>("owner", delay(DELAY));
        let id = office.schedule("owner", grant("pauser", "guard"));
        let none = office.schedule("owner", delay(0));
        office.after(DELAY);
        assert_eq!(office.ok::<CancelChange>("stranger", apply(none))[0].id, id);
        assert_eq!(office.waiting(), [0; 0]);
    }
}

/// The wait of a new owner protects the present one, whose key may be stolen.
#[test]
fn a_new_owners_wait_is_set_and_a_shorter_one_waits_itself() {
    for mut office in offices(DELAY) {
        let owner_delay = |seconds: u64| json!({ "set_owner_delay": { "seconds": seconds } });
        let config = |office: &Office| office.ask::<Value>(&json!({ "config": {} }));
        office.fails("stranger", owner_delay(5), "AC-002");
        office.fails("owner", owner_delay(OWNER_DELAY - 1), "AC-013");
        office.fails("owner", owner_delay(MAX_OWNER_DELAY_SECONDS + 1), "AC-008");
        let told = &office.ok::<SetOwnerDelay>("owner", owner_delay(MAX_OWNER_DELAY_SECONDS))[0];
        assert_eq!((told.previous, told.seconds), (OWNER_DELAY, MAX_OWNER_DELAY_SECONDS));
        office.ok::<SetOwnerDelay>("owner", owner_delay(OWNER_DELAY));
        let id = office.schedule("owner", owner_delay(0));
        office.after(DELAY - 1);
        office.fails("stranger", apply(id), "AC-014");
        assert_eq!(config(&office)["owner_delay_seconds"], OWNER_DELAY);
        office.after(1);
        office.ok::<SetOwnerDelay>("stranger", apply(id));
        assert_eq!(config(&office)["owner_delay_seconds"], 0);
        office.ok::<UpdateOwnership>("owner", propose("heir"));
        office.ok::<UpdateOwnership>("heir", accept());
    }
}

/// Safe where nobody says anything; without a delay only where somebody says so.
#[test]
fn both_delays_are_forty_eight_hours_unless_said() {
    for code in CODES {
        for (said, expected) in [(Value::Null, DEFAULT_DELAY_SECONDS), (json!(0), 0)] {
            let mut msg = first(code, 0);
            for field in ["owner_delay_seconds", "change_delay_seconds"] {
                msg[field] = said.clone();
            }
            let mut chain = Chain::new(START, &[], &[]);
            chain.place(code, &msg).unwrap();
            let told: Value = chain.ask(&json!({ "config": {} }));
            for field in ["owner_delay_seconds", "change_delay_seconds"] {
                assert_eq!(told[field], expected, "{code:?} {field}");
            }
        }
    }
}
