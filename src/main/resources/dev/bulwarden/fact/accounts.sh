# shellcheck shell=sh disable=SC2154 # some variables are set in the parts before this one
# Accounts and groups, as the host's name services tell. Password hashes never leave this script.

USERS=256 # accounts that are told of unasked; a Match block may name any of them

usable() { [ -f "$1" ] && [ -x "$1" ]; }

entries() { # DATABASE NAMES: those asked for, then all that can be listed
  [ -z "$2" ] || lines "$2" getent "$1" -- 2>/dev/null
  getent "$1" 2>/dev/null
}

# Whoever may become root by what groups usually allow: uid 0, members of sudo, wheel and admin, and who has one of these as primary group.
administrators() {
  { getent group -- sudo wheel admin; echo; getent passwd; } 2>/dev/null | awk -F: -v most="$USERS" '
    function tell(name) { if (name != "" && !seen[name]++ && told++ < most) print name }
    $0 == "" { second = 1; next }
    !second { admins[$3] = 1; count = split($4, member, ","); for (i = 1; i <= count; i++) tell(member[i]); next }
    $3 == 0 || $4 in admins { tell($1) }'
}

# The groups of an account, each ended by a NUL; one process, for there may be many accounts.
groups_of() { # USER
  if [ "$separated" ]; then
    id -Gnz -- "$1" 2>/dev/null
  else # an id(1) without -z: a group name with a blank in it comes out as two
    id -Gn -- "$1" 2>/dev/null | tr ' ' '\0'
  fi
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

# Per account a line as from merge, then usable|unusable, then its groups, each after a tab. Last, how many were left out.
users() { # NAMES ASKED FOR
  told=0 left=0 separated=''
  if id -Gnz >/dev/null 2>&1; then separated=yes; fi
  {
    entries shadow "$1"
    echo
    entries passwd "$1"
  } | merge | { while IFS= read -r entry; do
    name=${entry%%:*}
    shell=${entry#*:*:*:*:} shell=${shell%%:*}
    case $nl$1$nl in
      *"$nl$name$nl"*) ;;
      *)
        told=$((told + 1))
        if [ "$told" -gt "$USERS" ]; then
          left=$((left + 1))
          continue
        fi
        ;;
    esac
    if usable "${shell:-/bin/sh}"; then use=usable; else use=unusable; fi
    printf '%s\n%s\n\t' "$entry" "$use"
    groups_of "$name"
    printf '\n'
  done
  [ "$left" = 0 ] || echo "more $left"; } | tr '\0' '\t'
}

groups() { entries group "$1" | cut -d: -f1,3,4 | awk '!seen[$0]++'; }
