//! Separation of duties (I13).

use isthmus_api::stablecoin::{ExecuteMsg, Role, RoleGrant};
use strum::IntoEnumIterator;

use crate::suite::Suite;

/// No two of these in one account.
const EXCLUSIVE: [&str; 3] = ["owner", "compliance", "seizer"];

fn grant(suite: &Suite, role: Role, who: &str) -> ExecuteMsg {
    ExecuteMsg::GrantRole { role, account: suite.addr(who) }
}

/// The duties that I13 keeps apart.
fn together(one: Role, other: Role) -> bool {
    let names = [one, other].map(<&'static str>::from);
    one == other || !names.iter().all(|name| EXCLUSIVE.contains(name))
}

#[test]
fn i13_no_account_gets_two_duties_that_exclude_each_other() {
    for first in Role::iter() {
        for second in Role::iter() {
            let mut suite = Suite::new();
            suite.ok("owner", grant(&suite, first, "carol"));
            let msg = grant(&suite, second, "carol");
            match together(first, second) {
                true => {
                    suite.ok("owner", msg);
                }
                false => assert_eq!(suite.fails("owner", msg), "AC-010", "{first:?} {second:?}"),
            }
        }
    }
}

#[test]
fn i13_holds_at_instantiate() {
    let with = |roles: [(Role, &'static str); 2]| {
        Suite::with(|msg, addr| {
            let grant = |(role, who)| RoleGrant { role, account: addr(who) };
            msg.roles = Some(roles.map(grant).to_vec());
        })
        .map(|_| ())
        .map_err(|cause| cause.to_string())
    };
    let refused = with([(Role::Seizer, "carol"), (Role::Compliance, "carol")]).unwrap_err();
    let text = "one account may not be both seizer and compliance [AC-010]";
    assert_eq!(refused, text);
    let refused = with([(Role::Pauser, "carol"), (Role::Pauser, "owner")]).unwrap_err();
    assert_eq!(refused, "one account may not be both owner and pauser [AC-010]");
    with([(Role::Seizer, "carol"), (Role::Pauser, "carol")]).unwrap();
}
