# shellcheck shell=sh disable=SC2154 # some functions are in the parts before this one
# What one account's way in leads over. Runs in a shell of its own, under a time limit: a home may lie on a file system that hangs.
# Arguments: USER UID GID HOME SHELL. Standard input: lines KEYWORD PATTERN. Answers with a record for each.

LARGEST=262144 # bytes of one file

expand() { # PATTERN -> $path; false: it holds a token that sshd does not know
  rest=$1 path=''
  while :; do
    case $rest in
      *%*) path=$path${rest%%\%*} rest=${rest#*%} ;;
      *)
        path=$path$rest
        return 0
        ;;
    esac
    case $rest in
      %*) path=$path% ;;
      h*) path=$path$home ;;
      u*) path=$path$user ;;
      U*) path=$path$uid ;;
      *) return 1 ;;
    esac
    rest=${rest#?}
  done
}

steps() { # ABSOLUTE PATH: it and every folder above, from / on
  rest=${1#/} at=''
  set -- /
  while [ -n "$rest" ]; do
    at=$at/${rest%%/*}
    set -- "$@" "$at"
    case $rest in
      */*) rest=${rest#*/} ;;
      *) rest='' ;;
    esac
  done
  stat -L -c '%a %u %g %U/%G/%F/%n' -- "$@" 2>/dev/null
}

as_user() { # COMMAND...: as sshd does when it opens a file of keys
  if [ "$uid" = 0 ] || [ "$switch" = no ]; then
    "$@"
  else
    setpriv --reuid "$uid" --regid "$gid" --init-groups -- "$@"
  fi
}

follow() { # KEYWORD PATTERN PATH
  kind=other readable=1 bytes=''
  target=$(readlink -f -- "$3" 2>/dev/null)
  case $target in
    *"$nl"*) target='' ;;
    *)
      if [ -f "$3" ]; then
        kind='file'
      elif [ -d "$3" ]; then
        kind=folder
      elif [ -e "$3" ]; then
        kind=other
      elif [ -L "$3" ]; then
        kind=dangling target=$(readlink -- "$3")
      else
        kind=missing
      fi
      ;;
  esac
  case $kind$1 in
    fileauthorizedkeysfile | filerevokedkeys | filetrustedusercakeys)
      if [ "$(stat -L -c %s -- "$3")" -gt "$LARGEST" ]; then
        kind=large
      elif [ "$1" != authorizedkeysfile ] || as_user test -r "$3"; then
        bytes=$(encode <"$3") || bytes=$(as_user cat -- "$3" | encode)
      else
        readable=0 bytes=$(encode <"$3")
      fi
      ;;
    *) ;;
  esac
  case $kind$1 in
    missing* | dangling*) walked='' ;;
    *chrootdirectory) walked=$3 ;; # sshd looks at each part of the path as it is written
    *) walked=$target ;;
  esac
  printf 'walk %s %s %s %s %s %s\n' "$1" $kind $readable "$(printf '%s\n' "$user" "$2" "$3" "$target" | encode)" \
    "$(if [ -n "$walked" ]; then steps "$walked" | encode; fi)" "$bytes"
}

nl='
'
user=$1 uid=$2 gid=$3 home=$4 shell=$5 switch=yes
[ "$uid" = 0 ] || setpriv --reuid "$uid" --regid "$gid" --init-groups -- true 2>/dev/null || switch=no
follow home - "$home"
while IFS=' ' read -r keyword pattern; do
  expand "$pattern" || continue
  case $keyword$path in
    *"$nl"*) ;;
    authorizedkeysfile[!/]*) follow "$keyword" "$pattern" "$home/$path" ;;
    chrootdirectory/*)
      follow "$keyword" "$pattern" "$path"
      follow shell "$pattern" "$path$shell"
      ;;
    *[!a-z]*) case $path in /*) follow "$keyword" "$pattern" "$path" ;; *) ;; esac ;;
    *) ;;
  esac
done
