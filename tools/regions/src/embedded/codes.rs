//! Where an embedded chain takes the contracts from.

use super::EmbeddedCode;
use crate::Code;
use cw_multi_test::ContractWrapper;
use isthmus_bridge::contract as bridge;
use isthmus_escrow::contract as escrow;
use isthmus_identity::contract as identity;
use isthmus_issuance::contract as issuance;
use isthmus_stablecoin::contract as stablecoin;

/// What runs when a contract is called on an embedded chain.
pub trait Library {
    /// The code of one of the contracts.
    fn code(&self, code: Code) -> EmbeddedCode;

    /// Called before a transaction begins.
    fn begin(&self) {}

    /// Gas of the transaction that has just ended, if this library meters its contracts.
    fn gas_used(&self) -> Option<u64> {
        None
    }
}

/// The contracts as this process was linked with: fast, and not metered.
pub struct Linked;

impl Library for Linked {
    fn code(&self, code: Code) -> EmbeddedCode {
        linked(code)
    }
}

fn linked(code: Code) -> EmbeddedCode {
    match code {
        Code::Stablecoin => EmbeddedCode::new(
            "isthmus-stablecoin",
            Box::new(
                ContractWrapper::new(
                    stablecoin::execute,
                    stablecoin::instantiate,
                    stablecoin::query,
                )
                .with_reply(stablecoin::reply)
                .with_sudo(stablecoin::sudo),
            ),
        )
        .with_migrate(stablecoin::migrate),
        Code::Escrow => EmbeddedCode::new(
            "isthmus-escrow",
            Box::new(
                ContractWrapper::new(escrow::execute, escrow::instantiate, escrow::query)
                    .with_reply(escrow::reply)
                    .with_sudo(escrow::sudo),
            ),
        )
        .with_migrate(escrow::migrate),
        Code::Issuance => EmbeddedCode::new(
            "isthmus-issuance",
            Box::new(
                ContractWrapper::new(issuance::execute, issuance::instantiate, issuance::query)
                    .with_reply(issuance::reply)
                    .with_sudo(issuance::sudo),
            ),
        )
        .with_migrate(issuance::migrate),
        Code::Identity => EmbeddedCode::new(
            "isthmus-identity",
            Box::new(
                ContractWrapper::new(identity::execute, identity::instantiate, identity::query)
                    .with_sudo(identity::sudo),
            ),
        )
        .with_migrate(identity::migrate),
        Code::Bridge => EmbeddedCode::new(
            "isthmus-bridge",
            Box::new(
                ContractWrapper::new(bridge::execute, bridge::instantiate, bridge::query)
                    .with_reply(bridge::reply)
                    .with_sudo(bridge::sudo),
            ),
        )
        .with_migrate(bridge::migrate)
        .with_ibc(
            isthmus_bridge::ibc::ibc_channel_open,
            isthmus_bridge::ibc::ibc_channel_connect,
            isthmus_bridge::ibc::ibc_channel_close,
            isthmus_bridge::ibc::ibc_packet_receive,
            isthmus_bridge::ibc::ibc_packet_ack,
            isthmus_bridge::ibc::ibc_packet_timeout,
        ),
    }
}
