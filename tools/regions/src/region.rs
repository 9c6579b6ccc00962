//! What a scenario is written against: a chain that is looked at and sent to, and the pair of them.

use crate::{Receipt, TxResult};
use cosmwasm_std::{Coin, Uint128};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The contracts a region can store.
pub use isthmus_api::permission::Contract as Code;

/// One of the two regions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Side {
    /// Region `west`, chain `west-1`.
    West,
    /// Region `east`, chain `east-1`.
    East,
}

impl Side {
    /// Both, west first.
    pub const BOTH: [Self; 2] = [Self::West, Self::East];

    /// The other one.
    pub fn other(self) -> Self {
        match self {
            Self::West => Self::East,
            Self::East => Self::West,
        }
    }

    /// The region's id, `west` or `east`; also its address prefix.
    pub fn name(self) -> &'static str {
        match self {
            Self::West => "west",
            Self::East => "east",
        }
    }

    /// The side of a region's id.
    pub fn of(name: &str) -> Option<Self> {
        Self::BOTH.into_iter().find(|side| side.name() == name)
    }
}

/// One message of a transaction.
#[derive(Clone, Debug, PartialEq)]
pub enum Call {
    /// To a contract.
    Execute {
        /// Its address.
        contract: String,
        /// The message.
        msg: Value,
        /// Coins that go with it.
        funds: Vec<Coin>,
    },
    /// To the chain's bank: native coins for an address.
    Pay {
        /// Who receives them.
        to: String,
        /// The coins.
        coins: Vec<Coin>,
    },
}

impl Call {
    /// A message to a contract, without coins.
    pub fn execute(contract: impl Into<String>, msg: Value) -> Self {
        Self::Execute { contract: contract.into(), msg, funds: Vec::new() }
    }

    /// Native coins for an address.
    pub fn pay(to: impl Into<String>, coins: Vec<Coin>) -> Self {
        Self::Pay { to: to.into(), coins }
    }
}

/// What can be seen of one chain. Actors are known by name; each name is one account per region, made
/// and funded at its first use.
pub trait View {
    /// Which of the two.
    fn side(&self) -> Side;

    /// The region's id, such as `west`.
    fn id(&self) -> &str {
        self.side().name()
    }

    /// The chain's id, such as `west-1`.
    fn chain_id(&self) -> &str;

    /// Prefix of its addresses, such as `west`.
    fn prefix(&self) -> &str;

    /// Its fee coin, such as `uwest`.
    fn fee_denom(&self) -> &str;

    /// The address of an actor; the first call creates and funds the account.
    fn account(&self, name: &str) -> TxResult<String>;

    /// The address a contract will have when `creator` (an address) instantiates it with this salt.
    fn predict(&self, code_id: u64, creator: &str, salt: &[u8]) -> TxResult<String>;

    /// The relayer's transactions in the blocks after `height` that brought packets, acknowledgements
    /// or timeouts, oldest first.
    fn relayed_since(&self, height: u64) -> TxResult<Vec<Receipt>>;

    /// Everything in which these contracts said something since they stand, oldest first, with what they
    /// said alone: what anybody sent them, what the relayer brought, what the chain's own governance did.
    fn history(&self, contracts: &[&str]) -> TxResult<Vec<Receipt>>;

    /// Asks a contract.
    fn query(&self, contract: &str, msg: &Value) -> TxResult<Value>;

    /// The same as of a block that is not long past: nodes forget older states. The embedded engine has
    /// that of the newest block alone.
    fn query_at(&self, height: u64, contract: &str, msg: &Value) -> TxResult<Value>;

    /// Reads one key of a contract's storage.
    fn raw(&self, contract: &str, key: &[u8]) -> TxResult<Option<Vec<u8>>>;

    /// Native coins of an address.
    fn balance(&self, address: &str, denom: &str) -> TxResult<Uint128>;

    /// Time of the newest block, in seconds.
    fn now(&self) -> TxResult<u64>;

    /// Height of the newest block.
    fn height(&self) -> TxResult<u64>;

    /// Returns when [`now`](Self::now) has reached `seconds`. The embedded engine jumps, both
    /// regions at once; the live one waits, and refuses to wait for more than 180 seconds.
    fn wait_until(&self, seconds: u64) -> TxResult<()>;
}

/// One chain, as somebody with keys on it sees it and sends to it.
///
/// A call returns once the chain has decided. Time passes: every transaction is in a block of its
/// own or a later one than the one before.
pub trait Region: View {
    /// Stores a contract's code and returns its id. Storing the same code again may return the same
    /// id.
    fn store(&self, code: Code) -> TxResult<u64>;

    /// Instantiates at the predicted address, as the actor `sender`. `admin` is an address.
    fn instantiate(
        &self,
        sender: &str,
        code_id: u64,
        msg: &Value,
        label: &str,
        admin: Option<&str>,
        salt: &[u8],
    ) -> TxResult<(String, Receipt)>;

    /// Sends several messages in one transaction, as the actor `sender`: all of them work, or nothing
    /// has happened. An empty list is an error.
    fn execute_all(&self, sender: &str, calls: &[Call]) -> TxResult<Receipt>;

    /// Sends one message to a contract, as the actor `sender`.
    fn execute(
        &self,
        sender: &str,
        contract: &str,
        msg: &Value,
        funds: &[Coin],
    ) -> TxResult<Receipt> {
        let call = Call::Execute {
            contract: contract.to_string(),
            msg: msg.clone(),
            funds: funds.to_vec(),
        };
        self.execute_all(sender, &[call])
    }
}

/// The two regions and the relayer between them.
pub trait Pair {
    /// One of the regions.
    fn region(&self, side: Side) -> &dyn Region;

    /// Region `west`.
    fn west(&self) -> &dyn Region {
        self.region(Side::West)
    }

    /// Region `east`.
    fn east(&self) -> &dyn Region {
        self.region(Side::East)
    }

    /// Where handshakes of channels begin: in the region whose name sorts first.
    fn begins(&self) -> Side {
        if self.west().id() < self.east().id() {
            Side::West
        } else {
            Side::East
        }
    }

    /// Makes clients and a connection between the two chains and returns its ids (west, east). A
    /// second call returns the same connection.
    fn connect(&self) -> TxResult<(String, String)>;

    /// Opens an unordered channel on that connection, begun in the region whose name sorts first, as two
    /// bridges want it, and returns its ids (west, east). Ports are `wasm.<address>`.
    fn open_channel(
        &self,
        port_west: &str,
        port_east: &str,
        version: &str,
    ) -> TxResult<(String, String)>;

    /// Relays until nothing is pending: packets, acknowledgements and timeouts that are due. Live:
    /// waits until the relayer has done so. While the relayer is paused, returns at once.
    fn settle(&self) -> TxResult<()>;

    /// Stops the relayer; packets stay where they are.
    fn pause_relayer(&self) -> TxResult<()>;

    /// Starts it again. It picks up what it finds.
    fn resume_relayer(&self) -> TxResult<()>;

    /// Whether real chains are behind this: then time passes by itself and gas is known.
    fn is_live(&self) -> bool;
}
