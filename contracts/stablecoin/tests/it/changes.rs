//! Changes that wait, and powers given up.

use cw_ownable::Action;
use isthmus_api::stablecoin::{
    Change, ComplianceMode, ConfigResponse, ExecuteMsg, Feature, FeaturesResponse, FeeConfig,
    PendingChange, PendingChangesResponse, PolicyContract, QueryMsg, Role,
};
use isthmus_api::types::Limit;

use crate::suite::{Rule as PolicyRule, Suite};

const DELAY: u64 = 3600;

/// A token with a cap of 10000, holder burn off, an allow-list, and a delay.
fn suite() -> Suite {
    let mut suite = Suite::new();
    suite.ok("owner", ExecuteMsg::SetHolderBurn { enabled: false });
    suite.mode(ComplianceMode::Allowlist);
    suite.ok("owner", suite.minting("minter", Some(1000), limit(100, 10)));
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: DELAY });
    suite
}

fn limit(capacity: u128, refill: u128) -> Option<Limit> {
    Some(Limit { capacity: capacity.into(), refill_per_second: refill.into() })
}

fn mints(suite: &Suite, who: &str, allowance: Option<u128>, limit: Option<Limit>) -> Change {
    Change::SetMinter { minter: Some(suite.terms(who, allowance, limit)) }
}

fn cap(cap: u128) -> Change {
    Change::SetCap { cap: Some(cap.into()) }
}

fn waiting(suite: &Suite) -> Vec<PendingChange> {
    suite.query::<PendingChangesResponse>(QueryMsg::PendingChanges {}).changes
}

fn schedule(suite: &mut Suite, by: &str, change: Change) -> u64 {
    suite.ok(by, ExecuteMsg::ScheduleChange { change });
    waiting(suite).last().unwrap().id
}

/// The message of the same name.
fn direct(change: &Change) -> ExecuteMsg {
    match change.clone() {
        Change::SetCap { cap } => ExecuteMsg::SetCap { cap },
        Change::SetHolderBurn { enabled } => ExecuteMsg::SetHolderBurn { enabled },
        Change::SetMinter { minter } => ExecuteMsg::SetMinter { minter },
        Change::SetComplianceMode { mode } => ExecuteMsg::SetComplianceMode { mode },
        Change::SetPolicyContract { policy } => ExecuteMsg::SetPolicyContract { policy },
        Change::RegisterEscrow { account } => ExecuteMsg::RegisterEscrow { account },
        Change::UnregisterEscrow { account } => ExecuteMsg::UnregisterEscrow { account },
        Change::SetBridge { bridge } => ExecuteMsg::SetBridge { bridge },
        Change::SetIdentity { identity } => ExecuteMsg::SetIdentity { identity },
        Change::SetFee { fee } => ExecuteMsg::SetFee { fee },
        Change::SetChangeDelay { seconds } => ExecuteMsg::SetChangeDelay { seconds },
        Change::SetOwnerDelay { seconds } => ExecuteMsg::SetOwnerDelay { seconds },
        Change::GrantRole { role, account } => ExecuteMsg::GrantRole { role, account },
        Change::RenounceOwnership {} => ExecuteMsg::UpdateOwnership(Action::RenounceOwnership),
    }
}

/// Each change that loosens something in the token above, and who may make it.
fn loosening(suite: &Suite) -> Vec<(&'static str, Change)> {
    let (max_fee, collector) = (50u128.into(), suite.addr("carol"));
    let fee = FeeConfig { bps: 20, max_fee, collector };
    vec![
        ("owner", cap(10_001)),
        ("owner", Change::SetCap { cap: None }),
        ("owner", Change::SetHolderBurn { enabled: true }),
        ("owner", mints(suite, "carol", Some(1), limit(1, 1))),
        ("owner", mints(suite, "minter", Some(1001), limit(1, 1))),
        ("owner", mints(suite, "minter", None, limit(1, 1))),
        ("owner", mints(suite, "minter", Some(1), limit(101, 1))),
        ("owner", mints(suite, "minter", Some(1), limit(1, 11))),
        ("owner", mints(suite, "minter", Some(1), None)),
        ("compliance", Change::SetComplianceMode { mode: ComplianceMode::Blocklist }),
        ("compliance", Change::SetComplianceMode { mode: ComplianceMode::Open }),
        ("owner", Change::RegisterEscrow { account: suite.addr("receiver") }),
        ("owner", Change::UnregisterEscrow { account: suite.addr("escrow") }),
        ("owner", Change::SetBridge { bridge: suite.addr("receiver") }),
        ("owner", Change::SetIdentity { identity: Some(suite.addr("receiver")) }),
        ("feemanager", Change::SetFee { fee: Some(fee) }),
        ("owner", Change::SetChangeDelay { seconds: DELAY - 1 }),
        ("owner", Change::SetOwnerDelay { seconds: 1 }),
        ("owner", Change::GrantRole { role: Role::Seizer, account: suite.addr("carol") }),
        ("owner", Change::RenounceOwnership {}),
    ]
}

