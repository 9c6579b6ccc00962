//! An accredited issuer of passes, and what it takes to become one.

use cosmwasm_std::HexBinary;
use isthmus_api::identity::events::{DidCreated, StatusListCreated};
use isthmus_api::identity::{ExecuteMsg, PassOrigin};
use isthmus_regions::{Code, Side};

use crate::World;

/// Seconds of a day.
const DAY: u64 = 86_400;
/// Schema of its passes.
pub const SCHEMA: &str = "kyc";
/// Digest of every pass it issues.
pub const DIGEST: [u8; 32] = [9; 32];

/// An issuer that may attest up to level 3 for 400 days, with a status list of its own.
pub struct Issuer {
    /// Its region.
    pub side: Side,
    /// The actor that controls its DID.
    pub actor: String,
    /// Its DID.
    pub did: String,
    /// The jurisdiction that accredited it, of which the actor `anchor` is the anchor.
    pub jurisdiction: String,
    /// When it was accredited.
    pub since: u64,
    /// Number of its status list.
    pub list: u32,
}

impl Issuer {
    /// The actor gets a DID, the owner creates a jurisdiction, its anchor accredits the DID, and the
    /// issuer opens a status list of that size.
    pub fn accredit(
        world: &World,
        side: Side,
        actor: &str,
        jurisdiction: &str,
        list_size: u32,
    ) -> Self {
        let must = |actor: &str, msg: &ExecuteMsg| world.must(side, actor, Code::Identity, msg);
        let salt = HexBinary::from([1; 16]);
        let create = ExecuteMsg::CreateDid { salt, keys: vec![], services: vec![] };
        let did = must(actor, &create).first::<DidCreated>().expect("a DID was created").did;
        let did = String::from(did);
        let anchor = world.address(side, "anchor");
        let jurisdiction = jurisdiction.to_string();
        must(
            "owner",
            &ExecuteMsg::CreateJurisdiction { jurisdiction: jurisdiction.clone(), anchor },
        );
        let since = world.now();
        must(
            "anchor",
            &ExecuteMsg::Accredit {
                jurisdiction: jurisdiction.clone(),
                issuer: did.clone(),
                schema: SCHEMA.to_string(),
                max_level: 3,
                valid_from: since,
                valid_until: since + 400 * DAY,
            },
        );
        let create = ExecuteMsg::CreateStatusList { issuer: did.clone(), size: list_size };
        let made = must(actor, &create).first::<StatusListCreated>().expect("a list was made");
        Self { side, actor: actor.to_string(), did, jurisdiction, since, list: made.list }
    }

    /// The message that offers an address a pass of level 3 for 300 days, at that place of the list.
    pub fn issue(&self, account: &str, index: u32) -> ExecuteMsg {
        ExecuteMsg::IssuePass {
            jurisdiction: self.jurisdiction.clone(),
            issuer: self.did.clone(),
            schema: SCHEMA.to_string(),
            account: account.to_string(),
            digest: DIGEST.into(),
            level: 3,
            country: "PT".to_string(),
            valid_from: self.since,
            expires_at: self.since + 300 * DAY,
            list: self.list,
            index,
        }
    }

    /// The message by which its holder takes a pass.
    pub fn accept(&self) -> ExecuteMsg {
        let (jurisdiction, issuer) = (self.jurisdiction.clone(), self.did.clone());
        ExecuteMsg::AcceptPass {
            schema: SCHEMA.to_string(),
            origin: PassOrigin::Home { jurisdiction, issuer },
            digest: DIGEST.into(),
        }
    }

    /// Offers an actor a pass, who accepts it.
    pub fn give(&self, world: &World, holder: &str, index: u32) {
        let offer = self.issue(&world.address(self.side, holder), index);
        world.must(self.side, &self.actor, Code::Identity, &offer);
        world.must(self.side, holder, Code::Identity, &self.accept());
    }
}
