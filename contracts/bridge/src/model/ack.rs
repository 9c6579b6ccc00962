//! What an acknowledgement says: ICS-4's envelope, of which a peer of ours uses exactly two forms,
//! `{"result":"AQ=="}` and `{"error":"…"}`.
//!
//! Anything else is [`Ack::Unreadable`] and never guessed: a wrong guess either loses the sender's
//! money or pays it twice.

use cosmwasm_std::from_json;
use isthmus_api::packet::Acknowledgement;
use isthmus_api::types::printable;

/// The content of the one success acknowledgement.
pub const SUCCESS: &[u8] = &[1];
/// The same in base64.
const SUCCESS_TEXT: &str = "AQ==";

/// What the other side said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ack {
    /// It has it.
    Success,
    /// It refused; the text, made printable.
    Error(String),
    /// Nobody can say.
    Unreadable,
}

/// Reads an acknowledgement. Total: every sequence of bytes has an answer. It has exactly one key: with a
/// second one, of either name, it cannot be read.
///
/// ```
/// use isthmus_bridge::model::ack::{read, Ack};
/// assert_eq!(read(br#"{"result":"AQ=="}"#), Ack::Success);
/// assert_eq!(read(br#"{"error":"frozen"}"#), Ack::Error("frozen".into()));
/// assert_eq!(read(br#"{"result":"AQ==","error":"frozen"}"#), Ack::Unreadable);
/// ```
pub fn read(bytes: &[u8]) -> Ack {
    match from_json(bytes) {
        Ok(Acknowledgement::Result(data)) if data == SUCCESS_TEXT => Ack::Success,
        Ok(Acknowledgement::Error(text)) => Ack::Error(printable(&text)),
        _ => Ack::Unreadable,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn only_the_two_forms_are_understood() {
        let unreadable: &[&[u8]] = &[
            b"",
            b"{}",
            b"null",
            b"[]",
            b"\"AQ==\"",
            br#"{"result":""}"#,
            br#"{"result":"AA=="}"#,
            br#"{"result":"AQ"}"#,
            br#"{"result":1}"#,
            br#"{"result":null}"#,
            br#"{"error":null}"#,
            br#"{"error":7}"#,
            br#"{"Result":"AQ=="}"#,
            br#"{"result":"AQ==","result":"AQ=="}"#,
            br#"{"error":"a","error":"b"}"#,
            br#"{"error":"a","result":"AQ=="}"#,
            br#"{"result":"AQ=="} x"#,
            br#"{"result":"AQ=="}{"error":"a"}"#,
            br#"{"result":99999999999999999999999999999999999999999}"#,
            b"\xff\xfe",
        ];
        for bytes in unreadable {
            let text = String::from_utf8_lossy(bytes);
            assert_eq!(read(bytes), Ack::Unreadable, "{text}");
        }
    }

    /// ASA-2025-004, CWA-2024-001: an acknowledgement is written by somebody else's chain.
    #[test]
    fn a_deeply_nested_acknowledgement_is_unreadable_and_no_panic() {
        let deep = format!("{{\"result\":{}", "[".repeat(100_000));
        assert_eq!(read(deep.as_bytes()), Ack::Unreadable);
    }

    #[test]
    fn an_error_text_is_made_printable() {
        assert_eq!(read("{\"error\":\"<\u{2028}&\"}".as_bytes()), Ack::Error("???".to_string()));
        assert_eq!(read(br#"{"error":""}"#), Ack::Error(String::new()));
    }

    proptest! {
        #[test]
        fn any_bytes_have_the_same_answer_twice(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(read(&bytes), read(&bytes));
        }
    }
}
