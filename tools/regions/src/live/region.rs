//! [`Region`] over one wasmd node.

use super::chain::{Chain, Sequence};
use super::keys::{self, Account};
use super::state::{self, ChainState, State};
use crate::{Call, Code, Receipt, Region, Side, TxError, TxResult, View};
use cosmrs::proto::cosmos::bank::v1beta1::{MsgSend, QueryBalanceRequest, QueryBalanceResponse};
use cosmrs::proto::cosmos::base::query::v1beta1::PageRequest;
use cosmrs::proto::cosmos::base::v1beta1::Coin as ProtoCoin;
use cosmrs::proto::cosmwasm::wasm::v1::{
    MsgExecuteContract, MsgInstantiateContract2, MsgMigrateContract, MsgStoreCode,
    QueryBuildAddressRequest, QueryBuildAddressResponse, QueryCodesRequest, QueryCodesResponse,
    QueryContractInfoRequest, QueryContractInfoResponse, QueryRawContractStateRequest,
    QueryRawContractStateResponse, QuerySmartContractStateRequest, QuerySmartContractStateResponse,
};
use cosmrs::proto::prost::{Message, Name};
use cosmrs::Any;
use cosmwasm_std::{coin, Coin, Event, Uint128};
use flate2::{write::GzEncoder, Compression};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard};
use std::time::Duration;
use tokio::runtime::Runtime;

/// Longest wait for a block time.
const LONGEST_WAIT: Duration = Duration::from_secs(180);
/// The account that pays for the others.
const FAUCET: &str = "faucet";
/// What a new account gets, in fee coins.
const ALLOWANCE: u128 = 10_000_000_000;
/// An account with less is topped up at its first use.
const ENOUGH: u128 = 1_000_000_000;

/// One wasmd node, with the keys of the named accounts.
pub struct LiveRegion {
    runtime: Arc<Runtime>,
    chain: Chain,
    side: Side,
    state: ChainState,
    genesis: Vec<state::Account>,
    artifacts: PathBuf,
    run: String,
    actors: Mutex<BTreeMap<String, Actor>>,
    codes: Mutex<BTreeMap<u64, Vec<u8>>>,
}

#[derive(Clone)]
struct Actor {
    account: Account,
    sequence: Option<Sequence>,
    funded: bool,
}

impl LiveRegion {
    pub(super) fn new(
        runtime: Arc<Runtime>,
        state: &State,
        side: Side,
        artifacts: PathBuf,
        run: String,
    ) -> TxResult<Self> {
        let chain_state = state.chain(side).clone();
        Ok(Self {
            runtime,
            chain: Chain::new(&chain_state)?,
            side,
            state: chain_state,
            genesis: state.accounts.clone(),
            artifacts,
            run,
            actors: Mutex::default(),
            codes: Mutex::default(),
        })
    }

    /// Asks the application by its gRPC path.
    pub fn ask<Q, A>(&self, path: &str, question: &Q) -> TxResult<A>
    where
        Q: Message,
        A: Message + Default,
    {
        self.runtime.block_on(self.chain.ask(path, question))
    }

    /// Signs any message as the actor and sends it.
    pub fn send<M: Message + Name>(&self, sender: &str, message: &M) -> TxResult<Receipt> {
        self.account(sender)?;
        self.sign_and_send(sender, &[any(message)?])
    }

