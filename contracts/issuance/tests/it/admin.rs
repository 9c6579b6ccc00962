//! How issuance begins, and what it answers of itself.

use isthmus_api::issuance::*;
use isthmus_testkit::Code;

use crate::suite::*;

#[test]
fn it_begins_as_it_is_told_and_asks_nobody() {
    let mut suite = Suite::bare(60);
    let config: ConfigResponse = suite.ask(&QueryMsg::Config {});
    assert_eq!((config.region.as_str(), config.change_delay_seconds), ("west", 60));
    assert_eq!(config.stablecoin, suite.token);
    // A token that is not there yet.
    let mut msg = setup(&actor("token to come"), 0);
    msg.reserve_policy = Some(ReservePolicy { max_age_seconds: 5, margin_bps: 5 });
    msg.redemption_policy = None;
    suite.place(Code::Issuance, &msg).unwrap();
    type Edit = fn(&mut InstantiateMsg);
    let bad: [(&str, Edit); 5] = [
        ("AC-008", |msg| msg.region = "West".into()),
        ("AC-008", |msg| msg.stablecoin = "token".into()),
        ("AC-008", |msg| msg.calendar.name = "x".into()),
        ("IS-035", |msg| msg.calendar.holidays = vec!["2026-03-02".into()]),
        ("AC-008", |msg| msg.redemption_policy = Some(terms(0, 1, 1))),
    ];
    for (code, spoil) in bad {
        let mut msg = setup(&actor("token to come"), 0);
        spoil(&mut msg);
        fails(suite.place(Code::Issuance, &msg), code);
    }
}

#[test]
fn the_chain_pauses_takes_roles_and_sets_an_owner_and_moves_no_money() {
    let mut suite = Suite::new();
    let id = suite.redeem("ana", 40);
    let scopes = vec![PauseScope::Mint, PauseScope::Redeem];
    suite.sudo(&SudoMsg::Pause { scopes: scopes.clone(), duration_seconds: 60 }).unwrap();
    fails(suite.mint("minter", "else", 1), "AC-006");
    suite.sudo(&SudoMsg::Unpause { scopes }).unwrap();
    let revoke =
        SudoMsg::RevokeRole { role: Role::RedemptionOperator, account: actor("operator").into() };
    suite.sudo(&revoke).unwrap();
    fails(suite.settle(id), "AC-002");
    suite.sudo(&SudoMsg::SetOwner { owner: actor("else").into() }).unwrap();
    fails(suite.run("owner", &ExecuteMsg::SetReservePolicy { policy: None }), "AC-002");
    assert_eq!(suite.balance(&suite.issuance), 40);
    suite.check();
}

#[test]
fn a_guardian_and_a_pauser_withdraw_what_waits() {
    let mut suite = Suite::bare(60);
    for who in ["guardian", "pauser", "owner"] {
        let id = suite.schedule("owner", Change::SetRedemptionPolicy { policy: None });
        fails(suite.run("stranger", &ExecuteMsg::CancelChange { id }), "AC-002");
        suite.run(who, &ExecuteMsg::CancelChange { id }).unwrap();
        fails(suite.apply(id), "AC-018");
    }
}
