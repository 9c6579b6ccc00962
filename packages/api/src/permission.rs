//! Who may call a message, and whether it takes funds: data, not code.
//!
//! Each contract's module declares one table, an exhaustive `match` over the kinds of its
//! `ExecuteMsg`: a new message does not compile until it is decided who may send it. The same table
//! is enforced before dispatch (`isthmus-kit`) and exported to `schema/permissions.json`.

use strum::IntoEnumIterator;

/// The contracts of one region.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Contract {
    /// The regional stablecoin.
    Stablecoin,
    /// The trade-finance escrow.
    Escrow,
    /// The identity registry.
    Identity,
    /// The IBC bridge.
    Bridge,
}

/// Who may call. `R` is the contract's own list of roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller<R> {
    /// Anyone; no storage is read.
    Anyone,
    /// The contract's owner.
    Owner,
    /// A holder of the role, granted by the owner.
    Role(R),
    /// One other contract of the region, by the address fixed at instantiate.
    Contract(Contract),
    /// Somebody the contract's own records name, such as a deal's beneficiary. Checked in `model`.
    Party(&'static str),
}

/// Whether native coins may be attached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Funds {
    /// None; attached coins are refused, so that nothing is lost.
    None,
    /// The message itself says which coins and checks them.
    Checked,
}

/// One line of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Permission<R> {
    /// Who may call.
    pub caller: Caller<R>,
    /// Whether coins may be attached.
    pub funds: Funds,
}

impl<R> Permission<R> {
    /// The caller, without funds.
    pub const fn by(caller: Caller<R>) -> Self {
        Self { caller, funds: Funds::None }
    }

    /// The caller, with funds that the message checks.
    pub const fn with_funds(caller: Caller<R>) -> Self {
        Self { caller, funds: Funds::Checked }
    }
}

/// The name of a role as it is stored and exported (snake_case).
pub trait RoleName: Copy + Into<&'static str> {}
impl<R: Copy + Into<&'static str>> RoleName for R {}

/// An `ExecuteMsg` with its permission table.
pub trait Guarded {
    /// The message without its fields (strum's `EnumDiscriminants`).
    type Kind: IntoEnumIterator + Copy + Into<&'static str>;
    /// The contract's roles.
    type Role: RoleName;

    /// This message's kind.
    fn kind(&self) -> Self::Kind;
    /// The table: one exhaustive `match`.
    fn permission(kind: Self::Kind) -> Permission<Self::Role>;
}

/// The whole table, in the order of the enum: (message, who may call, whether it takes funds).
pub fn table<M: Guarded>() -> Vec<(&'static str, Permission<M::Role>)> {
    M::Kind::iter().map(|kind| (kind.into(), M::permission(kind))).collect()
}

/// "Who may call" in words, for the exported table and for errors.
pub fn caller_text<R: RoleName>(caller: Caller<R>) -> String {
    match caller {
        Caller::Anyone => "anyone".to_string(),
        Caller::Owner => "owner".to_string(),
        Caller::Role(role) => {
            let name: &'static str = role.into();
            format!("role {name}")
        }
        Caller::Contract(contract) => {
            let name: &'static str = contract.into();
            format!("contract {name}")
        }
        Caller::Party(party) => party.to_string(),
    }
}
