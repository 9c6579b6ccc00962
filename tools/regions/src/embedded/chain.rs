//! One region inside this process.

use super::codes::Library;
use super::ibc::IbcModule;
use super::storage::JournaledStorage;
use super::wrap::EmbeddedCode;
use crate::receipt::is_said;
use crate::{Call, Code, Receipt, Region, Side, TxError, TxResult, View};
use anyhow::{Error as AnyError, Result as AnyResult};
use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{
    coin, instantiate2_address, Addr, Api, BankMsg, BlockInfo, CanonicalAddr, Coin, ContractResult,
    CosmosMsg, Empty, Querier, QueryRequest, Record, SystemResult, Timestamp, Uint128, WasmMsg,
    WasmQuery,
};
use cw_multi_test::{
    no_init, App, AppBuilder, AppResponse, BankKeeper, BankSudo, Contract, DistributionKeeper,
    FailingModule, GovFailingModule, StakeKeeper, StargateFailing, SudoMsg, WasmKeeper, WasmSudo,
};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::panic::{catch_unwind, AssertUnwindSafe};
use std::rc::Rc;

/// Seconds between two blocks; every transaction has a block of its own.
pub const BLOCK_SECONDS: u64 = 1;
/// Fee coins a new actor has.
pub const ACTOR_FUNDS: u128 = 1_000_000_000_000;

/// The app of one chain.
pub(super) type Chain = App<
    BankKeeper,
    MockApi,
    JournaledStorage,
    FailingModule<Empty, Empty, Empty>,
    WasmKeeper<Empty, Empty>,
    StakeKeeper,
    DistributionKeeper,
    IbcModule,
    GovFailingModule,
    StargateFailing,
>;

/// Why a step on a chain was undone.
pub(super) enum Failure {
    /// Somebody said no.
    Refused(AnyError),
    /// A contract panicked; on a chain the transaction would fail or run out of gas.
    Panicked(String),
}

impl From<Failure> for TxError {
    fn from(failure: Failure) -> Self {
        match failure {
            Failure::Refused(error) => Self::refused(error.root_cause().to_string()),
            Failure::Panicked(text) => Self::refused(format!("contract panicked: {text}")),
        }
    }
}

/// A region on an embedded chain.
pub struct EmbeddedRegion {
    side: Side,
    chain_id: String,
    fee_denom: String,
    api: MockApi,
    chain: RefCell<Chain>,
    clock: Rc<Cell<u64>>,
    actors: RefCell<BTreeMap<String, Addr>>,
    codes: RefCell<BTreeMap<u64, [u8; 32]>>,
    library: Rc<dyn Library>,
    relayed: RefCell<Vec<Receipt>>,
    /// Every receipt, with the events of contracts alone.
    history: RefCell<Vec<Receipt>>,
}

impl EmbeddedRegion {
    pub(super) fn new(side: Side, clock: Rc<Cell<u64>>, library: Rc<dyn Library>) -> Self {
        let api = MockApi::default().with_prefix(side.name());
        let chain_id = format!("{}-1", side.name());
        let chain = AppBuilder::new()
            .with_api(api)
            .with_storage(JournaledStorage::default())
            .with_ibc(IbcModule)
            .with_block(BlockInfo {
                height: 1,
                time: Timestamp::from_seconds(clock.get()),
                chain_id: chain_id.clone(),
            })
            .build(no_init);
        Self {
            side,
            chain_id,
            fee_denom: format!("u{}", side.name()),
            api,
            chain: RefCell::new(chain),
            clock,
            actors: RefCell::default(),
            codes: RefCell::default(),
            library,
            relayed: RefCell::default(),
            history: RefCell::default(),
        }
    }

    /// Stores a contract of the caller's own.
    pub fn store_code(&self, code: EmbeddedCode) -> TxResult<u64> {
        let checksum =
            code.checksum().ok_or_else(|| TxError::engine("a contract without a checksum"))?;
        let creator = Addr::unchecked(self.account("deployer")?);
        let id = self.chain.borrow_mut().store_code_with_creator(creator, Box::new(code));
        let bytes = checksum.as_slice().try_into();
        let bytes = bytes.map_err(|_| TxError::engine("a checksum that is not SHA-256"))?;
        self.codes.borrow_mut().insert(id, bytes);
        Ok(id)
    }

