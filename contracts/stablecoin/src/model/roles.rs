//! Which duties may not meet in one account (I13).
//!
//! One stolen key should not be enough to create money, nor to take it: who sets the rules, who mints, who
//! freezes and who seizes are different people. The owner, who names all others, is none of them; so who pauses
//! does not unpause. Who lets others mint and who attests the reserves are roles of the issuer's office, whose
//! answers are looked at beside this contract's own.

use isthmus_api::access::RolesOfResponse;
use isthmus_api::stablecoin::Role;
use isthmus_kit::admin::Duty::{self, Owner, Role as Has};

/// Groups of duties: an account has at most one of each.
pub const EXCLUSIVE: &[&[Duty<Role>]] = &[
    &[Has(Role::Compliance), Has(Role::Seizer)],
    &[Owner, Has(Role::Pauser)],
    &[Owner, Has(Role::Compliance)],
    &[Owner, Has(Role::Guardian)],
    &[Owner, Has(Role::Seizer)],
    &[Owner, Has(Role::Rescuer)],
    &[Owner, Has(Role::FeeManager)],
];

/// What a minter is in error texts.
pub const MINTER: &str = "minter";
/// What excludes the duties of [`excludes_office`] in the office.
const OFFICE: [&str; 2] = ["master_minter", "attestor"];

/// What a minter is not.
pub fn excludes_minting() -> impl Iterator<Item = Duty<Role>> {
    [Owner, Has(Role::Compliance), Has(Role::Seizer), Has(Role::Rescuer)].into_iter()
}

/// The duty in the office that excludes one here: who lets others mint and who attests neither sets the rules
/// here, nor freezes, nor takes.
pub fn excludes_office(duty: Duty<Role>, there: &RolesOfResponse) -> Option<&'static str> {
    let apart = matches!(duty, Owner | Has(Role::Compliance | Role::Seizer));
    let has = |name: &&str| there.roles.iter().any(|role| role == name);
    OFFICE.into_iter().find(|name| apart && has(name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

    #[test]
    fn the_owner_has_no_role_and_who_freezes_does_not_take() {
        let meet = |one: Duty<Role>, other: Duty<Role>| {
            !EXCLUSIVE.iter().any(|group| group.contains(&one) && group.contains(&other))
        };
        let apart = [Role::Compliance, Role::Seizer];
        for one in Role::iter() {
            assert!(!meet(Owner, Has(one)), "{one:?}");
            for other in Role::iter().filter(|other| *other != one) {
                let both = apart.contains(&one) && apart.contains(&other);
                assert_eq!(meet(Has(one), Has(other)), !both, "{one:?} {other:?}");
            }
        }
    }

    #[test]
    fn a5_who_names_minters_and_who_attests_is_not_owner_and_neither_freezes_nor_takes() {
        let is = |role: &str| RolesOfResponse { owner: false, roles: vec![role.to_string()] };
        for held in OFFICE {
            for duty in [Owner, Has(Role::Compliance), Has(Role::Seizer)] {
                assert_eq!(excludes_office(duty, &is(held)), Some(held));
            }
            assert_eq!(excludes_office(Has(Role::Rescuer), &is(held)), None);
        }
        assert_eq!(excludes_office(Owner, &is("calendar_keeper")), None);
    }
}
