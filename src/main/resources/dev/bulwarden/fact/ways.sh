# shellcheck shell=sh disable=SC2154 # some variables are set in the parts before this one
# How sshd can be rehearsed on this host over files as they would be, and whether that depends on where a login comes from. Standard input as
# for the evaluation, with visitors (ADDRESS USER, - for where we come from) in place of contexts.

# Started by systemd a rehearsal stands outside our own session, as a real login does. Any of these may be forbidden.
way() {
  candidate_test=staged_test
  if ! trouble=$(staged unshare -m -p -f --kill-child --mount-proc true 2>&1); then
    echo 'way none'
    if only_main_file; then candidate_test=piped_test; else candidate_test=sshd_test; fi
  elif [ -d /run/systemd/system ] && timeout 10 systemd-run -q --pipe --collect \
    unshare -m -p -f --kill-child --mount-proc --propagation slave true </dev/null >/dev/null 2>&1; then
    echo 'way unit'
  else
    echo 'way fork'
  fi
  printf 'trouble %s\n' "$(word "$trouble")"
}

# Without systemd a rehearsed login inherits ours in the kernel's books; pam_loginuid then lets nobody else in unless it may be reset.
others() {
  [ ! -e /proc/self/loginuid ] || (echo 4294967295 >/proc/self/loginuid) 2>/dev/null
}

# A private network in which the peer's address is true takes ip, and bash for want of another relay.
twin() {
  for tool in ip bash; do
    command -v "$tool" >/dev/null || { echo "$tool is not installed"; return; }
  done
  unshare -m -n --propagation slave ip link set lo up 2>&1
}

# Whether a file of sshd's is newer than what it last read: then what is in force is not what we would go back to.
stale() {
  pidfile=$(printf '%s\n' "$1" | sed -n 's/^pidfile //p')
  [ -f "$pidfile" ] || return 0
  [ -z "$listener" ] || [ "$(cat "$pidfile")" = "$listener" ] || return 0
  IFS=$nl
  # shellcheck disable=SC2046 # patterns to be expanded, one a line
  set -- "$config" /etc/ssh/sshd_config.d $(includes "$config")
  unset IFS
  for each; do
    [ ! -e "$each" ] || [ -z "$(find -L "$each" -maxdepth 0 -newercm "$pidfile" 2>/dev/null)" ] || return 0
  done
  false
}

# Whether a key of the user's is bound to an address.
bound() { # USER DUMP
  home=$(getent passwd "$1" | cut -d: -f6)
  printf '%s\n' "$2" | sed -n 's/^authorizedkeysfile //p' | tr ' ' '\n' | while IFS= read -r file; do
    file=$(printf '%s\n' "$file" | awk -v home="$home" -v user="$1" '{
      while ((i = index($0, "%")) > 0) {
        c = substr($0, i + 1, 1); out = out substr($0, 1, i - 1) (c == "h" ? home : c == "u" ? user : c); $0 = substr($0, i + 2)
      }
      print out $0
    }')
    case $file in
      /*) ;;
      *) file=$home/$file ;;
    esac
    if grep -qs 'from=' "$file"; then echo yes; fi
  done
}

visitor() { # ADDRESS|- USER: what sshd says to it, and to it from nowhere, which is what sshd -i sees
  peer=${connection%% *} port=${connection##* } reached=${connection#* * }
  reached=${reached%% *}
  address=$1
  if [ "$address" = - ]; then address=$peer; fi
  seen=$($candidate_test -C "user=$2,host=$address,addr=$address${reached:+,laddr=$reached}${port:+,lport=$port}" 2>/dev/null | folded)
  unseen=$($candidate_test -C "user=$2,host=UNKNOWN,addr=UNKNOWN" 2>/dev/null | folded)
  depends=0
  if [ "$seen" != "$unseen" ] || printf '%s\n' "$seen" | grep -q '^\(allow\|deny\)users .*@' || [ -n "$(bound "$2" "$seen")" ]; then depends=1; fi
  printf 'visitor %s %s %s\n' "$(word "$1")" "$(word "$2")" "$depends"
}

main() {
  begin ways
  read_question
  ancestors
  printf 'connection %s\n' "$(word "$connection")"
  way
  printf 'twin %s\n' "$(word "$(twin)")"
  printf 'others%s\n' "$(if others; then echo ' 1'; else echo ' 0'; fi)"
  # shellcheck disable=SC2119
  before=$(sshd_test 2>/dev/null </dev/null | folded)
  printf 'stale%s\n' "$(if stale "$before"; then echo ' 1'; else echo ' 0'; fi)"
  printf '%s\n' "$contexts" | while IFS=' ' read -r address user; do
    [ -z "$user" ] || visitor "$address" "$user"
  done
  listening='^\(port\|listenaddress\|addressfamily\) '
  moves=0
  if [ "$(printf '%s\n' "$before" | grep "$listening")" != "$($candidate_test 2>/dev/null | folded | grep "$listening")" ]; then moves=1; fi
  printf 'moves %s\n' "$moves"
  echo end
}
