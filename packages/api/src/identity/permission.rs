//! Who may send which message of the registry.

use super::{ExecuteKind, ExecuteMsg, Role};
use crate::permission::{
    AdminParty, Caller, Contract, Guarded, PartyName, Permission, PermissionOf,
};

/// Whom the registry's records name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// Who controls the DID of the message.
    Controller,
    /// Who controls the DID of the issuer.
    IssuerController,
    /// Whom `link_account` named.
    NamedAccount,
    /// Who is linked, or named.
    LinkedAccount,
    /// Who accredits the jurisdiction's issuers.
    Anchor,
    /// Who was proposed as anchor.
    ProposedAnchor,
    /// To whom a pass was offered or attested.
    Offeree,
    /// Who has accepted the pass.
    Holder,
}

impl PartyName for Party {
    fn words(self) -> &'static str {
        match self {
            Self::Controller => "a controller of the DID",
            Self::IssuerController => "a controller of the issuer's DID",
            Self::NamedAccount => "the account named by the DID",
            Self::LinkedAccount => "the account",
            Self::Anchor => "the jurisdiction's anchor",
            Self::ProposedAnchor => "the proposed anchor",
            Self::Offeree => "the account to which the pass is offered",
            Self::Holder => "the account that holds the pass",
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
            K::CreateDid => Caller::Anyone,
            K::UpdateDid => Caller::Party(&[Party::Controller]),
            K::DeactivateDid => Caller::Party(&[Party::Controller]),
            K::LinkAccount => Caller::Party(&[Party::Controller]),
            K::AcceptLink => Caller::Party(&[Party::NamedAccount]),
            K::UnlinkAccount => Caller::Party(&[Party::Controller, Party::LinkedAccount]),
            K::CreateJurisdiction => Caller::Owner,
            K::ProposeAnchor => Caller::OneOf(&[Caller::Owner, Caller::Party(&[Party::Anchor])]),
            K::AcceptAnchor => Caller::Party(&[Party::ProposedAnchor]),
            K::Accredit => Caller::Party(&[Party::Anchor]),
            K::SuspendIssuer => Caller::Party(&[Party::Anchor]),
            K::ResumeIssuer => Caller::Party(&[Party::Anchor]),
            K::RevokeIssuer => Caller::Party(&[Party::Anchor]),
            K::Recognize => Caller::Owner,
            K::Unrecognize => Caller::Owner,
            K::CreateStatusList => Caller::Party(&[Party::IssuerController]),
            K::SetStatus => Caller::Party(&[Party::IssuerController]),
            K::IssuePass => Caller::Party(&[Party::IssuerController]),
            K::AcceptPass => Caller::Party(&[Party::Offeree]),
            K::DropPass => Caller::Party(&[Party::Holder]),
            K::SharePass => Caller::Party(&[Party::Holder]),
            K::RefreshShare => Caller::Anyone,
            K::ReceiveAttestation => Caller::Contract(Contract::Bridge),
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
