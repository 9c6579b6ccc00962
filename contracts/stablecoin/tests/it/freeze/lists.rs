//! Freezing many at once: all or nobody.

use super::*;

/// E20: all of a list or nothing, wherever the bad entry stands.
#[test]
fn e20_a_bad_entry_in_any_place_stops_the_whole_list() {
    let mut suite = Suite::new();
    let good = ["alice", "bob", "carol"].map(|who| suite.addr(who));
    let (mode, until, case_hash) = (FreezeMode::Full, None, None);
    let freeze = |accounts| ExecuteMsg::Freeze {
        accounts,
        mode,
        reason: None,
        until,
        case_hash: case_hash.clone(),
    };
    let (escrow, twice, nobody) = (suite.addr("escrow"), good[0].clone(), "x".to_string());
    for (bad, code) in [(escrow, "ST-026"), (twice, "ST-052"), (nobody, "ST-008")] {
        for place in 0..=good.len() {
            let mut accounts = good.to_vec();
            accounts.insert(place, bad.clone());
            assert_eq!(suite.fails("compliance", freeze(accounts)), code, "{place}");
            for who in ["alice", "bob", "carol"] {
                assert_eq!(suite.account(who).freeze, None);
            }
        }
    }
    suite.ok("compliance", freeze(good.to_vec()));
    for place in 0..=good.len() {
        let mut accounts = good.to_vec();
        accounts.insert(place, suite.addr("stranger"));
        let msg = ExecuteMsg::Unfreeze { accounts };
        assert_eq!(suite.fails("compliance", msg), "ST-029", "{place}");
        for who in ["alice", "bob", "carol"] {
            assert!(suite.account(who).freeze.is_some());
        }
    }
    suite.ok("compliance", ExecuteMsg::Unfreeze { accounts: good.to_vec() });
    suite.transfer("alice", "bob", 1).unwrap();
}

#[test]
fn a_list_has_from_1_to_50_accounts() {
    let mut suite = Suite::new();
    let many: Vec<String> = (0..51).map(|n| suite.addr(&format!("holder{n}"))).collect();
    let freeze = |accounts: &[String]| ExecuteMsg::Freeze {
        accounts: accounts.to_vec(),
        mode: FreezeMode::Full,
        reason: None,
        until: None,
        case_hash: None,
    };
    suite.refuses("compliance", freeze(&[]), "ST-051");
    suite.refuses("compliance", freeze(&many), "ST-051");
    suite.ok("compliance", freeze(&many[..50]));
    for accounts in [vec![], many.clone()] {
        suite.refuses("compliance", ExecuteMsg::Unfreeze { accounts }, "ST-051");
    }
    suite.ok("compliance", ExecuteMsg::Unfreeze { accounts: many[..50].to_vec() });
}
