//! Nothing of its own: `cargo gas` builds this package's dependency cw20-base.
