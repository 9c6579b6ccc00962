//! What a holder signs off the chain: the text, which nonces are left, and when it counts.
//!
//! The text is made for a person to read, one line per field in a fixed order. No value holds a line
//! break (addresses, numbers, references of one line), so two different acts never give one text. It
//! ends with the domain: chain, contract and epoch (E17).

use isthmus_api::stablecoin::{AccountKey, SignedAction, MAX_KEYS, OPEN_NONCES};
use isthmus_api::types::{printable, InputError};

use super::payments::expiry;
use crate::error::ContractError;

/// First line of every signed text: no other document begins with it.
pub const HEADER: &str = "Isthmus stablecoin: authorization";

/// Where a signature counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Domain {
    /// The chain.
    pub chain_id: String,
    /// This contract.
    pub contract: String,
    /// Rises with every migration.
    pub epoch: u64,
}

/// When it counts, and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terms {
    /// The signer's nonce.
    pub nonce: u64,
    /// First second at which it counts.
    pub not_before: Option<u64>,
    /// First second at which it no longer does.
    pub not_after: u64,
}

impl Terms {
    /// Fails outside the window. Its end is excluded, so a window that is empty never counts.
    pub fn ensure_current(&self, now: u64) -> Result<(), ContractError> {
        match self.not_before {
            Some(from) if now < from => return Err(ContractError::NotYetValid { from }),
            _ => {}
        }
        if now >= self.not_after {
            return Err(ContractError::AuthorizationExpired { until: self.not_after });
        }
        Ok(())
    }
}

/// Fails if more would leave the payer than it signed (A11).
pub fn ensure_within(due: u128, most: u128) -> Result<(), ContractError> {
    if due > most {
        return Err(ContractError::AboveMost { due, most });
    }
    Ok(())
}

/// The text that is signed.
pub fn text(domain: &Domain, action: &SignedAction, terms: &Terms) -> String {
    let mut lines = vec![HEADER.to_string()];
    let mut line = |label: &str, value: &str| lines.push(format!("{label}: {value}"));
    match action {
        SignedAction::Permit { owner, spender, amount, expires } => {
            line("action", "permit");
            line("owner", owner);
            line("spender", spender);
            line("amount in base units", &amount.to_string());
            line("allowance expires", &expiry(expires.unwrap_or_default()));
        }
        SignedAction::Transfer { from, to, amount, most, memo } => {
            line("action", "transfer_with_authorization");
            line("from", from);
            line("to", to);
            line("amount in base units", &amount.to_string());
            line("most that may leave, with a fee", &most.to_string());
            memo.iter().for_each(|memo| line("memo", memo));
        }
        SignedAction::Receive { from, to, amount, most, memo } => {
            line("action", "receive_with_authorization");
            line("from", from);
            line("to", to);
            line("amount in base units", &amount.to_string());
            line("most that may leave, with a fee", &most.to_string());
            memo.iter().for_each(|memo| line("memo", memo));
        }
    }
    line("nonce", &terms.nonce.to_string());
    terms.not_before.iter().for_each(|at| line("not before (unix seconds)", &at.to_string()));
    line("not after (unix seconds)", &terms.not_after.to_string());
    line("chain", &domain.chain_id);
    line("contract", &domain.contract);
    line("epoch", &domain.epoch.to_string());
    lines.join("\n")
}

/// The document that wallets of Cosmos chains sign for an arbitrary message (ADR-036), with the keys
/// in their order and no white space. The address and base64 need no escape in JSON.
pub fn adr036(signer: &str, text: &str) -> String {
    let data = cosmwasm_std::Binary::from(text.as_bytes()).to_base64();
    [
        r#"{"account_number":"0","chain_id":"","fee":{"amount":[],"gas":"0"},"memo":"","msgs":[{"#,
        r#""type":"sign/MsgSignData","value":{"data":""#,
        &data,
        r#"","signer":""#,
        signer,
        r#""}}],"sequence":"0"}"#,
    ]
    .concat()
}

/// Which nonces of an account are used: all below `next`, and of the 128 from there on those whose
/// bits are set (bit 0 never is). One small record for ever, whatever is signed and in whatever order:
/// random nonces, as in EIP-3009, would leave one record each, and a strict order would let one
/// payment that is never submitted hold up all later ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Nonces {
    /// The lowest unused one.
    pub next: u64,
    /// Bit n: whether `next + n` is used.
    pub used: u128,
}

impl Nonces {
    /// The highest that may be used now.
    pub fn last(&self) -> u64 {
        self.next.saturating_add(OPEN_NONCES.saturating_sub(1))
    }

