//! `freeze_peer`: what a pauser does about one peer.

use isthmus_api::bridge::{Change, PeerStatus};
use isthmus_kit::admin::overtake;
use isthmus_kit::Ctx;

use super::admin::Admin;
use super::peers;
use crate::Outcome;

/// Freezes a peer, whatever was planned about it or could be undone: an owner's key that is stolen opens
/// nothing that a pauser has frozen, also if it froze the peer before him.
pub fn freeze(ctx: &mut Ctx, region: String) -> Outcome {
    let status = PeerStatus::Frozen;
    let change = Change::SetPeerStatus { region: region.clone(), status };
    let dropped = overtake::<Admin>(ctx, &change)?;
    Ok(peers::set_status(ctx, region, status)?.add_events(dropped))
}
