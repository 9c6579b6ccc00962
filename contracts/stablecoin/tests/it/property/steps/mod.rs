//! The steps of the random interleavings: what they are, how often each comes, and its message.

mod messages;

use std::sync::LazyLock;

use cosmwasm_std::{Binary, HexBinary};
use cw20::Expiration;
use isthmus_api::stablecoin::{
    AccountStatus, Change, ComplianceMode, ExecuteMsg, FeeConfig, FreezeMode, PauseScope,
    PendingChange, PendingChangesResponse, QueryMsg, Role, SignedAction,
};
use isthmus_api::types::Asset;
use isthmus_api::types::Limit;
use proptest::prelude::*;

use crate::signer::{signed, terms, Kind, Signer};
use crate::suite::Suite;
pub use messages::{message, most, paused_by, rule_message, signer, waiting};

/// Who holds, pays and spends.
pub const PEOPLE: [&str; 6] = ["alice", "bob", "carol", "receiver", "escrow", "bridge"];

/// The one of them that is a contract with a hook, and perhaps a hostile one.
pub const RECEIVER: usize = 3;

/// The first of two that hold money for others.
const ESCROW: usize = 4;

pub const BRIDGE: usize = 5;

/// What a rate limit frees each second.
pub const REFILL: u128 = 1;

/// How long a pause lasts.
pub const PAUSE: u64 = 3000;

pub const SCOPES: [PauseScope; 5] = [
    PauseScope::Transfer,
    PauseScope::Mint,
    PauseScope::Burn,
    PauseScope::Approve,
    PauseScope::Signed,
];

/// The duties of which nobody may have two (I13), and some others.
const ROLES: [Role; 5] =
    [Role::Compliance, Role::Seizer, Role::Rescuer, Role::Guardian, Role::Pauser];

/// For how many seconds a grant is to last, if the message says it.
pub type Lasts = Option<u64>;

/// The end of a grant that is given now: a second if the number is odd, else a height. Zero names this
/// very block, and is refused (E2).
pub fn expires(suite: &Suite, lasts: Lasts) -> Option<Expiration> {
    let block = suite.app.block_info();
    lasts.map(|lasts| match lasts % 2 {
        0 => Expiration::AtHeight(block.height + lasts.div_ceil(5)),
        _ => Expiration::AtTime(block.time.plus_seconds(lasts)),
    })
}

/// Numbers stand for the people.
#[derive(Clone, Debug)]
pub enum Step {
    Transfer(usize, usize, u128),
    Memo(usize, usize, u128),
    /// Into a contract that holds money for others, or did.
    Deposit(usize, usize, u128),
    /// What the receiver does: see [`hook`]. Whether with a reference.
    Send(usize, u128, usize, bool),
    SendFrom(usize, usize, u128, usize),
    Batch(usize, [(usize, u128); 3]),
    /// Whether the recipient has to submit it.
    Signed(usize, usize, u128, u64, bool),
    Permit(usize, usize, u128, u64, Lasts),
    CancelNonce(usize, u64),
    Advance(usize, u32),
    Approve(usize, usize, u128, Lasts),
    Lower(usize, usize, u128, Lasts),
    Set(usize, usize, u128, Lasts),
    Revoke(usize, usize),
    Pull(usize, usize, usize, u128),
    Burn(usize, u128),
    BurnFrom(usize, usize, u128),
    Mint(usize, u128),
    Freeze(usize, bool, Option<u64>),
    FreezeTwo(usize, usize, bool),
    Unfreeze(usize),
    UnfreezeTwo(usize, usize),
    Hold(usize, u64),
    Release(usize),
    Lock(usize, u128),
    Unlock(usize, u128),
    Seize(usize, usize, u128),
    Wipe(usize, Option<u128>),
    Recover(usize, usize),
    Status(usize, u8),
    /// At once, or scheduled.
    Rule(Rule, bool),
    Apply(usize),
    Withdraw(usize),
    Escrow(usize),
    /// To the token contract, and back from there.
    Stray(usize, u128),
    Rescue(usize, u128),
    Role(usize, usize, bool),
    RenounceRole(usize, usize),
    Pause(u8),
    Unpause,
    BridgeBurn(u128),
    BridgeMint(usize, u128),
    Refund(usize, u128, bool),
    Wait(u64),
}

