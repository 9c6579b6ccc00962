//! What the everyday messages read and write: (reads, writes, deletes).

use std::cell::Cell;
use std::marker::PhantomData;

use cosmwasm_std::testing::{message_info, mock_env, MockApi, MockQuerier, MockStorage};
use cosmwasm_std::{
    to_json_binary, Addr, Binary, ContractResult, Empty, Order, OwnedDeps, Record, Storage,
    SystemResult,
};
use isthmus_api::policy::CanMoveResponse;
use isthmus_api::stablecoin::{
    AccountStatus, ComplianceMode, ExecuteMsg, FreezeMode, MintOrder, Payment, PolicyContract,
    QueryMsg, ReservePolicy, SignedAction,
};
use isthmus_api::types::Limit;
use isthmus_stablecoin::contract;

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
        bench.costs(
            "master",
            ExecuteMsg::ConfigureMinter { minter, allowance: 1000u128.into(), rate_limit: None },
        );
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

#[test]
fn a_transfer_reads_three_records_and_writes_two() {
    let mut bench = Bench::new();
    let (alice, bob, carol) = (bench.addr("alice"), bench.addr("bob"), bench.addr("carol"));
    let amount = 1u128.into();
    let to = |recipient: &String| ExecuteMsg::Transfer { recipient: recipient.clone(), amount };
    assert_eq!(bench.costs("alice", to(&bob)), (3, 2, 0), "existing recipient");
    assert_eq!(bench.costs("alice", to(&carol)), (3, 2, 0), "first-time recipient");
    assert_eq!(bench.costs("alice", to(&alice)), (2, 0, 0), "to oneself");
    assert_eq!(bench.costs("carol", to(&alice)), (3, 1, 1), "the whole balance");
    let send = ExecuteMsg::Send { contract: bob, amount, msg: Binary::default() };
    assert_eq!(bench.costs("alice", send), (3, 2, 0), "send");
}

#[test]
fn the_other_everyday_messages_touch_little_more() {
    let mut bench = Bench::new();
    let (alice, bob, carol) = (bench.addr("alice"), bench.addr("bob"), bench.addr("carol"));
    let (amount, expires, owner) = (1u128.into(), None, alice.clone());
    let pull = ExecuteMsg::TransferFrom { owner: owner.clone(), recipient: carol.clone(), amount };
    let to_self = ExecuteMsg::TransferFrom { owner, recipient: bob.clone(), amount };
    let more = ExecuteMsg::IncreaseAllowance { spender: bob.clone(), amount, expires };
    let less = ExecuteMsg::DecreaseAllowance { spender: bob, amount, expires };
    assert_eq!(bench.costs("bob", pull.clone()), (4, 3, 0), "transfer_from");
    assert_eq!(bench.costs("bob", to_self.clone()), (4, 3, 0), "transfer_from to the spender");
    assert_eq!(bench.costs("alice", more.clone()), (2, 1, 0), "increase_allowance");
    assert_eq!(bench.costs("alice", less), (1, 1, 0), "decrease_allowance");
    assert_eq!(bench.costs("alice", ExecuteMsg::Burn { amount }), (2, 2, 0), "burn");
    let mint = ExecuteMsg::Mint { recipient: carol.clone(), amount };
    assert_eq!(bench.costs("minter", mint.clone()), (3, 3, 0), "mint with an allowance and a cap");

    let (minter, add) = (bench.addr("minter"), vec![carol.clone()]);
    let limit = Limit { capacity: 1000u128.into(), refill_per_second: 1u128.into() };
    let (allowance, rate_limit) = (1000u128.into(), Some(limit));
    let configure = ExecuteMsg::ConfigureMinter { minter: minter.clone(), allowance, rate_limit };
    bench.costs("master", configure);
    assert_eq!(bench.costs("minter", mint.clone()), (3, 3, 0), "with a rate limit too");
    let policy = Some(ReservePolicy { max_age_seconds: 100, margin_bps: 100 });
    bench.prepare("owner", ExecuteMsg::SetReservePolicy { policy });
    let attest = ExecuteMsg::SubmitAttestation {
        amount: 1_000_000u128.into(),
        as_of: mock_env().block.time.seconds(),
        report_hash: vec![7; 32].into(),
        uri: "https://isthmus.example".into(),
    };
    bench.prepare("attestor", attest);
    assert_eq!(bench.costs("minter", mint.clone()), (4, 3, 0), "with all four brakes");
    let order = |recipient: &String| MintOrder { recipient: recipient.clone(), amount };
    let batch = ExecuteMsg::MintBatch { mints: vec![order(&carol), order(&alice), order(&carol)] };
    assert_eq!(bench.costs("minter", batch), (5, 4, 0), "three mints for two accounts");
    let reference = vec![1].into();
    let noted = ExecuteMsg::MintWithReference { recipient: carol.clone(), amount, reference };
    assert_eq!(bench.costs("minter", noted), (4, 3, 0), "with a reference");
    bench.prepare("master", ExecuteMsg::SetMintRecipients { minter, add, remove: vec![] });
    assert_eq!(bench.costs("minter", mint), (5, 3, 0), "and with a list of recipients");

    // After a freeze, of whomever, each grant looks at its parties once more (E6, E16).
    let mode = FreezeMode::Full;
    let freeze =
        |account| ExecuteMsg::Freeze { account, mode, reason: None, until: None, case_hash: None };
    let account = bench.addr("dave");
    bench.costs("compliance", freeze(account));
    assert_eq!(bench.costs("bob", pull.clone()), (5, 3, 0), "transfer_from after a freeze");
    assert_eq!(bench.costs("bob", pull), (4, 3, 0), "and again");
    let account = bench.addr("frank");
    bench.costs("compliance", freeze(account));
    // The spender is looked at as the recipient that it is.
    assert_eq!(bench.costs("bob", to_self), (4, 3, 0), "to the spender after a freeze");
    let (accounts, case_hash) = (vec![bench.addr("erin")], None);
    let hold = ExecuteMsg::PlaceHold { accounts, seconds: 60, reason: "alert".into(), case_hash };
    bench.costs("guardian", hold);
    assert_eq!(bench.costs("alice", more.clone()), (4, 1, 0), "increase_allowance after a hold");
    assert_eq!(bench.costs("alice", more), (2, 1, 0), "and again");
}

