# SPDX-License-Identifier: Apache-2.0
# script/common.sh
# What the scripts share; they read it with `.` and then stand in the top folder of the tree.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
work=$(mktemp -d) # of this run
trap 'rm -rf "$work"' EXIT

# say TEXT…: one line about what happens now.
say() { printf '%s\n' "$*"; }

# quietly NAME COMMAND…: runs it; what it printed is shown only when it failed. Returns its status.
quietly() {
    local log=$work/$1.log status=0
    shift
    "$@" >"$log" 2>&1 || status=$?
    if [ "$status" != 0 ]; then
        sed -n '/^FAILED: .*\.o/,$p' "$log" | grep . || tail -n 60 "$log" # of a build only what failed
        printf 'failed (%d): %s\n' "$status" "$*"
    fi
    return "$status"
}

# configure FOLDER COMPILER OPTION…: sets a build folder up, again only when compiler or options are not those it has.
configure() {
    local folder=$1 compiler=$2 wanted
    shift 2
    wanted="$compiler $*"
    if [ -f "$folder/build.ninja" ] && [ "$(cat "$folder/.options" 2>/dev/null)" = "$wanted" ]; then
        return 0
    fi
    rm -rf "$folder"
    CC=$compiler quietly "setup-$(basename "$folder")" meson setup "$folder" "$@" || return 1
    printf '%s' "$wanted" >"$folder/.options"
}

# link_program FOLDER: makes FOLDER/congvu name the program wherever meson put it.
link_program() {
    if [ ! -f "$1/congvu" ] && [ -f "$1/src/main/congvu" ]; then
        ln -sfn src/main/congvu "$1/congvu"
    fi
}
