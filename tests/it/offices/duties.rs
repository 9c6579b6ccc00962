//! The owner, the roles, the pauses, and what the chain does about them.

use super::*;

#[test]
fn e25_an_owner_takes_over_in_two_steps_and_after_the_delay() {
    for mut office in offices(0) {
        office.fails("stranger", propose("stranger"), "AC-005");
        // A wrong proposal is replaced by the right one.
        office.ok::<UpdateOwnership>("owner", propose("stranger"));
        office.ok::<UpdateOwnership>("owner", propose("heir"));
        assert_eq!(office.owner(), (Some(address("owner")), Some(address("heir"))));
        office.fails("stranger", accept(), "AC-005");
        office.after(OWNER_DELAY - 1);
        office.fails("heir", accept(), "AC-004");
        office.after(1);
        let told = office.ok::<UpdateOwnership>("heir", accept()).remove(0);
        assert_eq!(told.previous, Some(address("owner").to_string()));
        assert_eq!((told.owner.clone(), told.pending_owner), (Some(told.by), None));
        assert_eq!(office.owner(), (Some(address("heir")), None));
        office.fails("owner", delay(1), "AC-002");
        office.ok::<ApplyChange>("heir", delay(1));
    }
}

#[test]
fn a_role_is_held_only_while_granted() {
    for mut office in offices(0) {
        let pause = office.pause(5);
        office.fails("guard", pause.clone(), "AC-002");
        let told = office.ok::<GrantRole>("owner", grant("pauser", "guard")).remove(0);
        assert_eq!((told.role.as_str(), told.account), ("pauser", address("guard").to_string()));
        office.ok::<Pause>("guard", pause.clone());
        assert_eq!(office.members().len(), 2);
        let held = RolesOfResponse { owner: false, roles: vec!["pauser".to_string()] };
        assert_eq!(office.roles_of("guard"), held);
        office.ok::<RevokeRole>("owner", revoke("pauser", "guard"));
        office.fails("guard", pause.clone(), "AC-002");
        assert_eq!(office.members(), [address("pauser")]);
        let abroad = json!({ "grant_role": { "role": "pauser", "account": "east1bob" } });
        office.fails("owner", abroad, "AC-008");
        office.fails("stranger", grant("pauser", "stranger"), "AC-002");
        office.fails("pauser", revoke("pauser", "pauser"), "AC-002");
    }
}

#[test]
fn a_role_is_renounced_by_its_holder_and_by_nobody_else() {
    for mut office in offices(0) {
        for other in ["owner", "stranger"] {
            office.fails(other, renounce("pauser"), "AC-002");
        }
        assert_eq!(office.roles_of("pauser").roles, ["pauser"]);
        office.ok::<RevokeRole>("pauser", renounce("pauser"));
        assert_eq!(office.roles_of("pauser").roles, [""; 0]);
        assert!(office.members().is_empty());
        let pause = office.pause(5);
        office.fails("pauser", pause, "AC-002");
        office.fails("pauser", renounce("pauser"), "AC-002");
    }
}

#[test]
fn a_role_is_lost_once() {
    for mut office in offices(0) {
        for lost in [1, 0] {
            let told = office.ok::<RevokeRole>("owner", revoke("pauser", "pauser"));
            assert_eq!(told.len(), lost, "{:?}", office.code);
        }
    }
}

#[test]
fn a_role_has_at_most_a_hundred_members() {
    for mut office in offices(0) {
        for number in 1..MAX_ROLE_MEMBERS {
            office.ok::<GrantRole>("owner", grant("pauser", &format!("pauser {number}")));
        }
        office.fails("owner", grant("pauser", "guard"), "AC-011");
        // A member may be named again, and one who goes makes room.
        assert!(office.ok::<GrantRole>("owner", grant("pauser", "pauser")).is_empty());
        office.ok::<RevokeRole>("pauser", renounce("pauser"));
        office.ok::<GrantRole>("owner", grant("pauser", "guard"));
    }
}

