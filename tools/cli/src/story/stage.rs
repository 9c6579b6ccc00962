//! What every part of the story works with: the regions, the scenario, the step at hand, and a purse per
//! party that says what it must have in the end.

use crate::report::{failed, Paper, ResultCode, Step, Told};
use crate::scenario::{fresh_bytes, Party, Scenario, Shift};
use crate::transcript::Recorded;
use anyhow::{ensure, Result};
use cosmwasm_std::{HexBinary, Uint128};
use isthmus_api::stablecoin;
use isthmus_regions::{Code, Coins, Deployment, Pair, Parameter, Side};
use isthmus_terminal::Step as Progress;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The stage on which the story is played.
pub struct Stage<'a> {
    pub(super) pair: &'a dyn Pair,
    pub(super) notes: &'a Recorded<'a>,
    pub(super) case: &'a Scenario,
    pub(super) deployment: Deployment,
    pub(super) shift: Shift,
    pub(super) steps: Vec<Step>,
    /// Every file of which a hash went on a chain.
    pub(super) papers: Vec<Paper>,
    /// Deals of the story.
    pub(super) deals: Vec<Deal>,
    /// Digests of the passes, by party.
    pub(super) passes: BTreeMap<String, HexBinary>,
    /// How often bytes were drawn.
    drawn: u64,
    progress: &'a Progress,
    phase: String,
    purses: BTreeMap<String, Uint128>,
    /// What was minted less what was redeemed.
    pub(super) issued: Uint128,
    /// Height of each region before anything happened.
    pub(super) beginnings: (u64, u64),
}

impl<'a> Stage<'a> {
    pub(super) fn new(
        notes: &'a Recorded<'a>,
        case: &'a Scenario,
        progress: &'a Progress,
    ) -> Result<Self> {
        let pair = notes.pair();
        let now = pair.west().now()?;
        Ok(Self {
            pair,
            notes,
            case,
            deployment: Deployment {
                token: case.token.id(),
                west: nowhere(),
                east: nowhere(),
                connections: Default::default(),
                channels: Default::default(),
            },
            shift: Shift::to(now, case.as_of, case.utc_offset_minutes()),
            steps: Vec::new(),
            papers: Paper::all(case),
            deals: Vec::new(),
            passes: BTreeMap::new(),
            drawn: 0,
            progress,
            phase: String::new(),
            purses: BTreeMap::new(),
            issued: Uint128::zero(),
            beginnings: (pair.west().height()?, pair.east().height()?),
        })
    }

    /// What follows belongs to this part of the story.
    pub(super) fn phase(&mut self, name: &str) {
        self.phase = name.to_string();
    }

    /// Begins a step.
    pub(super) fn begin(&mut self, region: impl Into<String>, who: &str, what: impl Into<String>) {
        let (region, what) = (region.into(), what.into());
        let number = self.steps.len() + 1;
        self.notes.begin_step(number);
        self.progress.note(&format!("{number}. {region}: {who} {what}"));
        self.steps.push(Step {
            step: number,
            phase: self.phase.clone(),
            region,
            who: who.to_string(),
            what,
            amount: None,
            coins: None,
            result: Told::from(ResultCode::Unfinished).written(self.case.token.decimals),
            skipped: false,
            block_time: None,
            gas: None,
        });
    }

    /// The money of the step at hand.
    pub(super) fn amount(&mut self, amount: Uint128) {
        if let Some(step) = self.steps.last_mut() {
            step.amount = Some(amount);
        }
    }

    /// The same, of the token or of the region's coin.
    pub(super) fn amount_in(&mut self, in_coin: bool, side: Side, amount: Uint128) {
        if !in_coin {
            return self.amount(amount);
        }
        let coins = self.coins_of(side, amount);
        if let Some(step) = self.steps.last_mut() {
            step.coins = Some(coins);
        }
    }

    fn coins_of(&self, side: Side, amount: Uint128) -> Coins {
        Coins { amount, denom: self.pair.region(side).fee_denom().to_string() }
    }

    /// An amount of a deal as a parameter: of the token, or of the region's coin.
    pub(super) fn money(&self, deal: Deal, amount: Uint128) -> Parameter {
        if !deal.in_coin {
            return Parameter::Amount(amount);
        }
        self.coins_of(deal.side, amount).into()
    }

