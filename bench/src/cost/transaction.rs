//! What a transaction of one signer costs around its messages: the ante handlers of wasmd
//! (app/ante.go) in their order, most of them of cosmos-sdk v0.53.6, x/auth/ante.

use super::bank::{self, Holder};
use super::{read, write, DELETE, HAS, SIGNATURE, TX_BYTE};

/// Bytes of the parameters of x/auth, each of their five numbers at its default.
const AUTH_PARAMS: usize = 13;
/// Bytes of the account of the fee collector: an `Any` of `ModuleAccount`.
const COLLECTOR: usize = 102;
/// Bytes of a counter of the block's transactions.
const COUNTER: usize = 12;

/// What decides the cost of a transaction without its messages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// Its bytes.
    pub bytes: usize,
    /// Who signs and pays the fee; its key is stored already.
    pub signer: Holder,
    /// The fee; none where the chain wants none.
    pub fee: Option<Fee>,
}

/// A fee, the first of its block: the collector is empty before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fee {
    /// Bytes of the coin's name.
    pub denom: usize,
    /// Digits of the amount.
    pub digits: usize,
}

/// The gas of a transaction before its first message. The circuit breaker asks for each message; that
/// is in [`super::MESSAGE`].
pub fn around(transaction: &Transaction) -> u64 {
    let Transaction { bytes, signer, fee } = transaction;
    let account = read(1 + signer.address, signer.account);
    let params = read(1, AUTH_PARAMS);
    // x/wasm/keeper/ante.go `CountTXDecorator`.
    let counted = read(1, COUNTER) + write(1, COUNTER);
    // basic.go `ConsumeTxSizeGasDecorator`. A memo would have the parameters read once more.
    let sized = params + TX_BYTE * super::bytes(*bytes);
    // fee.go `DeductFeeDecorator`.
    let paid = account + fee.as_ref().map_or(0, |fee| collected(signer, fee));
    // sigverify.go: the key, the number of signatures, their gas, their verification, the sequence.
    let key = account;
    let number = params;
    let gas = params + account + SIGNATURE;
    let verified = account;
    let sequence = account + stored(signer);
    counted + sized + paid + key + number + gas + verified + sequence
}

/// The fee's way to its collector: the collector's account, then a transfer that does not ask whether
/// the coin may be sent (x/bank `SendCoinsFromAccountToModule`).
fn collected(signer: &Holder, fee: &Fee) -> u64 {
    let collector = Holder { address: 20, account: COLLECTOR, before: 0, after: fee.digits };
    read(1 + 20, COLLECTOR) + bank::moved(fee.denom, signer, &collector)
}

/// An account written again: the index by number asks what was there, removes it and sets it anew
/// (cosmossdk.io/collections v1.4.0, indexes/unique.go).
fn stored(signer: &Holder) -> u64 {
    let key = 1 + signer.address;
    let index = "accountNumber".len() + 8;
    read(key, signer.account)
        + DELETE
        + HAS
        + write(index, signer.address)
        + write(key, signer.account)
}