#[test]
fn a_grant_waits_and_a_revocation_is_undone_at_once_within_the_delay() {
    for mut office in offices(DELAY) {
        office.fails("owner", grant("pauser", "guard"), "AC-013");
        for (late, outcome) in [(DELAY - 1, Ok(())), (DELAY, Err("AC-013"))] {
            office.ok::<RevokeRole>("owner", revoke("pauser", "pauser"));
            office.fails("owner", grant("pauser", "guard"), "AC-013");
            office.after(late);
            match outcome {
                Ok(()) => {
                    assert_eq!(office.ok::<GrantRole>("owner", grant("pauser", "pauser")).len(), 1)
                }
                Err(code) => office.fails("owner", grant("pauser", "pauser"), code),
            }
        }
        let id = office.schedule("owner", grant("pauser", "guard"));
        office.after(DELAY);
        let told = office.ok::<GrantRole>("stranger", apply(id)).remove(0);
        assert_eq!(told.account, address("guard").as_str());
    }
}

#[test]
fn the_owner_has_no_role_and_who_has_one_does_not_become_owner_where_duties_are_separate() {
    for (mut office, role) in by_role() {
        office.ok::<GrantRole>("owner", grant(role, "heir"));
        office.ok::<UpdateOwnership>("owner", propose("heir"));
        office.after(OWNER_DELAY);
        if may_own(office.code) {
            office.ok::<UpdateOwnership>("heir", accept());
            assert_eq!(office.roles_of("heir").roles, [role]);
            continue;
        }
        office.fails("owner", grant(role, "owner"), "AC-010");
        let refused = office.send("heir", &accept()).unwrap_err().to_string();
        assert_eq!(refused, format!("one account may not be both {role} and owner [AC-010]"));
        assert!(office.roles_of("owner").owner, "the old owner stays");
        office.ok::<RevokeRole>("heir", renounce(role));
        office.ok::<UpdateOwnership>("heir", accept());
        assert_eq!(office.roles_of("heir"), RolesOfResponse { owner: true, roles: vec![] });
    }
}

#[test]
fn a_pause_is_lifted_by_the_owner_alone_and_ends_by_itself() {
    for mut office in offices(0) {
        let (pause, unpause) = (office.pause(60), office.unpause());
        office.fails("owner", pause.clone(), "AC-002");
        office.ok::<Pause>("pauser", pause.clone());
        let until = START + 60;
        assert_eq!(office.pauses(), [PausedScope { scope: office.scope.to_string(), until }]);
        office.fails("pauser", unpause.clone(), "AC-002");
        office.ok::<Pause>("owner", unpause);
        assert_eq!(office.pauses(), []);
        office.ok::<Pause>("pauser", pause);
        office.after(59);
        assert_eq!(office.pauses().len(), 1);
        office.after(1);
        assert_eq!(office.pauses(), []);
    }
}

#[test]
fn a_pause_lasts_1_second_to_72_hours_and_names_a_scope() {
    for mut office in offices(0) {
        let scopes =
            |scopes: &[&str]| json!({ "pause": { "scopes": scopes, "duration_seconds": 60 } });
        for bad in [office.pause(0), office.pause(MAX_PAUSE_SECONDS + 1), scopes(&[])] {
            office.fails("pauser", bad, "AC-007");
        }
        let many = scopes(&[office.scope; 8]);
        office.fails("pauser", many, "AC-008");
        let longest = office.pause(MAX_PAUSE_SECONDS);
        office.ok::<Pause>("pauser", longest);
    }
}

#[test]
fn the_chain_pauses_and_unpauses() {
    for mut office in offices(0) {
        let long = office.pause(MAX_PAUSE_SECONDS + 1);
        assert_eq!(office.sudo(&long).unwrap_err().code(), "AC-007");
        let (pause, unpause) = (office.pause(60), office.unpause());
        let told: Pause = event(&office.sudo(&pause).unwrap().events);
        assert_eq!((told.by.as_str(), told.until), ("chain", START + 60));
        assert_eq!(office.pauses().len(), 1);
        office.sudo(&unpause).unwrap();
        assert_eq!(office.pauses(), []);
    }
}

