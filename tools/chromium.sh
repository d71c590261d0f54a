#!/usr/bin/env bash
# See to it that Chromium and its driver are there, for the browser tests.
set -euo pipefail
packages="chromium chromium-driver fonts-liberation"

if command -v chromium >/dev/null && command -v chromedriver >/dev/null; then
  exit 0
fi
if ! command -v apt-get >/dev/null; then
  echo "the browser tests need 'chromium' and 'chromedriver' on the path, and there is no apt-get to install them" >&2
  exit 1
fi
if [ "$(id -u)" -ne 0 ]; then
  echo "the browser tests need Chromium. As root: apt-get install $packages" >&2
  exit 1
fi
echo "== Installing $packages"
export DEBIAN_FRONTEND=noninteractive
wait="-o DPkg::Lock::Timeout=300"
apt-get $wait update -qq
# shellcheck disable=SC2086
apt-get $wait install -y -qq --no-install-recommends $packages >/dev/null
