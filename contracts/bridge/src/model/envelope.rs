//! What a packet must look like. Structure is read leniently (unknown keys pass, so that versions can
//! differ), values strictly.

use cosmwasm_std::{from_json, to_json_vec, HexBinary, StdError, Uint128};
use isthmus_api::packet::{
    Envelope, Header, Op, Transfer, ENVELOPE_VERSION, MAX_MEMO_BYTES, MAX_PACKET_BYTES,
    MAX_REFERENCE_BYTES,
};
use isthmus_api::types::{amount, hash, line, printable, text, InputError, RegionId, TokenId};

use super::packet::PacketId;
use crate::error::ContractError;

/// Longest account of another region, in characters.
const MAX_ACCOUNT: usize = 128;

/// A received transfer whose values hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incoming {
    /// Token.
    pub token: TokenId,
    /// Who sent it.
    pub sender: String,
    /// More than zero.
    pub amount: Uint128,
}

/// Writes an envelope: of a packet of this region, with who sent it if it carries money.
pub fn write(
    own: &RegionId,
    packet: &PacketId,
    sender: Option<String>,
    op: Op,
) -> Result<Vec<u8>, ContractError> {
    let data = to_json_vec(&Envelope {
        v: ENVELOPE_VERSION,
        from: own.to_string(),
        to: packet.region.to_string(),
        id: packet.id,
        token: packet.token.as_ref().map(TokenId::to_string),
        sender,
        op,
    })?;
    ensure_size(&data)?;
    Ok(data)
}