    /// Sends a message as any address, a contract's too: what only a test can do.
    pub fn execute_as(
        &self,
        sender: &str,
        contract: &str,
        msg: &Value,
        funds: &[Coin],
    ) -> TxResult<Receipt> {
        self.transact(sender, vec![execute_msg(contract, msg, funds)?])
    }

    /// Moves a contract to other code, as its admin `sender`.
    pub fn migrate(
        &self,
        sender: &str,
        contract: &str,
        new_code_id: u64,
        msg: &Value,
    ) -> TxResult<Receipt> {
        let msg = serde_json::to_vec(msg)?.into();
        let call = WasmMsg::Migrate { contract_addr: contract.to_string(), new_code_id, msg };
        self.transact(&self.account(sender)?, vec![call.into()])
    }

    /// Everything a contract has stored.
    pub fn records(&self, contract: &str) -> Vec<Record> {
        self.chain.borrow().dump_wasm_raw(&Addr::unchecked(contract))
    }

    /// Writes a key of a contract behind its back. For what no message reaches in a test's time, such
    /// as a counter that is far along.
    pub fn write_raw(&self, contract: &str, key: &[u8], value: &[u8]) {
        let contract = Addr::unchecked(contract);
        self.arrange(|chain| chain.contract_storage_mut(&contract).set(key, value));
    }

    /// What the chain's own governance tells a contract (`sudo`).
    pub fn govern(&self, contract: &str, msg: &Value) -> TxResult<Receipt> {
        let message = serde_json::to_vec(msg)?.into();
        let call = WasmSudo { contract_addr: Addr::unchecked(contract), message };
        let response = self.step(|chain| chain.sudo(call.into()))?;
        Ok(self.receipt(response))
    }

    fn transact(&self, sender: &str, msgs: Vec<CosmosMsg>) -> TxResult<Receipt> {
        let sender = Addr::unchecked(sender);
        let responses = self.step(|chain| chain.execute_multi(sender, msgs))?;
        let events = responses.into_iter().flat_map(|response| response.events).collect();
        Ok(self.receipt(AppResponse { events, ..AppResponse::default() }))
    }

    /// Runs one transaction in a block of its own. All of it happens, or nothing.
    pub(super) fn step<T>(
        &self,
        action: impl FnOnce(&mut Chain) -> AnyResult<T>,
    ) -> Result<T, Failure> {
        self.clock.set(self.clock.get() + BLOCK_SECONDS);
        let mut chain = self.chain.borrow_mut();
        self.keep_time(&mut chain);
        self.library.begin();
        chain.storage_mut().begin();
        let outcome = catch_unwind(AssertUnwindSafe(|| action(&mut chain)));
        match outcome {
            Ok(Ok(done)) => {
                chain.storage_mut().commit();
                Ok(done)
            }
            Ok(Err(error)) => {
                chain.storage_mut().rollback();
                Err(Failure::Refused(error))
            }
            Err(panic) => {
                chain.storage_mut().rollback();
                let text = panic
                    .downcast_ref::<String>()
                    .cloned()
                    .or_else(|| panic.downcast_ref::<&str>().map(|text| text.to_string()))
                    .unwrap_or_default();
                Err(Failure::Panicked(text))
            }
        }
    }

    /// Exchanges storage, block and actors with another region; the codes stay.
    pub(super) fn exchange(&self, other: &Self) {
        let (mut ours, mut theirs) = (self.chain.borrow_mut(), other.chain.borrow_mut());
        std::mem::swap(ours.storage_mut(), theirs.storage_mut());
        let (our_block, their_block) = (ours.block_info(), theirs.block_info());
        ours.set_block(their_block);
        theirs.set_block(our_block);
        self.actors.swap(&other.actors);
        self.relayed.swap(&other.relayed);
        self.history.swap(&other.history);
    }

