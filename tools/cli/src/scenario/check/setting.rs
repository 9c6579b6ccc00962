//! The setting: day, token, rules of the regions, who takes part.

use super::{Check, RESERVED};
use crate::scenario::deal::{Party, Token};
use isthmus_api::stablecoin::ComplianceMode;
use isthmus_api::types::Country;
use isthmus_regions::Side;
use isthmus_stablecoin::model::marketing::ensure_token;
use std::collections::BTreeMap;
use time::Date;

impl Check<'_> {
    pub(super) fn as_of(&mut self) -> Option<Date> {
        let day = self.day("as_of", &self.file.as_of)?;
        // The chains count nanoseconds in 64 bits.
        self.require(
            (2000..2200).contains(&day.year()),
            "as_of",
            "expected a day from 2000 to 2199",
        );
        Some(day)
    }

    pub(super) fn token(&mut self) -> Option<Token> {
        let token = &self.file.token;
        let capitals = token.symbol.bytes().all(|b| b.is_ascii_uppercase());
        self.require(
            capitals && (3..=12).contains(&token.symbol.len()),
            "token.symbol",
            "expected 3 to 12 capital letters, such as \"IUSD\"",
        );
        self.line("token.name", &token.name, 50);
        let named = ensure_token(&token.name, "IUSD", 6);
        self.require(named.is_ok(), "token.name", "expected 3 to 50 characters");
        let allowance = self.amount("token.allowance", &token.allowance);
        Some(Token {
            name: token.name.clone(),
            symbol: token.symbol.clone(),
            decimals: token.decimals,
            allowance: allowance?,
        })
    }

    pub(super) fn modes(&mut self) -> [Option<ComplianceMode>; 2] {
        let regions = &self.file.regions;
        [("west", &regions.west), ("east", &regions.east)].map(|(name, region)| {
            let mode = mode(&region.mode).ok_or_else(|| {
                format!("\"{}\" is no mode; expected \"open\" or \"allowlist\"", region.mode)
            });
            self.told(&format!("regions.{name}.mode"), mode)
        })
    }

    /// Whose payments pass in a region, if it is known.
    pub(super) fn mode(&self, side: Side) -> Option<ComplianceMode> {
        let regions = &self.file.regions;
        match side {
            Side::West => mode(&regions.west.mode),
            Side::East => mode(&regions.east.mode),
        }
    }

    pub(super) fn parties(&mut self) -> Option<BTreeMap<String, Party>> {
        let given = &self.file.parties;
        self.require(
            given.len() >= 2,
            "parties",
            "expected at least two parties, such as [parties.importer] and [parties.exporter]",
        );
        let parties: Vec<Option<Party>> = given.keys().map(|key| self.party(key)).collect();
        let keyed = |party: Option<Party>| party.map(|party| (party.key.clone(), party));
        parties.into_iter().map(keyed).collect()
    }

    fn party(&mut self, key: &str) -> Option<Party> {
        let party = &self.file.parties[key];
        let at = |name: &str| format!("parties.{key}.{name}");
        let allowed = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b"-_".contains(&b);
        self.require(
            (2..=20).contains(&key.len())
                && key.starts_with(|c: char| c.is_ascii_lowercase())
                && key.bytes().all(allowed),
            &format!("parties.{key}"),
            "expected a name of 2 to 20 of a-z, 0-9, - and _, beginning with a letter",
        );
        if RESERVED.contains(&key) {
            let text = format!("this name belongs to the story itself, as do {RESERVED:?}");
            self.bad(&format!("parties.{key}"), text);
        }
        let region = &party.region;
        let side = Side::of(region)
            .ok_or_else(|| format!("\"{region}\" is no region; expected \"west\" or \"east\""));
        let side = self.told(&at("region"), side);
        self.require(
            Country::new("country", &party.country).is_ok(),
            &at("country"),
            "expected two capital letters (ISO 3166-1), such as \"PT\"",
        );
        self.shown(&at("name"), &party.name, 100);
        let opening = match &party.opening_balance {
            Some(text) => Some(self.amount(&at("opening_balance"), text)?),
            None => None,
        };
        Some(Party {
            key: key.to_string(),
            name: party.name.clone(),
            side: side?,
            country: party.country.clone(),
            pass_level: party.pass_level,
            opening,
        })
    }
}

fn mode(name: &str) -> Option<ComplianceMode> {
    match name {
        "open" => Some(ComplianceMode::Open),
        "allowlist" => Some(ComplianceMode::Allowlist),
        _ => None,
    }
}
