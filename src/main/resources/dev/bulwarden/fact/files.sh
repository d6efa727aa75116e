# shellcheck shell=sh disable=SC2154 # some variables are set in the parts before this one
# The files that decide how sshd behaves: bytes, owner, mode, links.

LARGEST=1048576 # bytes of one file
MOST=400        # files

odd() { # PATH WHAT
  printf 'odd %s ' "$(word "$1")"
  word "$2"
  printf '\n'
}

ownership() { stat -L -c '%a %u %g %h %Y %s/%U/%G' -- "$1" 2>/dev/null || echo '?'; }

flags() { # chattr's, or - where the file system has none
  attributes=$(lsattr -d -- "$1" 2>/dev/null)
  attributes=${attributes%% *}
  printf %s "${attributes:--}"
}

folder() { # PATH
  case $nl$folders$nl in
    *"$nl$1$nl"*) return ;;
    *) folders=$folders$nl$1 ;;
  esac
  [ -d "$1" ] || return
  if [ -w "$1" ]; then writable=1; else writable=0; fi
  printf 'folder %s %s %s %s %s\n' "$(word "$1")" "$(readlink -f -- "$1" | encode)" "$(ownership "$1" | encode)" "$(flags "$1")" $writable
}

visit() { # PATH: tells of it once; false when it was told of, or cannot be read
  case $nl$visited$nl in
    *"$nl$1$nl"*) return 1 ;;
    *) visited=$visited$nl$1 ;;
  esac
  files=$((files + 1))
  if [ "$files" -gt "$MOST" ]; then
    odd "$1" 'one file too many'
    return 1
  fi
  folder "${1%/*}"
  if [ ! -e "$1" ]; then
    if [ -L "$1" ]; then odd "$1" 'dangling link'; else odd "$1" missing; fi
    return 1
  elif [ -d "$1" ]; then
    odd "$1" directory
    return 1
  elif [ ! -f "$1" ]; then
    odd "$1" 'not a regular file'
    return 1
  fi
  strange=unreadable
  subject=$1
  { opened; } 2>/dev/null 7<"$1" && return
  odd "$1" "$strange"
  return 1
}

