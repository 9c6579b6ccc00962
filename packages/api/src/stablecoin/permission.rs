//! Who may send which message of the stablecoin.

use super::{ExecuteKind, ExecuteMsg, Role};
use crate::access::{PARTY_CHANGE, PARTY_OWNERSHIP, PARTY_ROLE_HOLDER};
use crate::permission::{Caller, Contract, Guarded, Permission};

/// Who may mint, in the permission table and in errors.
pub const PARTY_MINTER: &str = "a configured minter";

/// Who may change a minter's allowance, in the permission table and in errors.
pub const PARTY_CONTROLLER: &str = "the minter's controller or role master_minter";

/// Who may send `update_minter`.
pub const PARTY_PRIMARY_MINTER: &str = "the minter that minter {} names";

/// Who may submit a payment signed for the recipient alone.
pub const PARTY_RECIPIENT: &str = "the recipient that the payer signed for";

/// Who may change the marketing info.
pub const PARTY_MARKETING: &str = "the marketing account or the owner";

/// Who may send `release_hold`.
pub const PARTY_RELEASER: &str = "role guardian or compliance";

/// Who may send `cancel_change`.
pub const PARTY_CANCEL: &str =
    "the owner, role pauser or guardian, who scheduled it, or anyone once it cannot be applied";

/// Who may send `set_account_status`.
pub const PARTY_STATUS: &str = "role compliance or the identity contract of the region";

impl Guarded for ExecuteMsg {
    type Kind = ExecuteKind;
    type Role = Role;

    fn kind(&self) -> ExecuteKind {
        self.into()
    }

    fn permission(kind: ExecuteKind) -> Permission<Role> {
        use ExecuteKind as K;
        Permission::by(match kind {
            K::Transfer
            | K::Burn
            | K::Send
            | K::IncreaseAllowance
            | K::DecreaseAllowance
            | K::TransferFrom
            | K::SendFrom
            | K::BurnFrom
            | K::RequestRedemption
            | K::CancelRedemption
            | K::TransferWithMemo
            | K::SendWithMemo
            | K::BatchTransfer
            | K::SetAllowance
            | K::RevokeAllowances
            | K::Permit
            | K::TransferWithAuthorization
            | K::CancelAuthorization
            | K::AdvanceNonce
            | K::RegisterKey
            | K::RemoveKey
            | K::ContinueMigration => Caller::Anyone,
            K::ReceiveWithAuthorization => Caller::Party(PARTY_RECIPIENT),
            K::Mint | K::MintBatch | K::MintWithReference => Caller::Party(PARTY_MINTER),
            K::UpdateMinter => Caller::Party(PARTY_PRIMARY_MINTER),
            K::UpdateMarketing | K::UploadLogo => Caller::Party(PARTY_MARKETING),
            K::UpdateOwnership => Caller::Party(PARTY_OWNERSHIP),
            K::RenounceRole => Caller::Party(PARTY_ROLE_HOLDER),
            K::Freeze
            | K::Unfreeze
            | K::FreezeAccounts
            | K::UnfreezeAccounts
            | K::LockAmount
            | K::UnlockAmount
            | K::RecoverAccount => Caller::Role(Role::Compliance),
            K::PlaceHold => Caller::Role(Role::Guardian),
            K::Seize | K::WipeFrozen => Caller::Role(Role::Seizer),
            K::ReleaseHold => Caller::Party(PARTY_RELEASER),
            K::ConfigureMinter
            | K::RemoveMinter
            | K::ConfigureController
            | K::RemoveController
            | K::SetMintRecipients
            | K::ClearMintRecipients => Caller::Role(Role::MasterMinter),
            K::IncreaseMinterAllowance | K::DecreaseMinterAllowance => {
                Caller::Party(PARTY_CONTROLLER)
            }
            K::SetAccountStatus => Caller::Party(PARTY_STATUS),
            K::SetComplianceMode | K::ScreenForeign | K::SetPolicyContract => {
                Caller::Role(Role::Compliance)
            }
            K::ScheduleChange => Caller::Party(PARTY_CHANGE),
            K::ApplyChange => Caller::Anyone,
            K::CancelChange => Caller::Party(PARTY_CANCEL),
            K::SetFee => Caller::Role(Role::FeeManager),
            K::Rescue => Caller::Role(Role::Rescuer),
            K::Pause => Caller::Role(Role::Pauser),
            K::SettleRedemption | K::RejectRedemption => Caller::Role(Role::RedemptionOperator),
            K::SubmitAttestation => Caller::Role(Role::Attestor),
            K::SetCap
            | K::SetReservePolicy
            | K::SetRedemptionPolicy
            | K::SetHolderBurn
            | K::RegisterEscrow
            | K::UnregisterEscrow
            | K::SetChangeDelay
            | K::RenounceFeature
            | K::GrantRole
            | K::RevokeRole
            | K::Unpause => Caller::Owner,
            K::BridgeBurn | K::BridgeMint | K::BridgeRefund => Caller::Contract(Contract::Bridge),
        })
    }
}
