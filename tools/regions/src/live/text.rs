//! A contract's own words, taken out of the node's sentence.
//!
//! What a node says when a contract refuses, by how the call got there (wasmd 0.61, SDK 0.53):
//!
//! | call | text |
//! |---|---|
//! | simulate | `rpc error: code = Unknown desc = failed to execute message; message index: 0: <text>: execute wasm contract failed [CosmWasm/wasmd@.../x/wasm/keeper/keeper.go:..] with gas used: '..': unknown request` |
//! | transaction in a block | `failed to execute message; message index: 0: <text>: execute wasm contract failed` |
//! | through a submessage | `...: dispatch: submessages: <text>: execute wasm contract failed` |
//! | smart query | `<text>: query wasm contract failed: unknown request` |

/// What stands before a contract's text.
const BEFORE: [&str; 3] =
    ["rpc error: code = Unknown desc = ", "dispatch: submessages: ", "dispatch: messages: "];

/// What stands after it. The earliest of these ends the text.
const AFTER: [&str; 6] = [
    ": execute wasm contract failed",
    ": instantiate wasm contract failed",
    ": query wasm contract failed",
    ": migrate wasm contract failed",
    ": reply to contract failed",
    ": unknown request",
];

/// Where the node adds the place in its own source: ` [CosmWasm/wasmd@.../keeper.go:42] with gas
/// used: '112919'`. It is no part of the message, and differs between builds of the node.
fn source_mark(text: &str) -> Option<usize> {
    let file = text.find(".go:")?;
    text.get(..file)?.rfind(" [")
}

/// What follows the words with which the node begins, and the number of the message.
fn after_index(text: &str) -> Option<&str> {
    let (index, rest) =
        text.strip_prefix("failed to execute message; message index: ")?.split_once(": ")?;
    index.bytes().all(|byte| byte.is_ascii_digit()).then_some(rest)
}

/// The contract's text, or the node's where no contract spoke.
///
/// ```
/// use isthmus_regions::live::contract_text;
/// let log = "failed to execute message; message index: 0: dispatch: submessages: account is frozen \
///            [ST-012]: execute wasm contract failed";
/// assert_eq!(contract_text(log), "account is frozen [ST-012]");
/// assert_eq!(contract_text("out of gas in location: wasm contract"), "out of gas in location: wasm contract");
/// ```
pub fn contract_text(log: &str) -> String {
    let first_line = log.lines().next().unwrap_or(log);
    let mut text = first_line;
    while let Some(rest) =
        BEFORE.iter().find_map(|before| text.strip_prefix(before)).or_else(|| after_index(text))
    {
        text = rest;
    }
    let end = AFTER
        .iter()
        .filter_map(|after| text.find(after))
        .chain(source_mark(text))
        .min()
        .unwrap_or(text.len());
    text[..end].trim().to_string()
}

#[cfg(test)]
mod tests {
    use super::contract_text;

    /// Texts as wasmd 0.61.14 gave them.
    #[test]
    fn the_nodes_own_sentence_is_left_out() {
        let simulated =
            "rpc error: code = Unknown desc = failed to execute message; message index: \
            0: Unauthorized: execute wasm contract failed [!cosm!wasm/wasmd@v0.61.14/x/wasm/keeper/\
            keeper.go:430] with gas used: '112919': unknown request";
        assert_eq!(contract_text(simulated), "Unauthorized");
        let missing = "failed to execute message; message index: 0: dispatch: submessages: address \
            wasm1x: no such contract [!cosm!wasm/wasmd@v0.61.14/x/wasm/types/errors.go:159] with gas \
            used: '112919'";
        assert_eq!(contract_text(missing), "address wasm1x: no such contract");
    }

    #[test]
    fn the_number_of_the_message_is_left_out() {
        let log = "failed to execute message; message index: 12: no: execute wasm contract failed";
        assert_eq!(contract_text(log), "no");
    }

    #[test]
    fn brackets_of_the_contract_stay() {
        let log = "list [1, 2] is too long [ST-008]: execute wasm contract failed";
        assert_eq!(contract_text(log), "list [1, 2] is too long [ST-008]");
    }
}
