# shellcheck shell=sh
# The packet filter's rules, as its own tools list them. A tool is asked only where the kernel has what it would load otherwise.

LONGEST=262144 # bytes of one listing

in_kernel() { # MODULE: loaded or built in; where the kernel does not tell, perhaps
  [ -r /proc/modules ] || return 0
  grep -q "^$1 " /proc/modules || grep -qs "/$1\.ko" "/lib/modules/$(uname -r)/modules.builtin"
}

listing() { # FORM COMMAND...: false when there is more than is told
  form=$1
  shift
  text=$(timeout 5 "$@" 2>/dev/null </dev/null | head -c $((LONGEST + 1)))
  [ ${#text} -le $LONGEST ] || return 1
  [ -z "$text" ] || printf 'firewall %s %s\n' "$form" "$(word "$text")"
}

unread() { printf 'unread %s\n' "$(word "$1")"; }

has() { command -v "$1" >/dev/null; }

firewall() {
  if in_kernel nf_tables && has nft; then
    listing nft nft -j list ruleset || listing nft nft -j -t list ruleset || unread 'nft lists more than is read'
  fi
  for tables in iptables ip6tables; do
    if { in_kernel nf_tables || in_kernel ip_tables; } && has "$tables-save"; then
      listing "$tables" "$tables-save" -t filter || unread "$tables lists more than is read"
    fi
  done
  for family in ip ip6; do
    grep -qs . "/proc/net/${family}_tables_names" || continue
    tables=${family}tables
    if has "$tables-legacy-save"; then
      listing "$tables" "$tables-legacy-save" -t filter || unread "$tables lists more than is read"
    elif ! has "$tables-save"; then
      unread "there are rules of $tables, and no $tables-save to list them"
    fi
  done
  if ! has nft && ! has iptables-save; then unread 'neither nft nor iptables-save is installed'; fi
}
