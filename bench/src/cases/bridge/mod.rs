//! What the examples of the repository cannot say of the bridge: the steps of a handshake, and each
//! message as large as it may be. The west is the token's home.

mod channel;
mod worst;

pub use channel::rows;
pub use worst::worst;

use isthmus_regions::{Code, Side};

const BRIDGE: Code = Code::Bridge;
const HOME: Side = Side::West;
const AWAY: Side = Side::East;
