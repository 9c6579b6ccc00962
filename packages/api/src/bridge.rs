//! Messages, queries and events of the bridge.
