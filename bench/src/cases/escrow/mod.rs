//! The messages of the escrow.
//!
//! | module | what is in it |
//! |---|---|
//! | `credit` | a real letter of credit, brought to where a message is measured |
//! | `setup` | instantiate, migrate, roles, assets, calendars |
//! | `deal` | propose, consent, fund, cancel, crank |
//! | `drawing` | present, examine, pay |
//! | `money` | where money goes: payouts, credits, what comes back |
//! | `gate` | what it costs to ask who a party is |
//! | `query` | every question, pages of 1, 10 and 30 |
//! | `worst` | all of it as large as it may be |

mod credit;
mod deal;
mod drawing;
mod gate;
mod money;
mod query;
mod setup;
mod worst;

pub use gate::{gate, Gate};

use crate::bench::Bench;

/// Every message, as people send it.
pub fn rows(bench: &mut Bench) {
    setup::rows(bench);
    deal::rows(bench);
    drawing::rows(bench);
    money::rows(bench);
    gate::rows(bench);
    query::rows(bench);
}

/// The dearest that is legal.
pub fn worst(bench: &mut Bench) {
    worst::run(bench);
}
