//! The model: the embedded pair on compiled contracts, with the whole price of each message on its
//! receipts. [`total`] prices what the contracts did; the bank and IBC itself are native code here as
//! on a chain, so what they did is read off the receipts' events and priced by [`cost`].

use std::collections::BTreeMap;
use std::rc::Rc;

use cosmwasm_std::Event;
use isthmus_regions::embedded::{Embedded, GENESIS_SECONDS};
use isthmus_regions::{
    Call, DecoratedPair, Decorator, Pair, Receipt, Region, Side, TxError, TxResult,
};

use crate::cost::bank::{self, Holder, Transfer};
use crate::cost::{self, ibc::Channel};
use crate::engine::{self, Compiled, Machine};
use crate::total;

/// Bytes of an account of a person: its number on the chain and what it has sent have one byte each.
const PERSON: (u64, u64) = (20, 100);
/// Light client on both chains of a localnet.
const CLIENT: &str = "07-tendermint-0";
/// The other chain's height as a client knows it, once a localnet has run for a minute.
const HEIGHT: &str = "1-500";

/// Two regions whose receipts say what their messages cost.
pub type Model = DecoratedPair<Rc<Embedded>, Priced>;

/// A fresh pair on these contracts. `pinned`: whether the codes are.
pub fn model(machine: Machine, pinned: bool) -> Model {
    let gas = if pinned { warm } else { cold };
    let library = Rc::new(Compiled::new(machine, gas));
    let pair = Rc::new(Embedded::with_library(GENESIS_SECONDS, library));
    Model::new(pair, |pair, side| Priced { pair: pair.clone(), side })
}

fn warm(calls: &[engine::Call]) -> u64 {
    total::messages(calls, true)
}

fn cold(calls: &[engine::Call]) -> u64 {
    total::messages(calls, false)
}

/// One region of the model.
pub struct Priced {
    pair: Rc<Embedded>,
    side: Side,
}

impl Priced {
    /// Adds what the contracts did not cost: native coins that moved, packets, and `around`.
    fn priced(&self, mut receipt: Receipt, funds: Vec<Move>, around: u64) -> TxResult<Receipt> {
        let paid = receipt.events.iter().filter(|event| event.ty == "transfer").map(Move::of);
        // The embedded chain tells of every transfer but those of funds.
        let moves = funds.into_iter().map(Ok).chain(paid).collect::<TxResult<Vec<_>>>()?;
        let own = self.moves(&moves)? + self.packets(&receipt.events)? + around;
        receipt.gas_used = receipt.gas_used.map(|gas| gas + own);
        Ok(receipt)
    }

    /// Coins that moved. Their holders' balances are known afterwards, so they are followed
    /// backwards.
    fn moves(&self, moves: &[Move]) -> TxResult<u64> {
        let mut balances = BTreeMap::<(&str, &str), u128>::new();
        let mut gas = 0;
        for Move { from, to, denom, amount } in moves.iter().rev() {
            let mut side = |account, change: &dyn Fn(u128) -> u128| -> TxResult<Holder> {
                let key = (account, denom.as_str());
                let after = match balances.get(&key) {
                    Some(known) => *known,
                    None => self.region().balance(account, denom)?.u128(),
                };
                let before = change(after);
                balances.insert(key, before);
                Ok(holder(account, before, after))
            };
            let to = side(to, &|after| after.saturating_sub(*amount))?;
            let holder = side(from, &|after| after + *amount)?;
            gas += bank::transfer(&Transfer { denom: denom.len(), from: holder, to });
            if is_contract(from) {
                gas += cost::SUBMESSAGE;
            }
        }
        Ok(gas)
    }