/// What can be scheduled.
#[derive(Clone, Debug)]
pub enum Rule {
    Cap(u128),
    HolderBurn(bool),
    /// What the minter may mint and at once, or that it mints nothing.
    Minter(Option<(u128, Option<u128>)>),
    Mode(u8),
    Fee(Option<u16>, usize),
    NoEscrow(usize),
    Delay(u64),
}

/// The kinds of messages that no step sends, and why. A message that is neither here nor seen to pass in
/// the interleavings fails them.
pub const NOT_SENT: &[(&str, &str)] = &[
    ("update_minter", "the steps are those of one minter; `differential` and `minter` send it"),
    ("update_marketing", "no money, right or rule; `differential` and `marketing` send it"),
    ("upload_logo", "no money, right or rule; `differential` and `marketing` send it"),
    ("remove_key", "the signers would run out of keys; `signed` sends it"),
    ("screen_foreign", "nothing in this contract reads the list; `compliance` sends it"),
    ("set_policy_contract", "it can only refuse what passed all rules here; `policy` sends it"),
    ("probe_policy", "there is no policy contract here; `policy` sends it"),
    ("set_bridge", "the steps are those of one bridge; `bridge` sends it"),
    ("set_identity", "no money, right or rule of money; `bridge` sends it"),
    ("renounce_feature", "it would end the steps it is about; `changes` sends it"),
    ("continue_migration", "the token was never one of cw20-base's; `migration` sends it"),
    (
        "hand_over",
        "the token never was its own office; `hand_over` of the repository's tests sends it",
    ),
    ("update_ownership", "two steps and a delay that `admin` goes through"),
    ("set_owner_delay", "it is the wait of those two steps"),
];

/// What the receiver is told to do with what it gets.
pub fn hook(kind: usize) -> &'static [u8] {
    [b"".as_slice(), b"bounce", b"refuse", b"pull", b"again"][kind]
}

fn minter() -> impl Strategy<Value = Rule> {
    let amount = || prop_oneof![4 => 0u128..300, 1 => 500u128..2000];
    let terms = (amount(), prop::option::weighted(0.7, amount()));
    prop::option::weighted(0.8, terms).prop_map(Rule::Minter)
}

fn rule() -> impl Strategy<Value = Rule> {
    let who = || 0..PEOPLE.len();
    prop_oneof![
        (1500u128..3500).prop_map(Rule::Cap),
        prop::bool::weighted(0.8).prop_map(Rule::HolderBurn),
        (0u8..4).prop_map(Rule::Mode),
        (prop::option::weighted(0.7, 1u16..22), who()).prop_map(|(bps, a)| Rule::Fee(bps, a)),
        who().prop_map(Rule::NoEscrow),
        prop_oneof![Just(0u64), Just(1000)].prop_map(Rule::Delay),
    ]
}

