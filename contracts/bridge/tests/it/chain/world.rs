//! One chain with the bridge, its stablecoin and a vault; the books are checked after every call.

use cosmwasm_std::{
    to_json_binary, Addr, Binary, DepsMut, Empty, Env, Event, IbcAcknowledgement, IbcBasicResponse,
    IbcChannel, IbcChannelConnectMsg, IbcEndpoint, IbcOrder, IbcPacket, IbcPacketAckMsg,
    IbcPacketReceiveMsg, IbcPacketTimeoutMsg, IbcTimeout, Response, StdError, StdResult, Timestamp,
    Uint128, WasmMsg,
};
use cw20::Cw20Coin;
use cw_multi_test::{
    no_init, App, AppBuilder, BankKeeper, ContractWrapper, DistributionKeeper, Executor,
    FailingModule, GovFailingModule, IbcAcceptingModule, MockApiBech32, StakeKeeper,
    StargateFailing, WasmKeeper,
};
use isthmus_api::bridge::events as ev;
use isthmus_api::bridge::*;
use isthmus_api::event::TypedEvent;
use isthmus_api::packet::{Envelope, Op, Transfer, CHANNEL_VERSION};
use isthmus_api::stablecoin;
use serde::{Deserialize, Serialize};

use super::vault;
use crate::suite::{east, hook, limit, remote_port, CHANNEL, CONNECTION, IUSD};

type Chain = App<
    BankKeeper,
    MockApiBech32,
    cosmwasm_std::testing::MockStorage,
    FailingModule<Empty, Empty, Empty>,
    WasmKeeper<Empty, Empty>,
    StakeKeeper,
    DistributionKeeper,
    IbcAcceptingModule,
    GovFailingModule,
    StargateFailing,
>;

/// How the chain calls the bridge: cw-multi-test knows no IBC entry points.
#[derive(Serialize, Deserialize, Clone, Debug)]
enum Call {
    Connect(IbcChannelConnectMsg),
    Receive(IbcPacketReceiveMsg),
    Ack(IbcPacketAckMsg),
    Timeout(IbcPacketTimeoutMsg),
}

fn sudo(deps: DepsMut, env: Env, call: Call) -> StdResult<Response> {
    let basic =
        |r: IbcBasicResponse| Response::new().add_submessages(r.messages).add_events(r.events);
    let failed = |e: isthmus_bridge::ContractError| StdError::generic_err(e.to_string());
    use isthmus_bridge::ibc;
    Ok(match call {
        Call::Connect(msg) => basic(ibc::ibc_channel_connect(deps, env, msg).map_err(failed)?),
        Call::Ack(msg) => basic(ibc::ibc_packet_ack(deps, env, msg).unwrap()),
        Call::Timeout(msg) => basic(ibc::ibc_packet_timeout(deps, env, msg).unwrap()),
        Call::Receive(msg) => {
            let r = ibc::ibc_packet_receive(deps, env, msg).map_err(failed)?;
            Response::new()
                .add_submessages(r.messages)
                .add_events(r.events)
                .set_data(r.acknowledgement.unwrap())
        }
    })
}

pub struct World {
    pub chain: Chain,
    pub bridge: Addr,
    pub token: Addr,
    pub vault: Addr,
    pub alice: Addr,
    pub owner: Addr,
    pub officer: Addr,
    pub sequence: u64,
}

pub const ISSUED: u128 = 1_000_000;

