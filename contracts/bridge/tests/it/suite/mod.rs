//! One bridge, in the west, with its entry points called directly. The east is what the tests write.
//!
//! A failed call is rolled back as on a chain. After each call the books are checked: every packet is
//! in flight, acknowledged, refunded, claimable or disputed, once (I1, I3).

mod books;
mod fixtures;
mod ibc;

pub use fixtures::*;
pub use isthmus_testkit::chain::event;

use std::collections::BTreeMap;
use std::marker::PhantomData;

use cosmwasm_std::testing::{message_info, mock_env, MockApi, MockQuerier, MockStorage};
use cosmwasm_std::{
    from_json, to_json_binary, Addr, Binary, ContractResult, CosmosMsg, Empty, Env, Event,
    IbcAcknowledgement, IbcBasicResponse, IbcChannel, IbcChannelCloseMsg, IbcChannelConnectMsg,
    IbcChannelOpenMsg, IbcEndpoint, IbcMsg, IbcOrder, IbcPacket, IbcPacketAckMsg,
    IbcPacketReceiveMsg, IbcPacketTimeoutMsg, IbcReceiveResponse, IbcTimeout, OwnedDeps, Reply,
    Response, Storage, SubMsg, SubMsgResponse, SubMsgResult, SystemResult, Timestamp, Uint128,
    WasmMsg, WasmQuery,
};
use cw20::Cw20ReceiveMsg;
use isthmus_api::bridge::events as ev;
use isthmus_api::bridge::*;
use isthmus_api::event::TypedEvent;
use isthmus_api::packet::{Attestation, AttestedStatus, Envelope, Op, Transfer, CHANNEL_VERSION};
use isthmus_api::stablecoin;
use isthmus_api::types::{RegionId, TokenId};
use isthmus_bridge::{contract, ContractError};
use isthmus_testkit::code_of;
use serde::de::DeserializeOwned;

pub const IUSD: &str = "west.iusd";
/// A token whose home is the east.
pub const EUSD: &str = "east.eusd";
pub const CONNECTION: &str = "connection-0";
pub const CHANNEL: &str = "channel-0";
pub const START: u64 = 1_700_000_000;

pub struct Suite {
    pub deps: OwnedDeps<MockStorage, MockApi, MockQuerier>,
    pub env: Env,
    sequence: u64,
    /// What was sent of the token `west.iusd`, by number, and what became of it.
    book: BTreeMap<u64, (u128, &'static str)>,
}

impl Suite {
    /// Instantiated; nothing registered.
    pub fn bare() -> Self {
        let api = MockApi::default().with_prefix("west");
        let mut env = mock_env();
        env.contract.address = api.addr_make("bridge");
        env.block.time = Timestamp::from_seconds(START);
        let mut suite = Self {
            deps: OwnedDeps {
                storage: MockStorage::new(),
                api,
                querier: tokens(Vec::new()),
                custom_query_type: PhantomData,
            },
            env,
            sequence: 0,
            book: BTreeMap::new(),
        };
        let msg = suite.instantiate_msg();
        let info = message_info(&suite.addr("owner"), &[]);
        contract::instantiate(suite.deps.as_mut(), suite.env.clone(), info, msg.into()).unwrap();
        suite
    }

    pub fn instantiate_msg(&self) -> InstantiateMsg {
        InstantiateMsg {
            owner: Some(self.addr("owner").into_string()),
            owner_delay_seconds: Some(100),
            region: "west".to_string(),
            identity: self.addr("identity").into_string(),
            roles: Some(vec![RoleGrant {
                role: Role::Pauser,
                account: self.addr("pauser").into_string(),
            }]),
            change_delay_seconds: Some(0),
        }
    }

    /// Peer, tokens and routes registered; no channel.
    pub fn registered() -> Self {
        let mut suite = Self::bare();
        suite.ok("owner", suite.register_peer("east"));
        for (token, contract) in [(IUSD, "iusd"), (EUSD, "eusd")] {
            let contract = suite.addr(contract).into_string();
            suite.ok(
                "owner",
                ExecuteMsg::RegisterToken { token: token.to_string(), contract, gas_limit: None },
            );
        }
        suite.ok("owner", suite.set_route(1_000, 1_000, 1_000));
        suite.ok("owner", set_route(EUSD, limit(1_000, 1), limit(1_000, 1), None));
        suite
    }

    /// Ready to send.
    pub fn new() -> Self {
        let mut suite = Self::registered();
        suite.connect(&suite.channel(CHANNEL)).unwrap();
        suite
    }

    pub fn register_peer(&self, region: &str) -> ExecuteMsg {
        ExecuteMsg::RegisterPeer {
            region: region.to_string(),
            connection: CONNECTION.to_string(),
            remote_port: remote_port(),
            address_prefix: "east".to_string(),
        }
    }

    pub fn set_route(&self, out: u128, inn: u128, cap: u128) -> ExecuteMsg {
        set_route(IUSD, limit(out, 1), limit(inn, 1), Some(cap))
    }

    pub fn addr(&self, name: &str) -> Addr {
        match name {
            "bridge" => self.env.contract.address.clone(),
            _ => self.deps.api.addr_make(name),
        }
    }

