//! Questions, by topic.

pub mod admin;
pub mod packets;
pub mod peers;
pub mod routes;
pub mod tokens;
