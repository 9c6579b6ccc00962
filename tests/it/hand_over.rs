//! A token of the layout before this one, which was its own office, moves to this code and hands over to a
//! contract of its own: page by page, by anyone, and resumed in the middle. The records are written as that
//! layout wrote them.

use std::collections::BTreeMap;

use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{coins, Addr, Api, CanonicalAddr, Record, Storage};
use cw_multi_test::AppResponse;
use isthmus_api::access::events::CancelChange;
use isthmus_api::access::{PendingChangesResponse, RolesOfResponse};
use isthmus_api::issuance::{
    AttestationsResponse, ControllersResponse, MintRecipientsResponse, MinterResponse, Redemption,
    RedemptionStatisticsResponse, RedemptionsResponse, ReserveResponse, SolvencyResponse,
};
use isthmus_api::packed::{Reader, Writer};
use isthmus_api::stablecoin::{events::HandOver, Change, HandOverStatus, MinterInfo};
use isthmus_regions::embedded::{Library, Linked};
use isthmus_testkit::chain::{address, event, events, fails, Chain, Done};
use isthmus_testkit::Code;
use serde_json::{json, Value};

/// Monday, 2 March 2026, noon (UTC).
const START: u64 = 1_772_452_800;
const HOLDERS: u128 = 100_000;
const MINTERS: u64 = 1_000;
/// What the redemptions that are open are of, by number.
const OPEN: [(u64, u128); 5] = [(3, 70), (5, 30), (8, 500), (9, 10), (12, 90)];
const REDEEMING: u128 = 700;
/// Records of one page.
const PAGE: u32 = 50;

struct Old {
    chain: Chain,
    office: Addr,
    /// The supply, what is being redeemed among it.
    supply: u128,
}

/// The account behind bytes that are made of a number; its tag keeps the kinds of accounts apart.
fn id(tag: u8, number: u64) -> Vec<u8> {
    [&[tag; 12][..], &number.to_be_bytes()].concat()
}

fn text(id: &[u8]) -> String {
    MockApi::default().addr_humanize(&CanonicalAddr::from(id)).unwrap().into_string()
}

fn map_key(name: &str, key: &[u8]) -> Vec<u8> {
    [&(name.len() as u16).to_be_bytes(), name.as_bytes(), key].concat()
}

fn json_record(value: Value) -> Vec<u8> {
    value.to_string().into_bytes()
}

/// What a minter was, of its number.
struct Terms {
    allowance: Option<u128>,
    /// Capacity, refill, used, since when.
    rate: Option<(u128, u128, u128, u64)>,
    frozen: bool,
    recipients: Vec<Vec<u8>>,
    controllers: Vec<Vec<u8>>,
}

fn terms(number: u64) -> Terms {
    let few = |tag, count: u64| (0..count).map(|one| id(tag, number * 100 + one)).collect();
    Terms {
        allowance: (!number.is_multiple_of(5)).then(|| u128::from(number) * 1_000),
        rate: number.is_multiple_of(3).then(|| (5_000 + u128::from(number), 7, 40, START - 5)),
        frozen: number % 50 == 7,
        // The last one has as many as it may.
        recipients: few(3, if number == MINTERS - 1 { 50 } else { number % 4 }),
        controllers: few(4, if number == MINTERS - 1 { 10 } else { number % 2 }),
    }
}

fn write_minter(storage: &mut dyn Storage, number: u64) {
    let (minter, terms) = (id(2, number), terms(number));
    let flag = |set: bool, flag: u8| if set { flag } else { 0 };
    let flags = flag(terms.allowance.is_some(), 1)
        | flag(terms.frozen, 2)
        | flag(terms.rate.is_some(), 4)
        | flag(!terms.recipients.is_empty(), 8);
    let mut record = Writer::new(flags);
    if let Some((capacity, refill, used, at)) = terms.rate {
        record = record.number(capacity).number(refill).number(used).instant(at);
    }
    let record = match terms.allowance {
        None => record.finish(),
        Some(allowance) => record.amount(allowance),
    };
    storage.set(&[&[0x04], minter.as_slice()].concat(), &record);
    for recipient in &terms.recipients {
        storage.set(&[&[0x09], minter.as_slice(), recipient].concat(), &[0]);
    }
    let minter = text(&minter);
    let controllers: Vec<String> = terms.controllers.iter().map(|id| text(id)).collect();
    for controller in &controllers {
        let key = map_key("controllers", controller.as_bytes());
        storage.set(&key, &json_record(json!(minter)));
    }
    if !controllers.is_empty() {
        let key = map_key("controllers_of", minter.as_bytes());
        storage.set(&key, &json_record(json!(controllers)));
    }
}

