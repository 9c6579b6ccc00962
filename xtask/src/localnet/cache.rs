//! wasmd and Hermes, built once and kept under their versions.

use std::env;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{bail, ensure, Context, Result};
use sha2::{Digest, Sha256};

use super::state::REGIONS;
use crate::ui::{self, Step};
use crate::workspace;

const WASMD: &str = "github.com/CosmWasm/wasmd";
const WASMD_VERSION: &str = "0.61.14";
/// Newer versions download proof parameters while they build.
const HERMES_VERSION: &str = "1.10.5";

/// What the build of Hermes needs from Debian.
const HERMES_PACKAGES: &str =
    "libclang-dev clang cmake pkg-config libssl-dev protobuf-compiler libprotobuf-dev libudev-dev";

/// The programs of a localnet.
pub struct Binaries {
    /// One wasmd per region, because the address prefix is linked into it.
    wasmd: PathBuf,
    pub hermes: PathBuf,
}

impl Binaries {
    pub fn wasmd(&self, region: &str) -> PathBuf {
        self.wasmd.join(format!("wasmd-{region}"))
    }
}

/// `$ISTHMUS_CACHE`, else `~/.cache/isthmus`.
fn folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os("ISTHMUS_CACHE") {
        return Ok(folder.into());
    }
    let home = env::var_os("HOME").context("neither ISTHMUS_CACHE nor HOME is set")?;
    Ok(Path::new(&home).join(".cache/isthmus"))
}

/// Builds what is missing. What a build needs is checked before the first one starts, so that a
/// person does not wait six minutes for a message about the second.
pub fn prepare() -> Result<Binaries> {
    let cache = folder()?;
    fs::create_dir_all(&cache).with_context(|| format!("cannot make {}", cache.display()))?;
    let lock = File::create(cache.join(".lock"))?;
    if lock.try_lock().is_err() {
        let step = Step::begin("waiting for another build into the same cache");
        lock.lock()?;
        step.done("");
    }
    let wasmd = cache.join(wasmd_key()?);
    let hermes = cache.join(format!("hermes-{HERMES_VERSION}"));
    let (has_wasmd, has_hermes) = (wasmd.is_dir(), hermes.join("bin/hermes").is_file());
    if !has_wasmd {
        check_go()?;
    }
    if !has_hermes {
        check_hermes()?;
    }
    if !has_wasmd {
        build_wasmd(&cache, &wasmd)?;
    }
    if !has_hermes {
        build_hermes(&cache, &hermes)?;
    }
    Ok(Binaries { wasmd, hermes: hermes.join("bin/hermes") })
}

fn go_module() -> PathBuf {
    workspace::root().join("localnet")
}

/// Changes with the version and with any module it is built from.
fn wasmd_key() -> Result<String> {
    let mut hash = Sha256::new();
    for file in ["go.mod", "go.sum"] {
        hash.update(fs::read(go_module().join(file))?);
    }
    let hash = hex::encode(hash.finalize());
    Ok(format!("wasmd-{WASMD_VERSION}-{}", &hash[..12]))
}

fn check_go() -> Result<()> {
    let version = Command::new("go").args(["env", "GOVERSION"]).stderr(Stdio::null()).output();
    let Ok(version) = version else {
        bail!(
            "wasmd is built with Go, and `go` is not on the PATH. Install Go 1.24 or later from \
             https://go.dev/dl, or: apt-get install golang-go   (if your release has 1.24)"
        );
    };
    let version = String::from_utf8_lossy(&version.stdout).trim().to_string();
    let minor = version.strip_prefix("go1.").and_then(|rest| rest.split('.').next()?.parse().ok());
    ensure!(
        minor.is_none_or(|minor: u32| minor >= 21),
        "wasmd needs Go 1.24 or later, and this is {version}; see https://go.dev/dl"
    );
    ensure!(
        ["gcc", "cc", "clang"].iter().any(|compiler| workspace::has(compiler)),
        "wasmd links a C library, and there is no C compiler: apt-get install gcc libc6-dev"
    );
    Ok(())
}

fn build_wasmd(cache: &Path, folder: &Path) -> Result<()> {
    let draft = cache.join(".wasmd-draft");
    let _ = fs::remove_dir_all(&draft);
    fs::create_dir_all(&draft)?;
    let step = Step::begin(format!("building wasmd {WASMD_VERSION} (six minutes, once)"));
    for region in REGIONS {
        // The library that runs the contracts is found beside the program, not in Go's module cache.
        let link = format!(
            "-s -w -X {WASMD}/app.Bech32Prefix={region} \
             -X github.com/cosmos/cosmos-sdk/version.Version={WASMD_VERSION} \
             '-extldflags=-Wl,-rpath,$ORIGIN'"
        );
        let mut go = Command::new("go");
        go.current_dir(go_module()).env("CGO_ENABLED", "1");
        go.args(["build", "-v", "-mod=readonly", "-ldflags", &link, "-o"]);
        go.arg(draft.join(format!("wasmd-{region}"))).arg(format!("{WASMD}/cmd/wasmd"));
        ui::build(&step, &mut go, &cache.join(format!("wasmd-{region}.log")))?;
    }
    copy_library(&draft)?;
    for region in REGIONS {
        let output = Command::new(draft.join(format!("wasmd-{region}"))).arg("version").output()?;
        ensure!(output.status.success(), "the wasmd that was built does not run");
    }
    fs::rename(&draft, folder)?;
    step.done(&folder.display().to_string());
    Ok(())
}

