//! Who may send which message of the registry.

use super::{ExecuteKind, ExecuteMsg, Role};
use crate::access::{PARTY_CANCEL, PARTY_CHANGE, PARTY_OWNERSHIP, PARTY_ROLE_HOLDER};
use crate::permission::{Caller, Contract, Guarded, Permission};

impl Guarded for ExecuteMsg {
    type Kind = ExecuteKind;
    type Role = Role;

    fn kind(&self) -> ExecuteKind {
        self.into()
    }

    fn permission(kind: ExecuteKind) -> Permission<Role> {
        const CONTROLLER: Caller<Role> = Caller::Party("a controller of the DID");
        const ISSUER: Caller<Role> = Caller::Party("a controller of the issuer's DID");
        const ANCHOR: Caller<Role> = Caller::Party("the jurisdiction's anchor");
        const HOLDER: Caller<Role> = Caller::Party("the account that holds the pass");
        Permission::by(match kind {
            ExecuteKind::CreateDid => Caller::Anyone,
            ExecuteKind::UpdateDid => CONTROLLER,
            ExecuteKind::DeactivateDid => CONTROLLER,
            ExecuteKind::LinkAccount => CONTROLLER,
            ExecuteKind::AcceptLink => Caller::Party("the account named by the DID"),
            ExecuteKind::UnlinkAccount => Caller::Party("a controller of the DID or the account"),
            ExecuteKind::CreateJurisdiction => Caller::Owner,
            ExecuteKind::ProposeAnchor => Caller::Party("the jurisdiction's anchor or the owner"),
            ExecuteKind::AcceptAnchor => Caller::Party("the proposed anchor"),
            ExecuteKind::Accredit => ANCHOR,
            ExecuteKind::SuspendIssuer => ANCHOR,
            ExecuteKind::ResumeIssuer => ANCHOR,
            ExecuteKind::RevokeIssuer => ANCHOR,
            ExecuteKind::Recognize => Caller::Owner,
            ExecuteKind::Unrecognize => Caller::Owner,
            ExecuteKind::CreateStatusList => ISSUER,
            ExecuteKind::SetStatus => ISSUER,
            ExecuteKind::IssuePass => ISSUER,
            ExecuteKind::AcceptPass => Caller::Party("the account to which the pass is offered"),
            ExecuteKind::DropPass => HOLDER,
            ExecuteKind::SharePass => HOLDER,
            ExecuteKind::RefreshShare => Caller::Anyone,
            ExecuteKind::ReceiveAttestation => Caller::Contract(Contract::Bridge),
            ExecuteKind::Pause => Caller::Role(Role::Pauser),
            ExecuteKind::Unpause => Caller::Owner,
            ExecuteKind::GrantRole => Caller::Owner,
            ExecuteKind::RevokeRole => Caller::Owner,
            ExecuteKind::RenounceRole => Caller::Party(PARTY_ROLE_HOLDER),
            ExecuteKind::UpdateOwnership => Caller::Party(PARTY_OWNERSHIP),
            ExecuteKind::ScheduleChange => Caller::Party(PARTY_CHANGE),
            ExecuteKind::ApplyChange => Caller::Anyone,
            ExecuteKind::CancelChange => Caller::Party(PARTY_CANCEL),
            ExecuteKind::SetChangeDelay => Caller::Owner,
        })
    }
}
