//! A contract that sends money abroad and takes a refund only when it is told to, so that a claim arises
//! that can later be paid.

use cosmwasm_std::to_json_binary;
use isthmus_api::{bridge::TokenHook, stablecoin};
use isthmus_regions::{Code, Side, TxResult};
use isthmus_testkit::scripted::{Reaction, Script, ScriptedContract};
use isthmus_testkit::World;
use serde_json::{json, Value};

/// What it calls each of its payments.
const REFERENCE: &[u8] = b"payment 1";

/// The contract, in the west. It refuses refunds at first.
pub struct FlakyReceiver {
    contract: ScriptedContract,
}

impl FlakyReceiver {
    pub fn new(world: &World) -> Self {
        let script = Script::default().on("receive", Reaction::refuse("not now"));
        Self { contract: ScriptedContract::with(world, "flaky", &script) }
    }

    pub fn address(&self) -> &str {
        &self.contract.address
    }

    /// Whether it takes refunds from now on.
    pub fn set_willing(&self, world: &World, willing: bool) {
        let reaction = if willing { Reaction::accept() } else { Reaction::refuse("not now") };
        self.contract.on(world, "receive", reaction);
        world.check();
    }

    /// Sends money of its own to an actor in the east, with 20 seconds to arrive. Every refund it has
    /// taken so far named its payment.
    pub fn send(&self, world: &World, receiver: &str, amount: u128) -> TxResult<()> {
        self.ensure_refunds_name_the_payment(world);
        let hook = TokenHook::Transfer {
            region: "east".to_string(),
            receiver: world.address(Side::East, receiver),
            timeout_seconds: Some(20),
            memo: None,
            info: None,
            reference: Some(REFERENCE.into()),
        };
        let send = stablecoin::ExecuteMsg::Send {
            contract: world.contract(Side::West, Code::Bridge).to_string(),
            amount: amount.into(),
            msg: to_json_binary(&hook).expect("a hook is JSON"),
        };
        let token = world.contract(Side::West, Code::Stablecoin);
        let sent = self.contract.execute(world, token, json!(send).to_string().into_bytes());
        world.check();
        sent
    }

    /// The newest refund it has taken.
    pub fn refund(&self, world: &World) -> Option<Value> {
        self.contract.taken(world, "receive")
    }

    /// From now on it does this with a refund.
    pub fn on_refund(&self, world: &World, reaction: Reaction) {
        self.contract.on(world, "receive", reaction);
    }

    /// The newest refund it has taken, if any, carries the reference of its payment.
    pub fn ensure_refunds_name_the_payment(&self, world: &World) {
        if let Some(refund) = self.refund(world) {
            let reference = cosmwasm_std::Binary::from(REFERENCE).to_base64();
            assert_eq!(refund["msg"], reference, "{refund}");
        }
    }
}
