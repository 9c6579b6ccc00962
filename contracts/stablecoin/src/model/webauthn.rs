//! What a passkey signs (W3C Web Authentication, level 2).

use cosmwasm_std::Binary;
use isthmus_api::stablecoin::WebauthnRules;
use sha2::{Digest, Sha256};

use crate::error::ContractError;

/// How client data begins, before the challenge.
const BEGINS: &str = r#"{"type":"webauthn.get","challenge":""#;
/// How it goes on after it.
const CONTINUES: &str = r#"","origin":""#;
/// Where the flags of the authenticator data stand, after the hash of the relying party (6.1).
const FLAGS: usize = 32;
/// Bytes of authenticator data without extensions.
const SHORTEST: u32 = 37;
/// The user was there, and was verified.
const PRESENT_AND_VERIFIED: u8 = 0b0000_0101;

/// The bytes that the authenticator's key signs, if they answer this text.
///
/// The client data is compared at its beginning and not parsed: browsers write type, challenge and
/// origin in this order, and the standard names this the limited verification algorithm (5.8.1.2).
/// The relying party is not checked: an authenticator makes a key for one relying party alone, so the
/// registered key stands for it. The user has to be verified, because money leaves by this.
pub fn signed_bytes(
    text: &str,
    authenticator_data: &[u8],
    client_data_json: &[u8],
) -> Result<Vec<u8>, ContractError> {
    let bad = |reason| Err(ContractError::BadSignature { reason });
    let challenge = base64_url(&Sha256::digest(text.as_bytes()));
    let begin = [BEGINS, &challenge, CONTINUES].concat();
    if !client_data_json.starts_with(begin.as_bytes()) {
        return bad("the client data does not answer this text");
    }
    if u32::try_from(authenticator_data.len()).is_ok_and(|bytes| bytes < SHORTEST) {
        return bad("the authenticator data is too short");
    }
    let flags = authenticator_data.get(FLAGS).copied().unwrap_or_default();
    if flags & PRESENT_AND_VERIFIED != PRESENT_AND_VERIFIED {
        return bad("the authenticator did not verify its user");
    }
    let hash: [u8; 32] = Sha256::digest(client_data_json).into();
    Ok([authenticator_data, &hash].concat())
}

/// What is asked, for the query `signature_rules`.
pub fn rules() -> WebauthnRules {
    WebauthnRules {
        client_data_begins: BEGINS.to_string(),
        client_data_continues: CONTINUES.to_string(),
        authenticator_data_bytes: SHORTEST,
        user_present: PRESENT_AND_VERIFIED & 0b0001 != 0,
        user_verified: PRESENT_AND_VERIFIED & 0b0100 != 0,
        relying_party: false,
    }
}

/// Base64 for URLs, without padding (RFC 4648 section 5).
fn base64_url(bytes: &[u8]) -> String {
    let standard = Binary::from(bytes).to_base64();
    standard.trim_end_matches('=').replace('+', "-").replace('/', "_")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn client_data(text: &str) -> String {
        let challenge = base64_url(&Sha256::digest(text.as_bytes()));
        format!(
            r#"{{"type":"webauthn.get","challenge":"{challenge}","origin":"https://a.example","crossOrigin":false}}"#
        )
    }

    fn authenticator_data(flags: u8) -> Vec<u8> {
        [&[7u8; 32][..], &[flags], &[0; 4]].concat()
    }

    #[test]
    fn base64_for_urls_has_no_padding() {
        assert_eq!(base64_url(&[0xfb, 0xff, 0xfe, 1]), "-__-AQ");
    }

    #[test]
    fn the_challenge_and_a_verified_user_are_needed() {
        let (text, other) = (client_data("pay"), client_data("pay more"));
        let signed = signed_bytes("pay", &authenticator_data(0x05), text.as_bytes()).unwrap();
        assert_eq!(signed.len(), 37 + 32);
        assert!(signed_bytes("pay", &authenticator_data(0x1d), text.as_bytes()).is_ok());
        for flags in [0x00, 0x01, 0x04] {
            assert!(signed_bytes("pay", &authenticator_data(flags), text.as_bytes()).is_err());
        }
        let data = authenticator_data(0x05);
        assert!(signed_bytes("pay", &data, other.as_bytes()).is_err());
        assert!(signed_bytes("pay", data.get(..36).unwrap(), text.as_bytes()).is_err());
        let created = text.replace("webauthn.get", "webauthn.create");
        assert!(signed_bytes("pay", &data, created.as_bytes()).is_err());
        // The challenge in another place than the first is not one.
        let moved = format!(r#"{{"x":{text}}}"#);
        assert!(signed_bytes("pay", &data, moved.as_bytes()).is_err());
    }
}
