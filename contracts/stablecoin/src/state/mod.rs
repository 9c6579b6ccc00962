//! All storage access.
//!
//! What a payment touches (accounts, allowances, the minter, supply, switches) is packed under a one-byte
//! tag and canonical addresses (architecture.md, D14); the rest is cw-storage-plus with its ordinary
//! JSON. Records that say nothing are deleted, so that state holds only what matters.
//!
//! | tag | key | record |
//! |---|---|---|
//! | 01 | account | flags (1 frozen outgoing, 2 in full, 4 escrow, 8 allowed, 16 locked, 32 held, 64 blocked, 128 more flags), more flags (1 the freeze ends, 2 own), locked amount, an escrow's own, end of the hold, end of the freeze, balance |
//! | 02 | owner (20 bytes), spender | flags (1 ends at a height, 2 at a time; times 4: bytes of the count), expiry, count of restrictions, amount |
//! | 03 | spender (20 bytes), owner | a zero byte |
//! | 05 | | flags (1 cap, 2 mint paused, 4 burn paused, 8 abroad, 16 not home, 32 no holder burn, 64 blocklist, 128 more: 2 allowlist in place of blocklist, 4 policy contract), cap, ends of the pauses, abroad, total |
//! | 06 | | flags (1 transfer paused, 2 compliance mode, 4 fee, 8 approve paused, 32 signed paused, 64 policy contract), ends of the pauses, mode, rate and most and collector of the fee, count of restrictions |
//! | 08 | signer | lowest unused nonce, which of the next are used (bits) |
//! | 08 | | domain epoch |
//! | 0a | | flags (1 all is moved), supply told, balances moved, allowances moved, sum of the balances |
//! | 0d | length of a region's name, the name, a receiver there | a zero byte |
//! | 0e | account | its keys: 1 and 33 bytes of secp256r1, or 2 and 32 bytes of ed25519 |
//! | 0f | | gas of one question, the policy contract |
//! | 10 | minter; nobody | flags (1 limited, 2 its account was restricted, 4 rate limit), capacity, refill, used, since when, allowance |
//! | 12, 13 | length of the first, first, second | as 02 and 03, for a first account that has not 20 bytes |
//!
//! Two records are global and each is read once by whatever needs it (ADR 5). Payments and approvals
//! read the switches, three gas a byte. Minting, burning and the bridge write the supply, 33 gas a
//! byte read and written, which is less than a read of its own for anything below 30 bytes.

mod accounts;
mod allowances;
mod features;
mod hand_over;
mod lists;
mod migration;
mod minter;
mod orders;
mod policy;
#[cfg(test)]
mod records;
mod signed;
mod supply;
mod switches;
#[cfg(test)]
#[allow(clippy::indexing_slicing)]
mod tests;
mod token;

pub use accounts::*;
pub use allowances::*;
pub use features::*;
pub use hand_over::*;
pub use lists::*;
pub use migration::*;
pub use minter::*;
pub use orders::*;
pub use policy::*;
pub use signed::*;
pub use supply::*;
pub use switches::*;
pub use token::*;

use cosmwasm_std::{Addr, Api, CanonicalAddr, StdError, StdResult};
use isthmus_api::packed::Reader;
use isthmus_api::types::{printable, InputError};
use isthmus_kit::keys::Key;

/// account -> Account.
const ACCOUNT: u8 = 0x01;
/// owner of 20 bytes, spender -> Allowance.
const ALLOWANCE: u8 = 0x02;
/// spender of 20 bytes, owner -> a marker: the index behind `all_spender_allowances`.
const GRANTED_TO: u8 = 0x03;
/// -> Issuance.
const SUPPLY: u8 = 0x05;
/// -> Switches.
const SWITCHES: u8 = 0x06;
/// signer -> Nonces; alone -> the domain epoch.
const NONCES: u8 = 0x08;
/// region and receiver there -> a marker: blocked. The key is `api::stablecoin::foreign_receiver_key`.
const FOREIGN_BLOCKED: u8 = 0x0d;
/// -> MigrationStatus, while a migration from cw20-base is under way.
const MIGRATION: u8 = 0x0a;
/// account -> its keys.
const ACCOUNT_KEYS: u8 = 0x0e;
/// -> gas of one question, the policy contract.
const POLICY_CONTRACT: u8 = 0x0f;
/// minter -> Minter; alone -> what is remembered while nobody mints.
const MINTER: u8 = 0x10;
/// Added to the tag of a pair of accounts whose first has not 20 bytes, as a contract's has not. Its
/// length then stands before it, so that two pairs never share a key.
const OTHER_LENGTH: u8 = 0x10;
/// Bytes of an ordinary account, which is nearly every first of a pair.
const USER_BYTES: usize = 20;

