#!/usr/bin/env bash
# Make a virtual environment and install the package in it: tools/environment.sh FOLDER [EXTRA]
set -euo pipefail
cd "$(dirname "$0")/.."
folder=$1 extra=${2:-}
export PIP_DISABLE_PIP_VERSION_CHECK=1

find_python() {
  local name
  for name in python3.11 python3.12 python3.13 python3; do
    if command -v "$name" >/dev/null && "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
      echo "$name"
      return
    fi
  done
  echo "needs Python 3.11 or later on the path" >&2
  return 1
}

if [ ! -x "$folder/bin/python" ]; then
  python=$(find_python)
  echo "== Making $folder with $("$python" --version)"
  if ! "$python" -m venv "$folder"; then
    rm -rf "$folder"
    echo "cannot make a virtual environment; on Debian: apt-get install python3-venv" >&2
    exit 1
  fi
fi
echo "== Installing onrecord${extra:+ with the packages of '$extra'} into $folder (the first time takes a minute or two)"
"$folder/bin/python" -m pip install -qq --editable ".${extra:+[$extra]}"
# followthemoney pulls these in; they shadow the types that SQLAlchemy 2 brings itself, and mypy fails.
"$folder/bin/python" -m pip uninstall -qq --yes sqlalchemy2-stubs 2>/dev/null
