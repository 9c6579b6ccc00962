use cosmwasm_std::testing::MockStorage;
use cosmwasm_std::{Addr, CanonicalAddr, HexBinary, Order, Storage, Timestamp};
use cw20::Expiration;
use isthmus_api::stablecoin::{
    foreign_receiver_key, AccountKey, AccountStatus, ComplianceMode, FreezeInfo, FreezeMode,
    HoldInfo, PauseScope, MAX_COUNTED, MAX_ORDERS_READ,
};
use isthmus_kit::bucket::{Bucket, RateLimit};
use isthmus_kit::keys::{self, Prefix};
use isthmus_kit::pause::Pauses;
use proptest::prelude::*;
use strum::IntoEnumIterator;

use super::accounts::{key_after, read_account, write_account, MORE};
use super::allowances::{pair_key, read_allowance, write_allowance};
use super::supply::{ABROAD, BURN_OFF, CAPPED, FOREIGN, MINT_AND_BURN, SCREENED};
use super::switches::{save_switches, FEE, MODE, OTHER_SCOPES, WITH_POLICY};
use super::*;
use crate::model::account::{Account, Freeze};
use crate::model::allowance::Allowance;
use crate::model::fee::Rate as FeeRate;
use crate::model::minter::Minter;
use crate::model::signed::Nonces;
use crate::model::supply::Supply;

fn id(bytes: &[u8]) -> AccountId {
    AccountId(CanonicalAddr::from(bytes.to_vec()))
}

#[test]
fn storage_keys_are_unique_and_fixed() {
    let tables = [&[KEYS][..], isthmus_kit::admin::KEYS].concat();
    assert_eq!(keys::clashes(&tables), [""; 0]);
    // What the layout before kept is read by no other name.
    assert_eq!(keys::clashes(&[&tables[..], &[RETIRED]].concat()), [""; 0]);
    let prefixes: Vec<String> = tables
        .concat()
        .iter()
        .map(|key| match key.prefix {
            Prefix::Tag(tag) => format!("{tag:02x}"),
            Prefix::Namespace(name) => name.to_string(),
        })
        .collect();
    assert_eq!(
        prefixes.join(" "),
        "01 02 03 05 06 08 0a 0d 0e 0f 10 12 13 \
         policy_failures former_bridge \
         token region minter marketing_info logo freezes holds hold_series escrows renounced hand_over \
         contract_info ownership owner_delay_seconds owner_proposed_at roles \
         changes last_change change_delay_seconds undoable 1f chain_pause_until"
    );
    let east = isthmus_api::types::RegionId::new("region", "east").unwrap();
    assert_eq!(foreign_receiver_key(&east, "east1x"), b"\x0d\x04easteast1x");
}

#[test]
fn a_holder_costs_the_bytes_it_needs() {
    let mut storage = MockStorage::new();
    let account = Account { balance: 999_999_999_999, ..Account::default() };
    save_account(&mut storage, &id(&[7; 20]), &Account::default(), &account);
    assert_eq!(write_account(&account).len() + 21, 27);
    save_account(&mut storage, &id(&[7; 20]), &account, &Account::default());
    assert_eq!(storage.range(None, None, Order::Ascending).count(), 0);
}

#[test]
fn accounts_that_hold_nothing_do_not_end_the_list_of_holders() {
    let mut storage = MockStorage::new();
    let (nobody, allowed) =
        (Account::default(), Account { status: AccountStatus::Allowed, ..Account::default() });
    let named = |number: u32| id(&[&[1; 16][..], &number.to_be_bytes()].concat());
    for number in 0..MAX_COUNTED + 5 {
        save_account(&mut storage, &named(number), &nobody, &allowed);
    }
    let holder = id(&[2; 20]);
    save_account(&mut storage, &holder, &nobody, &Account { balance: 1, ..nobody });
    let first = list_holders(&storage, None, 10).unwrap();
    let last = named(MAX_COUNTED - 1);
    assert_eq!(first, [(last.clone(), 0)], "one to begin the next page after");
    assert_eq!(list_holders(&storage, Some(&last), 10).unwrap(), [(holder, 1)]);
}