    /// Uploads wasm as the actor `sender`; code the chain has already is not uploaded again.
    pub fn store_wasm(&self, sender: &str, wasm: &[u8]) -> TxResult<u64> {
        let hash = Sha256::digest(wasm).to_vec();
        if let Some(id) = self.code_with(&hash)? {
            return Ok(id);
        }
        // The RPC body limit of 1 MB counts base64; zipped, gas halves too.
        let mut zip = GzEncoder::new(Vec::new(), Compression::best());
        let zipped = zip
            .write_all(wasm)
            .and_then(|()| zip.finish())
            .map_err(|error| TxError::engine(format!("wasm not zipped: {error}")))?;
        let receipt = self.send(
            sender,
            &MsgStoreCode {
                sender: self.account(sender)?,
                wasm_byte_code: zipped,
                instantiate_permission: None,
            },
        )?;
        let id = receipt
            .attribute("store_code", "code_id")
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| TxError::engine("a stored code without an id"))?;
        lock(&self.codes).insert(id, hash);
        Ok(id)
    }

    /// Moves a contract to another code, as its admin.
    pub fn migrate(
        &self,
        sender: &str,
        contract: &str,
        code_id: u64,
        msg: &Value,
    ) -> TxResult<Receipt> {
        self.send(
            sender,
            &MsgMigrateContract {
                sender: self.account(sender)?,
                contract: contract.to_string(),
                code_id,
                msg: serde_json::to_vec(msg)?,
            },
        )
    }

    /// What everybody's transactions emitted in the blocks after `height`: also what the relayer's
    /// caused, of which nobody here has a receipt.
    pub fn events_since(&self, height: u64) -> TxResult<Vec<Event>> {
        self.runtime.block_on(self.chain.events_since(height))
    }

    /// A contract's answer, of the newest block or of another.
    fn smart(&self, height: Option<u64>, contract: &str, msg: &Value) -> TxResult<Value> {
        let question = QuerySmartContractStateRequest {
            address: contract.to_string(),
            query_data: serde_json::to_vec(msg)?,
        };
        let path = "/cosmwasm.wasm.v1.Query/SmartContractState";
        let answer: QuerySmartContractStateResponse =
            self.runtime.block_on(self.chain.ask_at(height, path, &question))?;
        Ok(serde_json::from_slice(&answer.data)?)
    }

    /// The block in which a contract was instantiated.
    fn created_at(&self, contract: &str) -> TxResult<u64> {
        let answer: QueryContractInfoResponse = self.ask(
            "/cosmwasm.wasm.v1.Query/ContractInfo",
            &QueryContractInfoRequest { address: contract.to_string() },
        )?;
        let created = answer.contract_info.and_then(|info| info.created);
        Ok(created.map_or(0, |position| position.block_height))
    }

    /// The named actor with its key; nothing is sent.
    fn actor(&self, name: &str) -> TxResult<Actor> {
        if let Some(actor) = lock(&self.actors).get(name) {
            return Ok(actor.clone());
        }
        if name == "relayer" {
            return Err(TxError::engine(
                "the relayer's key is Hermes' alone: a second user breaks its sequence",
            ));
        }
        let account = match self.genesis.iter().find(|account| account.name == name) {
            Some(known) => {
                keys::from_mnemonic(&known.mnemonic, known.hd_path.as_deref(), self.prefix())?
            }
            None if name == FAUCET => {
                return Err(TxError::engine("the localnet's state has no account `faucet`"));
            }
            None => keys::from_mnemonic(&keys::test_phrase(name), None, self.prefix())?,
        };
        let actor = Actor { account, sequence: None, funded: name == FAUCET };
        lock(&self.actors).insert(name.to_string(), actor.clone());
        Ok(actor)
    }

    fn sign_and_send(&self, name: &str, messages: &[Any]) -> TxResult<Receipt> {
        let Actor { account, mut sequence, .. } = self.actor(name)?;
        let result = self.runtime.block_on(self.chain.send(
            &account.key,
            &account.address,
            &mut sequence,
            messages,
        ));
        if let Some(actor) = lock(&self.actors).get_mut(name) {
            actor.sequence = sequence;
        }
        result
    }

    /// All codes of the chain, remembered by id; the id of the one with this hash.
    fn code_with(&self, hash: &[u8]) -> TxResult<Option<u64>> {
        let known = |codes: &BTreeMap<u64, Vec<u8>>| {
            codes.iter().find(|(_, known)| known.as_slice() == hash).map(|(id, _)| *id)
        };
        if let Some(id) = known(&lock(&self.codes)) {
            return Ok(Some(id));
        }
        self.read_codes()?;
        Ok(known(&lock(&self.codes)))
    }

    fn read_codes(&self) -> TxResult<()> {
        let answer: QueryCodesResponse = self.ask(
            "/cosmwasm.wasm.v1.Query/Codes",
            &QueryCodesRequest { pagination: Some(whole_list()) },
        )?;
        let mut codes = lock(&self.codes);
        for info in answer.code_infos {
            codes.insert(info.code_id, info.data_hash);
        }
        Ok(())
    }

    fn hash_of(&self, code_id: u64) -> TxResult<Vec<u8>> {
        if !lock(&self.codes).contains_key(&code_id) {
            self.read_codes()?;
        }
        lock(&self.codes)
            .get(&code_id)
            .cloned()
            .ok_or_else(|| TxError::engine(format!("no code {code_id} on {}", self.chain_id())))
    }

    /// The salt as the chain gets it: a chain outlives a run, and a second deployment of the same code
    /// by the same owner must not meet the first one's addresses.
    fn salt(&self, salt: &[u8]) -> Vec<u8> {
        [salt, b"/", self.run.as_bytes()].concat()
    }

    fn artifact(&self, code: Code) -> TxResult<Vec<u8>> {
        let name: &str = code.into();
        let file = self.artifacts.join(format!("isthmus_{name}.wasm"));
        std::fs::read(&file).map_err(|error| {
            TxError::engine(format!(
                "{}: {error}; build the contracts with `cargo wasm`",
                file.display()
            ))
        })
    }
}

