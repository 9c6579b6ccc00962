//! Limits, declared once: the constant that the code reads is the line of `schema/limits.json`.

/// A limit, for the exported schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Name of the constant.
    pub name: &'static str,
    /// What it bounds.
    pub doc: &'static str,
    /// Its value.
    pub value: u64,
}

impl Limit {
    /// What is counted, from the last word of the name.
    ///
    /// ```
    /// use isthmus_api::types::LIMITS;
    /// let units: Vec<_> = LIMITS.iter().map(|limit| limit.unit()).collect();
    /// assert_eq!(units, ["entries", "entries", "bytes"]);
    /// ```
    pub fn unit(&self) -> &'static str {
        match self.name.rsplit('_').next() {
            Some("SECONDS" | "UNTIL") => "seconds",
            Some("DAYS") => "days",
            Some("BYTES") => "bytes",
            Some("CHARS") => "characters",
            Some("BPS") => "basis points",
            Some("GAS") => "gas",
            Some("UNITS") => "whole tokens",
            _ => "entries",
        }
    }
}

/// Declares constants, and `LIMITS`, which lists them.
#[macro_export]
macro_rules! limits {
    ($( $(#[doc = $doc:literal])+ pub const $name:ident: $type:ty = $value:expr; )+) => {
        $( $(#[doc = $doc])+ pub const $name: $type = $value; )+

        /// All of them, for `schema/limits.json`.
        // Each fits: they are lengths of lists and texts, seconds below 2^53, and gas.
        #[allow(clippy::as_conversions, clippy::cast_lossless)]
        pub const LIMITS: &[$crate::limits::Limit] = &[
            $( $crate::limits::Limit {
                name: stringify!($name),
                doc: concat!($($doc),+),
                value: $name as u64,
            }, )+
        ];
    };
}
