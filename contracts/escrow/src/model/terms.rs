//! Which terms make sense, what they oblige the funder to cover, and what a consent signs.

use cosmwasm_std::{Addr, StdResult, Uint128};
use isthmus_api::escrow::{
    Document, Finding, Presentation, RequiredDocument, Terms, DEFAULT_PRESENTATION_DAYS,
    MAX_DOCUMENTS, MAX_FINDINGS, MAX_PRESENTATION_DAYS, MAX_REQUIRED_DOCUMENTS, MAX_TENOR_SECONDS,
    MAX_TOLERANCE_BPS, TERMS_TAG,
};
use isthmus_api::types::{self, InputError};
use sha2::{Digest, Sha256};

use super::text::{check_kind, check_printable};
use crate::ContractError;

/// Largest amount of a credit: 10^30 base units, so that no sum of this contract can overflow.
pub const MAX_AMOUNT: u128 = 1_000_000_000_000_000_000_000_000_000_000;
/// Whole, in hundredths of a per cent.
const WHOLE_BPS: u128 = 10_000;
/// What a single drawing may fall short by even where partial drawings are not allowed (art. 30c).
const SHORT_BPS: u16 = 500;

/// The terms with every default filled in, or what is wrong with them. Addresses and the calendar
/// are checked where they can be looked up.
pub fn normalize(mut terms: Terms, now: u64) -> Result<Terms, ContractError> {
    check_amount(terms.amount)?;
    types::within("tolerance_bps", terms.tolerance_bps, (0, MAX_TOLERANCE_BPS))?;
    let days = terms.presentation_period_days.unwrap_or(DEFAULT_PRESENTATION_DAYS);
    types::within("presentation_period_days", days, (1, MAX_PRESENTATION_DAYS))?;
    if let Some(reference) = &terms.reference {
        check_printable("reference", reference, 1, 64)?;
    }
    if let Some(hash) = &terms.text_hash {
        types::hash("text_hash", hash)?;
    }
    check_required_documents(&terms.documents)?;
    check_dates(&terms, now)?;
    terms.presentation_period_days = Some(days);
    terms.partial_drawings = Some(terms.partial_drawings.unwrap_or(true));
    Ok(terms)
}

fn check_dates(terms: &Terms, now: u64) -> Result<(), ContractError> {
    let last = now.saturating_add(MAX_TENOR_SECONDS);
    let order = [
        ("now", now, "consent_by", terms.consent_by),
        ("consent_by", terms.consent_by, "fund_by", terms.fund_by),
        ("fund_by", terms.fund_by, "expires_at", terms.expires_at),
        ("latest_shipment_at", terms.latest_shipment_at, "expires_at", terms.expires_at),
        ("expires_at", terms.expires_at, "now plus five years", last),
    ];
    for (earlier, first, later, second) in order {
        if first > second {
            return Err(ContractError::Dates { earlier, later, first, second });
        }
    }
    Ok(())
}

fn check_required_documents(documents: &[RequiredDocument]) -> Result<(), InputError> {
    let given = u64::try_from(documents.len()).unwrap_or(u64::MAX);
    let most = u64::try_from(MAX_REQUIRED_DOCUMENTS).unwrap_or(u64::MAX);
    types::within("documents", given, (1, most))?;
    for (index, document) in documents.iter().enumerate() {
        check_kind("documents.kind", &document.kind)?;
        if let Some(details) = &document.details {
            check_printable("documents.details", details, 1, 140)?;
        }
        let earlier = documents.iter().take(index);
        if earlier.into_iter().any(|other| other.kind == document.kind) {
            return Err(InputError::Characters {
                field: "documents.kind",
                allowed: "each kind once",
                given: types::printable(&document.kind),
            });
        }
    }
    Ok(())
}

/// Checks what is presented.
pub fn check_presentation(given: &Presentation) -> Result<(), InputError> {
    check_amount(given.amount)?;
    check_documents(&given.documents)
}

