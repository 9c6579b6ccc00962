//! Who may send which message of the escrow.

use super::{ExecuteKind, ExecuteMsg, Party, Role};
use crate::permission::{AdminParty, Caller, Guarded, PartyName, Permission, PermissionOf};

/// Whom the escrow's records name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Named {
    /// A party of the deal.
    Of(Party),
    /// The contract of a token in which deals may be made, or in which a payout came back.
    Token,
}

impl PartyName for Named {
    fn words(self) -> &'static str {
        match self {
            Self::Of(Party::Applicant) => "the applicant",
            Self::Of(Party::Issuer) => "the issuer",
            Self::Of(Party::Beneficiary) => "the beneficiary",
            Self::Of(Party::Advising) => "the advising bank",
            Self::Token => "an allowed token contract",
        }
    }
}

impl Guarded for ExecuteMsg {
    type Kind = ExecuteKind;
    type Role = Role;
    type Party = Named;

    fn kind(&self) -> ExecuteKind {
        self.into()
    }

    fn permission(kind: ExecuteKind) -> PermissionOf<Self> {
        use ExecuteKind as K;
        use Named::Of;
        use Party::{Advising, Applicant, Beneficiary, Issuer};
        let caller = match kind {
            K::Propose | K::Consent | K::Cancel => {
                Caller::Party(&[Of(Applicant), Of(Issuer), Of(Beneficiary), Of(Advising)])
            }
            K::Fund => Caller::Party(&[Of(Applicant), Of(Issuer)]),
            K::Receive => Caller::Party(&[Named::Token]),
            K::Present | K::Complete | K::Represent => {
                Caller::Party(&[Of(Beneficiary), Of(Advising)])
            }
            K::Accept | K::Refuse => Caller::Party(&[Of(Issuer)]),
            K::Waive => Caller::Party(&[Of(Applicant)]),
            K::SetPayout => Caller::Party(&[Of(Applicant), Of(Issuer), Of(Beneficiary)]),
            K::Crank | K::CrankMany | K::Withdraw | K::ApplyChange => Caller::Anyone,
            K::CreateCalendar | K::AddHolidays => Caller::Role(Role::CalendarKeeper),
            K::Pause => Caller::Role(Role::Pauser),
            K::AllowAsset
            | K::DisallowAsset
            | K::SetPolicy
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
                Caller::Admin(AdminParty::Scheduler),
                Caller::Admin(AdminParty::AnyoneOnceOver),
            ]),
        };
        match kind {
            K::Fund => Permission::with_funds(caller),
            _ => Permission::by(caller),
        }
    }
}
