//! Native coins (cosmos-sdk v0.53.6, x/bank): `MsgSend`, and the funds of a call, which take the same
//! way (wasmd's `TransferCoins`).

use super::{read, write, DELETE, HAS};

/// Bytes of the bank's parameters: `default_send_enabled` alone.
const PARAMS: usize = 2;

/// What decides the cost of a transfer of one coin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transfer {
    /// Bytes of the coin's name.
    pub denom: usize,
    /// Sender.
    pub from: Holder,
    /// Receiver; its account exists.
    pub to: Holder,
}

/// One side of a transfer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Bytes of the address: 20 for a key, 32 for a contract.
    pub address: usize,
    /// Bytes of its account as stored (see [`account`]); read of the sender only.
    pub account: usize,
    /// Digits of its balance before; 0 if it has none.
    pub before: usize,
    /// Digits of its balance after; 0 if it has none.
    pub after: usize,
}

/// One transfer: `IsSendEnabledCoins` (the parameters, and whether the coin has a switch of its own),
/// then the coins move.
pub fn transfer(transfer: &Transfer) -> u64 {
    let Transfer { denom, from, to } = transfer;
    read(1, PARAMS) + HAS + moved(*denom, from, to)
}

/// `SendCoins`: what is locked (the sender's account), both balances read and written, and whether the
/// receiver's account exists.
pub fn moved(denom: usize, from: &Holder, to: &Holder) -> u64 {
    read(1 + from.address, from.account) + balance(denom, from) + balance(denom, to) + HAS
}

/// A balance is read, then written with its entry in the index by coin. A balance of zero is removed
/// from both.
fn balance(denom: usize, holder: &Holder) -> u64 {
    // Prefix, length-prefixed address, coin; in the index the coin ends with a zero byte.
    let key = 1 + 1 + holder.address + denom;
    let index = 1 + denom + 1 + 1 + holder.address;
    let change =
        if holder.after == 0 { 2 * DELETE } else { write(index, 0) + write(key, holder.after) };
    read(key, holder.before) + change
}

/// Bytes of a plain account as stored: an `Any` of `BaseAccount`. `signed` is the number of
/// transactions it has sent; an account that has sent none stores no key.
pub fn account(address: usize, number: u64, signed: u64) -> usize {
    use super::{proto_bytes, proto_number};
    let public_key = if signed == 0 {
        0
    } else {
        // An `Any` of a secp256k1 key.
        proto_bytes("/cosmos.crypto.secp256k1.PubKey".len()) + proto_bytes(proto_bytes(33))
    };
    let base = proto_bytes(address)
        + proto_bytes(public_key)
        + proto_number(number)
        + proto_number(signed);
    proto_bytes("/cosmos.auth.v1beta1.BaseAccount".len()) + proto_bytes(base)
}
