//! Events of the identity registry. None holds personal data, and none that speaks of a status
//! names a holder.

use crate::event::{schema_of, EventSchema};
use crate::types::{Did, JurisdictionId, RegionId, SchemaId};

crate::event! {
    /// A registry was set up.
    Instantiated = "isthmus_identity_instantiate" {
        /// This region.
        region: RegionId,
        /// CAIP-2 reference of the chain.
        chain_reference: String,
        /// The bridge contract.
        bridge: String as Address,
        /// First owner.
        owner: Option<String> as Address,
    }
}
crate::event! {
    /// A DID was created.
    DidCreated = "isthmus_identity_create_did" {
        /// The DID.
        did: Did,
        /// Its first controller.
        controller: String as Address,
    }
}
crate::event! {
    /// A DID's document changed.
    DidUpdated = "isthmus_identity_update_did" {
        /// The DID.
        did: Did,
        /// Its new version.
        version: u64,
    }
}
crate::event! {
    /// A DID was deactivated, for ever.
    DidDeactivated = "isthmus_identity_deactivate_did" {
        /// The DID.
        did: Did,
        /// Its last version.
        version: u64,
        /// How many accounts were unlinked.
        accounts: u32,
        /// How many passes were closed.
        passes: u32,
        /// How many accreditations were revoked.
        accreditations: u32,
    }
}
crate::event! {
    /// A DID named an account.
    LinkOffered = "isthmus_identity_link_account" {
        /// The DID.
        did: Did,
        /// The account.
        account: String as Address,
    }
}
crate::event! {
    /// The account accepted the link.
    LinkAccepted = "isthmus_identity_accept_link" {
        /// The DID.
        did: Did,
        /// The account.
        account: String as Address,
    }
}
crate::event! {
    /// A link, or the offer of one, ended.
    Unlinked = "isthmus_identity_unlink_account" {
        /// The DID.
        did: Did,
        /// The account.
        account: String as Address,
        /// Who ended it.
        by: String as Address,
    }
}
crate::event! {
    /// A jurisdiction was created.
    JurisdictionCreated = "isthmus_identity_create_jurisdiction" {
        /// Its name.
        jurisdiction: JurisdictionId,
        /// Its anchor.
        anchor: String as Address,
    }
}
crate::event! {
    /// Another anchor was proposed, or the proposal withdrawn.
    AnchorProposed = "isthmus_identity_propose_anchor" {
        /// The jurisdiction.
        jurisdiction: JurisdictionId,
        /// The proposed anchor; absent when withdrawn.
        anchor: Option<String> as Address,
        /// Who proposed.
        by: String as Address,
    }
}
crate::event! {
    /// The anchor changed.
    AnchorAccepted = "isthmus_identity_accept_anchor" {
        /// The jurisdiction.
        jurisdiction: JurisdictionId,
        /// The new anchor.
        anchor: String as Address,
        /// The anchor before.
        previous: String as Address,
    }
}
crate::event! {
    /// An issuer was accredited, or its terms changed.
    Accredited = "isthmus_identity_accredit" {
        /// Number of the accreditation.
        accreditation: u32,
        /// The jurisdiction.
        jurisdiction: JurisdictionId,
        /// The issuer's DID.
        issuer: Did,
        /// The schema.
        schema: SchemaId,
        /// Highest level.
        max_level: u8,
        /// First second at which it holds.
        valid_from: u64 as Seconds,
        /// First second at which it no longer holds.
        valid_until: u64 as Seconds,
    }
}
crate::event! {
    /// An issuer was suspended.
    IssuerSuspended = "isthmus_identity_suspend_issuer" {
        /// Number of the accreditation.
        accreditation: u32,
        /// The jurisdiction.
        jurisdiction: JurisdictionId,
        /// The issuer's DID.
        issuer: Did,
        /// The schema.
        schema: SchemaId,
    }
}
crate::event! {
    /// An issuer's suspension ended.
    IssuerResumed = "isthmus_identity_resume_issuer" {
        /// Number of the accreditation.
        accreditation: u32,
        /// The jurisdiction.
        jurisdiction: JurisdictionId,
        /// The issuer's DID.
        issuer: Did,
        /// The schema.
        schema: SchemaId,
    }
}
crate::event! {
    /// An issuer's accreditation was revoked, for ever.
    IssuerRevoked = "isthmus_identity_revoke_issuer" {
        /// Number of the accreditation.
        accreditation: u32,
        /// The jurisdiction.
        jurisdiction: JurisdictionId,
        /// The issuer's DID.
        issuer: Did,
        /// The schema.
        schema: SchemaId,
    }
}
crate::event! {
    /// A jurisdiction abroad was recognised, or its terms changed.
    Recognized = "isthmus_identity_recognize" {
        /// Number of the recognition.
        recognition: u32,
        /// The other region.
        region: RegionId,
        /// Its jurisdiction.
        jurisdiction: JurisdictionId,
        /// The schema.
        schema: SchemaId,
        /// Highest level that counts here.
        max_level: u8,
        /// Oldest news that counts here.
        max_staleness_seconds: u64 as Seconds,
    }
}
crate::event! {
    /// A recognition ended.
    Unrecognized = "isthmus_identity_unrecognize" {
        /// Number of the recognition.
        recognition: u32,
        /// The other region.
        region: RegionId,
        /// Its jurisdiction.
        jurisdiction: JurisdictionId,
        /// The schema.
        schema: SchemaId,
    }
}
crate::event! {
    /// A status list was created.
    StatusListCreated = "isthmus_identity_create_status_list" {
        /// Its number.
        list: u32,
        /// DID of its issuer.
        issuer: Did,
        /// Entries.
        size: u32,
    }
}
crate::event! {
    /// Statuses changed. Indices are left out: they would tie an entry to a moment.
    StatusSet = "isthmus_identity_set_status" {
        /// Number of the list.
        list: u32,
        /// The list's new epoch.
        epoch: u64,
        /// How many entries were set to valid.
        valid: u32,
        /// How many were suspended.
        suspended: u32,
        /// How many were revoked.
        revoked: u32,
    }
}
crate::event! {
    /// A pass was offered.
    PassIssued = "isthmus_identity_issue_pass" {
        /// The account that may accept it.
        account: String as Address,
        /// The schema.
        schema: SchemaId,
        /// Number of the issuer's accreditation.
        accreditation: u32,
        /// SHA-256 of the credential, hexadecimal.
        digest: String as Hex,
        /// Level of assurance.
        level: u8,
        /// First second no longer valid.
        expires_at: u64 as Seconds,
    }
}
crate::event! {
    /// A pass was accepted.
    PassAccepted = "isthmus_identity_accept_pass" {
        /// The account.
        account: String as Address,
        /// The schema.
        schema: SchemaId,
        /// SHA-256 of the credential, hexadecimal.
        digest: String as Hex,
        /// Region from which it comes; absent for this one.
        region: Option<RegionId>,
    }
}
crate::event! {
    /// A pass was given up.
    PassDropped = "isthmus_identity_drop_pass" {
        /// The account.
        account: String as Address,
        /// The schema.
        schema: SchemaId,
    }
}
crate::event! {
    /// Another region is told about a pass.
    PassShared = "isthmus_identity_share_pass" {
        /// Account here that holds the pass.
        subject: String as Address,
        /// The schema.
        schema: SchemaId,
        /// Region that is told.
        region: RegionId,
        /// The account there.
        account: String as Address,
        /// Version of the news.
        version: u64,
    }
}
crate::event! {
    /// News came from another region.
    AttestationReceived = "isthmus_identity_receive_attestation" {
        /// Region that sent it.
        region: RegionId,
        /// Account there.
        subject: String as Address,
        /// Account here.
        account: String as Address,
        /// The schema.
        schema: SchemaId,
        /// Version of the news.
        version: u64,
        /// False when a newer version was known, so that nothing changed.
        applied: bool,
    }
}
/// All events beside those of [`crate::access`], for the exported schema.
pub const EVENTS: &[EventSchema] = &[
    schema_of::<Instantiated>(),
    schema_of::<DidCreated>(),
    schema_of::<DidUpdated>(),
    schema_of::<DidDeactivated>(),
    schema_of::<LinkOffered>(),
    schema_of::<LinkAccepted>(),
    schema_of::<Unlinked>(),
    schema_of::<JurisdictionCreated>(),
    schema_of::<AnchorProposed>(),
    schema_of::<AnchorAccepted>(),
    schema_of::<Accredited>(),
    schema_of::<IssuerSuspended>(),
    schema_of::<IssuerResumed>(),
    schema_of::<IssuerRevoked>(),
    schema_of::<Recognized>(),
    schema_of::<Unrecognized>(),
    schema_of::<StatusListCreated>(),
    schema_of::<StatusSet>(),
    schema_of::<PassIssued>(),
    schema_of::<PassAccepted>(),
    schema_of::<PassDropped>(),
    schema_of::<PassShared>(),
    schema_of::<AttestationReceived>(),
];
