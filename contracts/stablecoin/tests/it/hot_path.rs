//! What the everyday messages read and write: (reads, writes, deletes).

use std::cell::Cell;
use std::marker::PhantomData;

use cosmwasm_std::testing::{message_info, mock_env, MockApi, MockQuerier, MockStorage};
use cosmwasm_std::{
    to_json_binary, Addr, ContractResult, Empty, Order, OwnedDeps, Record, Storage, SystemResult,
};
use isthmus_api::policy::CanMoveResponse;
use isthmus_api::stablecoin::{
    ExecuteMsg, MinterTerms, Payment, PolicyContract, QueryMsg, SignedAction,
};
use isthmus_stablecoin::contract;
use isthmus_testkit::rows::rows;

use crate::signer::{authorization, message, terms, Kind, Signer};
use crate::suite::instantiate_msg;

#[derive(Default)]
pub struct Counting {
    pub inner: MockStorage,
    reads: Cell<u32>,
    writes: u32,
    deletes: u32,
    /// Whether a message prepares what another is measured on, and may go through a range.
    pub preparing: bool,
}

impl Counting {
    /// Reads, writes and deletes since the last call.
    pub fn taken(&mut self) -> (u32, u32, u32) {
        let taken = (self.reads.get(), self.writes, self.deletes);
        self.reads.set(0);
        (self.writes, self.deletes) = (0, 0);
        taken
    }
}

impl Storage for Counting {
    fn get(&self, key: &[u8]) -> Option<Vec<u8>> {
        self.reads.set(self.reads.get() + 1);
        self.inner.get(key)
    }
    fn range<'a>(
        &'a self,
        start: Option<&[u8]>,
        end: Option<&[u8]>,
        order: Order,
    ) -> Box<dyn Iterator<Item = Record> + 'a> {
        assert!(self.preparing, "a message went through a range {start:?} {end:?} {order:?}");
        self.inner.range(start, end, order)
    }
    fn set(&mut self, key: &[u8], value: &[u8]) {
        self.writes += 1;
        self.inner.set(key, value);
    }
    fn remove(&mut self, key: &[u8]) {
        self.deletes += 1;
        self.inner.remove(key);
    }
}

struct Bench(OwnedDeps<Counting, MockApi, MockQuerier, Empty>);

impl Bench {
    fn new() -> Self {
        let mut deps = OwnedDeps {
            storage: Counting::default(),
            api: MockApi::default(),
            querier: MockQuerier::default(),
            custom_query_type: PhantomData,
        };
        let api = deps.api;
        let msg = instantiate_msg(&|name| api.addr_make(name).to_string());
        let info = message_info(&api.addr_make("owner"), &[]);
        contract::instantiate(deps.as_mut(), mock_env(), info, msg.into()).unwrap();
        let mut bench = Self(deps);
        let (bob, minter) = (bench.addr("bob"), bench.addr("minter"));
        let cap = Some(1_000_000u128.into());
        bench.costs("owner", ExecuteMsg::SetCap { cap });
        let allowance = Some(1000u128.into());
        let minter = Some(MinterTerms { address: minter, allowance, rate_limit: None });
        bench.costs("owner", ExecuteMsg::SetMinter { minter });
        let (amount, expires) = (100u128.into(), None);
        bench.costs("alice", ExecuteMsg::IncreaseAllowance { spender: bob, amount, expires });
        bench
    }

    fn addr(&self, name: &str) -> String {
        self.0.api.addr_make(name).to_string()
    }

    fn prepare(&mut self, sender: &str, msg: ExecuteMsg) {
        self.0.storage.preparing = true;
        self.costs(sender, msg);
        self.0.storage.preparing = false;
    }

    /// Sends what a table lists, and compares what each message costs.
    fn measure(&mut self, table: &str) {
        for (words, msg) in rows(table, |name| self.addr(name)) {
            let text = format!("{words:?} {msg:?}");
            match words[..] {
                ["-", sender] => self.prepare(sender, msg),
                [reads, writes, deletes, sender] => {
                    let (found, stated) = (self.costs(sender, msg), [reads, writes, deletes]);
                    let stated = stated.map(|count| count.parse::<u32>().unwrap());
                    assert_eq!([found.0, found.1, found.2], stated, "{text}");
                }
                _ => panic!("{text}"),
            }
        }
    }

    fn costs(&mut self, sender: &str, msg: ExecuteMsg) -> (u32, u32, u32) {
        let storage = &mut self.0.storage;
        storage.reads.set(0);
        (storage.writes, storage.deletes) = (0, 0);
        let info = message_info(&Addr::unchecked(self.addr(sender)), &[]);
        contract::execute(self.0.as_mut(), mock_env(), info, msg.into()).unwrap();
        let storage = &self.0.storage;
        (storage.reads.get(), storage.writes, storage.deletes)
    }
}