fn write_redemptions(storage: &mut dyn Storage) {
    for (number, amount) in OPEN {
        let holder = text(&id(1, number));
        let redemption = json!({
            "id": number, "holder": holder, "amount": amount.to_string(), "reference": "9c02",
            "requested_at": START - 50, "due_at": START + 1_000,
        });
        storage.set(&map_key("redemptions", &number.to_be_bytes()), &json_record(redemption));
        let of = map_key(
            "redemptions_of",
            &[&[0, holder.len() as u8], holder.as_bytes(), &number.to_be_bytes()].concat(),
        );
        storage.set(&of, b"null");
    }
    let counts = json!({"last": 12, "open": REDEEMING.to_string()});
    storage.set(b"redemption_counts", &json_record(counts));
    let policy = json!({"deadline_seconds": 86_400, "min_amount": "10"});
    storage.set(b"redemption_policy", &json_record(policy));
}

fn write_reserves(storage: &mut dyn Storage, amount: u128) {
    for number in 4..34u64 {
        let attestation = json!({
            "id": number, "amount": amount.to_string(), "as_of": START - 100 + number,
            "report_hash": "07".repeat(32), "uri": "https://issuer.example/2026-03",
            "at": START - 100 + number, "by": address("attestor"),
        });
        storage.set(&map_key("attestations", &number.to_be_bytes()), &json_record(attestation));
    }
    let record = Writer::new(3).number(864_000).number(100).instant(START - 67).amount(amount);
    storage.set(&[0x0b], &record);
}

/// Roles that are none of the token's any more, and plans for rules that are none.
fn write_administration(storage: &mut dyn Storage) {
    for role in ["master_minter", "attestor", "redemption_operator"] {
        let member = [&(role.len() as u16).to_be_bytes(), role.as_bytes()].concat();
        let key = [member.as_slice(), address(role).as_bytes()].concat();
        storage.set(&map_key("roles", &key), b"null");
    }
    let policy = |policy: Value| json!({"set_reserve_policy": {"policy": policy}});
    let strict = policy(json!({"max_age_seconds": 864_000, "margin_bps": 100}));
    let plan = |number: u64, change: &Value, against: &Value| {
        json!({
            "id": number, "change": change, "against": against, "by": address("owner"),
            "ready_at": START + 50, "lapses_at": START + 604_850,
        })
    };
    let cap = |cap: Value| json!({"set_cap": {"cap": cap}});
    let waiting = [
        (6, policy(json!(null)), strict.clone()),
        (7, cap(json!("9000000000")), cap(json!("8000000000"))),
    ];
    for (number, change, against) in &waiting {
        let key = map_key("changes", &u64::to_be_bytes(*number));
        storage.set(&key, &json_record(plan(*number, change, against)));
    }
    storage.set(b"last_change", b"7");
    let undoable = json!([{
        "rule": "set_reserve_policy ", "by": address("owner"), "until": START + 50,
        "restores": policy(json!(null)), "present": strict,
    }]);
    storage.set(b"undoable", &json_record(undoable));
    storage.set(b"primary_minter", &json_record(json!(text(&id(2, 0)))));
}

