//! A contract as a chain calls it: cw-multi-test's entry points, plus the six of IBC, which it does
//! not know. The relayer reaches those by a `sudo` message, so that submessages, replies and
//! rollback are cw-multi-test's own.

use anyhow::{anyhow, bail, Error as AnyError, Result as AnyResult};
use cosmwasm_std::{
    from_json, to_json_binary, Addr, Binary, Checksum, ContractResult, Deps, DepsMut, Empty, Env,
    IbcBasicResponse, IbcChannelCloseMsg, IbcChannelConnectMsg, IbcChannelOpenMsg,
    IbcChannelOpenResponse, IbcPacketAckMsg, IbcPacketReceiveMsg, IbcPacketTimeoutMsg, IbcQuery,
    IbcReceiveResponse, MessageInfo, MigrateInfo, PortIdResponse, Querier, QuerierResult,
    QuerierWrapper, QueryRequest, Reply, Response, SubMsgResult, SystemResult,
};
use cw_multi_test::Contract;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::fmt::{Debug, Display};
use std::rc::Rc;

/// The port a contract owns.
pub fn port_of(contract: &Addr) -> String {
    format!("wasm.{contract}")
}

/// What a chain calls on a contract that owns a port.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum Callback {
    Open(IbcChannelOpenMsg),
    Connect(IbcChannelConnectMsg),
    Close(IbcChannelCloseMsg),
    Receive(IbcPacketReceiveMsg),
    Ack(IbcPacketAckMsg),
    Timeout(IbcPacketTimeoutMsg),
}

/// The `sudo` message that carries a callback; the name is no contract's own.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(super) enum EngineSudo {
    IsthmusEngineIbc(Box<Callback>),
}

/// `ibc_packet_receive` itself returned an error, as opposed to one of its submessages.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub(super) struct ReceiveRefused(pub String);

/// An entry point, whatever runs behind it.
pub type Entry<M, R> = Box<dyn Fn(DepsMut, Env, M) -> AnyResult<R>>;

/// The six IBC entry points of a contract.
pub struct IbcEntries {
    /// `ibc_channel_open`
    pub open: Entry<IbcChannelOpenMsg, IbcChannelOpenResponse>,
    /// `ibc_channel_connect`
    pub connect: Entry<IbcChannelConnectMsg, IbcBasicResponse>,
    /// `ibc_channel_close`
    pub close: Entry<IbcChannelCloseMsg, IbcBasicResponse>,
    /// `ibc_packet_receive`
    pub receive: Entry<IbcPacketReceiveMsg, IbcReceiveResponse>,
    /// `ibc_packet_ack`
    pub ack: Entry<IbcPacketAckMsg, IbcBasicResponse>,
    /// `ibc_packet_timeout`
    pub timeout: Entry<IbcPacketTimeoutMsg, IbcBasicResponse>,
}

/// An entry point of the usual shape.
pub type EntryFn<M, R, E> = fn(DepsMut, Env, M) -> Result<R, E>;

fn entry<M: 'static, R: 'static, E: Display + Debug + Send + Sync + 'static>(
    call: EntryFn<M, R, E>,
) -> Entry<M, R> {
    Box::new(move |deps, env, msg| call(deps, env, msg).map_err(|error| anyhow!("{error}")))
}

/// Is told of each message that a contract is sent: who sends it, the contract, the message.
pub type Watcher = Rc<dyn Fn(&Addr, &Addr, &[u8])>;

/// A contract's code on an embedded chain.
pub struct EmbeddedCode {
    name: &'static str,
    inner: Box<dyn Contract<Empty>>,
    watcher: Option<Watcher>,
    migrate: Option<Entry<Vec<u8>, Response>>,
    ibc: Option<IbcEntries>,
}

impl EmbeddedCode {
    /// Wraps cw-multi-test's form of a contract. The name stands for the bytes: it makes the checksum
    /// from which addresses are predicted.
    pub fn new(name: &'static str, inner: Box<dyn Contract<Empty>>) -> Self {
        Self { name, inner, watcher: None, migrate: None, ibc: None }
    }