#[test]
fn e9_what_loosens_waits_and_then_anyone_applies_it() {
    for (by, change) in loosening(&suite()) {
        let mut suite = suite();
        let text = format!("{change:?}");
        assert_eq!(suite.fails(by, direct(&change)), "AC-013", "{text}");
        let id = schedule(&mut suite, by, change);
        let apply = ExecuteMsg::ApplyChange { id };
        suite.after_seconds(DELAY - 1);
        assert_eq!(suite.fails("stranger", apply.clone()), "AC-014", "{text}");
        suite.after_seconds(1);
        suite.ok("stranger", apply.clone());
        assert!(waiting(&suite).is_empty());
        assert_eq!(suite.fails("stranger", apply), "AC-018", "{text}");
    }
}

#[test]
fn what_tightens_is_done_at_once() {
    let mut suite = suite();
    for (by, msg) in [
        ("owner", suite.minting("minter", Some(999), limit(99, 9))),
        ("owner", ExecuteMsg::SetMinter { minter: None }),
        ("owner", ExecuteMsg::SetCap { cap: Some(9_999u128.into()) }),
        ("owner", ExecuteMsg::SetCap { cap: Some(9_999u128.into()) }),
        ("owner", ExecuteMsg::SetHolderBurn { enabled: false }),
        ("compliance", ExecuteMsg::SetComplianceMode { mode: ComplianceMode::Allowlist }),
        ("owner", ExecuteMsg::SetChangeDelay { seconds: DELAY + 1 }),
    ] {
        suite.ok(by, msg);
    }
    assert_eq!(suite.query::<ConfigResponse>(QueryMsg::Config {}).change_delay_seconds, DELAY + 1);
}

/// Within the delay, by who tightened it, and to nothing but what was; [`loosening`] has the rest.
#[test]
fn who_tightened_a_rule_undoes_that_at_once() {
    let mut suite = suite();
    let fee = FeeConfig { bps: 5, max_fee: 50u128.into(), collector: suite.addr("carol") };
    let set = Change::SetFee { fee: Some(fee) };
    let id = schedule(&mut suite, "feemanager", set.clone());
    suite.after_seconds(DELAY);
    suite.ok("bob", ExecuteMsg::ApplyChange { id });
    let mode = |mode| Change::SetComplianceMode { mode };
    let id = schedule(&mut suite, "compliance", mode(ComplianceMode::Blocklist));
    suite.after_seconds(DELAY);
    suite.ok("bob", ExecuteMsg::ApplyChange { id });
    let account = suite.addr("guardian");
    let revoke = ExecuteMsg::RevokeRole { role: Role::Guardian, account: account.clone() };
    let steps = [
        ("owner", direct(&cap(9_000)), cap(10_000)),
        (
            "owner",
            direct(&mints(&suite, "minter", Some(500), limit(50, 5))),
            mints(&suite, "minter", Some(1000), limit(100, 10)),
        ),
        ("compliance", direct(&mode(ComplianceMode::Allowlist)), mode(ComplianceMode::Blocklist)),
        ("feemanager", direct(&Change::SetFee { fee: None }), set),
        ("owner", revoke, Change::GrantRole { role: Role::Guardian, account }),
    ];
    for late in [false, true] {
        for (by, tighten, back) in steps.clone() {
            suite.ok(by, tighten);
            suite.after_seconds(if late { DELAY } else { DELAY - 1 });
            if late {
                assert_eq!(suite.fails(by, direct(&back)), "AC-013", "{back:?}");
            } else {
                suite.ok(by, direct(&back));
            }
        }
    }
}

