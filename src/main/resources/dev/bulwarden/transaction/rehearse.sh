# shellcheck shell=sh
# Becomes sshd on this very input and output, over files as they would be. Nothing is written to the disk and no port is opened. Standard
# input, of which no byte is read too much, for the stream of SSH follows on it:
#   unit|fork SECONDS private|shared SIZE   then SIZE bytes of script, which reads on; a private network, or the host's
#   pipe SECONDS                            then sshd, its options and the main configuration file, in base64, one a line
set -u
umask 022
LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin
export LC_ALL PATH
unset IFS CDPATH ENV GREP_OPTIONS TZ POSIXLY_CORRECT NOTIFY_SOCKET

give_up() {
  printf 'bulwarden: %s\n' "$*" >&2
  exit 90
}

number() { case $1 in '' | *[!0-9]*) give_up "not a number: $1" ;; *) ;; esac; }

# A process namespace, so that nothing survives; mounts made elsewhere still come in, so that no device stays busy because of us.
namespaces() { # private|shared SIZE COMMAND...
  if [ "$1" = private ]; then net=-n; else net=''; fi
  size=$2
  shift 2
  # No dollar sign may be in it: systemd would expand it.
  exec "$@" unshare -m $net -p -f --kill-child --mount-proc --propagation slave \
    sh -c "eval \"\`dd bs=1 count=$size 2>/dev/null\`\""
}

# Without namespaces: the main file alone, in a pipe that this shell holds open while sshd runs.
piped() {
  { IFS= read -r sshd && IFS= read -r options && IFS= read -r config; } || give_up 'the configuration did not arrive whole'
  sshd=$(printf %s "$sshd" | base64 -d)
  [ -d /run/sshd ] || give_up '/run/sshd is missing, and there is no private place to make it in'
  exec 9<<EOF
$(printf %s "$config" | base64 -d)
EOF
  set -- -f "/proc/$$/fd/9"
  [ -n "$config" ] || set --
  set -f
  IFS='
'
  # shellcheck disable=SC2046 # split at line ends
  set -- $(printf %s "$options" | base64 -d) "$@"
  unset IFS
  "$sshd" -i -e -o LogLevel=VERBOSE "$@"
}

main() {
  IFS=' ' read -r way seconds network size || give_up 'nothing arrived'
  number "$seconds"
  case $way in
    unit)
      number "$size"
      namespaces "$network" "$size" systemd-run -q --pipe --collect --description='Bulwarden: a rehearsed login' \
        -p RuntimeMaxSec="$seconds" -p KillSignal=SIGKILL
      ;;
    fork)
      number "$size"
      # As a daemon of the boot has it: in nobody's login. Without the right to it, only our own account can be rehearsed.
      { [ ! -e /proc/self/loginuid ] || echo 4294967295 >/proc/self/loginuid; } 2>/dev/null
      namespaces "$network" "$size" timeout -s KILL "$seconds"
      ;;
    pipe) piped ;;
    *) give_up "no such way: $way" ;;
  esac
}
