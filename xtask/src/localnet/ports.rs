//! Free ports on loopback.

use std::net::{Ipv4Addr, TcpListener};

use anyhow::{ensure, Context, Result};

/// RPC, P2P, gRPC and API of one node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ports {
    pub rpc: u16,
    pub p2p: u16,
    pub grpc: u16,
    pub api: u16,
}

/// Ports for the two nodes: from `base` on, or any that are free.
pub fn choose(base: Option<u16>) -> Result<[Ports; 2]> {
    let ports = match base {
        Some(base) => (0..8).map(|step| fixed(base, step)).collect::<Result<Vec<u16>>>()?,
        None => {
            // Below the ports that the system gives to outgoing connections: one of those could
            // take a node's port while the node restarts.
            let start = 18_000 + u16::try_from(std::process::id() % 10_000)?;
            let all = (start..32_000).chain(18_000..start);
            let free: Vec<u16> = all.filter(|port| is_free(*port)).take(8).collect();
            ensure!(free.len() == 8, "no eight free ports between 18000 and 32000");
            free
        }
    };
    let node = |at: usize| Ports {
        rpc: ports[at],
        p2p: ports[at + 1],
        grpc: ports[at + 2],
        api: ports[at + 3],
    };
    Ok([node(0), node(4)])
}

fn fixed(base: u16, step: u16) -> Result<u16> {
    let port = base.checked_add(step).context("ports end at 65535: choose a lower --base-port")?;
    ensure!(
        is_free(port),
        "port {port} is in use. This shows by what:\n  ss -ltnp 'sport = :{port}'\n\
         Choose another --base-port, or leave it out and free ports are taken"
    );
    Ok(port)
}

fn is_free(port: u16) -> bool {
    TcpListener::bind((Ipv4Addr::LOCALHOST, port)).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_in_use_is_named_with_the_command_that_shows_the_user() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = choose(Some(port)).unwrap_err().to_string();
        assert!(error.contains(&format!("port {port} is in use")), "{error}");
        assert!(error.contains("ss -ltnp"), "{error}");
    }

    #[test]
    fn free_ports_are_eight_different_ones() {
        let [west, east] = choose(None).unwrap();
        let all = [west, east].map(|ports| [ports.rpc, ports.p2p, ports.grpc, ports.api]).concat();
        let distinct: std::collections::BTreeSet<_> = all.iter().collect();
        assert_eq!(distinct.len(), 8);
    }
}
