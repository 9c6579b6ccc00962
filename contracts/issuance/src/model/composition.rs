//! What the reserves are made of, and the figures that the law asks for.
//!
//! The figures are those of the rule that the OCC proposed for payment stablecoins (91 FR 10202): what is
//! money within a day and within a week, the most that is with one institution, the average of the
//! remaining terms. They are computed and shown; what they must be is for the issuer's supervisor. Each is
//! rounded to the side of caution.

use std::collections::BTreeMap;

use cosmwasm_std::{Uint128, Uint256};
use isthmus_api::issuance::{
    Category, ClassShare, Holding, ReserveClass, ReserveTests, MAX_HOLDINGS, MAX_HOLDING_DAYS,
    MAX_INSTITUTION_CHARS,
};
use isthmus_api::types::{self, is_printable};

use crate::ContractError;

/// Basis points of one.
const ONE: u16 = 10_000;

/// Checks each holding, and that all of them are the total.
pub fn check(holdings: &[Holding], total: Uint128) -> Result<(), ContractError> {
    types::at_most("holdings", holdings, MAX_HOLDINGS)?;
    let mut sum = Uint128::zero();
    for holding in holdings {
        types::within("holdings.amount", holding.amount.u128(), (1, u128::MAX))?;
        let on_demand = matches!(holding.category, Category::Cash | Category::DemandDeposit);
        let most = if on_demand { 0 } else { MAX_HOLDING_DAYS };
        types::within("holdings.days", holding.days, (0, most))?;
        let institution = holding.institution.as_deref();
        // The treasury is no institution with which money is placed.
        let alone = matches!(holding.category, Category::Cash | Category::TreasuryBill);
        if !(alone && institution.is_none()) {
            let (name, bounds) = (institution.unwrap_or_default(), (1, MAX_INSTITUTION_CHARS));
            let allowed = "printable ASCII without angle brackets and ampersand";
            types::text("holdings.institution", name, bounds, allowed, is_printable)?;
        }
        // A sum that is cut is not the total either.
        sum = sum.saturating_add(holding.amount);
    }
    if sum != total {
        return Err(ContractError::HoldingsSum { total, given: sum });
    }
    Ok(())
}

/// The line of the composition to which a holding belongs.
pub fn class_of(holding: &Holding) -> ReserveClass {
    match (holding.category, holding.days) {
        (Category::Cash, _) => ReserveClass::Cash,
        (Category::DemandDeposit, _) => ReserveClass::DemandDeposits,
        (Category::TreasuryBill, 0..=7) => ReserveClass::TreasuryBillsWeek,
        (Category::TreasuryBill, 8..=30) => ReserveClass::TreasuryBillsMonth,
        (Category::TreasuryBill, 31..=93) => ReserveClass::TreasuryBillsQuarter,
        (Category::TreasuryBill, _) => ReserveClass::TreasuriesLonger,
        (Category::Repo, _) => ReserveClass::Repo,
        (Category::MoneyMarketFund, _) => ReserveClass::MoneyMarketFunds,
        (Category::Other, _) => ReserveClass::Other,
    }
}

/// The composition by class, in the order of the classes; those with nothing are left out.
pub fn classes(holdings: &[Holding]) -> Vec<ClassShare> {
    let total = sum(holdings, |_| true);
    let mut amounts: BTreeMap<ReserveClass, Uint128> = BTreeMap::new();
    for holding in holdings {
        let amount = amounts.entry(class_of(holding)).or_default();
        *amount = amount.saturating_add(holding.amount);
    }
    let share =
        |(class, amount)| ClassShare { class, amount, share_bps: share_down(amount, total) };
    amounts.into_iter().map(share).collect()
}

