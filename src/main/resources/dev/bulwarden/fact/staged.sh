# shellcheck shell=sh disable=SC2154 # some variables are set in the parts before this one
# The real sshd over files as they would be. Standard input: sshd, its options and the contexts as base64 of a list each, the main
# configuration file and the staging script in base64, then the candidates as stage.sh takes them.

read_question() {
  IFS= read -r sshd
  IFS= read -r options
  IFS= read -r contexts
  IFS= read -r config
  IFS= read -r stage
  candidates=$(cat)
  exec </dev/null
  sshd=$(printf %s "$sshd" | base64 -d)
  options=$(printf %s "$options" | base64 -d)
  contexts=$(printf %s "$contexts" | base64 -d)
  config=$(printf %s "$config" | base64 -d)
  stage=$(printf %s "$stage" | base64 -d)
}

# shellcheck disable=SC2016 # expanded by the inner shell
staged() {
  printf '%s\n' "$candidates" | unshare -m --propagation slave sh -c "$stage"'
    stage
    exec "$@" </dev/null' sh "$@"
}

staged_test() { [ $# -gt 0 ] || set -- -C lport=1; lines "$options" staged "$sshd" -T "$@"; }

# Without a namespace: the main file alone can be given through a pipe; what it includes is then what lies on the disk.
only_main_file() {
  real=$(readlink -f -- "$config")
  found=no only=''
  while IFS=' ' read -r verb mode target bytes; do
    case $verb in
      put) target=$(printf %s "$target" | base64 -d) ;;
      del) target=$(printf %s "$mode" | base64 -d) ;;
      *) target='' ;;
    esac
    case $verb$target in
      end | group) ;;
      put/etc/pam.d/* | del/etc/pam.d/*) ;; # no business of sshd -T
      "put$real") found=yes only=$bytes ;;
      *) return 1 ;;
    esac
  done <<EOF
$candidates
EOF
  [ "$found" = yes ]
}

piped_test() { [ $# -gt 0 ] || set -- -C lport=1; printf %s "$only" | base64 -d | lines "$options$nl-f$nl/dev/stdin" with_run_sshd "$sshd" -T "$@"; }

evaluate() { # KEY COMMAND: every context
  printf '%s\n' "$contexts" | while IFS= read -r context; do
    if [ "$context" = - ]; then said=$(capture "$2"); else said=$(capture "$2" -C "$context"); fi
    printf '%s %s %s\n' "$1" "$(word "$context")" "$said"
  done
}