    /// Tells `watcher` of each message that the contract is sent, before it is carried out.
    pub fn watched(mut self, watcher: Watcher) -> Self {
        self.watcher = Some(watcher);
        self
    }

    /// Adds `migrate` in its three-argument form.
    pub fn with_migrate<M, E>(mut self, migrate: EntryFn<M, Response, E>) -> Self
    where
        M: DeserializeOwned + 'static,
        E: Display + Debug + Send + Sync + 'static,
    {
        self.migrate = Some(Box::new(move |deps, env, msg| {
            migrate(deps, env, from_json(msg)?).map_err(|error| anyhow!("{error}"))
        }));
        self
    }

    /// Adds the six IBC entry points; the contract then owns the port `wasm.<address>`.
    pub fn with_ibc<E1, E2, E3, E4, E5, E6>(
        self,
        open: EntryFn<IbcChannelOpenMsg, IbcChannelOpenResponse, E1>,
        connect: EntryFn<IbcChannelConnectMsg, IbcBasicResponse, E2>,
        close: EntryFn<IbcChannelCloseMsg, IbcBasicResponse, E3>,
        receive: EntryFn<IbcPacketReceiveMsg, IbcReceiveResponse, E4>,
        ack: EntryFn<IbcPacketAckMsg, IbcBasicResponse, E5>,
        timeout: EntryFn<IbcPacketTimeoutMsg, IbcBasicResponse, E6>,
    ) -> Self
    where
        E1: Display + Debug + Send + Sync + 'static,
        E2: Display + Debug + Send + Sync + 'static,
        E3: Display + Debug + Send + Sync + 'static,
        E4: Display + Debug + Send + Sync + 'static,
        E5: Display + Debug + Send + Sync + 'static,
        E6: Display + Debug + Send + Sync + 'static,
    {
        self.with_ibc_entries(IbcEntries {
            open: entry(open),
            connect: entry(connect),
            close: entry(close),
            receive: entry(receive),
            ack: entry(ack),
            timeout: entry(timeout),
        })
    }

    /// The same for a contract whose entry points are no functions of this process.
    pub fn with_ibc_entries(mut self, entries: IbcEntries) -> Self {
        self.ibc = Some(entries);
        self
    }

    fn callback(&self, deps: DepsMut, env: Env, callback: Callback) -> AnyResult<Response> {
        let Some(ibc) = &self.ibc else {
            bail!("{} has no IBC entry points", self.name);
        };
        Ok(match callback {
            Callback::Open(msg) => {
                let version = (ibc.open)(deps, env, msg)?.map(|open| open.version);
                match version {
                    Some(version) => Response::new().set_data(version.into_bytes()),
                    None => Response::new(),
                }
            }
            Callback::Connect(msg) => basic((ibc.connect)(deps, env, msg)?),
            Callback::Close(msg) => basic((ibc.close)(deps, env, msg)?),
            Callback::Receive(msg) => {
                let received = (ibc.receive)(deps, env, msg)
                    .map_err(|error| AnyError::new(ReceiveRefused(error.to_string())))?;
                let mut response = Response::new()
                    .add_submessages(received.messages)
                    .add_attributes(received.attributes)
                    .add_events(received.events);
                response.data = received.acknowledgement;
                response
            }
            Callback::Ack(msg) => basic((ibc.ack)(deps, env, msg)?),
            Callback::Timeout(msg) => basic((ibc.timeout)(deps, env, msg)?),
        })
    }
}

fn basic(response: IbcBasicResponse) -> Response {
    Response::new()
        .add_submessages(response.messages)
        .add_attributes(response.attributes)
        .add_events(response.events)
}

/// Answers what only the chain knows of the asking contract: its port.
struct PortQuerier<'a> {
    inner: &'a dyn Querier,
    contract: Addr,
}

