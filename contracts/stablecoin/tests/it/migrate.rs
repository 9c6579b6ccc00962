use cosmwasm_std::testing::{mock_dependencies, mock_env};
use isthmus_api::access::events::Migrate;
use isthmus_api::event::TypedEvent;
use isthmus_api::stablecoin::MigrateMsg;
use isthmus_stablecoin::contract::migrate;
use isthmus_stablecoin::{NAME, VERSION};

#[test]
fn only_older_state_of_this_very_contract_is_taken_over() {
    let mut deps = mock_dependencies();
    let mut from = |name: &str, version: &str| {
        cw2::set_contract_version(deps.as_mut().storage, name, version).unwrap();
        migrate(deps.as_mut(), mock_env(), MigrateMsg::default().into())
    };
    assert_eq!(from("crates.io:cw20-ics20", "2.0.0").unwrap_err().code(), "AC-009");
    let refused = from(NAME, "99.0.0").unwrap_err().to_string();
    assert_eq!(refused, format!("cannot migrate {NAME} 99.0.0 to {NAME} {VERSION} [AC-009]"));
    assert!(from(NAME, VERSION).is_ok());
    let response = from(NAME, "0.0.1").unwrap();
    let event = Migrate::from_event(&response.events[0]).unwrap();
    assert_eq!((event.from_version.as_str(), event.to_version.as_str()), ("0.0.1", VERSION));
    assert_eq!(cw2::get_contract_version(&deps.storage).unwrap().version, VERSION);
}
