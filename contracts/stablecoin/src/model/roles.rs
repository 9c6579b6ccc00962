//! Which duties may not meet in one account (I13).
//!
//! One stolen key should not be enough to create money, nor to take it: who sets the rules, who lets
//! others mint, who freezes, who seizes and who attests the reserves are different people. The owner,
//! who names all others, is none of them; so who pauses does not unpause.

use isthmus_api::stablecoin::Role;
use isthmus_kit::admin::Duty::{self, Owner, Role as Has};

/// Groups of duties: an account has at most one of each.
pub const EXCLUSIVE: &[&[Duty<Role>]] = &[
    &[Has(Role::MasterMinter), Has(Role::Compliance), Has(Role::Seizer), Has(Role::Attestor)],
    &[Owner, Has(Role::MasterMinter)],
    &[Owner, Has(Role::Pauser)],
    &[Owner, Has(Role::Compliance)],
    &[Owner, Has(Role::Guardian)],
    &[Owner, Has(Role::Seizer)],
    &[Owner, Has(Role::Attestor)],
    &[Owner, Has(Role::Rescuer)],
    &[Owner, Has(Role::RedemptionOperator)],
    &[Owner, Has(Role::FeeManager)],
];

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn the_owner_has_no_role_and_four_roles_exclude_each_other() {
        let meet = |one: Duty<Role>, other: Duty<Role>| {
            !EXCLUSIVE.iter().any(|group| group.contains(&one) && group.contains(&other))
        };
        let apart = [Role::MasterMinter, Role::Compliance, Role::Seizer, Role::Attestor];
        for one in Role::iter() {
            assert!(!meet(Owner, Has(one)), "{one:?}");
            for other in Role::iter().filter(|other| *other != one) {
                let both = apart.contains(&one) && apart.contains(&other);
                assert_eq!(meet(Has(one), Has(other)), !both, "{one:?} {other:?}");
            }
        }
    }
}