pub fn step() -> impl Strategy<Value = Step> {
    let who = || 0..PEOPLE.len();
    let amount = || prop_oneof![8 => 0u128..200, 1 => 0u128..2000, 1 => 500u128..800];
    let nonce = || 0u64..40;
    let lasts = || prop::option::of(0u64..9000);
    let hook = || prop_oneof![2 => Just(0usize), 4 => 1usize..5];
    let pays = prop_oneof![
        6 => (who(), who(), amount()).prop_map(|(a, b, n)| Step::Transfer(a, b, n)),
        1 => (who(), who(), amount()).prop_map(|(a, b, n)| Step::Memo(a, b, n)),
        4 => (who(), ESCROW..PEOPLE.len(), amount()).prop_map(|(a, b, n)| Step::Deposit(a, b, n)),
        4 => (who(), amount(), hook(), any::<bool>())
            .prop_map(|(a, n, kind, memo)| Step::Send(a, n, kind, memo)),
        2 => (who(), who(), amount(), hook())
            .prop_map(|(a, b, n, kind)| Step::SendFrom(a, b, n, kind)),
        3 => (who(), prop::array::uniform3((who(), amount()))).prop_map(|(a, p)| Step::Batch(a, p)),
        2 => (who(), who(), amount(), nonce(), any::<bool>())
            .prop_map(|(a, b, n, nonce, pull)| Step::Signed(a, b, n, nonce, pull)),
        1 => (who(), amount()).prop_map(|(a, n)| Step::Stray(a, n)),
        1 => (who(), amount()).prop_map(|(a, n)| Step::Rescue(a, n)),
        2 => (who(), amount()).prop_map(|(a, n)| Step::Burn(a, n)),
        2 => (who(), who(), amount()).prop_map(|(a, b, n)| Step::BurnFrom(a, b, n)),
        2 => amount().prop_map(Step::BridgeBurn),
        2 => (who(), amount()).prop_map(|(a, n)| Step::BridgeMint(a, n)),
        2 => (who(), amount(), any::<bool>()).prop_map(|(a, n, m)| Step::Refund(a, n, m)),
    ];
    let grants = prop_oneof![
        4 => (who(), who(), amount(), lasts()).prop_map(|(a, b, n, l)| Step::Approve(a, b, n, l)),
        1 => (who(), who(), amount(), lasts()).prop_map(|(a, b, n, l)| Step::Lower(a, b, n, l)),
        2 => (who(), who(), amount(), lasts()).prop_map(|(a, b, n, l)| Step::Set(a, b, n, l)),
        1 => (who(), who(), amount(), nonce(), lasts())
            .prop_map(|(a, b, n, nonce, l)| Step::Permit(a, b, n, nonce, l)),
        1 => (who(), nonce()).prop_map(|(a, nonce)| Step::CancelNonce(a, nonce)),
        1 => (who(), 0u32..4).prop_map(|(a, by)| Step::Advance(a, by)),
        1 => (who(), who()).prop_map(|(a, b)| Step::Revoke(a, b)),
        4 => (who(), who(), who(), amount()).prop_map(|(a, b, c, n)| Step::Pull(a, b, c, n)),
    ];
    let issues = prop_oneof![
        3 => (who(), amount()).prop_map(|(a, n)| Step::Mint(a, n)),
        2 => (minter(), prop::bool::weighted(0.2)).prop_map(|(rule, later)| Step::Rule(rule, later)),
    ];
    let restricts = prop_oneof![
        3 => (who(), any::<bool>(), prop::option::of(1u64..9000))
            .prop_map(|(a, full, ends)| Step::Freeze(a, full, ends)),
        1 => (who(), who(), any::<bool>()).prop_map(|(a, b, full)| Step::FreezeTwo(a, b, full)),
        3 => who().prop_map(Step::Unfreeze),
        1 => (who(), who()).prop_map(|(a, b)| Step::UnfreezeTwo(a, b)),
        3 => (who(), 1u64..9000).prop_map(|(a, seconds)| Step::Hold(a, seconds)),
        1 => who().prop_map(Step::Release),
        2 => (who(), amount()).prop_map(|(a, n)| Step::Lock(a, n)),
        2 => (who(), amount()).prop_map(|(a, n)| Step::Unlock(a, n)),
        2 => (who(), who(), amount()).prop_map(|(a, b, n)| Step::Seize(a, b, n)),
        1 => (who(), prop::option::of(amount())).prop_map(|(a, n)| Step::Wipe(a, n)),
        1 => (who(), who()).prop_map(|(a, b)| Step::Recover(a, b)),
        4 => (who(), prop_oneof![3 => Just(1u8), 1 => Just(0), 1 => Just(2)])
            .prop_map(|(a, s)| Step::Status(a, s)),
    ];
    let governs = prop_oneof![
        5 => (rule(), any::<bool>()).prop_map(|(rule, later)| Step::Rule(rule, later)),
        3 => (0usize..3).prop_map(Step::Apply),
        1 => (0usize..3).prop_map(Step::Withdraw),
        1 => (RECEIVER..PEOPLE.len()).prop_map(Step::Escrow),
        2 => (0..ROLES.len(), who(), prop::bool::weighted(0.7))
            .prop_map(|(role, a, grant)| Step::Role(role, a, grant)),
        1 => (0..ROLES.len(), who()).prop_map(|(role, a)| Step::RenounceRole(role, a)),
        1 => (1u8..32).prop_map(Step::Pause),
        1 => Just(Step::Unpause),
        3 => prop_oneof![4 => 0u64..5000, 1 => Just(259_200u64)].prop_map(Step::Wait),
    ];
    prop_oneof![6 => pays, 4 => grants, 3 => issues, 5 => restricts, 3 => governs]
}
