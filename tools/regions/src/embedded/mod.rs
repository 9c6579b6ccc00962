//! Both regions inside this process: two cw-multi-test apps, an IBC module in each, and a relayer
//! that does what it is told.

mod chain;
mod codes;
mod ibc;
mod relayer;
mod storage;
mod wrap;

pub use chain::{EmbeddedRegion, ACTOR_FUNDS, BLOCK_SECONDS};
pub use codes::{Library, Linked};
pub use ibc::{ChannelEnd, ChannelState};
pub use relayer::{Delivery, Packet, PacketState, Sequence, SUBMESSAGE_FAILED};
pub use wrap::{port_of, EmbeddedCode, Entry, EntryFn, IbcEntries, Watcher};

use crate::{Pair, Region, Side, TxResult};
use relayer::RelayerState;
use std::cell::{Cell, RefCell};
use std::rc::Rc;

/// When embedded time begins unless told otherwise: Monday, 5 January 2026, 09:00 UTC.
pub const GENESIS_SECONDS: u64 = 1_767_603_600;

/// The embedded pair of regions. Its ids differ between the sides on purpose, so that a mixed-up
/// channel or connection fails at once.
pub struct Embedded {
    west: EmbeddedRegion,
    east: EmbeddedRegion,
    clock: Rc<Cell<u64>>,
    relayer: RefCell<RelayerState>,
}

impl Default for Embedded {
    fn default() -> Self {
        Self::new(GENESIS_SECONDS)
    }
}

impl Embedded {
    /// Two fresh chains whose time begins at `seconds`. They share one clock.
    pub fn new(seconds: u64) -> Self {
        Self::with_library(seconds, Rc::new(Linked))
    }

    /// The same with contracts from elsewhere, for example compiled ones.
    pub fn with_library(seconds: u64, library: Rc<dyn Library>) -> Self {
        let clock = Rc::new(Cell::new(seconds));
        let east = EmbeddedRegion::new(Side::East, clock.clone(), library.clone());
        east.arrange(|chain| ibc::NEXT_CHANNEL.save(chain.storage_mut(), &4))
            .expect("a number can be stored");
        Self {
            west: EmbeddedRegion::new(Side::West, clock.clone(), library),
            east,
            clock,
            relayer: RefCell::default(),
        }
    }

    /// A region, with what only this engine can do.
    pub fn at(&self, side: Side) -> &EmbeddedRegion {
        match side {
            Side::West => &self.west,
            Side::East => &self.east,
        }
    }

    /// Lets time pass in both regions.
    pub fn pass(&self, seconds: u64) {
        self.clock.set(self.clock.get() + seconds);
    }

    /// Exchanges with another pair what both have stored, and the time. For pairs on which the same was
    /// deployed in the same order, from libraries whose codes do the same: what one has begun, the
    /// other goes on with.
    pub fn exchange(&self, other: &Self) {
        for side in Side::BOTH {
            self.at(side).exchange(other.at(side));
        }
        self.clock.swap(&other.clock);
        self.relayer.swap(&other.relayer);
    }
}

impl Pair for Embedded {
    fn region(&self, side: Side) -> &dyn Region {
        self.at(side)
    }

    fn connect(&self) -> TxResult<(String, String)> {
        Ok(("connection-0".to_string(), "connection-4".to_string()))
    }

    fn open_channel(
        &self,
        port_west: &str,
        port_east: &str,
        version: &str,
    ) -> TxResult<(String, String)> {
        let (west, east) = self.connect()?;
        let ends = [(port_west, west), (port_east, east)];
        let first = self.begins();
        let [here, there] = match first {
            Side::West => [&ends[0], &ends[1]],
            Side::East => [&ends[1], &ends[0]],
        };
        let second = first.other();
        let begun = self.open_init(first, here.0, there.0, &here.1, version)?;
        let proposed = self.end(first, &begun)?.channel.version;
        let asked = self.open_try(second, there.0, (here.0, &begun), &there.1, &proposed)?;
        let answered = self.end(second, &asked)?.channel.version;
        self.open_connect(first, &begun, &asked, Some(&answered))?;
        self.open_connect(second, &asked, &begun, None)?;
        Ok(match first {
            Side::West => (begun, asked),
            Side::East => (asked, begun),
        })
    }

    fn settle(&self) -> TxResult<()> {
        if self.relayer.borrow().paused {
            return Ok(());
        }
        self.settle_all()
    }

    fn pause_relayer(&self) -> TxResult<()> {
        self.relayer.borrow_mut().paused = true;
        Ok(())
    }

    fn resume_relayer(&self) -> TxResult<()> {
        self.relayer.borrow_mut().paused = false;
        Ok(())
    }

    fn is_live(&self) -> bool {
        false
    }
}
