//! Pinned codes. A chain keeps a pinned code in memory, and calling it costs 58,000 gas less; only
//! governance pins. The localnet votes for ten seconds, and its one validator holds every vote.

use super::chain::POLL;
use super::region::{any, whole_list};
use super::{LivePair, LiveRegion};
use crate::deploy::ORDER;
use crate::{Pair, Region, Side, TxError, TxResult, View};
use cosmrs::proto::cosmos::auth::v1beta1::{
    ModuleAccount, QueryModuleAccountByNameRequest, QueryModuleAccountByNameResponse,
};
use cosmrs::proto::cosmos::gov::v1::{
    MsgSubmitProposal, MsgVote, QueryParamsRequest, QueryParamsResponse, VoteOption,
};
use cosmrs::proto::cosmwasm::wasm::v1::{
    MsgPinCodes, MsgUnpinCodes, QueryPinnedCodesRequest, QueryPinnedCodesResponse,
};
use cosmrs::proto::prost::Message;
use std::time::{Duration, Instant};

/// The account with the votes.
const VALIDATOR: &str = "validator";
/// How long a proposal may take: the vote, and a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

impl LiveRegion {
    /// Codes that are pinned now.
    pub fn pinned(&self) -> TxResult<Vec<u64>> {
        let answer: QueryPinnedCodesResponse = self.ask(
            "/cosmwasm.wasm.v1.Query/PinnedCodes",
            &QueryPinnedCodesRequest { pagination: Some(whole_list()) },
        )?;
        Ok(answer.code_ids)
    }

    /// Proposes to pin codes, or to unpin them, and votes for it. It happens when the vote is over.
    fn propose(&self, codes: &[u64], pin: bool) -> TxResult<()> {
        let authority = self.governance()?;
        let code_ids = codes.to_vec();
        let (title, message) = if pin {
            ("Pin the contracts", any(&MsgPinCodes { authority, code_ids })?)
        } else {
            ("Unpin the contracts", any(&MsgUnpinCodes { authority, code_ids })?)
        };
        let params: QueryParamsResponse = self.ask(
            "/cosmos.gov.v1.Query/Params",
            &QueryParamsRequest { params_type: "deposit".to_string() },
        )?;
        let voter = self.account(VALIDATOR)?;
        let receipt = self.send(
            VALIDATOR,
            &MsgSubmitProposal {
                messages: vec![message],
                initial_deposit: params.params.unwrap_or_default().min_deposit,
                proposer: voter.clone(),
                metadata: String::new(),
                title: title.to_string(),
                summary: format!("codes {codes:?}"),
                expedited: false,
            },
        )?;
        let proposal_id = receipt
            .attribute("submit_proposal", "proposal_id")
            .and_then(|text| text.parse().ok())
            .ok_or_else(|| TxError::engine("a proposal without an id"))?;
        let option = VoteOption::Yes.into();
        self.send(VALIDATOR, &MsgVote { proposal_id, voter, option, metadata: String::new() })?;
        Ok(())
    }

    /// The account in whose name a proposal that has passed acts.
    fn governance(&self) -> TxResult<String> {
        let answer: QueryModuleAccountByNameResponse = self.ask(
            "/cosmos.auth.v1beta1.Query/ModuleAccountByName",
            &QueryModuleAccountByNameRequest { name: "gov".to_string() },
        )?;
        answer
            .account
            .and_then(|any| ModuleAccount::decode(any.value.as_slice()).ok())
            .and_then(|account| account.base_account)
            .map(|account| account.address)
            .ok_or_else(|| TxError::engine("a chain without an account of its governance"))
    }
}

impl LivePair {
    /// Has the five contracts' codes pinned in both regions, or not pinned, and returns when the
    /// chains say so. What is so already is left alone.
    pub fn set_pinned(&self, pinned: bool) -> TxResult<()> {
        let mut codes = Vec::new();
        for side in Side::BOTH {
            let region = self.live(side);
            let all =
                ORDER.iter().map(|(code, _)| region.store(*code)).collect::<TxResult<Vec<_>>>()?;
            let now = region.pinned()?;
            let wrong: Vec<u64> =
                all.iter().copied().filter(|code| now.contains(code) != pinned).collect();
            if !wrong.is_empty() {
                region.propose(&wrong, pinned)?;
            }
            codes.push((side, all));
        }
        let start = Instant::now();
        for (side, codes) in codes {
            loop {
                let now = self.live(side).pinned()?;
                if codes.iter().all(|code| now.contains(code) == pinned) {
                    break;
                }
                if start.elapsed() > PATIENCE {
                    return Err(TxError::engine(format!(
                        "{}: the vote is over and the pinned codes are {now:?}",
                        self.region(side).chain_id()
                    )));
                }
                std::thread::sleep(POLL * 2);
            }
        }
        Ok(())
    }
}
