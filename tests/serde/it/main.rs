//! The tables of `isthmus-wire` read, write and refuse what serde's own derive does, but for two things:
//! a message is refused that has a field that nobody knows, or a value that is spelled otherwise than it is
//! written.
//!
//! `isthmus_api_serde` is the source of `isthmus_api`, compiled with serde's derive. Every type of it is
//! compared over random values, and over random damage to their JSON.

mod json;
mod sample;

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use cosmwasm_std::{from_json, to_json_string, StdError};
use isthmus_api_serde as theirs;
use isthmus_wire::{from_message, Wire};
use proptest::prelude::*;
use serde::de::DeserializeOwned;
use serde::Serialize;

use json::Node;
use sample::{damage, has_wild_number, Random, Schema};

/// What came of some JSON: the value and the JSON that is written of it, or what is wrong.
type Read = Result<String, String>;

/// One type of the wire.
struct Case {
    name: &'static str,
    schema: Schema,
    /// The schema of serde's own.
    schema_of_serde: serde_json::Value,
    /// By its table.
    tolerant: fn(&str) -> Read,
    /// By its table, as the argument of an entry point.
    strict: fn(&str) -> Read,
    /// By serde.
    serde: fn(&str) -> Read,
}

fn show<T: Debug + Serialize>(value: &T) -> String {
    format!("{value:?} {}", to_json_string(value).unwrap())
}

fn tolerant<T: Debug + Serialize + DeserializeOwned>(json: &str) -> Read {
    match from_json::<T>(json) {
        Ok(value) => Ok(show(&value)),
        Err(StdError::ParseErr { msg, .. }) => Err(msg),
        Err(other) => panic!("{other}"),
    }
}

fn strict<T: Debug + Serialize + Wire>(json: &str) -> Read {
    from_message(json.as_bytes()).map(|value: T| show(&value))
}

macro_rules! cases {
    ($( $module:ident: $($name:ident)* ; )*) => {
        vec![$($( Case {
            name: concat!(stringify!($module), "::", stringify!($name)),
            schema: Schema(
                serde_json::to_value(cosmwasm_schema::schema_for!(isthmus_api::$module::$name)).unwrap(),
            ),
            schema_of_serde: serde_json::to_value(
                cosmwasm_schema::schema_for!(theirs::$module::$name),
            ).unwrap(),
            tolerant: tolerant::<isthmus_api::$module::$name>,
            strict: strict::<isthmus_api::$module::$name>,
            serde: tolerant::<theirs::$module::$name>,
        }, )*)*]
    };
}

/// Messages, answers, packets and what stands in a `send`. What these hold inside is compared with them.
fn cases() -> &'static [Case] {
    static CASES: OnceLock<Vec<Case>> = OnceLock::new();
    CASES.get_or_init(all)
}

fn all() -> Vec<Case> {
    cases! {
        stablecoin: ExecuteMsg QueryMsg InstantiateMsg MigrateMsg SudoMsg ConfigResponse SupplyResponse
            MinterInfo AccountResponse ComplianceResponse ForeignReceiverResponse ForeignReceiversResponse
            CanTransferResponse AllBalancesResponse FrozenAccountsResponse HeldAccountsResponse EscrowsResponse QuoteTransferResponse PendingChangesResponse
            FeaturesResponse HandOverStatus MigrationStatus SigningDomainResponse SigningTextResponse
            AuthorizationStateResponse KeysResponse SignatureRulesResponse;
        issuance: ExecuteMsg QueryMsg InstantiateMsg MigrateMsg SudoMsg PendingChangesResponse TokenHook ConfigResponse
            MinterResponse MintersResponse ControllersResponse MintRecipientsResponse ReserveResponse
            AttestationsResponse RedemptionTermsResponse RedemptionsResponse
            RedemptionStatisticsResponse CreditResponse SolvencyResponse CalendarResponse;
        escrow: ExecuteMsg QueryMsg InstantiateMsg MigrateMsg SudoMsg PendingChangesResponse TokenHook ConfigResponse
            AssetsResponse DealResponse DealsResponse DealTermsResponse
            DrawingResponse DrawingsResponse DiscrepanciesResponse CreditsResponse LedgerResponse
            SolvencyResponse NextActionResponse SimulateResponse CalendarResponse BankingDayResponse;
        identity: ExecuteMsg QueryMsg InstantiateMsg MigrateMsg SudoMsg PendingChangesResponse ResolutionResult AccountResponse
            JurisdictionResponse JurisdictionsResponse AccreditationResponse AccreditationsResponse
            RecognitionResponse RecognitionsResponse StatusListResponse StatusResponse
            StatusChunkResponse PassResponse PassesResponse OfferResponse OffersResponse
            AttestationResponse ShareResponse ConfigResponse;
        bridge: ExecuteMsg QueryMsg InstantiateMsg MigrateMsg SudoMsg PendingChangesResponse TokenHook ConfigResponse
            PortResponse PeerResponse PeersResponse TokenResponse TokensResponse RouteResponse
            LedgerResponse LimitsResponse PacketResponse InFlightResponse ClaimsResponse ClaimResponse
            DisputesResponse;
        access: RoleMembersResponse RolesOfResponse PausesResponse;
        policy: ExecuteMsg QueryMsg CanMoveResponse;
        gate: Policy Verdict;
        packet: Header Envelope Acknowledgement;
        types: LimitState;
    }
}