impl World {
    pub fn new() -> Self {
        let api = MockApiBech32::new("west");
        let [owner, officer, alice, identity] =
            ["owner", "officer", "alice", "identity"].map(|n| api.addr_make(n));
        let mut chain =
            AppBuilder::new().with_api(api).with_ibc(IbcAcceptingModule::new()).build(no_init);
        let bridge_code = chain.store_code(Box::new(
            ContractWrapper::new(
                isthmus_bridge::contract::execute,
                isthmus_bridge::contract::instantiate,
                isthmus_bridge::contract::query,
            )
            .with_reply(isthmus_bridge::contract::reply)
            .with_sudo(sudo),
        ));
        let token_code = chain.store_code(Box::new(
            ContractWrapper::new(
                isthmus_stablecoin::contract::execute,
                isthmus_stablecoin::contract::instantiate,
                isthmus_stablecoin::contract::query,
            )
            .with_reply(isthmus_stablecoin::contract::reply),
        ));
        let vault_code = chain.store_code(Box::new(ContractWrapper::new(
            vault::execute,
            vault::instantiate,
            vault::query,
        )));
        let mut make = |code, msg: Binary, label: &str| {
            let start = WasmMsg::Instantiate {
                admin: None,
                code_id: code,
                msg,
                funds: vec![],
                label: label.to_string(),
            };
            let response = chain.execute(owner.clone(), start.into()).unwrap();
            let data = cw_multi_test_address(&response.events);
            Addr::unchecked(data)
        };
        let bridge = make(
            bridge_code,
            to_json_binary(&InstantiateMsg {
                owner: Some(owner.to_string()),
                owner_delay_seconds: None,
                region: "west".to_string(),
                identity: identity.to_string(),
                roles: None,
                change_delay_seconds: None,
            })
            .unwrap(),
            "bridge",
        );
        let vault = make(vault_code, Binary::from(b"{}"), "vault");
        let half = Uint128::new(ISSUED / 2);
        let token = make(
            token_code,
            to_json_binary(&stablecoin::InstantiateMsg {
                name: "Isthmus USD".to_string(),
                symbol: "IUSD".to_string(),
                decimals: 6,
                initial_balances: [&alice, &vault]
                    .map(|a| Cw20Coin { address: a.to_string(), amount: half })
                    .to_vec(),
                mint: None,
                marketing: None,
                owner: Some(owner.to_string()),
                owner_delay_seconds: None,
                roles: Some(vec![stablecoin::RoleGrant {
                    role: stablecoin::Role::Compliance,
                    account: officer.to_string(),
                }]),
                regional: Some(stablecoin::Regional {
                    region: "west".to_string(),
                    token: IUSD.to_string(),
                    bridge: bridge.to_string(),
                    identity: None,
                }),
                escrows: None,
                holder_burn: None,
                compliance_mode: None,
                change_delay_seconds: None,
            })
            .unwrap(),
            "iusd",
        );
        let mut world = Self { chain, bridge, token, vault, alice, owner, officer, sequence: 0 };
        for msg in [
            ExecuteMsg::RegisterPeer {
                region: "east".to_string(),
                connection: CONNECTION.to_string(),
                remote_port: remote_port(),
                address_prefix: "east".to_string(),
            },
            ExecuteMsg::RegisterToken {
                token: IUSD.to_string(),
                contract: world.token.to_string(),
                gas_limit: None,
            },
            ExecuteMsg::SetRoute {
                region: "east".to_string(),
                token: IUSD.to_string(),
                outbound: limit(ISSUED, 1),
                inbound: limit(ISSUED, 1),
                outstanding_cap: Some(ISSUED.into()),
            },
        ] {
            let (owner, bridge) = (world.owner.clone(), world.bridge.clone());
            world.chain.execute_contract(owner, bridge, &msg, &[]).unwrap();
        }
        let [here, there] = world.ends();
        let channel =
            IbcChannel::new(here, there, IbcOrder::Unordered, CHANNEL_VERSION, CONNECTION);
        world.call(Call::Connect(IbcChannelConnectMsg::new_confirm(channel))).unwrap();
        world
    }

    pub fn ends(&self) -> [IbcEndpoint; 2] {
        [
            IbcEndpoint {
                port_id: format!("wasm.{}", self.bridge),
                channel_id: CHANNEL.to_string(),
            },
            IbcEndpoint { port_id: remote_port(), channel_id: "channel-7".to_string() },
        ]
    }

    /// The chain calls the bridge; then the books are checked.
    fn call(&mut self, call: Call) -> Result<Vec<Event>, String> {
        let result = self.chain.wasm_sudo(self.bridge.clone(), &call);
        self.check();
        match result {
            Ok(response) => Ok(response.events),
            Err(error) => Err(error.root_cause().to_string()),
        }
    }

    pub fn execute(
        &mut self,
        by: &Addr,
        to: &Addr,
        msg: &impl Serialize,
    ) -> Result<Vec<Event>, String> {
        let wire = WasmMsg::Execute {
            contract_addr: to.to_string(),
            msg: to_json_binary(msg).unwrap(),
            funds: vec![],
        };
        let result = self.chain.execute(by.clone(), wire.into());
        self.check();
        match result {
            Ok(response) => Ok(response.events),
            Err(error) => Err(error.root_cause().to_string()),
        }
    }

    /// Alice sends; the packet as the chain would carry it.
    pub fn send(&mut self, amount: u128) -> IbcPacket {
        let msg = self.send_msg(amount, None);
        let (alice, token) = (self.alice.clone(), self.token.clone());
        let events = self.execute(&alice, &token, &msg).unwrap();
        self.packet(&events)
    }

    /// The vault sends, with a reference.
    pub fn send_from_vault(&mut self, amount: u128) -> IbcPacket {
        let send = to_json_binary(&self.send_msg(amount, Some(b"deal-7"))).unwrap();
        let token = self.token.to_string();
        let (alice, vault) = (self.alice.clone(), self.vault.clone());
        let events = self.execute(&alice, &vault, &vault::Msg::Pay { token, send }).unwrap();
        self.packet(&events)
    }

    pub fn send_msg(&self, amount: u128, reference: Option<&[u8]>) -> stablecoin::ExecuteMsg {
        let TokenHook::Transfer { region, receiver, .. } = hook(&east("bob"));
        let hook = TokenHook::Transfer {
            region,
            receiver,
            timeout_seconds: None,
            memo: None,
            info: None,
            reference: reference.map(Binary::from),
        };
        stablecoin::ExecuteMsg::Send {
            contract: self.bridge.to_string(),
            amount: amount.into(),
            msg: to_json_binary(&hook).unwrap(),
        }
    }