/// A message as a transaction holds it.
pub(super) fn any<M: Message + Name>(message: &M) -> TxResult<Any> {
    Any::from_msg(message).map_err(|error| TxError::engine(format!("message not encoded: {error}")))
}

/// Every entry of a list query.
pub(super) fn whole_list() -> PageRequest {
    PageRequest { limit: 1_000, ..PageRequest::default() }
}

/// A poisoned lock holds a map that is still whole: every change is one insert.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

fn proto_coins(funds: &[Coin]) -> Vec<ProtoCoin> {
    // The SDK wants them sorted and refuses zero.
    let mut sorted: Vec<&Coin> = funds.iter().filter(|c| !c.amount.is_zero()).collect();
    sorted.sort_by(|a, b| a.denom.cmp(&b.denom));
    sorted
        .into_iter()
        .map(|coin| ProtoCoin { denom: coin.denom.clone(), amount: coin.amount.to_string() })
        .collect()
}

impl View for LiveRegion {
    fn side(&self) -> Side {
        self.side
    }

    fn chain_id(&self) -> &str {
        &self.state.chain_id
    }

    fn prefix(&self) -> &str {
        &self.state.prefix
    }

    fn fee_denom(&self) -> &str {
        &self.state.fee_denom
    }

    fn account(&self, name: &str) -> TxResult<String> {
        let actor = self.actor(name)?;
        let address = actor.account.address;
        if !actor.funded {
            let has = self.balance(&address, self.fee_denom())?.u128();
            if has < ENOUGH {
                let gift = MsgSend {
                    from_address: self.actor(FAUCET)?.account.address,
                    to_address: address.clone(),
                    amount: proto_coins(&[coin(ALLOWANCE, self.fee_denom())]),
                };
                self.sign_and_send(FAUCET, &[any(&gift)?])?;
            }
            if let Some(actor) = lock(&self.actors).get_mut(name) {
                actor.funded = true;
            }
        }
        Ok(address)
    }

    fn predict(&self, code_id: u64, creator: &str, salt: &[u8]) -> TxResult<String> {
        let hex = |bytes: &[u8]| cosmwasm_std::HexBinary::from(bytes).to_hex();
        let answer: QueryBuildAddressResponse = self.ask(
            "/cosmwasm.wasm.v1.Query/BuildAddress",
            &QueryBuildAddressRequest {
                code_hash: hex(&self.hash_of(code_id)?),
                creator_address: creator.to_string(),
                salt: hex(&self.salt(salt)),
                init_args: Vec::new(),
            },
        )?;
        Ok(answer.address)
    }