#[test]
fn freezes_and_holds_that_are_over_do_not_end_the_lists() {
    let mut storage = MockStorage::new();
    let by = Addr::unchecked("by");
    let named = |number: usize| Addr::unchecked(format!("{number:04}"));
    for number in 0..MAX_ORDERS_READ + 5 {
        let until = if number == MAX_ORDERS_READ + 3 { 200 } else { 50 };
        let hold = HoldInfo {
            reason: "alert".to_string(),
            since: 10,
            until,
            by: by.clone(),
            case_hash: None,
        };
        save_hold(&mut storage, &named(number), &hold).unwrap();
        let freeze = FreezeInfo {
            mode: FreezeMode::Full,
            reason: None,
            since: 10,
            by: by.clone(),
            until: Some(until),
            case_hash: None,
            recovered_to: None,
        };
        save_freeze(&mut storage, &named(number), &freeze).unwrap();
    }
    let (last, on) = (named(MAX_ORDERS_READ - 1), named(MAX_ORDERS_READ + 3));
    let accounts = |after: Option<&Addr>| {
        let held = list_holds(&storage, after, 10, 100).unwrap();
        let frozen = list_freezes(&storage, after, 10, 100).unwrap();
        let held: Vec<_> = held.into_iter().map(|(account, _)| account).collect();
        assert_eq!(held, frozen.into_iter().map(|(account, _)| account).collect::<Vec<_>>());
        held
    };
    assert_eq!(accounts(None), std::slice::from_ref(&last), "one to begin the next page after");
    assert_eq!(accounts(Some(&last)), [on]);
}

#[test]
fn a_restricted_account_has_these_bytes() {
    let account = Account {
        balance: 258,
        freeze: Some(Freeze { mode: FreezeMode::Full, until: Some(2) }),
        escrow: false,
        own: 0,
        status: AccountStatus::Allowed,
        locked: 5_000,
        held_until: Some(300),
    };
    let bytes =
        [&[2 + 8 + 16 + 32 + 128, 1, 3 * 17 + 1, 5][..], &[0, 0, 0, 1, 44, 0, 0, 0, 0, 2, 1, 2]];
    assert_eq!(write_account(&account), bytes.concat());
    let escrow = Account { balance: 258, escrow: true, own: 20, ..Account::default() };
    assert_eq!(write_account(&escrow), [4 + 128, 2, 17 + 1, 2, 1, 2]);
}

/// E19: the copy of the mark does not outlive what it is a copy of.
#[test]
fn e19_a_minter_that_is_marked_has_its_account_looked_at() {
    let mut storage = MockStorage::new();
    let (minter, nobody) = (id(&[1; 20]), Account::default());
    let first = Named { id: minter.clone(), address: Addr::unchecked("minter") };
    let first = Minting { account: Some(first), minter: Minter::default() };
    save_minting(&mut storage, &Minting::nobody(), &first).unwrap();
    let held = Account { held_until: Some(100), ..Account::default() };
    save_account(&mut storage, &minter, &nobody, &held);
    mark_minter(&mut storage, &minter, &held, 50).unwrap();
    let frozen = |now| may_load_minter(&storage, &minter, now).unwrap().unwrap().frozen;
    assert!(frozen(99) && !frozen(100));
    // Who is no minter is not made one.
    mark_minter(&mut storage, &id(&[2; 20]), &held, 50).unwrap();
    assert_eq!(may_load_minter(&storage, &id(&[2; 20]), 50).unwrap(), None);
}

#[test]
fn what_nobody_is_left_with_is_the_use_of_a_limit_or_no_record() {
    let mut storage = MockStorage::new();
    let rate = RateLimit { bucket: Bucket { capacity: 5, refill: 1, used: 3 }, at: 300 };
    let limited = Minter { allowance: Some(258), rate: Some(rate), frozen: true };
    let minter = Named { id: id(&[1; 20]), address: Addr::unchecked("minter") };
    let first = Minting { account: Some(minter), minter: limited };
    save_minting(&mut storage, &Minting::nobody(), &first).unwrap();
    let key = [&[0x10][..], &[1; 20]].concat();
    let limit = [1, 5, 1, 1, 1, 3, 0, 0, 0, 1, 44];
    assert_eq!(storage.get(&key).unwrap(), [&[7][..], &limit, &[1, 2]].concat());
    assert_eq!(storage.get(b"minter").unwrap(), b"\"minter\"");
    let after = Minting { account: None, minter: first.minter.remembered() };
    save_minting(&mut storage, &first, &after).unwrap();
    assert_eq!((storage.get(&key), storage.get(b"minter")), (None, None));
    assert_eq!(storage.get(&[0x10]).unwrap(), [&[4][..], &limit].concat());
    save_minting(&mut storage, &after, &Minting::nobody()).unwrap();
    assert_eq!(storage.range(None, None, Order::Ascending).count(), 0);
}

