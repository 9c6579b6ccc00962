//! Messages, queries and events of the stablecoin.
