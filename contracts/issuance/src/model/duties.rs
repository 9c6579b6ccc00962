//! Which duties may not meet in one account, over both contracts.
//!
//! One stolen key should not be enough to create money. Who lets others mint, who attests what stands
//! behind it, who freezes and who takes are different people, and none of them mints. The token keeps its
//! own part apart by itself, and asks here when it gives a duty; here its answer to `roles_of` is looked at beside this contract's own.

use isthmus_api::access::RolesOfResponse;
use isthmus_api::issuance::Role;
use isthmus_kit::admin::Duty::{self, Owner, Role as Has};

/// Groups of duties of this contract: an account has at most one of each.
pub const EXCLUSIVE: &[&[Duty<Role>]] = &[
    &[Has(Role::MasterMinter), Has(Role::Attestor)],
    &[Owner, Has(Role::MasterMinter)],
    &[Owner, Has(Role::Attestor)],
    &[Owner, Has(Role::RedemptionOperator)],
    &[Owner, Has(Role::Guardian)],
    &[Owner, Has(Role::Pauser)],
    &[Owner, Has(Role::CalendarKeeper)],
];

/// What a minter is in error texts.
pub const MINTER: &str = "minter";
const OWNER: &str = "owner";

/// What a minter is not, in either contract.
const NO_MINTER: [&str; 6] =
    [OWNER, "master_minter", "attestor", "compliance", "seizer", "rescuer"];
/// What a holder of `master_minter` or `attestor` is not in the token.
const APART: [&str; 3] = [OWNER, "compliance", "seizer"];

/// The duty that a minter may not have, of what an account is in one contract.
///
/// ```
/// use isthmus_api::access::RolesOfResponse;
/// use isthmus_issuance::model::duties::conflict_of_minter;
/// let is = |owner, roles: &[&str]| RolesOfResponse {
///     owner, roles: roles.iter().map(|role| role.to_string()).collect(),
/// };
/// assert_eq!(conflict_of_minter(&is(false, &["fee_manager", "seizer"])), Some("seizer"));
/// assert_eq!(conflict_of_minter(&is(true, &[])), Some("owner"));
/// assert_eq!(conflict_of_minter(&is(false, &["guardian"])), None);
/// ```
pub fn conflict_of_minter(is: &RolesOfResponse) -> Option<&'static str> {
    NO_MINTER.into_iter().find(|duty| has(is, duty))
}

/// The duty in the token that excludes a role here.
pub fn conflict_of_role(role: Role, in_token: &RolesOfResponse) -> Option<&'static str> {
    APART.into_iter().find(|duty| is_kept_apart(role) && has(in_token, duty))
}

/// Whether a role is one that a minter may not have, and that excludes duties in the token.
pub fn is_kept_apart(role: Role) -> bool {
    matches!(role, Role::MasterMinter | Role::Attestor)
}

fn has(is: &RolesOfResponse, duty: &str) -> bool {
    (duty == OWNER && is.owner) || is.roles.iter().any(|role| role == duty)
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    fn is(roles: &[&str]) -> RolesOfResponse {
        let owner = roles.contains(&OWNER);
        RolesOfResponse { owner, roles: roles.iter().map(|role| (*role).to_string()).collect() }
    }

    #[test]
    fn a5_a_minter_has_none_of_six_duties() {
        for duty in NO_MINTER {
            assert_eq!(conflict_of_minter(&is(&[duty])), Some(duty));
        }
        for other in ["pauser", "guardian", "redemption_operator", "fee_manager"] {
            assert_eq!(conflict_of_minter(&is(&[other])), None);
        }
        for role in Role::iter().filter(|role| is_kept_apart(*role)) {
            let name: &'static str = role.into();
            assert!(NO_MINTER.contains(&name));
        }
    }

    #[test]
    fn a5_who_names_minters_and_who_attests_neither_freezes_nor_takes() {
        for role in Role::iter() {
            for duty in APART {
                let expected = is_kept_apart(role).then_some(duty);
                assert_eq!(conflict_of_role(role, &is(&[duty])), expected);
            }
            assert_eq!(conflict_of_role(role, &is(&["guardian"])), None);
        }
    }
}
