//! What a packet must look like. Structure is read leniently (unknown keys pass, so that versions can
//! differ), values strictly.

use cosmwasm_std::{from_json, to_json_vec, HexBinary, StdError, Uint128};
use isthmus_api::packet::{
    Envelope, Op, Transfer, ENVELOPE_VERSION, MAX_MEMO_BYTES, MAX_PACKET_BYTES, MAX_REFERENCE_BYTES,
};
use isthmus_api::types::{amount, hash, printable, text, InputError, RegionId, TokenId};

use crate::error::ContractError;

/// Longest account of another region, in characters.
const MAX_ACCOUNT: usize = 128;

/// A received transfer whose values hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Token.
    pub token: TokenId,
    /// More than zero.
    pub amount: Uint128,
}

/// Writes an envelope.
pub fn write(from: &RegionId, to: &RegionId, id: u64, op: Op) -> Result<Vec<u8>, ContractError> {
    let data = to_json_vec(&Envelope {
        v: ENVELOPE_VERSION,
        from: from.to_string(),
        to: to.to_string(),
        id,
        op,
    })?;
    ensure_size(&data)?;
    Ok(data)
}

/// Reads an envelope that came over the channel of the peer `from`, in the region `to`.
pub fn read(data: &[u8], from: &RegionId, to: &RegionId) -> Result<Envelope, ContractError> {
    ensure_size(data)?;
    let envelope: Envelope = parse(data)?;
    if envelope.v != ENVELOPE_VERSION {
        return Err(ContractError::EnvelopeVersion {
            expected: ENVELOPE_VERSION,
            given: envelope.v,
        });
    }
    ensure_region("from", from, &envelope.from)?;
    ensure_region("to", to, &envelope.to)?;
    Ok(envelope)
}

/// Reads an envelope without judging it: one of our own that comes back.
pub fn parse(data: &[u8]) -> Result<Envelope, ContractError> {
    from_json(data).map_err(|error| match error {
        // Without the name of a type of ours, which says nothing to who wrote the packet.
        StdError::ParseErr { msg, .. } => ContractError::unreadable("packet", &msg),
        other => ContractError::unreadable("packet", &other.to_string()),
    })
}

/// Checks the values of a received transfer that do not depend on this chain.
pub fn accept_transfer(transfer: &Transfer) -> Result<Incoming, ContractError> {
    ensure_notes(transfer.memo.as_deref(), transfer.info.as_ref())?;
    text("sender", &transfer.sender, (1, MAX_ACCOUNT), "visible ASCII", |c| {
        c.is_ascii_graphic() && !matches!(c, '<' | '>' | '&')
    })?;
    Ok(Incoming {
        token: TokenId::new("token", &transfer.token)?,
        amount: amount("amount", &transfer.amount)?,
    })
}

/// Checks what a sender may write beside the amount.
pub fn ensure_notes(memo: Option<&str>, info: Option<&HexBinary>) -> Result<(), InputError> {
    if let Some(memo) = memo {
        ensure_at_most_bytes("memo", memo.len(), MAX_MEMO_BYTES)?;
    }
    if let Some(info) = info {
        hash("info", info)?;
    }
    Ok(())
}

/// Checks a sender's own reference.
pub fn ensure_reference(reference: &[u8]) -> Result<(), InputError> {
    ensure_at_most_bytes("reference", reference.len(), MAX_REFERENCE_BYTES)
}

fn ensure_at_most_bytes(field: &'static str, given: usize, max: usize) -> Result<(), InputError> {
    if given <= max {
        return Ok(());
    }
    Err(InputError::Length { field, min: 0, max, given })
}

fn ensure_size(data: &[u8]) -> Result<(), ContractError> {
    if data.len() <= MAX_PACKET_BYTES {
        return Ok(());
    }
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    Err(ContractError::PacketSize { max: count(MAX_PACKET_BYTES), given: count(data.len()) })
}

