//! Who may send which message of issuance.

use super::{ExecuteKind, ExecuteMsg, Role};
use crate::permission::{
    AdminParty, Caller, Contract, Guarded, PartyName, Permission, PermissionOf,
};

/// Whom the records of issuance name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// An account with a minter's record.
    Minter,
    /// An account that controls the minter of the message.
    Controller,
}

impl PartyName for Party {
    fn words(self) -> &'static str {
        match self {
            Self::Minter => "a minter",
            Self::Controller => "a controller of the minter",
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
            K::Mint => Caller::Party(&[Party::Minter]),
            K::Receive | K::TakeOver => Caller::Contract(Contract::Stablecoin),
            K::MarkPaying | K::SettleRedemption | K::RejectRedemption => {
                Caller::Role(Role::RedemptionOperator)
            }
            K::ReturnRedemption | K::Withdraw | K::DismissMinter | K::ApplyChange => Caller::Anyone,
            K::ConfigureMinter
            | K::RemoveMinter
            | K::ConfigureController
            | K::RemoveController
            | K::SetMintRecipients => Caller::Role(Role::MasterMinter),
            K::IncreaseMinterAllowance | K::DecreaseMinterAllowance => Caller::OneOf(&[
                Caller::Role(Role::MasterMinter),
                Caller::Party(&[Party::Controller]),
            ]),
            K::StopMinter => Caller::OneOf(&[Caller::Owner, Caller::Role(Role::Guardian)]),
            K::SubmitAttestation => Caller::Role(Role::Attestor),
            K::AddHolidays => Caller::Role(Role::CalendarKeeper),
            K::Pause => Caller::Role(Role::Pauser),
            K::ResumeMinter
            | K::SetReservePolicy
            | K::SetRedemptionPolicy
            | K::GrantRole
            | K::RevokeRole
            | K::SetChangeDelay
            | K::SetOwnerDelay
            | K::Unpause => Caller::Owner,
            K::UpdateOwnership => Caller::OWNERSHIP,
            K::RenounceRole => Caller::Admin(AdminParty::RoleHolder),
            K::ScheduleChange => Caller::Admin(AdminParty::ChangeSender),
            K::CancelChange => Caller::OneOf(&[
                Caller::Owner,
                Caller::Role(Role::Pauser),
                Caller::Role(Role::Guardian),
                Caller::Admin(AdminParty::Scheduler),
                Caller::Admin(AdminParty::AnyoneOnceOver),
            ]),
        })
    }
}
