//! Messages, queries and events of the gate.