/// A token of the layout before this one, and an office that is new.
fn old(holders: u128, minters: u64) -> Old {
    let mut chain = Chain::new(START, &[], &coins(0, "uwest"));
    let setup = json!({
        "name": "Isthmus Dollar", "symbol": "IUSD", "decimals": 6, "initial_balances": [],
        "cap": "8000000000", "owner": address("owner"), "change_delay_seconds": 60,
    });
    chain.place(Code::Stablecoin, &setup).unwrap();
    let token = chain.contract.clone();
    let role = |role: &str| json!({"role": role, "account": address(role)});
    let setup = json!({
        "owner": address("office-owner"), "change_delay_seconds": 60,
        "roles": [role("master_minter"), role("redemption_operator")],
        "region": "west", "stablecoin": token,
        "calendar": {"name": "west", "utc_offset_minutes": 0, "weekend": [], "holidays": []},
        "redemption_policy": {"min_amount": "10"},
    });
    let office = chain.neighbour(Box::new(Linked.code(Code::Issuance)), &setup, "office");
    let each = |number: u128| 100 + number % 7;
    let supply: u128 = (0..holders).map(each).sum::<u128>() + REDEEMING;
    let mut storage = chain.app.contract_storage_mut(&token);
    for number in 0..holders {
        let key = [&[0x01], id(1, number as u64).as_slice()].concat();
        storage.set(&key, &Writer::new(0).amount(each(number)));
    }
    (0..minters).for_each(|number| write_minter(&mut *storage, number));
    write_redemptions(&mut *storage);
    write_reserves(&mut *storage, supply + supply / 10);
    write_administration(&mut *storage);
    // A cap, and in the second byte that there is a reserve policy.
    let record = Writer::new(0b1000_0001).u8(1).number(8_000_000_000).amount(supply);
    storage.set(&[0x05], &record);
    drop(storage);
    Old { chain, office, supply }
}

impl Old {
    fn hand_over_to(&self, office: &Addr) -> Value {
        json!({"hand_over": {"address": office, "allowance": "600000000", "rate_limit": null}})
    }

    fn migrate(&mut self) -> AppResponse {
        let msg = self.hand_over_to(&self.office.clone());
        self.chain.migrate(Code::Stablecoin, &msg).unwrap()
    }

    fn next(&mut self, limit: u32) -> Done {
        let token = self.chain.contract.clone();
        let msg = json!({"hand_over": {"limit": limit}});
        self.chain.call(&address("stranger"), &token, &msg, &[])
    }

    fn call_office(&mut self, by: &str, msg: Value) -> Done {
        let office = self.office.clone();
        let sender = if by.starts_with("cosmwasm1") { Addr::unchecked(by) } else { address(by) };
        self.chain.call(&sender, &office, &msg, &[])
    }

    fn ask<T: serde::de::DeserializeOwned>(&self, query: Value) -> T {
        self.chain.app.wrap().query_wasm_smart(&self.office, &query).unwrap()
    }

    fn status(&self) -> Option<HandOverStatus> {
        self.chain.ask(&json!({"hand_over": {}}))
    }

    /// Goes on to the end.
    fn finish(&mut self) -> u64 {
        let mut pages = 0;
        while self.status().is_some() {
            self.next(PAGE).unwrap();
            pages += 1;
        }
        pages
    }

    /// Balances, as they are stored.
    fn balances(&self) -> BTreeMap<Vec<u8>, u128> {
        let balance = |(key, value): Record| {
            let mut reader = Reader::new(&value);
            let flags = reader.u8().unwrap();
            assert_eq!(flags & !4, 0, "nothing but a balance, and that it is an escrow");
            Some((key, reader.amount().unwrap()))
        };
        let all = self.chain.records().into_iter().filter(|(key, _)| key[0] == 0x01);
        all.filter_map(balance).collect()
    }

    fn total_supply(&self) -> u128 {
        let info: cw20::TokenInfoResponse = self.chain.ask(&json!({"token_info": {}}));
        info.total_supply.u128()
    }
}

/// Keys of the layout before.
fn is_retired(key: &[u8]) -> bool {
    let roles = ["master_minter", "attestor", "redemption_operator"];
    let of_role = |role: &&str| key.windows(role.len()).any(|part| part == role.as_bytes());
    isthmus_stablecoin::state::RETIRED.iter().any(|retired| retired.covers(key))
        || (key.starts_with(b"\x00\x05roles") && roles.iter().any(of_role))
}