impl Querier for PortQuerier<'_> {
    fn raw_query(&self, request: &[u8]) -> QuerierResult {
        let port = || port_of(&self.contract);
        let forward = |query| match to_json_binary(&QueryRequest::<Empty>::Ibc(query)) {
            Ok(request) => self.inner.raw_query(&request),
            Err(error) => SystemResult::Ok(ContractResult::Err(error.to_string())),
        };
        #[allow(deprecated)] // A contract may still ask for the list.
        match from_json(request) {
            Ok(QueryRequest::<Empty>::Ibc(IbcQuery::PortId {})) => SystemResult::Ok(
                to_json_binary(&PortIdResponse::new(port()))
                    .map_err(|error| error.to_string())
                    .into(),
            ),
            Ok(QueryRequest::Ibc(IbcQuery::Channel { channel_id, port_id: None })) => {
                forward(IbcQuery::Channel { channel_id, port_id: Some(port()) })
            }
            Ok(QueryRequest::Ibc(IbcQuery::ListChannels { port_id: None })) => {
                forward(IbcQuery::ListChannels { port_id: Some(port()) })
            }
            _ => self.inner.raw_query(request),
        }
    }
}

/// Calls `$call` with deps whose querier knows the contract's port.
macro_rules! with_port {
    ($deps:ident, $env:ident, $build:ident { $($field:ident),* }, $call:expr) => {{
        let querier = PortQuerier {
            inner: &*$deps.querier,
            contract: $env.contract.address.clone(),
        };
        let deps = $build {
            $($field: $deps.$field,)*
            querier: QuerierWrapper::new(&querier),
        };
        $call(deps)
    }};
}

impl Contract<Empty> for EmbeddedCode {
    fn instantiate(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> AnyResult<Response> {
        with_port!(deps, env, DepsMut { storage, api }, |deps| self
            .inner
            .instantiate(deps, env, info, msg))
    }

    fn execute(
        &self,
        deps: DepsMut,
        env: Env,
        info: MessageInfo,
        msg: Vec<u8>,
    ) -> AnyResult<Response> {
        if let Some(watcher) = &self.watcher {
            watcher(&info.sender, &env.contract.address, &msg);
        }
        with_port!(deps, env, DepsMut { storage, api }, |deps| self
            .inner
            .execute(deps, env, info, msg))
    }

    fn query(&self, deps: Deps, env: Env, msg: Vec<u8>) -> AnyResult<Binary> {
        with_port!(deps, env, Deps { storage, api }, |deps| self.inner.query(deps, env, msg))
    }

    fn reply(&self, deps: DepsMut, env: Env, mut msg: Reply) -> AnyResult<Response> {
        if let SubMsgResult::Err(text) = &mut msg.result {
            // wasmd tells a contract no more than this.
            *text = "codespace: wasm, code: 5".to_string();
        }
        with_port!(deps, env, DepsMut { storage, api }, |deps| self.inner.reply(deps, env, msg))
    }

    fn sudo(&self, deps: DepsMut, env: Env, msg: Vec<u8>) -> AnyResult<Response> {
        with_port!(deps, env, DepsMut { storage, api }, |deps| match from_json(&msg) {
            Ok(EngineSudo::IsthmusEngineIbc(callback)) => self.callback(deps, env, *callback),
            Err(_) => self.inner.sudo(deps, env, msg),
        })
    }

    fn migrate(
        &self,
        deps: DepsMut,
        env: Env,
        msg: Vec<u8>,
        info: MigrateInfo,
    ) -> AnyResult<Response> {
        with_port!(deps, env, DepsMut { storage, api }, |deps| match &self.migrate {
            Some(migrate) => migrate(deps, env, msg),
            None => self.inner.migrate(deps, env, msg, info),
        })
    }

    fn checksum(&self) -> Option<Checksum> {
        let digest: [u8; 32] = Sha256::digest(self.name.as_bytes()).into();
        Some(Checksum::from(digest))
    }
}
