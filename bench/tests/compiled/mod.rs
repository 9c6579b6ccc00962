//! The compiled contracts of `artifacts/`, for the tests of one process.

use std::path::Path;
use std::rc::Rc;
use std::sync::{Arc, OnceLock};

use isthmus_bench::bench::CODES;
use isthmus_bench::engine::{file_of, Compiled, Machine, Modules};
use isthmus_testkit::chain::Library;

/// Where the contracts' code comes from in this process. Each test has a thread, and a machine of its own.
pub fn library() -> Rc<dyn Library> {
    static MODULES: OnceLock<Arc<Modules>> = OnceLock::new();
    let modules = MODULES.get_or_init(|| {
        let artifacts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../artifacts");
        let files = CODES.map(|code| artifacts.join(file_of(code)).with_extension("wasm"));
        Arc::new(Modules::store(files).expect("`cargo wasm` makes them"))
    });
    Rc::new(Compiled::new(Machine::of(modules.clone()).expect("a machine"), |_| 0))
}
