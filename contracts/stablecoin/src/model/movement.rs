//! What every change of a balance is: one of thirteen kinds of movement, and what each obeys.
//!
//! [`KINDS`] is the only place that says it. The ledger reads the rows, `can_transfer` by way of the
//! ledger, and a test holds the table in `docs/stablecoin/movements.md` to them.

use isthmus_api::policy::MovementKind;
use isthmus_api::stablecoin::PauseScope;

use super::supply::Supply;
use crate::error::ContractError;

/// How a payer is debited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Debit {
    /// As its holder wants: nothing from a restricted account, and of no locked amount.
    Spendable,
    /// By order: what is frozen, blocked or locked, and of an escrow what is its own.
    Forced,
}

/// Whether a movement must land, whatever is paused and however the recipient is frozen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lands {
    /// It need not.
    Never,
    /// It must if an escrow pays.
    FromEscrow,
    /// It must.
    Always,
}

/// As what a movement is told in CW20's attributes. Where an allowance is spent, `_from` stands behind
/// the name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Action {
    /// From one balance to another.
    Transfer,
    /// The same, to a contract that is then called.
    Send,
    /// Into a balance.
    Mint,
    /// Out of a balance.
    Burn,
}

/// The supply after an amount.
pub type SupplyRule = fn(&Supply, u128) -> Result<Supply, ContractError>;

/// A kind of movement: a row of the table.
#[derive(Debug)]
pub struct Kind {
    /// As documents and tests name it.
    pub name: &'static str,
    /// What has to be open for it, unless it must land; none: no pause stops it.
    pub scope: Option<PauseScope>,
    /// How somebody pays; none: nobody does.
    pub debit: Option<Debit>,
    /// Whether somebody receives.
    pub credit: bool,
    /// Whether the compliance mode must admit payer, recipient and spender. What must land reaches any
    /// recipient.
    pub screened: bool,
    /// Whether it may reach an escrow, which keeps no record of a plain payment: it can if the message tells
    /// the contract of it, or if there is nobody else for the amount.
    pub into_escrow: bool,
    /// Whether it must land.
    pub lands: Lands,
    /// What the policy contract is told that it is, unless it must land; none: it is not asked.
    pub asked: Option<MovementKind>,
    /// Whether it hands tokens in for money if the issuer gets it, who is the minter and an escrow. Then the
    /// policy contract is not asked: it never stands between a holder and redemption (A17).
    pub redeems: bool,
    /// What it is if an escrow pays.
    pub by_escrow: Option<&'static Kind>,
    /// Whether the payer may owe a fee on top.
    pub fee: bool,
    /// What it does to the supply; none: nothing.
    pub supply: Option<SupplyRule>,
    /// As what whoever reads CW20's attributes books it; none: no balance that they know changes.
    pub action: Option<Action>,
}

/// What a row leaves unsaid.
const NOTHING: Kind = Kind {
    name: "",
    scope: None,
    debit: None,
    credit: false,
    screened: false,
    into_escrow: false,
    lands: Lands::Never,
    asked: None,
    redeems: false,
    by_escrow: None,
    fee: false,
    supply: None,
    action: None,
};