/// Checks an amount: from 1 to [`MAX_AMOUNT`].
pub fn check_amount(given: Uint128) -> Result<(), InputError> {
    types::within("amount", given.u128(), (1, MAX_AMOUNT))?;
    Ok(())
}

/// Checks documents.
pub fn check_documents(given: &[Document]) -> Result<(), InputError> {
    types::at_most("documents", given, MAX_DOCUMENTS)?;
    given.iter().try_for_each(|document| {
        check_kind("documents.kind", &document.kind)?;
        types::hash("documents.hash", &document.hash).map(|_| ())
    })
}

/// Checks an examiner's findings.
pub fn check_findings(given: &[Finding]) -> Result<(), InputError> {
    types::at_most("discrepancies", given, MAX_FINDINGS)?;
    given.iter().try_for_each(|finding| {
        if let Some(document) = &finding.document {
            check_kind("discrepancies.document", document)?;
        }
        check_printable("discrepancies.text", &finding.text, 1, 128)
    })
}

/// What must be funded: the amount with the tolerance on top, rounded down.
///
/// ```
/// use isthmus_escrow::model::terms::cover;
/// assert_eq!(cover(1_005u128.into(), 1_000).u128(), 1_105);
/// assert_eq!(cover(7u128.into(), 0).u128(), 7);
/// ```
pub fn cover(amount: Uint128, tolerance_bps: u16) -> Uint128 {
    amount.saturating_add(share(amount, tolerance_bps))
}

/// The least that one drawing may be where partial drawings are not allowed: the amount less the
/// tolerance, or less 5 per cent if that is more (UCP 600 art. 30c).
pub fn least_single_drawing(amount: Uint128, tolerance_bps: u16) -> Uint128 {
    amount.saturating_sub(share(amount, tolerance_bps.max(SHORT_BPS)))
}

fn share(amount: Uint128, bps: u16) -> Uint128 {
    // Cannot overflow: at most the amount, for bps at most 5000.
    amount.checked_multiply_ratio(u128::from(bps), WHOLE_BPS).unwrap_or(Uint128::zero())
}

/// What a consent signs: SHA-256 of tag, chain, contract and deal, a line feed after each, and the
/// stored bytes. None of the four can hold a line feed, so two different deals never share the input.
pub fn hash(chain_id: &str, contract: &Addr, deal: u64, stored: &[u8]) -> [u8; 32] {
    let head = format!("{TERMS_TAG}\n{chain_id}\n{contract}\n{deal}\n");
    Sha256::new().chain_update(head).chain_update(stored).finalize().into()
}

/// The terms' bytes as they are stored and hashed.
pub fn bytes(terms: &Terms) -> StdResult<Vec<u8>> {
    cosmwasm_std::to_json_vec(terms)
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::as_conversions)]
pub(crate) mod tests {
    use super::*;
    use cosmwasm_std::HexBinary;
    use isthmus_api::types::{Asset, Payout};
    use proptest::prelude::*;

    pub fn example() -> Terms {
        Terms {
            applicant: "importer".into(),
            issuer: "bank".into(),
            beneficiary: "exporter".into(),
            payout: Payout::Local { address: "exporter".into() },
            advising: None,
            asset: Asset::Native("uwest".into()),
            amount: Uint128::new(100_000),
            tolerance_bps: 500,
            partial_drawings: None,
            documents: vec![
                RequiredDocument { kind: "commercial_invoice".into(), details: None },
                RequiredDocument {
                    kind: "bill_of_lading".into(),
                    details: Some("full set, clean on board".into()),
                },
            ],
            latest_shipment_at: 2_000_000,
            expires_at: 3_000_000,
            presentation_period_days: None,
            calendar: 1,
            consent_by: 1_000_000,
            fund_by: 1_100_000,
            reference: Some("LC-2026-001".into()),
            text_hash: None,
        }
    }

