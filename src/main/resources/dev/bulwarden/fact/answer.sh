# shellcheck shell=sh
# How a probe answers: one record a line, a key and its fields, one blank between them. A field is base64, or a plain word of our own.

begin() { # NAME: a place where nothing of the caller's shell is left to surprise us
  umask 077
  LC_ALL=C PATH=/usr/sbin:/usr/bin:/sbin:/bin
  export LC_ALL PATH
  unset IFS CDPATH ENV GREP_OPTIONS TZ POSIXLY_CORRECT
  nl='
'
  printf 'bulwarden-%s 1\n' "$1"
}

encode() { base64 | tr -d '\n'; }

word() { printf %s "$1" | encode; } # a value as a field

blob() { # KEY: standard input as the only field
  printf '%s ' "$1"
  encode
  printf '\n'
}

# Runs a command and gives one field: its standard output, then a last line with exit status and base64 of its standard error.
# Nothing is written to disk, and a NUL or a missing final newline in the output does no harm.
capture() {
  {
    complaint=$("$@" 2>&1 >&3 3>&- </dev/null)
    status=$?
    case $complaint in
      *' line '*) complaint=$(printf '%s\n' "$complaint" | hush) ;;
      *) ;;
    esac
    printf '\n%s ' "$status"
    printf %s "$complaint" | encode
  } 3>&1 | encode
}

# sshd quotes what it does not understand of a line. Where that looks like a piece of some secret, as of a link to a private key, nothing it quotes
# is passed on.
hush() {
  awk '
    match($0, /line [0-9]+: /) {
      said[NR] = RSTART + RLENGTH; count = split(substr($0, said[NR]), word, /[ "]+/)
      for (i = 1; i <= count; i++) if (length(word[i]) > 40 || word[i] ~ /[$=+*]|:.|^--/) secret = 1
    }
    { line[NR] = $0 }
    END { for (i = 1; i <= NR; i++) print (secret && said[i] ? substr(line[i], 1, said[i] - 1) "(not shown)" : line[i]) }'
}

lines() { # a list with one element a line, as arguments after the command given: lines LIST COMMAND...
  list=$1
  shift
  set -f
  IFS=$nl
  # shellcheck disable=SC2086 # the list is to be split, at line ends only
  set -- "$@" $list
  unset IFS
  set +f
  "$@"
}
