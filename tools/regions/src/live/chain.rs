//! One chain over RPC: questions, transactions, events. Asynchronous; [`super::LiveRegion`] blocks
//! on it.

use super::{state::ChainState, text::contract_text};
use crate::{Receipt, TxError, TxResult};
use cosmrs::crypto::secp256k1::SigningKey;
use cosmrs::proto::cosmos::auth::v1beta1::{
    BaseAccount, QueryAccountRequest, QueryAccountResponse,
};
use cosmrs::proto::cosmos::tx::v1beta1::{SimulateRequest, SimulateResponse, TxRaw};
use cosmrs::proto::prost::Message;
use cosmrs::rpc::error::ErrorDetail;
use cosmrs::rpc::{Client, HttpClient};
use cosmrs::tendermint::abci;
use cosmrs::tendermint::block::Height;
use cosmrs::tendermint::chain::Id;
use cosmrs::tx::{Body, Fee, SignDoc, SignerInfo};
use cosmrs::{Any, Coin};
use cosmwasm_std::{Attribute, Event, HexBinary};
use sha2::{Digest, Sha256};
use std::future::Future;
use std::time::{Duration, Instant};

/// How often a node is asked whether something has happened.
pub const POLL: Duration = Duration::from_millis(100);
/// How long a transaction may take to be in a block.
const INCLUSION: Duration = Duration::from_secs(60);
/// How long a question is repeated while the node does not answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// Added to the simulated gas, in parts of a hundred: a simulation came out 1.4 % low, and the next
/// block may find a longer path than the last one.
const GAS_MARGIN_PERCENT: u64 = 30;
/// Added to the simulated gas on top, so that small transactions have room too.
const GAS_MARGIN: u64 = 20_000;
/// Events of what a relayer brings.
const RELAYS: [&str; 3] = ["recv_packet", "acknowledge_packet", "timeout_packet"];
/// The SDK's code for a sequence that is not the next one.
const WRONG_SEQUENCE: u32 = 32;

/// A connection to one node.
pub struct Chain {
    client: HttpClient,
    id: Id,
    denom: cosmrs::Denom,
    /// Gas price in millionths of the fee coin, so that the fee is whole arithmetic.
    micro_price: u128,
}

/// What an account signs with next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sequence {
    /// The account's number on the chain.
    pub account: u64,
    /// Transactions it has sent.
    pub next: u64,
}

impl Chain {
    /// A client of the node. Nothing is asked yet.
    pub fn new(state: &ChainState) -> TxResult<Self> {
        let wrong = |what: &str, error: String| {
            TxError::engine(format!("{what} of {}: {error}", state.chain_id))
        };
        Ok(Self {
            client: HttpClient::new(state.rpc.as_str())
                .map_err(|e| wrong("RPC address", e.detail().to_string()))?,
            id: state.chain_id.parse().map_err(|e| wrong("chain id", format!("{e}")))?,
            denom: state.fee_denom.parse().map_err(|e| wrong("fee coin", format!("{e}")))?,
            micro_price: micro_price(&state.gas_price)
                .ok_or_else(|| wrong("gas price", state.gas_price.clone()))?,
        })
    }

    /// Asks again while the node does not answer; an answer, also a refusal, ends it.
    async fn patient<T, F>(&self, what: &str, ask: impl Fn() -> F) -> TxResult<T>
    where
        F: Future<Output = Result<T, cosmrs::rpc::Error>>,
    {
        let start = Instant::now();
        loop {
            match ask().await {
                Ok(answer) => return Ok(answer),
                Err(error) if is_answer(&error) || start.elapsed() > PATIENCE => {
                    return Err(self.lost(what, &error));
                }
                Err(_) => tokio::time::sleep(POLL * 3).await,
            }
        }
    }

    fn lost(&self, what: &str, error: &cosmrs::rpc::Error) -> TxError {
        // The detail alone: the report may hold a stack trace.
        TxError::engine(format!("{}: {what}: {}", self.id, error.detail()))
    }

    /// Asks the application by its gRPC path, on the newest state.
    pub async fn ask<Q, A>(&self, path: &str, question: &Q) -> TxResult<A>
    where
        Q: Message,
        A: Message + Default,
    {
        self.ask_at(None, path, question).await
    }

