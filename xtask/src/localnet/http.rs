//! One GET from a node on loopback: enough to ask whether it is there.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use anyhow::{Context, Result};
use serde_json::Value;

/// Asks `http://host:port` for `path`.
pub fn get(base: &str, path: &str) -> Result<Value> {
    let host = base.strip_prefix("http://").context("not an http address")?;
    let address = host.parse().context("not host:port")?;
    let mut stream = TcpStream::connect_timeout(&address, Duration::from_secs(2))?;
    stream.set_read_timeout(Some(Duration::from_secs(5)))?;
    // Version 1.0: the answer is in one piece and ends with the connection.
    write!(stream, "GET {path} HTTP/1.0\r\nHost: {host}\r\n\r\n")?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    let text = String::from_utf8_lossy(&answer);
    let (_, body) = text.split_once("\r\n\r\n").context("the answer has no body")?;
    Ok(serde_json::from_str(body)?)
}
