# shellcheck shell=sh disable=SC2154,SC2034 # some variables are set in the parts before this one
# The survey of a host in one run: what a plan needs to know. Changes nothing. Standard input: lines, each base64 of a list with one element
# a line: users, groups, visitors (ADDRESS USER, with - for where we come from), paths (KEYWORD WORD, of settings that are to come), and the
# script that looks at one account's files.

read_questions() {
  IFS= read -r users_asked
  IFS= read -r groups_asked
  IFS= read -r visitors
  IFS= read -r paths_asked
  IFS= read -r walk
  users_asked=$(printf %s "$users_asked" | base64 -d)
  groups_asked=$(printf %s "$groups_asked" | base64 -d)
  visitors=$(printf %s "$visitors" | base64 -d)
  paths_asked=$(printf %s "$paths_asked" | base64 -d)
  exec </dev/null
}

system() {
  for each in /etc/os-release /usr/lib/os-release; do
    [ ! -r "$each" ] || { sed -n '/^[A-Z_0-9]*=/p' "$each" && break; }
  done
  printf '\n\n%s\n' "$(uname -n)"
}

yes() { if "$@" >/dev/null 2>&1; then printf ' 1'; else printf ' 0'; fi; }

exists_any() {
  for each; do [ ! -e "$each" ] || return 0; done
  false
}

missing_tools() {
  for tool in awk base64 cat chmod chown cmp cp flock getent id ln mkdir mount mv readlink rm sed setsid sha256sum sort stat sync systemd-run timeout tr umount unshare; do
    command -v "$tool" >/dev/null || echo "$tool"
  done
}

capabilities() {
  printf 'capabilities %s %s' "$(id -u)" "$(date +%s)"
  yes [ -d /run/systemd/system ]
  yes unshare -m --propagation slave mount -t tmpfs bulwarden /mnt
  yes unshare -m -n --propagation slave true
  yes exists_any /etc/nologin /run/nologin /var/run/nologin
  printf ' %s\n' "$(missing_tools | encode)"
}

software() {
  "$sshd" -V 2>&1 | blob version
  dpkg-query -W -f '${Package}\n${Version}\n${Status}\n' openssh-server 2>/dev/null | blob package
  printf 'offers'
  for question in kex cipher mac key-sig sig; do printf ' %s' "$(ssh -Q "$question" 2>/dev/null | encode)"; done
  printf '\n'
}

setting() { printf '%s\n' "$global" | sed -n "s/^$1 //p"; }

loaded() { # PID: when it last wrote its PidFile
  pidfile=$(setting pidfile)
  if [ -f "$pidfile" ] && [ "$(tr -d '\n' <"$pidfile")" = "$1" ]; then stat -L -c %Y -- "$pidfile"; fi
}

daemon() {
  since=''
  [ -z "$listener" ] || since=$(loaded "$listener")
  daemon_record
}

# shellcheck disable=SC2120 # through capture
empty_config() { with_run_sshd "$sshd" -T -f /dev/null "$@"; }

defaults() {
  key=$(setting hostkey | sed 1q)
  # shellcheck disable=SC2119
  if empty_config >/dev/null 2>&1 </dev/null || [ -z "$key" ]; then set --; else set -- -h "$key"; fi
  printf 'defaults %s\n' "$(capture empty_config "$@")"
}

visitor() { # ADDRESS|- USER
  peer=${connection%% *} port=${connection##* } reached=${connection#* * }
  reached=${reached%% *}
  address=$1
  if [ "$address" = - ]; then address=$peer; fi
  context=user=$2${address:+,host=$address,addr=$address}${reached:+,laddr=$reached}${port:+,lport=$port}
  printf 'visitor %s %s %s %s\n' "$(word "$1")" "$(word "$2")" "$(word "$context")" "$(capture sshd_test -C "$context")"
}

host_key() { # PATH
  printf 'hostkey %s %s %s\n' "$(word "$1")" "$(ownership "$1" | encode)" "$(ssh-keygen -l -f "$1" 2>/dev/null </dev/null | encode)"
}

main() {
  begin survey
  read_questions
  system | blob system
  capabilities
  admins=$(administrators)
  find_daemon
  if [ -n "$sshd" ]; then
    software
    # shellcheck disable=SC2119
    global=$(sshd_test 2>/dev/null </dev/null | folded)
    daemon
    printf 'global %s\n' "$(capture sshd_test)"
    defaults
    printf '%s\n' "$visitors" | while IFS=' ' read -r address user; do
      [ -z "$user" ] || visitor "$address" "$user"
    done
    setting hostkey | while IFS= read -r path; do host_key "$path"; done
    service_name=$(setting pamservicename)
    secrets=$(secret_files)
    all_files "$config" "${service_name:-sshd}"
    login_files
    modules
    wrapped
  fi
  users "$users_asked$nl$admins" | blob users
  groups "$groups_asked" | blob groups
  network
  firewall
  packages
  proxmox
  own_state
  echo end
}
