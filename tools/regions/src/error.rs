//! Why a call to a region failed.

use thiserror::Error;

/// A call that failed: refused by the chain, or never decided by it.
#[derive(Error, Debug, Clone, PartialEq, Eq)]
pub enum TxError {
    /// The chain decided against it. The text is the contract's own where there is one, and on a
    /// live chain may stand inside the node's sentence.
    #[error("{text}")]
    Refused {
        /// What the contract or the chain said.
        text: String,
    },
    /// The engine could not put the question: a node that is gone, an unknown actor, malformed JSON.
    #[error("{text}")]
    Engine {
        /// What went wrong.
        text: String,
    },
}

impl TxError {
    /// Refused by the chain.
    pub fn refused(text: impl Into<String>) -> Self {
        Self::Refused { text: text.into() }
    }

    /// Failed in the engine.
    pub fn engine(text: impl Into<String>) -> Self {
        Self::Engine { text: text.into() }
    }

    /// The whole text.
    pub fn text(&self) -> &str {
        match self {
            Self::Refused { text } | Self::Engine { text } => text,
        }
    }

    /// The stable code, such as `ST-012`, of the contract that refused. The last one in the text: a
    /// contract that quotes another's refusal puts its own code behind it.
    ///
    /// ```
    /// use isthmus_regions::TxError;
    /// let error = TxError::refused("account is frozen [ST-012]: execute wasm contract failed");
    /// assert_eq!(error.code(), Some("ST-012"));
    /// assert_eq!(TxError::engine("no such node").code(), None);
    /// ```
    pub fn code(&self) -> Option<&str> {
        let text = self.text();
        text.rmatch_indices('[').find_map(|(at, _)| {
            let code = text.get(at + 1..at + 7)?;
            let closed = text.get(at + 7..at + 8)? == "]";
            let shape = code.bytes().enumerate().all(|(i, b)| match i {
                0 | 1 => b.is_ascii_uppercase(),
                2 => b == b'-',
                _ => b.is_ascii_digit(),
            });
            (closed && shape).then_some(code)
        })
    }
}

impl From<serde_json::Error> for TxError {
    fn from(error: serde_json::Error) -> Self {
        Self::engine(format!("JSON of an unexpected shape: {error}"))
    }
}
