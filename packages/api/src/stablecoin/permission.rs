//! Who may send which message of the stablecoin.

use super::{ExecuteKind, ExecuteMsg, Role};
use crate::permission::{
    AdminParty, Caller, Contract, Guarded, PartyName, Permission, PermissionOf,
};

/// Whom the token's records name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// Who mints.
    Minter,
    /// Who keeps what wallets show.
    MarketingAccount,
    /// Who receives by an authorization.
    Recipient,
    /// The bridge before, until it is unregistered.
    FormerBridge,
}

impl PartyName for Party {
    fn words(self) -> &'static str {
        match self {
            Self::Minter => "the minter",
            Self::MarketingAccount => "the marketing account",
            Self::Recipient => "the recipient that the payer signed for",
            Self::FormerBridge => "the bridge before",
        }
    }
}

impl Guarded for ExecuteMsg {
    type Kind = ExecuteKind;
    type Role = Role;
    type Party = Party;

    fn kind(&self) -> ExecuteKind {
        self.into()
    }

    fn permission(kind: ExecuteKind) -> PermissionOf<Self> {
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
            | K::ProbePolicy
            | K::ContinueMigration
            | K::HandOver => Caller::Anyone,
            K::ReceiveWithAuthorization => Caller::Party(&[Party::Recipient]),
            K::Mint | K::UpdateMinter => Caller::Party(&[Party::Minter]),
            K::UpdateMarketing | K::UploadLogo => {
                Caller::OneOf(&[Caller::Party(&[Party::MarketingAccount]), Caller::Owner])
            }
            K::UpdateOwnership => Caller::OWNERSHIP,
            K::RenounceRole => Caller::Admin(AdminParty::RoleHolder),
            K::Freeze | K::Unfreeze | K::LockAmount | K::UnlockAmount | K::RecoverAccount => {
                Caller::Role(Role::Compliance)
            }
            K::PlaceHold => Caller::Role(Role::Guardian),
            K::Seize | K::Wipe => Caller::Role(Role::Seizer),
            K::ReleaseHold => {
                Caller::OneOf(&[Caller::Role(Role::Guardian), Caller::Role(Role::Compliance)])
            }
            K::SetAccountStatus => Caller::OneOf(&[
                Caller::Role(Role::Compliance),
                Caller::Contract(Contract::Identity),
            ]),
            K::SetComplianceMode | K::ScreenForeign | K::SetPolicyContract => {
                Caller::Role(Role::Compliance)
            }
            K::ScheduleChange => Caller::Admin(AdminParty::ChangeSender),
            K::ApplyChange => Caller::Anyone,
            K::CancelChange => Caller::OneOf(&[
                Caller::Owner,
                Caller::Role(Role::Pauser),
                Caller::Role(Role::Guardian),
                Caller::Admin(AdminParty::Scheduler),
                Caller::Admin(AdminParty::AnyoneOnceOver),
            ]),
            K::SetFee => Caller::Role(Role::FeeManager),
            K::Rescue => Caller::Role(Role::Rescuer),
            K::Pause => Caller::Role(Role::Pauser),
            K::SetMinter
            | K::SetCap
            | K::SetHolderBurn
            | K::RegisterEscrow
            | K::UnregisterEscrow
            | K::SetBridge
            | K::SetIdentity
            | K::SetChangeDelay
            | K::SetOwnerDelay
            | K::RenounceFeature
            | K::GrantRole
            | K::RevokeRole
            | K::Unpause => Caller::Owner,
            K::BridgeBurn | K::BridgeMint => Caller::Contract(Contract::Bridge),
            K::BridgeRefund => Caller::OneOf(&[
                Caller::Contract(Contract::Bridge),
                Caller::Party(&[Party::FormerBridge]),
            ]),
        })
    }
}