    /// Uses one up.
    pub fn take(&self, nonce: u64) -> Result<Self, ContractError> {
        let offset = nonce.checked_sub(self.next).ok_or(ContractError::NonceUsed { nonce })?;
        let ahead = ContractError::NonceAhead { nonce, last: self.last() };
        let bit = u32::try_from(offset).ok().and_then(|offset| 1u128.checked_shl(offset));
        let Some(bit) = bit else { return Err(ahead) };
        if self.used & bit != 0 {
            return Err(ContractError::NonceUsed { nonce });
        }
        Self { next: self.next, used: self.used | bit }.settle()
    }

    /// Uses up the next ones, at most 128, used or not. So small a step cannot bring an account to the
    /// end of its nonces (E17).
    pub fn advance(&self, by: u32) -> Result<Self, ContractError> {
        let used = self.used.checked_shr(by).unwrap_or_default();
        Self { next: self.next_after(by)?, used }.settle()
    }

    /// Those above the lowest unused one that are used.
    pub fn used(&self) -> Vec<u64> {
        let open =
            (0..u128::BITS).filter(|n| self.used.checked_shr(*n).unwrap_or_default() & 1 == 1);
        open.filter_map(|n| self.next.checked_add(n.into())).collect()
    }

    /// With the used ones at the beginning left behind.
    fn settle(self) -> Result<Self, ContractError> {
        match self.used.trailing_ones() {
            0 => Ok(self),
            run => {
                let used = self.used.checked_shr(run).unwrap_or_default();
                Ok(Self { next: self.next_after(run)?, used })
            }
        }
    }

    fn next_after(&self, by: u32) -> Result<u64, ContractError> {
        let (left, right) = (self.next.into(), by.into());
        self.next.checked_add(by.into()).ok_or(ContractError::Overflow { left, right })
    }
}

/// The keys with one more, which has to have the form of its curve.
pub fn with_key(keys: &[AccountKey], key: &AccountKey) -> Result<Vec<AccountKey>, ContractError> {
    let (field, bytes, length) = match key {
        AccountKey::Secp256r1 { public_key } => ("public_key", public_key, 33),
        AccountKey::Ed25519 { public_key } => ("public_key", public_key, 32),
    };
    if bytes.len() != length {
        return Err(
            InputError::Length { field, min: length, max: length, given: bytes.len() }.into()
        );
    }
    let compressed = matches!(bytes.first(), Some(2 | 3));
    if matches!(key, AccountKey::Secp256r1 { .. }) && !compressed {
        let given = printable(&bytes.to_hex());
        let allowed = "a compressed point, whose first byte is 2 or 3";
        return Err(InputError::Characters { field, allowed, given }.into());
    }
    if keys.contains(key) {
        return Err(ContractError::KeyKnown {});
    }
    if keys.len() >= MAX_KEYS {
        return Err(ContractError::TooManyKeys { limit: MAX_KEYS });
    }
    Ok([keys, std::slice::from_ref(key)].concat())
}

/// The keys without one of them.
pub fn without_key(
    keys: &[AccountKey],
    key: &AccountKey,
) -> Result<Vec<AccountKey>, ContractError> {
    if !keys.contains(key) {
        return Err(ContractError::UnknownKey {});
    }
    Ok(keys.iter().filter(|kept| *kept != key).cloned().collect())
}

/// The curve and the hexadecimal of a key, for events.
pub fn show_key(key: &AccountKey) -> (String, String) {
    match key {
        AccountKey::Secp256r1 { public_key } => ("secp256r1".to_string(), public_key.to_hex()),
        AccountKey::Ed25519 { public_key } => ("ed25519".to_string(), public_key.to_hex()),
    }
}

