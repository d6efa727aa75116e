# shellcheck shell=sh disable=SC2154 # some functions are in the part before this one, stage.sh
# Inside private namespaces: stages files and becomes sshd. Standard input: sshd and its options in base64, one a line; then "here", or in a
# private network "from PEER to ADDRESS PORT [OTHER-ADDRESS...]"; then what stage.sh takes, and behind it the stream of SSH.

# A real listener in a network of its own, where the peer's address is the true one.
twin() { # SSHD OPTION...
  ip link set lo up
  for each in $addresses "$reached" "$peer"; do ip addr add "$each" dev lo 2>/dev/null; done
  case $reached in *:*) family=-6 ;; *) family=-4 ;; esac
  # For IPv6 "replace" would leave the kernel's own route in front.
  ip $family route del local "$reached" dev lo table local
  ip $family route add local "$reached" dev lo table local src "$peer" || stop "this host's network cannot be imitated"
  "$@" -D </dev/null >&2 &
  # shellcheck disable=SC2016 # expanded by bash
  exec bash -c '
    tries=0
    until { exec 3<>"/dev/tcp/$0/$1"; } 2>/dev/null; do
      kill -0 "$2" 2>/dev/null || { echo "bulwarden: sshd ended before it listened" >&2; exit 91; }
      tries=$((tries + 1))
      [ "$tries" -lt 150 ] || { echo "bulwarden: nothing listens on $0 port $1" >&2; exit 92; }
      sleep .02
    done
    exec 4<&0
    cat <&4 >&3 &
    cat <&3 &
    wait -n
    sleep .05' "$reached" "$port" "$!"
}

PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C
export PATH LC_ALL
unset NOTIFY_SOCKET
{ IFS= read -r sshd && IFS= read -r options && IFS=' ' read -r scene peer _ reached port addresses; } || stop 'the question did not arrive whole'
sshd=$(decode "$sshd")
options=$(decode "$options")
stage
umask 022
set -f
IFS='
'
# shellcheck disable=SC2086 # split at line ends
set -- "$sshd" -e -o LogLevel=VERBOSE -o PidFile=none $options
unset IFS
case $scene in
  here) exec "$@" -i ;;
  from) twin "$@" ;;
  *) stop "no such word: $scene" ;;
esac