    /// Looks at the chain as it is now.
    pub(super) fn look<T>(&self, view: impl FnOnce(&Chain) -> T) -> T {
        self.keep_time(&mut self.chain.borrow_mut());
        view(&self.chain.borrow())
    }

    /// Changes what is no transaction: the relayer's own settings of a chain.
    pub(super) fn arrange<T>(&self, change: impl FnOnce(&mut Chain) -> T) -> T {
        change(&mut self.chain.borrow_mut())
    }

    /// The receipt of a transaction. The chain keeps what contracts said in it.
    pub(super) fn receipt(&self, response: AppResponse) -> Receipt {
        let block = self.chain.borrow().block_info();
        let receipt = Receipt {
            tx_hash: None,
            height: block.height,
            time: block.time.seconds(),
            gas_used: self.library.gas_used(),
            tx_bytes: None,
            events: response.events,
        };
        let said = receipt.events.iter().filter(|event| is_said(event));
        let kept = Receipt { tx_hash: None, events: said.cloned().collect(), ..receipt };
        self.history.borrow_mut().push(kept);
        receipt
    }

    /// The receipt of a relayer's transaction, which is remembered.
    pub(super) fn relayed(&self, response: AppResponse) -> Receipt {
        let receipt = self.receipt(response);
        self.relayed.borrow_mut().push(receipt.clone());
        receipt
    }

    fn keep_time(&self, chain: &mut Chain) {
        let mut block = chain.block_info();
        if block.time.seconds() < self.clock.get() {
            block.time = Timestamp::from_seconds(self.clock.get());
            block.height += 1;
            chain.set_block(block);
        }
    }

    fn ask(&self, query: WasmQuery) -> TxResult<Vec<u8>> {
        let request = serde_json::to_vec(&QueryRequest::<Empty>::Wasm(query))?;
        let answer = self.look(|chain| {
            catch_unwind(AssertUnwindSafe(|| chain.raw_query(&request)))
                .map_err(|_| TxError::refused("contract panicked in a query"))
        })?;
        match answer {
            SystemResult::Ok(ContractResult::Ok(bytes)) => Ok(bytes.to_vec()),
            SystemResult::Ok(ContractResult::Err(text)) => Err(TxError::refused(text)),
            SystemResult::Err(error) => Err(TxError::refused(error.to_string())),
        }
    }
}

fn execute_msg(contract: &str, msg: &Value, funds: &[Coin]) -> TxResult<CosmosMsg> {
    let call = WasmMsg::Execute {
        contract_addr: contract.to_string(),
        msg: serde_json::to_vec(msg)?.into(),
        funds: funds.to_vec(),
    };
    Ok(call.into())
}

impl View for EmbeddedRegion {
    fn side(&self) -> Side {
        self.side
    }

    fn chain_id(&self) -> &str {
        &self.chain_id
    }

    fn prefix(&self) -> &str {
        self.side.name()
    }

    fn fee_denom(&self) -> &str {
        &self.fee_denom
    }

    fn account(&self, name: &str) -> TxResult<String> {
        if let Some(address) = self.actors.borrow().get(name) {
            return Ok(address.to_string());
        }
        let digest = Sha256::digest(format!("actor {name}").as_bytes());
        let canonical = CanonicalAddr::from(&digest[..20]);
        let address = self
            .api
            .addr_humanize(&canonical)
            .map_err(|error| TxError::engine(error.to_string()))?;
        let funds = BankSudo::Mint {
            to_address: address.to_string(),
            amount: vec![coin(ACTOR_FUNDS, &self.fee_denom)],
        };
        self.arrange(|chain| chain.sudo(SudoMsg::Bank(funds)))
            .map_err(|error| TxError::engine(error.to_string()))?;
        self.actors.borrow_mut().insert(name.to_string(), address.clone());
        Ok(address.into_string())
    }