    /// The token's list of blocked receivers is this one.
    pub fn screen(&mut self, token: &str, region: &str, receivers: &[&str]) {
        let token = self.addr(token).into_string();
        let region = RegionId::new("region", region).unwrap();
        let key = |receiver: &&str| stablecoin::foreign_receiver_key(&region, receiver);
        let listed = receivers.iter().map(|receiver| (token.clone(), key(receiver))).collect();
        self.deps.querier = tokens(listed);
    }

    pub fn wait(&mut self, seconds: u64) {
        self.env.block.time = self.env.block.time.plus_seconds(seconds);
    }

    // Messages.

    pub fn exec(&mut self, actor: &str, msg: ExecuteMsg) -> Result<Response, ContractError> {
        let info = message_info(&self.addr(actor), &[]);
        let env = self.env.clone();
        let result =
            self.atomically(|deps| contract::execute(deps.as_mut(), env, info, msg.into()));
        if let Ok(response) = &result {
            self.note(&response.events);
            self.check();
        }
        result
    }

    pub fn ok(&mut self, actor: &str, msg: ExecuteMsg) -> Response {
        self.exec(actor, msg).unwrap()
    }

    /// A message is refused with this code.
    #[track_caller]
    pub fn refuses(&mut self, actor: &str, msg: ExecuteMsg, code: &str) {
        assert_eq!(self.refused(actor, msg), code);
    }

    /// The code of the refusal.
    pub fn refused(&mut self, actor: &str, msg: ExecuteMsg) -> String {
        code(self.exec(actor, msg).unwrap_err())
    }

    /// A cw20 `send` by alice: what the token tells the bridge.
    pub fn send_hook(
        &mut self,
        token: &str,
        amount: u128,
        hook: &TokenHook,
    ) -> Result<Response, ContractError> {
        let msg = ExecuteMsg::Receive(Cw20ReceiveMsg {
            sender: self.addr("alice").into_string(),
            amount: Uint128::new(amount),
            msg: to_json_binary(hook).unwrap(),
        });
        self.exec(token, msg)
    }

    /// Sends `west.iusd` to bob: the packet, as the chain would carry it.
    pub fn send(&mut self, amount: u128) -> IbcPacket {
        let response = self.send_hook("iusd", amount, &hook(&east("bob"))).unwrap();
        self.packet(&response)
    }

    /// The packet a response sends.
    pub fn packet(&mut self, response: &Response) -> IbcPacket {
        let (channel_id, data, timeout) = sent(&response.messages);
        self.sequence += 1;
        IbcPacket::new(
            data,
            IbcEndpoint { port_id: format!("wasm.{}", self.addr("bridge")), channel_id },
            IbcEndpoint { port_id: remote_port(), channel_id: "channel-7".to_string() },
            self.sequence,
            timeout,
        )
    }

    pub fn query<T: DeserializeOwned>(&self, msg: QueryMsg) -> T {
        from_json(contract::query(self.deps.as_ref(), self.env.clone(), msg.into()).unwrap())
            .unwrap()
    }

    pub fn query_refused(&self, msg: QueryMsg) -> String {
        let error = contract::query(self.deps.as_ref(), self.env.clone(), msg.into()).unwrap_err();
        error.to_string()
    }

    pub fn ledger(&self, token: &str) -> LedgerResponse {
        self.query(QueryMsg::Ledger { region: "east".to_string(), token: token.to_string() })
    }

    pub fn limits(&self, token: &str) -> LimitsResponse {
        self.query(QueryMsg::Limits { region: "east".to_string(), token: token.to_string() })
    }

    pub fn claims(&self, owner: &str) -> ClaimsResponse {
        let owner = Some(self.addr(owner).into_string());
        self.query(QueryMsg::Claims { owner, start_after: None, limit: None })
    }

    pub fn in_flight(&self, token: Option<&str>, start_after: Option<u64>) -> InFlightResponse {
        let (region, token) = ("east".to_string(), token.map(str::to_string));
        self.query(QueryMsg::InFlight { region, token, start_after, limit: None })
    }

    pub fn status(&self, id: u64) -> PacketStatus {
        let answer: PacketResponse = self.query(QueryMsg::Packet {
            region: "east".to_string(),
            token: Some(IUSD.to_string()),
            id,
        });
        answer.status
    }
    /// All of storage.
    pub fn dump(&self) -> Vec<(Vec<u8>, Vec<u8>)> {
        let all = self.deps.storage.range(None, None, cosmwasm_std::Order::Ascending);
        all.collect()
    }

    /// Runs a call; a failure leaves storage as it was.
    fn atomically<T>(
        &mut self,
        call: impl FnOnce(&mut OwnedDeps<MockStorage, MockApi, MockQuerier>) -> Result<T, ContractError>,
    ) -> Result<T, ContractError> {
        let before = self.dump();
        let result = call(&mut self.deps);
        if result.is_err() {
            self.deps.storage = MockStorage::new();
            for (key, value) in before {
                self.deps.storage.set(&key, &value);
            }
        }
        result
    }
}
