//! Messages, queries and events of the escrow.
