//! Roles: an account has a role or it has not; the owner grants and revokes.

use cosmwasm_std::{Addr, Order, StdResult, Storage};
use cw_storage_plus::{Bound, Map};
use isthmus_api::permission::RoleName;

use crate::keys::Key;

/// (role, account) -> present.
const ROLES: Map<(&str, &Addr), ()> = Map::new("roles");

/// Storage keys of this module, for each contract's table of keys.
pub const KEYS: &[Key] = &[Key::namespace("roles", "role, account -> present")];

/// Whether the account has the role.
pub fn has<R: RoleName>(storage: &dyn Storage, role: R, account: &Addr) -> bool {
    ROLES.has(storage, (role.into(), account))
}

/// Gives the role. Giving it twice changes nothing.
pub fn grant<R: RoleName>(storage: &mut dyn Storage, role: R, account: &Addr) -> StdResult<()> {
    ROLES.save(storage, (role.into(), account), &())
}

/// Takes the role away. Taking what is not there changes nothing.
pub fn revoke<R: RoleName>(storage: &mut dyn Storage, role: R, account: &Addr) {
    ROLES.remove(storage, (role.into(), account));
}

/// The accounts that have the role, ascending, after the cursor.
pub fn members<R: RoleName>(
    storage: &dyn Storage,
    role: R,
    start_after: Option<&Addr>,
    limit: usize,
) -> StdResult<Vec<Addr>> {
    ROLES
        .prefix(role.into())
        .keys(storage, start_after.map(Bound::exclusive), None, Order::Ascending)
        .take(limit)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;

    #[derive(Clone, Copy, strum::IntoStaticStr)]
    enum Role {
        Cook,
        Waiter,
    }

    #[test]
    fn a_role_is_held_only_while_granted() {
        let mut storage = MockStorage::new();
        let (ann, bob) = (Addr::unchecked("ann"), Addr::unchecked("bob"));
        grant(&mut storage, Role::Cook, &ann).unwrap();
        grant(&mut storage, Role::Cook, &bob).unwrap();
        assert!(has(&storage, Role::Cook, &ann));
        assert!(!has(&storage, Role::Waiter, &ann));
        assert_eq!(members(&storage, Role::Cook, Some(&ann), 10).unwrap(), vec![bob]);
        revoke(&mut storage, Role::Cook, &ann);
        assert!(!has(&storage, Role::Cook, &ann));
    }
}
