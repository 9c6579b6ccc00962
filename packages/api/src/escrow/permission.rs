//! Who may send which message of the escrow.

use super::{ExecuteKind, ExecuteMsg, Role};
use crate::access;
use crate::permission::{Caller, Guarded, Permission};

impl Guarded for ExecuteMsg {
    type Kind = ExecuteKind;
    type Role = Role;

    fn kind(&self) -> ExecuteKind {
        self.into()
    }

    fn permission(kind: ExecuteKind) -> Permission<Role> {
        use ExecuteKind as Kind;
        match kind {
            Kind::Propose => Permission::by(Caller::Party("a party of the terms")),
            Kind::Consent | Kind::Cancel => Permission::by(Caller::Party("a party of the deal")),
            Kind::Fund => Permission::with_funds(Caller::Party("the deal's applicant or issuer")),
            Kind::Receive => Permission::by(Caller::Party("an allowed token contract")),
            Kind::Present | Kind::Complete | Kind::Represent => {
                Permission::by(Caller::Party("the deal's beneficiary or advising bank"))
            }
            Kind::Accept | Kind::Refuse => Permission::by(Caller::Party("the deal's issuer")),
            Kind::Waive => Permission::by(Caller::Party("the deal's applicant")),
            Kind::SetPayout => {
                Permission::by(Caller::Party("the deal's applicant, issuer or beneficiary"))
            }
            Kind::Crank | Kind::CrankMany | Kind::Withdraw => Permission::by(Caller::Anyone),
            Kind::CreateCalendar | Kind::AddHolidays => {
                Permission::by(Caller::Role(Role::CalendarKeeper))
            }
            Kind::Pause => Permission::by(Caller::Role(Role::Pauser)),
            Kind::AllowAsset
            | Kind::DisallowAsset
            | Kind::SetPolicy
            | Kind::GrantRole
            | Kind::RevokeRole
            | Kind::SetChangeDelay
            | Kind::Unpause => Permission::by(Caller::Owner),
            Kind::UpdateOwnership => Permission::by(Caller::Party(access::PARTY_OWNERSHIP)),
            Kind::RenounceRole => Permission::by(Caller::Party(access::PARTY_ROLE_HOLDER)),
            Kind::ScheduleChange => Permission::by(Caller::Party(access::PARTY_CHANGE)),
            Kind::ApplyChange => Permission::by(Caller::Anyone),
            Kind::CancelChange => Permission::by(Caller::Party(access::PARTY_CANCEL)),
        }
    }
}
