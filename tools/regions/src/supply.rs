//! The supply equation and the other invariants between the regions, read through queries alone.
//!
//! What is in flight from A to B is `sent - refunded - claimable` at A less `received` at B: neither
//! region knows it by itself, and it is exact at any moment, whatever the relayer has done so far.

use crate::{Deployment, Pair, Sentence, Side, TxError, TxResult};
use cosmwasm_std::Uint128;
use isthmus_api::{bridge, escrow, stablecoin};
use schemars::JsonSchema;
use serde::de::DeserializeOwned;
use serde::Serialize;

/// Where every unit of the token is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Supply {
    /// What the home region's issuer minted and did not burn: supply at home plus `abroad`.
    pub issued: Uint128,
    /// Supply in the west.
    pub west: Uint128,
    /// Supply in the east.
    pub east: Uint128,
    /// On its way between the regions, both directions.
    pub in_flight: Uint128,
    /// Refunds that could not land and wait to be claimed, both regions.
    pub claimable: Uint128,
    /// Received by one region beyond what the other sent: zero between honest regions.
    pub excess: Uint128,
}

impl Supply {
    /// `issued = supply west + supply east + in flight + claimable`, and nothing came from nowhere.
    pub fn holds(&self) -> bool {
        self.excess.is_zero() && self.found() == Some(self.issued)
    }

    /// The right-hand side.
    pub fn found(&self) -> Option<Uint128> {
        [self.east, self.in_flight, self.claimable]
            .into_iter()
            .try_fold(self.west, |sum, part| sum.checked_add(part).ok())
    }
}

/// One invariant and whether it holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invariant {
    /// What must hold, in words.
    pub name: String,
    /// Whether it does.
    pub holds: bool,
    /// The figures.
    pub figures: Sentence,
}

/// One region's answers about the token.
struct Books {
    supply: stablecoin::SupplyResponse,
    ledger: bridge::LedgerResponse,
    solvency: escrow::SolvencyResponse,
}

impl Books {
    fn read(pair: &dyn Pair, deployment: &Deployment, side: Side) -> TxResult<Self> {
        let at = deployment.at(side);
        Ok(Self {
            supply: ask(pair, side, &at.stablecoin, &stablecoin::QueryMsg::Supply {})?,
            ledger: ask(
                pair,
                side,
                &at.bridge,
                &bridge::QueryMsg::Ledger {
                    region: side.other().name().to_string(),
                    token: deployment.token.clone(),
                },
            )?,
            solvency: ask(
                pair,
                side,
                &at.escrow,
                &escrow::QueryMsg::Solvency {
                    asset: isthmus_api::types::Asset::Cw20(at.stablecoin.clone()),
                },
            )?,
        })
    }

    /// What the equation asks of the region.
    fn across(&self) -> Across {
        let bridge::LedgerResponse { sent, refunded, claimable, received, .. } = self.ledger;
        Across { supply: self.supply.total, sent, refunded, claimable, received }
    }
}

/// One region's part in the supply equation: its supply, and what its bridge did with the other's.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Across {
    /// Sum of all balances.
    pub supply: Uint128,
    /// Sent to the other region.
    pub sent: Uint128,
    /// Of that, given back to its senders.
    pub refunded: Uint128,
    /// Refunds that could not land and wait to be claimed.
    pub claimable: Uint128,
    /// Received from the other region.
    pub received: Uint128,
}

impl Across {
    /// Sent and neither given back nor waiting to be.
    fn gone(&self) -> TxResult<Uint128> {
        let Self { sent, refunded, claimable, .. } = *self;
        sent.checked_sub(refunded).and_then(|rest| rest.checked_sub(claimable)).map_err(|_| {
            TxError::refused(format!(
                "a bridge gave back more than it sent: sent {sent}, refunded {refunded}, \
                     claimable {claimable}"
            ))
        })
    }
}

/// Asks a contract with the wire types.
pub fn ask<Q: Serialize, A: DeserializeOwned>(
    pair: &dyn Pair,
    side: Side,
    contract: &str,
    query: &Q,
) -> TxResult<A> {
    let answer = pair.region(side).query(contract, &serde_json::to_value(query)?)?;
    Ok(serde_json::from_value(answer)?)
}

fn sum(parts: &[Uint128]) -> TxResult<Uint128> {
    parts.iter().try_fold(Uint128::zero(), |total, part| {
        total.checked_add(*part).map_err(|error| TxError::refused(error.to_string()))
    })
}

