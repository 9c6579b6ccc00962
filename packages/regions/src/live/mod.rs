//! Two wasmd nodes over RPC.
