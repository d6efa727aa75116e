# shellcheck shell=sh disable=SC2154 # some variables are set in the parts before this one
# What sshd would look at when somebody comes with a key: files of keys, other files its settings name, and the folders above them.

HOLDERS=64 # accounts
PATIENCE=5 # seconds for one account
FLOOD=4194304 # characters of answer

# The login, the visitors, and whoever may become root.
holders() {
  {
    printf '%s\n' "$users_asked" | sed 1q
    printf '%s\n' "$visitors" | sed 's/^[^ ]* //'
    printf '%s\n' "$admins"
  } | awk -v most="$HOLDERS" 'NF && !seen[$0]++ && told++ < most'
}

# KEYWORD WORD, once each, for whatever sshd, any line of its files or a play says; rather one too many than one too few.
named() {
  {
    printf '%s\n%s\n' "$global" "$paths_asked"
    printf '%s\n' "$visited" | while IFS= read -r file; do
      [ ! -f "$file" ] || cat -- "$file" 2>/dev/null
      echo
    done
  } | awk '
    function name(key, word) { if (word != "" && word !~ /^(none|internal-sftp)$/ && !seen[key, word]++) print key " " word }
    {
      line = $0; gsub(/["\r]/, "", line); sub(/^[ \t\f]+/, "", line); sub(/[ \t]*=[ \t]*|[ \t]+/, " ", line)
      count = split(line, word, /[ \t]+/); key = tolower(word[1])
    }
    key ~ /^(authorizedkeysfile|revokedkeys)$/ { for (i = 2; i <= count && word[i] !~ /^#/; i++) name(key, word[i]) }
    key ~ /^(chrootdirectory|trustedusercakeys|authorizedkeyscommand|forcecommand)$/ { name(key, word[2]) }' | sed 50q
}

# What does not depend on the account is looked at once, for the first. A flood of keys must not drown the rest of the survey.
login_files() {
  walk=$(printf %s "$walk" | base64 -d)
  subjects=$(named)
  personal=$(printf '%s\n' "$subjects" | grep -E '^(authorizedkeysfile|chrootdirectory) ')
  lines "$(holders)" getent passwd -- 2>/dev/null | while IFS=: read -r name _ uid gid _ home shell; do
    printf '%s\n' "$subjects" | timeout "$PATIENCE" sh -c "$walk" sh account "$name" "$uid" "$gid" "$home" "${shell:-/bin/sh}" "$secrets" "$walk" \
      2>/dev/null
    subjects=$personal
  done | awk -v most="$FLOOD" '{ total += length($0) } total < most { print }'
}
