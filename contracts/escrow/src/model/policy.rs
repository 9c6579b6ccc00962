//! Whether a policy asks less than another.

use isthmus_api::gate::Policy;

/// Whether the next policy might let somebody in whom the present one does not: nothing is asked any
/// more, or a lower level, an older status, other countries, another credential.
///
/// ```
/// use isthmus_api::gate::Policy;
/// use isthmus_escrow::model::policy::asks_less;
/// let kyc = |min_level| Policy {
///     schema: "kyc".into(), min_level, countries: None, max_status_age_seconds: 0,
/// };
/// assert!(!asks_less(None, Some(&kyc(1))));
/// assert!(!asks_less(Some(&kyc(1)), Some(&kyc(2))));
/// assert!(asks_less(Some(&kyc(2)), Some(&kyc(1))));
/// assert!(asks_less(Some(&kyc(2)), None));
/// ```
pub fn asks_less(now: Option<&Policy>, next: Option<&Policy>) -> bool {
    match (now, next) {
        (None, _) => false,
        (Some(_), None) => true,
        (Some(now), Some(next)) => {
            now.schema != next.schema
                || next.min_level < now.min_level
                || next.max_status_age_seconds > now.max_status_age_seconds
                || admits_other_countries(now, next)
        }
    }
}

fn admits_other_countries(now: &Policy, next: &Policy) -> bool {
    let Some(allowed) = &now.countries else {
        return false;
    };
    next.countries.as_ref().is_none_or(|next| next.iter().any(|next| !allowed.contains(next)))
}
