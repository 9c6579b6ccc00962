//! `cargo wasm --functions`: where the bytes of each contract are.

use std::collections::HashMap;
use std::fs;

use anyhow::{ensure, Context, Result};

use super::{build, Artifact};
use crate::{ui, workspace};

/// Functions shown of each contract.
const SHOWN: usize = 5;

/// Prints the largest functions of each contract.
pub fn report(artifacts: &[Artifact]) -> Result<()> {
    let folder = workspace::root().join("target/wasm/optimised");
    let mut rows = Vec::new();
    for artifact in artifacts {
        let named = build::optimise_named(&artifact.raw, &folder)?;
        for (name, bytes) in largest(&fs::read(named)?)? {
            rows.push(vec![artifact.contract.clone(), ui::thousands(bytes), name]);
        }
    }
    ui::table(&["contract", "bytes", "function"], &rows)?;
    Ok(())
}

/// Names and sizes of the largest functions of a module.
fn largest(module: &[u8]) -> Result<Vec<(String, u64)>> {
    let mut reader = Reader(module);
    ensure!(reader.bytes(8)?.starts_with(b"\0asm"), "no WebAssembly module");
    let (mut imported, mut sizes, mut names) = (0, Vec::new(), HashMap::new());
    while !reader.0.is_empty() {
        let id = reader.byte()?;
        let mut section = reader.sized()?;
        match id {
            2 => imported = imported_functions(&mut section)?,
            10 => {
                for _ in 0..section.number()? {
                    sizes.push(section.sized()?.0.len() as u64);
                }
            }
            0 if section.text()? == "name" => names = function_names(&mut section)?,
            _ => {}
        }
    }
    let all = sizes.into_iter().zip(imported..);
    let name = |index| match names.get(&index) {
        // Without the hash that is its end.
        Some(name) => format!("{:#}", rustc_demangle::demangle(name)),
        None => format!("number {index}"),
    };
    let mut all: Vec<_> = all.map(|(bytes, index)| (name(index), bytes)).collect();
    all.sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
    all.truncate(SHOWN);
    Ok(all)
}

/// How many functions a module imports: they are counted before its own.
fn imported_functions(section: &mut Reader) -> Result<u64> {
    let mut functions = 0;
    for _ in 0..section.number()? {
        section.text()?;
        section.text()?;
        ensure!(section.byte()? == 0, "the contract imports something that is no function");
        section.number()?;
        functions += 1;
    }
    Ok(functions)
}

/// Names of functions by their index.
fn function_names(section: &mut Reader) -> Result<HashMap<u64, String>> {
    let mut names = HashMap::new();
    while !section.0.is_empty() {
        let id = section.byte()?;
        let mut part = section.sized()?;
        if id == 1 {
            for _ in 0..part.number()? {
                let index = part.number()?;
                names.insert(index, part.text()?);
            }
        }
    }
    Ok(names)
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn bytes(&mut self, count: usize) -> Result<&'a [u8]> {
        let (read, left) = self.0.split_at_checked(count).context("the module ends early")?;
        self.0 = left;
        Ok(read)
    }

    fn byte(&mut self) -> Result<u8> {
        Ok(self.bytes(1)?[0])
    }

    /// LEB128.
    fn number(&mut self) -> Result<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return Ok(number);
            }
        }
        anyhow::bail!("a number of the module does not end")
    }

    fn sized(&mut self) -> Result<Self> {
        let size = usize::try_from(self.number()?)?;
        self.bytes(size).map(Self)
    }

    fn text(&mut self) -> Result<String> {
        Ok(String::from_utf8_lossy(self.sized()?.0).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sized(bytes: &[u8]) -> Vec<u8> {
        let mut all = vec![u8::try_from(bytes.len()).unwrap()];
        all.extend(bytes);
        all
    }

    /// A module with one imported function and two of its own, the second of which is larger.
    fn module() -> Vec<u8> {
        let mut names = sized(b"name");
        let big = [&[2, 1], &*sized(b"small"), &[2], &*sized(b"_ZN1a3big17h0123456789abcdefE")];
        names.push(1);
        names.extend(sized(&big.concat()));
        let sections: [(u8, &[u8]); 5] = [
            (1, b"\x01\x60\0\0"),
            (2, b"\x01\x03env\x01f\0\0"),
            (3, b"\x02\0\0"),
            (10, b"\x02\x02\0\x0b\x04\0\x01\x01\x0b"),
            (0, &names),
        ];
        let mut module = b"\0asm\x01\0\0\0".to_vec();
        for (id, body) in sections {
            module.push(id);
            module.extend(sized(body));
        }
        module
    }

    #[test]
    fn the_largest_functions_come_first_under_their_own_names() {
        let found = largest(&module()).unwrap();
        assert_eq!(found, [("a::big".to_string(), 4), ("small".to_string(), 2)]);
        assert!(largest(&module()[..20]).is_err());
        assert!(largest(b"no module").is_err());
    }
}
