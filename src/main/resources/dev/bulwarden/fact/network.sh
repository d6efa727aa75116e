# shellcheck shell=sh disable=SC2154 # some variables are set in the parts before this one
# Addresses, and whether this is a Proxmox VE node.

network() {
  sockets
  served
  if command -v ip >/dev/null; then ip -o addr show 2>/dev/null | blob addresses; fi
}

proxmox() { # /etc/pve is a file system in user space that may hang
  timeout 5 test -d /etc/pve || return 0
  printf 'proxmox%s %s\n' "$(yes timeout 5 test -e /etc/pve/corosync.conf)" "$(timeout 5 pveversion 2>/dev/null </dev/null | encode)"
  # What root's client of this node offers: its peers are configured like it. A condition that would run a command is not asked.
  grep -qsi '^[[:space:]]*match.*exec' /root/.ssh/config /etc/ssh/ssh_config /etc/ssh/ssh_config.d/* ||
    timeout 5 ssh -G bulwarden.invalid 2>/dev/null </dev/null | grep -E '^(kexalgorithms|ciphers|macs|hostkeyalgorithms) ' | blob client
}
