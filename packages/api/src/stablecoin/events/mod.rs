//! What CW20's attributes ([`super::Cw20Event`]), which tell every movement, do not say; administration
//! is in [`crate::access::events`].

mod admin;
mod compliance;
mod migration;
mod minting;
mod payments;
mod signed;

pub use admin::*;
pub use compliance::*;
pub use migration::*;
pub use minting::*;
pub use payments::*;
pub use signed::*;

use crate::event::{schema_of, EventSchema};

/// All typed events of the stablecoin.
pub const EVENTS: &[EventSchema] = &[
    schema_of::<Instantiate>(),
    schema_of::<Issue>(),
    schema_of::<SetMinter>(),
    schema_of::<SetCap>(),
    schema_of::<SetHolderBurn>(),
    schema_of::<Freeze>(),
    schema_of::<Unfreeze>(),
    schema_of::<PlaceHold>(),
    schema_of::<ReleaseHold>(),
    schema_of::<LockAmount>(),
    schema_of::<UnlockAmount>(),
    schema_of::<Seize>(),
    schema_of::<Wipe>(),
    schema_of::<RecoverAccount>(),
    schema_of::<SetComplianceMode>(),
    schema_of::<SetAccountStatus>(),
    schema_of::<ScreenForeign>(),
    schema_of::<ProbePolicy>(),
    schema_of::<RegisterEscrow>(),
    schema_of::<UnregisterEscrow>(),
    schema_of::<SetBridge>(),
    schema_of::<SetIdentity>(),
    schema_of::<BridgeBurn>(),
    schema_of::<BridgeMint>(),
    schema_of::<BridgeRefund>(),
    schema_of::<TransferWithMemo>(),
    schema_of::<SendWithMemo>(),
    schema_of::<BatchTransfer>(),
    schema_of::<Payment>(),
    schema_of::<SetAllowance>(),
    schema_of::<RevokeAllowances>(),
    schema_of::<RevokeAllowance>(),
    schema_of::<Permit>(),
    schema_of::<TransferWithAuthorization>(),
    schema_of::<ReceiveWithAuthorization>(),
    schema_of::<CancelAuthorization>(),
    schema_of::<AdvanceNonce>(),
    schema_of::<RegisterKey>(),
    schema_of::<RemoveKey>(),
    schema_of::<SetPolicyContract>(),
    schema_of::<SetFee>(),
    schema_of::<Fee>(),
    schema_of::<Rescue>(),
    schema_of::<RenounceFeature>(),
    schema_of::<ContinueMigration>(),
    schema_of::<SetAside>(),
    schema_of::<HandOver>(),
];
