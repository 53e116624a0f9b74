#!/usr/bin/env bash
# Installs what the tests need beyond the npm packages, and writes what there is to .tools/available (read by
# test/support/tools.ts). Called by `npm run tools`; does nothing, quickly, when everything is there.
#
# Debian 12 as root: ordinary packages come by apt-get install. sqlcipher 4 (bookworm-backports) and age 1.3 (sid) are
# downloaded by apt with a configuration of its own and unpacked into .tools, and so are the servers that backups are
# tested against (sshd, rclone, moto) and what else uses these, beside which the benchmark measures them (restic); the system's sources, its
# libc, its services and its own tools stay as they are.
# Anywhere else, or not root: changes nothing outside .tools, and says what is missing and which tests are skipped for it.
# With CI=true anything missing is a failure.
set -euo pipefail
cd "$(dirname "$0")/.."
exec </dev/null
export DEBIAN_FRONTEND=noninteractive LC_ALL=C

tools_dir="$PWD/.tools"
mkdir -p "$tools_dir/bin" "$tools_dir/lib"

# tool: what the tests use it for
declare -A used_for=(
  [age]='the age layer against age itself; recovery by hand'
  [age-keygen]='the age layer against age itself; recovery by hand'
  [sqlcipher]='the database opened by SQLCipher itself; recovery by hand'
  [python3-nacl]='records opened by the published script on stock libsodium'
  [gnome-keyring-daemon]='the keychain against a real Secret Service'
  [dbus-run-session]='the keychain against a real Secret Service'
  [secret-tool]='the keychain against a real Secret Service'
  [gcc]='builds the recorder, and what makes locks do nothing'
  [recorder]='power loss: every state that a lost cache can leave'
  [chromium]='the window, where Electron is not to be had'
  [sshd]='backups to SFTP'
  [ssh-keygen]='backups to SFTP'
  [apache2]='backups to WebDAV'
  [rclone]='backups to WebDAV'
  [moto_server]='backups to S3'
  [restic]='another program in the bucket that backups go to; the benchmark of backups'
  [openssl]='backups over TLS'
  [soffice]='reports opened by LibreOffice'
)
order=(age age-keygen sqlcipher python3-nacl gnome-keyring-daemon dbus-run-session secret-tool gcc recorder chromium
  sshd ssh-keygen apache2 rclone moto_server restic openssl soffice)
# libwrap0 is for sshd, what begins with python3-flask for moto; apache2-bin is the program without the service.
debian_packages=(gnome-keyring dbus libsecret-tools python3 python3-nacl gcc libc6-dev libssl3 libreadline8 zlib1g
  chromium fonts-dejavu-core fonts-noto-core openssh-client libwrap0 apache2-bin openssl
  libreoffice-writer-nogui
  python3-flask python3-flask-cors python3-boto3 python3-responses python3-xmltodict python3-cryptography python3-yaml)

# --- where a tool is; prints nothing when it is missing or too old -----------------------------------------------

first_that() { # first_that CHECK CANDIDATE...: the first candidate that runs and passes the check
  local check="$1" candidate
  shift
  for candidate in "$@"; do
    if [[ -x "$candidate" ]] && "$check" "$candidate" >/dev/null 2>&1; then
      echo "$candidate"
      return
    fi
  done
}
in_path() { command -v "$1" || true; }
version_at_least() { [[ "$(printf '%s\n' "$1" "$2" | sort -V | head -n 1)" == "$1" ]]; }
runs() { [[ -x "$1" ]]; }
is_age_1_3() {
  local version
  version="$("$1" --version)"
  version_at_least 1.3 "${version#v}"
}
is_restic_0_18() {
  local version
  version="$("$1" version)"
  version="${version#restic }"
  version_at_least 0.18 "${version%% *}"
}
is_sqlcipher_4() { [[ "$(echo 'PRAGMA cipher_version;' | "$1" :memory:)" == 4.* ]]; }
imports_nacl() { "$1" -c 'import nacl.bindings'; }
says_its_usage() { "$1" --help; }
serves_webdav() { "$1" serve webdav --help; }
is_current_recorder() { [[ ! test/fault/recorder.c -nt "$1" ]]; }