    /// Packets that were sent, received, acknowledged or timed out.
    fn packets(&self, events: &[Event]) -> TxResult<u64> {
        let mut gas = 0;
        for event in events {
            type Price = fn(&Channel<'_>, u64) -> u64;
            let (end, price): (_, Price) = match event.ty.as_str() {
                "send_packet" => ("packet_src_channel", |channel, at| channel.send_packet(at)),
                "recv_packet" => ("packet_dst_channel", |channel, at| channel.receive_packet(at)),
                "acknowledge_packet" => {
                    ("packet_src_channel", |channel, at| channel.acknowledge_packet(at))
                }
                "timeout_packet" => {
                    ("packet_src_channel", |channel, at| channel.time_out_packet(at))
                }
                _ => continue,
            };
            let sequence = attribute(event, "packet_sequence")?;
            let sequence = sequence
                .parse()
                .map_err(|_| TxError::engine(format!("a packet numbered {sequence}")))?;
            let end = self.pair.end(self.side, attribute(event, end)?)?.channel;
            let channel = Channel {
                port: &end.endpoint.port_id,
                channel: &end.endpoint.channel_id,
                their_port: &end.counterparty_endpoint.port_id,
                their_channel: &end.counterparty_endpoint.channel_id,
                connection: &end.connection_id,
                their_connection: &end.connection_id,
                client: CLIENT,
                their_client: CLIENT,
                version: &end.version,
                height: HEIGHT,
            };
            gas += price(&channel, sequence);
        }
        Ok(gas)
    }
}

/// One kind of native coins, from one account to another.
struct Move {
    from: String,
    to: String,
    denom: String,
    amount: u128,
}

impl Move {
    /// As the bank tells of it.
    fn of(event: &Event) -> TxResult<Self> {
        let coins = attribute(event, "amount")?;
        let denom = coins.trim_start_matches(|c: char| c.is_ascii_digit());
        let digits = coins.strip_suffix(denom).filter(|_| !denom.contains(','));
        let amount = digits.and_then(|digits| digits.parse().ok());
        Ok(Self {
            from: attribute(event, "sender")?.to_string(),
            to: attribute(event, "recipient")?.to_string(),
            denom: denom.to_string(),
            amount: amount.ok_or_else(|| TxError::engine(format!("a transfer of {coins}")))?,
        })
    }
}

fn attribute<'a>(event: &'a Event, name: &str) -> TxResult<&'a str> {
    let found = event.attributes.iter().find(|attribute| attribute.key == name);
    found
        .map(|attribute| attribute.value.as_str())
        .ok_or_else(|| TxError::engine(format!("an event {} without {name}", event.ty)))
}

/// A contract's address has 32 bytes, a person's 20.
fn is_contract(address: &str) -> bool {
    address.len() > 50
}

fn holder(address: &str, before: u128, after: u128) -> Holder {
    let digits = |amount: u128| if amount == 0 { 0 } else { amount.to_string().len() };
    let (bytes, account) = if is_contract(address) {
        (32, bank::account(address.len(), PERSON.0, 0))
    } else {
        (20, bank::account(address.len(), PERSON.0, PERSON.1))
    };
    Holder { address: bytes, account, before: digits(before), after: digits(after) }
}

impl Decorator for Priced {
    fn region(&self) -> &dyn Region {
        self.pair.region(self.side)
    }

    fn sent(&self, sender: &str, calls: &[Call], result: TxResult<Receipt>) -> TxResult<Receipt> {
        // A message to a contract has its own price already, one to the bank has not.
        let to_bank = calls.iter().filter(|call| matches!(call, Call::Pay { .. }));
        let around = to_bank.map(|_| cost::MESSAGE).sum();
        let from = self.region().account(sender)?;
        let mut moves = Vec::new();
        for call in calls {
            if let Call::Execute { contract, funds, .. } = call {
                moves.extend(funds.iter().map(|coin| Move {
                    from: from.clone(),
                    to: contract.clone(),
                    denom: coin.denom.clone(),
                    amount: coin.amount.u128(),
                }));
            }
        }
        self.priced(result?, moves, around)
    }

    fn relayed(&self, receipt: Receipt) -> TxResult<Receipt> {
        self.priced(receipt, Vec::new(), 0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::coins;

    /// 20,830 for a bank send between two people is what wasmd 0.61.14 charged.
    #[test]
    fn native_coins_cost_what_they_cost_on_a_node() {
        let pair = model(Machine::load(Vec::<std::path::PathBuf>::new()).unwrap(), true);
        let west = pair.west();
        let ben = west.account("ben").unwrap();
        let pay = |times| {
            let call = Call::pay(&ben, coins(1_500_000, west.fee_denom()));
            west.execute_all("ana", &vec![call; times]).unwrap().gas_used.unwrap()
        };
        pay(1);
        assert_eq!((pay(1), pay(2), pay(3)), (20_830, 2 * 20_830, 3 * 20_830));
    }

    #[test]
    fn a_transfer_is_read_from_the_banks_event() {
        let told = |amount: &str| {
            Event::new("transfer")
                .add_attribute("recipient", "west1b")
                .add_attribute("sender", "west1a")
                .add_attribute("amount", amount)
        };
        let found = Move::of(&told("250uwest")).unwrap();
        assert_eq!((found.from.as_str(), found.to.as_str()), ("west1a", "west1b"));
        assert_eq!((found.denom.as_str(), found.amount), ("uwest", 250));
        // Several coins at once have another price, and nobody sends them here.
        for unread in ["250uwest,3ueast", "uwest", ""] {
            assert!(Move::of(&told(unread)).is_err(), "{unread}");
        }
    }
}