fn ensure_carried_over(old: &Old, number: u64) {
    let (minter, terms) = (text(&id(2, number)), terms(number));
    let found: Option<MinterResponse> = old.ask(json!({"minter_info": {"minter": minter}}));
    let found = found.unwrap_or_else(|| panic!("minter {number} is not there"));
    let allowance = terms.allowance.unwrap_or(u128::MAX);
    assert_eq!((found.allowance.u128(), found.ceiling.u128()), (allowance, allowance), "{number}");
    let limit = found.rate_limit.map(|limit| {
        (limit.capacity.u128(), limit.refill_per_second.u128(), limit.available.u128())
    });
    let expected = terms.rate.map(|(capacity, refill, used, at)| {
        (capacity, refill, capacity - used.saturating_sub(refill * u128::from(START - at)))
    });
    assert_eq!(limit, expected, "{number}");
    assert_eq!(found.stopped, terms.frozen, "{number}");
    let list: MintRecipientsResponse = old.ask(json!({"mint_recipients": {"minter": minter}}));
    let mut expected: Vec<String> = terms.recipients.iter().map(|id| text(id)).collect();
    expected.sort();
    let list = list.recipients.map(|list| list.into_iter().map(String::from).collect());
    assert_eq!(list, Some(expected).filter(|list: &Vec<String>| !list.is_empty()), "{number}");
}

/// All controllers in the office, each with its minter.
fn controllers(old: &Old) -> BTreeMap<String, String> {
    let (mut all, mut after) = (BTreeMap::new(), Value::Null);
    loop {
        let query = json!({"controllers": {"start_after": after, "limit": 30}});
        let page: ControllersResponse = old.ask(query);
        let Some(last) = page.controllers.last() else { return all };
        after = json!(last.controller);
        let pairs = page.controllers.into_iter();
        all.extend(pairs.map(|it| (it.controller.into_string(), it.minter.into_string())));
    }
}

#[test]
fn a_thousand_minters_and_a_hundred_thousand_holders_are_carried_over_and_nothing_is_left() {
    let mut old = old(HOLDERS, MINTERS);
    let before = old.balances();
    let told = old.migrate();
    let page = event::<HandOver>(&told.events);
    assert_eq!((page.records, page.done, page.by.as_str()), (u64::from(PAGE), false, "chain"));
    // From the first moment the balances add up.
    let sum: u128 = old.balances().values().sum();
    assert_eq!((sum, old.total_supply()), (old.supply, old.supply));

    // Interrupted by newer code, by a day, and by pages of one record.
    old.chain.migrate(Code::Stablecoin, &json!({})).unwrap();
    for _ in 0..10 {
        old.next(1).unwrap();
    }
    let status = old.status().unwrap();
    assert_eq!(status.office, old.office);
    let pages = old.finish();
    assert!((60..120).contains(&pages), "{pages} pages");

    let mut after = old.balances();
    let office = MockApi::default().addr_canonicalize(old.office.as_str()).unwrap();
    let key = [&[0x01], office.as_slice()].concat();
    assert_eq!(after.remove(&key), Some(REDEEMING));
    assert_eq!(after, before);
    assert_eq!(old.total_supply(), old.supply);
    let left: Vec<Record> =
        old.chain.records().into_iter().filter(|(key, _)| is_retired(key)).collect();
    assert_eq!(left, []);

    let mut expected = BTreeMap::new();
    for number in 0..MINTERS {
        ensure_carried_over(&old, number);
        let minter = text(&id(2, number));
        expected.extend(terms(number).controllers.iter().map(|id| (text(id), minter.clone())));
    }
    assert_eq!(controllers(&old), expected);
    fails(old.next(PAGE), "ST-137");
}

