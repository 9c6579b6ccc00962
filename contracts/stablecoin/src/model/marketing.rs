//! What wallets show: name, ticker, decimals and logo.

use cw20::{EmbeddedLogo, Logo};
use isthmus_api::types::printable;

use crate::error::ContractError;

/// Most bytes of an embedded logo.
const MAX_LOGO_BYTES: usize = 5 * 1024;
/// The eight bytes every PNG begins with.
const PNG_HEADER: &[u8] = &[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];
/// Name, ticker and decimals as cw20-base demands them.
pub fn ensure_token(name: &str, symbol: &str, decimals: u8) -> Result<(), ContractError> {
    if !(3..=50).contains(&name.len()) {
        return Err(ContractError::Name { given: name.len() });
    }
    let letters = symbol.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    if !(3..=12).contains(&symbol.len()) || !letters {
        return Err(ContractError::Symbol { given: printable(symbol) });
    }
    match decimals {
        0..=18 => Ok(()),
        given => Err(ContractError::Decimals { given }),
    }
}

/// A URL, or a PNG of at most 5 KiB. An SVG can hold what a wallet that shows it would run, and no list of
/// forbidden words is ever complete; cw20-base looks at its first line only (E27).
pub fn ensure_logo(logo: &Logo) -> Result<(), ContractError> {
    match logo {
        Logo::Url(_) => Ok(()),
        Logo::Embedded(EmbeddedLogo::Svg(_)) => Err(ContractError::SvgLogo {}),
        Logo::Embedded(EmbeddedLogo::Png(data)) => {
            ensure_size(data)?;
            if !data.starts_with(PNG_HEADER) {
                return Err(ContractError::PngHeader {});
            }
            Ok(())
        }
    }
}

fn ensure_size(data: &[u8]) -> Result<(), ContractError> {
    match data.len() {
        0..=MAX_LOGO_BYTES => Ok(()),
        given => Err(ContractError::LogoTooBig { given }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::Binary;

    #[test]
    fn e27_an_embedded_logo_is_no_svg() {
        for text in ["<?xml version=\"1.0\"?><svg><circle r=\"5\"/></svg>", "<svg/>", ""] {
            let svg = Logo::Embedded(EmbeddedLogo::Svg(Binary::from(text.as_bytes())));
            assert_eq!(ensure_logo(&svg), Err(ContractError::SvgLogo {}));
        }
        assert!(ensure_logo(&Logo::Url("https://isthmus.example/logo.svg".into())).is_ok());
    }

    #[test]
    fn a_logo_is_a_small_picture() {
        let png = |data: Vec<u8>| Logo::Embedded(EmbeddedLogo::Png(Binary::from(data)));
        assert!(ensure_logo(&png(PNG_HEADER.to_vec())).is_ok());
        assert_eq!(ensure_logo(&png(vec![0; 9])), Err(ContractError::PngHeader {}));
        let filled = |bytes: usize| {
            let body = vec![0; bytes - PNG_HEADER.len()];
            png([PNG_HEADER, body.as_slice()].concat())
        };
        assert!(ensure_logo(&filled(5120)).is_ok());
        assert!(ensure_logo(&filled(5121)).is_err());
        assert_eq!(
            ensure_logo(&png(vec![0; 5121])),
            Err(ContractError::LogoTooBig { given: 5121 })
        );
    }

    #[test]
    fn name_ticker_and_decimals_have_cw20_bases_limits() {
        assert!(ensure_token("Isthmus Dollar", "IUSD", 6).is_ok());
        assert!(ensure_token("IU", "IUSD", 6).is_err());
        assert!(ensure_token(&"x".repeat(51), "IUSD", 6).is_err());
        assert!(ensure_token("Isthmus Dollar", "IU", 6).is_err());
        assert!(ensure_token("Isthmus Dollar", "IUSD1", 6).is_err());
        assert!(ensure_token("Isthmus Dollar", "IUSD", 19).is_err());
    }
}