/// The figures that the law asks for; none of an empty reserve.
///
/// ```
/// use isthmus_api::issuance::{Category, Holding};
/// use isthmus_issuance::model::composition::figures;
/// let holding = |category, institution: &str, amount: u128, days| Holding {
///     category, institution: Some(institution.into()), amount: amount.into(), days,
/// };
/// let tests = figures(&[
///     holding(Category::DemandDeposit, "bank", 300, 0),
///     holding(Category::Repo, "dealer", 100, 5),
///     holding(Category::Other, "fund", 600, 40),
/// ]).unwrap();
/// assert_eq!((tests.daily_liquidity_bps, tests.weekly_liquidity_bps), (3_000, 4_000));
/// // (100 * 5 + 600 * 40) / 1000 = 24.5 days, rounded up.
/// assert_eq!((tests.concentration_bps, tests.weighted_maturity_days), (6_000, 25));
/// ```
pub fn figures(holdings: &[Holding]) -> Option<ReserveTests> {
    let total = sum(holdings, |_| true);
    if total.is_zero() {
        return None;
    }
    let mut institutions: BTreeMap<&str, Uint128> = BTreeMap::new();
    for holding in holdings {
        if let Some(name) = &holding.institution {
            let amount = institutions.entry(name).or_default();
            *amount = amount.saturating_add(holding.amount);
        }
    }
    let largest = institutions.into_values().max().unwrap_or_default();
    let others = total.saturating_sub(largest);
    Some(ReserveTests {
        daily_liquidity_bps: share_down(sum(holdings, |holding| holding.days <= 1), total),
        weekly_liquidity_bps: share_down(sum(holdings, |holding| holding.days <= 7), total),
        // What the others have is rounded down, so that this is rounded up.
        concentration_bps: ONE.saturating_sub(share_down(others, total)),
        weighted_maturity_days: weighted_days(holdings, total),
    })
}

fn sum(holdings: &[Holding], counts: impl Fn(&Holding) -> bool) -> Uint128 {
    let counted = holdings.iter().filter(|holding| counts(holding));
    counted.fold(Uint128::zero(), |sum, holding| sum.saturating_add(holding.amount))
}

/// A part of the total in basis points, rounded down.
fn share_down(part: Uint128, total: Uint128) -> u16 {
    let share = part.checked_multiply_ratio(u128::from(ONE), total).unwrap_or_default();
    u16::try_from(share.u128()).unwrap_or(ONE)
}

fn weighted_days(holdings: &[Holding], total: Uint128) -> u16 {
    let weigh = |sum: Uint256, holding: &Holding| {
        let weight = Uint256::from(holding.amount).saturating_mul(Uint256::from(holding.days));
        sum.saturating_add(weight)
    };
    let total = Uint256::from(total);
    let up = total.saturating_sub(Uint256::one());
    let sum = holdings.iter().fold(Uint256::zero(), weigh).saturating_add(up);
    let days = sum.checked_div(total).unwrap_or_default();
    Uint128::try_from(days)
        .ok()
        .and_then(|days| u16::try_from(days.u128()).ok())
        .unwrap_or(u16::MAX)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used)]
mod tests {
    use super::*;
    use isthmus_kit::AccessError;
    use proptest::prelude::*;

    fn holding(category: Category, institution: Option<&str>, amount: u128, days: u16) -> Holding {
        let institution = institution.map(String::from);
        Holding { category, institution, amount: amount.into(), days }
    }