// Who disposes of tokens or creates them is screened and asked about. Neither holds up what must land,
// nor what an order takes: that would strand money in a deal or in the bridge, or put a policy above a
// court. What the bridge burns is its own.
impl Kind {
    /// From one account to another. What an escrow pays must land: it would strand in a deal (E8).
    pub const TRANSFER: Self = Self {
        name: "transfer",
        scope: Some(PauseScope::Transfer),
        debit: Some(Debit::Spendable),
        credit: true,
        screened: true,
        lands: Lands::FromEscrow,
        asked: Some(MovementKind::Transfer),
        fee: true,
        action: Some(Action::Transfer),
        ..NOTHING
    };
    /// The same, and the contract that receives is called. What an escrow holds it owes to somebody, whom it
    /// knows from this call alone (A12).
    pub const SEND: Self = Self {
        name: "send",
        into_escrow: true,
        redeems: true,
        action: Some(Action::Send),
        ..Self::TRANSFER
    };
    /// A minter creates.
    pub const MINT: Self = Self {
        name: "mint",
        scope: Some(PauseScope::Mint),
        credit: true,
        screened: true,
        asked: Some(MovementKind::Mint),
        supply: Some(Supply::mint),
        action: Some(Action::Mint),
        ..NOTHING
    };
    /// A holder destroys.
    pub const BURN: Self = Self {
        name: "burn",
        scope: Some(PauseScope::Burn),
        debit: Some(Debit::Spendable),
        screened: true,
        asked: Some(MovementKind::Burn),
        by_escrow: Some(&Self::REDEMPTION),
        supply: Some(Supply::burn),
        action: Some(Action::Burn),
        ..NOTHING
    };
    /// The issuer's office, an escrow, destroys what was handed in and paid: no holder's burn, so it is neither
    /// switched off nor paused with those, nor is the policy contract asked. The money has left already; whoever
    /// stopped this would have it returned to its holder, who was paid (A13).
    pub const REDEMPTION: Self = Self {
        name: "redemption",
        debit: Some(Debit::Spendable),
        supply: Some(Supply::redeem),
        action: Some(Action::Burn),
        ..NOTHING
    };
    /// The bridge destroys what goes abroad.
    pub const BRIDGE_BURN: Self = Self {
        name: "bridge burn",
        debit: Some(Debit::Spendable),
        supply: Some(Supply::leave),
        action: Some(Action::Burn),
        ..NOTHING
    };
    /// The bridge creates what arrived.
    pub const BRIDGE_MINT: Self = Self {
        name: "bridge mint",
        scope: Some(PauseScope::Transfer),
        credit: true,
        screened: true,
        asked: Some(MovementKind::BridgeMint),
        supply: Some(Supply::arrive),
        action: Some(Action::Mint),
        ..NOTHING
    };
    /// The bridge creates again what never arrived. It must land, or it would strand in the bridge (E8).
    pub const BRIDGE_REFUND: Self = Self {
        name: "bridge refund",
        credit: true,
        into_escrow: true,
        lands: Lands::Always,
        supply: Some(Supply::arrive),
        action: Some(Action::Mint),
        ..NOTHING
    };
    /// An order takes. No `transfer_from`: no allowance is spent.
    pub const SEIZE: Self = Self {
        name: "seize",
        debit: Some(Debit::Forced),
        credit: true,
        action: Some(Action::Transfer),
        ..NOTHING
    };
    /// An order destroys.
    pub const WIPE: Self = Self {
        name: "wipe",
        debit: Some(Debit::Forced),
        supply: Some(Supply::wipe),
        action: Some(Action::Burn),
        ..NOTHING
    };
    /// What an account had goes to the one that takes its place.
    pub const RECOVER: Self = Self {
        name: "recover",
        debit: Some(Debit::Forced),
        credit: true,
        lands: Lands::Always,
        action: Some(Action::Transfer),
        ..NOTHING
    };
    /// A balance that cw20-base kept: whoever has read that contract's attributes has booked it.
    pub const CARRY_OVER: Self = Self {
        name: "carry over",
        credit: true,
        into_escrow: true,
        lands: Lands::Always,
        supply: Some(Supply::carry_over),
        ..NOTHING
    };

    /// What was being redeemed is the office's balance from now on. It left its holder's as a burn.
    pub const HAND_OVER: Self = Self {
        name: "hand over",
        credit: true,
        into_escrow: true,
        lands: Lands::Always,
        action: Some(Action::Mint),
        ..NOTHING
    };

    /// Whether it must land when its payer is an escrow or is none.
    pub fn must_land(&self, escrow_pays: bool) -> bool {
        match self.lands {
            Lands::Never => false,
            Lands::FromEscrow => escrow_pays,
            Lands::Always => true,
        }
    }
}