/// Reads the supply equation from both regions.
pub fn read(pair: &dyn Pair, deployment: &Deployment) -> TxResult<Supply> {
    let west = Books::read(pair, deployment, Side::West)?;
    let east = Books::read(pair, deployment, Side::East)?;
    equation(deployment, &west, &east)
}

fn equation(deployment: &Deployment, west: &Books, east: &Books) -> TxResult<Supply> {
    let home = match home(deployment)? {
        Side::West => west,
        Side::East => east,
    };
    let issued = sum(&[home.supply.total, home.supply.abroad])?;
    Supply::weigh(issued, &west.across(), &east.across())
}

impl Supply {
    /// Where what was issued is, by what the two regions say.
    pub fn weigh(issued: Uint128, west: &Across, east: &Across) -> TxResult<Self> {
        let eastward = (west.gone()?, east.received);
        let westward = (east.gone()?, west.received);
        let left = |(gone, received): (Uint128, Uint128)| gone.saturating_sub(received);
        let over = |(gone, received): (Uint128, Uint128)| received.saturating_sub(gone);
        Ok(Self {
            issued,
            west: west.supply,
            east: east.supply,
            in_flight: sum(&[left(eastward), left(westward)])?,
            claimable: sum(&[west.claimable, east.claimable])?,
            excess: sum(&[over(eastward), over(westward)])?,
        })
    }
}

/// The token's home.
pub fn home(deployment: &Deployment) -> TxResult<Side> {
    let region = deployment.token.split('.').next().unwrap_or_default();
    Side::of(region).ok_or_else(|| TxError::engine(format!("no region is called {region}")))
}

/// All invariants between the regions, the supply equation first.
pub fn invariants(pair: &dyn Pair, deployment: &Deployment) -> TxResult<Vec<Invariant>> {
    audit(pair, deployment).map(|(_, found)| found)
}

/// The supply equation and all invariants, from one reading of the books.
pub fn audit(pair: &dyn Pair, deployment: &Deployment) -> TxResult<(Supply, Vec<Invariant>)> {
    let west = Books::read(pair, deployment, Side::West)?;
    let east = Books::read(pair, deployment, Side::East)?;
    let supply = equation(deployment, &west, &east)?;
    let equation = Sentence::new("{issued} = {west} + {east} + {in_flight} + {claimable}")
        .with("issued", supply.issued)
        .with("west", supply.west)
        .with("east", supply.east)
        .with("in_flight", supply.in_flight)
        .with("claimable", supply.claimable);
    let mut found = vec![
        Invariant {
            name: "issued = supply west + supply east + in flight + claimable".to_string(),
            holds: supply.found() == Some(supply.issued),
            figures: equation,
        },
        Invariant {
            name: "no region received more than the other sent".to_string(),
            holds: supply.excess.is_zero(),
            figures: Sentence::new("excess {excess}").with("excess", supply.excess),
        },
    ];
    let home = home(deployment)?;
    for (side, books) in [(Side::West, &west), (Side::East, &east)] {
        found.push(at_home_or_abroad(side, side == home, books)?);
        found.push(Invariant {
            name: format!("escrow {}: balance covers holdings and credits", side.name()),
            holds: books.solvency.solvent,
            figures: Sentence::new("{balance} >= {held} + {credits}")
                .with("balance", books.solvency.balance)
                .with("held", books.solvency.held)
                .with("credits", books.solvency.credits),
        });
    }
    Ok((supply, found))
}

/// Token and bridge of one region keep the same books.
fn at_home_or_abroad(side: Side, home: bool, books: &Books) -> TxResult<Invariant> {
    let name = side.name();
    let (supply, ledger) = (&books.supply, &books.ledger);
    if home {
        return Ok(Invariant {
            name: format!("{name}: abroad = outstanding + claimable"),
            holds: supply.abroad == sum(&[ledger.outstanding, ledger.claimable])?,
            figures: Sentence::new("{abroad} = {outstanding} + {claimable}")
                .with("abroad", supply.abroad)
                .with("outstanding", ledger.outstanding)
                .with("claimable", ledger.claimable),
        });
    }
    let given_back = sum(&[supply.total, ledger.sent])?;
    Ok(Invariant {
        name: format!("{name}: supply + sent = received + refunded"),
        holds: given_back == sum(&[ledger.received, ledger.refunded])?,
        figures: Sentence::new("{supply} + {sent} = {received} + {refunded}")
            .with("supply", supply.total)
            .with("sent", ledger.sent)
            .with("received", ledger.received)
            .with("refunded", ledger.refunded),
    })
}