/// What this contract stores, and under which keys. With those of kit it is all there is.
pub const KEYS: &[Key] = &[
    Key::tag(ACCOUNT, "account -> balance and marks"),
    Key::tag(ALLOWANCE, "owner of 20 bytes, spender -> allowance"),
    Key::tag(GRANTED_TO, "spender of 20 bytes, owner -> a marker"),
    Key::tag(SUPPLY, "supply, and what stops minting and burning"),
    Key::tag(SWITCHES, "what stops payments and approvals, fee, count of restrictions"),
    Key::tag(NONCES, "signer -> nonces; alone: the domain epoch"),
    Key::tag(MIGRATION, "how far the migration from cw20-base is"),
    Key::tag(FOREIGN_BLOCKED, "region, receiver there -> a marker: blocked"),
    Key::tag(ACCOUNT_KEYS, "account -> its keys"),
    Key::tag(POLICY_CONTRACT, "gas of one question, policy contract"),
    Key::tag(MINTER, "minter -> its brakes; alone: what is remembered of them"),
    Key::tag(ALLOWANCE | OTHER_LENGTH, "any other owner, spender -> allowance"),
    Key::tag(GRANTED_TO | OTHER_LENGTH, "any other spender, owner -> a marker"),
    Key::namespace("policy_failures", "trials of the policy contract that failed"),
    Key::namespace("former_bridge", "the bridge before, which may still refund"),
    Key::namespace("token", "name, ticker, decimals"),
    Key::namespace("region", "region, token, bridge and identity contract"),
    Key::namespace("minter", "who mints"),
    Key::namespace("marketing_info", "what wallets show"),
    Key::namespace("logo", "the logo"),
    Key::namespace("freezes", "account -> why it is frozen"),
    Key::namespace("holds", "account -> its last hold"),
    Key::namespace("hold_series", "account, guardian -> how long one was held by the other"),
    Key::namespace("escrows", "account -> a marker"),
    Key::namespace("renounced", "powers given up"),
    Key::namespace("hand_over", "to whom the records of before are handed over"),
];

/// What the layout before this one kept besides, when the token was its own office. No key of it means anything
/// else from then on, so that a token of that layout is read for what it is, and handed over.
pub const RETIRED: &[Key] = &[
    Key::tag(0x04, "one of many minters -> its brakes"),
    Key::tag(0x09, "minter of 20 bytes, recipient -> a marker"),
    Key::tag(0x09 | OTHER_LENGTH, "any other minter, recipient -> a marker"),
    Key::tag(0x0b, "reserve policy and newest attested amount"),
    Key::namespace("primary_minter", "the minter that CW20's minter {} named"),
    Key::namespace("controllers", "controller -> its minter"),
    Key::namespace("controllers_of", "minter -> its controllers"),
    Key::namespace("redemptions", "number -> open redemption"),
    Key::namespace("redemptions_of", "holder, number -> a marker"),
    Key::namespace("redemption_counts", "last number, sum of the open ones"),
    Key::namespace("redemption_policy", "terms of redemption"),
    Key::namespace("attestations", "number -> attestation"),
];

/// The rest of a record, which is a count of restrictions.
fn read_count(reader: Reader) -> StdResult<u32> {
    u32::try_from(reader.amount()?).map_err(|_| StdError::parse_err("count", "above 32 bits"))
}

/// An account as storage keys know it: the bytes behind the bech32 text, a third shorter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AccountId(CanonicalAddr);

impl AccountId {
    /// Checks an address of a message.
    ///
    /// Only the lower-case spelling passes, so the text is the one the chain itself writes
    /// (CWA-2022-002), and decoding checks prefix and checksum: that is all `addr_validate` does, for
    /// a third of its gas.
    pub fn checked(api: &dyn Api, field: &'static str, given: &str) -> Result<Self, InputError> {
        let refused = || InputError::Address { field, given: printable(given) };
        if given.chars().any(|c| c.is_ascii_uppercase()) {
            return Err(refused());
        }
        api.addr_canonicalize(given).map(Self).map_err(|_| refused())
    }

    /// The account of an address that is already checked.
    pub fn of(api: &dyn Api, address: &Addr) -> StdResult<Self> {
        api.addr_canonicalize(address.as_str()).map(Self)
    }

    /// Its address.
    pub fn address(&self, api: &dyn Api) -> StdResult<Addr> {
        api.addr_humanize(&self.0)
    }

    /// Its bytes.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_slice()
    }
}

/// An account that a message names.
pub struct Named {
    /// As storage knows it.
    pub id: AccountId,
    /// Its address.
    pub address: Addr,
}

impl Named {
    /// Checks an address of a message. What passes is the text that the chain itself writes.
    pub fn checked(
        api: &dyn Api,
        field: &'static str,
        given: impl Into<String>,
    ) -> Result<Self, InputError> {
        let given = given.into();
        let id = AccountId::checked(api, field, &given)?;
        Ok(Self { id, address: Addr::unchecked(given) })
    }

    /// The account of an address that is already checked.
    pub fn of(api: &dyn Api, address: Addr) -> StdResult<Self> {
        Ok(Self { id: AccountId::of(api, &address)?, address })
    }
}

/// The accounts of a list, each once. In order, because the set of the standard library would be 2 kB of
/// the contract.
#[derive(Default)]
pub struct Listed(Vec<Vec<u8>>);

impl Listed {
    /// Notes an account; whether it was not noted before.
    pub fn insert(&mut self, id: &AccountId) -> bool {
        let bytes = id.bytes().to_vec();
        match self.0.binary_search(&bytes) {
            Ok(_) => false,
            Err(place) => {
                self.0.insert(place, bytes);
                true
            }
        }
    }
}
