//! `isthmus statement`: what an issuer shows its supervisor each month, computed from chain data alone, so
//! that anybody who runs it again gets the same bytes.
//!
//! | module | what it does |
//! |---|---|
//! | [`Month`] | the month, in UTC |
//! | [`source`] | what an observer without a key reads of two chains |
//! | [`facts`] | the events of both, in order |
//! | [`rules`] | the statement, a pure function of what was read |
//! | [`books`], [`reserves`], [`redemptions`], [`orders`] | its parts |
//! | [`page`] | the same for people |
//!
//! Nothing in it depends on when it is made: of a month that is over it speaks as of its last second, of one
//! that is not as of the last transaction of the contracts.

pub mod books;
pub mod facts;
pub mod orders;
mod page;
pub mod redemptions;
pub mod reserves;
pub mod rules;
pub mod source;

#[cfg(test)]
mod tests;

pub use crate::month::Month;
pub use rules::{schema, Statement};

use crate::args::{Engine, Statement as Args};
use crate::demo;
use crate::localnet;
use crate::scenario;
use anyhow::{ensure, Result};
use isthmus_regions::{Deployment, Pair};

/// The scenario that is played first on chains that are new.
const DEFAULT_SCENARIO: &str = "scenarios/regulator";

/// Runs the command.
///
/// The statement is printed also if the supply equation does not hold: that is what it is for.
pub fn run(args: &Args) -> Result<()> {
    let is_new = args.engine == Engine::Embedded;
    ensure!(
        !is_new || args.deployment.is_none(),
        "--deployment: the embedded engine begins with new chains, on which nothing is deployed; \
         give a --scenario instead, or --engine live"
    );
    ensure!(
        is_new || cfg!(feature = "live"),
        "this build has no live engine; `cargo statement --engine live` makes one that has \
         (feature `live`)"
    );
    let default = is_new.then(|| demo::folder(DEFAULT_SCENARIO));
    let folder = args.scenario.clone().or(default);
    let scenario = folder.as_deref().map(scenario::load).transpose()?;
    let begins_at = scenario.as_ref().map_or(0, scenario::Scenario::begins_at);
    let statement = demo::with_pair(args.engine, begins_at, |pair| {
        let deployment = match &scenario {
            Some(scenario) => {
                let (report, _) = demo::play(pair, args.engine, scenario)?;
                demo::verdict(&report)?;
                report.deployment
            }
            None => localnet::deployment(args.deployment.as_deref())?,
        };
        state(pair, &deployment, args.month)
    })?;
    let width = usize::from(demo::width());
    isthmus_terminal::print(&if args.json { statement.json()? } else { statement.page(width)? })?;
    let supply = &statement.supply;
    ensure!(supply.holds(), "the supply equation does not hold: {supply:?}");
    Ok(())
}

/// The statement of a month, or of the month of the newest block, about the contracts of a deployment.
pub fn state(pair: &dyn Pair, deployment: &Deployment, month: Option<Month>) -> Result<Statement> {
    let evidence = source::read(pair.west(), pair.east(), deployment)?;
    let month = month.unwrap_or_else(|| Month::of(evidence.newest()));
    rules::state(month, &evidence)
}