/// A token of the layout before paused redemptions and had a reserve policy, each with a flag.
#[test]
fn a_record_of_the_layout_before_is_read_without_what_it_has_no_more() {
    let mut storage = MockStorage::new();
    storage.set(&[6], &[0b0011_0001, 0, 0, 0, 1, 44, 0, 0, 0, 1, 45, 0, 0, 0, 1, 46, 7]);
    storage.set(&[5], &[128, 1, 1, 2]);
    let read = load_switches(&storage).unwrap();
    assert_eq!(read.restrictions, 7);
    let paused = |scope| read.pauses.check(super::scope(scope), 200).is_err();
    assert!(paused(PauseScope::Transfer) && paused(PauseScope::Signed));
    save_switches(&mut storage, &read).unwrap();
    let bytes = [0b0010_0001, 0, 0, 0, 1, 44, 0, 0, 0, 1, 46, 7];
    assert_eq!(storage.get(&[6]).unwrap(), bytes);
    assert_eq!(load_issuance(&storage).unwrap().supply.total, 258);
}

#[test]
fn two_pairs_of_addresses_never_share_a_key() {
    let ids = [1, 19, 20, 21, 32].map(|length| id(&vec![1; length]));
    let mut keys = Vec::new();
    for (first, second) in ids.iter().flat_map(|first| ids.iter().map(move |id| (first, id))) {
        keys.push(pair_key(ALLOWANCE, first, second).unwrap());
        keys.push(pair_key(GRANTED_TO, first, second).unwrap());
    }
    let all = keys.len();
    keys.sort();
    keys.dedup();
    assert_eq!(keys.len(), all);
    let user = pair_key(ALLOWANCE, &id(&[7; 20]), &id(&[8; 20])).unwrap();
    assert_eq!((user[0], user.len()), (ALLOWANCE, 41));
    let contract = pair_key(ALLOWANCE, &id(&[7; 32]), &id(&[8; 20])).unwrap();
    assert_eq!((&contract[..2], contract.len()), (&[0x12, 32][..], 54));
}

#[test]
fn the_global_records_have_these_bytes() {
    let mut storage = MockStorage::new();
    let (transfer, mint) = (scope(PauseScope::Transfer), scope(PauseScope::Mint));
    let supply = Supply { total: 258, cap: Some(1_000_000), ..Supply::default() };
    initialize_supply(&mut storage, &supply);
    assert_eq!(storage.get(&[5]).unwrap(), [1, 6 * 17 + 1, 1, 1, 2]);
    assert_eq!(storage.get(&[6]), None, "switches that say nothing");

    let mut paused = load_pauses(&storage).unwrap();
    paused.pause(&[transfer, mint], 200, 100).unwrap();
    save_pauses(&mut storage, &paused, 200).unwrap();
    count_restriction(&mut storage).unwrap();
    assert_eq!(storage.get(&[5]).unwrap(), [3, 6 * 17 + 1, 1, 0, 0, 0, 1, 44, 1, 2]);
    assert_eq!(storage.get(&[6]).unwrap(), [1, 0, 0, 0, 1, 44, 1]);
    assert_eq!(load_pauses(&storage).unwrap(), paused);

    // Who changes the supply later does not carry on what is over.
    let issued = load_issuance(&storage).unwrap();
    save_issuance(&mut storage, &issued, 300);
    assert_eq!(storage.get(&[5]).unwrap(), [1, 6 * 17 + 1, 1, 1, 2]);
    save_pauses(&mut storage, &Pauses::default(), 300).unwrap();
    assert_eq!(storage.get(&[6]).unwrap(), [0, 1], "the count stays");
}

