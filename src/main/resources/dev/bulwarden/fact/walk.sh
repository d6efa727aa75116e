# shellcheck shell=sh disable=SC2154 # some functions are in the parts before this one
# What one account's way in leads over. Runs in a shell of its own, under a time limit: a home may lie on a file system that hangs.
# Arguments: account USER UID GID HOME SHELL SECRETS, and this text itself. Standard input: lines KEYWORD PATTERN. Answers with a record for each.
# Or: look PATH SECRETS, in a shell that has the rights of the account only.

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

# Prints what a file of keys holds, after a line that says: file, large or secret. Nothing when it cannot be opened. sshd opens such files with
# the rights of their account; with more, an account could show us what is none of its business.
look() { # PATH
  {
    about=$(stat -L -c '%d:%i %s' /proc/self/fd/7)
    if [ "${about#* }" -gt "$LARGEST" ]; then
      echo large
    elif is_secret "${about% *}"; then
      echo secret
    else
      echo 'file'
      head -c "$LARGEST" <&7
    fi
  } 2>/dev/null 7<"$1"
}

as_account() { # PATH: what look says there
  if [ "$uid" = 0 ]; then
    look "$1"
  else
    setpriv --reuid "$uid" --regid "$gid" --init-groups -- sh -c "$self" sh look "$1" "$secrets" </dev/null 2>/dev/null \
      3>&- 4>&- 5>&- 6>&- 8>&- 9>&- || echo unseen
  fi
}

follow() { # KEYWORD PATTERN PATH
  kind=other bytes=''
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
      elif [ -d "$home" ] && [ ! -x "$home" ]; then
        kind=unseen # a file system that does not trust root
      else
        kind=missing
      fi
      ;;
  esac
  case $kind$1 in
    fileauthorizedkeysfile) bytes=$(as_account "$3" | encode) ;;
    filerevokedkeys) bytes=$(look "$3" | encode) ;;
    *) ;;
  esac
  case $kind$1 in
    missing* | unseen* | dangling*) walked='' ;;
    *chrootdirectory) walked=$3 ;; # sshd looks at each part of the path as it is written
    *) walked=$target ;;
  esac
  printf 'walk %s %s %s %s %s\n' "$1" $kind "$(printf '%s\n' "$user" "$2" "$3" "$target" | encode)" \
    "$(if [ -n "$walked" ]; then steps "$walked" | encode; fi)" "$bytes"
}

nl='
'
if [ "$1" = look ]; then
  secrets=$3
  look "$2"
  exit 0
fi
user=$2 uid=$3 gid=$4 home=$5 shell=$6 secrets=$7 self=$8
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
