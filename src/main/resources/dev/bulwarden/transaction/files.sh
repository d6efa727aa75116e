# shellcheck shell=sh disable=SC2015,SC2034,SC2154
# The files of a transaction, each in a numbered folder of the stage: real (where it is), old and new (owner and mode included; no old: it is
# created; no new: it is removed), and beside it in its own folder a link to the old inode and a copy of the new one, so that installing and
# restoring are renames only.

each() { # COMMAND: once a file, until one fails
  for stage in "$here"/[0-9]*; do
    [ -d "$stage" ] || continue
    IFS= read -r real <"$stage/real" && beside=${real%/*}/.bulwarden-$id-${stage##*/} && "$@" || return 1
  done
}

same() { # FILE COPY: both bytes, owner and mode, or both absent; a link is neither, wherever it leads
  if [ -L "$1" ]; then
    false
  elif [ -e "$1" ]; then
    cmp -s "$1" "$2" && [ "$(stat -c %u:%g:%a "$1")" = "$(stat -c %u:%g:%a "$2")" ]
  else
    [ ! -e "$2" ]
  fi
}

alone() { # whether nobody but root can put files into a folder above $real: else a name beside it could be anything by the time it is used
  at=$real
  set --
  while [ -n "$at" ]; do
    at=${at%/*}
    set -- "$@" "${at:-/}"
  done
  stat -c '%u %g %A' -- "$@" | {
    while read -r user group mode; do
      case "$user $group $mode" in
        0\ *\ d????-??-* | 0\ 0\ d???????-*) ;;
        *) exit 1 ;;
      esac
    done
  }
}

is_old() { same "$real" "$stage/old"; }
is_new() { same "$real" "$stage/new"; }

stage_file() { # put|del SHA256|- UID GID MODE =BASE64 PATH TARGET
  count=$((count + 1)) stage=$here/$count path=$(word "$7") target=$(word "$8")
  case $target in /*[!/]) ;; *) refuse "not a file name: $target" ;; esac
  real=$(readlink -f "$path") && [ "$real" = "$target" ] || refuse "$path no longer leads to $target"
  mkdir "$stage" && printf '%s\n' "$real" >"$stage/real" || refuse "the stage cannot be written"
  [ -d "${real%/*}" ] || refuse "the folder of $real does not exist"
  alone || refuse "somebody other than root can write in a folder above $real"
  [ "$(df -Pk "${real%/*}" | awk 'END { print $4 }')" -gt 256 ] || refuse "less than 256 KiB are free where $real is"
  if [ "$2" = - ]; then
    [ ! -e "$real" ] || refuse "$path exists now; the plan was made when it did not"
  else
    [ -f "$real" ] || refuse "$path is no longer a regular file"
    [ "$(stat -c %h "$real")" = 1 ] || refuse "$real has hard links; replacing it would split them"
    cp -a "$real" "$stage/old" || refuse "$real cannot be copied"
    case $(sha256sum <"$stage/old") in "$2 "*) ;; *) refuse "$path has changed since the plan was made" ;; esac
  fi
  if [ "$1" = put ]; then
    { [ ! -e "$stage/old" ] || cp -a "$stage/old" "$stage/new"; } && printf %s "${6#=}" | base64 -d >"$stage/new" \
      && chown "$3:$4" "$stage/new" && chmod "$5" "$stage/new" || refuse "the new $real cannot be staged"
  fi
  flush "$stage"/* "$stage"
}

prepare_file() { # what cannot be linked (immutable, bind mount, read-only) cannot be renamed over
  alone && { [ ! -e "$stage/old" ] || ln "$real" "$beside.old"; } \
    && { [ ! -e "$stage/new" ] || { cp -a --remove-destination "$stage/new" "$beside.new" && flush "$beside.new"; }; } && flush "${real%/*}"
}

install_file() {
  if [ -e "$stage/new" ]; then mv -f "$beside.new" "$real"; else rm -f "$real"; fi && flush "${real%/*}"
}

restore_file() { # may be repeated; what somebody else wrote meanwhile is kept as found
  is_old && return
  is_new || cp -a "$real" "$stage/found" 2>/dev/null
  if [ ! -e "$stage/old" ]; then
    rm -f "$real"
  elif [ -e "$beside.old" ]; then
    mv -f "$beside.old" "$real"
  fi
  is_old || { rm -f "$beside.new"; cp -a --remove-destination "$stage/old" "$beside.new" && flush "$beside.new" && mv -f "$beside.new" "$real"; }
  flush "${real%/*}"
  is_old || { echo "$real could not be restored" >&2; failed=yes; } # the others still have to come back
}

sweep_file() { rm -f "$beside.new" "$beside.old" || stuck=yes; } # the others are still swept
