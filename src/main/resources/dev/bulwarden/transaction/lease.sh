# shellcheck shell=sh disable=SC2015,SC2034,SC2154
# The lease: one file whose name is the phase of the transaction that holds the host. Each step forward is a rename, which needs no space and
# cannot be half done; the last one makes the lease the verdict. Every step runs under one lock.
set -u
umask 077
LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
state=/var/lib/bulwarden

# Ends the script: exit status (0 done, 1 refused and nothing changed, 2 failed and to be restored), then one line that says so.
finish() {
  status=$1
  shift
  [ -z "${locked-}" ] || flock -u 9
  printf '%s\n' "$*"
  exit "$status"
}

refuse() { finish 1 "$*"; }

flush() { sync "$@" 2>/dev/null || sync; }

word() { printf %s "$1" | base64 -d; }

# Root's own, and nobody else can write to it or swap it from above.
guarded() {
  for folder in / /var /var/lib "$state"; do
    [ -d "$folder" ] && [ ! -L "$folder" ] || refuse "$folder is no plain folder"
    case $(stat -c '%u %A' "$folder") in
      0\ d????-??-?*) ;;
      *) refuse "$folder can be written by others than root" ;;
    esac
  done
}

# Queues in the kernel: who polled would never get it. Children inherit it, so that what a killed step left running is waited for.
lock() { # SECONDS [evict]
  true >>"$state/lock" || refuse "the lock file $state/lock cannot be written"
  exec 9>>"$state/lock"
  until timeout "$1" flock 9; do
    [ "${2-}" = evict ] || refuse "another step of a transaction is under way on this host"
    evict
  done
  locked=yes
}

evict() { # kills every other process that has the lock open, stopped ones too
  read -r self rest </proc/self/stat
  for process in /proc/[0-9]*; do
    [ "$process" = "/proc/$self" ] || case $(ls -l "$process/fd" 2>/dev/null) in *" $state/lock"*) kill -9 "${process#/proc/}" ;; esac
  done
}

lease() { # who holds the host, in which phase, until when (seconds of uptime)
  phase=none owner='' deadline=0
  for file in "$state"/lease.*; do
    [ -e "$file" ] && phase=${file##*.} && read -r owner deadline <"$file"
  done
  [ -n "$owner" ]
}

holder() {
  lease || return 0
  if expired; then left='its time is over'; else left="it ends within $left s"; fi
  printf '%s (%s, %s; %s)' "$owner" "$phase" "$(cat "$state/$owner/who" 2>/dev/null)" "$left"
}

hold() { # PHASE: only while the lease is ours and stands exactly there
  lease && [ "$owner $phase" = "$id $1" ] && return
  [ -z "$owner" ] || refuse "the host is held by $(holder)"
  case $(verdict) in
    none) refuse "this host holds no such change" ;;
    applied) refuse "the change is confirmed already" ;;
    untouched) refuse "the change was ended before it touched a file" ;;
    restored-timer) refuse "nobody confirmed the change in time, and the host's timer has put the old files back" ;;
    restored-boot) refuse "the host was restarted, and has put the old files back" ;;
    *) refuse "the old files were put back meanwhile" ;;
  esac
}

become() { # PHASE
  [ "$phase" = "$1" ] || { mv "$state/lease.$phase" "$state/lease.$1" && flush "$state" && phase=$1; }
}

settle() { # VERDICT: the commit point
  mv "$state/lease.$phase" "$here/verdict.$1" && flush "$state" "$here"
}

verdict() {
  for file in "$here"/verdict.*; do
    if [ -e "$file" ]; then printf %s "${file##*/verdict.}"; else printf none; fi
  done
}
