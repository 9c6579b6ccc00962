//! `isthmus-wire` with serde's own derive in place of its attribute, so that the source of the wire types,
//! compiled with it, is the reference that the tables are compared with.

pub use cosmwasm_schema::cw_serde as wire;
pub use isthmus_wire::*;