/// Reads, writes and deletes of a message, and who sends it; `-` before a message that only prepares.
const TRANSFERS: &str = r#"
3 2 0 alice {"transfer": {"recipient": "west:bob", "amount": "1"}}
3 2 0 alice {"transfer": {"recipient": "west:carol", "amount": "1"}}
2 0 0 alice {"transfer": {"recipient": "west:alice", "amount": "1"}}
3 1 1 carol {"transfer": {"recipient": "west:alice", "amount": "1"}}
3 2 0 alice {"send": {"contract": "west:bob", "amount": "1", "msg": ""}}
3 2 0 alice {"transfer_with_memo": {"recipient": "west:bob", "amount": "1", "memo": "INV 7"}}
"#;

/// The mints come to have a rate limit. After a freeze or a hold,
/// of whomever, each grant looks at its parties once more (E6, E16); the spender is looked at as the
/// recipient that it is.
const EVERYDAY: &str = r#"
4 3 0 bob {"transfer_from": {"owner": "west:alice", "recipient": "west:carol", "amount": "1"}}
4 3 0 bob {"transfer_from": {"owner": "west:alice", "recipient": "west:bob", "amount": "1"}}
2 1 0 alice {"increase_allowance": {"spender": "west:bob", "amount": "1"}}
1 1 0 alice {"decrease_allowance": {"spender": "west:bob", "amount": "1"}}
2 2 0 alice {"burn": {"amount": "1"}}
3 3 0 minter {"mint": {"recipient": "west:carol", "amount": "1"}}
- owner {"set_minter": {"minter": {"address": "west:minter", "allowance": "1000", "rate_limit": {"capacity": "1000", "refill_per_second": "1"}}}}
3 3 0 minter {"mint": {"recipient": "west:carol", "amount": "1"}}
- compliance {"freeze": {"accounts": ["west:dave"], "mode": "full"}}
5 3 0 bob {"transfer_from": {"owner": "west:alice", "recipient": "west:carol", "amount": "1"}}
4 3 0 bob {"transfer_from": {"owner": "west:alice", "recipient": "west:carol", "amount": "1"}}
- compliance {"freeze": {"accounts": ["west:frank"], "mode": "full"}}
4 3 0 bob {"transfer_from": {"owner": "west:alice", "recipient": "west:bob", "amount": "1"}}
- guardian {"place_hold": {"accounts": ["west:erin"], "seconds": 60, "reason": "alert"}}
4 1 0 alice {"increase_allowance": {"spender": "west:bob", "amount": "1"}}
2 1 0 alice {"increase_allowance": {"spender": "west:bob", "amount": "1"}}
"#;

const UNDER_A_MODE: &str = r#"
- compliance {"set_account_status": {"accounts": ["west:alice", "west:bob", "west:carol"], "status": "allowed"}}
- compliance {"set_compliance_mode": {"mode": "allowlist"}}
3 2 0 alice {"transfer": {"recipient": "west:bob", "amount": "1"}}
2 2 0 alice {"burn": {"amount": "1"}}
3 3 0 minter {"mint": {"recipient": "west:carol", "amount": "1"}}
"#;

/// Alice has allowed bob 100. What is revoked again may have been kept by cw20-base.
const ALLOWANCES: &str = r#"
2 1 0 alice {"set_allowance": {"spender": "west:bob", "amount": "70", "expires": null, "expected_current": "100"}}
2 0 0 alice {"set_allowance": {"spender": "west:bob", "amount": "70", "expires": null, "expected_current": "70"}}
1 0 2 alice {"revoke_allowances": {"spenders": ["west:bob"]}}
2 0 0 alice {"revoke_allowances": {"spenders": ["west:bob"]}}
"#;

#[test]
fn a_transfer_reads_three_records_and_writes_two() {
    Bench::new().measure(TRANSFERS);
}

#[test]
fn the_other_everyday_messages_touch_little_more() {
    Bench::new().measure(EVERYDAY);
}

#[test]
fn a_compliance_mode_costs_no_read() {
    Bench::new().measure(UNDER_A_MODE);
}

#[test]
fn allowances_are_set_and_ended_with_few_records() {
    Bench::new().measure(ALLOWANCES);
}

