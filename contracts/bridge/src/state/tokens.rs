//! Registered tokens, by name and by contract.

use cosmwasm_std::{Addr, Api, CanonicalAddr, Order, QuerierWrapper, StdResult, Storage};
use cw_storage_plus::Item;
use isthmus_api::packed::{key, Reader, Writer, MAX_INDEX};
use isthmus_api::stablecoin;
use isthmus_api::types::{RegionId, TokenId};

use super::{text, token};
use crate::error::ContractError;

pub(super) const TOKEN_OF_CONTRACT: u8 = 0x03;
pub(super) const TOKEN: u8 = 0x05;

/// How many tokens were ever registered: the last number.
pub(super) const TOKEN_COUNT: Item<u16> = Item::new("token_count");

/// A registered token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Its number, from 1 on: what stands for it in keys.
    pub number: u16,
    /// Its name.
    pub id: TokenId,
    /// Its contract.
    pub contract: Addr,
    /// Gas of one call.
    pub gas_limit: u32,
}

/// What a contract's own entry says of its token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenEntry {
    /// Its number.
    pub number: u16,
    /// Its name.
    pub id: TokenId,
}

/// Gives out the number of the next token.
pub fn take_token_number(storage: &mut dyn Storage) -> Result<u16, ContractError> {
    let last = TOKEN_COUNT.may_load(storage)?.unwrap_or_default();
    let next = last.checked_add(1).filter(|next| *next <= MAX_INDEX);
    let next = next.ok_or(ContractError::Overflow {})?;
    TOKEN_COUNT.save(storage, &next)?;
    Ok(next)
}

pub fn save_token(storage: &mut dyn Storage, api: &dyn Api, token: &Token) -> StdResult<()> {
    let contract = api.addr_canonicalize(token.contract.as_str())?;
    let number = || Writer::default().index(token.number);
    let by_name = number().u32(token.gas_limit).fixed(&contract).finish();
    let by_contract = number().fixed(token.id.as_str().as_bytes()).finish();
    storage.set(&key(TOKEN, &[token.id.as_str().as_bytes()]), &by_name);
    storage.set(&key(TOKEN_OF_CONTRACT, &[&contract]), &by_contract);
    Ok(())
}

pub fn may_load_token(
    storage: &dyn Storage,
    api: &dyn Api,
    id: &TokenId,
) -> StdResult<Option<Token>> {
    match storage.get(&key(TOKEN, &[id.as_str().as_bytes()])) {
        None => Ok(None),
        Some(bytes) => read_token(api, id.clone(), &bytes).map(Some),
    }
}

/// The token of a contract.
pub fn find_token_of_contract(
    storage: &dyn Storage,
    api: &dyn Api,
    contract: &Addr,
) -> StdResult<Option<TokenEntry>> {
    let canonical = api.addr_canonicalize(contract.as_str())?;
    let Some(bytes) = storage.get(&key(TOKEN_OF_CONTRACT, &[&canonical])) else {
        return Ok(None);
    };
    let mut reader = Reader::new(&bytes);
    Ok(Some(TokenEntry { number: reader.index()?, id: token(text(reader.rest())?)? }))
}

/// Whether the token lists a receiver abroad as blocked: one raw read of its list. A contract without
/// such a list blocks nobody; one that is not there is an error.
pub fn is_receiver_blocked(
    querier: &QuerierWrapper,
    contract: &Addr,
    region: &RegionId,
    receiver: &str,
) -> StdResult<bool> {
    let key = stablecoin::foreign_receiver_key(region, receiver);
    Ok(querier.query_wasm_raw(contract.as_str(), key)?.is_some())
}

pub fn list_tokens(
    storage: &dyn Storage,
    api: &dyn Api,
    start_after: Option<&str>,
    limit: usize,
) -> StdResult<Vec<Token>> {
    // A zero byte after the cursor leaves the cursor itself out.
    let start = match start_after {
        None => key(TOKEN, &[]),
        Some(name) => key(TOKEN, &[name.as_bytes(), &[0]]),
    };
    let end = [TOKEN.saturating_add(1)];
    storage
        .range(Some(&start), Some(&end), Order::Ascending)
        .take(limit)
        .map(|(key, value)| {
            let id = token(text(key.get(1..).unwrap_or_default())?)?;
            read_token(api, id, &value)
        })
        .collect()
}

fn read_token(api: &dyn Api, id: TokenId, bytes: &[u8]) -> StdResult<Token> {
    let mut reader = Reader::new(bytes);
    Ok(Token {
        number: reader.index()?,
        id,
        gas_limit: reader.u32()?,
        contract: api.addr_humanize(&CanonicalAddr::from(reader.rest()))?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::testing::{MockApi, MockStorage};

    #[test]
    fn tokens_are_found_by_name_and_contract_and_paged() {
        let (mut storage, api) = (MockStorage::new(), MockApi::default());
        let made = ["west.aa", "west.aab", "west.ab"].map(|name| Token {
            number: take_token_number(&mut storage).unwrap(),
            id: token(name).unwrap(),
            contract: api.addr_make(name),
            gas_limit: 500_000,
        });
        made.iter().for_each(|t| save_token(&mut storage, &api, t).unwrap());
        assert_eq!(made.clone().map(|t| t.number), [1, 2, 3]);
        assert_eq!(list_tokens(&storage, &api, None, 30).unwrap(), made);
        let [_, second, _] = &made;
        let page = list_tokens(&storage, &api, Some("west.aa"), 1).unwrap();
        assert_eq!(page, std::slice::from_ref(second));
        for t in &made {
            assert_eq!(may_load_token(&storage, &api, &t.id).unwrap().as_ref(), Some(t));
            let found = find_token_of_contract(&storage, &api, &t.contract).unwrap();
            assert_eq!(found, Some(TokenEntry { number: t.number, id: t.id.clone() }));
        }
    }

    #[test]
    fn the_records_have_these_bytes() {
        let (mut storage, api) = (MockStorage::new(), MockApi::default());
        let (id, contract) = (token("west.iusd").unwrap(), api.addr_make("iusd"));
        let token = Token { number: 1, id, contract, gas_limit: 258 };
        save_token(&mut storage, &api, &token).unwrap();
        let canonical = api.addr_canonicalize(token.contract.as_str()).unwrap();
        let by_name = [b"\x01\0\0\x01\x02", canonical.as_slice()].concat();
        assert_eq!(storage.get(b"\x05west.iusd").unwrap(), by_name);
        let by_contract = storage.get(&[b"\x03", canonical.as_slice()].concat());
        assert_eq!(by_contract.unwrap(), b"\x01west.iusd");
    }
}