#[test]
fn the_mode_is_a_byte_after_the_pauses_and_flags_of_the_supply() {
    let mut storage = MockStorage::new();
    initialize_supply(&mut storage, &Supply { total: 1, ..Supply::default() });
    save_mode(&mut storage, ComplianceMode::Blocklist, 0).unwrap();
    assert_eq!(storage.get(&[5]).unwrap(), [64, 1]);
    assert_eq!(load_issuance(&storage).unwrap().mode, ComplianceMode::Blocklist);
    save_mode(&mut storage, ComplianceMode::Allowlist, 0).unwrap();
    assert_eq!(storage.get(&[5]).unwrap(), [192, 2, 1]);
    assert_eq!(load_issuance(&storage).unwrap().mode, ComplianceMode::Allowlist);
    assert_eq!(storage.get(&[6]).unwrap(), [2, 2]);
    let mut paused = load_pauses(&storage).unwrap();
    paused.pause(&[scope(PauseScope::Transfer)], 0, 300).unwrap();
    save_pauses(&mut storage, &paused, 0).unwrap();
    assert_eq!(storage.get(&[6]).unwrap(), [3, 0, 0, 0, 1, 44, 2]);
    save_mode(&mut storage, ComplianceMode::Open, 0).unwrap();
    save_pauses(&mut storage, &Pauses::default(), 0).unwrap();
    assert_eq!((storage.get(&[5]).unwrap(), storage.get(&[6])), (vec![0, 1], None));
}

#[test]
fn nonces_and_keys_have_these_bytes() {
    let mut storage = MockStorage::new();
    let signer = id(&[7; 20]);
    assert_eq!(load_nonces(&storage, &signer).unwrap(), Nonces::default());
    save_nonces(&mut storage, &signer, &Nonces { next: 258, used: 2 });
    let at = [&[0x08][..], &[7; 20]].concat();
    assert_eq!(storage.get(&at).unwrap(), [2, 1, 2, 2]);
    assert_eq!(load_nonces(&storage, &signer).unwrap(), Nonces { next: 258, used: 2 });
    assert_eq!(load_domain_epoch(&storage).unwrap(), 0);
    raise_domain_epoch(&mut storage).unwrap();
    raise_domain_epoch(&mut storage).unwrap();
    assert_eq!((load_domain_epoch(&storage).unwrap(), storage.get(&[8]).unwrap()), (2, vec![1, 2]));

    let some = [
        AccountKey::Ed25519 { public_key: HexBinary::from([5; 32]) },
        AccountKey::Secp256r1 { public_key: HexBinary::from([3; 33]) },
    ];
    save_keys(&mut storage, &signer, &some);
    let at = [&[0x0e][..], &[7; 20]].concat();
    let record = [&[2][..], &[5; 32], &[1], &[3; 33]].concat();
    assert_eq!(storage.get(&at).unwrap(), record);
    assert_eq!(load_keys(&storage, &signer).unwrap(), some);
    save_keys(&mut storage, &signer, &[]);
    assert_eq!((storage.get(&at), load_keys(&storage, &signer).unwrap()), (None, vec![]));
}

#[test]
fn each_scope_lies_in_one_record() {
    for scope in PauseScope::iter().map(super::scope) {
        let flag = 1u8 << scope.bit;
        assert_eq!(MINT_AND_BURN & OTHER_SCOPES & flag, 0);
        assert_ne!((MINT_AND_BURN | OTHER_SCOPES) & flag, 0, "{}", scope.name);
    }
    assert_eq!(MINT_AND_BURN & (CAPPED | ABROAD | FOREIGN | BURN_OFF | SCREENED | MORE), 0);
    assert_eq!((OTHER_SCOPES | RETIRED_SCOPE) & (MODE | FEE | WITH_POLICY), 0);
    assert_eq!(OTHER_SCOPES & RETIRED_SCOPE, 0);
}

#[test]
fn a_full_count_stays_and_is_never_trusted() {
    let mut storage = MockStorage::new();
    let last = Switches { restrictions: u32::MAX - 1, ..Switches::default() };
    save_switches(&mut storage, &last).unwrap();
    for _ in 0..2 {
        count_restriction(&mut storage).unwrap();
        assert_eq!(load_switches(&storage).unwrap().restrictions, u32::MAX);
    }
}

