# shellcheck shell=sh disable=SC2015,SC2034,SC2154
# Changes that are not files. Each is written to the log of the stage before it is done, and only if it really changes something; undoing
# reads that log backwards.

member() { # GROUP USER
  case ",$(getent group "$1" | cut -d: -f4)," in *",$2,"*) ;; *) false ;; esac
}

done_now() { printf '%s\n' "$*" >>"$here/done" && flush "$here/done"; }

act() { # KIND GROUP [USER]
  case $1 in
    create-group) getent group "$2" >/dev/null || { done_now "$@" && groupadd --system -- "$2"; } ;;
    delete-group) getent group "$2" >/dev/null || return 0
      done_now "$@" "$(getent group "$2" | cut -d: -f3)" && groupdel -- "$2" ;;
    add-member) member "$2" "$3" || { done_now "$@" && gpasswd -a "$3" "$2" >/dev/null; } ;;
    remove-member) ! member "$2" "$3" || { done_now "$@" && gpasswd -d "$3" "$2" >/dev/null; } ;;
    *) echo "unknown action $1" >&2; false ;;
  esac
}

unact() { # the inverse of one line of the log; may be repeated
  case $1 in
    create-group) ! getent group "$2" >/dev/null || groupdel -- "$2" ;;
    delete-group) getent group "$2" >/dev/null || groupadd --system --gid "$3" -- "$2" ;;
    add-member) ! member "$2" "$3" || gpasswd -d "$3" "$2" >/dev/null ;;
    remove-member) member "$2" "$3" || gpasswd -a "$3" "$2" >/dev/null ;;
  esac
}

act_all() {
  [ -e "$here/actions" ] || return 0
  while read -r deed group user; do
    act "$deed" "$group" "$user" || { echo "$deed $group $user failed" >&2; return 1; }
  done <"$here/actions"
}

# Needs no room on the disk. A line that was cut short was never acted upon, and may name another group.
unact_all() {
  [ -e "$here/done" ] || return 0
  number=$(wc -l <"$here/done")
  while [ "$number" -gt 0 ]; do
    one=$(sed -n "${number}p" "$here/done")
    # shellcheck disable=SC2086 # a kind, a group, a user or a number: words without blanks
    unact $one || { echo "the inverse of $one failed" >&2; failed=yes; }
    number=$((number - 1))
  done
}