/// The record of the contract is read once for each message, however many movements it makes.
#[test]
fn a_policy_contract_costs_one_read_while_there_is_one() {
    let mut bench = Bench::new();
    let allowed = to_json_binary(&CanMoveResponse { allowed: true, reason: None }).unwrap();
    bench.0.querier.update_wasm(move |_| SystemResult::Ok(ContractResult::Ok(allowed.clone())));
    let [bob, carol, address] = ["bob", "carol", "policy"].map(|who| bench.addr(who));
    let amount = 1u128.into();
    let pay = ExecuteMsg::Transfer { recipient: bob, amount };
    let burn = ExecuteMsg::Burn { amount };
    let mint = ExecuteMsg::Mint { recipient: carol.clone(), amount };
    let payment = Payment { recipient: carol, amount, memo: None };
    let batch = ExecuteMsg::BatchTransfer { payments: vec![payment; 3] };
    let named = Some(PolicyContract { address, gas_limit: 100_000 });
    for (policy, more) in [(None, 0), (named, 1), (None, 0)] {
        bench.prepare("compliance", ExecuteMsg::SetPolicyContract { policy });
        assert_eq!(bench.costs("alice", pay.clone()), (3 + more, 2, 0), "transfer");
        assert_eq!(bench.costs("alice", burn.clone()), (2 + more, 2, 0), "burn");
        assert_eq!(bench.costs("minter", mint.clone()), (3 + more, 3, 0), "mint");
        assert_eq!(bench.costs("alice", batch.clone()), (3 + more, 2, 0), "batch");
    }
}

#[test]
fn a_batch_reads_and_writes_the_payer_once_and_each_recipient_once() {
    let mut bench = Bench::new();
    let batch = |recipients: &[String]| ExecuteMsg::BatchTransfer {
        payments: recipients
            .iter()
            .map(|recipient| Payment {
                recipient: recipient.clone(),
                amount: 1u128.into(),
                memo: None,
            })
            .collect(),
    };
    let (alice, bob) = (bench.addr("alice"), bench.addr("bob"));
    let hundred: Vec<String> = (0..100).map(|n| bench.addr(&format!("payee{n}"))).collect();
    // A hundred transfers read 300 records and write 200.
    assert_eq!(bench.costs("alice", batch(&hundred)), (102, 101, 0), "a hundred recipients");
    assert_eq!(bench.costs("alice", batch(&vec![bob.clone(); 100])), (3, 2, 0), "one recipient");
    assert_eq!(bench.costs("alice", batch(&[alice, bob])), (3, 2, 0), "oneself among them");
}

#[test]
fn a_signed_payment_reads_each_record_once() {
    let mut bench = Bench::new();
    let signer = Signer::new(7);
    let dora = signer.address(&bench.0.api);
    let (recipient, amount) = (dora.clone(), 100u128.into());
    bench.costs("alice", ExecuteMsg::Transfer { recipient, amount });
    let (alice, bob) = (bench.addr("alice"), bench.addr("bob"));
    let [_, key] = signer.keys();
    assert_eq!(bench.costs("alice", ExecuteMsg::RegisterKey { key }), (1, 1, 0), "register_key");
    let mut pay = |from: &String, kind, nonce| {
        let action = SignedAction::Transfer {
            from: from.clone(),
            to: bob.clone(),
            amount: 1u128.into(),
            most: 1u128.into(),
            memo: None,
        };
        let terms = terms(nonce);
        let (not_before, not_after) = (terms.not_before, terms.not_after);
        let query = QueryMsg::SigningText { action: action.clone(), nonce, not_before, not_after };
        let text = contract::query(bench.0.as_ref(), mock_env(), query.into()).unwrap();
        let signature = signer.sign(kind, &cosmwasm_std::from_json(text).unwrap());
        bench.costs("carol", message(action, authorization(terms, signature)))
    };
    // The switches, the nonces, the epoch and the two accounts; writes the nonces and the accounts.
    assert_eq!(pay(&dora, Kind::Wallet, 0), (5, 3, 0), "a wallet");
    assert_eq!(pay(&dora, Kind::Wallet, 1), (5, 3, 0), "and again");
    // And the keys of the account.
    assert_eq!(pay(&alice, Kind::Ed25519, 0), (6, 3, 0), "a registered key");
    assert_eq!(bench.costs("alice", ExecuteMsg::AdvanceNonce { by: 3 }), (1, 1, 0));
}

#[test]
fn e11_only_the_ledger_moves_balances() {
    // These write the marks of an account, and credit or debit nothing.
    let marks = ["compliance.rs", "escrow.rs", "freeze.rs", "hold.rs", "lock.rs"];
    // This one writes the marks of two, and has the ledger move what the first one had.
    let recovery = "recover.rs";
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/execute");
    let mut handlers = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let source = std::fs::read_to_string(&path).unwrap();
        if name == "ledger.rs" || name == recovery {
            continue;
        }
        handlers += 1;
        if marks.contains(&name) {
            for verb in ["credit(", "debit(", "balance"] {
                assert!(!source.contains(verb), "{name} touches a balance: {verb}");
            }
        } else {
            assert!(!source.contains("save_account"), "{name} writes accounts itself");
        }
    }
    assert!(handlers > 20, "{handlers}");
}