#[test]
fn pages_begin_after_the_cursor_and_end_with_the_prefix() {
    let mut storage = MockStorage::new();
    let owner = id(&[0xff; 20]);
    let some = Allowance { amount: 1, ..Allowance::default() };
    for n in 1..=3u8 {
        save_allowance(&mut storage, &owner, &id(&[n; 20]), None, &some).unwrap();
    }
    save_allowance(&mut storage, &id(&[1; 20]), &owner, None, &some).unwrap();
    let page = list_granted_by(&storage, &owner, Some(&id(&[1; 20])), 10).unwrap();
    assert_eq!(page.iter().map(|(id, _)| id.bytes()[0]).collect::<Vec<_>>(), [2, 3]);
    assert_eq!(list_granted_to(&storage, &id(&[2; 20]), None, 10).unwrap().len(), 1);
    assert_eq!(key_after(&[1, 0xff]), Some(vec![2]));
    assert_eq!(key_after(&[0xff]), None);
}

fn end() -> impl Strategy<Value = Option<u64>> {
    prop::option::of(0..1u64 << 40)
}

fn freeze() -> impl Strategy<Value = Option<Freeze>> {
    let mode = prop_oneof![Just(FreezeMode::Outgoing), Just(FreezeMode::Full)];
    prop::option::of((mode, end()).prop_map(|(mode, until)| Freeze { mode, until }))
}

fn status() -> impl Strategy<Value = AccountStatus> {
    prop::sample::select(AccountStatus::iter().collect::<Vec<_>>())
}

fn mode() -> impl Strategy<Value = ComplianceMode> {
    prop::sample::select(ComplianceMode::iter().collect::<Vec<_>>())
}

fn expiration() -> impl Strategy<Value = Expiration> {
    prop_oneof![
        Just(Expiration::Never {}),
        any::<u64>().prop_map(Expiration::AtHeight),
        any::<u64>().prop_map(|nanos| Expiration::AtTime(Timestamp::from_nanos(nanos))),
    ]
}

proptest! {
    #[test]
    fn what_is_packed_is_read_back(
        balance: u128, freeze in freeze(), escrow: bool, status in status(), mode in mode(),
        locked: u128, held_until in end(),
        granted: u128, expires in expiration(), restrictions: u32,
        minted in prop::option::of(any::<u128>()), total: u128, abroad: u128,
        cap in prop::option::of(any::<u128>()), foreign: bool, burn_off: bool,
        rate in prop::option::of((any::<u128>(), any::<u128>(), any::<u128>(), 0..1u64 << 40)),
    ) {
        let mut storage = MockStorage::new();
        let own = if escrow { balance.min(locked) } else { 0 };
        let account = Account { balance, freeze, escrow, own, status, locked, held_until };
        prop_assert_eq!(&read_account(&write_account(&account)).unwrap(), &account);
        let allowance = Allowance { amount: granted, expires, restrictions };
        prop_assert_eq!(&read_allowance(&write_allowance(&allowance)).unwrap(), &allowance);
        let rate = rate.map(|(capacity, refill, used, at)| {
            RateLimit { bucket: Bucket { capacity, refill, used }, at }
        });
        let minter = Minter { allowance: minted, rate, frozen: false };
        save_minter(&mut storage, &id(&[1; 20]), &minter);
        prop_assert_eq!(may_load_minter(&storage, &id(&[1; 20]), 0).unwrap(), Some(minter));
        let supply = Supply { total, abroad, cap, foreign, burn_off };
        initialize_supply(&mut storage, &supply);
        prop_assert_eq!(load_issuance(&storage).unwrap().supply, supply);
        let rate = FeeRate { bps: 20, max: granted };
        let fee = escrow.then(|| FeeTerms { rate, collector: id(&[9; 32]) });
        let switches = Switches { mode, fee, policy: foreign, restrictions, ..Switches::default() };
        save_switches(&mut storage, &switches).unwrap();
        prop_assert_eq!(super::load_switches(&storage).unwrap(), switches);
    }
}
