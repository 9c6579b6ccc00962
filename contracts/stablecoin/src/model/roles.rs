//! Which duties may not meet in one account (I13).
//!
//! One stolen key should not be enough to create money, nor to take it: who sets the rules, who lets
//! others mint, who freezes, who seizes and who attests the reserves are different people. The owner,
//! who names all others, is none of them; so who pauses does not unpause.

use isthmus_api::stablecoin::Role;
use strum::IntoEnumIterator;

/// What an account may be trusted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// The owner.
    Owner,
    /// A role.
    Role(Role),
}

/// Roles that exclude each other: an account has at most one of them.
const APART: [Role; 4] = [Role::MasterMinter, Role::Compliance, Role::Seizer, Role::Attestor];

impl Duty {
    /// Its name in errors.
    pub fn name(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Role(role) => role.into(),
        }
    }
}

/// The duties that who takes on this one may not have.
pub fn excluded(asked: Duty) -> impl Iterator<Item = Duty> {
    let excludes = move |held: &Duty| match (asked, *held) {
        (Duty::Role(asked), Duty::Role(held)) => {
            asked != held && APART.contains(&asked) && APART.contains(&held)
        }
        (asked, held) => asked != held,
    };
    Role::iter().map(Duty::Role).chain([Duty::Owner]).filter(excludes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exclusion_is_mutual_and_nothing_excludes_itself() {
        let all = || Role::iter().map(Duty::Role).chain([Duty::Owner]);
        for one in all() {
            assert!(excluded(one).all(|other| other != one));
            for other in all() {
                let (there, back) = (excluded(one), excluded(other));
                assert_eq!(there.count_of(other), back.count_of(one), "{one:?} {other:?}");
            }
        }
    }

    trait Count: Iterator<Item = Duty> + Sized {
        fn count_of(self, duty: Duty) -> usize {
            self.filter(|found| *found == duty).count()
        }
    }
    impl<I: Iterator<Item = Duty>> Count for I {}
}
