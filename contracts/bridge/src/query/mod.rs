//! Questions, by topic.

pub mod config;
pub mod packets;
pub mod peers;
pub mod routes;
pub mod tokens;
