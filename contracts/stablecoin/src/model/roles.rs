//! Which duties may not meet in one account (I13).
//!
//! One stolen key should not be enough to create money, nor to take it: who sets the rules, who lets
//! others mint, who freezes, who seizes and who attests the reserves are different people. And who
//! pauses does not unpause.

use isthmus_api::stablecoin::Role;

/// What an account may be trusted with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Duty {
    /// The owner.
    Owner,
    /// A role.
    Role(Role),
}

/// Duties that exclude each other, group by group: an account has at most one of each group.
const APART: &[&[Duty]] = &[
    &[
        Duty::Owner,
        Duty::Role(Role::MasterMinter),
        Duty::Role(Role::Compliance),
        Duty::Role(Role::Seizer),
        Duty::Role(Role::Attestor),
    ],
    // The owner unpauses.
    &[Duty::Owner, Duty::Role(Role::Pauser)],
];

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
    let groups = APART.iter().filter(move |group| group.contains(&asked));
    groups.flat_map(|group| group.iter()).copied().filter(move |duty| *duty != asked)
}

#[cfg(test)]
mod tests {
    use super::*;
    use strum::IntoEnumIterator;

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