/// Puts libwasmvm beside wasmd.
fn copy_library(folder: &Path) -> Result<()> {
    let output = Command::new("go")
        .current_dir(go_module())
        .args(["list", "-m", "-f", "{{.Dir}}", "github.com/CosmWasm/wasmvm/v3"])
        .output()?;
    let module = PathBuf::from(String::from_utf8_lossy(&output.stdout).trim());
    let (start, end) = if cfg!(target_os = "macos") {
        ("libwasmvm", ".dylib".to_string())
    } else {
        ("libwasmvm.", format!("{}.so", env::consts::ARCH))
    };
    for entry in fs::read_dir(module.join("internal/api"))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        if name.starts_with(start) && name.ends_with(&end) {
            fs::copy(module.join("internal/api").join(&name), folder.join(&name))?;
        }
    }
    Ok(())
}

fn check_hermes() -> Result<()> {
    if !cfg!(target_os = "linux") {
        return Ok(());
    }
    let mut missing = Vec::new();
    for (program, package) in [
        ("clang", "clang"),
        ("cmake", "cmake"),
        ("pkg-config", "pkg-config"),
        ("protoc", "protobuf-compiler"),
    ] {
        if !workspace::has(program) {
            missing.push(package);
        }
    }
    for (library, package) in [("openssl", "libssl-dev"), ("libudev", "libudev-dev")] {
        let found = Command::new("pkg-config").args(["--exists", library]).status();
        if !found.is_ok_and(|status| status.success()) {
            missing.push(package);
        }
    }
    if !Path::new("/usr/include/google/protobuf/any.proto").is_file()
        && env::var_os("PROTOC_INCLUDE").is_none()
    {
        missing.push("libprotobuf-dev");
    }
    if !has_libclang() {
        missing.push("libclang-dev");
    }
    ensure!(
        missing.is_empty(),
        "Hermes cannot be built: {} missing. The command that mends it:\n  apt-get install {HERMES_PACKAGES}",
        missing.join(", ") + if missing.len() == 1 { " is" } else { " are" }
    );
    Ok(())
}

fn has_libclang() -> bool {
    if env::var_os("LIBCLANG_PATH").is_some() {
        return true;
    }
    let holds = |folder: PathBuf| {
        fs::read_dir(folder).into_iter().flatten().flatten().any(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.starts_with("libclang") && name.contains(".so")
        })
    };
    let versions = fs::read_dir("/usr/lib").into_iter().flatten().flatten();
    versions
        .filter(|entry| entry.file_name().to_string_lossy().starts_with("llvm-"))
        .any(|entry| holds(entry.path().join("lib")))
        || holds(format!("/usr/lib/{}-linux-gnu", env::consts::ARCH).into())
        || holds("/usr/lib64".into())
}

fn build_hermes(cache: &Path, folder: &Path) -> Result<()> {
    let step = Step::begin(format!("building Hermes {HERMES_VERSION} (seven minutes, once)"));
    let draft = cache.join(".hermes-draft");
    let mut cargo = workspace::cargo();
    // In the cache, so that this workspace's configuration does not apply.
    cargo.current_dir(cache).env_remove("RUSTFLAGS").env_remove("CARGO_TARGET_DIR");
    cargo.args(["install", "ibc-relayer-cli", "--version", HERMES_VERSION, "--locked", "--force"]);
    cargo.arg("--root").arg(&draft).arg("--target-dir").arg(cache.join(".hermes-build"));
    // Built sooner, and fast enough: what a relayer does is to wait for blocks.
    cargo.envs([("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1"), ("CARGO_PROFILE_RELEASE_LTO", "off")]);
    ui::build(&step, &mut cargo, &cache.join("hermes.log"))?;
    let output = Command::new(draft.join("bin/hermes")).arg("version").output()?;
    ensure!(output.status.success(), "the Hermes that was built does not run");
    let _ = fs::remove_dir_all(folder);
    fs::rename(&draft, folder)?;
    // Two gigabytes that nobody needs again.
    let _ = fs::remove_dir_all(cache.join(".hermes-build"));
    step.done(&folder.display().to_string());
    Ok(())
}