fn ensure_region(
    field: &'static str,
    expected: &RegionId,
    given: &str,
) -> Result<(), ContractError> {
    if given == expected.as_str() {
        return Ok(());
    }
    Err(ContractError::WrongRegion {
        field,
        expected: expected.to_string(),
        given: printable(given),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn region(name: &str) -> RegionId {
        RegionId::new("region", name).unwrap()
    }

    fn transfer() -> Transfer {
        Transfer {
            token: "west.iusd".to_string(),
            amount: "100".to_string(),
            sender: "west1alice".to_string(),
            receiver: "east1bob".to_string(),
            memo: None,
            info: None,
        }
    }

    fn sent(op: &str) -> String {
        format!(r#"{{"v":1,"from":"west","to":"east","id":7,"op":{op}}}"#)
    }

    #[test]
    fn what_is_written_is_read() {
        let data = write(&region("west"), &region("east"), 7, Op::Transfer(transfer())).unwrap();
        let envelope = read(&data, &region("west"), &region("east")).unwrap();
        assert_eq!((envelope.id, envelope.op), (7, Op::Transfer(transfer())));
    }

    #[test]
    fn unknown_keys_pass() {
        let op = r#"{"transfer":{"token":"west.iusd","amount":"1","sender":"a","receiver":"b","new":[{}]}}"#;
        let data = sent(op).replace("\"id\"", "\"hop\":{\"x\":[1]},\"id\"");
        assert!(read(data.as_bytes(), &region("west"), &region("east")).is_ok());
    }

    /// Case 8: authority is the channel's, and a mis-wired channel or a loop is refused.
    #[test]
    fn a_packet_must_name_the_regions_of_its_channel() {
        let data = write(&region("west"), &region("east"), 7, Op::Transfer(transfer())).unwrap();
        assert!(matches!(
            read(&data, &region("north"), &region("east")),
            Err(ContractError::WrongRegion { field: "from", .. })
        ));
        assert!(matches!(
            read(&data, &region("west"), &region("west")),
            Err(ContractError::WrongRegion { field: "to", .. })
        ));
    }

    /// Case 16 (CWA-2024-001).
    #[test]
    fn hostile_json_is_an_error_and_no_panic() {
        let deep = |n: usize| "[".repeat(n);
        for bad in [
            String::new(),
            "{}".to_string(),
            deep(100_000),
            deep(8_000),
            sent(&deep(4_000)),
            sent(&"{\"transfer\":".repeat(300)),
            sent("{}"),
            sent(r#"{"burn":{}}"#),
            sent(r#""transfer""#),
            sent(r#"{"transfer":{},"attest":{}}"#),
            sent(r#"{"transfer":{"token":"west.iusd"}}"#).replace('}', ""),
            sent("{}").replace("\"v\":1", "\"v\":65536"),
            sent("{}").replace("\"id\":7", "\"id\":-1"),
        ] {
            assert!(read(bad.as_bytes(), &region("west"), &region("east")).is_err(), "{bad:.60}");
        }
        let later =
            sent(r#"{"transfer":{"token":"west.iusd","amount":"1","sender":"a","receiver":"b"}}"#)
                .replace("\"v\":1", "\"v\":2");
        assert!(matches!(
            read(later.as_bytes(), &region("west"), &region("east")),
            Err(ContractError::EnvelopeVersion { given: 2, .. })
        ));
    }

    #[test]
    fn a_packet_is_small() {
        let mut big = transfer();
        big.memo = Some("x".repeat(MAX_PACKET_BYTES));
        assert!(matches!(
            write(&region("west"), &region("east"), 7, Op::Transfer(big)),
            Err(ContractError::PacketSize { .. })
        ));
    }

    /// Case 24.
    #[test]
    fn a_transfers_values_are_strict() {
        assert_eq!(accept_transfer(&transfer()).unwrap().amount, Uint128::new(100));
        type Spoil = fn(&mut Transfer);
        let spoils: &[Spoil] = &[
            |t| t.amount = "0".to_string(),
            |t| t.amount = "0x10".to_string(),
            |t| t.amount = "010".to_string(),
            |t| t.amount = "1e3".to_string(),
            |t| t.amount = "340282366920938463463374607431768211456".to_string(),
            |t| t.token = "wasm.x/channel-0/west.iusd".to_string(),
            |t| t.token = "cw20:west1token".to_string(),
            |t| t.sender = String::new(),
            |t| t.sender = "a b".to_string(),
            |t| t.sender = "a<b".to_string(),
            |t| t.sender = "x".repeat(129),
            |t| t.memo = Some("x".repeat(257)),
            |t| t.info = Some(HexBinary::from(vec![0; 31])),
        ];
        for (n, spoil) in spoils.iter().enumerate() {
            let mut spoilt = transfer();
            spoil(&mut spoilt);
            assert!(accept_transfer(&spoilt).is_err(), "case {n} passed");
        }
        let mut full = transfer();
        full.amount = u128::MAX.to_string();
        full.memo = Some("x".repeat(256));
        full.info = Some(HexBinary::from(vec![0; 32]));
        assert!(accept_transfer(&full).is_ok());
        assert!(ensure_reference(&[0; 64]).is_ok());
        assert!(ensure_reference(&[0; 65]).is_err());
    }

    proptest! {
        /// Case 15: whatever a stranger writes, the text of the error goes unchanged through Go.
        #[test]
        fn an_error_is_ascii_without_the_characters_go_escapes(data in "[<>&{}\"a-z:\\[\\]\u{2028}é]{0,80}") {
            let error = read(data.as_bytes(), &region("west"), &region("east")).unwrap_err().to_string();
            let clean = error.chars().all(|c| matches!(c, ' '..='~') && !matches!(c, '<' | '>' | '&'));
            prop_assert!(clean, "{}", error);
        }

        #[test]
        fn any_bytes_are_read_or_refused(data in prop::collection::vec(any::<u8>(), 0..300)) {
            let _ = read(&data, &region("west"), &region("east"));
        }
    }
}
