//! What can go wrong. The text ends in a code that never changes; where CW20 tools match on
//! cw20-base's wording, that wording comes first.
//!
//! A long file, because it is one table in the order of its codes: four lines an error, and no rule.

use cosmwasm_std::StdError;
use isthmus_api::types::InputError;
use isthmus_kit::AccessError;
use thiserror::Error;

/// An error of the stablecoin.
#[derive(Error, Debug, PartialEq)]
pub enum ContractError {
    /// Administration refuses.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// Storage or serialization failed.
    #[error("{0} [ST-001]")]
    Std(#[from] StdError),
    /// A field of the message breaks its rule.
    #[error("{0} [ST-008]")]
    Input(#[from] InputError),
    /// The balance is too small.
    #[error(
        "Overflow: Cannot Sub with given operands (balance {balance}, needed {needed}) [ST-010]"
    )]
    InsufficientBalance {
        /// What the account has.
        balance: u128,
        /// What was to leave it.
        needed: u128,
    },
    /// The sum does not fit into 128 bits.
    #[error("Overflow: Cannot Add with given operands ({left} + {right}) [ST-011]")]
    Overflow {
        /// One summand.
        left: u128,
        /// The other.
        right: u128,
    },
    /// The account that would pay or burn is frozen.
    #[error("the paying account is frozen ({mode}) [ST-012]")]
    SenderFrozen {
        /// How far.
        mode: &'static str,
    },
    /// The account that would receive is fully frozen.
    #[error("the receiving account is frozen ({mode}) [ST-013]")]
    RecipientFrozen {
        /// How far.
        mode: &'static str,
    },
    /// The spender of an allowance, or the one who would get it, is frozen.
    #[error("the spending account is frozen ({mode}) [ST-014]")]
    SpenderFrozen {
        /// How far.
        mode: &'static str,
    },
    /// A minter that is frozen or held neither mints nor hands its place on.
    #[error("the minter is frozen or held [ST-015]")]
    MinterFrozen {},
    /// There is no allowance.
    #[error("No allowance for this account [ST-016]")]
    NoAllowance {},
    /// The allowance has expired.
    #[error("Allowance is expired [ST-017]")]
    AllowanceExpired {},
    /// The allowance is too small.
    #[error("Overflow: Cannot Sub with given operands (allowance {allowance}, needed {needed}) [ST-018]")]
    AllowanceTooSmall {
        /// What is left of it.
        allowance: u128,
        /// What was to be spent.
        needed: u128,
    },
    /// An allowance for oneself.
    #[error("Cannot set to own account [ST-019]")]
    OwnAccount {},
    /// An expiry that is already past.
    #[error("Invalid expiration value [ST-020]")]
    InvalidExpiration {},
    /// Supply and money abroad would exceed the cap.
    #[error("Minting cannot exceed the cap (headroom {headroom}, asked {asked}) [ST-021]")]
    CapExceeded {
        /// What may still be minted.
        headroom: u128,
        /// What was to be.
        asked: u128,
    },
    /// The minter's own allowance is too small.
    #[error("minter allowance too small (left {left}, asked {asked}) [ST-022]")]
    MinterAllowance {
        /// What it may still mint.
        left: u128,
        /// What was to be minted.
        asked: u128,
    },
    /// Holders may not burn here.
    #[error("burning by holders is switched off [ST-023]")]
    BurnDisabled {},
    /// The token is issued in another region.
    #[error("only the home region of the token issues it and sets its supply rules [ST-024]")]
    NotHome {},
    /// More would come home than is abroad.
    #[error("only {abroad} is abroad, asked {asked} [ST-025]")]
    AbroadTooSmall {
        /// What is abroad.
        abroad: u128,
        /// What was to come home.
        asked: u128,
    },
    /// An escrow can never be restricted, nor what it holds for others be taken.
    #[error(
        "the account is a registered escrow: it cannot be frozen, held or locked, and of what it holds for others nothing be taken [ST-026]"
    )]
    ProtectedEscrow {},
    /// The account is no registered escrow.
    #[error("the account is no registered escrow [ST-027]")]
    NotEscrow {},
    /// The account is an escrow already.
    #[error("the account is a registered escrow already [ST-028]")]
    AlreadyEscrow {},
    /// The account is not frozen.
    #[error("the account is not frozen [ST-029]")]
    NotFrozen {},
    /// A restricted account cannot become an escrow.
    #[error("the account is frozen, held or locked; free it before it becomes an escrow [ST-031]")]
    FrozenEscrow {},
    /// The bridge stays an escrow.
    #[error("the bridge always is an escrow [ST-032]")]
    BridgeEscrow {},
    /// An initial balance is given twice for one account.
    #[error("Duplicate initial balance addresses [ST-033]")]
    DuplicateBalance {},
    /// The initial balances exceed the cap.
    #[error("Initial supply greater than cap (supply {supply}, cap {cap}) [ST-034]")]
    InitialSupply {
        /// Sum of the initial balances.
        supply: u128,
        /// The cap.
        cap: u128,
    },
    /// A name that is too short or too long.
    #[error("Name is not in the expected format (3-50 UTF-8 bytes), got {given} bytes [ST-035]")]
    Name {
        /// Bytes given.
        given: usize,
    },
    /// A ticker with other characters or of another length.
    #[error("Ticker symbol is not in expected format [a-zA-Z\\-]{{3,12}}, got {given} [ST-036]")]
    Symbol {
        /// The ticker, made printable.
        given: String,
    },
    /// Too many decimal places.
    #[error("Decimals must not exceed 18, got {given} [ST-037]")]
    Decimals {
        /// Places given.
        given: u8,
    },
    /// An embedded logo above 5 KiB.
    #[error("Logo binary data exceeds 5KB limit (got {given} bytes) [ST-038]")]
    LogoTooBig {
        /// Bytes given.
        given: usize,
    },
    /// An embedded SVG.
    #[error("an embedded logo must be a PNG; an SVG can only be linked to [ST-039]")]
    SvgLogo {},
    /// A PNG logo that is no PNG.
    #[error("Invalid png header [ST-040]")]
    PngHeader {},
    /// What holds other people's money is a contract, and this is none.
    #[error("{account} is no contract [ST-042]")]
    NotContract {
        /// The account.
        account: String,
    },
    /// An escrow owes what it holds to somebody, and a plain payment does not tell it to whom.
    #[error("the recipient holds money for others and would not know whose this is: use send with the message that it takes [ST-043]")]
    UntoldEscrow {},
    /// A hold does not shorten one that is on.
    #[error("{account} is held until {held} (seconds) already [ST-044]")]
    HeldLonger {
        /// The account.
        account: String,
        /// First second at which it no longer is.
        held: u64,
    },
    /// The token knows no regions, so it has neither bridge nor identity contract.
    #[error("the token knows no regions [ST-045]")]
    NoRegion {},
    /// There is a bridge before the one of now, with money in flight perhaps.
    #[error(
        "{former}, the bridge before this one, may still refund: unregister it first [ST-046]"
    )]
    FormerBridge {
        /// The bridge before.
        former: String,
    },
    /// How much there may be was not said, or twice.
    #[error("say either a cap, in mint or in cap, or uncapped: true [ST-047]")]
    CapUnsaid {},
    /// The contract that mints does not say who mints there.
    #[error("{office}, which mints, does not say whether the account mints or lets mint there: take its place away (set_minter) or have it repaired first [ST-048]")]
    OfficeSilent {
        /// The contract.
        office: String,
    },
    /// A held account pays, approves and spends nothing.
    #[error("the {party} account is held until {until} (seconds) [ST-050]")]
    AccountHeld {
        /// Which of the accounts of the message.
        party: &'static str,
        /// First second at which it no longer is.
        until: u64,
    },
    /// A list of accounts that is empty or too long.
    #[error("a list must have from 1 to {max} entries, got {given} [ST-051]")]
    BatchSize {
        /// Most entries.
        max: usize,
        /// Entries given.
        given: usize,
    },
    /// An account that is twice in one list.
    #[error("{account} is in the list twice [ST-052]")]
    DuplicateAccount {
        /// The account.
        account: String,
    },
    /// One guardian holds one account for 72 hours, and then not for 72 hours.
    #[error("this guardian may hold {account} for {left} seconds more, and for 72 hours again from {from} on (seconds) [ST-053]")]
    HoldTooLong {
        /// The account.
        account: String,
        /// For how long it still may.
        left: u64,
        /// First second at which it may for all of the time again.
        from: u64,
    },
    /// The account is not held.
    #[error("{account} is not held [ST-054]")]
    NotHeld {
        /// The account.
        account: String,
    },
    /// The balance would do, but a part of it is locked.
    #[error("Overflow: Cannot Sub with given operands (spendable {spendable}, locked {locked}, needed {needed}) [ST-055]")]
    InsufficientSpendable {
        /// What the account can move.
        spendable: u128,
        /// What is locked.
        locked: u128,
        /// What was to leave it.
        needed: u128,
    },
    /// More was to be unlocked than is locked.
    #[error("only {locked} is locked, asked {asked} [ST-056]")]
    NotLocked {
        /// What is locked.
        locked: u128,
        /// What was to be unlocked.
        asked: u128,
    },
    /// Both accounts are one.
    #[error("both accounts are the same [ST-057]")]
    SameAccount {},
    /// An order takes what another office keeps back.
    #[error("an order takes what is frozen, blocked or locked: {seizable} of this account, not {needed} [ST-058]")]
    NotSeizable {
        /// What it may take.
        seizable: u128,
        /// What it was to take.
        needed: u128,
    },
    /// The account cannot be recovered, or not to that one.
    #[error("the account cannot be recovered: {why} [ST-059]")]
    NotRecoverable {
        /// Why not.
        why: &'static str,
    },
    /// The minter's rate limit is used up for now.
    #[error("minter rate limit used up (available {available}, asked {asked}, which passes from {at} on, seconds) [ST-060]")]
    RateLimited {
        /// What it may mint now.
        available: u128,
        /// What was to be minted.
        asked: u128,
        /// First second at which the amount could pass.
        at: u64,
    },
    /// The minter's rate limit never lets so much through: its capacity is smaller, or it frees
    /// nothing.
    #[error("the minter rate limit never lets that much through (available {available}, asked {asked}) [ST-061]")]
    AboveRateLimit {
        /// What it may mint now.
        available: u128,
        /// What was to be minted.
        asked: u128,
    },
    /// The allowance is not what the sender believed.
    #[error("the allowance is {current}, not {expected} [ST-070]")]
    AllowanceChanged {
        /// What it is.
        current: u128,
        /// What the sender believed.
        expected: u128,
    },
    /// The nonce was used or cancelled.
    #[error("nonce {nonce} of the signer is used [ST-071]")]
    NonceUsed {
        /// The nonce.
        nonce: u64,
    },
    /// The nonce is beyond those that are open.
    #[error("nonce {nonce} of the signer is not open yet, the last that is: {last} [ST-072]")]
    NonceAhead {
        /// The nonce.
        nonce: u64,
        /// The highest that may be used now.
        last: u64,
    },
    /// The authorization does not count yet.
    #[error("the authorization counts from {from} on (seconds) [ST-073]")]
    NotYetValid {
        /// First second at which it does.
        from: u64,
    },
    /// The authorization no longer counts.
    #[error("the authorization counted until {until} (seconds) [ST-074]")]
    AuthorizationExpired {
        /// First second at which it no longer did.
        until: u64,
    },
    /// The signature does not hold.
    #[error("bad signature: {reason} [ST-075]")]
    BadSignature {
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The key is none of the signer's.
    #[error("the key neither has the address of the signer nor is registered for it [ST-076]")]
    ForeignKey {},
    /// The key is registered already.
    #[error("the key is registered already [ST-077]")]
    KeyKnown {},
    /// The key is not registered.
    #[error("the key is not registered [ST-078]")]
    UnknownKey {},
    /// The account has as many keys as it may.
    #[error("the account has {limit} keys already [ST-079]")]
    TooManyKeys {
        /// Most keys.
        limit: usize,
    },
    /// More would leave the payer than it signed.
    #[error("{due} would leave the payer, who signed for {most} at most [ST-080]")]
    AboveMost {
        /// The amount and the fee.
        due: u128,
        /// What was signed.
        most: u128,
    },
    /// A list that names nobody.
    #[error("{field} names nobody [ST-092]")]
    Nobody {
        /// The field.
        field: &'static str,
    },
    /// The compliance mode admits listed accounts alone.
    #[error("the {party} account is not on the allow-list [ST-093]")]
    NotAllowed {
        /// Which account: `paying`, `receiving` or `spending`.
        party: &'static str,
    },
    /// The account is blocked.
    #[error("the {party} account is blocked [ST-094]")]
    Blocked {
        /// Which account: `paying`, `receiving` or `spending`.
        party: &'static str,
    },
    /// A power that was given up for good.
    #[error("{feature} was given up for good [ST-102]")]
    FeatureRenounced {
        /// The power.
        feature: &'static str,
    },
    /// A rescue of nothing.
    #[error("a rescue needs an amount above zero [ST-103]")]
    NothingToRescue {},
    /// A fee above its ceiling, or of nothing.
    #[error(
        "a fee is 1 to {max_bps} basis points and at most {max_fee}, got {bps} and {fee} [ST-104]"
    )]
    FeeCeiling {
        /// Highest rate.
        max_bps: u16,
        /// Highest fee of one payment.
        max_fee: u128,
        /// Rate given.
        bps: u16,
        /// Most given.
        fee: u128,
    },
    /// An escrow as collector.
    #[error("the collector of a fee may be no escrow [ST-105]")]
    EscrowCollector {},
    /// A power that is in use.
    #[error("{feature} is in use; end it first [ST-106]")]
    FeatureInUse {
        /// The power.
        feature: &'static str,
    },
    /// The state of cw20-base, and nothing said of what it has not.
    #[error("the state is that of {found}: from_cw20 must say who owns the token, who has its roles and where it stands among the regions [ST-130]")]
    NoCw20Terms {
        /// Name and version found.
        found: String,
    },
    /// A cw20-base that kept other records.
    #[error(
        "cw20-base {found} is older than 0.14: migrate it to a newer cw20-base first [ST-131]"
    )]
    Cw20TooOld {
        /// Version found.
        found: String,
    },
    /// The state is none of cw20-base's, or no longer.
    #[error("from_cw20 is for the state of cw20-base alone, found {found} [ST-132]")]
    NotCw20 {
        /// Name and version found.
        found: String,
    },
    /// A migration has to end first.
    #[error("a migration from cw20-base is under way: continue_migration ends it [ST-133]")]
    MigrationUnderWay {},
    /// There is nothing to continue.
    #[error("no migration from cw20-base is under way [ST-134]")]
    NoMigration {},
    /// All is moved, and the sum is not what cw20-base told.
    #[error("the supply of cw20-base was {supply}, the balances add up to another: the migrate message ends this with accept_sum {sum} [ST-135]")]
    SumMismatch {
        /// Sum of all balances moved.
        sum: u128,
        /// The supply that cw20-base told.
        supply: u128,
    },
    /// A token that was its own office, and no contract named that is it now.
    #[error("the token was its own office: hand_over must say which contract is it now [ST-136]")]
    NoOffice {},
    /// There is nothing to hand over.
    #[error("nothing is left to hand over to an office [ST-137]")]
    NoHandOver {},
    /// The policy contract refused, failed, or ran out of its gas.
    #[error("the policy contract refuses: {reason} [ST-140]")]
    PolicyDenied {
        /// Its own words, or the chain's, made printable and cut.
        reason: String,
    },
    /// What is to be the policy contract does not answer as one.
    #[error("no policy contract, it does not answer can_move: {reason} [ST-141]")]
    NotPolicy {
        /// The chain's words, made printable and cut.
        reason: String,
    },
    /// There is no policy contract.
    #[error("no policy contract is asked [ST-142]")]
    NoPolicy {},
    /// A contract may not have the policy contract tried.
    #[error("only an account without code may have the policy contract tried [ST-143]")]
    ProbedByContract {},
    /// The policy contract failed again, too soon after it failed before.
    #[error("the policy contract failed; it counts from {from} on (seconds) [ST-144]")]
    PolicyFailed {
        /// First second at which a failure counts.
        from: u64,
    },
    /// An entry of a list was refused, and so the whole list was. The code is that of the cause.
    #[error("entry {account} is refused: {cause}")]
    Entry {
        /// Whose entry.
        account: String,
        /// Why.
        cause: Box<ContractError>,
    },
}

impl ContractError {
    /// The same, of that account's entry in a list.
    #[cold]
    #[inline(never)]
    pub fn of_entry(self, account: &str) -> Self {
        Self::Entry { account: account.to_string(), cause: Box::new(self) }
    }

    /// The code at the end of the text, such as `ST-012`.
    pub fn code(&self) -> String {
        let text = self.to_string();
        let code = text.rsplit_once('[').map(|(_, code)| code);
        code.unwrap_or_default().trim_end_matches(']').to_string()
    }
}
