//! What can be asked of the stablecoin.

use cosmwasm_schema::QueryResponses;
use cosmwasm_std::{Addr, Uint128};
use isthmus_wire::wire;

use super::{
    AccountResponse, AllBalancesResponse, AuthorizationStateResponse, CanTransferResponse,
    ComplianceResponse, ConfigResponse, EscrowsResponse, FeaturesResponse, FeeConfig,
    ForeignReceiverResponse, ForeignReceiversResponse, FrozenAccountsResponse, HandOverStatus,
    HeldAccountsResponse, KeysResponse, MigrationStatus, MinterInfo, PendingChangesResponse,
    QuoteTransferResponse, Role, SignatureRulesResponse, SignedAction, SigningDomainResponse,
    SigningTextResponse, SupplyResponse,
};
use crate::access::{PausesResponse, RoleMembersResponse, RolesOfResponse};

/// What the contract answers.
#[wire]
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
    /// The minter and the cap; null if nobody mints.
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
    /// What the minter may still mint and how fast; null if nobody mints.
    #[returns(Option<MinterInfo>)]
    MinterInfo {},
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
    /// What is asked of a signature, so that a client knows before it signs.
    #[returns(SignatureRulesResponse)]
    SignatureRules {},
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
    #[returns(PausesResponse)]
    Pauses {},
    /// Where a migration from cw20-base stands; null while none is under way.
    #[returns(Option<MigrationStatus>)]
    MigrationStatus {},
    /// To whom a token that was its own office hands over; null while it does not, or no longer. How much was
    /// sent, the events tell.
    #[returns(Option<HandOverStatus>)]
    HandOver {},
}