/// The whole table.
pub const KINDS: [Kind; 13] = [
    Kind::TRANSFER,
    Kind::SEND,
    Kind::MINT,
    Kind::BURN,
    Kind::REDEMPTION,
    Kind::BRIDGE_BURN,
    Kind::BRIDGE_MINT,
    Kind::BRIDGE_REFUND,
    Kind::SEIZE,
    Kind::WIPE,
    Kind::RECOVER,
    Kind::CARRY_OVER,
    Kind::HAND_OVER,
];

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;

    #[test]
    fn a17_what_a_mode_screens_is_asked_about_but_for_a_redemption_and_none_of_it_always_lands() {
        for kind in KINDS {
            assert_eq!(kind.asked.is_some(), kind.screened, "{}", kind.name);
            let ended = kind.by_escrow.map(|it| it.name);
            assert_eq!(ended.is_some(), kind.name == Kind::BURN.name, "{}", kind.name);
            assert_eq!(ended.unwrap_or("redemption"), Kind::REDEMPTION.name);
            assert_eq!(kind.redeems, kind.name == Kind::SEND.name, "{}", kind.name);
            assert!(!(kind.screened && kind.lands == Lands::Always), "{}", kind.name);
        }
        assert!(Kind::TRANSFER.must_land(true) && !Kind::TRANSFER.must_land(false));
    }

    #[test]
    fn a12_an_escrow_is_reached_by_a_call_or_by_what_has_nowhere_else_to_go() {
        for kind in KINDS {
            let told = kind.name == Kind::SEND.name;
            let back = kind.lands == Lands::Always && kind.debit.is_none();
            assert_eq!(kind.into_escrow, told || back, "{}", kind.name);
        }
    }

    #[test]
    fn what_must_land_is_paused_by_nothing_and_what_an_order_takes_neither() {
        for kind in KINDS {
            let stands_above = kind.lands == Lands::Always || kind.debit == Some(Debit::Forced);
            assert!(!(stands_above && kind.scope.is_some()), "{}", kind.name);
        }
    }

    /// The supply keeps the pauses of minting and burning, so whoever obeys them has to read it.
    #[test]
    fn what_the_pause_of_minting_or_burning_stops_changes_the_supply() {
        for kind in KINDS {
            let scope = matches!(kind.scope, Some(PauseScope::Mint | PauseScope::Burn));
            assert!(!scope || kind.supply.is_some(), "{}", kind.name);
            assert!(!kind.fee || kind.supply.is_none(), "{}", kind.name);
        }
    }

    /// A16: what leaves the balances leaves the supply, and what comes to them comes to it. What is handed over
    /// was in the supply before, and in no balance: by it the two agree again.
    #[test]
    fn a16_balances_and_supply_change_together() {
        for kind in KINDS.iter().filter(|kind| kind.name != Kind::HAND_OVER.name) {
            let before = Supply { total: 10, abroad: 10, ..Supply::default() };
            let after = kind.supply.map_or(10, |rule| rule(&before, 1).unwrap().total);
            let balances = 10 + u128::from(kind.credit) - u128::from(kind.debit.is_some());
            assert_eq!(after, balances, "{}", kind.name);
        }
    }

    /// A8: what a reader of CW20's attributes books is what happens to the balances. The one that is not
    /// told changes none that such a reader has not booked.
    #[test]
    fn a8_a_movement_is_booked_as_what_it_does_to_the_balances() {
        for kind in KINDS {
            let booked = match (kind.debit.is_some(), kind.credit) {
                (true, true) if kind.name == "send" => Some(Action::Send),
                (true, true) => Some(Action::Transfer),
                (true, false) => Some(Action::Burn),
                (false, true) => Some(Action::Mint).filter(|_| kind.name != "carry over"),
                (false, false) => None,
            };
            assert_eq!(kind.action, booked, "{}", kind.name);
        }
    }

    /// What the rule does to total and abroad, in words.
    fn show_change(rule: SupplyRule) -> String {
        let before = Supply { total: 5, abroad: 5, ..Supply::default() };
        let after = rule(&before, 1).unwrap();
        let step = |name: &str, before: u128, after: u128| {
            let way = if after > before { "up" } else { "down" };
            (after != before).then(|| format!("{name} {way}"))
        };
        let total = step("total", before.total, after.total);
        let abroad = step("abroad", before.abroad, after.abroad);
        total.into_iter().chain(abroad).collect::<Vec<_>>().join(", ")
    }

    /// A kind as a line of the documents.
    fn show_line(kind: &Kind) -> String {
        let yes = |fact: bool| if fact { "yes" } else { "-" };
        let asked = kind.asked.map(|asked| {
            let name = serde_json::to_string(&asked).unwrap();
            let unless = match (kind.redeems, kind.by_escrow) {
                (true, _) => ", not into the issuer",
                (_, Some(_)) => ", not by an escrow",
                _ => "",
            };
            [name.trim_matches('"'), unless].concat()
        });
        let supply = kind.supply.map(show_change);
        let cells = [
            kind.name,
            kind.scope.map_or("-", Into::into),
            match kind.debit {
                None => "-",
                Some(Debit::Spendable) => "what is spendable",
                Some(Debit::Forced) => "what is frozen, blocked, locked or an escrow's own",
            },
            yes(kind.credit),
            yes(kind.into_escrow),
            yes(kind.screened),
            asked.as_deref().unwrap_or("-"),
            match kind.lands {
                Lands::Never => "-",
                Lands::FromEscrow => "if an escrow pays",
                Lands::Always => "always",
            },
            yes(kind.fee),
            supply.as_deref().unwrap_or("-"),
            kind.action.map_or("-", Into::into),
        ];
        format!("| {} |", cells.join(" | "))
    }

    #[test]
    fn the_table_of_the_documents_is_this_one() {
        let page = include_str!("../../../../docs/stablecoin/movements.md");
        let lines: Vec<&str> = page
            .lines()
            .skip_while(|line| !line.starts_with("| kind |"))
            .skip(2)
            .take_while(|line| line.starts_with('|'))
            .collect();
        assert_eq!(lines, KINDS.each_ref().map(show_line));
    }
}