    #[test]
    fn defaults_are_those_of_the_rules() {
        let terms = normalize(example(), 500_000).unwrap();
        assert_eq!(terms.presentation_period_days, Some(21));
        assert_eq!(terms.partial_drawings, Some(true));
    }

    #[test]
    fn a_deadline_may_be_equal_but_not_after_the_next() {
        assert!(normalize(example(), 1_000_000).is_ok());
        assert!(normalize(example(), 1_000_001).is_err());
        let change = |change: fn(&mut Terms)| {
            let mut terms = example();
            change(&mut terms);
            normalize(terms, 500_000)
        };
        assert!(change(|terms| terms.fund_by = 1_000_000).is_ok());
        assert!(change(|terms| terms.fund_by = 999_999).is_err());
        assert!(change(|terms| terms.expires_at = 2_000_000).is_ok());
        assert!(change(|terms| terms.expires_at = 1_999_999).is_err());
        assert!(change(|terms| terms.expires_at = 500_000 + MAX_TENOR_SECONDS).is_ok());
        assert!(change(|terms| terms.expires_at = 500_001 + MAX_TENOR_SECONDS).is_err());
        assert!(change(|terms| terms.expires_at = u64::MAX).is_err());
    }

    #[test]
    fn every_list_and_text_is_bounded() {
        let change = |change: fn(&mut Terms)| {
            let mut terms = example();
            change(&mut terms);
            normalize(terms, 500_000)
        };
        assert!(change(|terms| terms.documents.clear()).is_err());
        assert!(change(|terms| terms.documents = vec![terms.documents[0].clone(); 2]).is_err());
        assert!(change(|terms| {
            terms.documents = (0..=MAX_REQUIRED_DOCUMENTS)
                .map(|i| RequiredDocument { kind: format!("kind_{i}"), details: None })
                .collect()
        })
        .is_err());
        assert!(change(|terms| terms.documents[0].kind = "Invoice".into()).is_err());
        assert!(change(|terms| terms.documents[0].details = Some("x".repeat(141))).is_err());
        assert!(change(|terms| terms.reference = Some("<".into())).is_err());
        assert!(change(|terms| terms.text_hash = Some(HexBinary::from(vec![1; 31]))).is_err());
        assert!(change(|terms| terms.amount = Uint128::zero()).is_err());
        assert!(change(|terms| terms.amount = Uint128::MAX).is_err());
        assert!(change(|terms| terms.tolerance_bps = 5_001).is_err());
        assert!(change(|terms| terms.presentation_period_days = Some(0)).is_err());
        assert!(change(|terms| terms.presentation_period_days = Some(366)).is_err());
    }

    #[test]
    fn a_hash_is_of_one_deal_of_one_contract_on_one_chain() {
        let contract = Addr::unchecked("west1escrow");
        let stored = bytes(&example()).unwrap();
        let hashes = [
            hash("west-1", &contract, 1, &stored),
            hash("west-1", &contract, 2, &stored),
            hash("east-1", &contract, 1, &stored),
            hash("west-1", &Addr::unchecked("west1other"), 1, &stored),
            hash("west-1", &contract, 1, &stored[1..]),
        ];
        for (i, a) in hashes.iter().enumerate() {
            assert!(hashes.iter().skip(i + 1).all(|b| a != b));
        }
    }

    proptest! {
        #[test]
        fn the_cover_lies_between_the_amount_and_its_tolerance(
            amount in 1..=MAX_AMOUNT, bps in 0..=MAX_TOLERANCE_BPS,
        ) {
            let (cover, least) = (cover(amount.into(), bps), least_single_drawing(amount.into(), bps));
            prop_assert!(cover.u128() >= amount);
            prop_assert!(least.u128() <= amount);
            // Exact, apart from rounding down: the excess is the largest whole number within bps.
            let excess = cover.u128() - amount;
            let (whole, rest) = (amount / 10_000, amount % 10_000);
            prop_assert_eq!(excess, whole * u128::from(bps) + rest * u128::from(bps) / 10_000);
        }
    }
}