/// Reads an envelope that came over the channel of the peer `from`, in the region `to`.
pub fn read(data: &[u8], from: &RegionId, to: &RegionId) -> Result<Envelope, ContractError> {
    ensure_size(data)?;
    let envelope: Envelope = from_json(data).map_err(unreadable)?;
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

/// Reads what every packet says of itself, without judging it: one of our own that comes back, whatever it
/// carried and whichever version wrote it.
pub fn read_header(data: &[u8]) -> Result<Header, ContractError> {
    from_json(data).map_err(unreadable)
}

fn unreadable(error: StdError) -> ContractError {
    match error {
        // Without the name of a type of ours, which says nothing to who wrote the packet.
        StdError::ParseErr { msg, .. } => ContractError::unreadable("packet", &msg),
        other => ContractError::unreadable("packet", &other.to_string()),
    }
}

/// Checks the values of a received transfer that do not depend on this chain.
pub fn accept_transfer(
    token: Option<&str>,
    sender: Option<&str>,
    transfer: &Transfer,
) -> Result<Incoming, ContractError> {
    ensure_notes(transfer.memo.as_deref(), transfer.info.as_ref())?;
    let sender =
        text("sender", sender.unwrap_or_default(), (1, MAX_ACCOUNT), "visible ASCII", |c| {
            c.is_ascii_graphic() && !matches!(c, '<' | '>' | '&')
        })?;
    Ok(Incoming {
        token: TokenId::new("token", token.unwrap_or_default())?,
        sender,
        amount: amount("amount", &transfer.amount)?,
    })
}

/// Checks what a sender may write beside the amount.
pub fn ensure_notes(memo: Option<&str>, info: Option<&HexBinary>) -> Result<(), InputError> {
    if let Some(memo) = memo.filter(|memo| !memo.is_empty()) {
        line("memo", memo, MAX_MEMO_BYTES)?;
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
            amount: "100".to_string(),
            receiver: "east1bob".to_string(),
            memo: None,
            info: None,
        }
    }

    fn sent(op: &str) -> String {
        format!(
            r#"{{"v":1,"from":"west","to":"east","id":7,"token":"west.iusd","sender":"west1ana","op":{op}}}"#
        )
    }

    fn packet() -> PacketId {
        PacketId::new("east", Some("west.iusd"), 7).unwrap()
    }

    fn written(transfer: Transfer) -> Result<Vec<u8>, ContractError> {
        let sender = Some("west1ana".to_string());
        write(&region("west"), &packet(), sender, Op::Transfer(transfer))
    }

    fn accept(transfer: &Transfer) -> Result<Incoming, ContractError> {
        accept_transfer(Some("west.iusd"), Some("west1ana"), transfer)
    }

    #[test]
    fn what_is_written_is_read() {
        let data = written(transfer()).unwrap();
        let envelope = read(&data, &region("west"), &region("east")).unwrap();
        assert_eq!((envelope.id, envelope.op), (7, Op::Transfer(transfer())));
        let header = read_header(&data).unwrap();
        assert_eq!(PacketId::of(&header), Ok(packet()));
        assert_eq!(header.sender.as_deref(), Some("west1ana"));
        let said = (envelope.v, envelope.from, envelope.to, envelope.token, envelope.sender);
        assert_eq!(said, (header.v, header.from, header.to, header.token, header.sender));
    }

    /// An operation that this code does not know, of any version, does not hide whose packet it is.
    #[test]
    fn a_header_is_read_whatever_the_packet_carries() {
        for op in [r#"{"swap":{"pool":[1,{"x":null}]}}"#, "null", r#"{"transfer":{"amount":7}}"#] {
            let data =
                sent(op).replace("\"v\":1", "\"v\":9").replace("\"id\"", "\"hop\":[],\"id\"");
            let header = read_header(data.as_bytes()).unwrap();
            assert_eq!(PacketId::of(&header), Ok(packet()));
            assert!(read(data.as_bytes(), &region("west"), &region("east")).is_err());
        }
        let bare = br#"{"v":1,"from":"west","to":"east","id":3}"#;
        assert_eq!(
            PacketId::of(&read_header(bare).unwrap()),
            Ok(PacketId::new("east", None, 3).unwrap())
        );
    }

    #[test]
    fn unknown_keys_pass() {
        let op = r#"{"transfer":{"amount":"1","receiver":"b","new":[{}]}}"#;
        let data = sent(op).replace("\"id\"", "\"hop\":{\"x\":[1]},\"id\"");
        assert!(read(data.as_bytes(), &region("west"), &region("east")).is_ok());
    }

    /// Case 8: authority is the channel's, and a mis-wired channel or a loop is refused.
    #[test]
    fn a_packet_must_name_the_regions_of_its_channel() {
        let data = written(transfer()).unwrap();
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
            sent(r#"{"transfer":{"amount":"1"}}"#).replace('}', ""),
            sent("{}").replace("\"v\":1", "\"v\":65536"),
            sent("{}").replace("\"id\":7", "\"id\":-1"),
        ] {
            assert!(read(bad.as_bytes(), &region("west"), &region("east")).is_err(), "{bad:.60}");
        }
        let later =
            sent(r#"{"transfer":{"amount":"1","receiver":"b"}}"#).replace("\"v\":1", "\"v\":2");
        assert!(matches!(
            read(later.as_bytes(), &region("west"), &region("east")),
            Err(ContractError::EnvelopeVersion { given: 2, .. })
        ));
    }

    #[test]
    fn a_packet_is_small() {
        let mut big = transfer();
        big.memo = Some("x".repeat(MAX_PACKET_BYTES));
        assert!(matches!(written(big), Err(ContractError::PacketSize { .. })));
    }

    /// Case 24.
    #[test]
    fn a_transfers_values_are_strict() {
        assert_eq!(accept(&transfer()).unwrap().amount, Uint128::new(100));
        type Spoil = fn(&mut Transfer);
        let spoils: &[Spoil] = &[
            |t| t.amount = "0".to_string(),
            |t| t.amount = "0x10".to_string(),
            |t| t.amount = "010".to_string(),
            |t| t.amount = "1e3".to_string(),
            |t| t.amount = "340282366920938463463374607431768211456".to_string(),
            |t| t.memo = Some("x".repeat(257)),
            |t| t.memo = Some("\u{1b}[31mPAID".to_string()),
            |t| t.memo = Some("two\nlines".to_string()),
            |t| t.memo = Some("\u{202e}".to_string()),
            |t| t.info = Some(HexBinary::from(vec![0; 31])),
        ];
        for (n, spoil) in spoils.iter().enumerate() {
            let mut spoilt = transfer();
            spoil(&mut spoilt);
            assert!(accept(&spoilt).is_err(), "case {n} passed");
        }
        let long = "x".repeat(129);
        for (token, sender) in [
            ("wasm.x/channel-0/west.iusd", "a"),
            ("cw20:west1token", "a"),
            ("", "a"),
            ("west.iusd", ""),
            ("west.iusd", "a b"),
            ("west.iusd", "a<b"),
            ("west.iusd", &long),
        ] {
            let refused = accept_transfer(Some(token), Some(sender), &transfer());
            assert!(refused.is_err(), "{token} {sender} passed");
        }
        assert!(accept_transfer(None, Some("a"), &transfer()).is_err());
        assert!(accept_transfer(Some("west.iusd"), None, &transfer()).is_err());
        let mut full = transfer();
        full.amount = u128::MAX.to_string();
        full.memo = Some("x".repeat(256));
        full.info = Some(HexBinary::from(vec![0; 32]));
        assert!(accept(&full).is_ok());
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