    /// The same, on the state after a block.
    pub async fn ask_at<Q, A>(&self, height: Option<u64>, path: &str, question: &Q) -> TxResult<A>
    where
        Q: Message,
        A: Message + Default,
    {
        let height = height.map(Height::try_from).transpose();
        let height = height.map_err(|error| TxError::engine(format!("{}: {error}", self.id)))?;
        let bytes = question.encode_to_vec();
        let answer = self
            .patient(path, || {
                self.client.abci_query(Some(path.to_string()), bytes.clone(), height, false)
            })
            .await?;
        if answer.code.is_err() {
            return Err(TxError::refused(contract_text(&answer.log)));
        }
        A::decode(answer.value.as_slice()).map_err(|error| {
            TxError::engine(format!("{}: {path}: answer not understood: {error}", self.id))
        })
    }

    /// Height and time (seconds) of the newest block.
    pub async fn tip(&self) -> TxResult<(u64, u64)> {
        let status = self.patient("status", || self.client.status()).await?;
        let info = status.sync_info;
        Ok((info.latest_block_height.value(), seconds(info.latest_block_time)))
    }

    /// Returns when the newest block's time has reached `target`; `limit` bounds the wait.
    pub async fn wait_until(&self, target: u64, limit: Duration) -> TxResult<()> {
        let start = Instant::now();
        let (_, now) = self.tip().await?;
        let missing = target.saturating_sub(now);
        if missing > limit.as_secs() {
            return Err(TxError::engine(format!(
                "{}: {missing} seconds to wait, a live chain is waited for at most {}",
                self.id,
                limit.as_secs()
            )));
        }
        let stalled = Duration::from_secs(missing) + INCLUSION;
        loop {
            let (height, now) = self.tip().await?;
            if now >= target {
                return Ok(());
            }
            if start.elapsed() > stalled {
                return Err(TxError::engine(format!("{}: no more blocks after {height}", self.id)));
            }
            tokio::time::sleep(POLL * 2).await;
        }
    }

    /// What everybody's accepted transactions emitted in the blocks after `height`, the relayer's too.
    pub async fn events_since(&self, height: u64) -> TxResult<Vec<Event>> {
        let (tip, _) = self.tip().await?;
        let mut events = Vec::new();
        for block in height.saturating_add(1)..=tip {
            let block = u32::try_from(block)
                .map_err(|_| TxError::engine(format!("{}: a block {block}", self.id)))?;
            let results =
                self.patient("block results", || self.client.block_results(block)).await?;
            let accepted = results.txs_results.into_iter().flatten();
            for result in accepted.filter(|result| result.code.is_ok()) {
                events.extend(result.events.iter().map(event));
            }
        }
        Ok(events)
    }

    /// Accepted transactions that brought packets, acknowledgements or timeouts in the blocks after
    /// `height`.
    pub async fn relayed_since(&self, height: u64) -> TxResult<Vec<Receipt>> {
        let relays = |event: &Event| RELAYS.contains(&event.ty.as_str());
        self.receipts(height.saturating_add(1), |receipt| {
            receipt.events.iter().any(relays).then_some(receipt)
        })
        .await
    }

    /// Everything in which these contracts had a part from the block `first` on, with their events alone.
    pub async fn history(&self, first: u64, contracts: &[&str]) -> TxResult<Vec<Receipt>> {
        self.receipts(first, |receipt| receipt.of(contracts)).await
    }

    /// The receipts, from the block `first` on, of which `wanted` leaves something: of accepted
    /// transactions, and of what a block did by itself, such as a vote that was carried out.
    async fn receipts(
        &self,
        first: u64,
        wanted: impl Fn(Receipt) -> Option<Receipt>,
    ) -> TxResult<Vec<Receipt>> {
        let (tip, _) = self.tip().await?;
        let mut found = Vec::new();
        for height in first..=tip {
            let number = u32::try_from(height)
                .map_err(|_| TxError::engine(format!("{}: a block {height}", self.id)))?;
            let results =
                self.patient("block results", || self.client.block_results(number)).await?;
            let receipt = |gas_used: Option<i64>, events: &[abci::Event]| Receipt {
                height,
                gas_used: gas_used.and_then(|gas| u64::try_from(gas).ok()),
                events: events.iter().map(event).collect(),
                ..Receipt::default()
            };
            // Which transaction it is, and so its hash, the block alone says: it is read if one is wanted.
            let sent = results.txs_results.unwrap_or_default();
            let accepted = sent.iter().enumerate().filter(|(_, result)| result.code.is_ok());
            let accepted = accepted
                .map(|(at, result)| (Some(at), receipt(Some(result.gas_used), &result.events)))
                .chain([(None, receipt(None, &results.finalize_block_events))]);
            let here: Vec<(Option<usize>, Receipt)> =
                accepted.filter_map(|(at, receipt)| Some((at, wanted(receipt)?))).collect();
            if here.is_empty() {
                continue;
            }
            let block = self.patient("block", || self.client.block(number)).await?.block;
            found.extend(here.into_iter().map(|(at, receipt)| {
                let bytes = at.and_then(|at| block.data.get(at));
                Receipt {
                    tx_hash: bytes.map(|bytes| hash(bytes)),
                    tx_bytes: bytes.and_then(|bytes| u64::try_from(bytes.len()).ok()),
                    time: seconds(block.header.time),
                    ..receipt
                }
            }));
        }
        Ok(found)
    }