    #[test]
    fn the_holdings_are_the_total_and_each_is_well_formed() {
        use Category::{Cash, DemandDeposit, Other, TreasuryBill};
        let good = [holding(Cash, None, 5, 0), holding(TreasuryBill, None, 7, 3_660)];
        assert_eq!(check(&good, 12u128.into()), Ok(()));
        assert_eq!(check(&[], 0u128.into()), Ok(()));
        let sum = ContractError::HoldingsSum { total: 13u128.into(), given: 12u128.into() };
        assert_eq!(check(&good, 13u128.into()), Err(sum));
        let twice = vec![holding(Cash, None, u128::MAX, 0); 2];
        assert_eq!(check(&twice, u128::MAX.into()), Ok(()), "a sum at its most is the most");
        for bad in [
            holding(Cash, None, 0, 0),
            holding(Cash, None, 5, 1),
            holding(DemandDeposit, Some("bank"), 5, 1),
            holding(DemandDeposit, None, 5, 0),
            holding(Other, Some(""), 5, 0),
            holding(Other, Some("<bank>"), 5, 0),
            holding(Other, Some(&"x".repeat(33)), 5, 0),
            holding(TreasuryBill, None, 5, 3_661),
        ] {
            let refused = check(std::slice::from_ref(&bad), bad.amount);
            assert!(
                matches!(refused, Err(ContractError::Access(AccessError::Input(_)))),
                "{bad:?}"
            );
        }
        assert!(check(&vec![holding(Cash, None, 1, 0); 41], 41u128.into()).is_err());
    }

    #[test]
    fn bills_are_told_by_what_they_have_to_run() {
        let bill = |days| class_of(&holding(Category::TreasuryBill, None, 1, days));
        use ReserveClass as C;
        let ends =
            [(0, C::TreasuryBillsWeek), (7, C::TreasuryBillsWeek), (8, C::TreasuryBillsMonth)];
        let more = [(30, C::TreasuryBillsMonth), (31, C::TreasuryBillsQuarter)];
        let last = [(93, C::TreasuryBillsQuarter), (94, C::TreasuriesLonger)];
        for (days, class) in ends.into_iter().chain(more).chain(last) {
            assert_eq!(bill(days), class, "{days}");
        }
    }

    #[test]
    fn an_institution_is_counted_over_all_that_is_with_it() {
        let tests = figures(&[
            holding(Category::DemandDeposit, Some("bank"), 30, 0),
            holding(Category::Repo, Some("bank"), 25, 1),
            holding(Category::TreasuryBill, None, 45, 8),
        ]);
        let tests = tests.unwrap();
        assert_eq!(tests.concentration_bps, 5_500);
        assert_eq!((tests.daily_liquidity_bps, tests.weekly_liquidity_bps), (5_500, 5_500));
        assert_eq!(figures(&[]), None);
    }

    prop_compose! {
        fn holdings()(
            parts in prop::collection::vec((0u8..4, 1u128..=u128::MAX / 64, 0u16..3_660), 1..40),
        ) -> Vec<Holding> {
            let one = |(name, amount, days): (u8, u128, u16)| {
                holding(Category::Other, Some(["a", "b", "c", "d"][usize::from(name)]), amount, days)
            };
            parts.into_iter().map(one).collect()
        }
    }

    proptest! {
        #[test]
        fn figures_are_within_their_bounds_and_never_kinder_than_the_truth(holdings in holdings()) {
            let total = sum(&holdings, |_| true);
            let tests = figures(&holdings).unwrap();
            prop_assert!(tests.daily_liquidity_bps <= tests.weekly_liquidity_bps);
            prop_assert!(tests.weekly_liquidity_bps <= ONE && tests.concentration_bps <= ONE);
            // One institution of four has a quarter at least.
            prop_assert!(tests.concentration_bps >= ONE / 4);
            let most = holdings.iter().map(|holding| holding.days).max().unwrap();
            let least = holdings.iter().map(|holding| holding.days).min().unwrap();
            prop_assert!((least..=most).contains(&tests.weighted_maturity_days));
            let week = sum(&holdings, |holding| holding.days <= 7);
            let claimed = Uint256::from(total) * Uint256::from(tests.weekly_liquidity_bps);
            prop_assert!(claimed <= Uint256::from(week) * Uint256::from(ONE));
        }

        #[test]
        fn the_classes_are_the_total(holdings in holdings()) {
            let shares = classes(&holdings);
            let amount = shares.iter().map(|share| share.amount).sum::<Uint128>();
            prop_assert_eq!(amount, sum(&holdings, |_| true));
            prop_assert!(shares.iter().map(|share| u32::from(share.share_bps)).sum::<u32>() <= 10_000);
        }
    }
}