/// Nobody prevents it by a role that the owner may not have, and who holds the old owner's key gains
/// nothing by having proposed himself or planned something.
#[test]
fn the_chain_sets_an_owner_at_once_who_is_nothing_else_that_an_owner_may_not_be() {
    let set = |actor: &str| json!({ "set_owner": { "owner": address(actor) } });
    for (mut office, role) in by_role() {
        office.ok::<GrantRole>("owner", grant(role, "heir"));
        let taken = events::<RevokeRole>(&office.sudo(&set("heir")).unwrap().events);
        let (account, by) = (address("heir").to_string(), "chain".to_string());
        let lost = RevokeRole { role: role.to_string(), account, by };
        let now = office.roles_of("heir");
        if may_own(office.code) {
            assert_eq!((taken, now.roles), (vec![], vec![role.to_string()]));
        } else {
            assert_eq!((taken, now.roles), (vec![lost], vec![]));
        }
        assert!(now.owner);
    }
    for mut office in offices(DELAY) {
        office.ok::<UpdateOwnership>("owner", propose("thief"));
        let id = office.schedule("owner", grant("pauser", "thief"));
        let nobody = json!({ "set_owner": { "owner": "nobody" } });
        assert_eq!(office.sudo(&nobody).unwrap_err().code(), "AC-008");
        office.sudo(&set("heir")).unwrap();
        assert_eq!(office.owner(), (Some(address("heir")), None));
        office.after(DELAY);
        office.fails("thief", accept(), "AC-005");
        office.fails("thief", apply(id), "AC-018");
        office.fails("owner", delay(DELAY + 1), "AC-002");
        // Also when there was no owner any more.
        let id = office.schedule("heir", json!({ "renounce_ownership": {} }));
        office.after(DELAY);
        office.ok::<UpdateOwnership>("stranger", apply(id));
        assert_eq!(office.owner(), (None, None));
        office.sudo(&set("heir")).unwrap();
        office.ok::<ApplyChange>("heir", delay(DELAY + 1));
    }
}

#[test]
fn the_chain_takes_a_role_away_and_what_is_gone_is_gone() {
    for mut office in offices(DELAY) {
        let told: RevokeRole = event(&office.sudo(&revoke("pauser", "pauser")).unwrap().events);
        assert_eq!(told.by, "chain");
        let pause = office.pause(5);
        office.fails("pauser", pause, "AC-002");
        office.fails("owner", grant("pauser", "pauser"), "AC-013");
        let again = office.sudo(&revoke("pauser", "pauser")).unwrap();
        assert!(events::<RevokeRole>(&again.events).is_empty());
    }
}

#[test]
fn a_pause_is_renewed_and_never_cut_short() {
    for mut office in offices(0) {
        let [pause, shorter, longer] = [60, 59, 61].map(|seconds| office.pause(seconds));
        office.ok::<Pause>("pauser", pause);
        office.fails("pauser", shorter, "AC-006");
        office.ok::<Pause>("pauser", longer);
        assert_eq!(office.pauses()[0].until, START + 61);
    }
}

#[test]
fn what_the_chain_paused_the_chain_alone_ends_until_it_is_over() {
    for mut office in offices(0) {
        let (pause, longer, unpause) = (office.pause(60), office.pause(100), office.unpause());
        office.sudo(&pause).unwrap();
        office.ok::<Pause>("pauser", longer.clone());
        office.fails("owner", unpause.clone(), "AC-024");
        office.after(60);
        office.ok::<Pause>("owner", unpause.clone());
        // What a pauser paused, the chain ends too.
        office.ok::<Pause>("pauser", longer);
        office.sudo(&unpause).unwrap();
        assert_eq!(office.pauses(), []);
    }
}

#[test]
fn to_renounce_ownership_waits_and_leaves_nobody() {
    for mut office in offices(DELAY) {
        let renounce = json!({ "update_ownership": "renounce_ownership" });
        office.fails("stranger", renounce.clone(), "AC-005");
        office.fails("owner", renounce, "AC-013");
        office.ok::<UpdateOwnership>("owner", propose("heir"));
        let id = office.schedule("owner", json!({ "renounce_ownership": {} }));
        office.after(DELAY);
        assert_eq!(office.ok::<UpdateOwnership>("stranger", apply(id))[0].owner, None);
        assert_eq!(office.owner(), (None, None));
        office.fails("heir", accept(), "AC-005");
        office.fails("owner", grant("pauser", "guard"), "AC-002");
    }
}

#[test]
fn members_are_listed_in_pages() {
    for mut office in offices(0) {
        for name in ["guard", "other", "third"] {
            office.ok::<GrantRole>("owner", grant("pauser", name));
        }
        let page = |after: Option<&Addr>, limit: u8| {
            let query = json!({ "role_members": {
                "role": "pauser", "start_after": after, "limit": limit } });
            office.ask::<RoleMembersResponse>(&query).members
        };
        let all = page(None, 30);
        assert_eq!((page(None, 3), page(Some(&all[2]), 3)), (all[..3].to_vec(), all[3..].to_vec()));
        assert_eq!((all.len(), all.is_sorted()), (4, true));
    }
}