    /// Number and sequence of an account, by committed state.
    pub async fn sequence(&self, address: &str) -> TxResult<Sequence> {
        let question = QueryAccountRequest { address: address.to_string() };
        let answer: QueryAccountResponse =
            self.ask("/cosmos.auth.v1beta1.Query/Account", &question).await?;
        let account = answer
            .account
            .and_then(|any| BaseAccount::decode(any.value.as_slice()).ok())
            .ok_or_else(|| {
                TxError::engine(format!("{}: {address} is no plain account", self.id))
            })?;
        Ok(Sequence { account: account.account_number, next: account.sequence })
    }

    /// Signs one transaction of these messages, sends it and returns when it is in a block.
    /// `sequence` is moved on when the transaction used it up, whether it worked or not.
    pub async fn send(
        &self,
        key: &SigningKey,
        address: &str,
        sequence: &mut Option<Sequence>,
        messages: &[Any],
    ) -> TxResult<Receipt> {
        // A second attempt only if somebody else used the key since its sequence was read.
        for _ in 0..2 {
            let mut current = match *sequence {
                Some(known) => known,
                None => self.sequence(address).await?,
            };
            match self.attempt(key, current, messages).await {
                Ok(receipt) => {
                    current.next += 1;
                    *sequence = Some(current);
                    return receipt;
                }
                Err(error) if stale(&error) && sequence.take().is_some() => continue,
                Err(error) => {
                    *sequence = None;
                    return Err(error);
                }
            }
        }
        Err(TxError::engine(format!("{}: somebody else signs with the key of {address}", self.id)))
    }

    /// The outer result says whether the sequence is used up, the inner one what the chain decided.
    async fn attempt(
        &self,
        key: &SigningKey,
        sequence: Sequence,
        messages: &[Any],
    ) -> TxResult<TxResult<Receipt>> {
        let body = Body::new(messages.to_vec(), "", 0u32);
        let gas = self.simulate(key, &body, sequence).await?;
        let limit = gas + gas * GAS_MARGIN_PERCENT / 100 + GAS_MARGIN;
        let signed = self.sign(key, &body, sequence, limit)?;
        let tx_bytes = u64::try_from(signed.len()).ok();
        let sent = self
            .client
            .broadcast_tx_sync(signed)
            .await
            .map_err(|error| self.lost("broadcast", &error))?;
        if sent.code.is_err() {
            return Err(refused(sent.code, &sent.log));
        }
        let included = self.included(sent.hash).await?;
        let result = included.tx_result;
        if result.code.is_err() {
            return Ok(Err(refused(result.code, &result.log)));
        }
        let height = included.height;
        let header = self.patient("header", || self.client.header(height)).await?.header;
        Ok(Ok(Receipt {
            tx_hash: Some(sent.hash.to_string()),
            height: height.value(),
            time: seconds(header.time),
            gas_used: u64::try_from(result.gas_used).ok(),
            tx_bytes,
            events: result.events.iter().map(event).collect(),
        }))
    }

    /// Gas the transaction would use. A contract that refuses does so here already, for nothing.
    async fn simulate(&self, key: &SigningKey, body: &Body, sequence: Sequence) -> TxResult<u64> {
        let fee = self.fee(0);
        let auth = SignerInfo::single_direct(Some(key.public_key()), sequence.next).auth_info(fee);
        let encode = |error: cosmrs::ErrorReport| TxError::engine(error.to_string());
        let raw = TxRaw {
            body_bytes: body.clone().into_bytes().map_err(encode)?,
            auth_info_bytes: auth.into_bytes().map_err(encode)?,
            // One empty signature: the node counts them.
            signatures: vec![Vec::new()],
        };
        let question =
            SimulateRequest { tx_bytes: raw.encode_to_vec(), ..SimulateRequest::default() };
        let answer: SimulateResponse =
            self.ask("/cosmos.tx.v1beta1.Service/Simulate", &question).await?;
        answer
            .gas_info
            .map(|gas| gas.gas_used)
            .ok_or_else(|| TxError::engine(format!("{}: simulation without gas", self.id)))
    }