    fn predict(&self, code_id: u64, creator: &str, salt: &[u8]) -> TxResult<String> {
        let codes = self.codes.borrow();
        let checksum = codes
            .get(&code_id)
            .ok_or_else(|| TxError::engine(format!("no code {code_id} is stored")))?;
        let predicted = self.api.addr_canonicalize(creator).and_then(|creator| {
            let canonical = instantiate2_address(checksum, &creator, salt)
                .map_err(|error| cosmwasm_std::StdError::generic_err(error.to_string()))?;
            self.api.addr_humanize(&canonical)
        });
        predicted.map(Addr::into_string).map_err(|error| TxError::engine(error.to_string()))
    }

    fn relayed_since(&self, height: u64) -> TxResult<Vec<Receipt>> {
        let relayed = self.relayed.borrow();
        Ok(relayed.iter().filter(|receipt| receipt.height > height).cloned().collect())
    }

    fn history(&self, contracts: &[&str]) -> TxResult<Vec<Receipt>> {
        let history = self.history.borrow();
        Ok(history.iter().filter_map(|receipt| receipt.clone().of(contracts)).collect())
    }

    fn query(&self, contract: &str, msg: &Value) -> TxResult<Value> {
        let answer = self.ask(WasmQuery::Smart {
            contract_addr: contract.to_string(),
            msg: serde_json::to_vec(msg)?.into(),
        })?;
        Ok(serde_json::from_slice(&answer)?)
    }

    fn query_at(&self, height: u64, contract: &str, msg: &Value) -> TxResult<Value> {
        let newest = self.height()?;
        if height != newest {
            return Err(TxError::engine(format!(
                "{}: no state of block {height} is kept, only that of the newest, {newest}",
                self.chain_id
            )));
        }
        self.query(contract, msg)
    }

    fn raw(&self, contract: &str, key: &[u8]) -> TxResult<Option<Vec<u8>>> {
        let answer =
            self.ask(WasmQuery::Raw { contract_addr: contract.to_string(), key: key.into() })?;
        Ok(Some(answer).filter(|value| !value.is_empty()))
    }

    fn balance(&self, address: &str, denom: &str) -> TxResult<Uint128> {
        self.look(|chain| chain.wrap().query_balance(address, denom))
            .map(|coin| coin.amount)
            .map_err(|error| TxError::engine(error.to_string()))
    }

    fn now(&self) -> TxResult<u64> {
        Ok(self.clock.get())
    }

    fn height(&self) -> TxResult<u64> {
        Ok(self.look(|chain| chain.block_info().height))
    }

    fn wait_until(&self, seconds: u64) -> TxResult<()> {
        self.clock.set(self.clock.get().max(seconds));
        Ok(())
    }
}

impl Region for EmbeddedRegion {
    fn store(&self, code: Code) -> TxResult<u64> {
        self.store_code(self.library.code(code))
    }

    fn instantiate(
        &self,
        sender: &str,
        code_id: u64,
        msg: &Value,
        label: &str,
        admin: Option<&str>,
        salt: &[u8],
    ) -> TxResult<(String, Receipt)> {
        let sender = self.account(sender)?;
        let address = self.predict(code_id, &sender, salt)?;
        let call = WasmMsg::Instantiate2 {
            admin: admin.map(str::to_string),
            code_id,
            label: label.to_string(),
            msg: serde_json::to_vec(msg)?.into(),
            funds: Vec::new(),
            salt: salt.into(),
        };
        Ok((address, self.transact(&sender, vec![call.into()])?))
    }

    fn execute_all(&self, sender: &str, calls: &[Call]) -> TxResult<Receipt> {
        if calls.is_empty() {
            return Err(TxError::engine("a transaction without messages"));
        }
        let sender = self.account(sender)?;
        let msgs = calls.iter().map(|call| match call {
            Call::Execute { contract, msg, funds } => execute_msg(contract, msg, funds),
            Call::Pay { to, coins } => {
                Ok(BankMsg::Send { to_address: to.clone(), amount: coins.clone() }.into())
            }
        });
        self.transact(&sender, msgs.collect::<TxResult<_>>()?)
    }
}