#[test]
fn a_compliance_mode_costs_no_read() {
    let mut bench = Bench::new();
    let [alice, bob, carol] = ["alice", "bob", "carol"].map(|who| bench.addr(who));
    let amount = 1u128.into();
    let accounts = vec![alice, bob.clone(), carol.clone()];
    let status = AccountStatus::Allowed;
    bench.costs("compliance", ExecuteMsg::SetAccountStatus { accounts, status });
    let mode = ComplianceMode::Allowlist;
    bench.costs("compliance", ExecuteMsg::SetComplianceMode { mode });
    let pay = ExecuteMsg::Transfer { recipient: bob, amount };
    assert_eq!(bench.costs("alice", pay), (3, 2, 0), "transfer");
    assert_eq!(bench.costs("alice", ExecuteMsg::Burn { amount }), (2, 2, 0), "burn");
    let mint = ExecuteMsg::Mint { recipient: carol, amount };
    assert_eq!(bench.costs("minter", mint), (3, 3, 0), "mint");
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
    let memo = "INV 7".to_string();
    let (recipient, amount) = (bench.addr("bob"), 1u128.into());
    let with_memo = ExecuteMsg::TransferWithMemo { recipient, amount, memo };
    assert_eq!(bench.costs("alice", with_memo), (3, 2, 0), "transfer_with_memo");
}

#[test]
fn allowances_are_set_and_ended_with_few_records() {
    let mut bench = Bench::new();
    let spender = bench.addr("bob");
    let set = |amount: u128, expected: u128| ExecuteMsg::SetAllowance {
        spender: spender.clone(),
        amount: amount.into(),
        expires: None,
        expected_current: expected.into(),
    };
    assert_eq!(bench.costs("alice", set(70, 100)), (2, 1, 0), "set_allowance");
    assert_eq!(bench.costs("alice", set(70, 70)), (2, 0, 0), "set to what it is");
    let revoke = ExecuteMsg::RevokeAllowances { spenders: vec![spender.clone()] };
    assert_eq!(bench.costs("alice", revoke.clone()), (1, 0, 2), "revoke_allowances");
    assert_eq!(bench.costs("alice", revoke), (2, 0, 0), "and again: cw20-base may have kept it");
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