locate() {
  case "$1" in
    age | age-keygen) first_that is_age_1_3 "$tools_dir/bin/$1" "$(in_path "$1")" ;;
    sqlcipher) first_that is_sqlcipher_4 "$tools_dir/bin/sqlcipher" "$(in_path sqlcipher)" ;;
    # Debian's own python first: another one in PATH does not see the packages that apt installs.
    python3-nacl) first_that imports_nacl /usr/bin/python3 "$(in_path python3)" ;;
    chromium) first_that runs "$(in_path chromium)" "$(in_path chromium-browser)" "$(in_path google-chrome)" ;;
    sshd) first_that runs "$tools_dir/bin/sshd" /usr/sbin/sshd ;;
    apache2) first_that runs "$(in_path apache2)" /usr/sbin/apache2 ;;
    restic) first_that is_restic_0_18 "$tools_dir/bin/restic" "$(in_path restic)" ;;
    rclone) first_that serves_webdav "$tools_dir/bin/rclone" "$(in_path rclone)" ;;
    moto_server) first_that says_its_usage "$tools_dir/bin/moto_server" "$(in_path moto_server)" ;;
    recorder) first_that is_current_recorder "$tools_dir/lib/recorder.so" ;;
    *) first_that runs "$(in_path "$1")" ;;
  esac
}

# --- installing on Debian 12 ---------------------------------------------------------------------------------------

is_debian_12() { [[ -r /etc/os-release ]] && (. /etc/os-release && [[ "${ID:-}" == debian && "${VERSION_ID:-}" == 12 ]]); }

