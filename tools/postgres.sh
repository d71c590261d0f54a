#!/usr/bin/env bash
# See to it that PostgreSQL's programs are there, for the tests of the store. They start a server
# of their own in a folder of their own; none that runs already is touched.
set -euo pipefail
packages="postgresql"

has_postgresql() {
  command -v initdb >/dev/null || compgen -G "/usr/lib/postgresql/*/bin/initdb" >/dev/null
}

if has_postgresql; then
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "the tests of the store need PostgreSQL ('initdb' on the path), and there is no apt-get to install it" >&2
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "the tests of the store need PostgreSQL. As root: apt-get install $packages" >&2
  exit 1
fi
echo "== Installing $packages"
export DEBIAN_FRONTEND=noninteractive
wait="-o DPkg::Lock::Timeout=300"
apt-get $wait update -qq
# shellcheck disable=SC2086
apt-get $wait install -y -qq --no-install-recommends $packages >/dev/null
if ! has_postgresql; then
  echo "apt-get installed $packages, but there is no initdb" >&2
  exit 1
fi
