//! The story: what people do with the two regions, from nothing to the supply equation.
//!
//! | part | what happens |
//! |---|---|
//! | [`setup`] | regions come up and link; the issuer mints against an allowance |
//! | [`passes`] | credential passes from each region's own issuer, recognition, sharing |
//! | [`agreement`] | terms, consents and cover of a letter of credit |
//! | [`credit`] | a sight letter of credit, paid into the other region |
//! | [`remittance`] | payments within a region and between them |
//! | [`supervision`] | reserves, brakes, holds, orders, redemption, changes that wait |
//! | [`two_rules`] | one person, admitted in one region and refused in the other |
//! | [`failures`] | a frozen account, a silent relayer, an expired deal, a silent bank |
//! | [`closing`] | the invariants |
//! | [`audit`] | every balance rebuilt from events alone |
//!
//! It is told to a [`Stage`] and never knows which engine it runs on.

mod agreement;
mod audit;
mod closing;
mod credit;
mod failures;
mod passes;
mod remittance;
mod sending;
mod setup;
mod stage;
mod supervision;
mod two_rules;

pub use stage::Stage;

use crate::report::Report;
use crate::scenario::Scenario;
use crate::transcript::Recorded;
use anyhow::Result;
use isthmus_regions::Side;
use isthmus_terminal::Step as Progress;

/// The token's home.
const HOME: Side = Side::West;
/// Schema of the credentials.
const SCHEMA: &str = "kyc";
/// How long a looser rule waits here. In earnest it would be days.
const CHANGE_DELAY_SECONDS: u64 = 20;

/// Plays a scenario and reports. A step that fails ends the story, and is the last of the report; a
/// broken invariant is in the report too.
pub fn play(
    notes: &Recorded<'_>,
    engine: &str,
    scenario: &Scenario,
    progress: &Progress,
) -> Result<Report> {
    let mut stage = Stage::new(notes, scenario, progress)?;
    let told = tell(&mut stage).and_then(|()| closing::read(&stage));
    if let Err(error) = &told {
        stage.fail(error);
    }
    Ok(closing::report(stage, engine, told.unwrap_or_default()))
}

/// All parts of the story, in order.
fn tell(stage: &mut Stage<'_>) -> Result<()> {
    setup::open(stage)?;
    setup::mint(stage)?;
    passes::tell(stage)?;
    credit::tell(stage)?;
    remittance::tell(stage)?;
    supervision::tell(stage)?;
    failures::tell(stage)
}