install_debian_packages() {
  local missing=() package
  for package in "${debian_packages[@]}"; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing+=("$package")
  done
  ((${#missing[@]})) || return 0
  echo "Installing ${missing[*]}"
  # A source of somebody else that cannot be reached is no reason to stop: the installation decides.
  apt-get -q -o DPkg::Lock::Timeout=300 update || echo 'apt-get update reported a failure; going on'
  apt-get -q -y -o DPkg::Lock::Timeout=300 install --no-install-recommends "${missing[@]}"
}

# Runs apt-get with sources and state of its own under .tools/apt, on the mirror that the system itself uses.
own_apt() { APT_CONFIG="$tools_dir/apt/apt.conf" apt-get -q "$@"; }

prepare_own_apt() {
  local dir="$tools_dir/apt" mirror suite
  mirror="$(apt-get indextargets --no-release-info --format '$(SITE) $(RELEASE)' 'Created-By: Packages' |
    awk '$2 == "bookworm" { print $1; exit }')"
  [[ -n "$mirror" ]] || { echo 'No Debian mirror for bookworm among the sources of this system' >&2; return 1; }
  rm -rf "$dir"
  mkdir -p "$dir"/{etc/preferences.d,etc/apt.conf.d,state/lists/partial,cache/archives/partial,download}
  : >"$dir/state/status"
  cat >"$dir/apt.conf" <<-END
	Dir::Etc "$dir/etc";
	Dir::Etc::sourcelist "$dir/etc/sources.list";
	Dir::Etc::sourceparts "-";
	Dir::State "$dir/state";
	Dir::State::status "$dir/state/status";
	Dir::Cache "$dir/cache";
	APT::Sandbox::User "root";
	Acquire::Languages "none";
	END
  # Signatures are checked as always; only the date is not, so that a mirror kept at a fixed day also serves.
  for suite in bookworm bookworm-backports trixie sid; do
    echo "deb [check-valid-until=no signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $mirror $suite main"
  done >"$dir/etc/sources.list"
  own_apt update
}

unpack() { # unpack PACKAGE/SUITE...: into .tools/debian
  (cd "$tools_dir/apt/download" && rm -f ./*.deb && own_apt download "$@")
  local package
  for package in "$tools_dir"/apt/download/*.deb; do dpkg -x "$package" "$tools_dir/debian"; done
}

install_age() {
  unpack age/sid
  ln -sfn ../debian/usr/bin/age "$tools_dir/bin/age"
  ln -sfn ../debian/usr/bin/age-keygen "$tools_dir/bin/age-keygen"
}

install_sqlcipher() {
  unpack sqlcipher/bookworm-backports libsqlcipher1/bookworm-backports
  cat >"$tools_dir/bin/sqlcipher" <<-'END'
	#!/bin/sh
	debian="$(dirname "$(readlink -f "$0")")/../debian"
	lib="$(echo "$debian"/usr/lib/*/libsqlcipher.so.1)"
	LD_LIBRARY_PATH="$(dirname "$lib")${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}" exec "$debian/usr/bin/sqlcipher" "$@"
	END
  chmod +x "$tools_dir/bin/sqlcipher"
}

# Not by apt-get install, which would start a service and make an account.
install_sshd() {
  unpack openssh-server/bookworm
  ln -sfn ../debian/usr/sbin/sshd "$tools_dir/bin/sshd"
}

install_rclone() {
  unpack rclone/sid
  ln -sfn ../debian/usr/bin/rclone "$tools_dir/bin/rclone"
}

install_restic() {
  unpack restic/trixie
  ln -sfn ../debian/usr/bin/restic "$tools_dir/bin/restic"
}

# Python alone, so it runs on the Python of Debian 12.
install_moto() {
  unpack python3-moto/trixie
  cat >"$tools_dir/bin/moto_server" <<-'END'
	#!/bin/sh
	debian="$(dirname "$(readlink -f "$0")")/../debian"
	export PYTHONPATH="$debian/usr/lib/python3/dist-packages"
	exec /usr/bin/python3 -c 'from moto.server import main; main()' "$@"
	END
  chmod +x "$tools_dir/bin/moto_server"
}

install_on_debian_12() {
  install_debian_packages
  local name wanted=()
  for name in age sqlcipher sshd rclone restic; do [[ -n "$(locate "$name")" ]] || wanted+=("$name"); done
  # One from elsewhere may be of any age, so it serves only where this one cannot be had.
  [[ -x "$tools_dir/bin/moto_server" ]] || wanted+=(moto)
  [[ -n "$(locate age-keygen)" || "${wanted[*]}" == *age* ]] || wanted+=(age)
  ((${#wanted[@]})) || return 0
  prepare_own_apt
  for name in "${wanted[@]}"; do "install_$name"; done
  rm -rf "$tools_dir/apt"
}

build_recorder() {
  [[ "$(uname -s)" == Linux && -f test/fault/recorder.c && -n "$(locate gcc)" && -z "$(locate recorder)" ]] || return 0
  gcc -shared -fPIC -O2 -Wall -Wextra -Werror -o "$tools_dir/lib/recorder.so" test/fault/recorder.c -ldl -lpthread
}

# --- what is there now ---------------------------------------------------------------------------------------------

if is_debian_12 && [[ "$(id -u)" == 0 ]]; then install_on_debian_12; fi
build_recorder

missing=()
: >"$tools_dir/available.new"
for name in "${order[@]}"; do
  path="$(locate "$name")"
  if [[ -n "$path" ]]; then printf '%s\t%s\n' "$name" "$path" >>"$tools_dir/available.new"; else missing+=("$name"); fi
done
mv "$tools_dir/available.new" "$tools_dir/available"

# The test files with a suite that is skipped without a tool, by what they say themselves; nothing where there is none.
skipped_without() {
  local suite="describeWithTools\(.*'$1'" file found=''
  case "$1" in
    dbus-run-session | gnome-keyring-daemon) suite+='|describeWithTools\(.*secretServiceTools' ;;
    chromium) suite='(describeWindow|officeStory)\(' ;;
    root) suite="describeWithSmallDisk\(|describeUnlessMissing\((cannotMount|missingForTmpfs|missingForMemory|.*missingRoot)" ;;
  esac
  for file in $(grep -rlE --include='*.test.ts' "^ *($suite)" test | sort); do found+=", ${file#test/}"; done
  echo "${found#, }"
}
tell() { printf '  %-22s %s\n  %-22s skipped, whole or in part: %s\n' "$1" "$2" '' "$(skipped_without "$1")"; }

if [[ "$(id -u)" != 0 ]]; then
  echo 'Not root, and therefore:'
  tell root 'disks that are full or read-only, files of other accounts'
fi
if ((${#missing[@]} == 0)); then
  echo 'Test tools: all there.'
  exit 0
fi
echo 'Test tools that are missing, and the tests that are skipped for it:'
for name in "${missing[@]}"; do tell "$name" "${used_for[$name]}"; done
echo 'Needed: age 1.3 or newer, sqlcipher 4, python3 with PyNaCl, gnome-keyring, dbus, libsecret-tools, gcc, chromium,'
echo '        openssh-server, openssh-client, apache2-bin, rclone, moto_server (python3-moto of Debian 13), restic 0.18,'
echo '        openssl, libreoffice-writer.'
if [[ "${CI:-}" == true || "${CI:-}" == 1 ]]; then
  echo 'With CI=true a missing tool is a failure.' >&2
  exit 1
fi
