//! What is read, what is refused and in which words; against serde's own derive where it has words.
#![allow(missing_docs, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used)]

use cosmwasm_schema::cw_serde;
use cosmwasm_std::{
    from_json, to_json_string, Addr, Binary, HexBinary, StdError, Timestamp, Uint128,
};
use isthmus_wire::{binary, from_message, printable, printable_within, wire, Strict};
use serde::de::DeserializeOwned;

macro_rules! both {
    ($($item:item)*) => {
        /// Read by tables.
        mod ours {
            use super::*;
            $( #[wire] $item )*
        }
        /// Read by what serde derives.
        mod theirs {
            use super::*;
            $( #[cw_serde] $item )*
        }
    };
}

both! {
    pub enum Msg {
        Stop {},
        Pay { to: String, amount: Uint128, memo: Option<String>, parts: Vec<Part> },
        Wrapped(Part),
        Idle,
        Owner(Kind),
    }
    pub struct Part {
        pub share: u8,
        #[serde(default)]
        pub tags: Vec<String>,
        #[serde(rename = "@kind", default, skip_serializing_if = "Option::is_none")]
        pub kind: Option<Kind>,
        #[serde(skip_serializing_if = "Vec::is_empty", default)]
        pub next: Vec<Part>,
    }
    #[derive(Copy, Eq)]
    pub enum Kind {
        Secp256k1,
        LetterOfCredit,
    }
    pub struct Digest(pub [u8; 2]);
    pub struct Scalars {
        pub flag: bool,
        pub small: u8,
        pub middle: u16,
        pub count: u32,
        pub large: u64,
        pub offset: i32,
        pub amount: Uint128,
        pub account: Addr,
        pub bytes: Binary,
        pub hash: HexBinary,
        pub at: Timestamp,
        pub digest: Digest,
        pub perhaps: Option<u64>,
        pub r#type: Option<bool>,
    }
}

/// What went wrong, in words.
fn words<T>(read: Result<T, StdError>) -> Result<T, String> {
    read.map_err(|error| match error {
        StdError::ParseErr { msg, .. } => msg,
        other => panic!("{other}"),
    })
}

fn tolerantly<T: DeserializeOwned>(json: &str) -> Result<T, String> {
    words(from_json(json))
}

fn strictly<T: isthmus_wire::Wire>(json: &str) -> Result<T, String> {
    from_message(json.as_bytes())
}

/// The same JSON back, through ours and through theirs.
fn written(json: &str) -> [Result<String, String>; 2] {
    let ours = tolerantly::<ours::Msg>(json).map(|read| to_json_string(&read).unwrap());
    let theirs = tolerantly::<theirs::Msg>(json).map(|read| to_json_string(&read).unwrap());
    [ours, theirs]
}

#[test]
fn what_serde_reads_is_read_and_written_alike() {
    for json in [
        r#"{"stop":{}}"#,
        r#""idle""#,
        r#"{"owner":"letter_of_credit"}"#,
        r#"{"owner":"secp256k1"}"#,
        r#"{"pay":{"to":"a \"b\" \u00e9\n","amount":"1","parts":[{"share":2}]}}"#,
        r#" { "pay" : { "parts" : [ ] , "amount" : "1" , "to" : "x", "memo" : null } } "#,
        r#"{"p\u0061y":{"\u0074o":"x","amount":"1","parts":[]}}"#,
        r#"{"pay":{"to":"x","amount":"1","parts":[],"more":{"a":[1,-2,null,true]}}}"#,
        r#"{"wrapped":{"share":255,"tags":["a"],"@kind":"secp256k1","next":[{"share":0}]}}"#,
    ] {
        let [ours, theirs] = written(json);
        assert_eq!(ours, theirs, "{json}");
        assert!(ours.is_ok(), "{json}: {ours:?}");
    }
}

#[test]
fn what_serde_refuses_is_refused() {
    for json in [
        "",
        "7",
        "null",
        "[]",
        "{}",
        r#""stop""#,
        r#""halt""#,
        r#"{"stop":null}"#,
        r#"{"stop":[]}"#,
        r#"{"stop":{},"pay":{}}"#,
        r#"{"idle":null}"#,
        r#"{"idle":{}}"#,
        r#"{"owner":{}}"#,
        r#"{"owner":"LetterOfCredit"}"#,
        r#"{"wrapped":null}"#,
        r#"{"wrapped":{}}"#,
        r#"{"pay":{"to":"x","to":"y","amount":"1","parts":[]}}"#,
        r#"{"pay":{"to":"x","amount":"1"}}"#,
        r#"{"pay":{"to":"x","amount":"1","parts":[],}}"#,
        r#"{"pay":{"to":5,"amount":"1","parts":[]}}"#,
        r#"{"pay":{"to":"x","amount":1,"parts":[]}}"#,
        r#"{"pay":{"to":"x","amount":"-1","parts":[]}}"#,
        r#"{"pay":{"to":null,"amount":"1","parts":[]}}"#,
        r#"{"pay":{"to":"x","amount":"1","parts":null}}"#,
        r#"{"pay":{5:"x"}}"#,
        r#"{"pay":{"to":"x""#,
        r#"{"halt":{}}"#,
        r#"{"stop":{}} x"#,
        r#"{"wrapped":{"share":256}}"#,
        r#"{"wrapped":{"share":-0}}"#,
        r#"{"wrapped":{"share":1.5}}"#,
        r#"{"wrapped":{"share":1,"tags":null}}"#,
    ] {
        let [ours, theirs] = written(json);
        assert!(theirs.is_err(), "{json}: {theirs:?}");
        assert!(ours.is_err(), "{json}: {ours:?}");
        assert!(strictly::<ours::Msg>(json).is_err(), "{json}");
    }
}

#[test]
fn a_message_refuses_what_nobody_knows_and_says_where_and_what_is_near() {
    let pay = |fields: &str| format!(r#"{{"pay":{{"to":"x","amount":"1",{fields}}}}}"#);
    let deep = r#""parts":[{"share":1},{"share":2,"next":[{"share":3,"tag":[]}]}]"#;
    for (json, error) in [
        (pay(r#""parts":[],"meno":"y""#), "unknown field `meno` in `pay`, did you mean `memo`?"),
        (
            pay(r#""parts":[],"colour":{"a":1}"#),
            "unknown field `colour` in `pay`, expected one of `to`, `amount`, `memo`, `parts`",
        ),
        (pay(deep), "unknown field `tag` in `pay.parts[1].next[0]`, did you mean `tags`?"),
        (
            pay(r#""parts":[{"kind":null,"share":1}]"#),
            "unknown field `kind` in `pay.parts[0]`, did you mean `@kind`?",
        ),
        (r#"{"stop":{"now":true}}"#.into(), "unknown field `now` in `stop`, there are no fields"),
        (pay(r#""parts":[],"to":"y""#), "duplicate field `to` in `pay`"),
        (pay(r#""parts":[{"share":1,"share":1}]"#), "duplicate field `share` in `pay.parts[0]`"),
        (pay(r#""memo":"y""#), "missing field `parts` in `pay`"),
        (pay(r#""parts":[{"share":1},{}]"#), "missing field `share` in `pay.parts[1]`"),
        (
            pay(r#""parts":[{"share":"1"}]"#),
            "invalid type in `pay.parts[0].share`, expected a number",
        ),
        (
            pay(r#""parts":[{"share":256}]"#),
            "invalid number `256` in `pay.parts[0].share`, expected 0 to 255",
        ),
        (
            pay(r#""parts":[{"share":1,"@kind":"secp256r1"}]"#),
            "unknown variant `secp256r1` in `pay.parts[0].@kind`, did you mean `secp256k1`?",
        ),
        (r#"{"pai":{}}"#.into(), "unknown variant `pai`, did you mean `pay`?"),
        (
            r#"{"refund":{}}"#.into(),
            "unknown variant `refund`, expected one of `stop`, `pay`, `wrapped`, `idle`, `owner`",
        ),
        (
            r#"{"owner":"x"}"#.into(),
            "unknown variant `x` in `owner`, expected `secp256k1` or `letter_of_credit`",
        ),
        (r#""stop""#.into(), "invalid type in `stop`, expected an object"),
        (r#"{"stop":null}"#.into(), "invalid type in `stop`, expected an object"),
        (r#"{"idle":{}}"#.into(), "invalid type in `idle`, expected a string"),
        ("7".into(), "invalid type, expected a name, or an object with one name"),
        (pay(r#""parts":{}"#), "invalid type in `pay.parts`, expected a list"),
        (pay(r#""parts":[7]"#), "invalid type in `pay.parts[0]`, expected an object"),
        (pay(r#""parts":[],"memo":7"#), "invalid type in `pay.memo`, expected a string"),
        (
            r#"{"<b>&\u2028":1}"#.into(),
            "unknown variant `?b???`, expected one of `stop`, `pay`, `wrapped`, `idle`, `owner`",
        ),
    ] {
        assert_eq!(strictly::<ours::Msg>(&json), Err(error.to_string()), "{json}");
    }
}

/// cosmwasm-std would put the name of a Rust type before it.
#[test]
fn an_entry_point_is_told_what_is_wrong_instead_of_not_being_called() {
    let Strict(read) = from_json::<Strict<ours::Msg>>(r#"{"pay":{"to":5}}"#).unwrap();
    assert_eq!(read.unwrap_err(), "invalid type in `pay.to`, expected a string");
    let Strict(read) = from_json::<Strict<ours::Msg>>(r#"{"stop":{}}"#).unwrap();
    assert_eq!(read, Ok(ours::Msg::Stop {}));
}

/// A document or a record of a newer version is still read; a message is not.
#[test]
fn the_way_of_reading_holds_for_all_that_is_inside() {
    let json =
        r#"{"wrapped":{"share":1,"next":[{"share":2,"new":{"x":[],"x":1}}],"new":1,"new":2}}"#;
    let [ours, theirs] = written(json);
    assert_eq!(ours, theirs);
    assert!(ours.is_ok());
    let alone = r#"{"wrapped":{"share":1,"next":[{"share":2,"new":{"x":[],"x":1}}]}}"#;
    let all = "expected one of `share`, `tags`, `@kind`, `next`";
    let error = format!("unknown field `new` in `wrapped.next[0]`, {all}");
    assert_eq!(strictly::<ours::Msg>(alone), Err(error));
}

/// Scalars with one of them set to some JSON.
fn scalars_with(field: &str, json: &str) -> String {
    let whole = to_json_string(&scalars()).unwrap();
    let mut object: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(&whole).unwrap();
    object.insert(field.to_string(), serde_json::from_str(json).unwrap());
    serde_json::to_string(&object).unwrap()
}

#[test]
fn an_error_of_a_value_says_what_it_is_where_it_is_and_what_is_expected() {
    let most = |max: u128| format!("digits without sign or leading zeros, at most {max}");
    for (field, json, kind, expected) in [
        ("amount", "1x", "number", most(u128::MAX)),
        ("amount", "", "number", most(u128::MAX)),
        ("amount", "340282366920938463463374607431768211456", "number", most(u128::MAX)),
        ("at", "18446744073709551616", "number", most(u64::MAX.into())),
        ("hash", "0g", "hex", "pairs of 0-9 and a-f".into()),
        ("hash", "<a>", "hex", "pairs of 0-9 and a-f".into()),
        ("bytes", "*", "base64", "base64 with padding".into()),
    ] {
        let text = scalars_with(field, &format!("\"{json}\""));
        let given = json.replace(['<', '>'], "?");
        let error = format!("invalid {kind} `{given}` in `{field}`, expected {expected}");
        assert_eq!(tolerantly::<ours::Scalars>(&text), Err(error.clone()));
        assert_eq!(strictly::<ours::Scalars>(&text), Err(error));
        assert!(tolerantly::<theirs::Scalars>(&text).is_err());
    }
}

/// What a message says is written in one way only; what is stored, or answered by others, is read as ever.
#[test]
fn a_message_spells_numbers_and_bytes_as_they_are_written() {
    for (field, json, kind) in [
        ("amount", "+5", "number"),
        ("amount", "007", "number"),
        ("amount", "00", "number"),
        ("at", "+5", "number"),
        ("at", "05", "number"),
        ("bytes", "AA", "base64"),
        ("bytes", "AA=", "base64"),
        ("hash", "AB", "hex"),
        ("hash", "aB", "hex"),
    ] {
        let text = scalars_with(field, &format!("\"{json}\""));
        let ours = tolerantly::<ours::Scalars>(&text).unwrap();
        let theirs = tolerantly::<theirs::Scalars>(&text).unwrap();
        assert_eq!(to_json_string(&ours).unwrap(), to_json_string(&theirs).unwrap());
        let refused = strictly::<ours::Scalars>(&text).unwrap_err();
        let start = format!("invalid {kind} `{json}` in `{field}`, expected ");
        assert!(refused.starts_with(&start), "{refused}");
    }
    // Bits that no byte has are refused in both ways.
    let stray = scalars_with("bytes", "\"AB==\"");
    assert!(
        tolerantly::<ours::Scalars>(&stray).is_err() && strictly::<ours::Scalars>(&stray).is_err()
    );
    let few = ["0", "1", "9", "10", "9999999999999999999", "10000000000000000000"];
    for digits in few.map(String::from).into_iter().chain([u128::MAX.to_string()]) {
        let text = scalars_with("amount", &format!("\"{digits}\""));
        assert_eq!(strictly::<ours::Scalars>(&text).unwrap().amount.to_string(), digits);
    }
}

#[test]
fn a_number_that_is_none_names_its_field_and_says_what_is_expected() {
    let whole =
        ", expected a whole number below 2^64 without zeros before it, fraction or exponent, \
                 and then a comma or the end";
    let number = |at: &str| format!("invalid number in `{at}`{whole}");
    let in_list = |list: &str| format!(r#"{{"wrapped":{{"share":1,"next":{list}}}}}"#);
    for share in ["18446744073709551616", "1.5", "1.0", "01", "1e3", "00", "-01", "-"] {
        for (json, at) in [
            (format!(r#"{{"wrapped":{{"share":{share}}}}}"#), "wrapped.share"),
            (format!(r#"{{"wrapped":{{"share":{share},"tags":[]}}}}"#), "wrapped.share"),
            (in_list(&format!(r#"[{{"share":1}},{{"share":{share}}}]"#)), "wrapped.next[1].share"),
            (in_list(&format!("[5,{share}]")), "wrapped.next[1]"),
            (in_list(&format!("[{share},5]")), "wrapped.next[0]"),
        ] {
            // A sign without digits is no number at all.
            let error = if share == "-" { format!("Invalid type in `{at}`") } else { number(at) };
            assert_eq!(strictly::<ours::Msg>(&json), Err(error.clone()), "{json}");
            assert_eq!(tolerantly::<ours::Msg>(&json), Err(error), "{json}");
        }
    }
    // What is wrong after something else is wrong with that.
    for (json, error) in [
        (r#"{"wrapped":{"share":1"#, "EOF while parsing an object. in `wrapped.share`"),
        (
            r#"{"wrapped":{"share":1,}}"#,
            "JSON has a comma after the last value in an array or map.",
        ),
    ] {
        let told = strictly::<ours::Msg>(json).unwrap_err();
        assert!(told.starts_with(error), "{told}");
    }
}

#[test]
fn two_things_in_one_message_are_named() {
    for (json, error) in [
        (r#"{"stop":{},"pay":{}}"#, "an object with the names `stop, pay`, expected one name"),
        ("{}", "an object without a name, expected one name"),
        (
            r#"{"owner":{"secp256k1":{},"x":1}}"#,
            "an object with the names `secp256k1, x` in `owner`, expected one name",
        ),
    ] {
        assert_eq!(strictly::<ours::Msg>(json), Err(error.to_string()), "{json}");
    }
}

#[test]
fn what_is_cut_off_is_seen_to_be() {
    assert_eq!(printable(&"x".repeat(80)), "x".repeat(80));
    assert_eq!(printable(&"\u{e9}".repeat(81)), format!("{}...", "?".repeat(77)));
    assert_eq!(printable_within("abcdef", 5), "ab...");
    assert_eq!(printable_within("abcde", 5), "abcde");
}

/// Whoever takes a limit away says so.
#[test]
fn a_required_option_may_be_null_and_not_absent() {
    let null = r#"{"set_cap":{"cap":null,"note":null}}"#;
    assert_eq!(strictly(null), Ok(Settings::SetCap { cap: None, note: None }));
    let short = r#"{"set_cap":{"cap":"5"}}"#;
    assert_eq!(tolerantly(short), Ok(Settings::SetCap { cap: Some(5u128.into()), note: None }));
    let absent = r#"{"set_cap":{"note":"x"}}"#;
    let error = Err("missing field `cap` in `set_cap`".to_string());
    assert_eq!(strictly::<Settings>(absent), error);
    assert_eq!(tolerantly::<Settings>(absent), error);
    let schema = serde_json::to_value(cosmwasm_schema::schema_for!(Settings)).unwrap();
    let fields = &schema["oneOf"][0]["properties"]["set_cap"];
    assert_eq!(fields["required"], serde_json::json!(["cap"]));
    let kinds = &fields["properties"]["cap"]["anyOf"];
    assert_eq!(kinds[1], serde_json::json!({"type": "null"}));
}

/// What a message may take away.
#[wire]
enum Settings {
    SetCap {
        #[wire(required)]
        cap: Option<Uint128>,
        note: Option<String>,
    },
}

fn scalars() -> ours::Scalars {
    ours::Scalars {
        flag: true,
        small: u8::MAX,
        middle: u16::MAX,
        count: u32::MAX,
        large: u64::MAX,
        offset: i32::MIN,
        amount: Uint128::MAX,
        account: Addr::unchecked("west1ana"),
        bytes: Binary::new(vec![0, 255]),
        hash: HexBinary::from(vec![0, 255]),
        at: Timestamp::from_nanos(u64::MAX),
        digest: ours::Digest([0, 255]),
        perhaps: None,
        r#type: Some(false),
    }
}

#[test]
fn scalars_are_written_as_ever_and_read_back_at_their_limits() {
    let json = to_json_string(&scalars()).unwrap();
    let theirs: theirs::Scalars = tolerantly(&json).unwrap();
    assert_eq!(to_json_string(&theirs).unwrap(), json);
    assert_eq!(tolerantly(&json), Ok(scalars()));
    assert_eq!(strictly(&json), Ok(scalars()));
    assert_eq!(binary(&scalars()).unwrap().as_slice(), json.as_bytes());
    for (bytes, fits) in [("[1,2]", true), ("[1]", false), ("[1,2,3]", false), ("[1,256]", false)] {
        let text = json.replace(r#""digest":[0,255]"#, &format!(r#""digest":{bytes}"#));
        assert_eq!(tolerantly::<ours::Scalars>(&text).is_ok(), fits, "{bytes}");
        assert_eq!(tolerantly::<theirs::Scalars>(&text).is_ok(), fits, "{bytes}");
    }
    for (field, limits) in [
        ("small", [255, 256]),
        ("middle", [65_535, 65_536]),
        ("count", [4_294_967_295, 4_294_967_296]),
        ("offset", [2_147_483_647, 2_147_483_648]),
        ("offset", [-2_147_483_648, -2_147_483_649]),
        ("large", [0, -1]),
    ] {
        for (limit, fits) in limits.into_iter().zip([true, false]) {
            let mut object: serde_json::Map<String, serde_json::Value> =
                serde_json::from_str(&json).unwrap();
            object.insert(field.to_string(), i64::into(limit));
            let text = serde_json::to_string(&object).unwrap();
            assert_eq!(tolerantly::<ours::Scalars>(&text).is_ok(), fits, "{field} {limit}");
            assert_eq!(tolerantly::<theirs::Scalars>(&text).is_ok(), fits, "{field} {limit}");
        }
    }
}

#[test]
fn json_that_is_nested_too_deeply_is_refused_and_does_not_overflow_the_stack() {
    for (open, inside) in [("[", ""), (r#"{"a":"#, "1")] {
        let json = format!(r#"{{"stop":{{"x":{}{inside}"#, open.repeat(100_000));
        let start = "JSON is nested too deeply, exceeded the recursion limit. in `stop.x";
        for error in [strictly::<ours::Msg>(&json), tolerantly(&json)].map(Result::unwrap_err) {
            assert!(error.starts_with(start) && error.len() < 150, "{error}");
        }
    }
}

#[test]
fn other_json_readers_read_the_same() {
    let json = r#"{"pay":{"to":"x","amount":"1","parts":[{"share":2}]}}"#;
    let read: ours::Msg = serde_json::from_str(json).unwrap();
    assert_eq!(tolerantly(json), Ok(read.clone()));
    assert_eq!(serde_json::from_str::<Strict<ours::Msg>>(json).unwrap(), Strict(Ok(read.clone())));
    assert_eq!(serde_json::from_reader::<_, ours::Msg>(json.as_bytes()).unwrap(), read);
    assert_eq!(serde_json::to_string(&read).unwrap(), to_json_string(&read).unwrap(),);
    assert!(serde_json::from_str::<ours::Msg>("7").is_err());
    assert!(serde_json::from_str::<ours::Msg>(r#"{"wrapped":{"share":1.5}}"#).is_err());
}

#[test]
fn the_schema_is_the_same() {
    use cosmwasm_schema::schema_for;
    let ours = serde_json::to_string(&schema_for!(ours::Msg)).unwrap();
    assert_eq!(ours, serde_json::to_string(&schema_for!(theirs::Msg)).unwrap());
    let ours = serde_json::to_string(&schema_for!(ours::Scalars)).unwrap();
    assert_eq!(ours, serde_json::to_string(&schema_for!(theirs::Scalars)).unwrap());
}
