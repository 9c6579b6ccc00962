//! One contract on a chain of its own, to whose second a test may go, with neighbours that do as they are
//! told. The suites of the contracts stand on it.

use std::fmt;
use std::rc::Rc;

use cosmwasm_std::testing::MockApi;
use cosmwasm_std::{
    coin, to_json_binary, Addr, BlockInfo, Coin, Event, Record, StdError, Timestamp, WasmMsg,
};
use cw_multi_test::error::AnyError;
use cw_multi_test::{App, AppBuilder, AppResponse, Contract, Executor};
use isthmus_api::access::events::ScheduleChange;
use isthmus_api::event::TypedEvent;
use isthmus_regions::embedded::EmbeddedCode;
use isthmus_regions::{Code, TxError};
use serde::{de::DeserializeOwned, Serialize};

use crate::scripted::{Script, Scripted, Taken};

pub use isthmus_regions::embedded::{Library, Linked};

/// Seconds of a day.
pub const DAY: u64 = 86_400;

/// Why a message failed: the text of the contract that refused.
#[derive(Clone, PartialEq, Eq)]
pub struct Refusal(String);

impl Refusal {
    /// The stable code at its end, such as `ST-012`.
    #[track_caller]
    pub fn code(&self) -> String {
        let error = TxError::refused(self.0.as_str());
        error.code().unwrap_or_else(|| panic!("no code: {self}")).to_string()
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

impl From<AnyError> for Refusal {
    fn from(error: AnyError) -> Self {
        Self(error.root_cause().to_string())
    }
}

impl From<StdError> for Refusal {
    fn from(error: StdError) -> Self {
        Self(error.to_string())
    }
}

/// What became of a message.
pub type Done = Result<AppResponse, Refusal>;

/// Asserts that a message failed, with a code or in words.
#[track_caller]
pub fn fails(done: Done, words: &str) {
    let refusal = done.expect_err("should have failed");
    assert!(refusal.0.contains(words), "expected {words}, got: {refusal}");
}

/// The events of one type.
pub fn events<E: TypedEvent>(events: &[Event]) -> Vec<E> {
    events.iter().filter_map(|event| E::from_event(event).ok()).collect()
}

/// The only event of a type.
#[track_caller]
pub fn event<E: TypedEvent>(told: &[Event]) -> E {
    let mut found = events(told);
    assert_eq!(found.len(), 1, "{} in {told:?}", E::TYPE);
    found.remove(0)
}

/// A chain, and the contract that is tested on it.
pub struct Chain {
    /// The chain.
    pub app: App,
    /// The contract.
    pub contract: Addr,
    /// Where the code of our contracts comes from.
    library: Rc<dyn Library>,
}

/// A suite with a field `chain` is a [`Chain`] too.
#[macro_export]
macro_rules! stands_on_chain {
    ($suite:ty) => {
        impl std::ops::Deref for $suite {
            type Target = $crate::chain::Chain;

            fn deref(&self) -> &Self::Target {
                &self.chain
            }
        }

        impl std::ops::DerefMut for $suite {
            fn deref_mut(&mut self) -> &mut Self::Target {
                &mut self.chain
            }
        }
    };
}

/// An actor's address; that of a contract's neighbour is where it was placed.
pub fn address(name: &str) -> Addr {
    MockApi::default().addr_make(name)
}

impl Chain {
    /// Chain `west-1` at this second, on which each of these actors has these coins. The contract is
    /// still to be [placed](Self::place).
    pub fn new(seconds: u64, actors: &[&str], coins: &[Coin]) -> Self {
        Self::on(Rc::new(Linked), seconds, actors, coins)
    }

    /// The same with contracts from elsewhere, such as compiled ones.
    pub fn on(library: Rc<dyn Library>, seconds: u64, actors: &[&str], coins: &[Coin]) -> Self {
        let (height, chain_id) = (12_345, "west-1".to_string());
        let time = Timestamp::from_seconds(seconds);
        let app = AppBuilder::new().with_block(BlockInfo { height, time, chain_id }).build(
            |router, _, storage| {
                for name in actors {
                    let funded = router.bank.init_balance(storage, &address(name), coins.to_vec());
                    funded.expect("an account can be funded");
                }
            },
        );
        Self { app, contract: address("nobody"), library }
    }

    /// The code of one of our contracts.
    pub fn code(&self, code: Code) -> EmbeddedCode {
        self.library.code(code)
    }

    /// Places one of our contracts, by the actor `owner`, who may migrate it. It is the one that is
    /// tested from now on.
    pub fn place(&mut self, code: Code, msg: &impl Serialize) -> Done {
        self.place_with(code, msg, &[])
    }

    /// The same, paid for with coins.
    pub fn place_with(&mut self, code: Code, msg: &impl Serialize, funds: &[Coin]) -> Done {
        let code = self.app.store_code(Box::new(self.code(code)));
        let owner = address("owner");
        let create = WasmMsg::Instantiate {
            admin: Some(owner.to_string()),
            code_id: code,
            msg: to_json_binary(msg)?,
            funds: funds.to_vec(),
            label: "tested".to_string(),
        };
        let created = self.app.execute(owner, create.into())?;
        let instantiated = created.events.iter().rev().find(|event| event.ty == "instantiate");
        let placed = instantiated.expect("a contract was made").attributes[0].value.clone();
        self.contract = Addr::unchecked(placed);
        Ok(created)
    }

    /// Moves the contract to the code of one of ours, by the actor `owner`.
    pub fn migrate(&mut self, code: Code, msg: &impl Serialize) -> Done {
        let new_code_id = self.app.store_code(Box::new(self.code(code)));
        let (contract_addr, msg) = (self.contract.to_string(), to_json_binary(msg)?);
        let call = WasmMsg::Migrate { contract_addr, new_code_id, msg };
        Ok(self.app.execute(address("owner"), call.into())?)
    }

    /// Places a contract that is not one of ours, by the actor `owner`, who may migrate it.
    pub fn neighbour(
        &mut self,
        code: Box<dyn Contract<cosmwasm_std::Empty>>,
        msg: &impl Serialize,
        label: &str,
    ) -> Addr {
        let code = self.app.store_code(code);
        let owner = address("owner");
        let admin = Some(owner.to_string());
        let placed = self.app.instantiate_contract(code, owner, msg, &[], label, admin);
        placed.expect("a neighbour can be placed")
    }

    /// Places a contract that does as it is told.
    pub fn scripted(&mut self, script: &Script, label: &str) -> Addr {
        self.neighbour(Box::new(Scripted::default()), script, label)
    }

    /// What a contract does from now on.
    pub fn tell(&mut self, scripted: &Addr, script: Script) {
        let mut storage = self.app.contract_storage_mut(scripted);
        script.tell(&mut *storage).expect("a script can be stored");
    }

    /// What a contract that does as it is told has taken, oldest first.
    pub fn taken(&self, scripted: &Addr) -> Vec<Taken> {
        let storage = self.app.contract_storage(scripted);
        let mut taken: Vec<_> = Taken::read(|key| storage.get(key)).collect();
        taken.reverse();
        taken
    }

    /// The same, and it forgets it.
    pub fn take(&mut self, scripted: &Addr) -> Vec<Taken> {
        let taken = self.taken(scripted);
        Taken::forget(&mut *self.app.contract_storage_mut(scripted));
        taken
    }

    /// Sends a message to a contract.
    pub fn call(
        &mut self,
        sender: &Addr,
        contract: &Addr,
        msg: &impl Serialize,
        funds: &[Coin],
    ) -> Done {
        let (contract_addr, msg) = (contract.to_string(), to_json_binary(msg)?);
        let funds = funds.to_vec();
        let call = WasmMsg::Execute { contract_addr, msg, funds };
        Ok(self.app.execute(sender.clone(), call.into())?)
    }

    /// What the chain's governance tells the contract.
    pub fn sudo(&mut self, msg: &impl Serialize) -> Done {
        Ok(self.app.wasm_sudo(self.contract.clone(), msg)?)
    }

    /// Asks the contract.
    #[track_caller]
    pub fn ask<T: DeserializeOwned>(&self, query: &impl Serialize) -> T {
        self.app.wrap().query_wasm_smart(&self.contract, query).expect("an answer")
    }

    /// All that the contract has stored.
    pub fn records(&self) -> Vec<Record> {
        self.app.dump_wasm_raw(&self.contract)
    }

    /// The clock.
    pub fn now(&self) -> u64 {
        self.app.block_info().time.seconds()
    }

    /// A block at this second.
    pub fn at(&mut self, seconds: u64) {
        assert!(seconds >= self.now(), "time goes forward");
        self.app.update_block(|block| {
            block.height += 1;
            block.time = Timestamp::from_seconds(seconds);
        });
    }

    /// A block so much later.
    pub fn after(&mut self, seconds: u64) {
        self.at(self.now() + seconds);
    }

    /// A block so many days later.
    pub fn after_days(&mut self, days: u64) {
        self.after(days * DAY);
    }
}

/// The number of the change that was scheduled.
#[track_caller]
pub fn scheduled(response: &AppResponse) -> u64 {
    event::<ScheduleChange>(&response.events).id
}

/// Coins of one kind; none where the amount is zero.
pub fn coins(amount: u128, denom: &str) -> Vec<Coin> {
    Some(coin(amount, denom)).filter(|coin| !coin.amount.is_zero()).into_iter().collect()
}
