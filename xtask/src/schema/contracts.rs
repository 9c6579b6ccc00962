//! `<contract>.json` and `raw/`: messages, queries and answers.

use anyhow::Result;
use cosmwasm_schema::{generate_api, Api};
use isthmus_api::{bridge, escrow, identity, issuance, stablecoin};
use schemars::schema::RootSchema;

use super::{add, patterns, with_newline, Files};

pub fn files() -> Result<Files> {
    let mut files = Files::new();
    let contracts: [(&str, Api); 5] = [
        (
            "stablecoin",
            generate_api! {
                name: "isthmus-stablecoin",
                instantiate: stablecoin::InstantiateMsg,
                execute: stablecoin::ExecuteMsg,
                query: stablecoin::QueryMsg,
                sudo: stablecoin::SudoMsg,
                migrate: stablecoin::MigrateMsg,
            },
        ),
        (
            "issuance",
            generate_api! {
                name: "isthmus-issuance",
                instantiate: issuance::InstantiateMsg,
                execute: issuance::ExecuteMsg,
                query: issuance::QueryMsg,
                sudo: issuance::SudoMsg,
                migrate: issuance::MigrateMsg,
            },
        ),
        (
            "escrow",
            generate_api! {
                name: "isthmus-escrow",
                instantiate: escrow::InstantiateMsg,
                execute: escrow::ExecuteMsg,
                query: escrow::QueryMsg,
                sudo: escrow::SudoMsg,
                migrate: escrow::MigrateMsg,
            },
        ),
        (
            "identity",
            generate_api! {
                name: "isthmus-identity",
                instantiate: identity::InstantiateMsg,
                execute: identity::ExecuteMsg,
                query: identity::QueryMsg,
                sudo: identity::SudoMsg,
                migrate: identity::MigrateMsg,
            },
        ),
        (
            "bridge",
            generate_api! {
                name: "isthmus-bridge",
                instantiate: bridge::InstantiateMsg,
                execute: bridge::ExecuteMsg,
                query: bridge::QueryMsg,
                sudo: bridge::SudoMsg,
                migrate: bridge::MigrateMsg,
            },
        ),
    ];
    for (contract, mut api) in contracts {
        schemas_of(&mut api).for_each(patterns::describe);
        let api = api.render();
        add(&mut files, format!("{contract}.json"), with_newline(api.to_string()?));
        for (name, text) in api.to_schema_files()? {
            add(&mut files, format!("raw/{contract}/{name}"), with_newline(text));
        }
    }
    Ok(files)
}

fn schemas_of(api: &mut Api) -> impl Iterator<Item = &mut RootSchema> {
    let messages =
        [&mut api.instantiate, &mut api.execute, &mut api.query, &mut api.migrate, &mut api.sudo];
    let answers = api.responses.iter_mut().flat_map(|answers| answers.values_mut());
    messages.into_iter().flatten().chain(answers)
}