/// A4. One slip of an office stops every payment; its own hand starts them again, and nobody else's, nor any
/// further than they were.
#[test]
fn a4_what_was_tightened_is_put_back_at_once_to_what_it_was() {
    let mut suite = Suite::new();
    let policy = suite.policy(&PolicyRule::Refuse("never".to_string()));
    let named = PolicyContract { address: policy.to_string(), gas_limit: 200_000 };
    suite.ok("owner", ExecuteMsg::SetChangeDelay { seconds: 30 * 86_400 });
    let mode = |mode| Change::SetComplianceMode { mode };
    let steps = [
        (
            "compliance",
            Change::SetPolicyContract { policy: Some(named) },
            Change::SetPolicyContract { policy: None },
        ),
        ("compliance", mode(ComplianceMode::Allowlist), mode(ComplianceMode::Open)),
        ("owner", cap(0), cap(10_000)),
    ];
    for (by, slip, back) in steps {
        suite.ok(by, direct(&slip));
        let stopped = match slip {
            Change::SetCap { .. } => suite.mint("minter", "alice", 1),
            _ => suite.transfer("alice", "bob", 1),
        };
        assert!(stopped.is_err(), "{slip:?}");
        let other = if by == "owner" { "compliance" } else { "owner" };
        suite.refuses(other, direct(&back), "AC-002");
        if let Change::SetCap { .. } = slip {
            suite.refuses(by, direct(&cap(10_001)), "AC-013");
        }
        suite.after_seconds(30 * 86_400 - 1);
        suite.ok(by, direct(&back));
        suite.transfer("alice", "bob", 1).unwrap();
        suite.mint("minter", "alice", 1).unwrap();
    }
}

#[test]
fn without_a_delay_nothing_waits() {
    for (by, change) in loosening(&suite()) {
        let mut suite = suite();
        let id = schedule(&mut suite, "owner", Change::SetChangeDelay { seconds: 0 });
        suite.after_seconds(DELAY);
        suite.ok("bob", ExecuteMsg::ApplyChange { id });
        suite.ok(by, direct(&change));
    }
}

#[test]
fn a_change_applies_only_to_what_it_was_made_for() {
    let mut suite = suite();
    let id = schedule(&mut suite, "owner", cap(20_000));
    let other = schedule(&mut suite, "owner", Change::SetHolderBurn { enabled: true });
    let before = suite.supply().cap;
    suite.ok("owner", ExecuteMsg::SetCap { cap: Some(5_000u128.into()) });
    // Not even once the cap is back at what it was. The other is untouched.
    suite.ok("owner", ExecuteMsg::SetCap { cap: before });
    suite.after_seconds(DELAY);
    suite.refuses("bob", ExecuteMsg::ApplyChange { id }, "AC-018");
    suite.refuses("stranger", ExecuteMsg::CancelChange { id: other }, "AC-002");
    suite.ok("bob", ExecuteMsg::ApplyChange { id: other });
    assert!(suite.supply().holder_burn);
    // An escrow struck off once is not struck off twice.
    let change = Change::UnregisterEscrow { account: suite.addr("escrow") };
    let first = schedule(&mut suite, "owner", change.clone());
    let second = schedule(&mut suite, "owner", change.clone());
    suite.after_seconds(DELAY);
    suite.ok("bob", ExecuteMsg::ApplyChange { id: first });
    suite.refuses("bob", ExecuteMsg::ApplyChange { id: second }, "AC-018");
    suite.refuses("owner", ExecuteMsg::ScheduleChange { change }, "ST-027");
}

#[test]
fn owner_pauser_guardian_and_who_scheduled_may_cancel() {
    let mode = Change::SetComplianceMode { mode: ComplianceMode::Open };
    for (by, may) in [
        ("owner", true),
        ("pauser", true),
        ("guardian", true),
        ("compliance", true),
        ("alice", false),
    ] {
        let mut suite = suite();
        let id = schedule(&mut suite, "compliance", mode.clone());
        let cancel = ExecuteMsg::CancelChange { id };
        match may {
            true => {
                suite.ok(by, cancel);
                suite.after_seconds(DELAY);
                suite.refuses("bob", ExecuteMsg::ApplyChange { id }, "AC-018");
            }
            false => assert_eq!(suite.fails(by, cancel), "AC-002", "{by}"),
        }
    }
}

