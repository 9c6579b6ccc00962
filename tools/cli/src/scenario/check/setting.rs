//! The setting: day, token, rules of the regions, who takes part.

use super::{of_party, Check};
use crate::scenario::deal::{Party, Token};
use crate::scenario::limit::{
    COUNTRY, LEAST_PARTIES, NAME, PARTY, RESERVED, SYMBOL, TOKEN_NAME, YEARS,
};
use crate::scenario::problem::within;
use isthmus_api::stablecoin::ComplianceMode;
use isthmus_regions::Side;
use std::collections::BTreeMap;
use time::Date;

impl Check<'_> {
    pub(super) fn as_of(&mut self) -> Option<Date> {
        let day = self.day("as_of", &self.file.as_of)?;
        let (first, last) = (YEARS.start(), YEARS.end());
        self.require(
            YEARS.contains(&day.year()),
            "as_of",
            &format!("expected a day from {first} to {last}"),
        );
        Some(day)
    }

    pub(super) fn token(&mut self) -> Option<Token> {
        let token = &self.file.token;
        self.text("token.symbol", &token.symbol, &SYMBOL);
        self.text("token.name", &token.name, &TOKEN_NAME);
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
            given.len() >= LEAST_PARTIES,
            "parties",
            "expected at least two parties, such as [parties.importer] and [parties.exporter]",
        );
        let parties: Vec<Option<Party>> = given.keys().map(|key| self.party(key)).collect();
        let keyed = |party: Option<Party>| party.map(|party| (party.key.clone(), party));
        parties.into_iter().map(keyed).collect()
    }

    fn party(&mut self, key: &str) -> Option<Party> {
        let party = &self.file.parties[key];
        let at = |name: &str| of_party(key, name);
        let at_key = within("parties", key);
        self.text(&at_key, key, &PARTY);
        if RESERVED.contains(&key) {
            let text =
                format!("this name belongs to the story itself, as do {}", RESERVED.join(", "));
            self.bad(&at_key, text);
        }
        let region = &party.region;
        let side = Side::of(region)
            .ok_or_else(|| format!("\"{region}\" is no region; expected \"west\" or \"east\""));
        let side = self.told(&at("region"), side);
        self.text(&at("country"), &party.country, &COUNTRY);
        self.text(&at("name"), &party.name, &NAME);
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