    fn relayed_since(&self, height: u64) -> TxResult<Vec<Receipt>> {
        self.runtime.block_on(self.chain.relayed_since(height))
    }

    fn history(&self, contracts: &[&str]) -> TxResult<Vec<Receipt>> {
        let created = contracts.iter().map(|contract| self.created_at(contract));
        let first = created.collect::<TxResult<Vec<u64>>>()?.into_iter().min();
        // Those of genesis stand since before the first block.
        let first = first.unwrap_or_default().max(1);
        self.runtime.block_on(self.chain.history(first, contracts))
    }

    fn query(&self, contract: &str, msg: &Value) -> TxResult<Value> {
        self.smart(None, contract, msg)
    }

    fn query_at(&self, height: u64, contract: &str, msg: &Value) -> TxResult<Value> {
        self.smart(Some(height), contract, msg)
    }

    fn raw(&self, contract: &str, key: &[u8]) -> TxResult<Option<Vec<u8>>> {
        let answer: QueryRawContractStateResponse = self.ask(
            "/cosmwasm.wasm.v1.Query/RawContractState",
            &QueryRawContractStateRequest {
                address: contract.to_string(),
                query_data: key.to_vec(),
            },
        )?;
        // A missing key is zero bytes; no contract stores an empty value.
        Ok((!answer.data.is_empty()).then_some(answer.data))
    }

    fn balance(&self, address: &str, denom: &str) -> TxResult<Uint128> {
        let answer: QueryBalanceResponse = self.ask(
            "/cosmos.bank.v1beta1.Query/Balance",
            &QueryBalanceRequest { address: address.to_string(), denom: denom.to_string() },
        )?;
        let amount = answer.balance.map(|coin| coin.amount).unwrap_or_default();
        amount.parse().map_err(|_| TxError::engine(format!("a balance of `{amount}`")))
    }

    fn now(&self) -> TxResult<u64> {
        Ok(self.runtime.block_on(self.chain.tip())?.1)
    }

    fn height(&self) -> TxResult<u64> {
        Ok(self.runtime.block_on(self.chain.tip())?.0)
    }

    fn wait_until(&self, seconds: u64) -> TxResult<()> {
        self.runtime.block_on(self.chain.wait_until(seconds, LONGEST_WAIT))
    }
}

impl Region for LiveRegion {
    fn store(&self, code: Code) -> TxResult<u64> {
        self.store_wasm(FAUCET, &self.artifact(code)?)
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
        let receipt = self.send(
            sender,
            &MsgInstantiateContract2 {
                sender: self.account(sender)?,
                admin: admin.unwrap_or_default().to_string(),
                code_id,
                label: label.to_string(),
                msg: serde_json::to_vec(msg)?,
                funds: Vec::new(),
                salt: self.salt(salt),
                fix_msg: false,
            },
        )?;
        let address = receipt
            .attribute("instantiate", "_contract_address")
            .ok_or_else(|| TxError::engine("an instantiated contract without an address"))?
            .to_string();
        Ok((address, receipt))
    }

    fn execute_all(&self, sender: &str, calls: &[Call]) -> TxResult<Receipt> {
        if calls.is_empty() {
            return Err(TxError::engine("a transaction without messages"));
        }
        let address = self.account(sender)?;
        let messages = calls.iter().map(|call| match call {
            Call::Execute { contract, msg, funds } => any(&MsgExecuteContract {
                sender: address.clone(),
                contract: contract.clone(),
                msg: serde_json::to_vec(msg)?,
                funds: proto_coins(funds),
            }),
            Call::Pay { to, coins } => any(&MsgSend {
                from_address: address.clone(),
                to_address: to.clone(),
                amount: proto_coins(coins),
            }),
        });
        self.sign_and_send(sender, &messages.collect::<TxResult<Vec<_>>>()?)
    }
}