#[cfg(test)]
#[allow(clippy::arithmetic_side_effects)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn domain() -> Domain {
        Domain { chain_id: "west-1".into(), contract: "west1token".into(), epoch: 2 }
    }

    #[test]
    fn the_text_is_readable_and_says_all() {
        let action = SignedAction::Transfer {
            from: "west1ann".into(),
            to: "west1bob".into(),
            amount: 12_500_000u128.into(),
            most: 12_525_000u128.into(),
            memo: Some("INV 7".into()),
        };
        let terms = Terms { nonce: 3, not_before: Some(1_795_000_000), not_after: 1_795_000_600 };
        let expected = "Isthmus stablecoin: authorization
action: transfer_with_authorization
from: west1ann
to: west1bob
amount in base units: 12500000
most that may leave, with a fee: 12525000
memo: INV 7
nonce: 3
not before (unix seconds): 1795000000
not after (unix seconds): 1795000600
chain: west-1
contract: west1token
epoch: 2";
        assert_eq!(text(&domain(), &action, &terms), expected);
    }

    #[test]
    fn the_adr_036_document_is_canonical_json() {
        let document = adr036("west1ann", "hello");
        let expected = "{\"account_number\":\"0\",\"chain_id\":\"\",\"fee\":{\"amount\":[],\"gas\":\"0\"},\
            \"memo\":\"\",\"msgs\":[{\"type\":\"sign/MsgSignData\",\"value\":{\"data\":\"aGVsbG8=\",\
            \"signer\":\"west1ann\"}}],\"sequence\":\"0\"}";
        assert_eq!(document, expected);
    }

    #[test]
    fn a_window_has_a_first_second_and_ends_before_its_last() {
        let terms = Terms { nonce: 0, not_before: Some(10), not_after: 20 };
        assert_eq!(terms.ensure_current(9), Err(ContractError::NotYetValid { from: 10 }));
        assert!(terms.ensure_current(10).is_ok() && terms.ensure_current(19).is_ok());
        assert_eq!(
            terms.ensure_current(20),
            Err(ContractError::AuthorizationExpired { until: 20 })
        );
        assert!(Terms { nonce: 0, not_before: Some(20), not_after: 20 }
            .ensure_current(20)
            .is_err());
        assert!(Terms { nonce: 0, not_before: None, not_after: 1 }.ensure_current(0).is_ok());
    }

    #[test]
    fn nonces_are_used_in_any_order_within_the_open_ones() {
        let one = Nonces::default().take(2).unwrap();
        assert_eq!((one.next, one.used(), one.last()), (0, vec![2], 127));
        assert_eq!(one.take(2), Err(ContractError::NonceUsed { nonce: 2 }));
        assert_eq!(one.take(128), Err(ContractError::NonceAhead { nonce: 128, last: 127 }));
        let far = 1u64 << 40;
        assert_eq!(one.take(far), Err(ContractError::NonceAhead { nonce: far, last: 127 }));
        let two = one.take(0).unwrap().take(1).unwrap();
        assert_eq!((two.next, two.used), (3, 0));
        assert_eq!(two.take(1), Err(ContractError::NonceUsed { nonce: 1 }));
        assert!(two.take(130).unwrap().take(131).is_err());
    }

    #[test]
    fn e17_an_advance_leaves_nonces_to_use() {
        let some = Nonces::default().take(5).unwrap().take(127).unwrap();
        let later = some.advance(5).unwrap();
        assert_eq!((later.next, later.used()), (6, vec![127]));
        assert_eq!(some.advance(128).unwrap(), Nonces { next: 128, used: 0 });
        assert!(some.advance(128).unwrap().take(128).is_ok());
        assert!(Nonces { next: u64::MAX, used: 0 }.advance(1).is_err());
    }

    proptest! {
        /// I7: each nonce counts once, whatever the order, and the record stays as small.
        #[test]
        fn i7_a_nonce_is_taken_once(steps in prop::collection::vec((0u64..300, 0u32..40), 1..400)) {
            let mut nonces = Nonces::default();
            let mut taken = BTreeSet::new();
            for (nonce, by) in steps {
                if by == 39 {
                    let after = nonces.advance(3).unwrap();
                    (nonces.next..after.next).for_each(|gone| { taken.insert(gone); });
                    nonces = after;
                    continue;
                }
                match nonces.take(nonce) {
                    Ok(after) => {
                        prop_assert!(taken.insert(nonce), "{nonce} twice");
                        nonces = after;
                    }
                    Err(ContractError::NonceUsed { .. }) => prop_assert!(taken.contains(&nonce)),
                    Err(_) => prop_assert!(nonce > nonces.last()),
                }
                prop_assert_eq!(nonces.used & 1, 0);
                let open = taken.iter().filter(|nonce| **nonce >= nonces.next).copied();
                prop_assert_eq!(nonces.used(), open.collect::<Vec<_>>());
            }
        }

        /// Two acts that differ anywhere have two texts.
        #[test]
        fn different_acts_have_different_texts(
            a in any::<[u8; 6]>(), b in any::<[u8; 6]>(), memo in prop::option::of("[ -~\u{4e00}-\u{4fff}]{1,16}"),
        ) {
            let made = |v: [u8; 6], memo: &Option<String>| {
                let (from, to) = (format!("west1{}", v[0] % 3), format!("west1{}", v[1] % 3));
                let (amount, memo) = (u128::from(v[2] % 3).into(), memo.clone());
                let most = u128::from(v[2] / 128).into();
                let action = match v[3] % 3 {
                    0 => SignedAction::Permit { owner: from, spender: to, amount, expires: None },
                    1 => SignedAction::Transfer { from, to, amount, most, memo },
                    _ => SignedAction::Receive { from, to, amount, most, memo },
                };
                let not_before = (v[4] % 2 == 1).then_some(1);
                let terms = Terms { nonce: (v[5] % 3).into(), not_before, not_after: 9 };
                (text(&domain(), &action, &terms), (action, terms))
            };
            let (first, second) = (made(a, &memo), made(b, &None));
            prop_assert_eq!(first.0 == second.0, first.1 == second.1);
        }
    }
}
