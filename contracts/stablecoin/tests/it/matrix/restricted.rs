//! Every message in every pause and every freeze.

use super::*;

/// What restricts the sender.
#[derive(Clone, Copy, Debug, PartialEq, EnumIter)]
enum State {
    Free,
    Outgoing,
    Full,
    Held,
}

impl State {
    fn put(self, suite: &mut Suite, who: &str) {
        match self {
            Self::Free => {}
            Self::Outgoing => suite.freeze(who, FreezeMode::Outgoing),
            Self::Full => suite.freeze(who, FreezeMode::Full),
            Self::Held => suite.hold(who, MAX_HOLD_SECONDS),
        }
    }
}

/// The scopes that stop a sample (I11).
fn stopped_by(kind: ExecuteKind, actor: &str) -> &'static [PauseScope] {
    use ExecuteKind as K;
    match kind {
        // What an escrow pays has to land (E8).
        K::Transfer | K::Send | K::TransferWithMemo | K::SendWithMemo | K::BatchTransfer
            if ESCROWS.contains(&actor) =>
        {
            &[]
        }
        // What was handed in to one is paid already (A13).
        K::Burn if ESCROWS.contains(&actor) => &[],
        K::Transfer
        | K::Send
        | K::TransferFrom
        | K::SendFrom
        | K::TransferWithMemo
        | K::SendWithMemo
        | K::BatchTransfer
        | K::BridgeMint
        | K::Rescue => &[PauseScope::Transfer],
        K::Burn | K::BurnFrom => &[PauseScope::Burn],
        K::Mint => &[PauseScope::Mint],
        K::IncreaseAllowance | K::SetAllowance => &[PauseScope::Approve],
        K::Permit => &[PauseScope::Signed, PauseScope::Approve],
        K::TransferWithAuthorization | K::ReceiveWithAuthorization => {
            &[PauseScope::Signed, PauseScope::Transfer]
        }
        // The sample would cut a pause of minting short.
        K::Pause => &[PauseScope::Mint],
        _ => &[],
    }
}

/// How a restriction of the sender stops a sample: as payer or granter, spender, minter or
/// recipient. Who only submits what another signed, or holds an office, is not stopped.
fn restricted_by(kind: ExecuteKind, state: State) -> Option<&'static str> {
    use ExecuteKind as K;
    let frozen = match kind {
        K::Transfer
        | K::Send
        | K::TransferWithMemo
        | K::SendWithMemo
        | K::BatchTransfer
        | K::Burn
        | K::IncreaseAllowance
        | K::SetAllowance => "ST-012",
        K::TransferFrom | K::SendFrom | K::BurnFrom => "ST-014",
        K::ReceiveWithAuthorization if state == State::Full => "ST-013",
        kind if is_minters(kind) => "ST-015",
        _ => return None,
    };
    match state {
        State::Free => None,
        State::Held if !is_minters(kind) => Some("ST-050"),
        _ => Some(frozen),
    }
}

/// What only the minter sends. Its record says whether it is restricted, and is read before the pauses.
fn is_minters(kind: ExecuteKind) -> bool {
    ExecuteMsg::permission(kind).caller.admits(Party::Minter)
}

/// What the rules say. Who may not send a message hears that and nothing else, in every state; of two
/// other reasons the pause comes first, but for the minter.
fn expected(
    kind: ExecuteKind,
    actor: &str,
    state: State,
    scope: Option<PauseScope>,
) -> &'static str {
    if !allowed(ExecuteMsg::permission(kind).caller).contains(&actor) {
        // The owner's own messages are those of cw-ownable.
        return if kind == ExecuteKind::UpdateOwnership { "AC-005" } else { "AC-002" };
    }
    // Both escrows are contracts, which may not ask that.
    if kind == ExecuteKind::ProbePolicy && ESCROWS.contains(&actor) {
        return "ST-143";
    }
    if let Some((_, code, _)) = CANNOT_PASS.iter().find(|(cannot, ..)| *cannot == kind) {
        return code;
    }
    let paused = scope.filter(|scope| stopped_by(kind, actor).contains(scope)).map(|_| "AC-006");
    let restricted = restricted_by(kind, state);
    let first = if is_minters(kind) { restricted.or(paused) } else { paused.or(restricted) };
    first.unwrap_or(PASSES)
}

/// Message x actor x pause scope x restriction of the sender: each answer is the one that follows from
/// the permission table, the scopes of the message (I11) and the part that its sender has in it, and a
/// sample that nothing stops passes.
#[test]
fn i11_every_message_meets_every_scope_and_every_freeze() {
    let mut seen = Seen::default();
    for changes in [false, true] {
        meet_every_scope_and_every_freeze(changes, &mut seen);
    }
    // Escrows are never restricted; all others are in each state.
    let senders =
        ACTORS.len() * State::iter().count() - ESCROWS.len() * (State::iter().count() - 1);
    assert_eq!(seen.cells, senders * scopes().count() * ExecuteKind::iter().count());
    let all: BTreeSet<&str> = PauseScope::iter().map(<&str>::from).collect();
    assert_eq!(seen.stopping, all, "a scope that stops no sample");
}

/// How many cells of the matrix were met, and which scopes stopped a sample.
#[derive(Default)]
struct Seen {
    cells: usize,
    stopping: BTreeSet<&'static str>,
}

/// No pause, and each.
fn scopes() -> impl Iterator<Item = Option<PauseScope>> {
    [None].into_iter().chain(PauseScope::iter().map(Some))
}

/// The messages about changes that wait, or all others.
fn meet_every_scope_and_every_freeze(changes: bool, seen: &mut Seen) {
    let mut suite = ready(changes);
    let (free, mut samples) = (suite.saved(), samples(&suite));
    samples.retain(|(kind, _)| is_about_changes(*kind) == changes);
    for (actor, state) in ACTORS.iter().flat_map(|who| State::iter().map(move |is| (*who, is))) {
        if state != State::Free && ESCROWS.contains(&actor) {
            continue;
        }
        suite.restore(&free);
        state.put(&mut suite, actor);
        let state_saved = suite.saved();
        for scope in scopes() {
            suite.restore(&state_saved);
            scope.into_iter().for_each(|scope| suite.pause(scope));
            let saved = suite.saved();
            for (kind, msg) in &samples {
                let answer = answer(&mut suite, &saved, actor, msg);
                let text = format!("{kind:?} by {actor}, {state:?}, {scope:?}");
                assert_eq!(answer, expected(*kind, actor, state, scope), "{text}");
                seen.cells += 1;
                let signed = stopped_by(*kind, actor).contains(&PauseScope::Signed);
                if let Some(scope) = scope.filter(|scope| *scope == PauseScope::Signed || !signed) {
                    if answer == "AC-006" {
                        seen.stopping.insert(<&str>::from(scope));
                    }
                }
            }
        }
    }
}

#[test]
fn nobody_restricts_an_escrow() {
    let mut suite = ready(false);
    for escrow in ESCROWS {
        let (accounts, reason, case_hash) = (vec![suite.addr(escrow)], "alert".into(), None);
        let hold = ExecuteMsg::PlaceHold { accounts, seconds: 1, reason, case_hash };
        suite.refuses("guardian", hold, "ST-026");
        for mode in [FreezeMode::Outgoing, FreezeMode::Full] {
            let (accounts, reason, until, case_hash) = (vec![suite.addr(escrow)], None, None, None);
            let freeze = ExecuteMsg::Freeze { accounts, mode, reason, until, case_hash };
            suite.refuses("compliance", freeze, "ST-026");
        }
    }
}