    /// The packet that these events announce: the engine swallows it, and the event says all of it.
    pub fn packet(&mut self, events: &[Event]) -> IbcPacket {
        let sent = events.iter().find_map(|e| ev::Sent::from_event(e).ok());
        let sent = sent.expect("a packet");
        let envelope = Envelope {
            v: 1,
            from: "west".to_string(),
            to: sent.region.to_string(),
            id: sent.id,
            op: Op::Transfer(Transfer {
                token: sent.token.to_string(),
                amount: sent.amount.to_string(),
                sender: sent.sender,
                receiver: sent.receiver,
                memo: None,
                info: None,
            }),
        };
        self.sequence += 1;
        let [src, dest] = self.ends();
        let timeout = IbcTimeout::with_timestamp(Timestamp::from_seconds(sent.timeout_at));
        let data = to_json_binary(&envelope).unwrap();
        IbcPacket::new(data, src, dest, self.sequence, timeout)
    }

    pub fn ack(&mut self, packet: &IbcPacket, ack: Vec<u8>) -> Vec<Event> {
        let ack = IbcAcknowledgement::new(ack);
        let msg = IbcPacketAckMsg::new(ack, packet.clone(), self.alice.clone());
        self.call(Call::Ack(msg)).unwrap()
    }

    pub fn timeout(&mut self, packet: &IbcPacket) -> Vec<Event> {
        let msg = IbcPacketTimeoutMsg::new(packet.clone(), self.alice.clone());
        self.call(Call::Timeout(msg)).unwrap()
    }

    pub fn receive(&mut self, amount: u128, receiver: &str) -> Result<Vec<Event>, String> {
        let envelope = crate::suite::incoming(IUSD, amount, receiver);
        let [dest, src] = self.ends();
        self.sequence += 1;
        let timeout = IbcTimeout::with_timestamp(Timestamp::from_seconds(u32::MAX.into()));
        let data = to_json_binary(&envelope).unwrap();
        let packet = IbcPacket::new(data, src, dest, self.sequence, timeout);
        let msg = IbcPacketReceiveMsg::new(packet, self.alice.clone());
        self.call(Call::Receive(msg))
    }

    pub fn claim(&mut self) -> Result<Vec<Event>, String> {
        let msg = ExecuteMsg::Claim { region: "east".to_string(), token: IUSD.to_string(), id: 1 };
        let (alice, bridge) = (self.alice.clone(), self.bridge.clone());
        self.execute(&alice, &bridge, &msg)
    }

    pub fn mood(&mut self, mood: vault::Mood) {
        let (alice, vault) = (self.alice.clone(), self.vault.clone());
        self.execute(&alice, &vault, &vault::Msg::Mood(mood)).unwrap();
    }

    pub fn freeze(&mut self, account: &Addr) {
        let msg = stablecoin::ExecuteMsg::Freeze {
            account: account.to_string(),
            mode: stablecoin::FreezeMode::Full,
            reason: None,
            until: None,
            case_hash: None,
        };
        let (officer, token) = (self.officer.clone(), self.token.clone());
        self.execute(&officer, &token, &msg).unwrap();
    }

    pub fn balance(&self, account: &Addr) -> u128 {
        let ask = stablecoin::QueryMsg::Balance { address: account.to_string() };
        let answer: cw20::BalanceResponse =
            self.chain.wrap().query_wasm_smart(&self.token, &ask).unwrap();
        answer.balance.u128()
    }

    pub fn ledger(&self) -> LedgerResponse {
        let ask = QueryMsg::Ledger { region: "east".to_string(), token: IUSD.to_string() };
        self.chain.wrap().query_wasm_smart(&self.bridge, &ask).unwrap()
    }

    /// I6: between transactions the bridge holds nothing. I10, this side of it: what was issued is
    /// here or abroad, and the stablecoin counts abroad what the bridge has not brought back.
    pub fn check(&self) {
        assert_eq!(self.balance(&self.bridge), 0);
        let supply: stablecoin::SupplyResponse = self
            .chain
            .wrap()
            .query_wasm_smart(&self.token, &stablecoin::QueryMsg::Supply {})
            .unwrap();
        assert_eq!((supply.total + supply.abroad).u128(), ISSUED);
        let ledger = self.ledger();
        let gone = ledger.sent - ledger.refunded - ledger.received;
        assert_eq!(supply.abroad, gone);
    }
}

fn cw_multi_test_address(events: &[Event]) -> String {
    let made = events.iter().find(|e| e.ty == "instantiate").unwrap();
    let address = made.attributes.iter().find(|a| a.key == "_contract_address");
    address.unwrap().value.clone()
}