#[test]
fn what_is_being_redeemed_goes_on_in_the_office_under_its_number() {
    let mut old = old(20, 3);
    old.migrate();
    old.finish();
    let open: RedemptionsResponse = old.ask(json!({"redemptions": {"limit": 30}}));
    let found: Vec<_> = open.redemptions.iter().map(|it| (it.id, it.amount.u128())).collect();
    assert_eq!(found, OPEN);
    // The last second in time; before, it was the first that was late.
    let expected = Redemption {
        id: 5,
        holder: Addr::unchecked(text(&id(1, 5))),
        amount: 30u128.into(),
        reference: vec![0x9c, 0x02].into(),
        requested_at: START - 50,
        due_at: START + 999,
        paying: None,
    };
    assert_eq!(open.redemptions[1], expected);
    let solvency: SolvencyResponse = old.ask(json!({"solvency": {}}));
    assert_eq!((solvency.redemptions.u128(), solvency.balance.u128()), (REDEEMING, REDEEMING));
    let all: RedemptionStatisticsResponse = old.ask(json!({"redemption_statistics": {}}));
    assert_eq!((all.requested.count, all.open.count, all.ended_before), (12, 5, 7));

    let settle = json!({"settle_redemption": {"id": 5, "payment_reference": "77"}});
    old.call_office("redemption_operator", settle).unwrap();
    assert_eq!(old.total_supply(), old.supply - 30);
    old.chain.after(1_000);
    let has = |old: &Old| old.balances()[&[&[0x01], id(1, 8).as_slice()].concat()];
    let before = has(&old);
    old.call_office("stranger", json!({"return_redemption": {"id": 8}})).unwrap();
    assert_eq!(has(&old), before + 500);

    // The next number is one that never was.
    let (token, holder) = (old.chain.contract.clone(), Addr::unchecked(text(&id(1, 9))));
    let send = json!({"send": {
        "contract": old.office, "amount": "20", "msg": "eyJyZWRlZW0iOnsicmVmZXJlbmNlIjoiMDEifX0=",
    }});
    old.chain.call(&holder, &token, &send, &[]).unwrap();
    let open: RedemptionsResponse = old.ask(json!({"redemptions": {"limit": 30}}));
    assert_eq!(open.redemptions.last().unwrap().id, 13);
}

#[test]
fn reserves_are_carried_over_with_the_migrate_message_and_bound_the_first_mint() {
    let mut old = old(20, 3);
    old.migrate();
    let reserve: ReserveResponse = old.ask(json!({"reserve": {}}));
    let policy = reserve.policy.unwrap();
    assert_eq!((policy.max_age_seconds, policy.margin_bps), (864_000, 100));
    let attested = old.supply + old.supply / 10;
    assert_eq!(reserve.counted, Some(attested.into()));
    let query = json!({"attestations": {"start_after": 23, "limit": 30}});
    let found: AttestationsResponse = old.ask(query);
    let numbers: Vec<u64> = found.attestations.iter().map(|it| it.id).collect();
    assert_eq!(numbers, (24..34).collect::<Vec<_>>());
    assert!(found.attestations.iter().all(|it| it.holdings.is_empty()));
    let headroom = reserve.headroom.unwrap().u128();
    assert_eq!(headroom, attested * 10_000 / 10_100 - old.supply);
    let minter = text(&id(2, 0));
    let mint = |amount: u128| json!({"mint": {"recipient": address("alice"), "amount": amount.to_string()}});
    assert!(old.call_office(&minter, mint(headroom + 1)).is_err());
    old.call_office(&minter, mint(headroom)).unwrap();
    assert_eq!(old.total_supply(), old.supply + headroom);
}

#[test]
fn a_minter_that_is_not_handed_over_yet_is_told_so_and_then_mints() {
    let mut old = old(20, MINTERS);
    old.migrate();
    let minter = text(&id(2, 1));
    let mint = json!({"mint": {"recipient": text(&terms(1).recipients[0]), "amount": "10"}});
    let refused = old.call_office(&minter, mint.clone()).unwrap_err();
    assert_eq!(refused.code(), "IS-039");
    old.finish();
    old.call_office(&minter, mint.clone()).unwrap();
    let refused = old.call_office("stranger", mint).unwrap_err();
    assert_eq!(refused.code(), "AC-002");
    // The token's own brakes are the last ones.
    let left: Option<MinterInfo> = old.chain.ask(&json!({"minter_info": {}}));
    assert_eq!(left.unwrap().allowance, Some(599_999_990u128.into()));
}

