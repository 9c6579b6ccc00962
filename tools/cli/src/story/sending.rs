//! How the story sends: messages that have to pass, messages that have to be refused, money over the
//! bridge; and how it asks.

use super::stage::Stage;
use crate::report::{told, Told};
use anyhow::{bail, Context, Result};
use cosmwasm_std::{to_json_binary, Coin, HexBinary, Uint128};
use isthmus_api::{bridge, stablecoin};
use isthmus_regions::{supply, Code, Receipt, Side};
use serde::{de::DeserializeOwned, Serialize};

impl Stage<'_> {
    /// Sends a message to one of the contracts.
    pub(super) fn send<M: Serialize>(
        &mut self,
        side: Side,
        sender: &str,
        code: Code,
        msg: &M,
    ) -> Result<Receipt> {
        self.send_with(side, sender, code, msg, &[])
    }

    /// The same with coins of the region.
    pub(super) fn send_with<M: Serialize>(
        &mut self,
        side: Side,
        sender: &str,
        code: Code,
        msg: &M,
        coins: &[Coin],
    ) -> Result<Receipt> {
        let msg = serde_json::to_value(msg)?;
        let contract = self.deployment.at(side).of(code).to_string();
        let receipt = self.pair.region(side).execute(sender, &contract, &msg, coins)?;
        self.seen(&receipt);
        Ok(receipt)
    }

    /// Sends a message that the contract has to refuse with this code, and says how it did.
    pub(super) fn refused<M: Serialize>(
        &mut self,
        side: Side,
        sender: &str,
        code: Code,
        msg: &M,
        why: &str,
    ) -> Result<Told> {
        let msg = serde_json::to_value(msg)?;
        let contract = self.deployment.at(side).of(code).to_string();
        match self.pair.region(side).execute(sender, &contract, &msg, &[]) {
            Err(error) if error.code() == Some(why) => Ok(told(error.text())),
            Err(other) => Err(other.into()),
            Ok(_) => bail!("it should have been refused with {why}"),
        }
    }

    /// Puts a receipt's block time and gas into the step at hand.
    fn seen(&mut self, receipt: &Receipt) {
        if let Some(step) = self.steps.last_mut() {
            step.block_time = Some(receipt.time);
            if let Some(gas) = receipt.gas_used {
                step.gas = Some(step.gas.unwrap_or(0) + gas);
            }
        }
    }

    /// Asks one of the contracts.
    pub(super) fn ask<Q: Serialize, A: DeserializeOwned>(
        &self,
        side: Side,
        code: Code,
        query: &Q,
    ) -> Result<A> {
        let contract = self.deployment.at(side).of(code);
        Ok(supply::ask(self.pair, side, contract, query)?)
    }

    /// Relays until nothing is pending; the step at hand ends with the newest block.
    pub(super) fn settle(&mut self) -> Result<()> {
        self.pair.settle()?;
        let now = self.pair.west().now()?.max(self.pair.east().now()?);
        if let Some(step) = self.steps.last_mut() {
            step.block_time = Some(now);
        }
        Ok(())
    }

    /// Sends an actor's money over the bridge, to an address of the other region.
    pub(super) fn send_across(
        &mut self,
        from: &str,
        side: Side,
        receiver: String,
        amount: Uint128,
        note: Note,
    ) -> Result<bridge::events::Sent> {
        let hook = bridge::TokenHook::Transfer {
            region: side.other().name().to_string(),
            receiver,
            timeout_seconds: note.timeout_seconds,
            memo: note.memo,
            info: note.info,
            reference: None,
        };
        let msg = stablecoin::ExecuteMsg::Send {
            contract: self.deployment.at(side).bridge.clone(),
            amount,
            msg: to_json_binary(&hook)?,
        };
        let receipt = self.send(side, from, Code::Stablecoin, &msg)?;
        receipt.first().context("the bridge took the money and told of no packet")
    }
}

/// What travels with money between regions.
#[derive(Default)]
pub(super) struct Note {
    pub timeout_seconds: Option<u64>,
    pub memo: Option<String>,
    pub info: Option<HexBinary>,
}
