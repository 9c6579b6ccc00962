//! Passes, and offers of passes. An offer is stored as the pass that it becomes when its account
//! accepts it, so nothing is checked or converted twice. Accounts are canonical here, as in the
//! gate's keys.

use cosmwasm_std::{Order, StdError, StdResult, Storage};
use isthmus_api::gate::{pass_key, pass_prefix, Pass, Source};
use isthmus_api::identity::MAX_PASSES;
use isthmus_api::packed::key;
use isthmus_api::types::{SchemaId, HASH_BYTES};

/// Tag of an offer.
pub(super) const OFFER_TAG: u8 = 0x06;

/// A pass and its schema.
pub struct HeldPass {
    /// The schema.
    pub schema: SchemaId,
    /// The pass.
    pub pass: Pass,
}

/// A pass that waits for acceptance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OfferedPass {
    /// Number of the issuer's accreditation.
    pub accreditation: u32,
    /// Number of the status list.
    pub list: u32,
    /// Index in it.
    pub index: u32,
    /// SHA-256 of the credential.
    pub digest: [u8; HASH_BYTES],
    /// The pass as it will be.
    pub pass: Pass,
}

impl OfferedPass {
    fn read(bytes: &[u8]) -> StdResult<Self> {
        let pass = Pass::read(bytes)?;
        let Source::Home { accreditation, list, index, digest } = pass.source else {
            return Err(StdError::parse_err("offer", "is of another region"));
        };
        Ok(Self { accreditation, list, index, digest, pass })
    }
}

/// The pass that an account has accepted for a schema.
pub fn load_pass(
    storage: &dyn Storage,
    account: &[u8],
    schema: &SchemaId,
) -> StdResult<Option<Pass>> {
    let bytes = storage.get(&pass_key(account, schema.as_str())?);
    bytes.map(|bytes| Pass::read(&bytes)).transpose()
}

/// Stores the pass.
pub fn save_pass(
    storage: &mut dyn Storage,
    account: &[u8],
    schema: &SchemaId,
    pass: &Pass,
) -> StdResult<()> {
    storage.set(&pass_key(account, schema.as_str())?, &pass.write());
    Ok(())
}

/// The passes of an account by schema; never more than the cap.
pub fn passes_of(storage: &dyn Storage, account: &[u8]) -> StdResult<Vec<HeldPass>> {
    let prefix = pass_prefix(account)?;
    // 0xff is no character of a schema's name, so the range ends where the account's keys end.
    let end = [prefix.as_slice(), &[0xff]].concat();
    storage
        .range(Some(&prefix), Some(&end), Order::Ascending)
        .take(MAX_PASSES)
        .map(|(key, value)| {
            let schema = std::str::from_utf8(key.get(prefix.len()..).unwrap_or_default())?;
            let schema = SchemaId::new("schema", schema)
                .map_err(|error| StdError::parse_err("pass", error))?;
            Ok(HeldPass { schema, pass: Pass::read(&value)? })
        })
        .collect()
}

/// What the keys of all offers to an account for a schema begin with; the number follows.
fn offer_prefix(account: &[u8], schema: &SchemaId) -> StdResult<Vec<u8>> {
    let schema = schema.as_str().as_bytes();
    let too_long = |_| StdError::serialize_err("offer", "a key part above 255 bytes");
    let account_length = u8::try_from(account.len()).map_err(too_long)?;
    let schema_length = u8::try_from(schema.len()).map_err(too_long)?;
    Ok(key(OFFER_TAG, &[&[account_length], account, &[schema_length], schema]))
}

fn offer_key(account: &[u8], schema: &SchemaId, accreditation: u32) -> StdResult<Vec<u8>> {
    let prefix = offer_prefix(account, schema)?;
    Ok([prefix.as_slice(), &accreditation.to_be_bytes()].concat())
}

/// What an issuer offers to the account.
pub fn load_offer(
    storage: &dyn Storage,
    account: &[u8],
    schema: &SchemaId,
    accreditation: u32,
) -> StdResult<Option<OfferedPass>> {
    let bytes = storage.get(&offer_key(account, schema, accreditation)?);
    bytes.map(|bytes| OfferedPass::read(&bytes)).transpose()
}

/// Stores an offer, in place of an earlier one under the same accreditation.
pub fn save_offer(
    storage: &mut dyn Storage,
    account: &[u8],
    schema: &SchemaId,
    accreditation: u32,
    pass: &Pass,
) -> StdResult<()> {
    storage.set(&offer_key(account, schema, accreditation)?, &pass.write());
    Ok(())
}

/// Removes an offer.
pub fn remove_offer(
    storage: &mut dyn Storage,
    account: &[u8],
    schema: &SchemaId,
    accreditation: u32,
) -> StdResult<()> {
    storage.remove(&offer_key(account, schema, accreditation)?);
    Ok(())
}

/// Offers to an account for a schema, by accreditation, after the cursor.
pub fn offers_to(
    storage: &dyn Storage,
    account: &[u8],
    schema: &SchemaId,
    start_after: Option<u32>,
    limit: usize,
) -> StdResult<Vec<OfferedPass>> {
    let prefix = offer_prefix(account, schema)?;
    let from = match start_after {
        None => prefix.clone(),
        // The first key after that of the number.
        Some(number) => [prefix.as_slice(), &number.to_be_bytes(), &[0]].concat(),
    };
    // Above every number of four bytes.
    let end = [prefix.as_slice(), &[0xff; 5]].concat();
    storage
        .range(Some(&from), Some(&end), Order::Ascending)
        .take(limit)
        .map(|(_, value)| OfferedPass::read(&value))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::MockStorage;

    fn pass(accreditation: u32) -> Pass {
        let source = Source::Home { accreditation, list: 1, index: 2, digest: [3; 32] };
        Pass { closed: false, level: 2, country: *b"DE", valid_from: 5, expires_at: 9, source }
    }

    #[test]
    fn a_page_of_offers_holds_those_of_one_account_and_schema_after_the_cursor() {
        let mut storage = MockStorage::new();
        let schema = |name: &str| SchemaId::new("schema", name).unwrap();
        for (account, name) in [(b"ann".as_slice(), "kyc"), (b"ann", "kyc2"), (b"bob", "kyc")] {
            for accreditation in [1, 2, 256, u32::MAX] {
                let pass = pass(accreditation);
                save_offer(&mut storage, account, &schema(name), accreditation, &pass).unwrap();
            }
        }
        let page = |start_after, limit| -> Vec<u32> {
            let found = offers_to(&storage, b"ann", &schema("kyc"), start_after, limit).unwrap();
            found.into_iter().map(|offer| offer.accreditation).collect()
        };
        assert_eq!(page(None, 10), [1, 2, 256, u32::MAX]);
        assert_eq!(page(None, 2), [1, 2]);
        assert_eq!(page(Some(1), 10), [2, 256, u32::MAX]);
        assert_eq!(page(Some(3), 10), [256, u32::MAX]);
        assert_eq!(page(Some(u32::MAX), 10), [0; 0]);
        let one = load_offer(&storage, b"ann", &schema("kyc"), 256).unwrap().unwrap();
        assert_eq!((one.accreditation, one.list, one.index, one.digest), (256, 1, 2, [3; 32]));
        assert_eq!(one.pass, pass(256));
        remove_offer(&mut storage, b"ann", &schema("kyc"), 256).unwrap();
        assert_eq!(load_offer(&storage, b"ann", &schema("kyc"), 256).unwrap(), None);
        assert!(load_offer(&storage, b"ann", &schema("kyc2"), 256).unwrap().is_some());
    }
}