    fn sign(
        &self,
        key: &SigningKey,
        body: &Body,
        sequence: Sequence,
        gas: u64,
    ) -> TxResult<Vec<u8>> {
        let fee = self.fee(gas);
        let auth = SignerInfo::single_direct(Some(key.public_key()), sequence.next).auth_info(fee);
        SignDoc::new(body, &auth, &self.id, sequence.account)
            .and_then(|document| document.sign(key))
            .and_then(|raw| raw.to_bytes())
            .map_err(|error| TxError::engine(format!("not signed: {error}")))
    }

    fn fee(&self, gas: u64) -> Fee {
        let amount = (u128::from(gas) * self.micro_price).div_ceil(1_000_000);
        Fee::from_amount_and_gas(Coin { denom: self.denom.clone(), amount }, gas)
    }

    async fn included(
        &self,
        hash: cosmrs::tendermint::Hash,
    ) -> TxResult<cosmrs::rpc::endpoint::tx::Response> {
        let start = Instant::now();
        loop {
            // Not found yet and a node that does not answer look alike here: ask again.
            match self.client.tx(hash, false).await {
                Ok(found) => return Ok(found),
                Err(error) if start.elapsed() > INCLUSION => {
                    return Err(self.lost(&format!("transaction {hash} is in no block"), &error));
                }
                Err(_) => tokio::time::sleep(POLL).await,
            }
        }
    }
}

/// A gas price such as `0.025` in millionths.
fn micro_price(price: &str) -> Option<u128> {
    let (whole, fraction) = price.split_once('.').unwrap_or((price, ""));
    if fraction.len() > 6 {
        return None;
    }
    let whole: u128 = whole.parse().ok()?;
    let fraction: u128 = format!("{fraction:0<6}").parse().ok()?;
    whole.checked_mul(1_000_000)?.checked_add(fraction)
}

fn seconds(time: cosmrs::tendermint::Time) -> u64 {
    u64::try_from(time.unix_timestamp()).unwrap_or(0)
}

/// A transaction's hash, as nodes write it.
fn hash(bytes: &[u8]) -> String {
    HexBinary::from(Sha256::digest(bytes).to_vec()).to_hex().to_uppercase()
}

fn is_answer(error: &cosmrs::rpc::Error) -> bool {
    matches!(error.detail(), ErrorDetail::Response(_))
}

fn refused(code: abci::Code, log: &str) -> TxError {
    if code.value() == WRONG_SEQUENCE && log.contains("account sequence mismatch") {
        return TxError::engine(log);
    }
    TxError::refused(contract_text(log))
}

fn stale(error: &TxError) -> bool {
    error.text().contains("account sequence mismatch")
}

/// A chain's event in the contract's shape. `msg_index`, which the SDK adds to each, is left out: the
/// embedded engine has no such attribute.
fn event(given: &abci::Event) -> Event {
    let mut event = Event::new(given.kind.clone());
    // Pushed one by one: the constructor refuses `_contract_address`.
    event.attributes = given
        .attributes
        .iter()
        .filter_map(|attribute| Some((attribute.key_str().ok()?, attribute.value_str().ok()?)))
        .filter(|(key, _)| *key != "msg_index")
        .map(|(key, value)| Attribute { key: key.to_string(), value: value.to_string() })
        .collect();
    event
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_gas_price_is_exact() {
        assert_eq!(micro_price("0.025"), Some(25_000));
        assert_eq!(micro_price("1"), Some(1_000_000));
        for bad in ["", ".5x", "0.0000001", "-1", "a"] {
            assert_eq!(micro_price(bad), None, "{bad} passed");
        }
    }

    #[test]
    fn an_event_loses_only_the_index_of_its_message() {
        let given = abci::Event::new(
            "wasm-isthmus_x",
            [("_contract_address", "west1c"), ("amount", "5"), ("msg_index", "0")],
        );
        let event = event(&given);
        let keys: Vec<&str> = event.attributes.iter().map(|a| a.key.as_str()).collect();
        assert_eq!(keys, ["_contract_address", "amount"]);
    }
}
