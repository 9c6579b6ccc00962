//! Messages, queries and events of the identity.
