//! What money is made of, with its address checked.

use cosmwasm_std::Api;
use cw20::Denom;
use isthmus_api::types::{self, Asset, InputError};

/// An asset of a message, with its address checked.
pub fn check_asset(api: &dyn Api, asset: &Asset) -> Result<Denom, InputError> {
    match asset {
        Asset::Native(denom) => {
            let allowed = "a-z, A-Z, 0-9 and / : . _ -";
            let denom = types::text("asset.native", denom, (3, 128), allowed, |c| {
                c.is_ascii_alphanumeric() || matches!(c, '/' | ':' | '.' | '_' | '-')
            })?;
            Ok(Denom::Native(denom))
        }
        Asset::Cw20(contract) => Ok(Denom::Cw20(types::address(api, "asset.cw20", contract)?)),
    }
}

/// The asset for an answer.
pub fn wire_asset(asset: &Denom) -> Asset {
    match asset {
        Denom::Native(denom) => Asset::Native(denom.clone()),
        Denom::Cw20(contract) => Asset::Cw20(contract.to_string()),
    }
}

/// The asset as text, for keys, events and errors: `native:uwest`, `cw20:<contract>`.
///
/// ```
/// use isthmus_escrow::model::asset::asset_text;
/// assert_eq!(asset_text(&cw20::Denom::Native("uwest".into())), "native:uwest");
/// ```
pub fn asset_text(asset: &Denom) -> String {
    match asset {
        Denom::Native(denom) => format!("native:{denom}"),
        Denom::Cw20(contract) => format!("cw20:{contract}"),
    }
}