opened() { # tells of $subject, which is open as descriptor 7, or says in $strange why not
  about=$(stat -L -c '%d:%i %a %u %g %h %Y %s/%U/%G' /proc/self/fd/7)
  size=${about%%/*} size=${size##* }
  if [ "${size:-0}" -gt "$LARGEST" ]; then
    strange='too large'
    return 1
  elif is_secret "${about%% *}"; then
    strange='a private key or password hashes, which are not read'
    return 1
  fi
  target=$(readlink -f -- "$subject")
  folder "${target%/*}"
  printf 'file %s %s %s %s %s\n' "$(word "$subject")" "$(word "$target")" "$(word "${about#* }")" "$(flags "$target")" "$(encode <&7)"
}

# What is secret whatever it is called: a link, another name or a mount of it is the same file.
secret_files() {
  lines "$(setting hostkey)" stat -L -c %d:%i -- /etc/shadow /etc/shadow- /etc/gshadow /etc/gshadow- /etc/security/opasswd /etc/krb5.keytab \
    /etc/ssh/ssh_host_*_key 2>/dev/null
}

# Include patterns of an sshd_config, made absolute; rather one too many than one too few. Quotes and backslashes as sshd's argv_split.
includes() {
  awk '
    { line = $0; sub(/^[ \t\r\f"]+/, "", line) }
    tolower(line) !~ /^include[ \t\r\f"=]/ { next }
    {
      line = substr(line, 8); sub(/^"?[ \t\r\f]*=?/, "", line)
      token = ""; quote = ""; begun = 0
      for (i = 1; i <= length(line) + 1; i++) {
        c = i > length(line) ? "\n" : substr(line, i, 1); after = substr(line, i + 1, 1)
        if (c == "\\" && after != "" && index("\\\"'"'"'", after)) { token = token after; begun = 1; i++ }
        else if (quote == "" && (c == "\"" || c == "'"'"'")) { quote = c; begun = 1 }
        else if (quote != "" && c == quote) quote = ""
        else if (c == "\n" || (quote == "" && index(" \t\r\f", c))) {
          if (begun && token != "") print (token ~ /^[\/~]/ ? token : "/etc/ssh/" token)
          token = ""; begun = 0
        } else if (quote == "" && !begun && c == "#") break
        else { token = token c; begun = 1 }
      }
    }' "$1"
}

glob() { # PATTERN: tells what it matches, in byte order
  printf 'glob %s' "$(word "$1")"
  IFS=
  # shellcheck disable=SC2086 # the shell is to expand it
  set -- "$1" $1
  unset IFS
  if [ $# -eq 2 ] && [ "$1" = "$2" ] && [ ! -e "$2" ] && [ ! -L "$2" ]; then set -- "$1"; fi
  shift
  for match; do printf ' %s' "$(word "$match")"; done
  printf '\n'
}

sshd_files() { # MAIN FILE
  main=$1
  while [ $# -gt 0 ]; do
    current=$1
    shift
    if [ "$current" != "$main" ] && [ ! -e "$current" ] && [ ! -L "$current" ]; then continue; fi # a pattern that matches nothing
    visit "$current" || continue
    patterns=$(includes "$current")
    while IFS= read -r pattern; do
      case $nl$globs$nl in
        *"$nl$pattern$nl"*) continue ;;
        *) globs=$globs$nl$pattern ;;
      esac
      glob "$pattern"
      IFS=
      # shellcheck disable=SC2086 # the shell is to expand it
      set -- "$@" $pattern
      unset IFS
    done <<EOF
$patterns
EOF
  done
}

pam_file() { # NAME: where libpam finds it
  case $1 in
    /*) printf '%s\n' "$1" ;;
    *) if [ ! -e "/etc/pam.d/$1" ] && [ -e "/usr/lib/pam.d/$1" ]; then echo "/usr/lib/pam.d/$1"; else echo "/etc/pam.d/$1"; fi ;;
  esac
}

pam_includes() {
  awk '
    { line = held $0; held = "" }
    line ~ /\\$/ { held = substr(line, 1, length(line) - 1) " "; next }
    { count = split(line, part) }
    part[1] == "@include" && count > 1 { print part[2] }
    count > 2 && tolower(part[2]) ~ /^(include|substack)$/ { print part[3] }' "$1"
}

pam_files() { # NAME...
  while [ $# -gt 0 ]; do
    current=$(pam_file "$1")
    shift
    visit "$current" || continue
    # shellcheck disable=SC2046 # a name in pam.d has no blank
    set -f && set -- "$@" $(pam_includes "$current") && set +f
  done
}

# The folders above every file that could be written, links resolved: who may write there decides whether a file can be replaced safely.
above() {
  lines "$folders" readlink -f -- 2>/dev/null | awk '
    { for (at = $0; at != "" && !seen[at]++; sub(/\/[^\/]*$/, "", at)) print at }
    END { print "/" }' | tr '\n' '\0' | xargs -0 stat -c '%a %u %g %U/%G/%F/%n' -- 2>/dev/null
}

all_files() { # MAIN FILE, PAM SERVICE
  visited='' folders='' globs='' files=0
  folder /etc/ssh
  folder /etc/ssh/sshd_config.d
  folder /etc/pam.d
  sshd_files "$1"
  for each in /etc/ssh/sshd_config.d/* /etc/ssh/sshd_config.d/.[!.]*; do
    if [ -e "$each" ] || [ -L "$each" ]; then visit "$each"; fi
  done
  pam_files "$2" other
  for each in /etc/hosts.allow /etc/hosts.deny; do
    [ ! -e "$each" ] || visit "$each"
  done
  above | blob above
}