    /// Bytes for salts and references. An engine that begins anew each time draws the same ones each
    /// time, so that what it prints is the same; a live one draws what nobody can foresee.
    pub(super) fn fresh_bytes<const N: usize>(&mut self) -> [u8; N] {
        if self.pair.is_live() {
            return fresh_bytes();
        }
        self.drawn += 1;
        let seed = Sha256::new().chain_update(&self.case.title);
        let digest = seed.chain_update(self.drawn.to_be_bytes()).finalize();
        std::array::from_fn(|i| digest[i])
    }

    /// Ends the step at hand.
    pub(super) fn end(&mut self, result: impl Into<Told>) {
        let decimals = self.case.token.decimals;
        if let Some(step) = self.steps.last_mut() {
            step.result = result.into().written(decimals);
        }
    }

    /// Ends the step at hand as left out.
    pub(super) fn skip(&mut self, why: &str) {
        self.end(ResultCode::Skipped.with("why", why));
        if let Some(step) = self.steps.last_mut() {
            step.skipped = true;
        }
    }

    /// Ends the story with the step at hand, or, if none is, with the reading of what must hold.
    pub(super) fn fail(&mut self, error: &anyhow::Error) {
        let is_over = |step: &Step| step.result.code != ResultCode::Unfinished;
        if self.steps.last().is_none_or(is_over) {
            self.begin("west, east", "auditor", "reads what must hold");
        }
        self.end(failed(&format!("{error:#}")));
    }

    /// An actor's address.
    pub(super) fn address(&self, side: Side, actor: &str) -> Result<String> {
        Ok(self.pair.region(side).account(actor)?)
    }

    /// A party's address at home.
    pub(super) fn home(&self, party: &Party) -> Result<String> {
        self.address(party.side, &party.key)
    }

    /// Time of a region's newest block.
    pub(super) fn pair_now(&self, side: Side) -> Result<u64> {
        Ok(self.pair.region(side).now()?)
    }

    /// A party of the scenario.
    pub(super) fn party(&self, key: &str) -> &'a Party {
        self.case.party(key)
    }

    /// What an actor has in a region.
    pub(super) fn balance(&self, side: Side, actor: &str) -> Result<Uint128> {
        let address = self.address(side, actor)?;
        let query = stablecoin::QueryMsg::Balance { address };
        let answer: cw20::BalanceResponse = self.ask(side, Code::Stablecoin, &query)?;
        Ok(answer.balance)
    }

    /// What a party has at home, as the last words of a step.
    pub(super) fn with_balance(&self, told: impl Into<Told>, party: &Party) -> Result<Told> {
        let balance = self.balance(party.side, &party.key)?;
        Ok(told.into().with("party", party.key.as_str()).with("balance", balance))
    }

    /// What a party must have in the end rises.
    pub(super) fn owes_more(&mut self, key: &str, amount: Uint128) {
        let purse = self.purses.entry(key.to_string()).or_default();
        *purse += amount;
    }

    /// What a party must have in the end falls.
    pub(super) fn owes_less(&mut self, key: &str, amount: Uint128) -> Result<()> {
        let purse = self.purses.entry(key.to_string()).or_default();
        *purse = purse.checked_sub(amount)?;
        Ok(())
    }

    /// More is issued.
    pub(super) fn issues(&mut self, amount: Uint128) {
        self.issued += amount;
    }

    /// Less is issued again.
    pub(super) fn withdraws(&mut self, amount: Uint128) -> Result<()> {
        self.issued = self.issued.checked_sub(amount)?;
        Ok(())
    }

    /// What a party must have now.
    pub(super) fn due_balance(&self, key: &str) -> Uint128 {
        self.purses.get(key).copied().unwrap_or_default()
    }

    /// Fails unless a party has exactly what it must have.
    pub(super) fn check_balance(&self, key: &str) -> Result<()> {
        let party = self.party(key);
        let (has, due) = (self.balance(party.side, key)?, self.due_balance(key));
        ensure!(
            has == due,
            "{key} has {} and must have {}",
            self.case.token.show(has),
            self.case.token.show(due)
        );
        Ok(())
    }
}

/// A deal of the story.
#[derive(Clone, Copy, Debug)]
pub(super) struct Deal {
    pub side: Side,
    pub id: u64,
    /// Whether it is in the region's own coin.
    pub in_coin: bool,
}

/// `west → east`.
pub(super) fn across(from: Side, to: Side) -> String {
    format!("{} → {}", from.name(), to.name())
}

fn nowhere() -> isthmus_regions::RegionAddresses {
    isthmus_regions::RegionAddresses {
        identity: String::new(),
        stablecoin: String::new(),
        bridge: String::new(),
        escrow: String::new(),
        issuance: String::new(),
    }
}
