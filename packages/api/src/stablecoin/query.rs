//! Queries of the stablecoin and their answers.

use cosmwasm_schema::{cw_serde, QueryResponses};
use cosmwasm_std::{Addr, HexBinary, Uint128};

use super::{
    AccountStatus, AuthorizationStateResponse, Change, ComplianceMode, Feature, FeeConfig,
    FreezeMode, KeysResponse, PauseScope, PolicyContract, RedemptionPolicy, ReservePolicy, Role,
    SignedAction, SigningDomainResponse, SigningTextResponse,
};
use crate::bucket::LimitState;

/// What the contract answers.
#[cw_serde]
#[derive(QueryResponses)]
pub enum QueryMsg {
    /// The balance of an account, zero if it has none.
    #[returns(cw20::BalanceResponse)]
    Balance {
        /// The account.
        address: String,
    },
    /// Name, ticker, decimals and the supply of this region.
    #[returns(cw20::TokenInfoResponse)]
    TokenInfo {},
    /// The minter of CW20's own minting extension and the cap, or null.
    #[returns(Option<cw20::MinterResponse>)]
    Minter {},
    /// What a spender may still use of an owner's tokens; an expired grant shows zero.
    #[returns(cw20::AllowanceResponse)]
    Allowance {
        /// Whose tokens.
        owner: String,
        /// Who may spend.
        spender: String,
    },
    /// What an owner has granted, in no promised order; an expired grant shows zero.
    #[returns(cw20::AllAllowancesResponse)]
    AllAllowances {
        /// Whose tokens.
        owner: String,
        /// The last spender of the page before.
        start_after: Option<String>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// What a spender has been granted, in no promised order; an expired grant shows zero.
    #[returns(cw20::AllSpenderAllowancesResponse)]
    AllSpenderAllowances {
        /// Who may spend.
        spender: String,
        /// The last owner of the page before.
        start_after: Option<String>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// Accounts with a balance, in no promised order. Where 2,000 accounts without one follow each
    /// other, the page ends with the last of these, so that the next can begin after it.
    #[returns(cw20::AllAccountsResponse)]
    AllAccounts {
        /// The last account of the page before.
        start_after: Option<String>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// The accounts of `all_accounts`, each with its balance.
    #[returns(AllBalancesResponse)]
    AllBalances {
        /// The last account of the page before.
        start_after: Option<String>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// How many accounts have a balance, counted in strides: nobody pays for a counter with each
    /// payment. The sum over all strides is the number of holders.
    #[returns(HolderCountResponse)]
    HolderCount {
        /// `next` of the stride before.
        start_after: Option<String>,
        /// Records to look at, 1 to 2,000, which is also the default.
        limit: Option<u32>,
    },
    /// What wallets show of the token.
    #[returns(cw20::MarketingInfoResponse)]
    MarketingInfo {},
    /// The embedded logo; fails when there is none.
    #[returns(cw20::DownloadLogoResponse)]
    DownloadLogo {},

    /// What was fixed at instantiate.
    #[returns(ConfigResponse)]
    Config {},
    /// Owner and proposed owner (cw-ownable).
    #[returns(cw_ownable::Ownership<Addr>)]
    Ownership {},
    /// Name and version of the contract (cw2).
    #[returns(cw2::ContractVersion)]
    ContractInfo {},
    /// Supply here, supply abroad, cap and headroom.
    #[returns(SupplyResponse)]
    Supply {},
    /// The reserve policy, the newest attestation, and what they still allow.
    #[returns(ReserveStatusResponse)]
    ReserveStatus {},
    /// The newest attestations, at most 30, ascending.
    #[returns(AttestationsResponse)]
    Attestations {
        /// Id of the last attestation of the page before.
        start_after: Option<u64>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// An open redemption; null if it is not open, or no longer.
    #[returns(Option<Redemption>)]
    Redemption {
        /// The redemption.
        id: u64,
    },
    /// Open redemptions, ascending, of one holder or of all.
    #[returns(RedemptionsResponse)]
    Redemptions {
        /// The holder, or null for all.
        holder: Option<String>,
        /// Id of the last redemption of the page before.
        start_after: Option<u64>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// The terms of redemption; null while no request is taken.
    #[returns(Option<RedemptionPolicy>)]
    RedemptionPolicy {},
    /// All about one account.
    #[returns(AccountResponse)]
    Account {
        /// The account.
        address: String,
    },
    /// Whether a transfer would pass now, and if not why, with the code of the error it would give.
    #[returns(CanTransferResponse)]
    CanTransfer {
        /// Whose tokens.
        from: String,
        /// Who would receive.
        to: String,
        /// Base units.
        amount: Uint128,
        /// Who would send `transfer_from`, if not the holder itself.
        spender: Option<String>,
    },
    /// One minter; null if the account is none.
    #[returns(Option<MinterInfo>)]
    MinterInfo {
        /// The account.
        minter: String,
    },
    /// All minters, in no promised order.
    #[returns(MintersResponse)]
    Minters {
        /// The last minter of the page before.
        start_after: Option<String>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// Controllers and the minter of each, ascending.
    #[returns(ControllersResponse)]
    Controllers {
        /// The last controller of the page before.
        start_after: Option<String>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// Accounts on a minter's list, in no promised order; none if it has no list.
    #[returns(MintRecipientsResponse)]
    MintRecipients {
        /// The minter.
        minter: String,
        /// The last recipient of the page before.
        start_after: Option<String>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// Accounts that have a role, ascending.
    #[returns(RoleMembersResponse)]
    RoleMembers {
        /// The role.
        role: Role,
        /// The last account of the page before.
        start_after: Option<String>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// What an account is trusted with.
    #[returns(RolesOfResponse)]
    RolesOf {
        /// The account.
        account: String,
    },
    /// Accounts that are frozen now, ascending. A page that came to 500 records ends with the last of
    /// them, though its freeze may be over: go on from it.
    #[returns(FrozenAccountsResponse)]
    FrozenAccounts {
        /// The last account of the page before.
        start_after: Option<String>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// Accounts that are held now, ascending. A page that came to 500 records ends with the last of
    /// them, though its hold may be over: go on from it.
    #[returns(HeldAccountsResponse)]
    HeldAccounts {
        /// The last account of the page before.
        start_after: Option<String>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// Whose payments pass, and which contract is asked about them.
    #[returns(ComplianceResponse)]
    Compliance {},
    /// Whether a receiver in another region is blocked.
    #[returns(ForeignReceiverResponse)]
    ForeignReceiver {
        /// The region.
        region: String,
        /// The receiver.
        receiver: String,
    },
    /// Blocked receivers in another region, ascending.
    #[returns(ForeignReceiversResponse)]
    ForeignReceivers {
        /// The region.
        region: String,
        /// The last receiver of the page before.
        start_after: Option<String>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// Registered escrows, the bridge among them, ascending.
    #[returns(EscrowsResponse)]
    Escrows {
        /// The last account of the page before.
        start_after: Option<String>,
        /// Default 10, at most 30.
        limit: Option<u32>,
    },
    /// Chain, contract and epoch that signed texts name.
    #[returns(SigningDomainResponse)]
    SigningDomain {},
    /// The text of an act to sign, in the forms that the kinds of keys sign.
    #[returns(SigningTextResponse)]
    SigningText {
        /// The act.
        action: SignedAction,
        /// A nonce that the signer has not used.
        nonce: u64,
        /// First second at which it counts; null for at once.
        #[serde(default)]
        not_before: Option<u64>,
        /// First second at which it no longer counts.
        not_after: u64,
    },
    /// Which nonces an account may still use.
    #[returns(AuthorizationStateResponse)]
    AuthorizationState {
        /// The account.
        account: String,
    },
    /// Keys that an account registered to sign for it.
    #[returns(KeysResponse)]
    Keys {
        /// The account.
        account: String,
    },
    /// The fee, or null.
    #[returns(Option<FeeConfig>)]
    Fee {},
    /// What a payment would cost its payer now. It does not say whether it would pass.
    #[returns(QuoteTransferResponse)]
    QuoteTransfer {
        /// Who would pay.
        from: String,
        /// Who would receive.
        to: String,
        /// Base units the recipient would get.
        amount: Uint128,
    },
    /// Changes that wait, in the order of their numbers, those that have lapsed among them. There are at
    /// most 16.
    #[returns(PendingChangesResponse)]
    PendingChanges {},
    /// What was given up for good.
    #[returns(FeaturesResponse)]
    Features {},
    /// Scopes that are paused now.
    #[returns(PauseStateResponse)]
    PauseState {},
    /// Where a migration from cw20-base stands; null while none is under way.
    #[returns(Option<MigrationStatus>)]
    MigrationStatus {},
}

/// What was fixed at instantiate.
#[cw_serde]
pub struct ConfigResponse {
    /// The region of this chain, if the token knows regions.
    pub region: Option<String>,
    /// The token's name across regions.
    pub token: Option<String>,
    /// The bridge.
    pub bridge: Option<String>,
    /// Whether this is the token's home, where it is issued.
    pub home: bool,
    /// Seconds between the proposal of an owner and its acceptance.
    pub owner_delay_seconds: u64,
    /// Seconds that a change which loosens something has to wait.
    pub change_delay_seconds: u64,
}

/// The supply.
#[cw_serde]
pub struct SupplyResponse {
    /// Sum of all balances and open redemptions in this region.
    pub total: Uint128,
    /// Sum of all open redemptions.
    pub redeeming: Uint128,
    /// At home: what went abroad and has not come back. Elsewhere zero.
    pub abroad: Uint128,
    /// Most that `total + abroad` may be after a mint.
    pub cap: Option<Uint128>,
    /// What may still be minted under the cap; null without a cap.
    pub headroom: Option<Uint128>,
    /// What may still be minted under the reserve policy, zero without a fresh attestation; null
    /// without a policy.
    pub reserve_headroom: Option<Uint128>,
    /// Whether holders may burn.
    pub holder_burn: bool,
    /// Whether this is the token's home.
    pub home: bool,
}

/// An open redemption.
#[cw_serde]
pub struct Redemption {
    /// Counted from 1.
    pub id: u64,
    /// Who handed the tokens in.
    pub holder: Addr,
    /// Base units.
    pub amount: Uint128,
    /// The holder's reference for the operator.
    pub reference: HexBinary,
    /// When it was requested (seconds).
    pub requested_at: u64,
    /// First second at which anyone may return the tokens.
    pub due_at: u64,
}

/// A page of open redemptions.
#[cw_serde]
pub struct RedemptionsResponse {
    /// The redemptions.
    pub redemptions: Vec<Redemption>,
}

/// What backs the tokens.
#[cw_serde]
pub struct ReserveStatusResponse {
    /// How attestations bound minting; null: they do not.
    pub policy: Option<ReservePolicy>,
    /// The newest attestation; null if there never was one.
    pub attestation: Option<Attestation>,
    /// Last second at which it counts; null without an attestation or a policy.
    pub fresh_until: Option<u64>,
    /// `supply + abroad`.
    pub issued: Uint128,
    /// What may still be minted under the policy, zero without a fresh attestation; null without a
    /// policy.
    pub headroom: Option<Uint128>,
}

/// One attestation.
#[cw_serde]
pub struct Attestation {
    /// Counted from 1.
    pub id: u64,
    /// Reserves in base units of the token.
    pub amount: Uint128,
    /// The second of which the report speaks.
    pub as_of: u64,
    /// SHA-256 of the report.
    pub report_hash: HexBinary,
    /// Where the report is.
    pub uri: String,
    /// When it was submitted (seconds).
    pub at: u64,
    /// Who submitted it.
    pub by: Addr,
}

/// A page of attestations.
#[cw_serde]
pub struct AttestationsResponse {
    /// The attestations.
    pub attestations: Vec<Attestation>,
}

/// One account.
#[cw_serde]
pub struct AccountResponse {
    /// All it has.
    pub balance: Uint128,
    /// What it can move: nothing while it is frozen or held, else all that is not locked.
    pub spendable: Uint128,
    /// What a lock keeps back; it may exceed the balance.
    pub locked: Uint128,
    /// The freeze that is on now.
    pub freeze: Option<FreezeInfo>,
    /// The hold that is on now.
    pub hold: Option<HoldInfo>,
    /// Whether it is protected as an escrow.
    pub escrow: bool,
    /// What is known of it.
    pub status: AccountStatus,
}

/// Whose payments pass.
#[cw_serde]
pub struct ComplianceResponse {
    /// The mode.
    pub mode: ComplianceMode,
    /// The contract that is asked about movements, if there is one.
    pub policy: Option<PolicyContract>,
}

/// A receiver in another region.
#[cw_serde]
pub struct ForeignReceiverResponse {
    /// Whether it is blocked.
    pub blocked: bool,
}

/// A page of blocked receivers in another region.
#[cw_serde]
pub struct ForeignReceiversResponse {
    /// The receivers.
    pub receivers: Vec<String>,
}

/// Why and since when an account is frozen.
#[cw_serde]
pub struct FreezeInfo {
    /// How far.
    pub mode: FreezeMode,
    /// Why.
    pub reason: Option<String>,
    /// Since when (seconds).
    pub since: u64,
    /// Who did it.
    pub by: Addr,
    /// First second at which it is over, if it ends by itself.
    #[serde(default)]
    pub until: Option<u64>,
    /// SHA-256 of the order or case file.
    #[serde(default)]
    pub case_hash: Option<HexBinary>,
    /// The account that took its place, if it is frozen because its key was lost.
    #[serde(default)]
    pub recovered_to: Option<Addr>,
}

/// Why, since when and until when an account is held.
#[cw_serde]
pub struct HoldInfo {
    /// Since when (seconds).
    pub since: u64,
    /// First second at which it is over.
    pub until: u64,
    /// Why.
    pub reason: String,
    /// SHA-256 of the report or case file.
    pub case_hash: Option<HexBinary>,
    /// Who did it.
    pub by: Addr,
}

/// The answer to `can_transfer`.
#[cw_serde]
pub struct CanTransferResponse {
    /// Whether it would pass.
    pub ok: bool,
    /// Code of the error, such as `ST-012`.
    pub code: Option<String>,
    /// Text of the error.
    pub reason: Option<String>,
}

/// One minter.
#[cw_serde]
pub struct MinterInfo {
    /// The account.
    pub minter: String,
    /// What it may still mint; null for the minter of CW20's extension that never got an allowance.
    pub allowance: Option<Uint128>,
    /// Whether its account is frozen or held, and so cannot mint.
    pub frozen: bool,
    /// Its rate limit, and what of it is free now; null without one. In any window of `t` seconds it
    /// lets no more than `capacity + refill_per_second * t` through.
    pub rate_limit: Option<LimitState>,
    /// Whether it mints only to the recipients on its list.
    pub restricted: bool,
}

/// One controller.
#[cw_serde]
pub struct ControllerInfo {
    /// The account.
    pub controller: Addr,
    /// The minter whose allowance it may change.
    pub minter: Addr,
}

/// A page of controllers.
#[cw_serde]
pub struct ControllersResponse {
    /// The controllers.
    pub controllers: Vec<ControllerInfo>,
}

/// A page of a minter's recipients.
#[cw_serde]
pub struct MintRecipientsResponse {
    /// The accounts.
    pub recipients: Vec<Addr>,
}

/// A page of minters.
#[cw_serde]
pub struct MintersResponse {
    /// The minters.
    pub minters: Vec<MinterInfo>,
}

/// A page of accounts with their balances.
#[cw_serde]
pub struct AllBalancesResponse {
    /// The accounts.
    pub balances: Vec<cw20::Cw20Coin>,
}

/// Holders in one stride over the accounts.
#[cw_serde]
pub struct HolderCountResponse {
    /// Accounts with a balance among those looked at.
    pub count: u64,
    /// The last account looked at, where the next stride begins; none when there is no further one.
    pub next: Option<String>,
}

/// A page of accounts with a role.
#[cw_serde]
pub struct RoleMembersResponse {
    /// The accounts.
    pub members: Vec<Addr>,
}

/// What an account is trusted with.
#[cw_serde]
pub struct RolesOfResponse {
    /// Whether it is the owner.
    pub owner: bool,
    /// Its roles, in the order of the enum.
    pub roles: Vec<Role>,
}

/// One frozen account.
#[cw_serde]
pub struct FrozenAccount {
    /// The account.
    pub account: Addr,
    /// Its freeze.
    pub freeze: FreezeInfo,
}

/// A page of frozen accounts.
#[cw_serde]
pub struct FrozenAccountsResponse {
    /// The accounts.
    pub accounts: Vec<FrozenAccount>,
}

/// One held account.
#[cw_serde]
pub struct HeldAccount {
    /// The account.
    pub account: Addr,
    /// Its hold.
    pub hold: HoldInfo,
}

/// A page of held accounts.
#[cw_serde]
pub struct HeldAccountsResponse {
    /// The accounts.
    pub accounts: Vec<HeldAccount>,
}

/// A page of escrows.
#[cw_serde]
pub struct EscrowsResponse {
    /// The contracts.
    pub escrows: Vec<Addr>,
}

/// What a payment costs its payer.
#[cw_serde]
pub struct QuoteTransferResponse {
    /// What the recipient gets.
    pub amount: Uint128,
    /// What the collector gets.
    pub fee: Uint128,
    /// Their sum.
    pub total: Uint128,
}

/// A change that waits.
#[cw_serde]
pub struct PendingChange {
    /// Its number.
    pub id: u64,
    /// The change.
    pub change: Change,
    /// What it changes as it was when it was scheduled. It applies only to that.
    pub against: Change,
    /// Who scheduled it.
    pub by: Addr,
    /// First second at which it can be applied.
    pub ready_at: u64,
    /// First second at which it no longer can.
    pub lapses_at: u64,
}

/// All changes that wait.
#[cw_serde]
pub struct PendingChangesResponse {
    /// The changes.
    pub changes: Vec<PendingChange>,
}

/// What was given up for good.
#[cw_serde]
pub struct FeaturesResponse {
    /// The powers.
    pub renounced: Vec<Feature>,
}

/// One paused scope.
#[cw_serde]
pub struct PausedScope {
    /// What.
    pub scope: PauseScope,
    /// First second at which it no longer is.
    pub until: u64,
}

/// What is paused now.
#[cw_serde]
pub struct PauseStateResponse {
    /// The scopes.
    pub paused: Vec<PausedScope>,
}

/// Where a migration from cw20-base stands.
#[cw_serde]
#[derive(Default)]
pub struct MigrationStatus {
    /// The supply that cw20-base told.
    pub supply: Uint128,
    /// Sum of the balances moved so far.
    pub moved: Uint128,
    /// How many balances of cw20-base were moved, empty ones among them.
    pub accounts: u64,
    /// How many of its allowances were, those among them that were worth nothing and are dropped.
    pub allowances: u64,
    /// Whether all is moved. If so, the sum is not the supply, and `accept_sum` of the migrate message
    /// ends the migration.
    pub complete: bool,
}
