//! Who may call a message, and whether it takes funds: data, not code.
//!
//! Each contract declares one table beside its messages, an exhaustive `match` over the kinds of its
//! `ExecuteMsg`: a new message does not compile until it is decided who may send it. The same table
//! is enforced before dispatch (`isthmus-kit`), read by the rules that know a contract's parties, and
//! exported to `schema/permissions.json`; a test compares it with the documentation of each message.

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
    /// The issuer's office.
    Issuance,
}

/// Who may call. `R` is the contract's own list of roles, `P` of those whom its records name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller<R: 'static, P: 'static = NoParty> {
    /// Anyone; no storage is read.
    Anyone,
    /// The contract's owner.
    Owner,
    /// A holder of the role, granted by the owner.
    Role(R),
    /// One other contract of the region, by the address fixed at instantiate.
    Contract(Contract),
    /// One of those whom the records of administration name. Checked where they are read.
    Admin(AdminParty),
    /// One of those whom the contract's own records name, such as a deal's beneficiary. Checked in
    /// `model`.
    Party(&'static [P]),
    /// Any of these.
    OneOf(&'static [Caller<R, P>]),
}

impl<R, P: PartialEq> Caller<R, P> {
    /// Whether the party is one of those who may call.
    ///
    /// ```
    /// use isthmus_api::permission::{Caller, Guarded};
    /// use isthmus_api::stablecoin::{ExecuteKind, ExecuteMsg, Party};
    /// let caller = ExecuteMsg::permission(ExecuteKind::UpdateMarketing).caller;
    /// assert!(caller.admits(Party::MarketingAccount));
    /// assert!(!caller.admits(Party::Minter));
    /// ```
    pub fn admits(&self, party: P) -> bool {
        match self {
            Self::Party(parties) => parties.contains(&party),
            Self::OneOf(callers) => callers.iter().any(|caller| match caller {
                Self::Party(parties) => parties.contains(&party),
                _ => false,
            }),
            _ => false,
        }
    }
}

impl<R: Copy, P: Copy> Caller<R, P> {
    /// Who may send `update_ownership`, in every contract.
    pub const OWNERSHIP: Self = Self::OneOf(&[Self::Owner, Self::Admin(AdminParty::ProposedOwner)]);
}

/// Where no party is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoParty {}

impl PartyName for NoParty {
    fn words(self) -> &'static str {
        match self {}
    }
}

/// Whom the records of administration name; the same in every contract.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AdminParty {
    /// To whom ownership was proposed.
    ProposedOwner,
    /// Who has the role that the message speaks of.
    RoleHolder,
    /// Who may send a change by its own message.
    ChangeSender,
    /// Who scheduled a change.
    Scheduler,
    /// Anyone, of a change that has lapsed or can no longer apply.
    AnyoneOnceOver,
}

impl PartyName for AdminParty {
    fn words(self) -> &'static str {
        match self {
            Self::ProposedOwner => "the proposed owner",
            Self::RoleHolder => "a holder of the role",
            Self::ChangeSender => "who may send the change itself",
            Self::Scheduler => "who scheduled it",
            Self::AnyoneOnceOver => "anyone once it cannot be applied",
        }
    }
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
pub struct Permission<R: 'static, P: 'static = NoParty> {
    /// Who may call.
    pub caller: Caller<R, P>,
    /// Whether coins may be attached.
    pub funds: Funds,
}

impl<R, P> Permission<R, P> {
    /// The caller, without funds.
    pub const fn by(caller: Caller<R, P>) -> Self {
        Self { caller, funds: Funds::None }
    }

    /// The caller, with funds that the message checks.
    pub const fn with_funds(caller: Caller<R, P>) -> Self {
        Self { caller, funds: Funds::Checked }
    }
}

/// The name of a role as it is stored and exported (snake_case).
pub trait RoleName: Copy + Into<&'static str> + 'static {}
impl<R: Copy + Into<&'static str> + 'static> RoleName for R {}

/// Somebody whom records name.
pub trait PartyName: Copy + 'static {
    /// In words, such as `the issuer`.
    fn words(self) -> &'static str;
}

/// An `ExecuteMsg` with its permission table.
pub trait Guarded {
    /// The message without its fields (strum's `EnumDiscriminants`).
    type Kind: IntoEnumIterator + Copy + Into<&'static str>;
    /// The contract's roles.
    type Role: RoleName;
    /// Whom the contract's records name.
    type Party: PartyName;

    /// This message's kind.
    fn kind(&self) -> Self::Kind;
    /// The table: one exhaustive `match`.
    fn permission(kind: Self::Kind) -> Permission<Self::Role, Self::Party>;
}

/// The permission of messages of type `M`.
pub type PermissionOf<M> = Permission<<M as Guarded>::Role, <M as Guarded>::Party>;

/// The whole table, in the order of the enum: (message, who may call, whether it takes funds).
pub fn table<M: Guarded>() -> Vec<(&'static str, PermissionOf<M>)> {
    M::Kind::iter().map(|kind| (kind.into(), M::permission(kind))).collect()
}

/// "Who may call" in words, for the exported table and for errors.
///
/// ```
/// use isthmus_api::bridge::Role;
/// use isthmus_api::permission::{caller_text, AdminParty, Caller};
/// let caller: Caller<Role, AdminParty> = Caller::OneOf(&[
///     Caller::Owner,
///     Caller::Role(Role::Pauser),
///     Caller::Party(&[AdminParty::Scheduler]),
/// ]);
/// assert_eq!(caller_text(caller), "the owner, role pauser or who scheduled it");
/// ```
pub fn caller_text<R: RoleName, P: PartyName>(caller: Caller<R, P>) -> String {
    match caller {
        Caller::Anyone => "anyone".to_string(),
        Caller::Owner => "the owner".to_string(),
        Caller::Role(role) => {
            let name: &'static str = role.into();
            format!("role {name}")
        }
        Caller::Contract(contract) => {
            let name: &'static str = contract.into();
            format!("the {name} contract")
        }
        Caller::Admin(admin) => admin.words().to_string(),
        Caller::Party(parties) => any_of(parties.iter().map(|party| party.words().to_string())),
        Caller::OneOf(callers) => any_of(callers.iter().map(|caller| caller_text(*caller))),
    }
}

/// `a`, `a or b`, `a, b or c`.
pub fn any_of(names: impl Iterator<Item = String>) -> String {
    let mut names: Vec<String> = names.collect();
    let last = names.pop().unwrap_or_default();
    if names.is_empty() {
        return last;
    }
    format!("{} or {last}", names.join(", "))
}
