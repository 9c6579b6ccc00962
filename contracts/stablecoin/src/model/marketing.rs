//! What wallets show: name, ticker, decimals and logo.

use cw20::{EmbeddedLogo, Logo};
use isthmus_api::types::printable;

use crate::error::ContractError;

/// Most bytes of an embedded logo.
const MAX_LOGO_BYTES: usize = 5 * 1024;
/// The eight bytes every PNG begins with.
const PNG_HEADER: &[u8] = &[0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a];
/// What an SVG may not hold, in lower case. `script` covers the element under any prefix and
/// `javascript:`; a character reference could hide it in an attribute.
const FORBIDDEN_IN_SVG: &[(&str, &str)] = &[
    ("script", "script"),
    ("foreignobject", "foreignObject"),
    ("iframe", "iframe"),
    ("<!entity", "ENTITY"),
    ("<!doctype", "DOCTYPE"),
    ("&#", "a character reference"),
];

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

/// A URL, or a picture of at most 5 KiB. An SVG with a script would run in a wallet that shows it
/// inline; cw20-base looks at its first line only (E27).
pub fn ensure_logo(logo: &Logo) -> Result<(), ContractError> {
    match logo {
        Logo::Url(_) => Ok(()),
        Logo::Embedded(EmbeddedLogo::Svg(data)) => {
            ensure_preamble(data)?;
            ensure_size(data)?;
            ensure_svg(data)
        }
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

fn ensure_preamble(data: &[u8]) -> Result<(), ContractError> {
    let preamble = data.split_inclusive(|byte| *byte == b'>').next().unwrap_or_default();
    if !preamble.starts_with(b"<?xml ") || !preamble.ends_with(b"?>") {
        return Err(ContractError::SvgPreamble {});
    }
    Ok(())
}

fn ensure_svg(data: &[u8]) -> Result<(), ContractError> {
    // Another encoding could spell the forbidden words in bytes that are not searched.
    let text = std::str::from_utf8(data)
        .map_err(|_| ContractError::SvgScript { found: "other text than UTF-8" })?
        .to_ascii_lowercase();
    if let Some((_, found)) = FORBIDDEN_IN_SVG.iter().find(|(word, _)| text.contains(word)) {
        return Err(ContractError::SvgScript { found });
    }
    if has_handler(&text) {
        return Err(ContractError::SvgScript { found: "an on... attribute" });
    }
    Ok(())
}

/// Whether any attribute begins with `on`, such as `onload = "…"`.
fn has_handler(text: &str) -> bool {
    let is_break = |c: char| c.is_ascii_whitespace() || matches!(c, '"' | '\'' | '/');
    text.split('=').any(|before| {
        let name = before.trim_end().rsplit(is_break).next().unwrap_or_default();
        name.starts_with("on") && name.len() > 2
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use cosmwasm_std::Binary;

    fn svg(body: &str) -> Logo {
        let text = format!("<?xml version=\"1.0\"?><svg>{body}</svg>");
        Logo::Embedded(EmbeddedLogo::Svg(Binary::from(text.as_bytes())))
    }

    #[test]
    fn e27_a_logo_may_not_hold_a_script() {
        for bad in [
            "<script>x</script>",
            "<svg:SCRIPT/>",
            "<a href=\"javascript:x\"/>",
            "<g onload=\"x\"/>",
            "<g x='1'onClick = 'x'/>",
            "<foreignObject/>",
            "<a href=\"&#106;avascript:x\"/>",
            "<!ENTITY x \"y\">",
        ] {
            let refused = ensure_logo(&svg(bad)).unwrap_err();
            assert!(matches!(refused, ContractError::SvgScript { .. }), "{bad} passed");
            assert!(!refused.to_string().contains(['<', '>', '&']));
        }
        assert!(ensure_logo(&svg("<circle cx=\"5\" fill=\"gold\" stroke='none'/>")).is_ok());
        // Not a handler: none has so short a name.
        assert!(ensure_logo(&svg("<g on='x'/>")).is_ok());
        let latin = Logo::Embedded(EmbeddedLogo::Svg(Binary::from(b"<?xml ?>\xff".as_slice())));
        assert!(matches!(ensure_logo(&latin), Err(ContractError::SvgScript { .. })));
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
        for text in ["<svg/>", "<?xml version=\"1.0\"><svg/>", "<svg ?><svg/>"] {
            let text = Logo::Embedded(EmbeddedLogo::Svg(Binary::from(text.as_bytes())));
            assert_eq!(ensure_logo(&text), Err(ContractError::SvgPreamble {}));
        }
        assert!(matches!(
            ensure_logo(&svg(&"x".repeat(5120))),
            Err(ContractError::LogoTooBig { .. })
        ));
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
