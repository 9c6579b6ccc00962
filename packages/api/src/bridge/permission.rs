//! Who may send which message of the bridge.

use super::{ExecuteKind, ExecuteMsg, Role};
use crate::permission::{
    AdminParty, Caller, Contract, Guarded, PartyName, Permission, PermissionOf,
};

/// Whom the bridge's records name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// A token that was registered.
    Token,
}

impl PartyName for Party {
    fn words(self) -> &'static str {
        match self {
            Self::Token => "a registered token's contract",
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
            K::Receive => Caller::Party(&[Party::Token]),
            K::Attest => Caller::Contract(Contract::Identity),
            K::Claim => Caller::Anyone,
            K::RegisterPeer => Caller::Owner,
            K::SetPeerStatus => Caller::Owner,
            K::AbandonPeer | K::RebindPeer => Caller::Owner,
            K::DisputeOverdue => Caller::Anyone,
            K::ContestClaim => Caller::OneOf(&[Caller::Owner, Caller::Role(Role::Pauser)]),
            K::FreezePeer => Caller::Role(Role::Pauser),
            K::CloseChannel => Caller::Owner,
            K::RegisterToken => Caller::Owner,
            K::SetRoute => Caller::Owner,
            K::ResolveDispute => Caller::Owner,
            K::Pause => Caller::Role(Role::Pauser),
            K::Unpause => Caller::Owner,
            K::GrantRole => Caller::Owner,
            K::RevokeRole => Caller::Owner,
            K::SetChangeDelay | K::SetOwnerDelay => Caller::Owner,
            K::ApplyChange => Caller::Anyone,
            K::UpdateOwnership => Caller::OWNERSHIP,
            K::RenounceRole => Caller::Admin(AdminParty::RoleHolder),
            K::ScheduleChange => Caller::Admin(AdminParty::ChangeSender),
            K::CancelChange => Caller::OneOf(&[
                Caller::Owner,
                Caller::Role(Role::Pauser),
                Caller::Admin(AdminParty::Scheduler),
                Caller::Admin(AdminParty::AnyoneOnceOver),
            ]),
        })
    }
}
