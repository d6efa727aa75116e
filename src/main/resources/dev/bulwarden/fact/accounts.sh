# shellcheck shell=sh disable=SC2154 # some variables are set in the parts before this one
# Accounts and groups, as the host's name services tell. Password hashes never leave this script.

USERS=256 # accounts with a usable shell that are told of unasked

usable() { [ -f "$1" ] && [ -x "$1" ]; }

entries() { # DATABASE NAMES: all that can be listed, and those asked for
  getent "$1" 2>/dev/null
  [ -z "$2" ] || lines "$2" getent "$1" -- 2>/dev/null
}

groups_of() { # USER, one a line
  id -Gnz -- "$1" 2>/dev/null | tr '\0' '\n' | grep . || id -Gn -- "$1" 2>/dev/null | tr ' ' '\n'
}

# name:uid:gid:home:shell:password:changed:longest:inactive:expires for each passwd entry; the shadow entries come first
merge() {
  awk -F: '
    $0 == "" { second = 1; next }
    !second { shadow[$1] = $0; next }
    $1 in seen { next }
    {
      seen[$1] = 1; password = "unknown"; changed = longest = inactive = expires = ""; hash = $2
      if ($1 in shadow) {
        split(shadow[$1], field, ":")
        hash = field[2]; changed = field[3]; longest = field[5]; inactive = field[7]; expires = field[8]
      }
      if ($1 in shadow || $2 != "x") {
        if (hash == "") password = "empty"
        else if (substr(hash, 1, 1) == "!") password = "locked"
        else if (hash ~ /^[$_]/ || (length(hash) == 13 && hash !~ /[*!:]/)) password = "set"
        else password = "impossible"
      }
      print $1 ":" $3 ":" $4 ":" $6 ":" $7 ":" password ":" changed ":" longest ":" inactive ":" expires
    }'
}

users() { # NAMES ASKED FOR: per account a line as from merge, then usable|unusable, then its groups, each after a tab
  told=0
  {
    entries shadow "$1"
    echo
    entries passwd "$1"
  } | merge | while IFS= read -r entry; do
    name=${entry%%:*}
    shell=${entry#*:*:*:*:} shell=${shell%%:*}
    shell=${shell:-/bin/sh}
    if usable "$shell"; then use=usable; else use=unusable; fi
    case $nl$1$nl in
      *"$nl$name$nl"*) ;;
      *)
        case $use${shell##*/} in
          unusable* | usablenologin | usablefalse) continue ;;
          *) told=$((told + 1)) ;;
        esac
        if [ "$told" -gt "$USERS" ]; then
          echo more
          break
        fi
        ;;
    esac
    printf '%s\n%s\n' "$entry" "$use"
    groups_of "$name" | sed 's/^/\t/'
  done
}

groups() { entries group "$1" | cut -d: -f1,3,4 | awk '!seen[$0]++'; }
