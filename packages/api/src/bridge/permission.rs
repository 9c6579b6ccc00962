//! Who may send which message of the bridge.

use super::{ExecuteKind, ExecuteMsg, Role};
use crate::access;
use crate::permission::{Caller, Contract, Guarded, Permission};

impl Guarded for ExecuteMsg {
    type Kind = ExecuteKind;
    type Role = Role;

    fn kind(&self) -> ExecuteKind {
        self.into()
    }

    fn permission(kind: ExecuteKind) -> Permission<Role> {
        Permission::by(match kind {
            ExecuteKind::Receive => Caller::Party("a registered token's contract"),
            ExecuteKind::Attest => Caller::Contract(Contract::Identity),
            ExecuteKind::Claim => Caller::Anyone,
            ExecuteKind::RegisterPeer => Caller::Owner,
            ExecuteKind::SetPeerStatus => Caller::Owner,
            ExecuteKind::CloseChannel => Caller::Owner,
            ExecuteKind::RegisterToken => Caller::Owner,
            ExecuteKind::SetRoute => Caller::Owner,
            ExecuteKind::ResolveDispute => Caller::Owner,
            ExecuteKind::Pause => Caller::Role(Role::Pauser),
            ExecuteKind::Unpause => Caller::Owner,
            ExecuteKind::GrantRole => Caller::Owner,
            ExecuteKind::RevokeRole => Caller::Owner,
            ExecuteKind::ScheduleChange => Caller::Party(access::PARTY_CHANGE),
            ExecuteKind::ApplyChange => Caller::Anyone,
            ExecuteKind::CancelChange => Caller::Party(access::PARTY_CANCEL),
            ExecuteKind::SetChangeDelay => Caller::Owner,
            ExecuteKind::RenounceRole => Caller::Party(access::PARTY_ROLE_HOLDER),
            ExecuteKind::UpdateOwnership => Caller::Party(access::PARTY_OWNERSHIP),
        })
    }
}