/// Compares the three readings of one JSON.
fn compare(case: &Case, node: &Node, escape: bool) -> Result<(), TestCaseError> {
    let json = node.print(escape);
    let serde = (case.serde)(&json);
    let tolerant = (case.tolerant)(&json);
    let strict = (case.strict)(&json);
    let name = case.name;
    let Ok(value) = serde else {
        prop_assert!(tolerant.is_err(), "{name}: {json}\n serde: {serde:?}\n table: {tolerant:?}");
        prop_assert!(strict.is_err(), "{name}: {json}\n serde: {serde:?}\n strict: {strict:?}");
        return Ok(());
    };
    if has_wild_number(node) && tolerant.is_err() {
        // Only in a field that nobody knows: anywhere else serde refuses it too.
        prop_assert!(case.schema.has_unknown(node), "{name}: {json}\n table: {tolerant:?}");
        prop_assert!(strict.is_err(), "{name}: {json}\n strict: {strict:?}");
        return Ok(());
    }
    prop_assert_eq!(&tolerant, &Ok(value.clone()), "{}: {}", name, json);
    if case.schema.has_other_spelling(node) {
        prop_assert!(strict.is_err(), "{name}: {json}\n strict: {strict:?}");
        return Ok(());
    }
    if !case.schema.has_unknown(node) {
        prop_assert_eq!(strict, Ok(value), "{}: {}", name, json);
        return Ok(());
    }
    let refused = strict.expect_err(&format!("{name}: {json} was read though a field is unknown"));
    prop_assert!(refused.starts_with("unknown field `"), "{name}: {json}\n{refused}");
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn whatever_a_schema_describes_is_read_and_written_as_serde_does(seed: u64, escape: bool) {
        let random = &mut Random(seed);
        for case in cases() {
            let node = case.schema.sample(random);
            prop_assert!(!case.schema.has_unknown(&node), "{}: {:?}", case.name, node);
            let json = node.print(escape);
            prop_assert!((case.strict)(&json).is_ok() || (case.serde)(&json).is_err(), "{json}");
            compare(case, &node, escape)?;
        }
    }

    #[test]
    fn damaged_json_is_refused_as_serde_does_it_but_for_fields_that_nobody_knows(seed: u64, escape: bool) {
        let random = &mut Random(seed);
        for case in cases() {
            let mut node = case.schema.sample(random);
            for _ in 0..=random.below(2) {
                damage(&mut node, random);
            }
            compare(case, &node, escape)?;
        }
    }
}

/// The samples are not all refused, and the damage is not all harmless: otherwise nothing is compared.
#[test]
fn both_outcomes_are_compared() {
    let random = &mut Random(1);
    for case in cases() {
        let read = (0..200)
            .filter(|_| (case.serde)(&case.schema.sample(random).print(false)).is_ok())
            .count();
        assert!(read > 20, "{}: {read} of 200 samples are read", case.name);
        let refused = (0..200)
            .filter(|_| {
                let mut node = case.schema.sample(random);
                damage(&mut node, random);
                (case.serde)(&node.print(false)).is_err()
            })
            .count();
        assert!(refused > 20, "{}: {refused} of 200 damaged samples are refused", case.name);
    }
}

#[test]
fn the_schemas_are_the_same() {
    for case in cases() {
        assert_eq!(case.schema.0, case.schema_of_serde, "{}", case.name);
    }
}

/// A type that is new on the wire is compared too.
#[test]
fn every_type_of_the_wire_is_compared() {
    let mut compared = BTreeSet::new();
    for case in cases() {
        compared.extend(case.name.split("::").map(str::to_string));
        let inside = case.schema.0["definitions"].as_object().into_iter().flatten();
        compared.extend(inside.map(|(name, _)| name.clone()));
    }
    let mut left = Vec::new();
    let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packages/api/src");
    let found = types_in(&source, &mut |name| {
        if !compared.contains(name) {
            left.push(name.to_string());
        }
    });
    assert!(found > 150, "{found} types are found in {}", source.display());
    assert!(left.is_empty(), "add to the cases, as what they stand in: {left:?}");
}

/// Calls back with the name of each type that has the attribute; gives how many there are.
fn types_in(folder: &Path, each: &mut dyn FnMut(&str)) -> usize {
    let mut found = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found += types_in(&path, each);
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        for below in text.split("#[wire]\n").skip(1) {
            let item = below.lines().find(|line| line.starts_with("pub ")).unwrap();
            let name = item.split([' ', '<', '(']).nth(2).unwrap();
            each(name);
            found += 1;
        }
    }
    found
}