#[test]
fn only_who_may_make_a_change_may_schedule_it() {
    let mut suite = suite();
    for (by, change) in loosening(&suite) {
        let other = if by == "owner" { "compliance" } else { "owner" };
        for who in [other, "pauser", "alice"] {
            let msg = ExecuteMsg::ScheduleChange { change: change.clone() };
            assert_eq!(suite.fails(who, msg), "AC-002", "{who}: {change:?}");
        }
    }
}

#[test]
fn a_power_given_up_never_comes_back() {
    let mut suite = suite();
    for feature in [Feature::RaiseCap, Feature::HolderBurnSwitch] {
        suite.ok("owner", ExecuteMsg::RenounceFeature { feature });
        suite.refuses("owner", ExecuteMsg::RenounceFeature { feature }, "ST-102");
    }
    let told: FeaturesResponse = suite.query(QueryMsg::Features {});
    assert_eq!(told.renounced, [Feature::RaiseCap, Feature::HolderBurnSwitch]);
    for change in
        [cap(10_001), Change::SetCap { cap: None }, Change::SetHolderBurn { enabled: true }]
    {
        suite.refuses("owner", ExecuteMsg::ScheduleChange { change }, "ST-102");
    }
    suite.refuses("owner", ExecuteMsg::SetHolderBurn { enabled: false }, "ST-102");
    // A cap may still be lowered, and one lowered is the new most.
    suite.ok("owner", ExecuteMsg::SetCap { cap: Some(7u128.into()) });
    let mut plain = Suite::new();
    plain.ok("owner", ExecuteMsg::RenounceFeature { feature: Feature::RaiseCap });
    assert_eq!(plain.fails("owner", ExecuteMsg::SetCap { cap: Some(10_001u128.into()) }), "ST-102");
}

/// It could never be applied, and stood in the list for all to read for the delay and a week more.
#[test]
fn what_waits_to_use_a_power_goes_when_the_power_does() {
    let mut suite = suite();
    let address = suite.policy(&PolicyRule::Allow).into_string();
    let policy = Some(PolicyContract { address, gas_limit: 200_000 });
    let (max_fee, collector) = (50u128.into(), suite.addr("carol"));
    let fee = Some(FeeConfig { bps: 20, max_fee, collector });
    let set_mode = Change::SetComplianceMode { mode: ComplianceMode::Open };
    let kept = schedule(&mut suite, "compliance", set_mode);
    for (feature, by, change) in [
        (Feature::RaiseCap, "owner", cap(10_001)),
        (Feature::HolderBurnSwitch, "owner", Change::SetHolderBurn { enabled: true }),
        (Feature::Fee, "feemanager", Change::SetFee { fee }),
        (Feature::PolicyContract, "compliance", Change::SetPolicyContract { policy }),
    ] {
        let id = schedule(&mut suite, by, change);
        suite.ok("owner", ExecuteMsg::RenounceFeature { feature });
        assert_eq!(waiting(&suite).iter().map(|plan| plan.id).collect::<Vec<_>>(), [kept]);
        assert_eq!(suite.fails("stranger", ExecuteMsg::ApplyChange { id }), "AC-018");
    }
}

/// An account that became an escrow cannot collect fees: what names it is cleared by anyone.
#[test]
fn a_fee_for_an_account_that_became_an_escrow_is_cleared_by_anyone() {
    let mut suite = suite();
    let (max_fee, collector) = (50u128.into(), suite.addr("receiver"));
    let fee = Some(FeeConfig { bps: 20, max_fee, collector: collector.clone() });
    let id = schedule(&mut suite, "feemanager", Change::SetFee { fee });
    suite.refuses("stranger", ExecuteMsg::CancelChange { id }, "AC-002");
    let register = schedule(&mut suite, "owner", Change::RegisterEscrow { account: collector });
    suite.after_seconds(DELAY);
    suite.ok("stranger", ExecuteMsg::ApplyChange { id: register });
    suite.ok("stranger", ExecuteMsg::CancelChange { id });
}