#[test]
fn what_the_office_said_of_a_minter_meanwhile_stands() {
    let mut old = old(20, MINTERS);
    old.migrate();
    let (minter, other) = (text(&id(2, 999)), text(&id(2, 998)));
    let change = json!({"set_minter": {
        "minter": minter, "terms": {"ceiling": "5", "rate_limit": null},
    }});
    let schedule = json!({"schedule_change": {"change": change}});
    old.call_office("master_minter", schedule).unwrap();
    old.chain.after(60);
    old.call_office("stranger", json!({"apply_change": {"id": 1}})).unwrap();
    old.finish();
    let found: Option<MinterResponse> = old.ask(json!({"minter_info": {"minter": minter}}));
    assert_eq!(found.unwrap().ceiling.u128(), 5);
    let list: MintRecipientsResponse = old.ask(json!({"mint_recipients": {"minter": minter}}));
    assert_eq!(list.recipients, None);
    let found: Option<MinterResponse> = old.ask(json!({"minter_info": {"minter": other}}));
    assert_eq!(found.unwrap().ceiling.u128(), 998_000);
}

#[test]
fn a_plan_for_a_rule_that_is_none_is_dropped_and_the_others_wait_on() {
    let mut old = old(20, 3);
    let told = old.migrate();
    let dropped: Vec<u64> = events::<CancelChange>(&told.events).iter().map(|it| it.id).collect();
    assert_eq!(dropped, [6]);
    let waiting: PendingChangesResponse<Change> = old.chain.ask(&json!({"pending_changes": {}}));
    assert_eq!(waiting.changes.iter().map(|it| it.id).collect::<Vec<_>>(), [7]);
    let token = old.chain.contract.clone();
    let lower = json!({"set_cap": {"cap": "7000000000"}});
    old.chain.call(&address("owner"), &token, &lower, &[]).unwrap();
    let roles: RolesOfResponse =
        old.chain.ask(&json!({"roles_of": {"account": address("attestor")}}));
    assert_eq!(roles.roles, [""; 0]);
}

#[test]
fn only_a_new_office_of_this_very_token_takes_over_and_a_refusal_changes_nothing() {
    let mut old = old(20, 3);
    let before = old.chain.records();
    fails(old.chain.migrate(Code::Stablecoin, &json!({})), "ST-136");
    let other = address("other");
    let msg = old.hand_over_to(&other);
    fails(old.chain.migrate(Code::Stablecoin, &msg), "ST-");
    // The office of another token.
    let setup = json!({
        "region": "west", "stablecoin": address("other"),
        "calendar": {"name": "west", "utc_offset_minutes": 0, "weekend": [], "holidays": []},
    });
    let foreign = old.chain.neighbour(Box::new(Linked.code(Code::Issuance)), &setup, "foreign");
    let msg = old.hand_over_to(&foreign);
    fails(old.chain.migrate(Code::Stablecoin, &msg), "AC-002");
    // One in which something has happened.
    let minter = address("minter");
    let change = json!({"set_minter": {
        "minter": minter, "terms": {"ceiling": "5", "rate_limit": null},
    }});
    old.call_office("master_minter", json!({"schedule_change": {"change": change}})).unwrap();
    old.chain.after(60);
    old.call_office("stranger", json!({"apply_change": {"id": 1}})).unwrap();
    let msg = old.hand_over_to(&old.office.clone());
    fails(old.chain.migrate(Code::Stablecoin, &msg), "IS-038");
    assert_eq!(old.chain.records(), before);
    // And nobody but the token hands over.
    let page = json!({"take_over": {"records": [], "done": true}});
    fails(old.call_office("office-owner", page), "AC-002");
}
